//! A client's entries day by day, as billing takes them: each on the day on which it counts.

use chrono::NaiveDate;
use rusqlite::Row;

use super::faults::explain;
use super::reads::Reads;
use crate::domain::billing::{FrozenWork, Raw};
use crate::domain::time::plus_days;
use crate::error::Result;

impl Reads {
    /// Hands over a client's finished entries day by day in `[from, to)`, until `take` returns false.
    pub(super) fn each_day(
        &self,
        client: i64,
        from: NaiveDate,
        to: Option<NaiveDate>,
        mut take: impl FnMut(NaiveDate, &[Raw]) -> Result<bool>,
    ) -> Result<()> {
        let doing = "reading entries";
        // Those that count on their own day come in its order, as the index has them; the few others are put among them.
        let own = format!(
            "SELECT {RAW} NULL FROM entry e LEFT JOIN frozen f ON f.entry = e.id \
             WHERE e.client = ?1 AND e.date >= ?2 AND e.date < ?3 AND e.seconds IS NOT NULL \
             AND NOT EXISTS (SELECT 1 FROM late l WHERE l.entry = e.id) ORDER BY e.date, e.started_at, e.id"
        );
        let late = format!(
            "SELECT {RAW} l.counts_on FROM late l CROSS JOIN entry e ON e.id = l.entry LEFT JOIN frozen f ON f.entry = e.id \
             WHERE l.client = ?1 AND l.counts_on >= ?2 AND l.counts_on < ?3 AND e.seconds IS NOT NULL \
             ORDER BY l.counts_on, e.date, e.started_at, e.id"
        );
        let from = from.max(NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or_default());
        let to = to.unwrap_or(NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or_default());
        let mut late = self.all(doing, &late, (client, from, to), raw)?.into_iter().peekable();
        let mut statement = self.statement(doing, &own)?;
        let mut rows = statement.query((client, from, to)).map_err(|e| explain(doing, e))?;
        let mut day: Vec<Raw> = Vec::new();
        loop {
            let own =
                rows.next().map_err(|e| explain(doing, e))?.map(raw).transpose().map_err(|e| explain(doing, e))?;
            let reached = own.as_ref().map(|raw| raw.date);
            let before = |other: &Raw| reached.is_none_or(|day| other.counts_on() <= day);
            while let Some(raw) = late.next_if(before) {
                if !add(&mut day, raw, &mut take)? {
                    return Ok(());
                }
            }
            let Some(own) = own else { break };
            if !add(&mut day, own, &mut take)? {
                return Ok(());
            }
        }
        if let Some(first) = day.first().map(Raw::counts_on) {
            take(first, &day)?;
        }
        Ok(())
    }

    /// A client's finished entries of a day as billing takes them.
    pub fn raws_of(&self, client: i64, date: NaiveDate) -> Result<Vec<Raw>> {
        let mut found = Vec::new();
        self.each_day(client, date, Some(plus_days(date, 1)), |_, day| {
            found.extend_from_slice(day);
            Ok(true)
        })?;
        Ok(found)
    }
}

/// Columns of an entry as billing takes it; the day it counts on, where that is not its own, comes behind them.
const RAW: &str = "e.id, e.date, e.started_at, e.seconds, e.service, e.rush, e.billable, e.gift, e.bill_as, e.rate, \
                   f.draws, f.billed, f.carried, f.rate, f.agreement, f.charged, e.tags, e.elsewhere IS NOT NULL,";

/// Adds work to the day it counts on, and hands over the day before where that is over; whether more is wanted.
fn add(day: &mut Vec<Raw>, raw: Raw, take: &mut impl FnMut(NaiveDate, &[Raw]) -> Result<bool>) -> Result<bool> {
    if let Some(first) = day.first().map(Raw::counts_on)
        && first != raw.counts_on()
    {
        if !take(first, day)? {
            return Ok(false);
        }
        day.clear();
    }
    day.push(raw);
    Ok(true)
}

/// What an entry was when it was settled, from a column on.
fn frozen(row: &Row<'_>, first: usize) -> rusqlite::Result<Option<FrozenWork>> {
    let Some(draws) = row.get::<_, Option<String>>(first)? else { return Ok(None) };
    let draws = serde_json::from_str(&draws)
        .map_err(|e| rusqlite::Error::FromSqlConversionFailure(first, rusqlite::types::Type::Text, e.into()))?;
    Ok(Some(FrozenWork {
        draws,
        billed: row.get(first + 1)?,
        carried: row.get(first + 2)?,
        rate: row.get(first + 3)?,
        agreement: row.get(first + 4)?,
        charged: row.get(first + 5)?,
    }))
}

fn raw(row: &Row<'_>) -> rusqlite::Result<Raw> {
    Ok(Raw {
        id: row.get(0)?,
        date: row.get(1)?,
        start: row.get(2)?,
        seconds: row.get(3)?,
        service: row.get(4)?,
        tags: row.get(16)?,
        rush: row.get(5)?,
        billable: row.get(6)?,
        gift: row.get(7)?,
        elsewhere: row.get(17)?,
        bill_as: row.get(8)?,
        rate_override: row.get(9)?,
        late: row.get(18)?,
        frozen: frozen(row, 10)?,
    })
}
