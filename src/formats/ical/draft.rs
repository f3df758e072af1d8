//! One component as an event: its properties as they are found, and what they come to.

use calcard::icalendar::{
    ICalendarEntry, ICalendarParameterName as Param, ICalendarProperty as Property, ICalendarValue,
};

use super::alarms::alarms;
use super::bare::Bare;
use super::content::{name, own_lines, value};
use super::link::{self, is_meeting_property};
use super::marks::LINK;
use super::repair::with_uid;
use super::revisions::hash;
use super::times::{TimeValues, absolute};
use super::values::{after, length, parameter, parse, text};
use super::zone::Zones;
use crate::domain::event::{
    Attendee, Duration, Event, Moment, ParticipationStatus, Recurrence, RecurrenceProperties, Revision, Status,
};
use crate::domain::recur::Rule;
use crate::domain::time::plus_days;
use crate::domain::zone::Zone;

/// Why a component is no event.
pub struct Unread {
    /// A sentence without a full stop.
    pub what: String,
    /// What it says all the same, if it names an event.
    pub bare: Option<Box<Bare>>,
}

impl From<&str> for Unread {
    fn from(what: &str) -> Self {
        Self { what: what.to_owned(), bare: None }
    }
}

impl From<String> for Unread {
    fn from(what: String) -> Self {
        Self { what, bare: None }
    }
}

/// Reads a component as an event, and says which version of it this is.
pub fn event(mut component: String, zones: &mut Zones, notes: &mut Vec<String>) -> Result<(Event, Revision), Unread> {
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
    let revision = draft.revision;
    let Some(start) = draft.start.take() else {
        return Err(Unread { what: "the event has no DTSTART".to_owned(), bare: draft.bare().map(Box::new) });
    };
    let start = start?;
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
    let event = Event {
        uid,
        recurrence: draft.recurrence.transpose()?,
        sequence: revision.sequence.unwrap_or(0),
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
    };
    Ok((event, revision))
}

/// An event's properties as they are found.
#[derive(Default)]
struct EventDraft {
    uid: Option<String>,
    recurrence: Option<Result<Recurrence, String>>,
    revision: Revision,
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
                self.revision.sequence = match entry.values.first() {
                    Some(ICalendarValue::Integer(number)) => Some(*number),
                    _ => None,
                };
            }
            Property::Dtstamp => self.revision.stamp = absolute(entry, zones),
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

    /// What is left of it without a start: enough to say which event is meant.
    fn bare(self) -> Option<Bare> {
        Some(Bare {
            uid: self.uid.filter(|uid| !uid.is_empty())?,
            line: 0,
            recurrence: self.recurrence.and_then(Result::ok),
            method: None,
            sequence: self.revision.sequence,
            stamp: self.revision.stamp,
            organizer: self.organizer,
            attendees: self.attendees,
        })
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
