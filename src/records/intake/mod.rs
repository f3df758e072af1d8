//! Time and tasks of other programs, taken in: one intake for all of them.
//!
//! A reader hands over neutral rows ([`crate::formats::sources`]); what their names mean here, which rows are known already and
//! what becomes of each is the same for all. It is one write: a row that cannot be taken, or a name that is nobody's, and
//! nothing is.

pub mod ask;
mod detect;
mod entries;
mod fold;
mod identity;
mod items;
mod kinds;
mod merge;
mod names;
mod people;
mod report;
mod sink;
mod tally;
mod unknown;

use self::ask::Ask;
pub use self::ask::OTHERS;
pub(crate) use self::ask::intake_fields;
pub use self::detect::{Kind, Opened, named, of_word};

use crate::command::call::Args;
use crate::command::report::Done;
use crate::domain::text::sentence;
use crate::error::{Error, Result};
use crate::formats::csv::Bad;
use crate::formats::sources::{ClientSaid, ColumnAs, Field, Input, Row, Sink, Source};
use crate::store::Tx;
use sink::Intake;

/// A file, and what it is read as.
pub struct Job {
    /// The file.
    pub file: Opened,
    /// The program it is of.
    pub source: &'static Source,
}

/// Takes files in: all of them, or nothing.
pub fn import(tx: &Tx<'_>, args: &Args<'_>, jobs: &[Job]) -> Result<Done> {
    let ask = Ask::of(args)?;
    let mut intake = Intake::begin(tx, &ask, args.context.tell)?;
    for Job { file, source } in jobs {
        intake.file(source.word, file.called.clone());
        let read = (source.read)(&file.input, &ask.reader, &mut intake);
        // What a reader refuses says nothing of where.
        read.map_err(|error| if intake.refused { error } else { error.placed(&file.called) })?;
    }
    let all: Vec<&str> = jobs.iter().map(|job| job.file.short()).collect();
    intake.end(&all.join(", "), jobs)
}

/// Refuses what begins as no file of a program does, before all of it is read.
pub fn check_beginning(args: &Args<'_>, source: &Source, begins: Vec<u8>) -> Result<()> {
    let ask = Ask::of(args)?;
    (source.read)(&Input::Bytes(begins), &ask.reader, &mut Nowhere)
}

/// Takes nothing in.
struct Nowhere;

impl Sink for Nowhere {
    fn row(&mut self, _: Row) -> Result<()> {
        Ok(())
    }

    fn bad(&mut self, _: Bad) -> Result<()> {
        Ok(())
    }

    fn note(&mut self, _: &str) {}
}

impl Intake<'_> {
    /// Ends an import of files that are called so, or refuses it.
    fn end(mut self, files: &str, jobs: &[Job]) -> Result<Done> {
        if let Some(bulk) = self.bulk.take() {
            bulk.end()?;
        }
        let may_proceed = self.ask.dry_run;
        if !may_proceed && self.people.are_several() || self.people.is_missing() {
            return Err(self.people.refusal(files));
        }
        if !may_proceed && !self.names.unknown.is_empty() {
            let hint =
                (self.tally.named == 0 && jobs.iter().any(|job| has_projects(job, self.ask))).then_some(PROJECTS);
            return Err(self.names.unknown.refusal(
                &|code| self.names.is_taken(code),
                &self.names.codes(),
                files,
                hint,
            ));
        }
        self.adding_up();
        if let Some((first, last)) = self.tally.span {
            self.tally.overlapping = self.tx.count_overlapping(first, last)?;
        }
        let remembered = self.names.remember(self.tx)?;
        let mut programs: Vec<&str> = jobs.iter().map(|job| job.source.word).collect();
        programs.dedup();
        Ok(self.done(&sentence(&format!("{files} as {}", programs.join(", "))), remembered))
    }
}

/// Whether a file has projects, which may be what its clients are: it is read as if they were.
fn has_projects(job: &Job, ask: &Ask) -> bool {
    let mut asked = ask.reader.clone();
    asked.columns.push(ColumnAs { field: Field::Client, column: "project".to_owned() });
    let mut found = Projects(false);
    // One is enough, and ends the reading.
    let _ = (job.source.read)(&job.file.input, &asked, &mut found);
    found.0
}

/// Looks for a row with a client.
struct Projects(bool);

impl Sink for Projects {
    fn row(&mut self, row: Row) -> Result<()> {
        match row {
            Row::Work(work) if work.client != ClientSaid::Nobody => {
                self.0 = true;
                Err(Error::problem(""))
            }
            _ => Ok(()),
        }
    }

    fn bad(&mut self, _: Bad) -> Result<()> {
        Ok(())
    }

    fn note(&mut self, _: &str) {}
}

/// What helps where a file has projects and no clients.
const PROJECTS: &str = "the projects look like clients: --as client=project";
