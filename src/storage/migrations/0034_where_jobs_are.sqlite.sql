-- A job is where its row is: what never changes of it stays in `jobs`, and which of the tables below has its number says how
-- far it has come. Each step deletes a narrow row and inserts another one; nothing that is indexed is updated but for
-- exceptions. `src/jobs/README.md` tells why.

-- Next in line, as they came: never taken by anybody.
CREATE TABLE ready (
  segment_id BIGINT NOT NULL,
  band BIGINT NOT NULL,
  id BIGINT NOT NULL,
  expires_at BIGINT,
  order_key TEXT,
  PRIMARY KEY (segment_id, band, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ready_to_expire ON ready (segment_id, expires_at) WHERE expires_at IS NOT NULL;

-- Every exception: back in line (ready), not before its time (scheduled), behind another one of its key (behind), in the
-- hands of somebody who has not said yes (offered), begun and held by nobody (parked).
CREATE TABLE aside (
  id BIGINT PRIMARY KEY,
  lane_id BIGINT NOT NULL,
  segment_id BIGINT,
  band BIGINT NOT NULL,
  state TEXT NOT NULL,
  due_at BIGINT,
  order_key TEXT,
  expires_at BIGINT,
  holder_id BIGINT,
  turn BIGINT NOT NULL,
  attempt BIGINT NOT NULL,
  losses BIGINT NOT NULL,
  started_at BIGINT,
  note TEXT
);
CREATE INDEX aside_in_line ON aside (segment_id, band, due_at, id) WHERE state IN ('ready', 'scheduled');
CREATE INDEX aside_of_segment ON aside (segment_id, state, band, id) WHERE segment_id IS NOT NULL;
CREATE INDEX aside_behind ON aside (segment_id, order_key, band, id) WHERE state = 'behind';
CREATE INDEX aside_to_expire ON aside (segment_id, expires_at) WHERE segment_id IS NOT NULL AND expires_at IS NOT NULL;
CREATE INDEX aside_parked ON aside (lane_id, due_at) WHERE state = 'parked';
CREATE INDEX aside_offered ON aside (holder_id) WHERE state = 'offered';

-- What a claim took of a lane: one row, whose number is the turn of its jobs. `jobs` and `gone` are JSON lists of numbers:
-- those that began, and those that went another way than to their end or have not begun. `odd` tells of those that are not at their first
-- attempt, or have a key. The row goes with the last of `remaining`.
CREATE TABLE leases (
  id IDENTITY,
  lane_id BIGINT NOT NULL,
  holder_id BIGINT NOT NULL,
  started_at BIGINT NOT NULL,
  jobs TEXT NOT NULL,
  odd TEXT,
  gone TEXT,
  remaining BIGINT NOT NULL
);
CREATE INDEX leases_of_lane ON leases (lane_id, id);
CREATE INDEX leases_of_holder ON leases (holder_id, id);

-- Of the jobs of a lane with one key, the one that is offered, runs or is parked.
CREATE TABLE busy_keys (
  lane_id BIGINT NOT NULL,
  order_key TEXT NOT NULL,
  job_id BIGINT NOT NULL,
  PRIMARY KEY (lane_id, order_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE ended (
  id BIGINT PRIMARY KEY,
  lane_id BIGINT NOT NULL,
  state TEXT NOT NULL,
  turn BIGINT NOT NULL,
  attempt BIGINT NOT NULL,
  losses BIGINT NOT NULL,
  run_at BIGINT,
  started_at BIGINT,
  finished_at BIGINT NOT NULL,
  note TEXT,
  result TEXT,
  purge_id BIGINT
);

-- Turns go on from the highest there was.
INSERT INTO sqlite_sequence (name, seq) SELECT 'leases', COALESCE(max(turn), 0) FROM jobs;

INSERT INTO ready (segment_id, band, id, expires_at, order_key)
  SELECT segment_id, band, id, expires_at, order_key FROM jobs WHERE state = 'ready' AND turn = 0 ORDER BY segment_id, band, id;
INSERT INTO leases (lane_id, holder_id, started_at, jobs, odd, gone, remaining)
  SELECT lane_id, holder_id, COALESCE(max(started_at), 0),
    json_group_array(id ORDER BY id) FILTER (WHERE state = 'running'),
    json_group_object(CAST(id AS TEXT), json_array(order_key, attempt, losses, started_at, note)) FILTER (WHERE state = 'running'),
    json_group_array(id ORDER BY id) FILTER (WHERE state = 'offered'),
    count(*)
  FROM jobs WHERE state IN ('offered', 'running') GROUP BY lane_id, holder_id ORDER BY lane_id, holder_id;
INSERT INTO aside (id, lane_id, segment_id, band, state, due_at, order_key, expires_at, holder_id, turn, attempt, losses,
    started_at, note)
  SELECT id, lane_id, segment_id, band, state, CASE WHEN state = 'ready' THEN enqueued_at ELSE run_at END, order_key, expires_at,
    holder_id, CASE WHEN state = 'offered' THEN (SELECT l.id FROM leases l
      WHERE l.lane_id = jobs.lane_id AND l.holder_id = jobs.holder_id) ELSE turn END,
    attempt, losses, started_at, note
  FROM jobs WHERE state IN ('scheduled', 'behind', 'offered', 'parked') OR (state = 'ready' AND turn > 0);
INSERT INTO busy_keys (lane_id, order_key, job_id)
  SELECT lane_id, order_key, max(id) FROM jobs WHERE order_key IS NOT NULL AND state IN ('offered', 'running', 'parked')
  GROUP BY lane_id, order_key;
INSERT INTO ended (id, lane_id, state, turn, attempt, losses, run_at, started_at, finished_at, note, result, purge_id)
  SELECT id, lane_id, state, turn, attempt, losses, run_at, started_at, finished_at, note, result, purge_id
  FROM jobs WHERE state IN ('done', 'failed', 'cancelled') ORDER BY id;
CREATE INDEX ended_by_time ON ended (finished_at) WHERE purge_id IS NULL;
CREATE INDEX ended_of_purge ON ended (purge_id, id) WHERE purge_id IS NOT NULL;

DROP INDEX jobs_waiting;
DROP INDEX jobs_scheduled;
DROP INDEX jobs_behind;
DROP INDEX jobs_to_expire;
DROP INDEX jobs_parked;
DROP INDEX jobs_busy_keys;
DROP INDEX jobs_held;
DROP INDEX jobs_by_reference;
DROP INDEX jobs_finished;
DROP INDEX jobs_of_purge;
ALTER TABLE jobs RENAME TO jobs_before;
CREATE TABLE jobs (
  id IDENTITY,
  lane_id BIGINT NOT NULL,
  segment_id BIGINT,
  band BIGINT NOT NULL,
  kind TEXT NOT NULL,
  order_key TEXT,
  payload TEXT NOT NULL,
  reference TEXT,
  expires_at BIGINT,
  on_lost TEXT NOT NULL,
  enqueued_at BIGINT NOT NULL
);
INSERT INTO jobs (id, lane_id, segment_id, band, kind, order_key, payload, reference, expires_at, on_lost, enqueued_at)
  SELECT id, lane_id, segment_id, band, kind, order_key, payload, reference, expires_at, on_lost, enqueued_at
  FROM jobs_before ORDER BY id;
CREATE INDEX jobs_by_reference ON jobs (reference) WHERE reference IS NOT NULL;
-- Numbers go on from the highest that was ever given.
DELETE FROM sqlite_sequence WHERE name = 'jobs';
INSERT INTO sqlite_sequence (name, seq) SELECT 'jobs', seq FROM sqlite_sequence WHERE name = 'jobs_before';
DROP TABLE jobs_before;

-- How far the line is known to be empty, by band: below a mark nobody can stand any more.
ALTER TABLE lane_states ADD COLUMN mark_0 BIGINT NOT NULL DEFAULT 0;
ALTER TABLE lane_states ADD COLUMN mark_1 BIGINT NOT NULL DEFAULT 0;
ALTER TABLE lane_states ADD COLUMN mark_2 BIGINT NOT NULL DEFAULT 0;
ALTER TABLE lane_states ADD COLUMN pending_0 BIGINT NOT NULL DEFAULT 0;
ALTER TABLE lane_states ADD COLUMN pending_1 BIGINT NOT NULL DEFAULT 0;
ALTER TABLE lane_states ADD COLUMN pending_2 BIGINT NOT NULL DEFAULT 0;
ALTER TABLE lane_states ADD COLUMN pending_until BIGINT;
ALTER TABLE lane_states ADD COLUMN side_mark BIGINT NOT NULL DEFAULT 0;
ALTER TABLE lane_segments ADD COLUMN mark_0 BIGINT NOT NULL DEFAULT 0;
ALTER TABLE lane_segments ADD COLUMN mark_1 BIGINT NOT NULL DEFAULT 0;
ALTER TABLE lane_segments ADD COLUMN mark_2 BIGINT NOT NULL DEFAULT 0;
