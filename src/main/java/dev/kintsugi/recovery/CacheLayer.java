package dev.kintsugi.recovery;

import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.recovery.Step;
import dev.kintsugi.recovery.detect.LoopDetector;
import dev.kintsugi.recovery.policy.Durations;
import org.jspecify.annotations.Nullable;

/// Keeps the replies that came, and gives one again, marked as old, when no new one can be had. Not against a loop: there
/// the old reply is the trouble.
record CacheLayer(ReplyCache cache, Layer next) implements Layer {
    static final String NAME = "cache";

    @Override
    public Outcome ask(Ask ask, Run run) {
        var outcome = next.ask(ask, run);
        return switch (outcome) {
            case Outcome.Answered answered -> answered(answered, run);
            case Outcome.Failed failed -> instead(outcome, failed.error(), run);
            case Outcome.Rejected rejected -> instead(outcome, rejected.error(), run);
            case Outcome.Doubted doubted ->
                doubted.flaggedBy(LoopDetector.NAME) ? outcome : instead(outcome, null, run);
            case Outcome.StoodIn _ -> outcome;
        };
    }

    /// A reply that rests on old readings says so, and is not kept as if it were new.
    private Outcome answered(Outcome.Answered answered, Run run) {
        var age = run.stale(answered.attempt());
        if (age.isEmpty()) {
            cache.keep(run.turn().question(), answered.reply());
            return answered;
        }
        return new Outcome.StoodIn(DeliveredStatus.STALE,
                "I can't look this up anew right now. What I say rests on what I looked up " + Durations.age(age.get())
                        + " ago: " + answered.reply().text(),
                NAME, answered.model(), null);
    }

    private Outcome instead(Outcome outcome, @Nullable AgentError error, Run run) {
        var found = cache.find(run.turn().question());
        if (found.isEmpty()) {
            run.step(NAME, Step.Action.HELD_BACK, "no earlier reply to this question is known");
            return outcome;
        }
        var old = found.get();
        var age = Durations.age(cache.age(old));
        run.step(NAME, Step.Action.FELL_BACK, "gives the reply of " + age + " ago");
        return new Outcome.StoodIn(DeliveredStatus.STALE,
                "I can't check this again right now. This is what I told you " + age + " ago: " + old.text(), NAME,
                old.model(), error);
    }
}
