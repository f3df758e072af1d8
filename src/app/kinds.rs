//! Kinds of rows, which are also the kinds of panes: what each is, and what keys do to it, declared once.

use std::fmt;

use super::offer::series::{edit_event, remove_event, shift_event};
use super::offer::{Fill, Offer, Subject, action};
use crate::command::call::Call;
use crate::command::field::Field;
use crate::error::{Error, Result};

/// A kind of rows.
pub struct Kind {
    /// Its name.
    pub name: &'static str,
    /// The kind of record that such a row stands for, as fields say what they name: the first word of its actions.
    pub record: &'static str,
    /// What such a row is, with its article.
    pub noun: &'static str,
    /// The word that names the record in a call.
    word: fn(&Subject) -> Option<String>,
    /// The field by which time is logged for it, and the timer started.
    pub worked_by: Option<&'static str>,
    /// What adds one to a pane, for the row under its cursor.
    pub add: fn(Option<&Subject>) -> Result<Offer>,
    /// What changes it.
    pub edit: fn(&Subject) -> Result<Offer>,
    /// What deletes it, or puts it away where work that was done stays.
    pub remove: fn(&Subject) -> Result<Offer>,
    /// The action that makes a copy of it.
    pub copy: Option<&'static str>,
    /// What moves its ends by so many minutes; whether what touches a moved end moves along.
    pub shift: Option<Shift>,
    /// The keys worth showing for it, the most useful first, each with its label.
    pub footer: &'static [(&'static str, &'static str)],
}

/// Moves a row's start and end by so many minutes.
pub type Shift = fn(&Subject, i64, i64, bool) -> Result<Offer>;

impl Kind {
    /// The word that names a row's record in a call.
    pub fn word(&self, row: &Subject) -> String {
        (self.word)(row).unwrap_or_else(|| row.id.to_string())
    }

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

/// Every kind; where several rows stand for the same kind of record, the record's own comes first.
pub const KINDS: &[&Kind] = &[&EVENT, &TASK, &AGREEMENT, &ENTRY, &CLIENT, &SERVICE, &RATE, &UNBILLED, &FACT];

/// A record of a kind, with its article.
pub fn noun(record: &str) -> &'static str {
    KINDS.iter().find(|kind| kind.record == record).map_or("another row", |kind| kind.noun)
}

/// A meeting.
pub const EVENT: Kind = Kind {
    name: "event",
    record: "event",
    noun: "a meeting",
    word: number,
    worked_by: Some("event"),
    add: |_| prompt("event add", ""),
    edit: edit_event,
    remove: remove_event,
    copy: Some("event add"),
    shift: Some(|row, start, end, _| shift_event(row, start, end)),
    footer: &[
        ("add", "add"),
        ("log-time", "log"),
        ("timer", "timer"),
        ("look", "look"),
        ("open", "link"),
        ("edit", "edit"),
        ("delete", "delete"),
        ("day-back", "day"),
        ("day-on", "day"),
        ("today", "today"),
    ],
};

/// A task.
pub const TASK: Kind = Kind {
    name: "task",
    record: "task",
    noun: "a task",
    word: number,
    worked_by: Some("task"),
    add: |_| prompt("task add", ""),
    edit: |row| change("task edit", row),
    remove: |row| run("task rm", row),
    copy: Some("task add"),
    shift: None,
    footer: &[
        ("add", "add"),
        ("tick", "done"),
        ("timer", "timer"),
        ("log-time", "log"),
        ("look", "look"),
        ("edit", "edit"),
        ("duplicate", "copy"),
        ("delete", "delete"),
    ],
};

/// A client's retainer or block.
pub const AGREEMENT: Kind = Kind {
    name: "agreement",
    record: "agreement",
    noun: "an agreement",
    word: number,
    worked_by: None,
    add: |row| Ok(Offer::Form(for_client("agreement add", row)?.with("kind", "retainer"), Fill::Nothing)),
    edit: |row| change("agreement change", row),
    remove: |row| run("agreement rm", row),
    copy: Some("agreement add"),
    shift: None,
    footer: &[
        ("add", "add"),
        ("log-time", "log"),
        ("timer", "timer"),
        ("look", "look"),
        ("edit", "change"),
        ("delete", "delete"),
    ],
};

/// A piece of time worked.
pub const ENTRY: Kind = Kind {
    name: "entry",
    record: "entry",
    noun: "an entry",
    word: number,
    worked_by: None,
    add: log,
    edit: |row| change("entry edit", row),
    remove: |row| run("entry rm", row),
    copy: Some("log"),
    shift: Some(|row, start, end, together| {
        let mut call = named("entry shift", row)?;
        for (name, minutes) in [("start", start), ("end", end)] {
            if minutes != 0 {
                call = call.with(name, format!("{minutes}m"));
            }
        }
        Ok(Offer::Run(if together { call.with("together", "") } else { call }))
    }),
    footer: &[
        ("add", "log"),
        ("edit", "edit"),
        ("shorter", "end"),
        ("longer", "end"),
        ("earlier", "start"),
        ("later", "start"),
        ("split", "split"),
        ("join", "join"),
        ("move", "move"),
        ("repeat", "repeat"),
        ("timer", "resume"),
        ("resume", "resume"),
        ("delete", "delete"),
    ],
};

/// A client.
pub const CLIENT: Kind = Kind {
    name: "client",
    record: "client",
    noun: "a client",
    word: |row| row.client.clone(),
    worked_by: None,
    add: |_| form("client add"),
    edit: |row| change("client edit", row),
    remove: |row| run("client archive", row),
    copy: Some("client add"),
    shift: None,
    footer: &[
        ("look", "open"),
        ("add", "add"),
        ("edit", "edit"),
        ("log-time", "log"),
        ("timer", "timer"),
        ("delete", "archive"),
    ],
};

/// A client's unbilled time.
pub const UNBILLED: Kind = Kind {
    name: "unbilled",
    noun: "a client's unbilled time",
    add: log,
    remove: |_| Err(Error::problem("this is a sum of entries: Enter shows them")),
    footer: &[("log-time", "log"), ("timer", "timer"), ("look", "look"), ("edit", "client")],
    ..CLIENT
};

/// Something that is only shown: a cycle gone by, a client's address.
pub const FACT: Kind = Kind {
    name: "fact",
    noun: "only shown here",
    remove: |_| Err(Error::problem(ONLY_SHOWN)),
    copy: None,
    footer: &[("look", "look"), ("copy", "copy"), ("edit", "edit")],
    ..CLIENT
};

/// A kind of work.
pub const SERVICE: Kind = Kind {
    name: "service",
    record: "service",
    noun: "a service",
    word: |row| row.service.clone(),
    worked_by: None,
    add: |_| form("service add"),
    edit: |row| change("service edit", row),
    remove: |row| run("service archive", row),
    copy: Some("service add"),
    shift: None,
    footer: OF_TARIFFS,
};

/// A rate per hour.
pub const RATE: Kind = Kind {
    name: "rate",
    record: "rate",
    noun: "a rate",
    word: number,
    worked_by: None,
    add: |row| Ok(Offer::Form(for_client("rate set", row)?, Fill::Nothing)),
    // A rate is not changed: another one holds from a day on, and begins with what this one says.
    edit: |row| Ok(Offer::Form(Call::new(action("rate set")?), Fill::Present { id: row.word() })),
    remove: |row| run("rate rm", row),
    copy: Some("rate set"),
    shift: None,
    footer: OF_TARIFFS,
};

const OF_TARIFFS: &[(&str, &str)] = &[("add", "add"), ("edit", "edit"), ("delete", "delete"), ("look", "look")];

/// What is said where a row cannot be changed.
pub const ONLY_SHOWN: &str = "this can only be looked at";

fn number(_: &Subject) -> Option<String> {
    None
}

/// A prompt for an action, with words in it.
pub(super) fn prompt(name: &str, words: impl Into<String>) -> Result<Offer> {
    Ok(Offer::Prompt(Call::new(action(name)?), words.into()))
}

fn form(name: &str) -> Result<Offer> {
    Ok(Offer::Form(Call::new(action(name)?), Fill::Nothing))
}

/// The call of an action, for the client of a row.
fn for_client(name: &str, row: Option<&Subject>) -> Result<Call> {
    let call = Call::new(action(name)?);
    let client = row.and_then(|row| row.client.as_ref());
    Ok(client.map_or(call.clone(), |client| call.with("client", client)))
}

/// The call of an action on a row's record.
fn named(name: &str, row: &Subject) -> Result<Call> {
    let call = Call::new(action(name)?);
    let first = call.action.first().map_or("id", |field| field.name);
    Ok(call.with(first, row.word()))
}

fn run(name: &str, row: &Subject) -> Result<Offer> {
    named(name, row).map(Offer::Run)
}

/// A form with the record's present values.
fn change(name: &str, row: &Subject) -> Result<Offer> {
    Ok(Offer::Form(named(name, row)?, Fill::Present { id: row.word() }))
}

/// A prompt for work, for the client of a row.
fn log(row: Option<&Subject>) -> Result<Offer> {
    let client = row.and_then(|row| row.client.as_ref());
    prompt("log", client.map(|client| format!("{client} ")).unwrap_or_default())
}
