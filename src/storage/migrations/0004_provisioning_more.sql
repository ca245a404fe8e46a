-- provisioning, continued

-- The server of its registrar through which a name is looked after.
ALTER TABLE domains ADD COLUMN server_id BIGINT;

-- Reports of panels that were heeded: one that comes again changes nothing.
CREATE TABLE module_callbacks (
  operation_id BIGINT NOT NULL,
  callback_id TEXT NOT NULL,
  taken_at BIGINT NOT NULL,
  PRIMARY KEY (operation_id, callback_id)
);

-- What an order makes of a service when it is accepted.
ALTER TABLE orders ADD COLUMN upgrade TEXT;
ALTER TABLE orders ADD COLUMN upgrade_service_id BIGINT;
CREATE INDEX orders_upgrading ON orders (upgrade_service_id) WHERE upgrade_service_id IS NOT NULL;

-- Whether something is the first that is held for its cause.
CREATE INDEX module_queue_held ON module_queue (cause) WHERE completed_at IS NULL AND held = 1;

-- What is old enough to go.
CREATE INDEX module_attempts_to_prune ON module_attempts (started_at);
CREATE INDEX module_operations_to_prune ON module_operations (finished_at) WHERE finished_at IS NOT NULL;
CREATE INDEX module_queue_to_prune ON module_queue (completed_at) WHERE completed_at IS NOT NULL;
