package dev.kintsugi.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.store.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2FileJournalTest extends JournalContract {
    @TempDir
    Path folder;

    @Override
    Journal open() { return H2Journal.open(folder.resolve("deep/down")); }

    @Test
    void everythingIsThereAfterClosingAndOpening() {
        var rows = new Rows("a");
        journal.append(rows.turn("one"));
        journal.append(rows.begun("two"));
        var ordinal = journal.nextOrdinal();
        var lines = lines(journal, rows.id);
        var sessions = journal.sessions();
        journal.close();
        journal = open();
        assertThat(lines(journal, rows.id)).isEqualTo(lines);
        assertThat(journal.sessions()).isEqualTo(sessions);
        assertThat(journal.nextOrdinal()).isGreaterThan(ordinal);
        journal.append(rows.turn("three"));
        assertThat(journal.head(rows.id).sequence()).isEqualTo(5);
    }

    /// H2 makes each table for good at once: a kill during the very first start leaves some of them, and no script done.
    @Test
    void aFirstStartThatWasKilledWhileItMadeTheTablesIsBegunAnew() {
        ((H2Journal) journal).read(handle -> {
            handle.execute("DELETE FROM \"flyway_schema_history\"");
            handle.execute("DROP TABLE system_health");
            return 0;
        });
        journal.close();
        journal = open();
        var rows = new Rows("a");
        journal.append(rows.turn("one"));
        assertThat(lines(journal, rows.id)).hasSize(2);
    }

    @Test
    void anInterruptedReaderDoesNotCloseTheFile() {
        var rows = new Rows("a");
        journal.append(rows.turn("one"));
        journal.close();
        journal = open();
        Thread.currentThread().interrupt();
        assertThat(lines(journal, rows.id)).hasSize(2);
        assertThat(Thread.interrupted()).isTrue();
        journal.append(rows.turn("two"));
        assertThat(lines(journal, rows.id)).hasSize(4);
    }

    /// The bytes that lie in the file after an acknowledgement are those that a kill leaves behind. Without any
    /// retention H2 would write into the gaps of the file at once, and lose the way to what it wrote there.
    @Test
    void whatAKillWouldLeaveBehindHoldsEveryAcknowledgedTurn() throws IOException {
        ((H2Journal) journal).read(handle -> handle.execute("SET RETENTION_TIME 0"));
        var rows = new Rows("a");
        for (int turn = 1; turn <= 60; turn++) {
            journal.append(rows.turn("words ".repeat(20 * (turn % 9))));
            if (turn % 6 == 0) {
                var copy = Files.createDirectories(folder.resolve("killed" + turn));
                for (var file : List.of("kintsugi.wal", "kintsugi.mv.db")) {
                    Files.copy(folder.resolve("deep/down").resolve(file), copy.resolve(file));
                }
                try (var left = H2Journal.open(copy)) {
                    assertThat(left.head(rows.id).sequence()).isEqualTo(2L * turn);
                }
            }
        }
    }

    @Test
    void theNewestMigrationIsTheOneThatIsCheckedFor() throws IOException {
        try (var scripts = Files.list(Path.of("src/main/resources/db/migration"))) {
            assertThat(scripts.map(script -> script.getFileName().toString().replaceAll("^V([0-9.]+)__.*", "$1")))
                    .contains(Migrations.CURRENT)
                    .allMatch(v -> Integer.parseInt(v) <= Integer.parseInt(Migrations.CURRENT));
        }
    }

    /// A new file is made without Flyway, which is to find what it would have made.
    @Test
    void aNewFileIsAsFlywayWouldHaveMadeIt() {
        var made = H2Database.source("jdbc:h2:mem:made;DB_CLOSE_DELAY=-1");
        var migrated = H2Database.source("jdbc:h2:mem:migrated;DB_CLOSE_DELAY=-1");
        try (var handle = Jdbi.create(made).open()) {
            Migrations.create(handle);
        }
        try (var handle = Jdbi.create(migrated).open()) {
            Migrations.migrate(handle, migrated);
        }
        assertThat(tables(made)).hasSizeGreaterThan(20).isEqualTo(tables(migrated));
        assertThat(versions(made)).isEqualTo(versions(migrated));
        var flyway = Flyway.configure().dataSource(made).placeholders(Map.of("jsontype", "JSON"))
                .locations("classpath:db/migration").validateOnMigrate(false).load();
        assertThat(flyway.info().pending()).isEmpty();
        assertThat(flyway.info().current().getVersion()).hasToString(Migrations.CURRENT);
    }

    private static List<String> tables(DataSource database) {
        return Jdbi.create(database).withHandle(handle -> handle.createQuery("SCRIPT NODATA NOSETTINGS")
                .mapTo(String.class).list().stream().filter(line -> !line.matches("(?s)(CREATE USER|-- ).*")).sorted()
                .toList());
    }

    private static List<Map<String, Object>> versions(
            DataSource database) { return Jdbi.create(database).withHandle(handle -> handle.createQuery("""
                    SELECT "installed_rank", "version", "description", "type", "script", "installed_by", "success"
                    FROM "flyway_schema_history" WHERE "installed_rank" > 0 ORDER BY 1""").mapToMap()
                    .list()); }
}
