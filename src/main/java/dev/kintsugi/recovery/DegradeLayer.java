package dev.kintsugi.recovery;

import dev.kintsugi.domain.chance.DrawKey;
import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.recovery.Step;
import org.jspecify.annotations.Nullable;

/// Says in plain words that it did not work: never an error code, never a stack trace, and never "try again" where
/// trying again cannot help.
record DegradeLayer(GracefulMessages messages, Draws draws, Layer next) implements Layer {
    private static final String NAME = "degrade";

    @Override
    public Outcome ask(Ask ask, Run run) {
        var outcome = next.ask(ask, run);
        return switch (outcome) {
            case Outcome.Answered _,Outcome.StoodIn _ -> outcome;
            case Outcome.Failed f -> message(MessageKind.of(f.error()), f.model(), f.error(), run);
            case Outcome.Rejected r -> message(MessageKind.SERVICE_UNAVAILABLE, r.model(), r.error(), run);
            case Outcome.Doubted d -> message(MessageKind.of(d), d.model(), null, run);
        };
    }

    private Outcome message(MessageKind kind, String model, @Nullable AgentError error, Run run) {
        var turn = run.turn();
        var key = new DrawKey(turn.drawKey(), turn.turn().number(), 0, "recovery.degrade." + kind.wire());
        run.step(NAME, Step.Action.FELL_BACK, "gives a message: " + kind.wire().replace('_', ' '));
        return new Outcome.StoodIn(DeliveredStatus.MESSAGE, draws.pick(key, messages.of(kind)), NAME, model, error);
    }
}
