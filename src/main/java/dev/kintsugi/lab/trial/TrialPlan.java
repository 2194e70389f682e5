package dev.kintsugi.lab.trial;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.report.score.Examination;
import java.util.Arrays;
import java.util.List;

/// What a trial of the detectors plays. Immutable.
///
/// @param domains       built-in packs
/// @param conversations clean conversations of each domain
/// @param turns         turns of a clean conversation
/// @param faults        faults of each mode in each domain; each lasts [#FAULT_TURNS] turns
public record TrialPlan(List<String> domains, int conversations, int turns, int faults, long seed) {
    /// The domain that the detectors were not tuned on; docs/howto/detectors.md says how far that is true.
    public static final String HELD_OUT = "support";

    /// Those that can be tried: what the agent says there comes from its pack and not from services outside.
    public static final List<String> DOMAINS = List.of("insurance", "support", "general");

    /// Turns that a fault lasts unless it is noticed: as long as a behavioral fault lives by default.
    public static final int FAULT_TURNS = 3;

    public TrialPlan {
        domains = List.copyOf(domains);
        if (domains.isEmpty() || !DOMAINS.containsAll(domains)) {
            throw new Problem("The detectors cannot be tried on '" + String.join(", ", domains) + "'",
                    "there is no such domain",
                    "Choose from " + String.join(", ", DOMAINS));
        }
        if (conversations < 0 || turns < 1 || faults < 0 || conversations > 100_000 || turns > 200
                || faults > 100_000) {
            throw new Problem("A trial cannot be of that size",
                    "conversations and faults are 0 to 100000, turns 1 to 200",
                    "Use 100 conversations of 12 turns and 60 faults of each mode, the default");
        }
    }

    /// All domains: 100 clean conversations of 12 turns and 60 faults of each mode in each.
    public static TrialPlan standard(long seed) { return new TrialPlan(DOMAINS, 100, 12, 60, seed); }

    /// The conversations of one domain.
    long episodes() { return conversations + (long) modes().size() * faults; }

    /// The modes that raise no error.
    public static List<FailureMode> modes() {
        return Arrays.stream(FailureMode.values()).filter(Examination::needsDetector).toList();
    }
}
