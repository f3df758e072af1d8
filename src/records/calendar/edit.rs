//! Events are changed: one alone, a series as a whole, or one occurrence of it.

use crate::command::call::Args;
use crate::command::context::Context;
use crate::command::field::is_none;
use crate::command::grammar::clock::write_time;
use crate::command::grammar::date::write_date;
use crate::command::grammar::lead::in_order;
use crate::command::input::{Day, Input, Leads, Minutes, Text, Title, ZoneName};
use crate::command::report::Done;
use crate::domain::event::{Alarm, Event, Moment, Trigger, check_link};
use crate::domain::link::unwrapped;
use crate::domain::series::seat;
use crate::domain::time::plus_days;
use crate::domain::zone::Zone;
use crate::error::{Error, Result};
use crate::records::calendar::change::change as apply;
use crate::records::calendar::moments::{check_order, inclusive, moved_end, time_in};
use crate::records::calendar::target::{Target, With};
use crate::records::clients::live::check_live;
use crate::records::names::{ClientName, EventId};
use crate::records::series::Every;
use crate::store::Tx;

/// Changes an event, or of a series one occurrence, that and all that follow, or all.
pub fn edit(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let target = Target::of(args, args.need::<EventId>("id")?.0)?;
    let typed = args.text("start").is_some();
    apply(&target, tx, args, |event| change(args, event), client(args)?.as_ref(), rule(args)?, typed)
}

/// Moves the start, the end or both by an amount, on the event's own clock.
pub fn shift(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let target = Target::of(args, args.need::<EventId>("id")?.0)?;
    let amount = |name| Ok::<_, Error>(args.get::<Minutes>(name)?.map(|m| m.0));
    let (start, end) = (amount("start")?, amount("end")?);
    if start.is_none() && end.is_none() {
        return Err(Error::problem("say what moves: --start -15m, --end +15m or both"));
    }
    let home = args.context.zone();
    let by = |event: &mut Event| {
        if event.is_all_day() {
            return Err(Error::problem("it lasts whole days: give it other days with 'event edit'"));
        }
        let moved = |moment: &Moment, minutes: Option<i64>| {
            moment.moved_to(moment.wall() + chrono::TimeDelta::minutes(minutes.unwrap_or(0)))
        };
        let (from, to) = (moved(&event.start, start), moved(&event.end, end));
        if start == end {
            seat(event, from, home);
            return Ok(());
        }
        if to.instant(home) <= from.instant(home) {
            let moved = if end.is_some() { "end" } else { "start" };
            return Err(Error::at(moved, "leaves nothing of the event: delete it instead"));
        }
        event.duration = None;
        (event.start, event.end) = (from, to);
        Ok(())
    };
    apply(&target, tx, args, by, None, None, false)
}

/// The client that the call says, if it says anything of it.
fn client(args: &Args<'_>) -> Result<Option<With>> {
    let client = args.or_none::<ClientName>("client")?;
    if let Some(Some(ClientName(client))) = &client {
        check_live(client)?;
    }
    Ok(client.map(|client| With(client.map(|c| c.0.id))))
}

/// The rules that the call says, if it says anything of them.
fn rule(args: &Args<'_>) -> Result<Option<Vec<String>>> {
    Ok(args.or_none::<Every>("repeat")?.map(|rule| rule.map(|r| r.0).into_iter().collect()))
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
    if let Some(leads) = leads(args)?
        && self::lead(event).as_ref() != Some(&leads)
    {
        event.alarms = Some(alarms(&leads));
    }
    change_times(args, event)
}

fn change_times(args: &Args<'_>, event: &mut Event) -> Result<()> {
    let home = args.context.zone();
    let zone = args.get::<ZoneName>("zone")?.map(|z| z.0);
    let (first, last) = (event.start.clone(), event.end.clone());
    // A zone alone says that the times shown are meant in it.
    let alone = zone.is_some() && args.text("start").is_none();
    let start = if alone { Some(start_word(&first, home)) } else { args.text("start") };
    let end = if alone { args.text("end").or_else(|| Some(end_word(&last, home))) } else { args.text("end") };
    if let Some(text) = start {
        let start = typed(&text, "start", &first, zone.as_ref(), &args.context_of("start"))?;
        if start != first {
            // Moving the start moves the end along, as a hand on a paper calendar would.
            event.end = moved_end(&first, &last, &start);
            event.start = start;
        }
    }
    if let Some(text) = end {
        event.end = match typed(&text, "end", &last, zone.as_ref(), &args.context_of("end"))? {
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

/// How long before the start its reminders are, in seconds, the longest first; `None` if no such list says it.
pub fn lead(event: &Event) -> Option<Vec<i64>> {
    let before = |alarm: &Alarm| match alarm {
        Alarm { trigger: Trigger::BeforeStart(seconds), repeat: 0, .. } => Some(*seconds),
        _ => None,
    };
    event.alarms.as_deref()?.iter().map(before).collect::<Option<_>>().map(in_order)
}

/// The reminders that a call says, if it says anything of them.
pub(crate) fn leads(args: &Args<'_>) -> Result<Option<Vec<i64>>> {
    let Some(typed) = args.many_or_none::<Leads>("remind")? else { return Ok(None) };
    Ok(Some(in_order(typed.into_iter().flat_map(|leads| leads.0).collect())))
}

/// The reminders of an event, so long before its start.
pub(crate) fn alarms(leads: &[i64]) -> Vec<Alarm> {
    let alarm = |seconds: &i64| Alarm { trigger: Trigger::BeforeStart(*seconds), repeat: 0, every: 0, seen: None };
    leads.iter().map(alarm).collect()
}

/// A link given, or found in the place of the meeting.
pub fn link(args: &Args<'_>, location: &str) -> Result<Option<String>> {
    let given = args.get::<Text>("url")?.map(|t| t.0);
    let found = location.split_whitespace().find(|word| check_link(word).is_ok()).map(str::to_owned);
    match given {
        Some(url) if url.is_empty() || url == "none" => Ok(None),
        Some(url) => check_link(&url).map_err(|what| Error::at("url", what)).map(|()| Some(unwrapped(&url))),
        None => Ok(found.as_deref().map(unwrapped)),
    }
}
