package dev.kintsugi.recovery;

import dev.kintsugi.domain.chance.DrawKey;
import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.recovery.Step;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.recovery.policy.Durations;
import dev.kintsugi.recovery.policy.Pattern;
import java.time.Duration;

/// Tries again what can heal, after a pause that grows and is capped; never before the time that the provider asked for.
/// A pause that the turn cannot afford is not begun: what lies outside goes on at once.
record RetryLayer(Pattern.Retry settings, Draws draws, Layer next) implements Layer {
    /// Up to a quarter of a pause is taken off, so that many callers do not come back at the same moment.
    private static final int JITTER_PERCENT = 25;

    @Override
    public Outcome ask(Ask ask, Run run) {
        for (int made = 1;; made++) {
            var outcome = next.ask(ask, run);
            if (!(outcome instanceof Outcome.Failed failed) || !goesOn(failed, made, ask, run)) {
                return outcome;
            }
        }
    }

    private boolean goesOn(Outcome.Failed failed, int made, Ask ask, Run run) {
        var wire = failed.error().wire();
        if (!wire.canHeal()) {
            run.step(settings.name(), Step.Action.HELD_BACK,
                    "trying again would not help: this does not heal by itself");
            return false;
        }
        if (made >= settings.attempts()) {
            run.step(settings.name(), Step.Action.GAVE_UP, "all " + made + " attempts failed");
            return false;
        }
        return run.mayAskAgain(settings.name(), ask) && waits(wire, made, ask, run);
    }

    private boolean waits(WireError wire, int made, Ask ask, Run run) {
        var pause = pause(wire, made, run);
        if (run.paused().plus(pause).compareTo(settings.budget()) > 0
                || pause.compareTo(ask.deadline().remaining(run.clock())) >= 0) {
            run.step(settings.name(), Step.Action.GAVE_UP,
                    "a pause of " + Durations.plain(pause) + " is more than this turn can spend");
            return false;
        }
        run.step(settings.name(), Step.Action.WAITS,
                Durations.plain(pause) + (wire.retryAfter() == null ? "" : ", as the provider asked"));
        run.pause(pause, WaitReason.BACKOFF);
        run.step(settings.name(), Step.Action.TRIED_AGAIN, "try " + (made + 1) + " of " + settings.attempts());
        return true;
    }

    private Duration pause(WireError wire, int made, Run run) {
        var full = settings.pause(made).toMillis();
        var pause = Duration.ofMillis(full - jitter(full, run));
        var asked = wire.retryAfter();
        return asked != null && asked.compareTo(pause) > 0 ? asked : pause;
    }

    private long jitter(long full, Run run) {
        if (!settings.jitter()) {
            return 0;
        }
        var turn = run.turn();
        var key = new DrawKey(turn.drawKey(), turn.turn().number(), run.attempts(), "recovery.retry.jitter");
        return full * draws.below(key, JITTER_PERCENT * 100 + 1) / 10_000;
    }
}
