//! Tasks that come back.

use chrono::{NaiveDate, NaiveDateTime};

use crate::command::call::Args;
use crate::command::input::{Day, Input, Time};
use crate::command::report::Done;
use crate::domain::event::{Moment, Series};
use crate::domain::recur::{bare, expand, kept_for, part, unskipped, with_part};
use crate::domain::series::begin;
use crate::domain::task::State;
use crate::domain::time::{Instant, plus_days};
use crate::domain::zone::Zone;
use crate::error::{Error, Result};
use crate::records::names::TaskId;
use crate::records::series::{blank, whole_last_day};
use crate::records::tasks::said::due_words;
use crate::records::tasks::standing::day_of;
use crate::store::{Task, Tx};

/// Completes a task; a repeating one makes exactly one next.
pub fn done(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let mut task = args.need::<TaskId>("id")?.0;
    let today = args.context.today();
    if task.state != State::Open {
        return Err(Error::problem(format!("task {} is {} already", task.id, task.state)));
    }
    let wanted = wanted(args, &task)?;
    task.state = State::Done;
    task.closed_at = Some(tx.now);
    tx.update(&task)?;
    let mut said = Done::new(format!("done: {}", task.title), task.id);
    let Some(rule) = &task.repeat else { return Ok(said) };
    // Completed once, it has been followed once: whoever completes it again finds its follower there.
    if let Some(follower) = tx.follower(task.id)? {
        if wanted.is_some() {
            let text = format!("task {} follows already: change that with 'task edit {0} --due …'", follower.id);
            return Err(Error::at("next", text));
        }
        said.said.push_str(&format!("; task {} follows already", follower.id));
        return Ok(said);
    }
    let Some(next) = next(&task, rule, wanted, tx.now, args.context.zone())? else {
        said.said.push_str("; that was the last time");
        return Ok(said);
    };
    let mut copy = follower(&task, next.rule, tx.now);
    let home = args.context.zone();
    due(&mut copy, next.due, home);
    let base = day_of(&task, home).unwrap_or(today);
    let day = day_of(&copy, home).unwrap_or(today);
    copy.wait_until = task.wait_until.map(|wait| plus_days(day, (wait - base).num_days()));
    let id = tx.insert(&copy)?;
    said.said.push_str(&format!("; next {}", due_words(&copy, today, home)));
    if next.passed > 0 {
        said.said.push_str(&format!(", {} passed over", next.passed));
    }
    said.more.extend([("next", id.into()), ("passed_over", next.passed.into())]);
    Ok(said)
}

/// The day or the moment that `--next` names.
fn wanted(args: &Args<'_>, task: &Task) -> Result<Option<Due>> {
    let Some(text) = args.text("next") else { return Ok(None) };
    if task.repeat.is_none() {
        return Err(Error::at("next", format!("task {} does not repeat: there is no next", task.id)));
    }
    let context = args.context_of("next");
    let due = match Day::read(&text, &context) {
        // A task with a time of day keeps it.
        Ok(Day(day)) => task.due_at.map_or(Due::Day(day), |at| {
            let zone = zone_of(task, args.context.zone());
            Due::At(zone.read(day.and_time(zone.local(at).time())).compatible())
        }),
        Err(_) => Due::At(Time::read(&text, &context).map_err(|e| e.in_field("next"))?.0),
    };
    Ok(Some(due))
}

/// When a task is due.
#[derive(Clone, Copy)]
enum Due {
    Day(NaiveDate),
    At(Instant),
}

/// When a task comes back.
struct Next {
    due: Due,
    /// Its rule, which remembers what it is counted from.
    rule: String,
    /// How many times were over already.
    passed: i64,
}

/// The same task anew, without the day it is due.
fn follower(task: &Task, rule: String, now: Instant) -> Task {
    Task {
        id: 0,
        state: State::Open,
        created_at: now,
        closed_at: None,
        taken: None,
        external_id: None,
        follows: Some(task.id),
        checklist: crate::records::tasks::checklist::anew(&task.checklist),
        repeat: Some(rule),
        ..task.clone()
    }
}

fn due(task: &mut Task, due: Due, home: &Zone) {
    match due {
        Due::Day(day) => {
            (task.due_date, task.due_at, task.due_zone) = (Some(day), None, None);
        }
        Due::At(at) => {
            let zone = task.due_zone.take().unwrap_or_else(|| home.name().to_owned());
            (task.due_date, task.due_at, task.due_zone) = (None, Some(at), Some(zone));
        }
    }
}

/// The zone that a task's time of day is meant in.
fn zone_of(task: &Task, home: &Zone) -> Zone {
    task.due_zone.as_deref().and_then(Zone::get).unwrap_or_else(|| home.clone())
}

/// When a task comes back by its rule, or when it is wanted: the first time that is not over; nothing if there is none.
fn next(task: &Task, rule: &str, wanted: Option<Due>, now: Instant, home: &Zone) -> Result<Option<Next>> {
    let zone = zone_of(task, home);
    let left = |times: i64| match part(rule, "COUNT").and_then(|count| count.parse::<i64>().ok()) {
        Some(count) => with_part(rule, "COUNT", Some(&(count - times).max(1).to_string())),
        None => rule.to_owned(),
    };
    if let Some(due) = wanted {
        return Ok(Some(Next { due, rule: bare(&left(1)), passed: 0 }));
    }
    let from_done = task.repeat_from.as_deref() == Some("done");
    let at_home = if task.due_at.is_some() { &zone } else { home };
    let today = at_home.date(now);
    let from = match (task.due_at, task.due_date) {
        _ if from_done => Moment::Date(today),
        (Some(at), _) => Moment::in_zone(zone.local(at), &zone),
        (None, due) => Moment::Date(due.unwrap_or(today)),
    };
    let floor = if from.is_date() { at_home.start_of(today) } else { now };
    let Some((moment, passed)) = after(rule, &from, floor, at_home)? else { return Ok(None) };
    let due = match task.due_at {
        Some(at) if from_done => Due::At(zone.read(moment.date().and_time(zone.local(at).time())).compatible()),
        Some(_) => Due::At(moment.instant(&zone)),
        None => Due::Day(moment.date()),
    };
    // From the day it was done nothing is counted on: that day is the next one's only.
    let rule = if from_done { bare(&left(1)) } else { kept_for(&left(passed + 1), from.date(), moment.date()) };
    Ok(Some(Next { due, rule, passed }))
}

/// The first time after `from` that a rule gives and that begins at or after `floor`, and how many it passes over.
fn after(rule: &str, from: &Moment, floor: Instant, home: &Zone) -> Result<Option<(Moment, i64)>> {
    let count = part(rule, "COUNT").and_then(|count| count.parse::<usize>().ok()).unwrap_or(usize::MAX);
    if let Some(days) = unskipped(rule, from.date()) {
        let first = from.date();
        let time = |day: NaiveDate| from.moved_to(NaiveDateTime::new(day, from.wall().time()));
        let days = days.filter(|day| *day > first).take(count.saturating_sub(1));
        for (passed, day) in (0..).zip(days) {
            let moment = if from.is_date() { Moment::Date(day) } else { time(day) };
            if moment.instant(home) >= floor {
                return Ok(Some((moment, passed)));
            }
        }
        return Ok(None);
    }
    let mut master = blank(from.clone());
    master.repeat.rules = vec![whole_last_day(bare(rule), &master, home)];
    let series = Series { master: Some(master), overrides: Vec::new() };
    let start = from.instant(home);
    let over = if floor > start { expand(&series, home, start + 1, floor).occurrences } else { Vec::new() };
    let over = over.iter().filter(|o| start < o.start && o.start < floor).count();
    let floor = floor.max(start + 1);
    // Most rules come round within a year; a yearly one on 29 February needs eight.
    for years in [1, 9] {
        let found = expand(&series, home, floor, floor + years * 366 * 86_400);
        if let Some(next) = found.occurrences.iter().find(|o| o.start >= floor) {
            let moment = next.recurrence_id.clone().unwrap_or_else(|| from.moved_to(home.local(next.start)));
            return Ok(Some((moment, i64::try_from(over).unwrap_or(i64::MAX))));
        }
        if let Some(why) = found.refused {
            return Err(Error::at("every", why));
        }
    }
    Ok(None)
}

/// The first day of a rule that has no day to count from: today, or the first that suits it.
pub fn first_day(rule: &str, today: NaiveDate, home: &Zone) -> NaiveDate {
    if let Some(day) = unskipped(rule, today).and_then(|mut days| days.find(|day| *day >= today)) {
        return day;
    }
    let mut master = blank(Moment::Date(today));
    master.repeat.rules = vec![rule.to_owned()];
    begin(&mut master, home);
    master.start.date()
}
