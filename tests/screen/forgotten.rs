//! A timer that may have been forgotten: when it is asked about, and what each answer does.

use insta::assert_snapshot;
use vadash::domain::text::width;

use crate::desk::{Desk, WORLD};

const HOUR: i64 = 3600;
const QUESTION: &str = "╭─ Is the timer still right?";

/// A timer that began at 14:05, a last key at 15:35, and a night without one.
fn after_a_night() -> Desk {
    let mut desk = Desk::new();
    desk.press("Sacme left running<enter>");
    desk.wait(90 * 60);
    desk.press("j");
    assert!(desk.sleep(16 * HOUR).contains(QUESTION), "{}", desk.picture());
    desk
}

#[test]
fn it_is_asked_after_a_night_and_once() {
    let mut desk = after_a_night();
    assert_snapshot!("forgotten", desk.picture());
    let mut small = after_a_night().sized(45, 20);
    assert_snapshot!("forgotten small", small.picture());
    assert!(small.picture().lines().all(|l| width(l) <= 45));
    desk.press("<esc>");
    assert!(!desk.picture().contains(QUESTION));
    desk.press("jj");
    assert!(!desk.wait(HOUR).contains(QUESTION), "asked once");
    assert!(desk.picture().contains("▶ "), "nothing was done to it");
}

#[test]
fn a_key_only_shows_the_question() {
    let mut desk = Desk::new();
    desk.press("<tab>s");
    desk.wait(20 * HOUR);
    let picture = desk.press("D");
    assert!(picture.contains(QUESTION) && picture.contains("newsletter draft"), "nothing is deleted\n{picture}");
}

/// The answers as they are shown: key and words.
fn answers(desk: &mut Desk) -> Vec<(String, String)> {
    let picture = desk.picture();
    let inside = picture.lines().filter_map(|l| l.split('│').max_by_key(|p| p.chars().count()));
    let of_a_key = |l: &str| {
        let (key, words) = l.trim().split_once("  ")?;
        (key.chars().count() == 1).then(|| (key.to_owned(), words.trim().to_owned()))
    };
    inside.skip_while(|l| !l.contains("The timer for")).filter_map(of_a_key).collect()
}

#[test]
fn each_answer_does_what_it_says() {
    let list = answers(&mut after_a_night());
    assert_eq!(list.len(), 6, "{list:?}");
    let mut seen = Vec::new();
    for (key, words) in &list {
        let mut desk = after_a_night();
        desk.press(key);
        let picture = desk.picture();
        assert!(!picture.contains(QUESTION), "{key}: {words}\n{picture}");
        seen.push(format!("{key}  {words}\n   {}", outcome(&mut desk)));
    }
    assert_snapshot!("forgotten answers", seen.join("\n"));
}

/// What an answer led to: a form, a prompt, or what was said; and whether the timer still runs.
fn outcome(desk: &mut Desk) -> String {
    let runs = if desk.line("▶").is_empty() { "no timer runs" } else { "the timer runs" };
    let picture = desk.picture();
    let open = picture.lines().find(|l| l.contains("╭─ entry edit") || l.starts_with("── stop"));
    let what = open.map_or_else(|| desk.footer(), |l| l.trim_matches(['─', '╭', '╮', '│', ' ']).to_owned());
    format!("{what} / {runs}")
}

#[test]
fn it_is_asked_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("va.db");
    let mut desk =
        Desk::on(&path, &[WORLD, &["start acme left running --at '2026-06-21 17:00' --overlap keep"]].concat());
    assert!(desk.picture().contains("▶ 21:05  acme"), "{}", desk.picture());
    desk.ui.settle();
    desk.ui.wake();
    assert!(desk.picture().contains(QUESTION), "{}", desk.picture());
}

#[test]
fn it_is_asked_after_the_machine_slept() {
    let mut desk = Desk::new();
    desk.press("Sacme short<enter>");
    assert!(desk.sleep(40 * 60).contains(QUESTION), "{}", desk.picture());
    let mut desk = Desk::new();
    desk.press("Sacme short<enter>");
    assert!(!desk.sleep(10 * 60).contains(QUESTION), "a nap is too short to matter");
}

#[test]
fn an_hour_without_keys_is_work() {
    let mut desk = Desk::new();
    desk.press("Sacme reading<enter>");
    assert!(!desk.wait(HOUR).contains(QUESTION));
    desk.press("j");
    assert!(!desk.wait(3 * HOUR).contains(QUESTION), "nor are three");
    assert!(desk.wait(2 * HOUR).contains(QUESTION), "but five are asked about\n{}", desk.picture());
}

#[test]
fn without_a_timer_nothing_is_asked() {
    let mut desk = Desk::new();
    assert!(!desk.sleep(18 * HOUR).contains(QUESTION));
    assert!(!desk.press("j").contains(QUESTION));
}

#[test]
fn it_is_stopped_at_a_time_that_is_typed() {
    let mut desk = after_a_night();
    let picture = desk.press("t");
    assert!(picture.contains("── stop") && picture.contains("› --at"), "{picture}");
    desk.press("17:30<enter>");
    assert!(desk.footer().starts_with("stopped Acme GmbH a"), "{}", desk.footer());
    assert!(desk.footer().contains("3:25"), "on the timer's own day: {}", desk.footer());
}

#[test]
fn opening_the_screen_is_a_sign_of_life() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("va.db");
    let mut desk = Desk::on(&path, &[WORLD, &["start acme reading --at '2026-06-22 13:00' --overlap keep"]].concat());
    desk.wait(HOUR);
    desk.ui.settle();
    assert!(!desk.picture().contains(QUESTION));
    assert!(!desk.wait(3 * HOUR + 1800).contains(QUESTION), "counted from the opening");
    let picture = desk.wait(HOUR);
    assert!(picture.contains(QUESTION) && picture.contains("no sign of life since 15:05"), "{picture}");
}

#[test]
fn what_is_open_is_finished_first() {
    for (open, close) in [("lacme half", "<esc><esc>"), ("?", "q"), ("a", "<esc><esc>")] {
        let mut desk = Desk::new();
        desk.press("Sacme left running<enter>");
        desk.press(open);
        assert!(!desk.sleep(9 * HOUR).contains(QUESTION), "{open}");
        assert!(!desk.press("j").contains(QUESTION), "{open}: it is in the way of what is typed");
        desk.wait(180);
        desk.press(close);
        let picture = desk.press("j");
        assert!(picture.contains(QUESTION) && picture.contains("no sign of life since 14:05"), "{open}\n{picture}");
        desk.press("k");
        assert!(!desk.wait(180).contains(QUESTION) && !desk.press("j").contains(QUESTION), "{open}: once");
    }
}

#[test]
fn nor_is_it_forgotten_that_nobody_was_there() {
    let mut desk = Desk::new();
    desk.press("Sacme left running<enter>lacme half");
    assert!(!desk.wait(6 * HOUR).contains(QUESTION));
    desk.press("x");
    desk.press("<esc><esc>");
    assert!(desk.press("j").contains(QUESTION), "{}", desk.picture());
}

#[test]
fn an_answer_on_another_screen_counts() {
    for answer in ["k", "g"] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("va.db");
        let mut one = Desk::on(&path, WORLD);
        one.press("Sacme left running<enter>");
        one.wait(600);
        one.press("j");
        // One asks as well, the other has not been looked at yet.
        let (mut two, mut three) = (Desk::on(&path, &[]), Desk::on(&path, &[]));
        for desk in [&mut two, &mut three] {
            desk.wait(600);
        }
        assert!(one.sleep(9 * HOUR).contains(QUESTION) && two.sleep(9 * HOUR).contains(QUESTION));
        one.press(answer);
        assert!(!one.picture().contains(QUESTION), "{}", one.picture());
        assert!(two.ui.follow());
        assert!(!two.picture().contains(QUESTION), "{}", two.picture());
        assert!(!three.sleep(9 * HOUR + 60).contains(QUESTION), "{}", three.picture());
    }
}
