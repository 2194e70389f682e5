package dev.kintsugi.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.store.FaultRow;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.CustomFault;
import dev.kintsugi.fault.FaultConfig;
import dev.kintsugi.fault.FaultSettings;
import dev.kintsugi.fault.ModeSettings;
import dev.kintsugi.fault.Modes;
import dev.kintsugi.fault.Parameter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads and writes rows of `failure_scenarios`. Of a mode's row `enabled` is the switch, the key `probability` of the
/// configuration the slider, and keys named like its parameters set those; all other keys stay as they are. A row of any
/// other name is a fault that somebody made up. Stateless.
///
/// A mode's row that holds no `probability`, or none between 0 and 1, says nothing about switch and slider: so do those
/// that a new database begins with, whose chances stand under older names. Once such a row is written, they count.
public final class FaultRows {
    private static final Logger LOG = LoggerFactory.getLogger(FaultRows.class);
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

    /// The mode whose row has this name, absent for a row that somebody made.
    public static Optional<FailureMode> mode(String name) {
        return Arrays.stream(FailureMode.values()).filter(m -> name(m).equals(name)).findFirst();
    }

    /// The settings with what the rows say. What makes no sense in a row says nothing.
    public static FaultSettings over(FaultSettings settings, List<FaultRow> rows) {
        var changed = settings;
        for (var row : rows) {
            try {
                changed = mode(row.name()).isPresent() ? ofMode(changed, row) : edited(changed, row);
            } catch (Problem e) {
                LOG.warn("the row '{}' of failure_scenarios is passed over: {}", row.name(), e.why());
            }
        }
        return changed;
    }

    private static FaultSettings ofMode(FaultSettings settings, FaultRow row) {
        var mode = mode(row.name()).orElseThrow();
        var slider = slider(config(row));
        var set = withParameters(settings.mode(mode), mode, set(mode, row));
        return settings.withMode(mode,
                slider.isPresent() ? set.withOn(row.enabled()).withProbability(slider.get()) : set);
    }

    /// The settings after somebody wrote this row: of a mode its switch, its chance under any of its names and its
    /// parameters, of any other name a made-up fault. Throws a [Problem] for what makes no sense.
    public static FaultSettings edited(FaultSettings settings, FaultRow row) {
        var mode = mode(row.name());
        if (mode.isEmpty()) {
            return settings.withCustom(CustomFault.of(row.name(), row.type(), row.config(), row.enabled()));
        }
        var config = new FaultConfig(row.config());
        var old = settings.mode(mode.get());
        return settings.withMode(mode.get(), withParameters(old, mode.get(), config.parameters(mode.get()))
                .withOn(row.enabled()).withProbability(config.probability().orElse(old.probability())));
    }

    private static ModeSettings withParameters(ModeSettings settings, FailureMode mode, Map<String, String> values) {
        Modes.check(mode, values);
        var changed = settings;
        for (var each : values.entrySet()) {
            changed = changed.withParameter(each.getKey(), each.getValue());
        }
        return changed;
    }

    /// What the row sets of the mode's parameters that is not their default.
    private static Map<String, String> set(FailureMode mode, FaultRow row) {
        var all = new TreeMap<>(new FaultConfig(row.config()).parameters(mode));
        all.entrySet().removeIf(e -> e.getValue().equals(Modes.parameter(mode, e.getKey()).defaultValue()));
        return all;
    }

    /// The rows that have to be written so that they say what the settings say. A mode that is as it always was needs
    /// no row.
    public static List<FaultRow> changed(List<FaultRow> rows, FaultSettings settings) {
        return Arrays.stream(FailureMode.values()).filter(mode -> !says(rows, mode, settings))
                .map(mode -> with(row(rows, mode), mode, settings)).toList();
    }

    private static boolean says(List<FaultRow> rows, FailureMode mode, FaultSettings settings) {
        var plain = FaultSettings.defaults().withMode(mode, ModeSettings.defaults(mode));
        var before = over(plain, row(rows, mode).stream().toList());
        var wanted = settings.mode(mode);
        return before.mode(mode).on() == wanted.on() && before.mode(mode).probability().equals(wanted.probability())
                && kept(mode).allMatch(
                        p -> before.parameter(mode, p.name()).equals(settings.parameter(mode, p.name())));
    }

    /// The time to live counts from a change, which no row remembers.
    private static Stream<Parameter> kept(FailureMode mode) {
        return Modes.parameters(mode).stream().filter(p -> !p.name().equals(Parameter.TTL));
    }

    private static FaultRow with(Optional<FaultRow> row, FailureMode mode, FaultSettings wanted) {
        var config = new LinkedHashMap<>(row.map(FaultRows::config).orElse(Map.of()));
        var read = new FaultConfig(Json.of(config));
        kept(mode).forEach(p -> {
            var key = read.key(mode, p);
            var value = wanted.parameter(mode, p.name());
            if (config.containsKey(key) || !value.equals(p.defaultValue())) {
                config.put(key, json(p, value));
            }
        });
        var set = wanted.mode(mode);
        config.put(SLIDER, new BigDecimal(set.probability().ppm()).movePointLeft(6).stripTrailingZeros());
        return new FaultRow(name(mode), row.map(FaultRow::description).orElse(mode.title()), mode.category().wire(),
                Json.of(config), set.on());
    }

    private static Object json(Parameter parameter, String value) {
        return switch (parameter.kind()) {
            case INTEGER, FRACTION -> new BigDecimal(value);
            case RANGE -> Arrays.stream(value.split("-", -1)).map(Integer::valueOf).toList();
            case LIST -> Arrays.stream(value.split(",")).map(String::strip).toList();
            case CHOICE, CURE, TARGET -> value;
        };
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
