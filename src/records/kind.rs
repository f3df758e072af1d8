//! A kind of rows, which is also the kind of a pane: what it is, and what keys do to it, declared once.

use crate::command::context::Context;
use crate::error::Result;
use std::fmt;

use serde_json::Value;

use crate::command::action::Action;
use crate::command::field::Field;
use crate::domain::text::clean_line;
use crate::store::{Client, Reads};

/// A kind of rows.
pub struct Kind {
    /// Its name.
    pub name: &'static str,
    /// The kind of record that such a row stands for, as fields say what they name: the first word of its actions.
    pub record: &'static str,
    /// What such a row is, with its article.
    pub noun: &'static str,
    /// What names its record in a call.
    pub word: Word,
    /// The field by which time is logged for it, and the timer started.
    pub worked_by: Option<&'static str>,
    /// What adds one to a pane.
    pub add: Add,
    /// What changes it.
    pub edit: Edit,
    /// The action that deletes it, or puts it away where work that was done stays; or why there is none, with `{}` for
    /// what names it.
    pub remove: std::result::Result<&'static str, &'static str>,
    /// The action that makes a copy of it.
    pub copy: Option<&'static str>,
    /// What moves its ends.
    pub shift: Option<Shift>,
    /// The keys worth showing for it, the most useful first, each with its label.
    pub footer: &'static [(&'static str, &'static str)],
}

/// What names a row's record in a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// Its number.
    Id,
    /// The client's code.
    Client,
    /// The service's code.
    Service,
    /// What it is called, which is the number of a document.
    Number,
    /// The number of a draft, `d3`.
    Draft,
}

/// The action that adds a record, and how it is asked for.
#[derive(Clone, Copy, Debug)]
pub enum Add {
    /// On a line.
    Prompt(&'static str),
    /// On a line that begins with the client of the row under the cursor.
    PromptFor(&'static str),
    /// In a form.
    Form(&'static str),
    /// In a form for the client of the row under the cursor, with these values.
    FormFor(&'static str, &'static [(&'static str, &'static str)]),
}

/// The action that changes a record, in a form with its present values.
#[derive(Clone, Copy, Debug)]
pub enum Edit {
    /// Changes it.
    Change(&'static str),
    /// Makes another that takes its place.
    Anew(&'static str),
    /// There is none: why, with `{}` for what names the record.
    Never(&'static str),
}

/// The action that moves a record's ends, and how many steps of a key it moves them.
#[derive(Clone, Copy, Debug)]
pub struct Shift {
    /// The action.
    pub action: &'static str,
    /// So many steps.
    pub steps: i64,
}

/// What is said where a row cannot be changed.
pub const ONLY_SHOWN: &str = "this can only be looked at";

impl Kind {
    /// Whether a field names a record of this kind.
    pub fn is_named_by(&self, field: &Field) -> bool {
        field.names == Some(self.record)
    }
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Kind {}

impl fmt::Debug for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// A list that panes show: what is read for them, in the snapshot of the whole screen.
pub trait Listing: Sized + 'static {
    /// Reads it as of now.
    fn read(context: &Context<'_>) -> Result<Self>;
}

/// A kind of record that can be brought back when it was deleted.
pub struct Restorable {
    /// The word of the commands that make it, which is also its table's name.
    pub record: &'static str,
    /// The column by which one may be named beside its number.
    pub name: Option<&'static str>,
    /// What one was called, by its image in the history.
    pub called: fn(&Reads, &Value) -> String,
}

/// The text of a column of an image, in a line.
pub fn text_of(image: &Value, column: &str) -> String {
    clean_line(image[column].as_str().unwrap_or_default()).into_owned()
}

/// `2:00 h for Acme GmbH`: what an image is, and the client that it is for.
pub fn for_client(db: &Reads, image: &Value, what: String) -> String {
    match client_of(db, image) {
        Some(client) => format!("{what} for {}", clean_line(&client.name)),
        None => what,
    }
}

/// The client of an image, if there still is one.
pub fn client_of(db: &Reads, image: &Value) -> Option<Client> {
    image["client"].as_i64().and_then(|id| db.find::<Client>(id).ok().flatten())
}

/// All that a folder of records declares.
pub struct Section {
    /// Its kinds of rows; where several stand for the same kind of record, the record's own comes first.
    pub kinds: &'static [&'static Kind],
    /// What can be brought back.
    pub restorable: &'static [Restorable],
    /// What can be asked for.
    pub actions: &'static [Action],
    /// What the actions that begin with a word are about.
    pub families: &'static [(&'static str, &'static str)],
}
