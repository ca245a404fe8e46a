-- access, continued: guesses are reserved before they are looked at, and lists and bans hold for the faces that they name

-- Wrong guesses, and those that are being looked at.
CREATE TABLE login_attempts (
  id IDENTITY,
  face TEXT NOT NULL,
  -- An IPv4 address, or the /64 of an IPv6 one.
  block TEXT NOT NULL,
  -- A keyed digest of who was named.
  identity TEXT NOT NULL,
  -- Whether that caller had been right from there before.
  known SMALLINT NOT NULL,
  at BIGINT NOT NULL,
  -- Until when it is being looked at. Null of one that was wrong, and 0 once a ban came of it: then it counts for who was
  -- named, and towards no other ban.
  until BIGINT
);
CREATE INDEX login_attempts_of_block ON login_attempts (face, block, at);
CREATE INDEX login_attempts_of_identity ON login_attempts (identity, at);
CREATE INDEX login_attempts_by_age ON login_attempts (at);

-- What it replaces held nothing that is older than a quarter of an hour.
DROP TABLE login_failures;

-- Who was right before, on which face, from where and when. It lets nobody in: it is a place in a shorter line.
CREATE TABLE known_callers (
  block TEXT NOT NULL,
  -- A keyed digest of the face and of who was named.
  identity TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (block, identity)
);
CREATE INDEX known_callers_by_age ON known_callers (at);

-- Whether it came of wrong guesses; the others were made by hand.
ALTER TABLE bans ADD COLUMN automatic SMALLINT NOT NULL DEFAULT 0;
UPDATE bans SET automatic = 1 WHERE expires_at IS NOT NULL AND reason LIKE '% failed login attempts';

-- A JSON list. Those that were there before held for these three.
ALTER TABLE allowed_addresses ADD COLUMN faces TEXT NOT NULL DEFAULT '["whmcs","wbteampro","native"]';
