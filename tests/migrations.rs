//! Files of every earlier version open and read; what is not ours, or damaged, is refused and left alone.
//!
//! `tests/data/v1.sql` is a database as that version left it, in text. A new schema version adds
//! its own with `UPDATE=1 cargo test --test migrations`; the old ones are never written again.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::disallowed_methods, reason = "UPDATE=1 asks for a new fixture")]

mod support;

use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};

use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};
use support::{Answer, Home, NOON, VADASH, dump};
use vadash::config::Config;
use vadash::domain::time::Instant;
use vadash::domain::zone::Zone;
use vadash::store::{Access, Author, DunningRate, ImportName, Keyring, Reminder, Store, StoreSettings};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn version(path: &Path) -> i64 {
    Connection::open(path).unwrap().query_row("PRAGMA user_version", [], |r| r.get(0)).unwrap()
}

/// The statements that make the schema of a file, without the layout they were typed in.
fn schema(path: &Path) -> Vec<String> {
    let conn = Connection::open(path).unwrap();
    let mut all = conn.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name").unwrap();
    let words = |sql: String| {
        let code: Vec<&str> = sql.lines().map(|line| line.split("--").next().unwrap_or_default()).collect();
        code.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    };
    all.query_map([], |r| r.get(0)).unwrap().map(|sql| words(sql.unwrap())).collect()
}

/// A whole database as text: its marks, its schema, its rows.
fn as_text(path: &Path) -> String {
    let conn = Connection::open(path).unwrap();
    let mut text = String::new();
    for mark in ["application_id", "user_version"] {
        let value: i64 = conn.query_row(&format!("PRAGMA {mark}"), [], |r| r.get(0)).unwrap();
        writeln!(text, "PRAGMA {mark} = {value};").unwrap();
    }
    let mut all = conn.prepare("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid").unwrap();
    let all: Vec<(String, String)> =
        all.query_map([], |r| Ok((r.get(0)?, r.get(1)?))).unwrap().map(Result::unwrap).collect();
    for (_, sql) in &all {
        writeln!(text, "{sql};").unwrap();
    }
    for (table, _) in all.iter().filter(|(_, sql)| sql.starts_with("CREATE TABLE")) {
        let mut rows = conn.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let width = rows.column_count();
        let mut rows = rows.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let cells: Vec<String> = (0..width)
                .map(|n| match row.get(n).unwrap() {
                    Value::Null => "NULL".to_owned(),
                    Value::Integer(i) => i.to_string(),
                    Value::Text(t) => format!("'{}'", t.replace('\'', "''")),
                    Value::Blob(b) => format!("x'{}'", b.iter().map(|byte| format!("{byte:02x}")).collect::<String>()),
                    Value::Real(number) => panic!("{table}: {number}"),
                })
                .collect();
            writeln!(text, "INSERT INTO {table} VALUES ({});", cells.join(", ")).unwrap();
        }
    }
    text
}

/// A home with something of everything in it.
fn furnished() -> Home {
    let home = Home::with_clients();
    home.write(
        "team.ics",
        "BEGIN:VCALENDAR\r\nX-WR-CALNAME:Team\r\nBEGIN:VTIMEZONE\r\nTZID:Home\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n\
         TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0200\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:u1\r\n\
         DTSTART;TZID=Home:20260623T100000\r\nDTEND;TZID=Home:20260623T110000\r\nSUMMARY:Weekly\r\nRRULE:FREQ=WEEKLY\r\nX-MINE:kept\r\nEND:VEVENT\r\n\
         END:VCALENDAR\r\n",
    );
    home.write(
        "may.csv",
        "client,date,minutes,external_id,note\nacme,2026-05-05,50,x1,first\nzeta,2026-05-06,90,x2,\n",
    );
    home.write("wrong.csv", "client,date,minutes,note\nacme,2026-06-05,50,not mine\nzeta,2026-06-06,90,nor this\n");
    for line in [
        "client edit zeta --rounding 15:up:day --hours 'mon-fri 9-17' --alias z",
        "rate set 70 --client acme --service research --from 2026-06-01",
        "agreement add acme retainer --hours 20 --fee 800 --start 2026-04-01 --rollover bank --cap 50% --life 2 --overage-rate 50",
        "agreement change 1 --from 2026-06-01 --hours 10 --fee 450",
        "agreement adjust 1 1h --reason 'sorry for May' --gift",
        "agreement add acme block --hours 2 --price 80 --start 2026-06-01 --last-day 2026-12-31 --services email",
        "import csv may.csv",
        "log acme 22h --on 2026-05-20 launch",
        "log acme 9-12 --on 2026-06-04 --rush --tag web research",
        "log acme 11h --on 2026-06-05 --service email",
        "log zeta 20m --gift sorry",
        "log zeta 25m --bill-as 30m",
        "entry edit 4 --note 'research on prices' --rate 80",
        "task add acme newsletter due:fri 17:00 ~2h '!high' '#web' every:month",
        "task add 'zeta call due:tomorrow wait:+1d'",
        "log acme 30m --task 1",
        "task done 1",
        "import ics team.ics",
        "event add acme review tomorrow 15-16 @Zoom remind:5m",
        "event edit 1 --scope this --occurrence 2026-06-30 --start '2026-06-30 12:00'",
        "event rm 1 --scope this --occurrence 2026-07-07",
        "entry rm 6",
        "undo",
        "log zeta 1h",
        "log zeta 2h",
        "undo",
        "start zeta 'still running' --at 13:30",
        "filter save pressing due:week",
        "business set --name 'Desk & Co' --country DE --regime vat --vat-id DE123456788",
        "client edit acme --city Ort --country DE --terms 30d --tax red",
        "fx set USD 0.90 --from 2026-01-01",
        "client edit zeta --country DE --billed-through 2026-04-30",
        "business set --street 'Main Street 1' --postcode 12345 --city Ort --tax-number 12/345/67890",
        "agreement add zeta commission --tiers 0:150,5:200 --start 2026-05-01",
        "closing add zeta 'House in Elm Street' --on 2026-05-20",
        "charge add acme Translation --price 0.085 --qty 1250 --unit word --kind unit --on 2026-06-01",
        "numbering set invoice --next 7 --reason 'six were made elsewhere'",
        "business text closing Thank you.",
        "invoice issue acme --through 2026-05-31 --discount 5%",
        "log acme 40m --on 2026-05-21 late",
        "payment add 7 50",
        "invoice writeoff 7 --amount 1 --reason small",
        "invoice sent 7",
        "invoice draft zeta",
        "invoice line edit d1 1 Work",
        "off add 2026-12-24 --why holiday",
        "log zeta 30m --on 2026-06-09 'on another program'",
        "entry edit 12 --billed-elsewhere 2026-117",
        "entry rm 2",
        "budget set 2026 revenue 30000 --month july",
        "import csv wrong.csv",
        "undo",
    ] {
        home.ok(line);
    }
    remind(&home);
    let conn = Connection::open(home.db()).unwrap();
    for kind in vadash::store::RECORDS {
        let any: bool =
            conn.query_row(&format!("SELECT EXISTS (SELECT 1 FROM {})", kind.table), (), |r| r.get(0)).unwrap();
        assert!(any, "no {} is kept", kind.table);
    }
    home
}

/// A reminder of what is not paid, the interest that goes by, and a name in files of other programs.
fn remind(home: &Home) {
    let setting = StoreSettings {
        zone: Zone::get("Europe/Berlin").unwrap(),
        rounding: Config::default().rounding(),
        emails: Vec::new(),
        author: Author::numbering(),
    };
    let store = Store::open(&home.db(), Access::Command, setting, &Keyring::new(|_| Ok(None))).unwrap();
    let day = |text: &str| text.parse().unwrap();
    store
        .write(Instant::from_rfc3339(NOON).unwrap(), "remind", |tx| {
            let (name, state) = ("reminder".to_owned(), "open".to_owned());
            let (date, due) = (day("2026-06-22"), day("2026-06-29"));
            tx.insert(&Reminder { id: 0, document: 1, level: 1, name, date, due, fee: 500, interest: 12, state })?;
            tx.insert(&DunningRate { id: 0, valid_from: day("2025-07-01"), percent: "11.27".to_owned() })?;
            tx.insert(&ImportName { id: 0, client: 1, name: "Acme GmbH".to_owned() })?;
            Ok("reminded".to_owned())
        })
        .unwrap();
}

/// Takes out what chance and the machine put in, so that a fixture is the same each time it is written.
fn settle(path: &Path) {
    let conn = Connection::open(path).unwrap();
    // No two are the same at any moment.
    let sql = "UPDATE op SET uid = randomblob(16); UPDATE op SET uid = unhex(printf('%032x', id)), machine = 'desk'; \
               UPDATE mark SET text = printf('%08x', id)";
    conn.execute_batch(sql).unwrap();
}

fn fixture(version: i64) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/data/v{version}.sql"))
}

/// A home whose database is the one saved by a version.
fn saved(version: i64) -> Home {
    let home = Home::new();
    let db = home.db();
    fs::create_dir_all(db.parent().unwrap()).unwrap();
    set_mode(db.parent().unwrap(), 0o700);
    let conn = Connection::open(&db).unwrap();
    conn.execute_batch(&format!(
        "PRAGMA journal_mode = WAL; PRAGMA foreign_keys = OFF; {}",
        fs::read_to_string(fixture(version)).unwrap()
    ))
    .unwrap();
    conn.close().unwrap();
    set_mode(&db, 0o600);
    home
}

#[test]
fn a_database_of_every_version_opens_and_reads() {
    let fresh = Home::new();
    fresh.ok("status");
    let newest = version(&fresh.db());
    if std::env::var("UPDATE").is_ok() {
        let home = furnished();
        settle(&home.db());
        fs::write(fixture(newest), as_text(&home.db())).unwrap();
    }
    for number in 1..=newest {
        assert!(
            fixture(number).exists(),
            "tests/data/v{number}.sql is missing: UPDATE=1 cargo test --test migrations writes it"
        );
        let home = saved(number);
        let before = dump(&home.db());
        let seen = home.session(
            "vadash status
            vadash client list
            vadash rate list
            vadash agreement list
            vadash agreement show 1
            vadash entry list
            vadash entry show 4
            vadash task list --state all
            vadash agenda --to 2026-07-09
            vadash retainers
            vadash unbilled
            vadash db check
            vadash history
            vadash undo
            vadash stop
            vadash log acme 1h",
        );
        bills(&home, number);
        let seen = seen.replace(&format!("before-v{newest}"), "before-vNEWEST");
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(format!("migrations-v{number}"), seen);
        });
        assert_eq!(version(&home.db()), newest);
        assert_eq!(
            schema(&home.db()),
            schema(&fresh.db()),
            "a version {number} file brought up to date has another schema than a new one: was a migration edited after it had landed?"
        );
        if number < newest {
            let copy = home.db().with_file_name(format!("backups/vadash-0001-before-v{newest}.db"));
            assert_eq!(dump(&copy), before, "what it held is backed up first");
            assert_eq!(mode(&copy), 0o600);
        }
    }
}

/// What an earlier version kept is billed like all else.
fn bills(home: &Home, number: i64) {
    for line in [
        "business set --name Desk --street 'Main Street 1' --postcode 12345 --city Ort --country DE --regime vat --vat-id DE123456788",
        "client edit acme --street 'Ring 1' --postcode 12345 --city Ort --country DE",
        "charge add acme 'What is due for certain' --price 5",
        "invoice issue acme --through today --without-unpriced",
    ] {
        home.ok(line);
    }
    let open = home.json("unbilled --client acme");
    let open = open["clients"].as_array().unwrap().iter().filter(|c| c["minutes"] != 0).count();
    assert_eq!(open, 0, "version {number}");
    assert!(home.ok("db check").starts_with("all is well"), "version {number}");
    home.ok("undo");
    assert!(home.ok("db check").starts_with("all is well"), "version {number}");
}

/// Steps that were made before they had names are kept with all that they changed, and each gets one of its own.
#[test]
fn steps_of_older_versions_get_names() {
    const NAMED: i64 = 8;
    for number in 1..NAMED {
        let home = saved(number);
        let before = dump(&home.db());
        // The rows that refer to one which goes have to go with it, right after foreign keys were off.
        home.ok("agreement rm 1");
        let after = dump(&home.db());
        assert!(!before["terms"].is_empty() && after["terms"].is_empty(), "version {number}");
        assert!(before["change"].iter().all(|change| after["change"].contains(change)), "version {number}");
        let conn = Connection::open(home.db()).unwrap();
        let sql = "SELECT count(*), count(DISTINCT uid), sum(machine = '') FROM op WHERE by = 'me'";
        let steps: [i64; 3] = conn.query_row(sql, [], |r| Ok([r.get(0)?, r.get(1)?, r.get(2)?])).unwrap();
        let old = i64::try_from(before["op"].len()).unwrap();
        assert_eq!(steps, [old + 1, old + 1, old], "version {number}");
    }
}

/// The one sentence a file is refused with; neither the file nor its folder has changed.
fn refused_untouched(home: &Home) -> String {
    let folder = home.db().parent().unwrap().to_owned();
    let state = || {
        let mut all: Vec<(PathBuf, Vec<u8>)> = fs::read_dir(&folder)
            .unwrap()
            .map(|f| f.unwrap().path())
            .map(|p| (p.clone(), fs::read(p).unwrap_or_default()))
            .collect();
        // Shared memory is SQLite's scratch paper.
        all.retain(|(path, _)| !path.to_string_lossy().ends_with("-shm"));
        all.sort();
        all
    };
    let before = state();
    let mut sentences: Vec<String> =
        ["status", "client add x", "db check"].iter().map(|line| home.refused(line)).collect();
    assert!(state() == before, "the file or its folder was touched");
    sentences.dedup();
    assert_eq!(sentences.len(), 1, "{sentences:?}");
    sentences.remove(0).replace(&home.path().display().to_string(), "~")
}

/// A home whose database file holds these bytes.
fn holding(bytes: &[u8]) -> Home {
    let home = Home::new();
    home.write(".local/share/vadash/vadash.db", bytes);
    set_mode(home.db().parent().unwrap(), 0o700);
    home
}

const NO_DATABASE: &str = "opening ~/.local/share/vadash/vadash.db: this is not a database; it was not touched; \
                           there is no good backup of it in ~/.local/share/vadash/backups";

#[test]
fn what_is_no_database_is_refused() {
    let text = holding(b"Dear diary, today I began to use another program.\n".repeat(30).as_slice());
    assert_eq!(refused_untouched(&text), NO_DATABASE);
    let short = holding(b"x");
    assert_eq!(refused_untouched(&short), NO_DATABASE);
}

#[test]
fn an_empty_file_becomes_a_database() {
    let home = holding(b"");
    home.ok("client add acme");
    assert!(home.ok("db check").starts_with("all is well"));
}

#[test]
fn another_programs_database_is_refused() {
    for marks in ["", "PRAGMA application_id = 77;", "PRAGMA user_version = 1;"] {
        let home = holding(b"");
        let theirs = Connection::open(home.db()).unwrap();
        theirs.execute_batch(&format!("{marks} CREATE TABLE entry (id INTEGER PRIMARY KEY, what TEXT); INSERT INTO entry VALUES (1, 'theirs');")).unwrap();
        theirs.close().unwrap();
        assert_eq!(
            refused_untouched(&home),
            "~/.local/share/vadash/vadash.db is another program's database; it was not touched"
        );
    }
}

/// What another program has not yet moved out of its log is not moved for it.
#[test]
fn another_programs_log_stays_as_it_is() {
    let home = holding(b"");
    let theirs = home.file("theirs.db");
    let conn = Connection::open(&theirs).unwrap();
    conn.execute_batch(
        "PRAGMA journal_mode = WAL; CREATE TABLE t (a); PRAGMA wal_checkpoint; INSERT INTO t VALUES (1);",
    )
    .unwrap();
    // As a crash leaves it: the log is there, and nobody has it open.
    for end in ["", "-wal"] {
        fs::copy(format!("{}{end}", theirs.display()), format!("{}{end}", home.db().display())).unwrap();
    }
    drop(conn);
    assert_eq!(
        refused_untouched(&home),
        "~/.local/share/vadash/vadash.db is another program's database; it was not touched"
    );
}

#[test]
fn a_newer_schema_is_refused() {
    let home = furnished();
    let conn = Connection::open(home.db()).unwrap();
    conn.execute_batch("PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE);").unwrap();
    conn.close().unwrap();
    let sentence = refused_untouched(&home);
    assert!(sentence.contains("was written by a newer vadash (its schema is 99, this one knows "), "{sentence}");
    assert!(sentence.ends_with("install the newer version; the file was not touched"), "{sentence}");
}

/// The file of a furnished home, with nothing left in the log.
fn whole_file() -> Vec<u8> {
    let home = furnished();
    let conn = Connection::open(home.db()).unwrap();
    conn.execute_batch("PRAGMA wal_checkpoint(TRUNCATE);").unwrap();
    conn.close().unwrap();
    fs::read(home.db()).unwrap()
}

#[test]
fn a_truncated_file_is_refused() {
    let bytes = whole_file();
    for keep in [50, 5_000, bytes.len() / 2, bytes.len() - 4096] {
        let sentence = refused_untouched(&holding(&bytes[..keep]));
        assert!(sentence.contains("damaged") || sentence.contains("is not a database"), "{keep} bytes: {sentence}");
    }
}

/// Wherever a file is damaged: a sentence or a right answer, never a panic and never a wrong answer from `db check`.
#[test]
fn a_damaged_file_is_told_of() {
    let bytes = whole_file();
    let pages = bytes.len() / 4096;
    for page in 0..pages {
        let mut broken = bytes.clone();
        broken[page * 4096 + if page == 0 { 100 } else { 0 }..(page + 1) * 4096].fill(0xA5);
        let home = holding(&broken);
        let check = home.sh("vadash db check");
        assert_eq!((check.code, check.out.as_str()), (1, ""), "page {page} of {pages}: {check:?}");
        assert!(check.err.starts_with("error: ") && check.err.matches('\n').count() == 1, "{check:?}");
        let list = home.sh("vadash entry list");
        assert!(list.code == 0 || list.err.starts_with("error: ") && list.err.matches('\n').count() == 1, "{list:?}");
    }
}

#[test]
fn the_folder_is_0700_and_the_files_are_0600_whatever_the_umask() {
    for umask in ["000", "022", "077", "277"] {
        let home = Home::new().really();
        let answer = home
            .sh(&format!("umask {umask}; vadash client add acme && vadash log acme 1h && vadash db backup copy.db"));
        assert_eq!(answer.code, 0, "umask {umask}: {answer:?}");
        assert_eq!(mode(home.db().parent().unwrap()), 0o700, "umask {umask}");
        assert_eq!((mode(&home.db()), mode(&home.file("copy.db"))), (0o600, 0o600), "umask {umask}");
        let backups = home.db().with_file_name("backups");
        assert_eq!(mode(&backups), 0o700, "umask {umask}");
        let mut seen = 0;
        for file in [home.db().parent().unwrap(), &backups].into_iter().flat_map(|f| fs::read_dir(f).unwrap()) {
            let path = file.unwrap().path();
            assert!(path == backups || mode(&path) == 0o600, "umask {umask}: {}", path.display());
            seen += 1;
        }
        assert_eq!(seen, 3, "the database, the folder of backups and today's");
    }
}

#[test]
fn a_folder_that_others_can_write_to_is_refused() {
    let home = Home::new();
    let folder = home.db().parent().unwrap().to_owned();
    fs::create_dir_all(&folder).unwrap();
    for open in [0o770, 0o707, 0o777] {
        set_mode(&folder, open);
        let sentence = home.refused("client add acme");
        assert!(sentence.starts_with("others can write to ") && sentence.contains("chmod go-w"), "{sentence}");
        assert!(fs::read_dir(&folder).unwrap().next().is_none(), "nothing was made there");
    }
    // A sticky one, such as /tmp, lets everybody lay a log beside it.
    set_mode(&folder, 0o1777);
    assert!(home.refused("client add acme").starts_with("others can lay files in "));
    assert!(fs::read_dir(&folder).unwrap().next().is_none(), "nothing was made there");
    set_mode(&folder, 0o755);
    home.ok("client add acme");
}

/// Runs the program as somebody who owns nothing, where this test is run by root; as oneself otherwise.
fn as_nobody(home: &Home, words: &[&str]) -> Option<Answer> {
    let mut command = home.vadash(words);
    if rustix_is_root() {
        let reachable = Path::new(VADASH)
            .ancestors()
            .all(|p| fs::metadata(p).is_ok_and(|m| m.permissions().mode() & 0o005 == 0o005));
        if !reachable {
            return None;
        }
        command.uid(65_534).gid(65_534);
    }
    Some(Answer::of(&command.output().unwrap()))
}

fn rustix_is_root() -> bool {
    std::os::unix::fs::MetadataExt::uid(&fs::metadata("/proc/self").unwrap()) == 0
}

/// A file of an older version that cannot be written is read as it is, whatever its tables were called.
#[test]
fn what_is_older_and_cannot_be_written_is_read() {
    let fresh = Home::new();
    fresh.ok("status");
    let newest = version(&fresh.db());
    for number in 1..newest {
        let home = saved(number);
        let folder = home.db().parent().unwrap().to_owned();
        for up in home.db().ancestors().skip(1).take_while(|p| p.starts_with(home.path())) {
            set_mode(up, 0o755);
        }
        set_mode(&home.db(), 0o444);
        set_mode(&folder, 0o555);
        let lines = [
            &["unbilled"][..],
            &["retainers"],
            &["entry", "list"],
            &["client", "list"],
            &["task", "list"],
            &["agenda"],
            // What each rate is in, a migration says.
            &["rate", "list"],
            &["db", "check"],
            &["unbilled"],
        ];
        let seen: Option<Vec<Answer>> = lines.iter().map(|words| as_nobody(&home, words)).collect();
        set_mode(&folder, 0o700);
        let Some(seen) = seen else {
            eprintln!("the program is where nobody else can run it: not tested");
            return;
        };
        assert!(seen.iter().all(|answer| answer.code == 0), "version {number}: {seen:?}");
        assert_eq!(version(&home.db()), number);
        assert_eq!(seen[0].out, seen[8].out);
        set_mode(&home.db(), 0o600);
        for (words, answer) in lines.iter().zip(&seen).take(6) {
            assert_eq!(home.ok(&words.join(" ")), answer.out, "version {number}");
        }
    }
}

/// A file or folder that cannot be written is read, and says so when it should be written.
#[test]
fn what_cannot_be_written_is_read() {
    let home = furnished();
    let folder = home.db().parent().unwrap().to_owned();
    let list = home.ok("entry list");
    let before = fs::read(home.db()).unwrap();
    for up in home.db().ancestors().skip(1).take_while(|p| p.starts_with(home.path())) {
        set_mode(up, 0o755);
    }
    for (file_mode, folder_mode) in [(0o444, 0o755), (0o444, 0o555), (0o644, 0o555)] {
        set_mode(&home.db(), file_mode);
        set_mode(&folder, folder_mode);
        let Some(read) = as_nobody(&home, &["entry", "list"]) else {
            eprintln!("the program is where nobody else can run it: not tested");
            return;
        };
        assert_eq!((read.code, read.err.as_str()), (0, ""), "{file_mode:o} in {folder_mode:o}");
        assert_eq!(read.out, list);
        for words in [&["log", "acme", "1h"][..], &["undo"], &["client", "add", "x"]] {
            let write = as_nobody(&home, words).unwrap();
            assert_eq!(
                (write.code, write.err.as_str()),
                (1, "error: the database is open read-only: its file or folder cannot be written\n"),
                "{words:?} with {file_mode:o} in {folder_mode:o}"
            );
        }
        assert!(fs::read(home.db()).unwrap() == before);
    }
    set_mode(&folder, 0o700);
    let conn = Connection::open_with_flags(home.db(), OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    conn.query_row("PRAGMA quick_check", [], |r| r.get::<_, String>(0)).unwrap();
}
