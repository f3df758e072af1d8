//! Time entries.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::Row;

use super::faults::explain;
use super::figures::EntryAmount;
use super::reads::Reads;
use super::record::{Origin, OriginName, Record, record};
use crate::domain::billing::Raw;
use crate::domain::time::Instant;
use crate::error::Result;

record! {
    /// A piece of time worked, raw and unrounded.
    Entry "entry" "entry" "entries" ENTRY_ORIGIN {
        /// The client it was worked for.
        client: i64,
        /// The kind of work.
        service: Option<i64>,
        /// The task it was worked on.
        task: Option<i64>,
        /// The event it was spent at.
        event: Option<i64>,
        /// What was done.
        note: String,
        /// Tags by spaces.
        tags: String,
        /// The home zone's date of its start when it was made: the day it belongs to.
        date: NaiveDate,
        /// When it began, if clock times are known.
        started_at: Option<Instant>,
        /// When it ended; nothing while it runs.
        ended_at: Option<Instant>,
        /// Seconds worked; nothing while it runs.
        seconds: Option<i64>,
        /// The home zone in force when it was made.
        zone: String,
        /// Whether it is rush work.
        rush: bool,
        /// Whether it can be charged.
        billable: bool,
        /// Shown to the client, charged nothing.
        gift: bool,
        /// Minutes to bill, typed by hand: beats rounding.
        bill_as: Option<i64>,
        /// Rate per hour in minor units, typed by hand: beats every rate.
        rate: Option<i64>,
        /// The number it has where it was imported from.
        external_id: Option<String>,
        /// The number of the document of another program that it was billed on, empty where none is known; nothing if it was
        /// not billed elsewhere.
        elsewhere: Option<String>,
        /// What it was when it was last taken in, as JSON: kept when it is first changed here.
        taken: Option<String>,
    }
}

/// How an entry is known again.
const ENTRY_ORIGIN: Origin<Entry> = Origin {
    name: |row| row.external_id.clone().map(|name| OriginName { name, ..OriginName::default() }),
    taken: |row| row.taken.as_deref(),
    remember: |row, taken| row.taken = taken,
    same: |old, new| *old == Entry { taken: old.taken.clone(), ..new.clone() },
};

impl Entry {
    /// Returns the entry as billing takes it.
    pub fn raw(&self) -> Raw {
        Raw {
            id: self.id,
            date: self.date,
            start: self.started_at,
            seconds: self.seconds.unwrap_or_default(),
            service: self.service,
            tags: self.tags.clone(),
            rush: self.rush,
            billable: self.billable,
            gift: self.gift,
            elsewhere: self.elsewhere.is_some(),
            bill_as: self.bill_as,
            rate_override: self.rate,
            late: None,
            frozen: None,
        }
    }
}

/// Which entries to list; everything that is `None` is not asked for.
#[derive(Clone, Debug, Default)]
pub struct EntryFilter {
    /// The first date.
    pub from: Option<NaiveDate>,
    /// The date after the last.
    pub to: Option<NaiveDate>,
    /// The instant before which nothing with clock times may begin.
    pub since: Option<Instant>,
    /// The instant before which everything with clock times must begin.
    pub before: Option<Instant>,
    /// The client.
    pub client: Option<i64>,
    /// `running`, `open`, `invoiced` or `elsewhere`.
    pub state: Option<String>,
}

/// From which end entries are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryOrder {
    /// By date and start.
    OldestFirst,
    /// The other way round.
    NewestFirst,
}

/// An entry with what it comes to.
#[derive(Clone, Debug)]
pub struct EntryLine {
    /// The entry.
    pub entry: Entry,
    /// What it comes to; nothing while it runs.
    pub bill: Option<EntryAmount>,
    /// The number of the document that it is on.
    pub invoice: Option<String>,
    /// The day on which it counts, where that is not its own.
    pub counts_on: Option<NaiveDate>,
}

fn line(row: &Row<'_>) -> rusqlite::Result<EntryLine> {
    // Behind the entry's own columns and its id.
    let first = Entry::COLUMNS.len() + 1;
    let billed: Option<i64> = row.get(first)?;
    let bill = billed.map(|_| EntryAmount::at(row, first)).transpose()?;
    let behind = first + EntryAmount::COLUMNS;
    Ok(EntryLine { entry: Entry::from_row(row)?, bill, invoice: row.get(behind)?, counts_on: row.get(behind + 1)? })
}

const LINE: &str = "SELECT e.*, b.billed, b.counted, b.covered, b.carried, b.open, b.rate, b.rate_row, b.agreement, b.settled, \
                    d.number, l.counts_on FROM entry e LEFT JOIN entry_amount b ON b.entry = e.id LEFT JOIN late l ON l.entry = e.id \
                    LEFT JOIN frozen f ON b.settled = 1 AND f.entry = e.id LEFT JOIN document d ON d.id = f.document";

/// An entry longer than a day is rare and has an index of its own; the others start within a day before. Left alone,
/// SQLite would look for the timer among all that started before `?2`, since that gives the order asked for.
const OVERLAPPING: &str = "\
    SELECT * FROM entry WHERE started_at > ?1 - 86400 AND started_at < ?2 AND ended_at > ?1 AND id <> ?3 \
    UNION SELECT * FROM entry WHERE ended_at - started_at > 86400 AND started_at < ?2 AND ended_at > ?1 AND id <> ?3 \
    UNION SELECT * FROM entry INDEXED BY entry_running WHERE seconds IS NULL AND started_at < ?2 AND id <> ?3 \
    ORDER BY started_at, id";

impl Reads {
    /// Returns the running timer, if there is one.
    pub fn running(&self) -> Result<Option<Entry>> {
        self.maybe("reading the timer", "SELECT * FROM entry WHERE seconds IS NULL", (), Entry::from_row)
    }

    /// Entries by date and start, with what they come to.
    pub fn entries(&self, filter: &EntryFilter) -> Result<Vec<EntryLine>> {
        let mut found = Vec::new();
        self.each_entry(filter, EntryOrder::OldestFirst, |line| {
            found.push(line);
            Ok(true)
        })?;
        Ok(found)
    }

    /// Hands entries over one by one, by date and start, as long as more are wanted.
    pub fn each_entry(
        &self,
        filter: &EntryFilter,
        order: EntryOrder,
        mut take: impl FnMut(EntryLine) -> Result<bool>,
    ) -> Result<()> {
        let doing = "reading entries";
        let mut wanted = vec!["1"];
        let mut values: Vec<(&str, &dyn rusqlite::ToSql)> = Vec::new();
        if let Some(from) = &filter.from {
            wanted.push("e.date >= :from");
            values.push((":from", from));
        }
        if let Some(to) = &filter.to {
            wanted.push("e.date < :to");
            values.push((":to", to));
        }
        if let Some(since) = &filter.since {
            wanted.push("(e.started_at IS NULL OR e.started_at >= :since)");
            values.push((":since", since));
        }
        if let Some(before) = &filter.before {
            wanted.push("(e.started_at IS NULL OR e.started_at < :before)");
            values.push((":before", before));
        }
        if let Some(client) = &filter.client {
            wanted.push("e.client = :client");
            values.push((":client", client));
        }
        match filter.state.as_deref() {
            Some("running") => wanted.push("e.seconds IS NULL"),
            Some("open") => wanted.push("e.seconds IS NOT NULL AND e.elsewhere IS NULL AND coalesce(b.settled, 0) = 0"),
            Some("elsewhere") => wanted.push("e.elsewhere IS NOT NULL"),
            Some("invoiced") => wanted.push("b.settled = 1"),
            _ => {}
        }
        let order = match order {
            EntryOrder::OldestFirst => "e.date, e.started_at, e.id",
            EntryOrder::NewestFirst => "e.date DESC, e.started_at DESC, e.id DESC",
        };
        let sql = format!("{LINE} WHERE {} ORDER BY {order}", wanted.join(" AND "));
        let mut statement = self.statement(doing, &sql)?;
        let mut rows = statement.query(values.as_slice()).map_err(|e| explain(doing, e))?;
        while let Some(row) = rows.next().map_err(|e| explain(doing, e))? {
            if !take(line(row).map_err(|e| explain(doing, e))?)? {
                break;
            }
        }
        Ok(())
    }

    /// A client's entries that count on days in `[from, to)`, by their own date and start.
    pub fn entries_counting(&self, client: i64, from: NaiveDate, to: NaiveDate) -> Result<Vec<EntryLine>> {
        let doing = "reading entries";
        let own = "e.client = ?1 AND e.date >= ?2 AND e.date < ?3 AND l.counts_on IS NULL";
        let late = "e.id IN (SELECT entry FROM late WHERE client = ?1 AND counts_on >= ?2 AND counts_on < ?3)";
        let mut found = self.all(doing, &format!("{LINE} WHERE {own}"), (client, from, to), line)?;
        found.extend(self.all(doing, &format!("{LINE} WHERE {late}"), (client, from, to), line)?);
        found.sort_by_key(|line| (line.entry.date, line.entry.started_at, line.entry.id));
        Ok(found)
    }

    /// One entry with what it comes to.
    pub fn entry_line(&self, id: i64) -> Result<Option<EntryLine>> {
        self.maybe("reading an entry", &format!("{LINE} WHERE e.id = ?1"), [id], line)
    }

    /// The entry worked on last, running or not.
    pub fn last_entry(&self) -> Result<Option<Entry>> {
        let sql = "SELECT * FROM entry ORDER BY date DESC, started_at DESC, id DESC LIMIT 1";
        self.maybe("reading the last entry", sql, (), Entry::from_row)
    }

    /// The finished entry worked on last that is about something else than another entry.
    pub fn last_other(&self, than: &Entry) -> Result<Option<Entry>> {
        let sql = "SELECT * FROM entry WHERE seconds IS NOT NULL AND NOT (client = ?1 AND service IS ?2 AND task IS ?3 \
                   AND note = ?4 AND tags = ?5) ORDER BY date DESC, started_at DESC, id DESC LIMIT 1";
        let about = (than.client, than.service, than.task, &than.note, &than.tags);
        self.maybe("reading the work before", sql, about, Entry::from_row)
    }

    /// When the last piece of work ended that ended before a moment.
    pub fn last_end(&self, before: Instant) -> Result<Option<Instant>> {
        let sql =
            "SELECT max(ended_at) FROM entry WHERE started_at > ?1 - 172800 AND started_at < ?1 AND ended_at <= ?1";
        self.one("reading the last entry", sql, [before], |r| r.get(0))
    }

    /// The entries of a client worked last, newest first, with what they come to.
    pub fn last_entries(&self, client: i64, limit: i64) -> Result<Vec<EntryLine>> {
        let sql = format!("{LINE} WHERE e.client = ?1 ORDER BY e.date DESC, e.started_at DESC, e.id DESC LIMIT ?2");
        self.all("reading entries", &sql, (client, limit), line)
    }

    /// The date of each client's last entry.
    pub fn last_dates(&self) -> Result<HashMap<i64, NaiveDate>> {
        let sql = "SELECT id, (SELECT max(date) FROM entry WHERE client = client.id) AS date FROM client WHERE date IS NOT NULL";
        Ok(self.all("reading entries", sql, (), |r| Ok((r.get(0)?, r.get(1)?)))?.into_iter().collect())
    }

    /// Seconds of finished entries by service, of dates in `[from, to)`.
    pub fn seconds_by_service(&self, from: NaiveDate, to: NaiveDate) -> Result<HashMap<i64, i64>> {
        let sql = "SELECT service, sum(seconds) FROM entry WHERE date >= ?1 AND date < ?2 AND service IS NOT NULL \
                   AND seconds IS NOT NULL GROUP BY service";
        Ok(self.all("adding up services", sql, (from, to), |r| Ok((r.get(0)?, r.get(1)?)))?.into_iter().collect())
    }

    /// Returns the entries with clock times that overlap `[start, end)`, but for the entry `except`.
    pub fn overlapping(&self, start: Instant, end: Instant, except: i64) -> Result<Vec<Entry>> {
        let doing = "looking for overlaps";
        self.all(doing, OVERLAPPING, (start, end, except), Entry::from_row)
    }

    /// Seconds of finished entries that belong to a date.
    pub fn seconds_on(&self, date: NaiveDate) -> Result<i64> {
        let sql = "SELECT coalesce(sum(seconds), 0) FROM entry WHERE date = ?1";
        self.one("adding up the day", sql, [date], |r| r.get(0))
    }

    /// Seconds of finished entries by client and month of their date, `YYYY-MM`.
    pub fn seconds_by_month(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<(String, i64, i64)>> {
        let sql = "SELECT substr(date, 1, 7), client, sum(seconds) FROM entry WHERE date >= ?1 AND date < ?2 AND seconds IS NOT NULL \
                   GROUP BY 1, 2 ORDER BY 1, 2";
        self.all("adding up months", sql, (from, to), |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))
    }

    /// The entry that was imported under a number.
    pub fn entry_by_external(&self, id: &str) -> Result<Option<Entry>> {
        self.maybe("reading an entry", "SELECT * FROM entry WHERE external_id = ?1", [id], Entry::from_row)
    }

    /// The notes typed last, newest first, each once: for completion.
    pub fn recent_notes(&self, client: Option<i64>, limit: i64) -> Result<Vec<String>> {
        let sql = "SELECT note FROM (SELECT note, id FROM entry WHERE note <> '' AND (?1 IS NULL OR client = ?1) ORDER BY id DESC LIMIT 500) \
                   GROUP BY note ORDER BY max(id) DESC LIMIT ?2";
        self.all("reading notes", sql, (client, limit), |r| r.get(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rounding::Rounding;
    use crate::domain::zone::Zone;
    use crate::store::{Author, Store, StoreSettings};

    fn plan(store: &Store, sql: &str, params: &[&dyn rusqlite::ToSql]) -> Vec<String> {
        store.all("explaining", &format!("EXPLAIN QUERY PLAN {sql}"), params, |r| r.get("detail")).unwrap()
    }

    #[test]
    fn what_a_screen_reads_does_not_go_through_all_entries() {
        let store = Store::in_memory(StoreSettings {
            zone: Zone::utc(),
            rounding: Rounding::default(),
            emails: Vec::new(),
            author: Author::numbering(),
        })
        .unwrap();
        let last = format!("{LINE} WHERE e.client = 1 ORDER BY e.date DESC, e.started_at DESC, e.id DESC LIMIT 50");
        let week = format!("{LINE} WHERE e.date >= '' AND e.date < '' ORDER BY e.date, e.started_at, e.id");
        for (sql, index) in [
            (OVERLAPPING, "entry USING INDEX entry_running"),
            (&last, "e USING INDEX entry_client (client=?)"),
            (&week, "e USING INDEX entry_date (date>? AND date<?)"),
            (super::super::task_reads::SPENT_ON_OPEN, "e USING INDEX entry_task (task=?)"),
        ] {
            let params: &[&dyn rusqlite::ToSql] = if sql.contains('?') { &[&1, &1, &1] } else { &[] };
            let found = plan(&store, sql, params);
            assert!(found.iter().any(|line| line.contains(index)), "{index}: {found:#?}");
            assert!(!found.iter().any(|line| line.contains("SCAN e ") || line == "SCAN entry"), "{found:#?}");
            assert!(!found.iter().any(|line| line.contains("entry_start (started_at<?)")), "{found:#?}");
        }
    }
}
