package dev.kintsugi.lab.relay;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.watch.Watch;
import dev.kintsugi.report.audit.LogReader;
import dev.kintsugi.report.verdict.CallerVerdict;
import dev.kintsugi.report.verdict.CallerWatch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// Remembers in which sessions programs call, from now on, and judges them by what the log says since. It costs next to
/// nothing until it is asked. Calls that are not recorded cannot be judged. Safe for many threads.
public final class Verdicts implements AutoCloseable {
    private final Lab lab;
    /// Up to where each session was judged, from where its first call stands.
    private final Map<SessionId, Long> judged = new LinkedHashMap<>();
    private final CallerWatch judge = new CallerWatch();
    private final LongAdder calls = new LongAdder();
    private final Watch watch;

    public Verdicts(Lab lab) {
        this.lab = lab;
        this.watch = lab.follow(this::add);
    }

    private void add(Batch batch) {
        for (var entry : batch.entries()) {
            if (entry.event() instanceof LabEvent.CallArrived) {
                calls.increment();
                begun(batch);
            }
        }
    }

    private void begun(Batch batch) {
        synchronized (judged) {
            // A session that was deleted and begins anew counts from 1 again.
            judged.merge(batch.id(), batch.first() - 1, Math::min);
        }
    }

    /// Calls that arrived.
    public long calls() { return calls.sum(); }

    /// A verdict on every caller: reads what the logs of their sessions say since it was asked last.
    public synchronized List<CallerVerdict> now() {
        sessions().forEach(this::judge);
        return judge.verdicts();
    }

    private void judge(SessionId session, long after) {
        var last = new AtomicLong(after);
        try {
            lab.lines(session, after, line -> {
                if (CallerWatch.LOOKS_AT.on(line)) {
                    var entry = LogReader.entry(line);
                    last.set(entry.sequence());
                    judge.add(entry);
                }
            });
        } finally {
            synchronized (judged) {
                judged.replace(session, after, last.get());
            }
        }
    }

    private Map<SessionId, Long> sessions() {
        synchronized (judged) {
            return new LinkedHashMap<>(judged);
        }
    }

    @Override
    public void close() { watch.close(); }
}
