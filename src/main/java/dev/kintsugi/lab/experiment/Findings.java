package dev.kintsugi.lab.experiment;

import dev.kintsugi.report.claim.ClaimCounts;
import dev.kintsugi.report.recovery.Amplification;
import dev.kintsugi.report.stats.Ablation;
import dev.kintsugi.report.stats.Holm;
import dev.kintsugi.report.stats.KaplanMeier;
import dev.kintsugi.report.stats.McNemar;
import dev.kintsugi.report.stats.PairedMean;
import dev.kintsugi.report.stats.PairedShare;
import dev.kintsugi.report.stats.PassK;
import dev.kintsugi.report.stats.Price;
import dev.kintsugi.report.stats.Rate;
import dev.kintsugi.report.stats.RestoreTime;
import dev.kintsugi.report.stats.SignFlip;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/// What an experiment found: counts, rates and differences, each with its denominator. Immutable.
///
/// @param cells    one a condition, in their order
/// @param against  each other arm against the baseline, at the same levels
/// @param patterns what each pattern is worth at each level; none unless an ablation was asked for
public record Findings(Results results, List<Cell> cells, List<Against> against, List<Pattern> patterns) {
    /// One condition. Immutable.
    ///
    /// @param verdicts      episodes by how they ended, all of them
    /// @param success       passed or recovered, of those that say anything about the agent
    /// @param injected      turns that chance touched, of those it could
    /// @param manifested    failures that reached the agent, of all asked for or decided
    /// @param recovery      failures delivered sound, of those that reached the agent
    /// @param detect        from the failure until recovery noticed it
    /// @param mend          from the notice to the sound reply
    /// @param sound         from the message to the sound reply, of turns whose failure reached the agent
    /// @param claimed       episodes in which the user was told that all is well although it was not, of those that say
    ///                      anything about the agent
    /// @param claims        deliveries by what they told of their failures
    /// @param amplification calls on the wire against those that were needed
    public record Cell(Condition condition, int episodes, Map<Verdict, Integer> verdicts, Rate success, Rate injected,
            Rate manifested, Rate recovery, Rate claimed, ClaimCounts claims, Survival detect, Survival mend,
            Survival sound,
            Amplification amplification, List<PassK> all, List<PassK> any) {}

    /// A time with those that were never done. Immutable.
    ///
    /// @param curve which share was done by when
    public record Survival(int n, int done, OptionalLong median, KaplanMeier.Interval interval, OptionalDouble mean,
            List<KaplanMeier.Step> curve) {
        public Survival {
            curve = List.copyOf(curve);
        }

        static Survival of(List<RestoreTime> times) {
            return new Survival(times.size(), (int) times.stream().filter(RestoreTime::restored).count(),
                    KaplanMeier.median(times), KaplanMeier.medianInterval(times),
                    KaplanMeier.restrictedMean(times, RestoreTime.HORIZON), KaplanMeier.curve(times));
        }
    }

    /// A condition against the baseline on the same episodes. Immutable.
    ///
    /// @param pairs episodes of which both say something
    /// @param share by what share of the pairs more succeed with the other: after Bonett and Price; of several trials by
    ///              resampling conversations
    /// @param p     how likely such a difference is when there is none: McNemar's exact test; of several trials the same over
    ///              whole conversations
    /// @param holm  the same when all that is held against the baseline is looked at together
    /// @param test  episodes that only the baseline, or only the other, brought to success
    /// @param calls how many more calls an episode takes
    /// @param ms    how much more lab time it takes, milliseconds
    public record Against(Condition baseline, Condition other, int pairs, McNemar test, PairedMean share, double p,
            double holm, PairedMean calls, PairedMean ms, Price callsPrice, Price msPrice) {}

    /// What a pattern is worth. Immutable.
    ///
    /// @param name as it stands in a policy's file
    public record Pattern(int epsilon, int lambda, String name, Ablation worth) {
        /// What people read in its place.
        public String title() { return name.replace('_', ' '); }
    }

    public static Findings of(Results results) {
        var plan = results.plan();
        var cells = plan.conditions().stream().map(c -> cell(results, c)).toList();
        var against = plan.conditions().stream().filter(c -> !c.arm().equals(plan.baseline()))
                .map(c -> against(results, new Condition(plan.baseline(), c.epsilon(), c.lambda()), c)).toList();
        return new Findings(results, cells, together(against),
                plan.ablation().isEmpty() ? List.of() : patterns(results));
    }

    private static Cell cell(Results results, Condition condition) {
        var plan = results.plan();
        var all = results.of(condition);
        var counted = all.stream().filter(p -> p.verdict().counts()).toList();
        var touched = counted.stream().flatMap(p -> p.touched().stream()).toList();
        var failed = touched.stream().filter(t -> t.outcome().manifested()).toList();
        var verdicts = new LinkedHashMap<Verdict, Integer>();
        for (var verdict : Verdict.values()) {
            verdicts.put(verdict, (int) all.stream().filter(p -> p.verdict() == verdict).count());
        }
        var tasks = IntStream.range(0, all.size() / plan.trials())
                .mapToObj(i -> all.subList(i * plan.trials(), (i + 1) * plan.trials()))
                .map(t -> t.stream().filter(p -> p.verdict().counts()).toList())
                .map(t -> new PassK.Task((int) t.stream().filter(Played::success).count(), t.size())).toList();
        return new Cell(condition, all.size(), verdicts,
                Rate.of((int) counted.stream().filter(Played::success).count(), counted.size()),
                Rate.of(sum(counted, Played::drawn), sum(counted, Played::eligible)),
                Rate.of(failed.size(), touched.size()),
                Rate.of((int) failed.stream().filter(Touched::recovered).count(), failed.size()),
                Rate.of((int) counted.stream().filter(Played::claimed).count(), counted.size()),
                counted.stream().map(Played::claims).reduce(ClaimCounts.NONE, ClaimCounts::plus),
                Survival.of(failed.stream().map(t -> RestoreTime.ended(t.detectMs() >= 0, t.detectMs())).toList()),
                Survival.of(failed.stream().filter(t -> t.detectMs() >= 0)
                        .map(t -> RestoreTime.ended(t.mendMs() >= 0, t.mendMs())).toList()),
                Survival.of(failed.stream().map(t -> RestoreTime.ended(t.recovered(), t.millis())).toList()),
                new Amplification(sum(counted, Played::calls), sum(counted, Played::logical)),
                plan.ks().stream().map(k -> PassK.all(k, tasks, plan.seed())).toList(),
                plan.ks().stream().map(k -> PassK.any(k, tasks, plan.seed())).toList());
    }

    private static int sum(List<Played> all, ToIntFunction<Played> of) { return all.stream().mapToInt(of).sum(); }

    private static List<Against> together(List<Against> all) {
        var holm = Holm.adjusted(all.stream().map(Against::p).toList());
        return IntStream.range(0, all.size()).mapToObj(i -> {
            var a = all.get(i);
            return new Against(a.baseline(), a.other(), a.pairs(), a.test(), a.share(), a.p(), holm.get(i), a.calls(),
                    a.ms(), a.callsPrice(), a.msPrice());
        }).toList();
    }

    private static Against against(Results results, Condition baseline, Condition other) {
        var first = results.of(baseline);
        var second = results.of(other);
        var trials = results.plan().trials();
        var groups = IntStream.range(0, first.size() / trials)
                .mapToObj(task -> IntStream.range(task * trials, (task + 1) * trials)
                        .filter(i -> first.get(i).verdict().counts() && second.get(i).verdict().counts()).boxed()
                        .toList())
                .toList();
        var both = groups.stream().flatMap(List::stream).toList();
        var seed = results.plan().seed();
        var test = new McNemar(
                (int) both.stream().filter(i -> first.get(i).success() && !second.get(i).success()).count(),
                (int) both.stream().filter(i -> second.get(i).success() && !first.get(i).success()).count());
        IntUnaryOperator more = i -> (second.get(i).success() ? 1 : 0) - (first.get(i).success() ? 1 : 0);
        var p = trials == 1
                ? test.p()
                : SignFlip.p(groups.stream().mapToInt(g -> g.stream().mapToInt(more::applyAsInt).sum()).toArray());
        var share = trials == 1
                ? new PairedShare(test.first(), test.second(), both.size()).mean()
                : mean(groups, i -> (double) more.applyAsInt(i), seed);
        return new Against(baseline, other, both.size(), test, share, p, p,
                mean(groups, i -> second.get(i).calls() - (double) first.get(i).calls(), seed),
                mean(groups, i -> second.get(i).millis() - (double) first.get(i).millis(), seed),
                price(groups, first, second, Played::calls, seed), price(groups, first, second, Played::millis, seed));
    }

    private static PairedMean mean(List<List<Integer>> groups, Function<Integer, Double> difference, long seed) {
        return PairedMean.ofGroups(groups.stream().map(g -> g.stream().map(difference).toList()).toList(), seed);
    }

    private static Price price(List<List<Integer>> groups, List<Played> first, List<Played> second,
            ToDoubleFunction<Played> cost, long seed) {
        return Price.ofGroups(groups.stream().map(g -> g.stream().map(i -> new Price.Pair(
                cost.applyAsDouble(second.get(i)), cost.applyAsDouble(first.get(i)), second.get(i).success(),
                first.get(i).success())).toList()).toList(), seed);
    }

    private static List<Pattern> patterns(Results results) {
        var plan = results.plan();
        var policy = plan.ablation();
        var names = plan.arms().stream().map(Arm::name).filter(n -> n.startsWith("only ")).map(n -> n.substring(5))
                .toList();
        var all = new ArrayList<Pattern>();
        for (var epsilon : plan.epsilons()) {
            for (var lambda : plan.lambdas()) {
                for (var name : names) {
                    var whole = turns(results, policy, epsilon, lambda);
                    var without = turns(results, policy + " without " + name, epsilon, lambda);
                    var alone = turns(results, "only " + name, epsilon, lambda);
                    var none = turns(results, plan.baseline().name(), epsilon, lambda);
                    all.add(new Pattern(epsilon, lambda, name, Ablation.of(IntStream.range(0, whole.size())
                            .filter(i -> whole.get(i).verdict().counts() && without.get(i).verdict().counts()
                                    && alone.get(i).verdict().counts() && none.get(i).verdict().counts())
                            .filter(i -> !none.get(i).success())
                            .mapToObj(i -> new Ablation.Turn(whole.get(i).success(), without.get(i).success(),
                                    alone.get(i).success()))
                            .toList())));
                }
            }
        }
        return all;
    }

    private static List<Played> turns(Results results, String arm, int epsilon, int lambda) {
        var found = results.plan().arms().stream().filter(a -> a.name().equals(arm)).findFirst().orElseThrow();
        return results.of(new Condition(found, epsilon, lambda));
    }

    /// How many episodes ended in a way, over all conditions.
    public int all(Verdict verdict) {
        return cells.stream().mapToInt(c -> c.verdicts().getOrDefault(verdict, 0)).sum();
    }
}
