package dev.kintsugi.report.errands;

import dev.kintsugi.report.stats.Rate;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What a run of prompts came to. Immutable. Times are lab time in milliseconds, moments counted from the run's beginning.
///
/// @param settings how the run was set up, by name
/// @param sendings each time that a prompt was sent, in order
/// @param calls    each try of a tool, in order
public record ErrandsFindings(Map<String, String> settings, List<Sending> sendings, List<Call> calls) {
    public ErrandsFindings {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        sendings = List.copyOf(sendings);
        calls = List.copyOf(calls);
    }

    /// A prompt that was sent. Immutable.
    ///
    /// @param answered whether the user got an answer and not an error or a mere message
    public record Sending(int prompt, String asked, long atMs, long tookMs, boolean answered, String said) {}

    /// A try of a tool. Immutable.
    ///
    /// @param atMs  when it ended
    /// @param toxic empty when none stood in the way
    /// @param error what went wrong, in a few words; empty when the service answered
    public record Call(int prompt, String tool, String service, int round, long atMs, long tookMs, String toxic,
            String stream, boolean simulated, String error) {
        public boolean ok() { return error.isEmpty(); }
    }

    /// Prompts that were answered in the end.
    public Rate prompts() {
        var all = sendings.stream()
                .collect(Collectors.toMap(Sending::prompt, Sending::answered, Boolean::logicalOr));
        return Rate.of((int) all.values().stream().filter(yes -> yes).count(), all.size());
    }

    /// Sendings that were answered.
    public Rate sent() { return rate(sendings, Sending::answered); }

    /// Tries of tools that were answered.
    public Rate tools() { return rate(calls, Call::ok); }

    /// Tries in whose way a toxic was put.
    public Rate toxics() { return rate(calls, c -> !c.toxic().isEmpty()); }

    /// Tries that failed by a simulated error.
    public Rate simulated() { return rate(calls, Call::simulated); }

    /// Tries that were made because the one before had failed.
    public int toolRetries() { return (int) calls.stream().filter(c -> c.round() > 1).count(); }

    /// Sendings that were made because the one before had failed.
    public int promptRetries() { return sendings.size() - prompts().n(); }

    /// Tries that were answered, by tool.
    public Map<String, Rate> byTool() {
        var all = new TreeMap<String, Rate>();
        calls.stream().collect(Collectors.groupingBy(Call::tool))
                .forEach((tool, its) -> all.put(tool, rate(its, Call::ok)));
        return all;
    }

    /// How long each service took to answer, without the calls that failed.
    public Map<String, List<Long>> latencies() {
        var all = new TreeMap<String, List<Long>>();
        calls.stream().filter(Call::ok).collect(Collectors.groupingBy(Call::service))
                .forEach((service, its) -> all.put(service, its.stream().map(Call::tookMs).toList()));
        return all;
    }

    /// What went wrong, and how often, the most frequent first.
    public Map<String, Long> errors() {
        var counted = calls.stream().filter(c -> !c.ok())
                .collect(Collectors.groupingBy(Call::error, TreeMap::new, Collectors.counting()));
        var sorted = new LinkedHashMap<String, Long>();
        counted.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(e -> sorted.put(e.getKey(), e.getValue()));
        return sorted;
    }

    /// How long the run took.
    public long tookMs() { return sendings.stream().mapToLong(s -> s.atMs() + s.tookMs()).max().orElse(0); }

    /// The value below which so many of a hundred lie, by the nearest rank; 0 without values.
    public static long percentile(Collection<Long> values, int percent) {
        var sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get((sorted.size() * percent + 99) / 100 - 1);
    }

    private static <T> Rate rate(List<T> all, Predicate<T> counts) {
        return Rate.of((int) all.stream().filter(counts).count(), all.size());
    }
}
