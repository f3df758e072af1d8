//! What is derived against a computation from nothing.
//!
//! That is made in temporary tables of the same names, which hide those of the file: so nothing is written to it, and a
//! file that nobody may write to is checked by what also makes its figures.

use std::fmt::Write as _;

use super::super::author::Author;
use super::super::check::{Cure, Finding};
use super::super::client::Client;
use super::super::horizon::{SPAN, is_of_these_rules};
use super::super::open;
use super::super::reads::Reads;
use super::super::setting::StoreSettings;
use super::super::tables::{DERIVED, Table, in_words, is_derived, kinds_in};
use super::super::tx::{Fate, Tx};
use super::super::version::VERSION;
use super::super::wait::Patience;
use crate::domain::ledger::State;
use crate::domain::rounding::Rounding;
use crate::domain::time::Instant;
use crate::domain::zone::Zone;
use crate::error::{Doing, Result};

const DOING: &str = "checking the figures";

impl Reads {
    /// Records that cannot be read as what they are, which no column's own rule says.
    pub(super) fn misread(&self) -> Result<Vec<Finding>> {
        let mut found = Vec::new();
        for kind in kinds_in(self.conn()).doing(DOING)? {
            let sql = format!("SELECT id, {} FROM {}", kind.columns.join(", "), kind.table);
            let read = self.each(DOING, &sql, (), kind.read, |()| true);
            found.extend(read.err().map(|error| lost(format!("a {} cannot be read: {error}", kind.what))));
        }
        let sql = "SELECT DISTINCT zone FROM (SELECT zone FROM entry UNION SELECT zone FROM client UNION SELECT due_zone FROM task) \
                   WHERE zone IS NOT NULL";
        let zones: Vec<String> = self.all(DOING, sql, (), |r| r.get(0))?;
        let unknown = zones.iter().filter(|zone| Zone::get(zone).is_none());
        found.extend(unknown.map(|zone| lost(format!("a record is in a time zone that is not known, '{zone}'"))));
        Ok(found)
    }

    /// What is derived and is not what follows from the records.
    pub(super) fn misfigured(&self) -> Result<Vec<Finding>> {
        self.shadowed(|tx| {
            let mut found = Vec::new();
            match tx.figures() {
                Ok(wrong) => found.extend(wrong),
                Err(error) => found.push(lost(format!("the figures cannot be worked out: {error}"))),
            }
            match tx.dates() {
                Ok(wrong) => found.extend(wrong),
                Err(error) => found.push(lost(format!("the dates of meetings cannot be worked out: {error}"))),
            }
            Ok(found)
        })
    }

    /// Does `work` with empty tables in the place of what is derived, by the settings that made what is kept.
    fn shadowed<T>(&self, work: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<T> {
        let setting = self.setting_kept()?;
        // What stands in for them in a file of an older version gives way, and comes back.
        let views = "SELECT name, sql FROM temp.sqlite_schema WHERE type = 'view'";
        let views: Vec<(String, String)> = self.all(DOING, views, (), |r| Ok((r.get(0)?, r.get(1)?)))?;
        let hidden = views.iter().filter(|(name, _)| is_derived(name));
        let stood_in: String = hidden.map(|(_, sql)| sql.replacen("VIEW", "TEMP VIEW", 1) + ";").collect();
        let mut made = String::new();
        // What makes the figures knows the tables as they are now.
        let newest = (self.schema_version()? < VERSION).then(open::in_memory).transpose()?;
        let newest = newest.map(|conn| Self::new(conn, None, Patience::default()));
        for table in DERIVED {
            let sql = "SELECT substr(sql, instr(sql, '(')) FROM main.sqlite_schema WHERE type = 'table' AND name = ?1";
            let columns: String = newest.as_ref().unwrap_or(self).one(DOING, sql, [table.name], |r| r.get(0))?;
            let _ = write!(made, "DROP VIEW IF EXISTS temp.{0}; CREATE TEMP TABLE {0} {columns};", table.name);
        }
        self.batch(DOING, &made)?;
        let tx = Tx::new(self, &setting, Instant(0), Fate::Nothing);
        let done = work(&tx);
        let gone: String =
            DERIVED.iter().map(|Table { name, .. }| format!("DROP TABLE IF EXISTS temp.{name};")).collect();
        self.batch(DOING, &gone)?;
        self.batch(DOING, &stood_in)?;
        done
    }

    /// The table of the file that holds what is derived under a name; one of an older version has another.
    fn table_kept(&self, name: &str) -> Result<String> {
        Ok(format!("main.{}", self.name_kept(name)?))
    }

    fn name_kept<'a>(&self, name: &'a str) -> Result<&'a str> {
        let version = self.schema_version()?;
        Ok(DERIVED.iter().find(|table| table.name == name).map_or(name, |table| table.name_in(version)))
    }

    /// The columns that it has in the file, as a statement names them; none in a file that is older than the table.
    fn columns_kept(&self, name: &str) -> Result<Option<String>> {
        let sql = "SELECT name FROM pragma_table_info(?1, 'main') ORDER BY cid";
        let columns: Vec<String> = self.all(DOING, sql, [self.name_kept(name)?], |r| r.get(0))?;
        Ok((!columns.is_empty()).then(|| columns.join(", ")))
    }

    /// The settings by which what is kept was worked out.
    fn setting_kept(&self) -> Result<StoreSettings> {
        let zone: Option<String> = self.maybe(DOING, "SELECT zone FROM horizon", (), |r| r.get(0))?;
        let zone = zone.and_then(|name| Zone::get(&name)).unwrap_or_else(Zone::utc);
        let rounding = self.basis()?.and_then(|text| text.split_once(' ')?.1.parse().ok());
        let rounding = rounding.unwrap_or_else(Rounding::default);
        Ok(StoreSettings { zone, rounding, emails: Vec::new(), meeting_hosts: Vec::new(), author: Author::nobody() })
    }
}

impl Tx<'_> {
    /// Which of the figures of entries and of balances are wrong.
    fn figures(&self) -> Result<Vec<Finding>> {
        let mut found = Vec::new();
        // Of an older version's figures, or by a rule of rounding that cannot be read, nothing is known: they are made
        // anew by whoever opens the file to write.
        if !self.is_derived_by(self.setting())? {
            return Ok(found);
        }
        self.recompute()?;
        let (kept, all) =
            (self.table_kept("entry_amount")?, self.columns_kept("entry_amount")?.unwrap_or("entry".to_owned()));
        let wrong = format!(
            "SELECT count(DISTINCT entry) FROM (SELECT * FROM (SELECT {all} FROM {kept} EXCEPT SELECT {all} FROM temp.entry_amount) \
             UNION ALL SELECT * FROM (SELECT {all} FROM temp.entry_amount EXCEPT SELECT {all} FROM {kept}))"
        );
        let wrong: i64 = self.one(DOING, &wrong, (), |r| r.get(0))?;
        if wrong > 0 {
            let entries = if wrong == 1 { "1 entry comes".to_owned() } else { format!("{wrong} entries come") };
            found.push(made(format!("{entries} to something else than what is kept")));
        }
        if self.differ("unbilled", "")? {
            found.push(made("what is kept as unbilled is not what the entries add up to".to_owned()));
        }
        for table in ["month", "year_total", "day_total", "week_total", "month_total"] {
            if self.differ(table, "")? {
                found.push(made(format!("the {} that are kept are not what the entries add up to", in_words(table))));
            }
        }
        for table in ["late", "settled", "receivable", "credit_balance", "fee_mark", "open_charge"] {
            if self.differ(table, "")? {
                found.push(made(format!(
                    "the {} that are kept are not what documents and payments say",
                    in_words(table)
                )));
            }
        }
        if !self.balances_stand()? {
            found.push(made("a balance that is kept is not what the entries lead to".to_owned()));
        }
        Ok(found)
    }

    /// Whether every balance that is kept is where the ledger stands at that date.
    fn balances_stand(&self) -> Result<bool> {
        let heads = self.table_kept("ledger_head")?;
        let sql = format!(
            "SELECT client, date, state FROM main.checkpoint UNION ALL SELECT client, date, state FROM {heads}"
        );
        let read = |r: &rusqlite::Row<'_>| Ok((r.get(0)?, r.get(1)?, r.get(2)?));
        let kept: Vec<(i64, String, String)> = self.all(DOING, &sql, (), read)?;
        let sql = format!("SELECT EXISTS (SELECT client FROM temp.ledger_head EXCEPT SELECT client FROM {heads})");
        if self.one(DOING, &sql, (), |r| r.get(0))? {
            return Ok(false);
        }
        for (client, date, text) in kept {
            let Ok(date) = date.parse() else { return Ok(false) };
            if self.find::<Client>(client)?.is_none() {
                return Ok(false);
            }
            let (book, mut fresh) = self.standing(client, date, self.setting())?;
            let Ok(mut state) = serde_json::from_str::<State>(&text) else { return Ok(false) };
            for state in [&mut fresh, &mut state] {
                state.advance(&book, date, &mut Vec::new());
            }
            if serde_json::to_string(&fresh).doing(DOING)? != serde_json::to_string(&state).doing(DOING)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Which of the dates of meetings are wrong.
    fn dates(&self) -> Result<Vec<Finding>> {
        let window =
            |r: &rusqlite::Row<'_>| Ok((r.get::<_, Instant>(0)?, r.get::<_, Instant>(1)?, r.get::<_, String>(2)?));
        let sql = "SELECT starts_at, ends_at, rules FROM main.horizon WHERE zone = ?1";
        let Some((start, end, rules)) = self.maybe(DOING, sql, [self.setting().zone.name()], window)? else {
            return Ok(Vec::new());
        };
        // By other rules of time zones, or another version's, whoever reads it next fills it anew.
        if !is_of_these_rules(&rules) {
            return Ok(Vec::new());
        }
        if end - start != SPAN {
            return Ok(vec![made("the window of meetings is not what it should be".to_owned())]);
        }
        self.fill_window(start, end)?;
        // Of what is too large to show to the end, how much is shown depends on what else there was to show.
        let whole = "WHERE event NOT IN (SELECT e.id FROM event e JOIN (SELECT calendar, uid FROM main.unexpanded \
                     UNION SELECT calendar, uid FROM temp.unexpanded) u ON u.calendar = e.calendar AND u.uid = e.uid)";
        if self.differ("occurrence", whole)? {
            return Ok(vec![made("the dates of meetings that are kept are not those of the meetings".to_owned())]);
        }
        let stray = "SELECT EXISTS (SELECT 1 FROM main.unexpanded u WHERE NOT EXISTS \
                     (SELECT 1 FROM event e WHERE e.calendar = u.calendar AND e.uid = u.uid))";
        if self.one(DOING, stray, (), |r| r.get(0))? {
            return Ok(vec![made("what is kept of large series belongs to none".to_owned())]);
        }
        Ok(Vec::new())
    }

    /// Whether a table of the file says something else than what was just worked out.
    fn differ(&self, table: &str, only: &str) -> Result<bool> {
        let Some(all) = self.columns_kept(table)? else { return Ok(false) };
        let kept = self.table_kept(table)?;
        let sql = format!(
            "SELECT EXISTS (SELECT {all} FROM {kept} {only} EXCEPT SELECT {all} FROM temp.{table} {only}) \
             OR EXISTS (SELECT {all} FROM temp.{table} {only} EXCEPT SELECT {all} FROM {kept} {only})"
        );
        self.one(DOING, &sql, (), |r| r.get(0))
    }
}

/// Something derived is wrong.
fn made(what: String) -> Finding {
    Finding { what, cure: Cure::Repair }
}

/// A record is.
fn lost(what: String) -> Finding {
    Finding { what, cure: Cure::Restore }
}
