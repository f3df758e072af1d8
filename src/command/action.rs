//! The shape of an action: declared once, and key, palette, prompt, command line, help and docs are made from it.

use std::io::Write;

use crate::command::context::Context;
use crate::command::env::Env;
use crate::command::given::Given;
use crate::command::grammar::Beside;
pub use crate::command::group::Group;
use crate::command::input::Hint;
use crate::command::report::{Done, Report};
pub use crate::command::screen::Screen;
use crate::error::Result;
use crate::store::{Store, Tx};

/// Something that can be asked for.
#[expect(clippy::struct_excessive_bools, reason = "each says one thing of an action, in its row")]
pub struct Action {
    /// The words typed for it, `client add`.
    pub name: &'static str,
    /// The keys that do it on the screen, before any rebinding.
    pub keys: &'static [&'static str],
    /// Where it stands in the help.
    pub group: Group,
    /// What it does, in a line.
    pub help: &'static str,
    /// What it is told.
    pub fields: &'static [Field],
    /// What it is.
    pub effect: Effect,
    /// Whether it is asked for in a form rather than on a line.
    pub form: bool,
    /// The call with which a record, as it stands, would be typed for it: the call so far, and the word that names it.
    pub present: Option<Present>,
    /// The call that would make such a record again: the word that names it, and which of a series.
    pub again: Option<Again>,
    /// What of the hours and money that it moves is told.
    pub tells: Tells,
    /// Whether what it would meet, such as another meeting, is shown while it is typed.
    pub meets: bool,
    /// Whether prompts and status bars ask for it again and again: then it is no sign of life, and nobody is asked for a
    /// passphrase.
    pub polled: bool,
    /// Whether calendars are read before it is done, besides those that do so by their group.
    pub reads_calendars: bool,
    /// Whether it wants a database without records: calendars that follow files are read behind it, not before.
    pub fills: bool,
    /// Whether what it takes in is kept as it is written.
    pub verbatim: bool,
    /// Whether it gives numbers to documents, none of which may stand on a paper that left before.
    pub numbers: bool,
    /// Whether it says itself what is wrong with the settings.
    pub checks_settings: bool,
    /// Whether the screen shows what there is to choose from, where a shell wants it typed.
    pub offers: bool,
    /// Whether it deletes what it is done to.
    pub removes: bool,
    /// Whether it makes a document or a draft of one, which the screen then shows.
    pub makes_paper: bool,
    /// Whether it takes the newest step back.
    pub undoes: bool,
    /// Whether it moves what it is done to, so that the same key moves it further.
    pub shifts: bool,
    /// Whether it logs a stretch of time, so that a row that leaves one to be logged begins with it.
    pub logs: bool,
    /// On which rows there is something for it to do.
    pub fits: Fits,
    /// The kinds of records of which one must be there before it is offered, any of them; none leaves that to the records
    /// that it must be told.
    pub once: &'static [&'static str],
    /// How it turns to what comes before and after.
    pub turns: Option<Turns>,
    /// How its answer is written while it is read, where it is printed.
    pub prints: Option<Prints>,
    /// How it is typed, behind `vadash`.
    pub examples: &'static [&'static str],
}

/// What an action is if it says nothing else.
pub const ACTION: Action = Action {
    name: "",
    keys: &[],
    group: Group::Program,
    help: "",
    fields: &[],
    effect: Effect::Remind,
    form: false,
    present: None,
    again: None,
    tells: Tells::Itself,
    meets: false,
    polled: false,
    reads_calendars: false,
    fills: false,
    verbatim: false,
    numbers: false,
    checks_settings: false,
    offers: false,
    removes: false,
    makes_paper: false,
    undoes: false,
    shifts: false,
    logs: false,
    fits: Fits::All,
    once: &[],
    turns: None,
    prints: None,
    examples: &[],
};

/// A record as a call.
pub type Present = fn(&Call, &str, &Context<'_>) -> Result<Call>;

/// A copy of a record as a call.
pub type Again = fn(&'static Action, &str, &str, &Context<'_>) -> Result<Call>;

/// Writes an answer row by row, as JSON or a whole line at a time, so that a list of a million is never there at once;
/// whether it did, because some answers need all of it first.
pub type Prints = fn(&Args<'_>, bool, &mut dyn Write) -> Result<bool>;

/// The call for what comes so many before or after that which a call shows; nothing if there is none yet.
pub type Turns = fn(&Call, i64, &Context<'_>) -> Result<Option<Call>>;

/// What is told of the hours and money that an action moves, beyond the row that it changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tells {
    /// No more than what it says itself.
    Itself,
    /// All of it, while it is typed and when it is done.
    Moved,
    /// All of it, if it is about an earlier day.
    BackDated,
    /// All of it, while it is typed.
    WhileTyped,
}

/// Rows by how they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fits {
    /// All.
    All,
    /// Those that are not closed.
    Open,
    /// Those that are.
    Closed,
}

/// What an action does when it runs.
#[derive(Clone, Copy)]
pub enum Effect {
    /// Changes records: one transaction, one undo step.
    Write(fn(&Tx<'_>, &Args<'_>) -> Result<Done>),
    /// Shows something.
    Read(fn(&Args<'_>) -> Result<Box<dyn Report>>),
    /// Takes steps back, or does them again.
    History(fn(&Store, &Env, &Args<'_>) -> Result<Box<dyn Report>>),
    /// Works on the database as a whole: backup, check.
    Whole(fn(&Store, &Env, &Args<'_>) -> Result<Box<dyn Report>>),
    /// Tells of the program itself, and needs no database: it answers where that is damaged, too.
    Alone(fn(&Env, &Args<'_>) -> Result<Box<dyn Report>>),
    /// Needs the database for itself, so that nobody may have it open, not even we: it is done from a shell.
    Closed(fn(&Env, &Args<'_>) -> Result<Box<dyn Report>>),
    /// Goes on by itself and tells reminders: the business of `remind`.
    Remind,
    /// Belongs to the screen alone.
    Screen(Screen),
}

/// One thing an action is told.
#[expect(clippy::struct_excessive_bools, reason = "each says one thing of a field")]
pub struct Field {
    /// Its name; of an option, what follows `--`.
    pub name: &'static str,
    /// How it is given.
    pub shape: Shape,
    /// What it says, in a few words.
    pub help: &'static str,
    /// What is typed, as a placeholder or example: `1h30 | 9-10:30`.
    pub like: &'static str,
    /// Reads a value and says what was understood.
    pub check: fn(&str, &Context<'_>) -> Result<String>,
    /// Values that begin like what was typed.
    pub suggest: fn(&str, &Context<'_>) -> Vec<Hint>,
    /// The only words that will do; empty if it is not a choice.
    pub choices: &'static [&'static str],
    /// Whether it may be text of several lines.
    pub long: bool,
    /// Whether it is a day, so that a calendar helps.
    pub day: bool,
    /// Whether it is a file, so that the shell helps.
    pub file: bool,
    /// The kind of record that it names, if it names one.
    pub names: Option<&'static str>,
    /// What a value means, in one sentence with the numbers of the call it stands in.
    pub explain: Option<Explain>,
    /// The field and the value of it without which this one means nothing.
    pub only_if: Option<(&'static str, &'static str)>,
    /// What a bare clock time in it is relative to.
    pub beside: Option<Relative>,
    /// Whether it is text in which quotes around a word say that it is nothing else.
    pub quotes: bool,
    /// What holds where it is not given, in words.
    pub default: Option<&'static str>,
    /// Whether most records have it: a form that has such fields shows them, and the others behind `more …`.
    pub usual: bool,
    /// The value that most records have, which says as much as none.
    pub mostly: Option<&'static str>,
    /// Values worth choosing; a form for something new begins with the first.
    pub offers: Option<Offers>,
}

/// What a bare clock time is relative to in a call: the day of the record it is about, or of the field beside it.
pub type Relative = fn(&Call, &Context<'_>) -> Beside;

/// Says what a field's value means: the value, the call so far, and what its words are read against.
pub type Explain = fn(&str, &Call, &Context<'_>) -> String;

/// Values worth choosing in the call so far.
pub type Offers = fn(&Call, &Context<'_>) -> Vec<String>;

/// How a field is given on a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A word at its place.
    Required,
    /// A word at its place, or not.
    Optional,
    /// All the words that are left, at least one.
    Words,
    /// All the words that are left, or none.
    Rest,
    /// `--name VALUE`.
    Option,
    /// `--name VALUE`, which must be there.
    Needed,
    /// `--name VALUE`, any number of times.
    Many,
    /// `--name`.
    Flag,
}

/// An action and its words: what a key, a prompt, the palette and the command line all make.
///
/// Its [`Display`](std::fmt::Display) is the line one would type for it.
#[derive(Clone)]
pub struct Call {
    /// What is asked for.
    pub action: &'static Action,
    /// The words by field; a flag that is set has one empty word.
    pub words: Given,
}

/// A call's words, read by type.
pub struct Args<'a> {
    /// The call.
    pub call: &'a Call,
    /// What its words are read against.
    pub context: Context<'a>,
}

impl Action {
    /// Whether it writes records.
    pub fn is_write(&self) -> bool {
        matches!(self.effect, Effect::Write(_))
    }

    /// Whether it changes records, be it by going back.
    pub fn changes(&self) -> bool {
        self.is_write() || matches!(self.effect, Effect::History(_))
    }

    /// Whether doing it is a sign of life.
    pub fn is_sign_of_life(&self) -> bool {
        !self.polled && (self.changes() || matches!(self.effect, Effect::Read(_)))
    }

    /// The same action, which is offered once there is a record of one of these kinds.
    #[must_use]
    pub const fn once(mut self, kinds: &'static [&'static str]) -> Self {
        self.once = kinds;
        self
    }

    /// Whether it is offered where there are records of these kinds: what can be done to nothing yet stays out of sight
    /// until it is looked for by name.
    pub fn is_of_use(&self, there: &[&str]) -> bool {
        let mut must = self.fields.iter().filter(|f| matches!(f.shape, Shape::Required | Shape::Needed));
        match self.once {
            [] => must.all(|field| field.names.is_none_or(|kind| there.contains(&kind))),
            any => any.iter().any(|kind| there.contains(kind)),
        }
    }

    /// The first word of its name: the kind of record that it is about, if it is about one.
    pub fn family(&self) -> &'static str {
        self.name.split(' ').next().unwrap_or_default()
    }

    /// The field of a name, if it has one.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The field that names the record it is done to, if it is told one before anything else.
    pub fn first(&self) -> Option<&Field> {
        self.fields.first()
    }
}
