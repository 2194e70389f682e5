package dev.kintsugi.lab;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.event.TurnStatus;
import dev.kintsugi.domain.model.CallKey;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.model.ToolCall;
import dev.kintsugi.domain.model.ToolRequest;
import dev.kintsugi.domain.model.ToolResult;
import dev.kintsugi.domain.people.Help;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.recovery.Step;
import dev.kintsugi.domain.time.Deadline;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.domain.work.EffectState;
import dev.kintsugi.report.story.EffectLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A turn in which no model is asked but tools are used by a plan: recorded, approved and kept like any other. Used by
/// its session's lane only.
public final class WorkTurn {
    private static final Duration TELLING = Duration.ofSeconds(10);

    private final SessionCore session;
    private final int number;
    private final Instant started;
    private final TurnPeople people;
    private final ToolGate gate;
    private final WorkFaults.Maker maker;
    private @Nullable WorkFaults faults;
    private boolean failed;
    private boolean altered;
    private boolean helped;
    private int calls;

    WorkTurn(SessionCore session, int number, WorkFaults.Maker maker) {
        this.maker = maker;
        this.session = session;
        this.number = number;
        this.started = session.clock().now();
        this.people = new TurnPeople(session, number, this::entry, () -> faults().freshCredential());
        this.gate = new ToolGate(session, people, this::entry);
    }

    void begin(String request) {
        entry(new LabEvent.MessageReceived(Text.of(request), null));
        session.commit(number);
        faults = maker.faults(this::entry);
    }

    private WorkFaults faults() { return Objects.requireNonNull(faults, "the turn has not begun"); }

    /// A step of the plan begins.
    ///
    /// @param mode       the fault that is forced on it; absent for none
    /// @param parameters what differs from the mode's settings
    /// @param tool       the tool that the fault strikes, unless the parameters name another
    public void step(@Nullable FailureMode mode, Map<String, String> parameters, String tool) {
        faults().step(mode, parameters, tool);
    }

    private void entry(LabEvent event) { session.record(number, event, 0); }

    /// Writes down how the work stands; it is on disk when this returns.
    public void record(LabEvent.OfWork event) {
        entry(event);
        session.commit(number);
    }

    /// The time that counts against deadlines: it stands still while people are asked.
    public LabClock clock() { return session.work(); }

    /// Uses a tool once.
    ///
    /// @param key     the act's idempotency key
    /// @param attempt which try of the act it is, from 1
    /// @param timeout how long is waited for the answer
    /// @throws AgentError when the tool cannot be reached, fails or does not answer in time
    public ToolResult use(Tool tool, String arguments, String key, int attempt, Duration timeout, Consent consent) {
        var done = gate.done(key);
        if (done.isPresent()) {
            return done.get();
        }
        var place = new CallKey(session.place(number), session.drawKey(), attempt, ++calls);
        var request = new ToolRequest(new ToolCall(key, tool.spec().name(), arguments), key, place,
                Deadline.in(timeout, session.work()));
        var timed = new TimedWire(timeout, session.agent().name(), session.spec().virtual() != null);
        var far = new FarSide(timed, true, session.clock(), this::entry);
        var wire = new LabWire(faults().around(far, tool.spec().name()), session, number, this::entry, gate, consent);
        try {
            var result = wire.tool(tool, request);
            altered |= faults().actedNow();
            return result;
        } catch (AgentError e) {
            failed |= !faults().actedNow();
            throw e;
        } finally {
            session.commit(number);
        }
    }

    /// What became of an act that failed: the tool is asked when nobody knows. Empty for one that was never begun.
    public Optional<EffectLedger.Item> fate(Tool tool, String key) {
        var item = session.folds().effects(ledger -> ledger.act(key));
        if (item.filter(i -> i.state() == EffectState.UNKNOWN).isEmpty()) {
            return item;
        }
        gate.told(tool, new ToolRequest(new ToolCall(key, tool.spec().name(), item.get().arguments().value()),
                item.get().key(), new CallKey(session.place(number), session.drawKey(), 1, calls),
                Deadline.in(TELLING, session.work())), item.get());
        session.commit(number);
        return session.folds().effects(ledger -> ledger.act(key));
    }

    /// Hands the work to a person, with all there is to know of it.
    ///
    /// @param before what of the plan was done before this turn
    public Help escalate(List<String> plan, List<String> before, String failing, String error, int failures,
            Duration patience) {
        failed |= !faults().acted();
        var help = people.escalate(plan, before, failing, error, failures, patience);
        helped |= help instanceof Help.Answered;
        return help;
    }

    /// Writes down what stands in for a tool that failed.
    public void fellBack(String pattern, String note) {
        entry(new LabEvent.Recovering(new Step(pattern, Step.Action.FELL_BACK, calls, Text.of(note))));
    }

    /// Ends the work: what is told to whoever wanted it.
    public void finish(DeliveredStatus status, String text) {
        entry(new LabEvent.Delivered(status, Text.of(text), "workflow", ""));
        var natural = failed ? TurnStatus.ERROR : TurnStatus.SUCCESS;
        entry(new LabEvent.TurnConcluded(faults().acted() ? TurnStatus.FAILURE : natural, natural, status,
                outcome(status), Math.max(1, calls), 0,
                Duration.between(started, session.clock().now()).toMillis()));
        session.conclude(number, calls);
    }

    /// A workflow that ended with a falsified answer in it is lost, however well it went.
    private Outcome outcome(DeliveredStatus status) {
        var worked = status == DeliveredStatus.REPLY;
        if (faults().acted()) {
            return altered && (worked || status == DeliveredStatus.STALE)
                    ? Outcome.LOST
                    : worked && !helped ? Outcome.RECOVERED : Outcome.SOFTENED;
        }
        if (!worked) {
            return Outcome.NATURAL_FAILURE;
        }
        return failed ? Outcome.NATURAL_RECOVERED : faults().decided() ? Outcome.TOLERATED : Outcome.SOUND;
    }
}
