//! When events happen.

use vadash::domain::event::{Series, Which};
use vadash::domain::recur::{Budget, expand_within};
use vadash::domain::zone::Zone;

use super::{calendar, event, midnight, occurrences, zone};

/// Starts in Berlin, as typed.
fn starts(lines: &str, from: &str, to: &str) -> Vec<String> {
    let (found, _) = occurrences(calendar(lines).events, "Europe/Berlin", from, to);
    let berlin = zone("Europe/Berlin");
    found.iter().map(|one| format!("{} {}", berlin.local(one.start).format("%m-%d %H:%M"), one.title)).collect()
}

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
    let all = (0..60).map(|n: i32| n.to_string()).collect::<Vec<_>>().join(",");
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

#[test]
fn exrules_take_dates_away_and_a_series_begins_with_the_first_date_that_fits() {
    let days = |lines: &str| {
        let event = event(&format!("DTSTART:20260601T090000Z\n{lines}"));
        let (found, refused) = occurrences(vec![event], "UTC", "2026-06-01", "2026-07-01");
        assert_eq!(refused, Vec::<String>::new(), "{lines}");
        found.iter().map(|one| chrono::Datelike::day(&one.start.utc())).collect::<Vec<_>>()
    };
    // 1 June 2026 is a Monday.
    assert_eq!(days("RRULE:FREQ=WEEKLY;BYDAY=TU,TH;COUNT=3"), [2, 4, 9]);
    assert_eq!(days("RRULE:FREQ=MONTHLY;BYMONTHDAY=15"), [15]);
    assert_eq!(days("RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=2"), [1, 8]);
    assert_eq!(days("RRULE:FREQ=DAILY;COUNT=6\nEXRULE:FREQ=DAILY;INTERVAL=2"), [2, 4, 6]);
    assert_eq!(days("RRULE:FREQ=DAILY;UNTIL=20260607T235959Z\nEXRULE:FREQ=WEEKLY;BYDAY=SA,SU"), [1, 2, 3, 4, 5]);
    assert_eq!(days("RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=2\nRDATE:20260620T090000Z\nEXRULE:FREQ=DAILY;COUNT=3"), [9, 20]);
}
