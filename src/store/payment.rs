//! Money that came in, what it paid, what is owed no more, and what is open because of it, as it is read.

use chrono::NaiveDate;

use super::reads::Reads;
use super::record::{Record, record};
use crate::domain::money::Currency;
use crate::domain::time::Instant;
use crate::error::Result;

record! {
    /// Money from a client; less than nothing where it is given back.
    Payment "payment" "payment" "payments" {
        /// The client.
        client: i64,
        /// What it is in.
        currency: Currency,
        /// What the client paid, minor units.
        amount: i64,
        /// The day.
        date: NaiveDate,
        /// What a bank or platform kept of it.
        fee: i64,
        /// How it was paid.
        method: String,
        /// What it says.
        reference: String,
        /// What arrived of it in another currency.
        received: Option<i64>,
        /// That currency.
        received_currency: Option<Currency>,
        /// The payment that is given back.
        refunds: Option<i64>,
    }
}

record! {
    /// What of a payment paid which document.
    Allocation "allocation" "allocation" "allocations of payments" {
        /// The payment.
        payment: i64,
        /// The document.
        document: i64,
        /// How much of it.
        amount: i64,
    }
}

record! {
    /// What is owed no more without having been paid.
    Allowance "allowance" "allowance" "allowances" {
        /// The document.
        document: i64,
        /// `bad_debt` or `early`.
        kind: String,
        /// How much.
        amount: i64,
        /// The day.
        date: NaiveDate,
        /// The payment that was early.
        payment: Option<i64>,
        /// Why.
        reason: String,
    }
}

record! {
    /// A paper of a document that left the house, or is about to.
    Delivery "delivery" "delivery" "deliveries of papers" {
        /// The document.
        document: i64,
        /// When.
        at: Instant,
        /// On which day it was sent.
        date: NaiveDate,
        /// How: `mail`, `post`, `portal`, `hand`, `file`, `text`.
        how: String,
        /// To whom.
        address: String,
        /// `sending`, `sent`, `made` (a file of it) or `failed`.
        state: String,
        /// The file's name.
        name: String,
        /// The SHA-256 of its bytes.
        sha256: String,
    }
}

record! {
    /// A reminder of what is overdue.
    Reminder "claim" "payment reminder" "payment reminders" {
        /// The document.
        document: i64,
        /// Which reminder of it, from 1.
        level: i64,
        /// What it is called.
        name: String,
        /// Its date.
        date: NaiveDate,
        /// By when it asks to be paid.
        due: NaiveDate,
        /// What it asks for the reminding.
        fee: i64,
        /// The interest it asks for.
        interest: i64,
        /// `open`, `paid` or `waived`.
        state: String,
    }
}

record! {
    /// The yearly interest on what is overdue, from a day on.
    DunningRate "dunning_rate" "interest rate" "interest rates" {
        /// The first day.
        valid_from: NaiveDate,
        /// Percent a year.
        percent: String,
    }
}

/// What became of what a document asks for, in minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settlement {
    /// Its total.
    pub total: i64,
    /// Paid, used credit included.
    pub paid: i64,
    /// Taken back by credit notes, or off for paying early.
    pub credited: i64,
    /// Not to be had.
    pub written_off: i64,
}

impl Settlement {
    /// What is still to be paid.
    pub const fn open(&self) -> i64 {
        self.total - self.paid - self.credited - self.written_off
    }
}

/// What is open of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receivable {
    /// The document.
    pub document: i64,
    /// The client.
    pub client: i64,
    /// What it is in.
    pub currency: Currency,
    /// The last day on which it is paid in time.
    pub due: NaiveDate,
    /// What is open.
    pub open: i64,
}

impl Receivable {
    fn from_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            document: row.get(0)?,
            client: row.get(1)?,
            currency: row.get(2)?,
            due: row.get(3)?,
            open: row.get(4)?,
        })
    }
}

const SETTLEMENT: &str = "SELECT d.total, (SELECT coalesce(sum(amount), 0) FROM allocation a WHERE a.document = d.id), \
    (SELECT coalesce(sum(total), 0) FROM document c WHERE c.corrects = d.id) \
      + (SELECT coalesce(sum(amount), 0) FROM allowance a WHERE a.document = d.id AND a.kind = 'early'), \
    (SELECT coalesce(sum(amount), 0) FROM allowance a WHERE a.document = d.id AND a.kind = 'bad_debt') \
    FROM document d WHERE d.id = ?1";

impl Reads {
    /// What became of what a document asks for.
    pub fn settlement(&self, document: i64) -> Result<Settlement> {
        let row = |r: &rusqlite::Row<'_>| {
            Ok(Settlement { total: r.get(0)?, paid: r.get(1)?, credited: r.get(2)?, written_off: r.get(3)? })
        };
        Ok(self.maybe("reading what is open", SETTLEMENT, [document], row)?.unwrap_or_default())
    }

    /// What is open, by due day; of one client or all.
    pub fn receivables(&self, client: Option<i64>) -> Result<Vec<Receivable>> {
        let sql = "SELECT document, client, currency, due, open FROM receivable WHERE ?1 IS NULL OR client = ?1 \
                   ORDER BY due, document";
        self.all("reading what is open", sql, [client], Receivable::from_row)
    }

    /// What was open after a day: as of today that is what is kept, before it is worked out of what was issued, paid, credited
    /// and written off until then.
    pub fn receivables_at(&self, at: NaiveDate, today: NaiveDate) -> Result<Vec<Receivable>> {
        if at >= today {
            return self.receivables(None);
        }
        let sql = "SELECT * FROM (SELECT d.id AS document, d.client, d.currency, d.due, d.total \
                   - (SELECT coalesce(sum(a.amount), 0) FROM allocation a JOIN payment p ON p.id = a.payment \
                      WHERE a.document = d.id AND max(p.date, d.date) <= ?1) \
                   - (SELECT coalesce(sum(c.total), 0) FROM document c WHERE c.corrects = d.id AND c.date <= ?1) \
                   - (SELECT coalesce(sum(w.amount), 0) FROM allowance w WHERE w.document = d.id AND w.date <= ?1) AS open \
                   FROM document d WHERE d.date <= ?1 AND d.due IS NOT NULL AND d.corrects IS NULL) WHERE open <> 0 ORDER BY due, document";
        self.all("reading what was open", sql, [at], Receivable::from_row)
    }

    /// Money of clients that no document had used after a day.
    pub fn credit_balances_at(&self, at: NaiveDate, today: NaiveDate) -> Result<Vec<(i64, Currency, i64)>> {
        if at >= today {
            return self.credit_balances();
        }
        let sql = "SELECT * FROM (SELECT p.client, max(p.currency), sum(p.amount) - (SELECT coalesce(sum(a.amount), 0) FROM allocation a \
                   JOIN payment q ON q.id = a.payment JOIN document d ON d.id = a.document WHERE q.client = p.client \
                   AND max(q.date, d.date) <= ?1) AS left FROM payment p WHERE p.date <= ?1 GROUP BY p.client) WHERE left <> 0";
        self.all("reading credit balances", sql, [at], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))
    }

    /// What was due before a day and is open, by currency: how much, and how many documents.
    pub fn overdue(&self, today: NaiveDate) -> Result<Vec<(Currency, i64, i64)>> {
        let sql =
            "SELECT currency, sum(open), count(*) FROM receivable WHERE due < ?1 GROUP BY currency ORDER BY currency";
        self.all("reading what is overdue", sql, [today], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))
    }

    /// Money of clients that no document has used.
    pub fn credit_balances(&self) -> Result<Vec<(i64, Currency, i64)>> {
        let sql = "SELECT client, currency, amount FROM credit_balance ORDER BY client";
        self.all("reading credit balances", sql, (), |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))
    }

    /// Money of a client that no document has used.
    pub fn credit_of(&self, client: i64) -> Result<i64> {
        let sql = "SELECT amount FROM credit_balance WHERE client = ?1";
        Ok(self.maybe("reading a credit balance", sql, [client], |r| r.get(0))?.unwrap_or(0))
    }

    /// What of a payment no document has used, and was not given back.
    pub fn unused(&self, payment: i64) -> Result<i64> {
        let sql = "SELECT amount - (SELECT coalesce(sum(amount), 0) FROM allocation a WHERE a.payment = p.id) \
                   + (SELECT coalesce(sum(amount), 0) FROM payment r WHERE r.refunds = p.id AND r.client = p.client) \
                   FROM payment p WHERE p.id = ?1";
        Ok(self.maybe("reading a payment", sql, [payment], |r| r.get(0))?.unwrap_or(0))
    }

    /// Payments by day, the newest last; of one client or all.
    pub fn payments(&self, client: Option<i64>) -> Result<Vec<Payment>> {
        let sql = "SELECT * FROM payment WHERE ?1 IS NULL OR client = ?1 ORDER BY date, id";
        self.all("reading payments", sql, [client], Payment::from_row)
    }

    /// What payments paid of a document, as they came.
    pub fn allocations_to(&self, document: i64) -> Result<Vec<Allocation>> {
        let sql = "SELECT * FROM allocation WHERE document = ?1 ORDER BY id";
        self.all("reading payments", sql, [document], Allocation::from_row)
    }

    /// What a payment paid.
    pub fn allocations_of(&self, payment: i64) -> Result<Vec<Allocation>> {
        let sql = "SELECT * FROM allocation WHERE payment = ?1 ORDER BY id";
        self.all("reading payments", sql, [payment], Allocation::from_row)
    }

    /// What of a document is owed no more.
    pub fn allowances_of(&self, document: i64) -> Result<Vec<Allowance>> {
        let sql = "SELECT * FROM allowance WHERE document = ?1 ORDER BY id";
        self.all("reading allowances", sql, [document], Allowance::from_row)
    }

    /// How papers of a document left the house, the last one last.
    pub fn deliveries_of(&self, document: i64) -> Result<Vec<Delivery>> {
        let sql = "SELECT * FROM delivery WHERE document = ?1 ORDER BY id";
        self.all("reading deliveries", sql, [document], Delivery::from_row)
    }

    /// Reminders of a document.
    pub fn reminders_of(&self, document: i64) -> Result<Vec<Reminder>> {
        let sql = "SELECT * FROM claim WHERE document = ?1 ORDER BY level";
        self.all("reading payment reminders", sql, [document], Reminder::from_row)
    }

    /// The interest rates by day.
    pub fn dunning_rates(&self) -> Result<Vec<DunningRate>> {
        self.all("reading interest rates", "SELECT * FROM dunning_rate ORDER BY valid_from", (), DunningRate::from_row)
    }
}
