//! What the screen says of a key or a command, in the footer or at a prompt.

use super::theme::Tone;

/// A line that answers a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// What was done.
    Done(String),
    /// What is worth knowing.
    Note(String),
    /// What went wrong, and what to do.
    Wrong(String),
}

impl Message {
    /// Returns it as it is shown, with its tone; what went wrong begins with a sign and not only with a colour.
    pub fn shown(&self) -> (String, Tone) {
        match self {
            Self::Done(text) => (text.clone(), Tone::Good),
            Self::Note(text) => (text.clone(), Tone::Plain),
            Self::Wrong(text) => (format!("! {text}"), Tone::Bad),
        }
    }
}
