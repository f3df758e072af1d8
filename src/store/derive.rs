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
use crate::domain::billing;
use crate::domain::ledger::State;
use crate::domain::time::{Instant, plus_days};
use crate::error::{Doing, Result};

/// Entries between two checkpoints, but for what a day adds.
const STRIDE: usize = 64;

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
    to: NaiveDate,
    /// Whether a rule changed: a rate, an agreement, the client's rounding.
    pub rules: bool,
    /// How many entries come to something else now that were themselves left alone.
    pub others: usize,
    /// Where the ledger stood before, as it was kept: at the start of a date.
    head: Option<(NaiveDate, String)>,
    /// Where it stands now after the newest entry, if that is elsewhere.
    now: Option<(Book, State)>,
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

/// What a step touched of a client: its first and last date, and whether the rules changed.
struct TouchedDates {
    from: NaiveDate,
    to: NaiveDate,
    rules: bool,
}

/// What a step touched.
#[derive(Default)]
struct Touched {
    clients: BTreeMap<i64, TouchedDates>,
    entries: Vec<i64>,
    /// Entries that were added many at once, or taken back.
    ranges: Vec<(i64, i64)>,
    everyone: Option<NaiveDate>,
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
const REVISION: u32 = 1;

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
        let mut bills = EntryAmounts::new(self);
        for entry in &touched.entries {
            bills.forget(*entry)?;
        }
        for (first, last) in &touched.ranges {
            bills.forget_all(*first, *last)?;
        }
        if let Some(date) = touched.everyone {
            for client in self.clients()? {
                touched.client(client.id, date, true);
            }
        }
        let mut derived = Derived::default();
        for (client, TouchedDates { from, to, rules }) in touched.clients {
            let head = self.head(client)?;
            let moved = MovedFigures { from, to, rules, others: 0, head, now: None };
            let moved = self.rebill(client, moved, &touched.entries, &mut bills)?;
            derived.clients.insert(client, moved);
        }
        bills.end()?;
        if touched.events {
            derived.unexpanded = self.derive_occurrences(op)?;
        }
        Ok(derived)
    }

    fn touched(&self, op: i64) -> Result<Touched> {
        let doing = "following a change";
        // Of events it is enough to know that there are some: a calendar may bring a hundred thousand.
        let sql = "SELECT EXISTS (SELECT 1 FROM change WHERE op = ?1 AND record IN ('event', 'calendar'))";
        let mut touched = Touched { events: self.one(doing, sql, [op], |r| r.get(0))?, ..Touched::default() };
        self.touch_entries(op, &mut touched)?;
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
                        None => {
                            touched.everyone = Some(touched.everyone.unwrap_or(NaiveDate::MAX).min(date("valid_from")));
                        }
                    },
                    _ => {}
                }
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

    fn head(&self, client: i64) -> Result<Option<(NaiveDate, String)>> {
        let sql = "SELECT date, state FROM ledger_head WHERE client = ?1";
        self.maybe("reading the ledger", sql, [client], |r| Ok((r.get(0)?, r.get(1)?)))
    }

    /// Recomputes a client's bills from a date on, and says what moved; `own` are the entries changed themselves, sorted.
    fn rebill(
        &self,
        client: i64,
        mut moved: MovedFigures,
        own: &[i64],
        kept: &mut EntryAmounts<'_>,
    ) -> Result<MovedFigures> {
        let (date, rules) = (moved.from, moved.rules);
        let doing = "adding up";
        if self.find::<Client>(client)?.is_none() {
            self.run(doing, "DELETE FROM checkpoint WHERE client = ?1", [client])?;
            self.run(doing, "DELETE FROM ledger_head WHERE client = ?1", [client])?;
            return Ok(moved);
        }
        let known = self.billing_client(client, self.setting())?;
        if rules {
            self.run(doing, "DELETE FROM checkpoint WHERE client = ?1", [client])?;
            self.run(doing, "DELETE FROM ledger_head WHERE client = ?1", [client])?;
        }
        let (mut state, from, mut since) = self.checkpoint(client, date)?;
        let mut later = LaterCheckpoints::of(self, client, date)?;
        let mut closed = Vec::new();
        let (mut stands, mut last) = (false, None);
        self.each_day(client, from, None, |day, raws| {
            if day > date {
                if later.holds(self, &known.book, &state, day)? && day > moved.to {
                    stands = true;
                    return Ok(false);
                }
                if since >= STRIDE {
                    state.advance(&known.book, day, &mut closed);
                    let text = serde_json::to_string(&state).doing(doing)?;
                    let sql = "INSERT INTO checkpoint(client, date, state) VALUES (?1, ?2, ?3) \
                               ON CONFLICT DO UPDATE SET state = excluded.state";
                    self.run(doing, sql, (client, day, text))?;
                    since = 0;
                }
            }
            let bills = billing::bill_day(&known, &mut state, raws, &mut closed);
            closed.clear();
            since += bills.len();
            last = Some(day);
            if day >= date {
                for bill in &bills {
                    let changed = kept.keep(client, bill)?;
                    moved.others += usize::from(changed && own.binary_search(&bill.entry).is_err());
                }
            }
            Ok(true)
        })?;
        if stands {
            return Ok(moved);
        }
        // Beyond the last entry no old state can hold any more.
        let sql = "DELETE FROM checkpoint WHERE client = ?1 AND date > ?2";
        self.run(doing, sql, (client, last.unwrap_or(date)))?;
        // A head is not taken forward to its date: on the last day of a cycle, that cycle is still open.
        match last.or((from > NaiveDate::MIN).then_some(from)).map(|d| plus_days(d, 1)) {
            Some(next) => {
                let text = serde_json::to_string(&state).doing(doing)?;
                let sql = "INSERT INTO ledger_head(client, date, state, since) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET \
                           date = excluded.date, state = excluded.state, since = excluded.since";
                self.run(doing, sql, (client, next, text, i64::try_from(since).unwrap_or(i64::MAX)))?;
            }
            None => {
                self.run(doing, "DELETE FROM ledger_head WHERE client = ?1", [client])?;
            }
        }
        moved.now = Some((known.book, state));
        Ok(moved)
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
            "DELETE FROM entry_amount; DELETE FROM unbilled; DELETE FROM checkpoint; DELETE FROM ledger_head;",
        )?;
        let mut bills = EntryAmounts::new(self);
        for client in self.clients()? {
            let from = NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or_default();
            let moved = MovedFigures { from, to: from, rules: true, others: 0, head: None, now: None };
            self.rebill(client.id, moved, &[], &mut bills)?;
        }
        bills.end()
    }
}

/// The states kept after a date, soonest first: each either holds again or is thrown away.
struct LaterCheckpoints {
    client: i64,
    /// Soonest last.
    kept: Vec<(NaiveDate, String)>,
}

impl LaterCheckpoints {
    fn of(tx: &Tx<'_>, client: i64, date: NaiveDate) -> Result<Self> {
        let sql = "SELECT date, state FROM checkpoint WHERE client = ?1 AND date > ?2 ORDER BY date DESC";
        let kept = tx.all("reading the ledger", sql, (client, date), |r| Ok((r.get(0)?, r.get(1)?)))?;
        Ok(Self { client, kept })
    }

    /// Whether a state kept up to `day` is the ledger's again, and so everything after it holds.
    fn holds(&mut self, tx: &Tx<'_>, book: &Book, state: &State, day: NaiveDate) -> Result<bool> {
        let doing = "adding up";
        while let Some((at, text)) = self.kept.pop_if(|(at, _)| *at <= day) {
            let mut here = state.clone();
            here.advance(book, at, &mut Vec::new());
            if serde_json::to_string(&here).doing(doing)? == text {
                return Ok(true);
            }
            tx.run(doing, "DELETE FROM checkpoint WHERE client = ?1 AND date = ?2", (self.client, at))?;
        }
        Ok(false)
    }
}
