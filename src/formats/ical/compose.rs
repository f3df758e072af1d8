//! A component for an event that was made or edited here: what its fields say, and of the one it had, all else.

use std::fmt::Write;

use super::content::{escaped, name, own_lines, quoted, stamp, tzid};
use super::link::is_meeting_property;
use super::marks::LINK;
use super::read::Reader;
use crate::domain::event::{Alarm, Attendee, Event, Moment, ParticipationStatus, Status, Trigger};
use crate::domain::time::Instant;
use crate::domain::zone::Zone;

/// Returns the component of an event as it stands: the one it has where that says what the fields say, else one
/// composed `now`.
///
/// The reader is that of the event's calendar.
pub fn current(reader: &mut Reader, event: &Event, now: Instant) -> String {
    if event.component.is_empty() {
        return compose(reader, event, now);
    }
    match reader.event(&event.component) {
        // A UID that was missing is written in, which is all that may differ.
        Some(read) if (Event { component: event.component.clone(), ..read.clone() }) == *event => read.component,
        _ => compose(reader, event, now),
    }
}

/// Composes a component for an event made or edited here, in the form of [`Event::component`], stamped `now`.
///
/// A property that still says what its field says stays as it was, with all its parameters and in its place; so does
/// whatever no field holds.
pub fn compose(reader: &mut Reader, event: &Event, now: Instant) -> String {
    let before = Some(&event.component).filter(|c| !c.is_empty()).and_then(|component| reader.event(component));
    let had = before.as_ref().map_or("", |before| before.component.as_str());
    let mut out = Composer { text: String::from("BEGIN:VEVENT\n"), had, reader, before: before.as_ref(), now };
    let kept: Vec<bool> = PROPERTIES.iter().map(|p| before.as_ref().is_some_and(|b| (p.same)(b, event))).collect();
    let mut written = kept.clone();
    for line in own_lines(had) {
        match PROPERTIES.iter().position(|property| property.has(line)) {
            Some(index) if !kept[index] => {
                if !written[index] {
                    written[index] = true;
                    (PROPERTIES[index].write)(&mut out, event);
                }
            }
            _ => out.keep(line),
        }
    }
    for (property, written) in PROPERTIES.iter().zip(written) {
        if !written {
            (property.write)(&mut out, event);
        }
    }
    out.inner(event);
    let text = out.text + "END:VEVENT\n";
    if reader.event(&text).is_some_and(|read| read.url == event.url) {
        return text;
    }
    let link = format!("BEGIN:VEVENT\n{LINK}:{}\n", escaped(event.url.as_deref().unwrap_or_default()));
    text.replacen("BEGIN:VEVENT\n", &link, 1)
}

/// Properties that are written together, from one part of an event.
struct Property {
    names: &'static [&'static str],
    same: fn(&Event, &Event) -> bool,
    write: fn(&mut Composer<'_>, &Event),
}

impl Property {
    fn has(&self, line: &str) -> bool {
        let name = name(line);
        if !self.names.contains(&"URL") {
            return self.names.contains(&name.as_str());
        }
        // A CONFERENCE may also be a telephone number.
        name == "URL" || name == LINK || (line.contains("http") && (name == "CONFERENCE" || is_meeting_property(&name)))
    }
}

/// In the order in which an event made here has them.
const PROPERTIES: [Property; 17] = [
    Property { names: &["UID"], same: |a, b| a.uid == b.uid, write: |out, event| out.text("UID", &event.uid) },
    Property { names: &["DTSTAMP"], same: |_, _| false, write: |out, _| out.line("DTSTAMP", &stamp(out.now)) },
    Property {
        names: &["LAST-MODIFIED"],
        same: |_, _| false,
        write: |out, _| out.line("LAST-MODIFIED", &stamp(out.now)),
    },
    Property {
        names: &["DTSTART", "DTEND", "DURATION"],
        same: |a, b| (&a.start, &a.end, a.duration) == (&b.start, &b.end, b.duration),
        write: |out, event| {
            out.moment("DTSTART", "", &event.start);
            match event.duration {
                Some(length) => out.line("DURATION", &duration(length.days, length.seconds)),
                None => out.moment("DTEND", "", &event.end),
            }
        },
    },
    Property {
        names: &["RECURRENCE-ID"],
        same: |a, b| a.recurrence == b.recurrence,
        write: |out, event| {
            if let Some(recurrence) = &event.recurrence {
                let range = if recurrence.following { ";RANGE=THISANDFUTURE" } else { "" };
                out.moment("RECURRENCE-ID", range, &recurrence.at);
            }
        },
    },
    Property {
        names: &["RRULE"],
        same: |a, b| a.repeat.rules == b.repeat.rules,
        write: |out, event| event.repeat.rules.iter().for_each(|rule| out.line("RRULE", rule)),
    },
    Property {
        names: &["EXRULE"],
        same: |a, b| a.repeat.exrules == b.repeat.exrules,
        write: |out, event| event.repeat.exrules.iter().for_each(|rule| out.line("EXRULE", rule)),
    },
    Property { names: &["RDATE"], same: |a, b| a.repeat.dates == b.repeat.dates, write: |out, event| out.dates(event) },
    Property {
        names: &["EXDATE"],
        same: |a, b| a.repeat.except == b.repeat.except,
        write: |out, event| event.repeat.except.iter().for_each(|except| out.moment("EXDATE", "", except)),
    },
    Property {
        names: &["SUMMARY"],
        same: |a, b| a.title == b.title,
        write: |out, event| out.text("SUMMARY", &event.title),
    },
    Property {
        names: &["LOCATION"],
        same: |a, b| a.location == b.location,
        write: |out, event| out.text("LOCATION", &event.location),
    },
    Property {
        names: &["DESCRIPTION"],
        same: |a, b| a.description == b.description,
        write: |out, event| out.text("DESCRIPTION", &event.description),
    },
    Property {
        names: &["STATUS"],
        same: |a, b| a.status == b.status,
        write: |out, event| {
            if event.status != Status::Confirmed {
                out.line("STATUS", &event.status.as_str().to_ascii_uppercase());
            }
        },
    },
    Property {
        names: &["TRANSP"],
        same: |a, b| a.transparent == b.transparent,
        write: |out, event| {
            if event.transparent {
                out.line("TRANSP", "TRANSPARENT");
            }
        },
    },
    Property {
        names: &["SEQUENCE"],
        same: |a, b| a.sequence == b.sequence,
        write: |out, event| {
            if event.sequence != 0 {
                out.line("SEQUENCE", &event.sequence.to_string());
            }
        },
    },
    Property {
        names: &["URL"],
        same: |a, b| a.url == b.url,
        write: |out, event| event.url.iter().for_each(|url| out.line("URL", url)),
    },
    Property {
        names: &["ORGANIZER", "ATTENDEE"],
        same: |a, b| (&a.organizer, &a.attendees) == (&b.organizer, &b.attendees),
        write: |out, event| out.people(event),
    },
];

/// A component as it is composed.
struct Composer<'a> {
    /// Unfolded lines with LF after each.
    text: String,
    /// The component the event had.
    had: &'a str,
    /// What that says.
    before: Option<&'a Event>,
    reader: &'a mut Reader,
    now: Instant,
}

impl Composer<'_> {
    fn keep(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn line(&mut self, head: &str, value: &str) {
        let value: String = value.chars().filter(|c| !c.is_control() || *c == '\t').collect();
        let _ = writeln!(self.text, "{head}:{value}");
    }

    /// A TEXT property, unless it is empty.
    fn text(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.line(name, &escaped(value));
        }
    }

    fn moment(&mut self, name: &str, parameter: &str, moment: &Moment) {
        let (zone, value) = self.parameters(name, moment);
        self.line(&format!("{name}{parameter}{zone}"), &value);
    }

    /// A moment's parameters and value.
    ///
    /// A zone is called what it was called in the component or by a VTIMEZONE of the calendar. Rules that no TZID
    /// means are written as UTC, which is right for one moment.
    fn parameters(&mut self, property: &str, moment: &Moment) -> (String, String) {
        let at = match moment {
            Moment::Date(date) => return (";VALUE=DATE".to_owned(), date.format("%Y%m%d").to_string()),
            Moment::Local { at, .. } => at.format("%Y%m%dT%H%M%S").to_string(),
        };
        let Moment::Local { zone: Some(zone), .. } = moment else { return (String::new(), at) };
        if zone == "UTC" {
            return (String::new(), at + "Z");
        }
        let own = own_lines(self.had).filter(|line| name(line) == property).chain(own_lines(self.had));
        let had: Vec<String> = own.filter_map(tzid).map(str::to_owned).collect();
        match self.reader.zones.tzid_of(zone, &had) {
            Some(tzid) => (format!(";TZID={}", quoted(&tzid)), at),
            None if !zone.starts_with("posix:") => (format!(";TZID={}", quoted(zone)), at),
            None => (String::new(), stamp(moment.instant(&Zone::utc()))),
        }
    }

    fn dates(&mut self, event: &Event) {
        for extra in &event.repeat.dates {
            match &extra.end {
                Some(end) => {
                    let (zone, start) = self.parameters("RDATE", &extra.start);
                    let end = self.parameters("RDATE", end).1;
                    self.line(&format!("RDATE;VALUE=PERIOD{zone}"), &format!("{start}/{end}"));
                }
                None => self.moment("RDATE", "", &extra.start),
            }
        }
    }

    /// Whoever takes part; of those who did before, all that was said of them.
    fn people(&mut self, event: &Event) {
        let old = self.before;
        let had = self.had;
        let lines = |wanted: &'static str| own_lines(had).filter(move |line| name(line) == wanted);
        match lines("ORGANIZER").last().filter(|_| old.is_some_and(|old| old.organizer == event.organizer)) {
            Some(line) => self.keep(line),
            None => event.organizer.iter().for_each(|email| self.line("ORGANIZER", &format!("mailto:{email}"))),
        }
        for attendee in &event.attendees {
            let mut known = old.into_iter().flat_map(|old| &old.attendees).zip(lines("ATTENDEE"));
            match known.find(|(old, _)| *old == attendee) {
                Some((_, line)) => self.keep(line),
                None => self.attendee(attendee),
            }
        }
    }

    fn attendee(&mut self, attendee: &Attendee) {
        let answer = match attendee.answer {
            ParticipationStatus::NeedsAction => "NEEDS-ACTION",
            ParticipationStatus::Accepted => "ACCEPTED",
            ParticipationStatus::Declined => "DECLINED",
            ParticipationStatus::Tentative => "TENTATIVE",
            ParticipationStatus::Delegated => "DELEGATED",
        };
        let name = if attendee.name.is_empty() { String::new() } else { format!(";CN={}", quoted(&attendee.name)) };
        self.line(&format!("ATTENDEE{name};PARTSTAT={answer}"), &format!("mailto:{}", attendee.email));
    }

    /// The components inside: reminders as the fields have them, the others as they were.
    fn inner(&mut self, event: &Event) {
        let same = self.before.is_some_and(|before| before.alarms == event.alarms);
        let (mut depth, mut dropped) = (0_usize, false);
        for line in self.had.lines() {
            let begins = name(line) == "BEGIN";
            depth += usize::from(begins);
            if depth == 2 && begins {
                dropped = !same && line.trim_end().eq_ignore_ascii_case("BEGIN:VALARM");
            }
            if depth > 1 && !dropped {
                self.keep(line);
            }
            depth = depth.saturating_sub(usize::from(name(line) == "END"));
        }
        if same {
            return;
        }
        match event.alarms.as_deref() {
            None => {}
            // None at all, where a program would add its own: as Apple's calendar says it.
            Some([]) => self.text.push_str(
                "BEGIN:VALARM\nACTION:NONE\nTRIGGER;VALUE=DATE-TIME:19760401T005545Z\nDESCRIPTION:none\nEND:VALARM\n",
            ),
            Some(alarms) => alarms.iter().for_each(|alarm| self.alarm(alarm, &event.title)),
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
