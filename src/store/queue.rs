//! The tasks still to do, kept in memory as they were last read: of a hundred thousand, a change costs the one it is of.
//!
//! SQLite tells of each row that this connection changes (`update_hook`); a change of another connection shows in
//! `data_version`, and then all of them are read anew.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;

use super::task::Task;

/// Changed rows that are looked up one by one; more are read anew together.
pub(super) const MANY: usize = 1_000;

/// An entry's task, and its seconds.
pub(super) type Spent = (i64, i64);

/// Rows that have changed since they were read.
#[derive(Default)]
pub(super) struct ChangedRows {
    pub(super) tasks: BTreeSet<i64>,
    pub(super) entries: BTreeSet<i64>,
}

/// Open tasks as they were last read.
#[derive(Default)]
pub(super) struct Queue {
    /// Whether SQLite tells of changes, and whether they are read often enough to be kept.
    pub(super) heard: Cell<bool>,
    pub(super) wanted: Cell<bool>,
    pub(super) changed: Arc<Mutex<ChangedRows>>,
    pub(super) read: RefCell<Option<OpenTasks>>,
    /// How many rows were read of tasks and of entries: what a change costs, to be counted.
    pub(super) rows: Cell<u64>,
}

/// Open tasks, and the time spent on each.
pub(super) struct OpenTasks {
    pub(super) version: i64,
    pub(super) tasks: BTreeMap<i64, Rc<Task>>,
    /// The time of each entry that belongs to one of them, and of each of them.
    pub(super) entries: HashMap<i64, Spent>,
    pub(super) spent: HashMap<i64, i64>,
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

impl OpenTasks {
    pub(super) fn add(&mut self, (entry, task, seconds): (i64, i64, i64)) {
        self.entries.insert(entry, (task, seconds));
        *self.spent.entry(task).or_default() += seconds;
    }

    pub(super) fn take(&mut self, entry: i64) {
        if let Some((task, seconds)) = self.entries.remove(&entry) {
            *self.spent.entry(task).or_default() -= seconds;
        }
    }
}

impl OpenTasks {
    pub(super) fn all(&self) -> Vec<(Rc<Task>, i64)> {
        self.tasks.values().map(|t| (Rc::clone(t), self.spent.get(&t.id).copied().unwrap_or(0))).collect()
    }
}
