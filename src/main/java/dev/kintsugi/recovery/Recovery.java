package dev.kintsugi.recovery;

import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.model.AgentReply;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.model.Wire;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.recovery.policy.Pattern;
import dev.kintsugi.recovery.policy.Policy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The recovery of one session: brings a turn through its policy's patterns and says what the user gets.
///
/// Keeps the session's circuits, cached replies and health of models; a new one begins afresh. It sees the reply or the
/// error, the conversation, what the agent was given to know, and the clock; it cannot see why something failed. Safe for
/// many threads, but for [#guard], which knows only the turn that began last: where it is used, turns queue.
public final class Recovery {
    private final Policy policy;
    private final LabClock clock;
    private final String agent;
    private final Memory memory;
    private final Layer chain;
    private final ToolRules rules;
    private final Bucket bucket;
    private final Counts counts = new Counts();
    private volatile @Nullable Run run;

    /// Shares nothing with other sessions, whatever the policy says.
    ///
    /// @param agent the agent's name, which it may say of itself without evidence
    public Recovery(Policy policy, Draws draws, LabClock clock, String agent) {
        this(policy, draws, clock, agent, new Services(clock));
    }

    /// @param agent  the agent's name, which it may say of itself without evidence
    /// @param shared what patterns that are set to share use together with other sessions
    public Recovery(Policy policy, Draws draws, LabClock clock, String agent, Services shared) {
        this.policy = policy;
        this.clock = clock;
        this.agent = agent;
        this.memory = new Memory(clock, agent, shared);
        this.chain = Layer.around(policy, memory, draws);
        this.rules = ToolRules.of(policy, memory);
        this.bucket = new Bucket(policy.budget());
    }

    public Policy policy() { return policy; }

    /// Brings one turn through. Pieces of a reply go into the sink while they arrive; [TokenSink#NONE] holds them back.
    ///
    /// Never throws an [dev.kintsugi.domain.error.AgentError]: a failure that nothing mends is delivered as such.
    ///
    /// @throws dev.kintsugi.domain.time.Cancelled when somebody stopped the turn
    public Delivery deliver(RecoveryTurn turn, Attempt attempt, Watcher watcher, TokenSink sink) {
        return deliver(turn, attempt, watcher, sink, Escalation.NOBODY, null, clock);
    }

    /// The same, where a person can be reached and a model can judge.
    ///
    /// @param judge the way to a model that judges, where the policy names one; absent when there is no provider to ask
    /// @param waits the session's clock, or one on which this turn's waits end early
    public Delivery deliver(RecoveryTurn turn, Attempt attempt, Watcher watcher, TokenSink sink,
            Escalation escalation, @Nullable Judge judge, LabClock waits) {
        var now = new Run(turn, policy, attempt, counts.around(watcher), sink, waits, agent, bucket, escalation,
                judge);
        run = now;
        try {
            return delivery(
                    chain.ask(new Ask(0, turn.models().getFirst(), turn.history(), List.of(), now.limit()), now),
                    now);
        } finally {
            counts.turn(now.attempts());
        }
    }

    /// The wire of an attempt with what the policy says of tools around it: limiter, bulkhead, breaker and timeout, each
    /// tool a service of its own. To be called inside the attempt, with its ask.
    public Wire guard(Ask ask, Wire wire) {
        var now = run;
        return now == null || rules.none() && !policy.has(Pattern.Hedge.class)
                ? wire
                : new ToolGuard(rules, ask, now, wire);
    }

    private Delivery delivery(Outcome outcome, Run run) {
        return switch (outcome) {
            case Outcome.Answered a -> {
                memory.delivered(run.turn().history(), a.reply().text());
                yield reply(a.reply(), a.attempt());
            }
            case Outcome.Doubted d -> reply(d.reply(), d.attempt());
            case Outcome.Failed f -> new Delivery(DeliveredStatus.ERROR, f.error().wire().message(),
                    "attempt " + f.attempt(), f.model(), f.attempt(), f.error(), null);
            case Outcome.Rejected r -> new Delivery(DeliveredStatus.ERROR, r.error().wire().message(), r.by(),
                    r.model(), run.attempts(), r.error(), null);
            case Outcome.StoodIn s ->
                new Delivery(s.status(), s.text(), s.by(), s.model(), run.attempts(), s.error(), null);
        };
    }

    private static Delivery reply(AgentReply reply, int attempt) {
        return new Delivery(DeliveredStatus.REPLY, reply.text(), "attempt " + attempt, reply.model(), attempt, null,
                reply);
    }

    /// How the session's circuits stand, by model; empty without a breaker or before the first call.
    public List<Circuit> circuits() {
        var breaker = policy.find(Pattern.Breaker.class);
        return breaker == null ? List.of() : memory.services(breaker.shared()).circuits();
    }

    /// How recovery stands.
    public RecoveryHealth health() {
        var bulkhead = policy.find(Pattern.Bulkhead.class);
        return new RecoveryHealth(circuits(),
                bulkhead == null ? List.of() : memory.services(bulkhead.shared()).occupancy(), memory.health().all(),
                counts.turns(), counts.attempts(), counts.rejections(), bucket.whole());
    }

    /// The conversation up to the last sound reply, that reply included: what a restarted agent can be given back.
    /// Empty before the first.
    public List<Message> lastGood() { return memory.lastGood(); }
}
