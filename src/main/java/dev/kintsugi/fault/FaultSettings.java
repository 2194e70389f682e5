package dev.kintsugi.fault;

import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.truth.Failure;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.domain.truth.Law;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Everything that says how chance fails an agent. Immutable; modes that are left out have their defaults.
/// Throws a [Problem] for values that make no sense.
///
/// @param chaos         whether chance may act at all. Default off: nothing is injected that nobody asked for
/// @param law           how twelve chances become at most one failure. Default sequential
/// @param multiplierPpm times every chance, in parts per million: 1000000 leaves it as it is. At most 1000 times
/// @param cooldown      how long chance rests after a failure, in lab time. Default 30 seconds
/// @param customs       faults that somebody made up, rolled after the twelve in order of name
public record FaultSettings(boolean chaos, Law law, int multiplierPpm, Duration cooldown,
        Map<FailureMode, ModeSettings> modes, List<CustomFault> customs) {
    private static final int MOST = 1_000 * Probability.ONE_PPM;

    public FaultSettings {
        if (multiplierPpm < 0 || multiplierPpm > MOST) {
            throw new Problem("The failure rate multiplier cannot be used",
                    "it is 0 to 1000, was " + BigDecimal.valueOf(multiplierPpm, 6).stripTrailingZeros().toPlainString(),
                    "Use 1 for no change");
        }
        if (cooldown.isNegative() || cooldown.compareTo(Duration.ofDays(1)) > 0) {
            throw new Problem("The cooldown cannot be used", "it is 0 to 86400 seconds, was " + cooldown.toSeconds(),
                    "Use 30 seconds, the default");
        }
        var all = new EnumMap<FailureMode, ModeSettings>(FailureMode.class);
        for (var mode : FailureMode.values()) {
            var settings = modes.getOrDefault(mode, ModeSettings.defaults(mode));
            Modes.check(mode, settings.parameters());
            all.put(mode, settings);
        }
        modes = Collections.unmodifiableMap(all);
        customs = customs.stream().sorted(Comparator.comparing(CustomFault::name)).toList();
        if (customs.stream().map(CustomFault::name).distinct().count() < customs.size()) {
            throw new Problem("The faults cannot be used", "two of them have the same name", "Rename one of them");
        }
    }

    /// Without faults that somebody made up.
    public FaultSettings(boolean chaos, Law law, int multiplierPpm, Duration cooldown,
            Map<FailureMode, ModeSettings> modes) {
        this(chaos, law, multiplierPpm, cooldown, modes, List.of());
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
        return new FaultSettings(other, law, multiplierPpm, cooldown, modes, customs);
    }

    public FaultSettings withLaw(Law other) {
        return new FaultSettings(chaos, other, multiplierPpm, cooldown, modes, customs);
    }

    public FaultSettings withMultiplier(int ppm) {
        return new FaultSettings(chaos, law, ppm, cooldown, modes, customs);
    }

    public FaultSettings withCooldown(Duration other) {
        return new FaultSettings(chaos, law, multiplierPpm, other, modes, customs);
    }

    public FaultSettings withMode(FailureMode mode, ModeSettings settings) {
        var all = new EnumMap<>(modes);
        all.put(mode, settings);
        return new FaultSettings(chaos, law, multiplierPpm, cooldown, all, customs);
    }

    public FaultSettings withCustoms(List<CustomFault> others) {
        return new FaultSettings(chaos, law, multiplierPpm, cooldown, modes, others);
    }

    /// With one made-up fault more, or in place of the one of its name.
    public FaultSettings withCustom(CustomFault fault) {
        var all = new ArrayList<>(without(fault.name()).customs);
        all.add(fault);
        return withCustoms(all);
    }

    /// Without the made-up fault of that name.
    public FaultSettings without(String name) {
        return withCustoms(customs.stream().filter(c -> !c.name().equals(name)).toList());
    }

    public Optional<CustomFault> custom(String name) {
        return customs.stream().filter(c -> c.name().equals(name)).findFirst();
    }

    /// The mode or made-up fault of that name. Throws a [Problem] that lists all of them for any other.
    public Failure failure(String name) {
        var custom = custom(name);
        if (custom.isPresent()) {
            return custom.get().named();
        }
        try {
            return FailureMode.of(name);
        } catch (Problem e) {
            throw customs.isEmpty()
                    ? e
                    : new Problem(e.what(), e.why(), e.todo() + "; or one of your own: "
                            + customs.stream().map(CustomFault::name).collect(Collectors.joining(", ")), e);
        }
    }
}
