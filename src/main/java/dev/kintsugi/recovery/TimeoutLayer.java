package dev.kintsugi.recovery;

import dev.kintsugi.domain.error.ErrorTable;
import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.recovery.Step;
import dev.kintsugi.domain.time.Deadline;
import dev.kintsugi.recovery.policy.Durations;
import dev.kintsugi.recovery.policy.Pattern;

/// Gives each call a deadline, never later than the one it was given, and does not take an answer that comes after it.
record TimeoutLayer(Pattern.Timeout settings, Layer next) implements Layer {
    @Override
    public Outcome ask(Ask ask, Run run) {
        var timed = ask.by(Deadline.in(settings.perCall(), run.clock()));
        var outcome = next.ask(timed, run);
        return outcome instanceof Outcome.Answered late && run.clock().now().isAfter(timed.deadline().at())
                ? tooLate(late, run)
                : outcome;
    }

    private Outcome tooLate(Outcome.Answered late, Run run) {
        run.takeBack(late.attempt());
        run.step(settings.name(), Step.Action.SAW_ERROR,
                "the answer came after its deadline of " + Durations.plain(settings.perCall()));
        var wire = WireError.of(WireFault.READ_TIMEOUT, "no answer within " + settings.perCall().toMillis() + " ms");
        return new Outcome.Failed(ErrorTable.error(wire, run.context(late.model(), "model")), late.attempt(),
                late.model());
    }
}
