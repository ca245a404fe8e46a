CREATE TABLE projects (
  id IDENTITY,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  type TEXT NOT NULL,
  status TEXT NOT NULL,
  function TEXT NOT NULL CHECK (function IN ('default', 'template', 'archive')),
  complete SMALLINT NOT NULL DEFAULT 0 CHECK (complete BETWEEN 0 AND 100),
  children_complete BIGINT NOT NULL DEFAULT 0,
  child_count BIGINT NOT NULL DEFAULT 0,
  action_count BIGINT NOT NULL DEFAULT 0,
  detail TEXT NOT NULL,
  detail_folded TEXT NOT NULL,
  notes TEXT NOT NULL,
  notes_folded TEXT NOT NULL,
  client_id BIGINT REFERENCES clients (id),
  contact_id BIGINT REFERENCES contacts (id) ON DELETE SET NULL,
  service_id BIGINT REFERENCES services (id) ON DELETE SET NULL,
  manager_id BIGINT REFERENCES staff (id),
  assigned_id BIGINT, -- -1 is anybody
  owner_id BIGINT REFERENCES staff (id),
  staff_access TEXT NOT NULL CHECK (staff_access IN ('all', 'manager', 'related')),
  client_access TEXT NOT NULL CHECK (client_access IN ('hidden', 'view', 'modify')),
  start_on TEXT,
  finish_on TEXT,
  billable SMALLINT NOT NULL,
  rate TEXT NOT NULL,
  closed SMALLINT NOT NULL DEFAULT 0,
  invoice_ids TEXT NOT NULL DEFAULT '',
  elapsed_seconds BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  activity_at BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX projects_by_activity ON projects (activity_at, id);
CREATE INDEX projects_of_client ON projects (client_id);
CREATE INDEX projects_of_service ON projects (service_id);
CREATE INDEX projects_of_contact ON projects (contact_id);

-- `parent_id` is 0 at the top: one order of an index on both databases, which disagree about where nulls go.
CREATE TABLE actions (
  id IDENTITY,
  project_id BIGINT NOT NULL REFERENCES projects (id),
  parent_id BIGINT NOT NULL,
  position BIGINT NOT NULL,
  depth SMALLINT NOT NULL,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  type TEXT NOT NULL,
  status TEXT NOT NULL,
  priority SMALLINT NOT NULL CHECK (priority BETWEEN 1 AND 3),
  complete SMALLINT NOT NULL CHECK (complete BETWEEN 0 AND 100),
  children_complete BIGINT NOT NULL DEFAULT 0,
  child_count BIGINT NOT NULL DEFAULT 0,
  detail TEXT NOT NULL,
  detail_folded TEXT NOT NULL,
  notes TEXT NOT NULL,
  notes_folded TEXT NOT NULL,
  duration_seconds BIGINT NOT NULL,
  elapsed_seconds BIGINT NOT NULL DEFAULT 0,
  manager_id BIGINT REFERENCES staff (id),
  assigned_id BIGINT, -- -1 is anybody
  contact_id BIGINT REFERENCES contacts (id) ON DELETE SET NULL,
  owner_id BIGINT REFERENCES staff (id),
  client_access TEXT NOT NULL CHECK (client_access IN ('inherit', 'hidden', 'view', 'modify')),
  tree_access TEXT NOT NULL CHECK (tree_access IN ('inherit', 'hidden', 'view', 'modify')),
  billable SMALLINT NOT NULL,
  billed SMALLINT NOT NULL DEFAULT 0,
  start_on TEXT,
  finish_on TEXT,
  frequency TEXT NOT NULL CHECK (frequency IN ('none', 'daily', 'weekly', 'monthly', 'yearly')),
  recur_rule TEXT NOT NULL,
  recur_parent_id BIGINT REFERENCES actions (id) ON DELETE SET NULL,
  service_id BIGINT REFERENCES services (id) ON DELETE SET NULL,
  queue_entry_id BIGINT,
  expiring_told_on TEXT, -- the finish that was told of as near
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  activity_at BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX actions_of_project ON actions (project_id, parent_id, position, id);
CREATE INDEX actions_of_parent ON actions (parent_id, position);
CREATE INDEX actions_of_assigned ON actions (assigned_id);
CREATE INDEX actions_of_summary ON actions (recur_parent_id);
CREATE INDEX actions_of_service ON actions (service_id);
CREATE INDEX actions_of_contact ON actions (contact_id);
CREATE UNIQUE INDEX actions_of_queue_entry ON actions (queue_entry_id);
CREATE INDEX actions_to_finish ON actions (finish_on) WHERE complete < 100;

CREATE TABLE time_logs (
  id IDENTITY,
  parent_type TEXT NOT NULL CHECK (parent_type IN ('client', 'project', 'action', 'ticket')),
  parent_id BIGINT NOT NULL,
  client_id BIGINT REFERENCES clients (id),
  project_id BIGINT REFERENCES projects (id),
  action_id BIGINT REFERENCES actions (id),
  ticket_id BIGINT,
  service_id BIGINT REFERENCES services (id) ON DELETE SET NULL,
  staff_id BIGINT REFERENCES staff (id),
  note TEXT NOT NULL,
  note_folded TEXT NOT NULL,
  type TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'complete')),
  started_at BIGINT NOT NULL,
  stopped_at BIGINT,
  elapsed_seconds BIGINT NOT NULL DEFAULT 0 CHECK (elapsed_seconds >= 0),
  billable SMALLINT NOT NULL,
  invoice_id BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  CONSTRAINT complete_has_stopped_at CHECK ((state = 'complete') = (stopped_at IS NOT NULL))
);
CREATE INDEX time_logs_by_start ON time_logs (started_at, id);
CREATE INDEX time_logs_of_project ON time_logs (project_id, started_at);
CREATE INDEX time_logs_of_action ON time_logs (action_id, started_at);
CREATE INDEX time_logs_of_ticket ON time_logs (ticket_id);
CREATE INDEX time_logs_of_client ON time_logs (client_id, started_at);
CREATE INDEX time_logs_of_service ON time_logs (service_id, started_at);
CREATE INDEX time_logs_of_staff ON time_logs (staff_id, started_at);
CREATE INDEX time_logs_running ON time_logs (staff_id) WHERE state = 'active';

-- Values are JSON.
CREATE TABLE project_settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

CREATE TABLE staff_rates (
  staff_id BIGINT PRIMARY KEY REFERENCES staff (id),
  rate TEXT NOT NULL
);
