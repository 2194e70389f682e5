package dev.kintsugi.recovery;

import dev.kintsugi.domain.error.ErrorTable;
import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.recovery.Step;
import dev.kintsugi.domain.time.Deadline;
import dev.kintsugi.domain.time.LabClock;
import java.time.Duration;
import java.util.Map;

/// Lets an attempt through only when its model has a place free.
record BulkheadLayer(Pattern.Bulkhead settings, Map<String, Compartment> compartments, LabClock clock,
        Layer next) implements Layer {
    static final String NAME = "bulkhead";

    @Override
    public Outcome ask(Ask ask, Run run) {
        var compartment = Services.compartment(compartments, settings, ask.model());
        if (!compartment.enter(patience(settings, ask.deadline(), clock))) {
            run.step(NAME, Step.Action.HELD_BACK, full(ask.model(), settings));
            return new Outcome.Rejected(ErrorTable.error(wire(), run.context(ask.model(), "model")), NAME,
                    ask.model());
        }
        try {
            return next.ask(ask, run);
        } finally {
            compartment.leave();
        }
    }

    static Duration patience(Pattern.Bulkhead settings, Deadline deadline, LabClock clock) {
        return settings.patience().isZero()
                ? Duration.ZERO
                : Durations.shorter(settings.patience(), deadline.remaining(clock));
    }

    static String full(String service, Pattern.Bulkhead settings) {
        return service + " was not asked: all its " + settings.capacity() + " places are taken";
    }

    /// What a caller is told who found no place.
    static WireError wire() { return WireError.http(503, "", "bulkhead_full", "Too many calls are under way."); }
}
