package dev.kintsugi.cli;

import dev.kintsugi.domain.event.TurnStatus;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.FaultPlans;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.SessionSpec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The agent of a lab in this process, in virtual time.
record LabSubject(Lab lab) implements Subject {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    /// Only what is asked for touches its turns: chance, plans and a mode forced on all of them are left out.
    LabSubject {
        var settings = lab.settings();
        lab.change(settings.withFaults(settings.faults().withChaos(false)).withForced(null)
                .withPlans(FaultPlans.NONE));
    }

    @Override
    public String name() { return "the agent of this lab, in virtual time"; }

    @Override
    public int atOnce() { return 1; }

    @Override
    public Seen ask(String message, String mode) {
        var spec = SessionSpec.of(lab.settings()).withPolicy("none").virtual(START, "");
        var session = lab.begin(spec);
        try {
            var turn = Command.await(session.say(message, mode.isEmpty() ? null : FailureMode.of(mode)));
            return new Seen(wire(turn.status()), wire(turn.naturalStatus()), turn.natural().value(),
                    turn.observed().value(), turn.processingMs());
        } finally {
            lab.close(session.id());
        }
    }

    private static String wire(@Nullable TurnStatus status) { return status == null ? "" : status.wire(); }

    @Override
    public void close() { lab.close(); }
}
