//! Which fields of a form are seen: those that few records have stand behind `more …` until one goes on to them.

use super::{Form, FormRow};
use crate::command::field::Shape;

/// Under what is kept for which kinds of records they were used.
pub const MORE: &str = "more";

/// Puts the fields that most records have first, where a form has such fields; the others fold.
pub(super) fn arrange(rows: &mut [FormRow]) {
    let must = |row: &FormRow| matches!(row.field.shape, Shape::Required | Shape::Needed | Shape::Words);
    if rows.iter().any(|row| row.field.usual) {
        for row in rows.iter_mut() {
            row.folds = !(row.field.usual || must(row));
        }
        rows.sort_by_key(|row| row.folds);
    }
}

impl Form {
    /// Whether a field is to be seen.
    fn sees(&self, n: usize) -> bool {
        let row = &self.rows[n];
        row.shown && (self.open || !row.folds || row.tells() || n == self.at)
    }

    /// The fields that are seen, by their places.
    pub(super) fn places(&self) -> Vec<usize> {
        (0..self.rows.len()).filter(|n| self.sees(*n)).collect()
    }

    /// The names of those behind `more …`.
    pub(super) fn folded(&self) -> Vec<&'static str> {
        let unseen = (0..self.rows.len()).filter(|n| self.rows[*n].shown && !self.sees(*n));
        unseen.map(|n| self.rows[n].field.name).collect()
    }

    /// Opens what is behind `more …`.
    fn unfold(&mut self) {
        self.open |= !self.folded().is_empty();
    }

    /// The kind of record whose fields behind `more …` are used by what is typed, if they are.
    pub fn uses_more(&self) -> Option<&'static str> {
        self.rows.iter().any(|row| row.folds && row.changed()).then(|| self.action.family())
    }

    /// Leaves out the fields that mean nothing beside the other values.
    pub(super) fn hide(&mut self) {
        let is = |name: &str, value: &str| self.rows.iter().any(|r| r.field.name == name && r.text() == value);
        let shown: Vec<bool> = self.rows.iter().map(|r| r.field.only_if.is_none_or(|(n, v)| is(n, v))).collect();
        for (row, shown) in self.rows.iter_mut().zip(shown) {
            row.shown = shown;
        }
    }

    /// Goes so many shown fields on or back, round and round or no further than the ends.
    pub(super) fn step(&mut self, by: isize, round: bool) {
        if by > 0 && self.places().last() == Some(&self.at) {
            self.unfold();
        }
        let places = self.places();
        let here = places.iter().position(|n| *n == self.at).unwrap_or(0);
        let count = places.len();
        let to = match here.checked_add_signed(by) {
            Some(to) if to < count => to,
            Some(_) if round => 0,
            None if round => count.saturating_sub(1),
            Some(_) => count.saturating_sub(1),
            None => 0,
        };
        self.go(places.get(to).copied().unwrap_or(0));
    }
}
