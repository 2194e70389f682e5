package dev.kintsugi.lab.rescue;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.time.Deadline;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.domain.work.EffectState;
import dev.kintsugi.domain.work.Finding;
import dev.kintsugi.domain.work.Finding.Result;
import dev.kintsugi.domain.work.WorkflowState;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.Session;
import dev.kintsugi.lab.workflow.WorkflowStory;
import dev.kintsugi.lab.workflow.Workflows;
import java.util.List;

/// Lets a session's workflow go on, when it is known what it did so far and whoever it needs is there. For one thread.
///
/// @param clock by which it is waited for
record WorkflowPart(Lab lab, LabClock clock) {
    Finding look(Session session, List<Tool> tools, Deadline deadline) {
        var story = Workflows.of(session);
        if (story.isEmpty() || story.get().state().over()) {
            return found(Result.FINE,
                    story.map(s -> s.name() + " is over, it has " + s.words()).orElse("there is none"),
                    "");
        }
        if (story.get().definition().isEmpty()) {
            return found(Result.REMAINS,
                    story.get().name() + " was made by a program and is " + story.get().words(),
                    "Let the program resume it");
        }
        if (session.effects().stream().anyMatch(i -> i.state() == EffectState.UNKNOWN)) {
            return found(Result.REMAINS, story.get().name() + " is " + story.get().words()
                    + ", and does not go on before it is known what became of its effect",
                    "Tell what became of it: then the workflow goes on where it stopped");
        }
        if (!lab.desk().attended() && Workflows.needsPeople(story.get(), tools)) {
            return found(Result.REMAINS, story.get().name() + " is " + story.get().words()
                    + ": needs a person to go on, and nobody is there to be asked",
                    "Recover the session at a terminal, in the window, or while somebody sits at the desk");
        }
        return resumed(awaited(new Workflows(lab).resume(session.id(), tools), deadline));
    }

    /// A workflow that is still under way when the time is over is stopped; it goes on when the session is recovered again.
    private WorkflowStory awaited(Workflows.Running running, Deadline deadline) {
        var session = running.session();
        var time = session.patience();
        // In virtual time a workflow waits for nothing.
        while (session.spec().virtual() == null && !running.result().isDone()) {
            if (deadline.passed(time)) {
                session.stop();
                break;
            }
            clock.sleep(deadline.remaining(time), WaitReason.BACKOFF, running.result());
        }
        return running.result().join();
    }

    private static Finding resumed(WorkflowStory after) {
        var done = after.state() == WorkflowState.COMPLETED;
        return found(done ? Result.MENDED : Result.REMAINS,
                after.name() + " went on and " + (after.state().over() ? "has " : "is ") + after.words()
                        + (after.why().isEmpty() ? "" : ": " + after.why()),
                done
                        ? ""
                        : "See to what it says, then "
                                + (after.state().over() ? "run it anew" : "recover the session again"));
    }

    private static Finding found(Result result, String note, String todo) {
        return new Finding("workflow", result, Text.of(note), Text.of(todo));
    }
}
