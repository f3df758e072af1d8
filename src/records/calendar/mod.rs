//! Events: added in a line or by options, edited, deleted.

pub mod agenda;
pub mod called;
mod clash;
pub mod components;
mod edit;
pub mod event;
pub mod explain;
pub mod export;
pub mod free;
pub mod ics;
pub mod relative;
mod remove;
mod save;
mod short;
pub mod subscribe;
mod target;
pub mod words;

pub use self::clash::clashes;
pub use self::edit::{edit, end_word, lead, shift, start_word};
pub use self::remove::{remove, restore};
pub use self::short::left_out;
pub use self::target::{Reach, Target, occurrence};

use chrono::NaiveDate;

use crate::command::call::Args;
use crate::command::context::Context;
use crate::command::grammar::event_line::{EventLine, When};
use crate::command::input::{Day, Input, Leads, Text, ZoneName};
use crate::command::report::Done;
use crate::domain::event::{Event, Moment, Series, check_link};
use crate::domain::recur::expand;
use crate::domain::series;
use crate::domain::time::{Instant, clock, day_text, plus_days};
use crate::domain::zone::Zone;
use crate::error::{Error, Result};
use crate::records::calendar::called::CalendarName;
use crate::records::names::ClientName;
use crate::records::series::{blank, whole_last_day};
use crate::records::tasks::{Every, Known, often};
use crate::records::time::timer::check_live;
use crate::store::{Calendar, Client, EventRow, Tx};

/// The calendar that events typed here go to.
const OWN: &str = "vadash";

/// A whole event in one line.
pub struct EventText(pub EventLine);

impl Input for EventText {
    const LIKE: &'static str = "acme kickoff call tomorrow 15:00-15:45 @Zoom";

    fn read(text: &str, context: &Context<'_>) -> Result<Self> {
        let line = EventLine::read(text, &context.moment(), &Known::of_call(context)?)?;
        // A call that gives the start by an option needs none in its line.
        let elsewhere = context.has("start") || context.has("end");
        if line.when.is_none() && !elsewhere { Err(EventLine::untimed()) } else { Ok(Self(line)) }
    }

    fn echo(&self, context: &Context<'_>) -> String {
        let line = &self.0;
        let mut parts = vec![line.title.clone()];
        match &line.client {
            Some(client) => parts.push(format!("with {client}")),
            None if context.has("client") => {}
            None => parts.push("no client".to_owned()),
        }
        parts.extend(line.when.as_ref().map(|when| when_text(when, context)));
        parts.extend(line.location.as_ref().map(|l| format!("at {l}")));
        parts.extend(line.repeat.as_ref().map(|r| format!("every {}", crate::command::grammar::repeat::write_rule(r))));
        parts.extend(line.remind.as_ref().map(|leads| Leads(leads.clone()).echo(context)));
        parts.join(" · ")
    }

    fn suggest(typed: &str, context: &Context<'_>) -> Vec<crate::command::input::Hint> {
        crate::records::tasks::word_hints(typed, context)
    }
}

fn when_text(when: &When, context: &Context<'_>) -> String {
    let (zone, today) = (context.zone(), context.today());
    match when {
        When::AllDay { from, to } if plus_days(*from, 1) == *to => format!("{} all day", day_text(*from, today)),
        When::AllDay { from, to } => format!("{} to {}", day_text(*from, today), day_text(plus_days(*to, -1), today)),
        When::Timed { start, end } => hours_text(*start, *end, zone, today),
    }
}

/// `Fri 24 Jul 16:00–17:00`, with the day of the end where it is another.
fn hours_text(start: Instant, end: Instant, zone: &Zone, today: NaiveDate) -> String {
    let (from, to) = (zone.local(start), zone.local(end));
    let until = if from.date() == to.date() { String::new() } else { format!("{} ", day_text(to.date(), today)) };
    format!("{} {}–{until}{}", day_text(from.date(), today), clock(from.time()), clock(to.time()))
}

/// The calendar of events typed here, made when the first is.
fn own_calendar(tx: &Tx<'_>) -> Result<i64> {
    match tx.calendar_by_name(OWN)? {
        Some(calendar) => Ok(calendar.id),
        None => tx.insert(&Calendar { id: 0, name: OWN.to_owned(), client: None }),
    }
}

/// Adds an event from its line, or from options.
pub fn add(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let home = &tx.setting().zone;
    let line = args.get::<EventText>("text")?.map(|t| t.0);
    let title = args.get::<Text>("title")?.map(|t| t.0).or(line.as_ref().map(|l| l.title.clone()));
    let title = title
        .filter(|t| !t.is_empty())
        .ok_or_else(|| Error::problem("an event needs a title and a time: 'call tomorrow 15:00-15:45'"))?;
    let by_line = line.as_ref().and_then(|l| l.when).map(|when| match when {
        When::Timed { start, end } => {
            (Moment::in_zone(home.local(start), home), Moment::in_zone(home.local(end), home))
        }
        When::AllDay { from, to } => (Moment::Date(from), Moment::Date(to)),
    });
    let (start, end) = match (by_line, moment_of(args, "start")?) {
        (Some((first, last)), Some(start)) => {
            let end = moved_end(&first, &last, &start);
            (start, end)
        }
        (Some(both), None) => both,
        (None, Some(start)) => {
            let hour = after_usual(&start);
            (start, hour)
        }
        (None, None) => return Err(Error::at("start", "is missing: say when it begins")),
    };
    let end = moment_of(args, "end")?.map_or(end, inclusive);
    check_order(&start, &end, home)?;
    let client = match args.or_none::<ClientName>("client")? {
        Some(client) => client.map(|c| c.0),
        None => {
            line.as_ref().and_then(|l| l.client.as_deref()).map(|code| tx.client_by_code(code)).transpose()?.flatten()
        }
    };
    client.as_ref().map_or(Ok(()), check_live)?;
    let rule = match args.or_none::<Every>("repeat")? {
        Some(rule) => rule.map(|r| r.0),
        None => line.as_ref().and_then(|l| l.repeat.clone()),
    };
    let leads = edit::leads(args)?.or_else(|| line.as_ref().and_then(|l| l.remind.clone()));
    let location = args.get::<Text>("location")?.map(|t| t.0).or(line.and_then(|l| l.location)).unwrap_or_default();
    let calendar = own_calendar(tx)?;
    let mut event = Event {
        uid: new_uid(tx, calendar, &title)?,
        title,
        end,
        url: link(args, &location)?,
        location,
        description: args.get::<Text>("note")?.map(|t| t.0).unwrap_or_default(),
        alarms: leads.as_deref().map(edit::alarms),
        ..blank(start)
    };
    event.repeat.rules = rule.map(|rule| whole_last_day(rule, &event, home)).into_iter().collect();
    series::begin(&mut event, home);
    check_rule(&event, home)?;
    let theirs = args.get::<CalendarName>("calendar")?.and_then(|calendar| calendar.0.client);
    let whom = client.as_ref().map(|c| c.id).or(theirs).map(|id| tx.get::<Client>(id)).transpose()?;
    let whom = whom.map_or("no client".to_owned(), |client| client.name);
    let rules: String = event.repeat.rules.iter().map(|rule| format!(", {}", often(rule))).collect();
    let when = span_text(&event, home, args.context.today(), None);
    let said = format!("added {} ({whom}): {when}{rules}", event.title);
    let series = Series { master: Some(event.clone()), overrides: Vec::new() };
    let mut notes = notes(&args.context, &series, None)?;
    if event.repeat.is_empty() && event.end.instant(home) <= tx.now {
        notes.push("that is over already: name another day if it is to come".to_owned());
    }
    let calendar = match args.get::<CalendarName>("calendar")? {
        Some(calendar) => calendar.0.id,
        None => own_calendar(tx)?,
    };
    let id = tx.insert(&EventRow::of(event, calendar, client.map(|c| c.id))?)?;
    Ok(Done { notes, ..Done::new(said, id) })
}

/// What is odd about a series that begins or moves: what it overlaps, and months it has no day in.
fn notes(context: &Context<'_>, series: &Series, one: Option<&Event>) -> Result<Vec<String>> {
    let mut notes = clashes(context, series, one)?;
    notes.extend(series.master.as_ref().and_then(left_out));
    Ok(notes)
}

/// A link given, or found in the place of the meeting.
fn link(args: &Args<'_>, location: &str) -> Result<Option<String>> {
    let given = args.get::<Text>("url")?.map(|t| t.0);
    let found = location.split_whitespace().find(|word| check_link(word).is_ok()).map(str::to_owned);
    match given {
        Some(url) if url.is_empty() || url == "none" => Ok(None),
        Some(url) => check_link(&url).map_err(|what| Error::at("url", what)).map(|()| Some(url)),
        None => Ok(found),
    }
}

/// A moment typed for `--start` or `--end`, in the zone of `--zone`.
fn moment_of(args: &Args<'_>, name: &'static str) -> Result<Option<Moment>> {
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
    Ok(Moment::in_zone(zone.local(edit::time_in(text, zone, context)?), zone))
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

fn check_order(start: &Moment, end: &Moment, home: &Zone) -> Result<()> {
    if start.is_date() != end.is_date() {
        return Err(Error::at("end", "must be a day where the start is a day, and a time where it is a time"));
    }
    if end.instant(home) < start.instant(home) {
        return Err(Error::at("end", "is before the start"));
    }
    Ok(())
}

fn check_rule(event: &Event, home: &Zone) -> Result<()> {
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

/// A UID that no other calendar will make: the moment, the place in the journal and the title's hash.
fn new_uid(tx: &Tx<'_>, calendar: i64, title: &str) -> Result<String> {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in title.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    let step = tx.steps(1)?.first().map_or(0, |s| s.id);
    // One step may make several of one title.
    (0_u64..)
        .map(|n| format!("{:x}-{step:x}-{:x}@vadash", tx.now.0, hash.wrapping_add(n)))
        .find_map(|uid| match tx.event_by_uid(calendar, &uid, "") {
            Ok(known) => known.is_none().then_some(Ok(uid)),
            Err(error) => Some(Err(error)),
        })
        .unwrap_or_else(|| Err(Error::problem("no name is left for an event")))
}

/// A day and a time as the schedule shows them: at home.
fn moment_text(moment: &Moment, home: &Zone, today: NaiveDate) -> String {
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
