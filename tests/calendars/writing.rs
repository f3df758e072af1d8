//! Writing, and reading what was written.

use std::fs;
use std::path::PathBuf;

use vadash::domain::event::Event;
use vadash::domain::time::Instant;
use vadash::domain::zone::Zone;
use vadash::formats::ical::{Calendar, CalendarWriter, Reader, compose, read, splice, vtimezone};

use super::{event, ours, shared};

fn ics_files() -> Vec<PathBuf> {
    let folders = [Some(ours()), shared("real")];
    let files = folders
        .into_iter()
        .flatten()
        .flat_map(|folder| fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|extension| extension == "ics")).collect();
    files.sort();
    files
}

fn written(calendar: &Calendar, now: Instant) -> String {
    let mut out = CalendarWriter::new(now);
    out.calendar("", calendar.timezones.clone());
    calendar.events.iter().for_each(|event| out.event(event, None));
    out.finish()
}

#[test]
fn writing_and_reading_changes_nothing() {
    for path in ics_files() {
        let first = read(&fs::read(&path).unwrap());
        let text = written(&first, Instant(0));
        for line in text.split_terminator("\r\n") {
            assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{}: {line:?}", path.display());
        }
        let second = read(text.as_bytes());
        assert_eq!(second.events, first.events, "{}", path.display());
    }
}

#[test]
fn an_event_composed_from_its_fields_keeps_them_and_what_it_had_besides() {
    let now = Instant::from_rfc3339("2026-06-22T09:00:00Z").unwrap();
    for path in ics_files() {
        let first = read(&fs::read(&path).unwrap());
        let mut reader = Reader::new(&first.timezones);
        for event in first.events {
            // As if everything had been edited: no property is kept for being the same.
            let lines =
                event.component.lines().filter(|line| !line.starts_with("DTSTART") && !line.starts_with("SUMMARY"));
            let other = lines.map(|line| format!("{line}\n")).collect::<String>();
            let other = other.replacen("BEGIN:VEVENT\n", "BEGIN:VEVENT\nDTSTART:19990101T000000Z\nSUMMARY:other\n", 1);
            let composed = compose(&mut reader, &Event { component: other, ..event.clone() }, now);
            let back = reader.event(&composed).unwrap();
            let kept = |event: &Event| Event { component: String::new(), ..event.clone() };
            assert_eq!(kept(&back), kept(&event), "{}", path.display());
            for line in event.component.lines().filter(|line| line.starts_with("X-") || line.starts_with("ATTENDEE")) {
                assert!(back.component.contains(line), "{line}");
            }
        }
    }
}

#[test]
fn an_event_made_here_is_written_as_others_read_it() {
    let made = Event {
        uid: "a@vadash".to_owned(),
        description: String::new(),
        component: String::new(),
        ..event(
            "DTSTART;TZID=Europe/Berlin:20260622T090000\nDTEND;TZID=America/New_York:20260622T090000\nRRULE:FREQ=WEEKLY\n\
             EXDATE;TZID=Europe/Berlin:20260629T090000\nLOCATION:a\\; b\nATTENDEE;PARTSTAT=ACCEPTED:mailto:x@y.test\n\
             BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT1H30M\nEND:VALARM",
        )
    };
    let now = Instant::from_rfc3339("2026-06-01T08:00:00Z").unwrap();
    let mut out = CalendarWriter::new(now);
    out.event(&made, None);
    let text = out.finish();
    let (head, rest) = text.split_once("BEGIN:VTIMEZONE").unwrap();
    let text = format!("{head}{}", &rest[rest.rfind("END:VTIMEZONE\r\n").unwrap() + 15..]);
    let expected = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//vadash//vadash//EN\r\nCALSCALE:GREGORIAN\r\nBEGIN:VEVENT\r\nUID:a@vadash\r\n\
        DTSTAMP:20260601T080000Z\r\nLAST-MODIFIED:20260601T080000Z\r\nDTSTART;TZID=Europe/Berlin:20260622T090000\r\n\
        DTEND;TZID=America/New_York:20260622T090000\r\nRRULE:FREQ=WEEKLY\r\nEXDATE;TZID=Europe/Berlin:20260629T090000\r\nSUMMARY:a\r\n\
        LOCATION:a\\; b\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:x@y.test\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:a\r\n\
        TRIGGER:-PT1H30M\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    assert_eq!(text, expected);
}

/// What is written for a zone, read as the rules of a calendar's own, keeps that zone's time.
#[test]
fn rules_made_from_the_zone_database_are_that_zones() {
    for name in [
        "Europe/Berlin",
        "Europe/Dublin",
        "Europe/Moscow",
        "America/New_York",
        "America/Vancouver",
        "America/Santiago",
        "America/Sao_Paulo",
        "America/Havana",
        "America/St_Johns",
        "Africa/Casablanca",
        "Africa/Cairo",
        "Asia/Jerusalem",
        "Asia/Tehran",
        "Asia/Kathmandu",
        "Asia/Tashkent",
        "Australia/Sydney",
        "Australia/Lord_Howe",
        "Pacific/Chatham",
        "Pacific/Apia",
        "UTC",
    ] {
        let zone = Zone::get(name).unwrap();
        let text = vtimezone("Mine", &zone, 2019, 2027);
        let own: String = text.lines().filter(|l| !l.starts_with("X-")).map(|l| format!("{l}\n")).collect();
        let event = "BEGIN:VEVENT\nUID:1\nDTSTART;TZID=Mine:20260701T090000\nEND:VEVENT";
        let read = read(format!("BEGIN:VCALENDAR\n{own}{event}\nEND:VCALENDAR\n").as_bytes());
        let own = read.events[0].start.zone(&zone);
        assert!(own.name().starts_with("posix:"), "{own}");
        let from = Instant::from_rfc3339("2019-01-01T00:00:00Z").unwrap();
        let different = (0..20 * 366 * 8).map(|n| from + n * 10_800).find(|at| own.offset(*at) != zone.offset(*at));
        assert_eq!(different, None, "{name}\n{text}");
    }
}

#[test]
fn a_series_is_exchanged_whole_and_nothing_beside_it() {
    let new = "BEGIN:VEVENT\nUID:1\nDTSTART:20260610T090000Z\nSUMMARY:new\nEND:VEVENT\n";
    let file = |event: &str| format!("BEGIN:VCALENDAR\n{event}BEGIN:VTODO\nUID:2\nEND:VTODO\nEND:VCALENDAR\n");
    let old = "BEGIN:VEVENT\nUID\n :1\nDTSTART\n :20260610T090000Z\nSUMMARY:old\n";
    let series = [("1".to_owned(), vec![(String::new(), new.to_owned())])];
    // Its END may be folded, or missing where the next component begins.
    for end in ["END:VEVENT\n", "END\n :VEVENT\n", ""] {
        let spliced = splice(file(&format!("{old}{end}")).as_bytes(), &series, &[]).unwrap();
        assert_eq!(spliced, file(new), "{end:?}");
    }
}
