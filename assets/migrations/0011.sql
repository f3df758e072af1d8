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
