//! Words that become days, times and titles.

use crate::home;
use crate::support::Home;

/// What the agenda says of an event: its start and end as they read in Berlin.
fn span(home: &Home, id: i64) -> (String, String) {
    let all = home.json("agenda --from 2026-07-01 --to 2027-08-01");
    let found =
        all.as_array().unwrap().iter().find(|o| o["id"] == id).unwrap_or_else(|| panic!("no event {id}: {all}"));
    let word = |name: &str| found[name].as_str().unwrap().to_owned();
    (word("start"), word("end"))
}

fn entry(home: &Home, id: i64) -> (String, String) {
    let entry = home.json(&format!("entry show {id}"));
    let word = |name: &str| entry[name].as_str().unwrap_or_default().to_owned();
    (word("start"), word("end"))
}

fn pair(start: &str, end: &str) -> (String, String) {
    (start.to_owned(), end.to_owned())
}

#[test]
fn a_clock_typed_in_an_edit_is_of_the_records_own_day() {
    let home = home();
    home.ok("event add 'acme call 2026-07-24 15:00-16:00'");
    for (option, start, end) in [
        ("--start 16:00", "16:00", "17:00"),
        ("--start 9:00", "09:00", "10:00"),
        ("--end 11:30", "09:00", "11:30"),
        ("--start 8:00 --end 9:15", "08:00", "09:15"),
        ("--start noon", "12:00", "13:15"),
    ] {
        home.ok(&format!("event edit 1 {option}"));
        let at = |clock: &str| format!("2026-07-24T{clock}:00+02:00");
        assert_eq!(span(&home, 1), (at(start), at(end)), "{option}");
    }
    home.ok("event edit 1 --start '25.7. 9:00'");
    assert_eq!(span(&home, 1), pair("2026-07-25T09:00:00+02:00", "2026-07-25T10:15:00+02:00"));
    home.ok("event edit 1 --zone America/New_York --start 9:00");
    assert_eq!(span(&home, 1).0, "2026-07-25T15:00:00+02:00", "9:00 there, on its own day");
}

#[test]
fn a_series_stays_on_its_weekday_and_asks_how_far_a_change_reaches() {
    let home = home();
    home.ok("event add --title weekly --start '2026-07-20 09:00' --end '2026-07-20 10:00' --repeat week");
    for line in [
        "event edit 1 --start 10:00",
        "event rm 1",
        "event shift 1 --start 15m",
        "event edit 1 --title x --occurrence 27.7.",
    ] {
        let said = home.refused(line);
        for choice in ["--scope", "this", "following", "all"] {
            assert!(said.contains(choice), "{line}: {said}");
        }
    }
    home.ok("event edit 1 --scope all --start 10:00");
    assert_eq!(span(&home, 1), pair("2026-07-20T10:00:00+02:00", "2026-07-20T11:00:00+02:00"));
    home.ok("event edit 1 --scope this --occurrence 27.7. --start 14:00");
    home.ok("event edit 1 --scope following --occurrence 3.8. --start 8:00");
    let agenda = home.json("agenda --from 2026-07-27 --to 2026-08-04");
    let starts: Vec<&str> = agenda.as_array().unwrap().iter().map(|o| o["start"].as_str().unwrap()).collect();
    assert_eq!(starts, ["2026-07-27T14:00:00+02:00", "2026-08-03T08:00:00+02:00"]);
}

#[test]
fn a_moved_occurrence_is_the_pattern_of_all() {
    let home = home();
    home.ok("event add --title weekly --start '2026-07-20 09:00' --end '2026-07-20 10:00' --repeat week");
    home.ok("event edit 1 --scope this --occurrence 27.7. --start 14:00");
    home.ok("event edit 1 --scope all --occurrence 27.7. --start 12:00");
    let agenda = home.json("agenda --from 2026-07-20 --to 2026-08-04");
    let starts: Vec<&str> = agenda.as_array().unwrap().iter().map(|o| &o["start"].as_str().unwrap()[..16]).collect();
    assert_eq!(starts, ["2026-07-20T12:00", "2026-07-27T12:00", "2026-08-03T12:00"]);
}

#[test]
fn the_ends_of_an_entry_stay_on_its_day() {
    let home = home();
    home.at("2026-07-15T18:00:00+02:00");
    home.ok("log acme 20-21 --on yesterday");
    let said = home.refused("entry edit 1 --end 10:30");
    assert!(said.contains("Tue 14 Jul 20:00") && said.contains("--force"), "{said}");
    assert_eq!(entry(&home, 1), pair("2026-07-14T20:00:00+02:00", "2026-07-14T21:00:00+02:00"));
    let said = home.refused("entry edit 1 --start 22:00");
    assert!(said.starts_with("start: Tue 14 Jul 22:00 is not before the end"), "{said}");
    home.ok("entry edit 1 --start 8:30");
    assert_eq!(entry(&home, 1), pair("2026-07-14T08:30:00+02:00", "2026-07-14T21:00:00+02:00"));
    home.ok("entry edit 1 --start 'mon 9:00' --end 10:30");
    assert_eq!(entry(&home, 1), pair("2026-07-13T09:00:00+02:00", "2026-07-13T10:30:00+02:00"));
    home.ok("entry split 1 --at 9:45");
    assert_eq!(entry(&home, 2), pair("2026-07-13T09:45:00+02:00", "2026-07-13T10:30:00+02:00"));
    home.ok("log acme 22:30-0:15 --on 2026-07-10");
    home.ok("entry edit 3 --end 0:45");
    assert_eq!(entry(&home, 3), pair("2026-07-10T22:30:00+02:00", "2026-07-11T00:45:00+02:00"));
    home.ok("entry split 3 --at 0:10");
    assert_eq!(entry(&home, 4), pair("2026-07-11T00:10:00+02:00", "2026-07-11T00:45:00+02:00"));
}

#[test]
fn a_timer_ends_on_the_day_it_began_or_the_next() {
    let home = home();
    home.at("2026-07-13T09:00:00+02:00");
    home.ok("start acme");
    home.at("2026-07-15T10:00:00+02:00");
    home.ok("stop --at 17:00");
    assert_eq!(entry(&home, 1), pair("2026-07-13T09:00:00+02:00", "2026-07-13T17:00:00+02:00"));
    home.at("2026-07-15T22:00:00+02:00");
    home.ok("start acme");
    home.at("2026-07-16T10:00:00+02:00");
    home.ok("stop --at 0:20");
    assert_eq!(entry(&home, 2).1, "2026-07-16T00:20:00+02:00");
}

#[test]
fn a_task_due_at_another_time_stays_on_its_day() {
    let home = home();
    home.ok("task add 'acme call due:24.7. 17:00'");
    home.ok("task edit 1 --due 9:30");
    assert_eq!(home.json("task show 1")["due"], "2026-07-24T09:30:00+02:00");
    home.ok("task edit 1 --due 31.7.");
    home.ok("task edit 1 --due noon");
    assert_eq!(home.json("task show 1")["due"], "2026-07-31T12:00:00+02:00");
}

#[test]
fn what_looks_like_a_date_is_one_or_is_refused() {
    let home = home();
    for (words, start) in [
        ("20 July 15:00", "2026-07-20T15:00:00+02:00"),
        ("July 20 15:00", "2026-07-20T15:00:00+02:00"),
        ("July 20th at 3pm", "2026-07-20T15:00:00+02:00"),
        ("22.6.27 15:00", "2027-06-22T15:00:00+02:00"),
        ("next mon 9:00", "2026-07-27T09:00:00+02:00"),
        ("fri noon", "2026-07-17T12:00:00+02:00"),
        ("in 3 days 15:00", "2026-07-18T15:00:00+02:00"),
        ("9:00", "2026-07-15T09:00:00+02:00"),
    ] {
        let id = home.json(&format!("event add 'acme ev {words}'"))["id"].as_i64().unwrap();
        assert_eq!(span(&home, id).0, start, "{words}");
        assert_eq!(home.json(&format!("event show {id}"))["title"], "ev", "{words}");
    }
    for words in [
        "31.6. 15:00",
        "2026-02-30 15:00",
        "7/20 15:00",
        "20.07 15:00",
        "20-07-2026 15:00",
        "fri 25:00-26:00",
        "tomorrow 15-14",
        "fri 9:75",
        "fri 15:00 mon",
        "duw:fri 15:00",
        "fri 15:00 !hihg",
        "fri 15:00 remind:soon",
        "30 February 15:00",
    ] {
        home.refused(&format!("event add 'acme ev {words}'"));
    }
    for title in ["Q1 2026 review", "1:1 with Bo", "Room 101 on 3rd floor", "part 1/2"] {
        let id = home.json(&format!("event add '{title} fri 15:00'"))["id"].as_i64().unwrap();
        assert_eq!(home.json(&format!("event show {id}"))["title"], title);
    }
    let id = home.json(r#"event add 'acme read "30.2." fri 15:00'"#)["id"].as_i64().unwrap();
    assert_eq!(home.json(&format!("event show {id}"))["title"], "read 30.2.");
}

#[test]
fn an_end_may_be_said_in_words() {
    let home = home();
    for (words, start, end) in [
        ("fri 15:00 until 16:00", "2026-07-17T15:00:00+02:00", "2026-07-17T16:00:00+02:00"),
        ("fri at 15:00 for 45m", "2026-07-17T15:00:00+02:00", "2026-07-17T15:45:00+02:00"),
        ("fri from 9 to 10:30", "2026-07-17T09:00:00+02:00", "2026-07-17T10:30:00+02:00"),
        ("fri 22:30-0:15", "2026-07-17T22:30:00+02:00", "2026-07-18T00:15:00+02:00"),
    ] {
        let id = home.json(&format!("event add 'acme call {words}'"))["id"].as_i64().unwrap();
        assert_eq!(span(&home, id), pair(start, end), "{words}");
    }
}

#[test]
fn a_bare_end_follows_the_start_and_options_go_with_a_line() {
    let home = home();
    for (line, start, end) in [
        ("--title same --start 'fri 15:00' --end 16:00", "2026-07-17T15:00:00+02:00", "2026-07-17T16:00:00+02:00"),
        (
            "--title night --start '2026-07-28 23:00' --end 1:00",
            "2026-07-28T23:00:00+02:00",
            "2026-07-29T01:00:00+02:00",
        ),
        ("--title back --start 9:00 --end 'fri 10:00'", "2026-07-17T09:00:00+02:00", "2026-07-17T10:00:00+02:00"),
        ("'acme call' --start 'fri 15:00'", "2026-07-17T15:00:00+02:00", "2026-07-17T16:00:00+02:00"),
        ("'acme call fri' --start 15:00", "2026-07-17T15:00:00+02:00", "2026-07-17T16:00:00+02:00"),
        ("'acme call fri 15:00' --end 15:20", "2026-07-17T15:00:00+02:00", "2026-07-17T15:20:00+02:00"),
    ] {
        let id = home.json(&format!("event add {line}"))["id"].as_i64().unwrap();
        assert_eq!(span(&home, id), pair(start, end), "{line}");
    }
    home.refused("event add --title swapped --start 'fri 15:00' --end 14:00");
    home.ok("event add --title long --start 'fri 15:00' --end 14:00 --force");
    assert!(home.refused("event add 'acme call'").contains("when is it?"));
}

#[test]
fn reminders_in_days_several_and_none() {
    let home = home();
    for (line, alarms) in [
        ("'acme a sat 15:00 remind:2d'", "2d"),
        ("'acme b sat 15:00 remind:1h,10m'", "1h,10m"),
        ("'acme c sat 15:00' --remind 1h --remind 10m", "1h,10m"),
        ("'acme d sat 15:00 remind:none'", "none"),
        ("'acme e sat 15:00' --remind none", "none"),
    ] {
        home.ok(&format!("event add {line}"));
        let _ = alarms;
    }
    home.at("2026-07-16T15:00:30+02:00");
    let told = home.ok("remind --once --stream");
    assert!(told.contains("\"title\":\"a\"") && !told.contains("\"title\":\"b\""), "{told}");
    home.at("2026-07-18T14:00:30+02:00");
    let told = home.ok("remind --once --stream");
    assert!(
        told.contains("\"title\":\"b\"") && told.contains("\"title\":\"c\"") && !told.contains("\"title\":\"d\""),
        "{told}"
    );
}

#[test]
fn words_behind_due() {
    let home = home();
    for (words, due) in [
        ("due:eom", "2026-07-31"),
        ("due:eow", "2026-07-19"),
        ("due:in 3 days", "2026-07-18"),
        ("due:next week", "2026-07-20"),
        ("due:fri noon", "2026-07-17T12:00:00+02:00"),
    ] {
        let id = home.json(&format!("task add 'acme a {words}'"))["id"].as_i64().unwrap();
        assert_eq!(home.json(&format!("task show {id}"))["due"], due, "{words}");
    }
    for words in ["due:fri 9:75", "friday", "write 2h", "25.7.", "!hihg", "duw:fri"] {
        home.refused(&format!("task add 'acme call {words}'"));
    }
}

#[test]
fn work_is_logged_on_days_that_have_come() {
    let home = home();
    assert_eq!(home.refused("log acme 1h --on 20.7."), "on: Mon 20 Jul has not come yet; last year's is 2025-07-20");
    home.ok("log acme 1h --on 2025-07-20");
    home.refused("entry repeat 1 --on 20.7.");
    home.refused("entry edit 1 --date 20.7.");
    assert!(home.ok("log acme 1h --on 2025-07-21").contains("Mon 21 Jul 2025"), "the year is said");
    home.at("2027-01-05T10:00:00+01:00");
    home.ok("log acme 1h --on 28.12.");
    assert_eq!(home.json("entry show 3")["date"], "2026-12-28");
}

#[test]
fn a_swapped_range_is_no_night() {
    let home = home();
    for line in ["log acme 15:00-14:00 --on 2026-07-13", "log acme 10:30-9"] {
        let said = home.refused(line);
        assert!(said.contains("--force"), "{line}: {said}");
    }
    home.ok("log acme 22:30-0:15 --on 2026-07-13");
    home.ok("log acme 20-6 --on 2026-07-11");
    home.ok("log acme 15:00-14:00 --on 2026-07-08 --force");
    assert_eq!(home.json("entry show 3")["seconds"], 23 * 3600);
    for line in ["log acme '2026-07-06 20:00 - 2026-07-07 9:00'", "entry edit 1 --start 8:00", "entry shift 2 --end 4h"]
    {
        let said = home.refused(line);
        assert!(said.contains("over midnight") && said.contains("--force"), "{line}: {said}");
    }
}

#[test]
fn a_note_does_not_swallow_a_day() {
    let home = home();
    for line in [
        "log acme 1h yesterday",
        "log acme 1h 30m draft",
        "log acme 1h 30 draft",
        "start acme 9:30 inbox",
        "log acme 1h call with Bo yesterday",
    ] {
        home.refused(line);
    }
    for (line, note) in [
        ("log acme 1h 'call with Bo yesterday'", "call with Bo yesterday"),
        ("log acme 1h -- -5% discount", "-5% discount"),
        ("log acme 1h due:fri '!high' '#tag'", "due:fri !high #tag"),
        ("log acme 1h pages 3-4", "pages 3-4"),
        (r"log acme 1h '\yesterday'", "yesterday"),
    ] {
        let id = home.json(line)["id"].as_i64().unwrap();
        assert_eq!(home.json(&format!("entry show {id}"))["note"], note, "{line}");
    }
}

#[test]
fn a_client_nearly_named_is_asked_about() {
    let home = home();
    home.ok("client add berg --name 'Berg GmbH' --rate 60");
    for line in ["event add 'breg call fri 15:00'", "task add 'berk call due:fri'", "task add 'berg: call'"] {
        let said = home.refused(line);
        assert!(said.contains("did you mean berg?"), "{line}: {said}");
    }
    home.ok("task add '\"breg\" is a title'");
    home.ok("task add 'breg call' --client berg");
    home.ok("task add 'buy ink'");
    home.ok("client archive berg");
    let said = home.refused("task add 'berg call'");
    assert!(said.contains("archived"), "{said}");
}
