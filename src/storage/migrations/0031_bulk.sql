-- What somebody does to many at once: the set as it was previewed, and what became of each.
CREATE TABLE bulk_actions (
  id IDENTITY,
  noun TEXT NOT NULL,
  action TEXT NOT NULL,
  -- JSON, as they were asked for.
  filter TEXT NOT NULL,
  params TEXT NOT NULL,
  why TEXT NOT NULL,
  -- JSON: who made it; its steps are done with the rights that they have by then.
  made_by TEXT NOT NULL,
  maker_id BIGINT NOT NULL,
  token TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('previewed', 'running', 'stopping', 'stopped', 'done')),
  total BIGINT NOT NULL,
  succeeded BIGINT NOT NULL DEFAULT 0,
  failed BIGINT NOT NULL DEFAULT 0,
  skipped BIGINT NOT NULL DEFAULT 0,
  -- The step that is to come: others are of no account.
  step BIGINT NOT NULL DEFAULT 0,
  -- Why it stands still, or stopped by itself; empty otherwise.
  held TEXT NOT NULL DEFAULT '',
  stopped_because TEXT NOT NULL DEFAULT '',
  -- A person let what is left pass the brake.
  approved SMALLINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  committed_at BIGINT,
  ended_at BIGINT,
  undo_of BIGINT,
  undone_by BIGINT
);
CREATE INDEX bulk_actions_by_state ON bulk_actions (state, id);

CREATE TABLE bulk_action_items (
  action_id BIGINT NOT NULL REFERENCES bulk_actions (id),
  item_id BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'succeeded', 'failed', 'skipped')),
  code TEXT NOT NULL DEFAULT '',
  words TEXT NOT NULL DEFAULT '',
  -- What came of it, such as the operation; of one that undoes, at first what is to be undone.
  effect_id BIGINT,
  ended_at BIGINT,
  PRIMARY KEY (action_id, item_id)
);
CREATE INDEX bulk_action_items_by_state ON bulk_action_items (action_id, state, item_id);

-- What may yet suspend or terminate on a server, for the brake.
CREATE INDEX module_operations_to_begin ON module_operations (server_id)
  WHERE began_at IS NULL AND finished_at IS NULL AND action IN ('SuspendAccount', 'TerminateAccount');
