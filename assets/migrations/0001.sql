-- The first schema. Instants are UTC seconds; dates are local to the home zone, as
-- YYYY-MM-DD; money is minor units of the client's currency; rates that serve several
-- currencies are thousandths of a major unit.

CREATE TABLE client (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 16 AND code NOT GLOB '*[^a-z0-9-]*' AND code NOT GLOB '-*'),
  name TEXT NOT NULL CHECK (name <> ''),
  zone TEXT,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  rounding TEXT,
  minimum INTEGER CHECK (minimum BETWEEN 0 AND 1440),
  rush_percent INTEGER NOT NULL DEFAULT 150 CHECK (rush_percent BETWEEN 100 AND 1000),
  hours TEXT,
  email TEXT NOT NULL DEFAULT '',
  domains TEXT NOT NULL DEFAULT '',
  aliases TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  archived_at INTEGER
) STRICT;

CREATE TABLE service (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 24 AND code NOT GLOB '*[^a-z0-9-]*' AND code NOT GLOB '-*'),
  name TEXT NOT NULL CHECK (name <> ''),
  archived_at INTEGER
) STRICT;

CREATE TABLE rate (
  id INTEGER PRIMARY KEY,
  client INTEGER REFERENCES client (id),
  service INTEGER REFERENCES service (id),
  valid_from TEXT NOT NULL,
  milli INTEGER NOT NULL CHECK (milli >= 0)
) STRICT;
CREATE INDEX rate_client ON rate (client);

CREATE TABLE agreement (
  id INTEGER PRIMARY KEY,
  client INTEGER NOT NULL REFERENCES client (id),
  kind TEXT NOT NULL CHECK (kind IN ('retainer', 'block')),
  starts_on TEXT NOT NULL,
  ends_on TEXT,
  anchor TEXT,
  every TEXT,
  first_cycle TEXT,
  minutes INTEGER CHECK (minutes > 0),
  price INTEGER CHECK (price >= 0),
  services TEXT,
  CHECK ((kind = 'retainer') = (anchor IS NOT NULL AND every IS NOT NULL AND first_cycle IS NOT NULL)),
  CHECK ((kind = 'block') = (minutes IS NOT NULL AND price IS NOT NULL))
) STRICT;
CREATE INDEX agreement_client ON agreement (client);

CREATE TABLE terms (
  id INTEGER PRIMARY KEY,
  agreement INTEGER NOT NULL REFERENCES agreement (id) ON DELETE CASCADE,
  valid_from TEXT NOT NULL,
  minutes INTEGER NOT NULL CHECK (minutes >= 0),
  fee INTEGER NOT NULL CHECK (fee >= 0),
  overage_rate INTEGER CHECK (overage_rate >= 0),
  rollover TEXT NOT NULL,
  cap TEXT,
  life INTEGER CHECK (life > 0),
  draw_order TEXT NOT NULL,
  counts TEXT NOT NULL,
  services TEXT,
  rush_burns TEXT NOT NULL,
  rounding TEXT,
  UNIQUE (agreement, valid_from)
) STRICT;

CREATE TABLE adjustment (
  id INTEGER PRIMARY KEY,
  agreement INTEGER NOT NULL REFERENCES agreement (id) ON DELETE CASCADE,
  date TEXT NOT NULL,
  minutes INTEGER NOT NULL CHECK (minutes <> 0),
  reason TEXT NOT NULL,
  gift INTEGER NOT NULL DEFAULT 0 CHECK (gift IN (0, 1))
) STRICT;
CREATE INDEX adjustment_agreement ON adjustment (agreement);

CREATE TABLE task (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL CHECK (title <> ''),
  client INTEGER REFERENCES client (id),
  service INTEGER REFERENCES service (id),
  due_date TEXT,
  due_at INTEGER,
  due_zone TEXT,
  wait_until TEXT,
  priority INTEGER NOT NULL DEFAULT 0 CHECK (priority BETWEEN 0 AND 3),
  rush INTEGER NOT NULL DEFAULT 0 CHECK (rush IN (0, 1)),
  estimate INTEGER CHECK (estimate > 0),
  note TEXT NOT NULL DEFAULT '',
  tags TEXT NOT NULL DEFAULT '',
  checklist TEXT NOT NULL DEFAULT '',
  repeat TEXT,
  repeat_from TEXT CHECK (repeat_from IN ('due', 'done')),
  follows INTEGER UNIQUE REFERENCES task (id) ON DELETE SET NULL,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'dropped')),
  created_at INTEGER NOT NULL,
  closed_at INTEGER,
  CHECK ((state = 'open') = (closed_at IS NULL)),
  CHECK ((due_at IS NULL) = (due_zone IS NULL))
) STRICT;
CREATE INDEX task_open ON task (id) WHERE state = 'open';
CREATE INDEX task_closed ON task (closed_at) WHERE state <> 'open';

CREATE TABLE calendar (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  client INTEGER REFERENCES client (id)
) STRICT;

CREATE TABLE timezone (
  id INTEGER PRIMARY KEY,
  calendar INTEGER NOT NULL REFERENCES calendar (id) ON DELETE CASCADE,
  tzid TEXT NOT NULL,
  component TEXT NOT NULL,
  UNIQUE (calendar, tzid)
) STRICT;

CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  calendar INTEGER NOT NULL REFERENCES calendar (id),
  client INTEGER REFERENCES client (id),
  uid TEXT NOT NULL,
  recurrence_id TEXT NOT NULL DEFAULT '',
  title TEXT NOT NULL,
  starts TEXT NOT NULL,
  ends TEXT NOT NULL,
  recurs INTEGER NOT NULL CHECK (recurs IN (0, 1)),
  status TEXT NOT NULL,
  location TEXT NOT NULL DEFAULT '',
  url TEXT NOT NULL DEFAULT '',
  details TEXT NOT NULL,
  component TEXT,
  UNIQUE (calendar, uid, recurrence_id)
) STRICT;

CREATE TABLE entry (
  id INTEGER PRIMARY KEY,
  client INTEGER NOT NULL REFERENCES client (id),
  service INTEGER REFERENCES service (id),
  task INTEGER REFERENCES task (id) ON DELETE SET NULL,
  event INTEGER REFERENCES event (id) ON DELETE SET NULL,
  note TEXT NOT NULL DEFAULT '',
  tags TEXT NOT NULL DEFAULT '',
  date TEXT NOT NULL,
  started_at INTEGER,
  ended_at INTEGER,
  seconds INTEGER CHECK (seconds > 0),
  zone TEXT NOT NULL,
  rush INTEGER NOT NULL DEFAULT 0 CHECK (rush IN (0, 1)),
  billable INTEGER NOT NULL DEFAULT 1 CHECK (billable IN (0, 1)),
  gift INTEGER NOT NULL DEFAULT 0 CHECK (gift IN (0, 1)),
  bill_as INTEGER CHECK (bill_as >= 0),
  rate INTEGER CHECK (rate >= 0),
  external_id TEXT,
  CHECK (ended_at IS NULL OR started_at IS NOT NULL),
  CHECK (ended_at IS NULL OR seconds = ended_at - started_at),
  CHECK (seconds IS NOT NULL OR started_at IS NOT NULL),
  CHECK (started_at IS NULL OR (ended_at IS NULL) = (seconds IS NULL))
) STRICT;
CREATE INDEX entry_client ON entry (client, date, started_at, id);
CREATE INDEX entry_date ON entry (date, started_at, id);
CREATE INDEX entry_start ON entry (started_at, ended_at) WHERE started_at IS NOT NULL;
CREATE INDEX entry_long ON entry (started_at, ended_at) WHERE ended_at - started_at > 86400;
CREATE INDEX entry_task ON entry (task) WHERE task IS NOT NULL;
CREATE INDEX entry_event ON entry (event) WHERE event IS NOT NULL;
CREATE UNIQUE INDEX entry_running ON entry (seconds IS NULL) WHERE seconds IS NULL;
CREATE UNIQUE INDEX entry_external ON entry (external_id) WHERE external_id IS NOT NULL;

-- Reminders told, claimed before telling so that each is told once.
CREATE TABLE fired (
  kind TEXT NOT NULL,
  subject INTEGER NOT NULL,
  occurrence INTEGER NOT NULL,
  lead INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (kind, subject, occurrence, lead)
) STRICT, WITHOUT ROWID;

-- Text typed and not yet saved when the screen went away, and what was typed at each prompt before.
CREATE TABLE draft (
  prompt TEXT PRIMARY KEY,
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE typed (
  id INTEGER PRIMARY KEY,
  prompt TEXT NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (prompt, text)
) STRICT;

-- Undo: one row per step, and the image of each row it changed, before and after. A bulk insert
-- keeps the range of its rows, `row` to `last`, instead of a million images.
CREATE TABLE op (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  label TEXT NOT NULL,
  command TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone', 'dropped'))
) STRICT;
CREATE INDEX op_undone ON op (id) WHERE state = 'undone';
CREATE TABLE change (
  id INTEGER PRIMARY KEY,
  op INTEGER NOT NULL REFERENCES op (id) ON DELETE CASCADE,
  record TEXT NOT NULL,
  row INTEGER NOT NULL,
  last INTEGER,
  before TEXT,
  after TEXT
) STRICT;
CREATE INDEX change_op ON change (op);
CREATE INDEX change_row ON change (record, row);
-- What follows is derived: rebuilt by `vadash db check --repair`, never edited.

-- What each finished entry comes to.
CREATE TABLE bill (
  entry INTEGER PRIMARY KEY,
  client INTEGER NOT NULL,
  date TEXT NOT NULL,
  service INTEGER,
  rush INTEGER NOT NULL,
  billed INTEGER NOT NULL,
  counted INTEGER NOT NULL,
  covered INTEGER NOT NULL,
  carried INTEGER NOT NULL,
  open INTEGER NOT NULL,
  rate INTEGER,
  rate_row INTEGER,
  agreement INTEGER
) STRICT;
CREATE INDEX bill_open ON bill (client, date) WHERE open > 0;

-- Open and covered minutes by (client, service, rate, rush); -1 stands for none.
CREATE TABLE due (
  client INTEGER NOT NULL,
  service INTEGER NOT NULL,
  rate INTEGER NOT NULL,
  rush INTEGER NOT NULL,
  open INTEGER NOT NULL,
  covered INTEGER NOT NULL,
  PRIMARY KEY (client, service, rate, rush)
) STRICT, WITHOUT ROWID;

-- Where a client's ledger stood at the start of a date.
CREATE TABLE checkpoint (
  client INTEGER NOT NULL,
  date TEXT NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (client, date)
) STRICT, WITHOUT ROWID;

-- Where a client's ledger stands after its last entry, at the start of the next date, and how many
-- entries have passed since the checkpoint before.
CREATE TABLE head (
  client INTEGER PRIMARY KEY,
  date TEXT NOT NULL,
  state TEXT NOT NULL,
  since INTEGER NOT NULL
) STRICT;

-- Occurrences of events within the window of `horizon`.
CREATE TABLE occurrence (
  event INTEGER NOT NULL,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  first_day TEXT,
  last_day TEXT,
  recurrence_id TEXT NOT NULL,
  PRIMARY KEY (starts_at, event, recurrence_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX occurrence_event ON occurrence (event);
CREATE INDEX occurrence_long ON occurrence (ends_at) WHERE ends_at - starts_at > 86400;
CREATE TABLE horizon (
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  zone TEXT NOT NULL
) STRICT;
