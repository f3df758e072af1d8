//! What a key does to the rows under the cursor: a call to run at once, a prompt with words in it, or a form.

mod series;

use self::series::{edit_event, remove_event, shift_event};
use super::action::{Action, Field, Screen, Shape};
use super::call::Call;
use super::table;
use crate::error::{Error, Result};

/// What is under the cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subject {
    /// What kind of row it is.
    pub kind: Kind,
    /// The record's id.
    pub id: i64,
    /// The client's code.
    pub client: Option<String>,
    /// The service's code.
    pub service: Option<String>,
    /// What it is called.
    pub title: String,
    /// The occurrence of a series, in the notation of its calendar.
    pub occurrence: String,
    /// Whether the timer runs for it.
    pub runs: bool,
    /// Whether a task is done, or a record archived.
    pub closed: bool,
    /// From when to when a meeting took place, `9:00-9:45`, and its day.
    pub span: Option<(String, String)>,
    /// The meeting's link.
    pub url: String,
}

/// Kinds of rows, which are also the kinds of panes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A meeting.
    #[default]
    Event,
    /// A task.
    Task,
    /// A client's retainer or block.
    Agreement,
    /// A client's unbilled time.
    Unbilled,
    /// A piece of time worked.
    Entry,
    /// A client.
    Client,
    /// A kind of work.
    Service,
    /// A rate per hour.
    Rate,
    /// Something that is only shown: a cycle gone by, a client's address.
    Fact,
}

impl Kind {
    /// The first word of the actions that work on such a record.
    pub fn family(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Task => "task",
            Self::Agreement => "agreement",
            Self::Unbilled | Self::Client | Self::Fact => "client",
            Self::Entry => "entry",
            Self::Service => "service",
            Self::Rate => "rate",
        }
    }
}

impl Kind {
    /// What such a row is, with its article.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Event => "a meeting",
            Self::Task => "a task",
            Self::Agreement => "an agreement",
            Self::Unbilled => "a client's unbilled time",
            Self::Client => "a client",
            Self::Entry => "an entry",
            Self::Service => "a service",
            Self::Rate => "a rate",
            Self::Fact => "only shown here",
        }
    }
}

impl Subject {
    /// The word that names the record in a call.
    fn word(&self) -> String {
        match (self.kind, &self.client, &self.service) {
            (Kind::Unbilled | Kind::Client | Kind::Fact, Some(client), _) => client.clone(),
            (Kind::Service, _, Some(service)) => service.clone(),
            _ => self.id.to_string(),
        }
    }
}

/// What a key leads to.
#[derive(Clone)]
pub enum Offer {
    /// A call to run at once.
    Run(Call),
    /// A prompt for what a call still has to be told, with words in it.
    Prompt(Call, String),
    /// A form for what a call still has to be told, filled in.
    Form(Call, Fill),
    /// A question: what is asked, and for each answer its key, its words and what it leads to.
    Which(String, Vec<(char, &'static str, Offer)>),
}

/// What the fields of a form begin with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fill {
    /// Nothing but the call's own words.
    Nothing,
    /// The record's present values; only what is changed is sent.
    Present {
        /// The word that names it.
        id: String,
    },
    /// The values of the record that is copied.
    Again {
        /// The word that names it.
        id: String,
        /// Which of a series; empty for what is no series.
        occurrence: String,
    },
}

/// The action of a name.
pub fn action(name: &str) -> Result<&'static Action> {
    table::find(name).ok_or_else(|| Error::problem(format!("there is no action '{name}'")))
}

/// The call of an action whose key needs no more words: one that may be told a record is told the row's, unless that runs,
/// as work is resumed as an entry says.
pub fn at_once(action: &'static Action, row: Option<&Subject>) -> Call {
    let call = Call::new(action);
    let own = |field: &&Field, row: &Subject| field.shape == Shape::Optional && field.names == Some(row.kind.family());
    match (action.first(), row.filter(|r| !r.runs)) {
        (Some(field), Some(row)) if own(&field, row) => call.with(field.name, row.word()),
        _ => call,
    }
}

fn prompt(name: &str, words: impl Into<String>) -> Result<Offer> {
    Ok(Offer::Prompt(Call::new(action(name)?), words.into()))
}

fn form(name: &str) -> Result<Offer> {
    Ok(Offer::Form(Call::new(action(name)?), Fill::Nothing))
}

fn nothing_selected(what: &str) -> Error {
    Error::problem(format!("select a row to {what}"))
}

/// What a key of the screen leads to for a pane and the row under its cursor.
pub fn offer(what: Screen, pane: Kind, row: Option<&Subject>, empty: bool) -> Result<Offer> {
    let some = |what: &str| row.ok_or_else(|| nothing_selected(what));
    match what {
        Screen::Add => add(pane, row, empty),
        Screen::Log => Ok(log(row)?),
        Screen::StartFor => prompt("start", ""),
        Screen::Timer => timer(some("start its timer")?),
        Screen::Tick => match row.filter(|r| r.kind == Kind::Task) {
            Some(task) => Ok(Offer::Run(
                Call::new(action(if task.closed { "task reopen" } else { "task done" })?)
                    .with("id", task.id.to_string()),
            )),
            None => Err(Error::problem("only a task can be done: select one")),
        },
        Screen::Free => {
            let call = Call::new(action("free")?);
            let client = row.and_then(|r| r.client.clone());
            Ok(Offer::Run(if let Some(client) = client { call.with("with", client) } else { call }))
        }
        Screen::Remove => remove(some("delete it")?),
        Screen::Edit => edit(some("edit it")?),
        Screen::Duplicate => duplicate(some("copy it")?),
        Screen::Row(name, words) => on_row(name, words, some("do that to it")?),
        Screen::Shift { start, end, together } => shift(some("move it")?, start, end, together),
        _ => Err(Error::problem("that is no action of a row")),
    }
}

fn add(pane: Kind, row: Option<&Subject>, empty: bool) -> Result<Offer> {
    if empty {
        return form("client add");
    }
    let client = row.and_then(|r| r.client.clone());
    let for_client = |name: &str| {
        let call = Call::new(action(name)?);
        Ok(Offer::Form(if let Some(client) = &client { call.with("client", client) } else { call }, Fill::Nothing))
    };
    match pane {
        Kind::Event => prompt("event add", ""),
        Kind::Task => prompt("task add", ""),
        Kind::Agreement => match for_client("agreement add")? {
            Offer::Form(call, fill) => Ok(Offer::Form(call.with("kind", "retainer"), fill)),
            other => Ok(other),
        },
        Kind::Unbilled | Kind::Entry => prompt("log", client.map(|c| format!("{c} ")).unwrap_or_default()),
        Kind::Client | Kind::Fact => form("client add"),
        Kind::Service => form("service add"),
        Kind::Rate => for_client("rate set"),
    }
}

fn log(row: Option<&Subject>) -> Result<Offer> {
    let call = Call::new(action("log")?);
    let words = row.and_then(|r| r.client.as_deref()).map(|client| format!("{client} ")).unwrap_or_default();
    Ok(match row.filter(|r| r.kind == Kind::Task && r.client.is_some()) {
        Some(task) => Offer::Prompt(call.with("task", task.id.to_string()), words),
        None if row.is_some_and(|r| r.kind == Kind::Event && r.client.is_some()) => {
            let id = row.map(|r| r.id.to_string()).unwrap_or_default();
            Offer::Prompt(call.with("event", id), words)
        }
        None => Offer::Prompt(call, words),
    })
}

/// The words that log what a row leaves to be logged: a meeting that is over as it took place, or the free
/// time behind an entry.
pub fn log_span(row: &Subject) -> Option<String> {
    let (client, (span, day)) = (row.client.as_ref()?, row.span.as_ref()?);
    if row.kind == Kind::Entry {
        return Some(format!("{client} {span} --on {day}"));
    }
    let title = super::grammar::words::quote(&row.title);
    Some(format!("{client} {span} {title} --on {day}"))
}

fn timer(row: &Subject) -> Result<Offer> {
    if row.runs {
        return Ok(Offer::Run(Call::new(action("stop")?)));
    }
    if row.kind == Kind::Entry {
        return Ok(Offer::Run(Call::new(action("resume")?).with("id", row.id.to_string())));
    }
    let Some(client) = &row.client else {
        return prompt("start", "");
    };
    let mut call = Call::new(action("start")?).with("client", client.clone());
    match row.kind {
        Kind::Task => call = call.with("task", row.id.to_string()),
        Kind::Event => call = call.with("event", row.id.to_string()),
        _ => {}
    }
    Ok(Offer::Run(call))
}

fn remove(row: &Subject) -> Result<Offer> {
    let by_id = |name| Ok(Offer::Run(Call::new(action(name)?).with("id", row.word())));
    match row.kind {
        Kind::Event => remove_event(row),
        Kind::Task => by_id("task rm"),
        Kind::Agreement => by_id("agreement rm"),
        Kind::Entry => by_id("entry rm"),
        Kind::Rate => by_id("rate rm"),
        // What is worked for a client or in a service stays, so these are put away and not deleted.
        Kind::Client => Ok(Offer::Run(Call::new(action("client archive")?).with("client", row.word()))),
        Kind::Service => Ok(Offer::Run(Call::new(action("service archive")?).with("service", row.word()))),
        Kind::Unbilled => Err(Error::problem("this is a sum of entries: Enter shows them")),
        Kind::Fact => Err(Error::problem("this can only be looked at")),
    }
}

fn edit(row: &Subject) -> Result<Offer> {
    let name = match row.kind {
        Kind::Event => return edit_event(row),
        Kind::Task => "task edit",
        Kind::Agreement => "agreement change",
        Kind::Entry => "entry edit",
        Kind::Service => "service edit",
        Kind::Rate => "rate set",
        Kind::Unbilled | Kind::Client | Kind::Fact => "client edit",
    };
    let mut call = Call::new(action(name)?);
    if row.kind != Kind::Rate {
        let first = call.action.fields[0].name;
        call = call.with(first, row.word());
    }
    Ok(Offer::Form(call, Fill::Present { id: row.word() }))
}

fn duplicate(row: &Subject) -> Result<Offer> {
    let name = match row.kind {
        Kind::Event => "event add",
        Kind::Task => "task add",
        Kind::Agreement => "agreement add",
        Kind::Entry => "log",
        Kind::Service => "service add",
        Kind::Rate => "rate set",
        Kind::Unbilled | Kind::Client => "client add",
        Kind::Fact => return Err(Error::problem("this can only be looked at")),
    };
    Ok(Offer::Form(Call::new(action(name)?), Fill::Again { id: row.word(), occurrence: row.occurrence.clone() }))
}

/// An action named after a kind of record, on a row of that kind: at once, or asking for what it must be told.
fn on_row(name: &str, words: &str, row: &Subject) -> Result<Offer> {
    let action = action(name)?;
    let family = name.split(' ').next().unwrap_or_default();
    let first = action.fields.first().map_or("id", |f| f.name);
    // What is asked about a client can be asked from any row that is a client's.
    let word = match &row.client {
        Some(client) if first == "client" => client.clone(),
        None if first == "client" => return Err(Error::problem("the row is no client's: select one that is")),
        _ if row.kind.family() == family => row.word(),
        _ => {
            let (wanted, is) = (noun(family), row.kind.noun());
            return Err(Error::problem(format!("that is for {wanted}; this row is {is}")));
        }
    };
    let mut call = Call::new(action).with(first, word);
    // On a cycle it is that cycle's.
    if row.kind == Kind::Fact && !row.occurrence.is_empty() && action.fields.iter().any(|f| f.name == "cycle") {
        call = call.with("cycle", row.occurrence.clone());
    }
    let asks = |shape| matches!(shape, Shape::Required | Shape::Words | Shape::Needed);
    let more = !words.is_empty() || action.fields.iter().skip(1).any(|f| asks(f.shape));
    Ok(if more { Offer::Prompt(call, words.to_owned()) } else { Offer::Run(call) })
}

/// A record of a family of commands, with its article.
fn noun(family: &str) -> &'static str {
    let kinds = [Kind::Event, Kind::Task, Kind::Agreement, Kind::Entry, Kind::Client, Kind::Service, Kind::Rate];
    kinds.into_iter().find(|kind| kind.family() == family).map_or("another row", Kind::noun)
}

fn shift(row: &Subject, start: i64, end: i64, together: bool) -> Result<Offer> {
    if row.kind == Kind::Event {
        return shift_event(row, start, end);
    }
    if row.kind != Kind::Entry {
        return Err(Error::problem(format!("that is for an entry or a meeting; this row is {}", row.kind.noun())));
    }
    let mut call = Call::new(action("entry shift")?).with("id", row.id.to_string());
    for (name, minutes) in [("start", start), ("end", end)] {
        if minutes != 0 {
            call = call.with(name, format!("{minutes}m"));
        }
    }
    Ok(Offer::Run(if together { call.with("together", "") } else { call }))
}
