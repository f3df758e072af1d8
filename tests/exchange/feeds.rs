//! Calendars of the configuration: read again when their files change, and written back to them.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use vadash::config::Config;
use vadash::records::calendar::subscribe::sync;
use vadash::store::Entry;

use crate::bench::Bench;
use crate::support::{Home, NOON};
use crate::{ics_files, without_ids};

pub(crate) fn event(uid: &str, title: &str, start: &str, more: &str) -> String {
    format!(
        "BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:{title}\r\nDTSTART:{start}\r\n{more}END:VEVENT\r\n"
    )
}

pub(crate) fn calendar(events: &[String]) -> String {
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n{}END:VCALENDAR\r\n", events.concat())
}

/// A home with a configuration of these calendars.
pub(crate) fn home(calendars: &[&str]) -> Home {
    let home = Home::with_clients();
    let tables: String = calendars.iter().map(|lines| format!("[[calendar]]\n{lines}\n")).collect();
    home.write(".config/vadash/config.toml", tables);
    home
}

/// The titles of a week, by start.
pub(crate) fn titles(home: &Home) -> Vec<String> {
    let rows = home.json("agenda --from 2026-06-22 --to 2026-06-28");
    let word = |row: &serde_json::Value| row["title"].as_str().unwrap().to_owned();
    rows.as_array().unwrap().iter().map(word).collect()
}

fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(path).unwrap()
}

#[test]
fn a_file_is_read_again_when_it_changes() {
    let home = home(&["name = 'Boss'\npath = '~/cal/boss.ics'\nclient = 'acme'"]);
    let (one, two) = (event("1", "one", "20260623T090000Z", ""), event("2", "two", "20260624T090000Z", ""));
    let answer = home.sh("vadash agenda");
    let missing = format!(
        "note: calendar 'Boss': {}: is not there; its events are as they were last read\n",
        home.file("cal/boss.ics").display()
    );
    assert_eq!((answer.code, answer.err.as_str()), (0, missing.as_str()));
    home.write("cal/boss.ics", calendar(&[one.clone(), two.clone()]));
    assert_eq!(titles(&home), ["one", "two"]);
    let rows = home.json("agenda --from 2026-06-23 --to 2026-06-23");
    assert_eq!((&rows[0]["client"], &rows[0]["calendar"]), (&"acme".into(), &"Boss".into()));
    home.ok("log acme 1h --on 2026-06-19");
    home.write("cal/boss.ics", calendar(&[one.replace("SUMMARY:one", "SUMMARY:moved").replace("0623", "0625"), two]));
    assert_eq!(titles(&home), ["two", "moved"]);
    home.write("cal/boss.ics", calendar(&[one]));
    assert_eq!(titles(&home), ["one"]);
    // None of it is a step of the user's.
    assert_eq!(home.ok("undo"), "undone: logged 1:00 for Acme GmbH on Fri 19 Jun\n");
    assert_eq!(titles(&home), ["one"]);
    assert!(home.ok("db check").starts_with("all is well"));
    // A disk that is gone, a file that is being written: nothing is deleted.
    for broken in [None, Some("BEGIN:VCALENDAR\r\nBEGIN:VEV"), Some("")] {
        match broken {
            Some(text) => home.write("cal/boss.ics", text),
            None => {
                fs::remove_file(home.file("cal/boss.ics")).unwrap();
                home.file("")
            }
        };
        let answer = home.sh("vadash agenda --from 2026-06-22 --to 2026-06-28");
        assert!(
            answer.out.contains("one") && answer.err.ends_with("its events are as they were last read\n"),
            "{answer:?}"
        );
    }
}

#[test]
fn what_is_only_read_is_not_changed_but_whose_it_is_may_be_said() {
    let home = home(&["name = 'Boss'\npath = 'boss.ics'"]);
    let text = calendar(&[event("1", "one", "20260623T090000Z", "RRULE:FREQ=DAILY;COUNT=2\r\n")]);
    let path = home.write(".config/vadash/boss.ics", &text);
    assert_eq!(titles(&home), ["one", "one"]);
    let sentence =
        "the calendar 'Boss' is only read: change the event where it comes from, or set readonly = false for it";
    for line in [
        "event edit 1 --scope all --title other",
        "event edit 1 --scope this --occurrence 2026-06-24 --title other",
        "event rm 1 --scope this --occurrence 2026-06-24",
    ] {
        assert_eq!(home.refused(line), sentence, "{line}");
    }
    assert!(home.refused("event rm 1 --scope all").contains("is only read"));
    home.ok("event edit 1 --scope all --client zeta");
    assert_eq!(home.json("event show 1")["client"], "zeta");
    assert_eq!((read(&path), titles(&home)), (text.clone(), vec!["one".to_owned(), "one".to_owned()]));
    // Taken in again after a change, it stays so.
    home.write(".config/vadash/boss.ics", text.replace("SUMMARY:one", "SUMMARY:uno"));
    assert_eq!((titles(&home), &home.json("event show 1")["client"]), (vec!["uno".to_owned(); 2], &"zeta".into()));
}

#[test]
fn a_change_is_written_back_and_nothing_else_in_the_file_changes() {
    let home = home(&["name = 'Team'\npath = '~/team.ics'\nreadonly = false"]);
    let odd = "BEGIN:VTODO\r\nUID:t\r\nSUMMARY:not ours\r\nEND:VTODO\r\nX-ODD:1\r\n".to_owned();
    let one = event(
        "1",
        "one",
        "20260623T090000Z",
        "X-MINE:kept\r\nATTENDEE;CN=A very long name that is\r\n  folded in an odd place:mailto:a@b.example\r\n",
    );
    let two = event("2", "two", "20260624T090000Z", "DESCRIPTION:folded\r\n  by hand\r\n");
    let text = calendar(&[two.clone(), odd.clone(), one]);
    let path = home.write("team.ics", &text);
    assert_eq!(titles(&home), ["one", "two"]);
    home.ok("event edit 2 --title 'one, changed'");
    let written = read(&path);
    let (before, after) = (text.lines().collect::<Vec<_>>(), written.lines().collect::<Vec<_>>());
    let at = after.iter().position(|line| *line == "UID:1").unwrap();
    assert_eq!(after[..=at], before[..=at], "up to the event it is as it was");
    assert!(written.contains("SUMMARY:one\\, changed\r\n") && written.contains("X-MINE:kept\r\n"), "{written}");
    assert!(
        written.starts_with(&text[..text.find("UID:1").unwrap()]) && written.ends_with("END:VCALENDAR\r\n"),
        "{written}"
    );
    // Undo writes back, too, byte for byte but for how lines are folded.
    home.ok("undo");
    assert_eq!(read(&path).replace("\r\n ", ""), text.replace("\r\n ", ""));
    home.ok("redo");
    assert_eq!(read(&path), written);
    // A new one goes to the end of the file.
    home.ok("event add --title lunch --start '2026-06-25 12:00' --zone UTC --calendar team");
    let made = read(&path);
    assert!(made.starts_with(&written[..written.len() - 15]) && made.contains("SUMMARY:lunch\r\n"), "{made}");
    home.ok("undo");
    assert_eq!(read(&path), written);
    // One occurrence, then the series.
    home.ok("event edit 1 --repeat day");
    home.ok("event edit 1 --scope this --occurrence 2026-06-25 --title other");
    home.ok("event rm 1 --scope this --occurrence 2026-06-26");
    let written = read(&path);
    assert_eq!(written.matches("UID:2\r\n").count(), 2, "{written}");
    assert!(
        written.contains("RECURRENCE-ID:20260625T090000Z\r\n") && written.contains("EXDATE:20260626T090000Z\r\n"),
        "{written}"
    );
    home.ok("event rm 1 --scope all");
    let written = read(&path);
    assert!(!written.contains("UID:2\r\n") && written.contains(&odd), "{written}");
    // Nothing is read again that we wrote ourselves, and nothing is left lying about.
    let history = home.ok("history");
    assert_eq!(titles(&home), ["one, changed"]);
    assert_eq!(home.ok("history"), history);
    let hidden = fs::read_dir(home.path())
        .unwrap()
        .filter(|f| f.as_ref().unwrap().file_name().to_string_lossy().ends_with(".vadash"));
    assert_eq!(hidden.count(), 0);
}

#[test]
fn a_folder_has_a_file_for_each_event() {
    let home = home(&["name = 'vadash'\npath = '~/vdir'\nreadonly = false", "name = 'All'\npath = '~/all/*.ics'"]);
    for (name, title) in [("a", "one"), ("b", "two")] {
        home.write(&format!("vdir/{name}.ics"), calendar(&[event(name, title, "20260623T090000Z", "")]));
    }
    home.write("vdir/.c.ics.tmp", "half");
    home.write("all/x.ics", calendar(&[event("x", "three", "20260624T090000Z", "")]));
    assert_eq!(titles(&home), ["one", "two", "three"]);
    home.ok("event add call 2026-06-25 15:00-15:45 every:week");
    let files = || {
        let mut names: Vec<String> = fs::read_dir(home.file("vdir"))
            .unwrap()
            .map(|f| f.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.retain(|name| !name.starts_with('.'));
        names.sort();
        names
    };
    let made = files().into_iter().find(|name| name.ends_with("@vadash.ics")).unwrap();
    let text = read(home.file("vdir").join(&made));
    assert!(text.contains("SUMMARY:call\r\n") && text.contains("BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\n"), "{text}");
    let rights = |name: &str| fs::metadata(home.file("vdir").join(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!(rights(&made), 0o600);
    fs::set_permissions(home.file("vdir/a.ics"), fs::Permissions::from_mode(0o640)).unwrap();
    home.ok("event edit 1 --title uno");
    assert_eq!(rights("a.ics"), 0o640);
    assert!(read(home.file("vdir/a.ics")).contains("SUMMARY:uno\r\n"));
    home.ok("event rm 2");
    assert_eq!(files(), [made.clone(), "a.ics".to_owned()].map(|n| n).to_vec());
    home.ok("undo");
    assert!(files().contains(&"b.ics".to_owned()) && read(home.file("vdir/b.ics")).contains("SUMMARY:two\r\n"));
    // Renamed elsewhere it is the same event; deleted elsewhere it is deleted, and the time logged for it stays.
    let id = |home: &Home, title: &str| {
        let rows = home.json("agenda --from 2026-06-22 --to 2026-06-28");
        rows.as_array().unwrap().iter().find(|row| row["title"] == title).map(|row| row["id"].clone())
    };
    let before = id(&home, "uno");
    fs::rename(home.file("vdir/a.ics"), home.file("vdir/z.ics")).unwrap();
    assert_eq!(id(&home, "uno"), before);
    fs::remove_file(home.file("vdir").join(&made)).unwrap();
    assert_eq!(id(&home, "call"), None);
    fs::remove_dir_all(home.file("vdir")).unwrap();
    fs::create_dir(home.file("vdir")).unwrap();
    let answer = home.sh("vadash agenda --from 2026-06-22 --to 2026-06-28");
    assert!(answer.out.contains("uno") && answer.err.contains("there is no file in"), "{answer:?}");
    assert!(home.sh("vadash db check").out.starts_with("all is well"));
}

#[test]
fn two_who_change_the_same_file_lose_nothing() {
    let home = home(&["name = 'Team'\npath = '~/team.ics'\nreadonly = false"]);
    let text = calendar(&[event("1", "one", "20260623T090000Z", ""), event("2", "two", "20260624T090000Z", "")]);
    let path = home.write("team.ics", &text);
    titles(&home);
    home.ok("event edit 1 --title mine");
    // Another program changes the same event: that counts, and there is nothing of ours left to take back.
    home.write("team.ics", read(&path).replace("SUMMARY:mine", "SUMMARY:theirs"));
    assert_eq!(titles(&home), ["theirs", "two"]);
    assert!(home.ok("undo").starts_with("nothing was left to undo of 'changed mine"));
    assert!(read(&path).contains("SUMMARY:theirs\r\n"));
    // A file that cannot be written: nothing is changed here either.
    fs::remove_file(&path).unwrap();
    let answer = home.sh("vadash event edit 2 --title mine");
    assert_eq!(answer.code, 1);
    assert!(answer.err.ends_with("team.ics is not there: nothing was changed\n"), "{answer:?}");
    fs::write(&path, &text).unwrap();
    assert_eq!(titles(&home), ["one", "two"]);
}

/// Between reading a file and writing it back another program writes it: the change here is refused.
#[test]
fn a_file_changed_meanwhile_is_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("team.ics");
    let text = calendar(&[event("1", "one", "20260623T090000Z", "")]);
    fs::write(&path, &text).unwrap();
    let mut bench = Bench::at(NOON);
    let toml = format!("[[calendar]]\nname = 'Team'\npath = '{}'\nreadonly = false\n", path.display());
    let (config, problems) = Config::read(&toml, &|_| None);
    assert_eq!(problems, []);
    bench.env.config = config;
    assert_eq!(sync(&bench.store, &bench.env).unwrap(), Vec::<String>::new());
    let theirs = text.replace("SUMMARY:one", "SUMMARY:their title");
    fs::write(&path, &theirs).unwrap();
    let refused = bench.tries("event edit 1 --title mine").err().unwrap().to_string();
    assert!(
        refused.ends_with(
            "has been changed by another program meanwhile: nothing was changed; look at it and do it again"
        ),
        "{refused}"
    );
    assert_eq!(read(&path), theirs);
    assert_eq!(bench.json("event show 1")["title"], "one");
    sync(&bench.store, &bench.env).unwrap();
    bench.text("event edit 1 --title mine");
    assert_eq!(read(&path).matches("SUMMARY:mine\r\n").count(), 1);
}

/// Whatever a file looks like: what is edited in it reads back as it is here, and no other event has changed.
#[test]
fn every_calendar_can_be_written_back_to() {
    for original in ics_files() {
        let bytes = fs::read(&original).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file.ics");
        fs::write(&path, &bytes).unwrap();
        let toml = format!("[[calendar]]\nname = 'x'\npath = '{}'\nreadonly = false\n", path.display());
        let open = || {
            let mut bench = Bench::at(NOON);
            bench.env.config = Config::read(&toml, &|_| None).0;
            sync(&bench.store, &bench.env).unwrap();
            bench
        };
        let bench = open();
        let rows = bench.store.events(None).unwrap();
        let wide = "agenda --from 2000-01-01 --to 2031-12-31";
        let mut edited = 0;
        for (number, row) in rows.iter().enumerate().step_by(rows.len().div_ceil(6).max(1)) {
            let scope = match (row.recurs, row.recurrence_id.is_empty()) {
                (true, _) => "--scope all",
                (false, false) => "--scope this",
                (false, true) => "",
            };
            let line = match number % 3 {
                1 => format!("event rm {} {scope}", row.id),
                _ => format!("event edit {} {scope} --title 'edited, {number}'", row.id),
            };
            match bench.tries(&line) {
                Ok(_) => edited += 1,
                // It went with its series.
                Err(error) if error.to_string().contains("there is no event") => {}
                Err(error) => assert!(std::str::from_utf8(&bytes).is_err(), "{}: {line}: {error}", original.display()),
            }
        }
        let fresh = open();
        assert_eq!(without_ids(fresh.json(wide)), without_ids(bench.json(wide)), "{}", original.display());
        assert_eq!(fresh.store.events(None).unwrap().len(), bench.store.events(None).unwrap().len());
        for _ in 0..edited {
            bench.text("undo");
        }
        assert_eq!(without_ids(open().json(wide)), without_ids(bench.json(wide)), "{} undone", original.display());
    }
}

/// Older versions of an event that a file still holds do not come back when it is deleted.
#[test]
fn no_older_version_comes_back() {
    let home = home(&["name = 'Team'\npath = '~/team.ics'\nreadonly = false"]);
    let versions = [("old", 1), ("new", 2), ("older", 0)];
    let events = versions.map(|(title, n)| event("1", title, "20260623T090000Z", &format!("SEQUENCE:{n}\r\n")));
    let path = home.write("team.ics", calendar(&events));
    assert_eq!(titles(&home), ["new"]);
    home.ok("event rm 1");
    assert_eq!(read(&path).matches("BEGIN:VEVENT").count(), 0);
    home.ok("undo");
    assert_eq!(read(&path).matches("BEGIN:VEVENT").count(), 1);
}

/// Under another name it is the same calendar; out of the configuration it stays, and is read anew when it comes back.
#[test]
fn a_calendar_may_be_renamed_and_come_back() {
    let home = home(&["name = 'Team'\npath = '~/team.ics'\nreadonly = false"]);
    let path = home.write("team.ics", calendar(&[event("1", "one", "20260623T090000Z", "")]));
    assert_eq!(titles(&home), ["one"]);
    let config = |name: &str| {
        home.write(".config/vadash/config.toml", format!("[[calendar]]\nname = '{name}'\npath = '~/team.ics'\n"));
    };
    config("Crew");
    assert_eq!(titles(&home), ["one"]);
    assert_eq!(home.json("event show 1")["calendar"], "Crew");
    home.write(".config/vadash/config.toml", "");
    home.ok("event edit 1 --title mine");
    assert_eq!((titles(&home), read(&path).contains("mine")), (vec!["mine".to_owned()], false));
    config("Crew");
    assert_eq!(titles(&home), ["one"]);
}

#[test]
fn what_is_imported_into_a_calendar_is_written_to_its_file() {
    let home = home(&["name = 'Team'\npath = '~/team.ics'\nreadonly = false"]);
    let path = home.write("team.ics", calendar(&[event("1", "one", "20260623T090000Z", "")]));
    let more = [event("2", "two", "20260624T090000Z", ""), event("1", "uno", "20260623T090000Z", "SEQUENCE:1\r\n")];
    home.write("more.ics", calendar(&more));
    assert_eq!(titles(&home), ["one"]);
    let before = read(&path);
    assert!(home.ok("import ics more.ics --calendar Team").contains("added 1, updated 1"));
    assert_eq!(titles(&home), ["uno", "two"]);
    let written = read(&path);
    assert!(written.contains("SUMMARY:uno\r\n") && written.contains("SUMMARY:two\r\n"), "{written}");
    home.ok("undo");
    assert_eq!((read(&path), titles(&home)), (before, vec!["one".to_owned()]));
    home.ok("redo");
    assert_eq!((read(&path), titles(&home)), (written, vec!["uno".to_owned(), "two".to_owned()]));
}

/// Of what was imported, an event that somebody else has changed since stays when the import is taken back.
#[test]
fn what_others_have_changed_of_an_import_stays() {
    let home = home(&["name = 'Team'\npath = '~/team.ics'\nreadonly = false"]);
    let path = home.write("team.ics", calendar(&[event("1", "one", "20260623T090000Z", "")]));
    let more = [event("2", "two", "20260624T090000Z", ""), event("3", "three", "20260625T090000Z", "")];
    home.write("more.ics", calendar(&more));
    home.ok("import ics more.ics --calendar Team");
    assert_eq!(titles(&home), ["one", "two", "three"]);
    home.ok("event rm 2");
    home.write("team.ics", read(&path).replace("SUMMARY:three", "SUMMARY:drei"));
    assert_eq!(titles(&home), ["one", "drei"]);
    home.ok("undo");
    assert_eq!(titles(&home), ["one", "two", "drei"]);
    assert!(home.ok("undo").contains("imported more"));
    assert_eq!(titles(&home), ["one", "drei"]);
    assert!(!read(&path).contains("SUMMARY:two") && read(&path).contains("SUMMARY:drei"));
}

/// What others change of an import reaches no other row of it, whatever was done to that one since.
#[test]
fn an_import_is_taken_back_whole_after_others_have_changed_a_part() {
    let home = home(&["name = 'Team'\npath = '~/team.ics'\nreadonly = false"]);
    let path = home.write("team.ics", calendar(&[event("1", "one", "20260623T090000Z", "")]));
    let more: Vec<String> =
        (2..6).map(|n| event(&n.to_string(), &format!("no{n}"), &format!("2026062{n}T100000Z"), "")).collect();
    home.write("more.ics", calendar(&more));
    home.ok("import ics more.ics --calendar Team");
    home.ok("event edit 3 --title edited");
    home.ok("event rm 4");
    home.write("team.ics", read(&path).replace("SUMMARY:no5", "SUMMARY:five"));
    assert_eq!(titles(&home), ["no2", "one", "edited", "five"]);
    home.ok("undo 3");
    assert_eq!(titles(&home), ["one", "five"]);
    home.ok("redo");
    assert_eq!(titles(&home), ["no2", "one", "no3", "no4", "five"]);
    home.ok("redo 2");
    assert_eq!(titles(&home), ["no2", "one", "edited", "five"]);
    assert!(home.ok("db check").starts_with("all is well"));
}

/// Two files for one calendar are one step, even where the second changes what the first has added.
#[test]
fn an_import_that_changes_what_it_has_added_is_taken_back() {
    let home = Home::with_clients();
    home.write("a.ics", calendar(&[event("1", "one", "20260623T090000Z", "")]));
    let more = [event("1", "uno", "20260623T090000Z", "SEQUENCE:1\r\n"), event("2", "two", "20260624T090000Z", "")];
    home.write("b.ics", calendar(&more));
    assert!(home.ok("import ics a.ics b.ics --calendar Team").contains("added 2, updated 1"));
    home.ok("undo");
    assert_eq!((titles(&home), home.dump()["event"].len()), (Vec::<String>::new(), 0));
    home.ok("redo");
    assert_eq!(titles(&home), ["uno", "two"]);
    assert!(home.ok("db check").starts_with("all is well"));
}

/// Of what was imported, an event that a later step has changed or deleted is taken back and given again as it was
/// imported, even where others have changed something beside it.
#[test]
fn an_import_done_again_gives_what_it_gave() {
    let home = home(&["name = 'Team'\npath = '~/team.ics'\nreadonly = false"]);
    let path = home.write("team.ics", calendar(&[event("1", "one", "20260623T090000Z", "")]));
    let more = ["two", "three", "four"].iter().zip(2..);
    let more: Vec<String> =
        more.map(|(title, n)| event(&n.to_string(), title, &format!("2026062{}T090000Z", n + 2), "")).collect();
    home.write("more.ics", calendar(&more));
    home.ok("import ics more.ics --calendar Team");
    home.ok("event edit 2 --title zwei");
    home.ok("event rm 4");
    home.write("team.ics", read(&path).replace("SUMMARY:three", "SUMMARY:drei"));
    assert_eq!(titles(&home), ["one", "zwei", "drei"]);
    home.ok("undo 3");
    assert_eq!(titles(&home), ["one", "drei"]);
    for then in [vec!["one", "two", "drei", "four"], vec!["one", "zwei", "drei", "four"], vec!["one", "zwei", "drei"]] {
        home.ok("redo");
        assert_eq!(titles(&home), then);
    }
}

#[test]
fn what_was_imported_is_the_files_once_there_is_one() {
    let home = Home::with_clients();
    home.ok("log acme 1h --on 2026-06-19");
    let two = [event("1", "one", "20260623T090000Z", ""), event("2", "two", "20260624T090000Z", "")];
    home.write("team.ics", calendar(&two));
    home.write("mine.ics", calendar(&[event("3", "mine", "20260625T090000Z", "")]));
    home.ok("import ics team.ics --calendar Team");
    home.ok("import ics mine.ics --calendar Mine");
    home.write(".config/vadash/config.toml", "[[calendar]]\nname = 'Team'\npath = '~/team.ics'\n");
    home.write("team.ics", calendar(&two).replace("SUMMARY:two", "SUMMARY:zwei"));
    assert_eq!(titles(&home), ["one", "zwei", "mine"]);
    assert!(home.ok("undo").contains("imported mine"));
    assert!(home.ok("undo").starts_with("nothing was left to undo of 'imported team"), "it is what the file says now");
    assert!(home.ok("undo").contains("logged 1:00"));
    assert_eq!(titles(&home), ["one", "zwei"]);
    assert!(home.ok("db check").starts_with("all is well"));
}

/// Time logged for a meeting stays when the meeting is deleted elsewhere, and its own history stays sound.
#[test]
fn time_logged_for_what_is_deleted_elsewhere_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("team.ics");
    fs::write(&path, calendar(&[event("1", "one", "20260623T090000Z", "")])).unwrap();
    let mut bench = Bench::at(NOON);
    bench.env.config =
        Config::read(&format!("[[calendar]]\nname = 'Team'\npath = '{}'\n", path.display()), &|_| None).0;
    sync(&bench.store, &bench.env).unwrap();
    bench.text("client add acme --name acme");
    bench.text("log acme 1h");
    let link = bench.store.write(bench.env.now(), "link", |tx| {
        let entry: Entry = tx.get(1)?;
        tx.update(&Entry { event: Some(1), ..entry })?;
        Ok("linked".to_owned())
    });
    assert_eq!(link.unwrap(), "linked");
    bench.text("entry edit 1 --note noted");
    fs::write(&path, calendar(&[])).unwrap();
    sync(&bench.store, &bench.env).unwrap();
    let entry = || bench.store.get::<Entry>(1).unwrap();
    assert_eq!((entry().event, entry().note.as_str(), entry().seconds), (None, "noted", Some(3600)));
    for note in ["", ""] {
        bench.text("undo");
        assert_eq!((entry().event, entry().note.as_str()), (None, note));
    }
    for _ in 0..2 {
        bench.text("redo");
    }
    assert_eq!((entry().event, entry().note.as_str()), (None, "noted"));
    assert_eq!(bench.store.audit().unwrap(), []);
}

#[test]
fn mistakes_in_the_configuration_are_told() {
    let home = home(&[
        "name = 'Boss'\npath = '~/boss.ics'\nclient = 'nobody'\ncolour = 'red'",
        "name = 'Boss'\npath = '~/other.ics'",
        "path = '~/other.ics'",
        "name = 'x'\npath = '~/x'\nreadonly = 'no'",
    ]);
    home.write("x", "");
    let said = home.refused("config check");
    let boss = home.file("boss.ics").display().to_string();
    for sentence in [
        "line 5: calendar: colour: there is no such setting",
        "line 7: calendar: there are two named 'Boss': the first holds",
        "line 10: calendar: name is missing, so it is left out",
        "line 14: calendar: readonly: 'no' is neither true nor false: write one of these, without quotes",
        "line 2: calendar 'Boss': there is no client 'nobody'",
        &format!("line 2: calendar 'Boss': {boss}: is not there"),
    ] {
        assert!(said.contains(sentence), "{sentence}\nin {said}");
    }
    let shown = home.sh("vadash --json config show");
    assert!(shown.err.starts_with("warning: ") && shown.err.matches('\n').count() == 1, "{}", shown.err);
    let shown: serde_json::Value = serde_json::from_str(&shown.out).unwrap();
    assert_eq!(shown["calendar"][0]["path"], boss);
}

/// A client's domain that is typed later finds the meetings that were there before, in files that are only read, too.
#[test]
fn a_domain_finds_older_meetings() {
    let home = home(&["name = 'Boss'\npath = '~/cal/boss.ics'"]);
    let people = |who: &str| format!("ORGANIZER:mailto:boss@example.org\r\nATTENDEE:mailto:{who}\r\n");
    let file = calendar(&[
        event("1", "theirs", "20260623T090000Z", &people("Ann@NORD.example")),
        event("2", "others", "20260623T100000Z", &people("ann@nord.example.com")),
        event("3", "both", "20260623T110000Z", &people("x@sued.example\r\nATTENDEE:mailto:y@nord.example")),
        event("4", "weekly", "20260623T120000Z", &format!("RRULE:FREQ=WEEKLY\r\n{}", people("b@nord.example"))),
        event("5", "by hand", "20260623T130000Z", &people("c@nord.example")),
    ]);
    home.write("cal/boss.ics", &file);
    let clients = || -> Vec<String> {
        let rows = home.json("agenda --from 2026-06-23 --to 2026-06-23");
        rows.as_array().unwrap().iter().map(|row| row["client"].as_str().unwrap_or("-").to_owned()).collect()
    };
    assert_eq!(clients(), ["-", "-", "-", "-", "-"]);
    home.ok("event edit 5 --client acme");
    home.ok("client add sued --name Süd --domain sued.example");
    assert_eq!(clients(), ["-", "-", "sued", "-", "acme"]);
    let said = home.ok("client add nord --name Nord --domain @nord.example --domain north.example");
    assert_eq!(said, "added client Nord (nord), and found 2 meetings with them\n");
    assert_eq!(clients(), ["nord", "-", "sued", "nord", "acme"], "what somebody's it is stays theirs");
    home.ok("undo");
    assert_eq!(clients(), ["-", "-", "sued", "-", "acme"]);
    home.ok("client add nord --name Nord");
    // Other programs write the file meanwhile: that is no reason to refuse, for nothing is written to it.
    fs::remove_file(home.file("cal/boss.ics")).unwrap();
    let said = home.ok("client edit nord --domain nord.example");
    assert_eq!(said, "changed client Nord (nord): domains: nord.example, and found 2 meetings with them\n");
    assert_eq!(home.ok("client edit nord --name 'Nord AG'"), "changed client Nord AG (nord)\n");
    home.write("cal/boss.ics", &file);
    assert_eq!(clients(), ["nord", "-", "sued", "nord", "acme"], "and reading the file again leaves them theirs");
}
