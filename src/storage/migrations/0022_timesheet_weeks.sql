-- The weeks of time that members handed in, from the Monday of `week` in the zone of the server; all others are open.
CREATE TABLE timesheet_weeks (
  staff_id BIGINT NOT NULL REFERENCES staff (id),
  week TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'submitted', 'approved', 'locked')),
  starts_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (staff_id, week)
);
