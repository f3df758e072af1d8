-- Work that another program has billed: NULL where it has not, the number of its document there, or '' where none is known.
ALTER TABLE entry ADD COLUMN elsewhere TEXT;
-- What an entry, a task or an event was when it was last taken in from elsewhere, kept when it is first changed here.
ALTER TABLE entry ADD COLUMN taken TEXT;
ALTER TABLE event ADD COLUMN taken TEXT;
ALTER TABLE task ADD COLUMN taken TEXT;

-- The name that a task has where it was imported from.
ALTER TABLE task ADD COLUMN external_id TEXT;
CREATE UNIQUE INDEX task_external ON task (external_id) WHERE external_id IS NOT NULL;

-- What came from elsewhere and was deleted here: it does not come back with the same file. An event is known by its calendar, its
-- UID and the occurrence that it overrides; an entry and a task by their external_id.
CREATE TABLE gone (
  id INTEGER PRIMARY KEY,
  record TEXT NOT NULL CHECK (record IN ('entry', 'task', 'event')),
  calendar INTEGER REFERENCES calendar (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  recurrence_id TEXT NOT NULL DEFAULT '',
  taken TEXT
) STRICT;
CREATE UNIQUE INDEX gone_name ON gone (record, name, coalesce(calendar, 0), recurrence_id);
CREATE INDEX gone_calendar ON gone (calendar);

-- What clients are called in files of other programs: names for imports alone.
CREATE TABLE import_name (
  id INTEGER PRIMARY KEY,
  client INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
  name TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX import_name_client ON import_name (client);

-- One meeting may be in the calendars of several clients.
CREATE INDEX event_uid ON event (uid);
