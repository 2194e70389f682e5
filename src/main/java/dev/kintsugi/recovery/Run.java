package dev.kintsugi.recovery;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.error.ErrorContext;
import dev.kintsugi.domain.model.AgentReply;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.recovery.Step;
import dev.kintsugi.domain.time.Deadline;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.recovery.policy.Durations;
import dev.kintsugi.recovery.policy.Policy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One turn on its way through the layers: counts attempts and pauses, and says what happens. Used by one thread, and
/// while two attempts race each other by two.
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
    private final @Nullable Judge judge;
    private final boolean tentative;
    private final Bucket bucket;
    private int attempts;
    private int shown;
    private int acting;
    private boolean left;
    private boolean racing;
    private Duration paused = Duration.ZERO;
    private final Map<Integer, Duration> stale = new HashMap<>();

    Run(RecoveryTurn turn, Policy policy, Attempt attempt, Watcher watcher, TokenSink sink, LabClock clock,
            String agent, Bucket bucket, Escalation escalation, @Nullable Judge judge) {
        this.turn = turn;
        this.policy = policy;
        this.attempt = attempt;
        this.watcher = watcher;
        this.sink = sink;
        this.clock = clock;
        this.agent = agent;
        this.escalation = escalation;
        this.judge = judge;
        this.limit = policy.patterns().isEmpty()
                ? turn.deadline()
                : Deadline.in(policy.limit(), clock).nearer(turn.deadline());
        this.tentative = policy.verifies();
        this.bucket = bucket;
        bucket.turn();
    }

    RecoveryTurn turn() { return turn; }

    Deadline limit() { return limit; }

    /// The clock it waits by.
    LabClock clock() { return clock; }

    synchronized int attempts() { return attempts; }

    synchronized Duration paused() { return paused; }

    Watcher watcher() { return watcher; }

    /// An attempt rests on a reading that is so old; the oldest counts.
    synchronized void stale(int attempt, Duration age) {
        stale.merge(attempt, age, (a, b) -> a.compareTo(b) > 0 ? a : b);
    }

    /// How old the oldest reading is that an attempt rests on; empty when all are new.
    synchronized Optional<Duration> stale(int attempt) { return Optional.ofNullable(stale.get(attempt)); }

    Escalation escalation() { return escalation; }

    /// Absent when there is no model that could be asked.
    @Nullable
    Judge judge() { return judge; }

    /// So long from now, but not beyond the turn's limit.
    Deadline within(Duration patience) { return Deadline.in(patience, clock).nearer(limit); }

    AgentReply call(Ask ask) { return attempt.call(ask, sink == TokenSink.NONE || racing() ? TokenSink.NONE : sink()); }

    private TokenSink sink() { return this::token; }

    /// The number of the attempt that begins now; 0 when another one of the same race has just used up the last.
    synchronized int begin() {
        if (racing && attempts > 0 && (attempts >= policy.maxAttempts() || !bucket.has())) {
            return 0;
        }
        if (attempts > 0) {
            bucket.take();
        }
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

    /// Two attempts may race from here on: what they say is held back until one has won.
    synchronized void beginRace() { racing = true; }

    private synchronized boolean racing() { return racing; }

    /// Lets the text of an attempt out that was held back while it raced.
    void letOut(String text) {
        if (sink != TokenSink.NONE && !text.isEmpty()) {
            token(text);
        }
    }

    /// Whether this attempt may act on the world: always, but of two that race only the first that wants to. To win a race
    /// is to be the first, too: nobody is cancelled in the middle of an act.
    synchronized boolean mayAct(int number) {
        if (racing && acting == 0) {
            acting = number;
        }
        return !racing || acting == number;
    }

    /// Whether an attempt of this race has begun to act on the world, so that no other may.
    synchronized boolean acts() { return acting != 0; }

    synchronized void endRace() {
        racing = false;
        acting = 0;
    }

    /// Tells the window to take back what it shows of this attempt, if it shows anything that can be taken back.
    void takeBack(int number) {
        if (tentative && shown == number) {
            shown = 0;
            watcher.takenBack(number);
        }
    }

    void pause(Duration wait, WaitReason reason) {
        synchronized (this) {
            paused = paused.plus(wait);
        }
        clock.sleep(wait, reason);
    }

    /// Whether one more attempt is allowed; says why when it is not.
    boolean mayAskAgain(String pattern, Ask ask) {
        var why = refusal(ask);
        if (!why.isEmpty()) {
            step(pattern, Step.Action.GAVE_UP, why);
        }
        return why.isEmpty();
    }

    private synchronized String refusal(Ask ask) {
        if (left) {
            return "part of the answer has already been sent, so nothing is asked again";
        }
        if (attempts >= policy.maxAttempts()) {
            return "this turn has used up its " + attempts + " attempts";
        }
        if (limit.passed(clock)) {
            return "this turn has used up its " + Durations.plain(policy.limit());
        }
        if (ask.deadline().passed(clock)) {
            return "the time for this answer is over";
        }
        return bucket.has() ? "" : "this session has used up its budget of extra attempts";
    }

    void step(String pattern, Step.Action action, String note) {
        watcher.step(new Step(pattern, action, attempts(), Text.of(note)));
    }

    ErrorContext context(String model, String target) {
        return new ErrorContext(turn.turn().session(), agent, model, target, turn.turn().number(),
                Math.max(0, attempts() - 1));
    }
}
