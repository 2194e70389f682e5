package dev.kintsugi.lab.trial;

import dev.kintsugi.agent.pack.Packs;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.chance.DrawKey;
import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.AgentSource;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.SessionSpec;
import dev.kintsugi.recovery.policy.Policies;
import dev.kintsugi.report.stats.KaplanMeier;
import dev.kintsugi.report.stats.McNemar;
import dev.kintsugi.report.stats.Price;
import dev.kintsugi.report.stats.Rate;
import dev.kintsugi.report.stats.RestoreTime;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.Forgetting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/// Two recovery policies on the same failures: each episode is a conversation in which one turn fails in one of the twelve
/// ways, played in virtual time under both, with the same words and the same chance. The same arguments give the same
/// comparison. Immutable.
public record Comparison(long seed, Side first, Side second) {
    /// The longest time to restore that counts, in milliseconds.
    public static final long HORIZON = 300_000;

    private static final Instant START = Instant.parse("2026-01-05T09:00:00Z");
    private static final int MOST = 100_000;
    private static final int MOST_BEFORE = 3;

    /// What became of one failed turn. Immutable.
    ///
    /// @param calls  calls on the wire
    /// @param millis lab time that the turn took
    public record Played(FailureMode mode, Outcome outcome, int calls, int millis) {
        public boolean recovered() { return outcome == Outcome.RECOVERED; }
    }

    /// A policy and its failed turns, one of each episode. Immutable.
    public record Side(String policy, List<Played> turns) {
        public Side {
            turns = List.copyOf(turns);
        }

        public Rate of(Outcome outcome) {
            return Rate.of((int) turns.stream().filter(t -> t.outcome() == outcome).count(), turns.size());
        }

        /// A turn that ended without a sound reply is never restored: it is censored at the horizon, not where it ended.
        private List<RestoreTime> times() {
            return turns.stream().map(t -> new RestoreTime(t.recovered() ? t.millis() : HORIZON, t.recovered()))
                    .toList();
        }

        /// By when half of the turns were sound again, in milliseconds; empty when they never were.
        public OptionalLong medianRestoreMs() { return KaplanMeier.median(times()); }

        /// How long it takes on average within the [#HORIZON], in milliseconds.
        public OptionalDouble meanRestoreMs() { return KaplanMeier.restrictedMean(times(), HORIZON); }
    }

    /// Plays so many episodes under both. Throws a [Problem] when a name is no policy or the number makes no sense.
    public static Comparison play(AgentSource agents, String pack, long seed, int episodes, String first,
            String second) {
        if (episodes < 1 || episodes > MOST) {
            throw new Problem("The number of episodes cannot be " + episodes, "it is 1 to " + MOST,
                    "Use 200, the default");
        }
        List.of(first, second).forEach(Policies::named);
        return new Comparison(seed, side(agents, pack, seed, episodes, first),
                side(agents, pack, seed, episodes, second));
    }

    private static Side side(AgentSource agents, String pack, long seed, int episodes, String policy) {
        var settings = LabSettings.defaults();
        var customer = new Customer(Packs.named(pack), seed);
        var turns = new ArrayList<Played>();
        try (var lab = new Lab(settings, new Forgetting(), new EmbeddedState(new ConversationClock()), agents)) {
            var spec = SessionSpec.of(settings).withAgent(settings.agent().withPack(pack)).withPolicy(policy);
            for (int episode = 1; episode <= episodes; episode++) {
                turns.add(episode(lab, spec.withSeed(seed + episode).virtual(START, "compare"), customer, episode));
            }
        }
        return new Side(policy, turns);
    }

    private static Played episode(Lab lab, SessionSpec spec, Customer customer, int episode) {
        var session = lab.begin(spec);
        try {
            var clean = 1 + episode % MOST_BEFORE;
            for (int turn = 1; turn <= clean; turn++) {
                session.say(customer.says(episode, turn), null).join();
            }
            var mode = new Draws(spec.seed()).pick(new DrawKey(episode, clean + 1, 1, "compare.mode"),
                    List.of(FailureMode.values()));
            return played(mode, session.say(customer.says(episode, clean + 1), mode).join());
        } finally {
            lab.close(session.id());
        }
    }

    private static Played played(FailureMode mode, TurnStory turn) {
        return new Played(mode, Objects.requireNonNull(turn.outcome()), turn.attempts().size(),
                (int) turn.processingMs());
    }

    /// Whether the two differ by more than chance.
    public McNemar test() { return new McNemar(only(first, second), only(second, first)); }

    private static int only(Side one, Side other) {
        return (int) IntStream.range(0, one.turns().size())
                .filter(i -> one.turns().get(i).recovered() && !other.turns().get(i).recovered()).count();
    }

    /// What a turn that the second saves beyond the first costs, in calls.
    public Price calls() { return price(Played::calls); }

    /// The same in milliseconds of lab time.
    public Price millis() { return price(Played::millis); }

    private Price price(ToIntFunction<Played> cost) {
        return Price.of(IntStream.range(0, first.turns().size())
                .mapToObj(i -> new Price.Pair(cost.applyAsInt(second.turns().get(i)),
                        cost.applyAsInt(first.turns().get(i)), second.turns().get(i).recovered(),
                        first.turns().get(i).recovered()))
                .toList(), seed);
    }
}
