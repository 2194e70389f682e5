package dev.kintsugi.lab.relay;

import dev.kintsugi.agent.openai.ChatReply;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.domain.truth.Change;
import dev.kintsugi.lab.TurnPen;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes down how a call was answered, and with the last of its attempts the turn. For the session's lane.
///
/// @param beginning what is still to be told of its beginning
/// @param events    what happened on the way
/// @param natural   what the source said, absent where it said nothing
/// @param mended    how recovery ended, absent without one
record Concluding(Call call, LabClock clock, int attempt, List<LabEvent> beginning, List<LabEvent> events,
        @Nullable ChatReply natural, @Nullable Mended mended) {
    /// Throws a [Problem] when the turn's beginning is no longer in the session.
    void write(TurnPen pen, RelaySession in, OpenTurn mine, Shown shown) {
        if (!mine.standsIn(pen.life())) {
            in.closed(mine);
            throw new Problem("The call is not in the log",
                    "the session was loaded anew while it was answered, as another lab or a failing store had a part in it",
                    "Ask again");
        }
        var nowMs = clock.now().toEpochMilli();
        var served = served(mine, shown, nowMs - mine.startedMs);
        if (served != null) {
            in.closed(mine);
            pen.served(mine.number, served);
            return;
        }
        beginning.forEach(e -> pen.record(mine.number, e, 0));
        events.forEach(e -> pen.record(mine.number, e, 0));
        if (shown.disturbed()) {
            disturbed(pen, mine, shown, nowMs);
        }
        pen.record(mine.number, new LabEvent.CallAnswered(call.request(), attempt, shown.ending(), shown.status(),
                shown.retryAfterMs(), shown.mayRetry(), Text.of(shown.text())), 0);
        mine.lastMs = nowMs;
        mine.lastError = shown.text();
        if (shown.ending().failed()) {
            pen.commit(mine.number);
            mine.onDisk();
            return;
        }
        in.closed(mine);
        pen.conclude(mine.number, new TurnPen.End(mine.decision.injected().isPresent(), mine.faulted, mine.errors,
                Optional.ofNullable(mine.first), mended == null ? DeliveredStatus.REPLY : mended.status(), shown.text(),
                mended == null ? "attempt " + attempt : mended.by(), mine.model,
                mended == null ? attempt : mended.attempt(),
                mine.attempts, mine.tokens, call.messages().size(), nowMs - mine.startedMs));
    }

    /// The one event that tells of the whole turn, if nothing else is to be told of it.
    private LabEvent.@Nullable CallServed served(OpenTurn mine, Shown shown, long tookMs) {
        return beginning.size() == 3 && beginning.get(0) instanceof LabEvent.MessageReceived said
                && beginning.get(1) instanceof LabEvent.Decided decided
                && beginning.get(2) instanceof LabEvent.CallArrived arrived && events.size() == 1
                && events.getFirst() instanceof LabEvent.Attempted call && call.ok() && isWhole(shown)
                && shown.text().equals(call.reply().value()) && shown.text().equals(mine.first)
                        ? new LabEvent.CallServed(said, decided, arrived, call, tookMs)
                        : null;
    }

    private static boolean isWhole(Shown shown) {
        return shown.ending() == Ending.REPLY && shown.status() == 200 && shown.retryAfterMs() == 0
                && !shown.mayRetry() && !shown.disturbed();
    }

    private void disturbed(TurnPen pen, OpenTurn mine, Shown shown, long nowMs) {
        var ordered = Objects.requireNonNull(mine.ordered);
        mine.faulted.add(attempt);
        mine.orderedActedMs = mine.orderedActedMs < 0 ? nowMs : mine.orderedActedMs;
        var was = natural == null ? "" : natural.words();
        var changes = List.of(new Change(Change.Kind.WHOLE, Text.of(was), Text.of(shown.text())));
        pen.record(mine.number, new LabEvent.Injected(ordered.failure(), attempt, "model", Text.of(was),
                Text.of(shown.text()), "", changes, ordered.cure()), 0);
    }
}
