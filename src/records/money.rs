//! Amounts as lists and JSON show them.

use serde_json::Value;

use crate::domain::money::{Currency, decimal};

/// A decimal string, or `null`.
pub fn amount(minor: Option<i64>, currency: Currency) -> Value {
    minor.map_or(Value::Null, |m| Value::String(decimal(m, currency.decimals())))
}

/// A decimal number for people, `-` where there is none.
pub fn text(minor: Option<i64>, currency: Currency) -> String {
    minor.map_or_else(|| "-".to_owned(), |m| decimal(m, currency.decimals()))
}
