//! What typed words are read against.

use chrono::NaiveDate;

use crate::command::call::Call;
use crate::command::grammar::{Beside, Now};
use crate::config::Config;
use crate::domain::time::Instant;
use crate::domain::zone::Zone;
use crate::store::{Reads, StoreSettings};

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
    /// The call that a word belongs to, where it belongs to one.
    pub call: Option<&'a Call>,
    /// What a bare clock time is relative to.
    pub beside: Beside,
}

impl<'a> Context<'a> {
    /// Words that belong to no call, and are relative to nothing but the present moment.
    pub fn new(
        now: Instant,
        config: &'a Config,
        setting: &'a StoreSettings,
        db: &'a Reads,
        tell: &'a dyn Fn(&str),
    ) -> Self {
        Self { now, config, setting, db, tell, call: None, beside: Beside::Nothing }
    }

    /// The same, for a word of a call.
    #[must_use]
    pub fn of_call(self, call: &'a Call) -> Self {
        Self { call: Some(call), ..self }
    }

    /// The same, where a bare clock time is relative to something.
    #[must_use]
    pub fn beside(self, beside: Beside) -> Self {
        Self { beside, ..self }
    }

    /// Whether the call says something of a field.
    pub fn has(&self, field: &str) -> bool {
        self.call.is_some_and(|call| !call.get(field).is_empty())
    }

    /// The home zone.
    pub fn zone(&self) -> &Zone {
        &self.setting.zone
    }

    /// Today in the home zone.
    pub fn today(&self) -> NaiveDate {
        self.zone().date(self.now)
    }

    /// What the grammar of dates and times needs.
    pub fn moment(&self) -> Now {
        self.moment_in(self.zone())
    }

    /// The same, with the clock of a zone.
    pub fn moment_in(&self, zone: &Zone) -> Now {
        Now { at: self.now, zone: zone.clone(), beside: self.beside, long: self.has("force") }
    }
}
