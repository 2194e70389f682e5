package dev.kintsugi.recovery;

import dev.kintsugi.domain.error.ErrorTable;
import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.recovery.Step;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.recovery.policy.Durations;
import dev.kintsugi.recovery.policy.Pattern;

/// Waits until the model may be asked again, or says that it would take too long.
record RateLimiterLayer(Pattern.RateLimiter settings, Services services, Layer next) implements Layer {
    static final String NAME = "rate limiter";

    @Override
    public Outcome ask(Ask ask, Run run) {
        if (!admits(settings, services, ask.model(), ask, run)) {
            return new Outcome.Rejected(ErrorTable.error(wire(), run.context(ask.model(), "model")), NAME,
                    ask.model());
        }
        return next.ask(ask, run);
    }

    /// Whether the service may be called, after a wait when need be.
    static boolean admits(Pattern.RateLimiter settings, Services services, String service, Ask ask, Run run) {
        var most = Durations.shorter(settings.patience(), ask.deadline().remaining(run.clock()));
        var wait = services.allowance(settings, service).reserve(most);
        if (wait.isNegative()) {
            run.step(NAME, Step.Action.HELD_BACK, service + " was not asked: " + settings.calls() + " calls in "
                    + Durations.plain(settings.per()) + " are used up");
            return false;
        }
        if (wait.isPositive()) {
            run.step(NAME, Step.Action.WAITS, Durations.plain(wait) + " until " + service + " may be asked again");
            run.pause(wait, WaitReason.BACKOFF);
        }
        return true;
    }

    /// What a caller is told whose turn would come too late.
    static WireError wire() { return WireError.http(503, "", "limited_here", "Too many calls in this time."); }
}
