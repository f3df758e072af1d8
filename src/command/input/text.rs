//! Texts: free, a title, a note behind the rest of a line, a tag.

use super::value::Input;
use crate::command::context::Context;
use crate::command::grammar::line::bare;
use crate::command::grammar::{looks, normal};
use crate::error::{Error, Result};

/// Free text, composed (NFC) and without space at its ends.
pub struct Text(pub String);

impl Input for Text {
    const LIKE: &'static str = "text";

    fn read(text: &str, _: &Context<'_>) -> Result<Self> {
        Ok(Self(normal(text.trim())))
    }

    fn echo(&self, _: &Context<'_>) -> String {
        self.0.clone()
    }
}

/// What was done, in words behind the rest of a line.
///
/// A day, a time or a length at its beginning or end was meant for something else; quotes, or a `\\` in front, say that
/// it was not.
pub struct Note(pub String);

impl Input for Note {
    const LIKE: &'static str = Text::LIKE;

    fn read(text: &str, context: &Context<'_>) -> Result<Self> {
        let typed = context.given.map(|given| given.get("note")).unwrap_or_default();
        let words: Vec<&str> = if typed.is_empty() { vec![text] } else { typed.iter().map(String::as_str).collect() };
        looks::check_note(&words, &context.moment())?;
        // `log acme 1h 30 draft` would lose half an hour.
        let hours = context.given.and_then(|given| given.text("span")).filter(|span| span.ends_with(['h', 'H']));
        let minutes = words.first().filter(|word| word.len() == 2 && word.parse().is_ok_and(|n: u32| n < 60));
        if let (Some(hours), Some(minutes)) = (hours, minutes) {
            return Err(Error::problem(format!(
                "'{hours} {minutes}' could be {hours}{minutes}: type that in one word, or put \"{minutes}\" in quotes"
            )));
        }
        let words: Vec<&str> = words.into_iter().map(bare).collect();
        Text::read(&words.join(" "), context).map(|text| Self(text.0))
    }

    fn echo(&self, _: &Context<'_>) -> String {
        self.0.clone()
    }
}

/// Text that must not be empty: a title, a name.
pub struct Title(pub String);

impl Input for Title {
    const LIKE: &'static str = "text";

    fn read(text: &str, context: &Context<'_>) -> Result<Self> {
        let title = Text::read(text, context)?.0;
        if title.is_empty() { Err(Error::problem("is empty")) } else { Ok(Self(title)) }
    }

    fn echo(&self, _: &Context<'_>) -> String {
        self.0.clone()
    }
}

impl Text {
    /// Puts the text in the place of `old`, unless that differs only in what reading text evens out.
    pub fn put(self, old: &mut String) {
        if normal(old.trim()) != self.0 {
            *old = self.0;
        }
    }
}

/// A tag: one word, a `#` in front of it is dropped.
pub struct Tag(pub String);

impl Input for Tag {
    const LIKE: &'static str = "word";

    fn read(text: &str, _: &Context<'_>) -> Result<Self> {
        let tag = normal(text.trim().trim_start_matches('#'));
        if tag.is_empty() || tag.contains(|c: char| c.is_whitespace() || c == ',') {
            return Err(Error::problem(format!("'{text}' is no tag: type one word without commas")));
        }
        Ok(Self(tag))
    }

    fn echo(&self, _: &Context<'_>) -> String {
        format!("#{}", self.0)
    }
}
