package dev.kintsugi.recovery;

import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.error.RecoveryStrategy;
import dev.kintsugi.domain.recovery.Step;
import dev.kintsugi.recovery.policy.Pattern;
import java.util.List;

/// Asks the next model when one cannot answer or its answers do not hold. No model is asked twice, however the list
/// reads; and what another model shares, such as the credential, no other model cures.
record ModelFallbackLayer(Pattern.ModelFallback settings, ModelHealth health, Layer next) implements Layer {
    @Override
    public Outcome ask(Ask ask, Run run) {
        var models = health.order(settings.models().isEmpty() ? run.turn().models() : settings.models());
        skipped(ask.model(), models, run);
        var outcome = once(ask.of(models.getFirst()), run);
        for (var model : models.subList(1, models.size())) {
            if (!cures(outcome, run) || !run.mayAskAgain(settings.name(), ask)) {
                return outcome;
            }
            run.step(settings.name(), Step.Action.FELL_BACK, "asks " + model + " instead");
            outcome = once(ask.of(model), run);
        }
        exhausted(outcome, models, run);
        return outcome;
    }

    private void skipped(String preferred, List<String> models, Run run) {
        if (!health.well(preferred)) {
            run.step(settings.name(), Step.Action.FELL_BACK,
                    preferred + " failed several turns in a row, asks " + models.getFirst() + " first");
        }
    }

    private Outcome once(Ask ask, Run run) {
        var outcome = next.ask(ask, run);
        switch (outcome) {
            case Outcome.Answered _ -> health.answered(ask.model());
            case Outcome.Failed _,Outcome.Rejected _,Outcome.Doubted _ -> health.failed(ask.model());
            case Outcome.StoodIn _ -> {
            }
        }
        return outcome;
    }

    private boolean cures(Outcome outcome, Run run) {
        return switch (outcome) {
            case Outcome.Answered _,Outcome.StoodIn _ -> false;
            case Outcome.Doubted _ -> true;
            case Outcome.Rejected rejected -> cures(rejected.error(), run);
            case Outcome.Failed failed -> cures(failed.error(), run);
        };
    }

    private boolean cures(AgentError error, Run run) {
        var helps = error.strategies().contains(RecoveryStrategy.MODEL_FALLBACK);
        if (!helps) {
            run.step(settings.name(), Step.Action.HELD_BACK, "another model would fail in the same way");
        }
        return helps;
    }

    private void exhausted(Outcome outcome, List<String> models, Run run) {
        if (!(outcome instanceof Outcome.Answered)) {
            run.step(settings.name(), Step.Action.GAVE_UP,
                    models.size() == 1 ? "there is no other model" : "no model is left of " + models.size());
        }
    }
}
