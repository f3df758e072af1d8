//! What amounts are worth at home, by the exchange rates that were typed: never guessed, and a rate that is missing is named.

use std::cell::RefCell;
use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::command::context::Context;
use crate::domain::money::{Currency, half_up};
use crate::domain::period::{Period, PeriodLength};
use crate::error::Result;
use crate::records::business::set::home_currency;
use crate::store::ExchangeRate;

/// The day whose rate holds for money of a month: its last, or the last that is told.
pub fn rate_day(day: NaiveDate, through: NaiveDate) -> NaiveDate {
    Period::around(PeriodLength::Month, day).to.min(through)
}

/// Exchange rates are in millionths.
const MILLION: i128 = 1_000_000;

/// What a bar is as long as: what something is worth at home, where that is told, so that all can be compared.
pub fn measured(at_home: Option<(Currency, Option<i64>)>, minor: i64, currency: Currency) -> (String, i64) {
    match at_home {
        Some((home, Some(worth))) => (home.to_string(), worth),
        _ => (currency.to_string(), minor),
    }
}

/// The home currency, and what others are worth in it.
pub struct Home {
    /// The home currency.
    pub currency: Currency,
    rates: Vec<ExchangeRate>,
    missing: RefCell<BTreeSet<Currency>>,
}

impl Home {
    /// As the books have it.
    pub fn of(context: &Context<'_>) -> Result<Self> {
        let (currency, rates) = (home_currency(context)?, context.db.exchange_rates()?);
        Ok(Self { currency, rates, missing: RefCell::default() })
    }

    /// Minor units of a currency in those of the home currency, at the latest rate on a day or before it.
    pub fn worth(&self, minor: i64, currency: Currency, on: NaiveDate) -> Option<i64> {
        if currency == self.currency || minor == 0 {
            return Some(minor);
        }
        let known = self.rates.iter().filter(|rate| rate.currency == currency && rate.valid_from <= on);
        let Some(rate) = known.max_by_key(|rate| rate.valid_from) else {
            self.missing.borrow_mut().insert(currency);
            return None;
        };
        let (ours, theirs) = (10_i128.pow(self.currency.decimals()), 10_i128.pow(currency.decimals()));
        Some(half_up(i128::from(minor) * i128::from(rate.micro) * ours, MILLION * theirs))
    }

    /// Whether some days have one rate of each currency, so that it is of no matter on which of them money came.
    pub fn is_steady(&self, from: NaiveDate, to: NaiveDate) -> bool {
        let first = rate_day(from, to);
        !self.rates.iter().any(|rate| rate.valid_from > first && rate.valid_from <= to)
    }

    /// `no rate of GBP in EUR: 'fx set GBP RATE --from DATE' says it`, where one was needed.
    pub fn missing(&self) -> Option<String> {
        let missing: Vec<String> = self.missing.borrow().iter().map(ToString::to_string).collect();
        let first = missing.first()?;
        let all = missing.join(", ");
        Some(format!("no rate of {all} in {}: 'fx set {first} RATE --from DATE' says it", self.currency))
    }
}
