//! Invoices: what is to be billed, what is open, and the keys from a draft to the money.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use insta::assert_snapshot;
use vadash::config::Config;
use vadash::tui::LoopCommand;

use crate::desk::Desk;

/// A business, three clients, and all that may be due.
const BILLED: &[&str] = &[
    "business set --name 'Desk & Co' --street 'Main Street 1' --postcode 50667 --city Köln --country DE --regime vat --vat-id DE123456788",
    "client add acme --name 'Acme GmbH' --rate 45",
    "client edit acme --street 'Hauptstr. 1' --postcode 12345 --city Ort --country DE",
    "client add zeta --name 'Zeta Ltd' --currency GBP --rate 38.50",
    "client edit zeta --street 'High Street 1' --postcode 'SW1A 1AA' --city London --country GB",
    "client add kato --name '加藤商事' --rate 60",
    "client edit kato --street 'Ring 2' --postcode 12345 --city Ort --country DE",
    "agreement add acme retainer --hours 10 --fee 800 --start 2026-04-01",
    "log acme 11h30 'spring campaign' --on 2026-05-12",
    "log acme 2h 'newsletter draft' --on 2026-06-15",
    "log zeta 9h30 research --on 2026-05-17",
    "log zeta 1h30 'more research' --on 2026-05-18",
    "log kato 3h '展示会の準備' --on 2026-06-19",
    "charge add zeta Landing page --price 250 --on 2026-05-20",
    "log kato 2h letters --on 2026-03-03",
    "log kato 4h posters --on 2026-04-03",
    "invoice issue kato --through 2026-03-31 --date 2026-04-01",
    "invoice issue kato --through 2026-04-30 --date 2026-05-29",
    "payment add 2026-0002 100 --on 2026-06-01",
    "invoice draft acme",
];

const SIZES: [(u16, u16); 3] = [(200, 50), (100, 30), (45, 20)];

fn desk() -> Desk {
    Desk::with(BILLED, Config::default())
}

#[test]
fn invoices_at_each_size() {
    for (width, height) in SIZES {
        let mut desk = desk().sized(width, height);
        assert_snapshot!(format!("invoices {width}x{height}"), desk.press("6"));
        assert_snapshot!(format!("invoices open {width}x{height}"), desk.press("<tab>"));
        assert_snapshot!(format!("invoices document {width}x{height}"), desk.press("j<tab>"));
    }
}

#[test]
fn a_client_is_billed_by_one_key_from_anywhere() {
    let mut desk = desk().sized(200, 50);
    // From a client's row of another view.
    desk.press("5jj");
    assert!(desk.line("Zeta").contains("zeta"), "{}", desk.picture());
    let picture = desk.press("I");
    assert!(desk.footer().starts_with("draft d2 for Zeta Ltd: 6"), "{}", desk.footer());
    assert!(picture.starts_with(" 6 Invoices"), "{picture}");
    assert!(desk.line("invoice d2 for Zeta").contains("d2"), "{picture}");
    assert_snapshot!("issue", desk.press("I"));
    desk.press("y");
    assert!(desk.footer().starts_with("issued 2026-0003 for Zeta Ltd: "), "{}", desk.footer());
    assert!(desk.line("invoice 2026-0003 for").contains("Zeta"), "{}", desk.picture());
    desk.press("u");
    assert!(desk.line(" d2 ").contains("draft"), "{}", desk.picture());
}

#[test]
fn money_that_came_is_noted_with_what_is_open() {
    let mut desk = desk().sized(200, 50);
    desk.press("6<tab>j");
    assert!(desk.press("$").contains("142.80"), "{}", desk.picture());
    assert_snapshot!("payment", desk.picture());
    desk.press("<c-u>50 --fee 1.20<enter>");
    assert!(desk.footer().starts_with("50.00 EUR from 加藤商事: 92.80 EUR of 2026-0001 are open"), "{}", desk.footer());
    assert!(desk.press("$<enter>").contains("2026-0002"), "{}", desk.picture());
    assert!(desk.footer().contains("2026-0001 is paid"), "{}", desk.footer());
    desk.press("u");
    assert!(desk.footer().starts_with("undone: 92.80 EUR"), "{}", desk.footer());
}

#[test]
fn a_draft_is_edited_grouped_and_deleted_and_an_issued_document_is_not() {
    let mut desk = desk().sized(200, 50);
    desk.press("6<tab>");
    assert!(desk.press("z").contains("spring campaign"), "{}", desk.picture());
    assert_snapshot!("draft form", desk.press("e"));
    desk.press("<esc>D");
    assert!(desk.footer().starts_with("deleted draft d1"), "{}", desk.footer());
    desk.press("D");
    assert_eq!(desk.footer(), "! 2026-0001 is issued: 'invoice void 2026-0001 --reason …' voids it");
    desk.press("e");
    assert!(desk.footer().starts_with("! 2026-0001 is issued and stays as it is"), "{}", desk.footer());
    desk.press("I");
    assert_eq!(desk.footer(), "! 2026-0001 is issued already");
    desk.press("c");
    assert!(desk.footer().starts_with("copied 2026-0001"), "{}", desk.footer());
    assert!(desk.press("a").contains("charge add"), "{}", desk.picture());
}

#[test]
fn what_is_not_due_yet_is_asked_about() {
    let mut desk = desk().sized(100, 30);
    desk.press("6j");
    assert_snapshot!("later", desk.press("I"));
    desk.press("y");
    assert!(desk.footer().starts_with("draft d2 for 加藤商事: "), "{}", desk.footer());
}

#[test]
fn whoever_bills_first_is_asked_who_bills() {
    let lines = [&BILLED[1..3], &["log acme 2h work --on 2026-05-15"]].concat();
    let mut desk = Desk::with(&lines, Config::default());
    assert!(desk.press("6").contains("! before the first invoice"), "{}", desk.picture());
    assert_snapshot!("business", desk.press("I"));
}

#[test]
fn other_clients_documents_are_not_there_in_privacy() {
    let mut desk = desk().sized(200, 50);
    let picture = desk.press("6*");
    for hidden in ["zeta", "kato", "2026-0001", "加藤", "Zeta", "142.80"] {
        assert!(!picture.contains(hidden), "{hidden}: {picture}");
    }
    assert!(picture.contains("acme") && picture.contains("d1"), "{picture}");
}

#[test]
fn the_page_of_a_client_has_what_is_open() {
    let mut desk = desk().sized(200, 50);
    let picture = desk.press("5j<enter>");
    assert!(picture.contains("balance") && picture.contains("2026-0001 142.80 EUR"), "{picture}");
}

#[test]
fn what_has_left_is_not_undone_and_nothing_else_is_without_asking() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::on(&folder.path().join("va.db"), BILLED).sized(200, 50);
    desk.press(":log zeta 15m call --on 2026-06-19<enter>");
    desk.press("6<tab>Iy");
    assert!(desk.footer().starts_with("issued 2026-0003 for Acme GmbH"), "{}", desk.footer());
    desk.press("o");
    let LoopCommand::Open { what, said } = desk.flow.clone() else { panic!("{:?}", desk.flow) };
    assert_eq!(said, "opened the PDF, and 2026-0003 stands now");
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(Path::new(&what).parent().unwrap()), 0o700);
    assert_snapshot!("undo instead", desk.press("u"));
    desk.press("b");
    desk.press("uy");
    assert!(desk.footer().contains("undone instead: logged 0:15 for Zeta"), "{}", desk.footer());
}

#[test]
fn a_credit_note_is_listed_until_it_is_sent() {
    let mut desk = desk().sized(200, 50);
    desk.press("6");
    desk.press(":invoice void 2026-0001 --reason wrong<enter>");
    assert!(desk.line("CN-2026-0001").contains("-142.80"), "{}", desk.picture());
    desk.press(":invoice sent CN-2026-0001<enter>");
    assert!(!desk.press("6").contains("CN-2026-0001"), "{}", desk.picture());
}

#[test]
fn time_that_counts_later_is_not_offered_today() {
    let mut desk = desk().sized(200, 50);
    desk.press("6");
    desk.press(":invoice issue kato --through today<enter>");
    desk.press(":log kato 1h late --on 2026-06-10<enter>");
    let said = desk.press("I");
    assert!(!said.contains("bill it through today"), "{said}");
}
