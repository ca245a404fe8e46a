-- provisioning

-- What was asked of a module, until it has an end. A job on the lane of its server carries it out.
CREATE TABLE module_operations (
  id IDENTITY,
  service_type TEXT NOT NULL CHECK (service_type IN ('service', 'addon', 'domain')),
  service_id BIGINT NOT NULL,
  client_id BIGINT NOT NULL,
  module TEXT NOT NULL,
  action TEXT NOT NULL,
  wish TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  server_id BIGINT,
  lane_id BIGINT NOT NULL,
  job_id BIGINT,
  state TEXT NOT NULL CHECK (state IN ('queued', 'held', 'done', 'superseded', 'settled', 'cancelled')),
  acting SMALLINT NOT NULL DEFAULT 0,
  looking SMALLINT NOT NULL DEFAULT 0,
  absences BIGINT NOT NULL DEFAULT 0,
  obsolete SMALLINT NOT NULL DEFAULT 0,
  approved SMALLINT NOT NULL DEFAULT 0,
  tries BIGINT NOT NULL DEFAULT 0,
  attempts BIGINT NOT NULL DEFAULT 0,
  reports BIGINT NOT NULL DEFAULT 0,
  outcome TEXT,
  began_at BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  finished_at BIGINT,
  CONSTRAINT finished_operation_has_finished_at CHECK ((finished_at IS NULL) = (state IN ('queued', 'held')))
);
CREATE INDEX module_operations_open ON module_operations (service_id, service_type) WHERE finished_at IS NULL;
CREATE INDEX module_operations_of_service ON module_operations (service_id, id);
CREATE INDEX module_operations_to_brake ON module_operations (server_id, began_at)
  WHERE began_at IS NOT NULL AND action IN ('SuspendAccount', 'TerminateAccount');

-- Each time that a panel was asked, with what it was asked and what it said, without secrets.
CREATE TABLE module_attempts (
  id IDENTITY,
  operation_id BIGINT NOT NULL,
  looked SMALLINT NOT NULL,
  outcome TEXT NOT NULL,
  said TEXT NOT NULL,
  explanation TEXT NOT NULL,
  trace TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  duration_ms BIGINT NOT NULL
);
CREATE INDEX module_attempts_of_operation ON module_attempts (operation_id, id);

-- What a module wants to remember about an account, such as the panel's own number for it.
CREATE TABLE module_memories (
  service_type TEXT NOT NULL,
  service_id BIGINT NOT NULL,
  facts TEXT NOT NULL,
  PRIMARY KEY (service_type, service_id)
);

-- A lane is paused as long as it has one of these.
CREATE TABLE lane_holds (
  lane_id BIGINT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('by-hand', 'maintenance')),
  held_by TEXT NOT NULL,
  why TEXT NOT NULL,
  since BIGINT NOT NULL,
  PRIMARY KEY (lane_id, reason)
);

ALTER TABLE module_queue ADD COLUMN explanation TEXT NOT NULL DEFAULT '';
ALTER TABLE module_queue ADD COLUMN cause TEXT NOT NULL DEFAULT '';
ALTER TABLE module_queue ADD COLUMN server_id BIGINT;
ALTER TABLE module_queue ADD COLUMN operation_id BIGINT;
ALTER TABLE module_queue ADD COLUMN note TEXT NOT NULL DEFAULT '';
