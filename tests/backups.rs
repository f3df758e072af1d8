//! Backups: made every day and let go, listed, put back, and what may happen meanwhile.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod support;
#[path = "support/terminal.rs"]
mod terminal;

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use rusqlite::Connection;
use support::{Home, dump};
use terminal::Terminal;

/// Where backups are unless another folder is set.
fn folder(home: &Home) -> PathBuf {
    home.db().with_file_name("backups")
}

/// What is in a folder, by name.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// The names of backups without number and step, by which they are told apart.
fn days(folder: &Path) -> Vec<String> {
    let mut days: Vec<String> = names(folder).iter().map(|name| bare(name)).collect();
    days.sort();
    days
}

/// `vadash-2026-06-22.db` of `vadash-0007-2026-06-22-s12.db`.
fn bare(name: &str) -> String {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let mut parts: Vec<&str> = name.split('-').collect();
    if parts.len() > 2 && parts[1].len() == 4 && digits(parts[1]) && (parts[2].len() == 4 || parts[2] == "before") {
        parts.remove(1);
    }
    let step = |end: &str| end.strip_prefix('s').and_then(|end| end.strip_suffix(".db")).is_some_and(digits);
    if parts.last().is_some_and(|end| step(end)) {
        parts.pop();
        return parts.join("-") + ".db";
    }
    parts.join("-")
}

/// The backup of a day.
fn of(home: &Home, day: &str) -> PathBuf {
    let found = names(&folder(home)).into_iter().find(|name| bare(name) == format!("vadash-{day}.db"));
    folder(home).join(found.unwrap_or_else(|| panic!("{day} is not among {:?}", names(&folder(home)))))
}

/// A home whose time the program takes for the system's.
fn real() -> Home {
    Home::new().really()
}

/// A home with a client, and a backup of the 22nd with one entry and of the 23rd with two.
fn two_days() -> Home {
    let home = real();
    home.at("2026-06-21 12:00");
    home.ok("client add acme --rate 45");
    for day in ["2026-06-22", "2026-06-23"] {
        home.at(&format!("{day} 12:00"));
        home.ok(&format!("log acme 1h of-{day}"));
    }
    home
}

/// The notes of the entries, as the program lists them.
fn notes(home: &Home) -> Vec<String> {
    let list = home.json("entry list");
    list.as_array().unwrap().iter().map(|entry| entry["note"].as_str().unwrap().to_owned()).collect()
}

/// Spoils a file from a byte on.
fn spoil(path: &Path, from: usize) {
    let mut bytes = fs::read(path).unwrap();
    bytes[from..].fill(0xA5);
    fs::write(path, bytes).unwrap();
}

#[test]
fn the_first_change_of_a_day_makes_a_backup() {
    let home = real();
    home.ok("status");
    assert!(!folder(&home).exists(), "reading makes none");
    home.ok("client add acme");
    assert_eq!(days(&folder(&home)), ["vadash-2026-06-22.db"]);
    let first = of(&home, "2026-06-22");
    assert_eq!(dump(&first), home.dump());
    let stamp = |path: &Path| fs::metadata(path).map(|data| (data.ino(), data.mtime_nsec())).unwrap();
    let before = stamp(&first);
    home.ok("log acme 1h");
    home.at("2026-06-23 00:30");
    home.ok("entry list");
    home.ok("db check");
    assert_eq!((names(&folder(&home)).len(), stamp(&first)), (1, before));
    home.ok("undo");
    assert_eq!(days(&folder(&home)), ["vadash-2026-06-22.db", "vadash-2026-06-23.db"]);
    // It is half past midnight in Berlin, the home zone, and the day before in Greenwich.
    home.at("2026-06-23T22:30:00Z");
    home.ok("redo");
    assert_eq!(names(&folder(&home)).len(), 3);
}

#[test]
fn old_ones_go_and_nothing_else_does() {
    let home = real();
    home.ok("client add acme");
    home.ok("db backup");
    let theirs = ["notes.txt", "vadash-2020-01-01 (copy).db", "other-2020-01-01.db", "vadash-2020-01-01.db-wal"];
    for name in theirs {
        fs::write(folder(&home).join(name), "mine").unwrap();
    }
    // What a run has left that was killed goes; what another program has begun does not.
    fs::write(folder(&home).join("vadash-2026-06-20.db.part"), "half").unwrap();
    fs::write(folder(&home).join("film.db.part"), "half").unwrap();
    for day in 1..=31 {
        home.at(&format!("2026-07-{day:02} 12:00"));
        home.ok("log acme 1m");
    }
    let mut wanted: Vec<String> = [12, 19, 25, 26, 27, 28, 29, 30, 31].map(|d| format!("vadash-2026-07-{d}.db")).into();
    wanted.extend(theirs.map(str::to_owned));
    wanted.extend(["film.db.part", "vadash-2026-06-22-140000.db"].map(str::to_owned));
    wanted.sort();
    assert_eq!(days(&folder(&home)), wanted);
}

#[test]
fn how_many_and_where_can_be_set() {
    let home = real();
    home.write(".config/vadash/config.toml", "[backup]\ndaily = 0\nweekly = 0\n");
    home.ok("client add acme");
    assert!(!folder(&home).exists());
    home.write(".config/vadash/config.toml", "[backup]\ndaily = 2\nweekly = 0\nfolder = \"~/safe/vadash\"\n");
    for day in 22..26 {
        home.at(&format!("2026-06-{day} 12:00"));
        home.ok("log acme 1h");
    }
    let safe = home.file("safe/vadash");
    assert_eq!(days(&safe), ["vadash-2026-06-24.db", "vadash-2026-06-25.db"]);
    assert_eq!(fs::metadata(&safe).unwrap().permissions().mode() & 0o777, 0o700);
    assert!(!folder(&home).exists());
    assert!(
        home.ok("db restore").starts_with(&format!("restored {}", safe.join(names(&safe).pop().unwrap()).display()))
    );
    home.write(".config/vadash/config.toml", "[backup]\ndaily = -1\n");
    assert!(home.refused("config check").contains("daily: -1: a number of days from 0 to 1000"));
}

/// The command has done what it was asked for, whatever becomes of the backup.
#[test]
fn a_backup_that_fails_is_a_note() {
    let home = real();
    home.write(".local/share/vadash/backups", "a file where the folder would be");
    fs::set_permissions(home.db().parent().unwrap(), fs::Permissions::from_mode(0o700)).unwrap();
    let added = home.sh("vadash client add acme");
    assert_eq!((added.code, added.out.as_str()), (0, "added client acme (acme)\n"));
    assert!(
        added.err.starts_with("note: no backup was made on 2026-06-22: ") && added.err.matches('\n').count() == 1,
        "{added:?}"
    );
    // Nobody waits for a backup, so whoever comes next is told as well, once, until there is one.
    for line in ["client list", "log acme 1h", "log acme 1h", "client list"] {
        let next = home.sh(&format!("vadash {line}"));
        assert_eq!((next.code, &next.err), (0, &added.err), "{line}");
    }
    assert_eq!(home.sh("vadash status").err, "", "a shell's prompt would say it again and again");
    let screen = Terminal::open(&home, &[], &[], (30, 160));
    screen.shows("no backup was made on 2026-06-22");
    screen.type_keys("q");
    assert!(screen.ends().success());
    fs::remove_file(folder(&home)).unwrap();
    home.sh("vadash log acme 1h");
    assert_eq!(names(&folder(&home)).len(), 1);
    assert_eq!(home.ok("client list").lines().count(), 2);
}

/// What was taken back leaves room in the file, and not in a backup of it.
#[test]
fn what_is_free_in_a_file_goes() {
    let home = real();
    home.ok("client add acme");
    let rows: String = (0..6_000).map(|n| format!("acme,2026-0{}-{:02},7,n{n}\n", n % 5 + 1, n % 28 + 1)).collect();
    home.write("many.csv", format!("client,date,minutes,note\n{rows}"));
    let length = |path: &Path| fs::metadata(path).unwrap().len();
    home.ok("import csv many.csv");
    home.at("2026-06-23 12:00");
    home.ok("undo");
    let (before, kept) = (length(&home.db()), home.dump());
    assert!(length(&of(&home, "2026-06-23")) * 2 < before);

    // Somebody else who has it open keeps it from being replaced.
    let open = Connection::open(home.db()).unwrap();
    open.query_row("SELECT count(*) FROM entry", (), |r| r.get::<_, i64>(0)).unwrap();
    assert!(home.refused("db compact").contains("is open in another vadash"));
    drop(open);
    let said = home.json("db compact");
    assert_eq!((said["before"].as_u64(), said["after"].as_u64()), (Some(before), Some(length(&home.db()))));
    assert!(length(&home.db()) * 2 < before, "{said}");
    assert!(home.ok("db compact").starts_with("wrote the database anew: it was "));
    assert_eq!(home.dump()["packed"], kept["packed"]);
    home.ok("redo");
    assert_eq!(home.dump()["entry"].len(), 6_000);
    assert!(home.ok("db check").starts_with("all is well"));
    assert_eq!(names(home.db().parent().unwrap()), ["backups", "vadash.db"]);
}

/// A clock that was wrong for one command dates a backup years ahead; it is the newest until the next one is made.
#[test]
fn they_stand_in_the_order_in_which_they_were_made() {
    let home = two_days();
    let newest = || home.json("db backups")[0].clone();
    home.at("2036-01-01 12:00");
    home.ok("log acme 1h by-a-wrong-clock");
    home.at("2026-06-23 12:05");
    assert_eq!((newest()["date"].as_str().unwrap(), newest()["ahead"].as_bool()), ("2036-01-01", Some(true)));
    assert!(home.ok("db backups").contains("good, dated ahead"));
    home.ok("log acme 1h and-after-it");
    assert_eq!((newest()["date"].as_str().unwrap(), newest()["ahead"].as_bool()), ("2026-06-23", Some(false)));
    home.ok("db restore");
    assert!(notes(&home).contains(&"and-after-it".to_owned()));
    // One of an older version has no number: dated ahead, it stands behind all others.
    fs::copy(of(&home, "2026-06-22"), folder(&home).join("vadash-2037-01-01.db")).unwrap();
    let last = home.json("db backups").as_array().unwrap().last().unwrap().clone();
    assert_eq!((last["date"].as_str().unwrap(), last["ahead"].as_bool()), ("2037-01-01", Some(true)));
}

#[test]
fn a_time_that_is_pretended_makes_none_and_lets_none_go() {
    let home = two_days();
    let before = names(&folder(&home));
    for now in ["2036-01-01T12:00:00+02:00", "2020-01-01T12:00:00+02:00", "2026-07-30T12:00:00+02:00"] {
        home.ok(&format!("--now {now} log acme 1m"));
    }
    assert_eq!(names(&folder(&home)), before);
}

#[test]
fn fifty_steps_make_a_further_one() {
    let home = real();
    home.ok("client add acme");
    for n in 1..=49 {
        home.ok(&format!("log acme {n}m"));
    }
    assert_eq!(names(&folder(&home)), ["vadash-0001-2026-06-22-s1.db"]);
    home.ok("log acme 50m");
    assert_eq!(names(&folder(&home)), ["vadash-0002-2026-06-22-s51.db"], "of a day the last one stays");
    assert_eq!(dump(&folder(&home).join("vadash-0002-2026-06-22-s51.db")), home.dump());
}

/// What contradicts its history is backed up as well, but no good backup goes for it.
#[test]
fn what_is_not_sound_takes_nothings_place() {
    let home = two_days();
    let conn = Connection::open(home.db()).unwrap();
    conn.execute_batch("UPDATE entry SET seconds = 64800 WHERE id = 1").unwrap();
    drop(conn);
    let good = names(&folder(&home));
    for day in 24..=30 {
        home.at(&format!("2026-06-{day} 12:00"));
        let said = home.sh("vadash log acme 1m").err;
        assert!(
            said.starts_with("note: what the database holds is not sound (entry 1: seconds is 18:00 h, "),
            "{said}"
        );
        assert!(said.ends_with("'vadash db check' says more\n") && said.matches('\n').count() == 1, "{said}");
    }
    let all = names(&folder(&home));
    assert_eq!(all.iter().filter(|name| good.contains(name)).count(), good.len(), "{all:?}");
    assert_eq!(all.iter().filter(|name| name.ends_with("-unsound.db")).count(), 7, "{all:?}");
    let newest = folder(&home).join(all.last().unwrap());
    let refused = home.refused(&format!("db restore {}", newest.display()));
    assert!(refused.contains("what it holds is not sound: entry 1: seconds is 18:00 h"), "{refused}");
    assert!(refused.ends_with("; --force puts it back all the same"), "{refused}");
    assert!(home.ok("db restore").contains(&format!("restored {}", of(&home, "2026-06-23").display())));
    home.ok(&format!("db restore --force {}", newest.display()));
    home.ok("db check --repair --from history");
    assert!(home.ok("db check").starts_with("all is well"));
}

/// What a record became between two steps is not taken for what the later step was made on.
#[test]
fn what_went_on_from_a_wrong_value_is_taken_back() {
    let home = real();
    home.ok("client add acme --rate 60");
    home.ok("log acme 1h a");
    let conn = Connection::open(home.db()).unwrap();
    conn.execute_batch("UPDATE entry SET seconds = 18000 WHERE id = 1").unwrap();
    home.sh("vadash entry edit 1 --note later");
    let both = home.refused("db check");
    assert!(both.starts_with("entry 1: seconds was 1:00 h, and then 5:00 h without a step; "), "{both}");
    let taken = home.ok("db check --repair --from history");
    assert!(
        taken.contains("took 1 record back as the history has them, mended the history of 1 record: 'vadash undo'"),
        "{taken}"
    );
    assert!(home.ok("unbilled").contains("60.00"));
    assert_eq!(notes(&home), ["later"]);
    assert!(home.ok("db check").starts_with("all is well"));
}

/// What is no date at all is taken back as well.
#[test]
fn a_date_that_is_none_is_taken_back() {
    for spoilt in ["rate SET valid_from = 'x'", "entry SET date = '2026-13-45'", "ledger_head SET date = 'x'"] {
        let home = two_days();
        Connection::open(home.db()).unwrap().execute_batch(&format!("UPDATE {spoilt}")).unwrap();
        home.refused("db check");
        let repair =
            if spoilt.starts_with("ledger_head") { "db check --repair" } else { "db check --repair --from history" };
        assert!(home.ok(repair).contains("all is well"), "{spoilt}");
        assert!(home.ok("unbilled").contains("90.00"), "{spoilt}");
    }
}

/// Every sum that reports read is compared with the entries, and made anew.
#[test]
fn sums_that_are_wrong_are_made_anew() {
    for (table, what) in [
        ("month", "months"),
        ("year_total", "years"),
        ("day_total", "days"),
        ("week_total", "weeks"),
        ("month_total", "months by client"),
    ] {
        let home = two_days();
        let spoil = format!("UPDATE {table} SET worked = worked + 60");
        assert!(Connection::open(home.db()).unwrap().execute(&spoil, ()).unwrap() > 0, "{table}");
        let said = home.refused("db check");
        assert!(
            said.contains(&format!("the sums of {what} that are kept are not what the entries add up to")),
            "{said}"
        );
        assert!(home.ok("db check --repair").contains("all is well"), "{table}");
    }
}

/// A file that is gone or empty is no reason to begin anew: its backups would make room for those of the new one.
#[test]
fn a_database_that_is_lost_is_not_begun_anew() {
    let home = two_days();
    let good = names(&folder(&home));
    for (lost, what) in [(true, "is not there any more"), (false, "is empty")] {
        fs::remove_file(home.db()).unwrap();
        if !lost {
            fs::write(home.db(), "").unwrap();
            fs::set_permissions(home.db(), fs::Permissions::from_mode(0o600)).unwrap();
        }
        for line in ["status", "log acme 1h", "db check", "remind --once"] {
            let refused = home.refused(line);
            assert!(refused.contains(what) && refused.contains("'vadash db restore' puts"), "{line}: {refused}");
        }
        assert_eq!(names(&folder(&home)), good);
        home.ok("db restore");
        assert_eq!(notes(&home).len(), 2);
    }
    // An older one put back goes on from there, and the newer ones stay.
    home.ok(&format!("db restore {}", of(&home, "2026-06-21").display()));
    home.ok("client add zeta");
    let after = names(&folder(&home));
    assert!(good.iter().all(|name| after.contains(name)), "{after:?}");
}

/// Of what was imported in bulk there are no images, but sums.
#[test]
fn what_was_imported_is_known_by_its_sum() {
    let home = real();
    home.ok("client add acme");
    home.write("many.csv", {
        let mut text = "client,date,minutes,note\n".to_owned();
        (0..200).for_each(|n| text.push_str(&format!("acme,2026-06-01,1,imported {n}\n")));
        text
    });
    home.ok("import csv many.csv");
    home.ok("entry edit 70 --note changed");
    home.ok("entry rm 71");
    assert!(home.ok("db check").starts_with("all is well"));
    let conn = Connection::open(home.db()).unwrap();
    conn.execute_batch("UPDATE entry SET seconds = 64800 WHERE id = 130").unwrap();
    let both = home.refused("db check");
    assert!(
        both.starts_with(
            "among the entries 128 to 191, something that no step changed is not as it was taken in; no history says "
        ),
        "{both}"
    );
    let cannot = home.refused("db check --repair --from history");
    assert!(cannot.starts_with("that did not help, and nothing was changed: among the entries 128 to 191"), "{cannot}");
    let taken = home.ok("db check --repair --from record");
    assert!(taken.contains("took 1 sum of what was taken in for right\n") && !taken.contains("undo"), "{taken}");
    assert!(home.ok("db check").starts_with("all is well"));
}

#[test]
fn many_at_once_make_one() {
    let home = real();
    home.ok("client add acme");
    home.at("2026-06-23 12:00");
    let all: Vec<Child> = (0..8)
        .map(|_| home.vadash(&["log", "acme", "1h"]).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap())
        .collect();
    for one in all {
        let done = one.wait_with_output().unwrap();
        assert!(done.status.success() && done.stderr.is_empty(), "{done:?}");
    }
    assert_eq!(days(&folder(&home)), ["vadash-2026-06-22.db", "vadash-2026-06-23.db"]);
    assert_eq!(home.json("db backups").as_array().unwrap().iter().filter(|b| b["good"] == true).count(), 2);
}

#[test]
fn the_newest_good_one_is_put_back() {
    let home = two_days();
    home.ok("log acme 5h too-much");
    let before = home.dump();
    let said = home.ok("db restore");
    assert_eq!(notes(&home), ["of-2026-06-22", "of-2026-06-23"]);
    let kept = home.db().with_file_name("vadash-replaced-2026-06-23-120000.db");
    assert_eq!(
        said,
        format!(
            "restored {}: 2 entries, its last change is of 2026-06-23 12:00\nwhat it replaced is {}\n",
            of(&home, "2026-06-23").display(),
            kept.display()
        )
    );
    assert_eq!(dump(&kept), before);
    // One that is spoilt is passed over, and said to be.
    spoil(&of(&home, "2026-06-23"), 8192);
    let said = home.ok("db restore");
    assert!(said.starts_with("passed over: ") && said.contains("vadash-0002-2026-06-22-s2.db: 1 entry, "), "{said}");
    assert_eq!(notes(&home), ["of-2026-06-22"]);
    // And back to what was replaced at first.
    home.ok(&format!("db restore {}", kept.display()));
    assert_eq!(notes(&home).len(), 3);
}

/// Whatever state the database is in, what there is of it is kept.
#[test]
fn a_damaged_or_missing_database_is_restored() {
    for spoilt in ["a page", "the beginning", "cut", "empty", "gone", "text"] {
        let home = two_days();
        let db = home.db();
        let bytes = fs::read(&db).unwrap();
        match spoilt {
            "a page" => spoil(&db, 4096),
            "the beginning" => spoil(&db, 0),
            "cut" => fs::write(&db, &bytes[..9000]).unwrap(),
            "empty" => fs::write(&db, "").unwrap(),
            "gone" => fs::remove_file(&db).unwrap(),
            _ => fs::write(&db, "Dear diary,\n").unwrap(),
        }
        let left = fs::read(&db).unwrap_or_default();
        let whole = matches!(spoilt, "empty" | "gone");
        if !whole {
            for line in ["entry list", "db check"] {
                let sentence = home.refused(line);
                let advice = format!(
                    "; the newest good backup is {}: 'vadash db restore' puts it in place, and keeps the damaged file",
                    of(&home, "2026-06-23").display()
                );
                assert!(sentence.ends_with(&advice), "{spoilt}: {sentence}");
            }
            fs::write(home.db().with_file_name("vadash.db-wal"), "what was in the log").unwrap();
        }
        let said = home.ok("db restore");
        assert!(!said.contains("encrypted"), "{spoilt}: {said}");
        assert_eq!(notes(&home), ["of-2026-06-22", "of-2026-06-23"], "{spoilt}");
        assert!(home.ok("db check").starts_with("all is well"), "{spoilt}");
        let kept = home.db().with_file_name("vadash-replaced-2026-06-23-120000.db");
        if whole {
            assert!(said.ends_with("there was no database that it replaced\n"), "{spoilt}: {said}");
        } else {
            assert!(fs::read(&kept).unwrap() == left, "{spoilt}: as it was");
            let log = fs::read(kept.with_file_name("vadash-replaced-2026-06-23-120000.db-wal"));
            assert!(log.unwrap() == b"what was in the log", "{spoilt}");
        }
    }
}

#[test]
fn what_cannot_be_restored_changes_nothing() {
    let home = two_days();
    let before = fs::read(home.db()).unwrap();
    home.write("diary.db", "Dear diary,\n");
    let foreign = home.file("foreign.db");
    Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE t (a); INSERT INTO t VALUES (1)").unwrap();
    let newer = home.file("newer.db");
    fs::copy(home.db(), &newer).unwrap();
    Connection::open(&newer).unwrap().execute_batch("PRAGMA user_version = 99").unwrap();
    fs::copy(home.db(), home.file("spoilt.db")).unwrap();
    spoil(&home.file("spoilt.db"), 8192);
    home.write("empty.db", "");
    for (line, what) in [
        ("db restore diary.db", "this is not a database"),
        ("db restore foreign.db", "is another program's database"),
        ("db restore newer.db", "was written by a newer vadash"),
        ("db restore spoilt.db", "damaged"),
        ("db restore empty.db", "empty.db is empty"),
        ("db restore nosuch.db", "opening nosuch.db: No such file"),
        ("db restore .", "file: . is a folder: name a backup in it"),
        ("db restore -", "file: name a file"),
        ("db restore .local/share/vadash/vadash.db", "is the database itself: name a backup of it"),
        ("--db foreign.db db restore .local/share/vadash/vadash.db", "is another program's database"),
        ("--db none/x.db db restore", "there is no good backup in none/backups"),
    ] {
        let sentence = home.refused(line);
        assert!(sentence.contains(what), "{line}: {sentence}");
    }
    assert!(fs::read(home.db()).unwrap() == before);
    assert_eq!(names(home.db().parent().unwrap()), ["backups", "vadash.db"]);
    assert!(!home.file("none").exists());
}

#[test]
fn a_copy_is_never_written_over_something() {
    let home = two_days();
    let own = home.db().display().to_string();
    home.write("letter.txt", "Dear client,\n");
    home.ok("db backup copy.db");
    symlink("letter.txt", home.file("link.db")).unwrap();
    symlink("nowhere", home.file("dangling.db")).unwrap();
    let before = names(home.path());
    for (file, what) in [
        ("copy.db", "copy.db exists: choose another name"),
        ("letter.txt", "letter.txt exists and is no vadash database: choose another name"),
        ("link.db", "link.db is a link: choose another name"),
        ("dangling.db", "dangling.db is a link: choose another name"),
        (".", ". is a folder: choose another name"),
        ("-", "name a file"),
        ("no/such/copy.db", "there is no folder no/such"),
        (own.as_str(), &format!("{own} is the database itself: choose another name")),
        (&format!("{own}-wal"), &format!("{own}-wal is the database itself: choose another name")),
    ] {
        assert_eq!(home.refused(&format!("db backup {file}")), format!("file: {what}"));
    }
    assert_eq!(names(home.path()), before);
    assert_eq!(fs::read(home.file("letter.txt")).unwrap(), b"Dear client,\n");
}

/// What was laid where a copy is written is neither followed nor removed.
#[test]
fn a_link_is_not_written_through() {
    let home = two_days();
    let link = home.db().with_file_name("vadash.db.part");
    symlink(home.file("elsewhere"), &link).unwrap();
    let refused = home.refused("db restore");
    assert_eq!(refused, format!("{} is a link, which leads somewhere else: remove it", link.display()));
    assert!(!home.file("elsewhere").exists() && link.is_symlink());
}

#[test]
fn the_list_says_what_is_good() {
    let home = two_days();
    spoil(&of(&home, "2026-06-22"), 8192);
    home.ok("db backup");
    let list = home.sh("vadash db backups").out;
    assert_eq!(
        list.lines()
            .map(|line| line.split("  ").filter(|c| !c.is_empty()).map(str::trim).collect::<Vec<_>>().join("|"))
            .collect::<Vec<_>>(),
        [
            "date|entries|last change|size|file",
            "2026-06-23|2|2026-06-23 12:00|0.7 MB|good|vadash-0004-2026-06-23-120000.db",
            "2026-06-23|2|2026-06-23 12:00|0.7 MB|good|vadash-0003-2026-06-23-s3.db",
            "2026-06-22|0.7 MB|not good|vadash-0002-2026-06-22-s2.db",
            "2026-06-21|0|2026-06-21 12:00|0.7 MB|good|vadash-0001-2026-06-21-s1.db",
            &format!("4 backups in {}", folder(&home).display()),
        ]
    );
}

#[test]
fn a_check_says_what_is_wrong_and_what_helps() {
    let home = two_days();
    let change = |sql: &str| {
        let conn = Connection::open(home.db()).unwrap();
        conn.execute_batch(&format!("PRAGMA foreign_keys=OFF; PRAGMA ignore_check_constraints=ON; {sql}")).unwrap();
    };
    assert!(home.ok("db check").ends_with("of 3 backups the newest, vadash-0003-2026-06-23-s3.db, is good\n"));
    change("DELETE FROM entry_amount WHERE entry = 1");
    let sentence = home.refused("db check");
    assert_eq!(
        sentence,
        "1 entry comes to something else than what is kept; 'vadash db check --repair' makes that anew from the records"
    );
    let repaired = home.ok("db check --repair");
    assert!(repaired.contains("what is made from the records was made anew\nall is well"), "{repaired}");
    assert!(home.ok("db check").starts_with("all is well"));

    // A record that no step changed: no figure is made out of it, and its history says what it was.
    change("UPDATE entry SET seconds = 64800 WHERE id = 1");
    let both = home.refused("db check");
    assert!(both.starts_with("entry 1: seconds is 18:00 h, in its history 1:00 h; "), "{both}");
    assert!(both.contains("'vadash db check --repair --from history' takes back what the history says, "), "{both}");
    assert_eq!(home.refused("db check --repair"), both);
    let taken = home.ok("db check --repair --from history");
    assert!(taken.contains("took 1 record back as the history has them: 'vadash undo' undoes that\n"), "{taken}");
    assert!(home.ok("db check").starts_with("all is well"));
    home.ok("undo");
    let again = home.refused("db check");
    assert_eq!(again.split("; the newest").next(), both.split("; the newest").next());
    home.ok("redo");
    assert!(home.ok("db check").starts_with("all is well"));
    assert_eq!(home.refused("db check --from history"), "from: that says what to repair from: add --repair");

    // A client that is gone comes back out of its history as well.
    change("DELETE FROM client; UPDATE entry SET client = 77 WHERE id = 2");
    assert!(home.refused("db check").starts_with("client 1 is gone, though no step deleted it; entry 2: client is 77"));
    home.ok("db check --repair --from history");
    assert_eq!(notes(&home).len(), 2);

    // Nothing but a backup brings a table back that is no record's.
    change("DROP TABLE filter");
    let lost = home.refused("db check");
    assert!(lost.starts_with("the tables are not those of vadash: "), "{lost}");
    assert!(lost.contains(".db: 'vadash db restore' puts it in place"), "{lost}");
    assert_eq!(home.refused("db check --repair"), lost);
    home.ok("db restore");
    assert!(home.ok("db check").starts_with("all is well"));

    spoil(&folder(&home).join(names(&folder(&home)).pop().unwrap()), 8192);
    let bad = home.refused("db check");
    assert!(bad.starts_with("the database is sound, but its newest backup is not: "), "{bad}");
    assert!(bad.ends_with("; 'vadash db backup' makes another"), "{bad}");
    home.at("2026-06-23 12:01");
    home.ok("db backup");
    assert!(home.ok("db check").starts_with("all is well"));
}

/// Somebody else's open file would be written to when it has no name any more.
#[test]
fn a_database_that_is_open_elsewhere_is_not_replaced() {
    for damaged in [false, true] {
        let home = two_days();
        let open = Connection::open(home.db()).unwrap();
        open.query_row("SELECT count(*) FROM entry", [], |r| r.get::<_, i64>(0)).unwrap();
        if damaged {
            // By another process: whoever closes a file loses what locks of SQLite it has on it.
            assert_eq!(home.sh("printf 'Dear diary,' | dd of=.local/share/vadash/vadash.db conv=notrunc").code, 0);
        }
        let before = home.sh("cksum .local/share/vadash/vadash.db").out;
        let sentence = home.refused("db restore");
        assert!(sentence.starts_with("the database is open in another vadash: close its screen"), "{sentence}");
        assert_eq!(home.sh("cksum .local/share/vadash/vadash.db").out, before);
        drop(open);
        home.ok("db restore");
        assert_eq!(notes(&home).len(), 2);
    }
}

/// A service has the database open as long as it waits.
#[test]
fn reminders_that_run_keep_the_database() {
    let home = two_days();
    home.ok("task add 'call due:today 12:00'");
    let mut stream = home.vadash(&["remind", "--stream"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut told = BufReader::new(stream.stdout.take().unwrap());
    let mut line = String::new();
    told.read_line(&mut line).unwrap();
    assert!(line.contains("call"), "{line}");
    assert!(home.refused("db restore").contains("end 'vadash remind' first"));
    stream.kill().unwrap();
    stream.wait().unwrap();
    home.ok("db restore");
}

/// A process that has waited for the lock finds that what it has open has no name any more.
#[test]
fn nothing_is_written_to_a_file_that_was_replaced() {
    let home = two_days();
    let copy = home.file("copy.db");
    home.ok("db backup copy.db");
    let holder = Connection::open(home.db()).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    let log = home.vadash(&["log", "acme", "9h"]).stderr(Stdio::piped()).spawn().unwrap();
    // Until it has opened the file, and waits.
    let open = format!("/proc/{}/fd", log.id());
    let has_it = || {
        fs::read_dir(&open).is_ok_and(|mut all| {
            all.any(|f| {
                fs::read_link(f.unwrap().path()).is_ok_and(|to| to == home.db().with_file_name("vadash.db-wal"))
            })
        })
    };
    while !has_it() {
        thread::sleep(Duration::from_millis(5));
    }
    thread::sleep(Duration::from_millis(100));
    fs::rename(&copy, home.db()).unwrap();
    holder.execute_batch("ROLLBACK").unwrap();
    let done = log.wait_with_output().unwrap();
    let told = String::from_utf8(done.stderr).unwrap();
    assert_eq!(done.status.code(), Some(1));
    assert!(
        told.starts_with("error: the database was replaced meanwhile, and nothing was changed: do it again"),
        "{told}"
    );
    drop(holder);
    assert_eq!(notes(&home).len(), 2);
}

/// What is there after a process was killed: the database of before or of after, whole, and nothing half under a name.
fn is_whole(home: &Home, after: &str) {
    let conn = Connection::open(home.db()).unwrap();
    let verdict: String = conn.query_row("PRAGMA integrity_check", [], |r| r.get(0)).unwrap();
    assert_eq!(verdict, "ok", "{after}");
    drop(conn);
    for name in names(&folder(home)).iter().filter(|name| !name.contains(".part")) {
        let conn = Connection::open(folder(home).join(name)).unwrap();
        let verdict: String = conn.query_row("PRAGMA integrity_check", [], |r| r.get(0)).unwrap();
        assert_eq!(verdict, "ok", "{after}: {name}");
    }
}

/// Runs a command again and again and kills it a little later each time, until it has ended before it was killed.
fn killed_at_every_step(home: &Home, words: &[&str], mut after: impl FnMut(&str)) -> usize {
    let mut killed = 0;
    let mut wait = Duration::ZERO;
    for _ in 0..120 {
        let mut child = home.vadash(words).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(wait);
        let _ = child.kill();
        let ended = child.wait().unwrap().success();
        after(&format!("{words:?} killed after {wait:?}"));
        if ended {
            return killed;
        }
        killed += 1;
        wait += wait / 16 + Duration::from_millis(2);
    }
    killed
}

#[test]
fn killed_while_it_backs_up_or_restores() {
    let home = two_days();
    home.write("many.csv", {
        let mut text = "client,date,minutes,note\n".to_owned();
        (0..1000).for_each(|n| text.push_str(&format!("acme,2026-06-01,1,imported {n}\n")));
        text
    });
    home.ok("import csv many.csv");
    home.at("2026-06-24 12:00");
    // What a command starts when it ends.
    let killed = killed_at_every_step(&home, &["keep-backup", "2026-06-24"], |after| is_whole(&home, after));
    assert!(killed > 3, "{killed}");
    assert!(days(&folder(&home)).contains(&"vadash-2026-06-24.db".to_owned()));
    let notes_of = |path: &Path| -> BTreeSet<String> {
        let conn = Connection::open(path).unwrap();
        let mut all = conn.prepare("SELECT note FROM entry").unwrap();
        all.query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect()
    };
    home.ok("log acme 1h after-the-backup");
    let old = notes_of(&home.db());
    let new = notes_of(&of(&home, "2026-06-24"));
    assert_ne!(old, new);
    let killed = killed_at_every_step(&home, &["db", "restore"], |after| {
        is_whole(&home, after);
        let there = notes_of(&home.db());
        assert!(there == old || there == new, "{after}: neither the old nor the new");
    });
    assert!(killed > 3, "{killed}");
    assert_eq!(notes_of(&home.db()), new);
    // What was under way is gone, or goes; and the log is back, with which a screen and commands get on.
    home.at("2026-06-25 12:00");
    home.ok("log acme 1m");
    let conn = Connection::open(home.db()).unwrap();
    assert_eq!(conn.query_row("PRAGMA journal_mode", [], |r| r.get::<_, String>(0)).unwrap(), "wal");
    assert!(names(&folder(&home)).iter().all(|name| !name.contains(".part")), "{:?}", names(&folder(&home)));
    assert!(home.ok("db check").starts_with("all is well"));
}

/// Somebody who looks all the time finds a database under the name, whichever it is.
#[test]
fn the_name_is_never_without_a_file() {
    let home = two_days();
    let (db, over) = (home.db(), Arc::new(AtomicBool::new(false)));
    let looking = thread::spawn({
        let over = Arc::clone(&over);
        move || {
            let mut seen = BTreeSet::new();
            while !over.load(Ordering::SeqCst) {
                let found = fs::metadata(&db).unwrap();
                assert!(found.len() > 4096, "{} bytes", found.len());
                seen.insert(found.ino());
            }
            seen.len()
        }
    });
    for _ in 0..10 {
        home.ok("db restore");
    }
    over.store(true, Ordering::SeqCst);
    assert!(looking.join().unwrap() > 1, "it was looked at while it was replaced");
}

/// A restore takes the log away before it gives the name to another file; ended between the two, it is set up again.
#[test]
fn a_database_without_its_log_gets_it_back() {
    let home = two_days();
    let mode = |sql: &str| Connection::open(home.db()).unwrap().query_row(sql, [], |r| r.get::<_, String>(0)).unwrap();
    assert_eq!(mode("PRAGMA journal_mode=DELETE"), "delete");
    home.ok("entry list");
    assert_eq!(mode("PRAGMA journal_mode"), "wal");
}

/// A database of an older schema is a backup as good as any: it is brought up to date when it is opened.
#[test]
fn a_backup_of_an_older_version_is_restored() {
    let home = two_days();
    let old = home.file("old.db");
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/v1.sql")).unwrap();
    Connection::open(&old).unwrap().execute_batch(&text).unwrap();
    home.ok("db restore old.db");
    assert!(notes(&home).len() > 3);
    assert!(home.ok("db check").starts_with("all is well"));
    let before: Vec<String> = names(&folder(&home)).into_iter().filter(|name| name.contains("before-v")).collect();
    assert_eq!(before.len(), 1, "{before:?}");
}
