//! What is named by a code or a number: clients, services, entries, tasks, events, agreements.

use crate::command::call::Call;
use crate::command::context::Context;
use crate::command::filter::fold;
use crate::command::input::{Hint, Input};
use crate::domain::spelling::nearest;
use crate::error::{Error, Result};
use crate::store::{Agreement, Client, Entry, EventRow, Record, Service, Task};

/// A client by its code, any prefix of it that is no other's, or an alias.
pub struct ClientName(pub Client);

impl Input for ClientName {
    const LIKE: &'static str = "client code";
    const NAMES: Option<&'static str> = Some(Client::WHAT);

    fn read(text: &str, context: &Context<'_>) -> Result<Self> {
        let typed = text.trim().to_lowercase();
        if let Some(client) = context.db.client_by_code(&typed)? {
            return Ok(Self(client));
        }
        let clients = context.db.clients()?;
        if let Some(client) = clients.iter().find(|c| c.aliases.split_whitespace().any(|a| a == typed)) {
            return Ok(Self(client.clone()));
        }
        let fits = |c: &&Client| c.archived_at.is_none() && c.code.starts_with(&typed);
        let mut found: Vec<Client> = clients.iter().filter(fits).cloned().collect();
        match (found.len(), typed.is_empty()) {
            (1, false) => Ok(Self(found.remove(0))),
            (n, false) if n > 1 => {
                let codes: Vec<&str> = found.iter().map(|c| c.code.as_str()).collect();
                Err(Error::problem(format!("'{text}' could be {}: type more of it", codes.join(", "))))
            }
            _ if clients.is_empty() => {
                Err(Error::problem(format!("there is no client '{text}': add one with 'client add {typed} --name …'")))
            }
            _ => Err(Error::problem(format!(
                "there is no client '{text}'{}",
                nearest(&typed, clients.iter().map(|c| c.code.as_str()))
            ))),
        }
    }

    fn echo(&self, _: &Context<'_>) -> String {
        self.0.name.clone()
    }

    fn suggest(typed: &str, context: &Context<'_>) -> Vec<Hint> {
        let clients = context.db.clients().unwrap_or_default();
        let fits = clients.into_iter().filter(|c| c.archived_at.is_none() && is_called(&c.code, &c.name, typed));
        fits.map(|c| Hint { text: c.code, note: c.name }).collect()
    }
}

/// A service by its code or any prefix of it that is no other's.
pub struct ServiceName(pub Service);

impl Input for ServiceName {
    const LIKE: &'static str = "service code";
    const NAMES: Option<&'static str> = Some(Service::WHAT);

    fn read(text: &str, context: &Context<'_>) -> Result<Self> {
        let typed = text.trim().to_lowercase();
        if let Some(service) = context.db.service_by_code(&typed)? {
            return Ok(Self(service));
        }
        let services = context.db.services()?;
        let fits = |s: &&Service| s.archived_at.is_none() && s.code.starts_with(&typed);
        let mut found: Vec<Service> = services.iter().filter(fits).cloned().collect();
        match (found.len(), typed.is_empty()) {
            (1, false) => Ok(Self(found.remove(0))),
            (n, false) if n > 1 => {
                let codes: Vec<&str> = found.iter().map(|s| s.code.as_str()).collect();
                Err(Error::problem(format!("'{text}' could be {}: type more of it", codes.join(", "))))
            }
            _ if services.is_empty() => Err(Error::problem(format!(
                "there is no service '{text}': add one with 'service add {typed} --name …'"
            ))),
            _ => Err(Error::problem(format!(
                "there is no service '{text}'{}",
                nearest(&typed, services.iter().map(|s| s.code.as_str()))
            ))),
        }
    }

    fn echo(&self, _: &Context<'_>) -> String {
        self.0.name.clone()
    }

    fn suggest(typed: &str, context: &Context<'_>) -> Vec<Hint> {
        let services = context.db.services().unwrap_or_default();
        let fits = services.into_iter().filter(|s| s.archived_at.is_none() && is_called(&s.code, &s.name, typed));
        fits.map(|s| Hint { text: s.code, note: s.name }).collect()
    }
}

/// Several services by commas, as ids.
pub struct Services(pub Vec<Service>);

impl Services {
    /// The ids by spaces, as the database keeps them.
    pub fn ids(&self) -> String {
        self.0.iter().map(|s| s.id.to_string()).collect::<Vec<_>>().join(" ")
    }
}

impl Input for Services {
    const LIKE: &'static str = "service,service";

    fn read(text: &str, context: &Context<'_>) -> Result<Self> {
        let parts = text.split(',').map(str::trim).filter(|p| !p.is_empty());
        let mut found = parts.map(|p| ServiceName::read(p, context).map(|s| s.0)).collect::<Result<Vec<_>>>()?;
        found.sort_by_key(|s| s.id);
        found.dedup_by_key(|s| s.id);
        if found.is_empty() {
            return Err(Error::problem("name at least one service"));
        }
        Ok(Self(found))
    }

    fn echo(&self, _: &Context<'_>) -> String {
        self.0.iter().map(|s| s.name.as_str()).collect::<Vec<_>>().join(", ")
    }

    fn suggest(typed: &str, context: &Context<'_>) -> Vec<Hint> {
        let (before, last) = typed.rsplit_once(',').map_or(("", typed), |(b, l)| (b, l));
        let lead = if before.is_empty() { String::new() } else { format!("{before},") };
        let hints = ServiceName::suggest(last, context).into_iter();
        hints.map(|h| Hint { text: format!("{lead}{}", h.text), note: h.note }).collect()
    }
}

/// A code for a new client or service: small letters, digits and hyphens.
pub struct NewCode(pub String);

impl Input for NewCode {
    const LIKE: &'static str = "code";

    fn read(text: &str, _: &Context<'_>) -> Result<Self> {
        let code = text.trim();
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if code.is_empty() || code.len() > 16 || code.starts_with('-') || !code.chars().all(fits) {
            return Err(Error::problem(format!(
                "'{code}' is no code: at most 16 small letters (a-z), digits and hyphens, such as acme or acme-2"
            )));
        }
        Ok(Self(code.to_owned()))
    }

    fn echo(&self, _: &Context<'_>) -> String {
        self.0.clone()
    }
}

/// Declares a record named by the number that lists show. Those that several kinds name stand here, others with their kind.
macro_rules! numbered {
    ($($(#[$doc:meta])* $name:ident($record:ty) $like:literal |$row:ident| $echo:expr, $suggest:expr;)*) => {$(
        $(#[$doc])*
        pub struct $name(pub $record);

        impl $crate::command::input::Input for $name {
            const LIKE: &'static str = $like;
            const NAMES: Option<&'static str> = Some(<$record as $crate::store::Record>::WHAT);

            fn read(text: &str, context: &$crate::command::context::Context<'_>) -> $crate::error::Result<Self> {
                let number = text.trim().trim_start_matches('#').parse::<i64>().ok().filter(|n| *n > 0);
                let number = number.ok_or_else(|| {
                    $crate::error::Error::problem(format!("'{text}' is no {} number: lists show it in their first column", <$record as $crate::store::Record>::WHAT))
                })?;
                context.db.get(number).map(Self)
            }

            fn echo(&self, _: &$crate::command::context::Context<'_>) -> String {
                let $row = &self.0;
                $echo
            }

            fn suggest(typed: &str, context: &$crate::command::context::Context<'_>) -> Vec<$crate::command::input::Hint> {
                let suggest: fn(&str, &$crate::command::context::Context<'_>) -> Vec<$crate::command::input::Hint> = $suggest;
                suggest(typed, context)
            }
        }
    )*};
}
pub(crate) use numbered;

/// Whether a code begins like what was typed, or a word of the name does.
fn is_called(code: &str, name: &str, typed: &str) -> bool {
    let typed = fold(typed);
    code.starts_with(&typed) || fold(name).split_whitespace().any(|word| word.starts_with(&typed))
}

/// Tasks to do whose number begins like what was typed, or whose title has it.
fn open_tasks(typed: &str, context: &Context<'_>) -> Vec<Hint> {
    let wanted = fold(typed);
    let tasks = context.db.open_tasks().unwrap_or_default().into_iter();
    let fits = tasks.filter(|t| t.id.to_string().starts_with(&wanted) || fold(&t.title).contains(&wanted));
    fits.map(|t| Hint { text: t.id.to_string(), note: t.title }).collect()
}

numbered! {
    /// An entry by its number.
    EntryId(Entry) "entry number" |row| format!("entry {} {}", row.id, row.note), |_, _| Vec::new();
    /// A task by its number.
    TaskId(Task) "task number" |row| row.title.clone(), open_tasks;
    /// An event by its number.
    EventId(EventRow) "event number" |row| row.name().to_owned(), |_, _| Vec::new();
    /// An agreement by its number.
    AgreementId(Agreement) "agreement number" |row| format!("{} {}", row.kind, row.id), |_, _| Vec::new();
}

/// The record that a call names, where it can be told.
pub fn of_call<T: Input>(call: &Call, context: &Context<'_>) -> Option<T> {
    call.text("id").and_then(|id| T::read(&id, context).ok())
}
