//! Calendars and tables taken in.

mod ics;

pub use ics::import_ics;
pub(super) use ics::{Intake, newest};

use std::fs::File;
use std::io::{Read, stdin};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::call::Args;
use super::context::Context;
use super::input::Input;
use super::report::Done;
use crate::error::{Doing, Error, Result};
use crate::formats::csv as table;
use crate::store::{Entry, Tx};

/// A file, or `-` for standard input.
pub struct FileName(pub PathBuf);

impl Input for FileName {
    const LIKE: &'static str = "file, or - for standard input";

    fn read(text: &str, _: &Context<'_>) -> Result<Self> {
        if text.is_empty() {
            return Err(Error::problem("name a file"));
        }
        Ok(Self(PathBuf::from(text)))
    }

    fn echo(&self, _: &Context<'_>) -> String {
        self.0.display().to_string()
    }
}

fn open(path: &Path) -> Result<Box<dyn Read>> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(stdin().lock()));
    }
    Ok(Box::new(File::open(path).doing(&format!("opening {}", path.display()))?))
}

/// What an import did.
#[derive(Default)]
pub struct Counts {
    added: i64,
    updated: i64,
    unchanged: i64,
    overlapping: i64,
    /// Rows and events left out.
    skipped: i64,
    /// What was left out or not read as it stands, each with its place.
    problems: Vec<String>,
}

impl Counts {
    fn done(self, what: &str) -> Done {
        let mut said = format!(
            "{what}: added {}, updated {}, unchanged {}, skipped {}",
            self.added, self.updated, self.unchanged, self.skipped
        );
        if self.overlapping > 0 {
            said = format!("{said}, overlapping {}", self.overlapping);
        }
        let mut done = Done::said(said);
        let numbers = [
            ("added", self.added),
            ("updated", self.updated),
            ("unchanged", self.unchanged),
            ("overlapping", self.overlapping),
            ("skipped", self.skipped),
        ];
        done.more.extend(numbers.map(|(name, n)| (name, Value::from(n))));
        done.more.push(("problems", json!(self.problems)));
        done.notes = self.problems;
        done
    }
}

/// What a file is called in a sentence.
fn called(path: &Path) -> String {
    if path.as_os_str() == "-" { "standard input".to_owned() } else { file_stem(path) }
}

/// The name of a calendar that brings none.
fn file_stem(path: &Path) -> String {
    let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    if stem == "-" || stem.is_empty() { "calendar".to_owned() } else { stem }
}

/// Takes entries in from a table; a row whose `external_id` is known updates that entry.
pub fn import_csv(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let file = args.need::<FileName>("file")?.0;
    let skip_bad = args.flag("skip-bad");
    let place = file.display().to_string();
    let mut counts = Counts::default();
    let names = table::Names {
        clients: tx
            .clients()?
            .into_iter()
            .map(|c| (c.code, (c.id, super::views::money::currency(&c.currency))))
            .collect(),
        services: tx.services()?.into_iter().map(|s| (s.code, s.id)).collect(),
        zone: tx.setting().zone.clone(),
        now: tx.now,
        long: args.flag("force"),
    };
    let mut rows =
        table::read_entries(open(&file)?, &names).map_err(|what| Error::problem(format!("{place}:1: {what}")))?;
    let silent = rows.silent();
    let mut bulk = tx.bulk::<Entry>()?;
    let (mut first, mut last) = (None, None);
    let mut done = 0_u64;
    for row in &mut rows {
        done += 1;
        if done.is_multiple_of(10_000) {
            (args.context.tell)(&format!("{done} rows"));
        }
        match row {
            Ok(entry) => {
                // Entries without clock times lie nowhere on the clock, and so neither first nor last.
                first = [first, entry.started_at].into_iter().flatten().min();
                last = last.max(entry.started_at);
                match bulk.keep(&entry, |old, new| silent.carry(old, new))? {
                    crate::store::Kept::Added => counts.added += 1,
                    crate::store::Kept::Updated => counts.updated += 1,
                    crate::store::Kept::Unchanged => counts.unchanged += 1,
                }
            }
            Err((line, what)) if skip_bad => {
                counts.skipped += 1;
                counts.problems.push(format!("{place}:{line}: {what}"));
            }
            Err((line, what)) => {
                return Err(Error::problem(format!(
                    "{place}:{line}: {what}; nothing was imported (--skip-bad leaves such rows out)"
                )));
            }
        }
    }
    bulk.end()?;
    if done >= 10_000 {
        (args.context.tell)("adding up");
    }
    if let (Some(first), Some(last)) = (first, last) {
        counts.overlapping = tx.count_overlapping(first, last)?;
    }
    Ok(counts.done(&format!("imported {}", called(&file))))
}
