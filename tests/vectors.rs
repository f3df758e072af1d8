//! Worked examples whose every number was settled beforehand.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use chrono::NaiveDate;
use serde_json::{Value, json};
use vadash::domain::agreement::{
    Block, Book, Cap, Counts, CycleLength, FirstCycle, Order, Retainer, Rollover, RushBurns, Terms,
};
use vadash::domain::ledger::{Cycle, Draw, Grant, LedgerWork, Origin, run};
use vadash::domain::money::{decimal, worth};
use vadash::domain::rounding::Rounding;

fn load(name: &str) -> Value {
    let path = format!("{}/tests/data/vectors/{name}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn day(value: &Value) -> NaiveDate {
    value.as_str().unwrap().parse().unwrap()
}

fn word<T: std::str::FromStr<Err: std::fmt::Debug>>(value: &Value) -> T {
    value.as_str().unwrap().parse().unwrap()
}

fn terms(v: &Value) -> Terms {
    Terms {
        from: day(&v["from"]),
        minutes: v["minutes"].as_i64().unwrap(),
        fee: 0,
        overage_rate: v["overage_rate"].as_i64(),
        rollover: word::<Rollover>(&v["rollover"]),
        cap: v["cap"].as_i64().map(Cap::Minutes),
        life: v["life"].as_u64().map(|n| n.try_into().unwrap()),
        order: word::<Order>(&v["order"]),
        counts: Counts::Billable,
        services: None,
        rush_burns: RushBurns::Money,
        rounding: None,
    }
}

fn block(v: &Value) -> Block {
    Block {
        id: v["id"].as_str().unwrap().trim_start_matches('B').parse().unwrap(),
        minutes: v["minutes"].as_i64().unwrap(),
        price: 0,
        bought_on: day(&v["start"]),
        last_day: v["last_day"].as_str().map(|d| d.parse().unwrap()),
        services: None,
        adjustments: vec![],
    }
}

fn book(given: &Value) -> Book {
    let anchor = day(&given["anchor"]);
    let starts = given.get("starts").map(day);
    let every: CycleLength = format!("{}{}s", given["every"][0], given["every"][1].as_str().unwrap()).parse().unwrap();
    let retainer = Retainer {
        id: 1,
        starts_on: starts.unwrap_or(anchor),
        anchor,
        every,
        first_cycle: if starts.is_some() { FirstCycle::Prorated } else { FirstCycle::Full },
        ends_on: None,
        versions: given["versions"].as_array().unwrap().iter().map(terms).collect(),
        adjustments: vec![],
    };
    let blocks = given["blocks"].as_array().unwrap().iter().map(block).collect();
    Book { retainers: vec![retainer], blocks }
}

fn work(book: &Book, v: &Value) -> LedgerWork {
    let date = day(&v["date"]);
    LedgerWork {
        entry: v["id"].as_i64().unwrap(),
        date,
        minutes: v["minutes"].as_i64().unwrap(),
        service: None,
        rate: book.retainers[0].terms(date).and_then(|t| t.overage_rate),
        rush: false,
        frozen: None,
    }
}

fn show_cycle(c: &Cycle) -> Value {
    json!({
        "start": c.start.to_string(),
        "end": c.end.to_string(),
        "granted_minutes": c.granted,
        "rolled_in_minutes": c.rolled_in,
        "used_minutes": c.used,
        "from_blocks_minutes": c.from_blocks,
        "overage_minutes": c.overage,
        "left_minutes": c.left,
        "overage_amount": decimal(c.overage_amount, 2),
        "forfeited_minutes": c.forfeited,
        "rolled_out_minutes": c.rolled_out,
        "deficit_out_minutes": c.deficit_out,
    })
}

fn show_draw(d: &Draw) -> Value {
    let origin = match (d.grant, d.origin.unwrap()) {
        (_, Origin::Block(id)) => format!("B{id}"),
        (Grant::Rollover, Origin::Cycle(start)) => format!("from {start}"),
        (_, Origin::Cycle(start)) => start.to_string(),
    };
    json!({"entry": d.entry, "grant": d.grant.as_str(), "origin": origin, "minutes": d.minutes})
}

#[test]
fn retainers_and_blocks() {
    let scenarios = load("retainers.json");
    let scenarios = scenarios.as_object().unwrap();
    assert_eq!(scenarios.len(), 13);
    for (name, scenario) in scenarios {
        let (given, expect) = (&scenario["given"], &scenario["expect"]);
        let book = book(given);
        book.check().unwrap_or_else(|e| panic!("{name}: {e}"));
        if let Some(minutes) = given.get("first_minutes") {
            assert_eq!(json!(book.retainers[0].minutes_of(0)), *minutes, "{name}");
        }
        let works: Vec<LedgerWork> = given["entries"].as_array().unwrap().iter().map(|v| work(&book, v)).collect();
        let ledger = run(&book, &works, day(&given["until"]));
        let cycles: Vec<Value> = ledger.cycles.iter().map(show_cycle).collect();
        let draws: Vec<Value> = ledger.draws.iter().map(show_draw).collect();
        assert_eq!(json!(cycles), expect["cycles"], "{name}: cycles");
        assert_eq!(json!(draws), expect["draws"], "{name}: draws");
    }
}

#[test]
fn rounding_of_one_entry() {
    for v in load("rounding.json")["one_entry"].as_array().unwrap() {
        let rule = Rounding {
            increment: v["increment"].as_i64().unwrap(),
            mode: word(&v["mode"]),
            minimum: v["minimum"].as_i64().unwrap(),
            ..Rounding::default()
        };
        assert_eq!(json!(rule.round_entry(v["seconds"].as_i64().unwrap())), v["billed_minutes"], "{v}");
    }
}

#[test]
fn rounding_of_one_day() {
    for v in load("rounding.json")["one_day"].as_array().unwrap() {
        let rule: Rounding = v["rule"].as_str().unwrap().replace(' ', ":").parse().unwrap();
        let seconds: Vec<i64> = v["seconds"].as_array().unwrap().iter().map(|s| s.as_i64().unwrap()).collect();
        let minutes: i64 = match rule.scope.as_str() {
            "day" => rule.round_group(&seconds).iter().sum(),
            _ => seconds.iter().map(|s| rule.round_entry(*s)).sum(),
        };
        assert_eq!(json!(minutes), v["billed_minutes"], "{v}");
        assert_eq!(json!(worth(minutes, 4500)), v["amount_minor_at_4500"], "{v}");
    }
}

#[test]
fn amounts() {
    for v in load("rounding.json")["amount"].as_array().unwrap() {
        let amount = worth(v["minutes"].as_i64().unwrap(), v["rate_minor_per_hour"].as_i64().unwrap());
        assert_eq!(json!(amount), v["amount_minor"], "{v}");
    }
}
