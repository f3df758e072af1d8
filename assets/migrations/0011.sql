-- How often something was written that no step tells of: whoever follows the steps of others knows by it that they are not all.
CREATE TABLE unjournalled (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  times INTEGER NOT NULL
) STRICT;
INSERT INTO unjournalled VALUES (1, 0);
