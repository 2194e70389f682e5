package dev.kintsugi.domain.people;

import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.domain.time.WaitReason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/// A person who acts by a script, on the clock of whoever asks: for scenarios and virtual time. Each thing asked takes the
/// next act. When the script is over, its person is silent. An act that does not answer what was asked counts as silence
/// too. Safe for many threads.
public final class ScriptedPeople implements People {
    private static final String NAME = "scripted person";

    private final Queue<Act> acts;

    public ScriptedPeople(List<Act> acts) { this.acts = new ArrayDeque<>(acts); }

    /// Goes on with these acts; what was left of the earlier ones is dropped.
    public void now(List<Act> next) {
        synchronized (acts) {
            acts.clear();
            acts.addAll(next);
        }
    }

    @Override
    public Approval approve(ApprovalRequest request, LabClock clock) {
        var act = next(request.patience(), clock);
        return switch (act.kind()) {
            case APPROVE -> Approval.approved(request, NAME);
            case EDIT -> Approval.edited(act.text(), NAME);
            case REJECT -> Approval.rejected(request, act.text(), NAME);
            case ANSWER, TAKE_OVER, HAND_BACK, CREDENTIAL, SILENT -> Approval.silent(request);
        };
    }

    @Override
    public Help help(Handoff handoff, LabClock clock, Consumer<String> taken) {
        var act = next(handoff.patience(), clock);
        return switch (act.kind()) {
            case ANSWER, TAKE_OVER -> {
                taken.accept(NAME);
                yield new Help.Answered(act.text(), NAME, act.kind() == Act.Kind.TAKE_OVER);
            }
            case HAND_BACK, CREDENTIAL -> {
                taken.accept(NAME);
                yield new Help.HandedBack(act.text(), NAME, act.kind() == Act.Kind.CREDENTIAL);
            }
            case APPROVE, EDIT, REJECT, SILENT -> new Help.Nobody();
        };
    }

    private Act next(Duration patience, LabClock clock) {
        Act act;
        synchronized (acts) {
            act = acts.poll();
        }
        if (act == null || act.kind() == Act.Kind.SILENT || act.after().compareTo(patience) >= 0) {
            clock.sleep(patience, WaitReason.PERSON);
            return new Act(Act.Kind.SILENT, patience, "");
        }
        clock.sleep(act.after(), WaitReason.PERSON);
        return act;
    }
}
