package dev.kintsugi.recovery;

import dev.kintsugi.domain.error.ErrorTable;
import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.recovery.Step;
import dev.kintsugi.recovery.policy.Durations;
import dev.kintsugi.recovery.policy.Pattern;
import java.util.List;

/// Asks a second time when the first answer is slow, and takes the one that comes first; the other is cancelled. What the
/// two say is held back until one has won. An attempt that acts on the world has no rival: it is not hedged any more, or
/// its rival is cancelled.
record HedgeLayer(Pattern.Hedge settings, Layer next) implements Layer {
    static final String NAME = "hedge";

    static final WireError NOT_SENT = WireError.http(503, "", "not_hedged", "No second request was sent.");

    @Override
    public Outcome ask(Ask ask, Run run) {
        run.beginRace();
        Outcome outcome;
        try {
            outcome = run.clock().race(List.of(() -> next.ask(ask, run), () -> second(ask, run)), settings.delay(),
                    o -> o instanceof Outcome.Answered answered && run.mayAct(answered.attempt()));
        } finally {
            run.endRace();
        }
        if (outcome instanceof Outcome.Answered answered) {
            run.letOut(answered.reply().text());
        }
        return outcome;
    }

    private Outcome second(Ask ask, Run run) {
        if (run.acts() || !run.mayAskAgain(settings.name(), ask)) {
            return new Outcome.Rejected(ErrorTable.error(NOT_SENT, run.context(ask.model(), "model")), settings.name(),
                    ask.model());
        }
        run.step(settings.name(), Step.Action.TRIED_AGAIN,
                "no answer after " + Durations.plain(settings.delay()) + ", asks a second time");
        return next.ask(ask, run);
    }
}
