//! Which program a file is of.

use std::fs;
use std::io::{Read, stdin};
use std::path::Path;

use crate::bounds;
use crate::error::{Doing, Error, Result};
use crate::formats::csv::is_own_header;
use crate::formats::json::is_everything;
use crate::formats::sources::{Input, SOURCES, Sample, Source};

/// The bytes by which a file is told.
const BEGINNING: u64 = 1 << 16;
/// The most bytes of standard input, or of what is no file and cannot be read twice.
const MOST: u64 = 256 << 20;

/// A file that is imported.
#[derive(Debug)]
pub struct Opened {
    /// What is read.
    pub input: Input,
    /// What it is called in sentences.
    pub called: String,
    /// Its name without a folder.
    name: String,
    /// How it begins.
    beginning: Vec<u8>,
}

/// What a file is.
#[derive(Clone, Copy)]
pub enum Kind {
    /// One of another program.
    Of(&'static Source),
    /// A calendar.
    Calendar,
    /// A table of our own.
    Table,
    /// All of our records, as JSON.
    Json,
}

/// The program of a word.
pub fn of_word(word: &str) -> Option<&'static Source> {
    SOURCES.iter().copied().find(|source| source.word == word)
}

/// The words of all programs.
pub fn named() -> impl Iterator<Item = &'static str> {
    SOURCES.iter().map(|source| source.word)
}

impl Opened {
    /// What it is called without its folder.
    pub fn short(&self) -> &str {
        if self.name.is_empty() { "standard input" } else { &self.name }
    }

    /// Reads all of what can be read once, of a file or of standard input.
    pub fn read(from: impl Read, path: &Path) -> Result<Self> {
        let called = path.display().to_string();
        let bytes = all(from, &called)?;
        let beginning = bytes.iter().copied().take(1 << 16).collect();
        Ok(Self { input: Input::Bytes(bytes), called, name: name_of(path), beginning })
    }

    /// Opens a file, or standard input.
    pub fn of(path: &Path) -> Result<Self> {
        let called = path.display().to_string();
        let doing = format!("opening {called}");
        let input = if path.as_os_str() == "-" {
            Input::Bytes(all(stdin().lock(), &called)?)
        } else if fs::metadata(path).doing(&doing)?.is_file() {
            Input::File(path.to_owned())
        } else {
            Input::Bytes(all(fs::File::open(path).doing(&doing)?, &called)?)
        };
        let mut beginning = Vec::new();
        input.open()?.take(BEGINNING).read_to_end(&mut beginning).doing(&format!("reading {called}"))?;
        Ok(Self { input, called, name: name_of(path), beginning })
    }

    /// What it is, or what it could be.
    pub fn kind(&self) -> Result<Kind> {
        let begins = self.beginning.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.beginning);
        let text = begins.trim_ascii_start();
        let starts = |word: &[u8]| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        if starts(b"BEGIN:VCALENDAR") {
            return Ok(Kind::Calendar);
        }
        if is_own_header(begins) {
            return Ok(Kind::Table);
        }
        if is_everything(text) {
            return Ok(Kind::Json);
        }
        let sample = Sample { name: &self.name, bytes: &self.beginning };
        let fits: Vec<&'static Source> = SOURCES.iter().copied().filter(|source| (source.is)(&sample)).collect();
        match fits.as_slice() {
            [one] => Ok(Kind::Of(one)),
            [] => {
                let words: Vec<&str> = named().chain(["ics"]).collect();
                Err(Error::problem(format!(
                    "{} is nothing that is known by its content: say what it is, 'import SOURCE {0}', of {}",
                    self.called,
                    words.join(", ")
                )))
            }
            many => {
                let words: Vec<&str> = many.iter().map(|source| source.word).collect();
                let first = words.first().copied().unwrap_or_default();
                let what =
                    format!("{} could be {}: say which, such as 'import {first} {0}'", self.called, words.join(" or "));
                Err(Error::problem(what))
            }
        }
    }
}

/// A file's name without its folder; nothing for standard input.
fn name_of(path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if name == "-" { String::new() } else { name }
}

/// All bytes of what can be read once.
fn all(from: impl Read, called: &str) -> Result<Vec<u8>> {
    bounds::bytes(from, MOST).doing(&format!("reading {called}"))
}
