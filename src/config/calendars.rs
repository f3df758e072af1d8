//! `[[calendar]]`: calendars that are read from files, and perhaps written back to them.

use std::path::Path;

use super::Config;
use super::folders::settle;
use super::read::{Entry, Problem, Value};
use super::settings::{text, yes};
use crate::domain::spelling::nearest;

/// What one `[[calendar]]` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscription {
    /// What the calendar is called here.
    pub name: String,
    /// A file, a pattern with `*` or `?` in its last part, or a folder with a file for each event.
    pub path: String,
    /// The code of the client all its events are for.
    pub client: Option<String>,
    /// Whether what is changed here is not written back.
    pub readonly: bool,
    /// The line it begins at.
    pub line: usize,
}

/// The names in a `[[calendar]]`, each with what it is for the example file.
pub const NAMES: [(&str, &str, &str); 4] = [
    ("name", "\"Acme\"", "what it is called here"),
    (
        "path",
        "\"~/.calendars/acme\"",
        "an .ics file, several (\"~/cal/*.ics\"), or a folder as vdirsyncer and khal keep it",
    ),
    ("client", "\"acme\"", "the client all its events are for"),
    ("readonly", "true", "false: what you change is written back to the file"),
];

/// Reads every `[[calendar]]`; one that cannot be used is told and left out.
pub(super) fn read(entry: &Entry, config: &mut Config, problems: &mut Vec<Problem>) {
    let Value::List(list) = &entry.value else {
        problems.push(Problem::at(entry.line, "calendar: write [[calendar]] on a line of its own, in double brackets"));
        return;
    };
    for (line, value) in list {
        let Value::Table(entries) = value else {
            problems.push(Problem::at(*line, format!("calendar: {value} is no table: write [[calendar]]")));
            continue;
        };
        let mut found =
            Subscription { name: String::new(), path: String::new(), client: None, readonly: true, line: *line };
        for entry in entries {
            if let Err(what) = found.take(entry) {
                problems.push(Problem::at(entry.line, format!("calendar: {}: {what}", entry.name)));
            }
        }
        let line = entries.first().map_or(*line, |first| first.line);
        let missing = [("name", &found.name), ("path", &found.path)].into_iter().find(|(_, value)| value.is_empty());
        if let Some((name, _)) = missing {
            problems.push(Problem::at(line, format!("calendar: {name} is missing, so it is left out")));
        } else if config.calendars.iter().any(|other| other.name == found.name) {
            let name = &found.name;
            problems.push(Problem::at(line, format!("calendar: there are two named '{name}': the first holds")));
        } else {
            found.line = line;
            config.calendars.push(found);
        }
    }
}

impl Config {
    /// Makes the paths of calendars whole: `~` is the user's home, and what is relative stands beside the configuration.
    pub fn settle_paths(&mut self, home: Option<&Path>, folder: &Path) {
        let named = [&mut self.database.key_file, &mut self.backup.folder];
        let named = named.into_iter().filter(|path| !path.is_empty());
        for path in self.calendars.iter_mut().map(|calendar| &mut calendar.path).chain(named) {
            *path = settle(path, home, folder).to_string_lossy().into_owned();
        }
    }
}

impl Subscription {
    fn take(&mut self, entry: &Entry) -> Result<(), String> {
        let value = &entry.value;
        match entry.name.as_str() {
            "name" => self.name = text(value)?.trim().to_owned(),
            "path" => self.path = text(value)?,
            "client" => self.client = Some(text(value)?.trim().to_lowercase()).filter(|code| !code.is_empty()),
            "readonly" => self.readonly = yes(value)?,
            other => {
                let hint = nearest(other, NAMES.iter().map(|(name, _, _)| *name));
                return Err(format!("there is no such setting{hint}"));
            }
        }
        Ok(())
    }
}
