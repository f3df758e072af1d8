//! Worked examples whose every number was settled beforehand.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use chrono::NaiveDate;
use serde_json::{Value, json};
use vadash::domain::agreement::{
    Block, Book, Cap, Counts, CycleLength, FirstCycle, Order, Retainer, Rollover, RushBurns, Terms,
};
use vadash::domain::document::totals::{Discount, PriceBasis, SumLine, TaxGroup, Totals, totals};
use vadash::domain::ledger::{Cycle, Draw, Grant, LedgerWork, Origin, run};
use vadash::domain::money::{Currency, decimal, read_decimal, worth};
use vadash::domain::rounding::Rounding;
use vadash::domain::tax::{Percentage, half_away};

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

/// A decimal number as units of its last decimal.
fn units(text: &str, decimals: u32) -> i64 {
    let magnitude = read_decimal(text.trim_start_matches('-'), decimals).unwrap();
    if text.starts_with('-') { -magnitude } else { magnitude }
}

/// The document of a check as its lines add up: each with the amount it was priced at and the tax it has.
fn added_up(document: &Value, discount: Option<&str>, step: Option<i64>) -> Totals {
    let decimals = Currency::get(document["currency"].as_str().unwrap()).unwrap().decimals();
    let taxes = document["taxes"].as_array().unwrap();
    let percents = |value: &Value| -> Vec<String> {
        let one = |value: &Value| value.as_str().unwrap().to_owned();
        value.as_array().map_or_else(|| vec![one(value)], |all| all.iter().map(one).collect())
    };
    let line = |line: &Value| {
        let percents = percents(&line["percent"]);
        let has = |tax: &&Value| tax["percent"] == percents[0].as_str() && tax["category"] == line["category"];
        let group = TaxGroup {
            code: taxes.iter().find(has).unwrap()["tax"].as_str().unwrap().to_owned(),
            percents: percents.iter().map(|percent| percent.parse::<Percentage>().unwrap()).collect(),
            category: word(&line["category"]),
        };
        let priced = line.get("gross").unwrap_or(&line["net"]);
        let net = units(priced.as_str().unwrap(), decimals);
        // Quantity times price, or minutes times rate: what is printed is what it comes to.
        if let (Some(quantity), Some(price)) = (line["quantity"].as_str(), line["price"].as_str()) {
            let product = i128::from(units(quantity, 3)) * i128::from(units(price, 4));
            assert_eq!(half_away(product * 10_i128.pow(decimals), 10_000_000), net, "{line}");
        }
        if let (Some(minutes), Some(rate)) = (line["minutes"].as_i64(), line["rate"].as_str()) {
            assert_eq!(worth(minutes, units(rate, decimals)), net, "{line}");
        }
        SumLine { amount: net, group, discounted: line["kind"] != "deposit" }
    };
    let lines: Vec<SumLine> = document["lines"].as_array().unwrap().iter().map(line).collect();
    let gross = document["lines"].as_array().unwrap().iter().any(|line| line.get("gross").is_some());
    let discount = discount.map(|text| match text.strip_suffix('%') {
        Some(percent) => Discount::Share(percent.parse().unwrap()),
        None => Discount::Amount(units(text, decimals)),
    });
    totals(&lines, discount, if gross { PriceBasis::Gross } else { PriceBasis::Net }, step).unwrap()
}

#[test]
fn documents_add_up() {
    let mut seen = 0;
    for scenario in load("billing.json")["scenarios"].as_array().unwrap() {
        let steps = scenario["steps"].as_array().unwrap();
        for check in scenario["checks"].as_array().unwrap() {
            let document = &check["want"];
            if document.get("taxes").is_none() {
                continue;
            }
            // What the step before the check has issued, and what was set up for it.
            let after = usize::try_from(check["after"].as_u64().unwrap()).unwrap();
            let option = |steps: &[Value], name: &str| {
                let words = steps.iter().rev().map(|step| step["argv"].as_array().unwrap());
                let found = words.filter_map(|words| words.get(1 + words.iter().position(|word| word == name)?));
                found.filter_map(Value::as_str).map(str::to_owned).next()
            };
            let discount = option(&steps[after - 1..after], "--discount");
            let step = option(&steps[..after], "--cash-rounding").map(|text| units(text.split_once('=').unwrap().1, 2));
            let decimals = Currency::get(document["currency"].as_str().unwrap()).unwrap().decimals();
            let found = added_up(document, discount.as_deref(), step);
            let name = &scenario["name"];
            let money = |minor: i64| json!(decimal(minor, decimals));
            for (field, minor) in [
                ("net", found.net),
                ("tax", found.tax),
                ("gross", found.gross),
                ("rounding", found.rounding),
                ("total", found.total),
            ] {
                assert_eq!(money(minor), document[field], "{name}: {field}");
            }
            let nets: Vec<Value> = found.lines.iter().map(|minor| money(*minor)).collect();
            let wanted: Vec<Value> = document["lines"].as_array().unwrap().iter().map(|l| l["net"].clone()).collect();
            assert_eq!(nets, wanted, "{name}");
            let taxes = found.taxes.iter().map(|row| {
                let (category, percent) = (row.group.category.as_str(), row.percent.to_string());
                let (base, amount) = (money(row.base), money(row.amount));
                json!({ "tax": row.group.code, "category": category, "percent": percent, "base": base, "amount": amount })
            });
            assert_eq!(taxes.collect::<Value>(), document["taxes"], "{name}");
            let discounts = found.discounts.iter().map(|(group, amount)| {
                let percent = group.percents[0].to_string();
                json!({ "amount": money(*amount), "category": group.category.as_str(), "percent": percent })
            });
            assert_eq!(discounts.collect::<Value>(), document["discounts"], "{name}");
            seen += 1;
        }
    }
    assert!(seen >= 25, "{seen}");
}
