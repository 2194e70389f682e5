package dev.kintsugi.lab.experiment;

import dev.kintsugi.report.claim.ClaimCounts;
import java.util.List;

/// What came of one episode. Immutable.
///
/// @param eligible turns that chance could have touched
/// @param drawn    of these, those that it did touch
/// @param calls    calls on the wire
/// @param logical  calls that the work needed
/// @param millis   lab time of all turns, milliseconds
/// @param touched  turns on which a fault was asked for or decided
/// @param claims   its deliveries by what they told of their failures
/// @param trouble  what broke in the lab; empty when nothing did
public record Played(Verdict verdict, int turns, int eligible, int drawn, int calls, int logical, long millis,
        List<Touched> touched, ClaimCounts claims, String trouble) {
    public Played {
        touched = List.copyOf(touched);
    }

    static Played broken(String trouble) {
        return new Played(Verdict.INFRASTRUCTURE_ERROR, 0, 0, 0, 0, 0, 0, List.of(), ClaimCounts.NONE, trouble);
    }

    /// Whether one of a task's episodes broke in the lab: it says nothing, so the task is played again when it can be.
    static boolean anyBroke(List<Played> task) { return task.stream().anyMatch(p -> !p.verdict().counts()); }

    /// Whether the user was told somewhere that all is well although it was not.
    public boolean claimed() { return claims.claimed() > 0; }

    boolean success() { return verdict.success(); }
}
