//! The one intake: neutral rows become entries and tasks.

use std::collections::HashSet;

use chrono::{NaiveDate, NaiveTime};

use super::ask::Ask;
use super::identity::Named;
use super::kinds::Kinds;
use super::names::{Names, Whose};
use super::people::People;
use super::tally::Tally;
use super::unknown::Called;
use crate::domain::clock::told;
use crate::domain::time::{Instant, day_text};
use crate::error::{Error, Result};
use crate::formats::csv::Bad;
use crate::formats::sources::{ClientSaid, Row, Sink, Time, Work};
use crate::store::{Alike, Bulk, Entry, Tx};

/// What a row comes to, or what is wrong with it.
pub(super) type Heard = Result<std::result::Result<(), String>>;

/// The most characters of a note.
const NOTE: usize = 20_000;
/// Rows between two words of progress.
const PROGRESS: u64 = 10_000;

/// Rows on their way in.
pub struct Intake<'a> {
    pub(super) tx: &'a Tx<'a>,
    pub(super) ask: &'a Ask,
    tell: &'a dyn Fn(&str),
    pub(super) bulk: Option<Bulk<'a, Entry>>,
    /// Entries that rows may be equal to; nothing where all are taken.
    pub(super) alike: Option<Alike>,
    /// What was deleted here, by its name there.
    pub(super) gone: [HashSet<String>; 2],
    pub(super) named: Named,
    pub(super) names: Names,
    pub(super) kinds: Kinds,
    pub(super) people: People,
    pub(super) tally: Tally,
    /// The source's word, and what the file is called in sentences.
    pub(super) word: &'static str,
    pub(super) place: String,
    /// Whether no file was read before this one.
    pub(super) first_file: bool,
    /// Whether an error was made here, and not by a reader.
    pub(super) refused: bool,
    today: NaiveDate,
}

/// When work was, as an entry has it.
pub(super) struct When {
    pub(super) date: NaiveDate,
    pub(super) start: Option<Instant>,
    pub(super) end: Option<Instant>,
    pub(super) seconds: i64,
}

impl<'a> Intake<'a> {
    /// Begins with what is here.
    pub fn begin(tx: &'a Tx<'a>, ask: &'a Ask, tell: &'a dyn Fn(&str)) -> Result<Self> {
        Ok(Self {
            tx,
            ask,
            tell,
            bulk: None,
            alike: None,
            gone: [tx.gone_names("entry")?, tx.gone_names("task")?],
            named: Named::default(),
            names: Names::of(tx, ask)?,
            kinds: Kinds::of(tx, ask)?,
            people: People::new(ask.user.clone()),
            tally: Tally::default(),
            word: "",
            place: String::new(),
            first_file: true,
            refused: false,
            today: ask.home.date(tx.now),
        })
    }

    /// Begins with a file.
    pub fn file(&mut self, word: &'static str, place: String) {
        self.first_file = self.word.is_empty();
        (self.word, self.place, self.refused) = (word, place, false);
        self.named.begin();
        self.people.begin();
    }

    /// Whether nothing more is written, because it will be refused.
    pub(super) fn is_halted(&self) -> bool {
        !self.ask.dry_run && (self.people.are_several() || !self.names.unknown.is_empty())
    }

    /// Does something of the step other than adding entries.
    pub(super) fn beside<T>(&mut self, work: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<T> {
        match &mut self.bulk {
            Some(bulk) => bulk.beside(work),
            None => work(self.tx),
        }
    }

    /// Whose a row is, which is made if it is to be; the words of its name that are no client's. Nothing if that is unknown.
    pub(super) fn whose(&mut self, said: &ClientSaid, work: &Work) -> Result<(Option<Whose>, Vec<String>, Called)> {
        let otherwise = self.ask.client.as_ref().map(|client| client.id);
        let found = self.names.find(said, otherwise);
        match found {
            _ if found.whose.is_some() || !self.ask.create_clients || self.is_halted() => {}
            _ => {
                if let Called::Name(name) = &found.called {
                    let currency = work.currency.unwrap_or(self.ask.currency);
                    let id = self.create(name, currency)?;
                    return Ok((Some(Whose::Client(id)), found.rest, found.called));
                }
            }
        }
        Ok((found.whose, found.rest, found.called))
    }

    /// Adds a client.
    pub(super) fn create(&mut self, name: &str, currency: crate::domain::money::Currency) -> Result<i64> {
        let Self { tx, bulk, names, .. } = self;
        match bulk {
            Some(bulk) => bulk.beside(|tx| names.create(tx, name, currency)),
            None => names.create(tx, name, currency),
        }
    }

    /// Takes work in.
    fn work(&mut self, work: &Work) -> Heard {
        let name = self.named.name(self.word, began(&work.time), &work.identity);
        if !self.people.wants(work) {
            self.tally.others += 1;
            return Ok(Ok(()));
        }
        let Some(when) = self.when(work) else { return Ok(Ok(())) };
        let (whose, rest, called) = self.whose(&work.client, work)?;
        self.tally.named += i64::from(work.client != ClientSaid::Nobody);
        let client = match whose {
            Some(Whose::Client(id)) => id,
            Some(Whose::Skip) => {
                self.tally.skipped_clients += 1;
                return Ok(Ok(()));
            }
            None => {
                self.tally.plan(when.date, when.seconds);
                self.names.unknown.count(&called, when.date, when.seconds);
                return Ok(Ok(()));
            }
        };
        if self.is_halted() {
            return Ok(Ok(()));
        }
        if let Some(what) = self.objection(client, &when, work) {
            return Ok(Err(what));
        }
        self.entry(work, client, &rest, &when, &name)
    }

    /// When work was; nothing where it is left out, which is counted.
    fn when(&mut self, work: &Work) -> Option<When> {
        let (start, end, date, seconds) = match work.time {
            Time::Clock { start, end } => (Some(start), Some(end), self.ask.home.date(start), end - start),
            Time::Hours { date, seconds } => (None, None, date, seconds),
            Time::Running { start } => (Some(start), None, self.ask.home.date(start), 0),
        };
        let (from, beyond) = self.ask.days;
        if from.is_some_and(|from| date < from) || beyond.is_some_and(|beyond| date >= beyond) {
            self.tally.outside += 1;
            return None;
        }
        if let Time::Running { start } = work.time {
            self.tally.running += 1;
            let note = self.running(work, start);
            self.tally.note(&note);
            return None;
        }
        if seconds <= 0 {
            self.tally.no_length += 1;
            return None;
        }
        if date > self.today || end.is_some_and(|end| end > self.tx.now) {
            self.tally.future += 1;
            return None;
        }
        Some(When { date, start, end, seconds })
    }

    /// That a row runs, and how to go on with it here.
    fn running(&mut self, work: &Work, start: Instant) -> String {
        let otherwise = self.ask.client.as_ref().map(|client| client.id);
        let code = match self.names.find(&work.client, otherwise).whose {
            Some(Whose::Client(id)) => self.names.clients.get(&id).map(|known| known.code.clone()),
            _ => None,
        };
        let zone = &self.ask.home;
        let (day, clock) = (zone.date(start), told(zone, start));
        format!(
            "{}:{}: it runs since {} {clock}, so it is left out: vadash start {} --at '{day} {clock}' goes on with it",
            self.place,
            work.line,
            day_text(day, self.today),
            code.as_deref().unwrap_or("CLIENT"),
        )
    }

    /// Why work is not taken as it is.
    fn objection(&self, client: i64, when: &When, work: &Work) -> Option<String> {
        if work.note.len() > NOTE && work.note.chars().count() > NOTE {
            return Some(format!("the note is longer than {NOTE} characters"));
        }
        if self.ask.force {
            return None;
        }
        if when.seconds > 86_400 {
            return Some("it is longer than 24 h (--force takes it)".to_owned());
        }
        let known = self.names.clients.get(&client).filter(|known| known.archived);
        known.map(|known| format!("{} is archived and takes no time (--force takes it)", known.name))
    }

    fn progress(&mut self) {
        self.tally.rows += 1;
        if self.tally.rows.is_multiple_of(PROGRESS) {
            (self.tell)(&format!("{} rows", self.tally.rows));
        }
    }

    /// Says that figures are worked out, where that takes long.
    pub(super) fn adding_up(&self) {
        if self.tally.rows >= PROGRESS {
            (self.tell)("adding up");
        }
    }

    fn refuse(&mut self, error: Error) -> Error {
        self.refused = true;
        error
    }
}

/// When work began, in seconds of UTC; a day begins with its midnight there.
fn began(time: &Time) -> i64 {
    match time {
        Time::Clock { start, .. } | Time::Running { start } => start.0,
        Time::Hours { date, .. } => Instant::from_utc(date.and_time(NaiveTime::MIN)).0,
    }
}

impl Sink for Intake<'_> {
    fn row(&mut self, row: Row) -> Result<()> {
        self.progress();
        let (line, heard) = match &row {
            Row::Work(work) => (work.line, self.work(work)),
            Row::Item(item) => (item.line, self.item(item)),
        };
        match heard {
            Ok(Ok(())) => Ok(()),
            Ok(Err(what)) => self.bad(Bad { line, what, last: false }),
            Err(error) => Err(self.refuse(error)),
        }
    }

    fn bad(&mut self, Bad { line, what, last }: Bad) -> Result<()> {
        let told = format!("{}:{}: {what}", self.place, line.max(1));
        if self.ask.skip_bad && !last {
            self.tally.skipped += 1;
            self.tally.note(&told);
            return Ok(());
        }
        let hint = if last { "" } else { " (--skip-bad leaves such rows out)" };
        Err(self.refuse(Error::problem(format!("{told}; nothing was imported{hint}"))))
    }

    fn note(&mut self, text: &str) {
        let told = format!("{}: {text}", self.place);
        self.tally.note(&told);
    }
}
