package dev.kintsugi.lab.relay;

import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.watch.Watch;
import dev.kintsugi.report.verdict.CallerVerdict;
import dev.kintsugi.report.verdict.CallerWatch;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// Judges the programs that call, from now on, by the events as they come to disk: the log is not read again, however long
/// it is. Calls that are not recorded cannot be judged. Safe for many threads.
public final class Verdicts implements AutoCloseable {
    private final CallerWatch judge = new CallerWatch();
    private final LongAdder calls = new LongAdder();
    private final Watch watch;

    public Verdicts(Lab lab) { this.watch = lab.follow(this::add); }

    private void add(Batch batch) {
        for (var entry : batch.entries()) {
            if (CallerWatch.looksAt(entry.event())) {
                add(entry);
            }
        }
    }

    private void add(Entry entry) {
        if (entry.event() instanceof LabEvent.CallArrived) {
            calls.increment();
        }
        synchronized (judge) {
            judge.add(entry);
        }
    }

    /// Calls that arrived.
    public long calls() { return calls.sum(); }

    /// A verdict on every caller.
    public List<CallerVerdict> now() {
        synchronized (judge) {
            return judge.verdicts();
        }
    }

    @Override
    public void close() { watch.close(); }
}
