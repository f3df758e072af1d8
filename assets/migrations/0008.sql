-- A step has a name of its own among those of all machines, 16 random bytes, and says who made it and where. Those made so far
-- are yours, and where they were made is not known. The table is made anew, with foreign keys off, so that `change` stays.
CREATE TABLE op_new (
  id INTEGER PRIMARY KEY,
  uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  at INTEGER NOT NULL,
  by TEXT NOT NULL CHECK (by <> ''),
  machine TEXT NOT NULL,
  label TEXT NOT NULL,
  command TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone', 'dropped'))
) STRICT;
INSERT INTO op_new SELECT id, randomblob(16), at, 'me', '', label, command, state FROM op;
DROP TABLE op;
ALTER TABLE op_new RENAME TO op;
CREATE INDEX op_undone ON op (id) WHERE state = 'undone';

-- Calendars' files are no records, and nothing compares sums of them.
DELETE FROM tally WHERE record = 'source';
