package dev.kintsugi.lab;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.TurnId;
import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.model.Agent;
import dev.kintsugi.domain.model.AgentReply;
import dev.kintsugi.domain.model.AgentRequest;
import dev.kintsugi.domain.model.CallKey;
import dev.kintsugi.domain.model.ModelRequest;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.model.Wire;
import dev.kintsugi.domain.recovery.Detection;
import dev.kintsugi.domain.recovery.Judgement;
import dev.kintsugi.domain.recovery.Step;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.domain.truth.Failure;
import dev.kintsugi.fault.FaultSettings;
import dev.kintsugi.fault.FaultedTurn;
import dev.kintsugi.fault.Injector;
import dev.kintsugi.fault.TurnPlace;
import dev.kintsugi.recovery.Ask;
import dev.kintsugi.recovery.Delivery;
import dev.kintsugi.recovery.Judge;
import dev.kintsugi.recovery.RecoveryTurn;
import dev.kintsugi.recovery.Watcher;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One turn, from message to disk. Made for one turn and used by its session's lane, and while two attempts race each
/// other by their threads.
final class TurnRun implements Watcher {
    private final SessionCore session;
    private final Said.Wish wish;
    private final Nearby near;
    private final Injector injector;
    private final int number;
    private final TurnId turn;
    private final Instant started;
    private final LabClock clock;
    private final Set<Integer> faulted = new HashSet<>();
    private final Set<Integer> failing = new HashSet<>();
    private final List<AgentError> errors = new ArrayList<>();
    private @Nullable AgentRequest request;
    private @Nullable String first;
    private int attempts;
    private int calls;
    private long cause;

    TurnRun(SessionCore session, Injector injector, int number, Said said) {
        this.wish = said.wish();
        this.near = said.near();
        this.session = session;
        this.injector = injector;
        this.number = number;
        this.turn = session.place(number);
        this.clock = session.clock();
        this.started = clock.now();
    }

    /// Runs the turn. Throws [dev.kintsugi.domain.time.Cancelled] when it was stopped and a
    /// [dev.kintsugi.domain.Problem] when it could not be written.
    void run(String message, @Nullable Failure forced, FaultSettings settings) {
        cause = record(new LabEvent.MessageReceived(Text.of(message), forced));
        session.commit(number);
        var secret = session.lastSalt();
        record(new LabEvent.CheckpointTaken("pre_request", session.remembered() - 1));
        session.checkpoint("pre_request", number);
        var place = new TurnPlace(turn, session.drawKey(), session.spec().seed(), started.toEpochMilli());
        var decision = injector.decide(settings, session.faults(), place, forced);
        var faultedTurn = injector.begin(decision, settings, session.faults(), place, session.work(),
                new NaturalAnswer(session.agent(), farSide(Wire.SHADOW), session.tokens(), () -> request),
                this::injected);
        cause = record(new LabEvent.Decided(decision));
        var people = new TurnPeople(session, number, this::record, faultedTurn::freshCredential);
        var gate = new ToolGate(session, people, this::record);
        var delivery = session.recovery().deliver(recoveryTurn(),
                (ask, sink) -> attempt(ask, sink, new Way(faultedTurn, gate, secret)), this, this::streamed, people,
                judge(), session.work());
        conclude(delivery, decision.injected().isPresent());
    }

    /// Asks the agent's own provider, past the faults: who judges is no part of what is tried out. Absent when the agent has
    /// none.
    private @Nullable Judge judge() {
        var provider = session.agent().provider();
        return provider == null
                ? null
                : (model, messages, number, by) -> farSide(Wire.DIRECT).model(provider,
                        new ModelRequest(model, messages,
                                List.of(), 0, new CallKey(turn, session.drawKey(), number, 0), by),
                        TokenSink.NONE);
    }

    private FarSide farSide(Wire wire) {
        return new FarSide(wire, !session.agent().simulated(), clock, this::wireEvent);
    }

    private RecoveryTurn recoveryTurn() {
        var agent = session.agent();
        return new RecoveryTurn(turn, session.drawKey(), session.history(), agent.knowledge(), models(agent),
                session.earlierTools());
    }

    /// The wished model first. A scripted agent has only its own.
    private List<String> models(Agent agent) {
        var known = agent.models();
        if (wish.model().isEmpty() || agent.simulated() && !known.contains(wish.model())) {
            return known;
        }
        return Stream.concat(Stream.of(wish.model()), known.stream()).distinct().toList();
    }

    /// What all attempts of the turn pass through.
    private record Way(FaultedTurn faulted, ToolGate gate, String secret) {}

    private AgentReply attempt(Ask ask, TokenSink sink, Way way) {
        attempts = ask.attempt();
        session.startStreaming(attempts);
        var asked = new AgentRequest(new CallKey(turn, session.drawKey(), ask.attempt(), 1), ask.history(),
                ask.notes(), ask.model(), wish.maxTokens(), ask.deadline(), way.secret());
        request = asked;
        var wire = new LabWire(way.faulted().around(farSide(near.wire(this::noted))), session, number, this::wireEvent,
                way.gate(),
                session.consent());
        try {
            var reply = session.agent().answer(asked, session.recovery().guard(ask, wire), sink);
            if (ask.attempt() == 1) {
                first = reply.text();
            }
            return reply;
        } catch (AgentError e) {
            failed(ask.attempt(), e);
            throw e;
        }
    }

    private synchronized void failed(int attempt, AgentError e) {
        if (!faulted.contains(attempt)) {
            errors.add(e);
        }
        failing(attempt);
    }

    /// The state before recovery acts on what an attempt came to, once for each attempt.
    private synchronized void failing(int attempt) {
        if (failing.add(attempt)) {
            session.checkpoint("pre_failure", number);
        }
    }

    private synchronized void injected(LabEvent.Injected event) {
        faulted.add(event.attempt());
        cause = record(event);
    }

    /// What stands nearby is outside the lab: each thing that it tells has a time of its own.
    private void noted(LabEvent event) {
        clock.look();
        if (event instanceof LabEvent.Injected acted) {
            injected(acted);
        } else {
            wireEvent(event);
        }
    }

    private synchronized void wireEvent(LabEvent event) {
        if (event instanceof LabEvent.Attempted) {
            calls++;
        }
        record(event);
    }

    private void conclude(Delivery delivery, boolean decided) {
        var facts = new Outcomes.Facts(decided, faulted, errors, Optional.ofNullable(first));
        var outcome = Outcomes.of(facts, delivery);
        var tokens = session.tokensSent();
        record(new LabEvent.Delivered(delivery.status(), Text.of(delivery.text()), delivery.by(), delivery.model()));
        record(new LabEvent.TurnConcluded(Outcomes.status(facts), Outcomes.naturalStatus(facts), delivery.status(),
                outcome, attempts, tokens, Duration.between(started, clock.now()).toMillis()));
        session.conclude(number, calls);
    }

    private long record(LabEvent event) { return session.record(number, event, cause); }

    private void streamed(String piece) { session.stream(number, piece); }

    @Override
    public void step(Step step) { record(new LabEvent.Recovering(step)); }

    @Override
    public void detected(Detection detection) {
        record(new LabEvent.Detected(detection));
        failing(detection.attempt());
    }

    @Override
    public void judged(Judgement judgement) { record(new LabEvent.Judged(judgement)); }

    @Override
    public void takenBack(int attempt) { session.withdraw(number).ifPresent(this::exposed); }

    private void exposed(String shown) { record(new LabEvent.Exposed(attempts, Text.of(shown))); }
}
