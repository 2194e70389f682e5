package dev.kintsugi.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The tables and views that people query with SQL: the same rows, whatever the database.
abstract class ViewsContract {
    private final Rows rows = new Rows("a");
    private SqlJournal journal;

    /// A journal that nothing was written to.
    abstract SqlJournal open();

    /// How this database reads a field of a JSON column.
    abstract String field(String column, String key);

    @BeforeEach
    void talk() {
        journal = open();
        journal.append(rows.turn("hello"));
        journal.append(rows.turn("one", "failure", "hallucination",
                List.of(Rows.tried(1, false), Rows.tried(2, false), Rows.tried(3, true))));
        journal.append(rows.turn("two", "failure", "hallucination", List.of(Rows.tried(1, false))));
        journal.append(rows.turn("three", "failure", "api_timeout", List.of(Rows.tried(1, false))));
        journal.append(rows.turn("four", "failure", "off_topic", List.of()));
        journal.append(rows.turn("five", "timeout", null, List.of()));
    }

    @AfterEach
    void close() { journal.close(); }

    private List<String> query(String sql) {
        return journal.read(handle -> handle.createQuery(sql).map((row, context) -> {
            var columns = new ArrayList<String>();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                var value = row.getObject(i);
                columns.add(value instanceof BigDecimal n
                        ? n.stripTrailingZeros().toPlainString()
                        : value instanceof byte[] ? row.getString(i) : "" + value);
            }
            return String.join(" ", columns);
        }).list());
    }

    @Test
    void failureAnalysisCountsAnInteractionOnceHoweverManyAttemptsItHad() {
        assertThat(query("SELECT session_id, failure_mode, failure_count, CAST(avg_processing_time AS INTEGER),"
                + " recovery_successful FROM failure_analysis ORDER BY failure_mode")).containsExactly(
                        "a api_timeout 1 40 false", "a hallucination 2 25 true", "a off_topic 1 50 false");
    }

    @Test
    void failureDetailsHasARowAnAttemptAndOneWhereNothingWasTried() {
        assertThat(query("SELECT turn, status, failure_mode, attempt_number, recovery_strategy, success"
                + " FROM failure_details ORDER BY turn, attempt_number")).containsExactly(
                        "2 failure hallucination 1 retry false", "2 failure hallucination 2 retry false",
                        "2 failure hallucination 3 retry true", "3 failure hallucination 1 retry false",
                        "4 failure api_timeout 1 retry false", "5 failure off_topic null null null",
                        "6 timeout null null null null");
    }

    @Test
    void systemHealthLooksAtTheLastHour() {
        var now = Instant.now();
        journal.measured(Rows.metric(now.minusSeconds(60), "memory", 10_050, 20_000));
        journal.measured(Rows.metric(now.minusSeconds(30), "memory", 30_050, 20_000));
        journal.measured(Rows.metric(now.minusSeconds(10), "cpu", 500, 9_000));
        journal.measured(Rows.metric(now.minus(Duration.ofMinutes(61)), "memory", 900_000, 20_000));
        assertThat(query("SELECT metric_type, avg_value, max_value, violations, measurements FROM system_health"
                + " ORDER BY metric_type")).containsExactly("cpu 5 5 0 1", "memory 200.5 300.5 1 2");
    }

    @Test
    void jsonIsStoredAsADocumentAndNotAsAString() {
        journal.append(Rows.with(rows.turn("six"), List.of(Rows.snapshot("pre_request")), List.of()));
        assertThat(query(
                "SELECT " + field("config", "max_iterations") + " FROM failure_scenarios WHERE name = 'infinite_loop'"))
                .containsExactly("3");
        assertThat(query("SELECT " + field("request_data", "message") + " FROM agent_interactions WHERE turn = 1"))
                .containsExactly("5");
        assertThat(query("SELECT " + field("state_data", "messages") + " FROM agent_state_snapshots"))
                .containsExactly("[1,2]");
    }

    @Test
    void aMomentIsStoredWithItsOffsetWhateverTheTimeZone() {
        assertThat(query(
                "SELECT CAST(EXTRACT(EPOCH FROM timestamp) * 1000 AS BIGINT) FROM agent_interactions WHERE turn = 1"))
                .containsExactly("" + Instant.parse("2026-03-29T01:00:00.123Z").toEpochMilli());
    }

    @Test
    void theTablesHaveTheColumnsThatPeopleKnow() {
        assertThat(query("SELECT id, session_id, timestamp, request_data, response_data, status, natural_status,"
                + " failure_mode, failure_injection_applied, natural_response, processing_time_ms, token_count,"
                + " model_used FROM agent_interactions")).hasSize(6);
        assertThat(query("SELECT id, name, description, failure_type, config, enabled, created_at, updated_at"
                + " FROM failure_scenarios")).hasSize(6);
        assertThat(query("SELECT id, interaction_id, recovery_strategy, attempt_number, timestamp, success,"
                + " recovery_data, notes FROM recovery_attempts")).hasSize(5);
        assertThat(query("SELECT id, session_id, snapshot_type, state_data, timestamp FROM agent_state_snapshots"))
                .isEmpty();
        assertThat(query("SELECT id, timestamp, metric_type, metric_value, threshold_value, exceeded_threshold,"
                + " metric_metadata FROM system_metrics")).isEmpty();
    }
}
