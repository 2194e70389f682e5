package dev.kintsugi.lab;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.store.SessionRow;
import dev.kintsugi.domain.store.SnapshotRow;
import dev.kintsugi.domain.store.StateStore;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.lab.log.Conversation;
import dev.kintsugi.lab.log.Folds;
import dev.kintsugi.lab.log.Projection;
import dev.kintsugi.report.story.SessionStory;
import dev.kintsugi.report.story.TurnStory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What stands of a session beside its log, all of it made from the log: its rows in the tables, its state and its
/// checkpoints. Writing belongs to the session's lane; reading is open to everybody.
final class SessionRows {
    private static final int TITLE = 60;

    private final SessionId id;
    private final SessionSpec spec;
    private final long ordinal;
    private final LabClock clock;
    private final Folds folds;
    private final StateStore states;
    private final LabSettings.Thresholds thresholds;
    private final List<SnapshotRow> snapshots = new ArrayList<>();

    SessionRows(SessionCore.Parts of, LabClock clock) {
        this.id = of.id();
        this.spec = of.spec();
        this.ordinal = of.drawKey();
        this.clock = clock;
        this.folds = of.folds();
        this.states = of.states();
        this.thresholds = of.thresholds();
    }

    /// The row of the session as it stands.
    SessionRow row() {
        return folds.story(s -> {
            var created = s.created().map(Instant::ofEpochMilli).orElseGet(clock::wall);
            return new SessionRow(id, ordinal, title(s), created, clock.wall(), s.size(), s.injectedTurns(),
                    s.count(Outcome.RECOVERED), s.open());
        });
    }

    private String title(SessionStory story) {
        if (!spec.scenario().isEmpty()) {
            return spec.scenario();
        }
        var text = story.size() == 0 ? "New session" : story.opening().value().strip();
        return text.length() <= TITLE ? text : text.substring(0, TITLE - 1).strip() + "…";
    }

    /// The rows of a concluded turn.
    ///
    /// @param calls how many calls it made on the wire
    Projection turn(TurnStory story, int calls) {
        var now = clock.wall();
        var metrics = new ArrayList<>(SystemMetrics.turn(thresholds, now, story.tokens(), calls));
        if (spec.virtual() == null) {
            metrics.addAll(SystemMetrics.process(thresholds, now));
        }
        return new Projection(row(), Projections.interaction(story, id.value(), remembered()),
                Projections.attempts(story), snapshots, metrics);
    }

    /// The rows of a concluded turn whose conversation the caller keeps.
    ///
    /// @param messages how many the conversation has
    Projection foreign(TurnStory story, int calls, int messages) {
        return new Projection(row(), Projections.interaction(story, id.value(), messages),
                Projections.attempts(story), List.of(),
                SystemMetrics.turn(thresholds, clock.wall(), story.tokens(), calls));
    }

    /// The same for one that one event tells.
    Projection served(int turn, LabEvent.CallServed call) {
        var now = clock.wall();
        return new Projection(row(), Projections.interaction(turn, call, now.minusMillis(call.tookMs()), id.value()),
                List.of(), List.of(), SystemMetrics.turn(thresholds, now, call.promptTokens(), 1));
    }

    private int remembered() { return folds.conversation(Conversation::size); }

    /// Once a turn is on disk: the state that stands after it, and a checkpoint when it was recovered.
    ///
    /// @param head the last sequence given out
    void remember(TurnStory story, long head) {
        snapshots.clear();
        if (story.failed()) {
            states.failed(id);
        }
        states.state(id, state());
        if (story.outcome() == Outcome.RECOVERED) {
            checkpoint("post_recovery", story.number(), head);
        }
    }

    /// Marks a position that the conversation can be taken back to.
    void checkpoint(String name, int turn, long head) {
        var snapshot = Projections.snapshot(name, head, remembered(), clock.now());
        snapshots.add(snapshot);
        states.checkpoint(id, name, Projections.checkpoint(snapshot, turn));
    }

    /// The session's state as the [StateStore] keeps it.
    String state() { return Projections.state(folds, states.failures(id)); }

    /// Writes the state that the log says, unless it stands there; what stood there.
    StateFound restoreState() {
        var wanted = state();
        var found = states.state(id)
                .map(kept -> kept.equals(wanted) ? StateFound.KEPT : StateFound.OTHER).orElse(StateFound.FORGOTTEN);
        if (found != StateFound.KEPT) {
            states.state(id, wanted);
        }
        return found;
    }
}
