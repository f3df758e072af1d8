//! Tax: categories, dated percents, and by which code a line is taxed where nothing says so.
//!
//! Categories are those of EN 16931 (UNTDID 5305), by which e-invoices name them.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

use super::money::{half_up, milli_plain, read_milli};
use super::words::words;
use crate::error::{Error, Result};

/// A category of tax.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TaxCategory {
    /// `S`: taxed.
    Standard,
    /// `Z`: taxed at 0 %.
    Zero,
    /// `E`: exempt.
    Exempt,
    /// `AE`: the buyer owes the tax.
    Reverse,
    /// `G`: exported.
    Export,
    /// `O`: outside the scope of the tax.
    Outside,
}

impl TaxCategory {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Standard, Self::Zero, Self::Exempt, Self::Reverse, Self::Export, Self::Outside];

    /// The code of EN 16931.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Standard => "S",
            Self::Zero => "Z",
            Self::Exempt => "E",
            Self::Reverse => "AE",
            Self::Export => "G",
            Self::Outside => "O",
        }
    }

    /// Whether a document must say why nothing is charged (BR-E-10, BR-AE-10, BR-G-10, BR-O-10).
    pub const fn needs_reason(self) -> bool {
        !matches!(self, Self::Standard | Self::Zero)
    }
}

impl FromStr for TaxCategory {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|category| category.as_str().eq_ignore_ascii_case(text));
        found.ok_or_else(|| Error::problem("must be one of S, Z, E, AE, G and O"))
    }
}

/// A percentage in thousandths: 19 % is 19,000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percentage(pub i64);

impl Percentage {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// All.
    const WHOLE: i128 = 100_000;

    /// So much of an amount, a half rounded away from zero.
    pub fn of(self, amount: i64) -> i64 {
        half_away(i128::from(amount) * i128::from(self.0), Self::WHOLE)
    }

    /// How much of an amount is on top of the rest of it, as tax is of a gross price; a half rounded away from zero.
    pub fn within(self, amount: i64) -> i64 {
        half_away(i128::from(amount) * i128::from(self.0), Self::WHOLE + i128::from(self.0))
    }

    /// An amount without what is on top of it, as a fraction: number and divisor.
    pub fn without(self, amount: i64) -> (i128, i128) {
        (i128::from(amount) * Self::WHOLE, Self::WHOLE + i128::from(self.0))
    }
}

impl fmt::Display for Percentage {
    /// `19`, `9.975`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&milli_plain(self.0))
    }
}

impl FromStr for Percentage {
    type Err = Error;

    /// Reads `19`, `19%`, `9.975`, `9,975`, up to 100.
    fn from_str(text: &str) -> Result<Self> {
        let bare = text.trim().trim_end_matches('%').trim_end();
        let read = read_milli(bare).filter(|milli| i128::from(*milli) <= Self::WHOLE);
        read.map(Self).ok_or_else(|| Error::problem("must be a percentage such as 19 or 9.975, at most 100"))
    }
}

/// `number / by`, a half rounded away from zero; saturating at `i64`.
pub fn half_away(number: i128, by: i128) -> i64 {
    let magnitude = half_up(number.abs(), by);
    if number < 0 { -magnitude } else { magnitude }
}

words! {
    /// How the seller is taxed.
    TaxRegime {
        /// Charges value added or sales tax.
        Vat = "vat",
        /// A small business: exempt, and says so.
        Small = "small",
        /// Outside any such tax.
        None = "none",
    }
}

/// What a code stands for from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedTax {
    /// The code: `std`.
    pub code: String,
    /// Its category.
    pub category: TaxCategory,
    /// Its percents, each with a row of its own in the sums.
    pub percents: Vec<Percentage>,
    /// The first day; none if it always was.
    pub from: Option<NaiveDate>,
}

impl DatedTax {
    /// The sum of its percents.
    pub fn whole(&self) -> Percentage {
        Percentage(self.percents.iter().map(|percent| percent.0).sum())
    }
}

/// The codes that are always there: nothing is charged under them.
const BUILT_IN: [(&str, TaxCategory); 6] = [
    ("zero", TaxCategory::Zero),
    ("exempt", TaxCategory::Exempt),
    ("reverse", TaxCategory::Reverse),
    ("export", TaxCategory::Export),
    ("outside", TaxCategory::Outside),
    ("small", TaxCategory::Exempt),
];

/// Whether a code is always there, so that no percent can be given to it.
pub fn is_built_in(code: &str) -> bool {
    BUILT_IN.iter().any(|(name, _)| *name == code)
}

/// The codes that are always there.
pub fn built_in() -> impl Iterator<Item = DatedTax> {
    BUILT_IN.into_iter().map(|(code, category)| DatedTax {
        code: code.to_owned(),
        category,
        percents: vec![Percentage::ZERO],
        from: None,
    })
}

/// The codes that a country brings along: those of Germany with the reduced ones of 2020 (German VAT Act, § 28), and Austria's.
pub fn of_country(country: &str) -> Vec<DatedTax> {
    let row = |code: &str, percent: i64, from: Option<NaiveDate>| DatedTax {
        code: code.to_owned(),
        category: TaxCategory::Standard,
        percents: vec![Percentage(percent * 1000)],
        from,
    };
    let (reduced, again) = (NaiveDate::from_ymd_opt(2020, 7, 1), NaiveDate::from_ymd_opt(2021, 1, 1));
    match country {
        "DE" => vec![
            row("std", 19, None),
            row("std", 16, reduced),
            row("std", 19, again),
            row("red", 7, None),
            row("red", 5, reduced),
            row("red", 7, again),
        ],
        "AT" => vec![row("std", 20, None), row("red", 10, None)],
        _ => Vec::new(),
    }
}

/// What a code stands for on a day: the latest of its rows that holds, else what is always there.
pub fn rate_on(rates: &[DatedTax], code: &str, day: NaiveDate) -> Option<DatedTax> {
    let holds = rates.iter().filter(|rate| rate.code == code && rate.from.is_none_or(|from| from <= day));
    holds.max_by_key(|rate| rate.from).cloned().or_else(|| built_in().find(|rate| rate.code == code))
}

/// The member states of the European Union, by ISO 3166.
const EU: [&str; 27] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// Whether a country is in the European Union.
pub fn is_eu(country: &str) -> bool {
    EU.contains(&country)
}

/// A code, and in words why it was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaxChoice {
    /// The code.
    pub code: &'static str,
    /// Why.
    pub why: &'static str,
    /// What is not modelled and may be wrong because of it.
    pub caution: Option<&'static str>,
}

/// By which code is taxed what no charge, service or client says a code for.
pub fn choose(regime: TaxRegime, seller: &str, client: &str, has_vat_id: bool) -> TaxChoice {
    let chosen = |code, why| TaxChoice { code, why, caution: None };
    match regime {
        TaxRegime::Small => chosen("small", "a small business charges no tax"),
        TaxRegime::None => chosen("outside", "the business charges no such tax"),
        TaxRegime::Vat if client == seller => chosen("std", "the client is in the same country"),
        TaxRegime::Vat if is_eu(seller) && is_eu(client) && has_vat_id => {
            chosen("reverse", "the client is in another country of the EU and has a VAT id")
        }
        TaxRegime::Vat if is_eu(seller) && is_eu(client) => TaxChoice {
            code: "std",
            why: "the client is in another country of the EU and has no VAT id",
            caution: Some("distance sales to consumers abroad may be taxed there: that is not worked out"),
        },
        TaxRegime::Vat => chosen("outside", "the client is in a country outside the EU, or abroad"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn percent(text: &str) -> Percentage {
        text.parse().unwrap()
    }

    #[test]
    fn halves_go_away_from_zero() {
        assert_eq!([half_away(5, 2), half_away(-5, 2), half_away(4, 3), half_away(-4, 3)], [3, -3, 1, -1]);
        assert_eq!(percent("19").of(250), 48, "47.5");
        assert_eq!(percent("19").of(-250), -48);
        assert_eq!(percent("9.975").of(7125), 711, "7.107");
        assert_eq!(percent("19").within(13_899), 2219);
    }

    #[test]
    fn percents_are_read_and_written() {
        for (text, written) in [("19", "19"), ("19%", "19"), ("9,975", "9.975"), ("0", "0"), ("100", "100")] {
            assert_eq!(percent(text).to_string(), written);
        }
        for bad in ["", "-1", "100.001", "1.2345", "x", "%"] {
            assert!(bad.parse::<Percentage>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn the_day_decides_what_a_code_stands_for() {
        let rates = of_country("DE");
        let on = |day: NaiveDate| rate_on(&rates, "std", day).unwrap().whole().to_string();
        assert_eq!([on(ymd(2020, 6, 30)), on(ymd(2020, 7, 1)), on(ymd(2020, 12, 31))], ["19", "16", "16"]);
        assert_eq!(on(ymd(2021, 1, 1)), "19");
        assert_eq!(rate_on(&rates, "small", ymd(2026, 1, 1)).unwrap().category, TaxCategory::Exempt);
        assert_eq!(rate_on(&rates, "tx", ymd(2026, 1, 1)), None);
    }

    #[test]
    fn what_nothing_is_said_for_is_taxed_by_who_and_where() {
        let code = |regime, client, id| choose(regime, "DE", client, id).code;
        assert_eq!(code(TaxRegime::Small, "DE", false), "small");
        assert_eq!(code(TaxRegime::None, "US", false), "outside");
        assert_eq!(code(TaxRegime::Vat, "DE", true), "std");
        assert_eq!(code(TaxRegime::Vat, "FR", true), "reverse");
        assert_eq!(code(TaxRegime::Vat, "FR", false), "std");
        assert_eq!(code(TaxRegime::Vat, "US", false), "outside");
        assert_eq!(choose(TaxRegime::Vat, "US", "US", false).code, "std");
        assert!(choose(TaxRegime::Vat, "DE", "FR", false).caution.is_some());
    }
}
