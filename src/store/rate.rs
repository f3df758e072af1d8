//! Hourly rates, dated.

use chrono::NaiveDate;

use super::reads::Reads;
use super::record::{Record, record};
use crate::domain::money::Currency;
use crate::domain::rates;
use crate::error::Result;

record! {
    /// What an hour costs from a date on, for a client, a service, both, or in general.
    Rate "rate" "rate" "rates" {
        /// The client, or any.
        client: Option<i64>,
        /// The service, or any.
        service: Option<i64>,
        /// The first date it holds.
        valid_from: NaiveDate,
        /// Thousandths of the currency per hour.
        milli: i64,
        /// Of a rate for any client; a client's own is in the client's currency.
        currency: Option<Currency>,
    }
}

impl Rate {
    /// The rate as prices are worked out from it.
    pub fn pure(&self) -> rates::Rate {
        rates::Rate {
            id: self.id,
            client: self.client,
            service: self.service,
            valid_from: self.valid_from,
            currency: self.currency,
            milli: self.milli,
        }
    }
}

impl Reads {
    /// Every rate, as added.
    pub fn rates(&self) -> Result<Vec<Rate>> {
        self.all("reading rates", "SELECT * FROM rate ORDER BY id", (), Rate::from_row)
    }

    /// The rates that can apply to a client, as added.
    pub fn rates_for(&self, client: i64) -> Result<Vec<Rate>> {
        let sql = "SELECT * FROM rate WHERE client IS NULL OR client = ?1 ORDER BY id";
        self.all("reading rates", sql, [client], Rate::from_row)
    }
}
