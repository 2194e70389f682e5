package dev.kintsugi.lab;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.lab.log.Folds;
import dev.kintsugi.report.audit.LogReader;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// The log of a session as its store has it, folded while it is read. One that was altered, so that it cannot be read or
/// does not fit together, is refused with a [Problem]. For one thread.
final class StoredLog {
    private final Folds folds;
    private @Nullable LabEvent first;
    private int lines;

    /// @param keeps as in [SessionSpec]
    StoredLog(SessionId id, Journal journal, int keeps) {
        this.folds = new Folds(keeps);
        journal.lines(id, 0, line -> {
            lines++;
            try {
                take(line);
            } catch (IllegalArgumentException | IllegalStateException | NoSuchElementException e) {
                throw new Problem("The log of session '" + id + "' is damaged",
                        "line " + lines + " cannot be read, or does not fit to those before it",
                        "Compare it with an export that was kept elsewhere, and go on in a new session", e);
            }
        });
    }

    private void take(String line) {
        var entry = LogReader.entry(line);
        if (entry.sequence() != lines) {
            throw new IllegalArgumentException("event " + entry.sequence() + " stands in the place of " + lines);
        }
        first = first == null ? entry.event() : first;
        folds.add(entry);
    }

    /// Its first event; absent when there is none.
    @Nullable
    LabEvent first() { return first; }

    /// All that the session knows of itself.
    Folds folds() { return folds; }
}
