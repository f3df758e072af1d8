//! Files that are named after UIDs: whatever a UID is, its file is seen, and read again.

use std::collections::BTreeSet;
use std::fs;

use proptest::prelude::*;

use crate::support::Home;

/// An event for each UID, as somebody's file has them.
fn calendar(uids: &[String]) -> String {
    let event = |(n, uid): (usize, &String)| {
        format!("BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTART:20260623T{:02}0000Z\r\nSUMMARY:t{n}\r\nEND:VEVENT\r\n", n % 24)
    };
    let events: String = uids.iter().enumerate().map(event).collect();
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n{events}END:VCALENDAR\r\n")
}

/// A home that follows a folder.
fn home(folder: &std::path::Path) -> Home {
    let home = Home::with_clients();
    home.write(
        ".config/vadash/config.toml",
        format!("[[calendar]]\nname = 'Work'\npath = '{}'\nreadonly = false\n", folder.display()),
    );
    home
}

fn titles(home: &Home) -> BTreeSet<String> {
    let rows = home.json("agenda --from 2026-06-22 --to 2026-06-28");
    rows.as_array().unwrap().iter().map(|row| row["title"].as_str().unwrap().to_owned()).collect()
}

/// Takes the events into a calendar that follows a folder, and looks at what is in the folder and what others read there.
fn comes_back(uids: &[String]) {
    let folder = tempfile::tempdir().unwrap();
    let one = home(folder.path());
    one.write("in.ics", calendar(uids));
    one.ok("import ics in.ics --calendar Work");
    let events = titles(&one);
    let names: Vec<String> =
        fs::read_dir(folder.path()).unwrap().map(|f| f.unwrap().file_name().into_string().unwrap()).collect();
    let apart: BTreeSet<String> = names.iter().map(|name| name.to_lowercase()).collect();
    assert_eq!((names.len(), apart.len()), (events.len(), events.len()), "{names:?} {uids:?}");
    for name in &names {
        assert!(
            name.strip_suffix(".ics").is_some() && !name.starts_with(['.', '-']) && name.len() <= 255,
            "{name} {uids:?}"
        );
    }
    assert_eq!(titles(&home(folder.path())), events, "as read by another: {names:?} {uids:?}");
    // Taken back the files go, and done again they are there as before.
    one.ok("undo");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    one.ok("redo");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), names.len());
    assert_eq!(titles(&one), events);
}

#[test]
fn odd_uids_are_written_and_read_again() {
    let odd = [
        "",
        ".",
        "..",
        "...",
        ".hidden",
        "a/b",
        "/etc/passwd",
        "..\\..\\x",
        "CON",
        "nul",
        "com1.x",
        "-rf",
        "a ",
        "a",
        "A",
        "日本語",
        "a*b?",
        "x.ics",
        "~",
        "%00",
    ];
    let mut uids: Vec<String> = odd.iter().map(|uid| (*uid).to_owned()).collect();
    uids.push("long".repeat(75));
    uids.push(format!("{}x", "long".repeat(75)));
    comes_back(&uids);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_uids_are_written_and_read_again(uids in prop::collection::vec("[.]{0,2}[a-bA-B./\u{e9} -]{0,3}|\\PC{1,40}", 1..12)) {
        comes_back(&uids);
    }
}
