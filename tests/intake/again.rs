//! The same export again, and a newer one: updates, and never doubles.

use serde_json::{Value, json};

use crate::{home, toggl};

type Line<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str, &'a str);

const ONE: Line<'_> = ("Acme", "", "Inbox", "2026-02-02", "09:00-10:30", "inbox");
const TWO: Line<'_> = ("Acme", "", "Calls", "2026-02-03", "09:00-10:00", "");

fn counts(done: &Value) -> [i64; 3] {
    ["added", "updated", "unchanged"].map(|name| done[name].as_i64().unwrap())
}

#[test]
fn one_step_takes_all_of_an_import_back() {
    let home = home();
    home.write(
        "toggl.csv",
        toggl(&[
            ONE,
            ("New Co", "", "x", "2026-02-04", "09:00-10:00", ""),
            ("Acme GmbH", "", "y", "2026-02-05", "09:00-10:00", ""),
        ]),
    );
    let records = || {
        let mut all = home.dump();
        all.retain(|table, _| !["change", "op", "packed", "unjournalled"].contains(&table.as_str()));
        all
    };
    let before = records();
    home.ok("import toggl.csv --create-clients --create-services --map 'Acme GmbH=acme'");
    let after = records();
    assert_eq!(home.json("client list").as_array().map(Vec::len), Some(2));
    home.ok("undo");
    assert_eq!(records(), before);
    home.ok("redo");
    assert_eq!(records(), after);
    assert_eq!(counts(&home.json("import toggl.csv")), [0, 0, 3]);
}

#[test]
fn rows_alike_are_as_many_as_they_are() {
    let home = home();
    home.write("toggl.csv", toggl(&[ONE, ONE, TWO]));
    assert_eq!(counts(&home.json("import toggl.csv")), [3, 0, 0]);
    assert_eq!(counts(&home.json("import toggl.csv")), [0, 0, 3]);
    home.write("toggl.csv", toggl(&[ONE, ONE, ONE, TWO]));
    assert_eq!(counts(&home.json("import toggl.csv")), [1, 0, 3]);
    // Two exports that overlap, at once.
    home.write("more.csv", toggl(&[TWO, ("Acme", "", "New", "2026-02-06", "09:00-10:00", "")]));
    assert_eq!(counts(&home.json("import toggl.csv more.csv")), [1, 0, 5]);
}

#[test]
fn a_newer_export_changes_what_has_changed_there_and_nothing_else() {
    let home = home();
    home.write("toggl.csv", toggl(&[ONE, TWO]));
    home.ok("import toggl.csv");
    // Edited here: it stays.
    home.ok("entry edit 1 --note 'Inbox and post'");
    assert_eq!(counts(&home.json("import toggl.csv")), [0, 0, 2]);
    // The end is corrected there: it comes, and the note stays.
    home.write("toggl.csv", toggl(&[("Acme", "", "Inbox", "2026-02-02", "09:00-11:00", "inbox"), TWO]));
    assert_eq!(counts(&home.json("import toggl.csv")), [0, 1, 1]);
    let entry = home.json("entry show 1");
    assert_eq!((&entry["note"], &entry["seconds"]), (&json!("Inbox and post"), &json!(7200)), "{entry}");
    assert_eq!(counts(&home.json("import toggl.csv")), [0, 0, 2]);
    // Changed on both sides: the file wins, and says so.
    home.ok("entry edit 1 --tag mine");
    home.write("toggl.csv", toggl(&[("Acme", "", "Inbox", "2026-02-02", "09:00-11:00", "theirs"), TWO]));
    let done = home.json("import toggl.csv");
    assert_eq!(counts(&done), [0, 1, 1]);
    assert_eq!(done["notes"][0], "toggl.csv:2: entry 1 was changed here, too: tags is now as in the file");
    let entry = home.json("entry show 1");
    assert_eq!((&entry["note"], &entry["tags"]), (&json!("Inbox and post"), &json!(["theirs"])));
    home.ok("undo");
    assert_eq!(home.json("entry show 1")["tags"], json!(["mine"]));
}

#[test]
fn what_was_deleted_here_stays_deleted() {
    let home = home();
    home.write("toggl.csv", toggl(&[ONE, TWO]));
    home.ok("import toggl.csv");
    home.ok("entry rm 1");
    let done = home.json("import toggl.csv");
    assert_eq!(counts(&done), [0, 0, 2]);
    assert_eq!(done["notes"], json!(["1 row was deleted here and stays deleted"]));
    home.ok("undo");
    assert_eq!(home.json("import toggl.csv")["notes"], json!([]));
}

#[test]
fn what_is_here_already_is_left_out_unless_it_is_wanted_again() {
    let home = home();
    home.ok("log acme 9:00-10:30 Inbox --on 2026-02-02");
    home.write("toggl.csv", toggl(&[ONE, TWO]));
    let done = home.json("import toggl.csv");
    assert_eq!((counts(&done), &done["left_out"]["already_here"]), ([1, 0, 0], &json!(1)));
    let done = home.json("import toggl.csv --again");
    assert_eq!((counts(&done), &done["left_out"]["already_here"]), ([1, 0, 1], &json!(0)));
    assert_eq!(done["overlapping"], 1);
}

#[test]
fn what_is_billed_stays_and_time_for_billed_days_is_told() {
    let home = home();
    home.ok(
        "business set --name Desk --street 'Weg 2' --postcode 50667 --city Berlin --country DE --regime vat --vat-id DE123456788",
    );
    home.ok("client edit acme --street 'Weg 1' --postcode 10115 --city Berlin --country DE");
    home.ok("rate set 60 --client acme --from 2026-01-01");
    home.write("toggl.csv", toggl(&[ONE, TWO]));
    home.ok("import toggl.csv");
    let issued = home.sh("vadash invoice issue acme --through 2026-02-28");
    assert_eq!(issued.code, 0, "{issued:?}");
    home.write(
        "toggl.csv",
        toggl(&[
            ("Acme", "", "Inbox", "2026-02-02", "09:00-11:00", "inbox"),
            TWO,
            ("Acme", "", "Late", "2026-02-05", "09:00-10:15", ""),
        ]),
    );
    let done = home.json("import toggl.csv");
    assert_eq!(counts(&done), [1, 0, 2], "{done}");
    let notes = done["notes"].to_string();
    assert!(notes.contains("Acme: 1 entry is on days that are billed (1:15), and so count on Sun 1 Mar"), "{notes}");
    assert!(notes.contains("toggl.csv:2: entry 1 is on 2026-"), "{notes}");
    assert_eq!(home.json("entry show 1")["seconds"], 5400);
}
