-- What one unit of the default currency is in this one, in hundred-thousandths, and how people are shown amounts.
ALTER TABLE currencies ADD COLUMN rate BIGINT NOT NULL DEFAULT 100000;
ALTER TABLE currencies ADD COLUMN format BIGINT NOT NULL DEFAULT 1;
