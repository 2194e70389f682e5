package dev.kintsugi.app;

import dev.kintsugi.cli.Diagnosis;
import dev.kintsugi.cli.LabDoor;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.H2Journal;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Opens labs in this process: settings from the command line, the environment, the saved file and the defaults.
final class LocalDoor implements LabDoor {
    @Override
    public Lab open(@Nullable Path data, UnaryOperator<LabSettings> change) {
        return lab(H2Journal.open(data != null ? data : usualData()), change);
    }

    @Override
    public Lab throwAway(UnaryOperator<LabSettings> change) { return lab(H2Journal.inMemory(), change); }

    private static Lab lab(H2Journal journal, UnaryOperator<LabSettings> change) {
        return new Lab(change.apply(LabSettings.defaults()), journal, new EmbeddedState(new ConversationClock()),
                new Wiring());
    }

    @Override
    public Path usualData() { return Path.of("embedded-db"); }

    @Override
    public Diagnosis diagnose(@Nullable Path data, UnaryOperator<LabSettings> change) {
        return new Diagnosis(List.of());
    }
}
