package dev.kintsugi.store;

import dev.kintsugi.domain.Problem;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Copies a lab from one place to another, H2 or Postgres either way: whole or not at all, since it is one transaction,
/// and checked before that is committed. What was there is left as it is. Used once, by one thread.
///
/// Sessions that are there already, with the same head, are passed over: moving again after more turns of new sessions
/// does no harm. A session that is there with another head, or a number that another session has there, is refused.
public final class Mover {
    private final StoreUrl from;
    private final StoreUrl to;

    public Mover(StoreUrl from, StoreUrl to) {
        this.from = from;
        this.to = to;
    }

    /// How far it is. Immutable.
    public record Progress(int done, int sessions, long lines) {}

    /// What was moved. Immutable.
    ///
    /// @param already  sessions that were there before
    /// @param rows     rows written, by table
    /// @param faultsKept names of fault rows that differ and were left as the target had them
    public record Report(String from, String to, int sessions, int already, long lines, Map<String, Long> rows,
            List<String> faultsKept) {
        public Report {
            rows = Map.copyOf(rows);
            faultsKept = List.copyOf(faultsKept);
        }
    }

    /// A session's place and end in a store. Immutable.
    record Standing(String id, long ordinal, long last, String head) {}

    /// Does it. Throws a [Problem] when a place cannot be opened, both are the same, or the target holds something that
    /// conflicts; then nothing was written.
    public Report move(Consumer<Progress> progress) {
        if (from.place().equals(to.place())) {
            throw new Problem("There is nothing to move", "both places are " + from.place(),
                    "Name another place with --to");
        }
        if (from instanceof StoreUrl.Folder(var folder) && !Files.exists(folder.resolve("kintsugi.mv.db"))) {
            throw new Problem("There is nothing to move", folder + " holds no lab's database",
                    "Name its folder with --data DIR, or its address with --from URL");
        }
        try (var source = SqlJournal.open(from); var target = SqlJournal.open(to)) {
            return move(source, target, progress);
        }
    }

    private Report move(SqlJournal source, SqlJournal target, Consumer<Progress> progress) {
        var there = target.read(Mover::standings);
        var wanted = source.read(Mover::standings);
        refuseConflicts(wanted, there);
        var missing = wanted.stream().filter(session -> !there.contains(session)).toList();
        var report = new Report[1];
        target.unhurried(handle -> {
            var copy = new LabCopy(source, handle);
            for (int i = 0; i < missing.size(); i++) {
                copy.session(missing.get(i));
                progress.accept(new Progress(i + 1, missing.size(), copy.lines()));
            }
            var kept = copy.rest(there.isEmpty());
            if (!source.read(Mover::standings).equals(wanted)) {
                throw new Problem("The lab changed while it was moved", "another lab writes to " + from.place(),
                        "Close the other labs and move again; nothing was written");
            }
            report[0] = new Report(from.place(), to.place(), missing.size(), wanted.size() - missing.size(),
                    copy.lines(), copy.rows(), kept);
        });
        return report[0];
    }

    private static List<Standing> standings(Handle handle) {
        return handle.createQuery("SELECT id, ordinal, last_sequence, head FROM sessions ORDER BY ordinal, id").map(
                (row, context) -> new Standing(row.getString(1), row.getLong(2), row.getLong(3), row.getString(4)))
                .list();
    }

    /// A session saved from a damaged file has no number, which is 0. An episode of an experiment that somebody looked at
    /// has the number it was played with, and another session may have that too: a number is another lab's when the two
    /// places have no session of it in common.
    private void refuseConflicts(List<Standing> wanted, List<Standing> there) {
        var ids = new HashMap<String, Standing>();
        var ordinals = new HashMap<Long, Standing>();
        there.forEach(session -> {
            ids.put(session.id, session);
            ordinals.put(session.ordinal, session);
        });
        var shared = wanted.stream().filter(session -> ids.containsKey(session.id)).map(Standing::ordinal)
                .collect(Collectors.toSet());
        for (var session : wanted) {
            var same = ids.getOrDefault(session.id, session);
            var number = session.ordinal == 0 || shared.contains(session.ordinal)
                    ? session
                    : ordinals.getOrDefault(session.ordinal, session);
            if (!same.equals(session) || !number.id.equals(session.id)) {
                throw new Problem("The lab was not moved",
                        same.equals(session)
                                ? to.place() + " has another session with number " + session.ordinal + ", "
                                        + number.id
                                : to.place() + " has session " + session.id + " already, with another log",
                        "Move into an empty place: another folder, database, or schema (?currentSchema=NAME)");
            }
        }
    }
}
