-- On which day of the month it is due, where some months are too short for it.
ALTER TABLE services ADD COLUMN billing_day BIGINT;
ALTER TABLE service_addons ADD COLUMN billing_day BIGINT;
ALTER TABLE domains ADD COLUMN billing_day BIGINT;
