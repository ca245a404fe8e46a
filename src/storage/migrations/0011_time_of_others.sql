-- access, continued

-- Time in another's name takes a right of its own. Roles that could write it may go on; projects.* and * have it anyway.
UPDATE roles SET permissions = replace(permissions, '"projects.write"', '"projects.time_others","projects.write"');
