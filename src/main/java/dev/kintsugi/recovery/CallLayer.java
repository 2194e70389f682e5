package dev.kintsugi.recovery;

import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.error.ErrorTable;
import dev.kintsugi.domain.recovery.Step;

/// The innermost layer: makes one attempt and says how it went.
enum CallLayer implements Layer {
    INSTANCE;

    @Override
    public Outcome ask(Ask ask, Run run) {
        var number = run.begin();
        if (number == 0) {
            return new Outcome.Rejected(ErrorTable.error(HedgeLayer.NOT_SENT, run.context(ask.model(), "model")),
                    HedgeLayer.NAME, ask.model());
        }
        try {
            return new Outcome.Answered(run.call(ask.numbered(number)), number, ask.model());
        } catch (HeldBack e) {
            run.takeBack(number);
            return new Outcome.Rejected(e.error(), e.by(), ask.model());
        } catch (AgentError e) {
            run.takeBack(number);
            run.step("call", Step.Action.SAW_ERROR, ErrorWords.plain(e));
            return new Outcome.Failed(e, number, ask.model());
        }
    }
}
