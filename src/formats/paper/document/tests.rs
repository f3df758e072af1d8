//! Papers in four languages as they are read, and what must hold of every one.

use proptest::prelude::*;

use super::{Look, epc, paper};
use crate::domain::document::issued::{Document, DocumentKind, DocumentLine, LineKind, Seller};
use crate::domain::document::totals::{Discount, PriceBasis, TaxGroup};
use crate::domain::money::Currency;
use crate::domain::tax::{Percentage, TaxCategory};
use crate::formats::paper::csv::write as table_of_lines;
use crate::formats::paper::sample::{annex, day, document, line, rich, taxed, told, untaxed};
use crate::words::papers::{Language, Words};

#[test]
fn a_rich_document_in_four_languages() {
    for language in Language::ALL {
        let words = Words::of(language.tag(), None);
        let paper = paper(&rich(), Some(&annex()), &words, &Look::default());
        insta::assert_snapshot!(format!("rich_{}", language.tag()), told(&paper));
    }
}

#[test]
fn other_kinds_and_letters() {
    let mut all = String::new();
    let small = untaxed("small", TaxCategory::Exempt);
    let mut draft = document(vec![line(LineKind::Fixed, 10_000, &small)], None, PriceBasis::Net);
    (draft.number, draft.terms, draft.buyer.country) = (None, None, "US".into());
    draft.seller = Seller { iban: String::new(), pay_link: "https://pay.example/x".into(), ..draft.seller };
    let mut credit = document(vec![line(LineKind::Credit, 2000, &taxed("std", 19))], None, PriceBasis::Net);
    (credit.kind, credit.number, credit.due, credit.terms) =
        (DocumentKind::Credit, Some("CN-2026-0001".into()), None, None);
    (credit.corrects, credit.reason) = (Some(("2026-0007".into(), day("2026-08-03"))), "30 min too many".into());
    let gross = |net, group: &TaxGroup| DocumentLine { gross: Some(net), ..line(LineKind::Other, net, group) };
    let lines = vec![gross(11_900, &taxed("std", 19)), gross(1070, &taxed("red", 7))];
    let gross = document(lines, Some(Discount::Share(Percentage(10_000))), PriceBasis::Gross);
    let words = Words::of("de", None);
    for document in [&draft, &credit, &gross] {
        all.push_str(&format!("{}\n", told(&paper(document, None, &words, &Look::default()))));
    }
    insta::assert_snapshot!("other_kinds_de", all);
    assert_eq!((epc(&draft), epc(&credit)), (None, None));
    assert!(epc(&gross).is_some());
}

#[test]
fn a_transfer_is_coded_as_banks_read_it() {
    let plain =
        document(vec![line(LineKind::Fixed, 1230, &untaxed("small", TaxCategory::Exempt))], None, PriceBasis::Net);
    let code = "BCD\n002\n1\nSCT\nBYLADEM1001\nAda Beispiel\nDE02120300000000202051\nEUR12.30\n\n\n2026-0007";
    assert_eq!(epc(&plain).as_deref(), Some(code));
    let with = |change: fn(&mut Document)| {
        let mut changed = plain.clone();
        change(&mut changed);
        epc(&changed)
    };
    assert_eq!(with(|d| d.currency = Currency::get("USD").unwrap()), None);
    assert_eq!(with(|d| d.seller.iban = "DE03120300000000202051".into()), None);
    assert_eq!(with(|d| d.totals.total = 100_000_000_000), None);
    assert!(with(|d| d.totals.total = 99_999_999_999).unwrap().contains("\nEUR999999999.99\n"));
    assert_eq!(with(|d| d.prepaid = 1230), None);
    assert_eq!(with(|d| d.number = None), None);
    assert!(with(|d| d.seller.bic.clear()).unwrap().contains("\nSCT\n\nAda"));
    let long = with(|d| d.seller.name = format!("{}\n", "ộ".repeat(90))).unwrap();
    assert!(long.contains(&format!("\n{}\n", "ộ".repeat(70))) && long.len() <= 331, "QR version 13-M holds it");
}

#[test]
fn the_lines_are_a_table_too() {
    let mut document = rich();
    document.lines[4].text = "=1+1".into();
    let table = table_of_lines(&document).unwrap();
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines[0], "number,date,client,n,kind,text,service,minutes,quantity,unit,price,net,tax,percent,currency");
    assert_eq!(lines[3], "2026-0007,2026-08-03,acme,3,time,,x,187,,h,45.00,140.25,std,19,EUR");
    assert_eq!(lines[5], "2026-0007,2026-08-03,acme,5,unit,'=1+1,,,1250,word,0.085,100.00,red,7,EUR");
    assert_eq!(lines[8], "2026-0007,2026-08-03,acme,8,deposit,,,,1,,-500.00,-500.00,std,19,EUR");
}

/// A written amount in cents.
fn read(amount: &str) -> i64 {
    amount.chars().filter(|c| c.is_ascii_digit() || *c == '-').collect::<String>().parse().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// What stands in the table adds up to what stands below it, in every language.
    #[test]
    fn nothing_is_lost(
        amounts in prop::collection::vec((1_i64..500_000, 0..2_usize), 1..9),
        gross in any::<bool>(),
        off in prop::option::of(1..50_000_i64),
        prepaid in 0_i64..2,
        language in 0..4_usize,
    ) {
        let groups = [taxed("std", 19), taxed("red", 7)];
        let lines = amounts.iter().map(|(amount, n)| DocumentLine {
            gross: gross.then_some(*amount),
            ..line(LineKind::Fixed, *amount, &groups[*n])
        });
        let prices = if gross { PriceBasis::Gross } else { PriceBasis::Net };
        let mut document = document(lines.collect(), off.map(|milli| Discount::Share(Percentage(milli))), prices);
        document.prepaid = prepaid;
        let words = Words::of(Language::ALL[language].tag(), None);
        let paper = paper(&document, None, &words, &Look::default());
        let table = &paper.tables[0];
        let amounts: i64 = table.rows.iter().map(|row| read(row.cells.last().unwrap())).sum();
        prop_assert_eq!(read(table.rows.last().unwrap().carried.as_ref().unwrap()), amounts);
        let total = table.totals.iter().position(|(label, ..)| *label == words.total()).unwrap();
        let before = table.totals[..total].iter().filter(|(label, ..)| *label != words.net() && *label != words.subtotal());
        let added: i64 = before.map(|(_, amount, _)| read(amount)).sum();
        prop_assert_eq!(amounts + added, read(&table.totals[total].1));
        let (_, last, counts) = table.totals.iter().find(|(.., counts)| *counts).unwrap();
        prop_assert!(*counts && read(last) == document.to_pay());
    }
}
