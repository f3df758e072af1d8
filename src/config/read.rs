//! The file read whole: every setting in its place, and every mistake with its line.

use super::calendars;
use super::keys::by_action;
use super::papers;
use super::settings::{SETTINGS, SettingSpec};
use super::tables::Config;
use super::theme::{self, Sheet, Theming};
use super::value::{Problem, TomlEntry, Value, parse};
use crate::domain::spelling::nearest;

impl Config {
    /// Reads the file's text. Every mistake is listed with its line; the default holds in its place, and the rest as written.
    ///
    /// A theme that is not built in is asked for by its name, and is the text of a file or nothing.
    pub fn read(text: &str, theme_file: &dyn Fn(&str) -> Option<String>) -> (Self, Vec<Problem>) {
        let mut config = Self::default();
        let (entries, mut problems) = parse(text);
        settings(&entries, &mut config, &mut problems);
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
        let known: Vec<&str> = theme::theme_names().collect();
        let hint = nearest(name, known.iter().copied());
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

/// The names of tables, the settings in which are read one by one.
fn tables() -> impl Iterator<Item = &'static str> {
    SETTINGS.iter().map(|s| s.table).filter(|t| !t.is_empty()).chain(["keys", "calendar", "dunning"])
}

/// Puts every setting that can be read in its place.
fn settings(entries: &[TomlEntry], config: &mut Config, problems: &mut Vec<Problem>) {
    for entry in entries {
        let TomlEntry { line, name, value, .. } = entry;
        match value {
            _ if name == "calendar" => calendars::read(entry, &mut config.calendars, problems),
            _ if name == "dunning" => papers::read(entry, &mut config.dunning, problems),
            Value::Table(inner) if name == "keys" => config.keys = by_action(inner, problems),
            Value::Table(inner) if tables().any(|t| t == name) => {
                for entry in inner {
                    put(config, name, entry, problems);
                }
            }
            _ if tables().any(|t| t == name) => {
                let what = format!("{name}: is a table: write [{name}] on a line of its own");
                problems.push(Problem::at(*line, what));
            }
            _ => put(config, "", entry, problems),
        }
    }
}

/// Finds the line a setting stands on; the first if it is not there.
pub fn line_of(text: &str, table: &str, name: &str) -> usize {
    let within = |entries: &[TomlEntry]| entries.iter().find(|e| e.name == name).map(|e| e.line);
    let (entries, _) = parse(text);
    let inner = entries.iter().find(|e| e.name == table).and_then(|e| match &e.value {
        Value::Table(inner) => within(inner),
        _ => None,
    });
    inner.unwrap_or(1)
}

/// Reads one setting, or says why not.
fn put(config: &mut Config, table: &str, entry: &TomlEntry, problems: &mut Vec<Problem>) {
    let TomlEntry { line, name, value, .. } = entry;
    if let Some(setting) = SETTINGS.iter().find(|s| s.table == table && s.name == name) {
        if let Err(what) = (setting.read)(config, value) {
            problems.push(Problem::at(*line, format!("{name}: {what}")));
        }
        return;
    }
    let path = if table.is_empty() { name.clone() } else { format!("{table}.{name}") };
    let here = SETTINGS.iter().filter(|s| s.table == table).map(|s| s.name);
    let here = here.chain(tables().filter(|_| table.is_empty()));
    let hint = match SETTINGS.iter().find(|s| s.name == name) {
        None => nearest(name, here),
        Some(SettingSpec { table: "", .. }) => ": it belongs above the first [table]".to_owned(),
        Some(other) => format!(": it belongs under [{}]", other.table),
    };
    problems.push(Problem::at(*line, format!("there is no setting '{path}'{hint}")));
}
