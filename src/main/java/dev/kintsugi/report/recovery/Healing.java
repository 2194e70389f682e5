package dev.kintsugi.report.recovery;

import dev.kintsugi.report.stats.RestoreTime;

/// How one failure was noticed and mended. Immutable.
///
/// @param detected   whether recovery noticed it at all
/// @param detectMs   lab time from the failure until it was noticed; until the turn's end when it never was
/// @param restored   whether a sound reply was delivered
/// @param restoreMs  lab time from the notice to the delivery; 0 when it was never noticed
public record Healing(boolean detected, long detectMs, boolean restored, long restoreMs) {
    RestoreTime toDetect() { return RestoreTime.ended(detected, detectMs); }

    RestoreTime toRestore() { return RestoreTime.ended(restored, restoreMs); }
}
