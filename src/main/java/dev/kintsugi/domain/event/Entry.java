package dev.kintsugi.domain.event;

import dev.kintsugi.domain.SessionId;
import java.util.ArrayList;
import java.util.List;

/// An event with its address. Immutable.
///
/// @param turn     the turn it belongs to, 0 outside turns
/// @param sequence its place in the session, from 1, without gaps
/// @param lab      lab time, milliseconds since 1970
/// @param wall     wall time, milliseconds since 1970
/// @param cause    the sequence of the event that led to it, 0 for none
public record Entry(SessionId session, int turn, long sequence, long lab, long wall, long cause, LabEvent event) {
    /// What it stands for, at the same place of the log: of a call that was served, the events that tell of other calls
    /// one by one; of all else, itself.
    public List<Entry> parts() {
        if (!(event instanceof LabEvent.CallServed call)) {
            return List.of(this);
        }
        var parts = new ArrayList<Entry>();
        call.arrival().forEach(part -> parts.add(at(part, call.tookMs())));
        call.answer().forEach(part -> parts.add(at(part, 0)));
        return parts;
    }

    private Entry at(LabEvent part, long earlierMs) {
        return new Entry(session, turn, sequence, lab - earlierMs, wall - earlierMs, cause, part);
    }
}
