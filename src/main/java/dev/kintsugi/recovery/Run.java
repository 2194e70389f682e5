package dev.kintsugi.recovery;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.error.ErrorContext;
import dev.kintsugi.domain.model.AgentReply;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.recovery.Step;
import dev.kintsugi.domain.time.Deadline;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.domain.time.WaitReason;
import java.time.Duration;

/// One turn on its way through the layers: counts attempts and pauses, and says what happens. Used by one thread.
final class Run {
    private final RecoveryTurn turn;
    private final Policy policy;
    private final Attempt attempt;
    private final Watcher watcher;
    private final TokenSink sink;
    private final LabClock clock;
    private final Deadline limit;
    private final String agent;
    private final Escalation escalation;
    private final boolean tentative;
    private int attempts;
    private int shown;
    private boolean left;
    private Duration paused = Duration.ZERO;

    Run(RecoveryTurn turn, Policy policy, Attempt attempt, Watcher watcher, TokenSink sink, LabClock clock,
            String agent, Escalation escalation) {
        this.turn = turn;
        this.policy = policy;
        this.attempt = attempt;
        this.watcher = watcher;
        this.sink = sink;
        this.clock = clock;
        this.agent = agent;
        this.escalation = escalation;
        this.limit = policy.patterns().isEmpty() ? Deadline.NONE : Deadline.in(policy.limit(), clock);
        this.tentative = policy.has(Pattern.Verify.class);
    }

    RecoveryTurn turn() { return turn; }

    Deadline limit() { return limit; }

    int attempts() { return attempts; }

    Duration paused() { return paused; }

    Watcher watcher() { return watcher; }

    Escalation escalation() { return escalation; }

    AgentReply call(Ask ask) { return attempt.call(ask, sink == TokenSink.NONE ? sink : this::token); }

    int begin() {
        attempts++;
        if (tentative) {
            watcher.tentative(attempts);
        }
        return attempts;
    }

    private void token(String piece) {
        shown = attempts;
        left |= !tentative;
        sink.token(piece);
    }

    /// Tells the window to take back what it shows of this attempt, if it shows anything that can be taken back.
    void takeBack(int number) {
        if (tentative && shown == number) {
            shown = 0;
            watcher.takenBack(number);
        }
    }

    void pause(Duration wait, WaitReason reason) {
        paused = paused.plus(wait);
        clock.sleep(wait, reason);
    }

    /// Whether one more attempt is allowed; says why when it is not.
    boolean mayAskAgain(String pattern) {
        var why = left
                ? "part of the answer has already been sent, so nothing is asked again"
                : attempts >= policy.maxAttempts()
                        ? "this turn has used up its " + attempts + " attempts"
                        : limit.passed(clock) ? "this turn has used up its " + Durations.plain(policy.limit()) : "";
        if (!why.isEmpty()) {
            step(pattern, Step.Action.GAVE_UP, why);
        }
        return why.isEmpty();
    }

    void step(String pattern, Step.Action action, String note) {
        watcher.step(new Step(pattern, action, attempts, Text.of(note)));
    }

    ErrorContext context(String model) {
        return new ErrorContext(turn.turn().session(), agent, model, "model", turn.turn().number(),
                Math.max(0, attempts - 1));
    }
}
