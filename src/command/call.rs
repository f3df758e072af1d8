//! An action with the words it was given.

use std::fmt;

use crate::command::action::Action;
pub use crate::command::action::{Args, Call};
use crate::command::context::Context;
use crate::command::field::{Shape, is_none, read};
use crate::command::given::Given;
use crate::command::grammar::words::quote;
use crate::command::input::Input;
use crate::error::{Error, Result};

impl Call {
    /// A call without words.
    pub fn new(action: &'static Action) -> Self {
        Self { action, words: Given::default() }
    }

    /// The same call with a word for a field.
    #[must_use]
    pub fn with(mut self, name: &'static str, word: impl Into<String>) -> Self {
        self.words.add(name, word.into());
        self
    }

    /// The flag of an action that can show what it would do, and do nothing.
    pub const DRY_RUN: &str = "dry-run";

    /// Whether it asks what would be done, so that nothing of it is kept.
    pub fn is_rehearsal(&self) -> bool {
        !self.get(Self::DRY_RUN).is_empty()
    }

    /// Returns the words of a field, none if it was not given.
    pub fn get(&self, name: &str) -> &[String] {
        self.words.get(name)
    }

    /// Returns the words of a field as one text, `None` if it was not given.
    pub fn text(&self, name: &str) -> Option<String> {
        self.words.text(name)
    }

    /// Every value read, as what was understood or why it was not, in the order of the fields.
    pub fn heard(&self, context: &Context<'_>) -> Vec<(&'static str, Result<String>)> {
        let mut found = Vec::new();
        for field in self.action.fields {
            let words = self.get(field.name);
            if words.is_empty() {
                continue;
            }
            let texts = if field.shape == Shape::Many { words.to_vec() } else { vec![words.join(" ")] };
            for text in texts {
                let said = field.hear(&text, self, context).map_err(|e| e.in_field(field.name));
                let said = if field.shape == Shape::Flag { said.map(|_| field.name.to_owned()) } else { said };
                found.push((field.name, said));
            }
        }
        found
    }

    /// Writes the words behind the action's name, as one would type them.
    pub fn tail(&self) -> String {
        let (mut places, mut options) = (Vec::new(), Vec::new());
        for field in self.action.fields {
            let words = self.get(field.name);
            if words.is_empty() {
                continue;
            }
            match field.shape {
                Shape::Required | Shape::Optional => places.push(words.join(" ")),
                Shape::Words | Shape::Rest => places.extend(words.iter().cloned()),
                Shape::Flag => options.push(format!("--{}", field.name)),
                Shape::Option | Shape::Needed => options.push(option(field.name, &words.join(" "))),
                Shape::Many => options.extend(words.iter().map(|w| option(field.name, w))),
            }
        }
        let like_option = |word: &String| word.starts_with('-') && word != "-";
        let dashes = if places.iter().any(like_option) { vec!["--".to_owned()] } else { Vec::new() };
        let places: Vec<String> = places.iter().map(|w| quote(w)).collect();
        // Behind `--` nothing is an option, so then the options come first.
        let parts = if dashes.is_empty() { [places, options, dashes] } else { [options, dashes, places] };
        parts.concat().join(" ")
    }
}

/// `--name VALUE`, or `--name=VALUE` where the value itself looks like an option.
fn option(name: &str, word: &str) -> String {
    let sign = if word.starts_with('-') { '=' } else { ' ' };
    format!("--{name}{sign}{}", quote(word))
}

impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tail = self.tail();
        if tail.is_empty() { f.write_str(self.action.name) } else { write!(f, "{} {tail}", self.action.name) }
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Call({self})")
    }
}

impl Args<'_> {
    /// Reads the value of a field, if it was given.
    pub fn get<T: Input>(&self, name: &'static str) -> Result<Option<T>> {
        debug_assert!(self.call.action.field(name).is_some(), "{} has no field {name}", self.call.action.name);
        let Some(text) = self.call.text(name) else { return Ok(None) };
        read::<T>(&text, &self.context_of(name)).map(Some).map_err(|e| e.in_field(name))
    }

    /// Returns the context in which the words of a field are read.
    pub fn context_of(&self, name: &str) -> Context<'_> {
        let field = self.call.action.field(name);
        field.map_or(self.context.among(&self.call.words), |field| field.context(self.call, self.context))
    }

    /// Reads the value of a field that must be there.
    pub fn need<T: Input>(&self, name: &'static str) -> Result<T> {
        self.get(name)?.ok_or_else(|| Error::at(name, format!("is missing: {}", T::LIKE)))
    }

    /// Each value of a field that may be given several times.
    pub fn many<T: Input>(&self, name: &'static str) -> Result<Vec<T>> {
        let context = self.context_of(name);
        let read = |word: &String| read::<T>(word, &context).map_err(|e| e.in_field(name));
        self.call.get(name).iter().map(read).collect()
    }

    /// Each value of a field that may be given several times and that `none` or an empty word clears.
    pub fn many_or_none<T: Input>(&self, name: &'static str) -> Result<Option<Vec<T>>> {
        match self.call.get(name) {
            [] => Ok(None),
            [one] if is_none(one) => Ok(Some(Vec::new())),
            _ => self.many(name).map(Some),
        }
    }

    /// Reads the value of a field that `none` or an empty word clears: nothing if it was not given, `Some(None)` to
    /// clear it.
    pub fn or_none<T: Input>(&self, name: &'static str) -> Result<Option<Option<T>>> {
        match self.text(name) {
            None => Ok(None),
            Some(text) if is_none(&text) => Ok(Some(None)),
            Some(_) => self.get::<T>(name).map(Some),
        }
    }

    /// Puts what is said of a field in the place of a text; `none` clears it.
    pub fn put<T: Input>(&self, name: &'static str, slot: &mut String, word: fn(T) -> String) -> Result<()> {
        if let Some(value) = self.or_none::<T>(name)? {
            *slot = value.map(word).unwrap_or_default();
        }
        Ok(())
    }

    /// Whether a flag was given.
    pub fn flag(&self, name: &'static str) -> bool {
        debug_assert!(self.call.action.field(name).is_some(), "{} has no flag {name}", self.call.action.name);
        !self.call.get(name).is_empty()
    }

    /// Returns the words of a field as they were typed, joined by spaces.
    pub fn text(&self, name: &'static str) -> Option<String> {
        debug_assert!(self.call.action.field(name).is_some(), "{} has no field {name}", self.call.action.name);
        self.call.text(name)
    }
}
