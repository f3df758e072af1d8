//! Which key does what: the action table's own keys, and the configuration's in their place.

use std::collections::{BTreeMap, HashMap};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::app::action::Action;
use crate::app::input::nearest;
use crate::app::table;

/// A key with its modifiers, the same however a terminal reports it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key(KeyCode, KeyModifiers);

const NAMED: &[(&str, KeyCode)] = &[
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("space", KeyCode::Char(' ')),
    ("backspace", KeyCode::Backspace),
    ("delete", KeyCode::Delete),
    ("insert", KeyCode::Insert),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("pageup", KeyCode::PageUp),
    ("pagedown", KeyCode::PageDown),
];

impl Key {
    /// The key of an event.
    pub fn of(event: KeyEvent) -> Self {
        let kept = KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT;
        let modifiers = event.modifiers & kept;
        match event.code {
            // Terminals disagree about what goes with a shifted letter.
            KeyCode::Char(c) if modifiers.contains(KeyModifiers::CONTROL) => {
                Self(KeyCode::Char(c.to_ascii_lowercase()), modifiers - KeyModifiers::SHIFT)
            }
            KeyCode::Char(c) => Self(KeyCode::Char(c), modifiers - KeyModifiers::SHIFT),
            KeyCode::BackTab => Self(KeyCode::Tab, modifiers | KeyModifiers::SHIFT),
            code => Self(code, modifiers),
        }
    }

    /// Reads `j`, `G`, `ctrl-d`, `shift-tab`, `space`, `f5`.
    pub fn read(name: &str) -> Option<Self> {
        let mut modifiers = KeyModifiers::NONE;
        let mut rest = name;
        loop {
            let found =
                [("ctrl-", KeyModifiers::CONTROL), ("alt-", KeyModifiers::ALT), ("shift-", KeyModifiers::SHIFT)]
                    .into_iter()
                    .find(|(word, _)| rest.len() > word.len() && rest.to_ascii_lowercase().starts_with(word));
            let Some((word, modifier)) = found else { break };
            modifiers |= modifier;
            rest = &rest[word.len()..];
        }
        let lower = rest.to_ascii_lowercase();
        let mut letters = rest.chars();
        let code = match (letters.next(), letters.next()) {
            (Some(c), None) if !c.is_control() => KeyCode::Char(c),
            _ => match NAMED.iter().find(|(word, _)| *word == lower) {
                Some((_, code)) => *code,
                None => KeyCode::F(lower.strip_prefix('f')?.parse().ok().filter(|n| (1..=24).contains(n))?),
            },
        };
        let code = match code {
            KeyCode::Char(c) if modifiers.contains(KeyModifiers::SHIFT) => {
                KeyCode::Char(c.to_uppercase().next().unwrap_or(c))
            }
            code => code,
        };
        Some(Self::of(KeyEvent::new(code, modifiers)))
    }

    /// The key as it is written in help: `j`, `Ctrl-d`, `Shift-Tab`, `Space`.
    pub fn name(self) -> String {
        let Self(code, modifiers) = self;
        let mut name = String::new();
        for (modifier, word) in
            [(KeyModifiers::CONTROL, "Ctrl-"), (KeyModifiers::ALT, "Alt-"), (KeyModifiers::SHIFT, "Shift-")]
        {
            if modifiers.contains(modifier) {
                name.push_str(word);
            }
        }
        match code {
            KeyCode::Up => name.push('↑'),
            KeyCode::Down => name.push('↓'),
            KeyCode::Left => name.push('←'),
            KeyCode::Right => name.push('→'),
            KeyCode::Char(c) if c != ' ' => name.push(c),
            KeyCode::PageUp => name.push_str("PgUp"),
            KeyCode::PageDown => name.push_str("PgDn"),
            KeyCode::F(n) => name.push_str(&format!("F{n}")),
            code => {
                let word = NAMED.iter().find(|(_, c)| *c == code).map_or("?", |(word, _)| word);
                let mut letters = word.chars();
                name.extend(letters.next().map(|c| c.to_ascii_uppercase()));
                name.push_str(letters.as_str());
            }
        }
        name
    }
}

/// The keys in force.
pub struct Keymap {
    by_key: HashMap<Key, &'static Action>,
    by_action: Vec<(&'static Action, Vec<Key>)>,
}

impl Keymap {
    /// The keys with the configuration's changes, and what is wrong with those.
    ///
    /// An action named in the configuration has the keys listed there and no others; a key
    /// listed there is taken from whatever had it.
    pub fn of(changes: &BTreeMap<String, Vec<String>>) -> (Self, Vec<String>) {
        let mut problems = Vec::new();
        let mut taken: HashMap<Key, &'static Action> = HashMap::new();
        let mut named: Vec<&'static str> = Vec::new();
        for (name, keys) in changes {
            let Some(action) = table::find(name) else {
                let hint = nearest(name, table::all().map(|a| a.name));
                problems.push(format!("keys: there is no action '{name}'{hint}"));
                continue;
            };
            named.push(action.name);
            for text in keys {
                match Key::read(text) {
                    None => {
                        problems.push(format!("keys: {name}: '{text}' is no key: write it like j, G, ctrl-d or f5"));
                    }
                    Some(key) => match taken.insert(key, action) {
                        Some(other) if other.name != action.name => {
                            problems.push(format!("keys: {text} is given to {} and to {name}", other.name));
                        }
                        _ => {}
                    },
                }
            }
        }
        let usual = table::all().filter(|a| !named.contains(&a.name));
        for (action, text) in usual.flat_map(|a| a.keys.iter().map(move |k| (a, *k))) {
            if let Some(key) = Key::read(text) {
                taken.entry(key).or_insert(action);
            }
        }
        let keys_of = |action: &'static Action| {
            let listed = changes.get(action.name).map(|k| k.iter().map(String::as_str).collect::<Vec<_>>());
            let order = listed.unwrap_or_else(|| action.keys.to_vec());
            let keys = order.into_iter().filter_map(Key::read);
            keys.filter(|k| taken.get(k).is_some_and(|a| a.name == action.name)).collect::<Vec<_>>()
        };
        let by_action = table::all().map(|a| (a, keys_of(a))).collect();
        (Self { by_key: taken, by_action }, problems)
    }

    /// What a key does.
    pub fn action(&self, event: KeyEvent) -> Option<&'static Action> {
        self.by_key.get(&Key::of(event)).copied()
    }

    /// Every action with its keys, in the order of the help.
    pub fn all(&self) -> impl Iterator<Item = (&'static Action, &[Key])> {
        self.by_action.iter().map(|(action, keys)| (*action, keys.as_slice()))
    }

    /// The keys of an action as they are written, the first one or all.
    pub fn names(&self, action: &str) -> Vec<String> {
        let found = self.by_action.iter().find(|(a, _)| a.name == action);
        found.map(|(_, keys)| keys.iter().map(|k| k.name()).collect()).unwrap_or_default()
    }

    /// The first key of an action; the palette's line for it where it has none.
    pub fn first(&self, action: &str) -> String {
        self.names(action).into_iter().next().unwrap_or_else(|| format!(":{action}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes(of: &[(&str, &[&str])]) -> BTreeMap<String, Vec<String>> {
        of.iter().map(|(a, keys)| ((*a).to_owned(), keys.iter().map(|k| (*k).to_owned()).collect())).collect()
    }

    #[test]
    fn every_key_of_the_table_reads_and_is_reached() {
        let (map, problems) = Keymap::of(&BTreeMap::new());
        assert!(problems.is_empty());
        for action in table::all() {
            assert_eq!(map.names(action.name).len(), action.keys.len(), "{}", action.name);
        }
        assert_eq!(map.names("next-pane"), ["Tab", "→"]);
        assert_eq!(map.names("half-down"), ["Ctrl-d", "PgDn"]);
    }

    #[test]
    fn a_rebound_key_is_taken_from_its_owner() {
        let (map, problems) = Keymap::of(&changes(&[("delete", &["x"]), ("stop", &["ctrl-X", "f5"])]));
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(map.names("delete"), ["x"]);
        assert_eq!(map.names("stop"), ["Ctrl-x", "F5"]);
        assert_eq!(map.names("cancel"), ["X"]);
    }

    #[test]
    fn mistakes_are_told_all_at_once() {
        let (map, problems) = Keymap::of(&changes(&[("lod", &["l"]), ("quit", &["hyper-q", "Q"]), ("help", &["Q"])]));
        assert_eq!(
            problems,
            [
                "keys: there is no action 'lod': did you mean log?",
                "keys: quit: 'hyper-q' is no key: write it like j, G, ctrl-d or f5",
                "keys: Q is given to help and to quit",
            ]
        );
        assert_eq!(map.names("quit"), ["Q"]);
    }

    #[test]
    fn terminals_report_shift_in_their_own_ways() {
        let plain = KeyEvent::new(KeyCode::Char('G'), KeyModifiers::NONE);
        let shifted = KeyEvent::new(KeyCode::Char('G'), KeyModifiers::SHIFT);
        assert_eq!(Key::of(plain), Key::of(shifted));
        assert_eq!(Key::read("shift-tab"), Some(Key::of(KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT))));
    }
}
