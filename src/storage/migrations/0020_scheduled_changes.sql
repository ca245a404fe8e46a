-- scheduled changes

-- A pace that a lane gets at an instant. Applied and deleted in one transaction, with the lane locked.
CREATE TABLE lane_scheduled_changes (
  id IDENTITY,
  lane_id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  pace TEXT NOT NULL,
  made_by TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX lane_scheduled_changes_by_lane ON lane_scheduled_changes (lane_id, at, id);
CREATE INDEX lane_scheduled_changes_by_time ON lane_scheduled_changes (at);
