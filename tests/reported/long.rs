//! One long text never breaks a list: whoever may invite, or pastes a page into a note, fills nobody's terminal.

use proptest::prelude::*;
use serde_json::Value;
use vadash::domain::text::width;

use crate::home;
use crate::support::Home;
use crate::terminal::Terminal;

/// Every list there is, and what shows one record.
const LISTS: &[&str] = &[
    "status",
    "status --format '{client} {name} {note} {next}'",
    "agenda",
    "event show 1",
    "task list",
    "task show 1",
    "entry list",
    "entry list --by day",
    "entry list --by client",
    "entry show 1",
    "history",
    "client list",
    "client show acme",
    "service list",
    "rate list",
    "retainers",
    "unbilled",
    "free",
    "filter list",
    "statement acme",
];

/// A home in which each kind of record has this text, as a title, a name or a note.
fn filled(text: &str) -> Home {
    let home = home();
    // Some texts are refused here and there, which is as good.
    let add = |words: &[&str]| home.run(words).code;
    let meant = format!("--note={text}");
    add(&["client", "edit", "acme", &format!("--name={text}"), &meant]);
    add(&["service", "add", "email", &format!("--name={text}")]);
    add(&["log", "acme", "1h", "--", text]);
    add(&["task", "add", "acme", "plain"]);
    add(&["task", "edit", "1", &format!("--title={text}"), &meant]);
    add(&["filter", "save", "long", "--", text]);
    add(&["start", "acme", "--", text]);
    let people: String = (0..1000).map(|n| format!("ATTENDEE;CN=P{n}:mailto:p{n}@x.example\r\n")).collect();
    let event = format!(
        "BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260716T090000Z\r\nSUMMARY:{text}\r\nLOCATION:{text}\r\n\
         DESCRIPTION:{text}\\n{text}\r\n{people}END:VEVENT\r\n"
    );
    home.write("in.ics", format!("BEGIN:VCALENDAR\r\n{event}END:VCALENDAR\r\n"));
    home.ok("import ics in.ics");
    home
}

fn within(said: &str, most: usize, line: &str) {
    assert!(said.lines().count() < 450, "{line}: {} lines", said.lines().count());
    for one in said.lines() {
        assert!(width(one) <= most, "{line}: {} columns: {one}", width(one));
    }
}

fn lists_hold(home: &Home) {
    for line in LISTS {
        let most = if line.starts_with("status") { 120 } else { 200 };
        let said = home.ok(line);
        within(&said, most, line);
        assert!(!line.starts_with("status") || said.lines().count() == 1, "{line}: {said}");
    }
    for line in ["undo", "redo", "log nobody 1h", "task done 'no such'"] {
        let answer = home.sh(&format!("vadash {line}"));
        within(&(answer.out + &answer.err), 330, line);
    }
}

#[test]
fn a_megabyte_in_an_invitation_floods_nothing() {
    let home = filled("plain");
    for (file, title) in [("long.ics", "T".repeat(1 << 20)), ("wide.ics", "日本 ".repeat(100_000))] {
        let event = format!("BEGIN:VEVENT\r\nUID:{file}\r\nDTSTART:20260716T090000Z\r\nSUMMARY:{title}\r\n");
        let more = format!("DESCRIPTION:{}\r\nLOCATION:{title}\r\nEND:VEVENT\r\n", "word ".repeat(200_000));
        home.write(file, format!("BEGIN:VCALENDAR\r\n{event}{more}END:VCALENDAR\r\n"));
        home.ok(&format!("import ics {file} --calendar Long"));
    }
    home.ok("event edit 2 --client acme");
    within(&home.ok("event show 2"), 200, "event show 2");
    lists_hold(&home);
    // What is cut for people is whole for programs.
    let rows = home.json("agenda");
    assert!(rows.as_array().unwrap().iter().any(|row| row["title"].as_str().unwrap().len() == 1 << 20));
}

#[test]
fn what_matters_stays_whole_beside_a_long_text() {
    let home = filled(&"long words ".repeat(50));
    let entries = home.ok("entry list");
    let row = entries.lines().nth(1).unwrap();
    assert!(row.contains("2026-07-15") && row.contains("1:00") && row.contains("60.00 EUR"), "{entries}");
    assert!(row.ends_with('…') && width(row) == 200, "{entries}");
    let agenda = home.ok("agenda");
    assert!(agenda.contains("Thu 2026-07-16  11:00") && agenda.lines().nth(1).unwrap().ends_with("  1"), "{agenda}");
    // A statement has the whole of a note, in lines.
    let told = home.ok("statement acme");
    assert_eq!(
        told.split_whitespace().filter(|word| word.trim_end_matches(':') == "words").count(),
        100,
        "the name and the note: {told}"
    );
    let told = home.ok("statement acme --format markdown");
    assert!(told.contains("long<br>words") || told.contains("words<br>long"), "{told}");
    let json = home.json("task show 1");
    assert_eq!(json["title"], Value::from("long words ".repeat(50).trim()));
}

#[test]
fn a_terminal_gets_lines_of_its_width() {
    let home = filled(&"日本 and letters ".repeat(40));
    for columns in [40, 63, 100] {
        for line in ["agenda", "task list", "entry list", "statement acme", "event show 1", "status", "history"] {
            let words: Vec<&str> = line.split(' ').collect();
            let mut terminal = Terminal::open(&home, &words, &[("NO_COLOR", "1")], (50, columns));
            terminal.until("an answer", |screen| !screen.contents().trim().is_empty());
            assert!(terminal.ended().success(), "{line}");
            let said = terminal.bytes().replace('\r', "");
            within(&said, usize::from(columns), &format!("{line} in {columns}"));
            assert!(!said.is_empty(), "{line}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_breaks_a_list(text in "[a-z]\\PC{0,40}( ?\\PC{1,300}){0,3}|[日本a-z 🇩🇪👩‍👩‍👧é]{1,900}") {
        lists_hold(&filled(text.trim()));
    }
}
