package dev.kintsugi.recovery.policy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.reader.StreamReader;

/// Writes a policy as the YAML file that reads back as the same policy, with every setting in it. Stateless.
public final class PolicyText {
    private PolicyText() {}

    /// The file, each pattern on a line of its own.
    public static String of(Policy policy) {
        var out = new StringBuilder("name: ").append(quoted(policy.name())).append('\n');
        out.append("limit: ").append(time(policy.limit())).append('\n');
        out.append("max_attempts: ").append(policy.maxAttempts()).append('\n');
        out.append("retry_budget: {reserve: ").append(policy.budget().reserve()).append(", per_turn: ")
                .append(number(policy.budget().perTurn())).append("}\n");
        out.append(policy.patterns().isEmpty() ? "patterns: []\n" : "patterns:\n");
        policy.patterns().forEach(p -> out.append("  - ").append(line(p)).append('\n'));
        return out.toString();
    }

    private static String line(Pattern pattern) {
        var settings = settings(pattern);
        settings.values().removeIf("\"\""::equals);
        var name = pattern.name().replace(' ', '_');
        return settings.isEmpty()
                ? name
                : name + ": {" + settings.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue())
                        .collect(Collectors.joining(", ")) + "}";
    }

    /// What is set for a pattern, by the names that a policy file uses, in their order.
    public static Map<String, String> settings(Pattern pattern) {
        var set = new LinkedHashMap<String, String>();
        switch (pattern) {
            case Pattern.Timeout p -> {
                set.put("per_call", time(p.perCall()));
                set.put("per_tool", time(p.perTool()));
            }
            case Pattern.Breaker p -> breaker(p, set);
            case Pattern.Retry p -> retry(p, set);
            case Pattern.Bulkhead p -> {
                set.put("capacity", Integer.toString(p.capacity()));
                set.put("patience", time(p.patience()));
                set.put("shared", yes(p.shared()));
            }
            case Pattern.RateLimiter p -> {
                set.put("calls", Integer.toString(p.calls()));
                set.put("per", time(p.per()));
                set.put("patience", time(p.patience()));
                set.put("shared", yes(p.shared()));
            }
            case Pattern.Hedge p -> set.put("delay", time(p.delay()));
            case Pattern.Verify p -> {
                set.put("reasks", Integer.toString(p.reasks()));
                set.put("steps", Integer.toString(p.steps()));
                set.put("judge", quoted(p.judge()));
            }
            case Pattern.ModelFallback p -> set.put("models",
                    p.models().stream().map(PolicyText::quoted).collect(Collectors.joining(", ", "[", "]")));
            case Pattern.Checkpoint p -> set.put("restores", Integer.toString(p.restores()));
            case Pattern.Cache p -> {
                set.put("capacity", Integer.toString(p.capacity()));
                set.put("max_age", time(p.maxAge()));
            }
            case Pattern.Handoff p -> {
                set.put("threshold", Integer.toString(p.threshold()));
                set.put("patience", time(p.patience()));
                set.put("approve", p.approve().name().toLowerCase(Locale.ROOT));
            }
            case Pattern.ReadOnly _,Pattern.Degrade _ -> {
            }
        }
        return set;
    }

    private static void breaker(Pattern.Breaker p, Map<String, String> set) {
        set.put("failures", Integer.toString(p.failures()));
        set.put("window", Integer.toString(p.window()));
        set.put("open", time(p.open()));
        set.put("consecutive", yes(p.consecutive()));
        set.put("probes", Integer.toString(p.probes()));
        set.put("shared", yes(p.shared()));
    }

    private static void retry(Pattern.Retry p, Map<String, String> set) {
        set.put("attempts", Integer.toString(p.attempts()));
        set.put("backoff", p.backoff().name().toLowerCase(Locale.ROOT));
        set.put("base", time(p.base()));
        set.put("factor", number(p.factor()));
        set.put("cap", time(p.cap()));
        set.put("jitter", yes(p.jitter()));
        set.put("budget", time(p.budget()));
    }

    static String time(Duration time) {
        var ms = time.toMillis();
        return ms % 1000 == 0 ? ms / 1000 + "s" : ms + "ms";
    }

    private static String yes(boolean on) { return on ? "yes" : "no"; }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static String quoted(String text) {
        return text.matches("[\\p{L}][\\p{L}\\d._-]*")
                ? text
                : '"' + text.codePoints().mapToObj(PolicyText::escaped).collect(Collectors.joining()) + '"';
    }

    /// A character of a text in quotes: what the file could not hold as it is, by its number.
    private static String escaped(int character) {
        if (character == '\\' || character == '"') {
            return "\\" + Character.toString(character);
        }
        return plain(character) ? Character.toString(character) : String.format(Locale.ROOT, "\\U%08x", character);
    }

    private static boolean plain(int character) {
        return StreamReader.isPrintable(character) && switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
