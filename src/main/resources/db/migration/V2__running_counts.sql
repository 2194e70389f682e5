-- Concluded turns counted by spans of 1, 100, 10,000 and 1,000,000 seconds of wall time, so that any stretch of time is
-- a sum of few rows.
-- Written with the interactions they count. Each lab counts in rows of its own, so that two never wait for each other;
-- what one deletes it takes off in its own rows, which may thereby fall below zero: only the sum over all labs counts.
-- Every statement may be done again: H2 keeps each at once, and whoever is killed between two begins anew.
CREATE TABLE IF NOT EXISTS turn_counts (
    span_s       INTEGER NOT NULL,
    begins_s     BIGINT NOT NULL,
    status        VARCHAR(50) NOT NULL,
    failure_mode  VARCHAR(100) NOT NULL,
    lab           VARCHAR(32) NOT NULL,
    turns         BIGINT NOT NULL,
    processing_ms BIGINT NOT NULL,
    PRIMARY KEY (span_s, begins_s, status, failure_mode, lab)
);
-- Holds all that is counted, so that single turns are counted without reading them.
CREATE INDEX IF NOT EXISTS agent_interactions_counted ON agent_interactions (timestamp, status, failure_mode, processing_time_ms);

DELETE FROM turn_counts WHERE lab = 'before';
INSERT INTO turn_counts (span_s, begins_s, status, failure_mode, lab, turns, processing_ms)
SELECT span_s, begins_s, status, failure_mode, 'before', COUNT(*), COALESCE(SUM(processing_time_ms), 0)
FROM (SELECT s.span_s,
             CAST(FLOOR(EXTRACT(EPOCH FROM i.timestamp) / s.span_s) AS BIGINT) * s.span_s AS begins_s,
             i.status,
             COALESCE(i.failure_mode, '') AS failure_mode,
             i.processing_time_ms
      FROM agent_interactions i
               CROSS JOIN (VALUES (1), (100), (10000), (1000000)) AS s (span_s)) counted
GROUP BY span_s, begins_s, status, failure_mode;
