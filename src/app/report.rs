//! What an action answers: a JSON value and the same as text.

use serde_json::{Value, json};

use crate::domain::text::{clean, pad, pad_left, width};
use crate::store::Said;

/// An answer that can be shown both ways.
pub trait Report {
    /// For `--json`: the fields are a contract with scripts.
    fn json(&self) -> Value;
    /// For people; lines end with a newline, nothing at all if there is nothing to say.
    fn text(&self) -> String;
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
}

impl Done {
    /// A sentence and the record it is about.
    pub fn new(said: impl Into<String>, id: i64) -> Self {
        Self { said: said.into(), id: Some(id), more: Vec::new(), notes: Vec::new() }
    }

    /// A sentence alone.
    pub fn said(said: impl Into<String>) -> Self {
        Self { said: said.into(), id: None, more: Vec::new(), notes: Vec::new() }
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
        std::iter::once(&self.said).chain(&self.notes).map(|line| format!("{}\n", clean(line))).collect()
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
}

/// Rows in columns, as wide as they need to be.
#[derive(Default)]
pub struct Columns {
    head: Vec<(&'static str, bool)>,
    rows: Vec<Vec<String>>,
}

impl Columns {
    /// Headings; one that begins with `>` stands over a column aligned to the right.
    pub fn new(head: &[&'static str]) -> Self {
        let column = |name: &&'static str| (name.strip_prefix('>').unwrap_or(name), name.starts_with('>'));
        Self { head: head.iter().map(column).collect(), rows: Vec::new() }
    }

    /// Adds a row; text from outside is cleaned here.
    pub fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells.into_iter().map(|c| clean(&c).into_owned()).collect());
    }

    /// The table with its headings, or nothing if it has no rows.
    pub fn text(&self) -> String {
        if self.rows.is_empty() {
            return String::new();
        }
        let widest = |n: usize, head: &str| {
            self.rows.iter().filter_map(|r| r.get(n)).map(|c| width(c)).chain([width(head)]).max().unwrap_or(0)
        };
        let widths: Vec<usize> = self.head.iter().enumerate().map(|(n, (head, _))| widest(n, head)).collect();
        let line = |cells: &[&str]| {
            let fit = |(n, cell): (usize, &&str)| {
                if self.head[n].1 { pad_left(cell, widths[n]) } else { pad(cell, widths[n]) }
            };
            let joined: Vec<String> = cells.iter().enumerate().map(fit).collect();
            format!("{}\n", joined.join("  ").trim_end())
        };
        let mut text = line(&self.head.iter().map(|(h, _)| *h).collect::<Vec<_>>());
        for row in &self.rows {
            text.push_str(&line(&row.iter().map(String::as_str).collect::<Vec<_>>()));
        }
        text
    }
}
