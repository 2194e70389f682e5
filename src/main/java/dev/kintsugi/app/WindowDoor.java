package dev.kintsugi.app;

import dev.kintsugi.agent.pack.Packs;
import dev.kintsugi.agent.provider.ConnectionReport;
import dev.kintsugi.agent.provider.ConnectionTest;
import dev.kintsugi.agent.provider.ProviderSettings;
import dev.kintsugi.cli.Wish;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.lab.scenario.Scenarios;
import dev.kintsugi.store.StoreUrl;
import dev.kintsugi.workbench.settings.Fixed;
import dev.kintsugi.workbench.shell.Workbench;
import dev.kintsugi.workbench.shell.WorkbenchOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Opens the workbench over a lab on disk, and keeps what is set in it.
record WindowDoor(Places places, Resolution resolution, LocalDoor labs) {
    private static final Map<Fixed, String> VARIABLES = Map.of(Fixed.STORE, Stores.DATABASE, Fixed.STATE, Stores.REDIS,
            Fixed.KEY, "AI_API_KEY", Fixed.BASE_URL, "AI_BASE_URL",
            Fixed.MODEL, "AI_MODEL", Fixed.ENCODING, "AI_ENCODING", Fixed.POLICY, "RECOVERY_POLICY", Fixed.CHAOS,
            "PROBABILISTIC_FAILURES", Fixed.MULTIPLIER, "FAILURE_RATE_MULTIPLIER");

    /// Returns when the window was closed.
    ///
    /// @param data the folder that the command line names, absent for the usual one
    void open(@Nullable Path data, Wish wish) {
        try (var lab = labs.open(data, wish);
                var _ = new SettingsKeeper(lab, labs.folder(data), resolution.keys());
                var gates = new Gates(labs, lab)) {
            Workbench.open(lab, options(data, wish, gates));
        }
    }

    private WorkbenchOptions options(@Nullable Path data, Wish wish, Gates gates) {
        var stores = resolution.stores();
        return new WorkbenchOptions(labs.folder(data), places.home(), Packs.names(),
                () -> Scenarios.shelf(places.home()),
                () -> storeBytes(data),
                fixed(data),
                WindowDoor::ask, Map.of(Fixed.STORE, stores.databaseSetting(), Fixed.STATE, stores.redisSetting()),
                new Origins(resolution, resolution.saved(labs.folder(data)), wish).all(), gates, labs::errands);
    }

    private long storeBytes(@Nullable Path data) {
        if (!(resolution.stores().place(data, places.data()) instanceof StoreUrl.Folder(var folder))) {
            return -1;
        }
        try (var files = Files.list(folder)) {
            return files.filter(f -> f.toString().matches(".*\\.(mv\\.db|wal)")).mapToLong(WindowDoor::size).sum();
        } catch (IOException _) {
            return -1;
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException _) {
            return 0;
        }
    }

    private Map<Fixed, String> fixed(@Nullable Path data) {
        var fixed = new EnumMap<Fixed, String>(Fixed.class);
        VARIABLES.forEach((setting, variable) -> resolution.environment().value(variable)
                .ifPresent(_ -> fixed.put(setting, variable)));
        if (data != null) {
            fixed.put(Fixed.STORE, "--data");
        }
        return fixed;
    }

    private static String ask(ProviderSettings provider) {
        return switch (new ConnectionTest(provider, new ConversationClock()).run()) {
            case ConnectionReport.Works works -> works.text();
            case ConnectionReport.Fails fails -> throw fails.problem();
        };
    }
}
