-- access, continued

-- How the answers to a member look who signs in with the password; credentials have settings of their own.
ALTER TABLE staff ADD COLUMN numbers TEXT NOT NULL DEFAULT 'documented';
ALTER TABLE staff ADD COLUMN stringify_columns SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE staff ADD COLUMN http_status TEXT NOT NULL DEFAULT 'documented';
