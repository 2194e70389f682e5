-- Concluded turns counted by hour, minute and second of wall time, so that a span of any length is a sum of few rows.
-- Written with the interactions they count. Each lab counts in rows of its own, so that two never wait for each other;
-- what one deletes it takes off in its own rows, which may thereby fall below zero: only the sum over all labs counts.
CREATE TABLE turn_counts (
    span_ms       INTEGER NOT NULL,
    begins_ms     BIGINT NOT NULL,
    status        VARCHAR(50) NOT NULL,
    failure_mode  VARCHAR(100) NOT NULL,
    lab           VARCHAR(32) NOT NULL,
    turns         BIGINT NOT NULL,
    processing_ms BIGINT NOT NULL,
    PRIMARY KEY (span_ms, begins_ms, status, failure_mode, lab)
);
CREATE INDEX agent_interactions_timestamp ON agent_interactions (timestamp);

INSERT INTO turn_counts (span_ms, begins_ms, status, failure_mode, lab, turns, processing_ms)
SELECT span_ms, begins_ms, status, failure_mode, 'before', COUNT(*), COALESCE(SUM(processing_time_ms), 0)
FROM (SELECT s.span_ms,
             CAST(FLOOR(EXTRACT(EPOCH FROM i.timestamp) * 1000 / s.span_ms) AS BIGINT) * s.span_ms AS begins_ms,
             i.status,
             COALESCE(i.failure_mode, '') AS failure_mode,
             i.processing_time_ms
      FROM agent_interactions i
               CROSS JOIN (VALUES (3600000), (60000), (1000)) AS s (span_ms)) counted
GROUP BY span_ms, begins_ms, status, failure_mode;
