-- outbound

-- The version moves with every change of what processes remember; boots counts the processes that gave out references.
CREATE TABLE outbound_state (
  one SMALLINT PRIMARY KEY CHECK (one = 1),
  version BIGINT NOT NULL,
  boots BIGINT NOT NULL
);
INSERT INTO outbound_state (one, version, boots) VALUES (1, 1, 0);

CREATE TABLE outbound_accounts (
  id IDENTITY,
  cloud_id TEXT NOT NULL,
  username TEXT NOT NULL,
  username_folded TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (cloud_id, username_folded)
);

CREATE TABLE outbound_keys (
  id IDENTITY,
  account_id BIGINT NOT NULL REFERENCES outbound_accounts (id),
  name TEXT NOT NULL,
  digest TEXT NOT NULL,
  read_only SMALLINT NOT NULL,
  expires_at BIGINT,
  revoked_at BIGINT,
  created_at BIGINT NOT NULL
);
CREATE INDEX outbound_keys_of_account ON outbound_keys (account_id, id);

-- Rate, concurrency, limit, expiry and weight stand in the service's lane.
CREATE TABLE outbound_services (
  id IDENTITY,
  account_id BIGINT NOT NULL REFERENCES outbound_accounts (id),
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('rest', 'uas')),
  runner TEXT NOT NULL CHECK (runner IN ('http', 'worker', 'demonstration')),
  lane_id BIGINT NOT NULL,
  password_digest TEXT NOT NULL,
  application_name TEXT,
  first_page TEXT,
  fallback_page TEXT,
  final_page TEXT,
  run_limit_ms BIGINT NOT NULL,
  calling_window TEXT,
  on_lost TEXT NOT NULL CHECK (on_lost IN ('fail', 'repeat')),
  enabled SMALLINT NOT NULL,
  paused SMALLINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (account_id, name)
);
CREATE INDEX outbound_services_with_window ON outbound_services (id) WHERE calling_window IS NOT NULL;

-- What must outlive the process that asks an application's pages. began: a page is being asked; waits: the application
-- reports the end later; ended: the final page is what is left to do.
CREATE TABLE outbound_runs (
  job_id BIGINT PRIMARY KEY,
  stage TEXT NOT NULL CHECK (stage IN ('began', 'waits', 'ended')),
  limit_at BIGINT,
  ending TEXT,
  final_tries BIGINT NOT NULL DEFAULT 0,
  token TEXT
);
