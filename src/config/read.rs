//! TOML by the piece: what cannot be read is told with its line, and everything else holds.

use std::fmt;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::{Config, SETTINGS, Setting};
use crate::domain::spelling::nearest;

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
    /// A mistake on a line of the configuration.
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

/// An action's keys as somebody wrote them down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The action's name.
    pub action: String,
    /// The line of its name.
    pub line: usize,
    /// Its keys, each with its line.
    pub keys: Vec<(usize, String)>,
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
    Table(Vec<Entry>),
    /// Something that no setting is: a fraction, a date.
    Other(String),
}

/// A name and its value.
pub(super) struct Entry {
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
    fn of(value: &DeValue<'_>, lines: &Lines) -> Self {
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
fn entries(table: &DeTable<'_>, lines: &Lines) -> Vec<Entry> {
    let entry = |(name, value): (&Spanned<DeString<'_>>, &Spanned<DeValue<'_>>)| Entry {
        line: lines.line(name.span().start),
        end: lines.line(value.span().end),
        name: name.get_ref().to_string(),
        value: Value::of(value.get_ref(), lines),
    };
    let mut entries: Vec<Entry> = table.iter().map(entry).collect();
    entries.sort_by_key(|e| e.line);
    entries
}

/// How many mistakes of spelling are told one by one.
const MOST: usize = 20;

/// Reads TOML, with every mistake of it.
///
/// A line that is no TOML is told and left out, and the others are read again, as if it were not there: a parser
/// that goes on by itself takes what follows for a part of what is broken.
pub(super) fn parse(text: &str) -> (Vec<Entry>, Vec<Problem>) {
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
fn attempt(lines: &[&str]) -> (Vec<Entry>, Vec<(usize, String)>) {
    let text = lines.join("\n");
    let (starts, (table, errors)) = (Lines::of(&text), DeTable::parse_recoverable(&text));
    let at = |error: &toml::de::Error| error.span().map_or(0, |span| span.start);
    let what = |error: &toml::de::Error| error.message().lines().next().unwrap_or_default().to_owned();
    let mut errors: Vec<(usize, String)> = errors.iter().map(|e| (starts.line(at(e)), what(e))).collect();
    errors.sort();
    (entries(table.get_ref(), &starts), errors)
}

/// The first and last line of the value of several lines that a line is a part of.
fn statement(entries: &[Entry], line: usize) -> Option<(usize, usize)> {
    let within = |entry: &Entry| match &entry.value {
        Value::Table(inner) => statement(inner, line),
        _ => Some((entry.line, entry.end)).filter(|(begun, end)| *begun < line && line <= *end),
    };
    entries.iter().filter_map(within).max()
}

/// Where the lines of a text begin.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        Self(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at + 1).collect())
    }

    /// The line of a place, from 1.
    fn line(&self, at: usize) -> usize {
        self.0.partition_point(|start| *start <= at) + 1
    }
}

/// The names of tables, the settings in which are read one by one.
fn tables() -> impl Iterator<Item = &'static str> {
    SETTINGS.iter().map(|s| s.table).filter(|t| !t.is_empty()).chain(["keys", "calendar"])
}

/// Puts every setting that can be read in its place.
pub(super) fn settings(entries: &[Entry], config: &mut Config, problems: &mut Vec<Problem>) {
    for entry in entries {
        let Entry { line, name, value, .. } = entry;
        match value {
            _ if name == "calendar" => super::calendars::read(entry, config, problems),
            Value::Table(inner) if name == "keys" => config.keys = by_action(inner, problems),
            Value::Table(inner) if tables().any(|t| t == name) => {
                for entry in inner {
                    put(config, name, entry, problems);
                }
            }
            _ if tables().any(|t| t == name) => {
                let what = format!("{name}: is a table: write [{name}] on a line of its own");
                problems.push(Problem::at(*line, what));
            }
            _ => put(config, "", entry, problems),
        }
    }
}

/// The line a setting stands on; the first if it is not there.
pub fn line_of(text: &str, table: &str, name: &str) -> usize {
    let within = |entries: &[Entry]| entries.iter().find(|e| e.name == name).map(|e| e.line);
    let (entries, _) = parse(text);
    let inner = entries.iter().find(|e| e.name == table).and_then(|e| match &e.value {
        Value::Table(inner) => within(inner),
        _ => None,
    });
    inner.unwrap_or(1)
}

/// Reads keys by action.
fn by_action(entries: &[Entry], problems: &mut Vec<Problem>) -> Vec<Change> {
    let mut changes = Vec::new();
    for Entry { line, name, value, .. } in entries {
        let list: Vec<(usize, &Value)> = match value {
            Value::List(list) => list.iter().map(|(line, value)| (*line, value)).collect(),
            one => vec![(*line, one)],
        };
        let mut keys = Vec::new();
        for (line, key) in list {
            match key {
                Value::Text(text) => keys.push((line, text.clone())),
                _ => problems.push(Problem::at(
                    line,
                    format!("keys: {name}: {key} is no key: write keys in quotes, [\"x\", \"ctrl-d\"]"),
                )),
            }
        }
        changes.push(Change { action: name.clone(), line: *line, keys });
    }
    changes
}

/// Reads one setting, or says why not.
fn put(config: &mut Config, table: &str, entry: &Entry, problems: &mut Vec<Problem>) {
    let Entry { line, name, value, .. } = entry;
    if let Some(setting) = SETTINGS.iter().find(|s| s.table == table && s.name == name) {
        if let Err(what) = (setting.read)(config, value) {
            problems.push(Problem::at(*line, format!("{name}: {what}")));
        }
        return;
    }
    let path = if table.is_empty() { name.clone() } else { format!("{table}.{name}") };
    let here = SETTINGS.iter().filter(|s| s.table == table).map(|s| s.name);
    let here = here.chain(tables().filter(|_| table.is_empty()));
    let hint = match SETTINGS.iter().find(|s| s.name == name) {
        None => nearest(name, here),
        Some(Setting { table: "", .. }) => ": it belongs above the first [table]".to_owned(),
        Some(other) => format!(": it belongs under [{}]", other.table),
    };
    problems.push(Problem::at(*line, format!("there is no setting '{path}'{hint}")));
}

/// Reads a file that is nothing but keys by action.
pub fn changes(text: &str) -> (Vec<Change>, Vec<Problem>) {
    let (entries, mut problems) = parse(text);
    let changes = by_action(&entries, &mut problems);
    (changes, problems)
}
