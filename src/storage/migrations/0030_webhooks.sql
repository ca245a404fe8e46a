-- Addresses of others that are told what happens, and what became of each message to them.

CREATE TABLE webhooks (
  id IDENTITY,
  lane_id BIGINT NOT NULL,
  url TEXT NOT NULL,
  description TEXT NOT NULL,
  -- A JSON list of kinds of events, or of patterns such as `service.*`; empty: all.
  kinds TEXT NOT NULL,
  subject_id BIGINT,
  client_id BIGINT,
  ordered SMALLINT NOT NULL,
  active SMALLINT NOT NULL,
  -- A JSON list; what signs is sealed.
  signing_keys TEXT NOT NULL,
  -- Whose rights decide what it is told of; neither: the owner of the data.
  staff_id BIGINT REFERENCES staff (id),
  credential_id BIGINT REFERENCES credentials (id),
  -- It is told of what comes after this position of the sealed log.
  from_position BIGINT NOT NULL,
  -- Goes up with each change of what it is told.
  version BIGINT NOT NULL,
  failing_since BIGINT,
  disabled_at BIGINT,
  disabled_why TEXT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

-- One message of one event to one of them.
CREATE TABLE webhook_deliveries (
  id IDENTITY,
  webhook_id BIGINT NOT NULL REFERENCES webhooks (id),
  position BIGINT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  subject_id BIGINT NOT NULL,
  client_id BIGINT,
  actor_kind TEXT NOT NULL,
  actor_id BIGINT NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'delivered', 'failed', 'withheld')),
  attempts BIGINT NOT NULL,
  -- Of the last attempt.
  status BIGINT,
  answer TEXT,
  attempted_at BIGINT,
  next_at BIGINT,
  created_at BIGINT NOT NULL,
  ended_at BIGINT,
  UNIQUE (webhook_id, position)
);
CREATE INDEX webhook_deliveries_of_webhook ON webhook_deliveries (webhook_id, id);
CREATE INDEX webhook_deliveries_by_state ON webhook_deliveries (state, id);
CREATE INDEX webhook_deliveries_by_age ON webhook_deliveries (created_at);
CREATE INDEX webhook_deliveries_in_order ON webhook_deliveries (webhook_id, subject, subject_id, position)
  WHERE state = 'queued';
