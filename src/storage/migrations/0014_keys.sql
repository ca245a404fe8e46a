-- Keys of the installation, sealed under the secret key, which may change: these do not.
CREATE TABLE keys (
  id IDENTITY,
  name TEXT NOT NULL UNIQUE,
  sealed TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

-- Processes that have the database open, with the secret keys that they hold (fingerprints) and the one that they seal with.
CREATE TABLE nodes (
  name TEXT PRIMARY KEY,
  version TEXT NOT NULL,
  secret_keys TEXT NOT NULL,
  seals_with TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL
);
