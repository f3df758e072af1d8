-- By what the figures were worked out: where something else holds now, they are made anew. Empty: by an older version.
CREATE TABLE basis (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  text TEXT NOT NULL
) STRICT;
INSERT INTO basis VALUES (1, '');

-- Sums of the records that no step has changed or added by itself, 64 numbers a row: what others wrote would show.
CREATE TABLE tally (
  record TEXT NOT NULL,
  block INTEGER NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (record, block)
) STRICT, WITHOUT ROWID;

-- Derived, and made anew: SQLite before 3.41 takes a key whose columns are not the first ones for damaged.
DROP TABLE occurrence;
CREATE TABLE occurrence (
  starts_at INTEGER NOT NULL,
  event INTEGER NOT NULL,
  recurrence_id TEXT NOT NULL,
  ends_at INTEGER NOT NULL,
  first_day TEXT,
  last_day TEXT,
  PRIMARY KEY (starts_at, event, recurrence_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX occurrence_event ON occurrence (event);
CREATE INDEX occurrence_long ON occurrence (ends_at) WHERE ends_at - starts_at > 86400;
-- With it goes the window; and by which rules of time zones it was filled is kept from now on.
DROP TABLE horizon;
CREATE TABLE horizon (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  zone TEXT NOT NULL,
  rules TEXT NOT NULL
) STRICT;
DELETE FROM unexpanded;

-- What is known of events whose file is gone, in case it comes back: their number, whose they were, the time logged for them.
CREATE TABLE former (
  calendar INTEGER NOT NULL,
  uid TEXT NOT NULL,
  recurrence_id TEXT NOT NULL,
  event INTEGER NOT NULL,
  client INTEGER,
  entries TEXT NOT NULL,
  PRIMARY KEY (calendar, uid, recurrence_id)
) STRICT, WITHOUT ROWID;
