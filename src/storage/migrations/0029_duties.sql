-- What one node does for all, at its times: one row for each duty, made by the first node that knows it.
CREATE TABLE duties (
  id IDENTITY,
  name TEXT NOT NULL UNIQUE,
  -- The node that has it, until `lease_until` by the database's clock. Each time that it is taken is a turn: who comes
  -- late changes nothing.
  holder TEXT,
  turn BIGINT NOT NULL DEFAULT 0,
  lease_until BIGINT,
  next_at BIGINT NOT NULL,
  -- How often somebody asked for a run by hand, and how many of these have been answered by one.
  asked BIGINT NOT NULL DEFAULT 0,
  answered BIGINT NOT NULL DEFAULT 0,
  -- The last run.
  began_at BIGINT,
  ended_at BIGINT,
  outcome TEXT,
  fault TEXT NOT NULL DEFAULT '',
  succeeded_at BIGINT,
  -- Since when it fails, and since when it is late; each was told once.
  failing_since BIGINT,
  late_since BIGINT,
  created_at BIGINT NOT NULL
);
