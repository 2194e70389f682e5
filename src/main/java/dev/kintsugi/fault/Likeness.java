package dev.kintsugi.fault;

import dev.kintsugi.domain.truth.Category;
import dev.kintsugi.domain.truth.FailureMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Which of the twelve modes a made-up fault behaves like: its category says the family, the keys of its configuration
/// the member. Stateless.
final class Likeness {
    private static final List<String> REASONING = List.of("false_premise", "invalid_conclusion");

    private Likeness() {}

    static FailureMode of(Category category, FaultConfig config) {
        return switch (category) {
            case OUTPUT_QUALITY -> outputQuality(config);
            case BEHAVIORAL -> behavioral(config);
            case INTEGRATION -> integration(config);
            case RESOURCE -> resource(config);
        };
    }

    private static FailureMode outputQuality(FaultConfig config) {
        var types = config.words("types");
        if (config.has("logic_error_types") || types.stream().anyMatch(REASONING::contains)) {
            return FailureMode.INCORRECT_REASONING;
        }
        return types.contains("off_topic") ? FailureMode.OFF_TOPIC : FailureMode.HALLUCINATION;
    }

    private static FailureMode behavioral(FaultConfig config) {
        if (config.has("perfectionism_threshold") || config.has("clarification_loop_limit")) {
            return FailureMode.STUCK_PATTERN;
        }
        return config.words("types").contains("refusing_progress")
                ? FailureMode.REFUSING_PROGRESS
                : FailureMode.INFINITE_LOOP;
    }

    private static FailureMode integration(FaultConfig config) {
        var status = config.status();
        if (status == 401 || status == 403) {
            return FailureMode.AUTH_ERROR;
        }
        return status == 0 && config.has("delay_range") ? FailureMode.API_TIMEOUT : FailureMode.SERVICE_UNAVAILABLE;
    }

    private static FailureMode resource(FaultConfig config) {
        if (config.has("token_limit") || config.has("token_threshold")) {
            return FailureMode.TOKEN_LIMIT;
        }
        return config.has("state_limit") ? FailureMode.MEMORY_EXHAUSTION : FailureMode.RATE_LIMITING;
    }

    /// People name types of their own: those that the mode does not know say nothing.
    private static void known(FailureMode likeness, String name, Map<String, String> all) {
        if (all.containsKey(name)) {
            var words = new ArrayList<>(Parameter.words(all.getOrDefault(name, "")));
            words.retainAll(Modes.parameter(likeness, name).choices());
            all.remove(name);
            if (!words.isEmpty()) {
                all.put(name, String.join(",", words));
            }
        }
    }

    /// A status that none of the likenesses answers with; 0 for none.
    static int status(Category category, FailureMode likeness, FaultConfig config) {
        var usual = likeness == FailureMode.AUTH_ERROR || config.status() == 503;
        return category == Category.INTEGRATION && !usual ? config.status() : 0;
    }

    /// The parameters of that mode among the keys. What the configuration says of other things is left alone. A made-up
    /// loop or refusal lives one turn unless it says otherwise.
    static Map<String, String> parameters(FailureMode likeness, Category category, FaultConfig config) {
        var all = new TreeMap<>(config.parameters(likeness));
        if (category == Category.BEHAVIORAL && likeness != FailureMode.STUCK_PATTERN) {
            all.putIfAbsent("max_iterations", "1");
        }
        known(likeness, "types", all);
        return all;
    }
}
