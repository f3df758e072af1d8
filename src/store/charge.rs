//! What is charged beside time: priced things, and commission with its closings.

use chrono::NaiveDate;

use super::reads::Reads;
use super::record::{Record, record};
use crate::domain::document::issued::LineKind;
use crate::error::Result;

record! {
    /// A priced thing that is no time.
    Charge "charge" "charge" "charges" {
        /// The client.
        client: i64,
        /// What it is, as the client reads it.
        text: String,
        /// What one of it costs, in ten-thousandths.
        price: i64,
        /// How many, in thousandths.
        quantity: i64,
        /// What one of it is.
        unit: String,
        /// The day it counts on.
        date: NaiveDate,
        /// What kind of line it makes.
        kind: LineKind,
        /// Its tax code; the client's if empty.
        tax: String,
        /// What is taken off: `5%` or an amount; nothing if empty.
        discount: String,
        /// Whether it can be billed.
        ready: bool,
        /// How often it comes again, `month` or `2weeks`.
        every: Option<String>,
        /// The last day on which it comes again.
        until: Option<NaiveDate>,
    }
}

record! {
    /// What a commission pays.
    CommissionTerms "commission" "commission" "terms of commissions" {
        /// The agreement.
        agreement: i64,
        /// Tiers as they are typed: `0:150,5:200`.
        tiers: String,
        /// `count` or `value`.
        basis: String,
        /// `marginal` or `whole`.
        mode: String,
        /// What is paid at least, minor units.
        least: Option<i64>,
        /// What is paid at most.
        most: Option<i64>,
    }
}

record! {
    /// A deal that was closed, for which a commission is paid.
    Closing "closing" "closing" "closings" {
        /// The commission.
        agreement: i64,
        /// What was closed.
        note: String,
        /// The day.
        date: NaiveDate,
        /// What it is worth, minor units.
        value: Option<i64>,
    }
}

impl Reads {
    /// Charges by client and day; of one client or all.
    pub fn charges(&self, client: Option<i64>) -> Result<Vec<Charge>> {
        let sql = "SELECT * FROM charge WHERE ?1 IS NULL OR client = ?1 ORDER BY client, date, id";
        self.all("reading charges", sql, [client], Charge::from_row)
    }

    /// Charges of a client that can be billed and of which nothing is, or which come again.
    pub fn charges_unbilled(&self, client: i64) -> Result<Vec<Charge>> {
        let sql = "SELECT c.* FROM open_charge o CROSS JOIN charge c ON c.id = o.charge WHERE o.client = ?1 AND c.ready = 1 \
                   ORDER BY c.date, c.id";
        self.all("reading charges", sql, [client], Charge::from_row)
    }

    /// Clients that have a charge to bill.
    pub fn clients_charged(&self) -> Result<Vec<i64>> {
        self.all("reading charges", "SELECT DISTINCT client FROM open_charge", (), |r| r.get(0))
    }

    /// What a commission pays.
    pub fn commission_of(&self, agreement: i64) -> Result<Option<CommissionTerms>> {
        let sql = "SELECT * FROM commission WHERE agreement = ?1";
        self.maybe("reading a commission", sql, [agreement], CommissionTerms::from_row)
    }

    /// Closings of a commission in `[from, to)` by day; all if no days are given.
    pub fn closings(&self, agreement: Option<i64>, days: Option<(NaiveDate, NaiveDate)>) -> Result<Vec<Closing>> {
        let (from, to) = days.unzip();
        let sql = "SELECT * FROM closing WHERE (?1 IS NULL OR agreement = ?1) AND date >= coalesce(?2, '') \
                   AND date < coalesce(?3, '9999-12-31') ORDER BY date, id";
        self.all("reading closings", sql, (agreement, from, to), Closing::from_row)
    }
}
