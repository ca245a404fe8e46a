-- Announcements, notes on clients, wishes to cancel, to-do items of the staff, and senders whose tickets are not taken.
CREATE TABLE announcements (
  id IDENTITY,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  at BIGINT NOT NULL,
  published SMALLINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE TABLE client_notes (
  id IDENTITY,
  client_id BIGINT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
  staff_name TEXT NOT NULL,
  body TEXT NOT NULL,
  sticky SMALLINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX client_notes_of_client ON client_notes (client_id, id);
CREATE TABLE cancel_requests (
  id IDENTITY,
  service_id BIGINT NOT NULL REFERENCES services (id) ON DELETE CASCADE,
  client_id BIGINT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('immediate', 'end_of_period')),
  reason TEXT NOT NULL,
  completed_at BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX cancel_requests_open ON cancel_requests (service_id) WHERE completed_at IS NULL;
CREATE INDEX cancel_requests_of_service ON cancel_requests (service_id, id);
CREATE INDEX cancel_requests_of_client ON cancel_requests (client_id, id);
CREATE TABLE to_do_items (
  id IDENTITY,
  date TEXT NOT NULL,
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  staff_id BIGINT,
  status TEXT NOT NULL CHECK (status IN ('New', 'Pending', 'In Progress', 'Completed', 'Postponed')),
  due_on TEXT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX to_do_items_by_status ON to_do_items (status, due_on);
CREATE TABLE blocked_senders (
  id IDENTITY,
  email TEXT NOT NULL,
  email_folded TEXT NOT NULL UNIQUE,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
