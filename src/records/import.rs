//! Calendars and tables taken in.

use std::fs::File;
use std::io::{Read, stdin};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::command::context::Context;
use crate::command::input::Input;
use crate::command::report::Done;
use crate::domain::text::refusal;
use crate::error::{Doing, Error, Result};
use crate::store::ImportOutcome;

/// A file, or `-` for standard input.
pub struct FileName(pub PathBuf);

impl Input for FileName {
    const LIKE: &'static str = "file, or - for standard input";
    const IS_FILE: bool = true;

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

pub(crate) fn open(path: &Path) -> Result<Box<dyn Read>> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(stdin().lock()));
    }
    Ok(Box::new(File::open(path).doing(&format!("opening {}", path.display()))?))
}

/// What an import did.
#[derive(Default)]
pub struct Counts {
    pub(crate) added: i64,
    pub(crate) updated: i64,
    pub(crate) unchanged: i64,
    pub(crate) overlapping: i64,
    /// Rows and events left out.
    pub(crate) skipped: i64,
    /// Rows left out because there is such an entry; nothing where that is not looked for.
    pub(crate) already: Option<i64>,
    /// Records that were deleted because a file holds them no more.
    pub(crate) deleted: i64,
    /// What files hold besides, by its name: how many, and whether it is taken.
    pub(crate) held: Vec<(Held, usize)>,
    /// Why something became what it did, where that is to be told.
    pub(crate) why: Vec<(ImportOutcome, String)>,
    /// What was left out or not read as it stands, each with its place; the first of them.
    pub(crate) problems: Vec<String>,
    /// How many more there are.
    pub(crate) unlisted: usize,
}

/// A kind of components that calendars hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Held {
    /// What it is called, as one and as many.
    pub(crate) name: (String, String),
    /// Whether it is taken in.
    pub(crate) taken: bool,
}

/// What an event is called.
pub(crate) const EVENT: &str = "event";

/// Reasons that are told of one outcome.
const REASONS: usize = 3;

/// Problems listed at most; the rest are counted.
const PROBLEMS: usize = 1_000;

impl Counts {
    pub(crate) fn problem(&mut self, what: &str) {
        if self.problems.len() < PROBLEMS {
            self.problems.push(refusal(what).into_owned());
        } else {
            self.unlisted += 1;
        }
    }

    /// Counts one record more, and why it became so.
    pub(crate) fn count(&mut self, outcome: ImportOutcome, why: Option<String>) {
        match outcome {
            ImportOutcome::Added => self.added += 1,
            ImportOutcome::Updated => self.updated += 1,
            ImportOutcome::Unchanged => self.unchanged += 1,
        }
        self.why.extend(why.map(|why| (outcome, why)));
    }

    /// Why the records of an outcome are so: how many of them for each reason.
    fn because(&self, outcome: ImportOutcome, count: i64) -> String {
        let mut reasons: Vec<(&str, i64)> = Vec::new();
        for (_, why) in self.why.iter().filter(|(of, _)| *of == outcome) {
            match reasons.iter_mut().find(|(known, _)| known == why) {
                Some((_, n)) => *n += 1,
                None => reasons.push((why, 1)),
            }
        }
        match reasons.as_slice() {
            [] => String::new(),
            [(why, n)] if *n == count && outcome == ImportOutcome::Updated => format!(": {why}"),
            [(why, n)] if *n == count => format!(" ({why})"),
            more => {
                let told: Vec<String> = more.iter().take(REASONS).map(|(why, n)| format!("{n} {why}")).collect();
                let rest = if more.len() > REASONS { ", …" } else { "" };
                format!(" ({}{rest})", told.join(", "))
            }
        }
    }

    /// What files hold, where that is more than events.
    fn holds(&self) -> (String, String) {
        if self.held.iter().all(|(held, _)| held.name.0 == EVENT) {
            return (String::new(), String::new());
        }
        let told: Vec<String> = self
            .held
            .iter()
            .filter(|(_, n)| *n > 0)
            .map(|(held, n)| format!("{n} {}", if *n == 1 { &held.name.0 } else { &held.name.1 }))
            .collect();
        let left: Vec<&str> =
            self.held.iter().filter(|(held, _)| !held.taken).map(|(h, _)| h.name.1.as_str()).collect();
        let left = match left.split_last() {
            None => String::new(),
            Some((last, [])) => format!("; {last} are not taken"),
            Some((last, others)) => format!("; {} and {last} are not taken", others.join(", ")),
        };
        (format!("{}: ", told.join(", ")), left)
    }

    pub(crate) fn done(mut self, what: &str) -> Done {
        if self.unlisted > 0 {
            self.problems.push(format!("{} more problems are not listed", self.unlisted));
        }
        let (held, left) = self.holds();
        let mut said = format!(
            "{what}: {held}added {}{}, updated {}{}, unchanged {}{}, skipped {}",
            self.added,
            self.because(ImportOutcome::Added, self.added),
            self.updated,
            self.because(ImportOutcome::Updated, self.updated),
            self.unchanged,
            self.because(ImportOutcome::Unchanged, self.unchanged),
            self.skipped
        );
        if self.deleted > 0 {
            said = format!("{said}, deleted {}", self.deleted);
        }
        if self.overlapping > 0 {
            said = format!("{said}, overlapping {}", self.overlapping);
        }
        if let Some(already @ 1..) = self.already {
            said = format!("{said}, already here {already} (--again adds them)");
        }
        let mut done = Done::said(said + &left);
        let numbers = [
            ("added", self.added),
            ("updated", self.updated),
            ("unchanged", self.unchanged),
            ("overlapping", self.overlapping),
            ("skipped", self.skipped),
        ];
        done.more.extend(numbers.map(|(name, n)| (name, Value::from(n))));
        if !self.held.is_empty() {
            done.more.push(("deleted", Value::from(self.deleted)));
            let held = self.held.iter().map(|(held, n)| (held.name.1.clone(), Value::from(*n)));
            done.more.push(("holds", Value::Object(held.collect())));
        }
        done.more.extend(self.already.map(|n| ("already_here", Value::from(n))));
        done.more.push(("problems", json!(self.problems)));
        done.notes = self.problems;
        done
    }
}

/// What a file is called in a sentence.
pub(crate) fn called(path: &Path) -> String {
    if path.as_os_str() == "-" { "standard input".to_owned() } else { file_stem(path) }
}

/// The name of a calendar that brings none.
pub(crate) fn file_stem(path: &Path) -> String {
    let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    if stem == "-" || stem.is_empty() { "calendar".to_owned() } else { stem }
}
