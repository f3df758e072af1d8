//! TOML by the piece: what cannot be read is told with its line, and everything else holds.

use std::fmt;
use std::ops::RangeInclusive;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::domain::spelling::nearest;
use crate::domain::zone::Zone;

/// A mistake in a file of settings.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, if it is not the configuration itself.
    pub file: String,
    /// The line it is on, from 1.
    pub line: usize,
    /// What is wrong, and what would be right.
    pub what: String,
}

impl Problem {
    /// Makes a problem of a line of the configuration.
    pub fn at(line: usize, what: impl Into<String>) -> Self {
        Self { file: String::new(), line, what: what.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.file.is_empty() {
            write!(f, "{} ", self.file)?;
        }
        write!(f, "line {}: {}", self.line, self.what)
    }
}

/// A value with the lines it was found on.
pub(super) enum Value {
    /// A text.
    Text(String),
    /// A whole number, as far as 64 bits hold it, and as it was written.
    Number(Option<i64>, String),
    /// Yes or no.
    Truth(bool),
    /// A list, each value with its line.
    List(Vec<(usize, Value)>),
    /// A table.
    Table(Vec<TomlEntry>),
    /// Something that no setting is: a fraction, a date.
    Other(String),
}

/// A name and its value.
pub(super) struct TomlEntry {
    /// The line of the name.
    pub(super) line: usize,
    /// The last line of the value.
    end: usize,
    /// The name.
    pub(super) name: String,
    /// The value.
    pub(super) value: Value,
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => write!(f, "'{text}'"),
            Self::Number(_, written) | Self::Other(written) => f.write_str(written),
            Self::Truth(yes) => write!(f, "{yes}"),
            Self::List(_) => f.write_str("a list"),
            Self::Table(_) => f.write_str("a table"),
        }
    }
}

impl Value {
    fn of(value: &DeValue<'_>, lines: &LineStarts) -> Self {
        match value {
            DeValue::String(text) => Self::Text(text.to_string()),
            DeValue::Integer(n) => Self::Number(i64::from_str_radix(n.as_str(), n.radix()).ok(), n.to_string()),
            DeValue::Boolean(yes) => Self::Truth(*yes),
            DeValue::Float(n) => Self::Other(n.to_string()),
            DeValue::Datetime(at) => Self::Other(at.to_string()),
            DeValue::Array(list) => {
                Self::List(list.iter().map(|v| (lines.line(v.span().start), Self::of(v.get_ref(), lines))).collect())
            }
            DeValue::Table(table) => Self::Table(entries(table, lines)),
        }
    }
}

/// What is in a table, in the order of the file.
fn entries(table: &DeTable<'_>, lines: &LineStarts) -> Vec<TomlEntry> {
    let entry = |(name, value): (&Spanned<DeString<'_>>, &Spanned<DeValue<'_>>)| TomlEntry {
        line: lines.line(name.span().start),
        end: lines.line(value.span().end),
        name: name.get_ref().to_string(),
        value: Value::of(value.get_ref(), lines),
    };
    let mut entries: Vec<TomlEntry> = table.iter().map(entry).collect();
    entries.sort_by_key(|e| e.line);
    entries
}

/// How many mistakes of spelling are told one by one.
const MOST: usize = 20;

/// Reads TOML, with every mistake of it.
///
/// A line that is no TOML is told and left out, and the others are read again, as if it were not there: a parser
/// that goes on by itself takes what follows for a part of what is broken.
pub(super) fn parse(text: &str) -> (Vec<TomlEntry>, Vec<Problem>) {
    let mut lines: Vec<&str> = text.lines().collect();
    let mut problems = Vec::new();
    loop {
        let (found, errors) = attempt(&lines);
        let Some((line, what)) = errors.first() else { return (found, problems) };
        let Some(at) = (0..lines.len().min(*line)).rev().find(|n| !lines[*n].trim().is_empty()) else {
            return (found, problems);
        };
        if problems.len() == MOST {
            problems.push(Problem::at(at + 1, "too much of this file is no TOML: what follows is not looked at"));
            lines.truncate(at);
            return (attempt(&lines).0, problems);
        }
        // The line itself, or the one on which what it belongs to was begun, or all of that: what costs least.
        let within = statement(&found, at + 1).map(|(begun, end)| (begun - 1, end.min(lines.len())));
        let around = within.into_iter().flat_map(|(begun, end)| [begun..begun + 1, begun..end]);
        let ways = std::iter::once(at..at + 1).chain(around);
        let cost = |way: &std::ops::Range<usize>| {
            let mut lines = lines.clone();
            lines[way.clone()].fill("");
            attempt(&lines).1.len() + way.len()
        };
        let Some(way) = ways.min_by_key(cost) else { return (found, problems) };
        problems.push(if way.contains(&at) {
            Problem::at(at + 1, in_words(what, lines[at]))
        } else {
            Problem::at(way.start + 1, "what is begun on this line has no end: a ] or a quotation mark is missing")
        });
        lines[way].fill("");
    }
}

/// A parser's complaint in words for people who do not know TOML.
fn in_words(what: &str, line: &str) -> String {
    let known = [
        ("string values must be quoted", "text stands in quotes, \"like this\""),
        ("key with no value", "after a name stand = and its value"),
        ("duplicate key", "this name stands here a second time; the first holds"),
    ];
    if line.trim_end().ends_with('=') {
        return "a value is missing after =".to_owned();
    }
    known.iter().find(|(begins, _)| what.starts_with(begins)).map_or(what, |(_, words)| words).to_owned()
}

/// What can be made of some lines, and what is wrong with them, the first mistake first.
fn attempt(lines: &[&str]) -> (Vec<TomlEntry>, Vec<(usize, String)>) {
    let text = lines.join("\n");
    let (starts, (table, errors)) = (LineStarts::of(&text), DeTable::parse_recoverable(&text));
    let at = |error: &toml::de::Error| error.span().map_or(0, |span| span.start);
    let what = |error: &toml::de::Error| error.message().lines().next().unwrap_or_default().to_owned();
    let mut errors: Vec<(usize, String)> = errors.iter().map(|e| (starts.line(at(e)), what(e))).collect();
    errors.sort();
    (entries(table.get_ref(), &starts), errors)
}

/// The first and last line of the value of several lines that a line is a part of.
fn statement(entries: &[TomlEntry], line: usize) -> Option<(usize, usize)> {
    let within = |entry: &TomlEntry| match &entry.value {
        Value::Table(inner) => statement(inner, line),
        _ => Some((entry.line, entry.end)).filter(|(begun, end)| *begun < line && line <= *end),
    };
    entries.iter().filter_map(within).max()
}

/// Where the lines of a text begin.
struct LineStarts(Vec<usize>);

impl LineStarts {
    fn of(text: &str) -> Self {
        Self(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at + 1).collect())
    }

    /// The line of a place, from 1.
    fn line(&self, at: usize) -> usize {
        self.0.partition_point(|start| *start <= at) + 1
    }
}

/// Reads a text.
pub(super) fn text(value: &Value) -> Result<String, String> {
    match value {
        Value::Text(text) => Ok(text.clone()),
        _ => Err(format!("{value} is no text: write it in quotes")),
    }
}

/// Reads a list of texts.
pub(super) fn texts(value: &Value) -> Result<Vec<String>, String> {
    let Value::List(list) = value else {
        return Err(format!("{value} is no list: write it like [\"one\", \"two\"]"));
    };
    list.iter().map(|(_, value)| text(value)).collect()
}

/// Reads names of hosts, and gives them in small letters.
pub(super) fn hosts(value: &Value) -> Result<Vec<String>, String> {
    let host = |text: String| {
        let letters = |c: char| c.is_alphanumeric() || ".-".contains(c);
        if text.chars().all(letters) && !text.starts_with('.') && !text.is_empty() {
            return Ok(text.to_lowercase());
        }
        Err(format!("'{text}' is no host: write it alone, such as \"meet.example.com\""))
    };
    texts(value)?.into_iter().map(host).collect()
}

/// Reads yes or no.
pub(super) fn yes(value: &Value) -> Result<bool, String> {
    match value {
        Value::Truth(yes) => Ok(*yes),
        _ => Err(format!("{value} is neither true nor false: write one of these, without quotes")),
    }
}

/// Says what is wrong with the name of a time zone, which may be empty.
pub(super) fn zone_or_none(name: &str) -> Result<(), String> {
    if name.is_empty() || Zone::get(name).is_some() {
        return Ok(());
    }
    Err(format!("'{name}' is no time zone: write its IANA name, such as Europe/Berlin"))
}

/// Reads minutes before something.
pub(super) fn leads(value: &Value) -> Result<Vec<i64>, String> {
    numbers(value, 0..=40_320, "each is a number of minutes from 0 to four weeks (40320)")
}

/// Reads one of some words.
pub(super) fn word(value: &Value, words: &[&str]) -> Result<String, String> {
    let word = text(value)?;
    if words.contains(&word.as_str()) {
        return Ok(word);
    }
    let hint = nearest(&word, words.iter().copied());
    Err(format!("'{word}' is not one of {}{hint}", words.join(", ")))
}

/// Reads a number in a range, or says what would be right.
pub(super) fn number(value: &Value, range: RangeInclusive<i64>, right: &str) -> Result<i64, String> {
    match value {
        Value::Number(Some(number), _) if range.contains(number) => Ok(*number),
        _ => Err(format!("{value}: {right}")),
    }
}

/// Reads a list of numbers in a range.
pub(super) fn numbers(value: &Value, range: RangeInclusive<i64>, right: &str) -> Result<Vec<i64>, String> {
    let Value::List(list) = value else { return Err(format!("{value} is no list: write it like [10, 2]")) };
    list.iter().map(|(_, value)| number(value, range.clone(), right)).collect()
}
