//! Events are changed: one alone, a series as a whole, or one occurrence of it.

use super::{check_order, check_rule, inclusive, link, moment_text, whole_series_only};
use crate::app::action::is_none;
use crate::app::call::Args;
use crate::app::context::Context;
use crate::app::grammar::clock::{read_time, write_time};
use crate::app::grammar::date::write_date;
use crate::app::grammar::{Now, Toward};
use crate::app::input::{ClientName, Day, EventId, Input, Least, Scope, Text, Time, Title, ZoneName};
use crate::app::report::Done;
use crate::app::tasks::Every;
use crate::domain::event::{Alarm, Event, Moment, Recurrence, Repeat, Trigger};
use crate::domain::recur::expand;
use crate::domain::time::{Instant, plus_days};
use crate::domain::zone::Zone;
use crate::error::{Error, Result};
use crate::store::{EventRow, Tx};

/// Changes an event, a series as a whole, or one occurrence of it.
pub fn edit(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let row = args.need::<EventId>("id")?.0;
    if row.recurs && args.text("occurrence").is_some() && args.get::<Scope>("scope")?.is_none_or(|s| s.0 == "this") {
        return edit_occurrence(tx, args, &row);
    }
    whole_series_only(args)?;
    let old = row.event()?;
    let mut event = old.clone();
    change(args, &mut event)?;
    let client = client(args, row.client)?;
    let said = format!("changed {}: {}", event.title, moment_text(&event.start));
    if event != old || client != row.client {
        check_rule(&event, &tx.setting().zone)?;
        event.sequence += 1;
        tx.update(&EventRow { id: row.id, ..EventRow::of(event, row.calendar, client)? })?;
    }
    Ok(Done::new(said, row.id))
}

/// The client as the call says, or as it was.
fn client(args: &Args<'_>, old: Option<i64>) -> Result<Option<i64>> {
    Ok(args.or_none::<ClientName>("client")?.map_or(old, |client| client.map(|c| c.0.id)))
}

fn change(args: &Args<'_>, event: &mut Event) -> Result<()> {
    if let Some(title) = args.get::<Title>("title")? {
        Text(title.0).put(&mut event.title);
    }
    if let Some(location) = args.get::<Text>("location")? {
        if is_none(&location.0) { event.location.clear() } else { location.put(&mut event.location) }
    }
    if args.text("url").is_some_and(|url| Some(url.trim()) != event.url.as_deref()) {
        event.url = link(args, "")?;
    }
    if let Some(note) = args.get::<Text>("note")? {
        note.put(&mut event.description);
    }
    if let Some(lead) = args.or_none::<Least>("remind")? {
        let lead = lead.map(|m| m.0 * 60);
        if event.alarms.is_none() || lead != self::lead(event).flatten() {
            event.alarms = Some(alarms(lead));
        }
    }
    if let Some(rule) = args.or_none::<Every>("repeat")? {
        let rule = rule.map(|r| r.0);
        if rule.is_some() && event.recurrence.is_some() {
            return Err(Error::at("repeat", "belongs to the series: change that as a whole, without --occurrence"));
        }
        let same = |old: &String| rule.as_ref().is_some_and(|r| r.eq_ignore_ascii_case(old));
        if event.repeat.rules.len() != 1 || !event.repeat.rules.iter().all(same) {
            event.repeat.rules = rule.into_iter().collect();
        }
    }
    change_times(args, event)
}

fn change_times(args: &Args<'_>, event: &mut Event) -> Result<()> {
    let home = args.context.zone();
    let zone = args.get::<ZoneName>("zone")?.map(|z| z.0);
    let (first, last) = (event.start.clone(), event.end.clone());
    let lasts = last.wall() - first.wall();
    // A zone alone says that the times shown are meant in it.
    let alone = zone.is_some() && args.text("start").is_none();
    let start = if alone { Some(start_word(&first, home)) } else { args.text("start") };
    let end = if alone { args.text("end").or_else(|| Some(end_word(&last, home))) } else { args.text("end") };
    if let Some(text) = start {
        let start = typed(&text, "start", &first, zone.as_ref(), &args.context)?;
        if start != first {
            // Moving the start moves the end along, as a hand on a paper calendar would.
            event.end = if start.is_date() == first.is_date() {
                start.moved_to(start.wall() + lasts)
            } else {
                start.moved_to(start.wall() + chrono::TimeDelta::hours(if start.is_date() { 24 } else { 1 }))
            };
            event.start = start;
        }
    }
    if let Some(text) = end {
        event.end = match typed(&text, "end", &last, zone.as_ref(), &args.context)? {
            date @ Moment::Date(_) => inclusive(date),
            time @ Moment::Local { .. } => time,
        };
    }
    if (&event.start, &event.end) == (&first, &last) {
        return Ok(());
    }
    event.duration = None;
    check_order(&event.start, &event.end, home)
}

/// A moment typed in the place of another: a time keeps the zone that the old one is kept in, unless one is named.
fn typed(text: &str, field: &'static str, old: &Moment, zone: Option<&Zone>, context: &Context<'_>) -> Result<Moment> {
    if let Ok(day) = Day::read(text, context) {
        return Ok(Moment::Date(day.0));
    }
    let home = context.zone();
    let at = time_in(text, zone.unwrap_or(home), context).map_err(|e| e.in_field(field))?;
    let kept = match (zone, old) {
        (Some(zone), Moment::Local { zone: Some(name), .. }) if name != zone.name() => None,
        (_, Moment::Local { .. }) => Some(old),
        (_, Moment::Date(_)) => None,
    };
    Ok(match kept {
        Some(old) if old.instant(home) == at => old.clone(),
        Some(old) => old.moved_to(old.zone(home).local(at)),
        None => {
            let zone = zone.unwrap_or(home);
            Moment::in_zone(zone.local(at), zone)
        }
    })
}

/// Reads a time in a zone.
pub(super) fn time_in(text: &str, zone: &Zone, context: &Context<'_>) -> Result<Instant> {
    if text.trim().is_empty() {
        return Err(Error::problem("is empty: say a day or a time"));
    }
    read_time(text, &Now { at: context.now, zone: zone.clone() }, Toward::Future)
}

/// A start as it would be typed at home.
pub fn start_word(start: &Moment, home: &Zone) -> String {
    match start {
        Moment::Date(date) => write_date(*date),
        timed @ Moment::Local { .. } => write_time(timed.instant(home), home),
    }
}

/// An end as it would be typed at home; of whole days, the last.
pub fn end_word(end: &Moment, home: &Zone) -> String {
    match end {
        Moment::Date(after) => write_date(plus_days(*after, -1)),
        timed @ Moment::Local { .. } => start_word(timed, home),
    }
}

/// How long before the start a reminder is, in seconds: `None` if that is no one number, `Some(None)` if there is none.
pub fn lead(event: &Event) -> Option<Option<i64>> {
    match event.alarms.as_deref()? {
        [] => Some(None),
        [Alarm { trigger: Trigger::BeforeStart(seconds), repeat: 0, .. }] => Some(Some(*seconds)),
        _ => None,
    }
}

/// The reminders of an event with one, so long before its start, or none.
pub(super) fn alarms(lead: Option<i64>) -> Vec<Alarm> {
    lead.map(|seconds| Alarm { trigger: Trigger::BeforeStart(seconds), repeat: 0, every: 0 }).into_iter().collect()
}

/// The start of the occurrence that a word names, as its series writes it.
pub(super) fn named(context: &Context<'_>, row: &EventRow, text: &str) -> Result<Moment> {
    let home = context.zone();
    let series = context.db.series_of(row.calendar, &row.uid)?.series()?;
    let timed = series.master.as_ref().is_some_and(|m| !m.start.is_date());
    let (from, to) = match text.parse::<Moment>() {
        // A day names what begins on it, at whatever time.
        Ok(moment) if !(timed && moment.is_date()) => (moment.instant(home), moment.instant(home) + 1),
        _ => match Day::read(text, context) {
            Ok(day) => (home.start_of(day.0), home.start_of(plus_days(day.0, 1))),
            Err(_) => {
                let at = Time::read(text, context).map_err(|e| e.in_field("occurrence"))?.0;
                (at, at + 1)
            }
        },
    };
    let found = expand(&series, home, from, to).occurrences;
    let found: Vec<_> = found.into_iter().filter(|o| o.start >= from && o.start < to).collect();
    match found.as_slice() {
        [one] => one.recurrence_id.clone().ok_or_else(|| Error::at("occurrence", "does not repeat: leave it out")),
        [] => Err(Error::at("occurrence", format!("'{text}' is none of its occurrences: 'agenda' shows them"))),
        _ => Err(Error::at("occurrence", format!("'{text}' fits {} of them: add the time", found.len()))),
    }
}

/// One occurrence of a series: where it stands in it, its row if it has one of its own, and what it is.
pub fn occurrence(context: &Context<'_>, row: &EventRow, text: &str) -> Result<(Moment, Option<EventRow>, Event)> {
    let at = named(context, row, text)?;
    let known = context.db.event_by_uid(row.calendar, &row.uid, &at.to_string())?;
    let event = match &known {
        Some(own) => own.event()?,
        None => {
            let master = row.event()?;
            let lasts = master.end.wall() - master.start.wall();
            Event {
                start: at.clone(),
                end: at.moved_to(at.wall() + lasts),
                recurrence: Some(Recurrence { at: at.clone(), following: false }),
                repeat: Repeat::default(),
                component: String::new(),
                ..master
            }
        }
    };
    Ok((at, known, event))
}

fn edit_occurrence(tx: &Tx<'_>, args: &Args<'_>, row: &EventRow) -> Result<Done> {
    let (at, known, old) = occurrence(&args.context, row, &args.text("occurrence").unwrap_or_default())?;
    let mut event = old.clone();
    change(args, &mut event)?;
    let of = known.as_ref().map_or(row.client, |k| k.client);
    let client = client(args, of)?;
    let said = format!("changed {} on {} only", event.title, moment_text(&at));
    if event == old && client == of {
        return Ok(Done::new(said, known.map_or(row.id, |k| k.id)));
    }
    event.sequence += 1;
    let mut new = EventRow::of(event, row.calendar, client)?;
    let id = match known {
        Some(old) => {
            new.id = old.id;
            tx.update(&new)?;
            old.id
        }
        None => tx.insert(&new)?,
    };
    Ok(Done::new(said, id))
}
