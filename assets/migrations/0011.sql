-- What there is to be reminded of is found without reading what else there is: open tasks by the moment they are due, and
-- dates of meetings that have reminders of their own.
CREATE INDEX task_due ON task (due_at) WHERE state = 'open' AND due_at IS NOT NULL;
-- Derived: the window is made anew by whoever opens it next.
DELETE FROM occurrence;
DELETE FROM horizon;
DELETE FROM unexpanded;
ALTER TABLE occurrence ADD COLUMN alarmed INTEGER NOT NULL DEFAULT 0 CHECK (alarmed IN (0, 1));
CREATE INDEX occurrence_alarmed ON occurrence (starts_at) WHERE alarmed;

-- How often something was written that no step tells of: whoever follows the steps of others knows by it that they are not all.
CREATE TABLE unjournalled (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  times INTEGER NOT NULL
) STRICT;
INSERT INTO unjournalled VALUES (1, 0);

-- The rows that a step has added many at once, while it is taken back: `row` to `last`, packed, in the order of `columns`. `sum` is
-- that of what they hold. An image of each as JSON would cost more than the rows did.
CREATE TABLE packed (
  id INTEGER PRIMARY KEY,
  op INTEGER NOT NULL REFERENCES op (id) ON DELETE CASCADE,
  record TEXT NOT NULL,
  row INTEGER NOT NULL,
  last INTEGER NOT NULL,
  columns TEXT NOT NULL,
  sum INTEGER NOT NULL,
  rows BLOB NOT NULL
) STRICT;
CREATE INDEX packed_row ON packed (op, record, last);
