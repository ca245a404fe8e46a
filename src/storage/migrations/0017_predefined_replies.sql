-- Answers that the staff gives often.
CREATE TABLE predefined_replies (
  id IDENTITY,
  category TEXT NOT NULL,
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  UNIQUE (category, name)
);
