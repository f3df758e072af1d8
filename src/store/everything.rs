//! Every record at once, out of a database and into an empty one.

use serde_json::{Map, Value};

use super::bulk::ImageBulk;
use super::entry::Entry;
use super::event::EventRow;
use super::reads::Reads;
use super::record::{Record, RecordKind};
use super::tables::RECORDS;
use super::triggers::{On, image};
use super::tx::Tx;
use super::version::VERSION;
use crate::error::{Error, Result};

impl Reads {
    /// The version of the schema: what columns records have.
    pub fn schema() -> i64 {
        VERSION
    }

    /// Hands over every record of a kind by its number: the JSON of its columns, as the file holds them (money in minor units,
    /// instants in seconds since 1970).
    pub fn each_image(&self, kind: &RecordKind, mut on: impl FnMut(&str) -> Result<()>) -> Result<()> {
        let doing = format!("reading {}", kind.many);
        let sql = format!("SELECT {} FROM {} ORDER BY id", image(&kind.all_columns(), ""), kind.table);
        let mut done = Ok(());
        self.each(
            &doing,
            &sql,
            (),
            |r| r.get::<_, String>(0),
            |text| {
                done = on(&text);
                done.is_ok()
            },
        )?;
        done
    }
}

/// Records of another database on their way into this one, which is empty.
pub struct EverythingIntake<'a> {
    tx: &'a Tx<'a>,
    kind: Option<&'static RecordKind>,
    bulk: Option<ImageBulk<'a>>,
}

impl<'a> EverythingIntake<'a> {
    /// Begins; the database must hold no records.
    pub fn begin(tx: &'a Tx<'a>) -> Result<Self> {
        let there = tx.kinds_there()?;
        if !there.is_empty() {
            let what = "this database has records already: everything goes into an empty one, 'vadash --db NEW.db import json …'";
            return Err(Error::problem(what));
        }
        // What a record names may come behind it.
        tx.batch("taking everything in", "PRAGMA defer_foreign_keys = ON")?;
        Ok(Self { tx, kind: None, bulk: None })
    }

    /// Goes on to the records of another table; its name must be known.
    pub fn table(&mut self, name: &str) -> Result<()> {
        self.end_bulk()?;
        let kind = RECORDS.iter().find(|kind| kind.table == name);
        let kind =
            kind.ok_or_else(|| Error::problem(format!("'{name}' is no kind of record that this vadash knows")))?;
        if matches!(name, Entry::TABLE | EventRow::TABLE) {
            // Of so many no images are kept, which would cost as much as the rows.
            self.bulk = Some(ImageBulk::begin(self.tx, kind)?);
        } else {
            self.tx.watch(kind, On::Insert)?;
        }
        self.kind = Some(kind);
        Ok(())
    }

    /// Takes a record of that table in.
    pub fn record(&mut self, record: &Map<String, Value>) -> Result<()> {
        let Some(kind) = self.kind else { return Err(Error::problem("a record stands outside of its kind")) };
        let id = record.get("id").and_then(Value::as_i64).filter(|id| *id > 0);
        let id = id.ok_or_else(|| Error::problem(format!("a {} has no id", kind.what)))?;
        let named = |what: String| Error::problem(format!("{} {id}: {what}", kind.what));
        if let Some(other) = record.keys().find(|name| *name != "id" && !kind.columns.contains(&name.as_str())) {
            return Err(named(format!("'{other}' is none of its columns in this version of vadash")));
        }
        if let Some((name, _)) = record.iter().find(|(_, value)| !is_kept(value)) {
            return Err(named(format!("'{name}' is neither text, nor a whole number, nor null")));
        }
        if self.tx.exists(kind.table, id)? {
            return Err(named("there is another of that number".to_owned()));
        }
        let put = match &mut self.bulk {
            Some(bulk) => bulk.put(id, record),
            None => self.tx.put("taking everything in", kind.table, id, Some(&Value::Object(record.clone()))),
        };
        put.and_then(|()| self.readable(kind, id)).map_err(|error| named(error.to_string()))
    }

    /// That a record reads as what it is.
    fn readable(&self, kind: &RecordKind, id: i64) -> Result<()> {
        let doing = "reading it back";
        self.tx.one(doing, &format!("SELECT * FROM {} WHERE id = ?1", kind.table), [id], kind.read)
    }

    fn end_bulk(&mut self) -> Result<()> {
        self.bulk.take().map_or(Ok(()), ImageBulk::end)
    }

    /// Ends, with the mark of the database that they come from: its own entries are known again by it.
    pub fn end(mut self, mark: Option<&str>) -> Result<()> {
        self.end_bulk()?;
        let doing = "taking everything in";
        let sql = "SELECT \"table\", rowid, parent FROM pragma_foreign_key_check LIMIT 1";
        let read = |r: &rusqlite::Row<'_>| Ok((r.get::<_, String>(0)?, r.get::<_, i64>(1)?, r.get::<_, String>(2)?));
        if let Some((table, row, parent)) = self.tx.maybe(doing, sql, (), read)? {
            let what = |table: &str| RECORDS.iter().find(|kind| kind.table == table).map_or("record", |kind| kind.what);
            let (it, other) = (what(&table), what(&parent));
            return Err(Error::problem(format!("{it} {row}: it names a {other} that is not there")));
        }
        if let Some(mark) = mark {
            self.tx.run(doing, "UPDATE mark SET text = ?1", [mark])?;
        }
        Ok(())
    }
}

/// Whether a value is one that a column can hold.
fn is_kept(value: &Value) -> bool {
    match value {
        Value::Null | Value::String(_) => true,
        Value::Number(number) => number.is_i64(),
        Value::Bool(_) | Value::Array(_) | Value::Object(_) => false,
    }
}
