package dev.kintsugi.lab.relay;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.fault.FaultSettings;
import dev.kintsugi.fault.SessionFaults;
import dev.kintsugi.lab.TurnPen;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes nothing and remembers only what the injecting side needs. Safe for many threads.
final class Unrecorded implements Notebook, TurnPen {
    private final SessionId id;
    private final long drawKey;
    private final long seed;
    private final LabClock clock;
    private SessionFaults faults = SessionFaults.NEW;
    private @Nullable FaultSettings before;
    private int turns;
    private long sequence;

    Unrecorded(SessionId id, long drawKey, long seed, LabClock clock) {
        this.id = id;
        this.drawKey = drawKey;
        this.seed = seed;
        this.clock = clock;
    }

    @Override
    public synchronized <T extends @Nullable Object> T write(Function<TurnPen, T> work) { return work.apply(this); }

    @Override
    public synchronized boolean tryAtOnce(BooleanSupplier action) { return action.getAsBoolean(); }

    @Override
    public SessionId id() { return id; }

    @Override
    public long drawKey() { return drawKey; }

    @Override
    public long seed() { return seed; }

    @Override
    public LabClock clock() { return clock; }

    @Override
    public synchronized SessionFaults faults() { return faults; }

    @Override
    public synchronized int next() { return ++turns; }

    /// Chaos that someone turns on again ends a panic stop, as in the log.
    @Override
    public synchronized void settings(int turn, FaultSettings settings) {
        if (before != null && !before.chaos() && settings.chaos()) {
            record(turn, new LabEvent.SettingChanged("chaos", Text.of("on")), 0);
        }
        before = settings;
    }

    @Override
    public synchronized long record(int turn, LabEvent event, long cause) {
        var now = clock.now().toEpochMilli();
        faults = faults.next(new Entry(id, turn, ++sequence, now, now, cause, event));
        return sequence;
    }

    @Override
    public boolean closed() { return false; }

    @Override
    public Object life() { return this; }

    @Override
    public void commit(int turn) {}

    @Override
    public void served(int turn, LabEvent.CallServed call) { record(turn, call, 0); }

    @Override
    public void conclude(int turn, End end) {}

    @Override
    public void close() {}
}
