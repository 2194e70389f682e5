package dev.kintsugi.gateway.telemetry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.gateway.answer.Answers;
import dev.kintsugi.report.stats.Rate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Running counts of what was put on disk since the gateway started: turns by outcome, and what recovery tried by
/// pattern. Safe for many threads.
public final class Counts {
    /// What brings a lost event stream back, beside the patterns of a policy.
    public static final String STREAM = "event stream";

    private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> tried = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> worked = new ConcurrentHashMap<>();

    /// Takes a batch that is on disk.
    public void add(Batch batch) {
        var turn = batch.interaction();
        if (turn != null) {
            one(outcomes, turn.outcome());
        }
        for (var attempt : batch.attempts()) {
            one(tried, attempt.strategy());
            if (attempt.success()) {
                one(worked, attempt.strategy());
            }
        }
    }

    /// A watcher that lost its stream came back with its last event's id.
    ///
    /// @param whole whether it got all that it had missed
    public void cameBack(boolean whole) {
        one(tried, STREAM);
        if (whole) {
            one(worked, STREAM);
        }
    }

    private static void one(Map<String, LongAdder> counts, String name) {
        counts.computeIfAbsent(name, _ -> new LongAdder()).increment();
    }

    private static long of(Map<String, LongAdder> counts, String name) {
        var count = counts.get(name);
        return count == null ? 0 : count.sum();
    }

    /// What the patterns of one manager tried and how often it helped; a rate of nothing is null.
    ///
    /// @param available whether it could act now
    public ObjectNode manager(boolean available, List<String> patterns) {
        var attempts = patterns.stream().mapToLong(p -> of(tried, p)).sum();
        var successes = patterns.stream().mapToLong(p -> of(worked, p)).sum();
        var all = Answers.object().put("available", available).put("attempts", attempts).put("successes", successes);
        all.set("success_rate", rate(successes, attempts));
        patterns.forEach(all.putArray("patterns")::add);
        return all;
    }

    /// Of all turns those that were delivered sound, and of the failures that reached the agent those that were mended.
    public ObjectNode rates() {
        var all = Answers.object();
        var sound = sum("sound", "tolerated", "recovered", "natural_recovered");
        all.set("turns_delivered_sound", rate(sound, outcomes.values().stream().mapToLong(LongAdder::sum).sum()));
        all.set("failures_recovered", rate(sum("recovered"), sum("recovered", "softened", "lost")));
        return all;
    }

    private long sum(String... names) {
        var sum = 0L;
        for (var name : names) {
            sum += of(outcomes, name);
        }
        return sum;
    }

    /// A rate with its denominator and its Wilson 95 % interval.
    private static ObjectNode rate(long hits, long of) {
        var all = Answers.object().put("hits", hits).put("n", of);
        if (of == 0) {
            all.putNull("rate").putNull("interval");
            return all;
        }
        var rate = new Rate((int) Math.min(hits, Integer.MAX_VALUE), (int) Math.min(of, Integer.MAX_VALUE));
        all.put("rate", (double) hits / of);
        all.putArray("interval").add(rate.low()).add(rate.high());
        return all;
    }
}
