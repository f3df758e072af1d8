PRAGMA application_id = 1986094177;
PRAGMA user_version = 11;
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
, currency TEXT CHECK (length(currency) = 3)) STRICT;
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
CREATE TABLE fired (
  kind TEXT NOT NULL,
  subject INTEGER NOT NULL,
  occurrence INTEGER NOT NULL,
  lead INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (kind, subject, occurrence, lead)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE "entry_amount" (
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
CREATE TABLE "unbilled" (
  client INTEGER NOT NULL,
  service INTEGER NOT NULL,
  rate INTEGER NOT NULL,
  rush INTEGER NOT NULL,
  open INTEGER NOT NULL,
  covered INTEGER NOT NULL,
  PRIMARY KEY (client, service, rate, rush)
) STRICT, WITHOUT ROWID;
CREATE TABLE checkpoint (
  client INTEGER NOT NULL,
  date TEXT NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (client, date)
) STRICT, WITHOUT ROWID;
CREATE TABLE "ledger_head" (
  client INTEGER PRIMARY KEY,
  date TEXT NOT NULL,
  state TEXT NOT NULL,
  since INTEGER NOT NULL
) STRICT;
CREATE TABLE alive (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  at INTEGER NOT NULL,
  entry INTEGER,
  kept_at INTEGER,
  CHECK ((entry IS NULL) = (kept_at IS NULL))
) STRICT;
CREATE TABLE filter (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  text TEXT NOT NULL
) STRICT;
CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  calendar INTEGER NOT NULL REFERENCES calendar (id) ON DELETE CASCADE,
  path TEXT NOT NULL,
  size INTEGER NOT NULL,
  mtime INTEGER NOT NULL,
  inode INTEGER NOT NULL,
  UNIQUE (calendar, path)
) STRICT;
CREATE TABLE origin (
  calendar INTEGER NOT NULL,
  uid TEXT NOT NULL,
  source INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
  PRIMARY KEY (calendar, uid)
) STRICT, WITHOUT ROWID;
CREATE INDEX origin_source ON origin (source);
CREATE TABLE unexpanded (
  calendar INTEGER NOT NULL,
  uid TEXT NOT NULL,
  title TEXT NOT NULL,
  why TEXT NOT NULL, cut INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (calendar, uid)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_bulk ON change (record, last) WHERE last IS NOT NULL;
CREATE TABLE mark (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  text TEXT NOT NULL CHECK (length(text) = 8 AND text NOT GLOB '*[^0-9a-f]*')
) STRICT;
CREATE INDEX change_gone ON change (record, row) WHERE after IS NULL AND last IS NULL;
CREATE TABLE basis (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  text TEXT NOT NULL
) STRICT;
CREATE TABLE tally (
  record TEXT NOT NULL,
  block INTEGER NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (record, block)
) STRICT, WITHOUT ROWID;
CREATE TABLE occurrence (
  starts_at INTEGER NOT NULL,
  event INTEGER NOT NULL,
  recurrence_id TEXT NOT NULL,
  ends_at INTEGER NOT NULL,
  first_day TEXT,
  last_day TEXT, alarmed INTEGER NOT NULL DEFAULT 0 CHECK (alarmed IN (0, 1)),
  PRIMARY KEY (starts_at, event, recurrence_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX occurrence_event ON occurrence (event);
CREATE INDEX occurrence_long ON occurrence (ends_at) WHERE ends_at - starts_at > 86400;
CREATE TABLE horizon (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  zone TEXT NOT NULL,
  rules TEXT NOT NULL
) STRICT;
CREATE TABLE former (
  calendar INTEGER NOT NULL,
  uid TEXT NOT NULL,
  recurrence_id TEXT NOT NULL,
  event INTEGER NOT NULL,
  client INTEGER,
  entries TEXT NOT NULL,
  PRIMARY KEY (calendar, uid, recurrence_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE "op" (
  id INTEGER PRIMARY KEY,
  uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  at INTEGER NOT NULL,
  by TEXT NOT NULL CHECK (by <> ''),
  machine TEXT NOT NULL,
  label TEXT NOT NULL,
  command TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone', 'dropped'))
) STRICT;
CREATE INDEX op_undone ON op (id) WHERE state = 'undone';
CREATE INDEX entry_amount_open ON entry_amount (client, date) WHERE open > 0;
CREATE INDEX event_once ON event (substr(starts, 1, 10)) WHERE recurs = 0 AND recurrence_id = '';
CREATE INDEX event_days ON event (substr(ends, 1, 10), substr(starts, 1, 10))
  WHERE recurs = 0 AND recurrence_id = '' AND substr(ends, 1, 10) > substr(starts, 1, 10);
CREATE INDEX event_series ON event (calendar, uid) WHERE recurs = 1 OR recurrence_id <> '';
CREATE INDEX task_due ON task (due_at) WHERE state = 'open' AND due_at IS NOT NULL;
CREATE INDEX occurrence_alarmed ON occurrence (starts_at) WHERE alarmed;
CREATE INDEX event_client ON event (client, calendar);
CREATE TABLE unjournalled (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  times INTEGER NOT NULL
) STRICT;
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
INSERT INTO client VALUES (1, 'acme', 'Acme GmbH', NULL, 'EUR', NULL, NULL, 150, NULL, '', 'acme.example', '', '', NULL);
INSERT INTO client VALUES (2, 'zeta', 'Zeta Ltd', 'Europe/London', 'GBP', '15:up:day', NULL, 150, 'mon-fri 9-17', '', '', 'z', '', NULL);
INSERT INTO service VALUES (1, 'email', 'E-Mail', NULL);
INSERT INTO service VALUES (2, 'research', 'Research', NULL);
INSERT INTO rate VALUES (1, 1, NULL, '1970-01-01', 45000, NULL);
INSERT INTO rate VALUES (2, 2, NULL, '1970-01-01', 38500, NULL);
INSERT INTO rate VALUES (3, NULL, 2, '1970-01-01', 60000, 'EUR');
INSERT INTO rate VALUES (4, 1, 2, '2026-06-01', 70000, NULL);
INSERT INTO agreement VALUES (1, 1, 'retainer', '2026-04-01', NULL, '2026-04-01', 'month', 'full', NULL, NULL, NULL);
INSERT INTO agreement VALUES (2, 1, 'block', '2026-06-01', '2026-12-31', NULL, NULL, NULL, 120, 8000, '1');
INSERT INTO terms VALUES (1, 1, '2026-04-01', 1200, 80000, 5000, 'bank', '50%', 2, 'rollover_first', 'billable', NULL, 'money', NULL);
INSERT INTO terms VALUES (2, 1, '2026-06-01', 600, 45000, 5000, 'bank', '50%', 2, 'rollover_first', 'billable', NULL, 'money', NULL);
INSERT INTO adjustment VALUES (1, 1, '2026-06-22', 60, 'sorry for May', 1);
INSERT INTO task VALUES (1, 'newsletter', 1, NULL, NULL, 1782486000, 'Europe/Berlin', NULL, 3, 0, 120, '', 'web', '', 'FREQ=MONTHLY', 'due', NULL, 'done', 1782129600, 1782129600);
INSERT INTO task VALUES (2, 'call', 2, NULL, '2026-06-23', NULL, NULL, '2026-06-23', 0, 0, NULL, '', '', '', NULL, NULL, NULL, 'open', 1782129600, NULL);
INSERT INTO task VALUES (3, 'newsletter', 1, NULL, NULL, 1785078000, 'Europe/Berlin', NULL, 3, 0, 120, '', 'web', '', 'FREQ=MONTHLY', 'due', 1, 'open', 1782129600, NULL);
INSERT INTO calendar VALUES (1, 'Team', NULL);
INSERT INTO calendar VALUES (2, 'vadash', NULL);
INSERT INTO timezone VALUES (1, 1, 'Home', 'BEGIN:VTIMEZONE
TZID:Home
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0200
TZOFFSETTO:+0200
END:STANDARD
END:VTIMEZONE
');
INSERT INTO event VALUES (1, 1, NULL, 'u1', '', 'Weekly', '2026-06-23T10:00:00[posix:<+02>-2]', '2026-06-23T11:00:00[posix:<+02>-2]', 1, 'confirmed', '', '', '{"sequence":1,"repeat":{"rules":["FREQ=WEEKLY"],"except":["2026-07-07T10:00:00[posix:<+02>-2]"]}}', 'BEGIN:VEVENT
UID:u1
DTSTART;TZID=Home:20260623T100000
DTEND;TZID=Home:20260623T110000
SUMMARY:Weekly
RRULE:FREQ=WEEKLY
X-MINE:kept
DTSTAMP:20260622T120000Z
LAST-MODIFIED:20260622T120000Z
EXDATE;TZID=Home:20260707T100000
SEQUENCE:1
END:VEVENT
');
INSERT INTO event VALUES (2, 2, 1, '6a3923c0-17-e9718950b3dd3a1@vadash', '', 'review', '2026-06-23T15:00:00[Europe/Berlin]', '2026-06-23T16:00:00[Europe/Berlin]', 0, 'confirmed', 'Zoom', '', '{"alarms":[{"trigger":{"before_start":300},"repeat":0,"every":0}]}', 'BEGIN:VEVENT
UID:6a3923c0-17-e9718950b3dd3a1@vadash
DTSTAMP:20260622T120000Z
LAST-MODIFIED:20260622T120000Z
DTSTART;TZID=Europe/Berlin:20260623T150000
DTEND;TZID=Europe/Berlin:20260623T160000
SUMMARY:review
LOCATION:Zoom
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:review
TRIGGER:-PT5M
END:VALARM
END:VEVENT
');
INSERT INTO event VALUES (3, 1, NULL, 'u1', '2026-06-30T10:00:00[posix:<+02>-2]', 'Weekly', '2026-06-30T12:00:00[posix:<+02>-2]', '2026-06-30T13:00:00[posix:<+02>-2]', 0, 'confirmed', '', '', '{}', 'BEGIN:VEVENT
UID:u1
DTSTART;TZID=Home:20260630T120000
DTEND;TZID=Home:20260630T130000
SUMMARY:Weekly
X-MINE:kept
DTSTAMP:20260622T120000Z
LAST-MODIFIED:20260622T120000Z
RECURRENCE-ID;TZID=Home:20260630T100000
END:VEVENT
');
INSERT INTO entry VALUES (1, 1, NULL, NULL, NULL, 'first', '', '2026-05-05', NULL, NULL, 3000, 'Europe/Berlin', 0, 1, 0, NULL, NULL, 'x1');
INSERT INTO entry VALUES (2, 2, NULL, NULL, NULL, '', '', '2026-05-06', NULL, NULL, 5400, 'Europe/Berlin', 0, 1, 0, NULL, NULL, 'x2');
INSERT INTO entry VALUES (3, 1, NULL, NULL, NULL, 'launch', '', '2026-05-20', NULL, NULL, 79200, 'Europe/Berlin', 0, 1, 0, NULL, NULL, NULL);
INSERT INTO entry VALUES (4, 1, NULL, NULL, NULL, 'research on prices', 'web', '2026-06-04', 1780556400, 1780567200, 10800, 'Europe/Berlin', 1, 1, 0, NULL, 8000, NULL);
INSERT INTO entry VALUES (5, 1, 1, NULL, NULL, '', '', '2026-06-05', NULL, NULL, 39600, 'Europe/Berlin', 0, 1, 0, NULL, NULL, NULL);
INSERT INTO entry VALUES (6, 2, NULL, NULL, NULL, 'sorry', '', '2026-06-22', NULL, NULL, 1200, 'Europe/Berlin', 0, 1, 1, NULL, NULL, NULL);
INSERT INTO entry VALUES (7, 2, NULL, NULL, NULL, '', '', '2026-06-22', NULL, NULL, 1500, 'Europe/Berlin', 0, 1, 0, 30, NULL, NULL);
INSERT INTO entry VALUES (8, 1, NULL, 1, NULL, 'newsletter', '', '2026-06-22', NULL, NULL, 1800, 'Europe/Berlin', 0, 1, 0, NULL, NULL, NULL);
INSERT INTO entry VALUES (9, 2, NULL, NULL, NULL, '', '', '2026-06-22', NULL, NULL, 3600, 'Europe/Berlin', 0, 1, 0, NULL, NULL, NULL);
INSERT INTO entry VALUES (10, 2, NULL, NULL, NULL, 'still running', '', '2026-06-22', 1782127800, NULL, NULL, 'Europe/Berlin', 0, 1, 0, NULL, NULL, NULL);
INSERT INTO fired VALUES ('hours', 1, 1780264800, 50, 1782129600);
INSERT INTO fired VALUES ('hours', 1, 1780264800, 75, 1782129600);
INSERT INTO change VALUES (1, 1, 'client', 1, NULL, NULL, '{"id":1,"code":"acme","name":"Acme GmbH","zone":null,"currency":"EUR","rounding":null,"minimum":null,"rush_percent":150,"hours":null,"email":"","domains":"acme.example","aliases":"","note":"","archived_at":null}');
INSERT INTO change VALUES (2, 1, 'rate', 1, NULL, NULL, '{"id":1,"client":1,"service":null,"valid_from":"1970-01-01","milli":45000,"currency":null}');
INSERT INTO change VALUES (3, 2, 'client', 2, NULL, NULL, '{"id":2,"code":"zeta","name":"Zeta Ltd","zone":"Europe/London","currency":"GBP","rounding":null,"minimum":null,"rush_percent":150,"hours":null,"email":"","domains":"","aliases":"","note":"","archived_at":null}');
INSERT INTO change VALUES (4, 2, 'rate', 2, NULL, NULL, '{"id":2,"client":2,"service":null,"valid_from":"1970-01-01","milli":38500,"currency":null}');
INSERT INTO change VALUES (5, 3, 'service', 1, NULL, NULL, '{"id":1,"code":"email","name":"E-Mail","archived_at":null}');
INSERT INTO change VALUES (6, 4, 'service', 2, NULL, NULL, '{"id":2,"code":"research","name":"Research","archived_at":null}');
INSERT INTO change VALUES (7, 4, 'rate', 3, NULL, NULL, '{"id":3,"client":null,"service":2,"valid_from":"1970-01-01","milli":60000,"currency":"EUR"}');
INSERT INTO change VALUES (8, 5, 'client', 2, NULL, '{"id":2,"code":"zeta","name":"Zeta Ltd","zone":"Europe/London","currency":"GBP","rounding":null,"minimum":null,"rush_percent":150,"hours":null,"email":"","domains":"","aliases":"","note":"","archived_at":null}', '{"id":2,"code":"zeta","name":"Zeta Ltd","zone":"Europe/London","currency":"GBP","rounding":"15:up:day","minimum":null,"rush_percent":150,"hours":"mon-fri 9-17","email":"","domains":"","aliases":"z","note":"","archived_at":null}');
INSERT INTO change VALUES (9, 6, 'rate', 4, NULL, NULL, '{"id":4,"client":1,"service":2,"valid_from":"2026-06-01","milli":70000,"currency":null}');
INSERT INTO change VALUES (10, 7, 'agreement', 1, NULL, NULL, '{"id":1,"client":1,"kind":"retainer","starts_on":"2026-04-01","ends_on":null,"anchor":"2026-04-01","every":"month","first_cycle":"full","minutes":null,"price":null,"services":null}');
INSERT INTO change VALUES (11, 7, 'terms', 1, NULL, NULL, '{"id":1,"agreement":1,"valid_from":"2026-04-01","minutes":1200,"fee":80000,"overage_rate":5000,"rollover":"bank","cap":"50%","life":2,"draw_order":"rollover_first","counts":"billable","services":null,"rush_burns":"money","rounding":null}');
INSERT INTO change VALUES (12, 8, 'terms', 2, NULL, NULL, '{"id":2,"agreement":1,"valid_from":"2026-06-01","minutes":600,"fee":45000,"overage_rate":5000,"rollover":"bank","cap":"50%","life":2,"draw_order":"rollover_first","counts":"billable","services":null,"rush_burns":"money","rounding":null}');
INSERT INTO change VALUES (13, 9, 'adjustment', 1, NULL, NULL, '{"id":1,"agreement":1,"date":"2026-06-22","minutes":60,"reason":"sorry for May","gift":1}');
INSERT INTO change VALUES (14, 10, 'agreement', 2, NULL, NULL, '{"id":2,"client":1,"kind":"block","starts_on":"2026-06-01","ends_on":"2026-12-31","anchor":null,"every":null,"first_cycle":null,"minutes":120,"price":8000,"services":"1"}');
INSERT INTO change VALUES (15, 11, 'entry', 1, 2, NULL, NULL);
INSERT INTO change VALUES (16, 12, 'entry', 3, NULL, NULL, '{"id":3,"client":1,"service":null,"task":null,"event":null,"note":"launch","tags":"","date":"2026-05-20","started_at":null,"ended_at":null,"seconds":79200,"zone":"Europe/Berlin","rush":0,"billable":1,"gift":0,"bill_as":null,"rate":null,"external_id":null}');
INSERT INTO change VALUES (17, 13, 'entry', 4, NULL, NULL, '{"id":4,"client":1,"service":null,"task":null,"event":null,"note":"research","tags":"web","date":"2026-06-04","started_at":1780556400,"ended_at":1780567200,"seconds":10800,"zone":"Europe/Berlin","rush":1,"billable":1,"gift":0,"bill_as":null,"rate":null,"external_id":null}');
INSERT INTO change VALUES (18, 14, 'entry', 5, NULL, NULL, '{"id":5,"client":1,"service":1,"task":null,"event":null,"note":"","tags":"","date":"2026-06-05","started_at":null,"ended_at":null,"seconds":39600,"zone":"Europe/Berlin","rush":0,"billable":1,"gift":0,"bill_as":null,"rate":null,"external_id":null}');
INSERT INTO change VALUES (19, 15, 'entry', 6, NULL, NULL, '{"id":6,"client":2,"service":null,"task":null,"event":null,"note":"sorry","tags":"","date":"2026-06-22","started_at":null,"ended_at":null,"seconds":1200,"zone":"Europe/Berlin","rush":0,"billable":1,"gift":1,"bill_as":null,"rate":null,"external_id":null}');
INSERT INTO change VALUES (20, 16, 'entry', 7, NULL, NULL, '{"id":7,"client":2,"service":null,"task":null,"event":null,"note":"","tags":"","date":"2026-06-22","started_at":null,"ended_at":null,"seconds":1500,"zone":"Europe/Berlin","rush":0,"billable":1,"gift":0,"bill_as":30,"rate":null,"external_id":null}');
INSERT INTO change VALUES (21, 17, 'entry', 4, NULL, '{"id":4,"client":1,"service":null,"task":null,"event":null,"note":"research","tags":"web","date":"2026-06-04","started_at":1780556400,"ended_at":1780567200,"seconds":10800,"zone":"Europe/Berlin","rush":1,"billable":1,"gift":0,"bill_as":null,"rate":null,"external_id":null}', '{"id":4,"client":1,"service":null,"task":null,"event":null,"note":"research on prices","tags":"web","date":"2026-06-04","started_at":1780556400,"ended_at":1780567200,"seconds":10800,"zone":"Europe/Berlin","rush":1,"billable":1,"gift":0,"bill_as":null,"rate":8000,"external_id":null}');
INSERT INTO change VALUES (22, 18, 'task', 1, NULL, NULL, '{"id":1,"title":"newsletter","client":1,"service":null,"due_date":null,"due_at":1782486000,"due_zone":"Europe/Berlin","wait_until":null,"priority":3,"rush":0,"estimate":120,"note":"","tags":"web","checklist":"","repeat":"FREQ=MONTHLY","repeat_from":"due","follows":null,"state":"open","created_at":1782129600,"closed_at":null}');
INSERT INTO change VALUES (23, 19, 'task', 2, NULL, NULL, '{"id":2,"title":"call","client":2,"service":null,"due_date":"2026-06-23","due_at":null,"due_zone":null,"wait_until":"2026-06-23","priority":0,"rush":0,"estimate":null,"note":"","tags":"","checklist":"","repeat":null,"repeat_from":null,"follows":null,"state":"open","created_at":1782129600,"closed_at":null}');
INSERT INTO change VALUES (24, 20, 'entry', 8, NULL, NULL, '{"id":8,"client":1,"service":null,"task":1,"event":null,"note":"newsletter","tags":"","date":"2026-06-22","started_at":null,"ended_at":null,"seconds":1800,"zone":"Europe/Berlin","rush":0,"billable":1,"gift":0,"bill_as":null,"rate":null,"external_id":null}');
INSERT INTO change VALUES (25, 21, 'task', 1, NULL, '{"id":1,"title":"newsletter","client":1,"service":null,"due_date":null,"due_at":1782486000,"due_zone":"Europe/Berlin","wait_until":null,"priority":3,"rush":0,"estimate":120,"note":"","tags":"web","checklist":"","repeat":"FREQ=MONTHLY","repeat_from":"due","follows":null,"state":"open","created_at":1782129600,"closed_at":null}', '{"id":1,"title":"newsletter","client":1,"service":null,"due_date":null,"due_at":1782486000,"due_zone":"Europe/Berlin","wait_until":null,"priority":3,"rush":0,"estimate":120,"note":"","tags":"web","checklist":"","repeat":"FREQ=MONTHLY","repeat_from":"due","follows":null,"state":"done","created_at":1782129600,"closed_at":1782129600}');
INSERT INTO change VALUES (26, 21, 'task', 3, NULL, NULL, '{"id":3,"title":"newsletter","client":1,"service":null,"due_date":null,"due_at":1785078000,"due_zone":"Europe/Berlin","wait_until":null,"priority":3,"rush":0,"estimate":120,"note":"","tags":"web","checklist":"","repeat":"FREQ=MONTHLY","repeat_from":"due","follows":1,"state":"open","created_at":1782129600,"closed_at":null}');
INSERT INTO change VALUES (27, 22, 'calendar', 1, NULL, NULL, '{"id":1,"name":"Team","client":null}');
INSERT INTO change VALUES (28, 22, 'timezone', 1, NULL, NULL, '{"id":1,"calendar":1,"tzid":"Home","component":"BEGIN:VTIMEZONE\nTZID:Home\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0200\nEND:STANDARD\nEND:VTIMEZONE\n"}');
INSERT INTO change VALUES (29, 22, 'event', 1, 1, NULL, NULL);
INSERT INTO change VALUES (30, 23, 'calendar', 2, NULL, NULL, '{"id":2,"name":"vadash","client":null}');
INSERT INTO change VALUES (31, 23, 'event', 2, NULL, NULL, '{"id":2,"calendar":2,"client":1,"uid":"6a3923c0-17-e9718950b3dd3a1@vadash","recurrence_id":"","title":"review","starts":"2026-06-23T15:00:00[Europe/Berlin]","ends":"2026-06-23T16:00:00[Europe/Berlin]","recurs":0,"status":"confirmed","location":"Zoom","url":"","details":"{\"alarms\":[{\"trigger\":{\"before_start\":300},\"repeat\":0,\"every\":0}]}","component":null}');
INSERT INTO change VALUES (32, 23, 'event', 2, NULL, '{"id":2,"calendar":2,"client":1,"uid":"6a3923c0-17-e9718950b3dd3a1@vadash","recurrence_id":"","title":"review","starts":"2026-06-23T15:00:00[Europe/Berlin]","ends":"2026-06-23T16:00:00[Europe/Berlin]","recurs":0,"status":"confirmed","location":"Zoom","url":"","details":"{\"alarms\":[{\"trigger\":{\"before_start\":300},\"repeat\":0,\"every\":0}]}","component":null}', '{"id":2,"calendar":2,"client":1,"uid":"6a3923c0-17-e9718950b3dd3a1@vadash","recurrence_id":"","title":"review","starts":"2026-06-23T15:00:00[Europe/Berlin]","ends":"2026-06-23T16:00:00[Europe/Berlin]","recurs":0,"status":"confirmed","location":"Zoom","url":"","details":"{\"alarms\":[{\"trigger\":{\"before_start\":300},\"repeat\":0,\"every\":0}]}","component":"BEGIN:VEVENT\nUID:6a3923c0-17-e9718950b3dd3a1@vadash\nDTSTAMP:20260622T120000Z\nLAST-MODIFIED:20260622T120000Z\nDTSTART;TZID=Europe/Berlin:20260623T150000\nDTEND;TZID=Europe/Berlin:20260623T160000\nSUMMARY:review\nLOCATION:Zoom\nBEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:review\nTRIGGER:-PT5M\nEND:VALARM\nEND:VEVENT\n"}');
INSERT INTO change VALUES (33, 24, 'event', 3, NULL, NULL, '{"id":3,"calendar":1,"client":null,"uid":"u1","recurrence_id":"2026-06-30T10:00:00[posix:<+02>-2]","title":"Weekly","starts":"2026-06-30T12:00:00[posix:<+02>-2]","ends":"2026-06-30T13:00:00[posix:<+02>-2]","recurs":0,"status":"confirmed","location":"","url":"","details":"{}","component":"BEGIN:VEVENT\nUID:u1\nDTSTART;TZID=Home:20260623T100000\nDTEND;TZID=Home:20260623T110000\nSUMMARY:Weekly\nRRULE:FREQ=WEEKLY\nX-MINE:kept\nEND:VEVENT\n"}');
INSERT INTO change VALUES (34, 24, 'event', 3, NULL, '{"id":3,"calendar":1,"client":null,"uid":"u1","recurrence_id":"2026-06-30T10:00:00[posix:<+02>-2]","title":"Weekly","starts":"2026-06-30T12:00:00[posix:<+02>-2]","ends":"2026-06-30T13:00:00[posix:<+02>-2]","recurs":0,"status":"confirmed","location":"","url":"","details":"{}","component":"BEGIN:VEVENT\nUID:u1\nDTSTART;TZID=Home:20260623T100000\nDTEND;TZID=Home:20260623T110000\nSUMMARY:Weekly\nRRULE:FREQ=WEEKLY\nX-MINE:kept\nEND:VEVENT\n"}', '{"id":3,"calendar":1,"client":null,"uid":"u1","recurrence_id":"2026-06-30T10:00:00[posix:<+02>-2]","title":"Weekly","starts":"2026-06-30T12:00:00[posix:<+02>-2]","ends":"2026-06-30T13:00:00[posix:<+02>-2]","recurs":0,"status":"confirmed","location":"","url":"","details":"{}","component":"BEGIN:VEVENT\nUID:u1\nDTSTART;TZID=Home:20260630T120000\nDTEND;TZID=Home:20260630T130000\nSUMMARY:Weekly\nX-MINE:kept\nDTSTAMP:20260622T120000Z\nLAST-MODIFIED:20260622T120000Z\nRECURRENCE-ID;TZID=Home:20260630T100000\nEND:VEVENT\n"}');
INSERT INTO change VALUES (35, 25, 'event', 1, NULL, '{"id":1,"calendar":1,"client":null,"uid":"u1","recurrence_id":"","title":"Weekly","starts":"2026-06-23T10:00:00[posix:<+02>-2]","ends":"2026-06-23T11:00:00[posix:<+02>-2]","recurs":1,"status":"confirmed","location":"","url":"","details":"{\"repeat\":{\"rules\":[\"FREQ=WEEKLY\"]}}","component":"BEGIN:VEVENT\nUID:u1\nDTSTART;TZID=Home:20260623T100000\nDTEND;TZID=Home:20260623T110000\nSUMMARY:Weekly\nRRULE:FREQ=WEEKLY\nX-MINE:kept\nEND:VEVENT\n"}', '{"id":1,"calendar":1,"client":null,"uid":"u1","recurrence_id":"","title":"Weekly","starts":"2026-06-23T10:00:00[posix:<+02>-2]","ends":"2026-06-23T11:00:00[posix:<+02>-2]","recurs":1,"status":"confirmed","location":"","url":"","details":"{\"sequence\":1,\"repeat\":{\"rules\":[\"FREQ=WEEKLY\"],\"except\":[\"2026-07-07T10:00:00[posix:<+02>-2]\"]}}","component":"BEGIN:VEVENT\nUID:u1\nDTSTART;TZID=Home:20260623T100000\nDTEND;TZID=Home:20260623T110000\nSUMMARY:Weekly\nRRULE:FREQ=WEEKLY\nX-MINE:kept\nEND:VEVENT\n"}');
INSERT INTO change VALUES (36, 25, 'event', 1, NULL, '{"id":1,"calendar":1,"client":null,"uid":"u1","recurrence_id":"","title":"Weekly","starts":"2026-06-23T10:00:00[posix:<+02>-2]","ends":"2026-06-23T11:00:00[posix:<+02>-2]","recurs":1,"status":"confirmed","location":"","url":"","details":"{\"sequence\":1,\"repeat\":{\"rules\":[\"FREQ=WEEKLY\"],\"except\":[\"2026-07-07T10:00:00[posix:<+02>-2]\"]}}","component":"BEGIN:VEVENT\nUID:u1\nDTSTART;TZID=Home:20260623T100000\nDTEND;TZID=Home:20260623T110000\nSUMMARY:Weekly\nRRULE:FREQ=WEEKLY\nX-MINE:kept\nEND:VEVENT\n"}', '{"id":1,"calendar":1,"client":null,"uid":"u1","recurrence_id":"","title":"Weekly","starts":"2026-06-23T10:00:00[posix:<+02>-2]","ends":"2026-06-23T11:00:00[posix:<+02>-2]","recurs":1,"status":"confirmed","location":"","url":"","details":"{\"sequence\":1,\"repeat\":{\"rules\":[\"FREQ=WEEKLY\"],\"except\":[\"2026-07-07T10:00:00[posix:<+02>-2]\"]}}","component":"BEGIN:VEVENT\nUID:u1\nDTSTART;TZID=Home:20260623T100000\nDTEND;TZID=Home:20260623T110000\nSUMMARY:Weekly\nRRULE:FREQ=WEEKLY\nX-MINE:kept\nDTSTAMP:20260622T120000Z\nLAST-MODIFIED:20260622T120000Z\nEXDATE;TZID=Home:20260707T100000\nSEQUENCE:1\nEND:VEVENT\n"}');
INSERT INTO change VALUES (37, 26, 'entry', 6, NULL, '{"id":6,"client":2,"service":null,"task":null,"event":null,"note":"sorry","tags":"","date":"2026-06-22","started_at":null,"ended_at":null,"seconds":1200,"zone":"Europe/Berlin","rush":0,"billable":1,"gift":1,"bill_as":null,"rate":null,"external_id":null}', NULL);
INSERT INTO change VALUES (38, 27, 'entry', 9, NULL, NULL, '{"id":9,"client":2,"service":null,"task":null,"event":null,"note":"","tags":"","date":"2026-06-22","started_at":null,"ended_at":null,"seconds":3600,"zone":"Europe/Berlin","rush":0,"billable":1,"gift":0,"bill_as":null,"rate":null,"external_id":null}');
INSERT INTO change VALUES (39, 28, 'entry', 10, NULL, NULL, '{"id":10,"client":2,"service":null,"task":null,"event":null,"note":"","tags":"","date":"2026-06-22","started_at":null,"ended_at":null,"seconds":7200,"zone":"Europe/Berlin","rush":0,"billable":1,"gift":0,"bill_as":null,"rate":null,"external_id":null}');
INSERT INTO change VALUES (40, 29, 'entry', 10, NULL, NULL, '{"id":10,"client":2,"service":null,"task":null,"event":null,"note":"still running","tags":"","date":"2026-06-22","started_at":1782127800,"ended_at":null,"seconds":null,"zone":"Europe/Berlin","rush":0,"billable":1,"gift":0,"bill_as":null,"rate":null,"external_id":null}');
INSERT INTO change VALUES (41, 30, 'filter', 1, NULL, NULL, '{"id":1,"name":"pressing","text":"due:week"}');
INSERT INTO change VALUES (42, 31, 'entry', 11, 12, NULL, NULL);
INSERT INTO entry_amount VALUES (1, 1, '2026-05-05', NULL, 0, 50, 50, 50, 0, 0, 5000, NULL, 1);
INSERT INTO entry_amount VALUES (2, 2, '2026-05-06', NULL, 0, 90, 90, 0, 0, 90, 3850, 2, NULL);
INSERT INTO entry_amount VALUES (3, 1, '2026-05-20', NULL, 0, 1320, 1320, 1320, 0, 0, 5000, NULL, 1);
INSERT INTO entry_amount VALUES (4, 1, '2026-06-04', NULL, 1, 180, 180, 180, 0, 0, 12000, NULL, 1);
INSERT INTO entry_amount VALUES (5, 1, '2026-06-05', 1, 0, 660, 660, 660, 0, 0, 5000, NULL, 1);
INSERT INTO entry_amount VALUES (6, 2, '2026-06-22', NULL, 0, 30, 0, 0, 0, 0, 3850, 2, NULL);
INSERT INTO entry_amount VALUES (7, 2, '2026-06-22', NULL, 0, 30, 30, 0, 0, 30, 3850, 2, NULL);
INSERT INTO entry_amount VALUES (8, 1, '2026-06-22', NULL, 0, 30, 30, 30, 0, 0, 5000, NULL, 1);
INSERT INTO entry_amount VALUES (9, 2, '2026-06-22', NULL, 0, 60, 60, 0, 0, 60, 3850, 2, NULL);
INSERT INTO unbilled VALUES (1, -1, 5000, 0, 0, 1400);
INSERT INTO unbilled VALUES (1, -1, 12000, 1, 0, 180);
INSERT INTO unbilled VALUES (1, 1, 5000, 0, 0, 660);
INSERT INTO unbilled VALUES (2, -1, 3850, 0, 180, 0);
INSERT INTO ledger_head VALUES (1, '2026-06-23', '{"d":"2026-06-22","r":[{"i":1,"n":2,"g":660,"b":160,"f":60,"r":430,"u":870}]}', 5);
INSERT INTO ledger_head VALUES (2, '2026-06-23', '{"d":"2026-06-22"}', 4);
INSERT INTO alive VALUES (1, 1782129600, NULL, NULL);
INSERT INTO filter VALUES (1, 'pressing', 'due:week');
INSERT INTO mark VALUES (1, '00000001');
INSERT INTO basis VALUES (1, '1 0:up:entry');
INSERT INTO tally VALUES ('entry', 0, 2592399716413311089);
INSERT INTO occurrence VALUES (1782201600, 1, '2026-06-23T10:00:00[posix:<+02>-2]', 1782205200, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1782219600, 2, '', 1782223200, NULL, NULL, 1);
INSERT INTO occurrence VALUES (1782813600, 3, '2026-06-30T10:00:00[posix:<+02>-2]', 1782817200, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1784016000, 1, '2026-07-14T10:00:00[posix:<+02>-2]', 1784019600, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1784620800, 1, '2026-07-21T10:00:00[posix:<+02>-2]', 1784624400, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1785225600, 1, '2026-07-28T10:00:00[posix:<+02>-2]', 1785229200, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1785830400, 1, '2026-08-04T10:00:00[posix:<+02>-2]', 1785834000, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1786435200, 1, '2026-08-11T10:00:00[posix:<+02>-2]', 1786438800, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1787040000, 1, '2026-08-18T10:00:00[posix:<+02>-2]', 1787043600, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1787644800, 1, '2026-08-25T10:00:00[posix:<+02>-2]', 1787648400, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1788249600, 1, '2026-09-01T10:00:00[posix:<+02>-2]', 1788253200, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1788854400, 1, '2026-09-08T10:00:00[posix:<+02>-2]', 1788858000, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1789459200, 1, '2026-09-15T10:00:00[posix:<+02>-2]', 1789462800, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1790064000, 1, '2026-09-22T10:00:00[posix:<+02>-2]', 1790067600, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1790668800, 1, '2026-09-29T10:00:00[posix:<+02>-2]', 1790672400, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1791273600, 1, '2026-10-06T10:00:00[posix:<+02>-2]', 1791277200, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1791878400, 1, '2026-10-13T10:00:00[posix:<+02>-2]', 1791882000, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1792483200, 1, '2026-10-20T10:00:00[posix:<+02>-2]', 1792486800, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1793088000, 1, '2026-10-27T10:00:00[posix:<+02>-2]', 1793091600, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1793692800, 1, '2026-11-03T10:00:00[posix:<+02>-2]', 1793696400, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1794297600, 1, '2026-11-10T10:00:00[posix:<+02>-2]', 1794301200, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1794902400, 1, '2026-11-17T10:00:00[posix:<+02>-2]', 1794906000, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1795507200, 1, '2026-11-24T10:00:00[posix:<+02>-2]', 1795510800, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1796112000, 1, '2026-12-01T10:00:00[posix:<+02>-2]', 1796115600, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1796716800, 1, '2026-12-08T10:00:00[posix:<+02>-2]', 1796720400, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1797321600, 1, '2026-12-15T10:00:00[posix:<+02>-2]', 1797325200, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1797926400, 1, '2026-12-22T10:00:00[posix:<+02>-2]', 1797930000, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1798531200, 1, '2026-12-29T10:00:00[posix:<+02>-2]', 1798534800, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1799136000, 1, '2027-01-05T10:00:00[posix:<+02>-2]', 1799139600, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1799740800, 1, '2027-01-12T10:00:00[posix:<+02>-2]', 1799744400, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1800345600, 1, '2027-01-19T10:00:00[posix:<+02>-2]', 1800349200, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1800950400, 1, '2027-01-26T10:00:00[posix:<+02>-2]', 1800954000, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1801555200, 1, '2027-02-02T10:00:00[posix:<+02>-2]', 1801558800, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1802160000, 1, '2027-02-09T10:00:00[posix:<+02>-2]', 1802163600, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1802764800, 1, '2027-02-16T10:00:00[posix:<+02>-2]', 1802768400, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1803369600, 1, '2027-02-23T10:00:00[posix:<+02>-2]', 1803373200, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1803974400, 1, '2027-03-02T10:00:00[posix:<+02>-2]', 1803978000, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1804579200, 1, '2027-03-09T10:00:00[posix:<+02>-2]', 1804582800, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1805184000, 1, '2027-03-16T10:00:00[posix:<+02>-2]', 1805187600, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1805788800, 1, '2027-03-23T10:00:00[posix:<+02>-2]', 1805792400, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1806393600, 1, '2027-03-30T10:00:00[posix:<+02>-2]', 1806397200, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1806998400, 1, '2027-04-06T10:00:00[posix:<+02>-2]', 1807002000, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1807603200, 1, '2027-04-13T10:00:00[posix:<+02>-2]', 1807606800, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1808208000, 1, '2027-04-20T10:00:00[posix:<+02>-2]', 1808211600, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1808812800, 1, '2027-04-27T10:00:00[posix:<+02>-2]', 1808816400, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1809417600, 1, '2027-05-04T10:00:00[posix:<+02>-2]', 1809421200, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1810022400, 1, '2027-05-11T10:00:00[posix:<+02>-2]', 1810026000, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1810627200, 1, '2027-05-18T10:00:00[posix:<+02>-2]', 1810630800, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1811232000, 1, '2027-05-25T10:00:00[posix:<+02>-2]', 1811235600, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1811836800, 1, '2027-06-01T10:00:00[posix:<+02>-2]', 1811840400, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1812441600, 1, '2027-06-08T10:00:00[posix:<+02>-2]', 1812445200, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1813046400, 1, '2027-06-15T10:00:00[posix:<+02>-2]', 1813050000, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1813651200, 1, '2027-06-22T10:00:00[posix:<+02>-2]', 1813654800, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1814256000, 1, '2027-06-29T10:00:00[posix:<+02>-2]', 1814259600, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1814860800, 1, '2027-07-06T10:00:00[posix:<+02>-2]', 1814864400, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1815465600, 1, '2027-07-13T10:00:00[posix:<+02>-2]', 1815469200, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1816070400, 1, '2027-07-20T10:00:00[posix:<+02>-2]', 1816074000, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1816675200, 1, '2027-07-27T10:00:00[posix:<+02>-2]', 1816678800, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1817280000, 1, '2027-08-03T10:00:00[posix:<+02>-2]', 1817283600, NULL, NULL, 0);
INSERT INTO occurrence VALUES (1817884800, 1, '2027-08-10T10:00:00[posix:<+02>-2]', 1817888400, NULL, NULL, 0);
INSERT INTO horizon VALUES (1, 1776945600, 1818417600, 'Europe/Berlin', '0.1.0 2026e 2');
INSERT INTO op VALUES (1, x'00000000000000000000000000000001', 1782129600, 'me', 'desk', 'added client Acme GmbH (acme) at 45.00 EUR/h', 'client add acme --name ''Acme GmbH'' --rate 45 --domain acme.example', 'done');
INSERT INTO op VALUES (2, x'00000000000000000000000000000002', 1782129600, 'me', 'desk', 'added client Zeta Ltd (zeta) at 38.50 GBP/h', 'client add zeta --name ''Zeta Ltd'' --zone Europe/London --currency GBP --rate 38.50', 'done');
INSERT INTO op VALUES (3, x'00000000000000000000000000000003', 1782129600, 'me', 'desk', 'added service E-Mail (email)', 'service add email --name E-Mail', 'done');
INSERT INTO op VALUES (4, x'00000000000000000000000000000004', 1782129600, 'me', 'desk', 'added service Research (research) at 60.00 EUR/h', 'service add research --name Research --rate 60', 'done');
INSERT INTO op VALUES (5, x'00000000000000000000000000000005', 1782129600, 'me', 'desk', 'changed client Zeta Ltd (zeta): rounding 15:up:day; hours mon-fri 9-17; aliases: z', 'client edit zeta --rounding 15:up:day --hours ''mon-fri 9-17'' --alias z', 'done');
INSERT INTO op VALUES (6, x'00000000000000000000000000000006', 1782129600, 'me', 'desk', 'rate 70.00 EUR/h for Research for Acme GmbH from 1 Jun 2026', 'rate set 70 --client acme --service research --from 2026-06-01', 'done');
INSERT INTO op VALUES (7, x'00000000000000000000000000000007', 1782129600, 'me', 'desk', 'added a retainer for Acme GmbH: 20:00 h every month from 2026-04-01', 'agreement add acme retainer --hours 20 --fee 800 --start 2026-04-01 --rollover bank --cap 50% --life 2 --overage-rate 50', 'done');
INSERT INTO op VALUES (8, x'00000000000000000000000000000008', 1782129600, 'me', 'desk', 'changed the retainer for Acme GmbH from 2026-06-01: 10:00 h a cycle', 'agreement change 1 --from 2026-06-01 --hours 10 --fee 450', 'done');
INSERT INTO op VALUES (9, x'00000000000000000000000000000009', 1782129600, 'me', 'desk', 'adjusted the retainer of Acme GmbH by +1:00: sorry for May', 'agreement adjust 1 1h --reason ''sorry for May'' --gift', 'done');
INSERT INTO op VALUES (10, x'0000000000000000000000000000000a', 1782129600, 'me', 'desk', 'added a block of 2:00 h for Acme GmbH from 2026-06-01', 'agreement add acme block --hours 2 --price 80 --start 2026-06-01 --services email --last-day 2026-12-31', 'done');
INSERT INTO op VALUES (11, x'0000000000000000000000000000000b', 1782129600, 'me', 'desk', 'imported may: added 2, updated 0, unchanged 0, skipped 0', 'import csv may.csv', 'done');
INSERT INTO op VALUES (12, x'0000000000000000000000000000000c', 1782129600, 'me', 'desk', 'logged 22:00 for Acme GmbH on Wed 20 May: launch', 'log acme 22h launch --on 2026-05-20', 'done');
INSERT INTO op VALUES (13, x'0000000000000000000000000000000d', 1782129600, 'me', 'desk', 'logged 3:00 for Acme GmbH on Thu 4 Jun, 09:00–12:00: research', 'log acme 9-12 research --on 2026-06-04 --rush --tag web', 'done');
INSERT INTO op VALUES (14, x'0000000000000000000000000000000e', 1782129600, 'me', 'desk', 'logged 11:00 for Acme GmbH on Fri 5 Jun', 'log acme 11h --on 2026-06-05 --service email', 'done');
INSERT INTO op VALUES (15, x'0000000000000000000000000000000f', 1782129600, 'me', 'desk', 'logged 0:20 for Zeta Ltd: sorry', 'log zeta 20m sorry --gift', 'done');
INSERT INTO op VALUES (16, x'00000000000000000000000000000010', 1782129600, 'me', 'desk', 'logged 0:25 for Zeta Ltd', 'log zeta 25m --bill-as 30m', 'done');
INSERT INTO op VALUES (17, x'00000000000000000000000000000011', 1782129600, 'me', 'desk', 'changed entry 4: 3:00 for Acme GmbH on Thu 4 Jun, 09:00–12:00: research on prices; rate 80.00', 'entry edit 4 --note ''research on prices'' --rate 80', 'done');
INSERT INTO op VALUES (18, x'00000000000000000000000000000012', 1782129600, 'me', 'desk', 'added task 1, newsletter: due Fri 26 Jun 17:00, for Acme GmbH, every month', 'task add acme newsletter due:fri 17:00 ''~2h'' ''!high'' ''#web'' every:month', 'done');
INSERT INTO op VALUES (19, x'00000000000000000000000000000013', 1782129600, 'me', 'desk', 'added task 2, call: due Tue 23 Jun, for Zeta Ltd, waits until Tue 23 Jun', 'task add ''zeta call due:tomorrow wait:+1d''', 'done');
INSERT INTO op VALUES (20, x'00000000000000000000000000000014', 1782129600, 'me', 'desk', 'logged 0:30 for Acme GmbH: newsletter', 'log acme 30m --task 1', 'done');
INSERT INTO op VALUES (21, x'00000000000000000000000000000015', 1782129600, 'me', 'desk', 'done: newsletter; next due Sun 26 Jul 17:00', 'task done 1', 'done');
INSERT INTO op VALUES (22, x'00000000000000000000000000000016', 1782129600, 'me', 'desk', 'imported team: added 1, updated 0, unchanged 0, skipped 0', 'import ics team.ics', 'done');
INSERT INTO op VALUES (23, x'00000000000000000000000000000017', 1782129600, 'me', 'desk', 'added review (Acme GmbH): Tue 23 Jun 15:00–16:00', 'event add acme review tomorrow 15-16 @Zoom remind:5m', 'done');
INSERT INTO op VALUES (24, x'00000000000000000000000000000018', 1782129600, 'me', 'desk', 'moved Weekly of Tue 30 Jun 10:00 only: now 12:00–13:00', 'event edit 1 --occurrence 2026-06-30 --scope this --start ''2026-06-30 12:00''', 'done');
INSERT INTO op VALUES (25, x'00000000000000000000000000000019', 1782129600, 'me', 'desk', 'deleted Weekly on Tue 7 Jul 10:00 only', 'event rm 1 --occurrence 2026-07-07 --scope this', 'done');
INSERT INTO op VALUES (26, x'0000000000000000000000000000001a', 1782129600, 'me', 'desk', 'deleted entry 6: 0:20 for Zeta Ltd on Mon 22 Jun: sorry', 'entry rm 6', 'dropped');
INSERT INTO op VALUES (27, x'0000000000000000000000000000001b', 1782129600, 'me', 'desk', 'logged 1:00 for Zeta Ltd', 'log zeta 1h', 'done');
INSERT INTO op VALUES (28, x'0000000000000000000000000000001c', 1782129600, 'me', 'desk', 'logged 2:00 for Zeta Ltd', 'log zeta 2h', 'dropped');
INSERT INTO op VALUES (29, x'0000000000000000000000000000001d', 1782129600, 'me', 'desk', 'started Zeta Ltd at 13:30: still running', 'start zeta ''still running'' --at 13:30', 'done');
INSERT INTO op VALUES (30, x'0000000000000000000000000000001e', 1782129600, 'me', 'desk', 'saved filter pressing: due:week', 'filter save pressing due:week', 'done');
INSERT INTO op VALUES (31, x'0000000000000000000000000000001f', 1782129600, 'me', 'desk', 'imported wrong: added 2, updated 0, unchanged 0, skipped 0', 'import csv wrong.csv', 'undone');
INSERT INTO unjournalled VALUES (1, 6);
INSERT INTO packed VALUES (1, 31, 'entry', 11, 12, 'client,service,task,event,note,tags,date,started_at,ended_at,seconds,zone,rush,billable,gift,bill_as,rate,external_id', 2051386810347212010, x'0bf17c010203086e6f74206d696e650300030a323032362d30362d303501f02e030d4575726f70652f4265726c696e01000102010000d104010205067220746869730c013601c025');
