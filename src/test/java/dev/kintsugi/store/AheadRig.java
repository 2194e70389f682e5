package dev.kintsugi.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.store.Batch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A folder whose tables follow only when they must, and a session of failed turns in it.
final class AheadRig {
    static final long NEVER_MS = 600_000;

    final Rows rows = new Rows("a");
    private final Path folder;

    AheadRig(Path folder) { this.folder = folder; }

    /// Nothing is put into the tables by itself.
    H2Journal busy() { return H2Journal.open(folder, new H2Journal.Opening().with(Upkeep.standard(), NEVER_MS)); }

    /// What a kill would leave behind now.
    Path killed(String name) throws IOException {
        var copy = Files.createDirectories(folder.resolve(name));
        for (var file : List.of("kintsugi.wal", "kintsugi.mv.db")) {
            Files.copy(folder.resolve(file), copy.resolve(file));
        }
        return copy;
    }

    Batch failed(String message) { return rows.turn(message, "failure", "off_topic", List.of(Rows.tried(1, true))); }

    void assertWhole(H2Journal journal, int turns) {
        assertThat(JournalContract.lines(journal, rows.id)).hasSize(2 * turns).doesNotHaveDuplicates();
        assertThat(journal.head(rows.id).sequence()).isEqualTo(2L * turns);
        assertThat(journal.interactions(rows.id)).isEqualTo(turns);
        assertThat(journal.failures(Instant.EPOCH, Instant.MAX).statuses())
                .isEqualTo(Map.of("failure", (long) turns));
        assertThat(attempts(journal)).isEqualTo(turns);
        assertThat(journal.repaired()).isEmpty();
    }

    private static long attempts(H2Journal journal) {
        return journal.read(handle -> handle.createQuery("SELECT COUNT(*) FROM recovery_attempts").mapTo(Long.class)
                .one());
    }
}
