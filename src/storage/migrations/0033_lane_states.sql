-- What changes of a lane from claim to claim gets a table of its own, to which it is appended: a new version of the state,
-- and the one before it goes. Where somebody's old snapshot keeps PostgreSQL from clearing up what went, who reads the
-- newest version first still meets it at once; a row that is updated in place has all that it ever was before it. The row
-- of `lanes` is locked, which leaves nothing behind, and written only when a person changes a setting.
CREATE TABLE lane_states (
  lane_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  paused SMALLINT NOT NULL,
  breaker TEXT NOT NULL,
  failures BIGINT NOT NULL,
  open_until BIGINT,
  probe_id BIGINT,
  held_until BIGINT,
  waiting_here BIGINT NOT NULL,
  offered BIGINT NOT NULL CHECK (offered >= 0),
  running BIGINT NOT NULL CHECK (running >= 0),
  next_start_us BIGINT NOT NULL,
  pace_us BIGINT,
  paced_at BIGINT,
  segment_id BIGINT NOT NULL,
  revived BIGINT NOT NULL,
  wake_at BIGINT,
  due_at BIGINT,
  PRIMARY KEY (lane_id, version)
);
INSERT INTO lane_states (lane_id, version, paused, breaker, failures, open_until, probe_id, held_until, waiting_here, offered,
    running, next_start_us, pace_us, paced_at, segment_id, revived, wake_at, due_at)
  SELECT id, 1, paused, breaker, failures, open_until, probe_id, held_until, waiting_here, offered, running, next_start_us,
    pace_us, paced_at, segment_id, revived, wake_at, due_at FROM lanes;
CREATE INDEX lane_states_to_claim ON lane_states (wake_at) WHERE wake_at IS NOT NULL;

DROP INDEX lanes_to_claim;
ALTER TABLE lanes DROP COLUMN paused;
ALTER TABLE lanes DROP COLUMN breaker;
ALTER TABLE lanes DROP COLUMN failures;
ALTER TABLE lanes DROP COLUMN open_until;
ALTER TABLE lanes DROP COLUMN probe_id;
ALTER TABLE lanes DROP COLUMN held_until;
ALTER TABLE lanes DROP COLUMN waiting_here;
ALTER TABLE lanes DROP COLUMN offered;
ALTER TABLE lanes DROP COLUMN running;
ALTER TABLE lanes DROP COLUMN next_start_us;
ALTER TABLE lanes DROP COLUMN pace_us;
ALTER TABLE lanes DROP COLUMN paced_at;
ALTER TABLE lanes DROP COLUMN segment_id;
ALTER TABLE lanes DROP COLUMN revived;
ALTER TABLE lanes DROP COLUMN wake_at;
ALTER TABLE lanes DROP COLUMN due_at;
