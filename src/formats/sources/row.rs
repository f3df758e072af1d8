//! What every source is read into, and what a reader is asked.

use std::fs::File;
use std::io::{Cursor, Read};
use std::path::PathBuf;

use chrono::NaiveDate;

use crate::domain::money::Currency;
use crate::domain::task::State;
use crate::domain::time::Instant;
use crate::domain::zone::Zone;
use crate::error::{Doing, Result};
use crate::formats::csv::Bad;
use crate::formats::values::DateOrder;

/// What is read: it can be begun anew, since some formats must be gone through before a row of them can be understood.
#[derive(Clone, Debug)]
pub enum Input {
    /// A file.
    File(PathBuf),
    /// What standard input or an archive held.
    Bytes(Vec<u8>),
}

impl Input {
    /// Begins to read it.
    pub fn open(&self) -> Result<Box<dyn Read + '_>> {
        Ok(match self {
            Self::File(path) => Box::new(File::open(path).doing(&format!("opening {}", path.display()))?),
            Self::Bytes(bytes) => Box::new(Cursor::new(bytes)),
        })
    }
}

/// What a column of a table may be sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// Whose work it is.
    Client,
    /// The kind of work.
    Service,
    /// What was done.
    Note,
    /// Tags.
    Tags,
    /// A task's title, kept as the program means it.
    Task,
    /// Whether it can be charged.
    Billable,
    /// When it began.
    Start,
    /// When it ended.
    End,
    /// Its day.
    Date,
    /// How long it took.
    Duration,
    /// The name it has there.
    ExternalId,
    /// Nothing.
    Nothing,
}

/// `--as FIELD=COLUMN`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnAs {
    /// What it is.
    pub field: Field,
    /// The column's heading, or what the source calls it (`tag:1`, `project`).
    pub column: String,
}

/// What a reader is asked.
#[derive(Clone, Debug)]
pub struct SourceAsk {
    /// The zone that wall clocks are read in.
    pub zone: Zone,
    /// The present moment.
    pub now: Instant,
    /// The order of dates, where it was said.
    pub dates: Option<DateOrder>,
    /// Columns that are something else than they would be.
    pub columns: Vec<ColumnAs>,
}

/// One name that may be a client's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Candidate {
    /// The name.
    pub name: String,
    /// What are words of their own (see [`Work::kinds`]) if this is the client.
    pub rest: Vec<String>,
}

/// What a row says of whose it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ClientSaid {
    /// Nothing.
    #[default]
    Nobody,
    /// A client, by this name.
    Named(String),
    /// The first of these that names a client; where none does, `otherwise` is an unknown name.
    FirstOf {
        /// The names in the order in which they are tried.
        candidates: Vec<Candidate>,
        /// What it is called then; with nothing, nobody's.
        otherwise: Option<String>,
    },
    /// The only one of these that names a client; where none or several do, all of them together are an unknown name.
    OnlyOf(Vec<Candidate>),
}

/// When work was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// From when to when.
    Clock {
        /// The start.
        start: Instant,
        /// The end, after or at the start.
        end: Instant,
    },
    /// So many seconds of a day.
    Hours {
        /// The day.
        date: NaiveDate,
        /// How long; 0 where the row has no length.
        seconds: i64,
    },
    /// It still runs.
    Running {
        /// Since when.
        start: Instant,
    },
}

/// How a row is known again in a later file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Identity {
    /// By the lasting name that its program gives it.
    Own(String),
    /// By its start (or its day) and this text: what of it must be the same.
    Alike(String),
}

/// Work of another program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// The line, or the place in the file, that it begins in; the first is 1.
    pub line: u64,
    /// Whose it is.
    pub client: ClientSaid,
    /// The kind of work by name: one that can be made (`--create-services`), and is a tag where there is no such service.
    pub service: Option<String>,
    /// Words of which the first that names a service is it, where `service` names none; the others are tags.
    pub kinds: Vec<String>,
    /// What was done.
    pub note: String,
    /// Tags as written.
    pub tags: Vec<String>,
    /// When.
    pub time: Time,
    /// Whether it can be charged, where the row says so.
    pub billable: Option<bool>,
    /// That it was billed by the other program: the number of the document, or nothing but that.
    pub elsewhere: Option<String>,
    /// The rate per hour of the row in thousandths of the currency's unit, and the currency.
    pub rate: Option<(i64, Currency)>,
    /// The currency that the file has, for a client that is made.
    pub currency: Option<Currency>,
    /// Who worked: a name, an e-mail address, or `Name <address>`; the same for the same person.
    pub person: Option<String>,
    /// How it is known again.
    pub identity: Identity,
}

impl Work {
    /// Whether a person who is called so, by name or by e-mail address, did it.
    pub fn is_of(&self, called: &str) -> bool {
        let same = |text: &str| text.to_lowercase() == called.trim().to_lowercase();
        self.person.as_deref().is_some_and(|person| {
            let parts = person.strip_suffix('>').and_then(|person| person.split_once(" <"));
            same(person) || parts.is_some_and(|(name, mail)| same(name) || same(mail))
        })
    }
}

/// When a task is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// On a day.
    Day(NaiveDate),
    /// At a moment.
    At(Instant),
}

/// A task of another program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The line, or the place in the file, that it begins in; the first is 1.
    pub line: u64,
    /// What is to be done, in a line.
    pub title: String,
    /// Whose it is. A name that is unknown is a tag: tasks need no client.
    pub client: ClientSaid,
    /// The note.
    pub note: String,
    /// Tags as written.
    pub tags: Vec<String>,
    /// Open, done or dropped.
    pub state: State,
    /// When it is due.
    pub due: Option<Due>,
    /// Hidden until this day.
    pub wait_until: Option<NaiveDate>,
    /// 0 none, 1 low, 2 normal, 3 high.
    pub priority: i64,
    /// Expected minutes.
    pub estimate: Option<i64>,
    /// The RFC 5545 rule it comes back by, without its end.
    pub repeat: Option<String>,
    /// Whether that counts from the day it was done, and not from the day it was due.
    pub repeat_from_done: bool,
    /// The day on which it last comes back.
    pub repeat_until: Option<NaiveDate>,
    /// When it was added.
    pub created: Option<Due>,
    /// When it was done or dropped.
    pub closed: Option<Due>,
    /// How it is known again.
    pub identity: Identity,
}

/// A row of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// Time.
    Work(Box<Work>),
    /// A task.
    Item(Box<Item>),
}

/// Who takes rows in.
pub trait Sink {
    /// Takes a row in.
    fn row(&mut self, row: Row) -> Result<()>;
    /// Hears of a row that cannot be read. An error ends the reading.
    fn bad(&mut self, bad: Bad) -> Result<()>;
    /// Hears something about the file that its owner should know: how its dates were read, what it lacks.
    fn note(&mut self, text: &str);
}

/// Reads a source. A file that is not one of it, or that cannot be understood as a whole, is an error that says what it is.
pub type Reader = fn(&Input, &SourceAsk, &mut dyn Sink) -> Result<()>;

/// The beginning of a file, by which it is told what it is.
#[derive(Clone, Copy, Debug)]
pub struct Sample<'a> {
    /// What the file is called, without its folder; empty for standard input.
    pub name: &'a str,
    /// Its first bytes, some tens of thousands at most.
    pub bytes: &'a [u8],
}

/// A program that time or tasks come from.
pub struct Source {
    /// The word one types.
    pub word: &'static str,
    /// What the program is called.
    pub program: &'static str,
    /// Whether a file that begins so is one of it.
    pub is: fn(&Sample<'_>) -> bool,
    /// Reads it.
    pub read: Reader,
}
