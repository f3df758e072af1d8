//! Tasks: added in a line, done, repeated.

use super::call::Args;
use super::context::Context;
use super::entries::or_none;
use super::grammar::line::Names;
use super::grammar::task_line::{Due, Priority as Level, TaskLine};
use super::input::{ClientName, Day, Input, Minutes, Priority, ServiceName, Tag, TaskId, Text, Time, YesNo};
use super::report::Done;
use super::time::join_tags;
use crate::domain::event::{Event, Moment, Repeat, Series, Status};
use crate::domain::recur::expand;
use crate::domain::time::{Instant, plus_days};
use crate::domain::urgency::Facts;
use crate::error::{Error, Result};
use crate::store::{Client, Reads, Service, Task, Tx};

/// The names that a line may use: a first word counts as a client only if it is a code or an alias in full.
pub struct Known {
    clients: Vec<Client>,
    services: Vec<Service>,
}

impl Known {
    /// Everyone who is not archived.
    pub fn of(db: &Reads) -> Result<Self> {
        let mut known = Self { clients: db.clients()?, services: db.services()? };
        known.clients.retain(|c| c.archived_at.is_none());
        known.services.retain(|s| s.archived_at.is_none());
        Ok(known)
    }
}

impl Names for Known {
    fn client(&self, word: &str) -> Option<String> {
        let word = word.to_lowercase();
        let is = |c: &&Client| c.code == word || c.aliases.split_whitespace().any(|a| a == word);
        self.clients.iter().find(is).map(|c| c.code.clone())
    }

    fn service(&self, word: &str) -> Option<String> {
        let word = word.to_lowercase();
        if let Some(exact) = self.services.iter().find(|s| s.code == word) {
            return Some(exact.code.clone());
        }
        let mut fits = self.services.iter().filter(|s| s.code.starts_with(&word));
        fits.next().filter(|_| fits.next().is_none()).map(|s| s.code.clone())
    }
}

/// A whole task in one line.
pub struct TaskText(pub TaskLine);

impl Input for TaskText {
    const LIKE: &'static str = "acme send draft due:fri 17:00 ~2h !high #tag every:month";

    fn read(text: &str, context: &Context<'_>) -> Result<Self> {
        let line = TaskLine::read(text, &context.moment(), &Known::of(context.db)?)?;
        if line.title.is_empty() {
            return Err(Error::problem("a task needs a title: say what is to be done"));
        }
        Ok(Self(line))
    }

    fn echo(&self, context: &Context<'_>) -> String {
        let line = &self.0;
        let mut parts = vec![line.title.clone()];
        parts.extend(line.client.as_ref().map(|c| format!("for {c}")));
        parts.extend(line.service.as_ref().map(|s| format!("({s})")));
        parts.extend(line.due.map(|due| match due {
            Due::Date(date) => format!("due {}", date.format("%a %-d %b")),
            Due::At(at) => format!("due {}", context.zone().local(at).format("%a %-d %b %H:%M")),
        }));
        parts.extend(line.wait_until.map(|d| format!("waits until {}", d.format("%a %-d %b"))));
        if line.priority != Level::None {
            parts.push(format!("priority {}", level_word(level(line.priority))));
        }
        if line.rush {
            parts.push("rush".to_owned());
        }
        parts.extend(line.estimate.map(|s| format!("about {}", super::grammar::duration::write_duration(s))));
        parts.extend(line.tags.iter().map(|t| format!("#{t}")));
        parts.extend(line.repeat.as_ref().map(ToString::to_string));
        parts.join(" · ")
    }

    fn suggest(typed: &str, context: &Context<'_>) -> Vec<super::action::Hint> {
        word_hints(typed, context)
    }
}

/// What could complete the last word of a task's or event's line.
pub fn word_hints(typed: &str, context: &Context<'_>) -> Vec<super::action::Hint> {
    let mut hints = ClientName::suggest(typed, context);
    if let Some(service) = typed.strip_prefix("service:") {
        hints.extend(ServiceName::suggest(service, context).into_iter().map(|mut h| {
            h.text = format!("service:{}", h.text);
            h
        }));
    }
    hints
}

fn level(priority: Level) -> i64 {
    match priority {
        Level::None => 0,
        Level::Low => 1,
        Level::Normal => 2,
        Level::High => 3,
    }
}

/// The word for a priority as it is kept.
pub fn level_word(priority: i64) -> &'static str {
    ["none", "low", "normal", "high"].get(usize::try_from(priority).unwrap_or(0)).copied().unwrap_or("none")
}

/// Adds a task from its line.
pub fn add(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let line = args.need::<TaskText>("text")?.0;
    let known = Known::of(tx)?;
    let client = line.client.as_deref().and_then(|code| known.clients.iter().find(|c| c.code == code));
    let service = line.service.as_deref().and_then(|code| known.services.iter().find(|s| s.code == code));
    let mut task = Task {
        id: 0,
        title: line.title,
        client: client.map(|c| c.id),
        service: service.map(|s| s.id),
        due_date: None,
        due_at: None,
        due_zone: None,
        wait_until: line.wait_until,
        priority: level(line.priority),
        rush: line.rush,
        estimate: line.estimate.map(|s| (s + 59) / 60),
        note: String::new(),
        tags: join_tags(&line.tags.into_iter().map(Tag).collect::<Vec<_>>()),
        checklist: String::new(),
        repeat: None,
        repeat_from: None,
        follows: None,
        state: "open".to_owned(),
        created_at: tx.now,
        closed_at: None,
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
        if task.due_date.is_none() && task.due_at.is_none() {
            // A task that repeats needs a day to count from: the rule's first day from today on.
            task.due_date =
                next_on(&repeat.rule, &Moment::Date(plus_days(args.context.today(), -1)), tx)?.map(|m| m.date());
        }
        task.repeat = Some(repeat.rule);
        task.repeat_from = Some(if repeat.after_done { "done" } else { "due" }.to_owned());
    }
    let id = tx.insert(&task)?;
    let whom = client.map(|c| format!(" for {}", c.name)).unwrap_or_default();
    Ok(Done::new(format!("added task {id}{whom}: {}", task.title), id))
}

/// Changes a task's fields.
pub fn edit(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let mut task = args.need::<TaskId>("id")?.0;
    if let Some(title) = args.get::<Text>("title")? {
        if title.0.is_empty() {
            return Err(Error::at("title", "is empty"));
        }
        task.title = title.0;
    }
    if let Some(client) = or_none::<ClientName>(args, "client")? {
        task.client = client.map(|c| c.0.id);
    }
    if let Some(service) = or_none::<ServiceName>(args, "service")? {
        task.service = service.map(|s| s.0.id);
    }
    edit_due(tx, args, &mut task)?;
    if let Some(wait) = or_none::<Day>(args, "wait")? {
        task.wait_until = wait.map(|d| d.0);
    }
    if let Some(priority) = args.get::<Priority>("priority")? {
        task.priority =
            Priority::CHOICES.iter().position(|w| *w == priority.0).and_then(|n| i64::try_from(n).ok()).unwrap_or(0);
    }
    if let Some(rush) = args.get::<YesNo>("rush")? {
        task.rush = rush.0 == "yes";
    }
    if let Some(estimate) = or_none::<Minutes>(args, "estimate")? {
        task.estimate = estimate.map(|m| m.0).filter(|m| *m > 0);
    }
    if let Some(note) = args.get::<Text>("note")? {
        task.note = note.0;
    }
    if args.text("tag").is_some() {
        task.tags = if args.text("tag").as_deref() == Some("none") {
            String::new()
        } else {
            join_tags(&args.many::<Tag>("tag")?)
        };
    }
    if let Some(rule) = or_none::<Every>(args, "every")? {
        task.repeat_from = rule.as_ref().map(|_| "due".to_owned());
        task.repeat = rule.map(|r| r.0);
    }
    tx.update(&task)?;
    Ok(Done::new(format!("changed task {}: {}", task.id, task.title), task.id))
}

fn edit_due(tx: &Tx<'_>, args: &Args<'_>, task: &mut Task) -> Result<()> {
    let Some(text) = args.text("due") else { return Ok(()) };
    (task.due_date, task.due_at, task.due_zone) = (None, None, None);
    if matches!(text.trim(), "none" | "-" | "") {
        return Ok(());
    }
    match Day::read(&text, &args.context) {
        Ok(day) => task.due_date = Some(day.0),
        Err(_) => {
            task.due_at = Some(Time::read(&text, &args.context).map_err(|e| e.in_field("due"))?.0);
            task.due_zone = Some(tx.setting().zone.name().to_owned());
        }
    }
    Ok(())
}

/// How often something repeats, as an RRULE.
pub struct Every(pub String);

impl Input for Every {
    const LIKE: &'static str = "week | 2weeks | mon,thu | weekday | RRULE";

    fn read(text: &str, _: &Context<'_>) -> Result<Self> {
        super::grammar::repeat::read_rule(text).map(Self)
    }

    fn echo(&self, _: &Context<'_>) -> String {
        format!("every {}", super::grammar::repeat::write_rule(&self.0))
    }
}

/// Completes a task; a repeating one makes exactly one next.
pub fn done(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let mut task = args.need::<TaskId>("id")?.0;
    if task.state != "open" {
        return Err(Error::problem(format!("task {} is {} already", task.id, task.state)));
    }
    "done".clone_into(&mut task.state);
    task.closed_at = Some(tx.now);
    tx.update(&task)?;
    let mut said = format!("done: {}", task.title);
    // Completed once, it has been followed once: whoever completes it again finds its follower there.
    if let Some(rule) = &task.repeat
        && tx.follower(task.id)?.is_none()
        && let Some(next) = next_task(tx, &task, rule)?
    {
        let due = next.due_date.or(next.due_at.map(|at| tx.setting().zone.date(at)));
        tx.insert(&next)?;
        if let Some(due) = due {
            said = format!("{said}; next due {}", due.format("%a %-d %b"));
        }
    }
    Ok(Done::new(said, task.id))
}

fn next_task(tx: &Tx<'_>, task: &Task, rule: &str) -> Result<Option<Task>> {
    let today = tx.setting().zone.date(tx.now);
    let from_done = task.repeat_from.as_deref() == Some("done");
    let from = match (task.due_at, task.due_date) {
        _ if from_done => Moment::Date(today),
        (Some(at), _) => {
            let zone = task
                .due_zone
                .as_deref()
                .and_then(crate::domain::zone::Zone::get)
                .unwrap_or_else(|| tx.setting().zone.clone());
            Moment::in_zone(zone.local(at), &zone)
        }
        (None, due) => Moment::Date(due.unwrap_or(today)),
    };
    let Some(next) = next_on(rule, &from, tx)? else { return Ok(None) };
    let mut copy = Task {
        id: 0,
        state: "open".to_owned(),
        created_at: tx.now,
        closed_at: None,
        wait_until: None,
        follows: Some(task.id),
        checklist: task.checklist.replace("[x]", "[ ]"),
        ..task.clone()
    };
    match task.due_at {
        Some(at) if from_done => {
            let zone = &tx.setting().zone;
            copy.due_at = Some(zone.read(next.date().and_time(zone.local(at).time())).compatible());
        }
        Some(_) => copy.due_at = Some(next.instant(&tx.setting().zone)),
        None => copy.due_date = Some(next.date()),
    }
    Ok(Some(copy))
}

/// The first moment after `from` by a rule that counts from it.
fn next_on(rule: &str, from: &Moment, tx: &Tx<'_>) -> Result<Option<Moment>> {
    let zone = &tx.setting().zone;
    let master = Event {
        uid: "task".to_owned(),
        recurrence: None,
        sequence: 0,
        title: String::new(),
        start: from.clone(),
        end: from.clone(),
        duration: None,
        repeat: Repeat { rules: vec![rule.to_owned()], ..Repeat::default() },
        status: Status::Confirmed,
        transparent: false,
        location: String::new(),
        url: None,
        description: String::new(),
        organizer: None,
        attendees: Vec::new(),
        alarms: None,
        component: String::new(),
    };
    let series = Series { master: Some(master), overrides: Vec::new() };
    let start = from.instant(zone);
    // Most rules come round within a year; a yearly one on 29 February needs eight.
    for years in [1, 9] {
        let found = expand(&series, zone, start + 1, start + years * 366 * 86_400);
        if let Some(next) = found.occurrences.iter().find(|o| o.start > start) {
            return Ok(next.recurrence_id.clone().or(Some(from.moved_to(zone.local(next.start)))));
        }
        if let Some(why) = found.refused {
            return Err(Error::at("every", why));
        }
    }
    Ok(None)
}

/// Gives a task up.
pub fn drop_it(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let mut task = args.need::<TaskId>("id")?.0;
    if task.state != "open" {
        return Err(Error::problem(format!("task {} is {} already", task.id, task.state)));
    }
    "dropped".clone_into(&mut task.state);
    task.closed_at = Some(tx.now);
    tx.update(&task)?;
    Ok(Done::new(format!("dropped: {}", task.title), task.id))
}

/// Opens a task again that was done or dropped.
pub fn reopen(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let mut task = args.need::<TaskId>("id")?.0;
    if task.state == "open" {
        return Err(Error::problem(format!("task {} is open", task.id)));
    }
    "open".clone_into(&mut task.state);
    task.closed_at = None;
    tx.update(&task)?;
    Ok(Done::new(format!("open again: {}", task.title), task.id))
}

/// Deletes a task; its entries stay.
pub fn remove(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let task = args.need::<TaskId>("id")?.0;
    tx.delete::<Task>(task.id)?;
    Ok(Done::new(format!("deleted task {}: {}", task.id, task.title), task.id))
}

/// What a task's place in the queue depends on.
pub fn facts(task: &Task, context: &Context<'_>) -> Facts {
    Facts {
        due_at: task.due_at,
        due_on: task.due_date.or(task.due_at.map(|at| context.zone().date(at))),
        rush: task.rush,
        priority: task.priority,
        created_at: task.created_at.min(context.now),
    }
}

/// `open`, `waiting`, `done` or `dropped`.
pub fn state<'a>(task: &'a Task, context: &Context<'_>) -> &'a str {
    let waits = task.state == "open" && task.wait_until.is_some_and(|d| d > context.today());
    if waits { "waiting" } else { &task.state }
}

/// The moment a task is due: of a day, its end.
pub fn due_by(task: &Task, context: &Context<'_>) -> Option<Instant> {
    task.due_at.or(task.due_date.map(|d| context.zone().start_of(plus_days(d, 1))))
}
