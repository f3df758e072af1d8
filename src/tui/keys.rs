//! The keys, and what was pressed before: a sequence that was begun, keys that did nothing, the meeting that a key moved.

use crossterm::event::{KeyCode, KeyEvent};

use super::keymap::{Found, Key, Keymap, key_of};
use crate::app::keys::Sequence;
use crate::command::action::Action;

/// The state of the keyboard: the keys in force, and those that were pressed.
pub struct Keys {
    map: Keymap,
    /// Keys that began a sequence.
    begun: Vec<Key>,
    /// Keys that did nothing and have said so.
    explained: Vec<Key>,
    /// The meeting that was moved by the last key.
    moving: Option<Moving>,
}

/// The meeting that was moved last, and how far that reached: the same key again needs no question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moving {
    /// Its event.
    pub id: i64,
    /// Which occurrence it is now.
    pub occurrence: String,
    /// How far it reached, as it was asked for.
    pub scope: String,
}

/// A keystroke: what a key is, after those that were pressed before it.
pub enum Stroke {
    /// The whole of an action's keys.
    Whole(&'static Action),
    /// The beginning of some.
    Begun,
    /// The end of a sequence that does nothing, and what is to be said of it.
    Lost(String),
    /// Nothing by itself.
    Nothing,
}

impl Keys {
    /// Begins with none pressed yet.
    pub fn new(map: Keymap) -> Self {
        Self { map, begun: Vec::new(), explained: Vec::new(), moving: None }
    }

    /// What the keys do.
    pub fn map(&self) -> &Keymap {
        &self.map
    }

    /// Takes a key.
    pub fn press(&mut self, key: KeyEvent) -> Stroke {
        let mut begun = std::mem::take(&mut self.begun);
        match self.map.press(&begun, key) {
            Found::Action(action) => Stroke::Whole(action),
            Found::Prefix => {
                begun.extend(key_of(key));
                self.begun = begun;
                Stroke::Begun
            }
            Found::Nothing if begun.is_empty() => Stroke::Nothing,
            Found::Nothing => {
                let before = Sequence(begun.clone()).name();
                begun.extend(key_of(key));
                let whole = Sequence(begun).name();
                let dropped = key.code == KeyCode::Esc;
                Stroke::Lost(if dropped { format!("{before} dropped") } else { format!("{whole} does nothing") })
            }
        }
    }

    /// Keys that began a sequence.
    pub fn begun(&self) -> &[Key] {
        &self.begun
    }

    /// Drops a sequence that was begun.
    pub fn drop_begun(&mut self) {
        self.begun.clear();
    }

    /// Notes that a key does nothing; whether that is news.
    pub fn is_news(&mut self, key: Key) -> bool {
        let news = !self.explained.contains(&key);
        if news {
            self.explained.push(key);
        }
        news
    }

    /// The meeting that was moved by the last key.
    pub fn moving(&self) -> Option<&Moving> {
        self.moving.as_ref()
    }

    /// Notes which meeting the key moved, if it did.
    pub fn moved(&mut self, meeting: Option<Moving>) {
        self.moving = meeting;
    }
}
