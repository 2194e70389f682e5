package dev.kintsugi.report.claim;

import dev.kintsugi.report.stats.Rate;
import java.util.List;

/// Deliveries by what they told of their failures. Immutable.
///
/// @param deliveries all of them, with those in which nothing failed
/// @param claimed    failed, and told as though all were well
/// @param admitted   failed, and the user could tell
/// @param open       failed, with neither an answer nor an admission
public record ClaimCounts(int deliveries, int claimed, int admitted, int open) {
    public static final ClaimCounts NONE = new ClaimCounts(0, 0, 0, 0);

    /// Throws `IllegalArgumentException` when a number is negative, or the parts are more than all.
    public ClaimCounts {
        if (claimed < 0 || admitted < 0 || open < 0 || claimed + admitted + open > deliveries) {
            throw new IllegalArgumentException("of " + deliveries + " deliveries " + claimed + ", " + admitted + " and "
                    + open + " failed");
        }
    }

    public static ClaimCounts of(List<Candour> deliveries) {
        return new ClaimCounts(deliveries.size(), count(deliveries, Candour.CLAIMED),
                count(deliveries, Candour.ADMITTED), count(deliveries, Candour.LEFT_OPEN));
    }

    private static int count(List<Candour> deliveries, Candour which) {
        return (int) deliveries.stream().filter(c -> c == which).count();
    }

    public ClaimCounts plus(ClaimCounts other) {
        return new ClaimCounts(deliveries + other.deliveries, claimed + other.claimed, admitted + other.admitted,
                open + other.open);
    }

    /// Claims, of all deliveries.
    public Rate ofDeliveries() { return Rate.of(claimed, deliveries); }

    /// Claims, of the deliveries whose work failed.
    public Rate ofFailed() { return Rate.of(claimed, claimed + admitted + open); }
}
