//! The worked examples, typed as commands and read back as JSON: every figure comes from the program as it is run.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod support;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Value, json};
use support::Home;

fn load(name: &str) -> serde_json::Map<String, Value> {
    let path = format!("{}/tests/data/vectors/{name}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn retainers_and_blocks() {
    let scenarios = load("retainers.json");
    std::thread::scope(|all| {
        for (name, scenario) in &scenarios {
            all.spawn(move || one_scenario(name, &scenario["given"], &scenario["expect"]));
        }
    });
}

fn hours(minutes: &Value) -> String {
    let minutes = minutes.as_i64().unwrap();
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// What `agreement add` and `agreement change` are told of a version.
fn terms(v: &Value) -> String {
    let rate = v["overage_rate"].as_i64().unwrap();
    let mut words = format!(
        "--hours {} --rollover {} --order {} --overage-rate {}.{:02}",
        hours(&v["minutes"]),
        v["rollover"].as_str().unwrap(),
        v["order"].as_str().unwrap(),
        rate / 100,
        rate % 100
    );
    words += &v["cap"].as_i64().map(|cap| format!(" --cap {cap}m")).unwrap_or_default();
    words + &v["life"].as_i64().map(|life| format!(" --life {life}")).unwrap_or_default()
}

fn one_scenario(name: &str, given: &Value, expect: &Value) {
    let home = Home::new();
    home.at("2027-01-01T12:00:00+01:00");
    home.ok("client add v --rush-percent 200");
    let versions = given["versions"].as_array().unwrap();
    let anchor = given["anchor"].as_str().unwrap();
    let (start, first) = given["starts"].as_str().map_or((anchor, ""), |starts| (starts, "--first prorated"));
    let every = format!("{}{}s", given["every"][0], given["every"][1].as_str().unwrap());
    let burns = name.contains("rush burns minutes");
    let rush = if burns { "--rush-burns minutes" } else { "" };
    home.ok(&format!(
        "agreement add v retainer --start {start} --anchor {anchor} --every {every} {first} {rush} {}",
        terms(&versions[0])
    ));
    for version in &versions[1..] {
        home.ok(&format!("agreement change 1 --from {} {}", version["from"].as_str().unwrap(), terms(version)));
    }
    for block in given["blocks"].as_array().unwrap() {
        let last = block["last_day"].as_str().map(|d| format!("--last-day {d}")).unwrap_or_default();
        home.ok(&format!(
            "agreement add v block --hours {} --start {} {last}",
            hours(&block["minutes"]),
            block["start"].as_str().unwrap()
        ));
    }
    for (n, entry) in (1..).zip(given["entries"].as_array().unwrap()) {
        assert_eq!(entry["id"], n, "{name}: entries are numbered as they are logged");
        let minutes = entry["minutes"].as_i64().unwrap();
        // Where rush burns minutes, the second entry counts twice what was worked.
        let (minutes, rush) = if burns && n == 2 { (minutes / 2, "--rush") } else { (minutes, "") };
        home.ok(&format!("log v {minutes}m --on {} --force {rush}", entry["date"].as_str().unwrap()));
    }

    let until = given["until"].as_str().unwrap();
    let shown = home.json(&format!("agreement show 1 --at {until}"));
    let mut cycles = shown["cycles"].clone();
    for cycle in cycles.as_array_mut().unwrap() {
        let cycle = cycle.as_object_mut().unwrap();
        assert_eq!(cycle.remove("unpriced_minutes"), Some(json!(0)), "{name}");
        for beside in ["fee", "fee_invoice", "settled"] {
            cycle.remove(beside);
        }
    }
    assert_eq!(cycles, expect["cycles"], "{name}: cycles");
    // A draw's origin is the start of a cycle, or a block; the retainer is agreement 1, the blocks come after it.
    let origin = |text: &str| match text.strip_prefix('B') {
        Some(block) => (block.parse::<i64>().unwrap() + 1).to_string(),
        None => text.trim_start_matches("from ").to_owned(),
    };
    let draw = |d: &Value| json!({ "entry": d["entry"], "grant": origin(d["origin"].as_str().unwrap()), "kind": d["grant"], "minutes": d["minutes"] });
    let draws: Vec<Value> = expect["draws"].as_array().unwrap().iter().map(draw).collect();
    assert_eq!(shown["draws"], json!(draws), "{name}: draws");

    // The list of retainers reads kept figures, and says the same of the cycle that holds the day.
    let row = home.json(&format!("retainers --at {until}"))[0].clone();
    let last = expect["cycles"].as_array().unwrap().last().unwrap();
    for field in ["granted", "rolled_in", "used", "from_blocks", "overage", "left"] {
        let field = format!("{field}_minutes");
        assert_eq!(row[&field], last[&field], "{name}: {field} of {row}");
    }
    assert_eq!((&row["cycle_start"], &row["cycle_end"]), (&last["start"], &last["end"]), "{name}");
    assert!(home.ok("db check").starts_with("all is well"), "{name}");
}

/// Every rule rounds one entry of every length: a client for each rule, a row of a table for each length.
#[test]
fn rounding_of_one_entry() {
    let examples = load("rounding.json");
    let examples = examples["one_entry"].as_array().unwrap();
    let home = Home::new();
    let mut clients: BTreeMap<String, String> = BTreeMap::new();
    let mut table = String::from("client,start,end,external_id\n");
    for (n, v) in examples.iter().enumerate() {
        let rule = format!("--rounding {}:{} --minimum {}", v["increment"], v["mode"].as_str().unwrap(), v["minimum"]);
        let code = format!("c{}", clients.len());
        let code = clients.entry(rule).or_insert(code).clone();
        let (begins, seconds) = ("2026-03-02T08:00:00+01:00", v["seconds"].as_i64().unwrap());
        let begins = chrono::DateTime::parse_from_rfc3339(begins).unwrap();
        let ends = begins + chrono::TimeDelta::seconds(seconds);
        writeln!(table, "{code},{},{},{n}", begins.to_rfc3339(), ends.to_rfc3339()).unwrap();
    }
    for (rule, code) in &clients {
        home.ok(&format!("client add {code} {rule}"));
    }
    home.write("rows.csv", table);
    home.ok("import csv rows.csv");
    let billed = home.json("entry list");
    let billed: BTreeMap<usize, &Value> = billed
        .as_array()
        .unwrap()
        .iter()
        .map(|e| (e["external_id"].as_str().unwrap().parse().unwrap(), &e["billed_minutes"]))
        .collect();
    assert_eq!(billed.len(), examples.len());
    for (n, v) in examples.iter().enumerate() {
        assert_eq!(billed[&n], &v["billed_minutes"], "{v}");
    }
}

#[test]
fn rounding_of_one_day() {
    for v in load("rounding.json")["one_day"].as_array().unwrap() {
        let home = Home::new();
        home.ok(&format!("client add c --rate 45 --rounding {}", v["rule"].as_str().unwrap().replace(' ', ":")));
        for seconds in v["seconds"].as_array().unwrap() {
            home.ok(&format!("log c {}m --on 2026-03-02", seconds.as_i64().unwrap() / 60));
        }
        let told = &home.json("unbilled")["clients"][0];
        assert_eq!(told["minutes"], v["billed_minutes"], "{v}");
        assert_eq!(told["amount"], cents(&v["amount_minor_at_4500"]), "{v}");
        let entries = home.json("entry list");
        let sum: i64 = entries.as_array().unwrap().iter().map(|e| e["billed_minutes"].as_i64().unwrap()).sum();
        assert_eq!(json!(sum), v["billed_minutes"], "{v}");
    }
}

#[test]
fn amounts_of_lines() {
    let home = Home::new();
    let examples = load("rounding.json");
    let examples = examples["amount"].as_array().unwrap();
    for (n, v) in examples.iter().enumerate() {
        home.ok(&format!("client add c{n} --rate {}", cents(&v["rate_minor_per_hour"])));
        home.ok(&format!("log c{n} {}m", v["minutes"]));
    }
    for (n, v) in examples.iter().enumerate() {
        let told = &home.json(&format!("unbilled --client c{n}"))["clients"][0];
        let amount = cents(&v["amount_minor"]);
        assert_eq!((&told["lines"][0]["amount"], &told["amount"]), (&json!(amount), &json!(amount)), "{v}");
        assert_eq!(home.json(&format!("entry list --client c{n}"))[0]["amount"], amount, "{v}");
    }
}

/// Cents as a decimal.
fn cents(minor: &Value) -> String {
    let minor = minor.as_i64().unwrap();
    format!("{}.{:02}", minor / 100, minor % 100)
}
