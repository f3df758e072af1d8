//! A second user of the machine, and what he can do: where the tests run as root, he is made by `setpriv`.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{Answer, Home};

/// What makes a configuration unsafe, by its file and its folder.
type Spoil = fn(&Path, &Path);

/// A number that no user has.
const HE: u32 = 54_321;

/// A home of hers that everybody may pass through, as homes often are, in which he may do things; none where he cannot be made.
fn hers() -> Option<Home> {
    let root = rustix::process::geteuid().is_root();
    if !root || !Command::new("setpriv").arg("--version").output().is_ok_and(|run| run.status.success()) {
        // Past the harness, which keeps the words of a test that passes to itself.
        let _ = writeln!(std::io::stderr(), "left out: a second user is made by setpriv, as root");
        return None;
    }
    let home = Home::with_clients();
    set_mode(home.path(), 0o755);
    home.ok("log acme 1h 'a marker of hers'");
    Some(home)
}

/// A line of his.
fn he(home: &Home, line: &str) -> Answer {
    let mut command = Command::new("setpriv");
    command.args([&format!("--reuid={HE}"), &format!("--regid={HE}"), "--clear-groups", "sh", "-c"].map(|w| w as &str));
    command.arg(line).env_clear().env("PATH", "/usr/bin:/bin").current_dir(home.path());
    let answer = Answer::of(&command.output().unwrap());
    assert!(!answer.err.contains("setpriv:"), "{answer:?}");
    answer
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// A folder in her home in which everybody may lay files, and remove only their own.
fn shared(home: &Home) -> PathBuf {
    let folder = home.file("shared");
    fs::create_dir(&folder).unwrap();
    set_mode(&folder, 0o1777);
    folder
}

#[test]
fn he_reads_nothing() {
    let Some(home) = hers() else { return };
    home.write("note.txt", "for all");
    let data = home.db().parent().unwrap().display().to_string();
    let umask = home.sh("umask 000; vadash log acme 1h 'another marker'; vadash db backup; vadash client add nova");
    assert_eq!(umask.code, 0, "{umask:?}");
    assert_eq!(he(&home, "cat note.txt").out, "for all", "he is there, and may pass");
    for line in [format!("ls {data}"), format!("cat {data}/vadash.db"), format!("touch {data}/vadash.db-wal")] {
        let answer = he(&home, &line);
        assert!(answer.code != 0 && answer.err.contains("ermission denied"), "{line}: {answer:?}");
    }
    let read = he(&home, "grep -rls marker . ; true");
    assert_eq!(read.out, "", "nothing that he can read holds anything of hers");
    // With the folder's rights gone, the files have theirs.
    for folder in [".local", ".local/share", ".local/share/vadash", ".local/share/vadash/backups"] {
        set_mode(&home.file(folder), 0o755);
    }
    assert_eq!(he(&home, "find . -type f -name '*.db*' -readable").out, "");
    assert_ne!(he(&home, &format!("find {data} -type f")).out, "", "he sees them");
}

#[test]
fn a_log_that_he_lays_beside_a_closed_database_is_not_read() {
    let Some(home) = hers() else { return };
    let folder = shared(&home);
    let db = folder.join("x.db");
    fs::copy(home.db(), &db).unwrap();
    set_mode(&db, 0o600);
    let before = fs::read(&db).unwrap();
    // A log of a database of his, whole and with commits in it.
    let his = home.file("his.db-wal");
    let conn = rusqlite::Connection::open(home.file("his.db")).unwrap();
    conn.execute_batch("PRAGMA journal_mode=WAL; CREATE TABLE client(code); INSERT INTO client VALUES ('his')")
        .unwrap();
    fs::copy(home.file("his.db-wal"), home.file("log")).unwrap();
    assert!(his.exists());
    set_mode(&home.file("log"), 0o644);
    assert_eq!(he(&home, "cp log shared/x.db-wal; chmod 600 shared/x.db-wal").code, 0);
    let sentence = home.refused("--db shared/x.db client list");
    assert!(sentence.starts_with("others can lay files in ") && sentence.contains("mkdir -m 700"), "{sentence}");
    // The folder is hers again, and the log still his.
    set_mode(&folder, 0o755);
    let sentence = home.refused("--db shared/x.db client list");
    assert!(sentence.contains("shared/x.db-wal is another user's"), "{sentence}");
    assert!(home.refused("--db shared/x.db db restore shared/x.db").contains("the database itself"));
    assert!(home.refused("db restore shared/x.db").contains("x.db-wal is another user's"), "nor as a backup");
    assert!(fs::read(&db).unwrap() == before, "nothing was changed");
    fs::remove_file(folder.join("x.db-wal")).unwrap();
    assert!(home.ok("--db shared/x.db client list").contains("Acme GmbH"));
    // A file of his, and a folder of his further up.
    chown(&db, Some(HE), None).unwrap();
    assert!(home.refused("--db shared/x.db client list").contains("shared/x.db belongs to another user"));
    chown(&db, Some(0), None).unwrap();
    chown(&folder, Some(HE), None).unwrap();
    assert!(home.refused("--db shared/x.db client list").contains("shared belongs to another user"));
}

#[test]
fn he_does_not_make_her_run_a_program() {
    let Some(home) = hers() else { return };
    home.ok("task add 'acme send the draft due:14:05'");
    let place = home.file(".config/vadash");
    let settings = format!(
        "currency = 'USD'\n[reminders]\nchannel = 'command'\ncommand = ['touch', '{0}']\n[database]\nkey_command = ['touch', '{0}']\n",
        home.file("caught").display()
    );
    let file = home.write(".config/vadash/config.toml", &settings);
    let spoiled: [(&str, Spoil); 5] = [
        ("his file", |file, _| chown(file, Some(HE), None).unwrap()),
        ("a file of everybody", |file, _| set_mode(file, 0o666)),
        ("a file of a group", |file, _| set_mode(file, 0o664)),
        ("a folder of everybody", |_, folder| set_mode(folder, 0o777)),
        ("a folder of his further up", |_, folder| chown(folder.parent().unwrap(), Some(HE), None).unwrap()),
    ];
    for (what, spoil) in spoiled {
        spoil(&file, &place);
        let told = home.sh("vadash remind --once");
        assert!(told.code == 1 && told.err.contains("until then no program and no key"), "{what}: {told:?}");
        // A new database is not kept plain either, where a key was set.
        let new = home.sh("vadash --db new.db client add acme");
        let kept = fs::metadata(home.file("new.db")).map_or(0, |file| file.len());
        assert!(new.code == 1 && kept == 0, "{what}: {new:?}");
        // What is no program holds.
        let shown = home.sh("vadash config show");
        assert!(shown.code == 0 && shown.out.contains("currency = \"USD\""), "{what}: {shown:?}");
        assert!(home.sh("vadash config check").err.contains(&home.path().display().to_string()));
        assert!(!home.file("caught").exists(), "{what}");
        for path in [&file, &place, &place.parent().unwrap().to_owned()] {
            chown(path, Some(0), None).unwrap();
            set_mode(path, 0o755);
        }
    }
    assert_eq!(home.sh("vadash remind --once").code, 0);
    assert!(home.file("caught").exists(), "hers is run");
}

#[test]
fn a_backup_that_he_laid_is_not_read() {
    let Some(home) = hers() else { return };
    home.ok("db backup");
    let backups = home.db().parent().unwrap().join("backups");
    let his = backups.join("vadash-9999-2030-01-01-s9.db");
    fs::copy(home.db(), &his).unwrap();
    set_mode(&his, 0o644);
    chown(&his, Some(HE), None).unwrap();
    assert!(home.ok("db backups").contains("not good"));
    let restored = home.ok("db restore");
    let passed = format!("passed over: {} belongs to another user", his.display());
    assert!(
        restored.contains(&passed) && restored.contains("restored ") && restored.contains("-2026-06-22-"),
        "{restored}"
    );
    assert!(home.refused(&format!("db restore {}", his.display())).contains("belongs to another user"));
    // While others may lay files there, none of them is the newest.
    set_mode(&backups, 0o1777);
    assert!(home.refused("db restore").contains("others can lay files in"));
    assert!(home.refused("db backup").contains("others can lay files in"));
}

#[test]
fn what_he_lays_where_a_copy_is_written_is_not_written_to() {
    let Some(home) = hers() else { return };
    let folder = shared(&home);
    he(&home, "echo his > shared/copy.db.part; chmod 666 shared/copy.db.part");
    let sentence = home.refused("db backup shared/copy.db");
    assert!(sentence.contains("copy.db.part") || sentence.contains("another user's"), "{sentence}");
    assert_eq!(he(&home, "cat shared/copy.db.part").out, "his\n");
    // A link to a file of hers, by either kind.
    home.write("precious", "hers");
    he(&home, "ln -s ../precious shared/other.db.part");
    home.refused("db backup shared/other.db");
    assert_eq!(fs::read_to_string(home.file("precious")).unwrap(), "hers");
    home.ok("db backup shared/third.db");
    assert_eq!(he(&home, "cat shared/third.db").out, "");
    assert_eq!(fs::metadata(folder.join("third.db")).unwrap().permissions().mode() & 0o777, 0o600);
}
