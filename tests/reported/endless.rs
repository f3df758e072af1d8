//! Input without end, and input that is no text: one sentence, nothing changed, and no more memory than a good file takes.

use crate::home;
use crate::support::{Home, dump};

const HEAD: &str = "client,date,minutes,note";

/// The least address space, in kilobytes, in which a line works: twice that is what bad input is given.
fn room(home: &Home, line: &str) -> u64 {
    let works = |room: &u64| home.sh(&format!("ulimit -v {room}\n{line}")).code == 0;
    (5..).map(|n| n * 10_000).take(60).find(works).unwrap_or_else(|| panic!("{line} does not work"))
}

/// What a line is refused with in so much room, nothing having changed.
fn refused(home: &Home, room: u64, line: &str) -> String {
    let before = dump(&home.db());
    let answer = home.sh(&format!("ulimit -v {room}\n{line}"));
    assert_eq!((answer.code, answer.out.as_str()), (1, ""), "{line}: {answer:?}");
    assert_eq!(answer.err.matches('\n').count(), 1, "{line}: {answer:?}");
    assert!(answer.err.chars().count() < 350, "{line}: {answer:?}");
    assert_eq!(dump(&home.db()), before, "{line}");
    answer.err.strip_prefix("error: ").unwrap().trim_end().to_owned()
}

#[test]
fn endless_tables_are_refused_in_little_memory() {
    let home = home();
    let row = "acme,2026-06-22,10,x";
    let good = format!("(echo {HEAD}; yes {row} | head -20000) | vadash import csv -");
    let room = 2 * room(&home, &good);
    let out = |line: u64| format!("-:{line}: the line is longer than 4 MB");
    let nothing = "; nothing was imported";
    let skip = " (--skip-bad leaves such rows out)";
    let open = "a quote that begins here has no end";
    let cases = [
        ("cat /dev/zero | vadash import csv -".to_owned(), out(1)),
        ("vadash import csv /dev/zero".to_owned(), "/dev/zero:1: the line is longer than 4 MB".to_owned()),
        (
            format!("(echo {HEAD}; printf acme,2026-06-22,10,; head -c 100000000 /dev/zero) | vadash import csv -"),
            format!("{}{nothing}", out(2)),
        ),
        (
            format!("(echo {HEAD}; printf acme,2026-06-22,10,; head -c 2000000 /dev/zero) | vadash import csv -"),
            format!("-:2: a cell is longer than 1 MB{nothing}{skip}"),
        ),
        (
            format!("(echo {HEAD}; echo {row}; echo 'acme,2026-06-22,10,\"x'; yes {row}) | vadash import csv -"),
            format!("-:3: {open} within 1 MB{nothing}{skip}"),
        ),
        (
            format!("(echo {HEAD}; echo {row}; echo 'acme,2026-06-22,10,\"x'; echo {row}) | vadash import csv -"),
            format!("-:3: {open}{nothing}{skip}"),
        ),
        (format!("(echo {HEAD}; yes) | vadash import csv -"), format!("-:2: there is no client 'y'{nothing}{skip}")),
    ];
    for (line, said) in cases {
        assert_eq!(refused(&home, room, &line), said, "{line}");
    }
    assert!(
        refused(&home, room, "yes | vadash import csv -").starts_with("-: a table of time has a column with a start")
    );
    // A word of a megabyte is not said whole.
    let long =
        format!("(echo {HEAD}; head -c 1000000 /dev/zero | tr '\\0' x; echo ,2026-06-22,10,) | vadash import csv -");
    let said = refused(&home, room, &long);
    assert!(
        said.starts_with("-:2: there is no client 'xxx") && said.ends_with(&format!("…'{nothing}{skip}")),
        "{said}"
    );
}

#[test]
fn bad_rows_are_listed_up_to_a_thousand() {
    let home = home();
    let answer = home.sh(&format!("(echo {HEAD}; yes | head -1500) | vadash --json import csv - --skip-bad"));
    let said: serde_json::Value = serde_json::from_str(&answer.out).unwrap();
    assert_eq!((said["skipped"].as_i64(), said["problems"].as_array().unwrap().len()), (Some(1500), 1001));
    assert_eq!(said["problems"][1000], "500 more problems are not listed");
}

#[test]
fn utf_16_is_told_in_our_words() {
    let home = home();
    for (little, mark) in [(true, "\u{feff}"), (true, ""), (false, "\u{feff}"), (false, "")] {
        let table = format!("{mark}{HEAD}\r\nacme,2026-06-22,10,x\r\n");
        let pair = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
        home.write("wide.csv", table.encode_utf16().flat_map(pair).collect::<Vec<u8>>());
        // With its mark it is read as what it is.
        match mark {
            "" => assert!(home.refused("import csv wide.csv").ends_with("this is UTF-16: save it as UTF-8")),
            _ => assert!(home.ok("import csv wide.csv --again").contains("wide.csv as csv: ")),
        }
    }
}

#[test]
fn endless_calendars_and_settings_are_refused_in_little_memory() {
    let home = home();
    let event = "BEGIN:VEVENT\\nUID:%s\\nDTSTART:20260622T090000Z\\nSUMMARY:x\\nEND:VEVENT\\n";
    let events = format!("seq 5000 | xargs printf '{event}'");
    let good = format!("(echo BEGIN:VCALENDAR; {events}; echo END:VCALENDAR) | vadash import ics -");
    let room = 2 * room(&home, &good);
    let none = "is no calendar: it has no BEGIN:VCALENDAR";
    for (line, place) in [
        ("cat /dev/zero | vadash import ics -", "-"),
        ("yes | vadash import ics -", "-"),
        ("vadash import ics /dev/zero", "/dev/zero"),
    ] {
        assert_eq!(refused(&home, room, line), format!("{place} {none}"));
    }
    let long = "it is longer than 100 MB, which is the most that is read";
    let endless = "(echo BEGIN:VCALENDAR; yes) | vadash import ics -";
    assert_eq!(refused(&home, room + 400_000, endless), format!("reading -: {long}"));
    let answer = home.sh(&format!("ulimit -v {room}\nvadash --config /dev/zero status"));
    let long = "it is longer than 1 MB, which is the most that is read";
    assert_eq!(answer.err, format!("warning: /dev/zero: {long}; the defaults hold\n"), "{answer:?}");
    // A calendar to be followed is a file or a folder.
    home.write(".config/vadash/config.toml", "[[calendar]]\nname = 'Zero'\npath = '/dev/zero'\n");
    let answer = home.sh(&format!("ulimit -v {room}\nvadash agenda"));
    let said =
        "note: calendar 'Zero': /dev/zero: is neither a file nor a folder; its events are as they were last read\n";
    assert_eq!((answer.code, answer.err.as_str()), (0, said));
}
