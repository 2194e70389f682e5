package dev.kintsugi.lab.play;

import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.FaultSettings;
import dev.kintsugi.fault.ModeSettings;
import dev.kintsugi.lab.scenario.ChanceFaults;
import java.util.EnumMap;
import java.util.Map;

/// Makes fault settings of what a scenario's file says about chance. Modes that are not listed are off. Stateless.
final class Chance {
    private Chance() {}

    static FaultSettings settings(ChanceFaults chance) {
        var modes = new EnumMap<FailureMode, ModeSettings>(FailureMode.class);
        for (var mode : FailureMode.values()) {
            var listed = chance.modes().get(mode);
            modes.put(mode, listed == null
                    ? new ModeSettings(false, Probability.ZERO, Map.of())
                    : new ModeSettings(listed.on(), listed.probability(), listed.fault().parameters()));
        }
        return new FaultSettings(chance.chaos(), chance.law(), chance.multiplier(), chance.cooldown(), modes);
    }
}
