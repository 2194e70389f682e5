package dev.kintsugi.cli;

import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.LabSettings;
import java.math.BigDecimal;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that every command understands. What is not given is left to the environment, the saved settings and the
/// defaults, in this order.
final class LabOptions {
    @Option(names = "--data", paramLabel = "DIR", description = "Where the embedded database lives.")
    @Nullable
    Path data;

    @Option(names = "--seed", paramLabel = "N", description = "What all chance is drawn from. Default 42.")
    @Nullable
    Long seed;

    @Option(names = "--recovery", paramLabel = "NAME", description = "Recovery policy: none (off), standard (on), conversational, or a policy file. Environment: RECOVERY_POLICY.")
    @Nullable
    String recovery;

    @Option(names = "--pack", paramLabel = "NAME", description = "What the agent knows: insurance, support, general, or a folder.")
    @Nullable
    String pack;

    @Option(names = "--chaos", arity = "0..1", fallbackValue = "true", paramLabel = "on|off", description = "Failures by chance. Default off. Environment: PROBABILISTIC_FAILURES.")
    @Nullable
    String chaos;

    @Option(names = "--multiplier", paramLabel = "X", description = "Times every chance. Default 1.0. Environment: FAILURE_RATE_MULTIPLIER.")
    @Nullable
    BigDecimal multiplier;

    @Option(names = "--every-turn", paramLabel = "MODE", description = "Force this failure mode on every turn, or normal for none. Environment: FAILURE_MODE.")
    @Nullable
    String everyTurn;

    @Option(names = "--json", description = "Answer with one JSON object, for programs.")
    boolean json;

    /// The settings as the command line changes them. Throws a [Problem] for values that make no sense.
    LabSettings change(LabSettings settings) {
        var changed = settings;
        if (seed != null) {
            changed = changed.withSeed(seed);
        }
        if (recovery != null) {
            changed = changed.withPolicy(recovery);
        }
        if (pack != null) {
            changed = changed.withAgent(changed.agent().withPack(pack));
        }
        if (chaos != null) {
            changed = changed.withFaults(changed.faults().withChaos(onOff("--chaos", chaos)));
        }
        if (multiplier != null) {
            changed = changed.withFaults(changed.faults().withMultiplier(ppm(multiplier)));
        }
        if (everyTurn != null) {
            changed = changed.withForced(everyTurn.equals("normal") ? null : FailureMode.of(everyTurn));
        }
        return changed;
    }

    private static int ppm(BigDecimal factor) {
        try {
            return factor.multiply(BigDecimal.valueOf(Probability.ONE_PPM)).intValueExact();
        } catch (ArithmeticException e) {
            throw new Problem("--multiplier cannot be " + factor, "it is 0 to 1000 with at most six decimals",
                    "Use 1.0 for no change", e);
        }
    }

    static boolean onOff(String option, String value) {
        return switch (value.toLowerCase(java.util.Locale.ROOT)) {
            case "on", "true", "yes", "1" -> true;
            case "off", "false", "no", "0" -> false;
            default -> throw new Problem(option + " cannot be '" + value + "'", "it is on or off",
                    "Write " + option + " on, or leave it out");
        };
    }
}
