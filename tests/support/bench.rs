//! A database in memory with a clock that goes only where a test moves it, for laws over many histories.

#![allow(dead_code, reason = "each test uses its own part of this")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use serde_json::Value;
use vadash::app::run::run;
use vadash::cli;
use vadash::command::call::Call;
use vadash::command::env::Env;
use vadash::command::grammar::words;
use vadash::command::report::Report;
use vadash::config::Config;
use vadash::domain::rounding::Rounding;
use vadash::domain::time::Instant;
use vadash::domain::zone::Zone;
use vadash::error::Result;
use vadash::store::{Author, Store, StoreSettings};

/// An assistant's desk in Berlin.
pub struct Bench {
    /// The records.
    pub store: Store,
    /// The world around it.
    pub env: Env,
}

impl Bench {
    /// An empty one at an instant.
    pub fn at(now: &str) -> Self {
        let (store, env, _) = in_memory(now);
        Self { store, env }
    }

    /// What a line answers.
    pub fn tries(&self, line: &str) -> Result<Box<dyn Report>> {
        run(&call(line), &self.store, &self.env)
    }

    /// What a line that must work answers as text.
    pub fn text(&self, line: &str) -> String {
        self.tries(line).unwrap_or_else(|e| panic!("{line}: {e}")).text()
    }

    /// The same as JSON.
    pub fn json(&self, line: &str) -> Value {
        self.tries(line).unwrap_or_else(|e| panic!("{line}: {e}")).json()
    }
}

/// An empty database in memory and the world around it at an instant, with the clock that it goes by.
pub fn in_memory(now: &str) -> (Store, Env, Arc<AtomicI64>) {
    let setting = StoreSettings {
        zone: Zone::get("Europe/Berlin").unwrap(),
        rounding: Rounding::default(),
        emails: Vec::new(),
        meeting_hosts: Vec::new(),
        author: Author::numbering(),
    };
    let clock = Arc::new(AtomicI64::new(Instant::from_rfc3339(now).unwrap().0));
    let shown = Arc::clone(&clock);
    let env = Env {
        config_path: "config.toml".into(),
        db_path: "vadash.db".into(),
        ..Env::of(Config::default(), move || Instant(shown.load(Ordering::Relaxed)))
    };
    (Store::in_memory(setting).unwrap(), env, clock)
}

/// A line as a call.
pub fn call(line: &str) -> Call {
    let line: Vec<String> = std::iter::once("vadash".to_owned()).chain(words::split(line).unwrap()).collect();
    match cli::read(&line) {
        Ok(asked) => asked.call.unwrap(),
        Err(error) => panic!("{line:?}: {error}"),
    }
}
