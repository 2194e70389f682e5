package dev.kintsugi.recovery;

import dev.kintsugi.domain.error.ErrorTable;
import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.recovery.Step;
import dev.kintsugi.domain.time.Deadline;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.recovery.policy.Durations;
import dev.kintsugi.recovery.policy.Pattern;
import java.time.Duration;
import java.util.function.Function;

/// Lets an attempt through only when its model has a place free.
record BulkheadLayer(Pattern.Bulkhead settings, Function<String, Places> compartments, Layer next) implements Layer {
    static final String NAME = "bulkhead";

    @Override
    public Outcome ask(Ask ask, Run run) {
        var compartment = compartments.apply(ask.model());
        if (!enters(compartment, ask.model(), settings, ask.deadline(), run)) {
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

    /// Takes a place; says so when it has to wait for one.
    static boolean enters(Places places, String service, Pattern.Bulkhead settings, Deadline deadline,
            Run run) {
        var patience = patience(settings, deadline, run.clock());
        return places.enter(patience, run.clock(), () -> run.step(NAME, Step.Action.WAITS,
                "up to " + Durations.plain(patience) + " for a place at " + service));
    }

    private static Duration patience(Pattern.Bulkhead settings, Deadline deadline, LabClock clock) {
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
