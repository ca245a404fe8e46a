-- what is said about a module action beside its name, and who asked for it, have the words that the code has

ALTER TABLE module_operations RENAME COLUMN wish TO params;
ALTER TABLE module_operations RENAME COLUMN asked_by TO requested_by;
