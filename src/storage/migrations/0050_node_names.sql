-- Names of nodes, each kept in a data folder. Who has one says so every few seconds; `run` is empty once it has stopped.
CREATE TABLE node_names (
  name TEXT PRIMARY KEY,
  boot BIGINT NOT NULL,
  run TEXT NOT NULL,
  host TEXT NOT NULL,
  timezone TEXT NOT NULL,
  seen_at BIGINT NOT NULL
);
