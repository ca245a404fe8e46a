-- Discussions and files of projects: what is true of all that is in a thread. Its number is that of the first entry.
CREATE TABLE threads (
  kind TEXT NOT NULL CHECK (kind IN ('topic', 'file')),
  id BIGINT NOT NULL,
  project_id BIGINT NOT NULL REFERENCES projects (id),
  action_id BIGINT REFERENCES actions (id),
  label TEXT NOT NULL,
  label_folded TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('open', 'closed')),
  client_access TEXT NOT NULL CHECK (client_access IN ('hidden', 'view', 'modify')),
  entries BIGINT NOT NULL DEFAULT 0,
  numbered BIGINT NOT NULL DEFAULT 0,
  latest_id BIGINT NOT NULL,
  activity_at BIGINT NOT NULL,
  PRIMARY KEY (kind, id)
);
CREATE INDEX threads_of_project ON threads (project_id, kind, activity_at);
CREATE INDEX threads_of_action ON threads (action_id);
CREATE INDEX threads_by_activity ON threads (kind, activity_at, id);

CREATE TABLE topics (
  id IDENTITY,
  thread_id BIGINT NOT NULL,
  title TEXT NOT NULL,
  title_folded TEXT NOT NULL,
  detail TEXT NOT NULL,
  detail_folded TEXT NOT NULL,
  owner_id BIGINT REFERENCES staff (id),
  owner_client_id BIGINT REFERENCES clients (id),
  owner_contact_id BIGINT REFERENCES contacts (id) ON DELETE SET NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX topics_of_thread ON topics (thread_id, id);

CREATE TABLE project_files (
  id IDENTITY,
  thread_id BIGINT NOT NULL,
  version_label TEXT NOT NULL,
  filename TEXT NOT NULL,
  filename_folded TEXT NOT NULL,
  media_type TEXT NOT NULL,
  detail TEXT NOT NULL,
  detail_folded TEXT NOT NULL,
  content_id BIGINT NOT NULL REFERENCES contents (id),
  owner_id BIGINT REFERENCES staff (id),
  owner_client_id BIGINT REFERENCES clients (id),
  owner_contact_id BIGINT REFERENCES contacts (id) ON DELETE SET NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX project_files_of_thread ON project_files (thread_id, id);
CREATE INDEX project_files_of_content ON project_files (content_id);

CREATE TABLE ticket_links (
  id IDENTITY,
  ticket_id BIGINT NOT NULL REFERENCES tickets (id),
  project_id BIGINT NOT NULL REFERENCES projects (id),
  action_id BIGINT REFERENCES actions (id),
  owner_id BIGINT REFERENCES staff (id),
  created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX ticket_links_once ON ticket_links (ticket_id, project_id, coalesce(action_id, 0));
CREATE INDEX ticket_links_of_project ON ticket_links (project_id);
CREATE INDEX ticket_links_of_action ON ticket_links (action_id);
