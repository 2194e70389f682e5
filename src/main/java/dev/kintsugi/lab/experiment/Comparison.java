package dev.kintsugi.lab.experiment;

import dev.kintsugi.agent.pack.Packs;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.lab.AgentSource;
import dev.kintsugi.recovery.policy.Policies;
import dev.kintsugi.report.stats.McNemar;
import dev.kintsugi.report.stats.Price;
import dev.kintsugi.report.stats.Rate;
import dev.kintsugi.report.stats.RestoreTime;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/// Two recovery policies on the same failures: each episode is a conversation in which one turn fails in one of the twelve
/// ways, played in virtual time under both, with the same words and the same chance. The same arguments give the same
/// comparison. Immutable.
public record Comparison(long seed, Side first, Side second) {
    private static final int MOST = 100_000;

    /// A policy and its failed turns, one of each episode. Immutable.
    public record Side(String policy, List<Touched> turns) {
        public Side {
            turns = List.copyOf(turns);
        }

        public Rate of(Outcome outcome) {
            return Rate.of((int) turns.stream().filter(t -> t.outcome() == outcome).count(), turns.size());
        }

        private List<RestoreTime> times() {
            return turns.stream().map(t -> RestoreTime.ended(t.recovered(), t.millis())).toList();
        }

        /// From the message to the sound reply.
        public Findings.Survival sound() { return Findings.Survival.of(times()); }
    }

    /// Plays so many episodes under both. Throws a [Problem] when a name is no policy or the number makes no sense.
    public static Comparison play(AgentSource agents, String pack, long seed, int episodes, String first,
            String second) {
        if (episodes < 1 || episodes > MOST) {
            throw new Problem("The number of episodes cannot be " + episodes, "it is 1 to " + MOST,
                    "Use 200, the default");
        }
        List.of(first, second).forEach(Policies::named);
        Packs.named(pack);
        var plan = Experiment.ofTwo(pack, seed, episodes, first, second);
        return of(Playing.play(agents, plan, Playing.Options.plain()));
    }

    /// What an experiment of two arms says of its failed turns. Throws a [Problem] when an episode broke.
    static Comparison of(Results results) {
        var conditions = results.plan().conditions();
        return new Comparison(results.plan().seed(), side(results, conditions.getFirst()),
                side(results, conditions.getLast()));
    }

    private static Side side(Results results, Condition condition) {
        return new Side(condition.arm().policy(), results.of(condition).stream().map(Comparison::failed).toList());
    }

    private static Touched failed(Played episode) {
        if (episode.touched().isEmpty()) {
            throw new Problem("The policies cannot be compared", "an episode broke: " + episode.trouble(),
                    "Try again", Problem.Exit.INTERNAL, null);
        }
        return episode.touched().getLast();
    }

    /// Whether the two differ by more than chance.
    public McNemar test() { return new McNemar(only(first, second), only(second, first)); }

    private static int only(Side one, Side other) {
        return (int) IntStream.range(0, one.turns().size())
                .filter(i -> one.turns().get(i).recovered() && !other.turns().get(i).recovered()).count();
    }

    /// What a turn that the second saves beyond the first costs, in calls.
    public Price calls() { return price(Touched::calls); }

    /// The same in milliseconds of lab time.
    public Price millis() { return price(t -> (int) t.millis()); }

    private Price price(ToIntFunction<Touched> cost) {
        return Price.of(IntStream.range(0, first.turns().size())
                .mapToObj(i -> new Price.Pair(cost.applyAsInt(second.turns().get(i)),
                        cost.applyAsInt(first.turns().get(i)), second.turns().get(i).recovered(),
                        first.turns().get(i).recovered()))
                .toList(), seed);
    }
}
