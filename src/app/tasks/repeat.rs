//! Tasks that come back.

use crate::app::call::Args;
use crate::app::context::Context;
use crate::app::grammar::repeat::{Repeat as Rule, read_rule, write_rule};
use crate::app::input::{Input, TaskId};
use crate::app::report::Done;
use crate::domain::event::{Event, Moment, Repeat, Series, Status};
use crate::domain::recur::expand;
use crate::error::{Error, Result};
use crate::store::{Task, Tx};

/// How often a task comes back; with a `!`, counted from the day it was done.
pub struct TaskEvery(pub Rule);

impl Input for TaskEvery {
    const LIKE: &'static str = "week | 2weeks | mon,thu | month! from the day it is done | RRULE";

    fn read(text: &str, _: &Context<'_>) -> Result<Self> {
        let text = text.trim();
        let bare = text.strip_suffix('!').or_else(|| text.strip_prefix('!'));
        Ok(Self(Rule { rule: read_rule(bare.unwrap_or(text))?, after_done: bare.is_some() }))
    }

    fn echo(&self, _: &Context<'_>) -> String {
        let from = if self.0.after_done { ", counted from the day it is done" } else { "" };
        format!("every {}{from}", write_rule(&self.0.rule))
    }
}

impl TaskEvery {
    /// The word that reads back as this.
    pub fn word(rule: &str, from: Option<&str>) -> String {
        format!("{}{}", write_rule(rule), if from == Some("done") { "!" } else { "" })
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
        checklist: super::checklist::anew(&task.checklist),
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
pub(super) fn next_on(rule: &str, from: &Moment, tx: &Tx<'_>) -> Result<Option<Moment>> {
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
