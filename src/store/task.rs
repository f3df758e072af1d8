//! Tasks.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::record::record;
use super::{Reads, Record};
use crate::domain::task::State;
use crate::domain::time::Instant;
use crate::error::Result;

record! {
    /// Something to do.
    Task "task" "task" "tasks" {
        /// What is to be done, in a line.
        title: String,
        /// For whom.
        client: Option<i64>,
        /// The kind of work.
        service: Option<i64>,
        /// The day it is due, when no time was said.
        due_date: Option<NaiveDate>,
        /// The moment it is due.
        due_at: Option<Instant>,
        /// The zone the moment was typed in.
        due_zone: Option<String>,
        /// Hidden from the queue until this day.
        wait_until: Option<NaiveDate>,
        /// 0 none, 1 low, 2 normal, 3 high.
        priority: i64,
        /// Whether it is rush work.
        rush: bool,
        /// Expected minutes.
        estimate: Option<i64>,
        /// Markdown.
        note: String,
        /// Tags by spaces.
        tags: String,
        /// One item a line, `[x] ` in front of what is done.
        checklist: String,
        /// An RFC 5545 rule by which it comes back.
        repeat: Option<String>,
        /// Whether the rule counts from the date due or from the day it was done: `due` or `done`.
        repeat_from: Option<String>,
        /// The task this one repeats.
        follows: Option<i64>,
        /// `open`, `done` or `dropped`.
        state: State,
        /// When it was added.
        created_at: Instant,
        /// When it was done or dropped.
        closed_at: Option<Instant>,
    }
}

impl Reads {
    /// Every task still to do, waiting ones included.
    pub fn open_tasks(&self) -> Result<Vec<Task>> {
        self.all("reading tasks", "SELECT * FROM task WHERE state = 'open'", (), Task::from_row)
    }

    /// Those of them that are due at a moment, and not before `from`.
    pub fn open_tasks_due(&self, from: Instant) -> Result<Vec<Task>> {
        let sql = "SELECT * FROM task WHERE state = 'open' AND due_at >= ?1";
        self.all("reading tasks", sql, [from], Task::from_row)
    }

    /// The tasks done or dropped last, newest first.
    pub fn closed_tasks(&self, limit: i64) -> Result<Vec<Task>> {
        let sql = "SELECT * FROM task WHERE state <> 'open' ORDER BY closed_at DESC, id DESC LIMIT ?1";
        self.all("reading tasks", sql, [limit], Task::from_row)
    }

    /// The tasks done or dropped since a moment, newest first.
    pub fn closed_since(&self, at: Instant) -> Result<Vec<Task>> {
        let sql = "SELECT * FROM task WHERE state <> 'open' AND closed_at >= ?1 ORDER BY closed_at DESC, id DESC";
        self.all("reading tasks", sql, [at], Task::from_row)
    }

    /// How many open tasks each client has that do not wait for a day after `today`; what is overdue does not wait.
    pub fn open_task_counts(&self, today: NaiveDate, now: Instant) -> Result<HashMap<i64, i64>> {
        let sql = "SELECT client, count(*) FROM task WHERE state = 'open' AND client IS NOT NULL \
                   AND (wait_until IS NULL OR wait_until <= ?1 OR due_date < ?1 OR due_at <= ?2) GROUP BY client";
        Ok(self.all("counting tasks", sql, (today, now), |r| Ok((r.get(0)?, r.get(1)?)))?.into_iter().collect())
    }

    /// The title of every task, by its number.
    pub fn task_titles(&self) -> Result<HashMap<i64, String>> {
        Ok(self
            .all("reading tasks", "SELECT id, title FROM task", (), |r| Ok((r.get(0)?, r.get(1)?)))?
            .into_iter()
            .collect())
    }

    /// How many tasks are still to do that were due before a day, or before a moment of it.
    pub fn overdue_tasks(&self, today: NaiveDate, now: Instant) -> Result<i64> {
        let sql =
            "SELECT count(*) FROM task WHERE state = 'open' AND (due_at <= ?2 OR due_at IS NULL AND due_date < ?1)";
        self.one("counting tasks", sql, (today, now), |r| r.get(0))
    }

    /// The task that was made when this one was completed.
    pub fn follower(&self, task: i64) -> Result<Option<Task>> {
        self.maybe("reading a task", "SELECT * FROM task WHERE follows = ?1", [task], Task::from_row)
    }

    /// Seconds logged against a task, finished entries only.
    pub fn logged_on(&self, task: i64) -> Result<i64> {
        let sql = "SELECT coalesce(sum(seconds), 0) FROM entry WHERE task = ?1";
        self.one("adding up a task's time", sql, [task], |r| r.get(0))
    }
}
