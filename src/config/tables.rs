//! What can be set, table by table.

use std::path::Path;

use super::calendars::Subscription;
use super::folders::resolve;
use super::keys::ActionKeys;
use super::papers::{BillingSettings, DunningLevel, MailSettings, PaperSettings};
use super::theme::Sheet;
use crate::domain::money::Currency;
use crate::domain::rounding::Rounding;

/// Everything that can be set.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Config {
    /// The home zone; the system's if empty.
    pub zone: String,
    /// Why the home zone is not the one that the file wants, where that was not understood.
    pub wrong_zone: Option<String>,
    /// Why no program and no key that the file names is used, where others could change it.
    pub distrusted: Option<String>,
    /// The currency of new clients.
    pub currency: Currency,
    /// The rounding rule where neither agreement nor client has one.
    pub rounding: String,
    /// Whether the screen's clock goes on where nothing else moves.
    pub clock: bool,
    /// Whether charts are drawn in ASCII, because that is set or the terminal is not in UTF-8.
    pub ascii: bool,
    /// Whether the screen counts a running timer's seconds.
    pub seconds: bool,
    /// The colours, by the name of a built-in theme or of a file of one's own.
    pub theme: String,
    /// What the file of one's own says, if `theme` names one.
    pub own_theme: Option<Sheet>,
    /// The set of keys that `keys` changes.
    pub preset: String,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// What this machine is called in the history; its host name if empty.
    pub machine: String,
    /// Retainers.
    pub retainers: RetainerSettings,
    /// Reminders.
    pub reminders: ReminderSettings,
    /// The timer.
    pub timer: TimerSettings,
    /// The schedule.
    pub schedule: ScheduleSettings,
    /// The database.
    pub database: DatabaseSettings,
    /// Backups.
    pub backup: BackupSettings,
    /// What is billed when.
    pub billing: BillingSettings,
    /// Papers.
    pub papers: PaperSettings,
    /// Mail.
    pub mail: MailSettings,
    /// What is asked for when something is overdue, the first level first.
    pub dunning: Vec<DunningLevel>,
    /// Calendars that are read from files, in the order of the file.
    pub calendars: Vec<Subscription>,
    /// Keys by action instead of the preset's, in the order of the file.
    pub keys: Vec<ActionKeys>,
}

/// Settings of retainers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetainerSettings {
    /// Percent of a cycle's hours at which there is an alert.
    pub alerts: Vec<i64>,
}

/// Settings of reminders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReminderSettings {
    /// Minutes before a meeting, where it has no reminders of its own.
    pub lead: Vec<i64>,
    /// When a day in the calendar is told, where it has no reminders of its own: a time of that day, or never if empty.
    pub all_day: String,
    /// Minutes before a task with a time is due.
    pub tasks: Vec<i64>,
    /// Whether thresholds of hours are told.
    pub hours: bool,
    /// Days before hours are lost.
    pub expiry: Vec<i64>,
    /// Whether a timer that runs long is told.
    pub timer: bool,
    /// Minutes of working hours without anything tracked; 0 for never.
    pub idle: i64,
    /// Hours of the day in which nothing is told, `22-7`; none if empty.
    pub quiet: String,
    /// Where they are told: `auto`, `desktop`, `terminal`, `command` or `off`.
    pub channel: String,
    /// The program of the channel `command`, and its arguments.
    pub command: Vec<String>,
    /// Whether titles and clients stay on the screen.
    pub private: bool,
    /// What the terminal is told with: `auto`, `osc99`, `osc777`, `osc9` or `bell`.
    pub sequence: String,
}

/// Settings of the timer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimerSettings {
    /// Hours after which a timer that runs may have been forgotten; 0 for never.
    pub limit: i64,
    /// Minutes without a sign of life after which it may have been; 0 for never.
    pub away: i64,
}

/// Settings of the schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScheduleSettings {
    /// The user's working hours, as `mon-fri 9-17`.
    pub hours: String,
    /// The hours of clients that have none of their own, on their clocks.
    pub client_hours: String,
    /// A second zone shown beside the home zone; none if empty.
    pub second_zone: String,
    /// The user's own e-mail addresses, by which invitations are found that were declined.
    pub emails: Vec<String>,
    /// Hosts whose links open meetings, besides those that are known; in small letters.
    pub meeting_hosts: Vec<String>,
}

/// Settings of the database.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DatabaseSettings {
    /// The program that writes its secret, and its arguments; none if empty.
    pub key_command: Vec<String>,
    /// The file that holds its secret; none if empty.
    pub key_file: String,
    /// Minutes without a key after which the screen is locked; 0 for never.
    pub lock_after: i64,
}

/// Settings of backups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupSettings {
    /// Of how many days the backup is kept.
    pub daily: i64,
    /// Of how many weeks the newest is.
    pub weekly: i64,
    /// The folder they are made in; beside the database if empty.
    pub folder: String,
}

impl Default for BackupSettings {
    fn default() -> Self {
        Self { daily: 7, weekly: 4, folder: String::new() }
    }
}

impl Default for ScheduleSettings {
    fn default() -> Self {
        let office = || "mon-fri 9-17".to_owned();
        Self {
            hours: office(),
            client_hours: office(),
            second_zone: String::new(),
            emails: Vec::new(),
            meeting_hosts: Vec::new(),
        }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            zone: String::new(),
            wrong_zone: None,
            distrusted: None,
            currency: Currency::EUR,
            rounding: "0:up:entry".to_owned(),
            clock: true,
            ascii: false,
            seconds: false,
            theme: "auto".to_owned(),
            own_theme: None,
            preset: "default".to_owned(),
            mouse: true,
            machine: String::new(),
            retainers: RetainerSettings::default(),
            reminders: ReminderSettings::default(),
            timer: TimerSettings::default(),
            schedule: ScheduleSettings::default(),
            database: DatabaseSettings::default(),
            backup: BackupSettings::default(),
            billing: BillingSettings::default(),
            papers: PaperSettings::default(),
            mail: MailSettings::default(),
            dunning: DunningLevel::usual(),
            calendars: Vec::new(),
            keys: Vec::new(),
        }
    }
}

impl Default for RetainerSettings {
    fn default() -> Self {
        Self { alerts: vec![50, 75, 90, 100] }
    }
}

impl Default for ReminderSettings {
    fn default() -> Self {
        Self {
            lead: vec![10],
            all_day: String::new(),
            tasks: vec![10],
            hours: true,
            expiry: vec![14, 3],
            timer: true,
            idle: 0,
            quiet: String::new(),
            channel: "auto".to_owned(),
            command: Vec::new(),
            private: false,
            sequence: "auto".to_owned(),
        }
    }
}

impl Default for TimerSettings {
    fn default() -> Self {
        Self { limit: 10, away: 240 }
    }
}

impl Config {
    /// Whether it names a program, or what the key of the database is.
    pub fn names_programs(&self) -> bool {
        let DatabaseSettings { key_command, key_file, .. } = &self.database;
        !self.reminders.command.is_empty()
            || !self.mail.send.is_empty()
            || !key_command.is_empty()
            || !key_file.is_empty()
    }

    /// Returns the rounding rule.
    pub fn rounding(&self) -> Rounding {
        self.rounding.parse().unwrap_or_default()
    }

    /// Returns the theme in force.
    pub fn sheet(&self) -> Sheet {
        self.own_theme.clone().or_else(|| Sheet::built_in(&self.theme)).unwrap_or_default()
    }

    /// Resolves the paths that are named: `~` is the user's home, and what is relative stands beside the configuration.
    pub fn resolve_paths(&mut self, home: Option<&Path>, folder: &Path) {
        let named = [&mut self.database.key_file, &mut self.backup.folder];
        let named = named.into_iter().filter(|path| !path.is_empty());
        let fonts = self.papers.fonts.iter_mut();
        for path in self.calendars.iter_mut().map(|calendar| &mut calendar.path).chain(named).chain(fonts) {
            *path = resolve(path, home, folder).to_string_lossy().into_owned();
        }
    }
}
