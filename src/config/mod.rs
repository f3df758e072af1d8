//! The configuration file. None is needed; every setting has a default.

mod calendars;
mod folders;
mod read;
mod settings;
pub mod style;
mod theme;

pub use calendars::{NAMES as CALENDAR_NAMES, Subscription};
pub use folders::Folders;
pub use read::{Change, Problem, changes, line_of};
pub use settings::{SETTINGS, Setting};
pub use theme::{Sheet, TONES, Theming};

use crate::domain::money::Currency;
use crate::domain::rounding::Rounding;

/// The names of the sets of keys that can be chosen.
pub const PRESETS: &[&str] = &["default", "vim", "taskwarrior", "calcurse"];

/// Everything that can be set.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    pub retainers: Retainers,
    /// Reminders.
    pub reminders: Reminders,
    /// The timer.
    pub timer: Timer,
    /// The schedule.
    pub schedule: Schedule,
    /// The database.
    pub database: Database,
    /// Backups.
    pub backup: Backup,
    /// Calendars that are read from files, in the order of the file.
    pub calendars: Vec<Subscription>,
    /// Keys by action instead of the preset's, in the order of the file.
    pub keys: Vec<Change>,
}

/// Settings of retainers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retainers {
    /// Percent of a cycle's hours at which there is an alert.
    pub alerts: Vec<i64>,
}

/// Settings of reminders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminders {
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
pub struct Timer {
    /// Hours after which a timer that runs may have been forgotten; 0 for never.
    pub limit: i64,
    /// Minutes without a sign of life after which it may have been; 0 for never.
    pub away: i64,
}

/// Settings of the schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// The user's working hours, as `mon-fri 9-17`.
    pub hours: String,
    /// The hours of clients that have none of their own, on their clocks.
    pub client_hours: String,
    /// A second zone shown beside the home zone; none if empty.
    pub second_zone: String,
    /// The user's own e-mail addresses, by which invitations are found that were declined.
    pub emails: Vec<String>,
}

/// Settings of the database.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Database {
    /// The program that writes its secret, and its arguments; none if empty.
    pub key_command: Vec<String>,
    /// The file that holds its secret; none if empty.
    pub key_file: String,
    /// Minutes without a key after which the screen is locked; 0 for never.
    pub lock_after: i64,
}

/// Settings of backups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Of how many days the backup is kept.
    pub daily: i64,
    /// Of how many weeks the newest is.
    pub weekly: i64,
    /// The folder they are made in; beside the database if empty.
    pub folder: String,
}

impl Default for Backup {
    fn default() -> Self {
        Self { daily: 7, weekly: 4, folder: String::new() }
    }
}

impl Default for Schedule {
    fn default() -> Self {
        let office = || "mon-fri 9-17".to_owned();
        Self { hours: office(), client_hours: office(), second_zone: String::new(), emails: Vec::new() }
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
            seconds: false,
            theme: "auto".to_owned(),
            own_theme: None,
            preset: "default".to_owned(),
            mouse: true,
            machine: String::new(),
            retainers: Retainers::default(),
            reminders: Reminders::default(),
            timer: Timer::default(),
            schedule: Schedule::default(),
            database: Database::default(),
            backup: Backup::default(),
            calendars: Vec::new(),
            keys: Vec::new(),
        }
    }
}

impl Default for Retainers {
    fn default() -> Self {
        Self { alerts: vec![50, 75, 90, 100] }
    }
}

impl Default for Reminders {
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

impl Default for Timer {
    fn default() -> Self {
        Self { limit: 10, away: 240 }
    }
}

impl Config {
    /// Reads the file's text. Every mistake is listed with its line; the default holds in its place, and the rest as written.
    ///
    /// A theme that is not built in is asked for by its name, and is the text of a file or nothing.
    pub fn read(text: &str, theme_file: &dyn Fn(&str) -> Option<String>) -> (Self, Vec<Problem>) {
        let mut config = Self::default();
        let (entries, mut problems) = read::parse(text);
        read::settings(&entries, &mut config, &mut problems);
        let line = entries.iter().find(|e| e.name == "theme").map_or(1, |e| e.line);
        config.find_theme(theme_file, line, &mut problems);
        problems.sort();
        // The line may be no TOML, too: it is known by what it begins with.
        let lines: Vec<&str> = text.lines().collect();
        let wants = |p: &&Problem| {
            let line = p.line.checked_sub(1).and_then(|n| lines.get(n)).map_or("", |line| line.trim_start());
            let rest = line.trim_start_matches(['"', '\'']).strip_prefix("zone");
            p.file.is_empty() && rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
        };
        config.wrong_zone = problems.iter().find(wants).map(ToString::to_string);
        (config, problems)
    }

    /// Whether it names a program, or what the key of the database is.
    pub fn names_programs(&self) -> bool {
        let Database { key_command, key_file, .. } = &self.database;
        !self.reminders.command.is_empty() || !key_command.is_empty() || !key_file.is_empty()
    }

    /// The rounding rule.
    pub fn rounding(&self) -> Rounding {
        self.rounding.parse().unwrap_or_default()
    }

    /// The colours in force.
    pub fn sheet(&self) -> Sheet {
        self.own_theme.clone().or_else(|| Sheet::built_in(&self.theme)).unwrap_or_default()
    }

    /// Sees that the theme is one that there is.
    fn find_theme(&mut self, theme_file: &dyn Fn(&str) -> Option<String>, line: usize, problems: &mut Vec<Problem>) {
        let name = &self.theme;
        if Sheet::built_in(name).is_some() {
            return;
        }
        let plain = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
        // A name, never a path: the file stands in one folder only.
        let text = Some(name).filter(|n| !n.is_empty() && n.chars().all(plain)).and_then(|n| theme_file(n));
        if let Some(text) = text {
            let Theming { sheet, problems: found } = Sheet::read(&text);
            let file = format!("themes/{name}.toml");
            problems.extend(found.into_iter().map(|p| Problem { file: file.clone(), ..p }));
            self.own_theme = Some(sheet);
            return;
        }
        let known: Vec<&str> = theme::names().collect();
        let hint = crate::domain::spelling::nearest(name, known.iter().copied());
        let what = if hint.is_empty() {
            format!(
                "theme: '{name}' is not one of {}, and themes/NAME.toml beside this file is not there",
                known.join(", ")
            )
        } else {
            format!("theme: there is no theme '{name}'{hint}")
        };
        problems.push(Problem::at(line, what));
        self.theme = Self::default().theme;
    }
}

#[cfg(test)]
mod tests;
