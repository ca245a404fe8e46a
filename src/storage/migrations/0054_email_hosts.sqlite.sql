-- Clients are found by what stands behind the @ of their address, too.
ALTER TABLE clients ADD COLUMN email_host_folded TEXT NOT NULL DEFAULT '';
UPDATE clients SET email_host_folded = substr(email_folded, instr(email_folded, '@') + 1);
CREATE INDEX clients_by_email_host ON clients (email_host_folded);
