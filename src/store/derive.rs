//! The derived figures as they are kept up to date.
//!
//! They change in the same transaction as the records they follow from. A change at a
//! date recomputes one client from the checkpoint before it, and stops as soon as, beyond the
//! last date changed, the ledger stands where it stood; so the cost does not grow with the years.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::Row;

use super::agreement::Agreement;
use super::amounts::EntryAmounts;
use super::client::Client;
use super::journal::{Made, RowChange};
use super::reads::Reads;
use super::setting::StoreSettings;
use super::tx::Tx;
use crate::domain::agreement::Book;
use crate::domain::ledger::State;
use crate::domain::time::{Instant, plus_days};
use crate::error::Result;

/// Whether a change of a client changes what its entries come to.
fn bills_otherwise(change: &RowChange) -> bool {
    let field = |image: &Option<serde_json::Value>, name: &str| image.as_ref().map(|i| i[name].clone());
    ["currency", "rounding", "minimum", "rush_percent"]
        .iter()
        .any(|name| field(&change.before, name) != field(&change.after, name))
}

/// What a step led to among the derived figures, by client.
#[derive(Debug, Default)]
pub struct Derived {
    /// The clients whose bills it was about.
    pub clients: BTreeMap<i64, MovedFigures>,
    /// The step, if it changed anything.
    pub made: Option<Made>,
    /// How many more series cannot be shown to the end.
    pub unexpanded: i64,
}

/// What a step led to among the derived figures of a client.
#[derive(Debug)]
pub struct MovedFigures {
    /// The first date concerned.
    pub from: NaiveDate,
    /// The last date of what was changed itself; beyond it, an old state that holds again ends the work.
    pub(super) to: NaiveDate,
    /// Whether a rule changed: a rate, an agreement, the client's rounding.
    pub rules: bool,
    /// How many entries come to something else now that were themselves left alone.
    pub others: usize,
    /// Where the ledger stood before, as it was kept: at the start of a date.
    head: Option<(NaiveDate, String)>,
    /// Where it stands now after the newest entry, if that is elsewhere.
    pub(super) now: Option<(Book, State)>,
}

impl MovedFigures {
    /// Returns the ledger before and after the step, both after the work of `date`, if entries alone moved it.
    pub fn course(&self, date: NaiveDate) -> Option<(&Book, State, State)> {
        let (book, now) = self.now.as_ref().filter(|_| !self.rules)?;
        let mut before = match &self.head {
            Some((at, text)) if *at <= plus_days(date, 1) => serde_json::from_str(text).ok()?,
            Some(_) => return None,
            None => State::new(),
        };
        let mut now = now.clone();
        for state in [&mut before, &mut now] {
            state.advance(book, date, &mut Vec::new());
        }
        Some((book, before, now))
    }
}

/// What a step touched of a client.
pub struct TouchedDates {
    /// The first date concerned.
    pub from: NaiveDate,
    to: NaiveDate,
    /// Whether a rule changed: a rate, an agreement, the client's rounding.
    pub rules: bool,
}

/// What a step touched.
#[derive(Default)]
pub(super) struct Touched {
    pub(super) clients: BTreeMap<i64, TouchedDates>,
    entries: Vec<i64>,
    /// Entries that were added many at once, or taken back.
    ranges: Vec<(i64, i64)>,
    events: bool,
}

impl Touched {
    fn client(&mut self, client: i64, date: NaiveDate, rules: bool) {
        let reach = self.clients.entry(client).or_insert(TouchedDates { from: date, to: date, rules });
        reach.from = reach.from.min(date);
        reach.to = reach.to.max(date);
        reach.rules |= rules;
    }
}

/// The way figures are worked out: another number than that of a file makes them anew there.
const REVISION: u32 = 2;

impl StoreSettings {
    /// What the figures depend on.
    fn basis(&self) -> String {
        format!("{REVISION} {}", self.rounding)
    }
}

impl Reads {
    /// By what the figures that are kept were worked out; empty in a file that an older version has written.
    pub(super) fn basis(&self) -> Result<Option<String>> {
        self.maybe("reading the figures", "SELECT text FROM basis", (), |r| r.get(0))
    }

    /// Whether the figures that are kept are those of these settings.
    pub(super) fn is_derived_by(&self, setting: &StoreSettings) -> Result<bool> {
        Ok(self.basis()?.is_some_and(|text| text == setting.basis()))
    }
}

impl Tx<'_> {
    /// Brings what is derived up to date with the records a step changed.
    pub(super) fn derive(&self, op: i64) -> Result<Derived> {
        let mut touched = self.touched(op)?;
        // A program that runs on with other settings has worked them out meanwhile.
        if !touched.clients.is_empty() && !self.is_derived_by(self.setting())? {
            self.refigure()?;
        }
        self.settle_touched(op, &mut touched)?;
        self.derive_receivables(op)?;
        self.derive_dues(op)?;
        let mut bills = EntryAmounts::new(self);
        for entry in &touched.entries {
            bills.forget(*entry)?;
        }
        for (first, last) in &touched.ranges {
            bills.forget_all(*first, *last)?;
        }
        let mut derived = Derived::default();
        let mut moved = Vec::new();
        for (client, TouchedDates { from, to, rules }) in touched.clients {
            let head = self.head(client)?;
            moved.push((client, MovedFigures { from, to, rules, others: 0, head, now: None }));
        }
        derived.clients = self.rebill(moved, &touched.entries, &mut bills)?;
        bills.end()?;
        if touched.events {
            derived.unexpanded = self.derive_occurrences(op)?;
        }
        Ok(derived)
    }

    pub(super) fn touched(&self, op: i64) -> Result<Touched> {
        let doing = "following a change";
        // Of events it is enough to know that there are some: a calendar may bring a hundred thousand.
        let sql = "SELECT EXISTS (SELECT 1 FROM change WHERE op = ?1 AND record IN ('event', 'calendar'))";
        let mut touched = Touched { events: self.one(doing, sql, [op], |r| r.get(0))?, ..Touched::default() };
        self.touch_entries(op, &mut touched)?;
        let mut everyone: Option<NaiveDate> = None;
        for change in self.changes_where("c.op = ?1 AND c.record NOT IN ('event', 'entry')", [op])? {
            for image in [&change.before, &change.after].into_iter().flatten() {
                let start = NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or_default();
                // Of what is no date, all that it could be is made anew.
                let date = |name: &str| image[name].as_str().and_then(|text| text.parse().ok()).unwrap_or(start);
                match change.record.as_str() {
                    // Terms name no client, and a deleted row's agreement may be gone: look for it among the images.
                    "terms" | "adjustment" => {
                        let agreement = image["agreement"].as_i64().unwrap_or_default();
                        if let Some(row) = self.find::<Agreement>(agreement)? {
                            touched.client(row.client, start, true);
                        }
                    }
                    "agreement" => touched.client(image["client"].as_i64().unwrap_or_default(), start, true),
                    "client" if bills_otherwise(&change) => touched.client(change.row, start, true),
                    "rate" => match image["client"].as_i64() {
                        Some(client) => touched.client(client, date("valid_from"), true),
                        None => everyone = Some(everyone.unwrap_or(NaiveDate::MAX).min(date("valid_from"))),
                    },
                    _ => {}
                }
            }
        }
        if let Some(date) = everyone {
            for client in self.clients()? {
                touched.client(client.id, date, true);
            }
        }
        touched.entries.sort_unstable();
        touched.entries.dedup();
        Ok(touched)
    }

    /// Of entries there may be a million.
    fn touch_entries(&self, op: i64, touched: &mut Touched) -> Result<()> {
        type Place = (Option<i64>, Option<NaiveDate>);
        let doing = "following a change";
        let sql = "SELECT row, before ->> 'client', before ->> 'date', after ->> 'client', after ->> 'date' \
                   FROM change WHERE op = ?1 AND record = 'entry' AND last IS NULL";
        let read = |r: &Row<'_>| Ok((r.get(0)?, (r.get(1)?, r.get(2)?), (r.get(3)?, r.get(4)?)));
        self.each(doing, sql, [op], read, |(row, before, after): (i64, Place, Place)| {
            touched.entries.push(row);
            for (client, date) in [before, after].into_iter().filter_map(|(client, date)| client.zip(date)) {
                touched.client(client, date, false);
            }
            true
        })?;
        let sql = "SELECT row, last FROM change WHERE op = ?1 AND record = 'entry' AND last IS NOT NULL";
        touched.ranges = self.all(doing, sql, [op], |r| Ok((r.get(0)?, r.get(1)?)))?;
        // Those that are there; and those that were, of which only the figures are left.
        let there = "SELECT client, date FROM entry WHERE id BETWEEN ?1 AND ?2";
        let gone = "SELECT client, date FROM entry_amount WHERE entry BETWEEN ?1 AND ?2";
        for range in touched.ranges.clone() {
            for sql in [there, gone] {
                self.each(
                    doing,
                    sql,
                    range,
                    |r| Ok((r.get(0)?, r.get(1)?)),
                    |(client, date)| {
                        touched.client(client, date, false);
                        true
                    },
                )?;
            }
        }
        Ok(())
    }

    /// Keeps what is settled, and has whatever counts on another day because of it worked out there.
    fn settle_touched(&self, op: i64, touched: &mut Touched) -> Result<()> {
        let doing = "following a change";
        for range in &touched.ranges {
            self.settle_range(*range)?;
        }
        // Entries that were themselves changed, or settled, or are no longer, by client; and clients of which more or less is settled.
        let sql = "SELECT after ->> 'client', row FROM change WHERE op = ?1 AND record = 'entry' AND last IS NULL AND after IS NOT NULL \
                   UNION SELECT before ->> 'client', row FROM change WHERE op = ?1 AND record = 'entry' AND last IS NULL AND before IS NOT NULL \
                   UNION SELECT coalesce(after ->> 'client', before ->> 'client'), coalesce(after ->> 'entry', before ->> 'entry') \
                   FROM change WHERE op = ?1 AND record = 'frozen' \
                   UNION SELECT coalesce(after ->> 'client', before ->> 'client'), NULL FROM change WHERE op = ?1 \
                   AND record IN ('document', 'billing')";
        let mut clients: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
        self.each(
            doing,
            sql,
            [op],
            |r| Ok((r.get(0)?, r.get(1)?)),
            |(client, entry): (Option<i64>, Option<i64>)| {
                if let Some(client) = client {
                    clients.entry(client).or_default().extend(entry);
                }
                true
            },
        )?;
        for (client, entries) in clients {
            if let Some((from, to)) = self.settle(client, &entries)? {
                touched.client(client, from, false);
                touched.client(client, to, false);
            }
        }
        // Where an entry is settled, what it comes to is not worked out any more; where it is open again, it is.
        let sql = "SELECT client, counts_on FROM frozen WHERE id IN (SELECT row FROM change WHERE op = ?1 AND record = 'frozen') \
                   UNION SELECT coalesce(before ->> 'client', after ->> 'client'), coalesce(before ->> 'counts_on', after ->> 'counts_on') \
                   FROM change WHERE op = ?1 AND record = 'frozen'";
        self.each(
            doing,
            sql,
            [op],
            |r| Ok((r.get(0)?, r.get(1)?)),
            |(client, day): (i64, NaiveDate)| {
                touched.client(client, day, false);
                true
            },
        )
    }

    fn head(&self, client: i64) -> Result<Option<(NaiveDate, String)>> {
        let sql = "SELECT date, state FROM ledger_head WHERE client = ?1";
        self.maybe("reading the ledger", sql, [client], |r| Ok((r.get(0)?, r.get(1)?)))
    }

    /// Recomputes everything derived from the records.
    pub fn remake(&self, now: Instant) -> Result<()> {
        self.refigure()?;
        self.renew_horizon(now)
    }

    /// Makes the figures anew.
    pub(super) fn refigure(&self) -> Result<()> {
        self.recompute()?;
        let sql = "INSERT INTO basis(id, text) VALUES (1, ?1) ON CONFLICT DO UPDATE SET text = excluded.text";
        self.run("recomputing", sql, [self.setting().basis()]).map(|_| ())
    }

    /// Works out the figures of all entries from nothing.
    pub(super) fn recompute(&self) -> Result<()> {
        let doing = "recomputing";
        self.batch(
            doing,
            "DELETE FROM entry_amount; DELETE FROM unbilled; DELETE FROM month; DELETE FROM year_total; DELETE FROM day_total; \
             DELETE FROM week_total; DELETE FROM month_total; DELETE FROM checkpoint; DELETE FROM ledger_head;",
        )?;
        self.settle_all()?;
        self.derive_all_receivables()?;
        self.derive_all_dues()?;
        let mut bills = EntryAmounts::of_none(self);
        let from = NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or_default();
        let moved = |client: Client| {
            (client.id, MovedFigures { from, to: from, rules: true, others: 0, head: None, now: None })
        };
        self.rebill(self.clients()?.into_iter().map(moved).collect(), &[], &mut bills)?;
        bills.end()
    }
}
