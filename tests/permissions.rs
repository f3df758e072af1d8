//! Who can read and write what is kept, and what is said where it can be kept nowhere.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod support;

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use support::{Answer, Home};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// Nobody else reads a file or looks into a folder.
fn is_private(path: &Path, umask: &str) {
    let only = if path.is_dir() { 0o700 } else { 0o600 };
    assert_eq!(mode(path), only, "umask {umask}: {}", path.display());
}

/// Works, or says one sentence; what it says of itself is true, and it never panics.
fn is_plain(answer: &Answer, at: &str) {
    assert!(!answer.err.contains("panicked"), "{at}: {answer:?}");
    // A zone that is none is told with every answer.
    let told = |line: &&str| !(at.starts_with("TZ=") && line.starts_with("warning: TZ "));
    let err: Vec<&str> = answer.err.lines().filter(told).collect();
    if answer.code == 0 {
        assert!(err.is_empty(), "{at}: {answer:?}");
    } else {
        assert_eq!(answer.code, 1, "{at}: {answer:?}");
        assert!(err.len() == 1 && err[0].starts_with("error: "), "{at}: {answer:?}");
    }
}

#[test]
fn a_file_that_others_can_write_to_is_refused() {
    let home = Home::with_clients();
    let before = fs::read(home.db()).unwrap();
    for open in [0o620, 0o602, 0o666] {
        set_mode(&home.db(), open);
        for line in ["client add beta", "entry list", "status"] {
            let sentence = home.refused(line);
            let place = home.db().display().to_string();
            assert_eq!(sentence, format!("others can write to {place}: take that right away (chmod go-w)"), "{open:o}");
        }
        assert!(fs::read(home.db()).unwrap() == before && mode(&home.db()) == open, "it is left alone");
    }
    set_mode(&home.db(), 0o600);
    home.ok("client add beta");
}

#[test]
fn links_are_followed_and_what_they_lead_to_is_looked_at() {
    // The folder is a link.
    let home = Home::new();
    let kept = home.file("kept");
    fs::create_dir(&kept).unwrap();
    fs::create_dir_all(home.file(".local/share")).unwrap();
    symlink(&kept, home.file(".local/share/vadash")).unwrap();
    set_mode(&kept, 0o777);
    assert!(home.refused("client add acme").starts_with("others can write to "));
    assert!(fs::read_dir(&kept).unwrap().next().is_none(), "nothing was made there");
    set_mode(&kept, 0o700);
    let added = home.sh("umask 000; vadash client add acme");
    assert_eq!((added.code, added.err.as_str()), (0, ""));
    assert_eq!(mode(&kept.join("vadash.db")), 0o600);

    // The file is a link: its log lies beside what it leads to.
    let home = Home::with_clients();
    let shared = home.file("shared");
    fs::create_dir(&shared).unwrap();
    fs::rename(home.db(), shared.join("real.db")).unwrap();
    symlink(shared.join("real.db"), home.db()).unwrap();
    set_mode(&shared, 0o777);
    let sentence = home.refused("client list");
    assert!(sentence.starts_with(&format!("others can write to {}:", shared.display())), "{sentence}");
    set_mode(&shared, 0o755);
    assert!(home.ok("client list").contains("Acme GmbH"));
    home.ok("log acme 1h");
    assert!(fs::symlink_metadata(home.db()).unwrap().is_symlink(), "the link stays");

    // A link that leads to itself, or nowhere.
    for target in ["vadash.db", "gone/vadash.db"] {
        let home = Home::new();
        fs::create_dir_all(home.db().parent().unwrap()).unwrap();
        symlink(target, home.db()).unwrap();
        is_plain(&home.sh("vadash client add acme"), target);
    }
}

#[test]
fn a_named_file_in_a_folder_of_everybody() {
    let home = Home::new();
    let folder = home.file("everybody");
    fs::create_dir(&folder).unwrap();
    set_mode(&folder, 0o777);
    let (sentence, place) = (home.refused("--db everybody/x.db client add acme"), folder.display());
    assert_eq!(
        sentence,
        format!("others can write to {place}: take that right away (chmod go-w) or choose another folder")
    );
    // Nobody can replace a file in a folder such as /tmp, and everybody can lay a log beside it.
    set_mode(&folder, 0o1777);
    let sentence = home.refused("--db everybody/x.db client add acme");
    assert!(sentence.starts_with(&format!("others can lay files in {place}")), "{sentence}");
    assert!(fs::read_dir(&folder).unwrap().next().is_none(), "nothing was made there");
    // A folder of one's own in it is one's own.
    for umask in ["000", "077"] {
        let own = folder.join(umask);
        fs::create_dir(&own).unwrap();
        set_mode(&own, 0o700);
        let db = format!("everybody/{umask}/x.db");
        let answer = home.sh(&format!(
            "umask {umask}; vadash --db {db} client add acme && vadash --db {db} db backup everybody/{umask}-copy.db && vadash --db {db} db restore everybody/{umask}-copy.db"
        ));
        assert_eq!(answer.code, 0, "{answer:?}");
        for file in fs::read_dir(&own).unwrap().chain(fs::read_dir(&folder).unwrap()) {
            is_private(&file.unwrap().path(), umask);
        }
    }
    assert_eq!(mode(&folder), 0o1777, "somebody else's folder stays as it is");
    // In one that is not sticky the copy could be exchanged while it is written.
    set_mode(&folder, 0o777);
    home.ok("client add acme");
    assert!(home.refused("db backup everybody/copy.db").contains("exchange what is in it"));
}

#[test]
fn a_folder_further_up_that_others_can_write_to_is_refused() {
    let home = Home::with_clients();
    for (up, ok) in [(0o770, false), (0o707, false), (0o777, false), (0o1777, true), (0o755, true)] {
        set_mode(&home.file(".local"), up);
        let answer = home.sh("vadash entry list");
        assert_eq!(answer.code == 0, ok, "{up:o}: {answer:?}");
        let place = home.file(".local").display().to_string();
        assert!(ok || answer.err.contains(&format!("others can write to {place} and so exchange")), "{answer:?}");
    }
}

#[test]
fn what_stands_beside_the_database_and_others_can_write_is_refused() {
    for end in ["-wal", "-shm", "-journal"] {
        let home = Home::with_clients();
        let laid = home.write(&format!(".local/share/vadash/vadash.db{end}"), "");
        set_mode(&laid, 0o666);
        let sentence = home.refused("client list");
        assert!(sentence.starts_with(&laid.display().to_string()), "{sentence}");
        set_mode(&laid, 0o600);
        assert!(home.ok("client list").contains("Acme"), "an empty one of one's own is nothing");
    }
}

/// Where the environment names no place to keep anything, or a bad one: it works elsewhere, or says one sentence.
#[test]
fn any_environment_is_borne() {
    let home = Home::new();
    home.write("file", "no folder");
    let places = ["", "relative", "/proc/none", "FILE", "FILE/below", "NEW/deeper/still"];
    let place = |name: &str| {
        name.replace("FILE", &home.file("file").display().to_string())
            .replace("NEW", &home.file("new").display().to_string())
    };
    for variable in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR", "TZ", "TERM", "EDITOR"] {
        for name in places {
            let value = place(name);
            let at = format!("{variable}={value}");
            let folder = home.file(&format!("cwd-{variable}-{}", name.replace('/', "_")));
            fs::create_dir(&folder).unwrap();
            let cd = format!("cd {}; export {variable}='{value}'", folder.display());
            for line in [
                "vadash client add acme",
                "vadash status",
                "vadash config check",
                "vadash db path",
                "vadash remind --once",
            ] {
                is_plain(&home.sh(&format!("{cd}; {line}")), &format!("{at}; {line}"));
            }
        }
        for line in ["vadash client add acme", "vadash status", "vadash config path"] {
            is_plain(
                &home.sh(&format!("cd {}; unset {variable}; {line}", home.path().display())),
                &format!("no {variable}: {line}"),
            );
        }
    }
    // A relative folder of the data is passed over, as the rules say; where nothing can be kept, that is said.
    assert_eq!(home.sh("XDG_DATA_HOME=relative vadash db path").out, format!("{}\n", home.db().display()));
    let nowhere = home.sh(&format!("HOME={} vadash client add acme", home.file("file").display()));
    assert_eq!(nowhere.code, 1, "{nowhere:?}");
    assert!(nowhere.err.contains("making the folder"), "{nowhere:?}");
}

/// A report of a panic lies where the data lies, and nobody else reads it; a build for users has no such clock.
#[test]
#[cfg(debug_assertions)]
fn the_report_of_a_panic_is_private() {
    for umask in ["000", "077"] {
        let home = Home::with_clients();
        home.write("trap", "");
        let answer = home.sh(&format!("umask {umask}; VADASH_PANIC=trap vadash log acme 1h secret"));
        assert_eq!(answer.code, 101, "{answer:?}");
        let files = fs::read_dir(home.db().parent().unwrap()).unwrap().map(|f| f.unwrap().path());
        let reports: Vec<_> =
            files.filter(|f| f.file_name().unwrap().to_str().unwrap().starts_with("vadash-panic-")).collect();
        assert_eq!(reports.len(), 1, "{reports:?}");
        assert_eq!(mode(&reports[0]), 0o600, "umask {umask}");
        let report = fs::read_to_string(&reports[0]).unwrap();
        assert!(report.contains("main.rs") && !report.contains("secret"), "{report}");
    }
}

/// A calendar that is written back keeps the rights it had; one that is new is nobody else's.
#[test]
fn calendars_written_back_are_no_more_open_than_before() {
    for umask in ["000", "077"] {
        let home = Home::with_clients();
        let settings = "[[calendar]]\nname = 'Team'\npath = '~/cal'\nreadonly = false\n";
        home.write(".config/vadash/config.toml", settings);
        let event = "BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:first\r\nDTSTART:20260622T140000Z\r\nEND:VEVENT\r\n";
        let file = home.write("cal/1.ics", format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{event}END:VCALENDAR\r\n"));
        for before in [0o600, 0o640, 0o644] {
            set_mode(&file, before);
            home.sh(&format!("umask {umask}; vadash agenda; vadash event edit 1 --title 'changed {before:o}'"));
            assert!(fs::read_to_string(&file).unwrap().contains(&format!("SUMMARY:changed {before:o}")));
            assert_eq!(mode(&file), before, "umask {umask}");
        }
        // In a folder of several people, a link laid where the new file is to be written leads nowhere.
        home.write("other", "untouched");
        symlink(home.file("other"), home.file("cal/.1.ics.vadash")).unwrap();
        home.ok("event edit 1 --title last");
        assert!(fs::read_to_string(&file).unwrap().contains("SUMMARY:last"));
        assert_eq!(fs::read_to_string(home.file("other")).unwrap(), "untouched");
        assert!(!fs::symlink_metadata(&file).unwrap().is_symlink());
        let added =
            home.sh(&format!("umask {umask}; vadash event add --title new --start 2026-06-23T10:00 --calendar Team"));
        assert_eq!(added.code, 0, "{added:?}");
        let files: Vec<_> = fs::read_dir(home.file("cal")).unwrap().map(|f| f.unwrap().path()).collect();
        assert_eq!(files.len(), 2, "{files:?}");
        let new = files.iter().find(|f| **f != file).unwrap();
        assert_eq!(mode(new), 0o600, "umask {umask}");
    }
}
