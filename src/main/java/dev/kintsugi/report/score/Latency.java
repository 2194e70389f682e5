package dev.kintsugi.report.score;

import dev.kintsugi.report.stats.KaplanMeier;
import dev.kintsugi.report.stats.Rate;
import dev.kintsugi.report.stats.RestoreTime;
import java.util.List;
import java.util.OptionalLong;

/// How long faults went unnoticed. Those that were never noticed while they lasted are censored as
/// [RestoreTime#ended] says, they are not left out. Immutable.
///
/// @param faults one for each fault: lab time from its first turn to the one in which it was noticed
/// @param atOnce faults noticed in their first turn
/// @param everIn faults noticed while they lasted
public record Latency(List<RestoreTime> faults, Rate atOnce, Rate everIn) {
    public Latency {
        faults = List.copyOf(faults);
    }

    /// The lab time, in milliseconds, by which half of the faults are noticed (Kaplan-Meier); empty when less than half
    /// ever are, within the horizon.
    public OptionalLong median() { return KaplanMeier.median(faults); }
}
