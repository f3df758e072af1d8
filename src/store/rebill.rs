//! Ledgers walked on from where they stood, each day's entries billed on the way.
//!
//! Many clients are walked side by side, a quarter of a year at a time: their entries stand in the file in the order of their
//! days, so that of each page little is read twice, however many clients and years there are.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::amounts::EntryAmounts;
use super::client::Client;
use super::derive::MovedFigures;
use super::tx::Tx;
use crate::domain::agreement::Book;
use crate::domain::billing;
use crate::domain::ledger::{Cycle, State};
use crate::domain::time::plus_days;
use crate::error::{Doing, Result};

const DOING: &str = "adding up";

/// Entries between two checkpoints, but for what a day adds.
const STRIDE: usize = 64;

/// Days that many clients are taken on at once.
const PIECE: i64 = 91;

impl Tx<'_> {
    /// Recomputes the bills of clients from a date on, and says what moved; `own` are the entries changed themselves, sorted.
    pub(super) fn rebill(
        &self,
        moved: Vec<(i64, MovedFigures)>,
        own: &[i64],
        kept: &mut EntryAmounts<'_>,
    ) -> Result<BTreeMap<i64, MovedFigures>> {
        let (mut done, mut walks) = (BTreeMap::new(), Vec::new());
        for (client, moved) in moved {
            if self.find::<Client>(client)?.is_some() {
                walks.push(Walk::begin(self, client, moved)?);
            } else {
                self.forget_ledger(client)?;
                done.insert(client, moved);
            }
        }
        if walks.len() > 1 {
            let start = NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or_default();
            while let Some(from) = walks.iter().filter(|walk| !walk.stands).map(|walk| walk.at.max(start)).min() {
                let sql = "SELECT min(date) FROM entry WHERE date >= ?1";
                let Some(first) = self.one(DOING, sql, [from], |r| r.get::<_, Option<NaiveDate>>(0))? else { break };
                let to = plus_days(first, PIECE);
                for walk in walks.iter_mut().filter(|walk| walk.at < to) {
                    walk.go_on(own, kept, Some(to))?;
                }
            }
        }
        for mut walk in walks {
            walk.go_on(own, kept, None)?;
            done.insert(walk.client, walk.end()?);
        }
        Ok(done)
    }

    fn forget_ledger(&self, client: i64) -> Result<()> {
        self.run(DOING, "DELETE FROM checkpoint WHERE client = ?1", [client])?;
        self.run(DOING, "DELETE FROM ledger_head WHERE client = ?1", [client]).map(|_| ())
    }
}

/// A client's ledger on its way.
struct Walk<'a> {
    tx: &'a Tx<'a>,
    client: i64,
    moved: MovedFigures,
    known: billing::Client,
    state: State,
    /// The day up to which it has come.
    at: NaiveDate,
    /// Where it began.
    from: NaiveDate,
    /// The last day that had entries.
    last: Option<NaiveDate>,
    /// Entries since the checkpoint before.
    since: usize,
    later: LaterCheckpoints,
    closed: Vec<Cycle>,
    /// Whether it stands where it stood, so that what follows holds.
    stands: bool,
}

impl<'a> Walk<'a> {
    fn begin(tx: &'a Tx<'a>, client: i64, moved: MovedFigures) -> Result<Self> {
        let known = tx.billing_client(client, tx.setting())?;
        if moved.rules {
            tx.forget_ledger(client)?;
        }
        let (state, from, since) = tx.checkpoint(client, moved.from)?;
        let later = LaterCheckpoints::of(tx, client, moved.from)?;
        let (last, closed, stands) = (None, Vec::new(), false);
        Ok(Self { tx, client, moved, known, state, at: from, from, last, since, later, closed, stands })
    }

    /// Takes it on to a day, or to the end.
    fn go_on(&mut self, own: &[i64], kept: &mut EntryAmounts<'_>, to: Option<NaiveDate>) -> Result<()> {
        if self.stands {
            return Ok(());
        }
        let Self { tx, client, moved, known, state, at, last, since, later, closed, stands, .. } = self;
        let date = moved.from;
        tx.each_day(*client, *at, to, |day, raws| {
            if day > date {
                if later.holds(tx, &known.book, state, day)? && day > moved.to {
                    *stands = true;
                    return Ok(false);
                }
                if *since >= STRIDE {
                    state.advance(&known.book, day, closed);
                    let text = serde_json::to_string(state).doing(DOING)?;
                    let sql = "INSERT INTO checkpoint(client, date, state) VALUES (?1, ?2, ?3) \
                               ON CONFLICT DO UPDATE SET state = excluded.state";
                    tx.run(DOING, sql, (*client, day, text))?;
                    *since = 0;
                }
            }
            let bills = billing::bill_day(known, state, raws, closed);
            closed.clear();
            *since += bills.len();
            *last = Some(day);
            if day >= date {
                for bill in &bills {
                    let changed = kept.keep(*client, bill)?;
                    moved.others += usize::from(changed && own.binary_search(&bill.entry).is_err());
                }
            }
            Ok(true)
        })?;
        *at = to.unwrap_or(*at);
        Ok(())
    }

    /// Keeps where it stands at the end.
    fn end(self) -> Result<MovedFigures> {
        let Self { tx, client, mut moved, known, state, from, last, since, stands, .. } = self;
        if stands {
            return Ok(moved);
        }
        // Beyond the last entry no old state can hold any more.
        let sql = "DELETE FROM checkpoint WHERE client = ?1 AND date > ?2";
        tx.run(DOING, sql, (client, last.unwrap_or(moved.from)))?;
        // A head is not taken forward to its date: on the last day of a cycle, that cycle is still open.
        match last.or((from > NaiveDate::MIN).then_some(from)).map(|d| plus_days(d, 1)) {
            Some(next) => {
                let text = serde_json::to_string(&state).doing(DOING)?;
                let sql = "INSERT INTO ledger_head(client, date, state, since) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET \
                           date = excluded.date, state = excluded.state, since = excluded.since";
                tx.run(DOING, sql, (client, next, text, i64::try_from(since).unwrap_or(i64::MAX)))?;
            }
            None => {
                tx.run(DOING, "DELETE FROM ledger_head WHERE client = ?1", [client])?;
            }
        }
        moved.now = Some((known.book, state));
        Ok(moved)
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
