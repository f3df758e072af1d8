//! When an event begins and ends: read, checked and in words.

use chrono::NaiveDate;

use crate::command::call::Args;
use crate::command::context::Context;
use crate::command::grammar::Toward;
use crate::command::grammar::clock::read_time;
use crate::command::input::{Day, Input, ZoneName};
use crate::domain::event::{Event, Moment, Series};
use crate::domain::recur::expand;
use crate::domain::time::{Instant, clock, day_text, plus_days};
use crate::domain::zone::Zone;
use crate::error::{Error, Result};

/// A moment typed for `--start` or `--end`, in the zone of `--zone`.
pub(super) fn moment_of(args: &Args<'_>, name: &'static str) -> Result<Option<Moment>> {
    let Some(text) = args.text(name) else { return Ok(None) };
    let zone = args.get::<ZoneName>("zone")?.map(|z| z.0);
    moment(&text, zone.as_ref(), &args.context_of(name)).map_err(|e| e.in_field(name)).map(Some)
}

/// A day, or a time in a zone.
pub fn moment(text: &str, zone: Option<&Zone>, context: &Context<'_>) -> Result<Moment> {
    if let Ok(day) = Day::read(text, context) {
        return Ok(Moment::Date(day.0));
    }
    let zone = zone.unwrap_or(context.zone());
    Ok(Moment::in_zone(zone.local(time_in(text, zone, context)?), zone))
}

/// The end of what begins at `start` and of which no end is known: an hour on, or the next day.
pub fn after_usual(start: &Moment) -> Moment {
    start.moved_to(start.wall() + chrono::TimeDelta::hours(if start.is_date() { 24 } else { 1 }))
}

/// The end that moves along when the start is another: as long after it as before.
pub fn moved_end(first: &Moment, last: &Moment, start: &Moment) -> Moment {
    if start.is_date() == first.is_date() {
        start.moved_to(start.wall() + (last.wall() - first.wall()))
    } else {
        after_usual(start)
    }
}

/// The end of an all-day event is typed as its last day and kept as the day after.
pub fn inclusive(end: Moment) -> Moment {
    match end {
        Moment::Date(last) => Moment::Date(plus_days(last, 1)),
        timed @ Moment::Local { .. } => timed,
    }
}

pub(super) fn check_order(start: &Moment, end: &Moment, home: &Zone) -> Result<()> {
    if start.is_date() != end.is_date() {
        return Err(Error::at("end", "must be a day where the start is a day, and a time where it is a time"));
    }
    if end.instant(home) < start.instant(home) {
        return Err(Error::at("end", "is before the start"));
    }
    Ok(())
}

pub(super) fn check_rule(event: &Event, home: &Zone) -> Result<()> {
    if event.repeat.is_empty() {
        return Ok(());
    }
    let start = event.start.instant(home);
    let series = Series { master: Some(event.clone()), overrides: Vec::new() };
    match expand(&series, home, start, start + 400 * 86_400).refused {
        Some(why) => Err(Error::at("repeat", why)),
        None => Ok(()),
    }
}

/// A day and a time as the schedule shows them: at home.
pub(super) fn moment_text(moment: &Moment, home: &Zone, today: NaiveDate) -> String {
    match moment {
        Moment::Date(date) => day_text(*date, today),
        timed @ Moment::Local { .. } => {
            let local = home.local(timed.instant(home));
            format!("{} {}", day_text(local.date(), today), clock(local.time()))
        }
    }
}

/// When an event takes place: `Tue 23 Jun 09:15–10:00`, without the day where that was just said.
pub fn span_text(event: &Event, home: &Zone, today: NaiveDate, but_for: Option<&Moment>) -> String {
    if event.is_all_day() {
        let from = moment_text(&event.start, home, today);
        let last = plus_days(event.end.date(), -1);
        return if last <= event.start.date() { from } else { format!("{from} to {}", day_text(last, today)) };
    }
    let (start, end) = (event.start.instant(home), event.end.instant(home));
    let whole = hours_text(start, end, home, today);
    let said = but_for.filter(|at| !at.is_date()).map(|at| home.date(at.instant(home)));
    if said != Some(home.date(start)) {
        return whole;
    }
    let day = format!("{} ", day_text(home.date(start), today));
    whole.strip_prefix(&day).unwrap_or(&whole).to_owned()
}

/// `Fri 24 Jul 16:00–17:00`, with the day of the end where it is another.
pub(super) fn hours_text(start: Instant, end: Instant, zone: &Zone, today: NaiveDate) -> String {
    let (from, to) = (zone.local(start), zone.local(end));
    let until = if from.date() == to.date() { String::new() } else { format!("{} ", day_text(to.date(), today)) };
    format!("{} {}–{until}{}", day_text(from.date(), today), clock(from.time()), clock(to.time()))
}

/// Reads a time in a zone.
pub(crate) fn time_in(text: &str, zone: &Zone, context: &Context<'_>) -> Result<Instant> {
    if text.trim().is_empty() {
        return Err(Error::problem("is empty: say a day or a time"));
    }
    read_time(text, &context.moment_in(zone), Toward::Future)
}
