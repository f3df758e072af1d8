//! Calendars made to do harm, taken in by the program: what they may cost together, and what is said of the rest.
//!
//! Nothing here measures time: what is kept is counted. `scripts/hostile` prints what each costs.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod support;

use rusqlite::Connection;
use support::{Home, day_before};

fn calendar(name: &str, rules: impl Iterator<Item = String>) -> String {
    let event = |(n, rule): (usize, String)| {
        format!("BEGIN:VEVENT\nUID:{name}{n}\nDTSTART:20260601T090000Z\nSUMMARY:{name} {n}\nRRULE:{rule}\nEND:VEVENT\n")
    };
    let events: String = rules.enumerate().map(event).collect();
    format!("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//x//EN\n{events}END:VCALENDAR\n")
}

fn repeated(rule: &str, times: usize) -> impl Iterator<Item = String> {
    std::iter::repeat_n(rule.to_owned(), times)
}

/// Occurrences kept, and series that could not be worked out.
fn kept(home: &Home) -> (i64, i64) {
    let conn = Connection::open(home.db()).unwrap();
    let count = |table: &str| conn.query_row(&format!("SELECT count(*) FROM {table}"), [], |r| r.get(0)).unwrap();
    (count("occurrence"), count("unexpanded"))
}

#[test]
fn series_of_every_second_cost_next_to_nothing_each() {
    for rule in ["FREQ=SECONDLY", "FREQ=MINUTELY", "FREQ=HOURLY"] {
        let home = Home::new();
        home.write("bombs.ics", calendar("bomb", repeated(rule, 3_000)));
        let said = home.sh("vadash import ics bombs.ics");
        assert_eq!(said.code, 0, "{said:?}");
        assert_eq!(
            said.out,
            "imported bombs: added 3000, updated 0, unchanged 0, skipped 0\n3000 series are too large to show to the end; 'agenda' says which and why\n"
        );
        let (occurrences, unexpanded) = kept(&home);
        assert!(occurrences <= 20_000 + 3_000, "{rule}: {occurrences}");
        assert_eq!(unexpanded, 3_000, "{rule}");
        let agenda = home.ok("agenda");
        assert!(
            agenda.contains(&format!("not shown to the end: bomb 0: {rule} gives too many occurrences")),
            "{agenda}"
        );
        assert!(agenda.ends_with("not shown to the end: 2980 more series\n"), "{agenda}");
        // Once said, it is not said again of what comes after.
        let after = home.sh("vadash event add --title 'An honest one' --start 2026-06-23T10:00 --repeat FREQ=WEEKLY");
        assert!(!after.out.contains("too large") && after.code == 0, "{after:?}");
        // It can be taken back as a whole.
        home.ok("undo 2");
        assert_eq!(kept(&home), (0, 0));
    }
}

/// As many meetings as the busiest of all may have.
#[test]
fn a_thousand_weekly_meetings_and_a_hundred_daily_ones_are_there_to_the_end() {
    let home = Home::new();
    let weekly =
        ["FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=TU", "FREQ=WEEKLY;INTERVAL=1;BYDAY=WE;WKST=SU", "FREQ=WEEKLY;COUNT=900"];
    let rules = weekly.iter().cycle().take(1_000).map(|rule| (*rule).to_owned());
    home.write(
        "busy.ics",
        calendar("busy", rules.chain(repeated("FREQ=DAILY", 100))).replace("20260601T", "20240603T"),
    );
    let said = home.sh("vadash import ics busy.ics");
    assert_eq!(said.out, "imported busy: added 1100, updated 0, unchanged 0, skipped 0\n", "{said:?}");
    let (occurrences, unexpanded) = kept(&home);
    assert_eq!(unexpanded, 0);
    // The window is 480 days: 68 weeks and a half.
    assert!((1_000 * 68 + 100 * 480..=1_000 * 70 + 100 * 482).contains(&occurrences), "{occurrences}");
    // The same where nothing is kept, and where the window is made anew.
    for (now, day) in [("2026-06-22", "2031-06-23"), ("2027-06-22", "2027-06-23")] {
        home.at(&format!("{now}T14:00:00+02:00"));
        assert!(!home.ok(&format!("agenda --from {day} --to {day}")).contains("not shown to the end"), "{day}");
    }
    assert_eq!(kept(&home).1, 0);
}

/// Far more daily meetings than anybody has: as many as fit are there to the end, and the rest is said.
#[test]
fn a_file_shares_one_budget_and_leaves_other_calendars_theirs() {
    let home = Home::new();
    home.write("full.ics", calendar("full", repeated("FREQ=DAILY", 500)));
    home.write("mine.ics", calendar("mine", repeated("FREQ=DAILY", 1)));
    let said = home.sh("vadash import ics full.ics");
    assert!(said.out.contains(" series are too large to show to the end; 'agenda' says which and why"), "{said:?}");
    home.ok("import ics mine.ics");
    let (occurrences, unexpanded) = kept(&home);
    assert!((110_000..=132_000).contains(&occurrences), "{occurrences}");
    assert!((180..=260).contains(&unexpanded), "{unexpanded}");
    // A year on, everything is worked out anew: the calendar of one meeting comes before that of five hundred.
    home.at("2027-06-22T14:00:00+02:00");
    let agenda = home.ok("agenda --from 2027-06-23 --to 2027-06-23");
    assert!(agenda.contains("mine 0"), "{agenda}");
    // So it does where nothing is kept.
    let far = home.ok("agenda --from 2031-06-23 --to 2031-06-23");
    assert!(far.contains("mine 0"), "{far}");
}

/// Many events that follow one another (THISANDFUTURE) replace each what comes after them.
#[test]
fn thousands_of_replacements_are_told_apart() {
    let home = Home::new();
    let minute = |n: usize| format!("202606{:02}T{:02}{:02}00Z", 1 + n / 1_440, n / 60 % 24, n % 60);
    let master = "BEGIN:VEVENT\nUID:1\nDTSTART:20260601T000000Z\nSUMMARY:0\nRRULE:FREQ=MINUTELY;UNTIL=20260605T000000Z\nEND:VEVENT\n";
    let follow = |n: usize| {
        let at = minute(n);
        format!("BEGIN:VEVENT\nUID:1\nRECURRENCE-ID;RANGE=THISANDFUTURE:{at}\nDTSTART:{at}\nSUMMARY:{n}\nEND:VEVENT\n")
    };
    let events: String = (1..2_000).map(follow).collect();
    home.write("follow.ics", format!("BEGIN:VCALENDAR\nVERSION:2.0\n{master}{events}END:VCALENDAR\n"));
    assert_eq!(home.sh("vadash import ics follow.ics").code, 0);
    let titles = |from: &str, to: &str| -> Vec<String> {
        let last = day_before(to);
        let rows = home.json(&format!("agenda --from {from} --to {last}"));
        rows.as_array().unwrap().iter().map(|row| row["title"].as_str().unwrap().to_owned()).collect()
    };
    // In Berlin the second day begins at 22:00 UTC, in the 1,320th minute.
    let second = titles("2026-06-02", "2026-06-03");
    assert_eq!(second.len(), 1_440);
    assert_eq!((second[0].as_str(), second[1].as_str(), second[1_000].as_str()), ("1320", "1321", "1999"));
}
