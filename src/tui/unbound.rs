//! Keys that do nothing: said once, with what would do what was probably meant.

use crossterm::event::KeyEvent;

use super::keymap::{Found, Key, Keymap, key_of};
use super::message::Message;
use super::ui::Ui;
use super::views::VIEWS;
use crate::app::brought::meant_by;
use crate::app::keys::{KeyCode, Sequence};
use crate::app::table;
use crate::command::action::Action;

impl Ui {
    /// Says of a key that does nothing what would do, the first time it is pressed; what it has said stays while it is pressed again.
    pub(super) fn explain(&mut self, key: KeyEvent, before: Option<&Message>) {
        let Some(key) = key_of(key) else { return };
        let said = Message::Note(unbound(key, self.keys.map()));
        if self.keys.is_news(key) || before == Some(&said) {
            self.say(said);
        }
    }
}

fn unbound(key: Key, keymap: &Keymap) -> String {
    let name = key.name();
    if let KeyCode::Char(c @ '0'..='9') = key.code {
        let number = u8::try_from(c).unwrap_or(b'0') - b'0';
        if !key.ctrl && !key.alt && VIEWS.iter().all(|v| v.number != number) {
            return format!("there is no view {number}: 1 to {} are {}", VIEWS.len(), views());
        }
    }
    if key == Key::new(KeyCode::Char('s'), true, false, false) {
        return format!("{name} saves a form; here every change is saved at once");
    }
    let written = Sequence(vec![key]).written();
    let mut meant: Vec<&'static Action> = meant_by(&written).filter_map(table::find).collect();
    if let Some(twin) = twin(key).and_then(|twin| alone(twin, keymap)).filter(|_| meant.is_empty()) {
        meant.push(twin);
    }
    let keyed = meant.into_iter().filter_map(|action| Some((keymap.names(action.name).into_iter().next()?, action)));
    let told: Vec<String> = keyed.map(|(key, action)| does(&key, action)).collect();
    if told.is_empty() {
        return format!("{name} does nothing here; {} shows the keys that do", keymap.first("help"));
    }
    format!("{name} does nothing here; {}", told.join(", "))
}

/// What a key does by itself.
fn alone(key: Key, keymap: &Keymap) -> Option<&'static Action> {
    match keymap.find(&[key]) {
        Found::Action(action) => Some(action),
        Found::Prefix | Found::Nothing => None,
    }
}

/// The letter with Shift, or without.
fn twin(key: Key) -> Option<Key> {
    let KeyCode::Char(c) = key.code else { return None };
    let mut other = if c.is_lowercase() { c.to_uppercase().collect::<Vec<_>>() } else { c.to_lowercase().collect() };
    let one = other.pop().filter(|other_c| other.is_empty() && *other_c != c)?;
    (!key.ctrl && !key.alt).then(|| Key::new(KeyCode::Char(one), false, false, false))
}

fn views() -> String {
    let names: Vec<&str> = VIEWS.iter().map(|view| view.name).collect();
    match names.as_slice() {
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
        [] => String::new(),
    }
}

/// `D deletes the row`, of the help's first words; what they name rather than do stands behind a colon.
fn does(key: &str, action: &Action) -> String {
    let help = action.help.split([';', ':']).next().unwrap_or_default();
    let (first, rest) = help.split_once(' ').unwrap_or((help, ""));
    let lower = first.to_lowercase();
    let named = !VERBS.contains(&lower.as_str());
    let gap = if rest.is_empty() { "" } else { " " };
    if named {
        return format!("{key}: {lower}{gap}{rest}");
    }
    let verb = match lower.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if lower.ends_with(['o', 'x', 's']) || lower.ends_with("ch") || lower.ends_with("sh") => format!("{lower}es"),
        _ => format!("{lower}s"),
    };
    format!("{key} {verb}{gap}{rest}")
}

/// The words that the help of a key begins with where it says what the key does.
const VERBS: &[&str] = &[
    "add",
    "bill",
    "change",
    "close",
    "copy",
    "delete",
    "discard",
    "draw",
    "drop",
    "duplicate",
    "edit",
    "filter",
    "find",
    "give",
    "go",
    "group",
    "hide",
    "join",
    "leave",
    "log",
    "look",
    "mark",
    "move",
    "open",
    "put",
    "quit",
    "record",
    "redo",
    "redraw",
    "restore",
    "send",
    "set",
    "show",
    "snooze",
    "split",
    "start",
    "stop",
    "suspend",
    "switch",
    "tick",
    "undo",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_makes_a_sentence_of_a_key() {
        let said = |name: &str| does("K", table::find(name).unwrap());
        assert_eq!(said("delete"), "K deletes the row");
        assert_eq!(said("copy"), "K copies the row");
        assert_eq!(said("filter"), "K filters this list as you type");
        assert_eq!(said("look"), "K shows details of the row");
        assert_eq!(said("up"), "K: previous row");
    }
}
