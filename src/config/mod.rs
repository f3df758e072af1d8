//! The configuration file. None is needed; every setting has a default.

mod calendars;
mod folders;
mod keys;
mod papers;
mod read;
mod settings;
pub mod style;
mod tables;
mod theme;
mod value;

pub use calendars::{NAMES as CALENDAR_NAMES, Subscription};
pub use folders::Folders;
pub use keys::{ActionKeys, PRESETS, changes};
pub use papers::{BillingSettings, DunningLevel, MailSettings, NAMES as DUNNING_NAMES, PaperSettings};
pub use read::line_of;
pub use settings::{SETTINGS, SettingSpec};
pub use tables::{
    BackupSettings, Config, DatabaseSettings, ReminderSettings, RetainerSettings, ScheduleSettings, TimerSettings,
};
pub use theme::{Sheet, TONES, Theming, theme_names};
pub use value::Problem;

#[cfg(test)]
mod tests;
