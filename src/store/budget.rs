//! Budgets: what is aimed at in a year or a month.

use super::reads::Reads;
use super::record::{Record, record};
use crate::domain::money::Currency;
use crate::error::Result;

record! {
    /// What is aimed at.
    Budget "budget" "budget" "budgets" {
        /// The year.
        year: i64,
        /// The month of it; the whole year if none.
        month: Option<i64>,
        /// `revenue`, `hours`, `clients` or `use`.
        line: String,
        /// Minor units, minutes, how many, or percents of the hours that can be worked.
        amount: i64,
        /// What revenue is in.
        currency: Option<Currency>,
    }
}

impl Reads {
    /// Budgets by year, line and month; of one year or all.
    pub fn budgets(&self, year: Option<i64>) -> Result<Vec<Budget>> {
        let sql = "SELECT * FROM budget WHERE ?1 IS NULL OR year = ?1 ORDER BY year, line DESC, coalesce(month, 0)";
        self.all("reading budgets", sql, [year], Budget::from_row)
    }
}
