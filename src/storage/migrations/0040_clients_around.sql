-- What the documents of the WHMCS face tell of client groups, and when contacts changed.
ALTER TABLE client_groups ADD COLUMN discount_minor BIGINT NOT NULL DEFAULT 0;
ALTER TABLE client_groups ADD COLUMN suspension_exempt SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE client_groups ADD COLUMN separate_invoices SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE contacts ADD COLUMN updated_at BIGINT NOT NULL DEFAULT 0;
UPDATE contacts SET updated_at = created_at;
-- Users are found as clients are: by the start of a name.
ALTER TABLE users ADD COLUMN first_name_folded TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN last_name_folded TEXT NOT NULL DEFAULT '';
UPDATE users SET first_name_folded = lower(first_name), last_name_folded = lower(last_name);
CREATE INDEX users_by_first_name ON users (first_name_folded);
CREATE INDEX users_by_last_name ON users (last_name_folded);
CREATE INDEX contacts_by_email ON contacts (email);
