//! What a key does to the row under the cursor: a call to run at once, or a prompt with words already in it.

use super::call::Call;
use super::table;
use crate::app::action::Screen;
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
    /// Whether a task is done.
    pub closed: bool,
    /// From when to when a meeting took place, `9:00-9:45`, and its day.
    pub span: Option<(String, String)>,
    /// The meeting's link.
    pub url: String,
    /// The words that would make the row again.
    pub words: String,
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
}

/// What a key leads to.
#[derive(Clone)]
pub enum Offer {
    /// A call to run at once.
    Run(Call),
    /// A prompt for an action, with words in it.
    Prompt(&'static super::action::Action, String),
}

fn action(name: &'static str) -> Result<&'static super::action::Action> {
    table::find(name).ok_or_else(|| Error::problem(format!("there is no action '{name}'")))
}

fn prompt(name: &'static str, words: impl Into<String>) -> Result<Offer> {
    Ok(Offer::Prompt(action(name)?, words.into()))
}

fn nothing_selected(what: &str) -> Error {
    Error::problem(format!("select a row to {what}"))
}

/// What a key of the screen leads to for a pane and the row under its cursor.
pub fn offer(what: Screen, pane: Kind, row: Option<&Subject>, empty: bool) -> Result<Offer> {
    match what {
        Screen::Add => add(pane, row, empty),
        Screen::Log => prompt("log", log_words(row)),
        Screen::StartFor => prompt("start", ""),
        Screen::Timer => timer(row.ok_or_else(|| nothing_selected("start its timer"))?),
        Screen::Tick => match row.filter(|r| r.kind == Kind::Task) {
            Some(task) => Ok(Offer::Run(
                Call::new(action(if task.closed { "task reopen" } else { "task done" })?)
                    .with("id", task.id.to_string()),
            )),
            None => Err(Error::problem("only a task can be done: Tab goes to the tasks")),
        },
        Screen::Remove => remove(row.ok_or_else(|| nothing_selected("delete it"))?),
        Screen::Edit => edit(row.ok_or_else(|| nothing_selected("edit it"))?),
        Screen::Duplicate => duplicate(row.ok_or_else(|| nothing_selected("copy it"))?),
        _ => Err(Error::problem("that is no action of a row")),
    }
}

fn add(pane: Kind, row: Option<&Subject>, empty: bool) -> Result<Offer> {
    if empty {
        return prompt("client add", "");
    }
    match (pane, row.and_then(|r| r.client.as_deref())) {
        (Kind::Event, _) => prompt("event add", ""),
        (Kind::Task, _) => prompt("task add", ""),
        (Kind::Agreement, Some(client)) => prompt("agreement add", format!("{client} retainer --hours ")),
        (Kind::Agreement, None) => prompt("agreement add", ""),
        (Kind::Unbilled, client) => prompt("log", client.map(|c| format!("{c} ")).unwrap_or_default()),
    }
}

fn log_words(row: Option<&Subject>) -> String {
    row.and_then(|r| r.client.as_deref()).map(|client| format!("{client} ")).unwrap_or_default()
}

/// The words that log a meeting as it took place, for a row that is one and is over.
pub fn log_meeting(row: &Subject) -> Option<String> {
    let (client, (span, day)) = (row.client.as_ref()?, row.span.as_ref()?);
    let title = super::grammar::words::quote(&row.title);
    Some(format!("{client} {span} {title} --on {day}"))
}

fn timer(row: &Subject) -> Result<Offer> {
    if row.runs {
        return Ok(Offer::Run(Call::new(action("stop")?)));
    }
    let Some(client) = &row.client else {
        return prompt("start", "");
    };
    let mut call = Call::new(action("start")?).with("client", client.clone());
    match row.kind {
        Kind::Task => call = call.with("task", row.id.to_string()),
        Kind::Event => call = call.with("note", row.title.clone()),
        Kind::Agreement | Kind::Unbilled => {}
    }
    Ok(Offer::Run(call))
}

fn remove(row: &Subject) -> Result<Offer> {
    let by_id = |name| Ok(Offer::Run(Call::new(action(name)?).with("id", row.id.to_string())));
    match row.kind {
        Kind::Event if row.occurrence.is_empty() => by_id("event rm"),
        Kind::Event => {
            let call = Call::new(action("event rm")?).with("id", row.id.to_string());
            Ok(Offer::Run(call.with("occurrence", row.occurrence.clone()).with("scope", "this")))
        }
        Kind::Task => by_id("task rm"),
        Kind::Agreement => by_id("agreement rm"),
        Kind::Unbilled => Err(Error::problem("this is a sum of entries: delete one with 'entry rm'")),
    }
}

fn edit(row: &Subject) -> Result<Offer> {
    match row.kind {
        Kind::Event if row.occurrence.is_empty() => {
            prompt("event edit", format!("{} --title {}", row.id, super::grammar::words::quote(&row.title)))
        }
        Kind::Event => prompt(
            "event edit",
            format!("{} --occurrence {} --title {}", row.id, row.occurrence, super::grammar::words::quote(&row.title)),
        ),
        Kind::Task => prompt("task edit", format!("{} --title {}", row.id, super::grammar::words::quote(&row.title))),
        Kind::Agreement => prompt("agreement change", format!("{} --from ", row.id)),
        Kind::Unbilled => prompt("client edit", format!("{} ", row.client.as_deref().unwrap_or_default())),
    }
}

fn duplicate(row: &Subject) -> Result<Offer> {
    match row.kind {
        Kind::Event => prompt("event add", row.words.clone()),
        Kind::Task => prompt("task add", row.words.clone()),
        Kind::Agreement | Kind::Unbilled => Err(Error::problem("only tasks and meetings can be copied here")),
    }
}
