//! Agreements with their versions and adjustments, and the book the ledger reads.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::reads::Reads;
use super::record::{Record, parse_column, record};
use crate::domain::agreement as pure;
use crate::domain::agreement::Book;
use crate::error::Result;

record! {
    /// What was agreed with a client: a retainer or a block of hours.
    Agreement "agreement" "agreement" "agreements" {
        /// The client.
        client: i64,
        /// `retainer`, `block` or `commission`.
        kind: String,
        /// The first usable day; a block's day of purchase.
        starts_on: NaiveDate,
        /// The last usable day, if there is one.
        ends_on: Option<NaiveDate>,
        /// A retainer's day from which cycles are counted.
        anchor: Option<NaiveDate>,
        /// A retainer's cycle length, `month` or `2weeks`.
        every: Option<String>,
        /// A retainer's first cycle, `full` or `prorated`.
        first_cycle: Option<String>,
        /// A block's minutes.
        minutes: Option<i64>,
        /// A block's price in minor units.
        price: Option<i64>,
        /// A block's services by id and spaces; all if none.
        services: Option<String>,
        /// Whether the fee of the cycle in which it ends is shortened by days.
        prorate: bool,
        /// What of a block's price is given back where it ends before it is used up.
        refund: Option<i64>,
    }
}

record! {
    /// One version of a retainer's terms.
    Terms "terms" "version" "terms of agreements" {
        /// The retainer.
        agreement: i64,
        /// The cycle start from which it holds.
        valid_from: NaiveDate,
        /// Minutes a cycle.
        minutes: i64,
        /// The fee a cycle, minor units.
        fee: i64,
        /// What an hour beyond the allowance costs, minor units; the resolved rate if none.
        overage_rate: Option<i64>,
        /// What becomes of unused and overused minutes.
        rollover: String,
        /// The most that can be rolled over, `10h` or `50%`.
        cap: Option<String>,
        /// Cycles a rolled-over lot lives.
        life: Option<i64>,
        /// Which minutes are drawn first.
        draw_order: String,
        /// Whether non-billable work counts too.
        counts: String,
        /// The services covered, by id and spaces; all if none.
        services: Option<String>,
        /// Whether rush multiplies money or minutes.
        rush_burns: String,
        /// The rounding rule; the client's if none.
        rounding: Option<String>,
    }
}

record! {
    /// Minutes granted or taken by hand.
    Adjustment "adjustment" "adjustment" "adjustments of agreements" {
        /// The agreement.
        agreement: i64,
        /// The day it counts from.
        date: NaiveDate,
        /// Minutes, negative to take.
        minutes: i64,
        /// Why.
        reason: String,
        /// Whether it is a present: drawn last, and told as such.
        gift: bool,
    }
}

/// What kind of agreement a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgreementType {
    /// Hours per cycle.
    Retainer,
    /// Prepaid hours.
    Block,
    /// A share of what is closed.
    Commission,
}

impl Agreement {
    /// Returns the type of agreement.
    pub fn which(&self) -> AgreementType {
        match self.kind.as_str() {
            "block" => AgreementType::Block,
            "commission" => AgreementType::Commission,
            _ => AgreementType::Retainer,
        }
    }
}

/// Formats ids separated by spaces, as the `services` columns keep them.
pub fn id_list(text: Option<&str>) -> Option<Vec<i64>> {
    text.map(|t| t.split_whitespace().filter_map(|id| id.parse().ok()).collect())
}

impl Reads {
    /// Every agreement, as added.
    pub fn agreements(&self) -> Result<Vec<Agreement>> {
        self.all("reading agreements", "SELECT * FROM agreement ORDER BY client, id", (), Agreement::from_row)
    }

    /// A client's agreements, as added.
    pub fn agreements_of(&self, client: i64) -> Result<Vec<Agreement>> {
        let sql = "SELECT * FROM agreement WHERE client = ?1 ORDER BY id";
        self.all("reading agreements", sql, [client], Agreement::from_row)
    }

    /// A retainer's versions, oldest first.
    pub fn terms_of(&self, agreement: i64) -> Result<Vec<Terms>> {
        let sql = "SELECT * FROM terms WHERE agreement = ?1 ORDER BY valid_from";
        self.all("reading an agreement's terms", sql, [agreement], Terms::from_row)
    }

    /// An agreement's adjustments by date.
    pub fn adjustments_of(&self, agreement: i64) -> Result<Vec<Adjustment>> {
        let sql = "SELECT * FROM adjustment WHERE agreement = ?1 ORDER BY date, id";
        self.all("reading adjustments", sql, [agreement], Adjustment::from_row)
    }

    /// Returns a client's agreements as the ledger reads them.
    pub fn book(&self, client: i64) -> Result<Book> {
        let mut parts = AgreementRows::default();
        for row in self.agreements_of(client)? {
            parts.terms.extend(self.terms_of(row.id)?);
            parts.adjustments.extend(self.adjustments_of(row.id)?);
            parts.agreements.push(row);
        }
        Ok(parts.books()?.into_values().next().unwrap_or_default())
    }

    /// Returns every client's agreements as the ledger reads them, by client.
    pub fn books(&self) -> Result<BTreeMap<i64, Book>> {
        let agreements = self.agreements()?;
        if agreements.is_empty() {
            return Ok(BTreeMap::new());
        }
        let terms = self.all("reading terms", "SELECT * FROM terms ORDER BY valid_from", (), Terms::from_row)?;
        let sql = "SELECT * FROM adjustment ORDER BY date, id";
        let adjustments = self.all("reading adjustments", sql, (), Adjustment::from_row)?;
        AgreementRows { agreements, terms, adjustments }.books()
    }
}

/// The rows that books are made from; terms and adjustments by date.
#[derive(Default)]
struct AgreementRows {
    agreements: Vec<Agreement>,
    terms: Vec<Terms>,
    adjustments: Vec<Adjustment>,
}

impl AgreementRows {
    fn books(&self) -> Result<BTreeMap<i64, Book>> {
        let mut books: BTreeMap<i64, Book> = BTreeMap::new();
        for row in &self.agreements {
            let book = books.entry(row.client).or_default();
            match row.which() {
                AgreementType::Retainer => book.retainers.push(self.retainer(row)?),
                AgreementType::Block => book.blocks.push(self.block(row)),
                // Nothing is drawn from it.
                AgreementType::Commission => {}
            }
        }
        Ok(books)
    }

    fn retainer(&self, row: &Agreement) -> Result<pure::Retainer> {
        let doing = "reading a retainer";
        Ok(pure::Retainer {
            id: row.id,
            starts_on: row.starts_on,
            anchor: row.anchor.unwrap_or(row.starts_on),
            every: parse_column(doing, row.every.as_deref().unwrap_or_default())?,
            first_cycle: parse_column(doing, row.first_cycle.as_deref().unwrap_or_default())?,
            ends_on: row.ends_on,
            versions: self.terms.iter().filter(|t| t.agreement == row.id).map(Terms::pure).collect::<Result<_>>()?,
            adjustments: self.adjustments(row.id),
        })
    }

    fn block(&self, row: &Agreement) -> pure::Block {
        pure::Block {
            id: row.id,
            minutes: row.minutes.unwrap_or_default(),
            price: row.price.unwrap_or_default(),
            bought_on: row.starts_on,
            last_day: row.ends_on,
            services: id_list(row.services.as_deref()),
            adjustments: self.adjustments(row.id),
        }
    }

    fn adjustments(&self, agreement: i64) -> Vec<pure::Adjustment> {
        let mine = self.adjustments.iter().filter(|a| a.agreement == agreement);
        let adjustment = |a: &Adjustment| pure::Adjustment {
            on: a.date,
            minutes: a.minutes,
            reason: a.reason.clone(),
            gift: a.gift,
        };
        mine.map(adjustment).collect()
    }
}

impl Terms {
    /// Returns the terms as the ledger reads them.
    pub fn pure(&self) -> Result<pure::Terms> {
        let doing = "reading an agreement's terms";
        Ok(pure::Terms {
            from: self.valid_from,
            minutes: self.minutes,
            fee: self.fee,
            overage_rate: self.overage_rate,
            rollover: parse_column(doing, &self.rollover)?,
            cap: self.cap.as_deref().map(|c| parse_column(doing, c)).transpose()?,
            life: self.life.and_then(|l| u32::try_from(l).ok()),
            order: parse_column(doing, &self.draw_order)?,
            counts: parse_column(doing, &self.counts)?,
            services: id_list(self.services.as_deref()),
            rush_burns: parse_column(doing, &self.rush_burns)?,
            rounding: self.rounding.as_deref().map(|r| parse_column(doing, r)).transpose()?,
        })
    }
}
