//! Writing, and reading what was written.

use std::fs;
use std::path::PathBuf;

use vadash::domain::event::Event;
use vadash::domain::time::Instant;
use vadash::formats::ical::{compose, read, write};

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

#[test]
fn writing_and_reading_changes_nothing() {
    for path in ics_files() {
        let first = read(&fs::read(&path).unwrap());
        let text = write(&first.events, &first.timezones, Instant(0));
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
        for event in first.events {
            let again = Event { component: compose(&event, now), ..event.clone() };
            let back = read(write(&[again], &first.timezones, now).as_bytes()).events.remove(0);
            let kept = |event: &Event| Event { component: String::new(), ..event.clone() };
            if event.uid.starts_with("vadash-") || event.uid.contains('#') {
                continue;
            }
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
    let text = write(&[made], &[], now);
    let expected = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//vadash//vadash//EN\r\nCALSCALE:GREGORIAN\r\nBEGIN:VEVENT\r\nUID:a@vadash\r\n\
        DTSTAMP:20260601T080000Z\r\nLAST-MODIFIED:20260601T080000Z\r\nDTSTART;TZID=Europe/Berlin:20260622T090000\r\n\
        DTEND;TZID=America/New_York:20260622T090000\r\nRRULE:FREQ=WEEKLY\r\nEXDATE;TZID=Europe/Berlin:20260629T090000\r\nSUMMARY:a\r\n\
        LOCATION:a\\; b\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:x@y.test\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:a\r\n\
        TRIGGER:-PT1H30M\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    assert_eq!(text, expected);
}
