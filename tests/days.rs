//! What a day shows depends on the work up to it: not on when that was typed, and not on what comes after it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/bench.rs"]
mod bench;

use std::collections::BTreeMap;

use bench::Bench;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

const CLIENTS: [(&str, &str); 3] = [("acme", "EUR"), ("zeta", "GBP"), ("nova", "EUR")];

const DAYS: [&str; 9] = [
    "2026-03-31",
    "2026-04-20",
    "2026-05-04",
    "2026-05-15",
    "2026-05-31",
    "2026-06-01",
    "2026-06-10",
    "2026-06-15",
    "2026-06-21",
];

/// What is asked of each client, and of its retainer, as it stood on a day.
const ASKED: [&str; 4] = ["retainers --client", "unbilled --client", "statement", "agreement show"];

fn deal() -> impl Strategy<Value = String> {
    let rollover = select(vec!["expire", "next_cycle", "bank --life 2 --cap 50%", "running", "deduct_overruns"]);
    let every = select(vec!["month", "2weeks", "3months"]);
    let order = select(vec!["rollover_first", "base_first", "soonest"]);
    let more = select(vec!["", "--overage-rate 50", "--counts all", "--rush-burns minutes", "--rounding 6:up:day"]);
    (rollover, every, order, more).prop_map(|(rollover, every, order, more)| {
        format!("retainer --hours 3 --start 2026-04-15 --rollover {rollover} --every {every} --order {order} {more}")
    })
}

/// Work by its day and hour, which no two pieces share; so the order they come in is settled by when they began.
fn works() -> impl Strategy<Value = Vec<String>> {
    let extras = select(vec!["", "", "--gift", "--no-bill", "--rush", "--bill-as 50m"]);
    let what = (0..CLIENTS.len(), 1..60_i64, select(vec!["", "--service email"]), extras);
    btree_map((select(DAYS.to_vec()), 0..22_i64), what, 1..28).prop_map(|all| {
        let line = |((day, hour), (client, minutes, service, extra))| {
            let (client, _) = CLIENTS[client];
            format!("log {client} {hour}:00-{hour}:{minutes:02} 'n {day} {hour}' --on {day} {service} {extra}")
        };
        all.into_iter().map(line).collect()
    })
}

fn desk(deals: &[String], rounding: &str) -> Bench {
    let bench = Bench::at("2026-06-22T14:00:00+02:00");
    bench.text("service add email --rate 60");
    for ((client, currency), deal) in CLIENTS.iter().zip(deals) {
        bench.text(&format!("client add {client} --currency {currency} --rate 45.50 --rounding {rounding}"));
        bench.text(&format!("agreement add {client} {deal}"));
    }
    bench.text("agreement add acme block --hours 2 --price 80 --start 2026-05-10 --last-day 2026-06-12");
    bench
}

/// Everything that is told of a day.
fn told(bench: &Bench, day: &str) -> Vec<Value> {
    let ask = |line: &str, n: usize| match line {
        "agreement show" => bench.json(&format!("{line} {} --at {day}", n + 1)),
        _ => bench.json(&format!("{line} {} --at {day}", CLIENTS[n].0)),
    };
    ASKED.iter().flat_map(|line| (0..CLIENTS.len()).map(move |n| ask(line, n))).collect()
}

/// The same with the notes of entries in place of their numbers.
fn by_note(value: &mut Value, notes: &BTreeMap<i64, Value>) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(|v| by_note(v, notes)),
        Value::Object(fields) => {
            if let Some(entry) = fields.get_mut("entry") {
                *entry = notes[&entry.as_i64().unwrap()].clone();
            }
            fields.values_mut().for_each(|v| by_note(v, notes));
        }
        _ => {}
    }
}

/// What each entry comes to, by its note, and everything that is told of each day.
fn figures(bench: &Bench) -> Vec<Value> {
    let mut entries = bench.json("entry list");
    let rows = entries.as_array_mut().unwrap();
    let notes = rows.iter().map(|e| (e["id"].as_i64().unwrap(), e["note"].clone())).collect();
    for row in rows {
        row["id"] = json!(null);
    }
    let mut all: Vec<Value> = DAYS.iter().flat_map(|day| told(bench, day)).chain([entries]).collect();
    for value in &mut all {
        by_note(value, &notes);
    }
    all
}

fn type_all<'a>(bench: &Bench, lines: impl IntoIterator<Item = &'a String>) {
    for line in lines {
        bench.text(line);
    }
}

fn cents(value: &Value) -> i64 {
    value.as_str().unwrap().replace('.', "").parse().unwrap()
}

/// Each client's lines add up to its amount in its own currency, and those of one currency to that one's total.
fn currencies_are_apart(told: &Value) -> Result<(), TestCaseError> {
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    for row in told["clients"].as_array().unwrap() {
        let lines = row["lines"].as_array().unwrap();
        prop_assert_eq!(lines.iter().map(|l| cents(&l["amount"])).sum::<i64>(), cents(&row["amount"]));
        let (_, currency) = CLIENTS.iter().find(|(code, _)| row["client"] == *code).unwrap();
        prop_assert_eq!(&row["currency"], currency);
        // A retainer's fee is due beside time, and makes its currency known too.
        if !lines.is_empty() || !row["items"].as_array().unwrap().is_empty() {
            *sums.entry(currency).or_default() += cents(&row["amount"]);
        }
    }
    let totals = told["totals"].as_array().unwrap().iter();
    prop_assert_eq!(
        totals.map(|t| (t["currency"].as_str().unwrap(), cents(&t["amount"]))).collect::<BTreeMap<_, _>>(),
        sums
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn the_order_of_typing_is_of_no_consequence(
        deals in vec(deal(), CLIENTS.len()),
        rounding in select(vec!["0", "15:up:entry", "15:up:day", "30:down:day:15"]),
        (works, shuffled) in works().prop_flat_map(|w| (Just(w.clone()), Just(w).prop_shuffle())),
    ) {
        let (one, other) = (desk(&deals, rounding), desk(&deals, rounding));
        type_all(&one, &works);
        type_all(&other, &shuffled);
        prop_assert_eq!(figures(&one), figures(&other));
        for day in DAYS {
            currencies_are_apart(&one.json(&format!("unbilled --at {day}")))?;
        }
    }

    #[test]
    fn later_work_changes_no_earlier_day(
        deals in vec(deal(), CLIENTS.len()),
        rounding in select(vec!["0", "15:up:entry", "15:up:day", "30:down:day:15"]),
        works in works(),
        cut in 0..DAYS.len(),
    ) {
        let bench = desk(&deals, rounding);
        let (early, late): (Vec<_>, Vec<_>) = works.iter().partition(|line| {
            DAYS[..=cut].iter().any(|day| line.contains(&format!("--on {day} ")))
        });
        type_all(&bench, early);
        let before: Vec<Value> = DAYS[..=cut].iter().flat_map(|day| told(&bench, day)).collect();
        type_all(&bench, late);
        let after: Vec<Value> = DAYS[..=cut].iter().flat_map(|day| told(&bench, day)).collect();
        prop_assert_eq!(before, after);
    }
}
