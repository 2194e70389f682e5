package dev.kintsugi.lab.scenario;

import static dev.kintsugi.domain.Probability.ONE_PPM;

import java.util.ArrayList;
import java.util.List;

/// How a customer's patience moves with what happens: a formula of factors, after the insurance case of the lab's
/// reference (patience falls exponentially, false hope and restarts hurt more). Immutable; whole parts per million, so
/// that every machine computes the same.
///
/// A moment that worked multiplies by `working`, up to full patience. A failure that nobody mended multiplies by
/// `failure`, and once more by `compounding` for each failure in a row before it; when it follows a moment that worked
/// after an earlier failure, by `falseHope` as well. A failure for which something stood in multiplies by `softened`
/// alone. A restart that lost the conversation multiplies by `restart`; one that kept it changes nothing.
///
/// @param working   1,000,000 or more; all other factors are at most that
/// @param threshold below it the customer leaves
public record Patience(int failure, int compounding, int softened, int working, int falseHope, int restart,
        int threshold) {
    /// A customer who endures everything.
    public static final Patience ENDLESS = new Patience(ONE_PPM, ONE_PPM, ONE_PPM, ONE_PPM, ONE_PPM, ONE_PPM, 0);

    private static final int MOST_WORKING = 2 * ONE_PPM;

    public Patience {
        for (var factor : List.of(failure, compounding, softened, falseHope, restart, threshold)) {
            if (factor < 0 || factor > ONE_PPM) {
                throw new IllegalArgumentException("a factor that costs patience is 0 to 1, was " + factor + " ppm");
            }
        }
        if (working < ONE_PPM || working > MOST_WORKING) {
            throw new IllegalArgumentException("the factor of a working moment is 1 to 2, was " + working + " ppm");
        }
    }

    /// Full patience, before anything happened.
    public PatienceState begin() { return new PatienceState(this, ONE_PPM, 0, false, false, ""); }

    /// The state at the start and after each happening.
    public List<PatienceState> curve(History history) {
        var curve = new ArrayList<PatienceState>();
        curve.add(begin());
        history.happenings().forEach(h -> curve.add(curve.getLast().next(h)));
        return List.copyOf(curve);
    }
}
