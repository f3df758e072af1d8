//! What holds of any history of billing.

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;

use crate::bench::Bench;

/// Something that is done: which of them, for whom, with what, and how many days later.
type Deed = (u8, bool, i64, i64);

fn begin() -> Bench {
    let bench = Bench::at("2026-06-22T12:00:00Z");
    for line in [
        "business set --name Desk --street 'Main Street 1' --postcode 50667 --city Koeln --country DE --regime vat --vat-id DE123456788",
        "client add acme --name 'Acme GmbH' --rate 45",
        "client edit acme --street 'Hauptstr. 1' --postcode 12345 --city Ort --country DE",
        "client add zeta --name 'Zeta AG' --rate 60.50",
        "client edit zeta --street 'Ring 2' --postcode 12345 --city Ort --country FR --vat-id FR15345678901 --prices gross",
        "agreement add zeta retainer --hours 2 --fee 99.99 --start 2026-05-01 --rollover bank",
        "service add email --rate 70",
    ] {
        bench.text(line);
    }
    bench
}

/// Does it, if it can be done.
fn act(bench: &Bench, (deed, who, n, days): &Deed) {
    let client = if *who { "acme" } else { "zeta" };
    let day = chrono::NaiveDate::from_ymd_opt(2026, 5, 1).unwrap() + chrono::Days::new(u64::try_from(*days).unwrap());
    let number = bench.json("invoice list");
    let numbers: Vec<String> =
        number.as_array().unwrap().iter().map(|d| d["number"].as_str().unwrap().to_owned()).collect();
    let number =
        numbers.get(usize::try_from(*n).unwrap() % numbers.len().max(1)).cloned().unwrap_or_else(|| "none".to_owned());
    let line = match deed {
        0..=3 => {
            format!("log {client} {}m work --on {day} {}", n % 300 + 1, if n % 3 == 0 { "--service email" } else { "" })
        }
        4 => format!("charge add {client} thing --price {}.{:02} --qty {} --on {day}", n % 90, n % 100, n % 5 + 1),
        5..=7 => format!("invoice issue {client} --through {day} {}", if n % 4 == 0 { "--discount 7%" } else { "" }),
        8 => format!("invoice void {number} --reason wrong"),
        9 => format!("invoice credit {number} --line 1 --amount {}.{:02} --reason part", n % 40, n % 100),
        10 | 11 => format!("payment add {number} {}.{:02}", n % 400 + 1, n % 100),
        12 => format!("payment add {client} {}.{:02}", n % 400 + 1, n % 100),
        13 => format!("invoice writeoff {number} --reason gone"),
        14 => "undo".to_owned(),
        15 => "redo".to_owned(),
        16 => format!("entry edit {} --bill-as {}m", n % 12 + 1, n % 100),
        17 => format!("invoice sent {number}"),
        20 => format!("invoice credit {number} --line {} --reason all", n % 3 + 1),
        18 => format!("invoice deposit {client} {}.{:02} advance", n % 400 + 1, n % 100),
        _ => format!("payment rm {}", n % 6 + 1),
    };
    // What cannot be done changes nothing, and says so in one sentence.
    if let Err(error) = bench.tries(line.trim()) {
        let said = error.to_string();
        assert!(!said.contains('\n') && !said.contains("SQLite") && !said.contains("constraint"), "{line}: {said}");
    }
}

fn minor(value: &Value) -> i64 {
    value.as_str().unwrap().replace('.', "").parse().unwrap()
}

fn sum(value: &Value, name: &str) -> i64 {
    value.as_array().unwrap().iter().map(|row| minor(&row[name])).sum()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_books_add_up(deeds in vec((0..21_u8, any::<bool>(), 0..10_000_i64, 0..52_i64), 1..40)) {
        let bench = begin();
        let (mut frozen, mut steps) = (std::collections::BTreeMap::new(), 0_usize);
        for deed in &deeds {
            act(&bench, deed);
            steps += 1;
            let list = bench.json("invoice list");
            let mut sequences = std::collections::BTreeMap::<String, Vec<i64>>::new();
            for row in list.as_array().unwrap() {
                let number = row["number"].as_str().unwrap().to_owned();
                let shown = bench.json(&format!("invoice show {number}"));
                // Lines less discounts are the net; taxes the tax; and all of it the total.
                prop_assert_eq!(sum(&shown["lines"], "net") - sum(&shown["discounts"], "amount"), minor(&shown["net"]), "{}", number);
                prop_assert_eq!(sum(&shown["taxes"], "amount"), minor(&shown["tax"]));
                prop_assert_eq!(minor(&shown["net"]) + minor(&shown["tax"]) + minor(&shown["rounding"]), minor(&shown["total"]));
                if shown["kind"] != "credit" {
                    let settled = ["paid", "credited", "written_off"].map(|name| minor(&shown[name])).iter().sum::<i64>();
                    prop_assert_eq!(minor(&shown["total"]) - settled, minor(&shown["open"]));
                    prop_assert!(minor(&shown["open"]) >= 0, "{} is paid too much", number);
                    prop_assert_eq!(sum(&shown["payments"], "amount"), minor(&shown["paid"]));
                }
                // What was issued never changes; a void mirrors what it takes back.
                let figures = (shown["lines"].clone(), shown["taxes"].clone(), shown["total"].clone());
                if deed.0 != 14 && deed.0 != 15 {
                    let before = frozen.insert(number.clone(), figures.clone());
                    prop_assert!(before.is_none_or(|before| before == figures), "{} has changed", number);
                }
                if shown["state"] == "credited" {
                    let credits = shown["corrected_by"].as_array().unwrap().iter();
                    let credits: Vec<Value> = credits.map(|n| bench.json(&format!("invoice show {}", n.as_str().unwrap()))).collect();
                    for name in ["net", "tax", "total"] {
                        let taken: i64 = credits.iter().map(|credit| minor(&credit[name])).sum();
                        prop_assert_eq!(taken, minor(&shown[name]), "{} of {}", name, number);
                    }
                }
                let (place, sequence) = number.rsplit_once('-').unwrap();
                sequences.entry(place.to_owned()).or_default().push(sequence.parse().unwrap());
            }
            if deed.0 == 14 || deed.0 == 15 {
                frozen.clear();
            }
            // Numbers have no gap.
            for (place, mut given) in sequences {
                given.sort_unstable();
                let all: Vec<i64> = (1..).take(given.len()).collect();
                prop_assert_eq!(given, all, "{}", place);
            }
            // What was paid is on documents or is credit, and no one's credit is less than nothing.
            for client in ["acme", "zeta"] {
                let payments = bench.json(&format!("payment list --client {client}"));
                let (mut paid, mut used) = (0, 0);
                for payment in payments.as_array().unwrap() {
                    paid += minor(&payment["amount"]);
                    used += sum(&payment["documents"], "amount");
                }
                let ageing = bench.json("ageing");
                let row = ageing["clients"].as_array().unwrap().iter().find(|row| row["client"] == client).cloned();
                let credit = row.as_ref().map_or(0, |row| minor(&row["credit"]));
                prop_assert_eq!(paid - used, credit, "{}", client);
                prop_assert!(credit >= 0);
                let account = bench.json(&format!("account {client}"));
                let open = row.as_ref().map_or(0, |row| minor(&row["open"]));
                prop_assert_eq!(minor(&account["balance"]), open - credit, "{}", client);
            }
        }
        // What a draft would come to is what is unbilled, as long as nothing has yet to end.
        let unbilled = bench.json("unbilled --client acme");
        let due = unbilled["clients"].as_array().unwrap().first().map_or(0, |row| minor(&row["total"]));
        if due > 0 && bench.json("invoice list --state paid").as_array().unwrap().iter().all(|d| d["kind"] != "deposit") {
            bench.text("invoice draft acme --through 2026-06-22");
            prop_assert_eq!(minor(&bench.json("invoice show d1")["net"]), due);
        }
        let checked = bench.store.audit().unwrap();
        prop_assert!(checked.is_empty(), "after {} steps: {:?}", steps, checked);
    }
}
