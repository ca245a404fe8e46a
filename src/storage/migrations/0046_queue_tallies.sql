-- The module queue at a million entries, again: what is counted is counted when it is written.

-- Open entries that have all of this in common. 0 is no server.
CREATE TABLE module_queue_tallies (
  id IDENTITY,
  server_id BIGINT NOT NULL,
  module_folded TEXT NOT NULL,
  failure_class TEXT NOT NULL,
  cause TEXT NOT NULL,
  action_folded TEXT NOT NULL,
  service_type TEXT NOT NULL,
  held SMALLINT NOT NULL,
  -- Held, or no further try is planned.
  attention SMALLINT NOT NULL,
  -- Without the changes below.
  entries BIGINT NOT NULL
);
-- Two that are made at once may be alike: they are added up. A cause may be longer than an index takes.
CREATE INDEX module_queue_tallies_by_what ON module_queue_tallies (server_id, failure_class, substr(cause, 1, 200));

-- Rows are only added, so that nobody who fails waits for another; now and then they are put together.
CREATE TABLE module_queue_tally_changes (
  id IDENTITY,
  tally_id BIGINT NOT NULL REFERENCES module_queue_tallies (id),
  entries BIGINT NOT NULL
);
CREATE INDEX module_queue_tally_changes_of_tally ON module_queue_tally_changes (tally_id, entries);

-- Null of what is settled.
ALTER TABLE module_queue ADD COLUMN tally_id BIGINT REFERENCES module_queue_tallies (id);

INSERT INTO module_queue_tallies (server_id, module_folded, failure_class, cause, action_folded, service_type, held,
    attention, entries)
  SELECT coalesce(server_id, 0), module_folded, failure_class, cause, action_folded, service_type, held,
    CASE WHEN held = 1 OR next_attempt_at IS NULL THEN 1 ELSE 0 END, count(*)
  FROM module_queue WHERE completed_at IS NULL GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;
UPDATE module_queue SET tally_id = (SELECT t.id FROM module_queue_tallies t
    WHERE t.server_id = coalesce(module_queue.server_id, 0) AND t.module_folded = module_queue.module_folded
      AND t.failure_class = module_queue.failure_class AND t.cause = module_queue.cause
      AND t.action_folded = module_queue.action_folded AND t.service_type = module_queue.service_type
      AND t.held = module_queue.held
      AND t.attention = CASE WHEN module_queue.held = 1 OR module_queue.next_attempt_at IS NULL THEN 1 ELSE 0 END)
  WHERE completed_at IS NULL;

-- Of a tally: since when, and what failed last.
CREATE INDEX module_queue_since ON module_queue (tally_id, created_at) WHERE tally_id IS NOT NULL;
CREATE INDEX module_queue_failed_last ON module_queue (tally_id, last_attempt_at, id) WHERE tally_id IS NOT NULL;

-- Each order in which people read it, with the tally for whatever filter: no row is read that is not shown.
CREATE INDEX module_queue_by_id ON module_queue (id, tally_id) WHERE tally_id IS NOT NULL;
CREATE INDEX module_queue_by_start ON module_queue (created_at, id, tally_id) WHERE tally_id IS NOT NULL;
CREATE INDEX module_queue_by_last ON module_queue (last_attempt_at, id, tally_id) WHERE tally_id IS NOT NULL;
CREATE INDEX module_queue_by_next ON module_queue (coalesce(next_attempt_at, 0), id, tally_id) WHERE tally_id IS NOT NULL;
CREATE INDEX module_queue_by_tries ON module_queue (retries, created_at, id, tally_id) WHERE tally_id IS NOT NULL;
CREATE INDEX module_queue_by_most_tries ON module_queue (retries DESC, created_at, id, tally_id) WHERE tally_id IS NOT NULL;
DROP INDEX module_queue_to_list;
DROP INDEX module_queue_by_cause;
DROP INDEX module_queue_by_age;
DROP INDEX module_queue_for_people;
DROP INDEX module_queue_retrying;

-- What was settled, by when.
CREATE INDEX module_queue_settled ON module_queue (completed_at, id) WHERE completed_at IS NOT NULL;
DROP INDEX module_queue_to_prune;
ALTER TABLE module_queue ADD COLUMN settled_by TEXT NOT NULL DEFAULT '';

-- What people write down about an entry, open or settled.
CREATE TABLE module_queue_notes (
  id IDENTITY,
  entry_id BIGINT NOT NULL REFERENCES module_queue (id),
  text TEXT NOT NULL,
  -- Of the staff; null of a program's own.
  staff_id BIGINT,
  by_name TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX module_queue_notes_of_entry ON module_queue_notes (entry_id, id);
