//! The files' database: what is kept beside the database survives whatever is done to that, under its key and no other.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use rusqlite::Connection;
use support::{Home, NOON};
use vadash::config::Config;
use vadash::domain::secret::{Secret, Wanted};
use vadash::domain::time::Instant;
use vadash::domain::zone::Zone;
use vadash::store::{Access, Author, Kept, Keyring, Leaving, Sha, Shelf, Store, StoreSettings};

/// Keys that cost no time.
const KEY: &str = "00112233445566778899aabbccddeeff00112233445566778899AABBCCDDEEFF";
const OTHER: &str = "ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100";
const THIRD: &str = "0f0e0d0c0b0a090807060504030201000f0e0d0c0b0a09080706050403020100";

/// A moment on the 3rd of August.
const AUGUST: Instant = Instant(1_785_751_200);

/// A text that packs well, and stands in a paper.
const TEXT: &str = "Zzmarker GmbH owes 590.00 EUR. ";

fn keyring(key: &'static str) -> Keyring {
    Keyring::new(move |_| if key.is_empty() { Ok(None) } else { Secret::new(key.to_owned()).map(Some) })
}

fn setting() -> StoreSettings {
    StoreSettings {
        zone: Zone::get("Europe/Berlin").unwrap(),
        rounding: Config::default().rounding(),
        emails: Vec::new(),
        meeting_hosts: Vec::new(),
        author: Author::numbering(),
    }
}

fn open(home: &Home, key: &'static str) -> (Store, Keyring) {
    open_at(&home.db(), key)
}

fn open_at(database: &Path, key: &'static str) -> (Store, Keyring) {
    let keys = keyring(key);
    (Store::open(database, Access::Command, setting(), &keys).unwrap(), keys)
}

/// Opens what is kept in a home, and does something with it.
fn with<T>(home: &Home, key: &'static str, work: impl FnOnce(&Kept) -> T) -> T {
    let (store, keys) = open(home, key);
    work(&store.kept(&keys).unwrap())
}

fn leaving<'a>(number: &'a str, name: &'a str) -> Leaving<'a> {
    Leaving { number, kind: "invoice", client: "acme", name }
}

/// Keeps a paper with a number, of bytes that say it.
fn keep(home: &Home, key: &'static str, number: &str) -> Sha {
    let bytes = paper(number);
    with(home, key, |kept| kept.keep_paper(&leaving(number, &format!("{number}.pdf")), &bytes, AUGUST).unwrap())
}

fn paper(number: &str) -> Vec<u8> {
    (number.to_owned() + &TEXT.repeat(300)).into_bytes()
}

fn numbers(home: &Home, key: &'static str) -> Vec<String> {
    with(home, key, |kept| {
        assert_eq!(kept.check().unwrap(), []);
        let numbers: Vec<String> = kept.numbers().unwrap().into_iter().map(|paper| paper.number).collect();
        for number in &numbers {
            for one in kept.papers(number).unwrap() {
                assert_eq!(kept.bytes(&one.sha).unwrap().unwrap(), paper(number));
            }
        }
        numbers
    })
}

fn files(home: &Home) -> PathBuf {
    home.db().with_file_name("vadash-files.db")
}

fn next(home: &Home) -> PathBuf {
    home.db().with_file_name("vadash-files-next.db")
}

fn copy(home: &Home) -> PathBuf {
    home.db().with_file_name("backups").join("vadash-files.db")
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A home with a client, under a key if one is given.
fn home(key: &str) -> Home {
    let home = Home::new().really();
    home.at(NOON);
    set_key(&home, key);
    home.ok("client add acme --rate 45");
    home
}

fn set_key(home: &Home, key: &str) {
    if key.is_empty() {
        home.write(".config/vadash/config.toml", "");
        return;
    }
    home.write(".config/vadash/config.toml", "[database]\nkey_file = \"key\"\n");
    key_file(home, "key", key);
}

fn key_file(home: &Home, name: &str, key: &str) {
    let path = home.write(&format!(".config/vadash/{name}"), format!("{key}\n"));
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
}

/// What a loss of power or a kill would find, by name.
fn state(home: &Home) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = home.db().parent().unwrap().to_owned();
    let names = ["vadash.db", "vadash-files.db"].map(|name| folder.join(name));
    names.into_iter().filter_map(|path| fs::read(&path).ok().map(|bytes| (path, bytes))).collect()
}

/// Whether the text of a paper, or any table, can be read in a file below the data folder.
fn is_readable(home: &Home) -> bool {
    let found = |path: &Path| {
        let bytes = fs::read(path).unwrap();
        ["zzmarker", "CREATE TABLE"].iter().any(|word| bytes.windows(word.len()).any(|part| part == word.as_bytes()))
    };
    let folder = home.db().parent().unwrap().to_owned();
    [folder.clone(), folder.join("backups")]
        .iter()
        .any(|folder| names(folder).iter().map(|name| folder.join(name)).any(|path| path.is_file() && found(&path)))
}

#[test]
fn what_is_kept_comes_back_as_it_was() {
    let home = home("");
    home.ok("status");
    assert!(!files(&home).exists(), "nothing that does not need it makes it");
    let sha = keep(&home, "", "2026-0008");
    assert_eq!(fs::metadata(files(&home)).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(fs::metadata(files(&home)).unwrap().len() < 30_000, "it is packed");
    with(&home, "", |kept| {
        // The same once more is the same; another file of that document is another paper.
        kept.keep_paper(&leaving("2026-0008", "2026-0008.pdf"), &paper("2026-0008"), AUGUST + 60).unwrap();
        kept.keep_paper(&leaving("2026-0008", "2026-0008.xml"), b"<xml/>", AUGUST + 60).unwrap();
        let papers = kept.papers("2026-0008").unwrap();
        assert_eq!(papers.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["2026-0008.pdf", "2026-0008.xml"]);
        assert_eq!((&papers[0].sha, papers[0].kept_at, papers[0].client.as_str()), (&sha, AUGUST, "acme"));
        assert_eq!(kept.numbers().unwrap(), papers[..1]);
        let logo = kept.keep("logo.png", b"a picture", AUGUST).unwrap();
        assert_eq!(kept.keep("logo.png", b"a picture", AUGUST).unwrap(), logo);
        assert_eq!(kept.bytes(&logo).unwrap().unwrap(), b"a picture");
        assert_eq!(kept.bytes(&Sha::of(b"another")).unwrap(), None);
        let size = kept.size().unwrap();
        assert_eq!((size.papers, size.contents), (2, 3));
        // What the database does not know is told, with the client and the day.
        let known = |numbers: &[&str]| numbers.iter().map(|n| (*n).to_owned()).collect::<BTreeSet<_>>();
        assert_eq!(kept.unknown(&known(&["2026-0008"])).unwrap(), []);
        assert_eq!(kept.unknown(&known(&["2026-0007"])).unwrap(), papers[..1]);
        let large = vec![0; 30_000_001];
        let refused = kept.keep("scan.pdf", &large, AUGUST).unwrap_err().to_string();
        assert_eq!(refused, "scan.pdf is 31 MB: a kept file has at most 20 MB");
        kept.keep("scan.pdf", &large[..Kept::MOST], AUGUST).unwrap();
    });
    let said = home.ok("db check");
    assert!(said.ends_with("what is kept beside it is what it was: 2 papers in 4 files, 20.1 MB\n"), "{said}");
    let said = home.json("db check");
    assert_eq!((said["files"]["papers"].as_i64(), said["ok"].as_bool()), (Some(2), Some(true)), "{said}");
}

#[test]
fn several_write_at_the_same_time() {
    let home = home("");
    thread::scope(|scope| {
        for writer in 0..4 {
            let database = home.db();
            scope.spawn(move || {
                for n in 0..10 {
                    let (store, keys) = open_at(&database, "");
                    let number = format!("2026-{writer}{n:03}");
                    let bytes = paper(&number);
                    store.kept(&keys).unwrap().keep_paper(&leaving(&number, "a.pdf"), &bytes, AUGUST).unwrap();
                }
            });
        }
    });
    assert_eq!(numbers(&home, "").len(), 40);
}

/// Where an older backup was put back, the database does not know them.
#[test]
fn a_number_on_a_paper_that_left_is_not_given_again() {
    let home = home("");
    for number in ["2026-0008", "2025-0100", "CN-2026-0003"] {
        keep(&home, "", number);
    }
    for line in [
        "business set --name Desk --street 'Main Street 1' --postcode 1 --city Town --country US --regime none",
        "client edit acme --street 'Ring 1' --postcode 1 --city Town --country US",
        "charge add acme Newsletter --price 250",
    ] {
        home.ok(line);
    }
    assert!(home.ok("invoice issue acme").starts_with("issued 2026-0009 "));
    home.ok("invoice void 9 --reason wrong");
    assert_eq!(home.json("invoice show 9")["corrected_by"][0], "CN-2026-0004");
    let said = home.ok("db check");
    assert!(said.contains("2026-0008 went to acme") && !said.contains("2026-0009"), "{said}");
}

#[test]
fn a_restore_takes_nothing_back_and_adds_what_is_missing() {
    let home = home("");
    keep(&home, "", "2026-0001");
    home.ok("db backup");
    keep(&home, "", "2026-0002");
    let before = fs::read(files(&home)).unwrap();
    home.ok("db restore");
    assert_eq!(numbers(&home, ""), ["2026-0001", "2026-0002"]);
    assert_eq!(fs::read(files(&home)).unwrap(), before, "it was not written to");
    // A machine that was lost: what stands beside the backups comes back.
    home.ok("db backup");
    fs::remove_file(files(&home)).unwrap();
    let said = home.refused("db check");
    assert!(said.starts_with("the files' database is not there any more: 'vadash db check --repair'"), "{said}");
    let said = home.ok("db restore");
    assert!(said.contains("2 kept files were added that were missing\n"), "{said}");
    for number in ["2026-0001", "2026-0002"] {
        let told =
            format!("{number} went to acme on 3 Aug 2026 and is not here: import it, or issue a credit note over it\n");
        assert!(said.contains(&told), "{said}");
    }
    assert_eq!(numbers(&home, ""), ["2026-0001", "2026-0002"]);
    fs::remove_file(files(&home)).unwrap();
    home.ok("db check --repair");
    assert_eq!(numbers(&home, ""), ["2026-0001", "2026-0002"]);
    // A backup that is put elsewhere has its own beside it.
    home.ok("db backup ~/elsewhere.db");
    assert_eq!(fs::read(home.file("elsewhere-files.db")).unwrap().len(), fs::read(copy(&home)).unwrap().len());
    let said = home.refused("db backup ~/.local/share/vadash/backups/vadash-files.db");
    assert!(said.contains("is where kept files are"), "{said}");
    assert!(home.refused("db backup ~/.local/share/vadash/vadash-files.db").contains("is where kept files are"));
}

#[test]
fn the_backup_of_a_day_takes_it_along() {
    for key in ["", KEY] {
        let home = home(key);
        keep(&home, key, "2026-0001");
        assert!(!copy(&home).exists(), "that of the day was made before");
        home.at("2026-06-23 12:00");
        home.ok("log acme 1h");
        assert!(copy(&home).exists());
        assert!(!home.db().with_file_name("vadash.db-backup-failed").exists());
        let beside = names(copy(&home).parent().unwrap());
        assert!(!beside.iter().any(|name| name.ends_with("-journal") || name.ends_with("-wal")), "{beside:?}");
        fs::remove_file(files(&home)).unwrap();
        home.ok("db check --repair");
        assert_eq!(numbers(&home, key), ["2026-0001"]);
        assert!(key.is_empty() || !is_readable(&home));
    }
}

#[test]
fn what_was_changed_is_found_and_mended() {
    let home = home("");
    keep(&home, "", "2026-0001");
    with(&home, "", |kept| kept.keep("logo.png", b"a picture", AUGUST).unwrap());
    home.ok("db backup");
    let change = "UPDATE content SET bytes = CAST('b picture' AS BLOB) WHERE packed = 0";
    Connection::open(files(&home)).unwrap().execute(change, ()).unwrap();
    let said = home.refused("db check");
    assert!(said.starts_with("the files' database: the file "), "{said}");
    assert!(said.contains(" is not what was kept; 'vadash db check --repair' takes it from "), "{said}");
    let logo = Sha::of(b"a picture");
    let refused = with(&home, "", |kept| kept.bytes(&logo).unwrap_err().to_string());
    assert!(refused.contains("it is not what was kept") && refused.contains("db check"), "{refused}");
    let said = home.json("db check --repair");
    assert_eq!(said["repaired"].as_bool(), Some(true), "{said}");
    with(&home, "", |kept| assert_eq!(kept.bytes(&logo).unwrap().unwrap(), b"a picture"));
    // A byte on the disk.
    let mut bytes = fs::read(files(&home)).unwrap();
    let at = bytes.windows(9).position(|part| part == b"a picture").unwrap();
    bytes[at] = b'A';
    fs::write(files(&home), &bytes).unwrap();
    assert!(home.refused("db check").contains("is not what was kept"));
    home.ok("db check --repair");
    // A paper whose bytes are gone, and no copy has them.
    Connection::open(files(&home)).unwrap().execute("DELETE FROM content WHERE packed = 1", ()).unwrap();
    fs::remove_file(copy(&home)).unwrap();
    let said = home.refused("db check --repair");
    assert!(said.contains("2026-0001.pdf (2026-0001, acme) is not there; there is no copy of "), "{said}");
    // Half of it is no database any more.
    fs::write(files(&home), &bytes[..bytes.len() / 2]).unwrap();
    let said = home.refused("db check");
    assert!(said.starts_with("the files' database: ") && !said.contains("db restore"), "{said}");
}

#[test]
fn a_copy_that_was_changed_is_found() {
    let home = home("");
    keep(&home, "", "2026-0001");
    home.ok("db backup");
    Connection::open(copy(&home)).unwrap().execute("UPDATE content SET size = size + 1", ()).unwrap();
    let said = home.refused("db check");
    assert!(said.contains("2026-0001.pdf (2026-0001, acme) is not what was kept; move that away"), "{said}");
    fs::remove_file(copy(&home)).unwrap();
    home.ok("db backup");
    home.ok("db check");
}

#[test]
fn strangers_are_refused_and_left_alone() {
    let home = home("");
    let mine = Connection::open(files(&home)).unwrap();
    mine.execute_batch("CREATE TABLE mine(x); INSERT INTO mine VALUES (1)").unwrap();
    drop(mine);
    fs::set_permissions(files(&home), fs::Permissions::from_mode(0o600)).unwrap();
    let refused = |said: &str| {
        let (store, keys) = open(&home, "");
        let before = fs::read(files(&home)).ok();
        let error = store.kept(&keys).err().unwrap().to_string();
        assert!(error.contains(said), "{error}");
        assert!(home.refused("db check").contains(said));
        assert!(home.refused("db backup").contains(said));
        drop(store);
        assert!(home.refused("db compact").contains(said));
        assert_eq!(fs::read(files(&home)).ok(), before);
    };
    refused("vadash-files.db is another program's database; it was not touched");
    fs::write(files(&home), "a letter").unwrap();
    refused("this is not a database; it was not touched");
    fs::copy(home.db(), files(&home)).unwrap();
    refused("holds records and no kept files; it was not touched");
    fs::remove_file(files(&home)).unwrap();
    keep(&home, "", "2026-0001");
    let said = home.refused("--db .local/share/vadash/vadash-files.db status");
    assert!(said.ends_with("vadash-files.db holds kept files and no records; it was not touched"), "{said}");
    Connection::open(files(&home)).unwrap().execute_batch("PRAGMA user_version=2").unwrap();
    refused("was written by a newer vadash (its schema is 2, this one knows 1)");
    fs::remove_file(files(&home)).unwrap();
    fs::create_dir(files(&home)).unwrap();
    refused("is a folder, where kept files would be");
}

#[test]
fn what_nothing_names_goes_and_papers_stay() {
    let home = home("");
    keep(&home, "", "2026-0001");
    let [named, logo] = ["a picture", "a logo"]
        .map(|text| with(&home, "", |kept| kept.keep("x", text.repeat(20_000).as_bytes(), AUGUST).unwrap()));
    home.ok(&format!("client edit acme --note 'see {named}'"));
    home.ok("client edit acme --note none");
    let said = home.json("db compact");
    assert_eq!(said["let_go"].as_i64(), Some(1), "{said}");
    with(&home, "", |kept| {
        assert_eq!(kept.bytes(&logo).unwrap(), None);
        assert!(kept.bytes(&named).unwrap().is_some(), "a step names it");
    });
    assert_eq!(home.json("db compact")["let_go"].as_i64(), Some(0));
    assert_eq!(with(&home, "", |kept| kept.papers("2026-0001").unwrap().len()), 1);
    // Somebody who has it open keeps it from being replaced.
    home.ok("db check");
}

#[test]
fn encryption_takes_both() {
    let home = home("");
    keep(&home, "", "2026-0001");
    home.ok("db backup");
    assert!(is_readable(&home));
    set_key(&home, KEY);
    home.ok("db encrypt --key-file .config/vadash/key");
    assert!(!is_readable(&home), "{:?}", names(home.db().parent().unwrap()));
    assert_eq!(numbers(&home, KEY), ["2026-0001"]);
    keep(&home, KEY, "2026-0002");
    home.ok("db backup");
    home.ok("db check");
    key_file(&home, "new", OTHER);
    home.ok("db rekey --key-file .config/vadash/new");
    set_key(&home, OTHER);
    assert_eq!(numbers(&home, OTHER), ["2026-0001", "2026-0002"]);
    keep(&home, OTHER, "2026-0003");
    home.ok("db backup");
    home.ok("db compact");
    assert!(!is_readable(&home));
    // A backup that was written anew has a key of its own; what is kept takes it, and is taken along still.
    home.ok("db restore");
    home.at("2026-06-23 12:00");
    home.ok("log acme 1h");
    assert!(!home.db().with_file_name("vadash.db-backup-failed").exists());
    assert_eq!(numbers(&home, OTHER), ["2026-0001", "2026-0002", "2026-0003"]);
    key_file(&home, "new", THIRD);
    home.ok("db rekey --key-file .config/vadash/new --cipher sqlcipher");
    set_key(&home, THIRD);
    keep(&home, THIRD, "2026-0004");
    home.ok("db backup");
    home.ok("db check");
    home.ok("db decrypt");
    set_key(&home, "");
    assert_eq!(numbers(&home, ""), ["2026-0001", "2026-0002", "2026-0003", "2026-0004"]);
    home.ok("db check");
    assert!(!next(&home).exists());
}

#[test]
fn a_passphrase_opens_what_a_restore_has_left_under_an_older_one() {
    let home = home("correct horse");
    keep(&home, "correct horse", "2026-0001");
    home.ok("db backup");
    key_file(&home, "key", "correct horse");
    home.ok("db rekey --key-file .config/vadash/key");
    // Each backup that was written anew has another salt.
    let oldest = names(&home.db().with_file_name("backups")).into_iter().find(|name| name.contains("-0001-")).unwrap();
    home.ok(&format!("db restore .local/share/vadash/backups/{oldest}"));
    assert_eq!(fs::read(files(&home)).unwrap()[..16], fs::read(home.db()).unwrap()[..16], "it has the same key again");
    home.at("2026-06-23 12:00");
    home.ok("log acme 1h");
    assert!(!home.db().with_file_name("vadash.db-backup-failed").exists());
    assert_eq!(numbers(&home, "correct horse"), ["2026-0001"]);
}

/// Lays down what a kill would leave, one file after the other, and looks whether both open, and nothing is lost.
fn interrupted(before: &'static str, after: &'static str, change: &str) {
    let home = home(before);
    keep(&home, before, "2026-0001");
    keep(&home, before, "2026-0002");
    let old = state(&home);
    key_file(&home, "new", if after.is_empty() { THIRD } else { after });
    home.ok(change);
    let new = state(&home);
    let [database, kept] = [home.db(), files(&home)];
    let lay = |which: &[(&PathBuf, &[u8])]| {
        for name in names(database.parent().unwrap()).iter().filter(|name| *name != "backups") {
            fs::remove_file(database.with_file_name(name)).unwrap();
        }
        for (path, bytes) in which {
            fs::write(path, bytes).unwrap();
            fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
        }
    };
    let (old_db, old_kept, new_db, new_kept) = (&old[0].1, &old[1].1, &new[0].1, &new[1].1);
    let next = next(&home);
    let both = ["2026-0001", "2026-0002"];

    // The new one is written, and the database is as it was.
    lay(&[(&database, old_db), (&kept, old_kept), (&next, new_kept)]);
    set_key(&home, before);
    assert_eq!(numbers(&home, before), both);
    assert!(!next.exists(), "before anything is written to the old one");
    lay(&[(&database, old_db), (&kept, old_kept), (&next, new_kept)]);
    home.ok(change);
    set_key(&home, after);
    assert_eq!(numbers(&home, after), both);

    // The half of it.
    lay(&[
        (&database, old_db),
        (&kept, old_kept),
        (&kept.with_file_name("vadash-files-next.db.part"), &new_kept[..5000]),
    ]);
    set_key(&home, before);
    assert_eq!(numbers(&home, before), both);
    home.ok(change);
    set_key(&home, after);
    assert_eq!(numbers(&home, after), both);

    if before.is_empty() {
        // What was plain is gone before the database is encrypted: its secret opens it, and to do it again ends it.
        lay(&[(&database, old_db), (&kept, new_kept)]);
        assert_eq!(numbers(&home, after), both);
        home.ok(change);
    } else {
        // The database has the new key.
        lay(&[(&database, new_db), (&kept, old_kept), (&next, new_kept)]);
    }
    assert_eq!(numbers(&home, after), both);
    home.ok("db check");
    assert!(!next.exists() && (after.is_empty() || !is_readable(&home)));
    keep(&home, after, "2026-0003");
    assert_eq!(numbers(&home, after).len(), 3);
}

#[test]
fn an_encryption_that_was_ended_leaves_both_openable() {
    interrupted("", KEY, "db encrypt --key-file .config/vadash/new");
}

#[test]
fn a_change_of_the_key_that_was_ended_leaves_both_openable() {
    interrupted(KEY, OTHER, "db rekey --key-file .config/vadash/new");
}

#[test]
fn a_decryption_that_was_ended_leaves_both_openable() {
    interrupted(KEY, "", "db decrypt");
}

/// Runs a line and ends it after so many milliseconds, unless it is done by then.
fn killed(home: &Home, line: &[&str], after: u64) {
    let mut child = home.vadash(line).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    thread::sleep(Duration::from_millis(after));
    let _ = child.kill();
    child.wait().unwrap();
}

#[test]
fn killed_while_it_is_copied_it_loses_nothing() {
    let home = home("");
    let mut kept = Vec::new();
    for n in 0..12 {
        // Some megabytes.
        let bytes: Vec<u8> = (0u32..40_000)
            .flat_map(|k| Sha::of(&[k, n].map(u32::to_le_bytes).concat()).to_string().into_bytes())
            .collect();
        kept.push(with(&home, "", |kept| kept.keep("scan.pdf", &bytes, AUGUST).unwrap()));
        killed(&home, &["db", "backup"], 20 + 15 * u64::from(n));
    }
    home.ok("db check");
    home.ok("db backup");
    fs::remove_file(files(&home)).unwrap();
    home.ok("db check --repair");
    with(&home, "", |now| assert!(kept.iter().all(|sha| now.bytes(sha).unwrap().is_some())));
}

#[test]
fn killed_while_its_key_is_changed_it_opens_with_the_database() {
    let home = home(KEY);
    key_file(&home, "new", OTHER);
    for n in 0..3 {
        keep(&home, KEY, &format!("2026-000{n}"));
    }
    home.ok("db backup");
    for n in 0..16 {
        killed(&home, &["db", "rekey", "--key-file", ".config/vadash/new"], 20 + 12 * n);
        let both = Keyring::new(|wanted| {
            let key = if wanted == (Wanted::Open { failed: 0 }) { KEY } else { OTHER };
            Secret::new(key.to_owned()).map(Some)
        });
        let store = Store::open(&home.db(), Access::Command, setting(), &both).unwrap();
        // Nothing but the database's key is known.
        let kept = store.kept_if_any(&Keyring::empty()).unwrap().unwrap();
        assert_eq!((kept.numbers().unwrap().len(), kept.check().unwrap()), (3, Vec::new()), "{n}");
    }
    home.ok("db rekey --key-file .config/vadash/new");
    set_key(&home, OTHER);
    home.ok("db check");
    assert!(!is_readable(&home));
}

#[test]
fn where_nothing_can_be_written_it_is_read() {
    let home = home("");
    let sha = keep(&home, "", "2026-0001");
    let folder = home.db().parent().unwrap().to_owned();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o500)).unwrap();
    let as_root = fs::write(folder.join("x"), "").is_ok();
    if as_root {
        fs::remove_file(folder.join("x")).unwrap();
    } else {
        with(&home, "", |kept| {
            assert!(kept.bytes(&sha).unwrap().is_some());
            let refused = kept.keep("x", b"x", AUGUST).unwrap_err().to_string();
            assert!(refused.contains("is open read-only: it or its folder cannot be written"), "{refused}");
        });
    }
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
}

/// A folder of backups that is the database's own has no second file of that name.
#[test]
fn a_copy_beside_itself_is_none() {
    let home = home("");
    home.write(".config/vadash/config.toml", "[backup]\nfolder = \"~/.local/share/vadash\"\n");
    keep(&home, "", "2026-0001");
    home.ok("db backup");
    home.ok("db check");
    assert_eq!(Shelf::within(&home.db(), home.db().parent().unwrap()).kept_copies(), Vec::<PathBuf>::new());
    home.ok("db restore");
    assert_eq!(numbers(&home, ""), ["2026-0001"]);
}
