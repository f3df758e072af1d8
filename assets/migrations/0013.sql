-- Work that is billed. Commission becomes a kind of agreement; the table is made anew, with foreign keys off, so that what names
-- its rows stays.
CREATE TABLE agreement_new (
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
INSERT INTO agreement_new (id, client, kind, starts_on, ends_on, anchor, every, first_cycle, minutes, price, services)
  SELECT id, client, kind, starts_on, ends_on, anchor, every, first_cycle, minutes, price, services FROM agreement;
DROP TABLE agreement;
ALTER TABLE agreement_new RENAME TO agreement;
CREATE INDEX agreement_client ON agreement (client);

-- What a commission pays: tiers as they are typed, by the number of closings or their value.
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

-- Priced things that are no time: the price in ten-thousandths, the quantity in thousandths.
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

ALTER TABLE service ADD COLUMN tax TEXT NOT NULL DEFAULT '';
ALTER TABLE business ADD COLUMN logo TEXT NOT NULL DEFAULT '';
ALTER TABLE billing ADD COLUMN language TEXT NOT NULL DEFAULT '';
ALTER TABLE billing ADD COLUMN grouping TEXT NOT NULL DEFAULT 'service' CHECK (grouping IN ('service', 'entry', 'day', 'task', 'none'));
ALTER TABLE billing ADD COLUMN fee_when TEXT NOT NULL DEFAULT 'advance' CHECK (fee_when IN ('advance', 'arrears'));
ALTER TABLE billing ADD COLUMN annex INTEGER NOT NULL DEFAULT 0 CHECK (annex IN (0, 1));
ALTER TABLE billing ADD COLUMN format TEXT NOT NULL DEFAULT 'auto' CHECK (format IN ('auto', 'pdf', 'facturx', 'xrechnung', 'peppol'));
ALTER TABLE billing ADD COLUMN platform TEXT NOT NULL DEFAULT '';
-- The last day of what was billed before vadash did.
ALTER TABLE billing ADD COLUMN billed_through TEXT;

-- What stands on papers beside the figures, by language.
CREATE TABLE business_text (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  language TEXT NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (name, language)
) STRICT;

-- By which pattern numbers are given; the latest of a series holds.
CREATE TABLE numbering (
  id INTEGER PRIMARY KEY,
  series TEXT NOT NULL,
  pattern TEXT NOT NULL,
  -- The running number that the next document gets at least, behind these words.
  next INTEGER CHECK (next > 0),
  place TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT ''
) STRICT;

-- What was typed for a document that is not issued yet; all else of it is worked out.
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

-- Documents as they were issued.
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

-- Entries that a document settled: what each of them drew and comes to, as it stands there. One without a document was settled
-- before vadash billed, or, where it is not charged, is drawn and still open.
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

-- Money that came in, what of it paid which document, and what is owed no more.
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

-- How papers left the house.
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

-- Reminders of what is overdue, with what each asks for beside it; and the yearly interest, from a day on.
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

-- Whether an entry is settled; the day on which it counts, where that is not its own; the last day that is settled of a client.
ALTER TABLE entry_amount ADD COLUMN settled INTEGER NOT NULL DEFAULT 0;
DROP INDEX entry_amount_open;
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
-- What is open of documents, and of payments that no document has used.
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

-- The first day of the last cycle of a retainer through which every fee is on a document, and charges that are on none or come
-- again: so that what is due is found without what was billed long ago.
CREATE TABLE fee_mark (
  agreement INTEGER PRIMARY KEY,
  day TEXT NOT NULL
) STRICT;
CREATE TABLE open_charge (
  charge INTEGER PRIMARY KEY,
  client INTEGER NOT NULL
) STRICT;
CREATE INDEX open_charge_client ON open_charge (client);

-- Documents that stand: a paper of them may have left, or something refers to them. They are never taken back.
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
