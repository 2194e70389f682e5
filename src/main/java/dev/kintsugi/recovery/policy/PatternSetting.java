package dev.kintsugi.recovery.policy;

import dev.kintsugi.domain.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Something that can be set for a pattern, for forms that let a person set it. Immutable.
///
/// @param name    as policy files write it, e.g. `max_age`
/// @param kind    what a value looks like
/// @param choices the values there are; empty unless it is a choice
/// @param allowed the bounds in words, e.g. `1 to 20`
/// @param note    what it means, one sentence
public record PatternSetting(String name, Kind kind, List<String> choices, String allowed, String note) {
    private static final String A_DAY = "more than 0, at most a day";
    private static final String A_WAIT = "0 to a day";
    private static final PatternSetting SHARED = new PatternSetting("shared", Kind.YES, List.of(), "yes or no",
            "Whether the sessions of one lab share it.");

    public PatternSetting {
        choices = List.copyOf(choices);
    }

    /// What a value looks like.
    public enum Kind {
        /// Digits.
        WHOLE,
        /// Digits, with a point.
        NUMBER,
        /// A length of time, e.g. `500ms`, `2s` or `5m`.
        TIME,
        /// `yes` or `no`.
        YES,
        /// One of a few words.
        CHOICE,
        /// A name, or nothing.
        NAME,
        /// Names with commas between them, or nothing.
        NAMES
    }

    /// What can be set for a pattern, in the order of policy files.
    public static List<PatternSetting> of(Pattern pattern) {
        return switch (pattern) {
            case Pattern.Timeout _ -> List.of(time("per_call", A_DAY, "For one attempt of the agent."),
                    time("per_tool", A_DAY, "For one use of a tool inside it."));
            case Pattern.Breaker _ -> breaker();
            case Pattern.Retry _ -> retry();
            case Pattern.Bulkhead _ -> List.of(
                    whole("capacity", "1 to 10000", "Calls under way at a time, for each model and tool."),
                    time("patience", A_WAIT, "How long a call waits for a place."), SHARED);
            case Pattern.RateLimiter _ -> List.of(
                    whole("calls", "1 to 1000000", "Calls in each period, for each model and tool."),
                    time("per", A_DAY, "The period."),
                    time("patience", A_WAIT, "The longest a call waits for its turn."), SHARED);
            case Pattern.Hedge _ ->
                List.of(time("delay", A_DAY, "How slow an answer is before a second one is asked for."));
            case Pattern.Verify _ -> List.of(whole("reasks", "0 to 5", "How many more answers it asks for."),
                    whole("steps", "1 to 20", "The steps that a stalled agent gets to plan with."),
                    new PatternSetting("judge", Kind.NAME, List.of(), "a model's name, or nothing",
                            "The model of the real provider that reads what the detectors let pass."));
            case Pattern.ModelFallback _ -> List.of(new PatternSetting("models", Kind.NAMES, List.of(),
                    "names with commas between them", "Which models, in order; nothing for those of the agent."));
            case Pattern.Checkpoint _ ->
                List.of(whole("restores", "1 to 5", "How often it asks again on a shorter or cleaner history."));
            case Pattern.Cache _ -> List.of(whole("capacity", "1 to 10000", "How many replies are kept."),
                    time("max_age", A_DAY, "How old a reply may be."));
            case Pattern.Handoff _ -> List.of(
                    whole("threshold", "1 to 1000", "Failures since the last sound reply that call a person."),
                    time("patience", A_DAY, "After that, silence is a no."),
                    choice("approve", List.of("never", "risky", "effects"), "Before which acts a person is asked."));
            case Pattern.ReadOnly _,Pattern.Degrade _ -> List.of();
        };
    }

    private static List<PatternSetting> breaker() {
        return List.of(whole("failures", "1 to 1000", "How many open the circuit."),
                whole("window", "failures to 10000",
                        "Among how many of the last calls they are counted; not looked at when consecutive."),
                time("open", A_DAY, "How long it stays open."),
                new PatternSetting("consecutive", Kind.YES, List.of(), "yes or no",
                        "Whether one success forgets the failures before it."),
                whole("probes", "1 to 100", "Calls let through when the time is over."), SHARED);
    }

    private static List<PatternSetting> retry() {
        return List.of(whole("attempts", "1 to 20", "How many in all, the first included."),
                choice("backoff", Stream.of(Backoff.values()).map(b -> b.name().toLowerCase(Locale.ROOT))
                        .toList(), "How the pause grows from one try to the next."),
                time("base", A_DAY, "The first pause."),
                new PatternSetting("factor", Kind.NUMBER, List.of(), "1 to 10",
                        "What an exponential pause is multiplied with each time."),
                time("cap", "base to a day", "The longest pause."),
                new PatternSetting("jitter", Kind.YES, List.of(), "yes or no",
                        "Whether up to a quarter of a pause is taken off by chance."),
                time("budget", A_DAY, "How long one turn may spend on pauses."));
    }

    private static PatternSetting whole(String name, String allowed, String note) {
        return new PatternSetting(name, Kind.WHOLE, List.of(), allowed, note);
    }

    private static PatternSetting time(String name, String allowed, String note) {
        return new PatternSetting(name, Kind.TIME, List.of(), allowed, note);
    }

    private static PatternSetting choice(String name, List<String> choices, String note) {
        return new PatternSetting(name, Kind.CHOICE, choices, "one of " + String.join(", ", choices), note);
    }

    /// What it is set to in that pattern, as a person writes it.
    public String in(Pattern pattern) {
        var written = PolicyText.settings(pattern).getOrDefault(name, "");
        return kind == Kind.NAMES || kind == Kind.NAME ? written.replaceAll("[\\[\\]\"]", "") : written;
    }

    /// The same pattern with this set to `value`. Throws a [Problem] that names the bounds when it cannot be.
    public Pattern set(Pattern pattern, String value) {
        var all = new LinkedHashMap<>(PolicyText.settings(pattern));
        all.put(name, kind == Kind.NAMES ? names(value) : quoted(value.strip()));
        var pairs = all.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
        try {
            return PolicyFile.one(pattern.name().replace(' ', '_') + ": " + pairs);
        } catch (Problem e) {
            throw new Problem(pattern.name() + " cannot be set like this", e.why(), e.todo());
        }
    }

    private static String names(String value) {
        var names = new ArrayList<String>();
        for (var each : value.split(",", -1)) {
            if (!each.isBlank()) {
                names.add(quoted(each.strip()));
            }
        }
        return names.toString();
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ") + '"';
    }
}
