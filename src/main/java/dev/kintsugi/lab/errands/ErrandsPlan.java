package dev.kintsugi.lab.errands;

import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.network.HttpMatch;
import dev.kintsugi.network.HttpReply;
import dev.kintsugi.network.Toxic;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How a run of prompts is made to fail. Immutable.
///
/// @param toxicProb   chance that a toxic stands in the way of one try of a tool (`TOXIC_PROB`). Default 0.1
/// @param errorProb   chance that a try of a tool fails by a simulated error (`ERROR_PROB`). Default 0.1
/// @param toolLimit   how often a failed tool is tried again (`TOOL_LIMIT`), 0 to 20. Default 1
/// @param promptLimit how often a failed prompt is sent again (`PROMPT_LIMIT`), 0 to 20. Default 1
/// @param toxic       what the toxic does. Default a timeout that holds everything until it is taken away
/// @param patience    how long a tool waits for its service. Default 5 s
public record ErrandsPlan(Probability toxicProb, Probability errorProb, int toolLimit, int promptLimit, Toxic toxic,
        Duration patience) {
    private static final int MOST = 20;
    private static final Probability TENTH = new Probability(100_000);
    private static final Toxic UNAVAILABLE = new Toxic.Http(HttpMatch.ANY,
            new HttpReply(503, Map.of("Content-Type", "application/json"), "{\"error\":\"service unavailable\"}"));
    private static final Map<String, Toxic> TOXICS = new TreeMap<>(Map.of("timeout", new Toxic.Timeout(0), "latency",
            new Toxic.Latency(1_000, 0), "reset_peer", new Toxic.ResetPeer(0), "limit_data", new Toxic.LimitData(40),
            "bandwidth", new Toxic.Bandwidth(1), "slicer", new Toxic.Slicer(20, 10, 20_000), "slow_close",
            new Toxic.SlowClose(1_000), "http", UNAVAILABLE));

    public static final ErrandsPlan DEFAULT = new ErrandsPlan(TENTH, TENTH, 1, 1, new Toxic.Timeout(0),
            Duration.ofSeconds(5));

    public ErrandsPlan {
        if (toolLimit < 0 || toolLimit > MOST || promptLimit < 0 || promptLimit > MOST) {
            throw new IllegalArgumentException("limits are 0 to " + MOST);
        }
    }

    public ErrandsPlan withToxicProb(Probability other) {
        return new ErrandsPlan(other, errorProb, toolLimit, promptLimit, toxic, patience);
    }

    public ErrandsPlan withErrorProb(Probability other) {
        return new ErrandsPlan(toxicProb, other, toolLimit, promptLimit, toxic, patience);
    }

    public ErrandsPlan withToolLimit(int other) {
        return new ErrandsPlan(toxicProb, errorProb, other, promptLimit, toxic, patience);
    }

    public ErrandsPlan withPromptLimit(int other) {
        return new ErrandsPlan(toxicProb, errorProb, toolLimit, other, toxic, patience);
    }

    public ErrandsPlan withToxic(Toxic other) {
        return new ErrandsPlan(toxicProb, errorProb, toolLimit, promptLimit, other, patience);
    }

    public ErrandsPlan withPatience(Duration other) {
        return new ErrandsPlan(toxicProb, errorProb, toolLimit, promptLimit, toxic, other);
    }

    /// The plan as a variable or an option says it. Throws a [Problem] for values that make no sense.
    ///
    /// @param name  `TOXIC_PROB`, `ERROR_PROB`, `TOOL_LIMIT` or `PROMPT_LIMIT`
    /// @param shown how the person who gave it calls it
    public ErrandsPlan with(String name, String value, String shown) {
        return switch (name) {
            case "TOXIC_PROB" -> withToxicProb(chance(value, shown));
            case "ERROR_PROB" -> withErrorProb(chance(value, shown));
            case "TOOL_LIMIT" -> withToolLimit(limit(value, shown));
            case "PROMPT_LIMIT" -> withPromptLimit(limit(value, shown));
            default -> throw new IllegalArgumentException("no such value: " + name);
        };
    }

    private static Probability chance(String value, String shown) {
        try {
            var ppm = new BigDecimal(value.strip()).movePointRight(6);
            if (value.length() < 20 && ppm.signum() >= 0
                    && ppm.compareTo(BigDecimal.valueOf(Probability.ONE_PPM)) <= 0) {
                return new Probability(ppm.intValueExact());
            }
        } catch (ArithmeticException e) {
            throw new Problem(shown + " cannot be '" + value + "'", "it has at most six decimals",
                    "Use 0.1, the default",
                    e);
        } catch (NumberFormatException e) {
            throw new Problem(shown + " cannot be '" + value + "'", "it is a chance from 0 to 1",
                    "Use 0.1, the default", e);
        }
        throw new Problem(shown + " cannot be '" + value + "'", "it is a chance from 0 to 1", "Use 0.1, the default");
    }

    private static int limit(String value, String shown) {
        var digits = value.strip();
        if (!digits.matches("\\d{1,2}") || Integer.parseInt(digits) > MOST) {
            throw new Problem(shown + " cannot be '" + value + "'", "it is a whole number from 0 to " + MOST,
                    "Use 1, the default");
        }
        return Integer.parseInt(digits);
    }

    /// The types of toxics that there are, in order.
    public static List<String> toxics() { return List.copyOf(TOXICS.keySet()); }

    /// A toxic by the name of its type. Throws a [Problem] for another.
    public static Toxic toxic(String type) {
        var toxic = TOXICS.get(type);
        if (toxic == null) {
            throw new Problem("There is no toxic '" + type + "'", "there are " + String.join(", ", TOXICS.keySet()),
                    "Use timeout, the default");
        }
        return toxic;
    }
}
