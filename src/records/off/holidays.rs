//! Days off from calendars of holidays: each of their events of whole days is one.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::command::call::Args;
use crate::command::report::Done;
use crate::domain::event::{Series, Status};
use crate::domain::recur::expand;
use crate::domain::text::clean_line;
use crate::domain::time::plus_days;
use crate::error::{Doing, Error, Result};
use crate::formats::ical;
use crate::records::import::{FileName, called, open};
use crate::store::{DayOff, Tx};

/// Days before today and behind it in which what repeats is looked for.
const BACK: i64 = 366;
const AHEAD: i64 = 3 * 366;

/// What became of a file's events.
#[derive(Default)]
struct Taken {
    added: i64,
    known: i64,
    timed: i64,
    problems: Vec<String>,
}

/// Has the whole-day events of calendars be days off; what is off already stays as it is.
pub fn import(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    for field in ["calendar", "client"] {
        if args.text(field).is_some() {
            return Err(Error::at(field, "has nothing to do with holidays: they become days off"));
        }
    }
    let files = args.many::<FileName>("file")?;
    let mut taken = Taken::default();
    for file in &files {
        let place = file.0.display();
        let bytes = ical::gather(open(&file.0)?).doing(&format!("reading {place}"))?;
        let read = ical::read(&bytes);
        if read.events.is_empty() && !ical::is_calendar(&bytes) {
            return Err(Error::problem(format!("{place} is no calendar: it has no BEGIN:VCALENDAR")));
        }
        taken.problems.extend(read.problems.iter().map(|p| format!("{place}:{}: {}", p.line, p.what)));
        for series in Series::group(read.events) {
            one(tx, args, &series, &mut taken)?;
        }
    }
    let what = match files.as_slice() {
        [one] => called(&one.0),
        many => format!("{} calendars", many.len()),
    };
    let mut done = Done::said(format!("days off from {what}: added {}, already off {}", taken.added, taken.known));
    if taken.timed > 0 {
        let events = if taken.timed == 1 {
            "1 event with clock times is".to_owned()
        } else {
            format!("{} events with clock times are", taken.timed)
        };
        taken.problems.push(format!("{events} no day off"));
    }
    done.more.extend([("added", json!(taken.added)), ("unchanged", json!(taken.known))]);
    done.more.push(("problems", Value::from(taken.problems.clone())));
    done.notes = taken.problems;
    Ok(done)
}

/// The days of an event, or of each of a series.
fn one(tx: &Tx<'_>, args: &Args<'_>, series: &Series, taken: &mut Taken) -> Result<()> {
    let (today, zone) = (args.context.today(), args.context.zone());
    let (from, to) = match &series.master {
        Some(master) if master.is_recurring() => (plus_days(today, -BACK), plus_days(today, AHEAD)),
        _ => (NaiveDate::MIN, NaiveDate::MAX),
    };
    let bound = |day: NaiveDate| zone.start_of(day.clamp(FIRST, LAST));
    let found = expand(series, zone, bound(from), bound(to));
    taken.problems.extend(found.refused);
    for at in found.occurrences {
        match at.all_day {
            _ if at.status == Status::Cancelled => {}
            None => taken.timed += 1,
            Some((first, beyond)) => add(tx, (first, plus_days(beyond, -1)), &at.title, taken)?,
        }
    }
    Ok(())
}

/// The days that any calendar has.
const FIRST: NaiveDate = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap();
const LAST: NaiveDate = NaiveDate::from_ymd_opt(2199, 12, 31).unwrap();

/// Has those of some days be off that are not yet.
fn add(tx: &Tx<'_>, (first, last): (NaiveDate, NaiveDate), why: &str, taken: &mut Taken) -> Result<()> {
    let (first, last) = (first.max(FIRST), last.min(LAST));
    let known = tx.days_off(Some(first), Some(last))?;
    let is_off = |day: &NaiveDate| known.iter().any(|off| off.first_day <= *day && *day <= off.last_day);
    let days: Vec<NaiveDate> = first.iter_days().take_while(|day| *day <= last).filter(|day| !is_off(day)).collect();
    taken.known += i64::from(days.is_empty());
    for stretch in days.chunk_by(|a, b| plus_days(*a, 1) == *b) {
        if let (Some(first_day), Some(last_day)) = (stretch.first(), stretch.last()) {
            let why = clean_line(why).into_owned();
            tx.insert(&DayOff { id: 0, first_day: *first_day, last_day: *last_day, why })?;
            taken.added += 1;
        }
    }
    Ok(())
}
