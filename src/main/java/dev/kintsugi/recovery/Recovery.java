package dev.kintsugi.recovery;

import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.model.AgentReply;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.time.LabClock;
import java.util.List;

/// The recovery of one session: brings a turn through its policy's patterns and says what the user gets.
///
/// Keeps the session's circuits, cached replies and health of models; a new one begins afresh. Turns of a session queue,
/// so [#deliver] is for one thread at a time; [#circuits] may be asked by any. It sees the reply or the error, the
/// conversation, what the agent was given to know, and the clock; it cannot see why something failed.
public final class Recovery {
    private final Policy policy;
    private final LabClock clock;
    private final String agent;
    private final Memory memory;
    private final Layer chain;

    /// @param agent the agent's name, which it may say of itself without evidence
    public Recovery(Policy policy, Draws draws, LabClock clock, String agent) {
        this.policy = policy;
        this.clock = clock;
        this.agent = agent;
        this.memory = new Memory(clock, agent);
        this.chain = Layer.around(policy, memory, draws, clock);
    }

    public Policy policy() { return policy; }

    /// Brings one turn through. Pieces of a reply go into the sink while they arrive; [TokenSink#NONE] holds them back.
    ///
    /// Never throws an [dev.kintsugi.domain.error.AgentError]: a failure that nothing mends is delivered as such.
    ///
    /// @throws dev.kintsugi.domain.time.Cancelled when somebody stopped the turn
    public Delivery deliver(RecoveryTurn turn, Attempt attempt, Watcher watcher, TokenSink sink) {
        return deliver(turn, attempt, watcher, sink, Escalation.NOBODY);
    }

    /// The same, where a person can be reached.
    public Delivery deliver(RecoveryTurn turn, Attempt attempt, Watcher watcher, TokenSink sink,
            Escalation escalation) {
        var run = new Run(turn, policy, attempt, watcher, sink, clock, agent, escalation);
        var first = new Ask(0, turn.models().getFirst(), turn.history(), List.of(), run.limit());
        return delivery(chain.ask(first, run), run);
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
            case Outcome.Rejected r -> new Delivery(DeliveredStatus.ERROR, r.error().wire().message(), "breaker",
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
    public List<Circuit> circuits() { return memory.circuits(); }

    /// The conversation up to the last sound reply, that reply included: what a restarted agent can be given back.
    /// Empty before the first.
    public List<Message> lastGood() { return memory.lastGood(); }
}
