//! A file as events.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Place;

use calcard::icalendar::{
    ICalendarEntry, ICalendarParameterName as Param, ICalendarProperty as Property, ICalendarValue,
};

use super::alarms::alarms;
use super::content::{name, own_lines, value};
use super::link::{self, is_meeting_property};
use super::marks::{LINK, Marks};
use super::problems::{FileProblem, Problems};
use super::repair::{with_uid, with_zones};
use super::split::{Component, split};
use super::times::TimeValues;
use super::values::{after, length, parameter, parse, text};
use super::zone::Zones;
use crate::domain::event::{
    Attendee, Duration, Event, Moment, ParticipationStatus, Recurrence, RecurrenceProperties, Status,
};
use crate::domain::recur::Rule;
use crate::domain::time::plus_days;
use crate::domain::zone::Zone;

/// What a file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// The calendar's own name.
    pub name: Option<String>,
    /// Its events, in the order of the file.
    pub events: Vec<Event>,
    /// What vadash itself noted of each, when it wrote the file.
    pub marks: Vec<Marks>,
    /// The VTIMEZONEs as they stand, by TZID, for writing the events back.
    pub timezones: Vec<(String, String)>,
    /// What was not read, or not as it stands.
    pub problems: Vec<FileProblem>,
}

/// Reads a file; never fails, but says what it could not read.
pub fn read(bytes: &[u8]) -> Calendar {
    let mut problems = Problems::default();
    let parts = split(bytes, &mut problems);
    let (mut zones, timezones) = Zones::new(&parts, &mut problems);
    let mut kept = Revisions { events: Vec::with_capacity(parts.events.len()), ..Revisions::default() };
    let floating = parts.zone.as_deref().filter(|tzid| zones.resolve(tzid).is_some());
    for Component { line, text } in parts.events {
        let mut notes = Vec::new();
        let (text, marks) = Marks::take(text, line);
        match event(with_zones(text, floating), &mut zones, &mut notes) {
            Ok(event) => kept.add(event, marks),
            Err(what) => problems.push(FileProblem { line, what, left_out: true }),
        }
        for what in notes {
            problems.push(FileProblem { line, what, left_out: false });
        }
    }
    Calendar { name: parts.name, events: kept.events, marks: kept.marks, timezones, problems: problems.done() }
}

/// Reads components one at a time, as their calendar's time zones mean them.
pub struct Reader {
    /// The zones.
    pub(super) zones: Zones,
}

impl Reader {
    /// Makes a reader for a calendar that keeps these VTIMEZONEs, by TZID.
    pub fn new(timezones: &[(String, String)]) -> Self {
        Self { zones: Zones::of(timezones) }
    }

    /// Returns the name of the zone that a TZID means.
    pub fn zone(&mut self, tzid: &str) -> Option<String> {
        self.zones.resolve(tzid)
    }

    /// Reads the event that a component says, in the form of [`Event::component`]; nothing if it says none.
    pub fn event(&mut self, component: &str) -> Option<Event> {
        event(component.to_owned(), &mut self.zones, &mut Vec::new()).ok()
    }
}

/// Events, each kept once.
#[derive(Default)]
struct Revisions {
    events: Vec<Event>,
    marks: Vec<Marks>,
    place: HashMap<(Option<String>, String, Option<Moment>), usize>,
}

impl Revisions {
    /// Adds an event, or a later revision in the place of an earlier one.
    ///
    /// Some programs give two meetings one UID. They are kept apart, under names that stay the same from one
    /// reading of the file to the next: losing a meeting is worse than an odd name.
    fn add(&mut self, mut event: Event, mut marks: Marks) {
        let id = |event: &Event| {
            let instance = event.recurrence.as_ref().map(|recurrence| recurrence.at.clone());
            (marks.calendar.clone(), event.uid.clone(), instance)
        };
        if let Some(index) = self.place.get(&id(&event)) {
            let other = &self.events[*index];
            let same = event.recurrence.is_some() || (&other.start, &other.title) == (&event.start, &event.title);
            if same || other.sequence != event.sequence {
                let known = &mut self.marks[*index];
                if event.sequence >= other.sequence {
                    marks.others = std::mem::take(&mut known.others);
                    marks.others.push(known.line);
                    (self.events[*index], *known) = (event, marks);
                } else {
                    known.others.push(marks.line);
                }
                return;
            }
            event.uid = format!("{}#{:08x}", event.uid, hash(&event.component) & 0xffff_ffff);
            // Written back, it is to be told apart by other programs, too.
            event.component = with_uid(&event.component, &event.uid);
        }
        match self.place.entry(id(&event)) {
            Place::Occupied(known) => self.marks[*known.get()].others.push(marks.line),
            Place::Vacant(place) => {
                place.insert(self.events.len());
                self.events.push(event);
                self.marks.push(marks);
            }
        }
    }
}

/// FNV-1a, 64 bits: a name for a text that is the same on every machine.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn event(mut component: String, zones: &mut Zones, notes: &mut Vec<String>) -> Result<Event, String> {
    let calendar = parse(&component).ok_or("the event cannot be read")?;
    let parsed = calendar.components.first().ok_or("the event is empty")?;
    let mut draft = EventDraft::default();
    for entry in &parsed.entries {
        draft.take(entry, zones, notes);
    }
    for line in own_lines(&component) {
        match name(line).as_str() {
            "RRULE" => draft.repeat.rules.push(value(line).to_owned()),
            "EXRULE" => draft.repeat.exrules.push(value(line).to_owned()),
            _ => continue,
        }
        if let Err(why) = value(line).parse::<Rule>() {
            notes.push(format!("{why}, so the rule is passed over"));
        }
    }
    let start = draft.start.ok_or("the event has no DTSTART")??;
    let (end, duration) = end(&start, draft.end, draft.duration);
    let link = match draft.link {
        Some(chosen) => Some(chosen).filter(|link| !link.is_empty()),
        None => {
            let links: Vec<&str> = draft.links.iter().map(String::as_str).collect();
            link::best(&links, &[&draft.location, &draft.description])
        }
    };
    let uid = draft.uid.filter(|uid| !uid.is_empty()).unwrap_or_else(|| {
        let made = format!("vadash-{:016x}", hash(&component));
        component = with_uid(&component, &made);
        made
    });
    Ok(Event {
        uid,
        recurrence: draft.recurrence.transpose()?,
        sequence: draft.sequence,
        title: draft.title,
        start,
        end,
        duration,
        repeat: draft.repeat,
        status: draft.status,
        transparent: draft.transparent,
        location: draft.location,
        url: link,
        description: draft.description,
        organizer: draft.organizer,
        attendees: draft.attendees,
        alarms: alarms(&calendar, parsed, zones),
        component,
    })
}

/// An event's properties as they are found.
#[derive(Default)]
struct EventDraft {
    uid: Option<String>,
    recurrence: Option<Result<Recurrence, String>>,
    sequence: i64,
    title: String,
    /// Read, or seen and unreadable.
    start: Option<Result<Moment, String>>,
    end: Option<Moment>,
    duration: Option<Duration>,
    repeat: RecurrenceProperties,
    status: Status,
    transparent: bool,
    location: String,
    description: String,
    organizer: Option<String>,
    attendees: Vec<Attendee>,
    links: Vec<String>,
    /// The link that was chosen here, empty for none.
    link: Option<String>,
}

impl EventDraft {
    fn take(&mut self, entry: &ICalendarEntry, zones: &mut Zones, notes: &mut Vec<String>) {
        let words = || text(entry).unwrap_or_default().trim().replace("\r\n", "\n");
        let first_word = |place: &mut String| {
            if place.is_empty() {
                *place = words();
            }
        };
        match &entry.name {
            Property::Dtstart | Property::Dtend | Property::RecurrenceId | Property::Exdate | Property::Rdate => {
                let times = TimeValues::of(entry, zones);
                self.take_times(entry, &times);
                let mut note = |what: String| {
                    if !notes.contains(&what) {
                        notes.push(what);
                    }
                };
                if let Some(tzid) = &times.unknown {
                    note(format!("the time zone `{tzid}` is unknown: its times are read as local ones"));
                }
                let needed = matches!(entry.name, Property::Dtstart | Property::RecurrenceId);
                if !needed && times.has_unreadable() {
                    note(format!("{} has a value that is no date and no time: it is passed over", entry.name.as_str()));
                }
            }
            Property::Duration => {
                self.duration = entry.values.first().and_then(|value| match value {
                    ICalendarValue::Duration(duration) => Some(length(duration).unwrap_or_default()),
                    _ => None,
                });
            }
            Property::Uid if self.uid.is_none() => self.uid = Some(words()),
            Property::Summary => first_word(&mut self.title),
            Property::Location => first_word(&mut self.location),
            Property::Description => first_word(&mut self.description),
            Property::Sequence => {
                self.sequence = match entry.values.first() {
                    Some(ICalendarValue::Integer(number)) => *number,
                    _ => 0,
                };
            }
            Property::Status => {
                self.status = match words().to_ascii_uppercase().as_str() {
                    "CANCELLED" | "CANCELED" => Status::Cancelled,
                    "TENTATIVE" => Status::Tentative,
                    _ => Status::Confirmed,
                }
            }
            Property::Transp => self.transparent = words().eq_ignore_ascii_case("TRANSPARENT"),
            Property::Organizer => self.organizer = Some(address(entry)).filter(|email| !email.is_empty()),
            Property::Attendee => self.attendees.push(attendee(entry)),
            Property::Url | Property::Conference => self.links.push(words()),
            Property::Other(name) if name.eq_ignore_ascii_case(LINK) => self.link = Some(words()),
            Property::Other(name) if is_meeting_property(name) => self.links.push(words()),
            _ => {}
        }
    }

    fn take_times(&mut self, entry: &ICalendarEntry, times: &TimeValues<'_>) {
        match entry.name {
            Property::Dtstart if self.start.is_none() => {
                self.start = Some(times.first().ok_or_else(|| "DTSTART is no date and no time".to_owned()));
            }
            Property::Dtend => self.end = times.first(),
            Property::RecurrenceId => {
                let following = parameter(entry, &Param::Range).is_some();
                let at = times.first().ok_or_else(|| "RECURRENCE-ID is no date and no time".to_owned());
                self.recurrence = Some(at.map(|at| Recurrence { at, following }));
            }
            Property::Exdate => self.repeat.except.extend(times.all()),
            Property::Rdate => self.repeat.dates.extend(times.extras()),
            _ => {}
        }
    }
}

/// The end (RFC 5545 3.6.1): DTEND, or DURATION from the start, or a day for a date and nothing for a time.
/// Never before the start, and at least a day after a date.
fn end(start: &Moment, end: Option<Moment>, duration: Option<Duration>) -> (Moment, Option<Duration>) {
    if let Some(end) = end {
        let end = match (start, end) {
            // A day that ends on the day it begins is that day: common, and meant so.
            (Moment::Date(date), end) => Moment::Date(end.date().max(plus_days(*date, 1))),
            (start, Moment::Date(date)) => start.moved_to(date.into()),
            (_, end) => end,
        };
        let utc = Zone::utc();
        let back = end.wall() < start.wall() && end.instant(&utc) < start.instant(&utc);
        return (if back { start.clone() } else { end }, None);
    }
    let duration = duration.map(|length| match start {
        Moment::Date(_) => Duration { days: (length.days + length.seconds / 86_400).max(1), seconds: 0 },
        Moment::Local { .. } => length,
    });
    let day = Duration { days: i64::from(start.is_date()), seconds: 0 };
    (after(start, duration.unwrap_or(day)), duration)
}

fn address(entry: &ICalendarEntry) -> String {
    let value = text(entry).unwrap_or_default().trim();
    match value.split_once(':') {
        Some((scheme, address)) if scheme.eq_ignore_ascii_case("mailto") => address.trim().to_owned(),
        _ => parameter(entry, &Param::Email).unwrap_or(value).to_owned(),
    }
}

fn attendee(entry: &ICalendarEntry) -> Attendee {
    let answer = match parameter(entry, &Param::Partstat).unwrap_or_default().to_ascii_uppercase().as_str() {
        "ACCEPTED" | "CONFIRMED" => ParticipationStatus::Accepted,
        "DECLINED" => ParticipationStatus::Declined,
        "TENTATIVE" => ParticipationStatus::Tentative,
        "DELEGATED" => ParticipationStatus::Delegated,
        _ => ParticipationStatus::NeedsAction,
    };
    Attendee { email: address(entry), name: parameter(entry, &Param::Cn).unwrap_or_default().to_owned(), answer }
}
