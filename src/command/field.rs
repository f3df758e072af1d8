//! What an action is told: its fields, how each is given and read.

use crate::command::action::Call;
pub use crate::command::action::{Explain, Field, Offers, Relative, Shape};
use crate::command::context::Context;
use crate::command::grammar::Beside;
use crate::command::input::{Day, Input, Time};
use crate::error::{Error, Result};

impl Field {
    /// The same field, as text that may have several lines.
    #[must_use]
    pub const fn long(mut self) -> Self {
        self.long = true;
        self
    }

    /// The same field, which means something only where another has this value.
    #[must_use]
    pub const fn only_if(mut self, name: &'static str, value: &'static str) -> Self {
        self.only_if = Some((name, value));
        self
    }

    /// The same field, of which it is said what holds where it is not given.
    #[must_use]
    pub const fn otherwise(mut self, words: &'static str) -> Self {
        self.default = Some(words);
        self
    }

    /// The same field, which most records have.
    #[must_use]
    pub const fn usual(mut self) -> Self {
        self.usual = true;
        self
    }

    /// The same field, of which it is said which value most records have.
    #[must_use]
    pub const fn mostly(mut self, word: &'static str) -> Self {
        self.mostly = Some(word);
        self
    }

    /// The same field, with values worth choosing.
    #[must_use]
    pub const fn offering(mut self, offers: Offers) -> Self {
        self.offers = Some(offers);
        self
    }

    /// Whether a value of it says something beyond what holds anyway.
    pub fn tells(&self, text: &str) -> bool {
        let silent =
            self.shape == Shape::Flag && text == "no" || Some(text) == self.mostly || Some(text) == self.default;
        !(text.is_empty() || silent)
    }

    /// The same field, with a sentence that says what each value means.
    #[must_use]
    pub const fn explained(mut self, explain: Explain) -> Self {
        self.explain = Some(explain);
        self
    }

    /// The same field, in which a bare clock time is relative to something.
    #[must_use]
    pub const fn beside(mut self, relative: Relative) -> Self {
        self.beside = Some(relative);
        self
    }

    /// The same field, in which quotes around a word say that it is nothing but text.
    #[must_use]
    pub const fn quoting(mut self) -> Self {
        self.quotes = true;
        self
    }

    /// Returns the context in which its words are read in a call.
    pub fn context<'a>(&self, call: &'a Call, context: Context<'a>) -> Context<'a> {
        let context = context.among(&call.words).beside(Beside::Nothing);
        self.beside.map_or(context, |relative| context.beside(relative(call, &context)))
    }

    /// Reads a value in a call and says what was understood.
    pub fn hear(&self, text: &str, call: &Call, context: &Context<'_>) -> Result<String> {
        (self.check)(text, &self.context(call, *context))
    }

    /// The same field, where a minus sign in front takes away.
    #[must_use]
    pub const fn signed(mut self) -> Self {
        self.like = "1h30 | -45m";
        self
    }

    /// The same field, where a day alone will do as well as a time.
    #[must_use]
    pub const fn reading_day(mut self) -> Self {
        self.like = DAY_OR_TIME;
        self.day = true;
        self.check = check_day::<Time>;
        self
    }

    /// The same field, where a day alone will do as well as a time, and nothing as well as either.
    #[must_use]
    pub const fn reading_day_or_none(mut self) -> Self {
        self.like = DAY_OR_TIME;
        self.day = true;
        self.check = |text, context| {
            if is_none(text) { Ok("none".to_owned()) } else { check_day::<Time>(text, context) }
        };
        self
    }
}

/// What is typed for a day or a time.
const DAY_OR_TIME: &str = "22.6. | fri | 15:00 | tomorrow 9:30";

/// A field that reads as `T`.
pub const fn field<T: Input>(name: &'static str, shape: Shape, help: &'static str) -> Field {
    Field {
        name,
        shape,
        help,
        like: T::LIKE,
        check: check::<T>,
        suggest: T::suggest,
        choices: T::CHOICES,
        long: false,
        day: T::IS_DAY,
        file: T::IS_FILE,
        names: T::NAMES,
        explain: None,
        only_if: None,
        beside: None,
        quotes: false,
        default: None,
        usual: false,
        mostly: None,
        offers: None,
    }
}

/// A field that reads as `T`, and that `none` or an empty word clears.
pub const fn clearable<T: Input>(name: &'static str, shape: Shape, help: &'static str) -> Field {
    let mut field = field::<T>(name, shape, help);
    field.check = check_or_none::<T>;
    field
}

/// Whether a word says that there shall be nothing.
pub fn is_none(text: &str) -> bool {
    matches!(text.trim(), "none" | "-" | "")
}

/// A `--name` without a value.
pub const fn flag(name: &'static str, help: &'static str) -> Field {
    Field {
        name,
        shape: Shape::Flag,
        help,
        like: "",
        check: |_, _| Ok(String::new()),
        suggest: |_, _| Vec::new(),
        choices: &[],
        long: false,
        day: false,
        file: false,
        names: None,
        explain: None,
        only_if: None,
        beside: None,
        quotes: false,
        default: None,
        usual: false,
        mostly: None,
        offers: None,
    }
}

fn check<T: Input>(text: &str, context: &Context<'_>) -> Result<String> {
    read::<T>(text, context).map(|value| value.echo(context))
}

fn check_or_none<T: Input>(text: &str, context: &Context<'_>) -> Result<String> {
    if is_none(text) { Ok("none".to_owned()) } else { check::<T>(text, context) }
}

fn check_day<T: Input>(text: &str, context: &Context<'_>) -> Result<String> {
    check::<Day>(text, context).or_else(|_| check::<T>(text, context))
}

/// Reads a value; an empty word that means nothing here is said to be empty.
pub fn read<T: Input>(text: &str, context: &Context<'_>) -> Result<T> {
    T::read(text, context).map_err(|error| match error {
        Error::Problem { field, .. } if text.trim().is_empty() => {
            let like = if T::CHOICES.is_empty() { T::LIKE.to_owned() } else { T::CHOICES.join(" | ") };
            Error::at(field, if like == "text" { "is empty".to_owned() } else { format!("is empty: {like}") })
        }
        other => other,
    })
}
