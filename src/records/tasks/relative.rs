//! What a bare clock time about a task is relative to.

use crate::command::call::Call;
use crate::command::context::Context;
use crate::command::grammar::Beside;
use crate::records::names::{TaskId, of_call};

/// When a task is due: on the day it is due already.
pub fn task_due(call: &Call, context: &Context<'_>) -> Beside {
    let Some(task) = of_call::<TaskId>(call, context).map(|task| task.0) else { return Beside::Nothing };
    task.due_at.map(Beside::At).or(task.due_date.map(Beside::Day)).unwrap_or_default()
}
