//! A task in one line.

use crate::command::context::Context;
use crate::command::grammar::line::KnownNames;
use crate::command::grammar::task_line::{Due, Priority as Level, TaskLine};
use crate::command::input::Input;
use crate::domain::spelling::distance;
use crate::domain::time::{clock, day_text};
use crate::error::{Error, Result};
use crate::records::names::{ClientName, ServiceName};
use crate::records::tasks::repeat::first_day;
use crate::store::{Client, Reads, Service};

/// The names that a line may use: a first word counts as a client only if it is a code or an alias in full.
pub struct Known {
    pub(super) clients: Vec<Client>,
    archived: Vec<Client>,
    pub(super) services: Vec<Service>,
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

impl KnownNames for Known {
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
            return Some(format!("is archived: 'client archive {} --undo' restores it;", gone.code));
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
        let first = || Some(Due::Date(first_day(&line.repeat.as_ref()?.rule, today, zone)));
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

    fn suggest(typed: &str, context: &Context<'_>) -> Vec<crate::command::input::Hint> {
        word_hints(typed, context)
    }
}

/// What could complete the last word of a task's or event's line.
pub fn word_hints(typed: &str, context: &Context<'_>) -> Vec<crate::command::input::Hint> {
    let mut hints = ClientName::suggest(typed, context);
    if let Some(service) = typed.strip_prefix("service:") {
        hints.extend(ServiceName::suggest(service, context).into_iter().map(|mut h| {
            h.text = format!("service:{}", h.text);
            h
        }));
    }
    hints
}

/// A priority as it is kept.
pub fn level(priority: Level) -> i64 {
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
