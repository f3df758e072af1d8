//! Whose time a file holds: that of one person, unless it is said whose is taken.

use std::collections::HashMap;

use crate::error::Error;
use crate::formats::sources::Work;

/// The most people that are told apart.
const MOST: usize = 1_000;

/// The people of an import.
#[derive(Default)]
pub struct People {
    /// Whose time is wanted; nothing if that was not said.
    wanted: Option<String>,
    /// Whether there is a row of that one.
    found: bool,
    /// Whether a file before this one has the time of several.
    several: bool,
    /// The people of the files before.
    before: usize,
    /// Rows by person.
    rows: Vec<(String, i64)>,
    at: HashMap<String, usize>,
    /// The one of the row before, and whether that one's time is wanted.
    last: Option<(usize, bool)>,
}

impl People {
    /// Of whom the time of one is wanted, that of all, or of the only one.
    pub fn new(wanted: Option<String>) -> Self {
        Self { wanted, ..Self::default() }
    }

    /// Begins with a file: each may be another person's.
    pub fn begin(&mut self) {
        self.several = self.are_several();
        (self.before, self.last) = (self.rows.len(), None);
        self.at.clear();
    }

    /// Counts a row, and says whether it is wanted.
    pub fn wants(&mut self, work: &Work) -> bool {
        let Some(person) = work.person.as_deref().filter(|person| !person.is_empty()) else {
            return self.wanted.as_deref().is_none_or(|wanted| wanted == "all");
        };
        if let Some((n, wants)) = self.last
            && let Some((name, rows)) = self.rows.get_mut(n)
            && name == person
        {
            *rows += 1;
            return wants;
        }
        let n = match self.at.get(person) {
            Some(n) => *n,
            None if self.rows.len() >= MOST => MOST - 1,
            None => {
                self.rows.push((person.to_owned(), 0));
                self.at.insert(person.to_owned(), self.rows.len() - 1);
                self.rows.len() - 1
            }
        };
        if let Some((_, rows)) = self.rows.get_mut(n) {
            *rows += 1;
        }
        let wants = self.wanted.as_deref().is_none_or(|wanted| wanted == "all" || work.is_of(wanted));
        self.found |= wants;
        self.last = Some((n, wants));
        wants
    }

    /// Whether it was not said whose time is taken, and there are several.
    pub fn are_several(&self) -> bool {
        self.wanted.is_none() && (self.several || self.rows.len() > self.before + 1)
    }

    /// Whether somebody's time is wanted of whom there is none.
    pub fn is_missing(&self) -> bool {
        self.wanted.as_deref().is_some_and(|wanted| wanted != "all") && !self.found
    }

    /// Those that there are, with their rows.
    pub fn rows(&self) -> &[(String, i64)] {
        &self.rows
    }

    /// That it has to be said whose time is taken.
    pub fn refusal(&self, place: &str) -> Error {
        let what = match &self.wanted {
            None => {
                format!(
                    "the time of {} people is in {place}: say whose is taken with --user NAME, or --user all",
                    self.rows.len()
                )
            }
            Some(wanted) => format!("there is no time of '{wanted}' in {place}"),
        };
        let rows = self.rows.iter().take(100).map(|(name, rows)| {
            let s = if *rows == 1 { "" } else { "s" };
            format!("  {name}: {rows} row{s}")
        });
        Error::Listed { what, lines: rows.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Instant;
    use crate::formats::sources::{ClientSaid, Identity, Time};

    fn by(person: Option<&str>) -> Work {
        let identity = Identity::Own(String::new());
        let time = Time::Running { start: Instant(0) };
        Work {
            line: 1,
            client: ClientSaid::Nobody,
            service: None,
            kinds: Vec::new(),
            note: String::new(),
            tags: Vec::new(),
            time,
            billable: None,
            elsewhere: None,
            rate: None,
            currency: None,
            person: person.map(str::to_owned),
            identity,
        }
    }

    #[test]
    fn one_person_needs_not_be_named_and_several_do() {
        let mut people = People::new(None);
        assert!(people.wants(&by(Some("Ana"))) && people.wants(&by(None)) && people.wants(&by(Some("Ana"))));
        assert!(!people.are_several() && !people.is_missing());
        assert!(people.wants(&by(Some("Bo"))));
        assert!(people.are_several());
        let mut people = People::new(Some("ana@x.example".to_owned()));
        assert!(people.wants(&by(Some("Ana <ana@x.example>"))) && !people.wants(&by(Some("Bo <bo@x.example>"))));
        assert!(!people.are_several() && !people.is_missing());
        let mut people = People::new(Some("cy".to_owned()));
        assert!(!people.wants(&by(Some("Bo"))) && people.is_missing());
    }
}
