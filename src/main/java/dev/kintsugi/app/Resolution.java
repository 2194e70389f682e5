package dev.kintsugi.app;

import dev.kintsugi.agent.provider.KeyFile;
import dev.kintsugi.cli.Wish;
import dev.kintsugi.domain.store.FaultRow;
import dev.kintsugi.lab.FaultRows;
import dev.kintsugi.lab.LabSettings;
import java.nio.file.Path;
import java.util.List;

/// Who decides a setting: the command line, else the environment, else what was saved (the database's rows of faults
/// before the file), else the default. Immutable.
///
/// @param start what the door starts with when nobody says anything else
record Resolution(Environment environment, KeyFile keys, LabSettings start) {
    /// The same for a door that starts with another policy: the window starts with `standard`.
    Resolution startingWith(String policy) { return new Resolution(environment, keys, start.withPolicy(policy)); }

    /// The settings for a data folder.
    ///
    /// @param rows the fault rows of the database there
    LabSettings settings(Path folder, List<FaultRow> rows, Wish wish) {
        var saved = saved(folder);
        return over(saved.withFaults(FaultRows.over(saved.faults(), rows)), wish);
    }

    /// What was saved in a data folder over what the door starts with, before anybody else has a say.
    LabSettings saved(Path folder) { return new SavedSettings(folder).change(start); }

    /// The settings where nothing was saved.
    LabSettings settings(Wish wish) { return over(start, wish); }

    private LabSettings over(LabSettings saved, Wish wish) {
        var agent = provider().change(saved.agent(), wish.provider());
        return wish.settings().apply(environment.change(saved.withAgent(agent)));
    }

    /// What was set and has no effect on these settings, one sentence each.
    List<String> unused(LabSettings settings) { return provider().unused(settings.agent()); }

    /// Where things are kept.
    Stores stores() { return Stores.beside(keys, environment); }

    private ProviderChoice provider() { return new ProviderChoice(environment, keys); }
}
