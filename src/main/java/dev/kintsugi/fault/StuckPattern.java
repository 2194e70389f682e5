package dev.kintsugi.fault;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.truth.Change;
import dev.kintsugi.domain.truth.FailureMode;
import java.math.BigDecimal;
import java.util.List;

/// Analysis paralysis: the agent plans, rates its plan, finds it wanting and plans again, and never acts.
record StuckPattern() implements Rewrite {
    private static final Parameter THRESHOLD = new Parameter("perfectionism_threshold", "Good enough at",
            Parameter.Kind.FRACTION, "0.9", 0, 1_000_000, "",
            "How good it must find its own plan before it acts; each turn it rates itself a little higher.",
            List.of());
    private static final Parameter LIMIT = Parameter.integer("clarification_loop_limit", "Lives for", 5, 1, 50,
            "turns", "How many turns in a row it plans again at most, as one fault.");
    private static final int FIRST_SCORE = 70;

    @Override
    public FailureMode mode() { return FailureMode.STUCK_PATTERN; }

    @Override
    public List<Parameter> parameters() { return List.of(THRESHOLD, LIMIT, ActedOut.ACTING); }

    /// Until its own rating reaches the threshold, at least one turn.
    @Override
    public int turns(FaultSettings settings) {
        var limit = (int) settings.number(mode(), LIMIT.name());
        var threshold = threshold(settings.parameter(mode(), THRESHOLD.name()));
        var turns = 1;
        while (turns < limit && score(turns) < threshold) {
            turns++;
        }
        return turns;
    }

    /// Percent it gives its plan after so many turns of planning before: a fifth of what is missing is gained each.
    static int score(int before) {
        var score = FIRST_SCORE;
        for (int i = 0; i < before; i++) {
            score += (100 - score) / 5;
        }
        return score;
    }

    private static int threshold(String fraction) { return new BigDecimal(fraction).movePointRight(2).intValue(); }

    @Override
    public Rewritten rewrite(String natural, Scene scene) {
        var again = !scene.said().isEmpty();
        var threshold = threshold(scene.parameter(THRESHOLD.name()));
        var score = Math.min(score(scene.said().size()), Math.max(0, threshold - 1));
        var plan = (again ? scene.dice().pick("again", scene.catalogue().words("again")) + " " : "")
                + scene.text("plans", natural) + " "
                + scene.dice().pick("rating", scene.catalogue().words("ratings"))
                        .replace("{score}", Integer.toString(score))
                        .replace("{threshold}", Integer.toString(threshold));
        return new Rewritten(plan, List.of(new Change(Change.Kind.WHOLE, Text.of(natural), Text.of(plan))));
    }

    @Override
    public Cure cure(Scene scene, int limit) {
        return Cure.AnyOf.of(new Cure.StepBudget(), new Cure.CleanHistory(scene.said()));
    }
}
