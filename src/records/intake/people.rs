//! Whose time a file holds: that of one person, unless it is said whose is taken.

use std::collections::HashMap;

use super::fold::folded;
use crate::error::Error;

/// The most people that are told apart.
const MOST: usize = 1_000;

/// The people of an import.
#[derive(Default)]
pub struct People {
    /// Whose time is wanted, folded; nothing if that was not said.
    wanted: Option<String>,
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

    /// Counts a row, and says whether it is wanted.
    pub fn wants(&mut self, person: Option<&str>) -> bool {
        let Some(person) = person.filter(|person| !person.is_empty()) else {
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
        let wants = self.wanted.as_deref().is_none_or(|wanted| wanted == "all" || is_called(person, wanted));
        self.last = Some((n, wants));
        wants
    }

    /// Whether it was not said whose time is taken, and there are several.
    pub fn are_several(&self) -> bool {
        self.wanted.is_none() && self.rows.len() > 1
    }

    /// Whether somebody's time is wanted of whom there is none.
    pub fn is_missing(&self) -> bool {
        let found = |wanted: &str| wanted == "all" || self.rows.iter().any(|(name, _)| is_called(name, wanted));
        self.wanted.as_deref().is_some_and(|wanted| !found(wanted))
    }

    /// Those that there are, with their rows.
    pub fn rows(&self) -> &[(String, i64)] {
        &self.rows
    }

    /// That it has to be said whose time is taken.
    pub fn refusal(&self, place: &str) -> Error {
        let what = match &self.wanted {
            None => {
                format!("{place} has the time of {} people: say whose with --user NAME, or --user all", self.rows.len())
            }
            Some(wanted) => format!("{place} has no time of '{wanted}'"),
        };
        let rows = self.rows.iter().take(100).map(|(name, rows)| {
            let s = if *rows == 1 { "" } else { "s" };
            format!("  {name}: {rows} row{s}")
        });
        Error::Listed { what, lines: rows.collect() }
    }
}

/// Whether a person is called so: by the whole, by the name or by the address of `Name <address>`.
fn is_called(person: &str, wanted: &str) -> bool {
    let person = folded(person);
    let (name, address) = person.split_once('<').unwrap_or((&person, ""));
    person == wanted || name.trim() == wanted || !address.is_empty() && address.trim_end_matches('>').trim() == wanted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_needs_not_be_named_and_several_do() {
        let mut people = People::new(None);
        assert!(people.wants(Some("Ana")) && people.wants(None) && people.wants(Some("Ana")));
        assert!(!people.are_several() && !people.is_missing());
        assert!(people.wants(Some("Bo")));
        assert!(people.are_several());
        let mut people = People::new(Some("ana@x.example".to_owned()));
        assert!(people.wants(Some("Ana <ana@x.example>")) && !people.wants(Some("Bo <bo@x.example>")));
        assert!(!people.are_several() && !people.is_missing());
        let mut people = People::new(Some("cy".to_owned()));
        assert!(!people.wants(Some("Bo")) && people.is_missing());
    }
}
