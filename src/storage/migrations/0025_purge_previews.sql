-- Until when a lane stands still for those who look at what a purge would take; beside its pause, which is a person's.
ALTER TABLE lanes ADD COLUMN held_until BIGINT;

-- What a purge of a lane would take, as somebody was told. Good until `expires_at`, and held until then where it `holds`.
CREATE TABLE purge_previews (
  id IDENTITY,
  lane_id BIGINT NOT NULL,
  -- The last job that waited.
  through_id BIGINT NOT NULL,
  -- A JSON list: jobs that had begun, and are none of it when they come back to wait.
  begun TEXT NOT NULL,
  jobs BIGINT NOT NULL,
  holds SMALLINT NOT NULL,
  -- Jobs that were not among those counted came back before the last one.
  outdated SMALLINT NOT NULL DEFAULT 0,
  made_by TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX purge_previews_by_lane ON purge_previews (lane_id, expires_at);
