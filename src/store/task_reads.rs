//! Tasks as they are read, those to do out of memory where they are kept there.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use std::sync::PoisonError;

use chrono::NaiveDate;

use super::queue::{ChangedRows, MANY, OpenTasks};
use super::reads::Reads;
use super::record::Record;
use super::task::Task;
use crate::domain::task::State;
use crate::domain::time::Instant;
use crate::error::Result;

/// `CROSS` keeps SQLite from going through the entries of closed tasks, too.
pub(super) const SPENT_ON_OPEN: &str = "SELECT e.id, e.task, coalesce(e.seconds, 0) FROM task t CROSS JOIN entry e ON e.task = t.id \
                                        WHERE t.state = 'open'";
const SPENT: &str = "SELECT id, task, coalesce(seconds, 0) FROM entry WHERE id = ?1 AND task IS NOT NULL";
const SPENT_ON: &str = "SELECT id, task, coalesce(seconds, 0) FROM entry WHERE task = ?1";

impl Reads {
    /// The task that was imported under a name.
    pub fn task_by_external(&self, id: &str) -> Result<Option<Task>> {
        self.maybe("reading a task", "SELECT * FROM task WHERE external_id = ?1", [id], Task::from_row)
    }

    /// Every task still to do, waiting ones included.
    pub fn open_tasks(&self) -> Result<Vec<Task>> {
        self.all("reading tasks", "SELECT * FROM task WHERE state = 'open'", (), Task::from_row)
    }

    /// Returns the open tasks that are due at a moment, and not before `from`.
    pub fn open_tasks_due(&self, from: Instant) -> Result<Vec<Task>> {
        let sql = "SELECT * FROM task WHERE state = 'open' AND due_at >= ?1";
        self.all("reading tasks", sql, [from], Task::from_row)
    }

    /// The tasks done or dropped last, newest first, with the seconds logged against each.
    pub fn closed_tasks(&self, limit: i64) -> Result<Vec<(Task, i64)>> {
        self.closed("1 ORDER BY closed_at DESC, id DESC LIMIT ?1", limit)
    }

    /// The tasks done or dropped since a moment, newest first, with the seconds logged against each.
    pub fn closed_since(&self, at: Instant) -> Result<Vec<(Task, i64)>> {
        self.closed("closed_at >= ?1 ORDER BY closed_at DESC, id DESC", at.0)
    }

    fn closed(&self, which: &str, value: i64) -> Result<Vec<(Task, i64)>> {
        let sql = format!(
            "SELECT *, (SELECT coalesce(sum(seconds), 0) FROM entry WHERE task = task.id) AS logged FROM task \
             WHERE state <> 'open' AND {which}"
        );
        self.all("reading tasks", &sql, [value], |r| Ok((Task::from_row(r)?, r.get("logged")?)))
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

    /// Returns the next task of a recurring one: made when this one was completed.
    pub fn follower(&self, task: i64) -> Result<Option<Task>> {
        self.maybe("reading a task", "SELECT * FROM task WHERE follows = ?1", [task], Task::from_row)
    }

    /// Seconds logged against a task, finished entries only.
    pub fn logged_on(&self, task: i64) -> Result<i64> {
        let sql = "SELECT coalesce(sum(seconds), 0) FROM entry WHERE task = ?1";
        self.one("adding up a task's time", sql, [task], |r| r.get(0))
    }
}

impl Reads {
    /// Keeps open tasks from now on: whoever reads them again and again reads what has changed.
    pub fn keep_open_tasks(&self) {
        self.queue.wanted.set(self.queue.heard.get());
    }

    /// How many rows were read so far to know the open tasks.
    pub fn rows_of_open_tasks(&self) -> u64 {
        self.queue.rows.get()
    }

    /// Every task still to do, waiting ones included, with the seconds logged against it (finished entries only).
    pub fn open_tasks_spent(&self) -> Result<Vec<(Rc<Task>, i64)>> {
        // What a write has changed may be taken back yet.
        if !self.queue.wanted.get() || self.is_writing() {
            return Ok(self.kept_anew(0)?.all());
        }
        self.snapshot(|| {
            let version = self.one("reading the data version", "PRAGMA data_version", (), |r| r.get(0))?;
            let changed = std::mem::take(&mut *self.queue.changed.lock().unwrap_or_else(PoisonError::into_inner));
            let few = changed.tasks.len() <= MANY && changed.entries.len() <= MANY;
            // Taken out, so that what fails half-way is read anew the next time.
            let kept = self.queue.read.take().filter(|kept| kept.version == version && few);
            let kept = match kept {
                Some(kept) => self.kept_again(kept, &changed)?,
                None => self.kept_anew(version)?,
            };
            let all = kept.all();
            self.queue.read.replace(Some(kept));
            Ok(all)
        })
    }

    fn kept_anew(&self, version: i64) -> Result<OpenTasks> {
        let tasks: BTreeMap<i64, Rc<Task>> = self.open_tasks()?.into_iter().map(|t| (t.id, Rc::new(t))).collect();
        let entries = self.spent("reading tasks' time", SPENT_ON_OPEN, None)?;
        self.queue.rows.set(self.queue.rows.get() + (tasks.len() + entries.len()) as u64);
        let mut kept = OpenTasks { version, tasks, entries: HashMap::new(), spent: HashMap::new() };
        for entry in entries {
            kept.add(entry);
        }
        Ok(kept)
    }

    fn kept_again(&self, mut kept: OpenTasks, changed: &ChangedRows) -> Result<OpenTasks> {
        let mut entries = changed.entries.clone();
        for id in &changed.tasks {
            match self.find::<Task>(*id)?.filter(|task| task.state == State::Open) {
                Some(task) => {
                    if kept.tasks.insert(*id, Rc::new(task)).is_none() {
                        // One that is open again.
                        entries.extend(self.spent("reading a task's time", SPENT_ON, Some(*id))?.iter().map(|e| e.0));
                    }
                }
                None => {
                    kept.tasks.remove(id);
                }
            }
        }
        for id in &entries {
            kept.take(*id);
            for entry in self.spent("reading a task's time", SPENT, Some(*id))? {
                kept.add(entry);
            }
        }
        self.queue.rows.set(self.queue.rows.get() + (changed.tasks.len() + entries.len()) as u64);
        Ok(kept)
    }

    fn spent(&self, doing: &str, sql: &str, id: Option<i64>) -> Result<Vec<(i64, i64, i64)>> {
        let row = |r: &rusqlite::Row<'_>| Ok((r.get(0)?, r.get(1)?, r.get(2)?));
        match id {
            Some(id) => self.all(doing, sql, [id], row),
            None => self.all(doing, sql, (), row),
        }
    }
}
