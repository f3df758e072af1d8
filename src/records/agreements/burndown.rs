//! How a retainer's hours go down over its cycle, beside an even use of them.

mod drawn;

use chrono::NaiveDate;

use crate::command::context::Context;
use crate::domain::time::{plus_days, workdays};
use crate::error::Result;
use crate::records::agreements::retainers::{Retainers, Row};

/// Days that have a bar each; of a longer cycle a week has one, up to so many weeks.
const DAYS: i64 = 31;
const WEEKS: i64 = 26;

/// A day or some of them: how the cycle stood at their end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// The first day.
    pub first: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
    /// Minutes left; none of days that have not come.
    pub left: Option<i64>,
    /// Minutes that nothing covered.
    pub over: i64,
    /// Minutes that an even use over the workdays would leave, as the pace counts it.
    pub even: i64,
}

/// The cycle of a retainer, from its first day to its last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BurnDown {
    /// All minutes that can be drawn, those rolled over among them.
    pub capacity: i64,
    /// The day as of which it stands.
    pub at: NaiveDate,
    /// Days that a bar has, the last one maybe fewer.
    pub days: i64,
    /// The bars, the oldest first.
    pub bars: Vec<Bar>,
    /// Whether a timer runs on it, up to now.
    pub running: bool,
}

impl BurnDown {
    /// That of the cycle which holds a day, as it stood after that day's work; none of a block, nor of a cycle that is paused.
    pub fn of(context: &Context<'_>, client: i64, retainer: i64, at: NaiveDate) -> Result<Option<Self>> {
        let rows = Retainers::of(context, at, Some(client))?.rows;
        let Some(row) = rows.into_iter().find(|r| r.agreement == retainer && !r.block && !r.paused) else {
            return Ok(None);
        };
        let Some(end) = row.end else { return Ok(None) };
        let begins = context.db.book(client)?.retainer(retainer).map_or(row.start, |r| r.starts_on);
        let (first, last) = (row.start.max(begins), plus_days(end, -1));
        let stood = context.db.cycle_days(client, retainer, at, context.setting)?;
        let days = bar_days((end - first).num_days());
        let mut bars = Vec::new();
        let mut from = first;
        while from <= last {
            let to = plus_days(from, days - 1).min(last);
            let seen = to.min(at);
            let after = stood.partition_point(|(day, _)| *day <= seen).checked_sub(1).map(|n| &stood[n].1);
            let (left, overage) = after.map_or((row.capacity(), 0), |cycle| (cycle.left, cycle.overage));
            // The timer counts from today on.
            let running = if at <= to { row.running } else { 0 };
            let then = Row { overage, left, running, ..row.clone() };
            bars.push(Bar {
                first: from,
                last: to,
                left: (from <= at).then(|| then.left_live()),
                over: if from <= at { then.over_live() } else { 0 },
                even: even(row.capacity(), (first, end), to),
            });
            from = plus_days(to, 1);
        }
        let running = row.running > 0;
        Ok(Some(Self { capacity: row.capacity(), at, days, bars, running }).filter(Self::says_something))
    }

    fn says_something(&self) -> bool {
        self.capacity > 0 || self.bars.iter().any(|bar| bar.over > 0)
    }

    /// The bar of the day as of which it stands.
    pub fn now(&self) -> Option<&Bar> {
        self.bars.iter().rev().find(|bar| bar.left.is_some())
    }
}

/// Days of a bar in a cycle of so many.
fn bar_days(cycle: i64) -> i64 {
    match cycle {
        ..=DAYS => 1,
        days if days <= WEEKS * 7 => 7,
        days => (days + WEEKS - 1) / WEEKS,
    }
}

/// What an even use over the workdays of `[first, end)` leaves after a day; where there are none, over all days.
fn even(capacity: i64, (first, end): (NaiveDate, NaiveDate), day: NaiveDate) -> i64 {
    let next = plus_days(day, 1);
    let (gone, all) = match workdays(first, end) {
        0 => ((next - first).num_days(), (end - first).num_days().max(1)),
        all => (workdays(first, next), all),
    };
    let used = i128::from(capacity) * i128::from(gone) / i128::from(all);
    capacity - i64::try_from(used).unwrap_or(capacity)
}

#[cfg(test)]
mod tests;
