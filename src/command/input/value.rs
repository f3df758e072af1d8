//! A kind of value that can be typed, and what is offered while it is.

use crate::command::context::Context;
use crate::error::Result;

/// A value offered while typing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// What would be typed.
    pub text: String,
    /// What it stands for.
    pub note: String,
}

/// A kind of value that can be typed.
pub trait Input: Sized {
    /// What it looks like, for placeholders and error messages.
    const LIKE: &'static str;
    /// The only words that will do; empty if there are others.
    const CHOICES: &'static [&'static str] = &[];
    /// Whether it is a day.
    const IS_DAY: bool = false;
    /// Whether it names a file.
    const IS_FILE: bool = false;
    /// The kind of record that it names, if it names one.
    const NAMES: Option<&'static str> = None;
    /// Reads it, or says in one sentence what would be understood.
    fn read(text: &str, context: &Context<'_>) -> Result<Self>;
    /// What was understood, in words.
    fn echo(&self, context: &Context<'_>) -> String;
    /// Values that begin like what was typed.
    fn suggest(_typed: &str, _context: &Context<'_>) -> Vec<Hint> {
        Vec::new()
    }
}

/// Offers the words that begin like what was typed.
pub(super) fn choice_hints(words: &[&'static str], typed: &str) -> Vec<Hint> {
    let fits = words.iter().filter(|w| w.starts_with(typed));
    fits.map(|w| Hint { text: (*w).to_owned(), note: String::new() }).collect()
}
