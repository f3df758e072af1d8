//! Where the columns of a table stand.

use super::form::{Column, Form};
use crate::domain::money::Currency;
use crate::domain::text;
use crate::error::{Error, Result};
use crate::formats::sources::row::{ColumnAs, Field};
use crate::formats::values::{Bare, LengthStyle, currency_in};

/// Where the columns stand, and what their headings say beyond that.
pub(super) struct Places {
    at: [Option<usize>; Column::COUNT],
    /// The columns of tags, of which there may be several.
    pub tags: Vec<usize>,
    /// How many columns there are.
    pub width: usize,
    /// How durations are written.
    pub length: LengthStyle,
    /// The currency that the headings name, if it is one.
    pub currency: Option<Currency>,
    /// Headings that nothing is known of.
    pub unknown: Vec<String>,
}

impl Places {
    /// Finds the columns by their headings, and those that are to be something else.
    ///
    /// # Errors
    ///
    /// Names a column that is not there, or what is needed and not there.
    pub(super) fn new(head: &[String], form: &Form, asked: &[ColumnAs], comma: bool) -> Result<Self> {
        let mut places = Self {
            at: [None; Column::COUNT],
            tags: Vec::new(),
            width: head.len(),
            length: LengthStyle { bare: Bare::Hours, comma },
            currency: form.currency.or_else(|| one(head.iter().filter_map(|heading| of_money(heading)))),
            unknown: Vec::new(),
        };
        for (n, heading) in head.iter().enumerate() {
            match form.column(heading) {
                // The first of a name counts: programs put columns of the user's own behind theirs.
                Some(column) => places.at[column as usize] = places.get(column).or(Some(n)),
                None if !heading.is_empty() && !form.knows(heading) => places.unknown.push(heading.clone()),
                None => {}
            }
        }
        places.send(head, asked)?;
        places.tags.extend(places.get(Column::Tags));
        places.tags.dedup();
        if let Some(n) = places.get(Column::Length) {
            places.length.bare = bare(&head[n]);
        }
        places.check(head, form)?;
        Ok(places)
    }

    /// Where a column stands.
    pub(super) fn get(&self, column: Column) -> Option<usize> {
        self.at[column as usize]
    }

    /// Whether there is a column.
    pub(super) fn has(&self, column: Column) -> bool {
        self.get(column).is_some()
    }

    /// Sends columns to fields. A column that is sent somewhere is no longer what it would be.
    fn send(&mut self, head: &[String], asked: &[ColumnAs]) -> Result<()> {
        let mut sent = Vec::with_capacity(asked.len());
        for ColumnAs { field, column } in asked {
            let word = column.trim().to_ascii_lowercase();
            let by_word = || Column::by_word(&word).and_then(|known| self.get(known));
            let Some(n) = head.iter().position(|heading| *heading == word).or_else(by_word) else {
                let there = headings(head);
                return Err(Error::problem(format!(
                    "there is no column '{}': the columns are {there}",
                    text::cut(column, 40)
                )));
            };
            sent.push((Column::of(*field), n, *field));
        }
        for (_, n, _) in &sent {
            for place in &mut self.at {
                *place = place.filter(|at| at != n);
            }
            self.unknown.retain(|heading| *heading != head[*n]);
        }
        let mut taken: Vec<Field> = Vec::new();
        for (column, n, field) in sent {
            match column {
                Some(Column::Tags) => self.tags.push(n),
                Some(_) if taken.contains(&field) => {
                    return Err(Error::problem(format!(
                        "two columns are sent to one field: '{}' is the second",
                        head[n]
                    )));
                }
                Some(column) => {
                    taken.push(field);
                    self.at[column as usize] = Some(n);
                }
                None => {}
            }
        }
        Ok(())
    }

    /// Holds that a row can say when work was done.
    fn check(&self, head: &[String], form: &Form) -> Result<()> {
        let has = |column| self.has(column);
        let length = has(Column::Length) || has(Column::Hours);
        let missing = match (has(Column::Start), has(Column::Day)) {
            (true, _) if has(Column::End) || length => return Ok(()),
            (true, _) => ("an end or a duration", "end"),
            (false, true) if length => return Ok(()),
            (false, true) if !has(Column::End) => ("a duration", "duration"),
            (false, _) => ("a start", "start"),
        };
        let (what, field) = missing;
        let (there, form) = (headings(head), form.what);
        Err(Error::problem(format!(
            "{form} has a column with {what}, and none of these is known as it: {there}: say --as {field}=COLUMN"
        )))
    }
}

/// The headings for a sentence.
fn headings(head: &[String]) -> String {
    const MOST: usize = 20;
    let named = head.iter().filter(|heading| !heading.is_empty());
    let mut list = named.clone().take(MOST).map(|heading| text::cut(heading, 30)).collect::<Vec<_>>().join(", ");
    let more = named.count().saturating_sub(MOST);
    if more > 0 {
        list.push_str(&format!(" and {more} more"));
    }
    list
}

/// The currency of a heading: `Amount (EUR)`.
fn of_money(heading: &str) -> Option<Currency> {
    currency_in(heading).filter(|_| heading.ends_with(')'))
}

/// The one value that all of them are.
fn one<T: PartialEq>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

/// What a heading says that bare numbers count.
fn bare(heading: &str) -> Bare {
    let mut words = heading.split(|c: char| !c.is_alphanumeric());
    let says = |known: &[&str]| words.clone().any(|word| known.contains(&word));
    if says(&["min", "mins", "minutes", "minuten"]) {
        return Bare::Minutes;
    }
    let second = words.any(|word| ["s", "sec", "secs", "seconds", "sek", "sekunden"].contains(&word));
    if second { Bare::Seconds } else { Bare::Hours }
}
