package dev.kintsugi.app;

import dev.kintsugi.cli.Diagnosis;
import dev.kintsugi.cli.LabDoor;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.H2Journal;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Opens labs in this process, for the terminal and for the window. Safe for use by many threads.
final class LocalDoor implements LabDoor {
    private final Places places;
    private final Resolution resolution;
    private final AgentMaker agents = new AgentMaker();

    LocalDoor(Places places, Resolution resolution) {
        this.places = places;
        this.resolution = resolution;
    }

    @Override
    public Lab open(@Nullable Path data, UnaryOperator<LabSettings> change) {
        var folder = folder(data);
        var settings = resolution.settings(folder, change);
        return new Lab(settings, H2Journal.open(folder), new EmbeddedState(new ConversationClock()), agents);
    }

    @Override
    public Lab throwAway(UnaryOperator<LabSettings> change) {
        return new Lab(resolution.settings(change), H2Journal.inMemory(), new EmbeddedState(new ConversationClock()),
                agents);
    }

    @Override
    public Path home() { return places.home(); }

    @Override
    public Diagnosis diagnose(@Nullable Path data, UnaryOperator<LabSettings> change) {
        return new Doctor(places, resolution, agents).look(folder(data), change);
    }

    Path folder(@Nullable Path data) { return data != null ? data : places.data(); }
}
