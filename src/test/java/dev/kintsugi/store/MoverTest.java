package dev.kintsugi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.store.FaultRow;
import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.domain.store.KeptInteraction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From H2 to Postgres and back: everything arrives, or nothing does.
class MoverTest {
    @TempDir
    Path folder;

    private StoreUrl.Folder filled(String name, String... sessions) {
        var place = new StoreUrl.Folder(folder.resolve(name));
        try (var journal = SqlJournal.open(place)) {
            for (var session : sessions) {
                talk(journal, new Rows(session, journal.nextOrdinal()));
            }
            journal.measured(Rows.metric(Rows.START, "cpu", 1_234, 9_000));
            journal.save(new FaultRow("api_timeout", "Mine", "integration", "{\"probability\":0.75}", false));
        }
        return place;
    }

    private static void talk(Journal journal, Rows rows) {
        for (int i = 0; i < 3; i++) {
            journal.append(Rows.with(
                    rows.turn("turn " + i + " 漢字", "failure", "hallucination",
                            List.of(Rows.tried(1, false), Rows.tried(2, true))),
                    List.of(Rows.snapshot("pre_request")), List.of(Rows.metric(Rows.START, "memory", 5, 9))));
        }
    }

    /// All that a journal can tell, numbers of rows aside.
    private static List<Object> told(StoreUrl place) {
        try (var journal = SqlJournal.open(place)) {
            var all = new ArrayList<Object>(journal.sessions());
            for (var session : journal.sessions()) {
                all.addAll(JournalContract.lines(journal, session.id()));
                all.add(journal.head(session.id()));
                journal.interactions(session.id(), 0, 100).stream().map(KeptInteraction::row).forEach(all::add);
            }
            all.add(journal.failures(Rows.START, Rows.START.plusSeconds(3_600)));
            journal.keptFaults().forEach(fault -> all.addAll(List.of(fault.row(), fault.created())));
            all.add(journal.<List<String>>read(handle -> handle.createQuery(
                    "SELECT CONCAT(session_id, ' ', turn, ' ', attempt_number, ' ', CASE WHEN success THEN 1 ELSE 0 END)"
                            + " FROM failure_details"
                            + " ORDER BY session_id, turn, attempt_number")
                    .mapTo(String.class).list()));
            for (var table : List.of("agent_state_snapshots", "system_metrics", "recovery_attempts")) {
                all.add(journal.<Long>read(
                        handle -> handle.createQuery("SELECT COUNT(*) FROM " + table).mapTo(Long.class).one()));
            }
            return all;
        }
    }

    @Test
    void everythingArrivesInPostgresAndBackAgain() {
        var here = filled("h2", "a", "b");
        var postgres = TestPostgres.fresh();
        var seen = new ArrayList<Mover.Progress>();
        var report = new Mover(here, postgres).move(seen::add);
        assertThat(report.sessions()).isEqualTo(2);
        assertThat(report.lines()).isEqualTo(12);
        assertThat(report.rows()).containsEntry("agent_interactions", 6L).containsEntry("recovery_attempts", 12L)
                .containsEntry("system_metrics", 7L).containsEntry("failure_scenarios", 6L);
        assertThat(seen).extracting(Mover.Progress::done).containsExactly(1, 2);
        assertThat(told(postgres)).isEqualTo(told(here));
        var back = new StoreUrl.Folder(folder.resolve("back"));
        new Mover(postgres, back).move(_ -> {});
        assertThat(told(back)).isEqualTo(told(here));
        try (var journal = SqlJournal.open(back)) {
            assertThat(journal.nextOrdinal()).isEqualTo(3);
            journal.append(new Rows("c", 3).turn("goes on"));
        }
    }

    @Test
    void movingAgainWritesOnlyWhatIsNew() {
        var here = filled("h2", "a");
        var postgres = TestPostgres.fresh();
        new Mover(here, postgres).move(_ -> {});
        try (var journal = SqlJournal.open(here)) {
            talk(journal, new Rows("later", journal.nextOrdinal()));
        }
        var again = new Mover(here, postgres).move(_ -> {});
        assertThat(again.sessions()).isEqualTo(1);
        assertThat(again.already()).isEqualTo(1);
        assertThat(again.rows()).containsEntry("system_metrics", 3L).doesNotContainKey("failure_scenarios");
        assertThat(told(postgres)).isEqualTo(told(here));
    }

    @Test
    void aMoveThatIsStoppedMidwayLeavesNothingBehindAndIsDoneByTheNextOne() {
        var here = filled("h2", "a", "b", "c");
        var postgres = TestPostgres.fresh();
        var empty = told(postgres);
        assertThatThrownBy(() -> new Mover(here, postgres).move(_ -> {
            throw new IllegalStateException("stopped");
        })).hasMessageContaining("stopped");
        assertThat(told(postgres)).isEqualTo(empty);
        assertThat(new Mover(here, postgres).move(_ -> {}).sessions()).isEqualTo(3);
        assertThat(told(postgres)).isEqualTo(told(here));
    }

    @Test
    void aConnectionThatBreaksMidwayIsMadeAgainAndNothingArrivesTwice() {
        var here = filled("h2", "a", "b", "c");
        var url = TestPostgres.url(true);
        var postgres = StoreUrl.of("DATABASE_URL", url);
        var seen = new ArrayList<Integer>();
        new Mover(here, postgres).move(progress -> {
            if (seen.isEmpty()) {
                TestPostgres.in(url, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
            }
            seen.add(progress.done());
        });
        assertThat(seen).as("it began anew after the first").containsExactly(1, 1, 2, 3);
        assertThat(told(postgres)).isEqualTo(told(here));
    }

    @Test
    void aSessionThatWentOnElsewhereIsAConflictAndNothingIsWritten() {
        var here = filled("h2", "a");
        var postgres = TestPostgres.fresh();
        new Mover(here, postgres).move(_ -> {});
        try (var journal = SqlJournal.open(here)) {
            talk(journal, new Rows("new", journal.nextOrdinal()));
            journal.delete(new SessionId("a"));
            journal.append(new Rows("a", 1).turn("another history"));
        }
        var before = told(postgres);
        assertThatThrownBy(() -> new Mover(here, postgres).move(_ -> {})).isInstanceOf(Problem.class)
                .hasMessageContaining("session a already, with another log").hasMessageContaining("currentSchema");
        assertThat(told(postgres)).isEqualTo(before);
    }

    @Test
    void aNumberThatAnotherSessionHasIsAConflict() {
        var postgres = TestPostgres.fresh();
        new Mover(filled("one", "a"), postgres).move(_ -> {});
        assertThatThrownBy(() -> new Mover(filled("two", "b"), postgres).move(_ -> {})).isInstanceOf(Problem.class)
                .hasMessageContaining("another session with number 1, a");
    }

    /// It has the number that it was played with in its experiment.
    @Test
    void anEpisodeWithTheNumberOfAnotherSessionIsMovedTooAndLater() {
        var here = filled("one", "a");
        var there = new StoreUrl.Folder(folder.resolve("two"));
        for (var episode : List.of("episode-1", "episode-2")) {
            try (var journal = SqlJournal.open(here)) {
                talk(journal, new Rows(episode, 1));
            }
            assertThat(new Mover(here, there).move(_ -> {}).sessions()).isPositive();
        }
        assertThat(told(there)).isEqualTo(told(here));
    }

    @Test
    void aLineThatWasAlteredIsNotMoved() {
        var here = filled("h2", "a", "b");
        try (var journal = SqlJournal.open(here)) {
            journal.change(handle -> handle.execute("UPDATE event_log SET lines = REPLACE(lines, 'turn 1', 'turn 9')"
                    + " WHERE session_id = 'b'"));
        }
        var postgres = TestPostgres.fresh();
        assertThatThrownBy(() -> new Mover(here, postgres).move(_ -> {})).isInstanceOf(Problem.class)
                .hasMessageContaining("session b did not arrive as it was");
        try (var journal = SqlJournal.open(postgres)) {
            assertThat(journal.sessions()).isEmpty();
        }
    }

    @Test
    void aFolderWithoutALabIsNotMoved() {
        assertThatThrownBy(() -> new Mover(new StoreUrl.Folder(folder.resolve("none")), TestPostgres.fresh())
                .move(_ -> {})).isInstanceOf(Problem.class).hasMessageContaining("holds no lab");
        assertThat(folder.resolve("none")).doesNotExist();
    }
}
