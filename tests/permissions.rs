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

/// Works, or says one sentence; what it says of itself is true, and it never panics.
fn is_plain(answer: &Answer, at: &str) {
    assert!(!answer.err.contains("panicked"), "{at}: {answer:?}");
    if answer.code == 0 {
        assert_eq!(answer.err, "", "{at}: {answer:?}");
    } else {
        assert_eq!(answer.code, 1, "{at}: {answer:?}");
        assert!(answer.err.starts_with("error: ") && answer.err.matches('\n').count() == 1, "{at}: {answer:?}");
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
    let sentence = home.refused("--db everybody/x.db client add acme");
    assert_eq!(sentence, "others can write to everybody: take that right away (chmod go-w) or choose another folder");
    set_mode(&folder, 0o1777);
    for umask in ["000", "077"] {
        let answer = home.sh(&format!("umask {umask}; vadash --db everybody/{umask}.db client add acme && vadash --db everybody/{umask}.db db backup everybody/{umask}-copy.db"));
        assert_eq!(answer.code, 0, "{answer:?}");
    }
    for file in fs::read_dir(&folder).unwrap() {
        let path = file.unwrap().path();
        assert_eq!(mode(&path), own(&path), "{}", path.display());
    }
    assert_eq!(mode(&folder), 0o1777, "somebody else's folder stays as it is");
}

/// What a file or folder of one's own is to have.
fn own(path: &Path) -> u32 {
    if path.is_dir() { 0o700 } else { 0o600 }
}

/// While it is being written, the log and its index are as private as the file.
#[test]
fn the_log_is_as_private_as_the_file() {
    for umask in ["000", "077"] {
        let home = Home::new();
        // Another connection keeps the log from being folded in when the command ends.
        home.ok("client add acme");
        let other = rusqlite::Connection::open(home.db()).unwrap();
        other.query_row("SELECT count(*) FROM client", [], |r| r.get::<_, i64>(0)).unwrap();
        let answer = home.sh(&format!("umask {umask}; vadash log acme 1h"));
        assert_eq!(answer.code, 0, "{answer:?}");
        let files: Vec<_> = fs::read_dir(home.db().parent().unwrap()).unwrap().map(|f| f.unwrap().path()).collect();
        assert!(files.iter().any(|f| f.ends_with("vadash.db-wal")), "{files:?}");
        for file in &files {
            assert_eq!(mode(file), own(file), "umask {umask}: {}", file.display());
        }
        drop(other);
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
