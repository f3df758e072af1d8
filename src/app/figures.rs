//! A report as it is looked at: which, of which days, told by what; and the entries behind one of its rows.

use chrono::{Months, NaiveDate};

use crate::app::offer::action;
use crate::command::call::{Args, Call};
use crate::command::context::Context;
use crate::command::input::{CompareWord, Input, PeriodWord, ReportBy, ReportName};
use crate::domain::period::PeriodLength;
use crate::domain::time::plus_days;
use crate::error::{Error, Result};
use crate::records::reports::actions::figures;
use crate::records::reports::behind::Behind;
use crate::records::reports::figures::Figures;
use crate::records::time::list::{Entries, Row};
use crate::store::EntryFilter;

/// The most entries that are shown behind a row.
const MOST: usize = 2000;

/// Which report is looked at, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReportLook {
    /// Its place among all of them.
    at: usize,
    /// A day of its days; none is today.
    on: Option<NaiveDate>,
    /// How long they are; none is the report's own.
    length: Option<&'static str>,
    /// What it is told by; none is the report's own.
    by: Option<&'static str>,
    /// What it is compared with.
    compare: Option<&'static str>,
}

/// What a key asks of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// So many reports on or back.
    Report(isize),
    /// The days before, or behind.
    Period(i64),
    /// The same days of another year.
    Year(i64),
    /// The days that a day is one of; today's where it is none.
    Day(Option<NaiveDate>),
    /// Longer days, then the shortest again.
    Length,
    /// What it is told by.
    By,
    /// What it is compared with, then nothing.
    Compare,
}

/// The next of some words, with none of them between the last and the first where they may be none.
fn next(words: &[&'static str], now: Option<&str>) -> Option<&'static str> {
    let at = now.and_then(|now| words.iter().position(|word| *word == now));
    words.get(at.map_or(0, |at| at + 1)).copied()
}

impl ReportLook {
    /// The names of all reports.
    pub fn names() -> &'static [&'static str] {
        ReportName::CHOICES
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::names()[self.at]
    }

    fn call(self, client: Option<&str>) -> Result<Call> {
        let told = [("period", self.length), ("by", self.by), ("compare", self.compare)];
        let call = Call::new(action("report")?).with("name", self.name());
        let call = told
            .into_iter()
            .filter_map(|(field, word)| Some((field, word?)))
            .fold(call, |call, (field, word)| call.with(field, word));
        let call = self.on.iter().fold(call, |call, day| call.with("from", day.to_string()));
        Ok(client.into_iter().fold(call, |call, code| call.with("client", code)))
    }

    /// Reads it, of one client or all.
    pub fn read(self, context: &Context<'_>, client: Option<&str>) -> Result<Figures> {
        figures(&Args { call: &self.call(client)?, context: *context })
    }

    /// Without what the report in question has nothing to do with.
    fn without_strange(mut self, context: &Context<'_>, client: Option<&str>) -> Self {
        while let Err(Error::Problem { field, .. }) = self.read(context, client) {
            match field {
                "by" if self.by.is_some() => self.by = None,
                "compare" if self.compare.is_some() => self.compare = None,
                "period" if self.length.is_some() => (self.length, self.on) = (None, None),
                "from" if self.on.is_some() => self.on = None,
                _ => break,
            }
        }
        self
    }

    /// What a key makes of it, beside its figures as they are; why not, where the report has nothing to do with it.
    pub fn turned(
        self,
        turn: Turn,
        shown: Option<&Figures>,
        context: &Context<'_>,
        client: Option<&str>,
    ) -> Result<Self> {
        let days = |on: Option<NaiveDate>| {
            let length = shown.and_then(|figures| figures.span.length).map(PeriodLength::as_str);
            Self { on, length: self.length.or(length), ..self }
        };
        let tried = |look: Self| look.read(context, client).map(|_| look);
        match turn {
            Turn::Report(by) => {
                let count = Self::names().len();
                let at = self.at.saturating_add(count).saturating_add_signed(by) % count;
                Ok(Self { at, ..self }.without_strange(context, client))
            }
            Turn::Day(None) => Ok(Self { on: None, ..self }),
            Turn::Day(on) => tried(days(on)),
            Turn::Period(by) => {
                let Some(span) = shown.map(|figures| figures.span) else { return Ok(self) };
                tried(days(Some(if by < 0 { plus_days(span.from, -1) } else { plus_days(span.to, 1) })))
            }
            Turn::Year(by) => {
                let Some(span) = shown.map(|figures| figures.span) else { return Ok(self) };
                let (from, year) = (span.from, Months::new(12));
                let other = if by < 0 { from.checked_sub_months(year) } else { from.checked_add_months(year) };
                tried(days(other))
            }
            Turn::Length => {
                let of_calendar = shown.and_then(|figures| figures.span.length).map(PeriodLength::as_str);
                // A cycle is a client's.
                let words = &PeriodWord::CHOICES[..PeriodWord::CHOICES.len() - usize::from(client.is_none())];
                let length = next(words, self.length.or(of_calendar)).or(words.first().copied());
                tried(Self { length, ..self })
            }
            Turn::By => {
                let mut by = self.by.or_else(|| {
                    let first = shown?.head.first()?;
                    ReportBy::CHOICES.iter().find(|word| *word == first).copied()
                });
                let (shown_by, mut why) = (by, None);
                for _ in ReportBy::CHOICES {
                    by = next(ReportBy::CHOICES, by).or(ReportBy::CHOICES.first().copied());
                    match tried(Self { by, ..self }) {
                        Ok(_) if by == shown_by => break,
                        Ok(look) => return Ok(look),
                        Err(error) => why = Some(error),
                    }
                }
                Err(why.unwrap_or_else(|| Error::problem("there is nothing else to tell it by")))
            }
            Turn::Compare => tried(Self { compare: next(CompareWord::CHOICES, self.compare), ..self }),
        }
    }
}

/// The entries behind a row of a report.
pub struct BehindEntries {
    /// Which they are.
    pub of: Behind,
    /// The entries, the newest first.
    pub rows: Vec<Row>,
    /// How many more there are, which are older.
    pub older: usize,
}

impl BehindEntries {
    /// Reads them.
    pub fn read(context: &Context<'_>, of: &Behind) -> Result<Self> {
        let (from, to) = (Some(of.from), Some(plus_days(of.to, 1)));
        let client = of.client.as_ref().map(|client| client.id);
        let mut rows = Entries::of(&EntryFilter { from, to, client, ..EntryFilter::default() }, context)?.rows;
        let like = |wanted: &Option<String>, is: &str| match wanted.as_deref() {
            None => true,
            Some("none") => is.is_empty(),
            Some(wanted) => wanted == is,
        };
        rows.retain(|row| {
            let entry = &row.line.entry;
            like(&of.service, row.service.as_deref().unwrap_or_default())
                && like(&of.tags, entry.tags.trim())
                && of.currency.as_ref().is_none_or(|currency| row.currency.code() == currency)
                && of.billable.is_none_or(|paid| paid == (entry.billable && !entry.gift))
        });
        rows.reverse();
        let older = rows.len().saturating_sub(MOST);
        rows.truncate(MOST);
        Ok(Self { of: of.clone(), rows, older })
    }
}
