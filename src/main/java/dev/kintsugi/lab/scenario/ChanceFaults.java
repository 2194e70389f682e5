package dev.kintsugi.lab.scenario;

import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.domain.truth.Law;
import java.time.Duration;
import java.util.Map;

/// Failures by chance for the length of a scenario, beside those its steps force. Immutable. Modes that are not listed
/// are off.
///
/// @param chaos      whether chance acts at all
/// @param multiplier factor on every chance, in parts per million
/// @param cooldown   lab time after a failure in which none begins
public record ChanceFaults(boolean chaos, Law law, int multiplier, Duration cooldown,
        Map<FailureMode, ChanceMode> modes) {
    public static final Duration DEFAULT_COOLDOWN = Duration.ofSeconds(30);
    public static final ChanceFaults OFF = new ChanceFaults(false, Law.SEQUENTIAL, Probability.ONE_PPM,
            DEFAULT_COOLDOWN, Map.of());

    public ChanceFaults {
        modes = Map.copyOf(modes);
        if (multiplier < 0 || cooldown.isNegative()) {
            throw new IllegalArgumentException("a multiplier and a cooldown are not negative");
        }
    }

    /// One mode's switch, chance and details. Immutable.
    ///
    /// @param fault the mode with its parameters and its cure
    public record ChanceMode(boolean on, Probability probability, StepFault fault) {}
}
