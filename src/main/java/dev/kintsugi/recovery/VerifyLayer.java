package dev.kintsugi.recovery;

import dev.kintsugi.domain.model.AgentReply;
import dev.kintsugi.domain.recovery.Detection;
import dev.kintsugi.domain.recovery.Step;
import dev.kintsugi.recovery.detect.Detectors;
import dev.kintsugi.recovery.detect.LoopDetector;
import dev.kintsugi.recovery.detect.Observation;
import dev.kintsugi.recovery.detect.StallDetector;
import dev.kintsugi.recovery.policy.Pattern;
import java.util.List;

/// Reads each reply with the detectors. What they object to is not delivered: the agent is asked again with a changed
/// request that says why, and without the messages that went round in circles.
record VerifyLayer(Pattern.Verify settings, Memory memory, Layer next) implements Layer {
    @Override
    public Outcome ask(Ask ask, Run run) {
        var request = ask;
        for (int again = 0;; again++) {
            var outcome = next.ask(request, run);
            if (!(outcome instanceof Outcome.Answered answered)) {
                return outcome;
            }
            var found = found(answered, run);
            if (found.isEmpty()) {
                run.step(settings.name(), Step.Action.PASSED, "the reply passed its checks");
                return outcome;
            }
            flagged(answered, found, run);
            if (again >= settings.reasks() || !run.mayAskAgain(settings.name(), ask)) {
                run.step(settings.name(), Step.Action.GAVE_UP, "the reply is still in doubt");
                return new Outcome.Doubted(answered.reply(), answered.attempt(), answered.model(), found);
            }
            request = changed(ask, answered.reply(), found, run);
        }
    }

    /// A judge costs a call, so that it is asked only about what the detectors let pass.
    private List<Detection> found(Outcome.Answered answered, Run run) {
        var found = Detectors.check(observation(answered, run), answered.attempt());
        return found.isEmpty() && !settings.judge().isEmpty()
                ? new Judging(settings.judge()).check(answered, memory.today(), run).stream().toList()
                : found;
    }

    private Observation observation(Outcome.Answered answered, Run run) {
        var turn = run.turn();
        var reply = answered.reply();
        return new Observation(reply.text(), reply.finish(), turn.history(), memory.knowledge(turn.knowledge()),
                turn.evidence(), reply.tools(), memory.today());
    }

    private void flagged(Outcome.Answered answered, List<Detection> found, Run run) {
        run.takeBack(answered.attempt());
        for (var detection : found) {
            run.watcher().detected(detection);
            run.step(settings.name(), Step.Action.FLAGGED, detection.detector() + ": " + detection.reason().value());
        }
    }

    private Ask changed(Ask ask, AgentReply reply, List<Detection> found, Run run) {
        var request = ask.noting(Reproach.note(reply.text(), found));
        if (found.stream().anyMatch(d -> d.detector().equals(StallDetector.NAME))) {
            request = replanned(request, run);
        }
        if (found.stream().anyMatch(d -> d.detector().equals(LoopDetector.NAME))) {
            var clean = LoopDetector.without(ask.history(), reply.text());
            run.step(settings.name(), Step.Action.RESTORED, "takes " + (ask.history().size() - clean.size())
                    + " looping messages out of the history");
            request = request.on(clean);
        }
        run.step(settings.name(), Step.Action.TRIED_AGAIN, "asks again and says why");
        return request;
    }

    /// An agent that plans and plans is told to plan once more, within bounds, and to begin.
    private Ask replanned(Ask request, Run run) {
        run.step(settings.name(), Step.Action.TRIED_AGAIN, "sets a budget of " + settings.steps() + " steps");
        return request.on(memory.clean(request.history())).noting("You have a budget of " + settings.steps()
                + " steps. Make a new plan that fits into it, take the first step now, and say what came of it.");
    }
}
