package dev.kintsugi.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.chance.DrawKey;
import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.domain.store.FailureAnalytics;
import dev.kintsugi.domain.store.InteractionRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The running counts, held against counting the rows themselves.
class TurnCountsTest {
    static final String PLAIN = "SELECT status, failure_mode, COUNT(*), SUM(processing_time_ms)"
            + " FROM agent_interactions WHERE timestamp >= ? AND timestamp < ? GROUP BY status, failure_mode";
    private static final List<String> MODES = List.of("hallucination", "api_timeout", "rate_limiting");
    private static final long SPREAD_MS = Duration.ofHours(5).toMillis();
    private static final int SESSIONS = 12;
    private static final int TURNS = 25;

    private final Draws draws = new Draws(11);
    private final H2Journal journal = H2Journal.inMemory();

    @BeforeEach
    void talk() {
        for (int s = 0; s < SESSIONS; s++) {
            var rows = new Rows("s" + s);
            for (int t = 0; t < TURNS; t++) {
                journal.append(at(rows.turn("hello"), moment(s * TURNS + t), s + t));
            }
        }
    }

    @AfterEach
    void close() { journal.close(); }

    /// Half of them lie within one busy second.
    private Instant moment(int n) {
        var spread = n % 2 == 0 ? SPREAD_MS : 1_000;
        return Rows.START.plusMillis(draws.below(new DrawKey(1, n, 0, "at"), (int) spread));
    }

    static Batch at(Batch batch, Instant at, int n) {
        var row = Objects.requireNonNull(batch.interaction());
        var mode = n % 3 == 0 ? null : MODES.get(n % MODES.size());
        var status = mode != null ? "failure" : n % 2 == 0 ? "success" : "timeout";
        return new Batch(batch.id(), batch.turn(), batch.first(), batch.lines(), batch.hash(), batch.session(),
                new InteractionRow(at, row.request(), row.response(), status, row.naturalStatus(), mode, mode != null,
                        row.naturalResponse(), 7L * n, row.tokens(), row.model(), row.deliveredStatus(), row.outcome(),
                        row.turn()),
                batch.attempts(), batch.snapshots(), batch.metrics());
    }

    static FailureAnalytics plain(Handle handle, Instant since, Instant until) {
        var failures = new HashMap<String, Long>();
        var statuses = new HashMap<String, Long>();
        var sums = new long[2];
        handle.createQuery(PLAIN).bind(0, since).bind(1, until).map((row, context) -> {
            statuses.merge(row.getString(1), row.getLong(3), Long::sum);
            if (row.getString(2) != null) {
                failures.merge(row.getString(2), row.getLong(3), Long::sum);
            }
            sums[0] += row.getLong(3);
            return sums[1] += row.getLong(4);
        }).list();
        return new FailureAnalytics(failures, statuses, sums[0], sums[1]);
    }

    private void sameForAnySpan() {
        for (int n = 0; n < 300; n++) {
            var spread = n % 3 == 0 ? 1_000 : (int) SPREAD_MS;
            var since = Rows.START.plusMillis(draws.below(new DrawKey(2, n, 0, "since"), spread)).plusNanos(n % 5);
            var until = since.plusMillis(draws.below(new DrawKey(3, n, 0, "until"), spread));
            assertThat(journal.failures(since, until)).as("%s to %s", since, until)
                    .isEqualTo(journal.read(handle -> plain(handle, since, until)));
        }
        assertThat(journal.failures(Instant.MIN, Instant.MAX)).isEqualTo(
                journal.read(handle -> plain(handle, Instant.EPOCH, Rows.START.plus(Duration.ofDays(9)))));
    }

    @Test
    void whateverTheSpanItIsWhatPlainSqlCounts() {
        assertThat(journal.failures(Instant.MIN, Instant.MAX).total()).isEqualTo(SESSIONS * TURNS);
        sameForAnySpan();
    }

    @Test
    void whatIsDeletedCountsNoMore() {
        for (int s = 0; s < SESSIONS; s += 3) {
            journal.delete(new Rows("s" + s).id);
        }
        sameForAnySpan();
        for (int s = 0; s < SESSIONS; s++) {
            journal.delete(new Rows("s" + s).id);
        }
        assertThat(journal.failures(Instant.MIN, Instant.MAX).statuses()).isEmpty();
        assertThat(journal.<Integer>read(handle -> handle.createQuery("SELECT COUNT(*) FROM turn_counts")
                .mapTo(Integer.class).one())).isZero();
    }

    @Test
    void whatWasWrittenBeforeThereWereCountsIsCountedToo() throws IOException {
        try (var script = Objects
                .requireNonNull(getClass().getResourceAsStream("/db/migration/V2__running_counts.sql"))) {
            var sql = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            journal.read(handle -> {
                handle.execute("DROP TABLE turn_counts");
                handle.execute("DROP INDEX agent_interactions_counted");
                return handle.createScript(sql).execute();
            });
        }
        sameForAnySpan();
        journal.delete(new Rows("s1").id);
        sameForAnySpan();
    }

    @Test
    void countingAllOverAgainGivesTheSame() {
        journal.read(handle -> {
            handle.useTransaction(TurnCounts::recount);
            return true;
        });
        sameForAnySpan();
    }
}
