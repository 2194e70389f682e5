package dev.kintsugi.report.recovery;

import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.recovery.Step;
import java.util.Optional;
import java.util.regex.Pattern;

/// A circuit breaker went from one state to another, as a session saw it. Immutable.
///
/// @param service whose calls pass through it: a model or a tool
/// @param from    `closed`, `open` or `half-open`
/// @param to      the same
/// @param shared  whether other sessions use it too, so that the change may be their doing
/// @param labMs   lab time, milliseconds since 1970
public record CircuitChange(String service, String from, String to, boolean shared, int turn, long labMs) {
    private static final Pattern NOTE = Pattern
            .compile("(.*): (closed|open|half-open) to (closed|open|half-open)( \\(shared\\))?");

    /// What the event tells of a circuit; empty for every other event, and for one whose words were taken out.
    public static Optional<CircuitChange> of(Entry entry) {
        if (!(entry.event() instanceof LabEvent.Recovering e) || e.step().action() != Step.Action.CIRCUIT) {
            return Optional.empty();
        }
        var note = NOTE.matcher(e.step().note().value());
        return note.matches()
                ? Optional.of(new CircuitChange(note.group(1), note.group(2), note.group(3), note.group(4) != null,
                        entry.turn(), entry.lab()))
                : Optional.empty();
    }
}
