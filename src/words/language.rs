//! How languages write numbers, dates and money, by CLDR 48.

use chrono::{Datelike, NaiveDate};

use crate::domain::money::{Currency, Money, plain};
use crate::domain::tax::Percentage;

/// A language that is built in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English as in Britain.
    #[default]
    En,
    /// German.
    De,
    /// Vietnamese.
    Vi,
    /// Uzbek in Latin letters.
    Uz,
}

/// Which form of a noun belongs to a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plural {
    /// One.
    One,
    /// Any other.
    Other,
}

/// How somebody is addressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// As one who is not known well: *Sie*.
    #[default]
    Formal,
    /// As a friend: *du*.
    Familiar,
}

const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const ENGLISH_SHORT: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"];
const GERMAN: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];
const GERMAN_SHORT: [&str; 12] =
    ["Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."];
const UZBEK: [&str; 12] =
    ["yanvar", "fevral", "mart", "aprel", "may", "iyun", "iyul", "avgust", "sentabr", "oktabr", "noyabr", "dekabr"];
const UZBEK_SHORT: [&str; 12] = ["yan", "fev", "mar", "apr", "may", "iyn", "iyl", "avg", "sen", "okt", "noy", "dek"];

/// A month's name of twelve.
fn month(names: &[&'static str; 12], date: NaiveDate) -> &'static str {
    names[date.month0() as usize % 12]
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::En, Self::De, Self::Vi, Self::Uz];

    /// Its tag: `de`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
            Self::Vi => "vi",
            Self::Uz => "uz",
        }
    }

    /// The language of a tag.
    pub fn by_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(tag))
    }

    /// `29 November 2026`.
    pub fn long_date(self, date: NaiveDate) -> String {
        let (day, year) = (date.day(), date.year());
        match self {
            Self::En => format!("{day} {} {year}", month(&ENGLISH, date)),
            Self::De => format!("{day}. {} {year}", month(&GERMAN, date)),
            Self::Vi => format!("{day} tháng {}, {year}", date.month()),
            Self::Uz => format!("{day}-{}, {year}", month(&UZBEK, date)),
        }
    }

    /// `Sun 29 Nov`.
    pub fn short_date(self, date: NaiveDate) -> String {
        let day = date.day();
        let week = date.weekday().num_days_from_monday() as usize % 7;
        match self {
            Self::En => {
                let name = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][week];
                format!("{name} {day} {}", month(&ENGLISH_SHORT, date))
            }
            Self::De => {
                let name = ["Mo.", "Di.", "Mi.", "Do.", "Fr.", "Sa.", "So."][week];
                format!("{name}, {day}. {}", month(&GERMAN_SHORT, date))
            }
            Self::Vi => {
                let name = ["Thứ 2", "Thứ 3", "Thứ 4", "Thứ 5", "Thứ 6", "Thứ 7", "CN"][week];
                format!("{name}, {day} thg {}", date.month())
            }
            Self::Uz => {
                let name = ["Dush", "Sesh", "Chor", "Pay", "Jum", "Shan", "Yak"][week];
                format!("{name}, {day}-{}", month(&UZBEK_SHORT, date))
            }
        }
    }

    /// `29/11/2026`.
    pub fn day(self, date: NaiveDate) -> String {
        date.format(if self == Self::De { "%d.%m.%Y" } else { "%d/%m/%Y" }).to_string()
    }

    /// An integer with its last `decimals` digits as a fraction: `1,234,567.50`.
    pub fn number(self, units: i64, decimals: u32) -> String {
        self.grouped(&crate::domain::money::decimal(units, decimals))
    }

    /// The same without the noughts at its end: `37.5`.
    pub fn trimmed(self, units: i64, decimals: u32) -> String {
        self.grouped(&plain(units, decimals))
    }

    /// `9.975`.
    pub fn percent(self, percent: Percentage) -> String {
        self.trimmed(percent.0, 3)
    }

    /// An amount without its currency: `1,234.50`.
    pub fn amount(self, minor: i64, currency: Currency) -> String {
        self.number(minor, currency.decimals())
    }

    /// `1,234.50 EUR`.
    pub fn money(self, money: Money) -> String {
        format!("{} {}", self.amount(money.minor, money.currency), money.currency)
    }

    /// Which form of a noun belongs to a number.
    pub const fn plural(self, number: i64) -> Plural {
        if number == 1 && !matches!(self, Self::Vi) { Plural::One } else { Plural::Other }
    }

    /// A plain decimal number with this language's signs.
    fn grouped(self, decimal: &str) -> String {
        let (group, point) = match self {
            Self::En => (',', '.'),
            Self::De | Self::Vi => ('.', ','),
            Self::Uz => ('\u{a0}', ','),
        };
        let (whole, fraction) = decimal.split_once('.').map_or((decimal, None), |(whole, part)| (whole, Some(part)));
        let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
        let mut out = sign.to_owned();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push(group);
            }
            out.push(digit);
        }
        if let Some(fraction) = fraction {
            out.push(point);
            out.push_str(fraction);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made with CLDR 48.
    #[test]
    fn dates_are_those_of_cldr() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (language, date, long, short) in [
            (Language::En, "2026-11-29", "29 November 2026", "Sun 29 Nov"),
            (Language::En, "2026-09-19", "19 September 2026", "Sat 19 Sept"),
            (Language::En, "2026-01-03", "3 January 2026", "Sat 3 Jan"),
            (Language::De, "2026-11-29", "29. November 2026", "So., 29. Nov."),
            (Language::De, "2026-03-07", "7. März 2026", "Sa., 7. März"),
            (Language::De, "2026-06-13", "13. Juni 2026", "Sa., 13. Juni"),
            (Language::Vi, "2026-11-29", "29 tháng 11, 2026", "CN, 29 thg 11"),
            (Language::Vi, "2026-02-05", "5 tháng 2, 2026", "Thứ 5, 5 thg 2"),
            (Language::Uz, "2026-11-29", "29-noyabr, 2026", "Yak, 29-noy"),
            (Language::Uz, "2026-07-15", "15-iyul, 2026", "Chor, 15-iyl"),
            (Language::Uz, "2026-05-11", "11-may, 2026", "Dush, 11-may"),
        ] {
            assert_eq!((language.long_date(day(date)), language.short_date(day(date))), (long.into(), short.into()));
        }
        let days = Language::ALL.map(|language| language.day(day("2026-03-07")));
        assert_eq!(days, ["07/03/2026", "07.03.2026", "07/03/2026", "07/03/2026"]);
    }

    #[test]
    fn numbers_are_those_of_cldr() {
        let number = |units| Language::ALL.map(|language| language.number(units, 2));
        assert_eq!(number(123_456_750), ["1,234,567.50", "1.234.567,50", "1.234.567,50", "1\u{a0}234\u{a0}567,50"]);
        assert_eq!(number(-99_999), ["-999.99", "-999,99", "-999,99", "-999,99"]);
        assert_eq!(number(-100_000), ["-1,000.00", "-1.000,00", "-1.000,00", "-1\u{a0}000,00"]);
        let money = |language: Language, minor, code| language.money(Money::new(minor, Currency::get(code).unwrap()));
        assert_eq!(money(Language::En, 123_450, "EUR"), "1,234.50 EUR");
        assert_eq!(money(Language::De, 123_450, "EUR"), "1.234,50 EUR");
        assert_eq!(money(Language::Vi, 1_234_567, "VND"), "1.234.567 VND");
        assert_eq!(money(Language::Uz, 123_456_700, "UZS"), "1\u{a0}234\u{a0}567,00 UZS");
        assert_eq!(Language::De.percent(Percentage(9975)), "9,975");
        assert_eq!(Language::De.trimmed(1_250_000, 3), "1.250");
    }

    #[test]
    fn plurals_are_those_of_cldr() {
        let of = |number| Language::ALL.map(|language| language.plural(number) == Plural::One);
        assert_eq!(of(1), [true, true, false, true]);
        assert!([0, 2, 11, 21, -1].iter().all(|number| of(*number) == [false; 4]), "as far as papers count");
    }
}
