package dev.kintsugi.fault;

import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.truth.FailureMode;
import java.util.Map;
import java.util.TreeMap;

/// The switch, the slider and the parameters of one failure mode. Immutable.
///
/// @param probability chance in one eligible turn, before adjustments
/// @param parameters  only what differs from the defaults of [Modes#parameters]; checked by [FaultSettings]
public record ModeSettings(boolean on, Probability probability, Map<String, String> parameters) {
    public ModeSettings {
        parameters = Map.copyOf(parameters);
    }

    /// As the mode is before anyone touches it.
    public static ModeSettings defaults(FailureMode mode) {
        return new ModeSettings(mode.onByDefault(), mode.defaultProbability(), Map.of());
    }

    public ModeSettings withOn(boolean other) { return new ModeSettings(other, probability, parameters); }

    public ModeSettings withProbability(Probability other) { return new ModeSettings(on, other, parameters); }

    public ModeSettings withParameter(String name, String value) {
        var all = new TreeMap<>(parameters);
        all.put(name, value);
        return new ModeSettings(on, probability, all);
    }
}
