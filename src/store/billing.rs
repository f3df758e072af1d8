//! The derived figures: what each entry comes to, what is open, and where each ledger stands.
//!
//! They change in the same transaction as the records they follow from. A change at a
//! date recomputes one client from the checkpoint before it, and stops as soon as the
//! ledger stands where it stood; so the cost does not grow with the years.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use rusqlite::Row;

use super::reads::explain;
use super::{Change, Client, Entry, Reads, Record, Setting, Tx, parse_column};
use crate::domain::agreement::Book;
use crate::domain::billing::{self, Bill, Raw};
use crate::domain::ledger::{Cycle, State};
use crate::domain::money::Currency;
use crate::domain::rates;
use crate::domain::rounding::Rounding;
use crate::domain::time::plus_days;
use crate::error::{Doing, Error, Result};

/// Entries between two checkpoints, but for what a day adds.
const STRIDE: usize = 64;

/// What a finished entry comes to, all in minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BillRow {
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
}

/// One line of what is open: a client's minutes at one rate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
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
pub struct Position {
    /// The client.
    pub client: i64,
    /// What was agreed with it.
    pub book: Book,
    /// The ledger after that day's work.
    pub state: State,
}

/// The whole derived content, to compare a recompute with what is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Totals {
    /// Every bill row as text, by entry.
    pub bills: Vec<String>,
    /// Every line of what is open.
    pub due: Vec<Due>,
}

fn due(row: &Row<'_>) -> rusqlite::Result<Due> {
    let some = |n: i64| (n >= 0).then_some(n);
    Ok(Due {
        client: row.get("client")?,
        service: some(row.get("service")?),
        rate: some(row.get("rate")?),
        rush: row.get("rush")?,
        open: row.get("open")?,
        covered: row.get("covered")?,
    })
}

impl Reads {
    /// What is open and covered now, of every client.
    pub fn due(&self) -> Result<Vec<Due>> {
        let sql = "SELECT * FROM due WHERE open <> 0 OR covered <> 0 ORDER BY client, service, rate, rush";
        self.all("adding up what is unbilled", sql, (), due)
    }

    /// What was open and covered of the work up to and including a date.
    pub fn due_until(&self, date: NaiveDate) -> Result<Vec<Due>> {
        let sql = "SELECT client, coalesce(service, -1) AS service, coalesce(rate, -1) AS rate, rush, \
                   sum(open) AS open, sum(covered) AS covered FROM bill WHERE date <= ?1 \
                   GROUP BY 1, 2, 3, 4 HAVING sum(open) <> 0 OR sum(covered) <> 0 ORDER BY 1, 2, 3, 4";
        self.all("adding up what was unbilled", sql, [date], due)
    }

    /// The date of a client's oldest entry with minutes to be charged.
    pub fn oldest_open(&self, client: i64) -> Result<Option<NaiveDate>> {
        let sql = "SELECT min(date) FROM bill WHERE client = ?1 AND open > 0";
        self.one("looking for the oldest open entry", sql, [client], |r| r.get(0))
    }

    /// What billing knows of a client: its rules, rates and agreements.
    pub fn billing_client(&self, id: i64, setting: &Setting) -> Result<billing::Client> {
        let client: Client = self.get(id)?;
        let doing = "reading a client";
        let mut rounding: Rounding = match &client.rounding {
            Some(text) => parse_column(doing, text)?,
            None => setting.rounding,
        };
        if let Some(minimum) = client.minimum {
            rounding.minimum = minimum;
        }
        let rates = self.rates_for(id)?.into_iter();
        Ok(billing::Client {
            id,
            currency: Currency::get(&client.currency).ok_or("an unknown currency").doing(doing)?,
            rounding,
            rush_percent: client.rush_percent,
            rates: rates
                .map(|r| rates::Rate {
                    id: r.id,
                    client: r.client,
                    service: r.service,
                    valid_from: r.valid_from,
                    milli: r.milli,
                })
                .collect(),
            book: self.book(id)?,
        })
    }

    /// Where the ledger of each client with an agreement stood after the work of `date`.
    pub fn positions(&self, date: NaiveDate, setting: &Setting) -> Result<Vec<Position>> {
        let doing = "reading the ledger";
        let next = plus_days(date, 1);
        let sql = "SELECT client, state FROM head WHERE date <= ?1";
        let heads = self.all(doing, sql, [next], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, String>(1)?)))?;
        let heads: HashMap<i64, String> = heads.into_iter().collect();
        let mut found = Vec::new();
        for (client, book) in self.books()? {
            found.push(match heads.get(&client) {
                Some(text) => {
                    let mut state: State = serde_json::from_str(text).doing(doing)?;
                    state.advance(&book, date, &mut Vec::new());
                    Position { client, book, state }
                }
                None => self.position(client, book, date, setting)?,
            });
        }
        Ok(found)
    }

    /// Where a client's ledger stood after the work of `date`, from the checkpoint before it.
    fn position(&self, client: i64, book: Book, date: NaiveDate, setting: &Setting) -> Result<Position> {
        let known = self.billing_client(client, setting)?;
        let mut closed = Vec::new();
        let next = plus_days(date, 1);
        let (mut state, from, _) = self.checkpoint(client, date)?;
        self.each_day(client, from, Some(next), |_, day| {
            billing::bill_day(&known, &mut state, day, &mut closed);
            closed.clear();
            Ok(true)
        })?;
        state.advance(&book, date, &mut closed);
        Ok(Position { client, book, state })
    }

    /// The whole ledger of a client from its first entry to the work of `date`: closed cycles and every bill.
    pub fn whole_ledger(
        &self,
        client: i64,
        date: NaiveDate,
        setting: &Setting,
    ) -> Result<(Position, Vec<Cycle>, Vec<Bill>)> {
        let known = self.billing_client(client, setting)?;
        let mut state = State::new();
        let (mut closed, mut bills) = (Vec::new(), Vec::new());
        self.each_day(client, NaiveDate::MIN, Some(plus_days(date, 1)), |_, day| {
            bills.extend(billing::bill_day(&known, &mut state, day, &mut closed));
            Ok(true)
        })?;
        state.advance(&known.book, date, &mut closed);
        Ok((Position { client, book: known.book, state }, closed, bills))
    }

    /// The newest state kept at or before the start of `date`, its date, and the entries since a checkpoint;
    /// the beginning where there is none.
    fn checkpoint(&self, client: i64, date: NaiveDate) -> Result<(State, NaiveDate, usize)> {
        let doing = "reading the ledger";
        let head = "SELECT date, state, since FROM head WHERE client = ?1 AND date <= ?2";
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

    /// Hands over a client's finished entries day by day in `[from, to)`, until `take` returns false.
    fn each_day(
        &self,
        client: i64,
        from: NaiveDate,
        to: Option<NaiveDate>,
        mut take: impl FnMut(NaiveDate, &[Raw]) -> Result<bool>,
    ) -> Result<()> {
        let doing = "reading entries";
        let sql = "SELECT id, date, started_at, seconds, service, rush, billable, gift, bill_as, rate FROM entry \
                   WHERE client = ?1 AND date >= ?2 AND date < ?3 AND seconds IS NOT NULL ORDER BY date, started_at, id";
        let from = from.max(NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or_default());
        let to = to.unwrap_or(NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or_default());
        let mut statement = self.conn().prepare_cached(sql).map_err(|e| explain(doing, e))?;
        let mut rows = statement.query((client, from, to)).map_err(|e| explain(doing, e))?;
        let mut day: Vec<Raw> = Vec::new();
        while let Some(row) = rows.next().map_err(|e| explain(doing, e))? {
            let raw = raw(row).map_err(|e| explain(doing, e))?;
            if let Some(first) = day.first().map(|r| r.date)
                && first != raw.date
            {
                if !take(first, &day)? {
                    return Ok(());
                }
                day.clear();
            }
            day.push(raw);
        }
        if let Some(first) = day.first().map(|r| r.date) {
            take(first, &day)?;
        }
        Ok(())
    }

    /// Everything derived, as it is kept.
    pub fn totals(&self) -> Result<Totals> {
        let sql = "SELECT json_array(entry, client, date, service, rush, billed, counted, covered, carried, open, rate, rate_row, agreement) \
                   FROM bill ORDER BY entry";
        Ok(Totals { bills: self.all("reading bills", sql, (), |r| r.get(0))?, due: self.due()? })
    }
}

fn raw(row: &Row<'_>) -> rusqlite::Result<Raw> {
    Ok(Raw {
        id: row.get(0)?,
        date: row.get(1)?,
        start: row.get(2)?,
        seconds: row.get(3)?,
        service: row.get(4)?,
        rush: row.get(5)?,
        billable: row.get(6)?,
        gift: row.get(7)?,
        bill_as: row.get(8)?,
        rate_override: row.get(9)?,
        frozen: None,
    })
}

/// Whether a change of a client changes what its entries come to.
fn bills_otherwise(change: &Change) -> bool {
    let field = |image: &Option<serde_json::Value>, name: &str| image.as_ref().map(|i| i[name].clone());
    ["currency", "rounding", "minimum", "rush_percent"]
        .iter()
        .any(|name| field(&change.before, name) != field(&change.after, name))
}

/// What a step touched: per client the first date to recompute, and whether the rules changed.
#[derive(Default)]
struct Touched {
    clients: BTreeMap<i64, (NaiveDate, bool)>,
    entries: Vec<i64>,
    everyone: Option<NaiveDate>,
    events: bool,
}

impl Touched {
    fn client(&mut self, client: i64, date: NaiveDate, rules: bool) {
        let at = self.clients.entry(client).or_insert((date, false));
        at.0 = at.0.min(date);
        at.1 |= rules;
    }
}

impl Tx<'_> {
    /// Brings what is derived up to date with the records a step changed.
    pub(super) fn settle(&self, op: i64) -> Result<()> {
        let touched = self.touched(op)?;
        let mut dues = Dues::default();
        for entry in &touched.entries {
            self.forget_bill(*entry, &mut dues)?;
        }
        let mut clients = touched.clients;
        if let Some(date) = touched.everyone {
            for client in self.clients()? {
                let at = clients.entry(client.id).or_insert((date, true));
                *at = (at.0.min(date), true);
            }
        }
        for (client, (date, rules)) in clients {
            self.rebill(client, date, rules, &mut dues)?;
        }
        dues.flush(self)?;
        if touched.events {
            self.settle_occurrences(op)?;
        }
        Ok(())
    }

    fn touched(&self, op: i64) -> Result<Touched> {
        let doing = "following a change";
        let mut touched = Touched::default();
        for change in self.changes_of(op)? {
            if let Some(last) = change.last {
                self.touch_bulk(&change.record, change.row, last, &mut touched)?;
                continue;
            }
            for image in [&change.before, &change.after].into_iter().flatten() {
                let date = |name: &str| -> Result<NaiveDate> {
                    let text = image[name].as_str().unwrap_or_default();
                    text.parse().map_err(|_| format!("'{text}' is no date")).doing(doing)
                };
                let start = NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or_default();
                match change.record.as_str() {
                    "entry" => {
                        touched.entries.push(change.row);
                        touched.client(image["client"].as_i64().unwrap_or_default(), date("date")?, false);
                    }
                    // Terms name no client, and a deleted row's agreement may be gone: look for it among the images.
                    "terms" | "adjustment" => {
                        let agreement = image["agreement"].as_i64().unwrap_or_default();
                        if let Some(row) = self.find::<super::Agreement>(agreement)? {
                            touched.client(row.client, start, true);
                        }
                    }
                    "agreement" => touched.client(image["client"].as_i64().unwrap_or_default(), start, true),
                    "client" if bills_otherwise(&change) => touched.client(change.row, start, true),
                    "rate" => match image["client"].as_i64() {
                        Some(client) => touched.client(client, date("valid_from")?, true),
                        None => {
                            touched.everyone =
                                Some(touched.everyone.unwrap_or(NaiveDate::MAX).min(date("valid_from")?));
                        }
                    },
                    "event" | "calendar" => touched.events = true,
                    _ => {}
                }
            }
        }
        touched.entries.sort_unstable();
        touched.entries.dedup();
        Ok(touched)
    }

    fn touch_bulk(&self, record: &str, first: i64, last: i64, touched: &mut Touched) -> Result<()> {
        if record != Entry::TABLE {
            touched.events = true;
            return Ok(());
        }
        let sql = "SELECT client, min(date) FROM entry WHERE id BETWEEN ?1 AND ?2 GROUP BY client";
        for (client, date) in self.all("following an import", sql, (first, last), |r| Ok((r.get(0)?, r.get(1)?)))? {
            touched.client(client, date, false);
        }
        Ok(())
    }

    /// Recomputes a client's bills from `date` on.
    fn rebill(&self, client: i64, date: NaiveDate, rules: bool, dues: &mut Dues) -> Result<()> {
        let doing = "adding up";
        if self.find::<Client>(client)?.is_none() {
            self.run(doing, "DELETE FROM checkpoint WHERE client = ?1", [client])?;
            self.run(doing, "DELETE FROM head WHERE client = ?1", [client])?;
            return Ok(());
        }
        let known = self.billing_client(client, self.setting())?;
        if rules {
            self.run(doing, "DELETE FROM checkpoint WHERE client = ?1", [client])?;
            self.run(doing, "DELETE FROM head WHERE client = ?1", [client])?;
        }
        let (mut state, from, mut since) = self.checkpoint(client, date)?;
        let mut later = Later::of(self, client, date)?;
        let mut closed = Vec::new();
        let (mut settled, mut last) = (false, None);
        self.each_day(client, from, None, |day, raws| {
            if day > date {
                if later.holds(self, &known.book, &state, day)? {
                    settled = true;
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
                    self.keep_bill(client, bill, dues)?;
                }
            }
            Ok(true)
        })?;
        if settled {
            return Ok(());
        }
        // Beyond the last entry no old state can hold any more.
        let sql = "DELETE FROM checkpoint WHERE client = ?1 AND date > ?2";
        self.run(doing, sql, (client, last.unwrap_or(date)))?;
        // A head is not taken forward to its date: on the last day of a cycle, that cycle is still open.
        match last.or((from > NaiveDate::MIN).then_some(from)).map(|d| plus_days(d, 1)) {
            Some(next) => {
                let text = serde_json::to_string(&state).doing(doing)?;
                let sql = "INSERT INTO head(client, date, state, since) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET \
                           date = excluded.date, state = excluded.state, since = excluded.since";
                self.run(doing, sql, (client, next, text, i64::try_from(since).unwrap_or(i64::MAX)))?;
            }
            None => {
                self.run(doing, "DELETE FROM head WHERE client = ?1", [client])?;
            }
        }
        Ok(())
    }

    fn keep_bill(&self, client: i64, bill: &Bill, dues: &mut Dues) -> Result<()> {
        let doing = "adding up";
        let row = BillRow {
            billed: bill.billed,
            counted: bill.counted,
            covered: bill.covered,
            carried: bill.carried,
            open: bill.open,
            rate: bill.rate,
            rate_row: bill.rate_row,
            agreement: bill.agreement,
        };
        let old = self.maybe(doing, &format!("{BILL} WHERE entry = ?1"), [bill.entry], bill_of)?;
        if let Some((at, kept)) = &old {
            if *kept == row && *at == (client, bill.date, bill.service, bill.rush) {
                return Ok(());
            }
            dues.add(at.0, at.2, at.3, kept, -1);
        }
        dues.add(client, bill.service, bill.rush, &row, 1);
        let sql = "INSERT INTO bill(entry, client, date, service, rush, billed, counted, covered, carried, open, rate, rate_row, agreement) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) ON CONFLICT DO UPDATE SET \
                   client = excluded.client, date = excluded.date, service = excluded.service, rush = excluded.rush, \
                   billed = excluded.billed, counted = excluded.counted, covered = excluded.covered, carried = excluded.carried, \
                   open = excluded.open, rate = excluded.rate, rate_row = excluded.rate_row, agreement = excluded.agreement";
        let values = rusqlite::params![
            bill.entry,
            client,
            bill.date,
            bill.service,
            bill.rush,
            row.billed,
            row.counted,
            row.covered,
            row.carried,
            row.open,
            row.rate,
            row.rate_row,
            row.agreement
        ];
        self.run(doing, sql, values)?;
        Ok(())
    }

    fn forget_bill(&self, entry: i64, dues: &mut Dues) -> Result<()> {
        let doing = "adding up";
        let gone = "DELETE FROM bill WHERE entry = ?1 RETURNING client, date, service, rush, billed, counted, covered, carried, open, \
                    rate, rate_row, agreement";
        if let Some((at, row)) = self.maybe(doing, gone, [entry], bill_of)? {
            dues.add(at.0, at.2, at.3, &row, -1);
        }
        Ok(())
    }

    /// Throws away everything derived and computes it again from the records.
    pub fn recompute(&self) -> Result<()> {
        let doing = "recomputing";
        self.batch(
            doing,
            "DELETE FROM bill; DELETE FROM due; DELETE FROM checkpoint; DELETE FROM head; DELETE FROM horizon;",
        )?;
        let mut dues = Dues::default();
        for client in self.clients()? {
            self.rebill(client.id, NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or_default(), true, &mut dues)?;
        }
        dues.flush(self)
    }
}

/// The states kept after a date, soonest first: each either holds again or is thrown away.
struct Later {
    client: i64,
    /// Soonest last.
    kept: Vec<(NaiveDate, String)>,
}

impl Later {
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

const BILL: &str =
    "SELECT client, date, service, rush, billed, counted, covered, carried, open, rate, rate_row, agreement FROM bill";

type BillKey = (i64, NaiveDate, Option<i64>, bool);

fn bill_of(row: &Row<'_>) -> rusqlite::Result<(BillKey, BillRow)> {
    let key = (row.get("client")?, row.get("date")?, row.get("service")?, row.get("rush")?);
    let bill = BillRow {
        billed: row.get("billed")?,
        counted: row.get("counted")?,
        covered: row.get("covered")?,
        carried: row.get("carried")?,
        open: row.get("open")?,
        rate: row.get("rate")?,
        rate_row: row.get("rate_row")?,
        agreement: row.get("agreement")?,
    };
    Ok((key, bill))
}

/// Changes to the lines of what is open, summed up before they are written.
#[derive(Default)]
struct Dues(HashMap<(i64, i64, i64, bool), (i64, i64)>);

impl Dues {
    fn add(&mut self, client: i64, service: Option<i64>, rush: bool, bill: &BillRow, sign: i64) {
        if bill.open == 0 && bill.covered == 0 {
            return;
        }
        let line = self.0.entry((client, service.unwrap_or(-1), bill.rate.unwrap_or(-1), rush)).or_default();
        line.0 += sign * bill.open;
        line.1 += sign * bill.covered;
    }

    fn flush(self, tx: &Tx<'_>) -> Result<()> {
        let doing = "adding up";
        let mut lines: Vec<_> = self.0.into_iter().filter(|(_, sums)| *sums != (0, 0)).collect();
        lines.sort_unstable();
        for ((client, service, rate, rush), (open, covered)) in lines {
            let sql = "INSERT INTO due(client, service, rate, rush, open, covered) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
                       ON CONFLICT DO UPDATE SET open = open + excluded.open, covered = covered + excluded.covered \
                       RETURNING open, covered";
            let (open, covered) = tx.one(doing, sql, (client, service, rate, rush, open, covered), |r| {
                Ok((r.get::<_, i64>(0)?, r.get::<_, i64>(1)?))
            })?;
            if open < 0 || covered < 0 {
                return Err(Error::fault(doing, "what is open does not add up: run 'vadash db check'"));
            }
            if open == 0 && covered == 0 {
                let sql = "DELETE FROM due WHERE client = ?1 AND service = ?2 AND rate = ?3 AND rush = ?4";
                tx.run(doing, sql, (client, service, rate, rush))?;
            }
        }
        Ok(())
    }
}
