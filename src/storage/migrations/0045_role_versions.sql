-- Two people who change one role at once are told so.
ALTER TABLE roles ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
