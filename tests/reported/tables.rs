//! Tables taken in and given out, and steps taken back.

use std::fs;

use proptest::prelude::*;
use serde_json::Value;
use vadash::store::RECORDS;

use crate::support::{Answer, Home, dump};
use crate::{WEDNESDAY, home};

/// What an import of a table says.
fn import(home: &Home, table: &str, words: &str) -> Answer {
    home.write("t.csv", table);
    home.sh(&format!("vadash import csv t.csv {words}"))
}

/// The sentence that a table's row is refused with.
fn bad(home: &Home, row: &str) -> String {
    let head = "client;date;start;end;minutes;seconds;note";
    let answer = import(home, &format!("{head}\n{row}\n"), "");
    assert_eq!((answer.code, answer.out.as_str()), (1, ""), "{row}: {answer:?}");
    let sentence = answer.err.strip_prefix("error: t.csv:2: ").unwrap_or_else(|| panic!("{row}: {answer:?}"));
    sentence.strip_suffix("; nothing was imported (--skip-bad leaves such rows out)\n").unwrap().to_owned()
}

/// Entries as `date start end seconds note`.
fn entries(home: &Home) -> Vec<String> {
    let all = home.json("entry list");
    let text = |entry: &Value, name: &str| entry[name].as_str().unwrap_or("-").to_owned();
    let line = |entry: &Value| {
        let clock = |name| text(entry, name).get(11..16).unwrap_or("-").to_owned();
        format!(
            "{} {} {} {} {}",
            text(entry, "date"),
            clock("start"),
            clock("end"),
            entry["seconds"],
            text(entry, "note")
        )
    };
    all.as_array().unwrap().iter().map(line).collect()
}

#[test]
fn an_export_taken_in_again_changes_nothing() {
    let home = home();
    home.ok("log acme 30m a");
    home.ok("log acme 9-9:30 b");
    let table = home.ok("export csv");
    let before = dump(&home.db());
    assert_eq!(import(&home, &table, "").out, "imported t: added 0, updated 0, unchanged 2, skipped 0\n");
    assert_eq!(dump(&home.db()), before, "not even a step");
    // A table as older versions wrote it has no ids.
    let bare: String = table
        .lines()
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            [&cells[..11], &cells[12..]].concat().join(",") + "\n"
        })
        .collect();
    let said = "imported t: added 0, updated 0, unchanged 0, skipped 0, already here 2 (--again adds them)\n";
    assert_eq!(import(&home, &bare, "").out, said);
    assert_eq!(home.json("import csv t.csv")["already_here"], 2);
    assert_eq!(dump(&home.db()), before);
    assert!(import(&home, &bare, "--again").out.starts_with("imported t: added 2, updated 0, unchanged 0, skipped 0"));
}

#[test]
fn what_is_changed_in_a_table_is_updated_and_what_was_deleted_comes_back_under_its_number() {
    let home = home();
    for line in ["log acme 30m a", "log acme 40m b", "log acme 50m c"] {
        home.ok(line);
    }
    let table = home.ok("export csv");
    home.ok("entry rm 3");
    home.ok("entry rm 1");
    home.ok("log acme 5m another");
    let changed = table.replace(",40,", ",45,");
    assert!(import(&home, &changed, "").out.contains("added 2, updated 1, unchanged 0"), "{changed}");
    let ids: Vec<i64> = home.json("entry list").as_array().unwrap().iter().map(|e| e["id"].as_i64().unwrap()).collect();
    assert_eq!(ids, [1, 2, 3, 4], "the number 3 was not given to another one");
    assert!(home.ok("entry show 2").contains("0:45"));
    home.ok("undo");
    assert_eq!(home.json("entry list").as_array().unwrap().len(), 2);
    home.ok("redo");
    assert!(import(&home, &changed, "").out.contains("added 0, updated 0, unchanged 3"));
    assert!(home.ok("db check").starts_with("all is well"));
}

/// A number that was taken back and given anew is no longer the entry that a table means.
#[test]
fn a_number_given_anew_is_not_overwritten() {
    let home = home();
    home.ok("log acme 30m a");
    let table = home.ok("export csv");
    home.ok("undo");
    home.ok("log acme 1h other");
    let answer = import(&home, &table, "");
    assert!(answer.code == 1 && answer.err.contains("t.csv:2: the number 1 was another entry's"), "{answer:?}");
    assert!(home.ok("entry show 1").contains("other"));
}

#[test]
fn another_databases_entries_are_strangers() {
    let (here, there) = (home(), home());
    here.ok("log acme 30m a");
    there.ok("log acme 1h mine");
    let table = here.ok("export csv");
    assert!(table.lines().nth(1).unwrap().contains(",vadash-"), "{table}");
    for said in ["added 1, updated 0, unchanged 0", "added 0, updated 0, unchanged 1"] {
        assert!(import(&there, &table, "").out.contains(said));
    }
    assert_eq!(entries(&there), ["2026-07-15 - - 3600 mine", "2026-07-15 - - 1800 a"]);
    // It goes back where it came from, and is known there.
    let back = there.ok("export csv");
    assert!(import(&here, &back, "").out.contains("added 1, updated 0, unchanged 1"));
    // A copy is the same database.
    here.ok("db backup copy.db");
    assert_eq!(here.ok("--db copy.db export csv"), here.ok("export csv"));
}

#[test]
fn two_equal_rows_are_two_the_first_time_and_none_the_second() {
    let home = home();
    let table = "client,date,minutes,note\nacme,2026-07-01,30,call\nacme,2026-07-01,30,call\n";
    assert!(import(&home, table, "").out.contains("added 2,"));
    assert!(import(&home, table, "").out.contains("added 0, updated 0, unchanged 0, skipped 0, already here 2"));
    let three = format!("{table}acme,2026-07-01,30,call\n");
    assert!(import(&home, &three, "").out.contains("added 1, updated 0, unchanged 0, skipped 0, already here 2"));
    // Another note, length, day, client or start is another piece of work.
    home.ok("client add bolt --name Bolt");
    let others = "client,date,minutes,note,start,end\nacme,2026-07-01,31,call,,\nacme,2026-07-01,30,calls,,\n\
                  acme,2026-07-02,30,call,,\nbolt,2026-07-01,30,call,,\nacme,,,call,2026-07-01 9:00,2026-07-01 9:30\n";
    assert!(import(&home, others, "").out.contains("added 5,"));
    // Work that was logged by hand counts as well, wherever its day began.
    home.ok("log acme 22:30-0:15 --on 2026-07-03 late");
    let late = "client,start,end,note\nacme,2026-07-03T20:30:00Z,2026-07-03T22:15:00Z,late\n";
    assert!(import(&home, late, "").out.contains("already here 1"));
}

#[test]
fn tables_as_people_write_them_are_read() {
    let home = home();
    let semicolons = "\u{feff}Client;Date;Minutes;Note\r\nacme;01.07.2026;90;eins\r\nacme;2.7.2026;1:30;zwei; und mehr\r\nacme;2026-07-03;1,5h;\"drei; vier\"\r\n";
    assert!(import(&home, semicolons, "").out.contains("added 3,"));
    let tabs = "client\tdate\tstart\tend\tnote\nacme\t01.07.2026\t9:00\t10:30\ttabs\nacme\t1.7.2026\t22:30\t0:15\tlate\n\
                acme\t\t2.7.2026 9:00\t10:00\tsibling\nacme\t\t2026-07-02 14:00\t02.07.2026 15:00\tboth\n";
    assert!(import(&home, tabs, "").out.contains("added 4,"));
    let found = entries(&home);
    for line in [
        "2026-07-01 - - 5400 eins",
        "2026-07-02 - - 5400 zwei",
        "2026-07-03 - - 5400 drei; vier",
        "2026-07-01 09:00 10:30 5400 tabs",
        "2026-07-01 22:30 00:15 6300 late",
        "2026-07-02 09:00 10:00 3600 sibling",
        "2026-07-02 14:00 15:00 3600 both",
    ] {
        assert!(found.contains(&line.to_owned()), "{line}: {found:#?}");
    }
}

#[test]
fn what_a_row_contradicts_or_leaves_open_is_refused_at_its_line() {
    let home = home();
    for (row, said) in [
        ("acme;;2026-07-01T11:00;2026-07-01T12:00;30;;", "says 30 minutes, but 11:00–12:00 is 60"),
        ("acme;;2026-07-01T11:00;2026-07-01T12:00;0:30;;", "says 30 minutes, but 11:00–12:00 is 60"),
        ("acme;;2026-07-01T11:00;2026-07-01T12:00;;1800;", "says 1800 seconds, but 11:00–12:00 is 3600"),
        ("acme;2026-07-02;2026-07-01T11:00;2026-07-01T12:00;;;", "says 2026-07-02, but it starts on 2026-07-01"),
        ("acme;2026-07-01;;;30;1800;", "the minutes and the seconds are both there: one will do"),
        ("acme;1.7.;;;30;;", "'1.7.' says no year: write 2026-06-22 or 22.6.2026"),
        ("acme;mon;;;30;;", "'mon' says no year: write 2026-06-22 or 22.6.2026"),
        ("acme;yesterday;;;30;;", "'yesterday' says no year: write 2026-06-22 or 22.6.2026"),
        ("acme;31.6.2026;;;30;;", "'31.6.2026' is no date: write 2026-06-22 or 22.6.2026"),
        ("acme;16.7.2026;;;30;;", "2026-07-16 is in the future"),
        ("acme;;9:00;10:00;;;", "'9:00' is on no day: write 2026-06-22 09:00, or a date beside it"),
        ("acme;1.7.2026;15:00;14:00;;;", "the end is not after the start (--force takes the day after)"),
        ("acme;1.7.2026;9:00;;;;", "the start and the end go together"),
        ("acme;1.7.2026;;;1.5;;", "minutes: 1.5 what? type 1.5m or 1.5h"),
        ("acme;1.7.2026;;;0;;", "'0' in minutes is no whole number from 1 up"),
        ("acme;1.7.2026;;;soon;;", "minutes: 'soon' is no duration: try 1h30, 90m, 1:30 or 1.5h"),
    ] {
        assert_eq!(bad(&home, row), said, "{row}");
    }
    assert_eq!(entries(&home), [""; 0]);
    // Minutes may be rounded; seconds may not.
    let rounded = "client,start,end,minutes\nacme,2026-07-01T10:01:10,2026-07-01T10:42:00,41\nacme,2026-07-02T10:01:10,2026-07-02T10:42:00,40\n";
    assert!(import(&home, rounded, "").out.contains("added 2,"));
}

#[test]
fn a_quote_that_stays_open_is_a_bad_row_and_swallows_nothing() {
    let home = home();
    let table =
        "client,date,minutes,note\nacme,2026-07-01,30,\"one\nacme,2026-07-02,30,two\nacme,2026-07-03,30,three\n";
    let answer = import(&home, table, "");
    assert!(
        answer.err.starts_with("error: t.csv:2: a quote that begins here has no end; nothing was imported"),
        "{answer:?}"
    );
    let answer = import(&home, table, "--skip-bad");
    let said = "imported t: added 2, updated 0, unchanged 0, skipped 1\nt.csv:2: a quote that begins here has no end\n";
    assert_eq!(answer.out, said);
}

#[test]
fn archived_clients_take_no_rows_but_by_force() {
    let home = home();
    home.ok("log acme 30m a");
    let table = home.ok("export csv");
    home.ok("client archive acme");
    assert!(import(&home, &table, "").out.contains("unchanged 1"), "what is there is there");
    let row = "acme;1.7.2026;;;30;;b";
    assert_eq!(bad(&home, row), "Acme is archived and takes no time (--force takes it)");
    assert!(home.ok("import csv t.csv --skip-bad").contains("skipped 1"));
    assert!(home.ok("import csv t.csv --force").contains("added 1,"));
}

/// A line for each entry with something of everything that a table has a column for.
fn work() -> impl Strategy<Value = String> {
    let span = prop::sample::select(vec!["30m", "1:20", "9-10:30", "22:30-0:15", "20-6", "11h", "0:07"]);
    let day =
        prop::sample::select(vec!["2026-03-28", "2026-03-29", "2025-10-25", "2025-10-26", "2026-07-01", "2026-07-14"]);
    let note = prop::sample::select(vec![
        "",
        "plain",
        "a, b",
        "'semi;colon'",
        "'=1+1'",
        "'\"quoted\" \"'",
        "'two\nlines'",
        "'-5 % off'",
        "'\\u{1b}'",
        "'tab\tin it'",
        "ﬁne",
        "'say \"hi'",
    ]);
    let flags = prop::sample::subsequence(
        vec!["--rush", "--gift", "--no-bill", "--bill-as 25m", "--service mail", "--tag one --tag two"],
        0..4,
    );
    let client = prop::sample::select(vec!["acme", "jp", "gone"]);
    (client, span, day, note, flags, prop::bool::ANY).prop_map(|(client, span, day, note, flags, own)| {
        let own = if own { "\nentry edit ID --rate 47" } else { "" };
        let note = if note.is_empty() { String::new() } else { format!(" -- {note}") };
        format!("log {client} {span} --on {day} --overlap keep {}{note}{own}", flags.join(" "))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_logged_comes_back_as_it_was(lines in prop::collection::vec(work(), 1..12), timer in prop::bool::ANY) {
        let home = home();
        for line in ["client add jp --name JP --currency JPY --rate 9000", "client add gone --name Gone", "service add mail --name Mail"] {
            home.ok(line);
        }
        let mut id = 0;
        for line in &lines {
            for (n, line) in line.split("\nentry").enumerate() {
                let line = if n == 0 { line.to_owned() } else { format!("entry{}", line.replace("ID", &id.to_string())) };
                let answer = home.sh(&format!("vadash {line}"));
                prop_assert_eq!(answer.code, 0, "{}: {:?}", line, answer);
                id += i32::from(n == 0);
            }
        }
        home.ok("client archive gone");
        if timer {
            home.ok("start acme running");
        }
        let table = home.ok("export csv");
        let before = dump(&home.db());
        let said = import(&home, &table, "").out;
        let wanted = format!("imported t: added 0, updated 0, unchanged {id}, skipped 0");
        prop_assert!(said.starts_with(&wanted), "{}\n{}", said, table);
        prop_assert_eq!(dump(&home.db()), before);
        // Taken in from another zone it is the same as well.
        let away = home.sh("TZ=Asia/Kathmandu vadash import csv t.csv");
        prop_assert!(away.out.starts_with(&wanted), "{:?}", away);
        prop_assert_eq!(home.ok("export csv"), table);
    }
}

#[test]
fn a_change_whose_answer_cannot_be_written_is_taken_back() {
    let home = home();
    home.ok("log acme 1h first");
    home.ok("log acme 2h second");
    home.ok("undo");
    home.write("t.csv", "client,date,minutes\nacme,2026-07-01,30\n");
    let before = dump(&home.db());
    for line in [
        "log acme 5m",
        "--json log acme 5m",
        "task add acme newsletter due:fri",
        "client edit acme --rate 90",
        "import csv t.csv",
        "undo",
        "redo",
        "entry rm 1",
        "undo --step 1",
        "restore entry 1",
    ] {
        let answer = home.sh(&format!("vadash {line} > /dev/full"));
        assert_eq!(answer.code, 1, "{line}: {answer:?}");
        if line.starts_with("undo --step") || line.starts_with("restore") {
            continue;
        }
        assert!(
            answer.err.starts_with("error: writing the answer: ")
                && answer.err.ends_with("; so the change was taken back\n"),
            "{line}: {answer:?}"
        );
        let mut after = dump(&home.db());
        for derived in ["alive", "checkpoint", "horizon", "ledger_head", "occurrence", "unjournalled"] {
            after.insert(derived.to_owned(), before[derived].clone());
        }
        assert_eq!(after, before, "{line}");
    }
    // What could be done again can be still.
    assert!(home.ok("redo").contains("second"));
    // A reader that has had enough is another matter.
    let answer = home.sh("vadash log acme 5m third | true");
    assert_eq!(answer.err, "");
    assert!(home.ok("entry list").contains("third"));
}

#[test]
fn an_old_step_is_taken_back_alone_where_nothing_has_touched_its_rows_since() {
    let home = home();
    for line in ["log acme 1h one", "log acme 2h two", "entry edit 1 --note changed", "service add mail --name Mail"] {
        home.ok(line);
    }
    let refused = home.refused("undo --step 2");
    assert!(refused.starts_with("step 2 cannot be undone: step 4 (changed "), "{refused}");
    let said = home.ok("undo --step 3");
    assert!(said.starts_with("undid step 3: logged 2:00"), "{said}");
    assert!(!home.ok("entry list").contains("two"));
    assert!(home.refused("undo --step 3").contains("step 6 (undid step 3"), "{}", home.refused("undo --step 3"));
    home.ok("undo");
    assert!(home.ok("entry list").contains("two"));
    home.ok("redo");
    assert!(!home.ok("entry list").contains("two"));
    // What was changed and changed back is as it was.
    home.ok("undo --step 4");
    home.ok("undo --step 2");
    assert_eq!(entries(&home), [""; 0]);
    // Others belong to what a step has added.
    home.ok("log acme 5m three");
    let refused = home.refused("undo --step 1");
    assert!(refused.contains("cannot be undone: ") && refused.contains("belongs to what it added"), "{refused}");
    for (line, said) in [
        ("undo --step 99", "there is no step 99: 'vadash history' shows those there are"),
        ("undo 2 --step 1", "step: is one step alone: leave the count out"),
    ] {
        assert_eq!(home.refused(line), said);
    }
    assert!(home.ok("db check").starts_with("all is well"));
}

#[test]
fn a_deleted_record_comes_back_under_its_number_with_what_went_with_it() {
    let home = home();
    for line in [
        "agreement add acme retainer --hours 10 --fee 400 --start 2026-06-01",
        "agreement change 1 --from 2026-07-01 --hours 12",
        "task add acme newsletter due:fri ~2h '!high'",
        "log acme 30m --task 1 a",
        "event add --title weekly --start '2026-07-20 09:00' --end '2026-07-20 10:00' --repeat week",
        "event edit 1 --occurrence 2026-07-27 --scope this --start '2026-07-27 11:00'",
        "filter save late overdue",
        "rate set 70 --client acme --from 2026-07-20",
    ] {
        home.ok(line);
    }
    let records = |home: &Home| {
        let mut all = dump(&home.db());
        all.retain(|table, _| table == "unbilled" || RECORDS.iter().any(|kind| kind.table == table));
        all
    };
    for (delete, restore, said) in [
        ("agreement rm 1", "restore agreement 1", "restored agreement 1: retainer for Acme, with "),
        ("task rm 1", "restore task 1", "restored task 1: newsletter, with 1 record that belongs to it again"),
        ("entry rm 1", "restore entry 1", "restored entry 1: 0:30 h for Acme on 2026-07-15, a"),
        ("event rm 1 --scope all", "restore event 1", "restored event 1: weekly, with 1 occurrence of its own"),
        ("filter rm late", "restore filter late", "restored filter 1: late"),
        ("rate rm 2", "restore rate 2", "restored rate 2: 70.00 an hour for Acme"),
    ] {
        let before = records(&home);
        home.ok(delete);
        // A later record does not take the number.
        for line in ["task add other", "log acme 1m --on 2026-07-01 x", "filter save other overdue", "undo 3"] {
            home.ok(line);
        }
        let told = home.ok(restore);
        assert!(told.starts_with(said), "{restore}: {told}");
        assert_eq!(records(&home), before, "{restore}");
        home.ok("undo");
        assert_ne!(records(&home), before, "{restore} undone");
        home.ok("redo");
        assert_eq!(records(&home), before, "{restore} done again");
        assert!(
            home.refused(restore).ends_with("is not deleted") || restore.ends_with("late"),
            "{}",
            home.refused(restore)
        );
    }
    assert!(home.ok("db check").starts_with("all is well"));
}

#[test]
fn what_cannot_be_restored_says_why() {
    let home = home();
    home.ok("task add acme one");
    home.ok("undo");
    home.ok("task add acme two");
    home.ok("start acme");
    home.ok("cancel");
    home.ok("start acme");
    for (line, said) in [
        ("restore task 9", "id: the history knows of no task 9 that was deleted"),
        ("restore task 1", "id: task 1 is not deleted"),
        ("restore task two", "id: 'two' is no number: type that of the task"),
        ("restore client zeta", "id: no client 'zeta' was deleted"),
        (
            "restore tasks 1",
            "kind: 'tasks' is not one of entry, client, service, rate, agreement, closing, charge, payment, tax, fx, budget, off, task, event, \
             filter",
        ),
        ("restore entry 1", "entry 1 is a timer, and another one runs: stop that first"),
    ] {
        assert_eq!(home.refused(line), said, "{line}");
    }
    home.ok("cancel");
    home.ok("task rm 1");
    home.ok("undo --step 1");
    let refused = home.refused("restore task 1");
    assert!(
        refused.starts_with("task 1 cannot be restored: the client it belongs to, client 1, is deleted (step "),
        "{refused}"
    );
    home.ok("restore client acme");
    assert!(home.ok("restore task 1").starts_with("restored task 1: two"));
}

/// What somebody else has written to a calendar's file is not taken back, nor is it said to be.
#[test]
fn an_undo_of_what_others_have_replaced_says_that_nothing_was_left() {
    let home = home();
    let folder = home.file("cal");
    fs::create_dir_all(&folder).unwrap();
    home.write(
        ".config/vadash/config.toml",
        format!("[[calendar]]\nname = \"Work\"\npath = \"{}\"\nreadonly = false\n", folder.display()),
    );
    home.ok("log acme 5m");
    let event = |title: &str| {
        format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:u1\r\nDTSTART:20260720T090000Z\r\nDTEND:20260720T100000Z\r\nSUMMARY:{title}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        )
    };
    fs::write(folder.join("u1.ics"), event("theirs")).unwrap();
    home.sh("vadash agenda");
    let answer = home.sh("vadash event edit 1 --title ours");
    assert_eq!(answer.code, 0, "{answer:?}");
    fs::write(folder.join("u1.ics"), event("theirs again")).unwrap();
    let answer = home.sh("vadash undo");
    assert!(answer.code == 0 && answer.out.starts_with("nothing was left to undo of 'changed ours"), "{answer:?}");
    assert!(home.ok("undo").starts_with("undone: logged 0:05"));
}

#[test]
fn a_database_or_configuration_that_is_named_and_not_there_is_told() {
    let home = home();
    for line in ["status", "entry list", "undo", "db check", "remind --once"] {
        let refused = home.refused(&format!("--db nowhere.db {line}"));
        assert_eq!(
            refused, "there is no database at nowhere.db: the first change makes one (vadash client add)",
            "{line}"
        );
    }
    assert!(home.refused("--db nowhere.db log acme 1h").starts_with("there is no database at nowhere.db yet; "));
    assert_eq!(home.refused("--db none/x.db client add a --name A"), "there is no folder none: make it first");
    assert!(!home.file("nowhere.db").exists() && !home.file("none").exists());
    let answer = home.sh("VADASH_DB=new.db vadash client add a --name A");
    assert_eq!(
        (answer.code, answer.err.as_str()),
        (0, "note: there was no database at new.db, so this is a new one\n")
    );
    home.ok("--db new.db client list");
    for line in ["--config nowhere.toml status", "--config nowhere.toml client add b --name B"] {
        let said =
            "there is no configuration at nowhere.toml: --config or VADASH_CONFIG names it, and nothing was done";
        assert_eq!(home.refused(line), said);
    }
    // Where neither is named, an empty home is a new one.
    let fresh = Home::new();
    fresh.at(WEDNESDAY);
    fresh.ok("status");
}

/// Money without a currency is not taken for euros.
#[test]
fn an_unknown_currency_is_a_fault() {
    let home = home();
    home.ok("log acme 1h");
    let conn = rusqlite::Connection::open(home.db()).unwrap();
    conn.execute("UPDATE client SET currency = 'XXQ'", []).unwrap();
    drop(conn);
    let said = home.refused("unbilled");
    assert!(said.contains("'XXQ' is no ISO 4217 currency") && said.contains("'vadash db check'"), "{said}");
    assert!(home.refused("db check").contains("currency is 'XXQ', in its history 'EUR'"));
    home.ok("db check --repair --from history");
    assert!(home.ok("unbilled").contains("EUR"));
}

/// A list is written while it is read; one that is limited is read first, from the end. Both say the same.
#[test]
fn a_list_is_the_same_however_it_is_read() {
    let home = home();
    for (n, line) in ["1h 'näh, „so“'", "9-10 draft", "20m --gift", "30m --no-bill \u{202e}odd"].iter().enumerate()
    {
        home.ok(&format!("log acme {line} --on 2026-06-{:02}", n + 1));
    }
    home.ok("start acme 'running'");
    for words in ["", " --client acme", " --text draft", " --from 2026-06-02 --to 2026-06-03", " --state open"] {
        for json in ["", " --json"] {
            let whole = home.ok(&format!("entry list{words}{json}"));
            assert_eq!(whole, home.ok(&format!("entry list{words} --limit 100{json}")), "{words}{json}");
        }
    }
    let last: serde_json::Value = serde_json::from_str(&home.ok("entry list --limit 2 --json")).unwrap();
    let all: serde_json::Value = serde_json::from_str(&home.ok("entry list --json")).unwrap();
    assert_eq!(last.as_array().unwrap()[..], all.as_array().unwrap()[all.as_array().unwrap().len() - 2..]);
    assert_eq!(
        home.ok("entry list --client acme --text nowhere"),
        home.ok("entry list --client acme --text nowhere --limit 3")
    );
}

/// What says already what is typed makes no step, and the answer does not claim one: an undo would take back another.
#[test]
fn an_edit_that_changes_nothing_says_so() {
    let home = home();
    home.ok("task add acme foo");
    home.ok("event add acme review tomorrow 15-16 every:week");
    home.ok("log acme 1h hi");
    home.ok("filter save f '#a'");
    let before = home.ok("history");
    for line in [
        "task edit 1 --client acme",
        "task edit 1",
        "entry edit 1 --note hi",
        "event edit 1 --scope all --client acme",
        "event edit 1 --scope following --occurrence 2026-07-16 --client acme",
    ] {
        assert_eq!(home.ok(line), "nothing is changed\n", "{line}");
    }
    assert!(home.ok("client edit acme --rate 60").ends_with(" stays as it was\n"));
    assert_eq!(home.ok("filter save f '#a'"), "filter f stays as it was\n");
    assert_eq!(home.ok("history"), before);
}
