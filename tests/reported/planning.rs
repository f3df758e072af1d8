//! Repeating tasks, agreements, reminders, the schedule as it is shown, statements, free time.

use std::path::Path;

use proptest::prelude::*;
use serde_json::Value;

use crate::support::Home;
use crate::{WEDNESDAY, home};

fn json(home: &Home, line: &str) -> Value {
    serde_json::from_str(&home.ok(&format!("--json {line}"))).unwrap()
}

/// When the open task of a number is due.
fn due(home: &Home, id: i64) -> String {
    let tasks = json(home, "task list --state all");
    let task = tasks.as_array().unwrap().iter().find(|t| t["id"] == id).unwrap().clone();
    task["due"].as_str().unwrap_or("none").to_owned()
}

/// Takes in a calendar with one event that has these lines besides its start.
fn import(home: &Home, name: &str, lines: &[&str]) {
    let inner = lines.join("\r\n");
    let text = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VEVENT\r\nUID:{name}\r\n\
         DTSTAMP:20260601T000000Z\r\n{inner}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    );
    home.write(&format!("{name}.ics"), text);
    home.ok(&format!("import ics {name}.ics"));
}

#[test]
fn a_task_on_the_31st_has_its_day_in_every_month() {
    let home = home();
    home.at("2026-01-15T10:00:00+01:00");
    home.ok("task add 'acme report due:2026-01-31 every:month'");
    for (id, next) in [(1, "2026-02-28"), (2, "2026-03-31"), (3, "2026-04-30")] {
        home.ok(&format!("task done {id}"));
        assert_eq!(due(&home, id + 1), next);
    }
    assert!(json(&home, "task list")[0]["repeat"] == "FREQ=MONTHLY");
    // Another due day is what it is counted from.
    home.ok("task edit 4 --due 2026-05-30");
    home.ok("task done 4");
    assert_eq!(due(&home, 5), "2026-06-30");
    home.ok("task add 'leap due:2028-02-29 every:year'");
    home.ok("task done 6");
    assert_eq!(due(&home, 7), "2029-02-28");
    home.ok("task add 'q due:2025-11-30 9:00 every:quarter'");
    home.ok("task done 8");
    assert_eq!(due(&home, 9), "2026-02-28T09:00:00+01:00");
}

#[test]
fn what_is_counted_from_the_day_it_is_done_is_clamped_too() {
    let home = home();
    home.at("2026-01-31T10:00:00+01:00");
    home.ok("task add 'acme m due:2026-01-31 every!:month'");
    home.ok("task done 1");
    assert_eq!(due(&home, 2), "2026-02-28");
    home.ok("task done 2");
    assert_eq!(due(&home, 3), "2026-02-28", "done on the 31st of January");
}

#[test]
fn the_next_task_keeps_everything_and_waits_as_long_before_it_is_due() {
    let home = home();
    home.ok("service add em --name Email");
    home.ok(
        "task add 'acme news due:2026-10-22 14:40 wait:2026-10-20 every:week ~2h !high #a' --service em --rush yes \
         --note 'a note' --checklist '[x] write'",
    );
    home.ok("task done 1");
    let next = json(&home, "task show 2");
    assert_eq!(next["due"], "2026-10-29T14:40:00+01:00", "the same time of day over a change of clocks");
    for (field, value) in
        [("wait_until", "2026-10-27"), ("priority", "high"), ("service", "em"), ("note", "a note"), ("client", "acme")]
    {
        assert_eq!(next[field], value, "{field}");
    }
    assert_eq!((&next["estimate_minutes"], &next["rush"]), (&120.into(), &true.into()));
    assert_eq!(next["checklist"][0], "write");
    assert_eq!(next["tags"][0], "a");
    home.ok("undo");
    assert_eq!(json(&home, "task list --state all").as_array().unwrap().len(), 1);
}

#[test]
fn without_a_day_the_first_is_today_or_the_first_that_suits() {
    let home = home();
    for (line, day) in [
        ("every:week", "due Wed 15 Jul"),
        ("every:month", "due Wed 15 Jul"),
        ("every:mon", "due Mon 20 Jul"),
        ("every:wed", "due Wed 15 Jul"),
        ("every:31st", "due Fri 31 Jul"),
        ("every!:2weeks", "due Wed 15 Jul"),
    ] {
        let said = home.ok(&format!("task add 'acme w {line}'"));
        assert!(said.contains(day), "{line}: {said}");
    }
}

#[test]
fn a_late_task_goes_to_the_first_time_that_is_not_over() {
    let home = home();
    home.ok("task add 'acme late due:2026-06-22 every:week'");
    let said = home.ok("task done 1");
    assert!(said.contains("next due Mon 20 Jul, 3 passed over"), "{said}");
    home.ok("task add 'acme present due:2026-07-08 every:week'");
    assert!(home.ok("task done 3").contains("next due Wed 15 Jul\n"), "today is not over");
    home.ok("task add 'acme clock due:2026-07-08 9:00 every:week'");
    assert!(home.ok("task done 5").contains("next due Wed 22 Jul 09:00, 1 passed over"));
    let said = home.ok("task done 6 --next 2026-08-01");
    assert!(said.contains("next due Sat 1 Aug 09:00"), "{said}");
    home.ok("task add 'acme once due:fri'");
    let refused = home.sh("vadash task done 8 --next mon");
    assert!(refused.code == 1 && refused.err.contains("does not repeat"), "{refused:?}");
    home.ok("task done 4 --next '2026-08-02 17:00'");
    assert_eq!(due(&home, 9), "2026-08-02T17:00:00+02:00");
}

#[test]
fn a_wait_beyond_the_due_day_is_told_and_hides_nothing_that_is_late() {
    let home = home();
    let said = home.ok("task add 'acme hidden due:fri wait:2026-07-27'");
    assert!(said.contains("waits beyond its due day"), "{said}");
    home.ok("task add 'acme fine due:fri'");
    assert!(home.ok("task edit 2 --wait 2026-07-20").contains("waits beyond its due day"));
    assert!(!home.ok("task edit 2 --wait 2026-07-16").contains("beyond"));
    assert!(!home.ok("task list").contains("hidden"));
    home.at("2026-07-20T10:00:00+02:00");
    assert!(home.ok("task list").contains("hidden"));
}

#[test]
fn every_answer_says_what_the_task_is_now() {
    let home = home();
    let added = home.ok("task add 'acme file exhibits due:fri'");
    assert!(added.contains("file exhibits: due Fri 17 Jul, for Acme"), "{added}");
    assert!(home.ok("task add 'file this'").contains("file this: no due day, no client"));
    assert!(home.ok("task edit 1 --due 2026-07-10").contains("file exhibits: due Fri 10 Jul"));
    assert!(home.ok("task edit 1 --due 2027-01-08").contains("file exhibits: due Fri 8 Jan 2027"));
    assert!(home.ok("task drop 1").contains("dropped: file exhibits, which was due Fri 8 Jan 2027"));
    assert!(home.ok("task reopen 1").contains("file exhibits: due Fri 8 Jan 2027"));
}

#[test]
fn a_meeting_on_the_31st_says_that_short_months_are_left_out() {
    let home = home();
    let add = |day: &str, often: &str| home.ok(&format!("event add --title x --start '{day} 10:00' --repeat {often}"));
    assert!(add("2026-07-31", "month").contains("short months, without a 31st, are left out"));
    assert!(add("2026-07-30", "month").contains("without a 30th"));
    assert!(!add("2026-07-28", "month").contains("left out"));
    assert!(!add("2026-07-31", "year").contains("left out"));
    assert!(add("2028-02-29", "year").contains("years without a 29 February are left out"));
    assert!(home.ok("event edit 3 --repeat 31st --scope all").contains("left out"));
}

#[test]
fn a_reminder_acknowledged_elsewhere_is_silent() {
    let home = home();
    let event = ["DTSTART;TZID=Europe/Berlin:20260715T200000", "DURATION:PT30M", "SUMMARY:ack"];
    let alarm = |seen| ["BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT15M", seen, "DESCRIPTION:x", "END:VALARM"];
    import(&home, "seen", &[&event[..], &alarm("ACKNOWLEDGED:20260715T174530Z")].concat());
    import(&home, "early", &[&event[..], &alarm("ACKNOWLEDGED:20260715T170000Z")].concat());
    import(&home, "moz", &[&event[..], &["X-MOZ-LASTACK:20260715T174530Z"], &alarm("UID:1")].concat());
    home.at("2026-07-15T19:46:00+02:00");
    let told = home.ok("remind --once --stream");
    assert_eq!(told.lines().count(), 1, "{told}");
    let id = json(&home, "agenda")[0]["id"].as_i64().unwrap();
    assert!(home.ok(&format!("event show {id}")).contains("reminders"));
}

#[test]
fn an_event_of_several_days_has_a_line_for_each() {
    let home = home();
    home.ok("event add --title retreat --start '2026-07-20 15:00' --end '2026-07-23 11:00'");
    let lines = home.ok("agenda --from 2026-07-20 --to 2026-07-24");
    for (day, time) in [("20", "from 15:00"), ("21", "all day"), ("22", "all day"), ("23", "until 11:00")] {
        assert!(lines.lines().any(|l| l.contains(&format!("2026-07-{day}  {time}"))), "{day}: {lines}");
    }
    assert_eq!(json(&home, "agenda --from 2026-07-20 --to 2026-07-24").as_array().unwrap().len(), 1);
}

#[test]
fn an_event_shows_its_reminders_its_people_once_and_its_note_line_by_line() {
    let home = home();
    home.ok("event add 'acme r sat 15:00 remind:45m'");
    assert!(home.ok("event show 1").contains("reminders  45 min before"));
    assert_eq!(json(&home, "event show 1")["reminders"][0]["lead_minutes"], 45);
    home.ok("event add 'acme s sat 17:00' --remind none");
    assert!(home.ok("event show 2").contains("reminders  none"));
    home.ok("event add 'acme t sat 19:00'");
    assert!(home.ok("event show 3").contains("reminders  10 min before, as usual"));
    let lines = [
        "DTSTART;TZID=America/New_York:20260720T090000",
        "DTEND;TZID=America/New_York:20260720T100000",
        "SUMMARY:call",
        "ORGANIZER:mailto:Bo@x.example",
        "ATTENDEE:mailto:bo@x.example",
        "ATTENDEE:mailto:me@x.example",
        "DESCRIPTION:first\\nsecond",
    ];
    import(&home, "people", &lines);
    let shown = home.ok("event show 4");
    assert!(shown.contains("people     Bo@x.example, me@x.example\n"), "{shown}");
    assert!(shown.contains("note       first\n           second\n"), "{shown}");
    assert!(shown.contains("Mon 20 Jul 15:00-16:00") && shown.contains("09:00-10:00 America/New_York"), "{shown}");
}

#[test]
fn a_link_that_is_the_whole_place_is_found_and_a_missing_title_is_said() {
    let home = home();
    let start = "DTSTART;TZID=Europe/Berlin:20260715T110000";
    import(&home, "room", &[start, "DURATION:PT1H", "LOCATION:https://rooms.client.example/board"]);
    let row = json(&home, "agenda")[0].clone();
    assert_eq!(row["url"], "https://rooms.client.example/board");
    assert_eq!(row["title"], "");
    home.at("2026-07-15T10:51:00+02:00");
    for line in ["agenda", "status", "event show 1", "remind --once --stream", "status --format '{next}'"] {
        let said = home.ok(line);
        assert!(said.contains("(no title)"), "{line}: {said}");
    }
}

#[test]
fn a_paused_cycle_says_so_and_nothing_else_of_it() {
    let home = home();
    home.ok("agreement add acme retainer --hours 10 --fee 400 --start 2026-06-01");
    home.ok("agreement pause 1 --from 2026-07-01");
    assert!(!home.ok("log acme 30m").contains('!'));
    let text = home.ok("retainers");
    assert!(text.contains("paused") && !text.contains("empty") && !text.contains("pace "), "{text}");
    let row = json(&home, "retainers")[0].clone();
    assert_eq!(row["paused"], true);
    assert!(row["alert"].is_null() && row["pace_minutes"].is_null() && row["empty_on"].is_null());
    assert!(!home.ok("status").contains('!'));
    assert!(home.ok("statement acme").contains("paused, 0:30 used"));
}

#[test]
fn the_running_timer_counts_in_every_figure() {
    let home = home();
    home.ok("agreement add acme retainer --hours 10 --fee 400 --start 2026-06-01 --rollover next_cycle");
    home.ok("log acme 6h --on 2026-06-10");
    home.ok("log acme 9h --on 2026-07-06");
    home.ok("start acme --at 8:00");
    let text = home.ok("retainers");
    assert!(text.contains("~11:00  14:00 (4:00 rolled)  ~3:00"), "{text}");
    home.at("2026-07-15T14:30:00+02:00");
    let text = home.ok("retainers");
    assert!(text.contains("  ~0:00  ") && text.contains("over ~1:30") && !text.contains("empty"), "{text}");
    assert!(home.ok("status").contains("! Acme has used 100 % of its hours"));
    assert_eq!(json(&home, "retainers")[0]["alert"], 100);
    home.ok("cancel");
    home.ok("start acme --at 8:00");
    home.ok("stop");
    assert!(json(&home, "retainers")[0]["empty_on"].is_null());
}

#[test]
fn an_entry_has_its_day_and_its_clock_in_one_zone() {
    let home = home();
    home.at("2026-07-31T23:30:00+02:00");
    home.ok("log acme 22-23:30");
    home.at("2026-08-01T09:00:00+08:00");
    let far = |line: &str| home.sh(&format!("TZ=Asia/Manila vadash {line}"));
    for line in ["entry list", "entry show 1"] {
        let said = far(line).out;
        assert!(said.contains("2026-07-31  22:00-23:30 +02:00"), "{line}: {said}");
    }
    assert!(far("log acme 5-6").err.contains("22:00-23:30 +02:00"));
}

#[test]
fn the_repeated_hour_is_told_apart() {
    let home = home();
    home.at("2026-10-25T02:30:00+02:00");
    home.ok("start acme");
    home.at("2026-10-25T02:10:00+01:00");
    home.ok("stop");
    assert!(home.ok("entry list").contains("02:30+02:00-02:10+01:00"));
    home.at("2026-10-25T05:00:00+01:00");
    assert!(home.sh("vadash log acme 1:30-4:00").err.contains("02:30+02:00-02:10+01:00"));
}

#[test]
fn the_statement_of_any_cycle() {
    let home = home();
    home.ok("agreement add acme retainer --hours 10 --fee 400 --start 2026-05-15");
    home.ok("log acme 1h first --on 2026-06-10");
    home.ok("log acme 2h second --on 2026-07-10");
    let title = |line: &str| home.ok(line).lines().next().unwrap().to_owned();
    for (cycle, days) in [
        ("last", "15 Jun to 14 Jul 2026"),
        ("this", "15 Jul to 14 Aug 2026"),
        ("june", "15 Jun to 14 Jul 2026"),
        ("may", "15 May to 14 Jun 2026"),
        ("2026-06", "15 Jun to 14 Jul 2026"),
        ("10.6.", "15 May to 14 Jun 2026"),
        ("'june 2026'", "15 Jun to 14 Jul 2026"),
    ] {
        assert_eq!(title(&format!("statement acme --cycle {cycle}")), format!("Acme: {days}"), "{cycle}");
    }
    let now = home.ok("statement acme");
    assert!(now.contains("statement acme --cycle last"), "{now}");
    assert!(!home.ok("statement acme --cycle this").contains("--cycle last"));
    assert!(home.sh("vadash statement acme --cycle soon").code == 1);
    home.ok("client add hourly --name Hourly");
    assert_eq!(title("statement hourly --cycle last"), "Hourly: 1 Jun to 30 Jun 2026");
}

#[test]
fn free_time_is_looked_for_in_office_hours_that_are_assumed() {
    let home = home();
    home.ok("client add ny --name NY --zone America/New_York");
    let found = home.ok("free --with ny --from 2026-07-16 --to 2026-07-17");
    assert!(found.contains("Thu 16 Jul 09:00–11:00 your time (15:00–17:00 Berlin)"), "{found}");
    assert!(found.contains("NY has no office hours"), "{found}");
    home.ok("client edit ny --hours 'mon-fri 8-12'");
    let found = home.ok("free --with ny --from 2026-07-16 --to 2026-07-17");
    assert!(found.contains("08:00–11:00") && !found.contains("office hours"), "{found}");
    home.write(".config/vadash/config.toml", "[schedule]\nclient_hours = \"mon-fri 10-11\"\n");
    home.ok("client edit ny --hours none");
    assert!(home.ok("free --with ny --from 2026-07-16 --to 2026-07-17").contains("10:00–11:00 your time"));
}

#[test]
fn the_cases_calendars() {
    let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/cases/reported/files");
    if !files.is_dir() {
        eprintln!("left out: {} is not there", files.display());
        return;
    }
    let home = home();
    for name in ["acknowledged", "location-link", "no-title"] {
        home.ok(&format!("import ics '{}'", files.join(format!("{name}.ics")).display()));
    }
    home.at("2026-07-15T19:46:00+02:00");
    assert_eq!(home.ok("remind --once --stream"), "");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

    /// However often it is completed, taken back and completed again, a task is followed once.
    #[test]
    fn nothing_is_doubled(steps in prop::collection::vec(0_u8..4, 1..8), every in "(month|week|mon|day|2months)") {
        let home = home();
        home.at(WEDNESDAY);
        home.ok(&format!("task add 'acme x due:2026-06-30 every:{every}'"));
        for step in steps {
            match step {
                0 => home.sh("vadash task done 1"),
                1 => home.sh("vadash undo"),
                2 => home.sh("vadash redo"),
                _ => home.sh("vadash task reopen 1"),
            };
            let all = json(&home, "task list --state all");
            let all = all.as_array().unwrap();
            prop_assert!(all.len() <= 2, "{all:?}");
            let dues: std::collections::BTreeSet<_> = all.iter().map(|t| t["due"].to_string()).collect();
            prop_assert_eq!(dues.len(), all.len());
        }
    }
}

/// Whatever command makes a client's hours reach a percentage says so.
#[test]
fn every_write_tells_what_it_has_used_up() {
    let home = home();
    home.ok("client add beta --rate 60");
    home.ok("agreement add acme retainer --hours 10 --fee 400 --start 2026-07-01");
    home.ok("log acme 4h --on 2026-07-06");
    home.ok("log beta 2h --on 2026-07-06");
    let told = |said: &str, percent: &str| {
        let line = format!("! Acme has used {percent} % of its hours");
        assert!(said.contains(&line), "{line} is not in {said}");
    };
    told(&home.ok("entry move 2 acme"), "50");
    home.ok("log beta 5m --on 2026-07-06");
    home.ok("start acme --at 8:00");
    told(&home.ok("resume 3"), "75");
    home.ok("cancel");
    home.write("more.csv", "client,date,minutes,note\nacme,2026-07-07,30,one\nacme,2026-07-07,40,two\n");
    told(&home.ok("import csv more.csv"), "90");
    home.ok("log beta 1h --on 2026-07-06");
    // Said once, and not again for the same hours.
    assert!(!home.ok("log acme 1m --on 2026-07-06").contains("% of its hours"));
}
