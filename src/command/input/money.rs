//! Prices and currencies.

use crate::command::context::Context;
use crate::command::input::value::{Hint, Input};
use crate::domain::money::{Currency, exact_minor, milli_plain, read_milli};
use crate::error::{Error, Result};

/// A price in thousandths of a major unit; the currency is the client's, which a word alone does not know.
pub struct Price(pub i64, String);

impl Price {
    /// Returns the price in minor units of a currency, refused if it has more decimals than that.
    pub fn minor(&self, currency: Currency) -> Result<i64> {
        exact_minor(self.0, currency)
            .ok_or_else(|| Error::problem(format!("{} has more decimals than {currency} has", milli_plain(self.0))))
    }
}

impl Input for Price {
    const LIKE: &'static str = "45 | 45.50";

    fn read(text: &str, _: &Context<'_>) -> Result<Self> {
        let typed = text.trim();
        read_milli(typed)
            .map(|milli| Self(milli, typed.replace(',', ".")))
            .ok_or_else(|| Error::problem(format!("'{text}' is no price: type 45, 45.50 or 45,50")))
    }

    fn echo(&self, _: &Context<'_>) -> String {
        // As it was typed: how many decimals it has, only the currency knows.
        self.1.clone()
    }
}

/// An ISO 4217 currency code.
pub struct CurrencyCode(pub Currency);

impl Input for CurrencyCode {
    const LIKE: &'static str = "EUR";

    fn read(text: &str, _: &Context<'_>) -> Result<Self> {
        let found = Currency::get(text.trim());
        found.map(Self).ok_or_else(|| {
            Error::problem(format!("'{text}' is no currency: type its ISO 4217 code, such as EUR or USD"))
        })
    }

    fn echo(&self, _: &Context<'_>) -> String {
        self.0.to_string()
    }

    fn suggest(typed: &str, _: &Context<'_>) -> Vec<Hint> {
        let typed = typed.to_uppercase();
        let common = [
            "AUD", "CAD", "CHF", "CZK", "DKK", "EUR", "GBP", "INR", "JPY", "NOK", "PHP", "PLN", "SEK", "USD", "UZS",
            "VND",
        ];
        let fits = common.into_iter().filter(|c| c.starts_with(&typed));
        fits.map(|c| Hint { text: c.to_owned(), note: String::new() }).collect()
    }
}
