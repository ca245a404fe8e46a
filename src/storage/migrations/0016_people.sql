-- People who sign in: sessions, second factors, and who they are elsewhere.

ALTER TABLE roles ADD COLUMN requires_second_factor SMALLINT NOT NULL DEFAULT 0;

-- Tokens are digests. A token that was replaced goes on for a moment, and until the new one has come back.
CREATE TABLE sessions (
  id IDENTITY,
  staff_id BIGINT NOT NULL REFERENCES staff (id),
  token_digest TEXT NOT NULL UNIQUE,
  previous_digest TEXT,
  rotated_at BIGINT NOT NULL,
  confirmed SMALLINT NOT NULL,
  -- With another password of its owner it is over.
  password_version BIGINT NOT NULL,
  -- password, passkey or sign_on
  method TEXT NOT NULL,
  second_factor SMALLINT NOT NULL,
  address TEXT NOT NULL,
  agent TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  used_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_previous ON sessions (previous_digest);
CREATE INDEX sessions_of_staff ON sessions (staff_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE one_time_code_secrets (
  id IDENTITY,
  staff_id BIGINT NOT NULL UNIQUE REFERENCES staff (id),
  secret_sealed TEXT NOT NULL,
  -- Null until a first code has shown that the app has the secret.
  confirmed_at BIGINT,
  -- The half minute of the last code that was taken: no code counts twice.
  last_step BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE recovery_codes (
  id IDENTITY,
  staff_id BIGINT NOT NULL REFERENCES staff (id),
  code_digest TEXT NOT NULL,
  used_at BIGINT,
  UNIQUE (staff_id, code_digest)
);

CREATE TABLE passkeys (
  id IDENTITY,
  staff_id BIGINT NOT NULL REFERENCES staff (id),
  name TEXT NOT NULL,
  -- Base64url, both.
  credential_id TEXT NOT NULL UNIQUE,
  public_key TEXT NOT NULL,
  sign_count BIGINT NOT NULL,
  -- A JSON list.
  transports TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  used_at BIGINT
);
CREATE INDEX passkeys_of_staff ON passkeys (staff_id);

-- What was signed once and may not be shown again, until it is too old anyway.
CREATE TABLE spent_challenges (
  digest TEXT PRIMARY KEY,
  expires_at BIGINT NOT NULL
);
CREATE INDEX spent_challenges_by_expiry ON spent_challenges (expires_at);

-- Under which subject an identity provider knows a member of staff.
CREATE TABLE staff_identities (
  id IDENTITY,
  staff_id BIGINT NOT NULL REFERENCES staff (id),
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (issuer, subject)
);
CREATE INDEX staff_identities_of_staff ON staff_identities (staff_id);
