package dev.kintsugi.lab;

import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.people.Approval;
import dev.kintsugi.domain.people.ApprovalRequest;
import dev.kintsugi.domain.people.Handoff;
import dev.kintsugi.domain.people.Help;
import dev.kintsugi.domain.people.People;
import dev.kintsugi.domain.time.Cancelled;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.domain.time.WaitReason;
import java.time.Duration;
import java.util.function.Consumer;

/// The people of a replay: they take the time and decide as the log says they did.
record FedPeople(Tape tape) implements People {
    @Override
    public Approval approve(ApprovalRequest request, LabClock clock) {
        pass(clock);
        return tape.nextEvent() instanceof LabEvent.ApprovalGiven given
                ? new Approval(given.verdict(), given.arguments().value(), given.why().value(), given.by())
                : Approval.silent(request);
    }

    @Override
    public Help help(Handoff handoff, LabClock clock, Consumer<String> taken) {
        pass(clock);
        if (tape.nextEvent() instanceof LabEvent.HandoffTaken e) {
            taken.accept(e.by());
            pass(clock);
        }
        return switch (tape.nextEvent()) {
            case LabEvent.HumanAnswered e -> new Help.Answered(e.answer().value(), e.by(), e.stays());
            case LabEvent.HandedBack e -> new Help.HandedBack(e.note().value(), e.by(), e.freshCredential());
            case null, default -> new Help.Nobody();
        };
    }

    /// Lets the time pass that people took.
    private void pass(LabClock clock) {
        while (tape.nextEvent() instanceof LabEvent.Paused paused && paused.reason() == WaitReason.PERSON) {
            clock.sleep(Duration.ofMillis(Math.max(1, paused.plannedMs())), WaitReason.PERSON);
        }
        clock.look();
        if (tape.stoppedHere()) {
            throw new Cancelled();
        }
    }
}
