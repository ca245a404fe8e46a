-- statistics

-- What happened in lanes, counted in the transactions in which it happened. A count stands in one row: of its minute, then
-- of its hour, then of its day, as it gets older. `slot` is for what is not counted under the lane's lock.
CREATE TABLE lane_counts (
  lane_id BIGINT NOT NULL,
  step_ms BIGINT NOT NULL,
  at BIGINT NOT NULL,
  what TEXT NOT NULL,
  slot BIGINT NOT NULL,
  n BIGINT NOT NULL,
  PRIMARY KEY (lane_id, at, step_ms, what, slot)
);
CREATE INDEX lane_counts_by_age ON lane_counts (step_ms, at);

-- How long it took until what was asked of modules was settled, by about how long. Rows of one kind may be several.
CREATE TABLE settle_counts (
  id IDENTITY,
  module TEXT NOT NULL,
  step_ms BIGINT NOT NULL,
  at BIGINT NOT NULL,
  about_ms BIGINT NOT NULL,
  n BIGINT NOT NULL,
  total_ms BIGINT NOT NULL
);
CREATE INDEX settle_counts_of_module ON settle_counts (module, at);
CREATE INDEX settle_counts_by_age ON settle_counts (step_ms, at);
