//! Calendars as other programs write them, against what other programs make of them.
//!
//! `data/calendars` is ours. `../shared/calendars` comes from public test suites that may not be
//! copied: its cases run where it is present, and say so where it is not.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use proptest::prelude::*;
use serde_json::Value;
use vadash::domain::event::{Answer, Event, Occurrence, Series, Status, Trigger, Which};
use vadash::domain::recur::{Budget, expand, expand_within};
use vadash::domain::time::Instant;
use vadash::domain::zone::Zone;
use vadash::formats::ical::{Calendar, compose, read, write};

fn ours() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/calendars")
}

/// A folder or file beside the project, or `None` with a word about it.
fn shared(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/calendars").join(name);
    if !path.exists() {
        eprintln!("skipped: {} is not here", path.display());
    }
    path.exists().then_some(path)
}

fn json(path: &Path) -> Vec<Value> {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

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

fn zone(name: &str) -> Zone {
    Zone::get(name).unwrap()
}

fn midnight(zone: &Zone, date: &str) -> Instant {
    zone.start_of(date.parse::<NaiveDate>().unwrap())
}

/// A calendar of one file's worth of lines.
fn calendar(lines: &str) -> Calendar {
    let text = format!("BEGIN:VCALENDAR\nVERSION:2.0\n{lines}\nEND:VCALENDAR\n");
    read(text.as_bytes())
}

/// An event of these lines.
fn event(lines: &str) -> Event {
    let calendar = calendar(&format!("BEGIN:VEVENT\nUID:1\nSUMMARY:a\n{lines}\nEND:VEVENT"));
    assert_eq!(calendar.problems, []);
    calendar.events.into_iter().next().unwrap()
}

/// The occurrences of a calendar's events, and what was refused.
fn occurrences(events: Vec<Event>, home: &str, from: &str, to: &str) -> (Vec<Occurrence>, Vec<String>) {
    let home = zone(home);
    let (from, to) = (midnight(&home, from), midnight(&home, to));
    let mut found = Vec::new();
    let mut refused = Vec::new();
    for series in Series::group(events) {
        let expansion = expand(&series, &home, from, to);
        found.extend(expansion.occurrences);
        refused.extend(expansion.refused);
    }
    found.sort_by(|a, b| (a.start, a.end, &a.title).cmp(&(b.start, b.end, &b.title)));
    (found, refused)
}

/// Starts in Berlin, as typed.
fn starts(lines: &str, from: &str, to: &str) -> Vec<String> {
    let (found, _) = occurrences(calendar(lines).events, "Europe/Berlin", from, to);
    let berlin = zone("Europe/Berlin");
    found.iter().map(|one| format!("{} {}", berlin.local(one.start).format("%m-%d %H:%M"), one.title)).collect()
}

fn check_cases(folder: &Path) -> (usize, Vec<String>) {
    let cases = json(&folder.join("cases.json"));
    let mut wrong = Vec::new();
    for case in &cases {
        let word = |name: &str| case[name].as_str().unwrap();
        let calendar = read(&fs::read(folder.join(word("file"))).unwrap());
        let (found, _) = occurrences(calendar.events, word("tz"), word("from"), word("to"));
        let row = |start: &str, end: &str, title: &str, all_day: bool| format!("{start} {end} {all_day} {title}");
        let mut found: Vec<String> = found
            .iter()
            .map(|one| row(&one.start.to_string(), &one.end.to_string(), &one.title, one.all_day.is_some()))
            .collect();
        let mut expected: Vec<String> = case["expect"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| {
                let word = |name: &str| one[name].as_str().unwrap();
                row(word("start"), word("end"), word("summary"), one["all_day"].as_bool().unwrap())
            })
            .collect();
        found.sort();
        expected.sort();
        if found != expected {
            let missing: Vec<&String> = expected.iter().filter(|row| !found.contains(row)).collect();
            let extra: Vec<&String> = found.iter().filter(|row| !expected.contains(row)).collect();
            wrong.push(format!(
                "{} {}..{} {}\n  missing {missing:#?}\n  extra {extra:#?}",
                word("file"),
                word("from"),
                word("to"),
                word("tz")
            ));
        }
    }
    (cases.len(), wrong)
}

#[test]
fn generated_cases_agree() {
    let (_, wrong) = check_cases(&ours());
    assert!(wrong.is_empty(), "{} cases disagree:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn real_cases_agree() {
    let Some(folder) = shared("real") else { return };
    let (_, wrong) = check_cases(&folder);
    assert!(wrong.is_empty(), "{} cases disagree:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn rules_agree() {
    let Some(path) = shared("rrule.json") else { return };
    let mut wrong = Vec::new();
    for case in json(&path) {
        let word = |name: &str| case[name].as_str().unwrap();
        let all_day = word("dtstart").len() == 8;
        let start = if all_day {
            format!("DTSTART;VALUE=DATE:{}", word("dtstart"))
        } else {
            format!("DTSTART:{}Z", word("dtstart"))
        };
        let event = event(&format!("{start}\nRRULE:{}", word("rrule")));
        let (found, refused) = occurrences(vec![event], "UTC", "1990-01-01", "2060-01-01");
        let layout = if all_day { "%Y%m%d" } else { "%Y%m%dT%H%M%S" };
        let found: Vec<String> = found.iter().map(|one| one.start.utc().format(layout).to_string()).collect();
        let expected: Vec<&str> =
            case["first_instances"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
        if found.iter().take(expected.len()).ne(expected.iter()) || !refused.is_empty() {
            wrong.push(format!(
                "{}: {}\n  expected {expected:?}\n  found {found:?} {refused:?}",
                word("note"),
                word("rrule")
            ));
        }
    }
    assert!(wrong.is_empty(), "{} rules disagree:\n{}", wrong.len(), wrong.join("\n"));
}

// --- what a file says -------------------------------------------------------------------------

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
            (6, "DTSTART is no date and no time", true),
            (10, "the time zone `Mars/Olympus` is unknown: its times are read as local ones", false),
            (14, "the event has no END: it is read as far as it goes", false),
        ]
    );
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
        ("me@va.test", "Me, Myself", Answer::Declined)
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
    assert_eq!(serde_json::from_str::<vadash::domain::event::Repeat>(&json).unwrap(), event.repeat);
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

// --- when it happens --------------------------------------------------------------------------

const DAILY: &str = "BEGIN:VEVENT\nUID:1\nSUMMARY:a\nDTSTART;TZID=Europe/Berlin:20260105T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=4";

#[test]
fn overrides_of_one_and_of_all_that_follow() {
    let moved = "BEGIN:VEVENT\nUID:1\nSUMMARY:b\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260107T080000Z\n\
                 DTSTART;TZID=Europe/Berlin:20260107T110000\nDURATION:PT30M\nEND:VEVENT";
    let single =
        "BEGIN:VEVENT\nUID:1\nSUMMARY:c\nRECURRENCE-ID;VALUE=DATE:20260108\nDTSTART:20260120T100000Z\nEND:VEVENT";
    let orphan = "BEGIN:VEVENT\nUID:1\nSUMMARY:d\nRECURRENCE-ID:20260301T080000Z\nDTSTART:20260110T100000Z\nEND:VEVENT";
    let all = [&format!("{DAILY}\nEND:VEVENT"), moved, single, orphan].join("\n");
    assert_eq!(
        starts(&all, "2026-01-01", "2026-02-01"),
        ["01-05 09:00 a", "01-06 09:00 a", "01-07 11:00 b", "01-10 11:00 d", "01-20 11:00 c"]
    );
    let (found, _) = occurrences(calendar(&all).events, "Europe/Berlin", "2026-01-01", "2026-02-01");
    let named: Vec<String> = found.iter().map(|one| one.recurrence_id.as_ref().unwrap().to_string()).collect();
    assert_eq!(named[1], "2026-01-06T09:00:00[Europe/Berlin]");
    assert_eq!(found[1].which, Which::Master);
    assert_eq!(found[2].which, Which::Override(0));
    // A moved occurrence is found in the range it was moved to, and only there.
    assert_eq!(starts(&all, "2026-01-20", "2026-01-21"), ["01-20 11:00 c"]);
    assert!(starts(&all, "2026-01-08", "2026-01-09").is_empty());
}

#[test]
fn exceptions_in_every_form() {
    let without = |line: &str| starts(&format!("{DAILY}\n{line}\nEND:VEVENT"), "2026-01-01", "2026-02-01").len();
    assert_eq!(without("X-NOTHING:1"), 4);
    assert_eq!(without("EXDATE;TZID=Europe/Berlin:20260106T090000,20260107T090000"), 2);
    assert_eq!(without("EXDATE:20260106T080000Z"), 3);
    assert_eq!(without("EXDATE:20260106T090000"), 3);
    assert_eq!(without("EXDATE;VALUE=DATE:20260106"), 3);
    assert_eq!(without("EXDATE:20260106T100000Z"), 4);
    assert_eq!(without("EXRULE:FREQ=DAILY;INTERVAL=2"), 2);
    assert_eq!(without("RDATE;VALUE=DATE:20260120"), 5);
}

#[test]
fn clocks_that_jump() {
    let times = |start: &str| {
        let lines = format!(
            "BEGIN:VEVENT\nUID:1\nDTSTART;TZID=Europe/Berlin:{start}\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3\nEND:VEVENT"
        );
        let (found, _) = occurrences(calendar(&lines).events, "UTC", "2026-01-01", "2027-01-01");
        found.iter().map(|one| (one.start.to_string(), one.end - one.start)).collect::<Vec<_>>()
    };
    let rows = |rows: [&str; 3]| rows.map(|row| (row.to_owned(), 3600)).to_vec();
    assert_eq!(
        times("20260328T023000"),
        rows(["2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z"])
    );
    assert_eq!(
        times("20261024T023000"),
        rows(["2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"])
    );
}

#[test]
fn days_begin_at_home() {
    let lines = "BEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20260105\nRRULE:FREQ=DAILY;UNTIL=20260106T230000Z\nEND:VEVENT";
    for home in ["Asia/Tashkent", "America/New_York"] {
        let (found, _) = occurrences(calendar(lines).events, home, "2026-01-06", "2026-01-10");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].start, midnight(&zone(home), "2026-01-06"));
        assert_eq!(found[0].all_day.unwrap(), ("2026-01-06".parse().unwrap(), "2026-01-07".parse().unwrap()));
    }
}

#[test]
fn a_rule_of_any_age_costs_what_its_window_does() {
    let found = |rule: &str, start: &str| {
        let event = event(&format!("DTSTART:{start}\nRRULE:{rule}"));
        let (found, refused) = occurrences(vec![event], "UTC", "2026-06-01", "2026-06-02");
        assert_eq!(refused, Vec::<String>::new(), "{rule}");
        found.len()
    };
    assert_eq!(found("FREQ=DAILY", "00010101T090000Z"), 1);
    assert_eq!(found("FREQ=DAILY;COUNT=1000000000", "00010101T090000Z"), 1);
    assert_eq!(found("FREQ=WEEKLY;BYDAY=MO,TU;COUNT=1000000", "00010101T090000Z"), 1);
    assert_eq!(found("FREQ=HOURLY;BYMINUTE=0,30", "19000101T000000Z"), 48);
    assert_eq!(found("FREQ=MINUTELY;INTERVAL=5;COUNT=2000000000", "19000101T000000Z"), 288);
    assert_eq!(found("FREQ=SECONDLY;INTERVAL=600", "19000101T000000Z"), 144);
    assert_eq!(found("FREQ=SECONDLY;BYHOUR=9;BYMINUTE=0;BYSECOND=0", "19000101T000000Z"), 1);
    assert_eq!(found("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "00010101T090000Z"), 0);
    assert_eq!(found("FREQ=DAILY", "99991231T235959Z"), 0);
}

#[test]
fn what_cannot_be_worked_out_is_said_and_the_rest_is_there() {
    let refused = |rule: &str| {
        let event = event(&format!("DTSTART:20260601T000000Z\nRRULE:{rule}"));
        let (found, refused) = occurrences(vec![event], "UTC", "2026-06-01", "2026-06-08");
        assert!(!found.is_empty(), "{rule}");
        refused.join("; ")
    };
    assert_eq!(refused("FREQ=DAILY;INTERVAL=0"), "INTERVAL=0 cannot be, so the rule is passed over");
    assert_eq!(refused("D1 20260601"), "the rule has no FREQ, so the rule is passed over");
    assert_eq!(refused("FREQ=SECONDLY"), "FREQ=SECONDLY gives too many occurrences, so the later ones are missing");
    let slow = event("DTSTART:00010101T000000Z\nRRULE:FREQ=DAILY;COUNT=1000000000;BYMONTHDAY=30,31;BYDAY=MO");
    let (_, refused) = occurrences(vec![slow], "UTC", "2026-06-01", "2026-06-08");
    assert_eq!(
        refused,
        [
            "FREQ=DAILY;COUNT=1000000000;BYMONTHDAY=30,31;BYDAY=MO takes too long to work out, so occurrences are missing"
        ]
    );
}

#[test]
fn hostile_series_use_up_the_budget_and_not_the_others() {
    let home = Zone::utc();
    let (from, to) = (midnight(&home, "2026-06-01"), midnight(&home, "2026-06-02"));
    let one = |rule: &str| Series {
        master: Some(event(&format!("DTSTART:20200101T090000Z\nRRULE:{rule}"))),
        overrides: Vec::new(),
    };
    let all: String = (0..60).map(|n| format!("{}{n}", if n == 0 { "" } else { "," })).collect();
    let hostile = one(&format!("FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=1,2,3;BYMINUTE={all};BYSECOND={all}"));
    let mut budget = Budget::default();
    let mut found = 0;
    for _ in 0..200 {
        let expansion = expand_within(&hostile, &home, from, to, &mut budget);
        assert!(expansion.refused.is_some());
        found += expansion.occurrences.len();
    }
    assert!(found < 252_000, "{found}");
    let honest = expand_within(&one("FREQ=DAILY"), &home, from, to, &mut budget);
    assert_eq!((honest.occurrences.len(), honest.refused), (1, None));
}

// --- hostile files ----------------------------------------------------------------------------

#[test]
fn hostile_files_are_bounded() {
    let million = 1_000_000;
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
    let none = bad(&"BEGIN:VEVENT\n".repeat(million / 10));
    assert_eq!(none.len(), 1_001);
    assert_eq!(none[1_000].what, "199000 more problems are not listed");
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
        read(write(&calendar.events, &calendar.timezones, Instant(0)).as_bytes());
    }

    #[test]
    fn reading_and_expanding_lines_never_panics(lines in proptest::collection::vec(hostile_line(), 0..30)) {
        let text = lines.join("\n");
        let read = read(text.as_bytes());
        for event in &read.events {
            compose(event, Instant(0));
        }
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

// --- and back ---------------------------------------------------------------------------------

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
            if event.uid.starts_with("vadash-") || event.start.to_string().contains("posix:") || event.uid.contains('#')
            {
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
