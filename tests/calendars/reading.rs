//! What a file says.

use vadash::domain::event::{ParticipationStatus, Status, Trigger};
use vadash::domain::time::Instant;
use vadash::domain::zone::Zone;
use vadash::formats::ical::Calendar;

use super::{calendar, event};

/// A calendar of events of these lines.
fn calendar_of(events: &[&str]) -> Calendar {
    calendar(&events.iter().map(|lines| format!("BEGIN:VEVENT\n{lines}\nEND:VEVENT")).collect::<Vec<_>>().join("\n"))
}

#[test]
fn one_bad_event_hides_no_other() {
    let calendar = calendar(
        "BEGIN:VEVENT\nUID:1\nEND:VEVENT\nBEGIN:VEVENT\nUID:2\nDTSTART:soon\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:3\nDTSTART;TZID=Mars/Olympus:20260101T090000\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:4\nDTSTART:20260101T090000Z",
    );
    let problems: Vec<(usize, &str, bool)> =
        calendar.problems.iter().map(|problem| (problem.line, problem.what.as_str(), problem.left_out)).collect();
    assert_eq!(
        problems,
        [
            (3, "the event has no DTSTART", true),
            (8, "DTSTART `soon` is no date and no time", true),
            (12, "the time zone `Mars/Olympus` is unknown: its times are read as local ones", false),
            (14, "the event has no END: it is read as far as it goes", false),
        ]
    );
    let odd =
        calendar_of(&["DTSTART:20260101T090000Z\nEXDATE:20260102T090000Z,never", "DTSTART:20260101\nRECURRENCE-ID:x"]);
    assert_eq!(odd.problems[0].what, "EXDATE `never` is no date and no time: it is passed over");
    assert_eq!(odd.problems[1].what, "RECURRENCE-ID `x` is no date and no time");
    assert_eq!(odd.events.len(), 1);
    let read: Vec<(&str, String)> =
        calendar.events.iter().map(|event| (event.uid.as_str(), event.start.to_string())).collect();
    assert_eq!(read, [("3", "2026-01-01T09:00:00".to_owned()), ("4", "2026-01-01T09:00:00Z".to_owned())]);
}

#[test]
fn an_event_is_read_in_full() {
    let event = event(
        "DTSTART;TZID=W. Europe Standard Time:20260622T090000\nDURATION:P1DT1H\nSEQUENCE:3\nLOCATION:Room 1\\, upstairs\n\
         DESCRIPTION:Join\\nhttps://acme.zoom.us/j/1\nORGANIZER;CN=Boss:MAILTO:boss@acme.test\n\
         ATTENDEE;CN=\"Me, Myself\";PARTSTAT=DECLINED:mailto:me@va.test\nSTATUS:TENTATIVE\nTRANSP:TRANSPARENT\n\
         RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;VALUE=DATE:20260629\nRDATE;VALUE=PERIOD:20260701T100000Z/PT2H\n\
         BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT15M\nREPEAT:2\nDURATION:PT5M\nEND:VALARM\n\
         BEGIN:VALARM\nTRIGGER;RELATED=END:PT0S\nEND:VALARM\nBEGIN:VALARM\nTRIGGER;VALUE=DATE-TIME:20260622T060000Z\nEND:VALARM",
    );
    assert_eq!(event.start.to_string(), "2026-06-22T09:00:00[Europe/Berlin]");
    assert_eq!(event.end.to_string(), "2026-06-23T10:00:00[Europe/Berlin]");
    assert_eq!((event.sequence, event.status, event.transparent), (3, Status::Tentative, true));
    assert_eq!(event.location, "Room 1, upstairs");
    assert_eq!(event.url.as_deref(), Some("https://acme.zoom.us/j/1"));
    assert_eq!(event.organizer.as_deref(), Some("boss@acme.test"));
    let [attendee] = event.attendees.as_slice() else { panic!("{:?}", event.attendees) };
    assert_eq!(
        (attendee.email.as_str(), attendee.name.as_str(), attendee.answer),
        ("me@va.test", "Me, Myself", ParticipationStatus::Declined)
    );
    let alarms = event.alarms.unwrap();
    let triggers: Vec<Trigger> = alarms.iter().map(|alarm| alarm.trigger).collect();
    assert_eq!(triggers, [Trigger::BeforeStart(900), Trigger::BeforeEnd(0), Trigger::At(Instant(1_782_108_000))]);
    assert_eq!((alarms[0].repeat, alarms[0].every), (2, 300));
    let json = serde_json::to_string(&event.repeat).unwrap();
    assert_eq!(
        json,
        r#"{"rules":["FREQ=WEEKLY;COUNT=3"],"dates":[{"start":"2026-07-01T10:00:00Z","end":"2026-07-01T12:00:00Z"}],"except":["2026-06-29"]}"#
    );
    assert_eq!(serde_json::from_str::<vadash::domain::event::RecurrenceProperties>(&json).unwrap(), event.repeat);
}

#[test]
fn ends_and_lengths() {
    let end = |lines: &str| event(lines).end.to_string();
    assert_eq!(end("DTSTART;VALUE=DATE:20260101"), "2026-01-02");
    assert_eq!(end("DTSTART:20260101"), "2026-01-02");
    assert_eq!(end("DTSTART;VALUE=DATE:20260101\nDTEND;VALUE=DATE:20260101"), "2026-01-02");
    assert_eq!(end("DTSTART:20260101T090000Z"), "2026-01-01T09:00:00Z");
    assert_eq!(end("DTSTART:20260101T090000Z\nDTEND:20260101T080000Z"), "2026-01-01T09:00:00Z");
    assert_eq!(end("DTSTART:20260101T090000Z\nDURATION:-PT1H"), "2026-01-01T09:00:00Z");
    assert_eq!(end("DTSTART:20260101T090000Z\nDTEND;VALUE=DATE:20260102"), "2026-01-02T00:00:00Z");
    // Clocks go forward in the night of 29 March: a day has 23 hours, 24 hours end an hour later on the clock.
    assert_eq!(end("DTSTART;TZID=Europe/Berlin:20260328T120000\nDURATION:P1D"), "2026-03-29T12:00:00[Europe/Berlin]");
    assert_eq!(end("DTSTART;TZID=Europe/Berlin:20260328T120000\nDURATION:PT24H"), "2026-03-29T13:00:00[Europe/Berlin]");
    assert!(event("DTSTART:20260101\nBEGIN:VALARM\nACTION:NONE\nTRIGGER:-PT1H\nEND:VALARM").alarms.unwrap().is_empty());
    assert!(event("DTSTART:20260101").alarms.is_none());
}

#[test]
fn zones_by_any_name() {
    let start = |tzid: &str| event(&format!("DTSTART;TZID={tzid}:20260701T090000")).start.to_string();
    for (tzid, zone) in [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("/freeassociation.sourceforge.net/Tzfile/Europe/Berlin", "Europe/Berlin"),
        ("/mozilla.org/20050126_1/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("Tokyo Standard Time", "Asia/Tokyo"),
        ("\"(UTC+07:00) Bangkok, Hanoi, Jakarta\"", "Asia/Bangkok"),
        ("(UTC+07:00) Bangkok, Hanoi, Jakarta", "Asia/Bangkok"),
        ("GMT+0530", "posix:<+0530>-5:30"),
    ] {
        assert_eq!(start(tzid), format!("2026-07-01T09:00:00[{zone}]"));
    }
    assert_eq!(
        calendar("X-WR-TIMEZONE:Asia/Tashkent\nBEGIN:VEVENT\nDTSTART:20260701T090000\nEND:VEVENT").events[0]
            .start
            .to_string(),
        "2026-07-01T09:00:00[Asia/Tashkent]"
    );
}

#[test]
fn rules_of_a_vtimezone_are_kept() {
    let zone = |observances: &str| {
        let text = format!(
            "BEGIN:VTIMEZONE\nTZID:Mine\n{observances}\nEND:VTIMEZONE\nBEGIN:VEVENT\nDTSTART;TZID=Mine:20260701T090000\nEND:VEVENT"
        );
        let read = calendar(&text);
        assert_eq!(read.problems, []);
        read.events[0].start.zone(&Zone::utc())
    };
    let part = |kind: &str, onset: &str, from: &str, to: &str, more: &str| {
        format!("BEGIN:{kind}\nDTSTART:{onset}\nTZOFFSETFROM:{from}\nTZOFFSETTO:{to}\n{more}\nEND:{kind}")
    };
    let american = [
        part(
            "DAYLIGHT",
            "19870405T020000",
            "-0500",
            "-0400",
            "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU;UNTIL=20060402T070000Z",
        ),
        part(
            "STANDARD",
            "19871025T020000",
            "-0400",
            "-0500",
            "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20061029T060000Z",
        ),
        part(
            "DAYLIGHT",
            "20070311T020000",
            "-0500",
            "-0400",
            "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=SU;BYMONTHDAY=8,9,10,11,12,13,14",
        ),
        part("STANDARD", "20071104T020000", "-0400", "-0500", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU"),
    ]
    .join("\n");
    let new_york = Zone::get("America/New_York").unwrap();
    let own = zone(&american);
    for day in 0..15_000 {
        let at = Instant(day * 86_400 + 600_000_000);
        assert_eq!(own.offset(at), new_york.offset(at), "{at}");
    }
    // Weekday on or after a date that is no multiple of seven, as Israel had it: the Friday before the last Sunday of March.
    let jerusalem = Zone::get("Asia/Jerusalem").unwrap();
    let israel = [
        part(
            "DAYLIGHT",
            "20130329T020000",
            "+0200",
            "+0300",
            "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=FR;BYMONTHDAY=23,24,25,26,27,28,29",
        ),
        part("STANDARD", "20131027T020000", "+0300", "+0200", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"),
    ]
    .join("\n");
    let own = zone(&israel);
    for hour in 0..100_000 {
        let at = Instant(hour * 3600 + 1_400_000_000);
        assert_eq!(own.offset(at), jerusalem.offset(at), "{at}");
    }
    assert_eq!(zone(&part("STANDARD", "19700101T000000", "+0000", "+0330", "")).name(), "posix:<+0330>-3:30");
    assert_eq!(
        zone(&format!(
            "{}\n{}",
            part("STANDARD", "20000101T000000", "+0100", "+0200", "RDATE:20200101T000000"),
            part("DAYLIGHT", "20100101T000000", "+0200", "+0300", "")
        ))
        .name(),
        "posix:<+01>-1;946681200=<+02>-2;1262296800=<+03>-3;1577833200=<+02>-2"
    );
}

#[test]
fn the_latest_revision_stays_and_two_meetings_with_one_uid_are_kept_apart() {
    let one = |title: &str, sequence: i64| {
        format!("BEGIN:VEVENT\nUID:same\nSUMMARY:{title}\nSEQUENCE:{sequence}\nDTSTART:20260101T090000Z\nEND:VEVENT")
    };
    let titles = |text: &str| calendar(text).events.into_iter().map(|event| event.title).collect::<Vec<_>>();
    assert_eq!(titles(&[one("new", 2), one("old", 1)].join("\n")), ["new"]);
    assert_eq!(titles(&[one("old", 1), one("new", 2)].join("\n")), ["new"]);
    let both = calendar(&[one("a", 0), one("b", 0), one("a", 0)].join("\n"));
    assert_eq!(both.events.iter().map(|event| event.title.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    assert_ne!(both.events[0].uid, both.events[1].uid);
}

#[test]
fn a_time_counts_where_a_date_was_announced() {
    let said = calendar_of(&["UID:1\nDTSTART;VALUE=DATE:20260610T200000\nDTEND;VALUE=DATE:20260610T210000Z"]);
    assert_eq!(said.events[0].start.to_string(), "2026-06-10T20:00:00");
    assert_eq!(said.events[0].end.to_string(), "2026-06-10T21:00:00Z");
    let problems: Vec<_> = said.problems.iter().map(|p| (p.line, p.what.as_str(), p.left_out)).collect();
    let why = "says that it is a date and has a time: the time counts";
    assert_eq!(problems, [(5, format!("DTSTART {why}").as_str(), false), (6, format!("DTEND {why}").as_str(), false)]);
    // A midnight says no more than the date.
    let day = calendar_of(&["UID:1\nDTSTART;VALUE=DATE:20260610T000000\nDTEND;VALUE=DATE:20260612T000000"]);
    assert_eq!((day.events[0].start.to_string(), day.problems.len()), ("2026-06-10".to_owned(), 0));
    assert_eq!(day.events[0].end.to_string(), "2026-06-12");
}

#[test]
fn an_end_without_a_zone_is_in_that_of_its_start() {
    let end = |lines: &str| event(lines).end.to_string();
    let start = "DTSTART;TZID=Asia/Tokyo:20260610T090000";
    assert_eq!(end(&format!("{start}\nDTEND:20260610T100000")), "2026-06-10T10:00:00[Asia/Tokyo]");
    assert_eq!(end(&format!("DTEND:20260610T100000\n{start}")), "2026-06-10T10:00:00[Asia/Tokyo]");
    assert_eq!(end("DTSTART:20260610T090000Z\nDTEND:20260610T100000"), "2026-06-10T10:00:00Z");
    assert_eq!(end("DTSTART:20260610T090000\nDTEND:20260610T100000"), "2026-06-10T10:00:00");
    assert_eq!(end(&format!("{start}\nDTEND:20260610T010000Z")), "2026-06-10T01:00:00Z");
    // Nor is it in the calendar's zone, which is for what has none at all.
    let read = |start: &str| {
        let lines = format!("X-WR-TIMEZONE:Europe/Berlin\nBEGIN:VEVENT\nDTEND:20260610T100000\n{start}\nEND:VEVENT");
        calendar(&lines).events[0].end.to_string()
    };
    assert_eq!(read(start), "2026-06-10T10:00:00[Asia/Tokyo]");
    assert_eq!(read("DTSTART:20260610T090000"), "2026-06-10T10:00:00[Europe/Berlin]");
}

#[test]
fn quoted_printable_without_an_encoding_is_utf_8_where_it_can_be() {
    let title = |lines: &str| calendar_of(&[&format!("UID:1\nDTSTART:20260610\n{lines}")]).events[0].title.clone();
    assert_eq!(title("SUMMARY;ENCODING=QUOTED-PRINTABLE:Gr=C3=BCn =E2=80=93 50 =E2=82=AC"), "Grün – 50 €");
    assert_eq!(title("SUMMARY;ENCODING=QUOTED-PRINTABLE:Gr=FCn =96 50 =80"), "Grün – 50 €");
    assert_eq!(title("SUMMARY;LANGUAGE=de;ENCODING=quoted-printable:Gr=C3=\n=BCn"), "Grün");
    assert_eq!(title("SUMMARY;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Gr=FCn"), "Grün");
    assert_eq!(title("SUMMARY;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Gr=C3=BCn"), "Grün");
    assert_eq!(title("SUMMARY;ENCODING=QUOTED-PRINTABLE:1 = 1, =ZZ"), "1 = 1, =ZZ");
}

#[test]
fn a_zone_by_its_name_is_that_zone_whatever_the_file_says() {
    let nonsense = "BEGIN:STANDARD\nDTSTART:20260101T000000\nTZOFFSETFROM:+0900\nTZOFFSETTO:+0900\nEND:STANDARD";
    let start = |tzid: &str| {
        let lines = format!(
            "BEGIN:VTIMEZONE\nTZID:{tzid}\n{nonsense}\nEND:VTIMEZONE\n\
             BEGIN:VEVENT\nDTSTART;TZID=\"{tzid}\":20260701T090000\nEND:VEVENT"
        );
        calendar(&lines).events[0].start.to_string()
    };
    assert_eq!(start("Europe/Berlin"), "2026-07-01T09:00:00[Europe/Berlin]");
    assert_eq!(start("W. Europe Standard Time"), "2026-07-01T09:00:00[Europe/Berlin]");
    assert_eq!(start("UTC-11"), "2026-07-01T09:00:00[Etc/GMT+11]");
    assert_eq!(start("Office"), "2026-07-01T09:00:00[posix:<+09>-9]");
    assert_eq!(start("Office "), "2026-07-01T09:00:00[posix:<+09>-9]");
    assert_eq!(start("Berlin time"), "2026-07-01T09:00:00[posix:<+09>-9]");
}

#[test]
fn what_cannot_be_read_is_named_with_its_line() {
    let said = calendar_of(&[
        "UID:1\nSUMMARY:a\n b\nDTSTART:20260610T103000Z\nDTEND:20260610T10300Z",
        "UID:2\nDTSTART:20260610T10300Z",
        "UID:3\nDTSTART:20260610T103000Z\nBEGIN:VALARM\nTRIGGER:-PT5M\nEND:VALARM\nRRULE:FREQ=NEVER",
    ]);
    let problems: Vec<_> = said.problems.iter().map(|p| (p.line, p.what.as_str(), p.left_out)).collect();
    let [end, start, rule] = problems.as_slice() else { panic!("{problems:?}") };
    assert_eq!(*end, (8, "DTEND `20260610T10300Z` is no date and no time: it is passed over", false));
    assert_eq!(*start, (12, "DTSTART `20260610T10300Z` is no date and no time", true));
    assert_eq!((rule.0, rule.2), (20, false));
    assert_eq!(said.events[0].end, said.events[0].start);
}

#[test]
fn the_link_is_found_wherever_a_program_put_it() {
    let link = |lines: &str| event(&format!("DTSTART:20260610T090000Z\n{lines}")).url.unwrap_or_default();
    let zoom = "https://acme.zoom.us/j/1?pwd=a";
    for lines in [
        format!("CONFERENCE;VALUE=URI;FEATURE=VIDEO:{zoom}\nURL:https://meet.google.com/x"),
        format!("CONFERENCE;VALUE=URI:tel:+1-412-555-0123\nX-GOOGLE-CONFERENCE:{zoom}"),
        format!("X-MICROSOFT-SKYPETEAMSMEETINGURL:{zoom}\nLOCATION:https://meet.google.com/x"),
        format!("X-MICROSOFT-ONLINEMEETINGCONFLINK:conf:sip:a@b\nLOCATION:Room 1\\, {zoom}"),
        format!("LOCATION:{zoom}\nURL:https://meet.google.com/x"),
        format!("URL:https://acme.test/event\nDESCRIPTION:Join\\n{zoom}\\nthen talk"),
        format!(
            "DESCRIPTION:\\n\nX-ALT-DESC;FMTTYPE=text/html:<html><a class=\"x; y\\, z\" href=\"{}\">Join</a></html>",
            zoom.replace('?', "?a=1&amp;").replace("a=1&amp;pwd", "pwd")
        ),
        "LOCATION:https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Facme.zoom.us%2Fj%2F1%3Fpwd%3Da&data=x"
            .to_owned(),
    ] {
        assert_eq!(link(&lines), zoom, "{lines}");
    }
    assert_eq!(link("LOCATION:https://acme.test/room\nURL:https://acme.test/event"), "https://acme.test/room");
    assert_eq!(link("LOCATION:at https://acme.test/room\nURL:https://acme.test/event"), "https://acme.test/event");
    assert_eq!(link("DESCRIPTION:https://acme.test/room"), "");
}

#[test]
fn alarms_that_were_seen_are_silent_and_later_ones_are_not() {
    let told = |lines: &str| {
        let event = event(&format!("DTSTART:20260610T090000Z\n{lines}"));
        let start = event.start.instant(&Zone::utc());
        let alarms = event.alarms.unwrap();
        let all = alarms.iter().flat_map(|alarm| alarm.instants(start, start));
        all.map(|at| at.to_string()).collect::<Vec<_>>()
    };
    let alarm = |lines: &str| format!("BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT15M\n{lines}\nEND:VALARM");
    assert_eq!(told(&alarm("DESCRIPTION:a")), ["2026-06-10T08:45:00Z"]);
    assert_eq!(told(&alarm("ACKNOWLEDGED:20260610T084500Z")), Vec::<String>::new());
    assert_eq!(told(&alarm("ACKNOWLEDGED:20260610T084600Z")), Vec::<String>::new());
    assert_eq!(told(&alarm("ACKNOWLEDGED:20260610T084459Z")), ["2026-06-10T08:45:00Z"]);
    // A snooze is an alarm of its own that follows the one that was seen (RFC 9074 7.1).
    let snoozed = "BEGIN:VALARM\nUID:2\nACTION:DISPLAY\nTRIGGER;VALUE=DATE-TIME:20260610T085500Z\n\
                   RELATED-TO;RELTYPE=SNOOZE:1\nEND:VALARM";
    let both = format!("{}\n{snoozed}", alarm("UID:1\nACKNOWLEDGED:20260610T084510Z"));
    assert_eq!(told(&both), ["2026-06-10T08:55:00Z"]);
    assert_eq!(told(&format!("X-MOZ-LASTACK:20260610T084500Z\n{}", alarm("DESCRIPTION:a"))), Vec::<String>::new());
}

#[test]
fn a_file_folded_behind_its_names_is_read_as_any_other() {
    let plain = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Mozilla.org/NONSGML Mozilla Calendar V1.0//EN\nBEGIN:VEVENT\n\
                 UID:1\nSUMMARY:a\nDTSTART;VALUE=DATE:20260610\nDTEND;VALUE=DATE:20260611\nRRULE:FREQ=WEEKLY\nEND:VEVENT\n\
                 END:VCALENDAR\n";
    let fold = |line: &str| match line.find([':', ';']) {
        Some(at) if !line.starts_with("BEGIN") && !line.starts_with("END") => {
            format!("{}\n \n {}\n", &line[..at], line[at..].replacen(':', "\n :", 1))
        }
        _ => format!("{line}\n"),
    };
    let folded: String = plain.lines().map(fold).collect();
    let read = |text: &str| vadash::formats::ical::read(text.as_bytes());
    assert_eq!(read(&folded).events, read(plain).events);
    assert_eq!((read(&folded).events.len(), read(&folded).problems.len()), (1, 0));
    assert_eq!(read(&folded.replace('\n', "\r\n")).events, read(plain).events);
}
