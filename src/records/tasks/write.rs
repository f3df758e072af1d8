//! Tasks are added and changed.

use crate::command::call::Args;
use crate::command::grammar::task_line::{Due, TaskLine};
use crate::command::input::{Day, Input, Minutes, Priority, Tag, Text, Time, Title, YesNo};
use crate::command::list::read_tag;
use crate::command::report::Done;
use crate::domain::recur::bare;
use crate::domain::task::State;
use crate::error::{Error, Result};
use crate::records::clients::live::check_live;
use crate::records::names::{ClientName, ServiceName, TaskId};
use crate::records::tasks::checklist::Checklist;
use crate::records::tasks::line::{Known, TaskText, level};
use crate::records::tasks::often::TaskEvery;
use crate::records::tasks::repeat::first_day;
use crate::records::tasks::said::{self, due_words, now, told};
use crate::records::tasks::standing::day_of;
use crate::records::time::timer::join_tags;
use crate::store::{Task, Tx};

/// A task of which nothing is said yet.
pub(crate) fn blank(tx: &Tx<'_>) -> Task {
    Task {
        id: 0,
        title: String::new(),
        client: None,
        service: None,
        due_date: None,
        due_at: None,
        due_zone: None,
        wait_until: None,
        priority: 0,
        rush: false,
        estimate: None,
        note: String::new(),
        tags: String::new(),
        checklist: String::new(),
        repeat: None,
        repeat_from: None,
        follows: None,
        state: State::Open,
        created_at: tx.now,
        closed_at: None,
        taken: None,
        external_id: None,
    }
}

/// What a line says of a task.
fn by_line(tx: &Tx<'_>, line: TaskLine) -> Result<Task> {
    let known = Known::of(tx)?;
    let client = line.client.as_deref().and_then(|code| known.clients.iter().find(|c| c.code == code));
    let service = line.service.as_deref().and_then(|code| known.services.iter().find(|s| s.code == code));
    let mut task = Task {
        title: line.title,
        client: client.map(|c| c.id),
        service: service.map(|s| s.id),
        wait_until: line.wait_until,
        priority: level(line.priority),
        rush: line.rush,
        estimate: line.estimate.map(|s| (s + 59) / 60),
        tags: join_tags(&line.tags.into_iter().map(Tag).collect::<Vec<_>>()),
        ..blank(tx)
    };
    match line.due {
        Some(Due::Date(date)) => task.due_date = Some(date),
        Some(Due::At(at)) => {
            task.due_at = Some(at);
            task.due_zone = Some(tx.setting().zone.name().to_owned());
        }
        None => {}
    }
    if let Some(repeat) = line.repeat {
        task.repeat = Some(repeat.rule);
        task.repeat_from = Some(if repeat.after_done { "done" } else { "due" }.to_owned());
    }
    Ok(task)
}

/// Adds a task from its line, from options, or from both; an option beats the line, and tags come on top.
pub fn add(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let mut task = match args.get::<TaskText>("text")? {
        Some(line) => by_line(tx, line.0)?,
        None => blank(tx),
    };
    let by_line: Vec<Tag> = task.tags.split_whitespace().map(|t| Tag(t.to_owned())).collect();
    fill(tx, args, &mut task)?;
    if let Some(more) = args.many_or_none::<Tag>("tag")? {
        task.tags = join_tags(&by_line.into_iter().chain(more).collect::<Vec<_>>());
    }
    if task.title.is_empty() {
        return Err(Error::at("title", "is missing: say what is to be done"));
    }
    begin(args, &mut task);
    task.id = tx.insert(&task)?;
    Ok(told(format!("added task {}, {}", task.id, said::now(&task, &args.context)?), &task, args))
}

/// Changes a task's fields.
pub fn edit(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let mut task = args.need::<crate::records::names::TaskId>("id")?.0;
    fill(tx, args, &mut task)?;
    if args.or_none::<TaskEvery>("every")?.flatten().is_some() && args.text("due").is_none() {
        begin(args, &mut task);
    }
    tx.update(&task)?;
    Ok(told(format!("changed task {}, {}", task.id, said::now(&task, &args.context)?), &task, args))
}

/// Gives a task that repeats a day to count from: its rule's first from today on.
fn begin(args: &Args<'_>, task: &mut Task) {
    if let Some(rule) = task.repeat.as_deref().filter(|_| task.due_date.is_none() && task.due_at.is_none()) {
        task.due_date = Some(first_day(rule, args.context.today(), args.context.zone()));
    }
}

/// Puts what the options say into a task.
fn fill(tx: &Tx<'_>, args: &Args<'_>, task: &mut Task) -> Result<()> {
    if let Some(title) = args.get::<Title>("title")? {
        Text(title.0).put(&mut task.title);
    }
    if let Some(client) = args.or_none::<ClientName>("client")? {
        if let Some(ClientName(client)) = client.as_ref().filter(|c| task.client != Some(c.0.id)) {
            check_live(client)?;
        }
        task.client = client.map(|c| c.0.id);
    }
    if let Some(service) = args.or_none::<ServiceName>("service")? {
        task.service = service.map(|s| s.0.id);
    }
    fill_due(tx, args, task)?;
    if let Some(wait) = args.or_none::<Day>("wait")? {
        task.wait_until = wait.map(|d| d.0);
    }
    if let Some(priority) = args.or_none::<Priority>("priority")? {
        let word = priority.map_or("none", |p| p.0);
        task.priority =
            Priority::CHOICES.iter().position(|w| *w == word).and_then(|n| i64::try_from(n).ok()).unwrap_or(0);
    }
    if let Some(rush) = args.get::<YesNo>("rush")? {
        task.rush = rush.0 == "yes";
    }
    if let Some(estimate) = args.or_none::<Minutes>("estimate")? {
        if estimate.as_ref().is_some_and(|m| m.0 < 0) {
            return Err(Error::at("estimate", "must not be negative"));
        }
        task.estimate = estimate.map(|m| m.0).filter(|m| *m > 0);
    }
    if let Some(note) = args.get::<Text>("note")? {
        note.put(&mut task.note);
    }
    if let Some(tags) = args.list("tag", &task.tags, read_tag)? {
        task.tags = tags;
    }
    if let Some(list) = args.or_none::<Checklist>("checklist")? {
        list.unwrap_or(Checklist(Vec::new())).put(&mut task.checklist);
    }
    if let Some(every) = args.or_none::<TaskEvery>("every")? {
        let every = every.map(|e| e.0);
        let from = every.as_ref().map(|r| if r.after_done { "done" } else { "due" });
        let kept = task.repeat.as_deref().map(|rule| bare(rule).to_uppercase());
        let same = every.as_ref().map(|r| r.rule.to_uppercase()) == kept;
        if !same || from != task.repeat_from.as_deref() {
            task.repeat_from = from.map(str::to_owned);
            task.repeat = every.map(|r| r.rule);
        }
    }
    Ok(())
}

fn fill_due(tx: &Tx<'_>, args: &Args<'_>, task: &mut Task) -> Result<()> {
    let Some(text) = args.text("due") else { return Ok(()) };
    let (day, at) = if crate::command::field::is_none(&text) {
        (None, None)
    } else {
        let context = args.context_of("due");
        match Day::read(&text, &context) {
            Ok(day) => (Some(day.0), None),
            Err(_) => (None, Some(Time::read(&text, &context).map_err(|e| e.in_field("due"))?.0)),
        }
    };
    // The moment it is due already keeps the zone it was typed in.
    if (day, at) != (task.due_date, task.due_at) {
        let home = args.context.zone();
        // From another day it is counted anew.
        if day.or(at.map(|at| home.date(at))) != day_of(task, home) {
            task.repeat = task.repeat.as_deref().map(bare);
        }
        task.due_date = day;
        task.due_at = at;
        task.due_zone = at.map(|_| tx.setting().zone.name().to_owned());
    }
    Ok(())
}

/// Gives a task up.
pub fn drop_it(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let mut task = args.need::<TaskId>("id")?.0;
    if task.state != State::Open {
        return Err(Error::problem(format!("task {} is {} already", task.id, task.state)));
    }
    task.state = State::Dropped;
    task.closed_at = Some(tx.now);
    tx.update(&task)?;
    let due = match due_words(&task, args.context.today(), args.context.zone()) {
        due if task.due_at.is_some() || task.due_date.is_some() => format!(", which was {due}"),
        _ => String::new(),
    };
    let ends = if task.repeat.is_some() { "; it does not come back" } else { "" };
    Ok(Done::new(format!("dropped: {}{due}{ends}", task.title), task.id))
}

/// Opens a task again that was done or dropped.
pub fn reopen(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let mut task = args.need::<TaskId>("id")?.0;
    if task.state == State::Open {
        return Err(Error::problem(format!("task {} is open", task.id)));
    }
    task.state = State::Open;
    task.closed_at = None;
    tx.update(&task)?;
    Ok(told(format!("open again, {}", now(&task, &args.context)?), &task, args))
}

/// Deletes a task; its entries stay.
pub fn remove(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let task = args.need::<TaskId>("id")?.0;
    tx.delete::<Task>(task.id)?;
    Ok(Done::new(format!("deleted task {}: {}", task.id, task.title), task.id))
}
