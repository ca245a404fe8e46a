-- jobs

-- Whoever has a lane's row locked is the only one who starts, ends or takes back jobs of the lane.
CREATE TABLE lanes (
  id IDENTITY,
  name TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  parent TEXT NOT NULL,
  weight BIGINT NOT NULL CHECK (weight > 0),
  starts_per_1000_s BIGINT CHECK (starts_per_1000_s > 0),
  concurrency BIGINT,
  queue_limit BIGINT,
  not_before BIGINT,
  expire_after_ms BIGINT,
  on_lost TEXT NOT NULL CHECK (on_lost IN ('retry', 'fail')),
  break_after BIGINT,
  break_for_ms BIGINT NOT NULL,
  paused SMALLINT NOT NULL DEFAULT 0,
  breaker TEXT NOT NULL DEFAULT 'closed' CHECK (breaker IN ('closed', 'open', 'half-open')),
  failures BIGINT NOT NULL DEFAULT 0,
  open_until BIGINT,
  probe_id BIGINT,
  waiting_here BIGINT NOT NULL DEFAULT 0,
  offered BIGINT NOT NULL DEFAULT 0 CHECK (offered >= 0),
  running BIGINT NOT NULL DEFAULT 0 CHECK (running >= 0),
  next_start_us BIGINT NOT NULL DEFAULT 0,
  pace_us BIGINT,
  paced_at BIGINT,
  segment_id BIGINT NOT NULL DEFAULT 0,
  revived BIGINT NOT NULL DEFAULT 0,
  wake_at BIGINT,
  due_at BIGINT,
  created_at BIGINT NOT NULL
);
CREATE INDEX lanes_to_claim ON lanes (wake_at) WHERE wake_at IS NOT NULL;

-- How many wait = waiting_here of the lane + these. Several slots, because enqueues on many connections would otherwise
-- wait for each other's commit.
CREATE TABLE lane_slots (
  lane_id BIGINT NOT NULL,
  slot BIGINT NOT NULL,
  waiting BIGINT NOT NULL,
  PRIMARY KEY (lane_id, slot)
);

-- What has not begun waits in a segment of its lane. A purge of the lane takes the segments as they are and opens a new
-- one: that is the marker. Its jobs are cancelled from then on, without being touched.
CREATE TABLE lane_segments (
  id IDENTITY,
  lane_id BIGINT NOT NULL,
  purge_id BIGINT
);
CREATE INDEX lane_segments_live ON lane_segments (lane_id, id) WHERE purge_id IS NULL;
CREATE INDEX lane_segments_of_purge ON lane_segments (purge_id) WHERE purge_id IS NOT NULL;

CREATE TABLE purges (
  id IDENTITY,
  lane_id BIGINT,
  jobs BIGINT NOT NULL DEFAULT 0,
  marked BIGINT NOT NULL DEFAULT 0,
  made_by TEXT NOT NULL,
  why TEXT NOT NULL,
  at BIGINT NOT NULL,
  undo_until BIGINT,
  undone_at BIGINT,
  undone_by TEXT
);
CREATE INDEX purges_of_lane ON purges (lane_id, id);
CREATE INDEX purges_by_time ON purges (at);

-- Who has jobs in hand: one row to prolong, however many jobs.
CREATE TABLE job_holders (
  id IDENTITY,
  name TEXT NOT NULL UNIQUE,
  alive_until BIGINT NOT NULL
);

-- No foreign keys: PostgreSQL would lock the lane's row for every job that is enqueued. No checks: they took a third of
-- the time of an insert. What they would say is tested: who has not begun is in a segment, who is offered or runs has a
-- holder, who has ended has an end.
-- ready, scheduled, behind, offered: not begun; running, parked: begun; done, failed, cancelled: ended.
CREATE TABLE jobs (
  id IDENTITY,
  lane_id BIGINT NOT NULL,
  segment_id BIGINT,
  state TEXT NOT NULL,
  band BIGINT NOT NULL,
  kind TEXT NOT NULL,
  order_key TEXT,
  payload TEXT NOT NULL,
  reference TEXT,
  run_at BIGINT,
  expires_at BIGINT,
  on_lost TEXT NOT NULL,
  holder_id BIGINT,
  turn BIGINT NOT NULL DEFAULT 0,
  attempt BIGINT NOT NULL DEFAULT 0,
  losses BIGINT NOT NULL DEFAULT 0,
  note TEXT,
  result TEXT,
  enqueued_at BIGINT NOT NULL,
  started_at BIGINT,
  finished_at BIGINT,
  purge_id BIGINT
);
CREATE INDEX jobs_waiting ON jobs (segment_id, state, band, id) WHERE segment_id IS NOT NULL;
CREATE INDEX jobs_scheduled ON jobs (segment_id, run_at) WHERE state = 'scheduled';
CREATE INDEX jobs_behind ON jobs (segment_id, order_key, band, id) WHERE state = 'behind';
CREATE INDEX jobs_to_expire ON jobs (segment_id, expires_at) WHERE segment_id IS NOT NULL AND expires_at IS NOT NULL;
CREATE INDEX jobs_parked ON jobs (lane_id, run_at) WHERE state = 'parked';
CREATE INDEX jobs_busy_keys ON jobs (order_key, lane_id)
  WHERE order_key IS NOT NULL AND state IN ('offered', 'running', 'parked');
CREATE INDEX jobs_held ON jobs (holder_id) WHERE holder_id IS NOT NULL;
CREATE INDEX jobs_by_reference ON jobs (reference) WHERE reference IS NOT NULL;
CREATE INDEX jobs_finished ON jobs (finished_at) WHERE finished_at IS NOT NULL AND purge_id IS NULL;
CREATE INDEX jobs_of_purge ON jobs (purge_id, id) WHERE purge_id IS NOT NULL;
