//! Parts of documents that are credited, what is left of them, and what is imported or numbered wrongly.

use crate::life::{desk, text};

#[test]
fn a_line_is_credited_with_its_share_of_a_discount_on_the_whole() {
    let home = desk();
    home.ok("charge add acme A --price 100 --qty 2 --on 2026-06-01");
    home.ok("charge add acme B --price 100 --on 2026-06-01");
    home.ok("invoice issue acme --discount 50% --only charges");
    let refused = home.refused("invoice credit 1 --line 1 --reason x --amount 100.01");
    assert!(refused.contains("is more than the line: 100.00 EUR of it can be credited"), "{refused}");
    assert!(home.ok("invoice credit 1 --line 1 --qty 1 --reason x").contains("over 59.50 EUR, with tax"));
    let credit = home.json("invoice show CN-2026-0001");
    assert_eq!([&credit["net"], &credit["lines"][0]["quantity"]].map(text), ["50.00", "1"]);
    assert!(home.ok("invoice credit 1 --line 2 --reason x").contains("over 59.50 EUR, with tax"));
    assert!(home.ok("invoice credit 1 --line 1 --reason x").contains("over 59.50 EUR, with tax"));
    let shown = home.json("invoice show 1");
    assert_eq!([&shown["state"], &shown["credited"], &shown["open"]].map(text), ["credited", "178.50", "0.00"]);
    // Nothing is left to be taken back, but what was charged is due again.
    assert!(home.ok("invoice void 1 --reason x").contains("over 0.00 EUR, what was left of it"));
    home.ok("invoice issue acme --only charges");
    home.ok("db check");
}

#[test]
fn credited_line_by_line_nothing_stays() {
    let home = desk();
    for price in ["0.03", "0.03", "0.03", "0.02 --qty -1"] {
        home.ok(&format!("charge add acme A --price {price} --on 2026-06-01"));
    }
    home.ok("invoice issue acme --only charges");
    assert_eq!(text(&home.json("invoice show 1")["total"]), "0.08");
    let refused = home.refused("invoice credit 1 --line 4 --reason x");
    assert!(refused.contains("line 4 takes something off 2026-0001: void it, and bill it anew"), "{refused}");
    home.ok("invoice credit 1 --line 1 --reason x");
    // A void takes the rest, to the cent.
    assert!(home.ok("invoice void 1 --reason x").contains("over 0.04 EUR, what was left of it"));
    let shown = home.json("invoice show 1");
    assert_eq!([&shown["state"], &shown["credited"], &shown["open"]].map(text), ["credited", "0.08", "0.00"]);
    assert_eq!(home.json("invoice show CN-2026-0002")["lines"].as_array().unwrap().len(), 3);
    home.ok("invoice issue acme --only charges");
    home.ok("db check");
}

#[test]
fn a_paper_says_the_tax_of_what_it_takes_back() {
    let home = desk();
    home.ok("invoice deposit acme 60 Start");
    home.ok("payment add 1 71.40");
    home.ok("charge add acme Work --price 100 --on 2026-06-01");
    home.ok("charge add acme Book --price 100 --tax red --on 2026-06-01");
    home.ok("invoice issue acme --only charges");
    home.ok("invoice credit 2 --line 1 --reason x");
    let taxes = |number: &str| home.json(&format!("invoice show {number}"))["taxes"].clone();
    assert_eq!([&taxes("CN-2026-0001")[0]["base"], &taxes("CN-2026-0001")[0]["amount"]].map(text), ["100.00", "19.00"]);
    home.ok("invoice void 2 --reason x");
    let rest = taxes("CN-2026-0002");
    assert_eq!([&rest[0]["base"], &rest[0]["amount"]].map(text), ["100.00", "7.00"]);
    assert_eq!([&rest[1]["base"], &rest[1]["amount"]].map(text), ["-60.00", "-11.40"]);
    home.ok("db check");
}

#[test]
fn lines_of_a_rest_add_up_where_prices_have_tax_in_them() {
    let home = desk();
    home.ok("client edit acme --prices gross");
    home.ok("charge add acme A --price 89.99 --tax red --on 2026-06-01");
    home.ok("charge add acme B --price 0.49 --tax red --on 2026-06-01");
    home.ok("invoice issue acme --only charges");
    home.ok("invoice credit 1 --line 1 --amount 52.19 --reason x");
    home.ok("invoice credit 1 --line 1 --amount 20.70 --reason x");
    home.ok("invoice void 1 --reason x");
    let rest = home.json("invoice show CN-2026-0003");
    let minor = |value: &serde_json::Value| text(value).replace('.', "").parse::<i64>().unwrap();
    let lines: i64 = rest["lines"].as_array().unwrap().iter().map(|line| minor(&line["net"])).sum();
    assert_eq!(lines, minor(&rest["net"]));
    home.ok("db check");
}

#[test]
fn time_that_is_credited_in_parts_is_given_back_with_the_last() {
    let home = desk();
    home.ok("invoice issue acme");
    home.ok("invoice credit 1 --line 1 --qty 0:30 --reason x");
    assert!(text(&home.json("invoice show CN-2026-0001")["lines"][0]["text"]).starts_with("Correction, 6 Jul"));
    let refused = home.refused("invoice credit 1 --line 1 --amount 1 --reopen --reason x");
    assert!(refused.contains("gives back a time line of which nothing is left: credit all of it"), "{refused}");
    let refused = home.refused("invoice credit 1 --line 1 --amount 1 --qty 0:30 --reason x");
    assert_eq!(refused, "qty: and --amount say the same: leave one of them out");
    home.ok("invoice credit 1 --line 1 --reopen --reason x");
    assert_eq!(text(&home.json("unbilled --client acme")["clients"][0]["total"]), "90.00");
    home.ok("db check");
}

#[test]
fn a_bare_number_is_an_invoice() {
    let home = desk();
    home.ok("charge add acme A --price 10 --on 2026-06-01");
    home.ok("invoice issue acme --only charges");
    home.ok("invoice void 1 --reason x");
    home.ok("invoice issue acme --only charges");
    home.ok("invoice credit 2 --line 1 --amount 1 --reason x");
    home.ok("invoice credit 2 --line 1 --amount 1 --reason x");
    assert!(home.ok("invoice show 2").contains("2026-0002"));
    let refused = home.refused("invoice pdf 3");
    let said = "there is no invoice 3; CN-2026-0003 is a credit note: type all of its number";
    assert!(refused.contains(said), "{refused}");
    assert!(home.refused("invoice show 0").contains("there is no document 0"));
    assert!(home.ok("invoice show cn-2026-0003").contains("CN-2026-0003"));
}

#[test]
fn issuing_answers_a_script_with_the_document() {
    let home = desk();
    let issued = home.json("invoice issue acme");
    let shown = home.json("invoice show 1");
    for name in ["number", "total", "lines", "state"] {
        assert_eq!(issued[name], shown[name], "{name}");
    }
    assert!(text(&issued["said"]).starts_with("issued 2026-0001 for Acme GmbH"));
}

#[test]
fn time_that_counts_later_says_when_it_can_be_billed() {
    let home = desk();
    home.ok("invoice issue acme --through today");
    assert!(home.ok("log acme 1h more --on 2026-07-08").contains("8 Jul is billed, so it counts on 4 Aug"));
    assert!(home.ok("entry list --client acme").contains("late, 4 Aug"));
    let refused = home.refused("invoice draft acme");
    assert!(refused.ends_with("1:00 h count on 4 Aug, and can be billed then"), "{refused}");
}

#[test]
fn invoices_of_another_program_are_taken_in_as_they_are_or_not_at_all() {
    let home = desk();
    let file = home.file("open.csv");
    for (table, why) in [
        ("", "there is no heading"),
        ("number,client,date,total\nA-1,acme,2026-06-01,10.00,9\n", ":2: has more cells than the heading, which has 4"),
        ("number,client,date,total\nA-1,acme,0001-01-01,10.00\n", ":2: '0001-01-01' is no day: write 2026-07-31"),
        ("number,client,date,total\nA-1,acme,+12026-06-01,10.00\n", ":2: '+12026-06-01' is no day: write 2026-07-31"),
    ] {
        std::fs::write(&file, table).unwrap();
        let refused = home.refused(&format!("import invoices {}", file.display()));
        assert!(refused.contains(why), "{refused}");
    }
    std::fs::write(&file, "number,client,date,total\nA-1,acme,2026-06-01,10.00,,\n").unwrap();
    home.ok(&format!("import invoices {}", file.display()));
    assert_eq!(text(&home.json("invoice show A-1")["open"]), "10.00");
}
