//! Keys by action: the sets that can be chosen, and what the user changes of them.

use super::value::{Problem, TomlEntry, Value, parse};

/// The names of the sets of keys that can be chosen.
pub const PRESETS: &[&str] = &["default", "vim", "taskwarrior", "calcurse"];

/// An action's keys as somebody wrote them down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionKeys {
    /// The action's name.
    pub action: String,
    /// The line of its name.
    pub line: usize,
    /// Its keys, each with its line.
    pub keys: Vec<(usize, String)>,
}

/// Reads a file that is nothing but keys by action.
pub fn changes(text: &str) -> (Vec<ActionKeys>, Vec<Problem>) {
    let (entries, mut problems) = parse(text);
    let changes = by_action(&entries, &mut problems);
    (changes, problems)
}

/// Reads keys by action.
pub(super) fn by_action(entries: &[TomlEntry], problems: &mut Vec<Problem>) -> Vec<ActionKeys> {
    let mut changes = Vec::new();
    for TomlEntry { line, name, value, .. } in entries {
        let list: Vec<(usize, &Value)> = match value {
            Value::List(list) => list.iter().map(|(line, value)| (*line, value)).collect(),
            one => vec![(*line, one)],
        };
        let mut keys = Vec::new();
        for (line, key) in list {
            match key {
                Value::Text(text) => keys.push((line, text.clone())),
                _ => problems.push(Problem::at(
                    line,
                    format!("keys: {name}: {key} is no key: write keys in quotes, [\"x\", \"ctrl-d\"]"),
                )),
            }
        }
        changes.push(ActionKeys { action: name.clone(), line: *line, keys });
    }
    changes
}
