package dev.kintsugi.report.verdict;

import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.domain.event.LabEvent;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/// Judges the attempts of one turn by their number and their pauses. Stateless.
///
/// A pause is counted from the answer to the next arrival. A client that takes some chance off its pause is not accused:
/// a twentieth and 50 ms are forgiven where a wait was asked for, and only pauses below 100 ms, two in a row, count as
/// none, and that only of a caller most of whose pauses are so short; six attempts in 10 s are a storm only when no pause
/// between them came to a second. Whether an error may be tried again is judged by what stands on the wire: a 500 may,
/// even one that would not have healed. Of a caller that left and is told of only when the next attempt has arrived no pause
/// is known.
final class Attempts {
    private static final long FORGIVEN_MS = 50;
    private static final int FORGIVEN_SHARE = 20;
    private static final long NO_PAUSE_MS = 100;
    private static final int STORM = 10;
    private static final int QUICK_STORM = 6;
    private static final long QUICK_MS = 10_000;
    private static final long CALM_MS = 1_000;
    private static final int SERVER_ERROR = 500;

    private Attempts() {}

    /// @param over whether the turn is concluded, so that no further attempt can come
    /// @param models what the caller asked in the session
    /// @param crowd  the questions whose pauses nobody can tell
    /// @param used   the requests whose bad answers it used: whoever does has not given up
    static void judge(List<CallSeen> attempts, boolean over, Models models, Crowd crowd, Set<String> used,
            Found found) {
        if (!crowd.holds(attempts.getFirst())) {
            pauses(attempts, found);
            storm(attempts, found);
        }
        if (over && !used.contains(attempts.getLast().call().request())) {
            gaveUp(attempts, models, found);
        }
    }

    private static void pauses(List<CallSeen> attempts, Found found) {
        var quick = 0;
        for (var i = 1; i < attempts.size(); i++) {
            var before = attempts.get(i - 1);
            var now = attempts.get(i);
            if (!before.failed()) {
                continue;
            }
            var answer = Objects.requireNonNull(before.answer());
            if (answer.ending() == Ending.LEFT && now.arrivedMs() <= before.answeredMs()) {
                quick = 0;
                continue;
            }
            var pause = Math.max(0, now.arrivedMs() - before.answeredMs());
            pair(now, answer, pause, found);
            var own = mayRetry(answer) && answer.retryAfterMs() == 0;
            if (own) {
                found.pause(pause < NO_PAUSE_MS);
            }
            quick = own && pause < NO_PAUSE_MS ? quick + 1 : 0;
            if (quick == 2) {
                found.note(Habit.NO_BACKOFF, now, "attempt " + (i + 1) + " came " + pause
                        + " ms after the failure before it, the second in a row below " + NO_PAUSE_MS + " ms");
            }
        }
    }

    private static boolean mayRetry(LabEvent.CallAnswered answer) {
        return answer.mayRetry() || answer.status() >= SERVER_ERROR;
    }

    private static void pair(CallSeen now, LabEvent.CallAnswered answer, long pause, Found found) {
        if (!mayRetry(answer)) {
            found.note(Habit.RETRIED_IN_VAIN, now, "sent again after status " + answer.status() + ": "
                    + shortened(answer.sent().value()));
        } else if (pause < answer.retryAfterMs() - answer.retryAfterMs() / FORGIVEN_SHARE - FORGIVEN_MS) {
            found.note(Habit.TOO_EARLY, now, "came after " + pause + " ms, was asked to wait "
                    + answer.retryAfterMs() + " ms");
        }
    }

    private static void storm(List<CallSeen> attempts, Found found) {
        if (attempts.isEmpty()) {
            return;
        }
        var took = attempts.getLast().arrivedMs() - attempts.getFirst().arrivedMs();
        if (attempts.size() > STORM || attempts.size() >= QUICK_STORM && took < QUICK_MS && !paused(attempts)) {
            found.note(Habit.RETRY_STORM, attempts.getLast(), attempts.size() + " attempts in " + took + " ms");
        }
    }

    private static boolean paused(List<CallSeen> attempts) {
        for (var i = 1; i < attempts.size(); i++) {
            if (attempts.get(i).arrivedMs() - attempts.get(i - 1).answeredMs() >= CALM_MS) {
                return true;
            }
        }
        return false;
    }

    /// Only what a fresh attempt mends, and only when there was not even a second one, nor a question to another model.
    private static void gaveUp(List<CallSeen> attempts, Models models, Found found) {
        var last = attempts.getLast();
        if (attempts.size() > 1 || !last.failed()) {
            return;
        }
        var answer = Objects.requireNonNull(last.answer());
        if (answer.mayRetry() && answer.ending() != Ending.LEFT && !models.askedAnother(last)) {
            found.note(Habit.GAVE_UP, last, "one attempt, which ended with "
                    + (answer.ending() == Ending.ERROR
                            ? "status " + answer.status()
                            : answer.ending().name().toLowerCase(Locale.ROOT)));
        }
    }

    static String shortened(String text) { return text.length() > 80 ? text.substring(0, 80) + "…" : text; }
}
