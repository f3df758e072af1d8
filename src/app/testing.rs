//! A desk for the tests of the views: an empty database, a fixed moment, and lines typed as in a shell.

use chrono::NaiveDate;

use crate::app::{syntax, table};
use crate::command::action::Effect;
use crate::command::call::{Args, Call};
use crate::command::context::Context;
use crate::command::env::Env;
use crate::command::grammar::words;
use crate::config::Config;
use crate::domain::time::Instant;
use crate::domain::zone::Zone;
use crate::error::Result;
use crate::store::{Author, Store, StoreSettings};

/// An assistant's desk in Berlin.
pub struct Desk {
    /// The records.
    pub store: Store,
    /// The present moment.
    pub now: Instant,
    /// The settings.
    pub config: Config,
}

impl Desk {
    /// An empty one at a moment.
    pub fn at(now: &str) -> Self {
        Self::of(now, &[])
    }

    /// The same of somebody with these e-mail addresses.
    pub fn of(now: &str, emails: &[&str]) -> Self {
        let setting = StoreSettings {
            zone: Zone::get("Europe/Berlin").unwrap(),
            rounding: Config::default().rounding(),
            emails: emails.iter().map(|email| (*email).to_owned()).collect(),
            meeting_hosts: Vec::new(),
            author: Author::numbering(),
        };
        let store = Store::in_memory(setting).unwrap();
        Self { store, now: Instant::from_rfc3339(now).unwrap(), config: Config::default() }
    }

    /// Monday 22 June 2026, 14:00, with two clients and a service.
    pub fn monday() -> Self {
        let mut desk = Self::at("2026-06-22T14:00:00+02:00");
        desk.types("client add acme --name 'Acme GmbH' --rate 45");
        desk.types(
            "client add zeta --name Zeta --currency GBP --zone Europe/London --hours 'mon-fri 9-17' --rate 38.50",
        );
        desk.types("service add email --name E-Mail --rate 60");
        desk
    }

    /// What words and views are read against.
    pub fn context(&self) -> Context<'_> {
        Context::new(self.now, &self.config, self.store.setting(), &self.store, &|_| {})
    }

    /// What runs whole calls is told of the world outside.
    pub fn env(&self) -> Env {
        let now = self.now;
        Env::of(Config::default(), move || now)
    }

    /// Types a line and gives the id of what it made.
    pub fn types(&mut self, line: &str) -> i64 {
        self.tries(line).unwrap_or_else(|e| panic!("{line}: {e}"))
    }

    /// Types a line that may be refused.
    pub fn tries(&mut self, line: &str) -> Result<i64> {
        let typed = words::split(line)?;
        let (action, count) = [2, 1]
            .into_iter()
            .find_map(|n| Some((table::find(&typed.get(..n)?.join(" "))?, n)))
            .unwrap_or_else(|| panic!("{line} is no command"));
        let call: Call = syntax::read(action, &typed[count..])?;
        let Effect::Write(write) = action.effect else { panic!("{line} writes nothing") };
        let config = &self.config;
        let done = self.store.write(self.now, &call.to_string(), |tx| {
            let context = Context::new(tx.now, config, tx.setting(), tx, &|_| {});
            write(tx, &Args { call: &call, context })
        })?;
        Ok(done.id.unwrap_or_default())
    }
}

/// A date from ISO 8601.
pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}
