//! `report load`: whether the next days hold what is in them: meetings, and what tasks still need, spread over the workdays
//! until they are due.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::json;

use crate::command::call::Args;
use crate::domain::free::{Interval, united};
use crate::domain::period::Period;
use crate::domain::time::{day_text, hours_minutes, plus_days};
use crate::error::Result;
use crate::records::off::capacity::Capacity;
use crate::records::reports::asked::Asked;
use crate::records::reports::figures::{FigureRow, Figures};
use crate::store::Task;

/// Days that are looked at, today the first.
const DAYS: i64 = 14;
/// Days behind them over which what is due later is spread at most.
const LATER: i64 = 3660;
/// Tasks that are named where they are not spread.
const NAMED: usize = 3;

/// What is in a day.
#[derive(Clone, Copy, Debug, Default)]
struct Day {
    capacity: i64,
    meetings: i64,
    tasks: i64,
}

impl Day {
    /// Seconds that do not fit.
    fn over(&self) -> i64 {
        (self.meetings + self.tasks - self.capacity).max(0)
    }
}

/// Shares seconds out over days: the same for each, and what is left over a second each to the first of them.
fn spread(seconds: i64, days: usize) -> impl Iterator<Item = i64> {
    let days = i64::try_from(days).unwrap_or(1).max(1);
    (0..days).map(move |n| seconds / days + i64::from(n < seconds % days))
}

/// The report.
pub fn report(args: &Args<'_>) -> Result<Figures> {
    let (context, today) = (&args.context, args.context.today());
    let last = plus_days(today, DAYS - 1);
    let asked = Asked::of_days(args, Period::of(today, last), "load", "the next 14 days")?;
    let zone = context.zone();
    let capacity = Capacity::of(context, today, plus_days(last, LATER))?;
    let now = zone.local(context.now).time();
    let client = asked.client_id();
    let mut days: BTreeMap<NaiveDate, Day> = today
        .iter_days()
        .take_while(|day| *day <= last)
        .map(|day| {
            let left = if day == today { capacity.left_on(day, now) } else { capacity.on(day) };
            (day, Day { capacity: left, ..Day::default() })
        })
        .collect();
    let (start, end) = (context.now, zone.start_of(plus_days(last, 1)));
    let (found, mut unexpanded) = context.db.occurrences(start, end, context.setting)?;
    unexpanded.retain(|series| client.is_none_or(|client| series.client == Some(client)));
    let mut taken = Vec::new();
    for at in found.iter().filter(|at| at.all_day.is_none() && at.event.is_on(&context.setting.emails)) {
        if client.is_none_or(|client| at.client == Some(client)) && !at.event.event()?.transparent {
            taken.push(Interval { start: at.start.max(start), end: at.end.min(end) });
        }
    }
    let taken = united(taken);
    for (day, held) in &mut days {
        let (from, to) = (zone.start_of(*day), zone.start_of(plus_days(*day, 1)));
        held.meetings = taken.iter().map(|span| (span.end.min(to) - span.start.max(from)).max(0)).sum();
    }
    let mut endless: Vec<String> = Vec::new();
    let mut unspread = 0;
    for (task, spent) in context.db.open_tasks_spent()? {
        let left = task.estimate.unwrap_or(0) * 60 - spent;
        if left <= 0 || client.is_some_and(|client| task.client != Some(client)) {
            continue;
        }
        let Some(due) = task.due_date.or_else(|| task.due_at.map(|at| zone.date(at))) else {
            endless.push(task.title.clone());
            unspread += left;
            continue;
        };
        let over = workdays(&task, due, today, &capacity);
        for (day, seconds) in over.iter().zip(spread(left, over.len())) {
            if let Some(held) = days.get_mut(day) {
                held.tasks += seconds;
            }
        }
    }
    let head = vec!["day", ">in it", ">meetings", ">tasks", ">capacity", ">too much"];
    let mut figures = Figures::of(&asked, asked.title("load", today), head);
    // A bar is as long as the fullest day or the longest of the working days.
    figures.full = days.values().map(|held| held.capacity).max().unwrap_or(0);
    let mut whole = Day::default();
    for (day, held) in &days {
        whole.capacity += held.capacity;
        whole.meetings += held.meetings;
        whole.tasks += held.tasks;
        figures.rows.push(row(Some((*day, today)), held, held.over()));
    }
    let too_much: i64 = days.values().map(Day::over).sum();
    figures.totals.push(row(None, &whole, too_much));
    let full: Vec<String> = days
        .iter()
        .filter(|(_, held)| held.over() >= 60)
        .map(|(day, held)| format!("{} ({} h too much)", day_text(*day, today), hours_minutes(held.over() / 60)))
        .collect();
    figures.notes.push(if full.is_empty() {
        "all of it fits".to_owned()
    } else {
        format!("does not fit: {}", full.join(", "))
    });
    if !endless.is_empty() {
        let more = endless.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        endless.truncate(NAMED);
        let (hours, titles) = (hours_minutes(unspread / 60), endless.join(", "));
        figures.notes.push(format!("{hours} h are due on no day, and in none of these: {titles}{more}"));
    }
    if !unexpanded.is_empty() {
        figures.notes.push(format!("{} series could not be looked at to the end (agenda says why)", unexpanded.len()));
    }
    Ok(figures)
}

/// The workdays over which a task is spread: from today, or the day until which it waits, through the one on which it is due;
/// where there is none, the first day that there is.
fn workdays(task: &Task, due: NaiveDate, today: NaiveDate, capacity: &Capacity) -> Vec<NaiveDate> {
    let begins = task.wait_until.map_or(today, |wait| wait.max(today)).min(due.max(today));
    let limit = due.min(plus_days(today, LATER));
    let days: Vec<NaiveDate> =
        begins.iter_days().take_while(|day| *day <= limit).filter(|day| capacity.on(*day) > 0).collect();
    if days.is_empty() { vec![begins] } else { days }
}

fn row(day: Option<(NaiveDate, NaiveDate)>, held: &Day, over: i64) -> FigureRow {
    let hours = |seconds: i64| if seconds < 60 { String::new() } else { hours_minutes(seconds / 60) };
    let cells = vec![
        day.map_or_else(|| "total".to_owned(), |(day, today)| day_text(day, today)),
        hours_minutes((held.meetings + held.tasks) / 60),
        hours(held.meetings),
        hours(held.tasks),
        hours_minutes(held.capacity / 60),
        hours(over),
    ];
    let mut json = json!({
        "seconds": held.meetings + held.tasks,
        "meeting_seconds": held.meetings,
        "task_seconds": held.tasks,
        "capacity_seconds": held.capacity,
        "over_seconds": over,
    });
    if let Some((day, _)) = day {
        json["date"] = json!(day.to_string());
    }
    FigureRow { cells, bar: day.map(|_| (String::new(), held.meetings + held.tasks)), json }
}
