//! Folders of events that another machine keeps the same as its own: files come, go and change places.

use std::fs;

use rustix::fs::{FlockOperation, flock};

use crate::feeds::{calendar, event, home, titles};
use crate::support::Home;

/// A folder with a file for each of so many events.
fn folder(count: usize) -> Home {
    let home = home(&["name = 'Team'\npath = '~/cal'\nreadonly = false"]);
    for n in 1..=count {
        lay(&home, &format!("u{n}"), &[n]);
    }
    assert_eq!(titles(&home).len(), count);
    home
}

fn numbered(n: usize) -> String {
    event(&format!("u{n}"), &format!("title {n}"), &format!("2026062{}T090000Z", 2 + n), "")
}

/// Another machine's file with these events.
fn lay(home: &Home, name: &str, events: &[usize]) {
    let events: Vec<String> = events.iter().map(|n| numbered(*n)).collect();
    let part = home.write(&format!("cal/.{name}.tmp"), calendar(&events));
    fs::rename(part, home.file(&format!("cal/{name}.ics"))).unwrap();
}

fn names(home: &Home) -> Vec<String> {
    let files = fs::read_dir(home.file("cal")).unwrap();
    let mut names: Vec<String> = files.map(|f| f.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

const ALL: [&str; 3] = ["title 1", "title 2", "title 3"];

#[test]
fn a_copy_that_a_conflict_left_is_there_when_the_other_goes() {
    let home = folder(3);
    let copy = calendar(&[numbered(1).replace("title 1", "theirs")]);
    home.write("cal/u1.sync-conflict-20260622.ics", copy);
    let said = home.sh("vadash agenda").err;
    assert!(said.ends_with("the event u1 stands in another file of this calendar, too\n"), "{said}");
    assert_eq!(titles(&home), ALL);
    fs::remove_file(home.file("cal/u1.ics")).unwrap();
    assert_eq!(titles(&home), ["theirs", "title 2", "title 3"]);
    home.ok("event edit 1 --title mine");
    assert!(fs::read_to_string(home.file("cal/u1.sync-conflict-20260622.ics")).unwrap().contains("SUMMARY:mine\r\n"));
    assert!(home.ok("db check").starts_with("all is well"));
}

#[test]
fn events_that_change_places_stay() {
    let home = folder(3);
    for (one, two) in [(vec![2], vec![1]), (vec![1], vec![2]), (vec![1, 2], vec![]), (vec![], vec![2, 1])] {
        lay(&home, "u1", &one);
        lay(&home, "u2", &two);
        let said = home.sh("vadash agenda").err;
        assert_eq!(said, "", "{one:?} {two:?}");
        assert_eq!(titles(&home), ALL, "{one:?} {two:?}");
    }
    fs::rename(home.file("cal/u2.ics"), home.file("cal/a.ics")).unwrap();
    assert_eq!(titles(&home), ALL);
    assert!(home.ok("db check").starts_with("all is well"));
}

#[test]
fn the_last_file_of_a_folder_may_go() {
    let home = folder(1);
    fs::remove_file(home.file("cal/u1.ics")).unwrap();
    assert_eq!(home.sh("vadash agenda").err, "");
    assert_eq!(titles(&home), [""; 0]);
    lay(&home, "u1", &[1]);
    assert_eq!(titles(&home), ["title 1"]);
    // Another folder in its place may be where a disk is not mounted.
    fs::rename(home.file("cal"), home.file("disk")).unwrap();
    fs::create_dir(home.file("cal")).unwrap();
    let answer = home.sh("vadash agenda --from 2026-06-22 --to 2026-06-28");
    assert!(answer.out.contains("title 1") && answer.err.contains("there is no file in"), "{answer:?}");
    let refused = home.sh("vadash event edit 'title 1' --title mine");
    assert!(refused.code != 0, "{refused:?}");
    fs::remove_dir(home.file("cal")).unwrap();
    fs::rename(home.file("disk"), home.file("cal")).unwrap();
    assert_eq!(titles(&home), ["title 1"]);
}

#[test]
fn what_a_killed_change_has_left_is_cleared_away() {
    let home = folder(2);
    for name in [".u1.ics.vadash", ".new.ics.vadash", ".u2.ics.2.vadash"] {
        home.write(&format!("cal/{name}"), "half");
    }
    home.write("cal/.u1.ics.tmp", "somebody else's");
    assert_eq!(home.sh("vadash agenda").err, "");
    assert_eq!(names(&home), [".u1.ics.tmp", "u1.ics", "u2.ics"]);
    // While another program is at work there, it is not touched.
    let part = home.write("cal/.u1.ics.vadash", "on its way");
    let open = fs::File::open(home.file("cal")).unwrap();
    flock(&open, FlockOperation::NonBlockingLockExclusive).unwrap();
    titles(&home);
    assert!(part.exists());
    drop(open);
    titles(&home);
    assert!(!part.exists());
    // What may be another program's, taken out just as the change was cut off, is kept and said.
    home.write("cal/.u1.ics.vadash", "whose?");
    lay(&home, "u1", &[1]);
    let said = home.sh("vadash agenda").err;
    assert!(said.ends_with("u1.ics.vadash\n") && said.lines().count() == 1, "{said}");
    assert_eq!(home.sh("vadash agenda").err, "");
    assert_eq!(names(&home), [".u1.ics.tmp", "u1.ics", "u1.ics.vadash", "u2.ics"]);
}

/// Killed before it is saved, when its files have their places already.
#[test]
fn a_change_that_was_cut_off_is_taken_back() {
    let home = folder(3);
    let file = |name: &str| home.file(&format!("cal/{name}"));
    let text = fs::read_to_string(file("u1.ics")).unwrap();
    // One is changed, …
    fs::rename(file("u1.ics"), file(".u1.ics.vadash")).unwrap();
    home.write("cal/u1.ics", text.replace("title 1", "mine"));
    fs::hard_link(file("u1.ics"), file(".u1.ics.2.vadash")).unwrap();
    // … one is removed, …
    fs::rename(file("u2.ics"), file(".u2.ics.vadash")).unwrap();
    // … and one is new.
    home.write("cal/new.ics", calendar(&[numbered(4)]));
    fs::hard_link(file("new.ics"), file(".new.ics.2.vadash")).unwrap();
    // In one, another program was faster, and its file was just taken out.
    fs::remove_file(file("u3.ics")).unwrap();
    home.write("cal/u3.ics", calendar(&[numbered(3)]));
    fs::hard_link(file("u3.ics"), file(".u3.ics.2.vadash")).unwrap();
    home.write("cal/.u3.ics.vadash", calendar(&[numbered(3)]).replace("title 3", "theirs"));
    assert_eq!(home.sh("vadash agenda").err, "");
    assert_eq!(titles(&home), ["title 1", "title 2", "theirs"]);
    assert_eq!(names(&home), ["u1.ics", "u2.ics", "u3.ics"]);
    assert_eq!(fs::read_to_string(file("u1.ics")).unwrap(), text);
    home.ok("event edit 1 --title mine");
    assert_eq!(titles(&home), ["mine", "title 2", "theirs"]);
    assert!(home.ok("db check").starts_with("all is well"));
}
