package dev.kintsugi.workbench.shell;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.workbench.inspector.Lines;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The log's lines as they stand on disk. The batch read last is kept: who looks at an event looks at its turn.
final class LogLines implements Lines {
    private final Lab lab;
    private @Nullable SessionId session;
    private long after;
    private List<String> known = List.of();

    LogLines(Lab lab) { this.lab = lab; }

    @Override
    public Optional<String> line(Entry entry) {
        if (!entry.session().equals(session) || entry.sequence() <= after
                || entry.sequence() > after + known.size()) {
            session = entry.session();
            after = entry.sequence() - 1;
            known = lab.batch(session, after);
        }
        return known.stream().skip(entry.sequence() - after - 1).findFirst();
    }
}
