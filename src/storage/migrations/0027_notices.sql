-- How mail goes out, what went, and who is told of what.

-- One row: the mail server of the installation.
CREATE TABLE mail_settings (
  id BIGINT PRIMARY KEY CHECK (id = 1),
  host TEXT NOT NULL,
  port BIGINT NOT NULL,
  encryption TEXT NOT NULL CHECK (encryption IN ('starttls', 'tls', 'none')),
  username TEXT NOT NULL,
  password_sealed TEXT,
  from_name TEXT NOT NULL,
  from_address TEXT NOT NULL,
  public_url TEXT NOT NULL,
  per_minute BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

-- The outbox: every mail with what became of it.
CREATE TABLE mails (
  id IDENTITY,
  staff_id BIGINT NOT NULL REFERENCES staff (id),
  address TEXT NOT NULL,
  kind TEXT NOT NULL,
  cause_key TEXT,
  -- A JSON list of the permissions without which nobody may read it.
  needs TEXT NOT NULL,
  message_id TEXT NOT NULL,
  subject TEXT NOT NULL,
  plain TEXT NOT NULL,
  html TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'failed')),
  attempts BIGINT NOT NULL,
  answer TEXT,
  created_at BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE INDEX mails_of_staff ON mails (staff_id, id);
CREATE INDEX mails_by_state ON mails (state, id);
CREATE INDEX mails_by_end ON mails (ended_at) WHERE ended_at IS NOT NULL;

-- What stands instead of a template that is built in.
CREATE TABLE mail_templates (
  name TEXT PRIMARY KEY,
  subject TEXT NOT NULL,
  plain TEXT NOT NULL,
  html TEXT NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE TABLE notice_subscriptions (
  staff_id BIGINT PRIMARY KEY REFERENCES staff (id),
  address TEXT NOT NULL,
  attention TEXT NOT NULL CHECK (attention IN ('none', 'critical', 'all')),
  -- A JSON list; empty: all.
  attention_kinds TEXT NOT NULL,
  deadlines SMALLINT NOT NULL,
  assignments SMALLINT NOT NULL,
  tickets SMALLINT NOT NULL,
  trouble SMALLINT NOT NULL,
  delivery TEXT NOT NULL CHECK (delivery IN ('immediate', 'daily')),
  daily_hour BIGINT NOT NULL,
  time_zone TEXT NOT NULL,
  -- HH:MM in that zone.
  quiet_from TEXT,
  quiet_to TEXT,
  wake_for_critical SMALLINT NOT NULL,
  tell_over SMALLINT NOT NULL,
  updated_at BIGINT NOT NULL
);

-- What somebody was told that it stands, until it was over for a while.
CREATE TABLE notice_causes (
  staff_id BIGINT NOT NULL REFERENCES staff (id),
  cause_key TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  since BIGINT NOT NULL,
  gone_at BIGINT,
  PRIMARY KEY (staff_id, cause_key)
);

-- What somebody is to be told, and not before when.
CREATE TABLE notices (
  id IDENTITY,
  staff_id BIGINT NOT NULL REFERENCES staff (id),
  kind TEXT NOT NULL,
  cause_key TEXT NOT NULL,
  -- What it is about, for who may see that.
  subject TEXT NOT NULL,
  subject_id BIGINT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  due_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (staff_id, cause_key, kind)
);
CREATE INDEX notices_due ON notices (due_at);
