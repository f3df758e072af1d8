//! A dialog: a question with its answers, each a key: what cannot be decided for the user is asked once, here.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::line_editor::leaves;
use super::pending::Pending;
use crate::app::offer::Offer;

/// What follows from an answer.
pub enum Then {
    /// This is done.
    Do(Pending),
    /// This is opened.
    Open(Offer),
    /// These are followed, one for each row.
    Follow(Vec<Offer>),
    /// The focused list is filtered.
    Filter(String),
    /// A link is opened, or copied over SSH.
    Link(String),
    /// Nothing: back to where one was.
    Back,
}

/// An answer that can be chosen.
pub struct Choice {
    /// Its key.
    pub key: char,
    /// What it means.
    pub label: String,
    /// What follows.
    pub then: Then,
}

/// A modal dialog: a question with its answers, as a layer.
pub struct Dialog {
    /// What it is about.
    pub title: String,
    /// What is asked.
    pub text: String,
    /// The answers.
    pub choices: Vec<Choice>,
    /// The one under the cursor.
    pub at: usize,
}

/// What a key did to a question.
pub enum DialogOutcome {
    /// It is still open.
    Stay,
    /// It is answered.
    Answered(Then),
}

impl Dialog {
    /// Makes a dialog of a question.
    pub fn new(title: impl Into<String>, text: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self { title: title.into(), text: text.into(), choices, at: 0 }
    }

    /// Takes a key: an answer's own, or the arrows and `Enter`; `Esc` answers nothing.
    pub fn press(&mut self, key: KeyEvent) -> DialogOutcome {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let count = self.choices.len().max(1);
        match key.code {
            _ if leaves(key) => return DialogOutcome::Answered(Then::Back),
            KeyCode::Down | KeyCode::Tab => self.at = (self.at + 1) % count,
            KeyCode::Up | KeyCode::BackTab => self.at = (self.at + count - 1) % count,
            KeyCode::Enter if self.at < self.choices.len() => {
                return DialogOutcome::Answered(self.choices.remove(self.at).then);
            }
            KeyCode::Char(c) if !control => {
                if let Some(n) = self.choices.iter().position(|a| a.key == c) {
                    return DialogOutcome::Answered(self.choices.remove(n).then);
                }
            }
            _ => {}
        }
        DialogOutcome::Stay
    }
}
