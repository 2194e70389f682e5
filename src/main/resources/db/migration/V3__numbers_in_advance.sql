-- H2 commits whenever it takes the next few numbers of a column: taken by the thousand, that no longer counts. What is
-- not used when a process is killed is lost, so numbers of rows may have gaps.
ALTER TABLE agent_interactions ALTER COLUMN id SET CACHE 1000;
ALTER TABLE recovery_attempts ALTER COLUMN id SET CACHE 1000;
ALTER TABLE agent_state_snapshots ALTER COLUMN id SET CACHE 1000;
ALTER TABLE system_metrics ALTER COLUMN id SET CACHE 1000;
