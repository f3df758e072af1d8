PRAGMA application_id = 1986094177;
PRAGMA user_version = 15;
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
, colour INTEGER CHECK (colour BETWEEN 1 AND 12)) STRICT;
CREATE TABLE service (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 24 AND code NOT GLOB '*[^a-z0-9-]*' AND code NOT GLOB '-*'),
  name TEXT NOT NULL CHECK (name <> ''),
  archived_at INTEGER
, tax TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE rate (
  id INTEGER PRIMARY KEY,
  client INTEGER REFERENCES client (id),
  service INTEGER REFERENCES service (id),
  valid_from TEXT NOT NULL,
  milli INTEGER NOT NULL CHECK (milli >= 0)
, currency TEXT CHECK (length(currency) = 3)) STRICT;
CREATE INDEX rate_client ON rate (client);
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
  closed_at INTEGER, taken TEXT, external_id TEXT,
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
  component TEXT, taken TEXT,
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
  external_id TEXT, elsewhere TEXT, taken TEXT,
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
, settled INTEGER NOT NULL DEFAULT 0, worked INTEGER NOT NULL DEFAULT 0, unpaid INTEGER NOT NULL DEFAULT 0, tags TEXT NOT NULL DEFAULT '') STRICT;
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
CREATE TABLE business (
  id INTEGER PRIMARY KEY,
  valid_from TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL DEFAULT '',
  contact TEXT NOT NULL DEFAULT '',
  street TEXT NOT NULL DEFAULT '',
  postcode TEXT NOT NULL DEFAULT '',
  city TEXT NOT NULL DEFAULT '',
  country TEXT NOT NULL DEFAULT '' CHECK (country = '' OR length(country) = 2),
  email TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  web TEXT NOT NULL DEFAULT '',
  vat_id TEXT NOT NULL DEFAULT '',
  tax_number TEXT NOT NULL DEFAULT '',
  registration TEXT NOT NULL DEFAULT '',
  iban TEXT NOT NULL DEFAULT '',
  bic TEXT NOT NULL DEFAULT '',
  bank TEXT NOT NULL DEFAULT '',
  pay_link TEXT NOT NULL DEFAULT '',
  currency TEXT CHECK (length(currency) = 3),
  regime TEXT CHECK (regime IN ('vat', 'small', 'none')),
  cash_rounding TEXT NOT NULL DEFAULT ''
, logo TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE billing (
  id INTEGER PRIMARY KEY,
  client INTEGER NOT NULL UNIQUE REFERENCES client (id),
  legal_name TEXT NOT NULL DEFAULT '',
  contact TEXT NOT NULL DEFAULT '',
  street TEXT NOT NULL DEFAULT '',
  street2 TEXT NOT NULL DEFAULT '',
  postcode TEXT NOT NULL DEFAULT '',
  city TEXT NOT NULL DEFAULT '',
  region TEXT NOT NULL DEFAULT '',
  country TEXT NOT NULL DEFAULT '' CHECK (country = '' OR length(country) = 2),
  vat_id TEXT NOT NULL DEFAULT '',
  registration TEXT NOT NULL DEFAULT '',
  buyer_ref TEXT NOT NULL DEFAULT '',
  po TEXT NOT NULL DEFAULT '',
  contract_ref TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  e_address TEXT NOT NULL DEFAULT '',
  terms TEXT NOT NULL DEFAULT '',
  tax TEXT NOT NULL DEFAULT '',
  prices TEXT NOT NULL DEFAULT 'net' CHECK (prices IN ('net', 'gross'))
, language TEXT NOT NULL DEFAULT '', grouping TEXT NOT NULL DEFAULT 'service' CHECK (grouping IN ('service', 'entry', 'day', 'task', 'none')), fee_when TEXT NOT NULL DEFAULT 'advance' CHECK (fee_when IN ('advance', 'arrears')), annex INTEGER NOT NULL DEFAULT 0 CHECK (annex IN (0, 1)), format TEXT NOT NULL DEFAULT 'auto' CHECK (format IN ('auto', 'pdf', 'facturx', 'xrechnung', 'peppol')), platform TEXT NOT NULL DEFAULT '', billed_through TEXT) STRICT;
CREATE TABLE tax (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 16 AND code NOT GLOB '*[^a-z0-9-]*' AND code NOT GLOB '-*'),
  valid_from TEXT NOT NULL,
  category TEXT NOT NULL CHECK (category IN ('S', 'Z', 'E', 'AE', 'G', 'O')),
  percents TEXT NOT NULL CHECK (percents <> ''),
  UNIQUE (code, valid_from)
) STRICT;
CREATE TABLE fx (
  id INTEGER PRIMARY KEY,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  valid_from TEXT NOT NULL,
  micro INTEGER NOT NULL CHECK (micro > 0),
  UNIQUE (currency, valid_from)
) STRICT;
CREATE TABLE "agreement" (
  id INTEGER PRIMARY KEY,
  client INTEGER NOT NULL REFERENCES client (id),
  kind TEXT NOT NULL CHECK (kind IN ('retainer', 'block', 'commission')),
  starts_on TEXT NOT NULL,
  ends_on TEXT,
  anchor TEXT,
  every TEXT,
  first_cycle TEXT,
  minutes INTEGER CHECK (minutes > 0),
  price INTEGER CHECK (price >= 0),
  services TEXT,
  -- Whether the fee of the cycle in which it ends is shortened by days.
  prorate INTEGER NOT NULL DEFAULT 0 CHECK (prorate IN (0, 1)),
  -- What of a block's price is given back where it ends before it is used up.
  refund INTEGER CHECK (refund > 0),
  CHECK ((kind <> 'block') = (anchor IS NOT NULL AND every IS NOT NULL AND first_cycle IS NOT NULL)),
  CHECK ((kind = 'block') = (minutes IS NOT NULL AND price IS NOT NULL))
) STRICT;
CREATE INDEX agreement_client ON agreement (client);
CREATE TABLE commission (
  id INTEGER PRIMARY KEY,
  agreement INTEGER NOT NULL UNIQUE REFERENCES agreement (id) ON DELETE CASCADE,
  tiers TEXT NOT NULL,
  basis TEXT NOT NULL CHECK (basis IN ('count', 'value')),
  mode TEXT NOT NULL CHECK (mode IN ('marginal', 'whole')),
  least INTEGER CHECK (least >= 0),
  most INTEGER CHECK (most >= 0)
) STRICT;
CREATE TABLE closing (
  id INTEGER PRIMARY KEY,
  agreement INTEGER NOT NULL REFERENCES agreement (id),
  note TEXT NOT NULL,
  date TEXT NOT NULL,
  value INTEGER CHECK (value >= 0)
) STRICT;
CREATE INDEX closing_agreement ON closing (agreement, date);
CREATE TABLE charge (
  id INTEGER PRIMARY KEY,
  client INTEGER NOT NULL REFERENCES client (id),
  text TEXT NOT NULL,
  price INTEGER NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity <> 0),
  unit TEXT NOT NULL,
  date TEXT NOT NULL,
  kind TEXT NOT NULL,
  tax TEXT NOT NULL DEFAULT '',
  discount TEXT NOT NULL DEFAULT '',
  ready INTEGER NOT NULL DEFAULT 1 CHECK (ready IN (0, 1)),
  -- How often it comes again, and the last day of it.
  every TEXT,
  until TEXT
) STRICT;
CREATE INDEX charge_client ON charge (client);
CREATE TABLE business_text (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  language TEXT NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (name, language)
) STRICT;
CREATE TABLE numbering (
  id INTEGER PRIMARY KEY,
  series TEXT NOT NULL,
  pattern TEXT NOT NULL,
  -- The running number that the next document gets at least, behind these words.
  next INTEGER CHECK (next > 0),
  place TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE invoice_draft (
  id INTEGER PRIMARY KEY,
  client INTEGER NOT NULL REFERENCES client (id),
  through TEXT,
  date TEXT,
  grouping TEXT NOT NULL DEFAULT '',
  discount TEXT NOT NULL DEFAULT '',
  kinds TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  seen TEXT NOT NULL DEFAULT '',
  UNIQUE (client, kinds)
) STRICT;
CREATE TABLE draft_item (
  id INTEGER PRIMARY KEY,
  draft INTEGER NOT NULL REFERENCES invoice_draft (id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  text TEXT NOT NULL DEFAULT '',
  left_out INTEGER NOT NULL DEFAULT 0 CHECK (left_out IN (0, 1)),
  UNIQUE (draft, key)
) STRICT;
CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('invoice', 'deposit', 'credit', 'platform')),
  number TEXT NOT NULL UNIQUE,
  -- What stands around its running number; none where the number is another's.
  place TEXT,
  sequence INTEGER CHECK (sequence > 0),
  client INTEGER NOT NULL REFERENCES client (id),
  currency TEXT NOT NULL,
  date TEXT NOT NULL,
  due TEXT,
  terms TEXT NOT NULL DEFAULT '',
  through TEXT,
  -- The document that it takes back, and whether all of that.
  corrects INTEGER REFERENCES document (id),
  whole INTEGER NOT NULL DEFAULT 0 CHECK (whole IN (0, 1)),
  reason TEXT NOT NULL DEFAULT '',
  discount TEXT NOT NULL DEFAULT '',
  prices TEXT NOT NULL CHECK (prices IN ('net', 'gross')),
  net INTEGER NOT NULL,
  tax INTEGER NOT NULL,
  gross INTEGER NOT NULL,
  rounding INTEGER NOT NULL DEFAULT 0,
  total INTEGER NOT NULL,
  prepaid INTEGER NOT NULL DEFAULT 0,
  seller TEXT NOT NULL,
  buyer TEXT NOT NULL,
  texts TEXT NOT NULL,
  language TEXT NOT NULL DEFAULT '',
  CHECK (gross = net + tax),
  CHECK (total = gross + rounding),
  -- A credit note without one is the client's credit.
  CHECK (kind = 'credit' OR corrects IS NULL),
  CHECK ((place IS NULL) = (sequence IS NULL)),
  UNIQUE (place, sequence)
) STRICT;
CREATE INDEX document_client ON document (client, through) WHERE through IS NOT NULL;
CREATE INDEX document_of_client ON document (client, date, id);
CREATE INDEX document_dates ON document (date, id);
CREATE INDEX document_sequence ON document (sequence) WHERE sequence IS NOT NULL;
CREATE INDEX document_deposits ON document (client, date, id) WHERE kind = 'deposit';
CREATE INDEX document_corrects ON document (corrects) WHERE corrects IS NOT NULL;
CREATE TABLE document_line (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document (id),
  n INTEGER NOT NULL,
  kind TEXT NOT NULL,
  -- What it bills: an item is billed once.
  key TEXT NOT NULL,
  text TEXT NOT NULL,
  service TEXT,
  service_name TEXT,
  rush INTEGER NOT NULL DEFAULT 0 CHECK (rush IN (0, 1)),
  minutes INTEGER,
  rate INTEGER,
  quantity INTEGER,
  unit TEXT NOT NULL DEFAULT '',
  price INTEGER,
  first_day TEXT,
  last_day TEXT,
  late INTEGER NOT NULL DEFAULT 0 CHECK (late IN (0, 1)),
  discount INTEGER NOT NULL DEFAULT 0,
  gross INTEGER,
  net INTEGER NOT NULL,
  tax TEXT NOT NULL,
  category TEXT NOT NULL,
  percents TEXT NOT NULL,
  UNIQUE (document, n)
) STRICT;
CREATE INDEX document_line_key ON document_line (key);
CREATE TABLE document_tax (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document (id),
  tax TEXT NOT NULL,
  category TEXT NOT NULL,
  percents TEXT NOT NULL,
  percent TEXT NOT NULL,
  base INTEGER NOT NULL,
  amount INTEGER NOT NULL
) STRICT;
CREATE INDEX document_tax_document ON document_tax (document);
CREATE TABLE document_discount (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document (id),
  tax TEXT NOT NULL,
  category TEXT NOT NULL,
  percents TEXT NOT NULL,
  amount INTEGER NOT NULL
) STRICT;
CREATE INDEX document_discount_document ON document_discount (document);
CREATE TABLE frozen (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL UNIQUE REFERENCES entry (id),
  client INTEGER NOT NULL REFERENCES client (id),
  document INTEGER REFERENCES document (id),
  line INTEGER,
  counts_on TEXT NOT NULL,
  draws TEXT NOT NULL,
  billed INTEGER NOT NULL,
  carried INTEGER NOT NULL,
  rate INTEGER,
  agreement INTEGER,
  charged INTEGER NOT NULL CHECK (charged IN (0, 1))
) STRICT;
CREATE INDEX frozen_document ON frozen (document) WHERE document IS NOT NULL;
CREATE INDEX frozen_open ON frozen (client) WHERE charged = 0;
CREATE TABLE payment (
  id INTEGER PRIMARY KEY,
  client INTEGER NOT NULL REFERENCES client (id),
  currency TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount <> 0),
  date TEXT NOT NULL,
  fee INTEGER NOT NULL DEFAULT 0 CHECK (fee >= 0),
  method TEXT NOT NULL DEFAULT '',
  reference TEXT NOT NULL DEFAULT '',
  -- What arrived of it in another currency.
  received INTEGER,
  received_currency TEXT,
  -- The payment that is given back.
  refunds INTEGER REFERENCES payment (id),
  CHECK ((received IS NULL) = (received_currency IS NULL)),
  CHECK ((amount < 0) = (refunds IS NOT NULL))
) STRICT;
CREATE INDEX payment_client ON payment (client, date, id);
CREATE TABLE allocation (
  id INTEGER PRIMARY KEY,
  payment INTEGER NOT NULL REFERENCES payment (id),
  document INTEGER NOT NULL REFERENCES document (id),
  amount INTEGER NOT NULL CHECK (amount > 0)
) STRICT;
CREATE INDEX allocation_document ON allocation (document);
CREATE INDEX allocation_payment ON allocation (payment);
CREATE TABLE allowance (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document (id),
  kind TEXT NOT NULL CHECK (kind IN ('bad_debt', 'early')),
  amount INTEGER NOT NULL CHECK (amount > 0),
  date TEXT NOT NULL,
  payment INTEGER REFERENCES payment (id),
  reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX allowance_document ON allowance (document);
CREATE TABLE delivery (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document (id),
  at INTEGER NOT NULL,
  date TEXT NOT NULL,
  how TEXT NOT NULL,
  address TEXT NOT NULL DEFAULT '',
  -- Of one that is handed over it is not known yet whether it has left.
  state TEXT NOT NULL CHECK (state IN ('sending', 'sent', 'made', 'failed')),
  name TEXT NOT NULL DEFAULT '',
  sha256 TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX delivery_document ON delivery (document);
CREATE TABLE claim (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document (id),
  level INTEGER NOT NULL CHECK (level > 0),
  name TEXT NOT NULL,
  date TEXT NOT NULL,
  due TEXT NOT NULL,
  fee INTEGER NOT NULL DEFAULT 0 CHECK (fee >= 0),
  interest INTEGER NOT NULL DEFAULT 0 CHECK (interest >= 0),
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'paid', 'waived')),
  UNIQUE (document, level)
) STRICT;
CREATE TABLE dunning_rate (
  id INTEGER PRIMARY KEY,
  valid_from TEXT NOT NULL UNIQUE,
  percent TEXT NOT NULL
) STRICT;
CREATE INDEX entry_amount_open ON entry_amount (client, date) WHERE open > 0 AND settled = 0;
CREATE TABLE late (
  entry INTEGER PRIMARY KEY,
  client INTEGER NOT NULL,
  counts_on TEXT NOT NULL
) STRICT;
CREATE INDEX late_client ON late (client, counts_on);
CREATE TABLE settled (
  client INTEGER PRIMARY KEY,
  day TEXT NOT NULL
) STRICT;
CREATE TABLE receivable (
  document INTEGER PRIMARY KEY,
  client INTEGER NOT NULL,
  currency TEXT NOT NULL,
  due TEXT NOT NULL,
  open INTEGER NOT NULL
) STRICT;
CREATE INDEX receivable_due ON receivable (due);
CREATE TABLE credit_balance (
  client INTEGER PRIMARY KEY,
  currency TEXT NOT NULL,
  amount INTEGER NOT NULL
) STRICT;
CREATE TABLE fee_mark (
  agreement INTEGER PRIMARY KEY,
  day TEXT NOT NULL
) STRICT;
CREATE TABLE open_charge (
  charge INTEGER PRIMARY KEY,
  client INTEGER NOT NULL
) STRICT;
CREATE INDEX open_charge_client ON open_charge (client);
CREATE VIEW standing AS SELECT d.id FROM document d WHERE
  EXISTS (SELECT 1 FROM delivery x WHERE x.document = d.id) OR
  EXISTS (SELECT 1 FROM allocation x WHERE x.document = d.id) OR
  EXISTS (SELECT 1 FROM allowance x WHERE x.document = d.id) OR
  EXISTS (SELECT 1 FROM claim x WHERE x.document = d.id) OR
  EXISTS (SELECT 1 FROM document x WHERE x.corrects = d.id) OR
  EXISTS (SELECT 1 FROM document x WHERE x.place = d.place AND x.sequence > d.sequence);
CREATE TRIGGER document_stays BEFORE DELETE ON document WHEN EXISTS (SELECT 1 FROM standing WHERE id = old.id)
BEGIN SELECT raise(ABORT, 'an issued document stays'); END;
CREATE TRIGGER document_same BEFORE UPDATE ON document
BEGIN SELECT raise(ABORT, 'an issued document stays as it is'); END;
CREATE TRIGGER document_line_stays BEFORE DELETE ON document_line WHEN EXISTS (SELECT 1 FROM standing WHERE id = old.document)
BEGIN SELECT raise(ABORT, 'an issued document stays'); END;
CREATE TRIGGER document_line_same BEFORE UPDATE ON document_line
BEGIN SELECT raise(ABORT, 'an issued document stays as it is'); END;
CREATE TRIGGER document_tax_stays BEFORE DELETE ON document_tax WHEN EXISTS (SELECT 1 FROM standing WHERE id = old.document)
BEGIN SELECT raise(ABORT, 'an issued document stays'); END;
CREATE TRIGGER document_tax_same BEFORE UPDATE ON document_tax
BEGIN SELECT raise(ABORT, 'an issued document stays as it is'); END;
CREATE TRIGGER document_discount_stays BEFORE DELETE ON document_discount WHEN EXISTS (SELECT 1 FROM standing WHERE id = old.document)
BEGIN SELECT raise(ABORT, 'an issued document stays'); END;
CREATE TRIGGER document_discount_same BEFORE UPDATE ON document_discount
BEGIN SELECT raise(ABORT, 'an issued document stays as it is'); END;
CREATE TRIGGER entry_stays BEFORE DELETE ON entry WHEN EXISTS (SELECT 1 FROM frozen WHERE entry = old.id)
BEGIN SELECT raise(ABORT, 'a billed entry stays'); END;
CREATE TRIGGER entry_same BEFORE UPDATE OF client, date, service, started_at, ended_at, seconds, rush, bill_as ON entry
WHEN (new.client, new.date, new.service, new.started_at, new.ended_at, new.seconds, new.rush, new.bill_as)
  IS NOT (old.client, old.date, old.service, old.started_at, old.ended_at, old.seconds, old.rush, old.bill_as)
  AND EXISTS (SELECT 1 FROM frozen WHERE entry = old.id)
BEGIN SELECT raise(ABORT, 'a billed entry stays as it is'); END;
CREATE TRIGGER entry_charged BEFORE UPDATE OF billable, gift, rate, note ON entry
WHEN (new.billable, new.gift, new.rate, new.note) IS NOT (old.billable, old.gift, old.rate, old.note)
  AND EXISTS (SELECT 1 FROM frozen WHERE entry = old.id AND charged = 1)
BEGIN SELECT raise(ABORT, 'a billed entry stays as it is'); END;
CREATE TABLE month (
  month TEXT NOT NULL,
  client INTEGER NOT NULL,
  service INTEGER NOT NULL,
  rate INTEGER NOT NULL,
  rush INTEGER NOT NULL,
  worked INTEGER NOT NULL,
  unpaid INTEGER NOT NULL,
  billed INTEGER NOT NULL,
  covered INTEGER NOT NULL,
  open INTEGER NOT NULL,
  unbilled INTEGER NOT NULL,
  PRIMARY KEY (month, client, service, rate, rush)
) STRICT, WITHOUT ROWID;
CREATE TABLE year_total (
  year TEXT NOT NULL,
  client INTEGER NOT NULL,
  service INTEGER NOT NULL,
  rate INTEGER NOT NULL,
  rush INTEGER NOT NULL,
  worked INTEGER NOT NULL,
  unpaid INTEGER NOT NULL,
  billed INTEGER NOT NULL,
  covered INTEGER NOT NULL,
  open INTEGER NOT NULL,
  unbilled INTEGER NOT NULL,
  PRIMARY KEY (year, client, service, rate, rush)
) STRICT, WITHOUT ROWID;
CREATE TABLE day_total (
  date TEXT NOT NULL,
  client INTEGER NOT NULL,
  worked INTEGER NOT NULL,
  unpaid INTEGER NOT NULL,
  billed INTEGER NOT NULL,
  covered INTEGER NOT NULL,
  open INTEGER NOT NULL,
  unbilled INTEGER NOT NULL,
  worth INTEGER NOT NULL,
  unbilled_worth INTEGER NOT NULL,
  PRIMARY KEY (date, client)
) STRICT, WITHOUT ROWID;
CREATE TABLE week_total (
  week TEXT NOT NULL,
  client INTEGER NOT NULL,
  worked INTEGER NOT NULL,
  unpaid INTEGER NOT NULL,
  billed INTEGER NOT NULL,
  covered INTEGER NOT NULL,
  open INTEGER NOT NULL,
  unbilled INTEGER NOT NULL,
  worth INTEGER NOT NULL,
  unbilled_worth INTEGER NOT NULL,
  PRIMARY KEY (week, client)
) STRICT, WITHOUT ROWID;
CREATE TABLE month_total (
  month TEXT NOT NULL,
  client INTEGER NOT NULL,
  tags TEXT NOT NULL,
  worked INTEGER NOT NULL,
  unpaid INTEGER NOT NULL,
  billed INTEGER NOT NULL,
  covered INTEGER NOT NULL,
  open INTEGER NOT NULL,
  unbilled INTEGER NOT NULL,
  worth INTEGER NOT NULL,
  unbilled_worth INTEGER NOT NULL,
  PRIMARY KEY (month, client, tags)
) STRICT, WITHOUT ROWID;
CREATE TABLE off (
  id INTEGER PRIMARY KEY,
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL CHECK (last_day >= first_day),
  why TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE budget (
  id INTEGER PRIMARY KEY,
  year INTEGER NOT NULL,
  month INTEGER CHECK (month BETWEEN 1 AND 12),
  line TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount >= 0),
  currency TEXT CHECK (length(currency) = 3)
) STRICT;
CREATE UNIQUE INDEX budget_line ON budget (year, line, coalesce(month, 0));
CREATE INDEX document_line_day ON document_line (last_day, first_day, document);
CREATE INDEX payment_date ON payment (date);
CREATE UNIQUE INDEX task_external ON task (external_id) WHERE external_id IS NOT NULL;
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
CREATE TABLE import_name (
  id INTEGER PRIMARY KEY,
  client INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
  name TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX import_name_client ON import_name (client);
CREATE INDEX event_uid ON event (uid);
INSERT INTO client VALUES (1, 'acme', 'Acme GmbH', NULL, 'EUR', NULL, NULL, 150, NULL, '', 'acme.example', '', '', NULL, NULL);
INSERT INTO client VALUES (2, 'zeta', 'Zeta Ltd', 'Europe/London', 'GBP', '15:up:day', NULL, 150, 'mon-fri 9-17', '', '', 'z', '', NULL, NULL);
INSERT INTO service VALUES (1, 'email', 'E-Mail', NULL, '');
INSERT INTO service VALUES (2, 'research', 'Research', NULL, '');
INSERT INTO rate VALUES (1, 1, NULL, '1970-01-01', 45000, NULL);
INSERT INTO rate VALUES (2, 2, NULL, '1970-01-01', 38500, NULL);
INSERT INTO rate VALUES (3, NULL, 2, '1970-01-01', 60000, 'EUR');
INSERT INTO rate VALUES (4, 1, 2, '2026-06-01', 70000, NULL);
INSERT INTO terms VALUES (1, 1, '2026-04-01', 1200, 80000, 5000, 'bank', '50%', 2, 'rollover_first', 'billable', NULL, 'money', NULL);
INSERT INTO terms VALUES (2, 1, '2026-06-01', 600, 45000, 5000, 'bank', '50%', 2, 'rollover_first', 'billable', NULL, 'money', NULL);
INSERT INTO adjustment VALUES (1, 1, '2026-06-22', 60, 'sorry for May', 1);
INSERT INTO task VALUES (1, 'newsletter', 1, NULL, NULL, 1782486000, 'Europe/Berlin', NULL, 3, 0, 120, '', 'web', '', 'FREQ=MONTHLY', 'due', NULL, 'done', 1782129600, 1782129600, NULL, NULL);
INSERT INTO task VALUES (2, 'call', 2, NULL, '2026-06-23', NULL, NULL, '2026-06-23', 0, 0, NULL, '', '', '', NULL, NULL, NULL, 'open', 1782129600, NULL, NULL, NULL);
INSERT INTO task VALUES (3, 'newsletter', 1, NULL, NULL, 1785078000, 'Europe/Berlin', NULL, 3, 0, 120, '', 'web', '', 'FREQ=MONTHLY', 'due', 1, 'open', 1782129600, NULL, NULL, NULL);
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
', '{"id":1,"calendar":1,"client":null,"uid":"u1","recurrence_id":"","title":"Weekly","starts":"2026-06-23T10:00:00[posix:<+02>-2]","ends":"2026-06-23T11:00:00[posix:<+02>-2]","recurs":1,"status":"confirmed","location":"","url":"","details":"{\"repeat\":{\"rules\":[\"FREQ=WEEKLY\"]}}","component":"BEGIN:VEVENT\nUID:u1\nDTSTART;TZID=Home:20260623T100000\nDTEND;TZID=Home:20260623T110000\nSUMMARY:Weekly\nRRULE:FREQ=WEEKLY\nX-MINE:kept\nEND:VEVENT\n","taken":null}');
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
', NULL);
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
', NULL);
INSERT INTO entry VALUES (1, 1, NULL, NULL, NULL, 'first', '', '2026-05-05', NULL, NULL, 3000, 'Europe/Berlin', 0, 1, 0, NULL, NULL, 'x1', NULL, NULL);
INSERT INTO entry VALUES (3, 1, NULL, NULL, NULL, 'launch', '', '2026-05-20', NULL, NULL, 79200, 'Europe/Berlin', 0, 1, 0, NULL, NULL, NULL, NULL, NULL);
INSERT INTO entry VALUES (4, 1, NULL, NULL, NULL, 'research on prices', 'web', '2026-06-04', 1780556400, 1780567200, 10800, 'Europe/Berlin', 1, 1, 0, NULL, 8000, NULL, NULL, NULL);
INSERT INTO entry VALUES (5, 1, 1, NULL, NULL, '', '', '2026-06-05', NULL, NULL, 39600, 'Europe/Berlin', 0, 1, 0, NULL, NULL, NULL, NULL, NULL);
INSERT INTO entry VALUES (6, 2, NULL, NULL, NULL, 'sorry', '', '2026-06-22', NULL, NULL, 1200, 'Europe/Berlin', 0, 1, 1, NULL, NULL, NULL, NULL, NULL);
INSERT INTO entry VALUES (7, 2, NULL, NULL, NULL, '', '', '2026-06-22', NULL, NULL, 1500, 'Europe/Berlin', 0, 1, 0, 30, NULL, NULL, NULL, NULL);
INSERT INTO entry VALUES (8, 1, NULL, 1, NULL, 'newsletter', '', '2026-06-22', NULL, NULL, 1800, 'Europe/Berlin', 0, 1, 0, NULL, NULL, NULL, NULL, NULL);
INSERT INTO entry VALUES (9, 2, NULL, NULL, NULL, '', '', '2026-06-22', NULL, NULL, 3600, 'Europe/Berlin', 0, 1, 0, NULL, NULL, NULL, NULL, NULL);
INSERT INTO entry VALUES (10, 2, NULL, NULL, NULL, 'still running', '', '2026-06-22', 1782127800, NULL, NULL, 'Europe/Berlin', 0, 1, 0, NULL, NULL, NULL, NULL, NULL);
INSERT INTO entry VALUES (11, 1, NULL, NULL, NULL, 'late', '', '2026-05-21', NULL, NULL, 2400, 'Europe/Berlin', 0, 1, 0, NULL, NULL, NULL, NULL, NULL);
INSERT INTO entry VALUES (12, 2, NULL, NULL, NULL, 'on another program', '', '2026-06-09', NULL, NULL, 1800, 'Europe/Berlin', 0, 1, 0, NULL, NULL, NULL, '2026-117', NULL);
INSERT INTO fired VALUES ('hours', 1, 1780264800, 50, 1782129600);
INSERT INTO fired VALUES ('hours', 1, 1780264800, 75, 1782129600);
INSERT INTO change VALUES (1, 1, 'client', 1, NULL, NULL, '{"id":1,"code":"acme","name":"Acme GmbH","zone":null,"currency":"EUR","rounding":null,"minimum":null,"rush_percent":150,"hours":null,"email":"","domains":"acme.example","aliases":"","note":"","archived_at":null,"colour":null}');
INSERT INTO change VALUES (2, 1, 'rate', 1, NULL, NULL, '{"id":1,"client":1,"service":null,"valid_from":"1970-01-01","milli":45000,"currency":null}');
INSERT INTO change VALUES (3, 2, 'client', 2, NULL, NULL, '{"id":2,"code":"zeta","name":"Zeta Ltd","zone":"Europe/London","currency":"GBP","rounding":null,"minimum":null,"rush_percent":150,"hours":null,"email":"","domains":"","aliases":"","note":"","archived_at":null,"colour":null}');
INSERT INTO change VALUES (4, 2, 'rate', 2, NULL, NULL, '{"id":2,"client":2,"service":null,"valid_from":"1970-01-01","milli":38500,"currency":null}');
INSERT INTO change VALUES (5, 3, 'service', 1, NULL, NULL, '{"id":1,"code":"email","name":"E-Mail","archived_at":null,"tax":""}');
INSERT INTO change VALUES (6, 4, 'service', 2, NULL, NULL, '{"id":2,"code":"research","name":"Research","archived_at":null,"tax":""}');
INSERT INTO change VALUES (7, 4, 'rate', 3, NULL, NULL, '{"id":3,"client":null,"service":2,"valid_from":"1970-01-01","milli":60000,"currency":"EUR"}');
INSERT INTO change VALUES (8, 5, 'client', 2, NULL, '{"id":2,"code":"zeta","name":"Zeta Ltd","zone":"Europe/London","currency":"GBP","rounding":null,"minimum":null,"rush_percent":150,"hours":null,"email":"","domains":"","aliases":"","note":"","archived_at":null,"colour":null}', '{"id":2,"code":"zeta","name":"Zeta Ltd","zone":"Europe/London","currency":"GBP","rounding":"15:up:day","minimum":null,"rush_percent":150,"hours":"mon-fri 9-17","email":"","domains":"","aliases":"z","note":"","archived_at":null,"colour":null}');
INSERT INTO change VALUES (9, 6, 'rate', 4, NULL, NULL, '{"id":4,"client":1,"service":2,"valid_from":"2026-06-01","milli":70000,"currency":null}');
INSERT INTO change VALUES (10, 7, 'agreement', 1, NULL, NULL, '{"id":1,"client":1,"kind":"retainer","starts_on":"2026-04-01","ends_on":null,"anchor":"2026-04-01","every":"month","first_cycle":"full","minutes":null,"price":null,"services":null,"prorate":0,"refund":null}');
INSERT INTO change VALUES (11, 7, 'terms', 1, NULL, NULL, '{"id":1,"agreement":1,"valid_from":"2026-04-01","minutes":1200,"fee":80000,"overage_rate":5000,"rollover":"bank","cap":"50%","life":2,"draw_order":"rollover_first","counts":"billable","services":null,"rush_burns":"money","rounding":null}');
INSERT INTO change VALUES (12, 8, 'terms', 2, NULL, NULL, '{"id":2,"agreement":1,"valid_from":"2026-06-01","minutes":600,"fee":45000,"overage_rate":5000,"rollover":"bank","cap":"50%","life":2,"draw_order":"rollover_first","counts":"billable","services":null,"rush_burns":"money","rounding":null}');
INSERT INTO change VALUES (13, 9, 'adjustment', 1, NULL, NULL, '{"id":1,"agreement":1,"date":"2026-06-22","minutes":60,"reason":"sorry for May","gift":1}');
INSERT INTO change VALUES (14, 10, 'agreement', 2, NULL, NULL, '{"id":2,"client":1,"kind":"block","starts_on":"2026-06-01","ends_on":"2026-12-31","anchor":null,"every":null,"first_cycle":null,"minutes":120,"price":8000,"services":"1","prorate":0,"refund":null}');
INSERT INTO change VALUES (15, 11, 'entry', 1, 2, NULL, NULL);
INSERT INTO change VALUES (16, 12, 'entry', 3, NULL, NULL, '{"id":3,"client":1,"service":null,"task":null,"event":null,"note":"launch","tags":"","date":"2026-05-20","started_at":null,"ended_at":null,"seconds":79200,"zone":"Europe/Berlin","rush":0,"billable":1,"gift":0,"bill_as":null,"rate":null,"external_id":null,"elsewhere":null,"taken":null}');
INSERT INTO change VALUES (17, 13, 'entry', 4, NULL, NULL, '{"id":4,"client":1,"service":null,"task":null,"event":null,"note":"research","tags":"web","date":"2026-06-04","started_at":1780556400,"ended_at":1780567200,"seconds":10800,"zone":"Europe/Berlin","rush":1,"billable":1,"gift":0,"bill_as":null,"rate":null,"external_id":null,"elsewhere":null,"taken":null}');
INSERT INTO change VALUES (18, 14, 'entry', 5, NULL, NULL, '{"id":5,"client":1,"service":1,"task":null,"event":null,"note":"","tags":"","date":"2026-06-05","started_at":null,"ended_at":null,"seconds":39600,"zone":"Europe/Berlin","rush":0,"billable":1,"gift":0,"bill_as":null,"rate":null,"external_id":null,"elsewhere":null,"taken":null}');
INSERT INTO change VALUES (19, 15, 'entry', 6, NULL, NULL, '{"id":6,"client":2,"service":null,"task":null,"event":null,"note":"sorry","tags":"","date":"2026-06-22","started_at":null,"ended_at":null,"seconds":1200,"zone":"Europe/Berlin","rush":0,"billable":1,"gift":1,"bill_as":null,"rate":null,"external_id":null,"elsewhere":null,"taken":null}');
INSERT INTO change VALUES (20, 16, 'entry', 7, NULL, NULL, '{"id":7,"client":2,"service":null,"task":null,"event":null,"note":"","tags":"","date":"2026-06-22","started_at":null,"ended_at":null,"seconds":1500,"zone":"Europe/Berlin","rush":0,"billable":1,"gift":0,"bill_as":30,"rate":null,"external_id":null,"elsewhere":null,"taken":null}');
INSERT INTO change VALUES (21, 17, 'entry', 4, NULL, '{"id":4,"client":1,"service":null,"task":null,"event":null,"note":"research","tags":"web","date":"2026-06-04","started_at":1780556400,"ended_at":1780567200,"seconds":10800,"zone":"Europe/Berlin","rush":1,"billable":1,"gift":0,"bill_as":null,"rate":null,"external_id":null,"elsewhere":null,"taken":null}', '{"id":4,"client":1,"service":null,"task":null,"event":null,"note":"research on prices","tags":"web","date":"2026-06-04","started_at":1780556400,"ended_at":1780567200,"seconds":10800,"zone":"Europe/Berlin","rush":1,"billable":1,"gift":0,"bill_as":null,"rate":8000,"external_id":null,"elsewhere":null,"taken":null}');
INSERT INTO change VALUES (22, 18, 'task', 1, NULL, NULL, '{"id":1,"title":"newsletter","client":1,"service":null,"due_date":null,"due_at":1782486000,"due_zone":"Europe/Berlin","wait_until":null,"priority":3,"rush":0,"estimate":120,"note":"","tags":"web","checklist":"","repeat":"FREQ=MONTHLY","repeat_from":"due","follows":null,"state":"open","created_at":1782129600,"closed_at":null,"taken":null,"external_id":null}');
INSERT INTO change VALUES (23, 19, 'task', 2, NULL, NULL, '{"id":2,"title":"call","client":2,"service":null,"due_date":"2026-06-23","due_at":null,"due_zone":null,"wait_until":"2026-06-23","priority":0,"rush":0,"estimate":null,"note":"","tags":"","checklist":"","repeat":null,"repeat_from":null,"follows":null,"state":"open","created_at":1782129600,"closed_at":null,"taken":null,"external_id":null}');
INSERT INTO change VALUES (24, 20, 'entry', 8, NULL, NULL, '{"id":8,"client":1,"service":null,"task":1,"event":null,"note":"newsletter","tags":"","date":"2026-06-22","started_at":null,"ended_at":null,"seconds":1800,"zone":"Europe/Berlin","rush":0,"billable":1,"gift":0,"bill_as":null,"rate":null,"external_id":null,"elsewhere":null,"taken":null}');
INSERT INTO change VALUES (25, 21, 'task', 1, NULL, '{"id":1,"title":"newsletter","client":1,"service":null,"due_date":null,"due_at":1782486000,"due_zone":"Europe/Berlin","wait_until":null,"priority":3,"rush":0,"estimate":120,"note":"","tags":"web","checklist":"","repeat":"FREQ=MONTHLY","repeat_from":"due","follows":null,"state":"open","created_at":1782129600,"closed_at":null,"taken":null,"external_id":null}', '{"id":1,"title":"newsletter","client":1,"service":null,"due_date":null,"due_at":1782486000,"due_zone":"Europe/Berlin","wait_until":null,"priority":3,"rush":0,"estimate":120,"note":"","tags":"web","checklist":"","repeat":"FREQ=MONTHLY","repeat_from":"due","follows":null,"state":"done","created_at":1782129600,"closed_at":1782129600,"taken":null,"external_id":null}');
INSERT INTO change VALUES (26, 21, 'task', 3, NULL, NULL, '{"id":3,"title":"newsletter","client":1,"service":null,"due_date":null,"due_at":1785078000,"due_zone":"Europe/Berlin","wait_until":null,"priority":3,"rush":0,"estimate":120,"note":"","tags":"web","checklist":"","repeat":"FREQ=MONTHLY","repeat_from":"due","follows":1,"state":"open","created_at":1782129600,"closed_at":null,"taken":null,"external_id":null}');
INSERT INTO change VALUES (27, 22, 'calendar', 1, NULL, NULL, '{"id":1,"name":"Team","client":null}');
INSERT INTO change VALUES (28, 22, 'timezone', 1, NULL, NULL, '{"id":1,"calendar":1,"tzid":"Home","component":"BEGIN:VTIMEZONE\nTZID:Home\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0200\nEND:STANDARD\nEND:VTIMEZONE\n"}');
INSERT INTO change VALUES (29, 22, 'event', 1, 1, NULL, NULL);
INSERT INTO change VALUES (30, 23, 'calendar', 2, NULL, NULL, '{"id":2,"name":"vadash","client":null}');
INSERT INTO change VALUES (31, 23, 'event', 2, NULL, NULL, '{"id":2,"calendar":2,"client":1,"uid":"6a3923c0-17-e9718950b3dd3a1@vadash","recurrence_id":"","title":"review","starts":"2026-06-23T15:00:00[Europe/Berlin]","ends":"2026-06-23T16:00:00[Europe/Berlin]","recurs":0,"status":"confirmed","location":"Zoom","url":"","details":"{\"alarms\":[{\"trigger\":{\"before_start\":300},\"repeat\":0,\"every\":0}]}","component":null,"taken":null}');
INSERT INTO change VALUES (32, 23, 'event', 2, NULL, '{"id":2,"calendar":2,"client":1,"uid":"6a3923c0-17-e9718950b3dd3a1@vadash","recurrence_id":"","title":"review","starts":"2026-06-23T15:00:00[Europe/Berlin]","ends":"2026-06-23T16:00:00[Europe/Berlin]","recurs":0,"status":"confirmed","location":"Zoom","url":"","details":"{\"alarms\":[{\"trigger\":{\"before_start\":300},\"repeat\":0,\"every\":0}]}","component":null,"taken":null}', '{"id":2,"calendar":2,"client":1,"uid":"6a3923c0-17-e9718950b3dd3a1@vadash","recurrence_id":"","title":"review","starts":"2026-06-23T15:00:00[Europe/Berlin]","ends":"2026-06-23T16:00:00[Europe/Berlin]","recurs":0,"status":"confirmed","location":"Zoom","url":"","details":"{\"alarms\":[{\"trigger\":{\"before_start\":300},\"repeat\":0,\"every\":0}]}","component":"BEGIN:VEVENT\nUID:6a3923c0-17-e9718950b3dd3a1@vadash\nDTSTAMP:20260622T120000Z\nLAST-MODIFIED:20260622T120000Z\nDTSTART;TZID=Europe/Berlin:20260623T150000\nDTEND;TZID=Europe/Berlin:20260623T160000\nSUMMARY:review\nLOCATION:Zoom\nBEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:review\nTRIGGER:-PT5M\nEND:VALARM\nEND:VEVENT\n","taken":null}');
INSERT INTO change VALUES (33, 24, 'event', 3, NULL, NULL, '{"id":3,"calendar":1,"client":null,"uid":"u1","recurrence_id":"2026-06-30T10:00:00[posix:<+02>-2]","title":"Weekly","starts":"2026-06-30T12:00:00[posix:<+02>-2]","ends":"2026-06-30T13:00:00[posix:<+02>-2]","recurs":0,"status":"confirmed","location":"","url":"","details":"{}","component":"BEGIN:VEVENT\nUID:u1\nDTSTART;TZID=Home:20260623T100000\nDTEND;TZID=Home:20260623T110000\nSUMMARY:Weekly\nRRULE:FREQ=WEEKLY\nX-MINE:kept\nEND:VEVENT\n","taken":null}');
INSERT INTO change VALUES (34, 24, 'event', 3, NULL, '{"id":3,"calendar":1,"client":null,"uid":"u1","recurrence_id":"2026-06-30T10:00:00[posix:<+02>-2]","title":"Weekly","starts":"2026-06-30T12:00:00[posix:<+02>-2]","ends":"2026-06-30T13:00:00[posix:<+02>-2]","recurs":0,"status":"confirmed","location":"","url":"","details":"{}","component":"BEGIN:VEVENT\nUID:u1\nDTSTART;TZID=Home:20260623T100000\nDTEND;TZID=Home:20260623T110000\nSUMMARY:Weekly\nRRULE:FREQ=WEEKLY\nX-MINE:kept\nEND:VEVENT\n","taken":null}', '{"id":3,"calendar":1,"client":null,"uid":"u1","recurrence_id":"2026-06-30T10:00:00[posix:<+02>-2]","title":"Weekly","starts":"2026-06-30T12:00:00[posix:<+02>-2]","ends":"2026-06-30T13:00:00[posix:<+02>-2]","recurs":0,"status":"confirmed","location":"","url":"","details":"{}","component":"BEGIN:VEVENT\nUID:u1\nDTSTART;TZID=Home:20260630T120000\nDTEND;TZID=Home:20260630T130000\nSUMMARY:Weekly\nX-MINE:kept\nDTSTAMP:20260622T120000Z\nLAST-MODIFIED:20260622T120000Z\nRECURRENCE-ID;TZID=Home:20260630T100000\nEND:VEVENT\n","taken":null}');
INSERT INTO change VALUES (35, 25, 'event', 1, NULL, '{"id":1,"calendar":1,"client":null,"uid":"u1","recurrence_id":"","title":"Weekly","starts":"2026-06-23T10:00:00[posix:<+02>-2]","ends":"2026-06-23T11:00:00[posix:<+02>-2]","recurs":1,"status":"confirmed","location":"","url":"","details":"{\"repeat\":{\"rules\":[\"FREQ=WEEKLY\"]}}","component":"BEGIN:VEVENT\nUID:u1\nDTSTART;TZID=Home:20260623T100000\nDTEND;TZID=Home:20260623T110000\nSUMMARY:Weekly\nRRULE:FREQ=WEEKLY\nX-MINE:kept\nEND:VEVENT\n","taken":null}', '{"id":1,"calendar":1,"client":null,"uid":"u1","recurrence_id":"","title":"Weekly","starts":"2026-06-23T10:00:00[posix:<+02>-2]","ends":"2026-06-23T11:00:00[posix:<+02>-2]","recurs":1,"status":"confirmed","location":"","url":"","details":"{\"sequence\":1,\"repeat\":{\"rules\":[\"FREQ=WEEKLY\"],\"except\":[\"2026-07-07T10:00:00[posix:<+02>-2]\"]}}","component":"BEGIN:VEVENT\nUID:u1\nDTSTART;TZID=Home:20260623T100000\nDTEND;TZID=Home:20260623T110000\nSUMMARY:Weekly\nRRULE:FREQ=WEEKLY\nX-MINE:kept\nEND:VEVENT\n","taken":"{\"id\":1,\"calendar\":1,\"client\":null,\"uid\":\"u1\",\"recurrence_id\":\"\",\"title\":\"Weekly\",\"starts\":\"2026-06-23T10:00:00[posix:<+02>-2]\",\"ends\":\"2026-06-23T11:00:00[posix:<+02>-2]\",\"recurs\":1,\"status\":\"confirmed\",\"location\":\"\",\"url\":\"\",\"details\":\"{\\\"repeat\\\":{\\\"rules\\\":[\\\"FREQ=WEEKLY\\\"]}}\",\"component\":\"BEGIN:VEVENT\\nUID:u1\\nDTSTART;TZID=Home:20260623T100000\\nDTEND;TZID=Home:20260623T110000\\nSUMMARY:Weekly\\nRRULE:FREQ=WEEKLY\\nX-MINE:kept\\nEND:VEVENT\\n\",\"taken\":null}"}');
INSERT INTO change VALUES (36, 25, 'event', 1, NULL, '{"id":1,"calendar":1,"client":null,"uid":"u1","recurrence_id":"","title":"Weekly","starts":"2026-06-23T10:00:00[posix:<+02>-2]","ends":"2026-06-23T11:00:00[posix:<+02>-2]","recurs":1,"status":"confirmed","location":"","url":"","details":"{\"sequence\":1,\"repeat\":{\"rules\":[\"FREQ=WEEKLY\"],\"except\":[\"2026-07-07T10:00:00[posix:<+02>-2]\"]}}","component":"BEGIN:VEVENT\nUID:u1\nDTSTART;TZID=Home:20260623T100000\nDTEND;TZID=Home:20260623T110000\nSUMMARY:Weekly\nRRULE:FREQ=WEEKLY\nX-MINE:kept\nEND:VEVENT\n","taken":"{\"id\":1,\"calendar\":1,\"client\":null,\"uid\":\"u1\",\"recurrence_id\":\"\",\"title\":\"Weekly\",\"starts\":\"2026-06-23T10:00:00[posix:<+02>-2]\",\"ends\":\"2026-06-23T11:00:00[posix:<+02>-2]\",\"recurs\":1,\"status\":\"confirmed\",\"location\":\"\",\"url\":\"\",\"details\":\"{\\\"repeat\\\":{\\\"rules\\\":[\\\"FREQ=WEEKLY\\\"]}}\",\"component\":\"BEGIN:VEVENT\\nUID:u1\\nDTSTART;TZID=Home:20260623T100000\\nDTEND;TZID=Home:20260623T110000\\nSUMMARY:Weekly\\nRRULE:FREQ=WEEKLY\\nX-MINE:kept\\nEND:VEVENT\\n\",\"taken\":null}"}', '{"id":1,"calendar":1,"client":null,"uid":"u1","recurrence_id":"","title":"Weekly","starts":"2026-06-23T10:00:00[posix:<+02>-2]","ends":"2026-06-23T11:00:00[posix:<+02>-2]","recurs":1,"status":"confirmed","location":"","url":"","details":"{\"sequence\":1,\"repeat\":{\"rules\":[\"FREQ=WEEKLY\"],\"except\":[\"2026-07-07T10:00:00[posix:<+02>-2]\"]}}","component":"BEGIN:VEVENT\nUID:u1\nDTSTART;TZID=Home:20260623T100000\nDTEND;TZID=Home:20260623T110000\nSUMMARY:Weekly\nRRULE:FREQ=WEEKLY\nX-MINE:kept\nDTSTAMP:20260622T120000Z\nLAST-MODIFIED:20260622T120000Z\nEXDATE;TZID=Home:20260707T100000\nSEQUENCE:1\nEND:VEVENT\n","taken":"{\"id\":1,\"calendar\":1,\"client\":null,\"uid\":\"u1\",\"recurrence_id\":\"\",\"title\":\"Weekly\",\"starts\":\"2026-06-23T10:00:00[posix:<+02>-2]\",\"ends\":\"2026-06-23T11:00:00[posix:<+02>-2]\",\"recurs\":1,\"status\":\"confirmed\",\"location\":\"\",\"url\":\"\",\"details\":\"{\\\"repeat\\\":{\\\"rules\\\":[\\\"FREQ=WEEKLY\\\"]}}\",\"component\":\"BEGIN:VEVENT\\nUID:u1\\nDTSTART;TZID=Home:20260623T100000\\nDTEND;TZID=Home:20260623T110000\\nSUMMARY:Weekly\\nRRULE:FREQ=WEEKLY\\nX-MINE:kept\\nEND:VEVENT\\n\",\"taken\":null}"}');
INSERT INTO change VALUES (37, 26, 'entry', 6, NULL, '{"id":6,"client":2,"service":null,"task":null,"event":null,"note":"sorry","tags":"","date":"2026-06-22","started_at":null,"ended_at":null,"seconds":1200,"zone":"Europe/Berlin","rush":0,"billable":1,"gift":1,"bill_as":null,"rate":null,"external_id":null,"elsewhere":null,"taken":null}', NULL);
INSERT INTO change VALUES (38, 27, 'entry', 9, NULL, NULL, '{"id":9,"client":2,"service":null,"task":null,"event":null,"note":"","tags":"","date":"2026-06-22","started_at":null,"ended_at":null,"seconds":3600,"zone":"Europe/Berlin","rush":0,"billable":1,"gift":0,"bill_as":null,"rate":null,"external_id":null,"elsewhere":null,"taken":null}');
INSERT INTO change VALUES (39, 28, 'entry', 10, NULL, NULL, '{"id":10,"client":2,"service":null,"task":null,"event":null,"note":"","tags":"","date":"2026-06-22","started_at":null,"ended_at":null,"seconds":7200,"zone":"Europe/Berlin","rush":0,"billable":1,"gift":0,"bill_as":null,"rate":null,"external_id":null,"elsewhere":null,"taken":null}');
INSERT INTO change VALUES (40, 29, 'entry', 10, NULL, NULL, '{"id":10,"client":2,"service":null,"task":null,"event":null,"note":"still running","tags":"","date":"2026-06-22","started_at":1782127800,"ended_at":null,"seconds":null,"zone":"Europe/Berlin","rush":0,"billable":1,"gift":0,"bill_as":null,"rate":null,"external_id":null,"elsewhere":null,"taken":null}');
INSERT INTO change VALUES (41, 30, 'filter', 1, NULL, NULL, '{"id":1,"name":"pressing","text":"due:week"}');
INSERT INTO change VALUES (42, 31, 'business', 1, NULL, NULL, '{"id":1,"valid_from":"1970-01-01","name":"Desk & Co","contact":"","street":"","postcode":"","city":"","country":"DE","email":"","phone":"","web":"","vat_id":"DE123456788","tax_number":"","registration":"","iban":"","bic":"","bank":"","pay_link":"","currency":null,"regime":"vat","cash_rounding":"","logo":""}');
INSERT INTO change VALUES (43, 31, 'tax', 1, NULL, NULL, '{"id":1,"code":"std","valid_from":"1970-01-01","category":"S","percents":"19"}');
INSERT INTO change VALUES (44, 31, 'tax', 2, NULL, NULL, '{"id":2,"code":"std","valid_from":"2020-07-01","category":"S","percents":"16"}');
INSERT INTO change VALUES (45, 31, 'tax', 3, NULL, NULL, '{"id":3,"code":"std","valid_from":"2021-01-01","category":"S","percents":"19"}');
INSERT INTO change VALUES (46, 31, 'tax', 4, NULL, NULL, '{"id":4,"code":"red","valid_from":"1970-01-01","category":"S","percents":"7"}');
INSERT INTO change VALUES (47, 31, 'tax', 5, NULL, NULL, '{"id":5,"code":"red","valid_from":"2020-07-01","category":"S","percents":"5"}');
INSERT INTO change VALUES (48, 31, 'tax', 6, NULL, NULL, '{"id":6,"code":"red","valid_from":"2021-01-01","category":"S","percents":"7"}');
INSERT INTO change VALUES (50, 32, 'billing', 1, NULL, NULL, '{"id":1,"client":1,"legal_name":"","contact":"","street":"","street2":"","postcode":"","city":"Ort","region":"","country":"DE","vat_id":"","registration":"","buyer_ref":"","po":"","contract_ref":"","email":"","e_address":"","terms":"30d","tax":"red","prices":"net","language":"","grouping":"service","fee_when":"advance","annex":0,"format":"auto","platform":"","billed_through":null}');
INSERT INTO change VALUES (51, 33, 'fx', 1, NULL, NULL, '{"id":1,"currency":"USD","valid_from":"2026-01-01","micro":900000}');
INSERT INTO change VALUES (53, 34, 'billing', 2, NULL, NULL, '{"id":2,"client":2,"legal_name":"","contact":"","street":"","street2":"","postcode":"","city":"","region":"","country":"DE","vat_id":"","registration":"","buyer_ref":"","po":"","contract_ref":"","email":"","e_address":"","terms":"","tax":"","prices":"net","language":"","grouping":"service","fee_when":"advance","annex":0,"format":"auto","platform":"","billed_through":"2026-04-30"}');
INSERT INTO change VALUES (54, 35, 'business', 1, NULL, '{"id":1,"valid_from":"1970-01-01","name":"Desk & Co","contact":"","street":"","postcode":"","city":"","country":"DE","email":"","phone":"","web":"","vat_id":"DE123456788","tax_number":"","registration":"","iban":"","bic":"","bank":"","pay_link":"","currency":null,"regime":"vat","cash_rounding":"","logo":""}', '{"id":1,"valid_from":"1970-01-01","name":"Desk & Co","contact":"","street":"Main Street 1","postcode":"12345","city":"Ort","country":"DE","email":"","phone":"","web":"","vat_id":"DE123456788","tax_number":"12/345/67890","registration":"","iban":"","bic":"","bank":"","pay_link":"","currency":null,"regime":"vat","cash_rounding":"","logo":""}');
INSERT INTO change VALUES (55, 36, 'agreement', 3, NULL, NULL, '{"id":3,"client":2,"kind":"commission","starts_on":"2026-05-01","ends_on":null,"anchor":"2026-05-01","every":"month","first_cycle":"full","minutes":null,"price":null,"services":null,"prorate":0,"refund":null}');
INSERT INTO change VALUES (56, 36, 'commission', 1, NULL, NULL, '{"id":1,"agreement":3,"tiers":"0:150,5:200","basis":"count","mode":"marginal","least":null,"most":null}');
INSERT INTO change VALUES (57, 37, 'closing', 1, NULL, NULL, '{"id":1,"agreement":3,"note":"House in Elm Street","date":"2026-05-20","value":null}');
INSERT INTO change VALUES (58, 38, 'charge', 1, NULL, NULL, '{"id":1,"client":1,"text":"Translation","price":850,"quantity":1250000,"unit":"word","date":"2026-06-01","kind":"unit","tax":"","discount":"","ready":1,"every":null,"until":null}');
INSERT INTO change VALUES (59, 39, 'numbering', 1, NULL, NULL, '{"id":1,"series":"invoice","pattern":"{year}-{seq:4}","next":7,"place":"2026-#","reason":"six were made elsewhere"}');
INSERT INTO change VALUES (60, 40, 'business_text', 1, NULL, NULL, '{"id":1,"name":"closing","language":"","text":"Thank you."}');
INSERT INTO change VALUES (61, 41, 'document', 1, NULL, NULL, '{"id":1,"kind":"invoice","number":"2026-0007","place":"2026-#","sequence":7,"client":1,"currency":"EUR","date":"2026-06-22","due":"2026-07-22","terms":"30d","through":"2026-05-31","corrects":null,"whole":0,"reason":"","discount":"","prices":"net","net":212444,"tax":14871,"gross":227315,"rounding":0,"total":227315,"prepaid":0,"seller":"{\"name\":\"Desk & Co\",\"contact\":\"\",\"street\":\"Main Street 1\",\"postcode\":\"12345\",\"city\":\"Ort\",\"country\":\"DE\",\"email\":\"\",\"phone\":\"\",\"web\":\"\",\"vat_id\":\"DE123456788\",\"tax_number\":\"12/345/67890\",\"registration\":\"\",\"iban\":\"\",\"bic\":\"\",\"bank\":\"\",\"pay_link\":\"\",\"regime\":\"vat\",\"logo\":\"\"}","buyer":"{\"name\":\"Acme GmbH\",\"contact\":\"\",\"street\":\"\",\"street2\":\"\",\"postcode\":\"\",\"city\":\"Ort\",\"region\":\"\",\"country\":\"DE\",\"vat_id\":\"\",\"registration\":\"\",\"buyer_ref\":\"\",\"po\":\"\",\"contract_ref\":\"\",\"email\":\"\",\"e_address\":\"\"}","texts":"{\"intro\":\"\",\"closing\":\"Thank you.\",\"footer\":\"\",\"note\":\"\",\"reasons\":[]}","language":"en"}');
INSERT INTO change VALUES (62, 41, 'document_line', 1, NULL, NULL, '{"id":1,"document":1,"n":1,"kind":"fee","key":"fee:1:2026-04-01","text":"","service":null,"service_name":null,"rush":0,"minutes":null,"rate":null,"quantity":1000,"unit":"month","price":8000000,"first_day":"2026-04-01","last_day":"2026-04-30","late":0,"discount":0,"gross":null,"net":80000,"tax":"red","category":"S","percents":"7"}');
INSERT INTO change VALUES (63, 41, 'document_line', 2, NULL, NULL, '{"id":2,"document":1,"n":2,"kind":"fee","key":"fee:1:2026-05-01","text":"","service":null,"service_name":null,"rush":0,"minutes":null,"rate":null,"quantity":1000,"unit":"month","price":8000000,"first_day":"2026-05-01","last_day":"2026-05-31","late":0,"discount":0,"gross":null,"net":80000,"tax":"red","category":"S","percents":"7"}');
INSERT INTO change VALUES (64, 41, 'document_line', 3, NULL, NULL, '{"id":3,"document":1,"n":3,"kind":"block","key":"block:2","text":"","service":null,"service_name":null,"rush":0,"minutes":null,"rate":null,"quantity":1000,"unit":"piece","price":800000,"first_day":"2026-06-01","last_day":"2026-06-01","late":0,"discount":0,"gross":null,"net":8000,"tax":"red","category":"S","percents":"7"}');
INSERT INTO change VALUES (65, 41, 'document_line', 4, NULL, NULL, '{"id":4,"document":1,"n":4,"kind":"fee","key":"fee:1:2026-06-01","text":"","service":null,"service_name":null,"rush":0,"minutes":null,"rate":null,"quantity":1000,"unit":"month","price":4500000,"first_day":"2026-06-01","last_day":"2026-06-30","late":0,"discount":0,"gross":null,"net":45000,"tax":"red","category":"S","percents":"7"}');
INSERT INTO change VALUES (66, 41, 'document_line', 5, NULL, NULL, '{"id":5,"document":1,"n":5,"kind":"unit","key":"charge:1","text":"Translation","service":null,"service_name":null,"rush":0,"minutes":null,"rate":null,"quantity":1250000,"unit":"word","price":850,"first_day":"2026-06-01","last_day":"2026-06-01","late":0,"discount":0,"gross":null,"net":10625,"tax":"red","category":"S","percents":"7"}');
INSERT INTO change VALUES (67, 41, 'document_tax', 1, NULL, NULL, '{"id":1,"document":1,"tax":"red","category":"S","percents":"7","percent":"7","base":212444,"amount":14871}');
INSERT INTO change VALUES (68, 41, 'document_discount', 1, NULL, NULL, '{"id":1,"document":1,"tax":"red","category":"S","percents":"7","amount":11181}');
INSERT INTO change VALUES (69, 41, 'frozen', 1, NULL, NULL, '{"id":1,"entry":1,"client":1,"document":1,"line":null,"counts_on":"2026-05-05","draws":"[{\"entry\":1,\"grant\":\"rollover\",\"retainer\":1,\"origin\":\"2026-04-01\",\"minutes\":50}]","billed":50,"carried":0,"rate":5000,"agreement":1,"charged":1}');
INSERT INTO change VALUES (70, 41, 'frozen', 2, NULL, NULL, '{"id":2,"entry":3,"client":1,"document":1,"line":null,"counts_on":"2026-05-20","draws":"[{\"entry\":3,\"grant\":\"rollover\",\"retainer\":1,\"origin\":\"2026-04-01\",\"minutes\":550},{\"entry\":3,\"grant\":\"base\",\"retainer\":1,\"origin\":\"2026-05-01\",\"minutes\":770}]","billed":1320,"carried":0,"rate":5000,"agreement":1,"charged":1}');
INSERT INTO change VALUES (71, 42, 'entry', 11, NULL, NULL, '{"id":11,"client":1,"service":null,"task":null,"event":null,"note":"late","tags":"","date":"2026-05-21","started_at":null,"ended_at":null,"seconds":2400,"zone":"Europe/Berlin","rush":0,"billable":1,"gift":0,"bill_as":null,"rate":null,"external_id":null,"elsewhere":null,"taken":null}');
INSERT INTO change VALUES (72, 43, 'payment', 1, NULL, NULL, '{"id":1,"client":1,"currency":"EUR","amount":5000,"date":"2026-06-22","fee":0,"method":"","reference":"","received":null,"received_currency":null,"refunds":null}');
INSERT INTO change VALUES (73, 43, 'allocation', 1, NULL, NULL, '{"id":1,"payment":1,"document":1,"amount":5000}');
INSERT INTO change VALUES (74, 44, 'allowance', 1, NULL, NULL, '{"id":1,"document":1,"kind":"bad_debt","amount":100,"date":"2026-06-22","payment":null,"reason":"small"}');
INSERT INTO change VALUES (75, 45, 'delivery', 1, NULL, NULL, '{"id":1,"document":1,"at":1782129600,"date":"2026-06-22","how":"mail","address":"","state":"sent","name":"","sha256":""}');
INSERT INTO change VALUES (76, 46, 'invoice_draft', 1, NULL, NULL, '{"id":1,"client":2,"through":null,"date":null,"grouping":"","discount":"","kinds":"","note":"","seen":"24722"}');
INSERT INTO change VALUES (77, 47, 'draft_item', 1, NULL, NULL, '{"id":1,"draft":1,"key":"time::0:3850:std:19::0","text":"Work","left_out":0}');
INSERT INTO change VALUES (78, 48, 'off', 1, NULL, NULL, '{"id":1,"first_day":"2026-12-24","last_day":"2026-12-24","why":"holiday"}');
INSERT INTO change VALUES (79, 49, 'entry', 12, NULL, NULL, '{"id":12,"client":2,"service":null,"task":null,"event":null,"note":"on another program","tags":"","date":"2026-06-09","started_at":null,"ended_at":null,"seconds":1800,"zone":"Europe/Berlin","rush":0,"billable":1,"gift":0,"bill_as":null,"rate":null,"external_id":null,"elsewhere":null,"taken":null}');
INSERT INTO change VALUES (80, 50, 'entry', 12, NULL, '{"id":12,"client":2,"service":null,"task":null,"event":null,"note":"on another program","tags":"","date":"2026-06-09","started_at":null,"ended_at":null,"seconds":1800,"zone":"Europe/Berlin","rush":0,"billable":1,"gift":0,"bill_as":null,"rate":null,"external_id":null,"elsewhere":null,"taken":null}', '{"id":12,"client":2,"service":null,"task":null,"event":null,"note":"on another program","tags":"","date":"2026-06-09","started_at":null,"ended_at":null,"seconds":1800,"zone":"Europe/Berlin","rush":0,"billable":1,"gift":0,"bill_as":null,"rate":null,"external_id":null,"elsewhere":"2026-117","taken":null}');
INSERT INTO change VALUES (81, 51, 'gone', 1, NULL, NULL, '{"id":1,"record":"entry","calendar":null,"name":"x2","recurrence_id":"","taken":"{\"id\":2,\"client\":2,\"service\":null,\"task\":null,\"event\":null,\"note\":\"\",\"tags\":\"\",\"date\":\"2026-05-06\",\"started_at\":null,\"ended_at\":null,\"seconds\":5400,\"zone\":\"Europe/Berlin\",\"rush\":0,\"billable\":1,\"gift\":0,\"bill_as\":null,\"rate\":null,\"external_id\":\"x2\",\"elsewhere\":null,\"taken\":null}"}');
INSERT INTO change VALUES (82, 51, 'entry', 2, NULL, '{"id":2,"client":2,"service":null,"task":null,"event":null,"note":"","tags":"","date":"2026-05-06","started_at":null,"ended_at":null,"seconds":5400,"zone":"Europe/Berlin","rush":0,"billable":1,"gift":0,"bill_as":null,"rate":null,"external_id":"x2","elsewhere":null,"taken":null}', NULL);
INSERT INTO change VALUES (83, 52, 'budget', 1, NULL, NULL, '{"id":1,"year":2026,"month":7,"line":"revenue","amount":3000000,"currency":"EUR"}');
INSERT INTO change VALUES (84, 53, 'entry', 13, 14, NULL, NULL);
INSERT INTO change VALUES (85, 54, 'claim', 1, NULL, NULL, '{"id":1,"document":1,"level":1,"name":"reminder","date":"2026-06-22","due":"2026-06-29","fee":500,"interest":12,"state":"open"}');
INSERT INTO change VALUES (86, 54, 'dunning_rate', 1, NULL, NULL, '{"id":1,"valid_from":"2025-07-01","percent":"11.27"}');
INSERT INTO change VALUES (87, 54, 'import_name', 1, NULL, NULL, '{"id":1,"client":1,"name":"Acme GmbH"}');
INSERT INTO entry_amount VALUES (1, 1, '2026-05-05', NULL, 0, 50, 50, 50, 0, 0, 5000, NULL, 1, 1, 3000, 0, '');
INSERT INTO entry_amount VALUES (3, 1, '2026-05-20', NULL, 0, 1320, 1320, 1320, 0, 0, 5000, NULL, 1, 1, 79200, 0, '');
INSERT INTO entry_amount VALUES (4, 1, '2026-06-04', NULL, 1, 180, 180, 180, 0, 0, 12000, NULL, 1, 0, 10800, 0, 'web');
INSERT INTO entry_amount VALUES (5, 1, '2026-06-05', 1, 0, 660, 660, 660, 0, 0, 5000, NULL, 1, 0, 39600, 0, '');
INSERT INTO entry_amount VALUES (6, 2, '2026-06-22', NULL, 0, 30, 0, 0, 0, 0, 3850, 2, NULL, 0, 1200, 1200, '');
INSERT INTO entry_amount VALUES (7, 2, '2026-06-22', NULL, 0, 30, 30, 0, 0, 30, 3850, 2, NULL, 0, 1500, 0, '');
INSERT INTO entry_amount VALUES (8, 1, '2026-06-22', NULL, 0, 30, 30, 30, 0, 0, 5000, NULL, 1, 0, 1800, 0, '');
INSERT INTO entry_amount VALUES (9, 2, '2026-06-22', NULL, 0, 60, 60, 0, 0, 60, 3850, 2, NULL, 0, 3600, 0, '');
INSERT INTO entry_amount VALUES (11, 1, '2026-05-21', NULL, 0, 40, 40, 40, 0, 0, 5000, NULL, 1, 0, 2400, 0, '');
INSERT INTO entry_amount VALUES (12, 2, '2026-06-09', NULL, 0, 30, 0, 0, 0, 0, 3850, 2, NULL, 0, 1800, 0, '');
INSERT INTO unbilled VALUES (1, -1, 5000, 0, 0, 70);
INSERT INTO unbilled VALUES (1, -1, 12000, 1, 0, 180);
INSERT INTO unbilled VALUES (1, 1, 5000, 0, 0, 660);
INSERT INTO unbilled VALUES (2, -1, 3850, 0, 90, 0);
INSERT INTO ledger_head VALUES (1, '2026-06-23', '{"d":"2026-06-22","r":[{"i":1,"n":2,"g":660,"b":120,"f":60,"r":430,"u":910}]}', 6);
INSERT INTO ledger_head VALUES (2, '2026-06-23', '{"d":"2026-06-22"}', 4);
INSERT INTO alive VALUES (1, 1782129600, NULL, NULL);
INSERT INTO filter VALUES (1, 'pressing', 'due:week');
INSERT INTO mark VALUES (1, '00000001');
INSERT INTO basis VALUES (1, '2 0:up:entry');
INSERT INTO tally VALUES ('entry', 0, -112669737853815265);
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
INSERT INTO op VALUES (31, x'0000000000000000000000000000001f', 1782129600, 'me', 'desk', 'set the business: name Desk & Co; country DE; regime vat; vat-id DE123456788', 'business set --name ''Desk & Co'' --country DE --regime vat --vat-id DE123456788', 'done');
INSERT INTO op VALUES (32, x'00000000000000000000000000000020', 1782129600, 'me', 'desk', 'changed client Acme GmbH (acme): city Ort; country DE; terms 30d; tax red', 'client edit acme --city Ort --country DE --terms 30d --tax red', 'done');
INSERT INTO op VALUES (33, x'00000000000000000000000000000021', 1782129600, 'me', 'desk', '1 USD = 0.9 EUR from 1 Jan 2026', 'fx set USD 0.90 --from 2026-01-01', 'done');
INSERT INTO op VALUES (34, x'00000000000000000000000000000022', 1782129600, 'me', 'desk', 'changed client Zeta Ltd (zeta): country DE; billed-through 2026-04-30', 'client edit zeta --country DE --billed-through 2026-04-30', 'done');
INSERT INTO op VALUES (35, x'00000000000000000000000000000023', 1782129600, 'me', 'desk', 'changed the business: street Main Street 1; postcode 12345; city Ort; tax-number 12/345/67890', 'business set --street ''Main Street 1'' --postcode 12345 --city Ort --tax-number 12/345/67890', 'done');
INSERT INTO op VALUES (36, x'00000000000000000000000000000024', 1782129600, 'me', 'desk', 'added a commission for Zeta Ltd: 150.00 each closing, 200.00 from number 6 GBP from 2026-05-01', 'agreement add zeta commission --start 2026-05-01 --tiers 0:150,5:200', 'done');
INSERT INTO op VALUES (37, x'00000000000000000000000000000025', 1782129600, 'me', 'desk', 'closed for Zeta Ltd: House in Elm Street on 2026-05-20', 'closing add zeta ''House in Elm Street'' --on 2026-05-20', 'done');
INSERT INTO op VALUES (38, x'00000000000000000000000000000026', 1782129600, 'me', 'desk', 'added charge 1 for Acme GmbH: Translation, 1250 word, 106.25 EUR', 'charge add acme Translation --price 0.085 --qty 1250 --unit word --on 2026-06-01 --kind unit', 'done');
INSERT INTO op VALUES (39, x'00000000000000000000000000000027', 1782129600, 'me', 'desk', 'the next invoice number is 2026-0007', 'numbering set invoice --next 7 --reason ''six were made elsewhere''', 'done');
INSERT INTO op VALUES (40, x'00000000000000000000000000000028', 1782129600, 'me', 'desk', 'closing: Thank you.', 'business text closing Thank you.', 'done');
INSERT INTO op VALUES (41, x'00000000000000000000000000000029', 1782129600, 'me', 'desk', 'issued 2026-0007 for Acme GmbH: 2273.15 EUR, due 22 Jul', 'invoice issue acme --through 2026-05-31 --discount 5%', 'done');
INSERT INTO op VALUES (42, x'0000000000000000000000000000002a', 1782129600, 'me', 'desk', 'logged 0:40 for Acme GmbH on Thu 21 May: late', 'log acme 40m late --on 2026-05-21', 'done');
INSERT INTO op VALUES (43, x'0000000000000000000000000000002b', 1782129600, 'me', 'desk', '50.00 EUR from Acme GmbH: 2223.15 EUR of 2026-0007 are open', 'payment add 7 50', 'done');
INSERT INTO op VALUES (44, x'0000000000000000000000000000002c', 1782129600, 'me', 'desk', 'wrote off 1.00 EUR of 2026-0007', 'invoice writeoff 7 --amount 1 --reason small', 'done');
INSERT INTO op VALUES (45, x'0000000000000000000000000000002d', 1782129600, 'me', 'desk', '2026-0007 was sent by mail on 22 Jun', 'invoice sent 7', 'done');
INSERT INTO op VALUES (46, x'0000000000000000000000000000002e', 1782129600, 'me', 'desk', 'draft d1 for Zeta Ltd: 247.22 GBP through 31 May', 'invoice draft zeta', 'done');
INSERT INTO op VALUES (47, x'0000000000000000000000000000002f', 1782129600, 'me', 'desk', 'd1: Time, 6 May 2026 says Work', 'invoice line edit d1 1 Work', 'done');
INSERT INTO op VALUES (48, x'00000000000000000000000000000030', 1782129600, 'me', 'desk', 'off 2026-12-24 (holiday): 8:00 h less to work', 'off add 2026-12-24 --why holiday', 'done');
INSERT INTO op VALUES (49, x'00000000000000000000000000000031', 1782129600, 'me', 'desk', 'logged 0:30 for Zeta Ltd on Tue 9 Jun: on another program', 'log zeta 30m ''on another program'' --on 2026-06-09', 'done');
INSERT INTO op VALUES (50, x'00000000000000000000000000000032', 1782129600, 'me', 'desk', 'changed entry 12: 0:30 for Zeta Ltd on Tue 9 Jun: on another program; billed-elsewhere 2026-117', 'entry edit 12 --billed-elsewhere 2026-117', 'done');
INSERT INTO op VALUES (51, x'00000000000000000000000000000033', 1782129600, 'me', 'desk', 'deleted entry 2: 1:30 for Zeta Ltd on Wed 6 May', 'entry rm 2', 'done');
INSERT INTO op VALUES (52, x'00000000000000000000000000000034', 1782129600, 'me', 'desk', 'revenue of Jul 2026: 30000.00 EUR', 'budget set 2026 revenue 30000 --month july', 'done');
INSERT INTO op VALUES (53, x'00000000000000000000000000000035', 1782129600, 'me', 'desk', 'imported wrong: added 2, updated 0, unchanged 0, skipped 0', 'import csv wrong.csv', 'dropped');
INSERT INTO op VALUES (54, x'00000000000000000000000000000036', 1782129600, 'me', 'desk', 'reminded', 'remind', 'done');
INSERT INTO unjournalled VALUES (1, 6);
INSERT INTO packed VALUES (1, 53, 'entry', 13, 14, 'client,service,task,event,note,tags,date,started_at,ended_at,seconds,zone,rush,billable,gift,bill_as,rate,external_id,elsewhere,taken', -1044210402095639875, x'0df17c010203086e6f74206d696e650300030a323032362d30362d303501f02e030d4575726f70652f4265726c696e01000102010000d104010205067220746869730c013601c025');
INSERT INTO business VALUES (1, '1970-01-01', 'Desk & Co', '', 'Main Street 1', '12345', 'Ort', 'DE', '', '', '', 'DE123456788', '12/345/67890', '', '', '', '', '', NULL, 'vat', '', '');
INSERT INTO billing VALUES (1, 1, '', '', '', '', '', 'Ort', '', 'DE', '', '', '', '', '', '', '', '30d', 'red', 'net', '', 'service', 'advance', 0, 'auto', '', NULL);
INSERT INTO billing VALUES (2, 2, '', '', '', '', '', '', '', 'DE', '', '', '', '', '', '', '', '', '', 'net', '', 'service', 'advance', 0, 'auto', '', '2026-04-30');
INSERT INTO tax VALUES (1, 'std', '1970-01-01', 'S', '19');
INSERT INTO tax VALUES (2, 'std', '2020-07-01', 'S', '16');
INSERT INTO tax VALUES (3, 'std', '2021-01-01', 'S', '19');
INSERT INTO tax VALUES (4, 'red', '1970-01-01', 'S', '7');
INSERT INTO tax VALUES (5, 'red', '2020-07-01', 'S', '5');
INSERT INTO tax VALUES (6, 'red', '2021-01-01', 'S', '7');
INSERT INTO fx VALUES (1, 'USD', '2026-01-01', 900000);
INSERT INTO agreement VALUES (1, 1, 'retainer', '2026-04-01', NULL, '2026-04-01', 'month', 'full', NULL, NULL, NULL, 0, NULL);
INSERT INTO agreement VALUES (2, 1, 'block', '2026-06-01', '2026-12-31', NULL, NULL, NULL, 120, 8000, '1', 0, NULL);
INSERT INTO agreement VALUES (3, 2, 'commission', '2026-05-01', NULL, '2026-05-01', 'month', 'full', NULL, NULL, NULL, 0, NULL);
INSERT INTO commission VALUES (1, 3, '0:150,5:200', 'count', 'marginal', NULL, NULL);
INSERT INTO closing VALUES (1, 3, 'House in Elm Street', '2026-05-20', NULL);
INSERT INTO charge VALUES (1, 1, 'Translation', 850, 1250000, 'word', '2026-06-01', 'unit', '', '', 1, NULL, NULL);
INSERT INTO business_text VALUES (1, 'closing', '', 'Thank you.');
INSERT INTO numbering VALUES (1, 'invoice', '{year}-{seq:4}', 7, '2026-#', 'six were made elsewhere');
INSERT INTO invoice_draft VALUES (1, 2, NULL, NULL, '', '', '', '', '24722');
INSERT INTO draft_item VALUES (1, 1, 'time::0:3850:std:19::0', 'Work', 0);
INSERT INTO document VALUES (1, 'invoice', '2026-0007', '2026-#', 7, 1, 'EUR', '2026-06-22', '2026-07-22', '30d', '2026-05-31', NULL, 0, '', '', 'net', 212444, 14871, 227315, 0, 227315, 0, '{"name":"Desk & Co","contact":"","street":"Main Street 1","postcode":"12345","city":"Ort","country":"DE","email":"","phone":"","web":"","vat_id":"DE123456788","tax_number":"12/345/67890","registration":"","iban":"","bic":"","bank":"","pay_link":"","regime":"vat","logo":""}', '{"name":"Acme GmbH","contact":"","street":"","street2":"","postcode":"","city":"Ort","region":"","country":"DE","vat_id":"","registration":"","buyer_ref":"","po":"","contract_ref":"","email":"","e_address":""}', '{"intro":"","closing":"Thank you.","footer":"","note":"","reasons":[]}', 'en');
INSERT INTO document_line VALUES (1, 1, 1, 'fee', 'fee:1:2026-04-01', '', NULL, NULL, 0, NULL, NULL, 1000, 'month', 8000000, '2026-04-01', '2026-04-30', 0, 0, NULL, 80000, 'red', 'S', '7');
INSERT INTO document_line VALUES (2, 1, 2, 'fee', 'fee:1:2026-05-01', '', NULL, NULL, 0, NULL, NULL, 1000, 'month', 8000000, '2026-05-01', '2026-05-31', 0, 0, NULL, 80000, 'red', 'S', '7');
INSERT INTO document_line VALUES (3, 1, 3, 'block', 'block:2', '', NULL, NULL, 0, NULL, NULL, 1000, 'piece', 800000, '2026-06-01', '2026-06-01', 0, 0, NULL, 8000, 'red', 'S', '7');
INSERT INTO document_line VALUES (4, 1, 4, 'fee', 'fee:1:2026-06-01', '', NULL, NULL, 0, NULL, NULL, 1000, 'month', 4500000, '2026-06-01', '2026-06-30', 0, 0, NULL, 45000, 'red', 'S', '7');
INSERT INTO document_line VALUES (5, 1, 5, 'unit', 'charge:1', 'Translation', NULL, NULL, 0, NULL, NULL, 1250000, 'word', 850, '2026-06-01', '2026-06-01', 0, 0, NULL, 10625, 'red', 'S', '7');
INSERT INTO document_tax VALUES (1, 1, 'red', 'S', '7', '7', 212444, 14871);
INSERT INTO document_discount VALUES (1, 1, 'red', 'S', '7', 11181);
INSERT INTO frozen VALUES (1, 1, 1, 1, NULL, '2026-05-05', '[{"entry":1,"grant":"rollover","retainer":1,"origin":"2026-04-01","minutes":50}]', 50, 0, 5000, 1, 1);
INSERT INTO frozen VALUES (2, 3, 1, 1, NULL, '2026-05-20', '[{"entry":3,"grant":"rollover","retainer":1,"origin":"2026-04-01","minutes":550},{"entry":3,"grant":"base","retainer":1,"origin":"2026-05-01","minutes":770}]', 1320, 0, 5000, 1, 1);
INSERT INTO payment VALUES (1, 1, 'EUR', 5000, '2026-06-22', 0, '', '', NULL, NULL, NULL);
INSERT INTO allocation VALUES (1, 1, 1, 5000);
INSERT INTO allowance VALUES (1, 1, 'bad_debt', 100, '2026-06-22', NULL, 'small');
INSERT INTO delivery VALUES (1, 1, 1782129600, '2026-06-22', 'mail', '', 'sent', '', '');
INSERT INTO claim VALUES (1, 1, 1, 'reminder', '2026-06-22', '2026-06-29', 500, 12, 'open');
INSERT INTO dunning_rate VALUES (1, '2025-07-01', '11.27');
INSERT INTO late VALUES (11, 1, '2026-06-01');
INSERT INTO settled VALUES (1, '2026-05-31');
INSERT INTO settled VALUES (2, '2026-04-30');
INSERT INTO receivable VALUES (1, 1, 'EUR', '2026-07-22', 222215);
INSERT INTO fee_mark VALUES (1, '2026-06-01');
INSERT INTO month VALUES ('2026-05', 1, -1, 5000, 0, 84600, 0, 1410, 1410, 0, 0);
INSERT INTO month VALUES ('2026-06', 1, -1, 5000, 0, 1800, 0, 30, 30, 0, 0);
INSERT INTO month VALUES ('2026-06', 1, -1, 12000, 1, 10800, 0, 180, 180, 0, 0);
INSERT INTO month VALUES ('2026-06', 1, 1, 5000, 0, 39600, 0, 660, 660, 0, 0);
INSERT INTO month VALUES ('2026-06', 2, -1, 3850, 0, 8100, 1200, 150, 0, 90, 90);
INSERT INTO year_total VALUES ('2026', 1, -1, 5000, 0, 86400, 0, 1440, 1440, 0, 0);
INSERT INTO year_total VALUES ('2026', 1, -1, 12000, 1, 10800, 0, 180, 180, 0, 0);
INSERT INTO year_total VALUES ('2026', 1, 1, 5000, 0, 39600, 0, 660, 660, 0, 0);
INSERT INTO year_total VALUES ('2026', 2, -1, 3850, 0, 8100, 1200, 150, 0, 90, 90);
INSERT INTO day_total VALUES ('2026-05-05', 1, 3000, 0, 50, 50, 0, 0, 0, 0);
INSERT INTO day_total VALUES ('2026-05-20', 1, 79200, 0, 1320, 1320, 0, 0, 0, 0);
INSERT INTO day_total VALUES ('2026-05-21', 1, 2400, 0, 40, 40, 0, 0, 0, 0);
INSERT INTO day_total VALUES ('2026-06-04', 1, 10800, 0, 180, 180, 0, 0, 0, 0);
INSERT INTO day_total VALUES ('2026-06-05', 1, 39600, 0, 660, 660, 0, 0, 0, 0);
INSERT INTO day_total VALUES ('2026-06-09', 2, 1800, 0, 30, 0, 0, 0, 0, 0);
INSERT INTO day_total VALUES ('2026-06-22', 1, 1800, 0, 30, 30, 0, 0, 0, 0);
INSERT INTO day_total VALUES ('2026-06-22', 2, 6300, 1200, 120, 0, 90, 90, 346500, 346500);
INSERT INTO week_total VALUES ('2026-05-04', 1, 3000, 0, 50, 50, 0, 0, 0, 0);
INSERT INTO week_total VALUES ('2026-05-18', 1, 81600, 0, 1360, 1360, 0, 0, 0, 0);
INSERT INTO week_total VALUES ('2026-06-01', 1, 50400, 0, 840, 840, 0, 0, 0, 0);
INSERT INTO week_total VALUES ('2026-06-08', 2, 1800, 0, 30, 0, 0, 0, 0, 0);
INSERT INTO week_total VALUES ('2026-06-22', 1, 1800, 0, 30, 30, 0, 0, 0, 0);
INSERT INTO week_total VALUES ('2026-06-22', 2, 6300, 1200, 120, 0, 90, 90, 346500, 346500);
INSERT INTO month_total VALUES ('2026-05', 1, '', 84600, 0, 1410, 1410, 0, 0, 0, 0);
INSERT INTO month_total VALUES ('2026-06', 1, '', 41400, 0, 690, 690, 0, 0, 0, 0);
INSERT INTO month_total VALUES ('2026-06', 1, 'web', 10800, 0, 180, 180, 0, 0, 0, 0);
INSERT INTO month_total VALUES ('2026-06', 2, '', 8100, 1200, 150, 0, 90, 90, 346500, 346500);
INSERT INTO off VALUES (1, '2026-12-24', '2026-12-24', 'holiday');
INSERT INTO budget VALUES (1, 2026, 7, 'revenue', 3000000, 'EUR');
INSERT INTO gone VALUES (1, 'entry', NULL, 'x2', '', '{"id":2,"client":2,"service":null,"task":null,"event":null,"note":"","tags":"","date":"2026-05-06","started_at":null,"ended_at":null,"seconds":5400,"zone":"Europe/Berlin","rush":0,"billable":1,"gift":0,"bill_as":null,"rate":null,"external_id":"x2","elsewhere":null,"taken":null}');
INSERT INTO import_name VALUES (1, 1, 'Acme GmbH');
