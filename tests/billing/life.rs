//! The life of a document: drafts, issuing, correcting, undo, late time, and what is refused.

use crate::support::Home;

/// A desk whose business can bill, with a client by the hour and one with a retainer, at the beginning of August.
pub fn desk() -> Home {
    let home = Home::new();
    home.at("2026-07-01 09:00");
    for line in [
        "business set --name Desk --street 'Main Street 1' --postcode 50667 --city Köln --country DE --regime vat --vat-id DE123456788",
        "client add acme --name 'Acme GmbH' --rate 45",
        "client edit acme --street 'Hauptstr. 1' --postcode 12345 --city Ort --country DE",
        "client add zeta --name 'Zeta AG' --rate 60",
        "client edit zeta --street 'Ring 2' --postcode 12345 --city Ort --country DE",
        "agreement add zeta retainer --hours 10 --fee 400 --start 2026-07-01 --overage-rate 50",
    ] {
        home.ok(line);
    }
    home.at("2026-07-30 18:00");
    home.ok("log acme 2h draft --on 2026-07-06");
    home.ok("log zeta 11h calls --on 2026-07-07");
    home.at("2026-08-03 09:00");
    home
}

pub fn text(value: &serde_json::Value) -> &str {
    value.as_str().unwrap()
}

#[test]
fn a_draft_is_what_is_unbilled_and_is_issued_as_it_was_looked_at() {
    let home = desk();
    let unbilled = home.json("unbilled --client acme");
    let draft = home.ok("invoice draft acme");
    assert!(draft.contains("draft d1 for Acme GmbH: 107.10 EUR through 31 Jul"), "{draft}");
    let shown = home.json("invoice show d1");
    assert_eq!(shown["net"], unbilled["clients"][0]["total"]);
    assert_eq!((text(&shown["state"]), shown["number"].is_null()), ("draft", true));
    home.ok("log acme 30m more --on 2026-07-31");
    assert_eq!(text(&home.json("invoice show d1")["net"]), "112.50");
    let said = home.ok("invoice draft acme");
    assert!(said.contains("it was 107.10 EUR when it was last looked at"), "{said}");
    home.ok("invoice line edit d1 1 Work on the newsletter");
    let issued = home.ok("invoice issue d1");
    assert_eq!(issued, "issued 2026-0001 for Acme GmbH: 133.88 EUR, due 17 Aug\n");
    let shown = home.json("invoice show 1");
    assert_eq!(text(&shown["lines"][0]["text"]), "Work on the newsletter");
    assert_eq!(home.json("invoice list --state draft").as_array().unwrap().len(), 0);
    assert_eq!(home.json("unbilled --client acme")["clients"].as_array().unwrap().len(), 0);
}

#[test]
fn undo_takes_an_invoice_back_until_something_has_left() {
    let home = desk();
    home.ok("invoice issue acme");
    assert!(home.ok("undo").contains("undone: issued 2026-0001"), "nothing has left yet");
    assert_eq!(home.refused("invoice show 2026-0001").split(':').next(), Some("number"));
    assert!(home.ok("invoice issue acme").starts_with("issued 2026-0001"), "the number is free again");
    home.ok("invoice sent 1");
    home.ok("task add 'call the bank'");
    home.ok("undo");
    home.ok("undo");
    home.ok("redo");
    // The invoice stands now; what is below it and has nothing to do with it is taken back.
    home.ok("task add 'write to the bank'");
    let said = home.ok("undo");
    assert!(said.contains("undone: added task"), "{said}");
    home.ok("service add email");
    let refused = home.refused("entry edit 1 --bill-as 3h");
    assert_eq!(refused, "entry 1 is on 2026-0001 (sent 3 Aug): 'invoice void 2026-0001' gives it back");
    assert_eq!(home.refused("entry rm 1"), refused);
    home.ok("db check");
}

#[test]
fn steps_below_an_invoice_that_stands_are_passed_over_to() {
    let home = desk();
    home.ok("task add 'call the bank'");
    home.ok("invoice issue acme");
    home.ok("payment add 1 50");
    // The payment is the newest step; then the invoice can go, too.
    home.ok("undo");
    home.ok("undo");
    home.ok("invoice issue acme");
    home.ok("invoice issue zeta");
    home.ok("invoice sent 2026-0002 --how post");
    home.ok("undo");
    home.ok("redo");
    let db = home.ok("history --limit 3");
    assert!(db.contains("was sent by post"), "{db}");
    // By its number, the older of two invoices stays: numbers have no gap.
    let step = home.json("history");
    let step =
        step.as_array().unwrap().iter().find(|s| text(&s["label"]).starts_with("issued 2026-0001")).unwrap().clone();
    let refused = home.refused(&format!("undo --step {}", step["step"]));
    assert!(refused.contains("2026-0001"), "{refused}");
    home.ok("db check");
}

#[test]
fn late_time_counts_on_the_first_day_that_is_open() {
    let home = desk();
    home.ok("invoice issue zeta");
    home.at("2026-08-05 09:00");
    home.ok("log zeta 1h forgotten --on 2026-07-30");
    let entry = &home.json("entry list --client zeta --from 2026-07-30 --to 2026-07-30")[0];
    assert_eq!(
        (text(&entry["date"]), text(&entry["counts_on"]), text(&entry["state"])),
        ("2026-07-30", "2026-08-01", "open")
    );
    let cycles = home.json("agreement show 1");
    let used: Vec<i64> =
        cycles["cycles"].as_array().unwrap().iter().map(|c| c["used_minutes"].as_i64().unwrap()).collect();
    assert_eq!(used, [660, 60]);
    // What the client reads of August has it; what was read of July has not.
    assert!(home.ok("statement zeta").contains("forgotten"));
    assert!(!home.ok("statement zeta --cycle last").contains("forgotten"));
    // Voided, July takes it back.
    home.ok("invoice void 1 --reason wrong");
    let entry = &home.json("entry list --client zeta --from 2026-07-30 --to 2026-07-30")[0];
    assert_eq!(text(&entry["counts_on"]), "2026-07-30");
    home.ok("undo");
    home.ok("db check");
}

#[test]
fn what_cannot_be_is_refused_in_one_sentence() {
    let home = desk();
    for (line, said) in [
        ("invoice issue acme --through 2026-08-31", "through: 2026-08-31 has not come"),
        (
            "invoice issue acme --through 2026-06-30",
            "acme owes nothing through 30 Jun; 2:00 h later are open (--through today)",
        ),
        ("invoice issue acme --date 2026-09-01", "date: "),
        ("invoice show 99", "number: there is no document 99: 'invoice list' shows those there are"),
        ("payment add acme 0", "amount: must be more than nothing"),
        ("payment add acme -5", "amount: '-5' is no amount: type 45, 45.50 or 45,50"),
        ("payment add acme 1.234", "amount: 1.234 does not fit EUR, which has 2 decimals"),
        ("payment add acme 10000000000", "amount: is too large: 9,999,999,999.99 is the most"),
        ("payment add acme 5 --on 2026-08-04", "on: "),
        (
            "charge add acme x --price 1.23456",
            "price: '1.23456' is no price: type 45, 45.50 or 0.085, with 4 decimals at most",
        ),
        ("charge add acme x --price 1 --qty 0", "qty: '0' is no quantity: type 1 or 37.5, with 3 decimals at most"),
        ("numbering set invoice --pattern '{year}'", "pattern: "),
        (
            "business text closing 'Pay {totl}'",
            "text: {totl} is not one of {number}, {total}, {due}, {client}, {period}, {open}",
        ),
    ] {
        let refused = home.refused(line);
        assert!(refused.starts_with(said), "{line}: {refused}");
    }
    // But for the steps themselves, which can be done again.
    let records = || {
        let mut all = home.dump();
        all.retain(|table, _| !["op", "change", "unjournalled"].contains(&table.as_str()));
        all
    };
    let before = records();
    home.ok("invoice issue acme");
    for (line, said) in [
        ("invoice issue acme", "acme owes nothing through 31 Jul"),
        ("payment add 1 5 --on 2026-08-02", "on: 2026-08-02 is before 2026-0001 was issued, on 2026-08-03"),
        ("invoice credit 1 --line 2 --reason x", "line: 2026-0001 has no line 2"),
        (
            "invoice credit 1 --line 1 --amount 90.01 --reason x",
            "amount: is more than the line: 90.00 EUR of it can be credited",
        ),
        (
            "invoice writeoff 1 --amount 200 --reason x",
            "amount: must be more than nothing and at most what is open, 107.10 EUR",
        ),
        ("client edit acme --currency USD", "currency: "),
        ("numbering set invoice --next 1", "next: must be above 1, which is given already"),
    ] {
        let refused = home.refused(line);
        assert!(refused.starts_with(said), "{line}: {refused}");
    }
    home.ok("invoice void 1 --reason wrong");
    let refused = home.refused("invoice void 1 --reason again");
    assert_eq!(refused, "2026-0001 is void already (CN-2026-0001)");
    let refused = home.refused("invoice void CN-2026-0001 --reason again");
    assert_eq!(refused, "CN-2026-0001 corrects 2026-0001: bill it anew instead");
    home.ok("undo");
    home.ok("undo");
    assert!(records() == before, "nothing is left of what is undone");
}

#[test]
fn numbers_can_be_moved_upward_and_look_otherwise() {
    let home = desk();
    home.ok("numbering set invoice --next 41 --reason 'forty were made elsewhere'");
    assert!(home.ok("invoice issue acme").starts_with("issued 2026-0041"));
    home.ok("numbering set invoice --pattern 'R{yy}{month}-{seq:3}'");
    assert!(home.ok("invoice issue zeta").starts_with("issued R2608-001"));
    let refused = home.refused("numbering set credit --pattern 'R{yy}{month}-{seq:4}'");
    assert!(refused.starts_with("pattern: would give numbers that the invoice series gives"), "{refused}");
    home.ok("numbering set credit --pattern 'R{yy}{month}-{seq:3}'");
    assert!(home.ok("invoice void R2608-001 --reason wrong").contains("credit note R2608-002"), "one series for both");
}

#[test]
fn money_that_is_over_is_credit_and_pays_what_follows() {
    let home = desk();
    home.ok("invoice issue acme");
    let said = home.ok("payment add 1 120 --fee 1.20");
    assert!(said.contains("2026-0001 is paid; 12.90 EUR are the client's credit"), "{said}");
    home.ok("charge add acme Sketch --price 10");
    home.ok("invoice issue acme");
    let shown = home.json("invoice show 2");
    assert_eq!(
        [&shown["total"], &shown["prepaid"], &shown["open"], &shown["state"]].map(text),
        ["11.90", "11.90", "0.00", "paid"]
    );
    assert_eq!(text(&home.json("payment list")[0]["unused"]), "1.00");
    home.ok("payment refund 1");
    assert_eq!(home.json("ageing")["clients"].as_array().unwrap().len(), 0);
    let account = home.json("account acme");
    assert_eq!(text(&account["balance"]), "0.00");
    // What a later document has used cannot be taken away by itself.
    let refused = home.refused("payment rm 1");
    assert!(refused.contains("given back"), "{refused}");
    home.ok("db check");
}

#[test]
fn paying_early_closes_a_document_with_its_discount() {
    let home = desk();
    home.ok("client edit acme --terms '30d 2%/10d'");
    home.ok("invoice issue acme");
    home.at("2026-08-10 09:00");
    home.ok("payment add 1 104.96");
    let shown = home.json("invoice show 1");
    assert_eq!(
        [&shown["state"], &shown["paid"], &shown["credited"], &shown["open"]].map(text),
        ["paid", "104.96", "2.14", "0.00"]
    );
    home.ok("undo");
    home.at("2026-08-14 09:00");
    home.ok("payment add 1 104.96");
    assert_eq!(text(&home.json("invoice show 1")["open"]), "2.14", "after ten days it is owed in full");
}

#[test]
fn what_was_billed_before_is_settled() {
    let home = desk();
    home.ok("client edit zeta --billed-through 2026-07-31");
    assert_eq!(home.json("unbilled --client zeta")["clients"][0]["total"], "400.00", "the fee of August alone");
    let entry = &home.json("entry list --client zeta --from 2026-07-01 --to 2026-07-31")[0];
    assert_eq!((text(&entry["state"]), entry["invoice"].is_null()), ("invoiced", true));
    home.ok("invoice issue zeta");
    assert_eq!(text(&home.json("invoice show 1")["net"]), "400.00");
    let refused = home.refused("client edit zeta --billed-through 2026-06-30");
    assert!(refused.starts_with("billed-through: cannot change once there is a document"), "{refused}");
    home.ok("db check");
}

#[test]
fn an_agreement_stays_where_it_is_billed() {
    let home = desk();
    home.ok("invoice issue zeta");
    let refused = home.refused("agreement change 1 --from 2026-08-01 --fee 500");
    assert_eq!(refused, "from: the fee from 2026-08-01 is on 2026-0001: change from 2026-09-01, or void it");
    let refused = home.refused("agreement rm 1");
    assert!(refused.starts_with("the retainer is billed on 2026-0001"), "{refused}");
    home.ok("agreement change 1 --from 2026-09-01 --fee 500");
    home.ok("agreement end 1 --on 2026-08-15 --prorate");
    home.at("2026-09-01 09:00");
    // Sixteen of thirty-one days of August are given back.
    let items = home.json("unbilled --client zeta")["clients"][0]["items"].clone();
    assert_eq!(text(&items[0]["amount"]), "-206.45", "{items}");
    home.ok("db check");
}

#[test]
fn a_block_that_is_not_used_up_is_given_back() {
    let home = desk();
    home.ok("agreement add acme block --hours 10 --price 400 --start 2026-07-01");
    home.ok("invoice issue acme");
    assert_eq!(text(&home.json("invoice show 1")["net"]), "400.00", "the two hours are covered");
    home.ok("agreement end 2 --on 2026-08-03 --refund");
    let items = home.json("unbilled --client acme")["clients"][0]["items"].clone();
    assert_eq!(text(&items[0]["amount"]), "-320.00");
    let refused = home.refused("invoice issue acme");
    assert!(refused.contains("acme would get 380.80 EUR"), "{refused}");
    home.ok("invoice issue acme --as-credit");
    assert_eq!(text(&home.json("ageing")["clients"][0]["credit"]), "380.80");
    // What a credit note gives back is given back once.
    assert_eq!(home.json("unbilled --client acme")["clients"], serde_json::json!([]));
    let refused = home.refused("invoice issue acme --as-credit");
    assert!(refused.contains("acme owes nothing"), "{refused}");
    home.ok("db check");
}

#[test]
fn time_on_a_credit_note_is_billed() {
    let home = desk();
    home.ok("charge add acme Refund --price 1000 --qty -1 --on 2026-06-01");
    home.ok("log acme 1h 'on it' --on 2026-06-03");
    home.ok("invoice issue acme --as-credit");
    let refused = home.refused("invoice issue acme --as-credit");
    assert!(refused.contains("acme owes nothing"), "{refused}");
    home.ok("db check");
    home.ok("undo");
    let items = home.json("unbilled --client acme")["clients"][0]["items"].clone();
    assert_eq!(text(&items[0]["amount"]), "-1000.00");
    home.ok("db check");
}

#[test]
fn a_paper_is_not_written_over_what_vadash_lives_in() {
    let home = desk();
    home.ok("log acme 1h 'on it' --on 2026-06-03");
    home.ok("invoice issue acme");
    let database = home.ok("db path").trim().to_owned();
    let link = std::path::Path::new(&database).with_file_name("link.pdf");
    std::os::unix::fs::symlink(&database, &link).unwrap();
    for (to, why) in [
        (database.as_str(), "is the database itself"),
        (link.to_str().unwrap(), "is the database itself"),
        ("/dev/full", "is no file"),
    ] {
        for paper in ["invoice pdf 1 --force", "account acme --format pdf --force"] {
            let refused = home.refused(&format!("{paper} --out {to}"));
            assert!(refused.contains(why), "{refused}");
        }
    }
    home.ok("db check");
}

#[test]
fn a_charge_comes_again() {
    let home = desk();
    home.ok("charge add acme Hosting --price 15 --every month --on 2026-06-15");
    let items = home.json("unbilled --client acme")["clients"][0]["items"].clone();
    assert_eq!(items.as_array().unwrap().len(), 2);
    home.ok("invoice issue acme");
    home.at("2026-08-20 09:00");
    let items = home.json("unbilled --client acme")["clients"][0]["items"].clone();
    assert_eq!((items.as_array().unwrap().len(), text(&items[0]["due"])), (1, "2026-08-15"));
    let refused = home.refused("charge edit 1 --price 20");
    assert!(refused.starts_with("charge 1 is on 2026-0001"), "{refused}");
    home.ok("charge edit 1 --until 2026-08-10");
    assert_eq!(home.json("unbilled --client acme")["clients"].as_array().unwrap().len(), 0);
}
