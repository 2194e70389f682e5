package dev.kintsugi.workbench.shell;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.workbench.inspector.Lines;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The log's lines as they stand on disk, read again only when an event is asked for that was not there before.
final class LogLines implements Lines {
    private final Lab lab;
    private @Nullable SessionId session;
    private List<String> known = List.of();

    LogLines(Lab lab) { this.lab = lab; }

    @Override
    public Optional<String> line(Entry entry) {
        if (!entry.session().equals(session) || entry.sequence() > known.size()) {
            read(entry.session());
        }
        var at = (int) entry.sequence() - 1;
        return at >= 0 && at < known.size() ? Optional.of(known.get(at)) : Optional.empty();
    }

    private void read(SessionId id) {
        var lines = new ArrayList<String>();
        lab.lines(id, lines::add);
        session = id;
        known = lines;
    }
}
