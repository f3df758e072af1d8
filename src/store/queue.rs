//! The tasks still to do, kept in memory as they were last read: of a hundred thousand, a change costs the one it is of.
//!
//! SQLite tells of each row that this connection changes (`update_hook`); a change of another connection shows in
//! `data_version`, and then all of them are read anew.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;

use super::{Reads, Task};
use crate::domain::task::State;
use crate::error::Result;

/// Changed rows that are looked up one by one; more are read anew together.
const MANY: usize = 1_000;

/// An entry's task, and its seconds.
type Spent = (i64, i64);

/// `CROSS` keeps SQLite from going through the entries of closed tasks, too.
pub(super) const SPENT_ON_OPEN: &str = "SELECT e.id, e.task, coalesce(e.seconds, 0) FROM task t CROSS JOIN entry e ON e.task = t.id \
                                        WHERE t.state = 'open'";
const SPENT: &str = "SELECT id, task, coalesce(seconds, 0) FROM entry WHERE id = ?1 AND task IS NOT NULL";
const SPENT_ON: &str = "SELECT id, task, coalesce(seconds, 0) FROM entry WHERE task = ?1";

/// Rows that have changed since they were read.
#[derive(Default)]
struct Changed {
    tasks: BTreeSet<i64>,
    entries: BTreeSet<i64>,
}

/// Open tasks as they were last read.
#[derive(Default)]
pub(super) struct Queue {
    /// Whether SQLite tells of changes, and whether they are read often enough to be kept.
    heard: Cell<bool>,
    wanted: Cell<bool>,
    changed: Arc<Mutex<Changed>>,
    read: RefCell<Option<Kept>>,
    /// How many rows were read of tasks and of entries: what a change costs, to be counted.
    rows: Cell<u64>,
}

struct Kept {
    version: i64,
    tasks: BTreeMap<i64, Rc<Task>>,
    /// The time of each entry that belongs to one of them, and of each of them.
    entries: HashMap<i64, Spent>,
    spent: HashMap<i64, i64>,
}

impl Queue {
    /// Hears of what this connection changes from now on.
    pub(super) fn hear(conn: &mut Connection) -> Self {
        let queue = Self::default();
        let changed = Arc::clone(&queue.changed);
        let hook = move |_, database: &str, table: &str, row: i64| {
            if database != "main" || table != "task" && table != "entry" {
                return;
            }
            let mut changed = changed.lock().unwrap_or_else(PoisonError::into_inner);
            let rows = if table == "task" { &mut changed.tasks } else { &mut changed.entries };
            // One more than many says that there are too many.
            if rows.len() <= MANY {
                rows.insert(row);
            }
        };
        queue.heard.set(conn.update_hook(Some(hook)).is_ok());
        queue
    }
}

impl Kept {
    fn add(&mut self, (entry, task, seconds): (i64, i64, i64)) {
        self.entries.insert(entry, (task, seconds));
        *self.spent.entry(task).or_default() += seconds;
    }

    fn take(&mut self, entry: i64) {
        if let Some((task, seconds)) = self.entries.remove(&entry) {
            *self.spent.entry(task).or_default() -= seconds;
        }
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

    fn kept_anew(&self, version: i64) -> Result<Kept> {
        let tasks: BTreeMap<i64, Rc<Task>> = self.open_tasks()?.into_iter().map(|t| (t.id, Rc::new(t))).collect();
        let entries = self.spent("reading tasks' time", SPENT_ON_OPEN, None)?;
        self.queue.rows.set(self.queue.rows.get() + (tasks.len() + entries.len()) as u64);
        let mut kept = Kept { version, tasks, entries: HashMap::new(), spent: HashMap::new() };
        for entry in entries {
            kept.add(entry);
        }
        Ok(kept)
    }

    fn kept_again(&self, mut kept: Kept, changed: &Changed) -> Result<Kept> {
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

impl Kept {
    fn all(&self) -> Vec<(Rc<Task>, i64)> {
        self.tasks.values().map(|t| (Rc::clone(t), self.spent.get(&t.id).copied().unwrap_or(0))).collect()
    }
}
