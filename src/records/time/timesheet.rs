//! The timesheet: days of entries with their gaps and overlaps, and each client's week in totals.

mod bar;
mod cover;

use crate::records::time::timesheet::cover::Carried;
use chrono::NaiveDate;

use self::cover::Cover;
use crate::command::context::Context;
use crate::domain::money::Currency;
use crate::domain::time::{Instant, plus_days};
use crate::error::Result;
use crate::records::time::list::{Entries, Row};
use crate::store::{Entry, EntryFilter};

pub use bar::{Bar, Piece, bar};

/// Seconds below which time between two entries is no gap.
const GAP: i64 = 60;

/// Raw and billed time side by side, and what it comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Seconds worked, the running timer's up to now.
    pub raw_seconds: i64,
    /// Minutes after rounding.
    pub billed_minutes: i64,
    /// Minutes that a retainer or block covers.
    pub covered_minutes: i64,
    /// Minutes to be charged that have no rate.
    pub unpriced_minutes: i64,
    /// What the rest is worth in minor units, entry by entry, by currency.
    pub amounts: Vec<(Currency, i64)>,
}

impl Sums {
    fn add(&mut self, row: &Row) {
        self.raw_seconds += row.seconds;
        let Some(bill) = row.line.bill else { return };
        self.billed_minutes += bill.billed;
        self.covered_minutes += bill.covered;
        match row.amount() {
            None => self.unpriced_minutes += bill.open,
            Some(0) => {}
            Some(amount) => match self.amounts.binary_search_by_key(&row.currency, |(c, _)| *c) {
                Ok(at) => self.amounts[at].1 += amount,
                Err(at) => self.amounts.insert(at, (row.currency, amount)),
            },
        }
    }
}

/// One thing on a day.
#[derive(Clone, Debug)]
pub enum Slot {
    /// A piece of work.
    Entry {
        /// The entry and what it comes to.
        row: Box<Row>,
        /// From when to when, if clock times are known; the timer runs to now.
        span: Option<(Instant, Instant)>,
        /// Seconds of it at which something else is logged, too.
        overlaps: i64,
    },
    /// Time between two entries at which nothing is logged.
    Gap {
        /// The end of the work before.
        from: Instant,
        /// The start of the work after.
        to: Instant,
    },
}

impl Slot {
    /// The entry, if it is one.
    pub fn row(&self) -> Option<&Row> {
        match self {
            Self::Entry { row, .. } => Some(row),
            Self::Gap { .. } => None,
        }
    }
}

/// A day of work.
#[derive(Clone, Debug)]
pub struct Day {
    /// The date.
    pub date: NaiveDate,
    /// Entries with clock times and the gaps between them in their order, then entries without.
    pub items: Vec<Slot>,
    /// Work of earlier days that reaches into it.
    pub carried: Vec<Carried>,
    /// The totals of its entries.
    pub sums: Sums,
    /// Seconds logged more than once: each counts for the entry that began later.
    pub overlapped_seconds: i64,
    /// Seconds in its gaps.
    pub gap_seconds: i64,
}

/// A client's days.
#[derive(Clone, Debug)]
pub struct ClientWeek {
    /// The client's id.
    pub id: i64,
    /// The client's code.
    pub client: String,
    /// The client's name.
    pub name: String,
    /// Seconds worked, by day.
    pub seconds: Vec<i64>,
    /// Minutes after rounding, by day.
    pub billed: Vec<i64>,
    /// All days together.
    pub sums: Sums,
}

/// Some days of work in a row.
#[derive(Clone, Debug)]
pub struct Timesheet {
    /// The first day.
    pub first: NaiveDate,
    /// The days.
    pub days: Vec<Day>,
    /// Clients with work on these days, the most seconds first.
    pub clients: Vec<ClientWeek>,
    /// All clients together.
    pub sums: Sums,
}

impl Timesheet {
    /// `days` days from `first` on, of one client or all.
    ///
    /// Gaps and overlaps know the work of all clients, whoever is shown.
    pub fn of(context: &Context<'_>, first: NaiveDate, days: usize, client: Option<i64>) -> Result<Self> {
        let count = i64::try_from(days).unwrap_or(0);
        let filter = EntryFilter { from: Some(first), to: Some(plus_days(first, count)), ..EntryFilter::default() };
        let rows = Entries::of(&filter, context)?.rows;
        let cover = cover(context, first, count, &rows)?;
        let mut by_day: Vec<Vec<Row>> = (0..days).map(|_| Vec::new()).collect();
        for row in rows {
            let at = usize::try_from((row.line.entry.date - first).num_days()).unwrap_or(0);
            if let Some(day) = by_day.get_mut(at) {
                day.push(row);
            }
        }
        let dates = (0..count).map(|n| plus_days(first, n));
        let mut sheet = Self { first, days: Vec::new(), clients: Vec::new(), sums: Sums::default() };
        for (date, rows) in dates.zip(by_day) {
            let day = Day::of(context, date, rows, &cover, client);
            sheet.add(&day, days);
            sheet.days.push(day);
        }
        sheet.clients.sort_by(|a, b| {
            let order = b.sums.raw_seconds.cmp(&a.sums.raw_seconds);
            order.then(b.sums.billed_minutes.cmp(&a.sums.billed_minutes)).then_with(|| a.client.cmp(&b.client))
        });
        Ok(sheet)
    }

    fn add(&mut self, day: &Day, days: usize) {
        let at = self.days.len();
        for row in day.items.iter().filter_map(Slot::row) {
            self.sums.add(row);
            let id = row.line.entry.client;
            let known = self.clients.iter().position(|c| c.id == id).unwrap_or_else(|| {
                self.clients.push(ClientWeek {
                    id,
                    client: row.client.clone(),
                    name: row.name.clone(),
                    seconds: vec![0; days],
                    billed: vec![0; days],
                    sums: Sums::default(),
                });
                self.clients.len() - 1
            });
            let week = &mut self.clients[known];
            week.seconds[at] += row.seconds;
            week.billed[at] += row.line.bill.map_or(0, |b| b.billed);
            week.sums.add(row);
        }
    }
}

/// From when to when an entry lasts; nothing if no clock times are known.
fn span(entry: &Entry, now: Instant) -> Option<(Instant, Instant)> {
    let start = entry.started_at?;
    Some((start, entry.ended_at.unwrap_or_else(|| now.max(start))))
}

/// The time taken by the days' entries and by whatever shares time with them.
fn cover(context: &Context<'_>, first: NaiveDate, days: i64, rows: &[Row]) -> Result<Cover> {
    let now = context.now;
    let (mut start, mut end) = (context.zone().start_of(first), context.zone().start_of(plus_days(first, days)));
    for (from, to) in rows.iter().filter_map(|r| span(&r.line.entry, now)) {
        start = start.min(from);
        end = end.max(to);
    }
    let mut spans = Vec::new();
    for entry in context.db.overlapping(start, end, 0)? {
        if let Some((from, to)) = span(&entry, now).filter(|(_, to)| *to > start) {
            spans.push((Carried { id: entry.id, client: entry.client, from, to }, entry.date));
        }
    }
    Ok(Cover::of(spans))
}

impl Day {
    /// A day's rows, by start; `client` leaves the others' out once gaps and overlaps are known.
    fn of(context: &Context<'_>, date: NaiveDate, rows: Vec<Row>, cover: &Cover, client: Option<i64>) -> Self {
        let shown = |id: i64| client.is_none_or(|c| c == id);
        let zone = context.zone();
        let (start, end) = (zone.start_of(date), zone.start_of(plus_days(date, 1)));
        let carried: Vec<&Carried> = cover.carried(date, start, end).collect();
        let (mut items, mut untimed) = (Vec::new(), Vec::new());
        let mut sums = Sums::default();
        let mut overlapped = 0;
        // How far the work so far reaches, earlier days' included: from there a gap begins.
        let mut reach: Option<Instant> = carried.iter().map(|c| c.to).max();
        let mut begun = false;
        for row in rows {
            let mine = shown(row.line.entry.client);
            if mine {
                sums.add(&row);
            }
            let Some((from, to)) = span(&row.line.entry, context.now) else {
                if mine {
                    untimed.push(Slot::Entry { row: Box::new(row), span: None, overlaps: 0 });
                }
                continue;
            };
            let before = reach.unwrap_or(from);
            if begun && from - before >= GAP {
                items.push(Slot::Gap { from: before, to: from });
            }
            begun |= mine;
            reach = Some(before.max(to));
            if mine {
                overlapped += (before.min(to) - from).max(0);
                let overlaps = cover.shared(from, to);
                items.push(Slot::Entry { row: Box::new(row), span: Some((from, to)), overlaps });
            }
        }
        while matches!(items.last(), Some(Slot::Gap { .. })) {
            items.pop();
        }
        let gap = |slot: &Slot| if let Slot::Gap { from, to } = slot { *to - *from } else { 0 };
        let gap_seconds = items.iter().map(gap).sum();
        items.append(&mut untimed);
        let carried = carried.into_iter().filter(|c| shown(c.client)).cloned().collect();
        Self { date, items, carried, sums, overlapped_seconds: overlapped, gap_seconds }
    }
}

#[cfg(test)]
mod tests;
