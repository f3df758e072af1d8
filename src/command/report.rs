//! What an action answers: a JSON value and the same as text.

mod columns;
mod lines;

pub use self::columns::{Columns, set_headings};
pub use self::lines::{cut_line, line_width, paragraphs, sentence_line, set_terminal, width_or, wrapped};

use serde_json::{Value, json};

use crate::command::env::Env;
use crate::error::Result;
use crate::store::{Made, Store, WriteSummary};

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

    /// Whether there is a step that an undo would take back.
    fn is_step(&self) -> bool {
        false
    }

    /// Takes back what was done, where the answer cannot be told.
    fn take_back(&self, _: &Store, _: &Env) -> Result<Retracted> {
        Ok(Retracted::Nothing)
    }
}

/// What became of a change whose answer cannot be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retracted {
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
    /// The record as it would be shown, where a script gets that.
    pub record: Value,
    /// Whether it says that nothing is another.
    pub unchanged: bool,
    /// Whether it tells what would be done, and that could not be done as it was asked.
    pub blocked: bool,
    /// Lines below the sentence, such as what an import left out.
    pub notes: Vec<String>,
    /// The step that it is, if it changed anything, and what takes it back as if it had never been.
    pub made: Option<(Made, Retract)>,
}

/// Takes a step back that was just made.
pub type Retract = fn(&Store, &Env, &Made) -> Result<Retracted>;

impl Done {
    /// A sentence and the record it is about.
    pub fn new(said: impl Into<String>, id: i64) -> Self {
        Self { said: said.into(), id: Some(id), ..Self::default() }
    }

    /// That a record is already what it was to be.
    pub fn unchanged(what: &str, id: i64) -> Self {
        Self { unchanged: true, ..Self::new(format!("{what} stays as it was"), id) }
    }

    /// A sentence alone.
    pub fn said(said: impl Into<String>) -> Self {
        Self { said: said.into(), id: None, ..Self::default() }
    }
}

impl WriteSummary for Done {
    fn said(&self) -> String {
        self.said.clone()
    }
}

impl Report for Done {
    fn json(&self) -> Value {
        let mut value = self.record.clone();
        (value["said"], value["id"]) = (json!(self.said), json!(self.id));
        for (name, more) in &self.more {
            value[*name] = more.clone();
        }
        value
    }

    fn text(&self) -> String {
        std::iter::once(&self.said).chain(&self.notes).map(|line| sentence_line(line)).collect()
    }

    fn is_step(&self) -> bool {
        self.made.is_some()
    }

    fn take_back(&self, store: &Store, env: &Env) -> Result<Retracted> {
        self.made.as_ref().map_or(Ok(Retracted::Nothing), |(made, retract)| retract(store, env, made))
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
