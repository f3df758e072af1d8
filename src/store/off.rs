//! Days off: stretches of days on which nothing is worked.

use chrono::NaiveDate;

use super::reads::Reads;
use super::record::{Record, record};
use crate::error::Result;

record! {
    /// Days on which nothing is worked.
    DayOff "off" "day off" "days off" {
        /// The first.
        first_day: NaiveDate,
        /// The last, itself included.
        last_day: NaiveDate,
        /// Why; empty if nobody said.
        why: String,
    }
}

impl Reads {
    /// Days off of which something lies between two days, both included, by day; an end that is none is open.
    pub fn days_off(&self, from: Option<NaiveDate>, to: Option<NaiveDate>) -> Result<Vec<DayOff>> {
        let sql = "SELECT * FROM off WHERE (?1 IS NULL OR last_day >= ?1) AND (?2 IS NULL OR first_day <= ?2) ORDER BY first_day, id";
        self.all("reading days off", sql, (from, to), DayOff::from_row)
    }
}
