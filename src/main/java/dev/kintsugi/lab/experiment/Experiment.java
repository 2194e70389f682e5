package dev.kintsugi.lab.experiment;

import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.AgentSettings;
import dev.kintsugi.lab.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is played: tasks, each in so many trials under every condition, with the same words and the same chance.
/// Immutable.
///
/// @param name     its short name: its file's without the ending
/// @param seed     what all chance is drawn from
/// @param episodes tasks: conversations with words of their own
/// @param trials   how often each is played under a condition; each trial has chance of its own
/// @param clean    turns before the last one are 1 to this many; of generated conversations
/// @param forced   one of these modes is forced on the last turn; none for chance alone; of generated conversations
/// @param script   played in place of generated conversations; absent for these
/// @param arms     the first is the baseline
/// @param epsilons shares of misspelled words, parts per million
/// @param lambdas  factors on the chance of failures, parts per million
/// @param ks       for pass^k and pass@k
/// @param ablation the policy whose patterns are weighed; empty for none
/// @param stopping when fewer tasks will do; absent for never
/// @param digest   a fingerprint of all that decides the results
public record Experiment(String name, String title, String description, long seed, int episodes, int trials, int clean,
        List<FailureMode> forced, @Nullable Scenario script, List<Arm> arms, List<Integer> epsilons,
        List<Integer> lambdas, List<Integer> ks, String ablation, @Nullable Stopping stopping, String digest) {
    /// The most episodes of an experiment, all conditions together.
    public static final long MOST = 1_000_000;

    public Experiment {
        forced = List.copyOf(forced);
        arms = List.copyOf(arms);
        epsilons = List.copyOf(epsilons);
        lambdas = List.copyOf(lambdas);
        ks = List.copyOf(ks);
        if (arms.isEmpty() || epsilons.isEmpty() || lambdas.isEmpty() || episodes < 1 || trials < 1) {
            throw new IllegalArgumentException(
                    "an experiment has an arm, a level of each kind, an episode and a trial");
        }
    }

    /// Ends early once every arm's success is known well enough. Looked at after each so many tasks, so that the answer
    /// does not depend on the order in which they ended. Immutable.
    ///
    /// @param width the widest interval of a success rate, parts per million
    /// @param every tasks between two looks
    public record Stopping(int width, int every) {}

    /// Two policies, and one failure of the twelve modes in each conversation: what `compare` plays.
    public static Experiment ofTwo(String pack, long seed, int episodes, String first, String second) {
        var window = AgentSettings.SCRIPTED.contextWindow();
        return new Experiment("compare", "Two policies", "", seed, episodes, 1, 3, List.of(FailureMode.values()), null,
                List.of(new Arm("first", first, null, pack, window), new Arm("second", second, null, pack, window)),
                List.of(0), List.of(Probability.ONE_PPM), List.of(1), "", null, "");
    }

    public Arm baseline() { return arms.getFirst(); }

    /// All conditions: for each arm every epsilon and every lambda.
    public List<Condition> conditions() {
        var all = new ArrayList<Condition>();
        for (var arm : arms) {
            for (var epsilon : epsilons) {
                for (var lambda : lambdas) {
                    all.add(new Condition(arm, epsilon, lambda));
                }
            }
        }
        return List.copyOf(all);
    }

    /// Episodes of one task under all conditions.
    public int episodesOfATask() { return conditions().size() * trials; }
}
