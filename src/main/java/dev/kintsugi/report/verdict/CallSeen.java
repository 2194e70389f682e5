package dev.kintsugi.report.verdict;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.LabEvent;
import org.jspecify.annotations.Nullable;

/// A call and its answer. Immutable.
///
/// @param said       a hash of the last message it brought; 0 when that is not known
/// @param arrivedMs  wall time, milliseconds since 1970
/// @param answeredMs likewise; 0 while it is not answered
/// @param cutOff     whether the lab itself ended before its answer was whole
record CallSeen(SessionId session, int turn, LabEvent.CallArrived call, int said, long arrivedMs,
        LabEvent.@Nullable CallAnswered answer, long answeredMs, boolean cutOff) {
    static CallSeen arrived(SessionId session, int turn, LabEvent.CallArrived call, int said, long at) {
        return new CallSeen(session, turn, call, said, at, null, 0, false);
    }

    CallSeen answered(LabEvent.CallAnswered by, long at) {
        return new CallSeen(session, turn, call, said, arrivedMs, by, at, false);
    }

    CallSeen withCutOff() { return new CallSeen(session, turn, call, said, arrivedMs, answer, answeredMs, true); }

    Place place() { return new Place(session, turn); }

    /// What its conversation holds as the assistant's last word; empty also when it holds none.
    String word() {
        var last = call.lastAnswer();
        return last == null ? "" : last.value().strip();
    }

    /// Whether its conversation holds a last word of the assistant, and that says nothing.
    boolean holdsEmptyWord() { return call.lastAnswer() != null && word().isEmpty(); }

    boolean failed() { return answer != null && answer.ending().failed(); }

    boolean sound() { return answer != null && !answer.ending().failed(); }

    /// Whether it was answered soundly with this text.
    boolean said(String text) { return answer != null && sound() && answer.sent().value().strip().equals(text); }

    Evidence evidence(String what) { return new Evidence(call.request(), session.value(), turn, arrivedMs, what); }
}
