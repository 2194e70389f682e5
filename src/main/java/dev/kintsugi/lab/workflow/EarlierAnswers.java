package dev.kintsugi.lab.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.EventKinds;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.store.SessionRow;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.Session;
import dev.kintsugi.report.audit.LogReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What tools told this session and the workflows before it, as their logs say: it outlives a restart of the lab. In
/// virtual time a session knows of no other. Immutable.
record EarlierAnswers(Lab lab, Session session) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final EventKinds OPENED = EventKinds.of(LabEvent.SessionOpened.class);
    private static final EventKinds USED = EventKinds.of(LabEvent.ToolUsed.class);
    /// Sessions that are looked through at most, and turns that the session of a workflow has at most.
    private static final int SESSIONS = 100;
    private static final int TURNS = 20;

    /// An answer and how long ago it was given.
    record Earlier(String answer, Duration age) {}

    /// The latest answer of a tool to these arguments; empty when there is none that is young enough.
    Optional<Earlier> find(String tool, String arguments, Duration maxAge, Instant now) {
        var after = now.minus(maxAge);
        return sessions(after).map(id -> latest(id, tool, arguments)).flatMap(Optional::stream)
                .filter(e -> !Instant.ofEpochMilli(e.wall()).isBefore(after)).findFirst()
                .map(e -> new Earlier(((LabEvent.ToolUsed) e.event()).result().value(),
                        Duration.between(Instant.ofEpochMilli(e.wall()), now)));
    }

    private Stream<SessionId> sessions(Instant after) {
        var others = session.spec().virtual() != null
                ? Stream.<SessionId>empty()
                : lab.sessions().stream().filter(row -> row.turns() <= TURNS && !row.used().isBefore(after))
                        .map(SessionRow::id).filter(id -> !id.equals(session.id())).limit(SESSIONS);
        return Stream.concat(Stream.of(session.id()), others);
    }

    private Optional<Entry> latest(SessionId id, String tool, String arguments) {
        var search = new Search(tool, arguments);
        lab.lines(id, search::line);
        return Optional.ofNullable(search.found);
    }

    /// Looks through the log of one session: it counts when the same agent has its tools. For one thread.
    private final class Search {
        private final String tool;
        private final JsonNode arguments;
        private boolean ours;
        private @Nullable Entry found;

        Search(String tool, String arguments) {
            this.tool = tool;
            this.arguments = tree(arguments);
        }

        void line(String line) {
            if (OPENED.on(line)) {
                ours = LogReader.entry(line).event() instanceof LabEvent.SessionOpened opened
                        && opened.agent().equals(session.agentName());
            } else if (ours && USED.on(line)) {
                use(LogReader.entry(line));
            }
        }

        private void use(Entry entry) {
            if (entry.event() instanceof LabEvent.ToolUsed used && used.ok() && used.tool().equals(tool)
                    && tree(used.arguments().value()).equals(arguments)) {
                found = entry;
            }
        }

        private static JsonNode tree(String json) {
            try {
                return JSON.readTree(json);
            } catch (JsonProcessingException e) {
                return JSON.getNodeFactory().textNode(json);
            }
        }
    }
}
