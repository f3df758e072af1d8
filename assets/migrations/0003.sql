-- The files that a calendar of the configuration was read from, as they were then: what has not changed is not read again.
CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  calendar INTEGER NOT NULL REFERENCES calendar (id) ON DELETE CASCADE,
  path TEXT NOT NULL,
  size INTEGER NOT NULL,
  mtime INTEGER NOT NULL,
  inode INTEGER NOT NULL,
  UNIQUE (calendar, path)
) STRICT;

-- Which of them a series stands in.
CREATE TABLE origin (
  calendar INTEGER NOT NULL,
  uid TEXT NOT NULL,
  source INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
  PRIMARY KEY (calendar, uid)
) STRICT, WITHOUT ROWID;
CREATE INDEX origin_source ON origin (source);

-- Derived: series of which occurrences are missing in `occurrence`, and why.
CREATE TABLE unexpanded (
  calendar INTEGER NOT NULL,
  uid TEXT NOT NULL,
  title TEXT NOT NULL,
  why TEXT NOT NULL,
  PRIMARY KEY (calendar, uid)
) STRICT, WITHOUT ROWID;
