-- When there was a key or a command last while a timer ran, so that a forgotten one is noticed; and
-- until when it was said to be right that it runs.
CREATE TABLE alive (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  at INTEGER NOT NULL,
  entry INTEGER,
  kept_at INTEGER,
  CHECK ((entry IS NULL) = (kept_at IS NULL))
) STRICT;

-- What is looked for again and again, by a name.
CREATE TABLE filter (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  text TEXT NOT NULL
) STRICT;
