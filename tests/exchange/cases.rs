//! What independent programs agree on, asked of the real program: imported, and listed by `agenda --json`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use vadash::domain::time::Instant;

use crate::support::{Home, day_before};
use crate::{ours, shared};

fn json(path: &Path) -> Vec<Value> {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

fn word<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_else(|| panic!("{name} of {value}"))
}

/// An agenda's row as the cases write it: instants in UTC, where they are not days.
fn row(one: &Value, title: &str) -> String {
    let all_day = one["all_day"].as_bool().unwrap();
    let at = |name: &str| {
        let text = word(one, name);
        if all_day { text.to_owned() } else { Instant::from_rfc3339(text).unwrap().to_string() }
    };
    format!("{} {} {all_day} {}", at("start"), at("end"), word(one, title))
}

/// A case's row; its days are given as the instants at which they begin at home.
fn expected(one: &Value, tz: &str) -> String {
    let zone = vadash::domain::zone::Zone::get(tz).unwrap();
    let all_day = one["all_day"].as_bool().unwrap();
    let at = |name: &str| match Instant::from_rfc3339(word(one, name)) {
        Some(at) if all_day => zone.date(at).to_string(),
        Some(at) => at.to_string(),
        None => word(one, name).to_owned(),
    };
    format!("{} {} {all_day} {}", at("start"), at("end"), word(one, "summary"))
}

fn check(folder: &Path) -> usize {
    let mut files: BTreeMap<(String, String), Vec<Value>> = BTreeMap::new();
    let cases = json(&folder.join("cases.json"));
    let count = cases.len();
    for case in cases {
        files.entry((word(&case, "file").to_owned(), word(&case, "tz").to_owned())).or_default().push(case);
    }
    let mut wrong = Vec::new();
    for ((file, tz), cases) in files {
        let home = Home::new();
        let config = home.write("c.toml", format!("zone = \"{tz}\"\n"));
        let config = config.display();
        let import = home.sh(&format!("vadash --config {config} import ics '{}'", folder.join(&file).display()));
        assert_eq!(import.code, 0, "{file}: {import:?}");
        for case in cases {
            let (from, to) = (word(&case, "from"), word(&case, "to"));
            let last = day_before(to);
            let found = home.json(&format!("--config {config} agenda --from {from} --to {last}"));
            let mut found: Vec<String> = found.as_array().unwrap().iter().map(|one| row(one, "title")).collect();
            let expect = case["expect"].as_array().unwrap();
            let mut expect: Vec<String> = expect.iter().map(|one| expected(one, &tz)).collect();
            found.sort();
            expect.sort();
            if found != expect {
                wrong.push(format!("{file} {from}..{to} {tz}\n  expected {expect:#?}\n  found {found:#?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count} cases disagree:\n{}", wrong.len(), wrong.join("\n"));
    count
}

#[test]
fn generated_cases_agree() {
    assert!(check(&ours()) > 0);
}

/// What Outlook, Exchange and others write, and rules at the edges, as recurring-ical-events reads them; but that what
/// lasts 45 minutes does so when clocks change, too (RFC 5545 3.3.6).
#[test]
fn quirks_agree() {
    assert!(check(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/quirks")) > 0);
}

#[test]
fn real_cases_agree() {
    if let Some(folder) = shared("real") {
        assert!(check(&folder) > 0);
    }
}

/// All rules in one calendar, each under a title of its own.
#[test]
fn rules_agree() {
    let Some(path) = shared("rrule.json") else { return };
    let cases = json(&path);
    let mut text = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
    for (number, case) in cases.iter().enumerate() {
        let start = word(case, "dtstart");
        let start = if start.len() == 8 { format!(";VALUE=DATE:{start}") } else { format!(":{start}Z") };
        text.push_str(&format!(
            "BEGIN:VEVENT\r\nUID:{number}\r\nSUMMARY:{number}\r\nDTSTART{start}\r\nRRULE:{}\r\nEND:VEVENT\r\n",
            word(case, "rrule")
        ));
    }
    let home = Home::new();
    home.write("rules.ics", text + "END:VCALENDAR\r\n");
    home.write("c.toml", "zone = \"UTC\"\n");
    home.ok("--config c.toml import ics rules.ics");
    let mut found: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for from in (1990..2060).step_by(10) {
        let line = format!("--config c.toml --json agenda --from {from}-01-01 --to {}-12-31", from + 9);
        // Rules without end that give too many are said on standard error, and their first ones are there.
        let answer = home.sh(&format!("vadash {line}"));
        assert_eq!(answer.code, 0, "{answer:?}");
        let rows: Value = serde_json::from_str(&answer.out).unwrap();
        for one in rows.as_array().unwrap() {
            let start = word(one, "start");
            let layout = if start.len() == 10 { "%Y%m%d" } else { "%Y%m%dT%H%M%S" };
            let at = Instant::from_rfc3339(start).map(|at| at.utc().format(layout).to_string());
            let at = at.unwrap_or_else(|| start.replace('-', ""));
            let starts = found.entry(word(one, "title").parse().unwrap()).or_default();
            // What lasts over the end of a decade is listed in both.
            if starts.last() != Some(&at) {
                starts.push(at);
            }
        }
    }
    let mut wrong = Vec::new();
    for (number, case) in cases.iter().enumerate() {
        let expect: Vec<&str> =
            case["first_instances"].as_array().unwrap().iter().map(|i| i.as_str().unwrap()).collect();
        let found = found.remove(&number).unwrap_or_default();
        if found.iter().take(expect.len()).ne(expect.iter()) {
            wrong.push(format!(
                "{}: {}\n  expected {expect:?}\n  found {found:?}",
                word(case, "note"),
                word(case, "rrule")
            ));
        }
    }
    assert!(wrong.is_empty(), "{} rules disagree:\n{}", wrong.len(), wrong.join("\n"));
}
