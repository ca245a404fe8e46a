-- Lists as members of staff like to see them.
CREATE TABLE saved_views (
  id IDENTITY,
  staff_id BIGINT NOT NULL REFERENCES staff (id),
  -- Which list it is of, by a word of the page: queue, outbound, projects.
  page TEXT NOT NULL,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  query TEXT NOT NULL,
  -- A JSON list.
  columns TEXT NOT NULL,
  sort TEXT NOT NULL,
  shared SMALLINT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (staff_id, page, name_folded)
);
CREATE INDEX saved_views_shared ON saved_views (page) WHERE shared = 1;
