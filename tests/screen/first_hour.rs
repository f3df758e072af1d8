//! From nothing to the first hour along what the screen itself says, and a day's work on a small terminal.

use insta::assert_snapshot;

use crate::desk::{Desk, keys_of};

/// Presses keys that the screen tells of; returns how many they are.
fn told(desk: &mut Desk, hint: &str, keys: &str) -> usize {
    let picture = desk.picture();
    assert!(picture.contains(hint), "before {keys}: '{hint}' is not said in\n{picture}");
    desk.press(keys);
    keys_of(keys).len()
}

#[test]
fn from_an_empty_database_to_the_first_hour() {
    for (width, height) in [(100, 30), (80, 24), (45, 20)] {
        let mut desk = Desk::empty().sized(width, height);
        let mut keys = told(&mut desk, "a  adds your first client", "a");
        keys += told(&mut desk, "› code", "acme");
        keys += told(&mut desk, "Ctrl-s save", "<c-s>");
        assert_snapshot!(format!("first client {width}x{height}"), desk.picture());
        keys += told(&mut desk, "l ", "l");
        keys += told(&mut desk, "client span", "1h newsletter draft");
        keys += told(&mut desk, "Enter do it", "<enter>");
        assert!(keys <= 40, "{keys} keys");
        assert!(desk.footer().starts_with("logged 1:00 for acme: newsletter dr"), "{}", desk.footer());
    }
}

#[test]
fn the_first_day_goes_step_by_step_and_is_left_at_any_point() {
    let mut desk = Desk::empty();
    told(&mut desk, "Enter  goes through the first day", "<enter>");
    told(&mut desk, "› code", "acme<c-s>");
    assert_snapshot!("first day", desk.picture());
    // Left, it is proposed again, and a step that is taken back is missing again.
    desk.press("<esc>");
    assert!(desk.press("u").contains("Enter  goes through the first day"));
    desk.press("<enter>acme<c-s><esc>");
    told(&mut desk, "Enter  sets what a client pays", "<enter>");
    told(&mut desk, "r  some hours each month: a retainer", "r20<tab>800<c-s>");
    assert!(desk.picture().contains("First day: 3 of 4"), "{}", desk.picture());
    told(&mut desk, "l  log time", "<esc>");
    told(&mut desk, "Enter  logs the first time", "<enter>1h30 newsletter<enter>");
    assert!(desk.picture().contains("First day: 4 of 4"), "{}", desk.picture());
    told(&mut desk, "m  add a meeting", "m<esc>");
    let picture = desk.press("<enter>tomorrow 10-11 call<enter>");
    assert!(picture.contains("10:00-11:00 acme call") && !picture.contains("First day"), "{picture}");
    // Then it is quiet, also in an empty schedule.
    let picture = desk.press("]]]]<enter>");
    assert!(picture.contains("nothing on") && !picture.contains("adds the first"), "{picture}");
    assert_eq!(desk.footer(), "there is no row here to look at");
}

#[test]
fn a_step_of_the_first_day_may_be_passed_over() {
    let mut desk = Desk::empty().sized(45, 20);
    desk.press("<enter>acme<c-s>");
    told(&mut desk, "l  not yet: log time", "l");
    desk.press("1h mail<enter>");
    // What was passed over is not asked for again, nor is anything after a form of one's own.
    let picture = desk.press("m<esc>");
    assert!(!picture.contains("First day") && picture.contains("Enter  adds the first meeting"), "{picture}");
    assert!(!desk.press("5arosa<c-s>").contains("First day"));
}

#[test]
fn an_hour_and_a_half_in_few_keys() {
    let mut desk = Desk::new();
    desk.press("<s-tab>");
    let before = "l1h30";
    assert!(keys_of(before).len() <= 8);
    desk.press(&format!("{before}<enter>"));
    assert!(desk.footer().starts_with("logged 1:30 for Acme GmbH"), "{}", desk.footer());
    // With a note, what is not the note is as little.
    assert!(keys_of("l1h30 ").len() <= 8);
    desk.press("l1h30 a note<enter>");
    assert!(desk.footer().starts_with("logged 1:30 for Acme GmbH: a note"), "{}", desk.footer());
}

#[test]
fn a_days_work_on_a_small_terminal() {
    let mut desk = Desk::full().sized(45, 20);
    // What is on, and what is to do.
    assert!(desk.picture().contains("weekly call"));
    desk.press("<tab>");
    assert_snapshot!("small tasks", desk.picture());
    // The work is timed, and stopped.
    desk.press("s");
    assert!(desk.line("▶ 0:00").contains("acme"), "{}", desk.picture());
    desk.wait(25 * 60);
    assert_snapshot!("small timer", desk.picture());
    desk.press("s");
    assert!(desk.footer().starts_with("stopped Acme GmbH after 0:25"), "{}", desk.footer());
    // Some more is logged, seen as it is typed.
    assert_snapshot!("small log", desk.press("l20m proof-reading"));
    desk.press("<enter>");
    assert!(desk.footer().starts_with("logged 0:20 for Acme GmbH"), "{}", desk.footer());
    desk.press("<space>");
    assert!(desk.footer().starts_with("done: send July"), "{}", desk.footer());
    assert!(!desk.line("newsletter draft").starts_with(['│', '▌']), "{}", desk.picture());
    // Hours left.
    desk.press("<tab>");
    assert!(desk.line("acme █").contains("1:30"), "{}", desk.picture());
    assert_snapshot!("small hours", desk.picture());
    // The client's page, and back.
    desk.press("5<enter>");
    assert!(desk.picture().contains("Agreements"), "{}", desk.picture());
    assert_snapshot!("small client", desk.press("<tab><tab><tab>"));
    desk.press("<esc>1");
    assert!(desk.picture().contains("Retainers"));
}
