package dev.kintsugi.report.stats;

/// How long a failed turn took until it was sound again, or how long it was watched without becoming so. Immutable.
///
/// @param ms       lab time, milliseconds
/// @param restored false when it never became sound: the observation is right-censored
public record RestoreTime(long ms, boolean restored) {
    /// The longest time that counts, in milliseconds.
    public static final long HORIZON = 300_000;

    /// Of a turn that is over. What was never done in it is censored at the horizon and not where the turn ended: nobody
    /// goes on watching, and a turn that fails early must not look like a short wait. What is done later than the horizon
    /// is censored there too: else nobody would be left at risk then but those who are done in the end, and the curve
    /// would rise to all.
    ///
    /// @param ms how long it took; does not count when it was not done
    public static RestoreTime ended(boolean done, long ms) {
        var within = done && ms <= HORIZON;
        return new RestoreTime(within ? ms : HORIZON, within);
    }
}
