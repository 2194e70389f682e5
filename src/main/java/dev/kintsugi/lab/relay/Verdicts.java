package dev.kintsugi.lab.relay;

import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.watch.Watch;
import dev.kintsugi.report.verdict.CallerVerdict;
import dev.kintsugi.report.verdict.CallerWatch;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// Judges the programs that call, from now on, by what comes to the log. Calls that are not recorded cannot be judged. Safe
/// for many threads.
public final class Verdicts implements AutoCloseable {
    private final CallerWatch judge = new CallerWatch();
    private final LongAdder calls = new LongAdder();
    private final Watch watch;

    public Verdicts(Lab lab) { this.watch = lab.follow(this::add); }

    private void add(Batch batch) {
        synchronized (judge) {
            batch.entries().forEach(judge::add);
        }
        batch.entries().stream().filter(e -> e.event() instanceof LabEvent.CallArrived).forEach(_ -> calls.increment());
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
