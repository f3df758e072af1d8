//! What a choice means for a client, in one sentence with the client's own numbers.
//!
//! The numbers come from the words typed so far, and for a change from the terms as they stand. What is not known yet is
//! spoken of in general; a value that does not read has no sentence.

use chrono::NaiveDate;

use crate::command::call::Call;
use crate::command::context::Context;
use crate::command::field::is_none;
use crate::command::input::{CurrencyCode, Hours, Input, NearDay, Percent, Price};
use crate::domain::agreement as pure;
use crate::domain::agreement::{CycleLength, Retainer};
use crate::domain::money::{Currency, Money, milli_to_minor, worth};
use crate::domain::rounding::{Rounding, Scope};
use crate::domain::time::{hours_minutes, plus_days};
use crate::records::clients::rates::{Whose, rate_on};
use crate::records::names::{AgreementId, ClientName};
use crate::store::{Agreement, AgreementType, Client, Terms};

/// What is known of a deal while it is typed.
pub(crate) struct Deal<'a> {
    pub(crate) call: &'a Call,
    pub(crate) context: &'a Context<'a>,
    /// The field asked about, and the value in it.
    pub(crate) asked: (&'static str, &'a str),
    pub(crate) client: Option<Client>,
    pub(crate) row: Option<Agreement>,
    pub(crate) terms: Option<Terms>,
}

impl<'a> Deal<'a> {
    pub(crate) fn of(field: &'static str, value: &'a str, call: &'a Call, context: &'a Context<'a>) -> Self {
        let row = call.text("id").and_then(|id| AgreementId::read(&id, context).ok()).map(|a| a.0);
        let client = match &row {
            Some(row) => context.db.get(row.client).ok(),
            None => call.text("client").and_then(|code| ClientName::read(&code, context).ok()).map(|c| c.0),
        };
        let mut deal = Self { call, context, asked: (field, value), client, row, terms: None };
        let from = deal.from();
        let versions = deal.row.as_ref().and_then(|row| context.db.terms_of(row.id).ok()).unwrap_or_default();
        deal.terms = versions.iter().rev().find(|t| t.valid_from <= from).or(versions.first()).cloned();
        deal
    }

    /// The word for a field, if it says something.
    pub(crate) fn word(&self, name: &str) -> Option<String> {
        let word = if self.asked.0 == name { Some(self.asked.1.to_owned()) } else { self.call.text(name) };
        word.filter(|w| !is_none(w))
    }

    /// The value of a field as it was typed, or as the terms say where it was not typed at all.
    pub(crate) fn value<T: Input>(&self, name: &str, kept: impl FnOnce(&Terms) -> Option<String>) -> Option<T> {
        let typed = self.asked.0 == name || self.call.text(name).is_some();
        let word = if typed { self.word(name) } else { self.terms.as_ref().and_then(kept) };
        T::read(&word?, self.context).ok()
    }

    /// Whose deal it is: `Acme GmbH`.
    pub(crate) fn who(&self) -> String {
        let typed = self.word("name").or_else(|| self.word("code")).or_else(|| self.word("client"));
        self.client.as_ref().map(|c| c.name.clone()).or(typed).unwrap_or_else(|| "the client".to_owned())
    }

    pub(crate) fn is_block(&self) -> bool {
        match &self.row {
            Some(row) => row.which() == AgreementType::Block,
            None => self.word("kind").is_some_and(|k| k.eq_ignore_ascii_case("block")),
        }
    }

    pub(crate) fn is_retainer(&self) -> bool {
        match &self.row {
            Some(row) => row.which() == AgreementType::Retainer,
            None => self.word("kind").is_some_and(|k| k.eq_ignore_ascii_case("retainer")),
        }
    }

    /// The first day it is about.
    pub(crate) fn from(&self) -> NaiveDate {
        let typed = self.word("start").or_else(|| self.word("from"));
        let typed = typed.and_then(|day| NearDay::read(&day, self.context).ok()).map(|d| d.0);
        typed.unwrap_or_else(|| {
            let today = self.context.today();
            self.row.as_ref().map_or(today, |row| row.starts_on.max(today))
        })
    }

    /// Its cycles, without terms.
    pub(crate) fn cycles(&self) -> Retainer {
        let kept = self.row.as_ref();
        let typed = self.word("every").and_then(|e| e.parse().ok());
        let every: CycleLength =
            typed.or_else(|| kept.and_then(|r| r.every.as_deref()?.parse().ok())).unwrap_or(CycleLength::MONTH);
        let starts_on = kept.map_or_else(|| self.from(), |r| r.starts_on);
        let anchor = self.word("anchor").and_then(|a| NearDay::read(&a, self.context).ok()).map(|d| d.0);
        let anchor = anchor.or(kept.and_then(|r| r.anchor)).unwrap_or(starts_on).min(starts_on);
        let first_cycle = pure::FirstCycle::default();
        let every = CycleLength { n: every.n.clamp(1, 999), ..every };
        Retainer {
            id: 0,
            starts_on,
            anchor,
            every,
            first_cycle,
            ends_on: None,
            versions: Vec::new(),
            adjustments: Vec::new(),
        }
    }

    /// The cycle that many after the one it begins with: its name, and its last day.
    pub(crate) fn cycle(&self, after: i64) -> (String, NaiveDate) {
        let cycles = self.cycles();
        let span = cycles.cycle(cycles.index_at(self.from()).saturating_add(after));
        let last = plus_days(span.end, -1);
        let whole_month = chrono::Datelike::day(&span.start) == 1 && cycles.every == CycleLength::MONTH;
        let name = if whole_month {
            span.start.format("%B").to_string()
        } else {
            format!("the cycle from {}", day(span.start))
        };
        (name, last)
    }

    /// Minutes a cycle, or in the block.
    pub(crate) fn minutes(&self) -> Option<i64> {
        self.value::<Hours>("hours", |t| Some(hours_minutes(t.minutes))).map(|h| h.0).filter(|m| *m > 0)
    }

    /// `20:00`, or `hours` where that is not known.
    pub(crate) fn allowance(&self) -> String {
        self.minutes().map_or_else(|| "hours".to_owned(), hours_minutes)
    }

    pub(crate) fn currency(&self) -> Currency {
        let typed = self.word("currency").and_then(|c| CurrencyCode::read(&c, self.context).ok()).map(|c| c.0);
        typed.unwrap_or_else(|| self.client.as_ref().map_or(self.context.config.currency, |client| client.currency))
    }

    pub(crate) fn money(&self, minor: i64) -> String {
        Money::new(minor, self.currency()).to_string()
    }

    /// What an hour costs anyway, in minor units.
    pub(crate) fn rate(&self) -> Option<i64> {
        let typed = self.word("rate").and_then(|r| Price::read(&r, self.context).ok()).map(|p| p.0);
        let on = |whose: &Whose| rate_on(self.context.db, whose, self.from()).ok().flatten().map(|r| r.milli);
        let own = || self.client.as_ref().and_then(|c| on(&Whose::client(c.id)));
        let kept = || own().or_else(|| on(&Whose::anyone(None, self.currency())));
        typed.or_else(kept).map(|milli| milli_to_minor(milli, self.currency()))
    }

    /// A price of a field, in minor units.
    pub(crate) fn price(&self, name: &str, kept: impl FnOnce(&Terms) -> Option<i64>) -> Option<i64> {
        let typed = self.asked.0 == name || self.call.text(name).is_some();
        if !typed {
            return self.terms.as_ref().and_then(kept);
        }
        let price = Price::read(&self.word(name)?, self.context).ok()?;
        Some(milli_to_minor(price.0, self.currency()))
    }

    /// What an hour beyond the allowance costs, in minor units.
    pub(crate) fn overage(&self) -> Option<i64> {
        self.price("overage-rate", |t| t.overage_rate).or_else(|| self.rate())
    }

    /// `billed at 45.00 EUR/h`.
    pub(crate) fn billed(&self) -> String {
        self.overage()
            .map_or_else(|| "billed by the hour".to_owned(), |rate| format!("billed at {}/h", self.money(rate)))
    }

    pub(crate) fn rollover(&self) -> pure::Rollover {
        self.value::<crate::command::input::RolloverMode>("rollover", |t| Some(t.rollover.clone()))
            .map(|r| r.0)
            .unwrap_or_default()
    }

    pub(crate) fn rush(&self) -> i64 {
        let typed = self.word("rush-percent").and_then(|p| Percent::read(&p, self.context).ok()).map(|p| p.0);
        typed.or(self.client.as_ref().map(|c| c.rush_percent)).unwrap_or(150)
    }

    /// ` at 45.00 EUR/h that is 11.25 EUR`, if the rate is known.
    pub(crate) fn worth(&self, minutes: i64, rate: Option<i64>) -> String {
        rate.map_or_else(String::new, |rate| {
            format!("; at {}/h that is {}", self.money(rate), self.money(worth(minutes, rate)))
        })
    }

    /// What a rounding rule does to seven minutes, and to a few on one day.
    pub(crate) fn rounded(&self, rule: &Rounding, rate: Option<i64>) -> String {
        let (what, minutes) = match rule.scope {
            Scope::Entry => ("7 minutes are", rule.round_entry(7 * 60)),
            Scope::Day => ("7 and 4 minutes of one kind on a day are together", rule.round_entry(11 * 60)),
        };
        format!("{what} billed as {minutes}{}.", self.worth(minutes, rate))
    }
}

/// `31 August`.
pub(crate) fn day(date: NaiveDate) -> String {
    date.format("%-d %B").to_string()
}
