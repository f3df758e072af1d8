//! Names that are no client's, and what is said of them.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::fold::{code, folded, spaced};
use crate::command::grammar::duration::write_duration;
use crate::domain::text::{cut, pad, pad_left, width};
use crate::error::Error;

/// What rows without a client are called.
pub const NONE: &str = "(none)";
/// The most names that are told apart; what comes after them is one more.
const MOST: usize = 5_000;
/// The most that are listed.
const LISTED: usize = 100;

/// The most columns of a name in a table.
const NAME: usize = 60;

/// Rows as lines in which cells of a column stand below one another, those of some at the right.
pub fn aligned(rows: &[Vec<String>], right: &[usize]) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let wide = |n: usize| rows.iter().filter_map(|row| row.get(n)).map(|cell| width(cell)).max().unwrap_or_default();
    let widths: Vec<usize> = (0..columns).map(wide).collect();
    let line = |row: &Vec<String>| {
        let cell = |(n, (cell, wide)): (usize, (&String, &usize))| {
            if right.contains(&n) { pad_left(cell, *wide) } else { pad(cell, *wide) }
        };
        let cells: Vec<String> = row.iter().zip(&widths).enumerate().map(cell).collect();
        format!("  {}", cells.join("   ").trim_end())
    };
    rows.iter().map(line).collect()
}

/// What a row's client is called.
pub enum Called {
    /// By one name.
    Name(String),
    /// By several words, of which none or more than one is a client's.
    Words(String),
    /// Not at all.
    Nobody,
}

/// How much a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// The name as it was first read.
    pub name: String,
    /// Whether it is several words, of which one is to be chosen.
    pub words: bool,
    /// Rows.
    pub rows: i64,
    /// Seconds.
    pub seconds: i64,
    /// The first and the last day.
    pub days: (NaiveDate, NaiveDate),
}

/// The unknown names of an import.
#[derive(Debug, Default)]
pub struct Unknown {
    at: HashMap<String, usize>,
    sums: Vec<Sum>,
}

impl Unknown {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.sums.is_empty()
    }

    /// Counts a row.
    pub fn count(&mut self, called: &Called, date: NaiveDate, seconds: i64) {
        let (name, words) = match called {
            Called::Name(name) => (name.as_str(), false),
            Called::Words(name) => (name.as_str(), true),
            Called::Nobody => (NONE, false),
        };
        let mut key = folded(name);
        if self.sums.len() >= MOST && !self.at.contains_key(&key) {
            "(others)".clone_into(&mut key);
        }
        let n = *self.at.entry(key).or_insert(self.sums.len());
        match self.sums.get_mut(n) {
            Some(sum) => {
                sum.rows += 1;
                sum.seconds += seconds;
                sum.days = (sum.days.0.min(date), sum.days.1.max(date));
            }
            None => {
                let name = if n >= MOST { "(others)".to_owned() } else { spaced(name) };
                self.sums.push(Sum { name, words, rows: 1, seconds, days: (date, date) });
            }
        }
    }

    /// The names, those with most time first.
    pub fn sums(&self) -> Vec<&Sum> {
        let mut sums: Vec<&Sum> = self.sums.iter().collect();
        sums.sort_by(|a, b| (b.seconds, &a.name).cmp(&(a.seconds, &b.name)));
        sums
    }

    /// The table of them, a line each, with the codes they would have.
    pub fn table(&self, is_taken: &dyn Fn(&str) -> bool) -> Vec<String> {
        let sums = self.sums();
        let head = ["name", "rows", "hours", "from", "to", "would be"].map(str::to_owned);
        let mut rows = vec![head.to_vec()];
        let mut given: Vec<String> = Vec::new();
        for sum in sums.iter().take(LISTED) {
            let would = match sum {
                _ if sum.name == NONE || sum.words => String::new(),
                _ => code(&sum.name, |code| is_taken(code) || given.iter().any(|other| other == code)),
            };
            given.push(would.clone());
            let days = (sum.days.0.to_string(), sum.days.1.to_string());
            let hours = write_duration(sum.seconds);
            rows.push(vec![cut(&sum.name, NAME).into_owned(), sum.rows.to_string(), hours, days.0, days.1, would]);
        }
        let mut lines = aligned(&rows, &[1, 2]);
        if sums.len() > LISTED {
            lines.push(format!("  and {} more", sums.len() - LISTED));
        }
        lines
    }

    /// The ways on, in a line; among them the client that one looks like.
    pub fn ways(&self, clients: &[&str]) -> String {
        let sums = self.sums();
        let named: Vec<&Sum> = sums.iter().copied().filter(|sum| sum.name != NONE).collect();
        let maps: Vec<String> = named
            .iter()
            .take(2)
            .enumerate()
            .map(|(n, sum)| {
                let close = || close_to(&sum.name, clients).unwrap_or("CODE").to_owned();
                let is = if n == 0 { close() } else { "skip".to_owned() };
                format!("--map '{}={is}'", sum.name.replace('\'', "'\\''"))
            })
            .collect();
        let words = named.iter().any(|sum| sum.words);
        let mut ways = Vec::new();
        if named.iter().any(|sum| !sum.words) {
            ways.push(format!("say --create-clients, or who they are: {}", maps.join(" ")));
        } else if words {
            ways.push(format!(
                "say which word is the client, --map WORD=CODE or --as client=tag:1, or whose they are: {}",
                maps.join(" ")
            ));
        }
        if sums.iter().any(|sum| sum.name == NONE) {
            ways.push(format!(
                "--client CODE says whose the rows without a client are, --map '{NONE}=skip' leaves them out"
            ));
        }
        ways.join("; ")
    }

    /// That nothing can be imported while they are unknown.
    pub fn refusal(&self, is_taken: &dyn Fn(&str) -> bool, clients: &[&str], place: &str, hint: Option<&str>) -> Error {
        let what = match self.sums.as_slice() {
            [one] if one.name == NONE => format!("the rows of {place} have no client"),
            [_] => format!("1 client of {place} is unknown"),
            many => format!("{} clients of {place} are unknown", many.len()),
        };
        let mut lines = self.table(is_taken);
        lines.push(self.ways(clients));
        lines.extend(hint.map(str::to_owned));
        Error::Listed { what, lines }
    }
}

/// A client that a name looks like: its code is a word of the name, or begins it.
fn close_to<'a>(name: &str, codes: &[&'a str]) -> Option<&'a str> {
    let would = code(name, |_| false);
    codes.iter().copied().find(|code| would == *code || would.starts_with(&format!("{code}-")))
}
