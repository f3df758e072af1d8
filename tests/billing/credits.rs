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
    let refused = home.refused("invoice void 1 --reason x");
    assert!(refused.contains("all of 2026-0001 is credited already"), "{refused}");
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
