//! Events as a file.

use std::collections::HashSet;
use std::fmt::Write;

use super::read::{name, own_lines};
use super::repair::quoted;
use crate::domain::event::{Alarm, Answer, Event, Moment, Status, Trigger};
use crate::domain::time::Instant;
use crate::domain::zone::Zone;

/// Octets in a line at most, without its end (RFC 5545 3.1).
const WIDTH: usize = 75;

/// A calendar of these events, with those VTIMEZONEs of `timezones` that they name.
///
/// An event that still has the component it came from is written as that stands, lines folded anew;
/// others are composed, stamped `now`.
pub fn write(events: &[Event], timezones: &[(String, String)], now: Instant) -> String {
    let components: Vec<String> = events
        .iter()
        .map(|event| if event.component.is_empty() { compose(event, now) } else { event.component.clone() })
        .collect();
    let named: HashSet<&str> = components.iter().flat_map(|component| component.lines()).filter_map(tzid).collect();
    let mut text =
        String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//vadash//vadash//EN\r\nCALSCALE:GREGORIAN\r\n");
    let mut written = HashSet::new();
    for (id, zone) in timezones {
        if named.contains(id.as_str()) && written.insert(id) {
            zone.lines().for_each(|line| fold(line, &mut text));
        }
    }
    for line in components.iter().flat_map(|component| component.lines()) {
        fold(line, &mut text);
    }
    text + "END:VCALENDAR\r\n"
}

/// The properties that [`compose`] writes from an event's fields.
const MODELLED: [&str; 17] = [
    "UID",
    "DTSTAMP",
    "SEQUENCE",
    "RECURRENCE-ID",
    "SUMMARY",
    "DTSTART",
    "DTEND",
    "DURATION",
    "RRULE",
    "EXRULE",
    "RDATE",
    "EXDATE",
    "STATUS",
    "TRANSP",
    "LOCATION",
    "DESCRIPTION",
    "LAST-MODIFIED",
];

/// A component for an event made or edited here, in the form of [`Event::component`], stamped `now`.
///
/// Made from its fields. What the fields do not hold is kept from the component it had: unknown properties,
/// links, people with all their parameters, and reminders.
pub fn compose(event: &Event, now: Instant) -> String {
    let mut out = Lines { text: String::from("BEGIN:VEVENT\n"), before: &event.component };
    out.text("UID", &event.uid);
    out.line("DTSTAMP", &stamp(now));
    out.line("LAST-MODIFIED", &stamp(now));
    out.moment("DTSTART", "", &event.start);
    match event.duration {
        Some(length) => out.line("DURATION", &duration(length.days, length.seconds)),
        None => out.moment("DTEND", "", &event.end),
    }
    if let Some(recurrence) = &event.recurrence {
        out.moment("RECURRENCE-ID", if recurrence.following { ";RANGE=THISANDFUTURE" } else { "" }, &recurrence.at);
    }
    event.repeat.rules.iter().for_each(|rule| out.line("RRULE", rule));
    event.repeat.exrules.iter().for_each(|rule| out.line("EXRULE", rule));
    for extra in &event.repeat.dates {
        match &extra.end {
            Some(end) => {
                let (zone, start) = out.parameters("RDATE", &extra.start);
                let end = out.parameters("RDATE", end).1;
                out.line(&format!("RDATE;VALUE=PERIOD{zone}"), &format!("{start}/{end}"));
            }
            None => out.moment("RDATE", "", &extra.start),
        }
    }
    event.repeat.except.iter().for_each(|except| out.moment("EXDATE", "", except));
    out.text("SUMMARY", &event.title);
    out.text("LOCATION", &event.location);
    out.text("DESCRIPTION", &event.description);
    if event.status != Status::Confirmed {
        out.line("STATUS", &event.status.name().to_ascii_uppercase());
    }
    if event.transparent {
        out.line("TRANSP", "TRANSPARENT");
    }
    if event.sequence != 0 {
        out.line("SEQUENCE", &event.sequence.to_string());
    }
    if event.component.is_empty() {
        out.people(event);
    } else {
        out.rest(&event.component);
    }
    out.text + "END:VEVENT\n"
}

/// A component as it is composed.
struct Lines<'a> {
    /// Unfolded lines with LF after each.
    text: String,
    /// The component the event had.
    before: &'a str,
}

impl Lines<'_> {
    fn line(&mut self, head: &str, value: &str) {
        let value: String = value.chars().filter(|c| !c.is_control() || *c == '\t').collect();
        let _ = writeln!(self.text, "{head}:{value}");
    }

    /// A TEXT property, unless it is empty.
    fn text(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            let escaped = value
                .replace('\\', "\\\\")
                .replace(';', "\\;")
                .replace(',', "\\,")
                .replace("\r\n", "\\n")
                .replace('\n', "\\n");
            self.line(name, &escaped);
        }
    }

    fn moment(&mut self, name: &str, parameter: &str, moment: &Moment) {
        let (zone, value) = self.parameters(name, moment);
        self.line(&format!("{name}{parameter}{zone}"), &value);
    }

    /// A moment's parameters and value.
    ///
    /// Rules of a file's own have the TZID they had there; without one, no name other programs know, and UTC is written.
    fn parameters(&self, property: &str, moment: &Moment) -> (String, String) {
        let at = match moment {
            Moment::Date(date) => return (";VALUE=DATE".to_owned(), date.format("%Y%m%d").to_string()),
            Moment::Local { at, .. } => at.format("%Y%m%dT%H%M%S").to_string(),
        };
        let Moment::Local { zone: Some(zone), .. } = moment else { return (String::new(), at) };
        let had = |property: &str| own_lines(self.before).find(|line| name(line) == property).and_then(tzid);
        let tzid = match zone.as_str() {
            "UTC" => return (String::new(), at + "Z"),
            own if own.starts_with("posix:") => had(property).or_else(|| had("DTSTART")),
            known => Some(known),
        };
        match tzid {
            Some(tzid) => (format!(";TZID={}", quoted(tzid)), at),
            None => (String::new(), stamp(moment.instant(&Zone::utc()))),
        }
    }

    /// What only an event made here has to say by itself.
    fn people(&mut self, event: &Event) {
        if let Some(url) = &event.url {
            self.line("URL", url);
        }
        if let Some(email) = &event.organizer {
            self.line("ORGANIZER", &format!("mailto:{email}"));
        }
        for attendee in &event.attendees {
            let answer = match attendee.answer {
                Answer::NeedsAction => "NEEDS-ACTION",
                Answer::Accepted => "ACCEPTED",
                Answer::Declined => "DECLINED",
                Answer::Tentative => "TENTATIVE",
                Answer::Delegated => "DELEGATED",
            };
            let name = if attendee.name.is_empty() { String::new() } else { format!(";CN={}", quoted(&attendee.name)) };
            self.line(&format!("ATTENDEE{name};PARTSTAT={answer}"), &format!("mailto:{}", attendee.email));
        }
        for alarm in event.alarms.iter().flatten() {
            self.alarm(alarm, &event.title);
        }
    }

    fn alarm(&mut self, alarm: &Alarm, title: &str) {
        self.text.push_str("BEGIN:VALARM\nACTION:DISPLAY\n");
        self.text("DESCRIPTION", if title.is_empty() { "Reminder" } else { title });
        match alarm.trigger {
            Trigger::BeforeStart(lead) => self.line("TRIGGER", &duration(0, -lead)),
            Trigger::BeforeEnd(lead) => self.line("TRIGGER;RELATED=END", &duration(0, -lead)),
            Trigger::At(at) => self.line("TRIGGER;VALUE=DATE-TIME", &stamp(at)),
        }
        if alarm.repeat > 0 && alarm.every > 0 {
            self.line("REPEAT", &alarm.repeat.to_string());
            self.line("DURATION", &duration(0, alarm.every));
        }
        self.text.push_str("END:VALARM\n");
    }

    /// What the fields do not hold, of the component an event had.
    fn rest(&mut self, component: &str) {
        for line in own_lines(component).filter(|line| !MODELLED.contains(&name(line).as_str())) {
            let _ = writeln!(self.text, "{line}");
        }
        let mut depth = 0_usize;
        for line in component.lines() {
            let name = name(line);
            depth += usize::from(name == "BEGIN");
            if depth > 1 {
                let _ = writeln!(self.text, "{line}");
            }
            depth = depth.saturating_sub(usize::from(name == "END"));
        }
    }
}

fn stamp(at: Instant) -> String {
    at.utc().format("%Y%m%dT%H%M%SZ").to_string()
}

/// A DURATION value (RFC 5545 3.3.6).
fn duration(days: i64, seconds: i64) -> String {
    let sign = if days < 0 || seconds < 0 { "-" } else { "" };
    let (days, seconds) = (days.unsigned_abs(), seconds.unsigned_abs());
    let time = match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, 0) if days > 0 => String::new(),
        (hours, 0, 0) if hours > 0 => format!("T{hours}H"),
        (0, minutes, 0) => format!("T{minutes}M"),
        (hours, minutes, 0) => format!("T{hours}H{minutes}M"),
        (hours, minutes, seconds) => format!("T{hours}H{minutes}M{seconds}S"),
    };
    let days = if days > 0 { format!("{days}D") } else { String::new() };
    format!("{sign}P{days}{time}")
}

/// The TZID that a line names.
fn tzid(line: &str) -> Option<&str> {
    let (_, rest) = line.split_once(";TZID=")?;
    match rest.strip_prefix('"') {
        Some(rest) => rest.split('"').next(),
        None => rest.split([':', ';']).next(),
    }
}

/// Writes a line in pieces of 75 octets, never inside a character.
fn fold(line: &str, into: &mut String) {
    let mut room = WIDTH;
    for c in line.chars() {
        if c.len_utf8() > room {
            into.push_str("\r\n ");
            room = WIDTH - 1;
        }
        into.push(c);
        room -= c.len_utf8();
    }
    into.push_str("\r\n");
}
