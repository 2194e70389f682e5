package dev.kintsugi.report.errands;

import dev.kintsugi.domain.work.EffectState;
import dev.kintsugi.report.stats.Rate;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a run of prompts came to. Immutable. Times are lab time in milliseconds, moments counted from the first prompt.
///
/// @param settings how the run was set up, by name
/// @param sendings each time that a prompt was sent, in order
/// @param calls    each try of a tool, in order
/// @param acts     what was to change something, in order, each once however often its prompt was sent
public record ErrandsFindings(Map<String, String> settings, List<Sending> sendings, List<Call> calls, List<Act> acts) {
    public ErrandsFindings {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        sendings = List.copyOf(sendings);
        calls = List.copyOf(calls);
        acts = List.copyOf(acts);
    }

    /// How a sending ended.
    public enum Ending {
        /// The user got an answer and not an error or a mere message.
        ANSWERED,
        /// What was done on purpose took the answer away, or the agent or its recovery did.
        FAILED,
        /// Something broke by itself, the lab or a provider: it says nothing about the agent and is in no rate of prompts.
        INFRASTRUCTURE,
        /// Somebody broke it off: it is in no rate of prompts either.
        STOPPED;

        /// Whether it says something about the agent.
        boolean tells() { return this == ANSWERED || this == FAILED; }

        /// Its name for programs and people.
        public String word() { return name().toLowerCase(Locale.ROOT); }
    }

    /// A prompt that was sent. Immutable.
    ///
    /// @param number how often it was sent, this time included
    /// @param turn   where it stands in its session
    public record Sending(int prompt, int number, int turn, String asked, long atMs, long tookMs, Ending ending,
            String said) {
        public boolean answered() { return ending == Ending.ANSWERED; }
    }

    /// A try of a tool. Immutable.
    ///
    /// @param turn  of the sending that it belongs to
    /// @param atMs  when it ended
    /// @param toxic empty when none stood in the way
    /// @param error what went wrong, in a few words; empty when the service answered
    public record Call(int prompt, int turn, String tool, String service, int round, long atMs, long tookMs,
            String toxic,
            String stream, boolean simulated, String error) {
        public boolean ok() { return error.isEmpty(); }

        /// Whether it failed by itself: nothing that was done on purpose stood in its way.
        public boolean broken() { return !ok() && toxic.isEmpty() && !simulated; }
    }

    /// Something that a tool was to do, and not only to look up. Immutable.
    ///
    /// @param arguments what the tool was given
    /// @param state     what is known of it in the end
    public record Act(int prompt, String tool, String arguments, EffectState state) {}

    /// What was answered and what failed in a stretch of time. Immutable.
    ///
    /// @param fromMs its beginning; it ends where the next begins
    public record Stretch(long fromMs, int answered, int failed) {}

    /// How each prompt ended: as the best of its sendings.
    public Map<Integer, Ending> endings() {
        var all = new TreeMap<Integer, Ending>();
        sendings.forEach(s -> all.merge(s.prompt(), s.ending(), (a, b) -> a.compareTo(b) < 0 ? a : b));
        return all;
    }

    /// Prompts that were answered in the end, of those that were neither lost to the infrastructure nor broken off.
    public Rate prompts() {
        return rate(endings().values().stream().filter(Ending::tells).toList(), e -> e == Ending.ANSWERED);
    }

    /// Prompts that the infrastructure lost.
    public int broken() { return (int) endings().values().stream().filter(e -> e == Ending.INFRASTRUCTURE).count(); }

    /// Sendings that were answered, of those that were neither lost to the infrastructure nor broken off.
    public Rate sent() { return rate(sendings.stream().filter(s -> s.ending().tells()).toList(), Sending::answered); }

    /// Tries of tools that were answered, of those that did not break by themselves.
    public Rate tools() { return answered(calls); }

    private static Rate answered(List<Call> calls) {
        return rate(calls.stream().filter(c -> !c.broken()).toList(), Call::ok);
    }

    /// Sendings that were answered, of those in which the last try of a tool had failed: whether the answers own up to that has
    /// to be read.
    public Rate despite() {
        var last = new HashMap<Integer, Map<String, Boolean>>();
        calls.forEach(c -> last.computeIfAbsent(c.turn(), _ -> new HashMap<>()).put(c.tool(), c.ok()));
        return rate(sendings.stream().filter(s -> s.ending().tells()
                && last.getOrDefault(s.turn(), Map.of()).containsValue(false)).toList(), Sending::answered);
    }

    /// Acts that are known to have been done, of all that were begun.
    public Rate done() { return rate(acts, a -> a.state() == EffectState.DONE); }

    /// Acts of which nobody knows whether they were done.
    public int inDoubt() { return (int) acts.stream().filter(a -> a.state() == EffectState.UNKNOWN).count(); }

    /// Tries in whose way a toxic was put.
    public Rate toxics() { return rate(calls, c -> !c.toxic().isEmpty()); }

    /// Tries that failed by a simulated error.
    public Rate simulated() { return rate(calls, Call::simulated); }

    /// Tries that were made because the one before had failed.
    public int toolRetries() { return (int) calls.stream().filter(c -> c.round() > 1).count(); }

    /// Sendings that were made because the one before had failed.
    public int promptRetries() { return (int) sendings.stream().filter(s -> s.number() > 1).count(); }

    /// Tries that were answered, by tool.
    public Map<String, Rate> byTool() {
        var all = new TreeMap<String, Rate>();
        calls.stream().collect(Collectors.groupingBy(Call::tool))
                .forEach((tool, its) -> all.put(tool, answered(its)));
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

    /// What was answered or failed when, in so many stretches of the same length at most.
    public List<Stretch> throughput(int most) {
        var count = Math.clamp(sendings.size(), 1, most);
        var width = Math.max(1, (tookMs() + count) / count);
        var answered = new int[count];
        var failed = new int[count];
        for (var sending : sendings.stream().filter(s -> s.ending().tells()).toList()) {
            var at = (int) Math.min(count - 1L, (sending.atMs() + sending.tookMs()) / width);
            (sending.answered() ? answered : failed)[at]++;
        }
        return IntStream.range(0, count).mapToObj(i -> new Stretch(i * width, answered[i], failed[i])).toList();
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
