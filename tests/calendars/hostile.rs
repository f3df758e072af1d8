//! Files made to do harm.

use proptest::prelude::*;
use vadash::domain::event::Series;
use vadash::domain::recur::expand;
use vadash::domain::time::Instant;
use vadash::formats::ical::{CalendarWriter, Reader, compose, read};

use super::{midnight, zone};

#[test]
fn hostile_files_are_bounded() {
    let million = 300_000;
    let wrap = |inner: &str| format!("BEGIN:VCALENDAR\n{inner}\nEND:VCALENDAR\n");
    let bad = |inner: &str| {
        let calendar = read(wrap(inner).as_bytes());
        assert!(calendar.events.is_empty());
        calendar.problems
    };
    let deep = bad(&format!("BEGIN:VEVENT\n{}", "BEGIN:A\n".repeat(million)));
    assert_eq!(deep[0].what, "the event has too many parts");
    let wide = bad(&format!("BEGIN:VEVENT\n{}END:VEVENT", "X:1\n".repeat(million)));
    assert_eq!(wide[0].what, "the event has too many parts");
    let dates = format!("BEGIN:VEVENT\nDTSTART:20260101\nRDATE:{}\nEND:VEVENT", "20260101,".repeat(million));
    assert_eq!(bad(&dates)[0].what, "the event has too many parts");
    let none = bad(&"BEGIN:VEVENT\n".repeat(million / 10));
    assert_eq!(none.len(), 1_001);
    assert_eq!(none[1_000].what, "59000 more problems are not listed");
    let long = read(
        wrap(&format!("BEGIN:VEVENT\nDTSTART:20260101\nDESCRIPTION:{}\nEND:VEVENT", "x".repeat(10 * million)))
            .as_bytes(),
    );
    assert_eq!(long.events[0].description.len(), 10 * million);
    let many = read(wrap(&"BEGIN:VEVENT\nUID:1\nDTSTART:20260101\nSUMMARY:a\nEND:VEVENT\n".repeat(100_001)).as_bytes());
    assert_eq!(many.problems[0].what, "the file holds more than 100000 events: those from here on are not read");
}

proptest! {
    #[test]
    fn reading_never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        let calendar = read(&bytes);
        let mut out = CalendarWriter::new(Instant(0));
        out.calendar("x", calendar.timezones);
        calendar.events.iter().for_each(|event| out.event(event, None));
        prop_assert_eq!(read(out.finish().as_bytes()).events, calendar.events);
    }

    #[test]
    fn reading_and_expanding_lines_never_panics(lines in proptest::collection::vec(hostile_line(), 0..30)) {
        let text = lines.join("\n");
        let read = read(text.as_bytes());
        let mut reader = Reader::new(&read.timezones);
        let mut out = CalendarWriter::new(Instant(0));
        for event in &read.events {
            compose(&mut reader, event, Instant(0));
            out.event(event, None);
        }
        out.finish();
        let home = zone("Europe/Berlin");
        for series in Series::group(read.events) {
            for day in ["0001-01-01", "2026-01-01", "2026-03-29", "9999-12-31"] {
                let from = midnight(&home, day);
                let expansion = expand(&series, &home, from, from + 86_400 * 40);
                prop_assert!(expansion.occurrences.iter().all(|one| one.start <= one.end));
            }
        }
    }
}

/// Lines that are nearly right.
fn hostile_line() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec![
        "DTSTART",
        "DTEND",
        "DURATION",
        "RRULE",
        "EXRULE",
        "RDATE",
        "EXDATE",
        "RECURRENCE-ID",
        "UID",
        "SUMMARY",
        "TRIGGER",
        "SEQUENCE",
        "TZID",
        "TZOFFSETFROM",
        "TZOFFSETTO",
        "X-WR-TIMEZONE",
        " ",
        "ATTENDEE",
        "REPEAT",
    ]);
    let parameter = prop::sample::select(vec![
        "",
        "",
        "",
        ";VALUE=DATE",
        ";VALUE=PERIOD",
        ";TZID=Europe/Berlin",
        ";TZID=A",
        ";RANGE=THISANDFUTURE",
        ";TZID=(UTC), x",
        ";CN=\"",
    ]);
    let value = prop_oneof![
        prop::sample::select(vec![
            "20260101T090000",
            "20260329T023000Z",
            "00010101",
            "99991231T235959",
            "20261301",
            "PT1H",
            "-P99999999D",
            "P1W",
            "1",
            "20260101T090000Z/PT1H",
            "20260101T090000Z/20250101T090000Z,20260301",
            "FREQ=DAILY",
            "FREQ=SECONDLY;COUNT=9",
            "FREQ=MONTHLY;BYDAY=-5MO;BYSETPOS=-1",
            "FREQ=YEARLY;BYWEEKNO=53;UNTIL=99991231",
            "FREQ=WEEKLY;INTERVAL=4294967295",
            "FREQ=HOURLY;INTERVAL=4294967295;COUNT=4294967295",
            "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
            "+0100",
            "-2359",
            "A",
            "\\",
            "",
        ])
        .prop_map(str::to_owned),
        ".{0,20}",
    ];
    let structure = prop::sample::select(vec![
        "BEGIN:VEVENT",
        "END:VEVENT",
        "BEGIN:VEVENT\nDTSTART:20260101T090000Z",
        "BEGIN:VALARM",
        "END:VALARM",
        "BEGIN:VTIMEZONE\nTZID:A",
        "BEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETTO:+0100",
        "BEGIN:DAYLIGHT",
        "END:STANDARD",
        "END:DAYLIGHT",
        "END:VTIMEZONE",
        "BEGIN:VCALENDAR",
    ]);
    prop_oneof![
        3 => (name, parameter, value).prop_map(|(name, parameter, value)| format!("{name}{parameter}:{value}")),
        2 => structure.prop_map(str::to_owned),
    ]
}
