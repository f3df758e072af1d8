//! The derived figures as they are read: what each entry comes to, what is open, and where each ledger stands.
//!
//! `derive.rs` keeps them up to date.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::Row;

use super::client::Client;
use super::rate::Rate;
use super::reads::Reads;
use super::record::parse_column;
use super::setting::StoreSettings;
use crate::domain::agreement::Book;
use crate::domain::billing::{self, Bill};
use crate::domain::ledger::{Cycle, State};
use crate::domain::rounding::Rounding;
use crate::domain::time::plus_days;
use crate::error::{Doing, Result};

/// What a finished entry comes to, all in minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EntryAmount {
    /// After rounding.
    pub billed: i64,
    /// What the ledger counts.
    pub counted: i64,
    /// Drawn from a retainer or block.
    pub covered: i64,
    /// Overage that reduces a later cycle instead of being billed.
    pub carried: i64,
    /// To be charged by the hour.
    pub open: i64,
    /// Minor units per hour, rush included; none if unpriced.
    pub rate: Option<i64>,
    /// The rate row that won.
    pub rate_row: Option<i64>,
    /// The retainer it belongs to.
    pub agreement: Option<i64>,
    /// Whether it is settled: nothing of it is open any more.
    pub settled: bool,
}

impl EntryAmount {
    /// How many columns it has.
    pub(super) const COLUMNS: usize = 9;

    /// Reads a row's columns from a place on: `billed, counted, covered, carried, open, rate, rate_row, agreement, settled`.
    ///
    /// By place, because finding each by its name costs more than reading it.
    pub(super) fn at(row: &rusqlite::Row<'_>, first: usize) -> rusqlite::Result<Self> {
        Ok(Self {
            billed: row.get(first)?,
            counted: row.get(first + 1)?,
            covered: row.get(first + 2)?,
            carried: row.get(first + 3)?,
            open: row.get(first + 4)?,
            rate: row.get(first + 5)?,
            rate_row: row.get(first + 6)?,
            agreement: row.get(first + 7)?,
            settled: row.get(first + 8)?,
        })
    }
}

/// One line of unbilled work: a client's minutes at one rate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenLine {
    /// The client.
    pub client: i64,
    /// The service, if any.
    pub service: Option<i64>,
    /// Minor units per hour; none if unpriced.
    pub rate: Option<i64>,
    /// Whether it is rush work.
    pub rush: bool,
    /// Minutes to be charged.
    pub open: i64,
    /// Minutes covered by a retainer or block.
    pub covered: i64,
}

/// Where a client's ledger stands at the end of a day.
#[derive(Clone, Debug)]
pub struct LedgerPosition {
    /// The client.
    pub client: i64,
    /// What was agreed with it.
    pub book: Book,
    /// The ledger after that day's work.
    pub state: State,
}

impl LedgerPosition {
    /// The cycles of a retainer that close through the day `last` if nothing more is worked, in the order of their ends.
    pub fn closing(&self, retainer: i64, last: NaiveDate) -> Vec<Cycle> {
        let mut closed = Vec::new();
        self.state.clone().advance(&self.book, plus_days(last, 1), &mut closed);
        closed.retain(|cycle| cycle.retainer == retainer);
        closed
    }
}

fn open_line(row: &Row<'_>) -> rusqlite::Result<OpenLine> {
    let some = |n: i64| (n >= 0).then_some(n);
    Ok(OpenLine {
        client: row.get(0)?,
        service: some(row.get(1)?),
        rate: some(row.get(2)?),
        rush: row.get(3)?,
        open: row.get(4)?,
        covered: row.get(5)?,
    })
}

impl Reads {
    /// Returns the unbilled and covered minutes of every client, as they are now.
    pub fn open_lines(&self) -> Result<Vec<OpenLine>> {
        let sql = "SELECT client, service, rate, rush, open, covered FROM unbilled WHERE open <> 0 OR covered <> 0 \
                   ORDER BY client, service, rate, rush";
        self.all("adding up what is unbilled", sql, (), open_line)
    }

    /// Returns the unbilled and covered minutes of one client, as they are now.
    pub fn open_lines_of(&self, client: i64) -> Result<Vec<OpenLine>> {
        let sql = "SELECT client, service, rate, rush, open, covered FROM unbilled \
                   WHERE client = ?1 AND (open <> 0 OR covered <> 0) ORDER BY service, rate, rush";
        self.all("adding up what is unbilled", sql, [client], open_line)
    }

    /// Returns the unbilled and covered minutes of the work up to and including a date.
    ///
    /// Near the last entry that is what is open now without what came later, so that looking back costs by how far it is.
    pub fn open_lines_until(&self, date: NaiveDate) -> Result<Vec<OpenLine>> {
        let doing = "adding up what was unbilled";
        // Each by itself is looked up in the index; both in one SELECT read all of it.
        let ends = "SELECT (SELECT min(date) FROM entry), (SELECT max(date) FROM entry)";
        let (first, last): (Option<NaiveDate>, Option<NaiveDate>) =
            self.one(doing, ends, (), |r| Ok((r.get(0)?, r.get(1)?)))?;
        let Some((first, last)) = first.zip(last) else { return Ok(Vec::new()) };
        // What was settled since was open then, and what was late had not come to count.
        let from_the_end = "SELECT client, service, rate, rush, open, covered FROM unbilled UNION ALL \
                            SELECT b.client, coalesce(b.service, -1), coalesce(b.rate, -1), b.rush, -b.open, -b.covered \
                            FROM entry e CROSS JOIN entry_amount b ON b.entry = e.id WHERE e.date > ?1 AND b.settled = 0 \
                            UNION ALL SELECT b.client, coalesce(b.service, -1), coalesce(b.rate, -1), b.rush, -b.open, -b.covered \
                            FROM late l JOIN entry e ON e.id = l.entry JOIN entry_amount b ON b.entry = l.entry \
                            WHERE l.counts_on > ?1 AND e.date <= ?1 AND b.settled = 0 \
                            UNION ALL SELECT b.client, coalesce(b.service, -1), coalesce(b.rate, -1), b.rush, b.open, b.covered \
                            FROM document d JOIN frozen f ON f.document = d.id JOIN entry_amount b ON b.entry = f.entry \
                            WHERE d.date > ?1 AND f.counts_on <= ?1 AND b.settled = 1";
        let from_the_start = "SELECT b.client, coalesce(b.service, -1) AS service, coalesce(b.rate, -1) AS rate, b.rush, b.open, \
                              b.covered FROM entry e CROSS JOIN entry_amount b ON b.entry = e.id LEFT JOIN late l ON l.entry = e.id \
                              WHERE e.date <= ?1 AND coalesce(l.counts_on, e.date) <= ?1 AND (b.settled = 0 OR EXISTS \
                              (SELECT 1 FROM frozen f JOIN document d ON d.id = f.document WHERE f.entry = e.id AND d.date > ?1))";
        let rows = if last - date < date - first { from_the_end } else { from_the_start };
        let sql = format!(
            "SELECT client, service, rate, rush, sum(open) AS open, sum(covered) AS covered FROM ({rows}) \
             GROUP BY 1, 2, 3, 4 HAVING sum(open) <> 0 OR sum(covered) <> 0 ORDER BY 1, 2, 3, 4"
        );
        self.all(doing, &sql, [date], open_line)
    }

    /// The date of a client's oldest entry with minutes to be charged.
    pub fn oldest_open(&self, client: i64) -> Result<Option<NaiveDate>> {
        let sql = "SELECT min(date) FROM entry_amount WHERE client = ?1 AND open > 0 AND settled = 0";
        self.one("looking for the oldest open entry", sql, [client], |r| r.get(0))
    }

    /// Reads what billing knows of a client: its rules, rates and agreements.
    pub fn billing_client(&self, id: i64, setting: &StoreSettings) -> Result<billing::Client> {
        let client: Client = self.get(id)?;
        let doing = "reading a client";
        let mut rounding: Rounding = match &client.rounding {
            Some(text) => parse_column(doing, text)?,
            None => setting.rounding,
        };
        if let Some(minimum) = client.minimum {
            rounding.minimum = minimum;
        }
        Ok(billing::Client {
            id,
            currency: client.currency,
            rounding,
            rush_percent: client.rush_percent,
            rates: self.rates_for(id)?.iter().map(Rate::pure).collect(),
            book: self.book(id)?,
        })
    }

    /// Where the ledger of each client with an agreement stood after the work of `date`.
    pub fn positions(&self, date: NaiveDate, setting: &StoreSettings) -> Result<Vec<LedgerPosition>> {
        let doing = "reading the ledger";
        let next = plus_days(date, 1);
        let sql = "SELECT client, state FROM ledger_head WHERE date <= ?1";
        let heads = self.all(doing, sql, [next], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, String>(1)?)))?;
        let heads: HashMap<i64, String> = heads.into_iter().collect();
        let mut found = Vec::new();
        for (client, book) in self.books()? {
            found.push(match heads.get(&client) {
                Some(text) => {
                    let mut state: State = serde_json::from_str(text).doing(doing)?;
                    state.advance(&book, date, &mut Vec::new());
                    LedgerPosition { client, book, state }
                }
                None => self.position(self.billing_client(client, setting)?, date)?,
            });
        }
        Ok(found)
    }

    /// Where a client's ledger stood at the start of `date`, as far as its entries before have taken it.
    pub(super) fn standing(&self, client: i64, date: NaiveDate, setting: &StoreSettings) -> Result<(Book, State)> {
        let known = self.billing_client(client, setting)?;
        let state = self.walked(&known, date, date)?;
        Ok((known.book, state))
    }

    /// The state kept at or before the start of `from`, taken on by the entries before `to`.
    fn walked(&self, known: &billing::Client, from: NaiveDate, to: NaiveDate) -> Result<State> {
        let (mut state, from, _) = self.checkpoint(known.id, from)?;
        let mut closed = Vec::new();
        self.each_day(known.id, from, Some(to), |_, day| {
            billing::bill_day(known, &mut state, day, &mut closed);
            closed.clear();
            Ok(true)
        })?;
        Ok(state)
    }

    /// Counts the entries that have figures.
    pub fn billed_entries(&self) -> Result<usize> {
        let count: i64 = self.one("counting entries", "SELECT count(*) FROM entry_amount", (), |r| r.get(0))?;
        Ok(usize::try_from(count).unwrap_or_default())
    }

    /// Where one client's ledger stood after the work of `date`.
    pub fn position_of(&self, client: i64, date: NaiveDate, setting: &StoreSettings) -> Result<LedgerPosition> {
        self.position(self.billing_client(client, setting)?, date)
    }

    /// Where a client's ledger stood after the work of `date`, from the checkpoint before it.
    fn position(&self, known: billing::Client, date: NaiveDate) -> Result<LedgerPosition> {
        let mut state = self.walked(&known, date, plus_days(date, 1))?;
        state.advance(&known.book, date, &mut Vec::new());
        Ok(LedgerPosition { client: known.id, book: known.book, state })
    }

    /// The last `count` cycles of each of a client's retainers up to the work of `date`, the newest first.
    ///
    /// Each is read from the checkpoint before them, so that what was before costs nothing.
    pub fn recent_cycles(
        &self,
        client: i64,
        date: NaiveDate,
        count: i64,
        setting: &StoreSettings,
    ) -> Result<Vec<Cycle>> {
        let known = self.billing_client(client, setting)?;
        let mut found: Vec<Cycle> = Vec::new();
        for retainer in known.book.retainers.iter().filter(|r| r.starts_on <= date) {
            let last = retainer.ends_on.map_or(date, |end| end.min(date));
            let first = retainer.index_at(last).saturating_sub(count - 1).max(retainer.first_index());
            let (begin, next) = (retainer.start_of(first), plus_days(last, 1));
            let (mut state, from, _) = self.checkpoint(client, begin)?;
            let mut closed = Vec::new();
            self.each_day(client, from, Some(next), |_, day| {
                billing::bill_day(&known, &mut state, day, &mut closed);
                Ok(true)
            })?;
            state.advance(&known.book, next.min(date), &mut closed);
            closed.extend(state.open_cycle(&known.book, retainer.id));
            found.extend(closed.into_iter().filter(|c| c.retainer == retainer.id && c.start >= begin));
        }
        found.sort_by_key(|c| (std::cmp::Reverse(c.start), c.retainer));
        Ok(found)
    }

    /// How the cycle of a retainer that holds `date` stood after each day with work up to that day, the oldest first.
    ///
    /// It is read from the checkpoint before the cycle, so that what was before costs nothing.
    pub fn cycle_days(
        &self,
        client: i64,
        retainer: i64,
        date: NaiveDate,
        setting: &StoreSettings,
    ) -> Result<Vec<(NaiveDate, Cycle)>> {
        let known = self.billing_client(client, setting)?;
        let Some(start) = known.book.retainer(retainer).map(|r| r.cycle_at(date).start) else { return Ok(Vec::new()) };
        let (mut state, from, _) = self.checkpoint(client, start)?;
        let (mut closed, mut found) = (Vec::new(), Vec::new());
        self.each_day(client, from, Some(plus_days(date, 1)), |day, raws| {
            billing::bill_day(&known, &mut state, raws, &mut closed);
            closed.clear();
            let stood = state.open_cycle(&known.book, retainer);
            found.extend(stood.filter(|cycle| cycle.start == start).map(|cycle| (day, cycle)));
            Ok(true)
        })?;
        Ok(found)
    }

    /// What the entries of a client come to that count on days from one through another.
    pub fn bills(
        &self,
        client: i64,
        from: NaiveDate,
        through: NaiveDate,
        setting: &StoreSettings,
    ) -> Result<Vec<Bill>> {
        let known = self.billing_client(client, setting)?;
        let (mut state, begin, _) = self.checkpoint(client, from)?;
        let (mut closed, mut found) = (Vec::new(), Vec::new());
        self.each_day(client, begin, Some(plus_days(through, 1)), |day, raws| {
            let bills = billing::bill_day(&known, &mut state, raws, &mut closed);
            closed.clear();
            if day >= from {
                found.extend(bills);
            }
            Ok(true)
        })?;
        Ok(found)
    }

    /// The whole ledger of a client from its first entry to the work of `date`: closed cycles and every bill.
    pub fn whole_ledger(
        &self,
        client: i64,
        date: NaiveDate,
        setting: &StoreSettings,
    ) -> Result<(LedgerPosition, Vec<Cycle>, Vec<Bill>)> {
        let known = self.billing_client(client, setting)?;
        let mut state = State::new();
        let (mut closed, mut bills) = (Vec::new(), Vec::new());
        self.each_day(client, NaiveDate::MIN, Some(plus_days(date, 1)), |_, day| {
            bills.extend(billing::bill_day(&known, &mut state, day, &mut closed));
            Ok(true)
        })?;
        state.advance(&known.book, date, &mut closed);
        Ok((LedgerPosition { client, book: known.book, state }, closed, bills))
    }

    /// The newest state kept at or before the start of `date`, its date, and the entries since a checkpoint;
    /// the beginning where there is none.
    pub(super) fn checkpoint(&self, client: i64, date: NaiveDate) -> Result<(State, NaiveDate, usize)> {
        let doing = "reading the ledger";
        let head = "SELECT date, state, since FROM ledger_head WHERE client = ?1 AND date <= ?2";
        let old = "SELECT date, state, 0 AS since FROM checkpoint WHERE client = ?1 AND date <= ?2 ORDER BY date DESC LIMIT 1";
        for sql in [head, old] {
            let found = self
                .maybe(doing, sql, (client, date), |r| Ok((r.get(0)?, r.get::<_, String>(1)?, r.get::<_, i64>(2)?)))?;
            if let Some((at, text, since)) = found {
                return Ok((serde_json::from_str(&text).doing(doing)?, at, usize::try_from(since).unwrap_or(0)));
            }
        }
        Ok((State::new(), NaiveDate::MIN, 0))
    }
}
