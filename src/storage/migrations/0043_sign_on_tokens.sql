-- Links that sign a user in at the provider's portal, once, and credentials of OAuth clients. Secrets stand as digests alone.
CREATE TABLE sign_on_tokens (
  id IDENTITY,
  digest TEXT NOT NULL UNIQUE,
  user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  client_id BIGINT REFERENCES clients (id) ON DELETE CASCADE,
  destination TEXT NOT NULL,
  service_id BIGINT,
  domain_id BIGINT,
  path TEXT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT,
  created_at BIGINT NOT NULL
);
CREATE INDEX sign_on_tokens_by_end ON sign_on_tokens (expires_at);
CREATE INDEX sign_on_tokens_of_user ON sign_on_tokens (user_id);
CREATE INDEX sign_on_tokens_of_client ON sign_on_tokens (client_id);
CREATE TABLE oauth_credentials (
  id IDENTITY,
  grant_type TEXT NOT NULL CHECK (grant_type IN ('authorization_code', 'single_sign_on')),
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  scopes TEXT NOT NULL,
  identifier TEXT NOT NULL UNIQUE,
  secret_digest TEXT NOT NULL,
  service_id BIGINT,
  logo_uri TEXT NOT NULL,
  redirect_uris TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
