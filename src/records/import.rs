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
    /// What was left out or not read as it stands, each with its place; the first of them.
    pub(crate) problems: Vec<String>,
    /// How many more there are.
    pub(crate) unlisted: usize,
}

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

    pub(crate) fn done(mut self, what: &str) -> Done {
        if self.unlisted > 0 {
            self.problems.push(format!("{} more problems are not listed", self.unlisted));
        }
        let mut said = format!(
            "{what}: added {}, updated {}, unchanged {}, skipped {}",
            self.added, self.updated, self.unchanged, self.skipped
        );
        if self.overlapping > 0 {
            said = format!("{said}, overlapping {}", self.overlapping);
        }
        if let Some(already @ 1..) = self.already {
            said = format!("{said}, already here {already} (--again adds them)");
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
