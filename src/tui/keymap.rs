//! The keys in force, as a terminal reports them.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::app::keys::{Bindings, KeyCode as Code, Sequence};
pub use crate::app::keys::{Found, Key};
use crate::command::action::Action;
use crate::config::Config;

/// Translates an event into its key, if it is one that can have a meaning.
pub fn key_of(event: KeyEvent) -> Option<Key> {
    let name = match event.code {
        KeyCode::Char(c) => return Some(made(Code::Char(c), event.modifiers)),
        KeyCode::F(n) => return Some(made(Code::F(n), event.modifiers)),
        KeyCode::BackTab => return Some(made(Code::named("tab")?, event.modifiers | KeyModifiers::SHIFT)),
        KeyCode::Enter => "enter",
        KeyCode::Esc => "esc",
        KeyCode::Tab => "tab",
        KeyCode::Backspace => "backspace",
        KeyCode::Delete => "delete",
        KeyCode::Insert => "insert",
        KeyCode::Up => "up",
        KeyCode::Down => "down",
        KeyCode::Left => "left",
        KeyCode::Right => "right",
        KeyCode::Home => "home",
        KeyCode::End => "end",
        KeyCode::PageUp => "pageup",
        KeyCode::PageDown => "pagedown",
        _ => return None,
    };
    Some(made(Code::named(name)?, event.modifiers))
}

fn made(code: Code, held: KeyModifiers) -> Key {
    let is = |modifier| held.contains(modifier);
    Key::new(code, is(KeyModifiers::CONTROL), is(KeyModifiers::ALT), is(KeyModifiers::SHIFT))
}

/// The key bindings in force.
pub struct Keymap(Bindings);

impl Keymap {
    /// Makes the bindings of a configuration. What is wrong with them was told where it was read.
    pub fn of(config: &Config) -> Self {
        Self(Bindings::of(config).0)
    }

    /// What a key does by itself.
    pub fn action(&self, event: KeyEvent) -> Option<&'static Action> {
        match self.press(&[], event) {
            Found::Action(action) => Some(action),
            Found::Prefix | Found::Nothing => None,
        }
    }

    /// What a key does after those that were pressed before it.
    pub fn press(&self, pending: &[Key], event: KeyEvent) -> Found {
        let Some(key) = key_of(event) else { return Found::Nothing };
        self.0.find(&[pending, &[key]].concat())
    }

    /// What keys do, one after the other.
    pub fn find(&self, keys: &[Key]) -> Found {
        self.0.find(keys)
    }

    /// What may follow keys that were pressed, by the name of the key, and what that does.
    pub fn after(&self, pending: &[Key]) -> Vec<(String, &'static Action)> {
        self.0.after(pending)
    }

    /// Lists every action with its keys, in the order of the help.
    pub fn all(&self) -> impl Iterator<Item = (&'static Action, &[Sequence])> {
        self.0.all()
    }

    /// Names the keys of an action as they are shown.
    pub fn names(&self, action: &str) -> Vec<String> {
        self.0.names(action)
    }

    /// The first key of an action; the palette's line for it where it has none.
    pub fn first(&self, action: &str) -> String {
        self.0.first(action)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminals_report_shift_in_their_own_ways() {
        let plain = KeyEvent::new(KeyCode::Char('G'), KeyModifiers::NONE);
        let shifted = KeyEvent::new(KeyCode::Char('G'), KeyModifiers::SHIFT);
        assert_eq!(key_of(plain), key_of(shifted));
        let back = KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT);
        assert_eq!(Key::read("shift-tab"), key_of(back));
        assert_eq!(Key::read("shift-tab"), key_of(KeyEvent::new(KeyCode::BackTab, KeyModifiers::NONE)));
    }

    #[test]
    fn a_sequence_is_pressed_key_by_key() {
        let map = Keymap::of(&Config { preset: "vim".to_owned(), ..Config::default() });
        let g = KeyEvent::new(KeyCode::Char('g'), KeyModifiers::NONE);
        assert!(matches!(map.press(&[], g), Found::Prefix));
        assert!(map.action(g).is_none());
        let pending = [key_of(g).unwrap()];
        assert!(matches!(map.press(&pending, g), Found::Action(action) if action.name == "top"));
        assert!(map.after(&pending).iter().any(|(key, action)| key == "x" && action.name == "open"));
    }
}
