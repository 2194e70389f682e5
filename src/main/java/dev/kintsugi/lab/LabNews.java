package dev.kintsugi.lab;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.store.StoreHealth;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.lab.scenario.PlaybackState;
import dev.kintsugi.report.story.Tally;
import dev.kintsugi.report.story.TurnStory;
import java.time.Duration;

/// What watchers of the lab are told. Immutable. Comes from the lab's threads, in order for each session.
public sealed interface LabNews {
    /// What happens within a turn, and often.
    sealed interface OfTurn extends LabNews {}

    /// A turn has a new event: the turn as it now stands, and the session's counts.
    record TurnChanged(SessionId session, TurnStory turn, Tally tally) implements OfTurn {}

    /// A reply grows: all of its text so far. Tentative while recovery may still take it back.
    record Streaming(SessionId session, int turn, int attempt, String text, boolean tentative) implements OfTurn {}

    /// What was streamed was taken back: recovery refused it or the attempt failed.
    record Withdrawn(SessionId session, int turn, int attempt) implements OfTurn {}

    /// The lab waits; a person may skip it.
    ///
    /// @param planned how long on the wall, if nobody skips it
    record Waiting(SessionId session, int turn, WaitReason reason, Duration planned) implements OfTurn {}

    /// A wait is over.
    record WaitOver(SessionId session, int turn) implements OfTurn {}

    /// A session was begun, reopened, deleted or changed its row in the list.
    record SessionsChanged() implements LabNews {}

    /// Settings changed, by whomever.
    record SettingsChanged(LabSettings settings) implements LabNews {}

    /// Settings hold, but could not be kept for the next start.
    record SettingsUnsaved(Problem why) implements LabNews {}

    /// A scenario's playback moved.
    record PlaybackMoved(PlaybackState state) implements LabNews {}

    /// The store works or does not.
    record StoreChanged(StoreHealth health) implements LabNews {}

    /// The store of session state works or does not. Turns go on without it.
    record StateChanged(StoreHealth health) implements LabNews {}
}
