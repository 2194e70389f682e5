package dev.kintsugi.recovery;

import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.model.Passage;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.recovery.Step;
import dev.kintsugi.recovery.detect.LoopDetector;
import dev.kintsugi.recovery.detect.Words;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Quotes the passage that the agent was given to know on the question, word for word, when nobody can be asked. It looks
/// things up and changes nothing, and says so. Not against a loop: there the question was already answered.
record ReadOnlyLayer(Layer next) implements Layer {
    private static final String NAME = "read only";
    private static final int AT_LEAST = 2;

    @Override
    public Outcome ask(Ask ask, Run run) {
        var outcome = next.ask(ask, run);
        return switch (outcome) {
            case Outcome.Answered _,Outcome.StoodIn _ -> outcome;
            case Outcome.Failed f -> instead(outcome, f.model(), f.error(), run);
            case Outcome.Rejected r -> instead(outcome, r.model(), r.error(), run);
            case Outcome.Doubted d ->
                d.flaggedBy(LoopDetector.NAME) ? outcome : instead(outcome, d.model(), null, run);
        };
    }

    private static Outcome instead(Outcome outcome, String model, @Nullable AgentError error, Run run) {
        var found = best(run.turn());
        if (found.isEmpty()) {
            run.step(NAME, Step.Action.HELD_BACK, "what is known says nothing on this question");
            return outcome;
        }
        var passage = found.get();
        run.step(NAME, Step.Action.FELL_BACK, "quotes \"" + passage.title() + "\"");
        return new Outcome.StoodIn(DeliveredStatus.MESSAGE,
                "I can only look things up at the moment, and nothing was changed. On \"" + passage.title()
                        + "\" it says: " + passage.text(),
                NAME, model, error);
    }

    private static Optional<Passage> best(RecoveryTurn turn) {
        var words = Words.telling(turn.question());
        return turn.knowledge().stream().filter(p -> shared(words, p) >= AT_LEAST)
                .max(Comparator.comparingLong((Passage p) -> shared(words, p))
                        .thenComparingDouble(p -> Words.alike(words, Words.telling(p.text()))));
    }

    private static long shared(Set<String> words, Passage passage) {
        var known = Words.telling(passage.title() + " " + passage.text());
        return words.stream().filter(known::contains).count();
    }
}
