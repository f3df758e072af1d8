//! Tasks as the words that would be typed for them.

use crate::command::action::Action;
use crate::command::call::Call;
use crate::command::context::Context;
use crate::command::form::named;
use crate::command::grammar::clock::write_time;
use crate::command::grammar::date::write_date;
use crate::command::input::Input;
use crate::domain::time::hours_minutes;
use crate::error::Result;
use crate::records::clients::words::{client_code, service_code};
use crate::records::names::TaskId;
use crate::records::tasks::line::level_word;
use crate::records::tasks::often::TaskEvery;
use crate::store::Task;

/// A task for `task edit`, by its number.
pub fn of_task(call: &Call, id: &str, context: &Context<'_>) -> Result<Call> {
    let row = named::<TaskId>("id", id, context)?.0;
    task(Call::new(call.action).with("id", row.id.to_string()), &row, context)
}

/// A task for `task add`, by its number.
pub fn task_again(action: &'static Action, id: &str, _: &str, context: &Context<'_>) -> Result<Call> {
    task(Call::new(action), &TaskId::read(id, context)?.0, context)
}

/// The fields that adding and changing a task have in common.
fn task(call: Call, task: &Task, context: &Context<'_>) -> Result<Call> {
    let due = task.due_at.map(|at| write_time(at, context.zone())).or(task.due_date.map(write_date));
    Ok(call
        .with("title", &task.title)
        .put("client", client_code(task.client, context)?)
        .put("service", service_code(task.service, context)?)
        .put("due", due)
        .put("wait", task.wait_until.map(write_date))
        .with("priority", level_word(task.priority))
        .yes("rush", task.rush)
        .put("estimate", task.estimate.map(hours_minutes))
        .text_of("note", &task.note)
        .each("tag", &task.tags)
        .put("every", task.repeat.as_ref().map(|rule| TaskEvery::word(rule, task.repeat_from.as_deref())))
        .text_of("checklist", &task.checklist))
}
