//! When a piece of work was, as every answer says it.

use chrono::NaiveDate;

use crate::command::grammar::duration::write_duration;
use crate::domain::clock::told;
use crate::domain::time::{Instant, day_text, plus_days};
use crate::domain::zone::Zone;
use crate::error::Result;
use crate::store::{Client, Entry, Tx};

/// Tells of work in the home zone, as seen today.
pub struct Said<'a> {
    zone: &'a Zone,
    today: NaiveDate,
}

impl<'a> Said<'a> {
    /// For what a write says.
    pub fn of(tx: &'a Tx<'_>) -> Self {
        let zone = &tx.setting().zone;
        Self { zone, today: zone.date(tx.now) }
    }

    /// A day.
    pub fn day(&self, date: NaiveDate) -> String {
        day_text(date, self.today)
    }

    /// A moment: `09:30`, with its day when that is not today.
    pub fn moment(&self, at: Instant) -> String {
        let date = self.zone.date(at);
        let clock = told(self.zone, at);
        if date == self.today { clock } else { format!("{} {clock}", self.day(date)) }
    }

    /// A moment with its day: `Tue 14 Jul 20:00`.
    pub fn on_day(&self, at: Instant) -> String {
        format!("{} {}", self.day(self.zone.date(at)), told(self.zone, at))
    }

    /// From when to when: `09:30–10:00`; the day of the end where the clock alone would mislead.
    pub fn span(&self, from: Instant, to: Instant) -> String {
        let far = if to - from >= 24 * 3600 { format!("{} ", self.day(self.zone.date(to))) } else { String::new() };
        format!("{}–{far}{}", told(self.zone, from), told(self.zone, to))
    }

    /// From when to when with the day, which is left out when that is today: `Mon 13 Jul 09:30–10:00`.
    pub fn dated_span(&self, from: Instant, to: Instant) -> String {
        let date = self.zone.date(from);
        let day = if date == self.today { String::new() } else { format!("{} ", self.day(date)) };
        format!("{day}{}", self.span(from, to))
    }

    /// How long an entry was, for whom if that is to be told, and when: `0:30 for Acme on Wed 15 Jul, 09:30–10:00`.
    fn worked(&self, entry: &Entry, whom: &str, always: bool) -> String {
        let date = entry.started_at.map_or(entry.date, |at| self.zone.date(at));
        let on = if always || date != self.today { format!(" on {}", self.day(date)) } else { String::new() };
        match (entry.started_at, entry.ended_at, entry.seconds) {
            (Some(from), Some(to), _) => {
                format!("{}{whom}{on}, {}", write_duration(to - from), self.span(from, to))
            }
            (None, _, Some(seconds)) => format!("{}{whom}{on}", write_duration(seconds)),
            (at, ..) => {
                let since = at.map(|at| format!(" since {}", told(self.zone, at))).unwrap_or_default();
                format!("the timer{whom}{since}{on}")
            }
        }
    }

    /// When an entry was: `0:30 on Wed 15 Jul, 09:30–10:00`.
    pub fn when(&self, entry: &Entry) -> String {
        self.worked(entry, "", true)
    }

    /// An entry whole: `0:30 for Acme on Wed 15 Jul, 09:30–10:00: note`.
    pub fn entry(&self, entry: &Entry, client: &Client) -> String {
        format!("{}{}", self.worked(entry, &format!(" for {}", client.name), true), behind(&entry.note))
    }

    /// The same of work that is new, where today goes without saying; `more` stands before the note.
    pub fn new_entry(&self, entry: &Entry, client: &Client) -> String {
        self.worked(entry, &format!(" for {}", client.name), false)
    }
}

/// What is to be known of work on a day that is billed: it counts on a later one.
pub fn late(tx: &Tx<'_>, entry: &Entry) -> Result<Option<String>> {
    let settled = tx.settled(entry.client)?.filter(|settled| entry.date <= *settled);
    Ok(settled.map(|day| format!("{} is billed, so it counts on {}", short(entry.date), short(plus_days(day, 1)))))
}

fn short(day: NaiveDate) -> impl std::fmt::Display {
    day.format("%-d %b")
}

/// A note behind a sentence: `: note`, or nothing.
pub fn behind(note: &str) -> String {
    if note.is_empty() { String::new() } else { format!(": {note}") }
}
