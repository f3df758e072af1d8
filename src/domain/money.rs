//! Money: integer minor units with their currency, never a float, never mixed.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An ISO 4217 currency.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The euro.
    pub const EUR: Self = Self(*b"EUR");

    /// The currency of an ISO 4217 code in any case, if there is one.
    pub fn get(code: &str) -> Option<Self> {
        let upper = code.to_ascii_uppercase();
        let known = iso_currency::Currency::from_code(&upper)?;
        known.exponent()?;
        upper.as_bytes().try_into().ok().map(Self)
    }

    /// The code: `EUR`.
    pub fn code(&self) -> &str {
        // Only codes of letters are ever held, so this is always text; ISO 4217 has XXX for no currency.
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// Decimals of the minor unit: 2 for EUR, 0 for JPY, 3 for TND.
    pub fn decimals(self) -> u32 {
        if self == Self::EUR {
            return 2;
        }
        let known = iso_currency::Currency::from_code(self.code());
        known.and_then(iso_currency::Currency::exponent).map_or(2, u32::from)
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let code = String::deserialize(d)?;
        Self::get(&code).ok_or_else(|| serde::de::Error::custom(format!("'{code}' is no ISO 4217 currency")))
    }
}

/// An amount in minor units of its currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    /// Minor units: cents for EUR.
    pub minor: i64,
    /// The currency.
    pub currency: Currency,
}

impl Money {
    /// An amount in minor units.
    pub fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// The decimal number without the currency: `67.50`.
    pub fn decimal(self) -> String {
        decimal(self.minor, self.currency.decimals())
    }
}

impl fmt::Display for Money {
    /// `67.50 EUR`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{} {}", self.decimal(), self.currency))
    }
}

/// An integer with its last `decimals` digits behind a point.
pub fn decimal(units: i64, decimals: u32) -> String {
    let sign = if units < 0 { "-" } else { "" };
    let units = units.unsigned_abs();
    if decimals == 0 {
        return format!("{sign}{units}");
    }
    let one = 10_u64.pow(decimals);
    format!("{sign}{}.{:0width$}", units / one, units % one, width = decimals as usize)
}

/// A price in thousandths of a currency's major unit: how a rate that serves several currencies is kept.
///
/// Reads `45`, `45.5`, `45,50`; at most three decimals, no sign, no grouping.
pub fn read_milli(text: &str) -> Option<i64> {
    read_decimal(text, 3)
}

/// A number in units of its last decimal: `0.9` with six is 900,000. No sign, no grouping, no more decimals.
pub fn read_decimal(text: &str, decimals: u32) -> Option<i64> {
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let longest = decimals as usize;
    if whole.is_empty() && part.is_empty()
        || whole.len() > 12
        || part.len() > longest
        || !digits(whole)
        || !digits(part)
    {
        return None;
    }
    if text.ends_with(['.', ',']) {
        return None;
    }
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let part: i64 = format!("0{part:0<longest$}").parse().ok()?;
    whole.checked_mul(10_i64.pow(decimals))?.checked_add(part)
}

/// Thousandths of a major unit in minor units of a currency, half up.
pub fn milli_to_minor(milli: i64, currency: Currency) -> i64 {
    half_up(i128::from(milli) * 10_i128.pow(currency.decimals()), 1000)
}

/// Thousandths of a major unit as exact minor units; `None` if the currency has too few decimals.
pub fn exact_minor(milli: i64, currency: Currency) -> Option<i64> {
    let minor = milli_to_minor(milli, currency);
    (i128::from(minor) * 1000 == i128::from(milli) * 10_i128.pow(currency.decimals())).then_some(minor)
}

/// Thousandths with the decimals of their currency: `45.00`, `45` of yen; with all three where that would not be exact.
pub fn milli_in(milli: i64, currency: Currency) -> String {
    exact_minor(milli, currency).map_or_else(|| decimal(milli, 3), |minor| decimal(minor, currency.decimals()))
}

/// Thousandths as one types them, whatever the currency: `45`, `45.5`, `0.125`.
pub fn milli_plain(milli: i64) -> String {
    plain(milli, 3)
}

/// Units of the last decimal as one types them: 900,000 with six is `0.9`.
pub fn plain(units: i64, decimals: u32) -> String {
    let text = decimal(units, decimals);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// `number / by`, a half rounded away from zero for positive numbers (up), saturating at `i64`.
pub fn half_up(number: i128, by: i128) -> i64 {
    let quotient = (2 * number + by).div_euclid(2 * by);
    i64::try_from(quotient).unwrap_or(if quotient < 0 { i64::MIN } else { i64::MAX })
}

/// The worth of some minutes at an hourly rate in minor units, half up once.
pub fn worth(minutes: i64, rate_minor: i64) -> i64 {
    half_up(i128::from(minutes) * i128::from(rate_minor), 60)
}

/// A sum in parts by how much each weighs, to the cent: what each adds to the rounded sum of those up to it.
pub fn parts(whole: i64, weights: &[i64]) -> Vec<i64> {
    let all: i64 = weights.iter().sum();
    let (mut weight, mut before) = (0, 0);
    let last = weights.len().saturating_sub(1);
    let part = |(n, more): (usize, &i64)| {
        weight += more;
        let through = match all {
            0 => {
                if n == last {
                    whole
                } else {
                    0
                }
            }
            all => half_up(i128::from(whole) * i128::from(weight) * i128::from(all.signum()), i128::from(all.abs())),
        };
        through - std::mem::replace(&mut before, through)
    };
    weights.iter().enumerate().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_prints() {
        assert_eq!(read_milli("45"), Some(45_000));
        assert_eq!(read_milli("45,5"), Some(45_500));
        assert_eq!(read_milli("0.125"), Some(125));
        for bad in ["", ".", "-1", "1e3", "1.2345", "1.", "1 000", "12345678901234"] {
            assert_eq!(read_milli(bad), None, "{bad:?}");
        }
        assert_eq!((read_decimal("0.9", 6), read_decimal("1.0000001", 6)), (Some(900_000), None));
        assert_eq!((read_decimal("250000", 0), read_decimal("1.5", 0)), (Some(250_000), None));
        assert_eq!([plain(900_000, 6), plain(10_000_000, 6)], ["0.9", "10"]);
        assert_eq!(decimal(-5, 2), "-0.05");
        assert_eq!(Money::new(6750, Currency::EUR).to_string(), "67.50 EUR");
    }

    #[test]
    fn decimals_follow_the_currency() {
        let currency = |code| Currency::get(code).unwrap();
        assert_eq!(milli_to_minor(45_500, currency("jpy")), 46);
        assert_eq!(exact_minor(45_500, currency("JPY")), None);
        assert_eq!(milli_to_minor(45_500, currency("TND")), 45_500);
        assert_eq!(Currency::get("ZZZ"), None);
        let written =
            [("EUR", 45_000, "45.00"), ("JPY", 45_000, "45"), ("BHD", 45_500, "45.500"), ("JPY", 45_500, "45.500")];
        for (code, milli, text) in written {
            assert_eq!(milli_in(milli, currency(code)), text);
        }
        assert_eq!([45_000, 45_500, 125, 0].map(milli_plain), ["45", "45.5", "0.125", "0"]);
    }

    #[test]
    fn halves_go_up() {
        assert_eq!(half_up(5, 2), 3);
        assert_eq!(half_up(-5, 2), -2);
        assert_eq!(worth(15, 2750), 688);
    }

    #[test]
    fn parts_are_the_whole_to_the_cent() {
        assert_eq!(parts(100, &[1, 1, 1]), [33, 34, 33]);
        assert_eq!(parts(-100, &[1, 1, 1]), [-33, -34, -33]);
        assert_eq!(parts(7, &[0, 0]), [0, 7], "without a weight the last has all of it");
        assert!(parts(7, &[]).is_empty());
    }
}
