package dev.kintsugi.recovery;

import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.recovery.Step;

/// Does not ask a model whose circuit is open. Only trouble of the service counts: a wrong credential, a bad request or
/// a rate limit says nothing about its health, a tool's trouble is the tool's, and a reply that detectors dislike is still
/// a reply.
record BreakerLayer(Breakers breakers, Sightings sightings, Layer next) implements Layer {
    static final String NAME = "breaker";

    @Override
    public Outcome ask(Ask ask, Run run) {
        var circuit = breakers.of(ask.model());
        var admitted = circuit.admit();
        sightings.look(ask.model(), circuit, run);
        return admitted == CircuitGate.REJECTED
                ? rejected(circuit, ask, run)
                : watched(circuit, admitted, ask, run);
    }

    private Outcome watched(CircuitGate circuit, int admitted, Ask ask, Run run) {
        var settled = false;
        try {
            var outcome = next.ask(ask, run);
            settled = settle(circuit, admitted, outcome);
            return outcome;
        } finally {
            if (!settled) {
                circuit.undecided(admitted);
            }
            sightings.look(ask.model(), circuit, run);
        }
    }

    private static boolean settle(CircuitGate circuit, int admitted, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered _,Outcome.Doubted _ -> {
                circuit.succeeded(admitted);
                yield true;
            }
            case Outcome.Failed failed when unwell(failed.error()) && onModel(failed.error()) -> {
                circuit.failed(failed.error());
                yield true;
            }
            case Outcome.Failed _,Outcome.Rejected _,Outcome.StoodIn _ -> false;
        };
    }

    private static boolean onModel(AgentError error) { return error.context().target().equals("model"); }

    /// Whether the error says something about the service's health.
    static boolean unwell(AgentError error) {
        return error.wire().canHeal() && error.wire().status() != 429 && error.wire().status() != 409;
    }

    private static Outcome rejected(CircuitGate circuit, Ask ask, Run run) {
        run.step(NAME, Step.Action.HELD_BACK, ask.model() + " was not asked: its circuit is open");
        return new Outcome.Rejected(why(circuit), NAME, ask.model());
    }

    static AgentError why(CircuitGate circuit) {
        var why = circuit.last();
        if (why == null) {
            throw new IllegalStateException("a circuit opened without an error");
        }
        return why;
    }
}
