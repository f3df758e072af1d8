//! How papers say amounts, days and names.

use chrono::NaiveDate;

use crate::domain::document::issued::{DocumentLine, Quantity, UnitPrice};
use crate::domain::document::totals::TaxGroup;
use crate::domain::money::{Currency, Money};
use crate::domain::text::{is_trick, nfc};
use crate::domain::time::hours_minutes;
use crate::words::language::Language;
use crate::words::papers::Words;

/// Countries whose tax on sales is called something else than value added tax.
const OTHER_TAX: [&str; 8] = ["US", "CA", "AU", "NZ", "SG", "IN", "JP", "MY"];

/// The words of a paper with its currency.
#[derive(Clone, Copy)]
pub(super) struct Say<'a> {
    /// The words.
    pub words: &'a Words,
    /// What amounts are in.
    pub currency: Currency,
}

impl Say<'_> {
    fn like(&self) -> Language {
        self.words.like()
    }

    /// `1,234.50 EUR`.
    pub fn money(&self, minor: i64) -> String {
        self.like().money(Money::new(minor, self.currency))
    }

    /// `1,234.50`.
    pub fn amount(&self, minor: i64) -> String {
        self.like().amount(minor, self.currency)
    }

    /// `29 November 2026`.
    pub fn date(&self, date: NaiveDate) -> String {
        self.like().long_date(date)
    }

    /// One day, or from one to the other.
    pub fn days(&self, from: NaiveDate, to: NaiveDate) -> String {
        if from >= to { self.date(from) } else { self.words.days(&self.date(from), &self.date(to)) }
    }

    /// The percents of a group: `19`, `5 + 9.975`.
    pub fn percents(&self, group: &TaxGroup) -> String {
        let percents: Vec<String> = group.percents.iter().map(|percent| self.like().percent(*percent)).collect();
        percents.join(" + ")
    }

    /// What the tax of a country is called.
    pub fn tax_name(&self, country: &str) -> String {
        if OTHER_TAX.contains(&country) { self.words.tax() } else { self.words.vat() }
    }

    /// How much of it there is: `3:07 h`, `37.5 km`.
    pub fn quantity(&self, line: &DocumentLine) -> String {
        if let Some(minutes) = line.minutes {
            return self.words.hours(&hours_minutes(minutes));
        }
        let Some(quantity) = line.quantity else { return String::new() };
        let number = self.like().trimmed(quantity.0, 3);
        // What is no whole number is many.
        let count = if quantity == Quantity::ONE { 1 } else { 2 };
        match line.unit.as_str() {
            "h" | "hour" | "hours" => self.words.hours(&number),
            "piece" | "pieces" | "pc" | "pcs" => self.words.pieces(count, &number),
            "word" | "words" => self.words.words(count, &number),
            "km" => self.words.kilometres(&number),
            "month" | "months" => self.words.months(count, &number),
            "page" | "pages" => self.words.pages(count, &number),
            "day" | "days" => self.words.day_units(count, &number),
            "" => number,
            other => format!("{number} {}", line_of(other)),
        }
    }

    /// What one of it costs: `45.00`, `0.085`.
    pub fn price(&self, line: &DocumentLine) -> String {
        if let (Some(_), Some(rate)) = (line.minutes, line.rate) {
            return self.amount(rate);
        }
        let Some(price) = line.price else { return String::new() };
        let step = UnitPrice::of(1, self.currency).0;
        if price.0 % step == 0 {
            self.amount(price.0 / step)
        } else {
            self.like().trimmed(price.0, UnitPrice::DECIMALS)
        }
    }
}

/// One line of a paper: composed, and without what could not be printed.
pub(super) fn line_of(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if matches!(c, '\n' | '\t') { ' ' } else { c }).collect();
    nfc(&spaced).chars().filter(|c| !is_trick(*c)).collect::<String>().trim().to_owned()
}

/// The lines of a text that are not empty.
pub(super) fn lines_of(text: &str) -> Vec<String> {
    text.lines().map(line_of).filter(|line| !line.is_empty()).collect()
}

/// A label and what it belongs to, where there is something.
pub(super) fn labelled(label: String, value: &str) -> Option<(String, String)> {
    let value = line_of(value);
    (!value.is_empty()).then_some((label, value))
}
