//! What typed words are read against.

use chrono::NaiveDate;

use super::grammar::Now;
use crate::config::Config;
use crate::domain::time::Instant;
use crate::domain::zone::Zone;
use crate::store::{Reads, Setting};

/// The present moment, the home zone, the settings and the records.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The present moment.
    pub now: Instant,
    /// The settings.
    pub config: &'a Config,
    /// What derived figures are computed by; its zone is the home zone.
    pub setting: &'a Setting,
    /// The records.
    pub db: &'a Reads,
    /// Tells of progress in long work.
    pub tell: &'a dyn Fn(&str),
}

impl Context<'_> {
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
        Now { at: self.now, zone: self.zone().clone() }
    }
}
