package dev.kintsugi.recovery;

import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.error.RecoveryStrategy;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.recovery.Step;
import dev.kintsugi.recovery.policy.Pattern;
import java.util.List;

/// Asks again on a restored history: on the newest part of it when the whole was too large, or on the last good
/// position when what the agent said since then spoils its answers.
record CheckpointLayer(Pattern.Checkpoint settings, Memory memory, Layer next) implements Layer {
    @Override
    public Outcome ask(Ask ask, Run run) {
        var request = ask;
        var outcome = next.ask(request, run);
        for (int restored = 1; restored <= settings.restores(); restored++) {
            var history = restored(outcome, request.history(), restored);
            if (history.equals(request.history()) || !run.mayAskAgain(settings.name(), request)) {
                return outcome;
            }
            request = told(request, history, run);
            outcome = next.ask(request, run);
        }
        return outcome;
    }

    private List<Message> restored(Outcome outcome, List<Message> history, int time) {
        return switch (outcome) {
            case Outcome.Failed failed -> tooLarge(failed.error()) ? smaller(failed.error(), history, time) : history;
            case Outcome.Doubted _ -> memory.clean(history);
            case Outcome.Answered _,Outcome.Rejected _,Outcome.StoodIn _ -> history;
        };
    }

    private static boolean tooLarge(AgentError error) {
        return error.strategies().contains(RecoveryStrategy.CHECKPOINT_RESTORE)
                || error.strategies().contains(RecoveryStrategy.COMPACTION);
    }

    /// First what fits by the figures in the error, or half; when that was still too much, the user's message alone.
    private List<Message> smaller(AgentError error, List<Message> history, int time) {
        return time == settings.restores() && time > 1
                ? List.of(history.getLast())
                : Trimming.toFit(history, error.wire());
    }

    private Ask told(Ask request, List<Message> history, Run run) {
        var dropped = request.history().size() - history.size();
        run.step(settings.name(), Step.Action.RESTORED,
                "left out " + dropped + " earlier messages, kept " + history.size());
        return request.on(history).noting("To go on, " + dropped + " earlier messages of this conversation were left "
                + "out. If you miss something from them, ask for it.");
    }
}
