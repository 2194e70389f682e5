package dev.kintsugi.app;

import dev.kintsugi.agent.provider.KeyFile;
import dev.kintsugi.lab.LabSettings;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/// Who decides a setting: the command line, else the environment, else what was saved, else the default. Immutable.
///
/// @param start what the door starts with when nobody says anything else
record Resolution(Environment environment, KeyFile keys, LabSettings start) {
    /// The settings for a data folder.
    LabSettings settings(Path folder, UnaryOperator<LabSettings> commandLine) {
        return over(new SavedSettings(folder).change(start), commandLine);
    }

    /// The settings where nothing was saved.
    LabSettings settings(UnaryOperator<LabSettings> commandLine) { return over(start, commandLine); }

    private LabSettings over(LabSettings saved, UnaryOperator<LabSettings> commandLine) {
        var provided = saved.withAgent(ProviderChoice.change(saved.agent(), environment, keys));
        return commandLine.apply(environment.change(provided));
    }
}
