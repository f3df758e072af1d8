-- How this database's entries are told from another's in a table that leaves it. Given once; copies keep it.
CREATE TABLE mark (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  text TEXT NOT NULL CHECK (length(text) = 8 AND text NOT GLOB '*[^0-9a-f]*')
) STRICT;
INSERT INTO mark VALUES (1, lower(hex(randomblob(4))));

-- Which rows were deleted: their numbers are not given again, and they can be brought back.
CREATE INDEX change_gone ON change (record, row) WHERE after IS NULL AND last IS NULL;
