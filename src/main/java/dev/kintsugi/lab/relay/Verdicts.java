package dev.kintsugi.lab.relay;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.watch.Watch;
import dev.kintsugi.report.audit.LogReader;
import dev.kintsugi.report.verdict.CallerVerdict;
import dev.kintsugi.report.verdict.CallerWatch;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// Remembers in which sessions programs call, from now on, and judges them by what the log says since. It costs next to
/// nothing until it is asked. Calls that are not recorded cannot be judged. Safe for many threads.
public final class Verdicts implements AutoCloseable {
    private static final String ARRIVED = "\"type\":\"call_arrived\"";

    private final Lab lab;
    private final Map<SessionId, Long> since = Collections.synchronizedMap(new LinkedHashMap<>());
    private final LongAdder calls = new LongAdder();
    private final Watch watch;

    public Verdicts(Lab lab) {
        this.lab = lab;
        this.watch = lab.follow(this::add);
    }

    private void add(Batch batch) {
        for (var line : batch.lines()) {
            if (line.contains(ARRIVED)) {
                calls.increment();
                since.putIfAbsent(batch.id(), batch.first());
            }
        }
    }

    /// Calls that arrived.
    public long calls() { return calls.sum(); }

    /// A verdict on every caller: reads the logs of their sessions.
    public List<CallerVerdict> now() {
        var judge = new CallerWatch();
        sessions().forEach((id, first) -> lab.lines(id, line -> {
            var entry = LogReader.entry(line);
            if (entry.sequence() >= first) {
                judge.add(entry);
            }
        }));
        return judge.verdicts();
    }

    private Map<SessionId, Long> sessions() {
        synchronized (since) {
            return new LinkedHashMap<>(since);
        }
    }

    @Override
    public void close() { watch.close(); }
}
