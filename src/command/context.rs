//! The context in which typed words are read.

use chrono::NaiveDate;

use crate::command::env::Env;
use crate::command::given::Given;
use crate::command::grammar::{Beside, Now};
use crate::config::Config;
use crate::domain::time::Instant;
use crate::domain::zone::Zone;
use crate::store::{Reads, Store, StoreSettings};

/// The present moment, the home zone, the settings and the records.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The present moment.
    pub now: Instant,
    /// The settings.
    pub config: &'a Config,
    /// What derived figures are computed by; its zone is the home zone.
    pub setting: &'a StoreSettings,
    /// The records.
    pub db: &'a Reads,
    /// Tells of progress in long work.
    pub tell: &'a dyn Fn(&str),
    /// The words of the call that a word belongs to, where it belongs to one.
    pub given: Option<&'a Given>,
    /// What a bare clock time is relative to.
    pub beside: Beside,
    /// Numbers on papers that have left, for what gives new ones.
    pub left: &'a [String],
}

impl<'a> Context<'a> {
    /// Makes a context for words that belong to no call and are relative to nothing but the present moment.
    pub fn new(
        now: Instant,
        config: &'a Config,
        setting: &'a StoreSettings,
        db: &'a Reads,
        tell: &'a dyn Fn(&str),
    ) -> Self {
        Self { now, config, setting, db, tell, given: None, beside: Beside::Nothing, left: &[] }
    }

    /// The same, for a word of a call with these words.
    #[must_use]
    pub fn among(self, given: &'a Given) -> Self {
        Self { given: Some(given), ..self }
    }

    /// The same, where a bare clock time is relative to something.
    #[must_use]
    pub fn beside(self, beside: Beside) -> Self {
        Self { beside, ..self }
    }

    /// Whether the call says something of a field.
    pub fn has(&self, field: &str) -> bool {
        self.given.is_some_and(|given| !given.get(field).is_empty())
    }

    /// The home zone.
    pub fn zone(&self) -> &Zone {
        &self.setting.zone
    }

    /// Today in the home zone.
    pub fn today(&self) -> NaiveDate {
        self.zone().date(self.now)
    }

    /// Returns what the grammar of dates and times needs.
    pub fn moment(&self) -> Now {
        self.moment_in(self.zone())
    }

    /// The same, with the clock of a zone.
    pub fn moment_in(&self, zone: &Zone) -> Now {
        Now { at: self.now, zone: zone.clone(), beside: self.beside, long: self.has("force") }
    }
}

impl Env {
    /// Makes the context in which words are read, over a store.
    pub fn context<'a>(&'a self, store: &'a Store) -> Context<'a> {
        Context::new(self.now(), &self.config, store.setting(), store, &self.tell)
    }
}
