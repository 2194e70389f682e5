package dev.kintsugi.lab.experiment;

import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.FaultSettings;
import dev.kintsugi.recovery.policy.Policies;
import dev.kintsugi.report.audit.Sheet;
import dev.kintsugi.report.story.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Says in words what an experiment will do, before it is run. Stateless.
public final class PlanText {
    private static final String ONLY = "only ";
    private static final String WITHOUT = " without ";

    private PlanText() {}

    /// How many episodes there are in all.
    public static long all(Experiment plan) { return (long) plan.episodes() * plan.episodesOfATask(); }

    /// What is played, what fails in it, and what is asked.
    public static List<String> sentences(Experiment plan) {
        var said = new ArrayList<String>();
        said.add(played(plan));
        fails(plan, said);
        if (!plan.epsilons().equals(List.of(0))) {
            said.add("Of the customer's words " + listed(plan.epsilons(), ppm -> ppm == 0 ? "none" : Words.percent(ppm))
                    + " are misspelled.");
        }
        if (!plan.lambdas().equals(List.of(Probability.ONE_PPM))) {
            said.add("Every chance of a failure is taken " + listed(plan.lambdas(), FindingsText::number) + " times.");
        }
        if (!plan.ablation().isEmpty()) {
            said.add("The policy " + plan.ablation()
                    + " is played whole, without each of its patterns, with each of them"
                    + " alone, and not at all.");
        }
        if (plan.arms().size() > 1) {
            said.add("Every other arm is held against " + plan.baseline().title() + ", conversation by conversation.");
        }
        if (plan.trials() > 1) {
            said.add("pass^k and pass@k are told for k = "
                    + plan.ks().stream().map(String::valueOf).collect(Collectors.joining(", ")) + ".");
        }
        var stopping = plan.stopping();
        if (stopping != null) {
            said.add("It ends early once every success rate is known to within " + Words.percent(stopping.width())
                    + ", looked at after each " + stopping.every() + " conversations.");
        }
        return said;
    }

    private static String played(Experiment plan) {
        var script = plan.script();
        var what = Words.counted(plan.episodes(), "conversation");
        what += script == null
                ? " of " + (plan.clean() <= 1 ? "2" : "2 to " + (plan.clean() + 1)) + " turns each"
                : " with the script “" + script.title() + "”, " + Words.counted(script.steps().size(), "turn")
                        + " each";
        return what + ", played " + (plan.trials() == 1 ? "once" : plan.trials() + " times") + " under "
                + (plan.conditions().size() == 1
                        ? "one condition"
                        : "each of " + plan.conditions().size() + " conditions")
                + ": " + Words.counted(all(plan), "episode") + " in all, with the chance of seed " + plan.seed() + ".";
    }

    private static void fails(Experiment plan, List<String> said) {
        var forced = plan.forced();
        if (!forced.isEmpty()) {
            said.add("The last turn of each fails " + (forced.size() == FailureMode.values().length
                    ? "in one of the twelve ways."
                    : forced.size() == 1
                            ? "by " + Words.named(forced.getFirst()) + "."
                            : "in one of these ways: " + titles(forced) + "."));
        }
        if (plan.script() != null) {
            said.add("The script says what fails in it" + (same(plan, Arm::faults) && plan.baseline().faults() == null
                    ? "."
                    : "; its chances give way to those of the arms."));
        }
        if (same(plan, Arm::faults) && plan.baseline().faults() != null) {
            said.add("By chance fail, a turn: " + chance(plan.baseline().faults()) + ".");
        }
    }

    private static String titles(List<FailureMode> modes) {
        return modes.stream().map(Words::named).collect(Collectors.joining(", "));
    }

    private static String listed(List<Integer> levels, IntFunction<String> words) {
        var all = levels.stream().map(words::apply).toList();
        return all.size() == 1
                ? all.getFirst()
                : String.join(", ", all.subList(0, all.size() - 1)) + " and " + all.getLast();
    }

    private static boolean same(Experiment plan, Function<Arm, ?> what) {
        return plan.arms().stream().map(arm -> String.valueOf(what.apply(arm))).distinct().count() == 1;
    }

    /// The arms; what is the same in all of them is left out, but for the policy.
    public static Sheet arms(Experiment plan) {
        var heads = new ArrayList<>(List.of("arm", "recovery", "outermost first"));
        var cells = new ArrayList<Function<Arm, String>>(List.of(
                arm -> arm.title() + (plan.arms().size() > 1 && arm == plan.baseline() ? ", the baseline" : ""),
                PlanText::recovery, arm -> Policies.named(arm.policy()).order()));
        if (!same(plan, Arm::faults)) {
            heads.add("fails by chance, a turn");
            cells.add(arm -> chance(arm.faults()));
        }
        if (!same(plan, Arm::pack)) {
            heads.add("the agent knows");
            cells.add(Arm::packName);
        }
        if (!same(plan, Arm::contextWindow)) {
            heads.add("window, tokens");
            cells.add(arm -> Integer.toString(arm.contextWindow()));
        }
        return new Sheet("Arms", "What is done differently.", heads,
                plan.arms().stream().map(arm -> cells.stream().map(cell -> cell.apply(arm)).toList()).toList());
    }

    /// A policy that nobody has described says what it is made of; an arm that is called like it says no more by that.
    private static String recovery(Arm arm) {
        var policy = arm.policy();
        var purpose = Policies.purpose(policy);
        if (!purpose.isEmpty()) {
            return purpose;
        }
        var words = policy.replace('_', ' ');
        var without = words.indexOf(WITHOUT);
        if (without > 0) {
            return "All of " + words.substring(0, without) + " but " + words.substring(without + WITHOUT.length())
                    + ".";
        }
        return words.startsWith(ONLY) ? "Nothing but " + words.substring(ONLY.length()) + "." : policy;
    }

    private static String chance(@Nullable FaultSettings faults) {
        if (faults == null || !faults.chaos()) {
            return "nothing";
        }
        var modes = Arrays.stream(FailureMode.values())
                .filter(mode -> faults.mode(mode).on() && faults.mode(mode).probability().ppm() > 0)
                .map(mode -> Words.named(mode) + " " + Words.percent(
                        faults.mode(mode).probability().times(faults.multiplierPpm()).ppm()))
                .collect(Collectors.joining(", "));
        return modes.isEmpty() ? "nothing" : modes;
    }
}
