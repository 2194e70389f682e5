package dev.kintsugi.domain.truth;

import static dev.kintsugi.domain.truth.Category.BEHAVIORAL;
import static dev.kintsugi.domain.truth.Category.INTEGRATION;
import static dev.kintsugi.domain.truth.Category.OUTPUT_QUALITY;
import static dev.kintsugi.domain.truth.Category.RESOURCE;

import dev.kintsugi.domain.Meant;
import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The twelve ways in which the lab can make an agent fail, in the order in which they are rolled.
public enum FailureMode implements Failure {
    HALLUCINATION(OUTPUT_QUALITY, 300_000, true), //
    INCORRECT_REASONING(OUTPUT_QUALITY, 250_000, true), //
    OFF_TOPIC(OUTPUT_QUALITY, 200_000, true), //
    INFINITE_LOOP(BEHAVIORAL, 200_000, true), //
    STUCK_PATTERN(BEHAVIORAL, 150_000, false), //
    REFUSING_PROGRESS(BEHAVIORAL, 150_000, true), //
    API_TIMEOUT(INTEGRATION, 100_000, true), //
    AUTH_ERROR(INTEGRATION, 80_000, true), //
    SERVICE_UNAVAILABLE(INTEGRATION, 120_000, true), //
    TOKEN_LIMIT(RESOURCE, 50_000, true), //
    MEMORY_EXHAUSTION(RESOURCE, 30_000, true), //
    RATE_LIMITING(RESOURCE, 70_000, true);

    private final Category category;
    private final Probability probability;
    private final boolean on;

    FailureMode(Category category, int ppm, boolean on) {
        this.category = category;
        this.probability = new Probability(ppm);
        this.on = on;
    }

    @Override
    public Category category() { return category; }

    /// Chance in one eligible turn, before adjustments. Default settings use it.
    public Probability defaultProbability() { return probability; }

    /// Whether its switch is on before anyone touches it.
    public boolean onByDefault() { return on; }

    @Override
    public String wire() { return name().toLowerCase(Locale.ROOT); }

    @Override
    public String title() {
        return switch (this) {
            case API_TIMEOUT -> "API timeout";
            case OFF_TOPIC -> "Off topic";
            case RATE_LIMITING -> "Rate limiting";
            default -> wire().substring(0, 1).toUpperCase(Locale.ROOT) + wire().substring(1).replace('_', ' ');
        };
    }

    /// The mode of that wire name. Throws a [Problem] that lists all of them for any other.
    public static FailureMode of(String wire) {
        return Arrays.stream(values()).filter(m -> m.wire().equals(wire)).findFirst()
                .orElseThrow(() -> unknown(wire, Arrays.stream(values()).map(FailureMode::wire).toList()));
    }

    private static Problem unknown(String wire, List<String> known) {
        return new Problem("Unknown failure mode '" + wire + "'", "no such mode exists",
                Meant.of(wire, known) + "Use one of: " + String.join(", ", known));
    }
}
