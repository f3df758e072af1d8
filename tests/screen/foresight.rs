//! What a change would move is told before it is made, and how hours and money stand on another day.

use crate::desk::Desk;

#[test]
fn a_rule_tells_what_it_would_move_before_it_is_saved() {
    let mut desk = Desk::full();
    desk.press("5e");
    for _ in 0..5 {
        desk.press("<tab>");
    }
    assert!(desk.line("›").contains("› rounding"), "{}", desk.picture());
    let picture = desk.press("<c-u>60:up:entry");
    assert!(desk.line("» Acme GmbH: ").contains(" -> "), "{picture}");
    desk.press("<c-u>0:up:entry");
    assert!(!desk.picture().contains("» Acme"), "the rule as it is moves nothing: {}", desk.picture());
}

#[test]
fn work_of_an_earlier_day_tells_what_it_would_cost() {
    let mut desk = Desk::full();
    let picture = desk.press("<tab>l9h more work --on 2026-06-16");
    let line = desk.line("» Acme GmbH: ");
    assert!(line.contains("over 0:00 -> ") && line.contains("unbilled"), "{picture}");
    let saved = desk.press("<enter>");
    assert!(!saved.contains("» Acme"), "{saved}");
}

#[test]
fn hours_and_money_stand_as_they_did_on_the_day_that_is_shown() {
    let mut desk = Desk::full().sized(160, 40);
    let today = desk.picture();
    let before = desk.press("{");
    assert!(before.contains("─ Retainers 3  as of Mon 15 Jun "), "{before}");
    assert!(before.contains("as of Mon 15 Jun ─╮"), "{before}");
    let bar = |picture: &str| picture.lines().find(|l| l.contains(" 20:00 ")).map(str::to_owned);
    assert!(bar(&before).is_some() && bar(&before) != bar(&today), "{before}");
    let after = desk.press("}}}}");
    assert!(after.contains("as of Mon 13 Jul ") && after.contains(" 1 Aug"), "{after}");
    assert_eq!(desk.press("t"), today);
}
