-- Requests that are done once, however often they are sent. Digests are keyed; answers are sealed, because some are secret.
CREATE TABLE idempotent_requests (
  id IDENTITY,
  -- Whose key it is.
  owner TEXT NOT NULL,
  key_digest TEXT NOT NULL,
  request_digest TEXT NOT NULL,
  -- Null until it is answered.
  answer_sealed TEXT,
  created_at BIGINT NOT NULL,
  UNIQUE (owner, key_digest)
);
CREATE INDEX idempotent_requests_by_age ON idempotent_requests (created_at);
