package dev.kintsugi.fault;

import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.domain.truth.Law;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// Everything that says how chance fails an agent. Immutable; modes that are left out have their defaults.
/// Throws a [Problem] for values that make no sense.
///
/// @param chaos         whether chance may act at all. Default off: nothing is injected that nobody asked for
/// @param law           how twelve chances become at most one failure. Default sequential
/// @param multiplierPpm times every chance, in parts per million: 1000000 leaves it as it is. At most 1000 times
/// @param cooldown      how long chance rests after a failure, in lab time. Default 30 seconds
public record FaultSettings(boolean chaos, Law law, int multiplierPpm, Duration cooldown,
        Map<FailureMode, ModeSettings> modes) {
    private static final int MOST = 1_000 * Probability.ONE_PPM;

    public FaultSettings {
        if (multiplierPpm < 0 || multiplierPpm > MOST) {
            throw new Problem("The failure rate multiplier cannot be used",
                    "it is 0 to 1000 times, was " + multiplierPpm + " parts per million", "Use 1 for no change");
        }
        if (cooldown.isNegative() || cooldown.compareTo(Duration.ofDays(1)) > 0) {
            throw new Problem("The cooldown cannot be used", "it is 0 to 86400 seconds, was " + cooldown,
                    "Use 30 seconds, the default");
        }
        var all = new EnumMap<FailureMode, ModeSettings>(FailureMode.class);
        for (var mode : FailureMode.values()) {
            var settings = modes.getOrDefault(mode, ModeSettings.defaults(mode));
            Modes.check(mode, settings.parameters());
            all.put(mode, settings);
        }
        modes = Collections.unmodifiableMap(all);
    }

    /// Chaos off, sequential, unmultiplied, 30 seconds, eleven modes on and `stuck_pattern` off.
    public static FaultSettings defaults() {
        return new FaultSettings(false, Law.SEQUENTIAL, Probability.ONE_PPM, Duration.ofSeconds(30), Map.of());
    }

    public ModeSettings mode(FailureMode mode) { return modes.getOrDefault(mode, ModeSettings.defaults(mode)); }

    /// The value of a parameter, set or default. Throws a [Problem] when the mode has no such parameter.
    public String parameter(FailureMode mode, String name) {
        var set = mode(mode).parameters().get(name);
        return set != null ? set : Modes.parameter(mode, name).defaultValue();
    }

    long number(FailureMode mode, String name) { return Long.parseLong(parameter(mode, name)); }

    public FaultSettings withChaos(boolean other) {
        return new FaultSettings(other, law, multiplierPpm, cooldown, modes);
    }

    public FaultSettings withLaw(Law other) { return new FaultSettings(chaos, other, multiplierPpm, cooldown, modes); }

    public FaultSettings withMultiplier(int ppm) { return new FaultSettings(chaos, law, ppm, cooldown, modes); }

    public FaultSettings withCooldown(Duration other) {
        return new FaultSettings(chaos, law, multiplierPpm, other, modes);
    }

    public FaultSettings withMode(FailureMode mode, ModeSettings settings) {
        var all = new EnumMap<>(modes);
        all.put(mode, settings);
        return new FaultSettings(chaos, law, multiplierPpm, cooldown, all);
    }
}
