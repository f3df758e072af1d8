-- Seconds beside what each entry comes to, those of them that nobody pays (gifts, and what is not billable), and its tags.
ALTER TABLE entry_amount ADD COLUMN worked INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entry_amount ADD COLUMN unpaid INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entry_amount ADD COLUMN tags TEXT NOT NULL DEFAULT '';

-- What reports read. Work by month and by year, by what it is priced at (-1 where there is no service or no rate): seconds worked and
-- unpaid; minutes billed, covered, to be paid whether they are on a document or not, and those of them that are on none.
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

-- The same of each client by day, by week (its Monday), and by month and tags; and what the minutes to be paid, and those on no
-- document, are worth in sixtieths of a minor unit: exact, so that whatever is made of them is rounded once.
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

-- The colour that a client was given, by its number; without one it has that of its own number.
ALTER TABLE client ADD COLUMN colour INTEGER CHECK (colour BETWEEN 1 AND 12);

-- Days on which nothing is worked, both ends included: capacity is the working hours of the configuration without them.
CREATE TABLE off (
  id INTEGER PRIMARY KEY,
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL CHECK (last_day >= first_day),
  why TEXT NOT NULL DEFAULT ''
) STRICT;

-- What is aimed at in a year, or in one month of it: revenue in minor units of a currency, hours in minutes, new clients.
CREATE TABLE budget (
  id INTEGER PRIMARY KEY,
  year INTEGER NOT NULL,
  month INTEGER CHECK (month BETWEEN 1 AND 12),
  line TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount >= 0),
  currency TEXT CHECK (length(currency) = 3)
) STRICT;
CREATE UNIQUE INDEX budget_line ON budget (year, line, coalesce(month, 0));

-- Lines by the last day that they are about, documents and payments by day: what money of some days is made of.
CREATE INDEX document_line_day ON document_line (last_day, first_day, document);
CREATE INDEX payment_date ON payment (date);
