//! How a task stands now: its place in the queue, whether it waits or is late.

use chrono::NaiveDate;

use crate::command::context::Context;
use crate::domain::task::State;
use crate::domain::time::{Instant, plus_days};
use crate::domain::urgency::UrgencyFactors;
use crate::domain::zone::Zone;
use crate::store::Task;

/// What a task's place in the queue depends on.
pub fn facts(task: &Task, context: &Context<'_>) -> UrgencyFactors {
    UrgencyFactors {
        due_at: task.due_at,
        due_on: task.due_date.or(task.due_at.map(|at| context.zone().date(at))),
        rush: task.rush,
        priority: task.priority,
        created_at: task.created_at.min(context.now),
    }
}

/// How a task stands now; what is overdue waits no longer.
pub fn state(task: &Task, context: &Context<'_>) -> State {
    let waits =
        task.state == State::Open && task.wait_until.is_some_and(|d| d > context.today()) && !late(task, context);
    if waits { State::Waiting } else { task.state }
}

/// Whether the moment a task is due has come; of a day, its end.
pub fn late(task: &Task, context: &Context<'_>) -> bool {
    due_by(task, context).is_some_and(|at| at <= context.now)
}

/// The moment a task is due: of a day, its end.
fn due_by(task: &Task, context: &Context<'_>) -> Option<Instant> {
    task.due_at.or(task.due_date.map(|d| context.zone().start_of(plus_days(d, 1))))
}

/// The day a task is due, at home.
pub fn day_of(task: &Task, home: &Zone) -> Option<NaiveDate> {
    task.due_date.or(task.due_at.map(|at| home.date(at)))
}
