//! What the world throws at records: formulas, every script there is, and sixteen writers at once.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/bench.rs"]
mod bench;
mod support;

use std::fs;
use std::path::Path;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use support::{Answer, Home};
use vadash::app::run::run;
use vadash::app::table;
use vadash::command::call::Call;
use vadash::command::env::Env;
use vadash::store::{Entry, EntryFilter, Store};

/// A database in memory with two clients of different currencies and a service.
struct Bench {
    store: Store,
    env: Env,
}

impl Bench {
    fn new() -> Self {
        let (store, env, _) = bench::in_memory(support::NOON);
        let bench = Self { store, env };
        bench.run("client add", &[("code", "acme"), ("rate", "45")]).unwrap();
        bench.run("client add", &[("code", "nihon"), ("currency", "JPY")]).unwrap();
        bench.run("service add", &[("code", "email")]).unwrap();
        bench
    }

    fn run(&self, name: &str, words: &[(&'static str, &str)]) -> Result<String, String> {
        let call =
            words.iter().fold(Call::new(table::find(name).unwrap()), |call, (field, word)| call.with(field, *word));
        run(&call, &self.store, &self.env).map(|r| r.text()).map_err(|e| e.to_string())
    }

    /// The entries without their numbers.
    fn entries(&self) -> Vec<Entry> {
        let lines = self.store.entries(&EntryFilter::default()).unwrap();
        let mut entries: Vec<Entry> = lines.into_iter().map(|line| Entry { id: 0, ..line.entry }).collect();
        entries.sort_by_key(|e| format!("{e:?}"));
        entries
    }
}

/// Text that a note can hold: anything, and what spreadsheets and terminals fall for more often.
fn text() -> impl Strategy<Value = String> {
    let bad = [
        "=1+1",
        "+49 30 1234",
        "-20 % off",
        "@SUM(A1)",
        "＝1＋1",
        "＠SUM",
        "\n=1+1",
        "\tx",
        "\rx",
        "'quoted",
        "''",
        "=cmd|' /C calc'!A0",
        "a,b;c\"d\"",
        "two\nlines",
        "\u{1b}[31mred\u{9b}m",
        "\u{202e}abc",
        r"\u{1b}",
        r"C:\temp\u{x",
        r"\\",
        "'\u{1b}",
        "x\u{7f}",
        "مرحبا",
        "שלום",
        "日本語",
        "नमस्ते",
        "👩‍👩‍👧 🏳️‍🌈",
        "Zoë Müller",
        "e\u{301}\u{301}\u{301}",
    ];
    prop_oneof![2 => select(bad.to_vec()).prop_map(str::to_owned), 1 => ".{0,20}", 1 => "[=+@'\\\\ -]{1,4}[a-z\\\\{}u0-9]{0,6}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Out into a table and back in, everything that a table holds is the same; and no cell is a formula.
    #[test]
    fn a_table_out_and_in_again_is_the_same(
        logged in vec((text(), 1..3_000_i64, 0..5_u8, option::of(0..90_i64), any::<[bool; 4]>(), option::of("[a-z=+'-]{1,5}")), 1..12)
    ) {
        let from = Bench::new();
        for (note, minutes, kind, bill_as, flags, tag) in &logged {
            let client = if flags[0] { "acme" } else { "nihon" };
            let span = match kind {
                0 => "9:00-10:30".to_owned(),
                1 => "2026-05-04 22:15:07-0:30:11".to_owned(),
                2 => format!("0:{:02}:{:02}", minutes % 60, minutes % 59 + 1),
                _ => format!("{minutes}m"),
            };
            let bill_as = bill_as.map(|m| format!("{}m", m + 1));
            let mut words = vec![("client", client), ("span", span.as_str()), ("note", note.as_str()), ("overlap", "keep"), ("force", "")];
            words.extend(flags[1].then_some(("rush", "")));
            words.extend(flags[2].then_some(("gift", "")));
            words.extend(flags[3].then_some(("no-bill", "")));
            words.extend(bill_as.as_deref().map(|m| ("bill-as", m)));
            words.extend(tag.as_deref().map(|t| ("tag", t)));
            from.run("log", &words).unwrap();
        }
        from.run("entry edit", &[("id", "1"), ("rate", "80"), ("service", "email")]).unwrap();
        let table = from.run("export csv", &[]).unwrap();
        let statement = |client| from.run("statement", &[("client", client), ("format", "csv"), ("cycle", "2026-05-04")]).unwrap();

        for table in [table.clone(), statement("acme"), statement("nihon")] {
        let mut cells = csv::Reader::from_reader(table.as_bytes());
        for record in cells.records() {
            for cell in &record.unwrap() {
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']), "{cell:?}");
                prop_assert!(!cell.contains(|c: char| c.is_control() && c != '\n'), "{cell:?}");
            }
        }
        }

        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), &table).unwrap();
        let to = Bench::new();
        to.run("import csv", &[("file", file.path().to_str().unwrap()), ("force", "")]).unwrap();
        // In another database it is known whose entries they are.
        let known = |mut all: Vec<Entry>| {
            for entry in &mut all {
                entry.external_id = None;
            }
            all.sort_by_key(|e| format!("{e:?}"));
            all
        };
        prop_assert_eq!(known(to.entries()), known(from.entries()), "{}", table);
        prop_assert_eq!(to.run("export csv", &[]).unwrap(), table);
        prop_assert_eq!(to.run("unbilled", &[]).unwrap(), from.run("unbilled", &[]).unwrap());
    }

    /// A table that is not one is refused with a sentence that says where, and never with a panic.
    #[test]
    fn any_table_is_read_or_refused(rows in vec(prop_oneof![
        Just("acme,2026-06-01 09:00,2026-06-01 10:00,x".to_owned()), ".{0,40}", "[a-z0-9:, \"'-]{0,40}", Just("acme,\"open".to_owned()),
    ], 0..6), head in prop_oneof![4 => Just("client,start,end,note".to_owned()), 1 => ".{0,30}"]) {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), format!("{head}\n{}\n", rows.join("\n"))).unwrap();
        let bench = Bench::new();
        let path = file.path().to_str().unwrap();
        if let Err(sentence) = bench.run("import csv", &[("file", path)]) {
            prop_assert!(sentence.starts_with(&format!("{path}:")), "{sentence}");
            prop_assert_eq!(bench.entries(), []);
        }
        // The good rows alone are taken, if the header is understood at all.
        let skipped = bench.run("import csv", &[("file", path), ("skip-bad", "")]);
        let at_the_header = [format!("{path}:1: "), format!("{path}: ")];
        prop_assert!(skipped.map_or_else(|said| at_the_header.iter().any(|at| said.starts_with(at)), |_| true));
    }
}

/// Text of every script is kept as it was typed, on the command line and back out of JSON.
#[test]
fn text_of_the_world_comes_back() {
    let home = Home::with_clients();
    let notes = [
        "Übersetzung für Zoë – „fertig“",
        "مرحبا بالعالم",
        "שלום עולם",
        "日本語のメモ、全角ｶﾅ",
        "한국어 메모",
        "नमस्ते दुनिया",
        "ไทย ยินดีต้อนรับ",
        "Tiếng Việt",
        "Ωραία Ελλάδα",
        "👩‍👩‍👧‍👦 🏳️‍🌈 🇩🇪 👍🏽",
        "𝔊𝔬𝔱𝔥𝔦𝔠 𐍈",
        "tab\there, line\nthere",
        "\u{1b}[31m and \u{202e}",
        "\\u{1b} 'quoted' \"twice\" %s $HOME",
    ];
    for note in notes {
        let answer = home.run(&["log", "acme", "5m", note]);
        assert_eq!(answer.code, 0, "{note}: {answer:?}");
        let answer = home.run(&["task", "edit", "1", "--note", note]);
        assert_eq!(answer.code, 1, "there is no task yet: {answer:?}");
    }
    let list = home.json("entry list");
    let seen: Vec<&str> = list.as_array().unwrap().iter().map(|e| e["note"].as_str().unwrap()).collect();
    assert_eq!(seen, notes);
    // One letter in two spellings is kept in one.
    home.run(&["log", "zeta", "5m", "Nguye\u{302}\u{303}n"]);
    assert_eq!(home.json("entry list --client zeta")[0]["note"], "Nguy\u{1ec5}n");
}

/// Sixteen processes write fifty times each at once: everything that was said to be done is there.
#[test]
fn writers_in_parallel_all_land() {
    const WRITERS: usize = 16;
    const WRITES: usize = 50;
    let home = Home::new();
    // The first of them also make the file, all at once.
    let (folder, db) = (home.path(), home.db().display().to_string());
    fs::create_dir_all(home.db().parent().unwrap()).unwrap();
    std::thread::scope(|all| {
        for writer in 0..WRITERS {
            let db = &db;
            all.spawn(move || {
                let answer = plain(folder, db, &["client", "add", &format!("c{writer}"), "--rate", "45"]);
                assert!(answer.code == 0 && !answer.err.contains("error"), "writer {writer}: {answer:?}");
                for n in 0..WRITES {
                    let answer =
                        plain(folder, db, &["log", &format!("c{writer}"), "6m", &format!("{n}"), "--on", "2026-06-01"]);
                    assert_eq!((answer.code, answer.err.as_str()), (0, ""), "writer {writer}, write {n}");
                }
            });
        }
    });
    let list = home.json("entry list");
    let mut seen: Vec<(String, String)> =
        list.as_array().unwrap().iter().map(|e| (e["client"].to_string(), e["note"].to_string())).collect();
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), WRITERS * WRITES);
    assert!(home.ok("db check").starts_with("all is well"));
    assert_eq!(
        home.json("unbilled")["totals"],
        json!([{ "currency": "EUR", "amount": "3600.00", "total": "3600.00" }])
    );
    assert_eq!(home.json("history --limit 10000").as_array().map(Vec::len), Some(WRITERS * (WRITES + 1)));
    assert_eq!(home.json("status")["running"], Value::Null);
}

/// The program as a thread can run it.
fn plain(home: &Path, db: &str, words: &[&str]) -> Answer {
    let mut command = std::process::Command::new(support::VADASH);
    command.env("HOME", home).env("TZ", "Europe/Berlin").args(["--now", support::NOON, "--db", db]).args(words);
    Answer::of(&command.output().unwrap())
}
