//! Encrypted databases: nothing of any record stands in any file, and only the secret opens them.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

#[path = "screen/desk.rs"]
#[allow(dead_code, reason = "the screen's tests use more of it")]
mod desk;
mod support;
#[path = "support/terminal.rs"]
mod terminal;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use desk::{Desk, WORLD, setting};
use support::Home;
use terminal::Terminal;
use vadash::config::Config;
use vadash::domain::secret::Secret;
use vadash::store::{Access, Keyring, Store};
use vadash::tui::LoopCommand;

const PASSPHRASE: &str = "correct horse battery staple";
/// A key that costs no time.
const KEY: &str = "00112233445566778899aabbccddeeff00112233445566778899AABBCCDDEEFF";

/// A home whose configuration names a key file with this in it.
fn keyed(secret: &str) -> Home {
    let home = Home::new();
    set_key(&home, secret);
    home.write(".config/vadash/config.toml", "[database]\nkey_file = \"key\"\n");
    home
}

fn set_key(home: &Home, secret: &str) {
    let key = home.write(".config/vadash/key", format!("{secret}\n"));
    fs::set_permissions(key, fs::Permissions::from_mode(0o600)).unwrap();
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

/// The files in which one of these words stands, as UTF-8 or UTF-16 and in any case.
fn leaks(folder: &Path, words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for path in files(folder) {
        let bytes = fs::read(&path).unwrap().to_ascii_lowercase();
        for word in words {
            let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
            for form in [word.as_bytes(), &wide] {
                if bytes.windows(form.len()).any(|part| part == form) {
                    found.push(format!("{word} in {}", path.display()));
                }
            }
        }
    }
    found
}

/// All rows, by a connection that is told the passphrase or the key as SECURITY.md says.
fn rows(path: &Path, key: &str) -> BTreeMap<String, Vec<String>> {
    support::dump_keyed(path, Some(key))
}

#[test]
fn a_new_database_is_encrypted_where_a_key_is_set() {
    let home = keyed(PASSPHRASE);
    home.ok("client add zzmarker --name 'Zzmarker AG' --rate 45");
    home.ok("log zzmarker 1h30 zzmarker");
    assert!(home.ok("unbilled").contains("67.50"));
    let bytes = fs::read(home.db()).unwrap();
    assert!(!bytes.starts_with(b"SQLite") && bytes.len().is_multiple_of(4096));
    assert_eq!(leaks(&home.file(".local"), &["zzmarker", "create table"]), [""; 0]);
    // A description of the file is enough to read it.
    let found = rows(&home.db(), PASSPHRASE);
    assert!(found["client"][0].contains("Zzmarker AG"), "{found:?}");
}

#[test]
fn a_key_of_64_digits_is_taken_as_it_is() {
    let home = keyed(KEY);
    home.ok("client add acme --rate 45");
    assert_eq!(rows(&home.db(), &format!("x'{KEY}'"))["client"].len(), 1);
}

#[test]
fn only_the_secret_opens_it() {
    let home = keyed(PASSPHRASE);
    home.ok("client add acme --rate 45");
    let before = fs::read(home.db()).unwrap();
    set_key(&home, "wrong");
    let said = home.refused("status");
    assert!(said.contains("does not open with the key that") && said.contains("not touched"), "{said}");
    fs::remove_file(home.file(".config/vadash/config.toml")).unwrap();
    let said = home.refused("status");
    assert!(said.contains("is encrypted") && said.contains("VADASH_KEY_COMMAND"), "{said}");
    assert_eq!(fs::read(home.db()).unwrap(), before);
    let beside =
        files(home.db().parent().unwrap()).into_iter().filter(|file| !file.iter().any(|part| part == "backups"));
    assert_eq!(beside.collect::<Vec<_>>(), [home.db()], "nothing was made beside it");
    // A program gives it, whatever the configuration says.
    let answer = home.sh(&format!("VADASH_KEY_COMMAND='printf \"{PASSPHRASE}\"' vadash client list"));
    assert!(answer.code == 0 && answer.out.contains("acme"), "{answer:?}");
    for (command, said) in [
        ("false", "the key command 'false' failed (exit status: 1)"),
        ("no-such-program", "cannot be started"),
        ("true", "the key command 'true' writes nothing"),
    ] {
        let answer = home.sh(&format!("VADASH_KEY_COMMAND={command} vadash status"));
        assert!(answer.code == 1 && answer.err.contains(said), "{answer:?}");
    }
}

#[test]
fn a_key_file_that_others_may_read_is_refused() {
    let home = keyed(PASSPHRASE);
    fs::set_permissions(home.file(".config/vadash/key"), fs::Permissions::from_mode(0o640)).unwrap();
    let said = home.refused("client add acme");
    assert!(said.starts_with("others may read the key file") && said.contains("chmod 600"), "{said}");
    assert!(fs::metadata(home.db()).map_or(true, |m| m.len() == 0), "nothing was written in plain");
    set_key(&home, "");
    assert!(home.refused("client add acme").ends_with("is empty"));
    fs::remove_file(home.file(".config/vadash/key")).unwrap();
    assert!(home.refused("client add acme").starts_with("reading the key file"));
}

/// Everything that is typed somewhere, with a marker in each text.
const TYPED: &[&str] = &[
    "client add zzone --name 'Zzmarker GmbH' --email bills@zzmarker.example --domain zzmarker.example --note 'zzmarker likes tea' --rate 45",
    "client add zztwo --name 'Zzmarker zwei' --alias zzalias",
    "service add zzmail --name 'Zzmarker mail' --rate 60",
    "agreement add zzone retainer --hours 20 --fee 800 --start 2026-06-01",
    "agreement adjust 1 2h --reason 'zzmarker sorry'",
    "log zzone 1h30 zzmarker draft --service zzmail --tag zztag",
    "log zztwo 9-10:30 zzmarker call",
    "entry edit 1 --note 'zzmarker changed'",
    "task add zzone zzmarker newsletter due:fri ~2h #zztag",
    "event add zzone zzmarker kickoff tomorrow 15:00-15:45 @zzplace",
    "event edit 1 --title 'zzmarker moved'",
    "entry rm 2",
    "undo",
    "start zzone zzmarker running",
    "client archive zztwo",
    "import csv given/a.csv",
    "import ics given/a.ics",
    "remind --once --stream",
    "rate set 70 --client zzone",
    "filter save zztag '#zztag'",
    "db check",
    "db backup",
];

const MARKERS: &[&str] = &["zzmarker", "zzone", "zztwo", "zzalias", "zzmail", "zztag", "zzplace", "create table"];

/// Every file that vadash could have left something in: all of the home but what was put there by hand.
fn traces(home: &Home) -> Vec<String> {
    let by_hand = [home.file(".config"), home.file("given")].map(|path| path.display().to_string());
    let found = leaks(home.path(), MARKERS).into_iter();
    found.filter(|leak| !by_hand.iter().any(|path| leak.contains(path.as_str()))).collect()
}

#[test]
fn no_text_stands_in_any_file() {
    let home = keyed(KEY).really();
    fs::create_dir_all(home.file("tmp")).unwrap();
    home.write("given/a.csv", "client,date,minutes,note,tags\nzzone,2026-06-01,30,zzmarker table,zztag\n");
    home.write(
        "given/a.ics",
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nBEGIN:VEVENT\r\nUID:zzmarker-1\r\nDTSTAMP:20260601T000000Z\r\n\
         DTSTART:20260623T080000Z\r\nDTEND:20260623T090000Z\r\nSUMMARY:Zzmarker taken in\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    );
    let elsewhere = "TMPDIR=$HOME/tmp XDG_RUNTIME_DIR=$HOME/tmp XDG_CACHE_HOME=$HOME/tmp XDG_STATE_HOME=$HOME/tmp";
    for line in TYPED {
        home.sh(&format!("{elsewhere} vadash {line}"));
        assert_eq!(traces(&home), [""; 0], "after {line}");
    }
    assert!(home.ok("client list").contains("Zzmarker") && home.ok("entry list").contains("zzmarker table"));
    assert!(home.ok("agenda --from 2026-06-23 --to 2026-06-23").contains("Zzmarker taken in"));
    assert!(files(&home.file(".local/share/vadash/backups")).len() >= 2, "that of the day and that by hand");
}

#[test]
fn no_text_of_a_screen_stands_in_any_file() {
    let home = keyed(KEY);
    home.ok("client add zzone --name 'Zzmarker GmbH' --rate 45");
    let path = home.path().to_str().unwrap();
    let mut terminal = Terminal::open(&home, &[], &[("TMPDIR", path), ("XDG_RUNTIME_DIR", path)], (30, 100));
    terminal.shows("Schedule");
    // One entry is logged, and the next is not: the line is cut off with it typed, and kept as a draft.
    terminal.type_keys("l45m zzmarker logged\r");
    terminal.shows("logged 0:45");
    terminal.type_keys("l15m zzmarker half");
    terminal.shows("half");
    assert_eq!(traces(&home), [""; 0], "while it is open");
    terminal.signal("HUP");
    terminal.ended();
    assert_eq!(traces(&home), [""; 0], "after it was hung up");
    assert!(home.ok("entry list").contains("zzmarker logged"));
    let drafts = rows(&home.db(), &format!("x'{KEY}'"));
    assert!(drafts.values().flatten().any(|row| row.contains("zzmarker half")), "the draft is kept");
}

/// The editor's file is nowhere on a disk, also where vadash is killed; what was in it comes back out of the database.
#[test]
#[cfg(target_os = "linux")]
fn what_the_editor_has_stands_in_memory_alone() {
    let home = keyed(KEY);
    home.ok("client add acme --rate 45");
    home.ok("task add --title draft --note zzmarker --due 2026-06-22 --client acme");
    let script =
        "#!/bin/sh\necho zz'marker edited' >> \"$1\"\nprintf %s \"$1\" > at.new\nmv at.new at\nexec sleep 20\n";
    let editor = home.write("editor", script);
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
    let (path, editor) = (home.path().to_str().unwrap(), editor.to_str().unwrap());
    let environment = [("TMPDIR", path), ("XDG_RUNTIME_DIR", path), ("EDITOR", editor)];
    let mut terminal = Terminal::open(&home, &[], &environment, (40, 120));
    terminal.shows("draft");
    terminal.type_keys("3e");
    terminal.shows("task edit 1");
    terminal.type_keys(&"\t".repeat(4));
    terminal.type_keys("\x05");
    terminal.until("the editor", |_| home.file("at").exists());
    let file = PathBuf::from(fs::read_to_string(home.file("at")).unwrap());
    assert!(file.starts_with("/dev/shm"), "{}", file.display());
    assert_eq!(traces(&home), [""; 0], "while it is edited");
    terminal.signal("KILL");
    terminal.ended();
    assert!(file.exists(), "nobody was there to remove it");
    let terminal = Terminal::open(&home, &[], &environment, (40, 120));
    terminal.shows("a draft is kept");
    assert!(!file.parent().unwrap().exists());
    assert_eq!(traces(&home), [""; 0], "after it was taken in");
    terminal.type_keys("3e");
    terminal.shows("marker edited");
    terminal.signal("TERM");
    terminal.ends();
}

#[test]
fn encrypted_and_decrypted_it_is_the_same() {
    let home = Home::with_clients().really();
    home.ok("log acme 1h30 zzmarker");
    home.ok("db backup");
    let (path, backups) = (home.db(), home.file(".local/share/vadash/backups"));
    let plain = home.dump();
    let copies = files(&backups).len();
    assert!(!leaks(&home.file(".local"), &["zzmarker"]).is_empty());
    // Nobody else may have it open.
    let other = rusqlite::Connection::open(&path).unwrap();
    other.query_row("SELECT count(*) FROM entry", [], |r| r.get::<_, i64>(0)).unwrap();
    set_key(&home, PASSPHRASE);
    let said = home.refused("db encrypt --key-file .config/vadash/key");
    assert!(said.contains("is open in another vadash") && said.contains("nothing was changed"), "{said}");
    drop(other);

    let said = home.ok("db encrypt --key-file .config/vadash/key");
    assert_eq!(said, format!("encrypted the database and {copies} copies of it\n"));
    assert_eq!(leaks(&home.file(".local"), &["zzmarker", "create table"]), [""; 0]);
    assert_eq!(rows(&path, PASSPHRASE), plain);
    home.write(".config/vadash/config.toml", "[database]\nkey_file = \"key\"\n");
    assert!(home.ok("entry list").contains("zzmarker"));
    assert!(home.ok("db check").contains("all is well"));
    assert!(home.refused("db encrypt").contains("encrypted already"));

    home.write(".config/vadash/new", "another one\n");
    fs::set_permissions(home.file(".config/vadash/new"), fs::Permissions::from_mode(0o600)).unwrap();
    let said = home.ok("db rekey --key-file .config/vadash/new");
    assert_eq!(said, format!("changed the passphrase of the database and {copies} copies of it\n"));
    assert!(home.refused("status").contains("does not open"));
    for file in files(&backups) {
        assert!(rows(&file, "another one").contains_key("entry"), "{}", file.display());
    }
    set_key(&home, "another one");
    let kept = rows(&path, "another one");
    home.ok("db compact");
    assert_eq!(rows(&path, "another one"), kept, "the key is as it was");
    assert!(home.ok("db restore").contains("restored"));

    home.ok("db decrypt");
    assert_eq!(home.dump(), plain);
    assert!(home.refused("db decrypt").contains("is not encrypted"));
    let parts: Vec<PathBuf> = files(&home.file(".local")).into_iter().filter(|f| f.ends_with(".part")).collect();
    assert!(parts.is_empty(), "{parts:?}");
}

#[test]
fn a_copy_that_cannot_be_read_is_named_and_left() {
    let home = Home::with_clients();
    home.ok("db backup");
    let backups = home.file(".local/share/vadash/backups");
    let (cut, strange) = (backups.join("vadash-2026-06-01.db"), backups.join("vadash-2026-06-02.db"));
    fs::write(&cut, &fs::read(home.db()).unwrap()[..9000]).unwrap();
    let random: Vec<u8> = (0..8192_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    fs::write(&strange, &random).unwrap();
    set_key(&home, KEY);
    let said = home.ok("db encrypt --key-file .config/vadash/key");
    assert!(said.starts_with("encrypted the database and 1 copy of it\n"), "{said}");
    for left in [&cut, &strange] {
        assert!(said.contains(&format!("left as it is: {}: ", left.display())), "{said}");
    }
    assert_eq!(fs::read(&strange).unwrap(), random);
    home.write(".config/vadash/config.toml", "[database]\nkey_file = \"key\"\n");
    assert!(home.ok("client list").contains("acme"));
}

#[test]
fn a_file_with_another_name_is_not_overwritten() {
    let home = Home::with_clients();
    let snapshot = home.file("snapshot.db");
    fs::hard_link(home.db(), &snapshot).unwrap();
    let before = home.dump();
    set_key(&home, KEY);
    let said = home.ok("db encrypt --key-file .config/vadash/key");
    assert!(said.contains("has another name besides"), "{said}");
    assert_eq!(support::dump(&snapshot), before);
}

#[test]
fn what_a_killed_restore_has_left_goes() {
    let home = Home::with_clients().really();
    home.ok("log acme 1m");
    // It names the database once more, and is ended before it puts another in its place.
    let left = home.db().with_file_name("vadash-replaced-2026-06-22-140000.db");
    fs::hard_link(home.db(), &left).unwrap();
    set_key(&home, KEY);
    assert_eq!(home.ok("db encrypt --key-file .config/vadash/key"), "encrypted the database and 1 copy of it\n");
    assert!(!left.exists());
    assert_eq!(leaks(&home.file(".local"), &["create table"]), [""; 0]);
}

#[test]
fn a_change_of_keys_that_was_cut_short_is_finished() {
    const NEXT: &str = "ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100";
    let home = keyed(KEY);
    home.ok("client add acme --rate 45");
    for copy in ["db backup --now 2026-06-22T12:00:00Z", "db backup --now 2026-06-22T13:00:00Z"] {
        home.ok(copy);
    }
    let backups = files(&home.file(".local/share/vadash/backups"));
    let next = home.write(".config/vadash/next", NEXT);
    fs::set_permissions(&next, fs::Permissions::from_mode(0o600)).unwrap();
    // One copy, then all of them and the database, have the next key already.
    let (old, database) = (fs::read(&backups[0]).unwrap(), fs::read(home.db()).unwrap());
    let all = format!("changed the passphrase of the database and {} copies of it\n", backups.len());
    assert_eq!(home.ok("db rekey --key-file .config/vadash/next"), all);
    assert_ne!(fs::read(&backups[0]).unwrap(), old);
    assert_eq!(home.ok("db rekey --key-file .config/vadash/next"), all, "the key that is set is still the old one");
    fs::write(home.db(), database).unwrap();
    assert_eq!(home.ok("db rekey --key-file .config/vadash/next"), all);
    for file in backups.iter().chain([&home.db()]) {
        assert!(rows(file, &format!("x'{NEXT}'")).contains_key("client"), "{}", file.display());
    }
}

/// A home whose database an earlier version encrypted by SQLCipher; its log, which was never folded in, holds a step.
fn home_of_sqlcipher() -> Home {
    let home = keyed(PASSPHRASE);
    fs::create_dir_all(home.db().parent().unwrap()).unwrap();
    for (end, file) in [("", "v7.db"), ("-wal", "v7.db-wal")] {
        let mut path = home.db().into_os_string();
        path.push(end);
        fs::copy(Path::new("tests/data/sqlcipher").join(file), path).unwrap();
    }
    home
}

#[test]
fn what_sqlcipher_encrypted_opens_as_it_is() {
    let home = home_of_sqlcipher();
    let entries = home.ok("entry list");
    assert!(entries.contains("in the file") && entries.contains("in the log alone"), "{entries}");
    assert!(home.ok("db check").contains("all is well"));
    home.ok("log acme 5m later");
    assert_ne!(fs::read(home.db()).unwrap()[16..18], [0x10, 0], "it stays as it was encrypted");
    assert!(rows(&home.db(), PASSPHRASE)["entry"].iter().any(|row| row.contains("later")));
    set_key(&home, "wrong");
    assert!(home.refused("status").contains("does not open with the key that"));
}

#[test]
fn what_sqlcipher_did_not_finish_is_taken_back() {
    const PAGE: usize = 4096;
    let home = home_of_sqlcipher();
    home.ok("entry list");
    let (whole, entries) = (fs::read(home.db()).unwrap(), home.ok("entry list"));
    // In its journal is every page as it was; in the file some are as they were to be, and one more is there already.
    let pages: Vec<&[u8]> = whole.chunks(PAGE).collect();
    let mut journal = vec![0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
    let nonce = 77_u32;
    for number in [pages.len(), nonce as usize, pages.len(), 512, PAGE] {
        journal.extend(u32::try_from(number).unwrap().to_be_bytes());
    }
    journal.resize(512, 0);
    for (number, page) in pages.iter().enumerate() {
        journal.extend(u32::try_from(number + 1).unwrap().to_be_bytes());
        journal.extend(*page);
        let sum = (1..=PAGE / 200).fold(nonce, |sum, n| sum + u32::from(page[PAGE - 200 * n]));
        journal.extend(sum.to_be_bytes());
    }
    let mut half = whole.clone();
    half[5 * PAGE..9 * PAGE].fill(7);
    half.extend([9; PAGE]);
    let beside = home.db().with_file_name("vadash.db-journal");
    fs::write(home.db(), &half).unwrap();
    fs::write(&beside, &journal).unwrap();
    // What has not reached the disk of it belongs to nothing that has.
    fs::OpenOptions::new().append(true).open(&beside).unwrap().set_len(journal.len() as u64 + 100).unwrap();
    assert_eq!(home.ok("entry list"), entries);
    assert!(!beside.exists());
    assert!(fs::read(home.db()).unwrap() == whole, "every page is as it was");
    assert!(home.ok("db check").contains("all is well"));
}

#[test]
fn a_file_for_other_programs_is_sqlciphers() {
    let home = Home::with_clients();
    set_key(&home, PASSPHRASE);
    assert!(home.refused("db encrypt --cipher aes --key-file .config/vadash/key").contains("chacha20, sqlcipher"));
    home.ok("db encrypt --cipher sqlcipher --key-file .config/vadash/key");
    home.write(".config/vadash/config.toml", "[database]\nkey_file = \"key\"\n");
    let head = |home: &Home| fs::read(home.db()).unwrap()[16..24].to_owned();
    let chacha = [0x10, 0, 1, 1, 32, 64, 32, 32];
    assert_ne!(head(&home), chacha);
    let before = rows(&home.db(), PASSPHRASE);
    // It stays that until another one is asked for.
    home.ok("db rekey --key-file .config/vadash/key");
    assert_ne!(head(&home), chacha);
    home.ok("db rekey --key-file .config/vadash/key --cipher chacha20");
    assert_eq!(head(&home), chacha);
    assert_eq!(rows(&home.db(), PASSPHRASE), before);
    assert!(home.ok("db check").contains("all is well"));
}

#[test]
fn a_page_that_was_changed_is_found_even_where_nothing_is_kept() {
    let home = keyed(KEY);
    home.ok("client add acme --rate 45");
    let lines: String = (0..2000).map(|n| format!("acme,2026-06-01,5,row {n}\n")).collect();
    home.write("rows.csv", format!("client,date,minutes,note\n{lines}"));
    home.ok("import csv rows.csv");
    home.ok("undo");
    let whole = fs::read(home.db()).unwrap();
    assert!(home.ok("db check").contains("all is well"));
    for page in 0..whole.len() / 4096 {
        let mut changed = whole.clone();
        changed[page * 4096 + 1000] ^= 1;
        fs::write(home.db(), &changed).unwrap();
        let said = home.refused("db check");
        assert!(said.contains("damaged") || page == 0 && said.contains("does not open"), "page {page}: {said}");
    }
}

/// An encrypted screen that locks itself after ten minutes.
fn desk(folder: &Path, minutes: i64) -> Desk {
    let secret = || Ok(Some(Secret::new(PASSPHRASE.to_owned()).unwrap()));
    let store =
        Store::open(&folder.join("vadash.db"), Access::Screen, setting(), &Keyring::new(move |_| secret())).unwrap();
    let mut config = Config::default();
    config.database.lock_after = minutes;
    Desk::over(store, WORLD, config)
}

#[test]
fn a_screen_left_alone_shows_nothing_until_the_passphrase() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path(), 10);
    let before = desk.press("j");
    assert!(before.contains("acme"));
    assert!(desk.wait(9 * 60).contains("acme"), "nine minutes are not ten");
    // A prompt with text in it waits behind the curtain.
    desk.press("l");
    desk.press("15m half");
    let locked = desk.wait(10 * 60);
    let shown: Vec<&str> =
        locked.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with("styles")).collect();
    assert_eq!(shown, ["vadash is locked", "passphrase:", "Enter opens, Ctrl-c leaves"]);
    assert_eq!(desk.ui.title(), "vadash");
    // Keys and clicks do nothing but type, and a wrong one says so.
    desk.click(10, 10);
    let wrong = desk.press("q");
    assert!(wrong.contains("passphrase: •\n") && !wrong.contains("acme"), "{wrong}");
    assert_eq!(desk.flow, LoopCommand::Stay);
    assert!(desk.press("<enter>").contains("that was not the passphrase"));
    desk.ui.paste(PASSPHRASE);
    let open = desk.press("<enter>");
    assert!(open.contains("15m half"), "{open}");
    // A key within the time keeps it open, and the key that finds it locked is lost.
    desk.wait(9 * 60);
    assert!(desk.press("x").contains("15m halfx"));
    desk.sleep(3_600);
    assert!(desk.press("y").contains("vadash is locked"));
    desk.press("<esc>");
    desk.ui.paste(PASSPHRASE);
    let open = desk.press("<enter>");
    assert!(open.contains("acme") && !open.contains("is locked"), "{open}");
}

#[test]
fn a_meeting_is_announced_on_a_locked_screen_without_saying_which() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path(), 0);
    desk.ui.settle();
    assert_eq!(desk.ui.reminders(), []);
    desk.press("#");
    desk.wait(46 * 60);
    let told: Vec<String> = desk.ui.reminders().iter().map(|n| format!("{}: {}", n.title, n.body)).collect();
    let locked = desk.picture();
    assert!(told.contains(&"meeting: 15:00, in 9 min".to_owned()), "{told:?}");
    assert!(locked.contains("vadash is locked") && locked.contains("in 9 min"), "{locked}");
    let all = told.join("\n") + &locked;
    for word in ["acme", "zeta", "kato", "Call", "Kickoff"] {
        assert!(!all.contains(word), "{word} in {all}");
    }
}
