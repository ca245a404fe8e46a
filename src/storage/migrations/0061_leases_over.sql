-- A lease is over when somebody said so, not when a clock did: clocks jump.
ALTER TABLE job_holders ADD COLUMN over SMALLINT NOT NULL DEFAULT 0;
