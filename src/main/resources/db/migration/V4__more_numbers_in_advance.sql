-- Rows are written by the thousand, and taking numbers is a commit that stores what the transaction wrote so far.
ALTER TABLE agent_interactions ALTER COLUMN id SET CACHE 20000;
ALTER TABLE recovery_attempts ALTER COLUMN id SET CACHE 20000;
ALTER TABLE agent_state_snapshots ALTER COLUMN id SET CACHE 20000;
ALTER TABLE system_metrics ALTER COLUMN id SET CACHE 20000;
