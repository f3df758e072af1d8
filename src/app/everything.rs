//! Every record out of the database, and into an empty one.

use std::io::Write;

use serde_json::{Map, Value};

use crate::command::call::Args;
use crate::command::report::{Done, Plain, Report};
use crate::error::{Doing, Error, Result};
use crate::formats::json;
use crate::records::import::{FileName, called, open};
use crate::store::{EverythingIntake, Tx};

/// Gives every record as JSON.
pub fn export(args: &Args<'_>) -> Result<Box<dyn Report>> {
    let mut text = Vec::new();
    json::write(args.context.db, &mut text)?;
    Ok(Box::new(Plain(String::from_utf8(text).doing("writing the answer")?)))
}

/// The same, written as it is read.
pub fn print(args: &Args<'_>, _: bool, out: &mut dyn Write) -> Result<bool> {
    json::write(args.context.db, out).map(|()| true)
}

/// Records on their way in, counted.
struct Counted<'a, 'b> {
    intake: EverythingIntake<'a>,
    args: &'b Args<'b>,
    table: String,
    records: u64,
    entries: u64,
}

impl json::Takes for Counted<'_, '_> {
    fn table(&mut self, name: &str) -> Result<()> {
        name.clone_into(&mut self.table);
        self.intake.table(name)
    }

    fn record(&mut self, record: &Map<String, Value>) -> Result<()> {
        self.records += 1;
        self.entries += u64::from(self.table == "entry");
        if self.records.is_multiple_of(10_000) {
            (self.args.context.tell)(&format!("{} records", self.records));
        }
        self.intake.record(record)
    }
}

/// Takes every record of another database in; this one must be empty.
pub fn import(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let file = args.need::<FileName>("file")?.0;
    let intake = EverythingIntake::begin(tx)?;
    let mut counted = Counted { intake, args, table: String::new(), records: 0, entries: 0 };
    let place = file.display().to_string();
    let read = json::read(open(&file)?, &mut counted);
    let mark = read.map_err(|error| Error::problem(format!("{place}: {error}; nothing was imported")))?;
    let Counted { intake, records, entries, .. } = counted;
    intake.end(mark.as_deref()).map_err(|error| Error::problem(format!("{place}: {error}; nothing was imported")))?;
    let mut done = Done::said(format!("imported {}: {records} records, {entries} of them entries", called(&file)));
    done.more.extend([("records", Value::from(records)), ("entries", Value::from(entries))]);
    Ok(done)
}
