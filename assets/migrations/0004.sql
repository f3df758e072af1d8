-- Which steps have added a row among many.
CREATE INDEX change_bulk ON change (record, last) WHERE last IS NOT NULL;

-- Whether occurrences are missing; else a rule was passed over.
ALTER TABLE unexpanded ADD COLUMN cut INTEGER NOT NULL DEFAULT 0;
UPDATE unexpanded SET cut = 1 WHERE why LIKE '%missing%';
