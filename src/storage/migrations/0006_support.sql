-- files

-- Bytes that other rows refer to. A row comes before its bytes and goes after them.
CREATE TABLE contents (
  id IDENTITY,
  place TEXT NOT NULL CHECK (place IN ('folder', 'database')),
  storage_key TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('arriving', 'arrived', 'kept', 'dropped')),
  size BIGINT NOT NULL DEFAULT 0,
  sha256 TEXT NOT NULL DEFAULT '',
  touched_at BIGINT NOT NULL
);
CREATE INDEX contents_to_sweep ON contents (id) WHERE state <> 'kept';

CREATE TABLE content_pieces (
  storage_key TEXT NOT NULL,
  position BIGINT NOT NULL,
  bytes BYTES NOT NULL,
  PRIMARY KEY (storage_key, position)
);

-- support

CREATE TABLE departments (
  id IDENTITY,
  name TEXT NOT NULL UNIQUE,
  description TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  hidden SMALLINT NOT NULL DEFAULT 0,
  position BIGINT NOT NULL,
  staff_ids TEXT NOT NULL DEFAULT '[]'
);

CREATE TABLE tickets (
  id IDENTITY,
  mask TEXT NOT NULL UNIQUE,
  access_key TEXT NOT NULL,
  department_id BIGINT NOT NULL REFERENCES departments (id),
  client_id BIGINT REFERENCES clients (id),
  contact_id BIGINT REFERENCES contacts (id),
  user_id BIGINT REFERENCES users (id),
  staff_id BIGINT,
  staff_name TEXT NOT NULL,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  email_folded TEXT NOT NULL,
  cc TEXT NOT NULL,
  subject TEXT NOT NULL,
  subject_folded TEXT NOT NULL,
  message TEXT NOT NULL,
  message_folded TEXT NOT NULL,
  markdown SMALLINT NOT NULL,
  status TEXT NOT NULL,
  priority TEXT NOT NULL CHECK (priority IN ('Low', 'Medium', 'High')),
  flagged_to BIGINT,
  related_type TEXT CHECK (related_type IN ('service', 'domain')),
  related_id BIGINT,
  prevent_client_closure SMALLINT NOT NULL,
  opened_at BIGINT NOT NULL,
  last_reply_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  CONSTRAINT related_is_whole CHECK ((related_type IS NULL) = (related_id IS NULL))
);
CREATE INDEX tickets_latest ON tickets (last_reply_at, id);
CREATE INDEX tickets_of_department ON tickets (department_id, status, last_reply_at);
CREATE INDEX tickets_of_client ON tickets (client_id, last_reply_at);
CREATE INDEX tickets_of_guest ON tickets (email_folded) WHERE email_folded <> '';
CREATE INDEX tickets_flagged ON tickets (flagged_to, status) WHERE flagged_to IS NOT NULL;
CREATE INDEX tickets_in_status ON tickets (status, last_reply_at);

-- The numbers of tickets that were merged into another one still find it.
CREATE TABLE former_ticket_masks (
  mask TEXT PRIMARY KEY,
  ticket_id BIGINT NOT NULL REFERENCES tickets (id) ON DELETE CASCADE
);
CREATE INDEX former_ticket_masks_of_ticket ON former_ticket_masks (ticket_id);

CREATE TABLE ticket_replies (
  id IDENTITY,
  ticket_id BIGINT NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
  client_id BIGINT REFERENCES clients (id),
  contact_id BIGINT REFERENCES contacts (id),
  user_id BIGINT REFERENCES users (id),
  staff_id BIGINT,
  staff_name TEXT NOT NULL,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  message TEXT NOT NULL,
  markdown SMALLINT NOT NULL,
  rating BIGINT NOT NULL DEFAULT 0,
  at BIGINT NOT NULL
);
CREATE INDEX ticket_replies_of_ticket ON ticket_replies (ticket_id, at, id);

CREATE TABLE ticket_notes (
  id IDENTITY,
  ticket_id BIGINT NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
  staff_id BIGINT,
  staff_name TEXT NOT NULL,
  message TEXT NOT NULL,
  markdown SMALLINT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX ticket_notes_of_ticket ON ticket_notes (ticket_id, at, id);

CREATE TABLE ticket_attachments (
  id IDENTITY,
  ticket_id BIGINT NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
  owner_type TEXT NOT NULL CHECK (owner_type IN ('ticket', 'reply', 'note')),
  owner_id BIGINT NOT NULL,
  position BIGINT NOT NULL,
  filename TEXT NOT NULL,
  content_id BIGINT NOT NULL REFERENCES contents (id),
  UNIQUE (owner_type, owner_id, position)
);
CREATE INDEX ticket_attachments_of_ticket ON ticket_attachments (ticket_id);
