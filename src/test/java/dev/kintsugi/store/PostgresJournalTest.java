package dev.kintsugi.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.domain.store.RecoveryRow;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The contract on a real Postgres.
class PostgresJournalTest extends JournalContract {
    @Override
    Journal open() { return PostgresJournal.open(TestPostgres.fresh()); }

    @Test
    void textsThatPostgresCannotHoldCostNoTurn() {
        var rows = new Rows("a");
        var batch = rows.turn("a NUL \0 and half a character \ud83c in the middle", "failure", "off_topic",
                List.of(new RecoveryRow("retry", 1, Rows.START, true,
                        "{\"said\":\"\\u0000 \\ud83c\"}", "note \0")));
        journal.append(batch);
        assertThat(lines(journal, rows.id)).hasSize(2).allSatisfy(line -> assertThat(LogLine.proven(line)).isPresent());
        assertThat(journal.interactions(rows.id)).isEqualTo(1);
    }
}
