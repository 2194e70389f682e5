package dev.kintsugi.app;

import dev.kintsugi.cli.Wish;
import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.workbench.settings.Origin;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/// Who decided each setting of a window: an option, a variable, the saved settings, or nobody. Immutable.
///
/// @param saved what was saved, over what the door starts with
record Origins(Resolution resolution, LabSettings saved, Wish wish) {
    List<Origin> all() {
        return List.of(of("Agent", List.of("--agent", "--base-url"), List.of("AI_BASE_URL", "AI_API_KEY"),
                Origins::agent),
                of("Model", List.of("--model"), List.of("AI_MODEL"), Origins::model),
                of("Token encoding", List.of("--encoding"), List.of("AI_ENCODING"), Origins::encoding),
                of("Knowledge", List.of("--pack"), List.of(), s -> s.agent().pack()),
                of("Context", List.of("--context"), List.of(), Origins::context),
                of("Recovery", List.of("--recovery"), List.of("RECOVERY_POLICY"), LabSettings::policy),
                of("Seed", List.of("--seed"), List.of(), s -> Long.toString(s.seed())),
                of("Chaos", List.of("--chaos"), List.of("PROBABILISTIC_FAILURES"), s -> s.faults().chaos()
                        ? "on"
                        : "off"),
                of("Multiplier", List.of("--multiplier"), List.of("FAILURE_RATE_MULTIPLIER"), Origins::multiplier),
                of("Forced on every turn", List.of("--every-turn"), List.of("FAILURE_MODE"), Origins::forced),
                of("Simulated delays", List.of("--speed"), List.of(), Origins::pace));
    }

    private Origin of(String name, List<String> options, List<String> variables,
            Function<LabSettings, String> value) {
        return new Origin(name, from(options, variables, value), value);
    }

    private String from(List<String> options, List<String> variables, Function<LabSettings, String> value) {
        var option = options.stream().filter(wish.options()::contains).findFirst();
        return option.or(() -> variables.stream().filter(v -> resolution.environment().value(v).isPresent())
                .findFirst()).orElseGet(() -> kept(value) ? "saved" : "default");
    }

    private boolean kept(Function<LabSettings, String> value) {
        return !value.apply(saved).equals(value.apply(resolution.start()));
    }

    private static String agent(LabSettings settings) {
        var provider = settings.agent().provider();
        return provider == null ? "scripted" : provider.address();
    }

    private static String model(LabSettings settings) {
        var provider = settings.agent().provider();
        return provider == null ? "none: the scripted agent answers" : provider.model();
    }

    private static String encoding(LabSettings settings) {
        var provider = settings.agent().provider();
        return provider == null || provider.encoding().isEmpty() ? "by model" : provider.encoding();
    }

    private static String context(LabSettings settings) {
        var agent = settings.agent();
        return agent.scripted() ? agent.contextWindow() + " tokens" : "by model";
    }

    private static String multiplier(LabSettings settings) {
        return BigDecimal.valueOf(settings.faults().multiplierPpm())
                .divide(BigDecimal.valueOf(Probability.ONE_PPM)).stripTrailingZeros().toPlainString();
    }

    private static String forced(LabSettings settings) {
        var mode = settings.forced();
        return mode == null ? "none" : mode.wire();
    }

    private static String pace(LabSettings settings) {
        var scale = settings.timeScale();
        return scale == ConversationClock.INSTANT ? "instant" : scale == 1 ? "as in life" : scale + " times faster";
    }
}
