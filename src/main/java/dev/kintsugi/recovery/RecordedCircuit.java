package dev.kintsugi.recovery;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.error.ErrorContext;
import dev.kintsugi.domain.error.ErrorTable;
import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.recovery.Step;
import dev.kintsugi.recovery.policy.Pattern;

/// A shared circuit as a session wrote down that it met it: opened and closed by sessions that are not there any more. Used
/// by the thread that delivers.
final class RecordedCircuit implements CircuitGate {
    private final String service;
    private final Pattern.Breaker settings;
    private final SharedPast past;
    private Circuit.State state = Circuit.State.CLOSED;

    RecordedCircuit(String service, Pattern.Breaker settings, SharedPast past) {
        this.service = service;
        this.settings = settings;
        this.past = past;
    }

    /// A change is written down before the rejection that it brings.
    @Override
    public int admit() {
        var next = past.step(0).filter(this::change).isPresent() ? past.step(1) : past.step(0);
        return next.filter(this::rejection).isPresent() ? REJECTED : 0;
    }

    private boolean rejection(Step step) {
        return step.pattern().equals(BreakerLayer.NAME) && step.action() == Step.Action.HELD_BACK
                && step.note().value().startsWith(service + " ");
    }

    private boolean change(Step step) {
        return step.pattern().equals(BreakerLayer.NAME) && step.action() == Step.Action.CIRCUIT
                && step.note().value().startsWith(service + ": ");
    }

    @Override
    public Circuit.State state() {
        past.step(0).filter(this::change).map(s -> s.note().value()).ifPresent(note -> {
            for (var each : Circuit.State.values()) {
                if (note.contains(" to " + each.words())) {
                    state = each;
                }
            }
        });
        return state;
    }

    @Override
    public void succeeded(int admitted) {
        // the log knows what came of it
    }

    @Override
    public void failed(AgentError error) {
        // the log knows what came of it
    }

    @Override
    public void undecided(int admitted) {
        // the log knows what came of it
    }

    @Override
    public AgentError last() { return open(service); }

    /// What a session is told whose call a shared circuit held back.
    static AgentError open(String service) {
        return ErrorTable.error(WireError.http(503, "", "circuit_open", service + " keeps failing and is left alone."),
                new ErrorContext(new SessionId("shared"), "", service, "model", 0, 0));
    }

    @Override
    public Circuit shown() { return new Circuit(service, state, 0, settings.failures(), 0, null); }
}
