-- The derived tables get the terms of their field: what an entry comes to, what is unbilled, and where a ledger stands after the
-- last entry. What they hold stays.
ALTER TABLE bill RENAME TO entry_amount;
DROP INDEX bill_open;
CREATE INDEX entry_amount_open ON entry_amount (client, date) WHERE open > 0;
ALTER TABLE due RENAME TO unbilled;
ALTER TABLE head RENAME TO ledger_head;
