-- What users who are not owners may do for a client: names, as JSON. Owners may do everything.
ALTER TABLE client_users ADD COLUMN permissions TEXT NOT NULL DEFAULT '[]';
