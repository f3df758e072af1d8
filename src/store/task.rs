//! Tasks.

use chrono::NaiveDate;

use super::record::{Origin, OriginName, record};
use crate::domain::task::State;
use crate::domain::time::Instant;

record! {
    /// Something to do.
    Task "task" "task" "tasks" TASK_ORIGIN {
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
        /// What it was when it was last taken in, as JSON: kept when it is first changed here.
        taken: Option<String>,
        /// The name it has where it was imported from.
        external_id: Option<String>,
    }
}

/// How a task is known again.
const TASK_ORIGIN: Origin<Task> = Origin {
    name: |row| row.external_id.clone().map(|name| OriginName { name, ..OriginName::default() }),
    taken: |row| row.taken.as_deref(),
    remember: |row, taken| row.taken = taken,
    same: |old, new| *old == Task { taken: old.taken.clone(), ..new.clone() },
};
