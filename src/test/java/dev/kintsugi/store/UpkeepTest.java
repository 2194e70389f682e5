package dev.kintsugi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpkeepTest {
    @TempDir
    Path folder;

    private long size() throws IOException { return Files.size(folder.resolve("kintsugi.mv.db")); }

    private static void write(H2Journal journal, Rows rows) {
        for (int turn = 0; turn < 300; turn++) {
            journal.append(rows.turn("words ".repeat(100)));
            // Who reads has the turn put into the tables by itself, as a person's turns are.
            assertThat(journal.sessions()).hasSize(1);
        }
    }

    @Test
    void theFileShrinksWhenNothingIsWrittenForAWhile() throws IOException {
        var rows = new Rows("a");
        try (var journal = H2Journal.open(folder, new H2Journal.Opening().with(new Upkeep(3, 1 << 20), 100))) {
            write(journal, rows);
            var grown = size();
            assertThat(grown).isGreaterThan(2 << 20);
            await().atMost(Duration.ofSeconds(20)).until(() -> size() < grown / 2);
            assertThat(JournalContract.lines(journal, rows.id)).hasSize(600);
            journal.append(rows.turn("and it goes on"));
        }
    }

    @Test
    void theFileShrinksOnClose() throws IOException {
        var rows = new Rows("a");
        try (var journal = H2Journal.open(folder)) {
            write(journal, rows);
        }
        assertThat(size()).isLessThan(2 << 20);
        try (var journal = H2Journal.open(folder)) {
            assertThat(JournalContract.lines(journal, rows.id)).hasSize(600);
        }
    }
}
