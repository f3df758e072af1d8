-- Seconds beside what each entry comes to, and those of them that nobody pays: gifts, and what is not billable.
ALTER TABLE entry_amount ADD COLUMN worked INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entry_amount ADD COLUMN unpaid INTEGER NOT NULL DEFAULT 0;

-- What reports read: work by month and by what it is priced at (-1 where there is no service or no rate), and by day and client. Seconds
-- worked and unpaid; minutes billed, covered, and to be paid whether they are on a document or not.
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
  PRIMARY KEY (month, client, service, rate, rush)
) STRICT, WITHOUT ROWID;
CREATE TABLE day_total (
  date TEXT NOT NULL,
  client INTEGER NOT NULL,
  worked INTEGER NOT NULL,
  PRIMARY KEY (date, client)
) STRICT, WITHOUT ROWID;

-- The colour that a client was given, by its number; without one it has that of its own number.
ALTER TABLE client ADD COLUMN colour INTEGER CHECK (colour BETWEEN 1 AND 12);
