package dev.kintsugi.lab.scenario;

import dev.kintsugi.lab.scenario.Happening.Moment;
import dev.kintsugi.lab.scenario.Trigger.Which;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Decides from what happened which triggers fired, and says why. Immutable.
record Judge(List<ScriptStep> steps, History history) {
    Verdict judge(Trigger trigger) {
        return switch (trigger) {
            case Trigger.Sunk _ -> Verdict.due("It was lost before the first word");
            case Trigger.Failures(var which, var atLeast) -> failures(which, atLeast);
            case Trigger.EachFailure(var which) -> eachFailure(which);
            case Trigger.EachRetry(var which) -> eachRetry(which);
            case Trigger.Disconnected _ -> history.left()
                    ? Verdict.due("The customer gave up")
                    : Verdict.spared("The customer stayed");
            case Trigger.MemoryLost _ -> memoryLost();
            case Trigger.AnyOf(var triggers) -> anyOf(triggers.stream().map(this::judge).toList());
            case Trigger.AllOf(var triggers) -> allOf(triggers.stream().map(this::judge).toList());
        };
    }

    private Verdict failures(Which which, int atLeast) {
        var found = unmended(which);
        if (found.size() >= atLeast) {
            return new Verdict(1, turns(found), atLeast == 1
                    ? told(found)
                    : found.size() + " failures were not mended, and " + atLeast + " are enough");
        }
        return Verdict.spared(atLeast == 1 ? whyNone(which) : tooFew(which, found.size(), atLeast));
    }

    private static String tooFew(Which which, int found, int atLeast) {
        var kind = which.mode() == null ? "" : " " + which.mode().wire();
        var left = found == 0 ? "No" + kind + " failure was" : "Only " + found + kind + (found == 1 ? " was" : " were");
        return left + " left unmended, and it takes " + atLeast;
    }

    private Verdict eachFailure(Which which) {
        var found = unmended(which);
        return found.isEmpty()
                ? Verdict.spared(whyNone(which))
                : new Verdict(found.size(), turns(found), told(found));
    }

    private Verdict eachRetry(Which which) {
        var found = moments(m -> which.matches(m) && m.attempts() > 1);
        var retries = found.stream().mapToInt(m -> m.attempts() - 1).sum();
        return retries == 0
                ? Verdict.spared("No call was repeated")
                : new Verdict(retries, turns(found), "Calls were repeated at " + numbers(found));
    }

    private Verdict memoryLost() {
        if (history.restarts().isEmpty()) {
            return Verdict.spared("The agent was not restarted");
        }
        return history.restarts().stream().allMatch(Happening.Restarted::restored)
                ? Verdict.spared("The restart kept the conversation")
                : Verdict.due("The restart lost the conversation");
    }

    private static Verdict anyOf(List<Verdict> verdicts) {
        var due = verdicts.stream().filter(Verdict::due).toList();
        return due.isEmpty() ? Verdict.spared(joined(verdicts)) : all(due);
    }

    private static Verdict allOf(List<Verdict> verdicts) {
        var missing = verdicts.stream().filter(v -> !v.due()).toList();
        return missing.isEmpty() ? all(verdicts) : Verdict.spared(joined(missing));
    }

    private static Verdict all(List<Verdict> due) {
        return new Verdict(1, due.stream().flatMap(v -> v.turns().stream()).toList(), joined(due));
    }

    private static String joined(List<Verdict> verdicts) {
        return verdicts.stream().map(Verdict::why).distinct().collect(Collectors.joining("; "));
    }

    private List<Moment> unmended(Which which) { return moments(m -> m.ending().unmended() && which.matches(m)); }

    private List<Moment> moments(Predicate<Moment> wanted) {
        return history.moments().stream().filter(wanted).toList();
    }

    private static List<Integer> turns(List<Moment> moments) { return moments.stream().map(Moment::turn).toList(); }

    private String told(List<Moment> found) {
        if (found.size() > 1) {
            return found.size() + " failures were not mended, at " + numbers(found);
        }
        var moment = found.getFirst();
        var mode = moment.mode() == null ? "" : " (" + moment.mode().wire() + ")";
        return "Step " + moment.step() + ", \"" + steps.get(moment.step() - 1).name() + "\", failed" + mode
                + (moment.ending() == Ending.FAILED ? " and was not mended" : ", and only a stand-in answered");
    }

    private static String numbers(List<Moment> moments) {
        return (moments.size() == 1 ? "step " : "steps ")
                + moments.stream().map(m -> "" + m.step()).distinct().collect(Collectors.joining(", "));
    }

    /// Nothing that is meant went wrong for the customer: because it was mended, softened, or never broke.
    private String whyNone(Which which) {
        var meant = new Which(which.step(), which.mode(), false);
        var close = moments(m -> m.ending() != Ending.WORKED && meant.matches(m));
        var name = which.step() == 0 ? "" : "Step " + which.step();
        if (!close.isEmpty()) {
            var softened = close.stream().allMatch(m -> m.ending() == Ending.SOFTENED);
            return "The failure at " + numbers(close)
                    + (softened ? " was caught, and something stood in for it" : " was mended");
        }
        if (which.step() != 0) {
            return name + (moments(m -> m.step() == which.step()).isEmpty() ? " was not reached" : " did not fail");
        }
        return which.mode() == null ? "Nothing failed" : "No " + which.mode().wire() + " happened";
    }
}
