//! A record as the words that would be typed for it: what a form shows before anything is changed.
//!
//! A value is written as its field reads it, whatever the day and wherever one is; running the
//! words of [`present`] as they are changes nothing. What they are for a kind stands with the kind.

use crate::command::action::Action;
use crate::command::call::Call;
use crate::command::context::Context;
use crate::command::field::Shape;
use crate::command::input::Input;
use crate::command::list;
use crate::domain::time::hours_minutes;
use crate::error::{Error, Result};

/// Returns the call with which a record, as it stands, would be typed for an action that changes it.
///
/// `id` is the word that names it: a number, or the code of a client or a service; which occurrence of a series is
/// meant, and how far the change is to reach, says `call`. A value that is not there has no word.
pub fn present(call: &Call, id: &str, context: &Context<'_>) -> Result<Call> {
    let present = call.action.present.ok_or_else(|| {
        Error::problem(format!("'{}' has no form for a record that is there already", call.action.name))
    })?;
    present(call, id, context)
}

/// Returns the call that would make such a record again, for an action that adds one.
///
/// Work is logged again by its duration, today. Of a series it is the one occurrence that is copied. A code, which only
/// one can have, is left out.
pub fn again(action: &'static Action, id: &str, occurrence: &str, context: &Context<'_>) -> Result<Call> {
    let again = action.again.ok_or_else(|| Error::problem(format!("'{}' makes no copies", action.name)))?;
    again(action, id, occurrence, context)
}

/// Says how a record differs from what it was, field by field, but for those that are told otherwise: `currency USD`,
/// `domains: c.example instead of a.example`.
pub fn changes(was: &Call, is: &Call, told: &[&str]) -> Vec<String> {
    let fields = is.action.fields.iter().filter(|f| !told.contains(&f.name) && was.get(f.name) != is.get(f.name));
    let say = |field: &crate::command::field::Field| match (field.shape, is.text(field.name)) {
        (Shape::Many, _) => list::change(field.name, was.get(field.name), is.get(field.name)),
        (_, Some(_)) if field.long => format!("{} changed", field.name),
        (_, new) => format!("{} {}", field.name, new.unwrap_or_else(|| "none".to_owned())),
    };
    fields.map(say).collect()
}

/// Reads the word that names a record; an error is of that field.
pub(crate) fn named<T: Input>(field: &'static str, word: &str, context: &Context<'_>) -> Result<T> {
    T::read(word, context).map_err(|error| error.in_field(field))
}

impl Call {
    /// The same call with a word for a field, if there is one.
    #[must_use]
    pub(crate) fn put(self, name: &'static str, word: Option<String>) -> Self {
        match word {
            Some(word) => self.with(name, word),
            None => self,
        }
    }

    /// The same call with a text, if it is not empty.
    #[must_use]
    pub(crate) fn text_of(self, name: &'static str, text: &str) -> Self {
        if text.is_empty() { self } else { self.with(name, text) }
    }

    /// The same call with each word of a text for a field that is given several times.
    #[must_use]
    pub(crate) fn each(self, name: &'static str, text: &str) -> Self {
        text.split_whitespace().fold(self, |call, word| call.with(name, word))
    }

    /// The same call with yes or no, or with a flag that is set.
    #[must_use]
    pub(crate) fn yes(self, name: &'static str, yes: bool) -> Self {
        let is_flag = self.action.fields.iter().any(|f| f.name == name && f.shape == Shape::Flag);
        match (is_flag, yes) {
            (true, true) => self.with(name, ""),
            (true, false) => self,
            (false, yes) => self.with(name, if yes { "yes" } else { "no" }),
        }
    }
}

/// Minutes where a plain number is minutes, too: there a zero can be said.
pub(crate) fn minutes(minutes: i64) -> String {
    if minutes == 0 { "0".to_owned() } else { hours_minutes(minutes) }
}
