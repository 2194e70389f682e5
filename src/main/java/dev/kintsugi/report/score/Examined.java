package dev.kintsugi.report.score;

import dev.kintsugi.domain.truth.FailureMode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A turn whose first reply was read by the detectors, and the truth about it. Immutable.
///
/// @param domain    what the agent knew about, e.g. `insurance`
/// @param simulated whether a scripted model spoke rather than a real one
/// @param truth     the mode that acted on the reply; absent for a clean turn
/// @param faultTurn which turn of its fault it is, from 1; 0 for a clean turn
/// @param sinceMs   lab time from the fault's first turn to this one, in milliseconds
/// @param flagged   names of the detectors that objected
/// @param text      the reply they read
public record Examined(String domain, boolean simulated, @Nullable FailureMode truth, int faultTurn, long sinceMs,
        Set<String> flagged, String text) {
    public Examined {
        flagged = Set.copyOf(flagged);
        if ((truth == null) != (faultTurn == 0)) {
            throw new IllegalArgumentException("a turn is clean or belongs to a fault");
        }
    }

    public boolean clean() { return truth == null; }
}
