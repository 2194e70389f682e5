package dev.kintsugi.lab.relay;

import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.watch.Watch;
import dev.kintsugi.report.verdict.CallerVerdict;
import dev.kintsugi.report.verdict.CallerWatch;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/// Judges the programs that call a lab, from now on and through whichever gateway, by what comes to the log: one judge serves
/// everybody who asks about them. Calls that are not recorded cannot be judged. Safe for many threads.
public final class Verdicts implements AutoCloseable {
    private final CallerWatch judge = new CallerWatch();
    private final ReentrantLock judging = new ReentrantLock();
    private final Queue<List<Entry>> before = new ConcurrentLinkedQueue<>();
    private final LongAdder calls = new LongAdder();
    private final LongAdder turnedAway = new LongAdder();
    private final Watch watch;

    public Verdicts(Lab lab) { this.watch = lab.follow(this::add); }

    /// Whoever puts a call on disk waits for no judge: while one judges, what comes is laid before it.
    private void add(Batch batch) {
        before.add(batch.entries());
        if (judging.tryLock()) {
            try {
                hear();
            } finally {
                judging.unlock();
            }
        }
        for (var entry : batch.entries()) {
            if (entry.event() instanceof LabEvent.CallArrived) {
                calls.increment();
            }
        }
    }

    /// Calls that arrived.
    public long calls() { return calls.sum(); }

    /// Somebody was turned away who did not show the token: of a stranger nothing is written and nobody is judged, but
    /// whoever serves wants to know why a program gets nowhere.
    public void turnAway() { turnedAway.increment(); }

    /// Requests that were turned away.
    public long turnedAway() { return turnedAway.sum(); }

    /// A verdict on every caller. Calls go on while it is judged.
    public List<CallerVerdict> now() {
        judging.lock();
        try {
            hear();
            return judge.verdicts();
        } finally {
            judging.unlock();
        }
    }

    private void hear() {
        for (var entries = before.poll(); entries != null; entries = before.poll()) {
            entries.forEach(judge::add);
        }
    }

    /// Hears of no more calls; what it says of those before stays.
    @Override
    public void close() { watch.close(); }
}
