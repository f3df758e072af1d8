//! Tasks of calendars (VTODO), taken in as tasks.

use crate::command::context::Context;
use crate::domain::event::Moment;
use crate::domain::recur::Rule;
use crate::domain::task::State;
use crate::error::Result;
use crate::formats::ical::{Todo, TodoState};
use crate::records::import::Counts;
use crate::store::{ImportOutcome, Task, Tx};

/// Takes tasks in; those that are known by their UID are changed where the file has changed.
pub(super) fn take(
    tx: &Tx<'_>,
    context: &Context<'_>,
    todos: Vec<Todo>,
    client: Option<i64>,
    (place, counts): (&str, &mut Counts),
) -> Result<()> {
    for todo in todos {
        let note = |counts: &mut Counts, what: &str| counts.problem(&format!("{place}:{}: {what}", todo.line));
        todo.notes.iter().for_each(|what| note(counts, what));
        let copy = todo.method.as_deref().is_none_or(|method| matches!(method, "PUBLISH" | "REQUEST"));
        if todo.recurrence.is_some() || !copy {
            counts.skipped += 1;
            note(
                counts,
                if copy { "one occurrence of a task is not taken" } else { "what is sent of a task is not taken" },
            );
            continue;
        }
        let (name, mut task) = (format!("ics:{}", todo.uid), task(&todo, context, client));
        if let Some(why) = todo.rule.as_deref().and_then(|rule| rule.parse::<Rule>().err()) {
            note(counts, &format!("{why}, so the task does not repeat"));
            (task.repeat, task.repeat_from) = (None, None);
        }
        task.external_id = Some(name.clone());
        if let Some(old) = tx.task_by_external(&name)? {
            let outcome = renew(tx, &old, &task, counts)?;
            counts.count(outcome, None);
            continue;
        }
        if let Some(gone) = tx.gone_origin("task", None, &name, "")? {
            let was = gone.taken.as_deref().map(|image| tx.of_image::<Task>(image)).transpose()?;
            if was.is_none_or(|was| was == Task { id: was.id, taken: None, ..like(&was, &task) }) {
                counts.count(ImportOutcome::Unchanged, Some("deleted here".to_owned()));
                continue;
            }
            tx.delete::<crate::store::Gone>(gone.id)?;
            counts.problem(&format!("'{}' was deleted here and has changed since: it is back", task.title));
        }
        tx.insert(&task)?;
        counts.count(ImportOutcome::Added, None);
    }
    Ok(())
}

/// A task that comes, with what no file says of it as it is known.
fn like(known: &Task, comes: &Task) -> Task {
    Task {
        client: known.client,
        created_at: known.created_at,
        // A file that says no time of it is not another file a minute later.
        closed_at: if known.state == comes.state { known.closed_at } else { comes.closed_at },
        ..comes.clone()
    }
}

/// Changes of a task that is here what has changed in its file.
fn renew(tx: &Tx<'_>, old: &Task, comes: &Task, counts: &mut Counts) -> Result<ImportOutcome> {
    let base = match &old.taken {
        Some(image) => tx.of_image::<Task>(image)?,
        None => old.clone(),
    };
    let there = Task { id: old.id, ..like(&base, comes) };
    if there == (Task { id: old.id, taken: None, ..base.clone() }) || there == (Task { taken: None, ..old.clone() }) {
        return Ok(ImportOutcome::Unchanged);
    }
    let mut merged = Task { client: old.client, ..there.clone() };
    let mut replaced = |what: &str, was: String, now: String| {
        counts.problem(&format!("{what} '{was}' of task {} was changed here and in the file: now '{now}'", old.id));
    };
    macro_rules! fields {
        ($($what:literal: $($field:ident),+;)+) => {$(
            let (was, here, now) = (($(&base.$field,)+), ($(&old.$field,)+), ($(&there.$field,)+));
            if now == was {
                $(merged.$field = old.$field.clone();)+
            } else if here != was && here != now {
                replaced($what, words(old, $what), words(&there, $what));
            }
        )+};
    }
    fields! {
        "Title": title;
        "Due": due_date, due_at, due_zone;
        "Priority": priority;
        "Note": note;
        "State": state, closed_at;
        "Repeat": repeat, repeat_from;
    }
    // What no file says stays.
    let merged = Task {
        service: old.service,
        wait_until: old.wait_until,
        rush: old.rush,
        estimate: old.estimate,
        tags: old.tags.clone(),
        checklist: old.checklist.clone(),
        follows: old.follows,
        ..merged
    };
    tx.update_taken(&Task { client: old.client, ..there.clone() })?;
    tx.update(&merged)?;
    Ok(ImportOutcome::Updated)
}

/// A part of a task in words.
fn words(task: &Task, what: &str) -> String {
    match what {
        "Title" => task.title.clone(),
        "Due" => match (task.due_date, task.due_at) {
            (Some(date), _) => date.to_string(),
            (None, Some(at)) => at.utc().format("%Y-%m-%d %H:%M UTC").to_string(),
            (None, None) => "none".to_owned(),
        },
        "Priority" => ["none", "low", "normal", "high"]
            .get(usize::try_from(task.priority).unwrap_or(0))
            .copied()
            .unwrap_or("none")
            .to_owned(),
        "State" => task.state.as_str().to_owned(),
        "Repeat" => task.repeat.clone().unwrap_or_else(|| "none".to_owned()),
        _ => task.note.clone(),
    }
}

/// The task that a component says.
fn task(todo: &Todo, context: &Context<'_>, client: Option<i64>) -> Task {
    let (due_date, due_at, due_zone) = match &todo.due {
        None => (None, None, None),
        Some(Moment::Date(date)) => (Some(*date), None, None),
        Some(moment) => {
            (None, Some(moment.instant(context.zone())), Some(moment.zone(context.zone()).name().to_owned()))
        }
    };
    let state = match todo.state {
        TodoState::NeedsAction | TodoState::InProcess => State::Open,
        TodoState::Completed => State::Done,
        TodoState::Cancelled => State::Dropped,
    };
    Task {
        id: 0,
        title: if todo.title.trim().is_empty() { "(no title)".to_owned() } else { todo.title.replace('\n', " ") },
        client,
        service: None,
        due_date,
        due_at,
        due_zone,
        wait_until: None,
        priority: match todo.priority {
            1..=4 => 3,
            5 => 2,
            6..=9 => 1,
            _ => 0,
        },
        rush: false,
        estimate: None,
        note: todo.note.clone(),
        tags: String::new(),
        checklist: String::new(),
        repeat: todo.rule.clone().filter(|_| todo.due.is_some()),
        repeat_from: todo.rule.as_ref().filter(|_| todo.due.is_some()).map(|_| "due".to_owned()),
        follows: None,
        state,
        created_at: context.now,
        closed_at: state.is_closed().then(|| todo.completed.unwrap_or(context.now)),
        taken: None,
        external_id: None,
    }
}
