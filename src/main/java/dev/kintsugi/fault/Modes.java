package dev.kintsugi.fault;

import static dev.kintsugi.fault.Parameter.Kind;

import dev.kintsugi.domain.Meant;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.truth.FailureMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What can be set about each failure mode. Stateless.
public final class Modes {
    private static final Parameter CURE = new Parameter(Parameter.CURE, "Cure", Kind.CURE, "default", 0, 0, "",
            "When the fault ends: as the mode does by default, never, after N attempts, or N seconds after it acted.",
            List.of());
    private static final Parameter TTL = Parameter.integer(Parameter.TTL, "Stays on for", 0, 0, 86_400, "s",
            "How long the mode stays on after it was last changed; 0 is without end.");
    private static final Parameter ANY_TARGET = new Parameter(Parameter.TARGET, "Hurts", Kind.TARGET, "model", 0, 0,
            "", "Which call is hurt: the model's, or that of the tool with this name.", List.of());
    private static final Parameter MODEL_ONLY = Parameter.choice(Parameter.TARGET, "Hurts", "model",
            List.of("model"), "Which call is hurt: this mode knows only the model's.");
    private static final Map<FailureMode, List<Parameter>> PARAMETERS = table();

    private Modes() {}

    /// Its own parameters first, then `target`, `cure` and `ttl`, which every mode has.
    public static List<Parameter> parameters(FailureMode mode) { return PARAMETERS.getOrDefault(mode, List.of()); }

    /// One of them. Throws a [Problem] that lists all of them for any other name.
    public static Parameter parameter(FailureMode mode, String name) {
        for (var parameter : parameters(mode)) {
            if (parameter.name().equals(name)) {
                return parameter;
            }
        }
        var known = parameters(mode).stream().map(Parameter::name).toList();
        throw new Problem("Unknown setting '" + name + "' of " + mode.wire(), "the mode has no such parameter",
                Meant.of(name, known) + "Use one of: " + String.join(", ", known));
    }

    /// Checks names and values. Throws a [Problem] for the first that is wrong.
    public static void check(FailureMode mode, Map<String, String> values) {
        values.forEach((name, value) -> parameter(mode, name).check(value));
    }

    static Fault fault(FailureMode mode) {
        return switch (mode) {
            case HALLUCINATION -> new Hallucination();
            case INCORRECT_REASONING -> new IncorrectReasoning();
            case OFF_TOPIC -> new OffTopic();
            case INFINITE_LOOP -> new InfiniteLoop();
            case STUCK_PATTERN -> new StuckPattern();
            case REFUSING_PROGRESS -> new RefusingProgress();
            case API_TIMEOUT -> new ApiTimeout();
            case AUTH_ERROR -> new AuthError();
            case SERVICE_UNAVAILABLE -> new ServiceUnavailable();
            case TOKEN_LIMIT -> new TokenLimit();
            case MEMORY_EXHAUSTION -> new MemoryExhaustion();
            case RATE_LIMITING -> new RateLimiting();
        };
    }

    private static Map<FailureMode, List<Parameter>> table() {
        var table = new EnumMap<FailureMode, List<Parameter>>(FailureMode.class);
        for (var mode : FailureMode.values()) {
            var fault = fault(mode);
            var all = new ArrayList<>(fault.parameters());
            all.add(fault.onTools() ? ANY_TARGET : MODEL_ONLY);
            all.add(CURE);
            all.add(TTL);
            table.put(mode, List.copyOf(all));
        }
        return Collections.unmodifiableMap(table);
    }
}
