package dev.kintsugi.lab.scenario;

import static dev.kintsugi.domain.Probability.ONE_PPM;

import java.math.BigDecimal;

/// A customer's patience at one moment. Immutable.
///
/// @param ppm          what is left, 1,000,000 is all of it
/// @param inARow       unmended failures since the last moment that worked
/// @param disappointed whether anything failed unmended yet
/// @param hoping       whether the last moment worked after a disappointment
/// @param why          for people: what changed it last; empty at the start
public record PatienceState(Patience rule, int ppm, int inARow, boolean disappointed, boolean hoping, String why) {
    /// Whether the customer has had enough.
    public boolean gone() { return ppm < rule.threshold(); }

    /// The state after one more happening.
    public PatienceState next(Happening happening) {
        return switch (happening) {
            case Happening.Moment moment -> switch (moment.ending()) {
                case WORKED -> worked("Step " + moment.step() + " worked");
                case MENDED -> worked("Step " + moment.step() + " failed and was mended");
                case SOFTENED -> softened(moment);
                case FAILED -> failed(moment);
            };
            case Happening.Restarted restarted -> restarted.restored() ? kept() : forgotten();
            case Happening.Left _ -> new PatienceState(rule, ppm, inARow, disappointed, hoping, "The customer left");
        };
    }

    private PatienceState worked(String what) {
        var raised = Math.min(ONE_PPM, times(ppm, rule.working()));
        return new PatienceState(rule, raised, 0, disappointed, disappointed,
                raised == ppm ? what : what + ": x " + factor(rule.working()));
    }

    private PatienceState softened(Happening.Moment moment) {
        return new PatienceState(rule, times(ppm, rule.softened()), inARow, true, false, "Step " + moment.step()
                + " failed, and something stood in for the answer: x " + factor(rule.softened()));
    }

    private PatienceState failed(Happening.Moment moment) {
        var left = times(ppm, rule.failure());
        for (int i = 0; i < inARow; i++) {
            left = times(left, rule.compounding());
        }
        var why = "Step " + moment.step() + " failed: x " + factor(rule.failure()) + inARowInWords();
        if (hoping) {
            left = times(left, rule.falseHope());
            why += ", right after it had worked again: x " + factor(rule.falseHope());
        }
        return new PatienceState(rule, left, inARow + 1, true, false, why);
    }

    private String inARowInWords() {
        return switch (inARow) {
            case 0 -> "";
            case 1 -> ", the second in a row: x " + factor(rule.compounding());
            default -> ", after " + inARow + " others in a row: " + inARow + " times x " + factor(rule.compounding());
        };
    }

    private PatienceState kept() {
        return new PatienceState(rule, ppm, inARow, disappointed, hoping,
                "The agent was restarted and still knew the conversation");
    }

    private PatienceState forgotten() {
        return new PatienceState(rule, times(ppm, rule.restart()), inARow, true, false,
                "The agent was restarted and had forgotten everything: x " + factor(rule.restart()));
    }

    private static int times(int ppm, int factor) { return (int) ((long) ppm * factor / ONE_PPM); }

    private static String factor(int ppm) { return BigDecimal.valueOf(ppm, 6).stripTrailingZeros().toPlainString(); }
}
