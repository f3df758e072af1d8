//! One reader for each kind of typed value: form, prompt, palette and command line share it.

mod cycle;
mod money;
mod numbers;
mod ranges;
mod times;

pub use cycle::CycleOf;
pub use money::{CurrencyCode, Price};
pub use numbers::{Count, Hours, Lasts, Later, Leads, Least, Minutes, Percent};
pub use ranges::{ComingFrom, ComingRange, ComingTo, NearFrom, NearRange, NearTo, PastFrom, PastRange, PastTo};
pub use times::{Day, NearDay, OfficeHours, PastDay, PastTime, Time, WorkDay, Worked, ZoneName};

use std::str::FromStr;

use crate::command::context::Context;
use crate::command::field::Hint;
use crate::domain::agreement as deal;
use crate::domain::rounding::Rounding;
use crate::domain::secret::Cipher;
pub use crate::domain::spelling::nearest;
use crate::error::{Error, Result};

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

/// Free text, composed (NFC) and without space at its ends.
pub struct Text(pub String);

impl Input for Text {
    const LIKE: &'static str = "text";

    fn read(text: &str, _: &Context<'_>) -> Result<Self> {
        Ok(Self(crate::command::grammar::normal(text.trim())))
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
        let typed = context.call.map(|call| call.get("note")).unwrap_or_default();
        let words: Vec<&str> = if typed.is_empty() { vec![text] } else { typed.iter().map(String::as_str).collect() };
        crate::command::grammar::looks::check_note(&words, &context.moment())?;
        // `log acme 1h 30 draft` would lose half an hour.
        let hours = context.call.and_then(|call| call.text("span")).filter(|span| span.ends_with(['h', 'H']));
        let minutes = words.first().filter(|word| word.len() == 2 && word.parse().is_ok_and(|n: u32| n < 60));
        if let (Some(hours), Some(minutes)) = (hours, minutes) {
            return Err(Error::problem(format!(
                "'{hours} {minutes}' could be {hours}{minutes}: type that in one word, or put \"{minutes}\" in quotes"
            )));
        }
        let words: Vec<&str> = words.into_iter().map(crate::command::grammar::line::bare).collect();
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
        if crate::command::grammar::normal(old.trim()) != self.0 {
            *old = self.0;
        }
    }
}

/// A tag: one word, a `#` in front of it is dropped.
pub struct Tag(pub String);

impl Input for Tag {
    const LIKE: &'static str = "word";

    fn read(text: &str, _: &Context<'_>) -> Result<Self> {
        let tag = crate::command::grammar::normal(text.trim().trim_start_matches('#'));
        if tag.is_empty() || tag.contains(|c: char| c.is_whitespace() || c == ',') {
            return Err(Error::problem(format!("'{text}' is no tag: type one word without commas")));
        }
        Ok(Self(tag))
    }

    fn echo(&self, _: &Context<'_>) -> String {
        format!("#{}", self.0)
    }
}

/// A value with its own notation, or one of a closed set of words.
macro_rules! parsed {
    ($($(#[$doc:meta])* $name:ident($inner:ty) $like:literal $choices:expr;)*) => {$(
        $(#[$doc])*
        pub struct $name(pub $inner);

        impl Input for $name {
            const LIKE: &'static str = $like;
            const CHOICES: &'static [&'static str] = $choices;

            fn read(text: &str, _: &Context<'_>) -> Result<Self> {
                <$inner>::from_str(text.trim()).map(Self)
            }

            fn echo(&self, _: &Context<'_>) -> String {
                self.0.to_string()
            }

            fn suggest(typed: &str, _: &Context<'_>) -> Vec<Hint> {
                choice_hints($choices, typed)
            }
        }
    )*};
}

parsed! {
    /// A rounding rule.
    RoundingRule(Rounding) "15:up:entry" &[];
    /// A cycle's length.
    Cycle(deal::CycleLength) "month | 2weeks | 3months" &[];
    /// What becomes of unused minutes.
    RolloverMode(deal::Rollover) "mode" deal::Rollover::WORDS;
    /// The most that is rolled over.
    RolloverCap(deal::Cap) "10h | 50%" &[];
    /// What is drawn first.
    DrawOrder(deal::Order) "order" deal::Order::WORDS;
    /// What counts.
    CountRule(deal::Counts) "what" deal::Counts::WORDS;
    /// What rush multiplies.
    RushRule(deal::RushBurns) "what" deal::RushBurns::WORDS;
    /// How a partial first cycle is granted.
    FirstRule(deal::FirstCycle) "how" deal::FirstCycle::WORDS;
    /// How a file is encrypted.
    CipherName(Cipher) "cipher" Cipher::WORDS;
}

/// Declares a closed set of words as an input.
macro_rules! choice {
    ($($(#[$doc:meta])* $name:ident $like:literal [$($word:literal),+];)*) => {$(
        $(#[$doc])*
        pub struct $name(pub &'static str);

        impl Input for $name {
            const LIKE: &'static str = $like;
            const CHOICES: &'static [&'static str] = &[$($word),+];

            fn read(text: &str, _: &Context<'_>) -> Result<Self> {
                let found = Self::CHOICES.iter().find(|w| w.eq_ignore_ascii_case(text.trim()));
                found.map(|w| Self(w)).ok_or_else(|| Error::problem(format!("'{text}' is not one of {}", Self::CHOICES.join(", "))))
            }

            fn echo(&self, _: &Context<'_>) -> String {
                self.0.to_owned()
            }

            fn suggest(typed: &str, _: &Context<'_>) -> Vec<Hint> {
                choice_hints(Self::CHOICES, typed)
            }
        }
    )*};
}

choice! {
    /// What to do about time that is already logged.
    OverlapRule "what" ["keep", "cut"];
    /// Where an entry is in its life.
    EntryState "state" ["running", "open", "invoiced"];
    /// What kind of agreement is meant.
    AgreementKind "kind" ["retainer", "block"];
    /// What entries are added up by.
    Grouping "what" ["client", "service", "day", "task"];
    /// Which occurrences of a series are meant.
    Scope "which" ["this", "following", "all"];
    /// How a task stands.
    TaskState "state" ["open", "waiting", "done", "dropped", "all"];
    /// How pressing a task is.
    Priority "how" ["none", "low", "normal", "high"];
    /// Which of two holds that contradict each other.
    RightSide "what" ["history", "record"];
    /// Yes or no.
    YesNo "yes|no" ["yes", "no"];
    /// What a statement is written as.
    StatementFormat "format" ["text", "markdown", "csv"];
    /// Where reminders are told.
    ChannelName "channel" ["auto", "desktop", "terminal", "command", "off"];
    /// A shell that completions are written for.
    Shell "shell" ["bash", "elvish", "fish", "powershell", "zsh"];
}

fn choice_hints(words: &[&'static str], typed: &str) -> Vec<Hint> {
    let fits = words.iter().filter(|w| w.starts_with(typed));
    fits.map(|w| Hint { text: (*w).to_owned(), note: String::new() }).collect()
}
