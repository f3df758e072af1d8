//! One component as an event: its properties as they are found, and what they come to.

use calcard::icalendar::{
    ICalendarEntry, ICalendarParameterName as Param, ICalendarProperty as Property, ICalendarValue,
};

use super::alarms::alarms;
use super::bare::Bare;
use super::content::{TimeLines, name, own_lines, unescaped, value, value_behind_quotes};
use super::hash::hash;
use super::link::{Places, is_html_property, is_meeting_property};
use super::marks::LINK;
use super::problems::Notes;
use super::repair::with_uid;
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
    /// The line that says so, if there is one, among the component's own, from 0.
    pub own: Option<usize>,
    /// What it says all the same, if it names an event.
    pub bare: Option<Box<Bare>>,
}

impl From<&str> for Unread {
    fn from(what: &str) -> Self {
        Self { what: what.to_owned(), own: None, bare: None }
    }
}

/// A moment that was read; or the line with what is no moment.
type Needed = Result<Moment, (usize, String)>;

/// What was said of a moment that is needed, or why there is none.
fn needed(property: &str, moment: Needed) -> Result<Moment, Unread> {
    let why = |value: &str| format!("{property} `{value}` is no date and no time");
    moment.map_err(|(own, value)| Unread { what: why(&value), own: Some(own), bare: None })
}

/// Reads a component as an event, and says which version of it this is.
///
/// Links to `hosts` are taken for meetings besides those that are known.
pub fn event(
    mut component: String,
    zones: &mut Zones,
    hosts: &[String],
    notes: &mut Notes,
) -> Result<(Event, Revision), Unread> {
    let calendar = parse(&component).ok_or("the event cannot be read")?;
    let parsed = calendar.components.first().ok_or("the event is empty")?;
    let mut draft = EventDraft::default();
    let mut lines = TimeLines::of(&component);
    for entry in &parsed.entries {
        draft.take(entry, &mut lines, zones, notes);
    }
    for (own, line) in own_lines(&component).enumerate() {
        draft.take_line(own, line, notes);
    }
    let revision = draft.revision;
    let Some(start) = draft.start.take() else {
        let bare = draft.bare().map(Box::new);
        return Err(Unread { bare, ..Unread::from("the event has no DTSTART") });
    };
    let start = needed("DTSTART", start)?;
    let recurrence = match draft.recurrence {
        Some((at, following)) => Some(Recurrence { at: needed("RECURRENCE-ID", at)?, following }),
        None => None,
    };
    let (end, duration) = end(&start, draft.end, draft.duration);
    let link = match draft.link {
        Some(chosen) => Some(chosen).filter(|link| !link.is_empty()),
        None => draft.places.best(hosts),
    };
    let uid = draft.uid.filter(|uid| !uid.is_empty()).unwrap_or_else(|| {
        let made = format!("vadash-{:016x}", hash(&component));
        component = with_uid(&component, &made);
        made
    });
    let event = Event {
        uid,
        recurrence,
        sequence: revision.sequence.unwrap_or(0),
        title: draft.title,
        start,
        end,
        duration,
        repeat: draft.repeat,
        status: draft.status,
        transparent: draft.transparent,
        location: draft.places.location,
        url: link,
        description: draft.places.description,
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
    /// Its moment, and whether it stands for all that follow.
    recurrence: Option<(Needed, bool)>,
    revision: Revision,
    title: String,
    /// Read, or seen and unreadable.
    start: Option<Needed>,
    end: Option<Moment>,
    duration: Option<Duration>,
    repeat: RecurrenceProperties,
    status: Status,
    transparent: bool,
    organizer: Option<String>,
    attendees: Vec<Attendee>,
    places: Places,
    /// The link that was chosen here, empty for none.
    link: Option<String>,
}

impl EventDraft {
    fn take(&mut self, entry: &ICalendarEntry, lines: &mut TimeLines<'_>, zones: &mut Zones, notes: &mut Notes) {
        let words = || text(entry).unwrap_or_default().trim().replace("\r\n", "\n");
        let first_word = |place: &mut String| {
            if place.is_empty() {
                *place = words();
            }
        };
        match &entry.name {
            Property::Dtstart | Property::Dtend | Property::RecurrenceId | Property::Exdate | Property::Rdate => {
                let (own, value) = lines.next(entry.name.as_str());
                let times = TimeValues::read(entry, value, zones);
                times.tell(entry.name.as_str(), own, notes);
                let needed = matches!(entry.name, Property::Dtstart | Property::RecurrenceId);
                if let Some(value) = times.unreadable.as_ref().filter(|_| !needed) {
                    let name = entry.name.as_str();
                    notes.push(own, format!("{name} `{value}` is no date and no time: it is passed over"));
                }
                self.take_times(entry, own, times);
            }
            Property::Duration => {
                self.duration = entry.values.first().and_then(|value| match value {
                    ICalendarValue::Duration(duration) => Some(length(duration).unwrap_or_default()),
                    _ => None,
                });
            }
            Property::Uid if self.uid.is_none() => self.uid = Some(words()),
            Property::Summary => first_word(&mut self.title),
            Property::Location => first_word(&mut self.places.location),
            Property::Description => first_word(&mut self.places.description),
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
            Property::Url => self.places.url.push(words()),
            Property::Conference => self.places.conference.push(words()),
            Property::Other(name) if name.eq_ignore_ascii_case(LINK) => self.link = Some(words()),
            _ => {}
        }
    }

    /// What is left of it without a start: enough to say which event is meant.
    fn bare(self) -> Option<Bare> {
        Some(Bare {
            uid: self.uid.filter(|uid| !uid.is_empty())?,
            line: 0,
            recurrence: self.recurrence.and_then(|(at, following)| Some(Recurrence { at: at.ok()?, following })),
            method: None,
            sequence: self.revision.sequence,
            stamp: self.revision.stamp,
            organizer: self.organizer,
            attendees: self.attendees,
        })
    }

    fn take_times(&mut self, entry: &ICalendarEntry, own: usize, times: TimeValues) {
        let needed =
            |times: &TimeValues| times.first().ok_or_else(|| (own, times.unreadable.clone().unwrap_or_default()));
        match entry.name {
            Property::Dtstart if self.start.is_none() => self.start = Some(needed(&times)),
            Property::Dtend => self.end = times.first(),
            Property::RecurrenceId => {
                self.recurrence = Some((needed(&times), parameter(entry, &Param::Range).is_some()));
            }
            Property::Exdate => self.repeat.except.extend(times.moments()),
            Property::Rdate => self.repeat.dates.extend(times.extras()),
            _ => {}
        }
    }

    /// What is read from a line as it stands: rules, and texts in which a comma means nothing.
    fn take_line(&mut self, own: usize, line: &str, notes: &mut Notes) {
        let rules = match name(line).as_str() {
            "RRULE" => &mut self.repeat.rules,
            "EXRULE" => &mut self.repeat.exrules,
            name if is_meeting_property(name) => {
                return self.places.meeting.push(unescaped(value_behind_quotes(line)));
            }
            name if is_html_property(line, name) => {
                return self.places.html.push(unescaped(value_behind_quotes(line)));
            }
            _ => return,
        };
        rules.push(value(line).to_owned());
        if let Err(why) = value(line).parse::<Rule>() {
            notes.push(own, format!("{why}, so the rule is passed over"));
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
            // Without a zone it is in that of the start.
            (start, Moment::Local { at, zone: None }) => start.moved_to(at),
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
