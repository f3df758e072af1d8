//! A preview tells what the change then does, and leaves nothing behind.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/bench.rs"]
mod bench;

use bench::{Bench, call};
use vadash::app::preview::preview;
use vadash::store::{Access, Keyring, Store};

fn books(bench: &Bench) {
    for line in [
        "client add acme --name Acme --rate 45",
        "client add zeta --name Zeta --rate 30",
        "agreement add acme retainer --hours 10 --fee 400 --start 2026-05-01 --rollover bank",
        "log acme 7h --on 2026-05-20",
        "log acme 12h --on 2026-06-10",
        "log acme 50m --on 2026-06-11",
        "log zeta 50m --on 2026-06-11",
    ] {
        bench.text(line);
    }
}

fn told(bench: &Bench, lines: &[&str]) -> Vec<String> {
    let calls: Vec<_> = lines.iter().map(|line| call(line)).collect();
    preview(&calls, &bench.store, &bench.env).unwrap().map(|p| p.lines).unwrap_or_default()
}

#[test]
fn what_is_obvious_is_not_told() {
    let bench = Bench::at("2026-06-22T14:00:00+02:00");
    books(&bench);
    for line in [
        "log acme 5m",
        "log zeta 8h",
        "log zeta 8h --on 2026-05-20",
        "entry edit 1 --note other",
        "entry rm 4",
        "client edit acme --note x",
        "client add nova --rate 20",
        "task add call",
        "rate set 45 --client acme",
    ] {
        assert_eq!(told(&bench, &[line]), Vec::<String>::new(), "{line}");
    }
    assert!(preview(&[call("status")], &bench.store, &bench.env).unwrap().is_none());
    assert!(preview(&[call("entry rm 99")], &bench.store, &bench.env).is_err());
}

#[test]
fn what_moves_is_told_and_then_happens() {
    for (line, wanted) in [
        (
            "log acme 1h",
            vec!["Acme: over 0:00 -> 0:50, covered 19:50 -> 20:00, unbilled 0.00 -> 37.50 EUR, left 0:10 -> 0:00"],
        ),
        (
            "log acme 1h --on 2026-05-25",
            vec!["Acme: over 0:00 -> 0:50, covered 19:50 -> 20:00, unbilled 0.00 -> 37.50 EUR, left 0:10 -> 0:00"],
        ),
        ("entry rm 1", vec!["Acme: covered 19:50 -> 12:50, left 0:10 -> 7:10"]),
        ("rate set 60 --from 2026-06-01", vec![]),
        ("rate set 60 --client zeta --from 2026-06-01", vec!["Zeta: unbilled 25.00 -> 50.00 EUR"]),
        ("client edit zeta --rounding 15:up:entry", vec!["Zeta: unbilled 25.00 -> 30.00 EUR"]),
        (
            "client edit acme --minimum 2h",
            vec!["Acme: over 0:00 -> 1:00, covered 19:50 -> 20:00, unbilled 0.00 -> 45.00 EUR, left 0:10 -> 0:00"],
        ),
        ("agreement adjust 1 1h --reason x", vec!["Acme: left 0:10 -> 1:10"]),
        ("agreement end 1 --on 2026-06-30", vec!["Acme: forfeited 0:00 -> 0:10"]),
        ("agreement pause 1 --from 2026-07-01", vec![]),
        ("agreement rm 1", vec!["Acme: covered 19:50 -> 0:00, unbilled 0.00 -> 892.50 EUR, left 0:10 -> -"]),
    ] {
        let bench = Bench::at("2026-06-22T14:00:00+02:00");
        books(&bench);
        let before = bench.store.dump().unwrap();
        assert_eq!(told(&bench, &[line]), wanted, "{line}");
        assert_eq!(bench.store.dump().unwrap(), before, "{line}");
        // What was foretold is then so, and the commands that change rules say it.
        let said = bench.text(line);
        let says = !line.starts_with("entry") && line != "log acme 1h";
        assert!(!says || wanted.iter().all(|l| said.contains(l)), "{line}: {said}");
        for line in wanted {
            let Some((_, new)) = line.split_once("unbilled ").and_then(|(_, rest)| rest.split_once(" -> ")) else {
                continue;
            };
            let client = line.split(':').next().unwrap().to_lowercase();
            let owed = bench.json(&format!("unbilled --client {client}"));
            assert_eq!(owed["totals"][0]["amount"], new.split(' ').next().unwrap(), "{line}");
        }
    }
}

#[test]
fn a_pause_says_what_dies_in_it() {
    let bench = Bench::at("2026-06-22T14:00:00+02:00");
    bench.text("client add acme --name Acme --rate 45");
    bench.text("agreement add acme retainer --hours 10 --fee 400 --start 2026-05-01 --rollover next_cycle");
    bench.text("log acme 14h --on 2026-06-10");
    // June's three hours can be used in July only.
    let pause = "agreement pause 1 --from 2026-07-01";
    assert_eq!(told(&bench, &[pause]), ["Acme: forfeited 0:00 -> 6:00"]);
    assert_eq!(told(&bench, &[&format!("{pause} --until 2026-09-01")]), ["Acme: forfeited 0:00 -> 6:00"]);
    assert_eq!(told(&bench, &["agreement end 1 --on 2026-07-31"]), ["Acme: forfeited 0:00 -> 16:00"]);
    // What is over in the last cycle of a running balance, no later cycle makes up for.
    bench.text("client add zeta --name Zeta --rate 30");
    bench.text("agreement add zeta retainer --hours 10 --start 2026-06-01 --rollover running");
    bench.text("log zeta 12h --on 2026-06-10");
    assert_eq!(told(&bench, &["agreement end 2 --on 2026-06-30"]), ["Zeta: owed at the end 0:00 -> 2:00"]);
}

#[test]
fn nothing_is_left_in_the_log_of_the_file() {
    let dir = tempfile::TempDir::new().unwrap();
    let path = dir.path().join("vadash.db");
    let mut bench = Bench::at("2026-06-22T14:00:00+02:00");
    let setting = bench.store.setting().clone();
    bench.store = Store::open(&path, Access::Command, setting, &Keyring::empty()).unwrap();
    books(&bench);
    let mut table = "client,date,minutes\n".to_owned();
    for n in 0..20_000 {
        let day = 1 + n % 28;
        table.push_str(&format!("zeta,2025-{:02}-{day:02},7\n", 1 + n / 28 % 12));
    }
    std::fs::write(dir.path().join("many.csv"), table).unwrap();
    bench.text(&format!("import csv {}", dir.path().join("many.csv").display()));
    let log = || std::fs::metadata(dir.path().join("vadash.db-wal")).unwrap().len();
    let (content, size) = (bench.store.dump().unwrap(), log());
    let told = told(&bench, &["client edit zeta --rounding 15:up:entry"]);
    assert_eq!(told, ["Zeta: unbilled 70025.00 -> 150030.00 EUR"]);
    assert_eq!(log(), size, "the log has not grown");
    assert!(bench.store.dump().unwrap() == content);
}
