package dev.kintsugi.store;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Copies the readable rows of a damaged database into a fresh one. Used once, by one thread.
///
/// A session goes up to its first gap: sequence and head are taken from the log itself, which is the truth, and its
/// place in the list is rebuilt when that row is lost.
final class RowsSaved {
    private static final Pattern WALL = Pattern.compile("\"wall\":(\\d+)");
    private static final int SPARE = 1000;
    private static final List<String> PROJECTIONS = List.of("agent_interactions", "recovery_attempts",
            "agent_state_snapshots", "system_metrics");

    private final @Nullable Handle from;
    private final Handle to;
    private final Path rest;
    private final Map<String, Map<String, Object>> sessions = new HashMap<>();
    private final Map<String, List<Map<String, Object>>> log = new LinkedHashMap<>();
    private long lines;
    private long apart;

    private RowsSaved(@Nullable Handle from, Handle to, Path rest) {
        this.from = from;
        this.to = to;
        this.rest = rest;
    }

    /// Copies all tables of a wreck; where the log has holes, lines cut out of the raw file fill them.
    static Salvage.Saved of(Handle wreck, Path file, Handle to, Path rest) throws IOException {
        var saved = new RowsSaved(wreck, to, rest);
        new Piecewise(wreck, "sessions").rows(row -> saved.sessions.put(text(row, "id"), row));
        var events = new Piecewise(wreck, "event_log");
        events.rows(row -> saved.logged(text(row, "session_id"), row));
        if (events.damaged()) {
            saved.fill(Carving.of(file));
        }
        return saved.save();
    }

    /// Writes lines that were found without their tables.
    static Salvage.Saved of(Path file, Handle to, Path rest) throws IOException {
        var saved = new RowsSaved(null, to, rest);
        saved.fill(Carving.of(file));
        return saved.save();
    }

    private void fill(Map<String, TreeMap<Long, LogLine>> lines) {
        lines.forEach((session, found) -> {
            log.getOrDefault(session, List.of()).forEach(row -> found
                    .subMap(number(row, "first_sequence"), true, number(row, "last_sequence"), true).clear());
            found.values().forEach(line -> logged(session, row(line)));
        });
    }

    private static Map<String, Object> row(LogLine line) {
        var row = new LinkedHashMap<String, Object>();
        row.put("session_id", line.session());
        row.put("first_sequence", line.sequence());
        row.put("last_sequence", line.sequence());
        row.put("turn", line.turn());
        row.put("head", line.hash());
        row.put("lines", line.text());
        return row;
    }

    private void logged(String session, Map<String, Object> row) {
        log.computeIfAbsent(session, _ -> new ArrayList<>()).add(row);
    }

    private Salvage.Saved save() {
        var saved = to.inTransaction(_ -> write());
        PROJECTIONS.forEach(this::followOn);
        return saved;
    }

    private Salvage.Saved write() {
        var saved = 0;
        for (var session : log.entrySet()) {
            session.getValue().sort(Comparator.comparingLong(row -> number(row, "first_sequence")));
            saved += session(session.getKey(), session.getValue()) ? 1 : 0;
        }
        if (from != null) {
            projections(from);
            TurnCounts.recount(to);
        }
        counter(from);
        return new Salvage.Saved(saved, lines, apart, rest);
    }

    private boolean session(String id, List<Map<String, Object>> rows) {
        var whole = new ArrayList<Map<String, Object>>();
        var next = 1L;
        for (var row : rows) {
            if (number(row, "first_sequence") == next) {
                whole.add(row);
                next = number(row, "last_sequence") + 1;
            } else if (number(row, "first_sequence") > next) {
                setApart(text(row, "lines"));
            }
        }
        if (!whole.isEmpty()) {
            insert("sessions", listed(id, whole.getFirst(), whole.getLast()));
            whole.forEach(row -> insert("event_log", row));
            lines += next - 1;
        }
        return !whole.isEmpty();
    }

    private Map<String, Object> listed(String id, Map<String, Object> first, Map<String, Object> last) {
        var row = sessions.getOrDefault(id, rebuilt(id, first, last));
        row.put("last_sequence", last.get("last_sequence"));
        row.put("head", last.get("head"));
        return row;
    }

    private Map<String, Object> rebuilt(String id, Map<String, Object> first, Map<String, Object> last) {
        var row = new LinkedHashMap<String, Object>();
        row.put("id", id);
        row.put("ordinal", 0L);
        row.put("title", "Saved from a damaged file");
        row.put("created_at", wall(first));
        row.put("used_at", wall(last));
        row.put("turns", last.get("turn"));
        row.put("injected", 0);
        row.put("recovered", 0);
        row.put("in_turn", false);
        return row;
    }

    private static Object wall(Map<String, Object> row) {
        var found = WALL.matcher(text(row, "lines"));
        return Instant.ofEpochMilli(found.find() ? Long.parseLong(found.group(1)) : 0);
    }

    private void setApart(String rows) {
        try (BufferedWriter file = Files.newBufferedWriter(rest, StandardOpenOption.CREATE,
                StandardOpenOption.APPEND)) {
            file.write(rows);
            file.write('\n');
            apart += rows.lines().count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void projections(Handle wreck) {
        new Piecewise(wreck, "failure_scenarios").rows(this::fault);
        PROJECTIONS.forEach(table -> new Piecewise(wreck, table).rows(row -> insertIfItFits(table, row)));
    }

    /// A row that was read takes the place of the default of its name.
    private void fault(Map<String, Object> row) {
        row.remove("id");
        to.execute("DELETE FROM failure_scenarios WHERE name = ?", row.get("name"));
        insertIfItFits("failure_scenarios", row);
    }

    /// New rows must not meet the numbers of old ones.
    private void followOn(String table) {
        var last = to.createQuery("SELECT COALESCE(MAX(id), 0) FROM " + table).mapTo(Long.class).one();
        to.execute("ALTER TABLE " + table + " ALTER COLUMN id RESTART WITH " + (last + 1));
    }

    /// The number may be lost or behind: what was given before must not be given again.
    private void counter(@Nullable Handle wreck) {
        var last = new long[]{sessions.values().stream().mapToLong(row -> number(row, "ordinal")).max().orElse(0)};
        if (wreck != null) {
            new Piecewise(wreck, "counters").rows(row -> last[0] = "session".equals(row.get("name"))
                    ? Math.max(last[0], number(row, "last_given"))
                    : last[0]);
        }
        to.execute("UPDATE counters SET last_given = ? WHERE name = 'session'",
                last[0] + (sessions.size() < log.size() ? SPARE : 0));
    }

    private void insert(String table, Map<String, Object> row) {
        try {
            Columns.insert(to, table, row);
        } catch (RuntimeException e) {
            throw new Piecewise.Unwritten(e);
        }
    }

    /// An attempt whose interaction is lost has nothing to belong to and is left behind.
    private void insertIfItFits(String table, Map<String, Object> row) {
        try {
            Columns.insert(to, table, row);
        } catch (RuntimeException e) {
            if (!Troubles.ofTheData(e)) {
                throw new Piecewise.Unwritten(e);
            }
        }
    }

    private static String text(Map<String, Object> row, String column) { return String.valueOf(row.get(column)); }

    private static long number(@Nullable Map<String, Object> row, String column) {
        return row != null && row.get(column) instanceof Number number ? number.longValue() : 0;
    }
}
