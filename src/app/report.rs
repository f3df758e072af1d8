//! What an action answers: a JSON value and the same as text.

use std::sync::OnceLock;

use serde_json::{Value, json};

use super::run::World;
use crate::domain::text::{clean_line, sentence, width};
use crate::error::Result;
use crate::store::{Made, Said, Store};

/// An answer that can be shown both ways.
pub trait Report {
    /// For `--json`: the fields are a contract with scripts.
    fn json(&self) -> Value;
    /// For people; lines end with a newline, nothing at all if there is nothing to say.
    fn text(&self) -> String;

    /// Whether the text is for a program, and leaves as it is.
    fn is_data(&self) -> bool {
        false
    }

    /// Takes back what was done, where the answer cannot be told.
    fn take_back(&self, _: &Store, _: &World) -> Result<Taken> {
        Ok(Taken::Nothing)
    }
}

/// What became of a change whose answer cannot be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// Nothing was changed.
    Nothing,
    /// It was taken back.
    Back,
    /// Somebody has made another change since, so it stands.
    Stands,
}

/// What a write did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Done {
    /// In words.
    pub said: String,
    /// The record it made or changed.
    pub id: Option<i64>,
    /// What else a script may want.
    pub more: Vec<(&'static str, Value)>,
    /// Lines below the sentence, such as what an import left out.
    pub notes: Vec<String>,
    /// The step that it is, if it changed anything.
    pub made: Option<Made>,
}

impl Done {
    /// A sentence and the record it is about.
    pub fn new(said: impl Into<String>, id: i64) -> Self {
        Self { said: said.into(), id: Some(id), ..Self::default() }
    }

    /// A sentence alone.
    pub fn said(said: impl Into<String>) -> Self {
        Self { said: said.into(), id: None, ..Self::default() }
    }
}

impl Said for Done {
    fn said(&self) -> String {
        self.said.clone()
    }
}

impl Report for Done {
    fn json(&self) -> Value {
        let mut value = json!({ "said": self.said, "id": self.id });
        for (name, more) in &self.more {
            value[*name] = more.clone();
        }
        value
    }

    fn text(&self) -> String {
        std::iter::once(&self.said)
            .chain(&self.notes)
            .map(|line| format!("{}\n", sentence(&clean_line(line))))
            .collect()
    }

    fn take_back(&self, store: &Store, world: &World) -> Result<Taken> {
        self.made.as_ref().map_or(Ok(Taken::Nothing), |made| super::data::retract(store, world, made))
    }
}

/// Text made elsewhere, such as a completion script; its JSON is the text as a string.
pub struct Plain(pub String);

impl Report for Plain {
    fn json(&self) -> Value {
        Value::String(self.0.clone())
    }

    fn text(&self) -> String {
        self.0.clone()
    }

    fn is_data(&self) -> bool {
        true
    }
}

/// What stands before and behind a table's headings on a terminal.
static HEADINGS: OnceLock<(&str, &str)> = OnceLock::new();

/// Says what stands before and behind a table's headings; nothing does unless it is said.
pub fn set_headings(before: &'static str, behind: &'static str) {
    // The first caller wins: it is set once, by `main`, before any answer is given.
    let _ = HEADINGS.set((before, behind));
}

/// Rows in columns, as wide as they need to be.
#[derive(Default)]
pub struct Columns {
    /// The headings, and whether each stands over a column aligned to the right.
    head: Vec<(&'static str, bool)>,
    /// The widest text of each column.
    widths: Vec<usize>,
    /// The texts of all cells behind one another.
    texts: String,
    /// Of each cell, row by row, where its text ends and its width.
    cells: Vec<(usize, usize)>,
}

impl Columns {
    /// Headings; one that begins with `>` stands over a column aligned to the right.
    pub fn new(head: &[&'static str]) -> Self {
        let column = |name: &&'static str| (name.strip_prefix('>').unwrap_or(name), name.starts_with('>'));
        let head: Vec<_> = head.iter().map(column).collect();
        Self {
            widths: head.iter().map(|(name, _)| width(name)).collect(),
            head,
            texts: String::new(),
            cells: Vec::new(),
        }
    }

    /// Makes room for so many rows.
    pub fn expect(&mut self, rows: usize) {
        self.texts.reserve(rows * 100);
        self.cells.reserve(rows * self.head.len());
    }

    /// Adds a row; text from outside is cleaned here.
    pub fn row<S: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = S>) {
        let mut cells = cells.into_iter();
        for widest in &mut self.widths {
            let cell = cells.next();
            let cell = clean_line(cell.as_ref().map_or("", AsRef::as_ref));
            let wide = width(&cell);
            *widest = (*widest).max(wide);
            self.texts.push_str(&cell);
            self.cells.push((self.texts.len(), wide));
        }
    }

    /// The table with its headings, or nothing if it has no rows.
    pub fn text(&self) -> String {
        if self.cells.is_empty() {
            return String::new();
        }
        let room: usize = self.widths.iter().map(|w| w + 2).sum();
        let mut text = String::with_capacity((room + 1) * (self.cells.len() / self.head.len() + 1));
        self.line(self.head.iter().map(|(name, _)| (*name, width(name))), &mut text);
        if let Some((before, behind)) = HEADINGS.get() {
            text = format!("{before}{}{behind}\n", text.trim_end_matches('\n'));
        }
        let mut from = 0;
        for row in self.cells.chunks(self.head.len()) {
            let cells = row.iter().map(|(to, wide)| (&self.texts[std::mem::replace(&mut from, *to)..*to], *wide));
            self.line(cells, &mut text);
        }
        text
    }

    /// The table, or a line that says what there is none of.
    pub fn text_or(&self, none: &str) -> String {
        if self.cells.is_empty() { format!("{}\n", clean_line(none)) } else { self.text() }
    }

    /// Adds a line, without spaces at its end.
    fn line<'a>(&self, cells: impl Iterator<Item = (&'a str, usize)>, text: &mut String) {
        let begin = text.len();
        for (n, (cell, wide)) in cells.enumerate() {
            let spaces = self.widths.get(n).map_or(0, |widest| widest.saturating_sub(wide));
            let right = self.head.get(n).is_some_and(|(_, right)| *right);
            pad(text, if n > 0 { 2 } else { 0 } + if right { spaces } else { 0 });
            text.push_str(cell);
            pad(text, if right { 0 } else { spaces });
        }
        text.truncate(text[begin..].trim_end().len() + begin);
        text.push('\n');
    }
}

/// Adds spaces, many at once: one by one they cost as much as the texts between them.
fn pad(text: &mut String, mut spaces: usize) {
    const MANY: &str = "                                ";
    while spaces > 0 {
        let some = spaces.min(MANY.len());
        text.push_str(&MANY[..some]);
        spaces -= some;
    }
}
