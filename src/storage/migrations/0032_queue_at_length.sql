-- The module queue at a million entries: what people look at is read from an index alone. SQLite does so only where the
-- columns of the condition stand in it, even those that are the same in all of it.

-- The groups, and whether something is the first that is held for its cause.
CREATE INDEX module_queue_by_cause ON module_queue (server_id, module_folded, failure_class, cause, held, action, created_at,
  last_attempt_at, completed_at) WHERE completed_at IS NULL;
DROP INDEX module_queue_held;

-- The views, as they are sorted where nobody says otherwise, and how many each has.
CREATE INDEX module_queue_by_age ON module_queue (created_at, id, completed_at) WHERE completed_at IS NULL;
CREATE INDEX module_queue_for_people ON module_queue (created_at, id, held, next_attempt_at, completed_at)
  WHERE completed_at IS NULL AND (held = 1 OR next_attempt_at IS NULL);
CREATE INDEX module_queue_retrying ON module_queue (coalesce(next_attempt_at, 0), id, held, next_attempt_at, completed_at)
  WHERE completed_at IS NULL AND held = 0 AND next_attempt_at IS NOT NULL;
