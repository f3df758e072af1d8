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

/// A decimal number whose digits are grouped by threes, for where there is no field to copy it into: `1,350.00`.
pub fn grouped(minor: i64, currency: Currency) -> String {
    let plain = decimal(minor, currency.decimals());
    let (sign, rest) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("-", rest));
    let (whole, part) = rest.find('.').map_or((rest, ""), |at| rest.split_at(at));
    let mut groups: Vec<&str> = Vec::new();
    let mut left = whole;
    while left.len() > 3 {
        let (front, back) = left.split_at(left.len() - 3);
        groups.insert(0, back);
        left = front;
    }
    groups.insert(0, left);
    format!("{sign}{}{part}", groups.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped_from_the_point() {
        let (jpy, eur) = (Currency::get("JPY").unwrap(), Currency::get("EUR").unwrap());
        let texts = [grouped(176_800, jpy), grouped(0, eur), grouped(99_999, eur), grouped(-123_456_789, eur)];
        assert_eq!(texts, ["176,800", "0.00", "999.99", "-1,234,567.89"]);
    }
}
