//! What is read and written: the file, the world around it, and the read model with the moment it is as of.

use chrono::NaiveDate;

use super::place::Place;
use crate::app::board::Board;
use crate::app::paper::{Paper, PaperOf};
use crate::command::context::Context;
use crate::command::env::Env;
use crate::config::Config;
use crate::domain::time::{Instant, plus_days};
use crate::domain::zone::Zone;
use crate::error::Result;
use crate::records::calendar::agenda::Row as Meeting;
use crate::store::{Point, RowChange, Store};

/// A session over a database: the file, the world around it, and what was read last.
pub struct Session {
    store: Store,
    env: Env,
    board: Board,
    /// The moment that the picture is as of.
    now: Instant,
    /// That of the file, when it was last looked for news.
    version: i64,
    /// How far its history had come when all that the screen knows was read, what did not concern it passed over; none
    /// where that could not be read.
    point: Option<Point>,
}

impl Session {
    /// Begins one over a store, with what a place shows.
    pub fn new(store: Store, env: Env, place: &Place) -> Result<Self> {
        // Read before the data: a change between the two is then seen as one.
        let version = store.version()?;
        let point = Some(store.point()?);
        store.keep_open_tasks();
        let context = env.context(&store);
        let (now, board) = (context.now, place.read(&context, None)?);
        Ok(Self { store, env, board, now, version, point })
    }

    /// The file.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// What is known of the world outside.
    pub fn env(&self) -> &Env {
        &self.env
    }

    /// The settings.
    pub fn config(&self) -> &Config {
        &self.env.config
    }

    /// What words are read against.
    pub fn context(&self) -> Context<'_> {
        self.env.context(&self.store)
    }

    /// The read model.
    pub fn board(&self) -> &Board {
        &self.board
    }

    /// The moment that the picture is as of.
    pub fn now(&self) -> Instant {
        self.now
    }

    /// The home zone.
    pub fn zone(&self) -> &Zone {
        &self.store.setting().zone
    }

    /// The day that the picture is as of.
    pub fn today(&self) -> NaiveDate {
        self.zone().date(self.now)
    }

    /// Has the picture be as of a moment.
    pub fn be_at(&mut self, now: Instant) {
        self.now = now;
    }

    /// Reads what a place shows, with a report of one client alone.
    pub fn read(&mut self, place: &Place, only: Option<&str>) -> Result<()> {
        self.now = self.env.now();
        self.board = place.read(&self.context(), only)?;
        Ok(())
    }

    /// Reads what a place shows because of what was written: whatever else was known of the file is to be read as well.
    pub fn read_anew(&mut self, place: &Place, only: Option<&str>) -> Result<()> {
        // What is read and fails is news still; and a change between the two is then seen as one.
        self.point = None;
        let point = self.store.point()?;
        self.read(place, only)?;
        self.point = Some(point);
        Ok(())
    }

    /// Reads the document that is looked at, or forgets it.
    pub fn read_paper(&mut self, of: Option<PaperOf>) -> Result<()> {
        let paper = of.map(|of| Paper::read(&self.context(), of)).transpose()?;
        self.board.paper = paper.flatten();
        Ok(())
    }

    /// Whether another process has written since this was asked, and what `matters` of what was written since all was read.
    pub fn has_news(&mut self, matters: impl Fn(&Self, &RowChange) -> Result<bool>) -> Result<bool> {
        let version = self.store.version()?;
        if version == self.version {
            return Ok(false);
        }
        // What cannot be told is read, and why it cannot be is said then.
        let since = |point: &Point| self.store.news_since(point, |change| matters(self, change)).ok();
        let (point, news) =
            self.point.as_ref().and_then(since).map_or((None, true), |(point, news)| (Some(point), news));
        (self.version, self.point) = (version, point);
        Ok(news)
    }

    /// Keeps a line for the history of its prompt.
    pub fn remember(&self, prompt: &str, text: &str) {
        // A history that misses a line because the database is busy is no reason to say anything.
        let _ = self.store.aside("remembering what was typed", |tx| tx.remember(prompt, text));
    }

    /// Whether a timer runs.
    pub fn runs(&self) -> bool {
        self.board.status.running.is_some()
    }

    /// Whether the clock is shown as one that goes on.
    pub fn ticks(&self) -> bool {
        self.env.config.clock || self.changes()
    }

    /// Whether what was read looks otherwise by the minute: a timer runs, or the next meeting is within the hour.
    fn changes(&self) -> bool {
        let near = |m: &Meeting| (1..=59 * 60).contains(&(m.at.start - self.now));
        self.runs() || self.board.status.next.as_ref().is_some_and(near)
    }

    /// The beginning of the next minute, where the clock shows it.
    pub fn next_minute(&self) -> Option<Instant> {
        self.ticks().then(|| Instant(self.now.0 - self.now.0.rem_euclid(60) + 60))
    }

    /// Whether a timer's seconds are shown.
    pub fn seconds(&self) -> bool {
        self.env.config.seconds && self.runs()
    }

    /// Lists the moments at which what was read looks otherwise by itself.
    pub fn moments(&self) -> Vec<Instant> {
        let now = self.now;
        let mut at = vec![self.zone().start_of(plus_days(self.today(), 1))];
        at.extend(self.next_minute().filter(|_| self.changes()));
        if let Some(next) = &self.board.status.next {
            let hours = ((next.at.start - now + 59) / 60 / 60).max(1);
            at.extend([next.at.start - (hours * 60 - 1) * 60, next.at.start]);
        }
        let day = self.board.days.iter().flat_map(|d| &d.rows).filter(|m| m.at.all_day.is_none());
        at.extend(day.flat_map(|m| [m.at.start, m.at.end]));
        at.extend(self.board.tasks.iter().filter_map(|t| t.task.due_at));
        at
    }
}
