//! What a key does to the rows under the cursor: a call to run at once, a prompt with words in it, or a form.

use crate::app::table;
use crate::command::action::{Action, Screen};
use crate::command::call::Call;
use crate::command::field::{Field, Shape};
use crate::domain::event::titled;
use crate::error::{Error, Result};
use crate::records::calendar::actions::EVENT;
use crate::records::clients::actions::{CLIENT, FACT};
use crate::records::kind::{Add, Edit, Kind, ONLY_SHOWN, Word};
use crate::records::tasks::actions::TASK;
use crate::records::time::actions::ENTRY;

/// What is under the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// What kind of row it is.
    pub kind: &'static Kind,
    /// The record's id.
    pub id: i64,
    /// The client's code.
    pub client: Option<String>,
    /// The codes of its clients where there are several: then which one is meant is asked.
    pub clients: Vec<String>,
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
    /// What is open of a document or of a client's documents, as an amount is typed.
    pub owes: String,
}

impl Subject {
    /// The word that names the record in a call.
    pub fn word(&self) -> String {
        let word = match self.kind.word {
            Word::Id => None,
            Word::Client => self.client.clone(),
            Word::Service => self.service.clone(),
            Word::Number => Some(self.title.clone()),
            Word::Draft => Some(format!("d{}", self.id)),
        };
        word.unwrap_or_else(|| self.id.to_string())
    }
}

impl Default for Subject {
    fn default() -> Self {
        Self {
            kind: &EVENT,
            id: 0,
            client: None,
            clients: Vec::new(),
            service: None,
            title: String::new(),
            occurrence: String::new(),
            runs: false,
            closed: false,
            span: None,
            url: String::new(),
            owes: String::new(),
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
    /// A question: its heading, what is asked, and for each answer its key, its words and what it leads to.
    Which(&'static str, String, Vec<(char, String, Offer)>),
}

/// The heading of the question how far a change of a series is to reach.
pub const OF_THE_SERIES: &str = "Which of the series?";

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
    let own = |field: &Field, row: &Subject| field.shape == Shape::Optional && row.kind.is_named_by(field);
    match (action.first(), row.filter(|r| !r.runs)) {
        (Some(field), Some(row)) if own(field, row) => call.with(field.name, row.word()),
        _ => call,
    }
}

fn nothing_selected(what: &str) -> Error {
    Error::problem(format!("select a row to {what}"))
}

/// What a key of the screen leads to for a pane and the row under its cursor.
pub fn offer(what: Screen, pane: &Kind, row: Option<&Subject>, empty: bool) -> Result<Offer> {
    let some = |what: &str| row.ok_or_else(|| nothing_selected(what));
    match what {
        // Before there is a client, one is added and nothing else.
        Screen::Add if empty => add(&CLIENT, row),
        Screen::Add => add(pane, row),
        Screen::Log => Ok(log(row)?),
        Screen::StartFor => prompt("start", ""),
        Screen::Timer => timer(some("start its timer")?),
        Screen::Tick => match row.filter(|r| *r.kind == TASK) {
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
        Screen::Remove => some("delete it").and_then(remove),
        Screen::Edit => some("edit it").and_then(edit),
        Screen::Pay => some("note what was paid").and_then(pay),
        Screen::Duplicate => duplicate(some("copy it")?),
        Screen::Row(name, words) => on_row(name, words, some("do that to it")?),
        Screen::Shift { start, end, together } => shift(some("move it")?, start, end, together),
        _ => Err(Error::problem("that is no action of a row")),
    }
}

/// A prompt for an action, with words in it.
fn prompt(name: &str, words: impl Into<String>) -> Result<Offer> {
    Ok(Offer::Prompt(Call::new(action(name)?), words.into()))
}

/// Adds a record of a kind, for the row under the cursor.
fn add(kind: &Kind, row: Option<&Subject>) -> Result<Offer> {
    let client = row.and_then(|row| row.client.as_ref());
    match kind.add {
        Add::Prompt(name) => prompt(name, ""),
        Add::PromptFor(name) => prompt(name, client.map(|client| format!("{client} ")).unwrap_or_default()),
        Add::Form(name) => Ok(Offer::Form(Call::new(action(name)?), Fill::Nothing)),
        Add::FormFor(name, values) => {
            let call = Call::new(action(name)?);
            let call = client.map_or(call.clone(), |client| call.with("client", client));
            let call = values.iter().fold(call, |call, (field, value)| call.with(field, *value));
            Ok(Offer::Form(call, Fill::Nothing))
        }
    }
}

/// Changes a row's record in a form.
fn edit(row: &Subject) -> Result<Offer> {
    let fill = || Fill::Present { id: row.word() };
    match row.kind.edit {
        Edit::Change(name) => on_record(name, row, "Change", |call| Offer::Form(call, fill())),
        Edit::Anew(name) => Ok(Offer::Form(Call::new(action(name)?), fill())),
        Edit::Never(why) => Err(Error::problem(why.replace("{}", &row.word()))),
    }
}

/// Deletes a row's record.
fn remove(row: &Subject) -> Result<Offer> {
    let name = row.kind.remove.map_err(|why| Error::problem(why.replace("{}", &row.word())))?;
    on_record(name, row, "Delete", Offer::Run)
}

/// Asks for what was paid of a document, or by a client, with what is open.
fn pay(row: &Subject) -> Result<Offer> {
    let call = Call::new(action("payment add")?);
    let paid = match (row.kind.word, &row.client) {
        (Word::Draft, _) => return Err(Error::problem(format!("{} is not issued yet: nothing is owed", row.word()))),
        (Word::Number, _) => row.word(),
        (_, Some(client)) => client.clone(),
        (_, None) => return Err(Error::problem("the row is no client's: select one that is")),
    };
    let first = call.action.first().map_or("for", |field| field.name);
    Ok(Offer::Prompt(call.with(first, paid), row.owes.clone()))
}

/// Does something to a row's record; where it is one of a series, once it is said how far that is to reach.
fn on_record(name: &str, row: &Subject, asked: &str, make: impl Fn(Call) -> Offer) -> Result<Offer> {
    let action = action(name)?;
    let call = Call::new(action).with(action.first().map_or("id", |field| field.name), row.word());
    if row.occurrence.is_empty() || action.field("scope").is_none() {
        return Ok(make(call));
    }
    let scoped = |scope: &str| make(call.clone().with("occurrence", &row.occurrence).with("scope", scope));
    let answers = vec![
        ('t', "this one".to_owned(), scoped("this")),
        ('f', "this and all that follow".to_owned(), scoped("following")),
        ('a', "all of them".to_owned(), scoped("all")),
    ];
    Ok(Offer::Which(OF_THE_SERIES, format!("{asked} '{}', which repeats:", titled(&row.title)), answers))
}

/// Asks whose a meeting with several clients is, for what is done for one of them.
fn whose(row: &Subject, make: impl Fn(&Subject) -> Result<Offer>) -> Result<Offer> {
    let one = |(n, code): (usize, &String)| {
        let key = char::from_digit(u32::try_from(n + 1).unwrap_or(0), 10).unwrap_or('0');
        let subject = Subject { client: Some(code.clone()), clients: Vec::new(), ..row.clone() };
        Ok((key, code.clone(), make(&subject)?))
    };
    let answers = row.clients.iter().take(9).enumerate().map(one).collect::<Result<_>>()?;
    Ok(Offer::Which("Whose is it?", format!("'{}' is a meeting with several clients:", titled(&row.title)), answers))
}

fn log(row: Option<&Subject>) -> Result<Offer> {
    if let Some(row) = row.filter(|row| !row.clients.is_empty()) {
        return whose(row, |one| log(Some(one)));
    }
    let call = Call::new(action("log")?);
    let Some((row, client)) = row.and_then(|row| Some((row, row.client.as_ref()?))) else {
        return Ok(Offer::Prompt(call, String::new()));
    };
    Ok(Offer::Prompt(for_row(call, row), format!("{client} ")))
}

/// The call with the record that the work is for, if it is for one.
fn for_row(call: Call, row: &Subject) -> Call {
    match row.kind.worked_by {
        Some(field) => call.with(field, row.word()),
        None => call,
    }
}

/// The words that log what a row leaves to be logged: a meeting that is over as it took place, or the free
/// time behind an entry.
pub fn log_span(row: &Subject) -> Option<String> {
    let (client, (span, day)) = (row.client.as_ref()?, row.span.as_ref()?);
    if *row.kind == ENTRY {
        return Some(format!("{client} {span} --on {day}"));
    }
    let title = crate::command::grammar::words::quote(&row.title);
    Some(format!("{client} {span} {title} --on {day}"))
}

fn timer(row: &Subject) -> Result<Offer> {
    if row.runs {
        return Ok(Offer::Run(Call::new(action("stop")?)));
    }
    if *row.kind == ENTRY {
        return Ok(Offer::Run(Call::new(action("resume")?).with("id", row.word())));
    }
    if !row.clients.is_empty() {
        return whose(row, timer);
    }
    let Some(client) = &row.client else {
        return prompt("start", "");
    };
    Ok(Offer::Run(for_row(Call::new(action("start")?).with("client", client.clone()), row)))
}

fn duplicate(row: &Subject) -> Result<Offer> {
    let name = row.kind.copy.ok_or_else(|| Error::problem(ONLY_SHOWN))?;
    Ok(Offer::Form(Call::new(action(name)?), Fill::Again { id: row.word(), occurrence: row.occurrence.clone() }))
}

/// An action named after a kind of record, on a row of that kind: at once, or asking for what it must be told.
fn on_row(name: &str, words: &str, row: &Subject) -> Result<Offer> {
    let action = action(name)?;
    let first = action.first();
    // What can be asked about a client can be asked from any row that is a client's.
    let word = match (&row.client, first) {
        (Some(client), Some(field)) if CLIENT.is_named_by(field) => client.clone(),
        (None, Some(field)) if CLIENT.is_named_by(field) => {
            return Err(Error::problem("the row is no client's: select one that is"));
        }
        (_, Some(field)) if row.kind.is_named_by(field) => row.word(),
        (_, field) => {
            let (wanted, is) = (noun(field.and_then(|field| field.names).unwrap_or_default()), row.kind.noun);
            return Err(Error::problem(format!("that is for {wanted}; this row is {is}")));
        }
    };
    let first = first.map_or("id", |field| field.name);
    let mut call = Call::new(action).with(first, word);
    // On a cycle it is that cycle's.
    if *row.kind == FACT && !row.occurrence.is_empty() && action.field("cycle").is_some() {
        call = call.with("cycle", row.occurrence.clone());
    }
    let asks = |shape| matches!(shape, Shape::Required | Shape::Words | Shape::Needed);
    let more = !words.is_empty() || action.fields.iter().skip(1).any(|f| asks(f.shape));
    Ok(if more { Offer::Prompt(call, words.to_owned()) } else { Offer::Run(call) })
}

fn shift(row: &Subject, start: i64, end: i64, together: bool) -> Result<Offer> {
    let shift = row
        .kind
        .shift
        .ok_or_else(|| Error::problem(format!("that is for an entry or a meeting; this row is {}", row.kind.noun)))?;
    on_record(shift.action, row, "Move", |mut call| {
        for (name, minutes) in [("start", start), ("end", end)].into_iter().filter(|(_, minutes)| *minutes != 0) {
            call = call.with(name, format!("{}m", minutes * shift.steps));
        }
        let goes_along = together && call.action.field("together").is_some();
        Offer::Run(if goes_along { call.with("together", "") } else { call })
    })
}

/// A record of a kind, with its article.
fn noun(record: &str) -> &'static str {
    table::kinds().find(|kind| kind.record == record).map_or("another row", |kind| kind.noun)
}
