//! Tasks: added in a line, done, repeated.

pub mod checklist;
pub mod list;
mod repeat;
mod said;
pub mod words;
mod write;

pub use self::checklist::check;
pub use self::repeat::{TaskEvery, done, often, repeats};
pub use self::write::{add, edit};

use crate::command::call::Args;
use crate::command::context::Context;
use crate::command::grammar::line::Names;
use crate::command::grammar::task_line::{Due, Priority as Level, TaskLine};
use crate::command::input::Input;
use crate::command::report::Done;
use crate::domain::spelling::distance;
use crate::domain::task::State;
use crate::domain::time::{Instant, clock, day_text, plus_days};
use crate::domain::urgency::UrgencyFactors;
use crate::error::{Error, Result};
use crate::records::names::{ClientName, ServiceName, TaskId};
use crate::store::{Client, Reads, Service, Task, Tx};

/// The names that a line may use: a first word counts as a client only if it is a code or an alias in full.
pub struct Known {
    clients: Vec<Client>,
    archived: Vec<Client>,
    services: Vec<Service>,
    /// Whether the client is said elsewhere, so that a first word is asked nothing.
    said: bool,
}

impl Known {
    /// Everyone who is not archived.
    pub fn of(db: &Reads) -> Result<Self> {
        let (archived, clients) = db.clients()?.into_iter().partition(|c| c.archived_at.is_some());
        let mut services = db.services()?;
        services.retain(|s| s.archived_at.is_none());
        Ok(Self { clients, archived, services, said: false })
    }

    /// The same for a line of a call, which may say by an option who the client is.
    pub fn of_call(context: &Context<'_>) -> Result<Self> {
        Ok(Self { said: context.has("client"), ..Self::of(context.db)? })
    }
}

/// Whether a word is a client's code or one of the aliases.
fn is_called(client: &Client, word: &str) -> bool {
    client.code == word || client.aliases.split_whitespace().any(|alias| alias == word)
}

impl Names for Known {
    fn client(&self, word: &str) -> Option<String> {
        let word = word.to_lowercase();
        self.clients.iter().find(|c| is_called(c, &word)).map(|c| c.code.clone())
    }

    fn nearly(&self, word: &str) -> Option<String> {
        if self.said {
            return None;
        }
        let word = word.to_lowercase();
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let word = word.strip_suffix("'s").unwrap_or(word);
        if let Some(gone) = self.archived.iter().find(|c| is_called(c, word)) {
            return Some(format!("is archived: 'client archive {} --undo' brings it back;", gone.code));
        }
        // A slip in a short word makes another word.
        let slips = match word.chars().count() {
            0..=3 => 0,
            4..=6 => 1,
            _ => 2,
        };
        let first_name = |c: &Client| c.name.split_whitespace().next().is_some_and(|name| name.to_lowercase() == word);
        let near = |c: &&Client| {
            let names = std::iter::once(c.code.as_str()).chain(c.aliases.split_whitespace());
            names.map(|name| distance(word, name)).min().is_some_and(|far| far <= slips) || first_name(c)
        };
        let found = self.clients.iter().filter(|_| !word.is_empty()).find(near)?;
        Some(format!("is no client: did you mean {}?", found.code))
    }

    fn service(&self, word: &str) -> Option<String> {
        let word = word.to_lowercase();
        if let Some(exact) = self.services.iter().find(|s| s.code == word) {
            return Some(exact.code.clone());
        }
        let mut fits = self.services.iter().filter(|s| s.code.starts_with(&word));
        fits.next().filter(|_| fits.next().is_none()).map(|s| s.code.clone())
    }
}

/// A whole task in one line.
pub struct TaskText(pub TaskLine);

impl Input for TaskText {
    const LIKE: &'static str = "acme send draft due:fri 17:00 ~2h !high #tag every:month";

    fn read(text: &str, context: &Context<'_>) -> Result<Self> {
        let line = TaskLine::read(text, &context.moment(), &Known::of_call(context)?)?;
        if line.title.is_empty() {
            return Err(Error::problem("a task needs a title: say what is to be done"));
        }
        Ok(Self(line))
    }

    fn echo(&self, context: &Context<'_>) -> String {
        let line = &self.0;
        let mut parts = vec![line.title.clone()];
        match &line.client {
            Some(client) => parts.push(format!("for {client}")),
            None if context.has("client") => {}
            None => parts.push("no client".to_owned()),
        }
        parts.extend(line.service.as_ref().map(|s| format!("({s})")));
        let (today, zone) = (context.today(), context.zone());
        // What repeats and has no day to count from begins with the first that suits it.
        let first = || Some(Due::Date(repeat::first_day(&line.repeat.as_ref()?.rule, today, zone)));
        let first = || if context.has("due") { None } else { first() };
        parts.extend(line.due.or_else(first).map(|due| match due {
            Due::Date(date) => format!("due {}", day_text(date, today)),
            Due::At(at) => {
                let local = zone.local(at);
                format!("due {} {}", day_text(local.date(), today), clock(local.time()))
            }
        }));
        parts.extend(line.wait_until.map(|d| format!("waits until {}", day_text(d, today))));
        if line.priority != Level::None {
            parts.push(format!("priority {}", level_word(level(line.priority))));
        }
        if line.rush {
            parts.push("rush".to_owned());
        }
        parts.extend(line.estimate.map(|s| format!("about {}", crate::command::grammar::duration::write_duration(s))));
        parts.extend(line.tags.iter().map(|t| format!("#{t}")));
        parts.extend(line.repeat.as_ref().map(ToString::to_string));
        parts.join(" · ")
    }

    fn suggest(typed: &str, context: &Context<'_>) -> Vec<crate::command::field::Hint> {
        word_hints(typed, context)
    }
}

/// What could complete the last word of a task's or event's line.
pub fn word_hints(typed: &str, context: &Context<'_>) -> Vec<crate::command::field::Hint> {
    let mut hints = ClientName::suggest(typed, context);
    if let Some(service) = typed.strip_prefix("service:") {
        hints.extend(ServiceName::suggest(service, context).into_iter().map(|mut h| {
            h.text = format!("service:{}", h.text);
            h
        }));
    }
    hints
}

fn level(priority: Level) -> i64 {
    match priority {
        Level::None => 0,
        Level::Low => 1,
        Level::Normal => 2,
        Level::High => 3,
    }
}

/// The word for a priority as it is kept.
pub fn level_word(priority: i64) -> &'static str {
    ["none", "low", "normal", "high"].get(usize::try_from(priority).unwrap_or(0)).copied().unwrap_or("none")
}

/// How often something repeats, as an RRULE.
pub struct Every(pub String);

impl Input for Every {
    const LIKE: &'static str = "week | 2weeks | mon,thu | 2nd tue | … until 2026-06-30 | RRULE";

    fn read(text: &str, _: &Context<'_>) -> Result<Self> {
        crate::command::grammar::repeat::read_rule(text).map(Self)
    }

    fn echo(&self, _: &Context<'_>) -> String {
        format!("every {}", crate::command::grammar::repeat::write_rule(&self.0))
    }
}

/// Gives a task up.
pub fn drop_it(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let mut task = args.need::<TaskId>("id")?.0;
    if task.state != State::Open {
        return Err(Error::problem(format!("task {} is {} already", task.id, task.state)));
    }
    task.state = State::Dropped;
    task.closed_at = Some(tx.now);
    tx.update(&task)?;
    let due = match said::due_words(&task, args.context.today(), args.context.zone()) {
        due if task.due_at.is_some() || task.due_date.is_some() => format!(", which was {due}"),
        _ => String::new(),
    };
    let ends = if task.repeat.is_some() { "; it does not come back" } else { "" };
    Ok(Done::new(format!("dropped: {}{due}{ends}", task.title), task.id))
}

/// Opens a task again that was done or dropped.
pub fn reopen(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let mut task = args.need::<TaskId>("id")?.0;
    if task.state == State::Open {
        return Err(Error::problem(format!("task {} is open", task.id)));
    }
    task.state = State::Open;
    task.closed_at = None;
    tx.update(&task)?;
    Ok(told(format!("open again, {}", said::now(&task, &args.context)?), &task, args))
}

/// What a change says, and what is odd about the task that it made.
fn told(said: String, task: &Task, args: &Args<'_>) -> Done {
    let notes = said::beyond(task, &args.context).into_iter().collect();
    Done { notes, ..Done::new(said, task.id) }
}

/// Deletes a task; its entries stay.
pub fn remove(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let task = args.need::<TaskId>("id")?.0;
    tx.delete::<Task>(task.id)?;
    Ok(Done::new(format!("deleted task {}: {}", task.id, task.title), task.id))
}

/// What a task's place in the queue depends on.
pub fn facts(task: &Task, context: &Context<'_>) -> UrgencyFactors {
    UrgencyFactors {
        due_at: task.due_at,
        due_on: task.due_date.or(task.due_at.map(|at| context.zone().date(at))),
        rush: task.rush,
        priority: task.priority,
        created_at: task.created_at.min(context.now),
    }
}

/// How a task stands now; what is overdue waits no longer.
pub fn state(task: &Task, context: &Context<'_>) -> State {
    let waits =
        task.state == State::Open && task.wait_until.is_some_and(|d| d > context.today()) && !late(task, context);
    if waits { State::Waiting } else { task.state }
}

/// Whether the moment a task is due has come; of a day, its end.
pub fn late(task: &Task, context: &Context<'_>) -> bool {
    due_by(task, context).is_some_and(|at| at <= context.now)
}

/// The moment a task is due: of a day, its end.
fn due_by(task: &Task, context: &Context<'_>) -> Option<Instant> {
    task.due_at.or(task.due_date.map(|d| context.zone().start_of(plus_days(d, 1))))
}
