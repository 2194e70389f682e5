package dev.kintsugi.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An older folder, opened by this Kintsugi. H2 makes each change of a table for good at once, so a kill leaves a script
/// done as far as any of its statements.
class UpgradeTest {
    @TempDir
    Path folder;
    private final Rows rows = new Rows("a");

    @ParameterizedTest
    @CsvSource({"1,V2__running_counts.sql", "2,V3__numbers_in_advance.sql", "3,V4__more_numbers_in_advance.sql"})
    void anUpgradeThatWasKilledAfterAnyOfItsStatementsIsDoneByTheNextStart(int from, String script)
            throws IOException {
        try (var journal = H2Journal.open(folder)) {
            journal.append(rows.turn("one"));
            journal.append(rows.turn("two"));
        }
        makeOlder(from);
        var old = Files.readAllBytes(file());
        var statements = statements(script);
        for (int done = 0; done <= statements.size(); done++) {
            Files.write(file(), old);
            var first = statements.subList(0, done);
            at(handle -> first.forEach(handle::execute));
            try (var journal = H2Journal.open(folder)) {
                assertThat(journal.repaired()).as("after %d statements", done).isEmpty();
                assertThat(JournalContract.lines(journal, rows.id)).hasSize(4).doesNotHaveDuplicates();
                assertThat(journal.failures(Instant.EPOCH, Instant.MAX).statuses()).as("after %d statements", done)
                        .isEqualTo(Map.of("success", 2L));
            }
        }
    }

    private Path file() { return folder.resolve("kintsugi.mv.db"); }

    private void makeOlder(int version) {
        at(handle -> {
            if (version < 2) {
                handle.execute("DROP TABLE turn_counts");
                handle.execute("DROP INDEX agent_interactions_counted");
            }
            handle.execute("DELETE FROM \"flyway_schema_history\" WHERE CAST(\"version\" AS INTEGER) > ?", version);
        });
    }

    private static List<String> statements(String script) throws IOException {
        var text = Files.readString(Path.of("src/main/resources/db/migration", script)).replaceAll("(?m)--.*$", "");
        return Arrays.stream(text.split(";")).map(String::strip).filter(s -> !s.isEmpty()).toList();
    }

    private void at(Consumer<Handle> work) {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:file:" + folder.resolve("kintsugi"));
        source.setUser("sa");
        source.setPassword("");
        Jdbi.create(source).useHandle(work::accept);
    }
}
