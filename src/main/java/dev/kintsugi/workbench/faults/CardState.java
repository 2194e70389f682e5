package dev.kintsugi.workbench.faults;

import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.ModeSettings;
import dev.kintsugi.report.stats.Rate;
import java.util.Map;

/// What a mode's card shows: set, effective, seen. Immutable.
///
/// @param effective chance in the next turn, parts per million
/// @param seen      turns that chance failed in this mode, of those it could have touched
/// @param asked     turns that failed in this mode because someone asked for it
/// @param next      whether it is asked for in the next turn
public record CardState(FailureMode mode, ModeSettings settings, int effective, Rate seen, int asked, boolean next) {
    static CardState of(FailureMode mode, ModeSettings settings, int effective, Counts counts, boolean next) {
        return new CardState(mode, settings, effective, counts.seen(mode), counts.asked(mode), next);
    }

    int setPercent() { return (settings.probability().ppm() + 5_000) / 10_000; }

    /// e.g. `4/13`, `4/13 +1` when one more was asked for, a dash without data.
    String count() {
        var chance = seen.n() == 0 ? "" : seen.k() + "/" + seen.n();
        return asked == 0 ? chance.isEmpty() ? "\u2013" : chance : (chance + " +" + asked).strip();
    }

    Map<String, String> parameters() { return settings.parameters(); }
}
