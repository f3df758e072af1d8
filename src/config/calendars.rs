//! `[[calendar]]`: calendars that are read from files, and perhaps written back to them.

use super::value::{Problem, TomlEntry, Value, text, yes};
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
pub(super) fn read(entry: &TomlEntry, calendars: &mut Vec<Subscription>, problems: &mut Vec<Problem>) {
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
        } else if calendars.iter().any(|other| other.name == found.name) {
            let name = &found.name;
            problems.push(Problem::at(line, format!("calendar: there are two named '{name}': the first holds")));
        } else {
            found.line = line;
            calendars.push(found);
        }
    }
}

impl Subscription {
    fn take(&mut self, entry: &TomlEntry) -> Result<(), String> {
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
