//! Importing one's own export changes nothing: for every calendar there is, and for made-up ones.

use std::cell::Cell;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use vadash::app::run::run;

use crate::bench::{Bench, call};
use crate::support::NOON;
use crate::{ics_files, without_ids};

const WIDE: &str = "agenda --from 2000-01-01 --to 2031-12-31";

/// What an import counted: added and updated.
fn taken_in(bench: &Bench, path: &Path) -> (i64, i64) {
    let done = bench.json(&format!("import ics '{}'", path.display()));
    (done["added"].as_i64().unwrap(), done["updated"].as_i64().unwrap())
}

/// Exports, and checks the law; gives the export.
fn check(bench: &Bench, folder: &Path) -> String {
    let text = bench.text("export ics");
    let file = folder.join("export.ics");
    fs::write(&file, &text).unwrap();
    assert_eq!(taken_in(bench, &file), (0, 0), "taken in again\n{text}");
    assert_eq!(bench.text("export ics"), text, "given out again");
    let fresh = Bench::at(NOON);
    for code in ["acme", "zeta"] {
        let add = call(&format!("client add {code} --name {code}"));
        run(&add, &fresh.store, &fresh.env).unwrap();
    }
    taken_in(&fresh, &file);
    assert_eq!(without_ids(fresh.json(WIDE)), without_ids(bench.json(WIDE)), "taken in anew\n{text}");
    assert_eq!(fresh.text("export ics"), text, "given out from there");
    text
}

#[test]
fn of_every_calendar() {
    let folder = tempfile::tempdir().unwrap();
    for path in ics_files() {
        let bench = Bench::at(NOON);
        taken_in(&bench, &path);
        let text = check(&bench, folder.path());
        let lines: Vec<&str> = text.split_terminator("\r\n").collect();
        assert!(lines.iter().all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])), "{}", path.display());
    }
}

#[test]
fn of_all_calendars_together() {
    let folder = tempfile::tempdir().unwrap();
    let bench = Bench::at(NOON);
    for path in ics_files() {
        // The same times in several calendars, and several calendars of one name.
        taken_in(&bench, &path);
    }
    check(&bench, folder.path());
}

/// Lines as a person, or another program, would change a calendar.
fn change() -> impl Strategy<Value = String> {
    let title = "[a-zA-Zäñ漢😀;,\\\\: ]{1,60}".prop_map(|t| format!("'x {}'", t.trim()));
    let start = (1..28_u32, 0..24_u32).prop_map(|(day, hour)| format!("'2026-07-{day:02} {hour:02}:15'"));
    let more = prop::sample::select(vec![
        "",
        "--client acme",
        "--client zeta --repeat 'mon,thu'",
        "--repeat FREQ=MONTHLY;BYDAY=-1FR",
        "--zone America/New_York",
        "--zone Asia/Kathmandu --remind 15m",
        "--remind none",
        "--url https://acme.zoom.us/j/1",
        "--location 'Room 1, upstairs; left' --note 'one\ntwo, three; \\four\\n'",
    ]);
    let edit = prop::sample::select(vec![
        "--title 'another, with; signs'",
        "--url https://example.com/page",
        "--url none",
        "--remind 1h",
        "--remind none",
        "--location none",
        "--note 'see https://meet.google.com/abc'",
        "--start '2026-07-15 11:00'",
        "--end '2026-07-30 18:00'",
        "--client acme",
        "--client none",
        "--start 2026-07-14",
        "--zone Australia/Sydney",
    ]);
    prop_oneof![
        (title, start, more)
            .prop_map(|(title, start, more)| format!("event add --title {title} --start {start} {more}")),
        (1..12_u32, edit).prop_map(|(id, edit)| format!("event edit {id} {edit}")),
        (1..12_u32, 1..31_u32).prop_map(|(id, day)| format!("event rm {id} --occurrence 2026-07-{day:02}")),
        (1..12_u32, 1..31_u32)
            .prop_map(|(id, day)| format!("event edit {id} --occurrence 2026-07-{day:02} --title moved")),
        Just("undo".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn of_what_is_made_and_edited_here(changes in proptest::collection::vec(change(), 1..25), file in any::<prop::sample::Index>()) {
        let folder = tempfile::tempdir().unwrap();
        let bench = Bench::at(NOON);
        for line in ["client add acme --name acme", "client add zeta --name zeta"] {
            bench.text(line);
        }
        taken_in(&bench, &ics_files()[file.index(ics_files().len())]);
        let done = Cell::new(0);
        for line in &changes {
            // Some make no sense here; those are refused, which is all the better.
            done.set(done.get() + i32::from(bench.tries(line).is_ok()));
        }
        check(&bench, folder.path());
    }
}
