package dev.kintsugi.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.store.FaultRow;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.FaultSettings;
import dev.kintsugi.fault.ModeSettings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads and writes the switch and the slider of each mode as rows of `failure_scenarios`: `enabled` is the switch, the
/// key `probability` of the configuration is the slider, all other keys stay as they are. Stateless.
///
/// A row that holds no `probability`, or none between 0 and 1, says nothing about its mode.
public final class FaultRows {
    private static final String SLIDER = "probability";
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {
    };

    private FaultRows() {}

    /// The name of a mode's row.
    public static String name(FailureMode mode) {
        return switch (mode) {
            case HALLUCINATION -> "hallucination_mode";
            case INCORRECT_REASONING -> "reasoning_failure";
            case TOKEN_LIMIT -> "token_exhaustion";
            case OFF_TOPIC, INFINITE_LOOP, STUCK_PATTERN, REFUSING_PROGRESS, API_TIMEOUT, AUTH_ERROR,
                    SERVICE_UNAVAILABLE,
                    MEMORY_EXHAUSTION, RATE_LIMITING ->
                mode.wire();
        };
    }

    /// The settings with what the rows say.
    public static FaultSettings over(FaultSettings settings, List<FaultRow> rows) {
        var changed = settings;
        for (var mode : FailureMode.values()) {
            var row = row(rows, mode);
            var slider = row.flatMap(r -> slider(config(r)));
            if (slider.isPresent()) {
                changed = changed.withMode(mode,
                        settings.mode(mode).withOn(row.get().enabled()).withProbability(slider.get()));
            }
        }
        return changed;
    }

    /// The rows that have to be written so that they say what the settings say. A mode that is as it always was needs
    /// no row.
    public static List<FaultRow> changed(List<FaultRow> rows, FaultSettings settings) {
        return Arrays.stream(FailureMode.values()).filter(mode -> !says(rows, mode, settings.mode(mode)))
                .map(mode -> with(row(rows, mode), mode, settings.mode(mode))).toList();
    }

    private static boolean says(List<FaultRow> rows, FailureMode mode, ModeSettings wanted) {
        var row = row(rows, mode);
        var slider = row.flatMap(r -> slider(config(r)));
        var before = slider.isPresent()
                ? new ModeSettings(row.get().enabled(), slider.get(), wanted.parameters())
                : ModeSettings.defaults(mode);
        return before.on() == wanted.on() && before.probability().equals(wanted.probability());
    }

    private static FaultRow with(Optional<FaultRow> row, FailureMode mode, ModeSettings wanted) {
        var config = new LinkedHashMap<>(row.map(FaultRows::config).orElse(Map.of()));
        config.put(SLIDER, new BigDecimal(wanted.probability().ppm()).movePointLeft(6).stripTrailingZeros());
        return new FaultRow(name(mode), row.map(FaultRow::description).orElse(mode.title()), mode.category().wire(),
                Json.of(config), wanted.on());
    }

    private static Optional<FaultRow> row(List<FaultRow> rows, FailureMode mode) {
        return rows.stream().filter(r -> r.name().equals(name(mode))).findFirst();
    }

    private static Map<String, Object> config(FaultRow row) {
        try {
            return JSON.readValue(row.config(), OBJECT);
        } catch (JsonProcessingException e) {
            return Map.of();
        }
    }

    private static Optional<Probability> slider(Map<String, Object> config) {
        return config.get(SLIDER) instanceof Number number
                ? Optional.of(new BigDecimal(number.toString())).filter(FaultRows::chance).map(FaultRows::probability)
                : Optional.empty();
    }

    private static boolean chance(BigDecimal value) {
        return value.signum() >= 0 && value.compareTo(BigDecimal.ONE) <= 0;
    }

    private static Probability probability(BigDecimal value) {
        return new Probability(value.movePointRight(6).setScale(0, RoundingMode.HALF_EVEN).intValueExact());
    }
}
