//! A statement is one client's alone, and it adds up: for any work of any clients.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/bench.rs"]
mod bench;

use bench::Bench;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

/// Words that occur nowhere else: code, name and what every note holds.
const CLIENTS: [(&str, &str, &str); 3] =
    [("acme", "Quartz GmbH", "walnut"), ("zeta", "Basalt Ltd", "cherry"), ("nova", "Granite SA", "linden")];

const DAYS: [&str; 8] =
    ["2026-04-20", "2026-05-04", "2026-05-15", "2026-05-31", "2026-06-01", "2026-06-10", "2026-06-15", "2026-06-22"];

fn deal() -> impl Strategy<Value = Option<&'static str>> {
    select(vec![
        None,
        Some("retainer --hours 4 --fee 100 --start 2026-05-01"),
        Some("retainer --hours 5 --start 2026-04-15 --rollover bank --life 2 --cap 50% --overage-rate 50"),
        Some("retainer --hours 3 --start 2026-05-01 --every 2weeks --rollover running --counts all"),
        Some("retainer --hours 3 --start 2026-05-01 --rollover next_cycle --services email --rush-burns minutes"),
        Some("block --hours 6 --price 200 --start 2026-05-10 --last-day 2026-06-12"),
    ])
}

fn work() -> impl Strategy<Value = (usize, String)> {
    let extras = ["", "", "", " --gift", " --no-bill", " --rush", " --bill-as 50m"];
    let services = ["", " --service email", " --service research"];
    let parts = (0..3_usize, 1..300_i64, select(DAYS.to_vec()), select(services.to_vec()), select(extras.to_vec()));
    parts.prop_map(|(client, minutes, day, service, extra)| {
        let (code, _, word) = CLIENTS[client];
        (client, format!("log {code} {minutes}m '={word} | work' --on {day}{service}{extra}"))
    })
}

fn number(value: &Value, name: &str) -> i64 {
    value[name].as_i64().unwrap_or_else(|| panic!("{name} in {value}"))
}

fn cents(value: &Value) -> i64 {
    value.as_str().unwrap().replace('.', "").parse().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn it_is_one_clients_alone_and_adds_up(
        deals in vec(deal(), 3),
        rounding in select(vec!["0", "15:up:entry", "15:up:day"]),
        works in vec(work(), 0..24),
    ) {
        let bench = Bench::at("2026-06-22T14:00:00+02:00");
        bench.text("service add email --rate 60");
        bench.text("service add research");
        for ((code, name, _), deal) in CLIENTS.iter().zip(&deals) {
            let rate = if *code == "nova" { "" } else { " --rate 45.50" };
            bench.text(&format!("client add {code} --name '{name}' --rounding {rounding}{rate}"));
            if let Some(deal) = deal {
                bench.text(&format!("agreement add {code} {deal}"));
            }
        }
        let mut owners = vec![usize::MAX];
        for (client, line) in &works {
            owners.push(*client);
            bench.text(line);
        }
        for (mine, (code, name, word)) in CLIENTS.iter().enumerate() {
            check_unbilled(&bench, code)?;
            let table = bench.text(&format!("export csv --client {code}"));
            prop_assert_eq!(table.lines().count(), 1 + owners.iter().filter(|o| **o == mine).count());
            for (_, foreign) in CLIENTS.iter().enumerate().filter(|(n, _)| *n != mine) {
                prop_assert!(!table.contains(foreign.0) && !table.contains(foreign.2), "{} in {table}", foreign.0);
            }
            for day in DAYS {
                let line = format!("statement {code} --cycle {day}");
                let told = bench.json(&line);
                for text in [
                    told.to_string(),
                    bench.text(&line),
                    bench.text(&format!("{line} --format markdown")),
                    bench.text(&format!("{line} --format csv")),
                ] {
                    let names = text.contains(name) || told["lines"].as_array().unwrap().is_empty();
                    prop_assert!(names, "it says whom it is for: {text}");
                    for (_, foreign) in CLIENTS.iter().enumerate().filter(|(n, _)| *n != mine) {
                        for word in [foreign.0, foreign.1, foreign.2] {
                            prop_assert!(!text.contains(word), "{word} in {text}");
                        }
                    }
                    prop_assert!(!text.lines().any(|l| l.contains(&format!(",={word}"))), "no formula: {text}");
                }
                check_sums(&bench, code, &told, &owners, mine)?;
            }
        }
    }
}

/// What is unbilled on each day is the sum of the entries up to it, from whichever end it is added up.
fn check_unbilled(bench: &Bench, code: &str) -> Result<(), TestCaseError> {
    let entries = bench.json(&format!("entry list --client {code}"));
    for day in DAYS {
        let told = bench.json(&format!("unbilled --at {day} --client {code}"));
        let until = entries.as_array().unwrap().iter().filter(|e| e["date"].as_str().unwrap() <= day);
        let covered: i64 = until.map(|e| number(e, "covered_minutes")).sum();
        let row = &told["clients"][0];
        prop_assert_eq!(covered, if row.is_null() { 0 } else { number(row, "covered_minutes") }, "{} on {}", code, day);
    }
    Ok(())
}

fn check_sums(bench: &Bench, code: &str, told: &Value, owners: &[usize], mine: usize) -> Result<(), TestCaseError> {
    let lines = told["lines"].as_array().unwrap();
    for line in lines {
        let entry = usize::try_from(number(line, "entry")).unwrap();
        prop_assert_eq!(owners[entry], mine, "a number of somebody else");
    }
    let services = told["services"].as_array().unwrap();
    let total = &told["total"];
    for name in ["minutes", "counted_minutes", "covered_minutes", "charged_minutes"] {
        let of_lines: i64 = lines.iter().filter(|l| l["gift"] == false).map(|l| number(l, name)).sum();
        prop_assert_eq!(of_lines, number(total, name), "{}", name);
        prop_assert_eq!(services.iter().map(|s| number(s, name)).sum::<i64>(), number(total, name), "{}", name);
    }
    let gifts: i64 = lines.iter().filter(|l| l["gift"] == true).map(|l| number(l, "minutes")).sum();
    prop_assert_eq!(gifts, number(total, "gift_minutes"));
    prop_assert!(lines.iter().filter(|l| l["gift"] == true).all(|l| l["charged_minutes"] == 0));
    prop_assert_eq!(services.iter().map(|s| cents(&s["amount"])).sum::<i64>(), cents(&total["amount"]));
    // The same hours that `retainers` tells.
    let at = told["as_of"].as_str().unwrap();
    let held = bench.json(&format!("retainers --client {code} --at {at}"));
    let held: Vec<&Value> = held.as_array().unwrap().iter().filter(|r| r["kind"] == "retainer").collect();
    let allowances = told["retainers"].as_array().unwrap();
    prop_assert_eq!(held.len(), allowances.len());
    for (a, b) in allowances.iter().zip(held) {
        for name in
            ["agreement", "granted_minutes", "rolled_in_minutes", "used_minutes", "overage_minutes", "left_minutes"]
        {
            prop_assert_eq!(number(a, name), number(b, name), "{}", name);
        }
        let capacity = number(a, "granted_minutes") + number(a, "rolled_in_minutes");
        let beyond = number(a, "from_blocks_minutes") + number(a, "overage_minutes");
        prop_assert_eq!(number(a, "used_minutes") + number(a, "left_minutes"), capacity + beyond);
        // What was worked in the cycle for the retainer's services is what is used of it.
        if a["services"].is_null() && a["cycle_start"] == told["start"] && told["start"] != "2026-04-15" {
            prop_assert_eq!(number(a, "used_minutes"), number(total, "counted_minutes"));
        }
    }
    Ok(())
}
