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

-- What is old enough to go.
CREATE INDEX module_operations_to_prune ON module_operations (finished_at) WHERE finished_at IS NOT NULL;
CREATE INDEX module_queue_to_prune ON module_queue (completed_at) WHERE completed_at IS NOT NULL;
