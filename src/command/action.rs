//! The shape of an action: declared once, and key, palette, prompt, command line, help and docs are made from it.

use crate::command::call::{Args, Call};
use crate::command::context::Context;
use crate::command::env::Env;
use crate::command::field::Field;
use crate::command::report::{Done, Report};
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
    /// Whether what it takes in is kept as it is written.
    pub verbatim: bool,
    /// Whether it says itself what is wrong with the settings.
    pub checks_settings: bool,
    /// Whether the screen shows what there is to choose from, where a shell wants it typed.
    pub offers: bool,
    /// Whether it deletes what it is done to.
    pub removes: bool,
    /// Whether it moves what it is done to, so that the same key moves it further.
    pub shifts: bool,
    /// Whether it logs a stretch of time, so that a row that leaves one to be logged begins with it.
    pub logs: bool,
    /// On which rows there is something for it to do.
    pub fits: Fits,
    /// How it turns to what comes before and after.
    pub turns: Option<Turns>,
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
    verbatim: false,
    checks_settings: false,
    offers: false,
    removes: false,
    shifts: false,
    logs: false,
    fits: Fits::All,
    turns: None,
    examples: &[],
};

/// A record as a call.
pub type Present = fn(&Call, &str, &Context<'_>) -> Result<Call>;

/// A copy of a record as a call.
pub type Again = fn(&'static Action, &str, &str, &Context<'_>) -> Result<Call>;

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

/// What only the screen can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// One row down.
    Down,
    /// One row up.
    Up,
    /// To the first row.
    Top,
    /// To the last row.
    Bottom,
    /// Half a page down.
    HalfDown,
    /// Half a page up.
    HalfUp,
    /// The next pane.
    NextPane,
    /// The pane before.
    PreviousPane,
    /// The pane or the day to the left.
    Left,
    /// The pane or the day to the right.
    Right,
    /// A day to be named.
    GoTo,
    /// A view by its number.
    View(u8),
    /// Look at the row whole.
    Look,
    /// Add to the focused pane.
    Add,
    /// Edit the row.
    Edit,
    /// Log time for the row's client.
    Log,
    /// A copy of the row to edit.
    Duplicate,
    /// Start or stop the timer for the row.
    Timer,
    /// Start the timer for anyone.
    StartFor,
    /// Task done, or not done.
    Tick,
    /// Delete the row.
    Remove,
    /// Filter the focused list.
    Filter,
    /// Filter every pane by client.
    FilterClient,
    /// Every action by name.
    Palette,
    /// Keys that work here.
    Help,
    /// Back to today.
    Today,
    /// Days on or back.
    Days(i64),
    /// When there is time for a meeting with the row's client.
    Free,
    /// Put the reminder that was told last off, or go to its meeting.
    Snooze,
    /// Hide everything until the passphrase is typed.
    Lock,
    /// Open or copy the meeting's link.
    Open,
    /// Copy the row.
    Copy,
    /// An action on the row by its name, with words to begin with where it is asked for more.
    Row(&'static str, &'static str),
    /// Move an entry's start and end by so many minutes.
    Shift {
        /// Of the start.
        start: i64,
        /// Of the end.
        end: i64,
        /// Whether an entry that touches a moved end moves along.
        together: bool,
    },
    /// Whether what touches a moved end moves along.
    Together,
    /// Join the entry with the next one.
    Join,
    /// Mark the row, or not, for the next action.
    Mark,
    /// Mark every row, or none.
    MarkAll,
    /// A day, a week, a month.
    Span,
    /// Group the rows by something else.
    Regroup,
    /// Show more or fewer of the closed rows.
    More,
    /// A filter that was saved.
    Saved,
    /// Hide every other client's data, or show it again.
    Privacy,
    /// Close what is open; back.
    Back,
    /// Leave.
    Quit,
    /// Give the terminal back to the shell for now.
    Suspend,
    /// Draw everything anew.
    Redraw,
}

/// Where an action stands in help and docs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Moving about.
    Moving,
    /// The row under the cursor.
    Row,
    /// Timer and entries.
    Time,
    /// Clients, services, rates and agreements.
    Clients,
    /// Tasks and schedule.
    Planning,
    /// Undo, import, export, backup.
    Data,
    /// The program itself.
    Program,
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

    /// The first word of its name: the kind of record that it is about, if it is about one.
    pub fn family(&self) -> &'static str {
        self.name.split(' ').next().unwrap_or_default()
    }

    /// The field that names the record it is done to, if it is told one before anything else.
    pub fn first(&self) -> Option<&Field> {
        self.fields.first()
    }
}

impl Group {
    /// The heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Moving => "Moving",
            Self::Row => "The selected row",
            Self::Time => "Time",
            Self::Clients => "Clients, rates, agreements",
            Self::Planning => "Tasks and schedule",
            Self::Data => "Data",
            Self::Program => "Program",
        }
    }
}
