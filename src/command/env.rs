//! What the program knows of the world outside.

use std::path::PathBuf;
use std::sync::Arc;

use crate::config::Config;
use crate::domain::time::Instant;
use crate::error::Error;
use crate::notify;
pub use crate::notify::Terminal;
use crate::secret::SecretSource;
use crate::store::Keyring;

/// What `main` knows of the world outside and everybody else is told.
pub struct Env {
    /// The present moment.
    pub now: Box<dyn Fn() -> Instant + Send + Sync>,
    /// The settings.
    pub config: Config,
    /// Where the settings are read from.
    pub config_path: PathBuf,
    /// What is wrong with the settings, a line each; the defaults hold where something is.
    pub config_problems: Vec<String>,
    /// What went wrong with the last backup, where the screen begins.
    pub no_backup: Option<String>,
    /// The database file.
    pub db_path: PathBuf,
    /// Where the secret of an encrypted database comes from.
    pub secrets: SecretSource,
    /// The keys of encrypted databases.
    pub keys: Arc<Keyring>,
    /// The program that makes backups when this one ends: itself. None where the time of day is only pretended.
    pub keeper: Option<PathBuf>,
    /// Tells of progress in long work.
    pub tell: Box<dyn Fn(&str)>,
    /// Environment variables that say what the terminal is.
    pub terminal: Terminal,
}

impl Env {
    /// Returns an environment of settings and a clock alone, in which there is nothing else.
    pub fn of(config: Config, now: impl Fn() -> Instant + Send + Sync + 'static) -> Self {
        Self {
            now: Box::new(now),
            config,
            config_path: PathBuf::new(),
            config_problems: Vec::new(),
            no_backup: None,
            db_path: PathBuf::new(),
            secrets: SecretSource::default(),
            keys: Arc::new(Keyring::empty()),
            keeper: None,
            tell: Box::new(|_| {}),
            terminal: Terminal::default(),
        }
    }

    /// Says that nothing says where the database is: never the working folder, which may be anybody's.
    pub fn nowhere() -> Error {
        Error::problem("there is nowhere to keep the database: set HOME, or name a file with --db")
    }

    /// The present moment.
    pub fn now(&self) -> Instant {
        (self.now)()
    }

    /// Returns how reminders are told outside the screen.
    pub fn telling(&self) -> notify::Settings {
        let reminders = &self.config.reminders;
        notify::Settings {
            channel: reminders.channel.clone(),
            command: reminders.command.clone(),
            distrusted: self.config.distrusted.clone(),
            private: reminders.private,
            sequence: reminders.sequence.clone(),
        }
    }
}
