//! Calendars as they come: odd, broken, hostile. What is wrong is told with its line; the rest is there.

use crate::support::{Home, day_before};

/// A calendar of these lines.
fn calendar(name: &str, lines: &str) -> String {
    format!("BEGIN:VCALENDAR\nX-WR-CALNAME:{name}\n{lines}\nEND:VCALENDAR\n")
}

fn event(uid: &str, lines: &str) -> String {
    format!("BEGIN:VEVENT\nUID:{uid}\nSUMMARY:{uid}\n{lines}\nEND:VEVENT")
}

/// `start title` of each row from a day to another.
fn agenda(home: &Home, from: &str, to: &str) -> Vec<String> {
    let last = day_before(to);
    let rows = home.json(&format!("agenda --from {from} --to {last}"));
    let word = |row: &serde_json::Value, name: &str| row[name].as_str().unwrap().to_owned();
    rows.as_array()
        .unwrap()
        .iter()
        .map(|row| format!("{} {}", &word(row, "start")[5..16], word(row, "title")))
        .collect()
}

#[test]
fn one_bad_event_never_hides_the_others() {
    let home = Home::new();
    let events = [
        event("good", "DTSTART:20260623T090000Z"),
        event("never", "DTSTART:soon"),
        event("mars", "DTSTART;TZID=Mars/Olympus:20260623T100000"),
        event("sometimes", "DTSTART:20260623T110000Z\nRRULE:FREQ=SOMETIMES"),
        event("exdate", "DTSTART:20260623T120000Z\nEXDATE:whenever"),
        "BEGIN:VEVENT\nUID:unended\nSUMMARY:unended\nDTSTART:20260623T130000Z".to_owned(),
    ];
    home.write("bad.ics", calendar("bad", &events.join("\n")));
    let lines = [
        "bad.ics:11: DTSTART `soon` is no date and no time",
        "bad.ics:16: the time zone `Mars/Olympus` is unknown: its times are read as local ones",
        "bad.ics:22: FREQ=SOMETIMES is unknown, so the rule is passed over",
        "bad.ics:28: EXDATE `whenever` is no date and no time: it is passed over",
        "bad.ics:30: the event has no END: it is read as far as it goes",
    ];
    let said = home.ok("import ics bad.ics");
    assert_eq!(said, format!("imported bad: added 5, updated 0, unchanged 0, skipped 1\n{}\n", lines.join("\n")));
    let json = home.json("import ics bad.ics");
    assert_eq!((&json["unchanged"], &json["skipped"]), (&5.into(), &1.into()));
    assert_eq!(json["problems"], serde_json::json!(lines));
    assert_eq!(
        agenda(&home, "2026-06-23", "2026-06-24"),
        ["06-23T10:00 mars", "06-23T11:00 good", "06-23T13:00 sometimes", "06-23T14:00 exdate", "06-23T15:00 unended"]
    );
}

#[test]
fn every_encoding_and_line_end() {
    let home = Home::new();
    let text = |name: &str| {
        calendar(name, &event("Grün", "DTSTART:20260624T090000Z")).replace("UID:", &format!("UID:{name}-"))
    };
    home.write("mark.ics", format!("\u{feff}{}", text("mark")));
    home.write("crlf.ics", text("crlf").replace('\n', "\r\n"));
    home.write("cr.ics", text("cr").replace('\n', "\r"));
    home.write("latin.ics", text("latin").chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect::<Vec<u8>>());
    let wide: Vec<u8> = format!("\u{feff}{}", text("wide")).encode_utf16().flat_map(u16::to_le_bytes).collect();
    home.write("wide.ics", wide);
    home.write(
        "tabs.ics",
        text("tabs").replace("UID:tabs-Gr", "UID:tabs-G\n\tr").replace("SUMMARY:Gr", "SUMMARY:G\n r"),
    );
    let said = home.ok("import ics mark.ics crlf.ics cr.ics latin.ics wide.ics tabs.ics");
    assert_eq!(said, "imported 6 calendars: added 6, updated 0, unchanged 0, skipped 0\n");
    assert_eq!(agenda(&home, "2026-06-24", "2026-06-25"), ["06-24T11:00 Grün"; 6]);
    home.write("noise.ics", [0x9f, 0, 1, 2, 0xff, b'\n'].repeat(9_000));
    assert_eq!(home.refused("import ics noise.ics"), "noise.ics is no calendar: it has no BEGIN:VCALENDAR");
    assert_eq!(home.refused("import ics mark.ics nowhere.ics").split(": ").next(), Some("opening nowhere.ics"));
}

#[test]
fn times_in_every_form() {
    let home = Home::new();
    let events = [
        event("floats in Tashkent", "DTSTART:20260624T180000"),
        event("Windows", "DTSTART;TZID=Tokyo Standard Time:20260624T180000\nDURATION:-PT1H"),
        event("unquoted", "DTSTART;TZID=(UTC-05:00) Eastern Time (US & Canada):20260624T060000"),
        event(
            "periods",
            "DTSTART:20260624T150000Z\nRDATE;VALUE=PERIOD:20260625T150000Z/PT2H,20260626T150000Z/20260626T160000Z",
        ),
        event("exrule", "DTSTART:20260623T060000Z\nRRULE:FREQ=DAILY;COUNT=4\nEXRULE:FREQ=DAILY;INTERVAL=2"),
        event("orphan", "DTSTART:20260624T070000Z\nRECURRENCE-ID:20250601T060000Z"),
    ];
    home.write("odd.ics", calendar("odd", &format!("X-WR-TIMEZONE:Asia/Tashkent\n{}", events.join("\n"))));
    home.ok("import ics odd.ics");
    assert_eq!(
        agenda(&home, "2026-06-23", "2026-06-27"),
        [
            "06-24T08:00 exrule",
            "06-24T09:00 orphan",
            "06-24T11:00 Windows",
            "06-24T12:00 unquoted",
            "06-24T15:00 floats in Tashkent",
            "06-24T17:00 periods",
            "06-25T17:00 periods",
            "06-26T08:00 exrule",
            "06-26T17:00 periods",
        ]
    );
    let lasts = |uid: &str| {
        let rows = home.json("agenda --from 2026-06-25 --to 2026-06-25");
        rows.as_array().unwrap().iter().find(|row| row["title"] == uid).unwrap()["end"].clone()
    };
    assert_eq!(lasts("periods"), "2026-06-25T19:00:00+02:00");
}

#[test]
fn titles_cannot_reach_the_terminal() {
    let home = Home::new();
    home.write(
        "esc.ics",
        calendar("x", &event("1", "DTSTART:20260624T090000Z\nLOCATION:a\u{1b}]0;b\u{7}\u{202e}c\u{9b}31m")),
    );
    home.ok("import ics esc.ics");
    for line in ["agenda --from 2026-06-24 --to 2026-06-24", "event show 1", "export ics"] {
        let text = home.ok(line);
        assert!(!text.chars().any(|c| c.is_control() && !"\r\n".contains(c)), "{line}: {text:?}");
    }
}

/// More than a thousand series that never end: the honest one among them is there, and what is missing is said.
#[test]
fn series_without_end_are_bounded_together() {
    let home = Home::new();
    let rules = ["FREQ=SECONDLY", "FREQ=DAILY;COUNT=1000000000;BYMONTHDAY=30,31;BYDAY=MO", "FREQ=MINUTELY"];
    let mut events: Vec<String> = (0..1_500)
        .map(|n| event(&format!("bomb {n}"), &format!("DTSTART:00010101T090000Z\nRRULE:{}", rules[n % 3])))
        .collect();
    events.push(event("honest", "DTSTART:20260601T093000Z\nRRULE:FREQ=DAILY"));
    home.write("bombs.ics", calendar("bombs", &events.join("\n")));
    home.ok("import ics bombs.ics");
    let answer = home.sh("vadash agenda --from 2026-06-24 --to 2026-06-24");
    assert!(answer.out.contains("11:30") && answer.out.contains("honest"), "{}", answer.out.len());
    assert!(answer.out.contains("FREQ=SECONDLY gives too many occurrences"), "{}", answer.out);
}

/// Names of zones as programs write them, quoted or not, all for noon in New York or a plain distance.
#[test]
fn zones_by_their_many_names() {
    let home = Home::new();
    let new_york = [
        "\"(GMT-05:00) Eastern Time (US & Canada)\"",
        "(UTC-05:00) Eastern Time (US & Canada)",
        "/freeassociation.sourceforge.net/Tzfile/America/New_York",
        "/mozilla.org/20070129_1/America/New_York",
        "america/new_york",
        "America/New York",
        "US/Eastern",
        "Eastern Standard Time",
        "Eastern Daylight Time",
        "GMT-0400",
        "UTC-04:00",
    ];
    let other = [("tzone://Microsoft/Utc", "14:00"), ("\"tzone://Microsoft/Utc\"", "14:00"), ("Europe/Kyiv", "11:00")];
    let zones = new_york.iter().map(|tzid| (*tzid, "18:00")).chain(other);
    let events: Vec<String> = zones
        .clone()
        .enumerate()
        .map(|(n, (tzid, _))| {
            event(&format!("{n:02}"), &format!("DTSTART;TZID={tzid}:20260623T120000\nDURATION:PT30M"))
        })
        .collect();
    home.write("zones.ics", calendar("zones", &events.join("\n")));
    assert_eq!(home.ok("import ics zones.ics").lines().count(), 1, "nothing is unknown");
    let mut found = agenda(&home, "2026-06-23", "2026-06-24");
    found.sort_by_key(|line| line.rsplit(' ').next().map(str::to_owned));
    let expected: Vec<String> = zones.enumerate().map(|(n, (_, at))| format!("06-23T{at} {n:02}")).collect();
    assert_eq!(found, expected);
}
