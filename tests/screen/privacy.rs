//! With one client shown, nothing of anyone else is on the screen, wherever one goes.

use vadash::config::Config;

use crate::desk::{Desk, MORE, WORLD, keys_of};

/// What is known of each client: codes, names, titles, notes, tags.
const ACME: &[&str] =
    &["acme", "Acme", "newsletter", "weekly call", "Zoom", "inbox", "layout", "present", "mailing", "hall"];
const ZETA: &[&str] = &["zeta", "Zeta", "printer", "kickoff", "Room", "research", "proofs", "bills@", "call notes"];
const KATO: &[&str] = &["kato", "加藤", "週次", "展示会", "invoices", "spring fair", "thank-you", "Tokyo"];
const NOBODY: &[&str] = &["tidy", "quarter"];

/// Keys that open something, at most one thing each; `<esc>`s close it again.
const OPENERS: &[&str] = &[
    "<enter>",
    "l",
    "l<tab>",
    "l<c-u>8-12",
    "S<tab>",
    "S<up>",
    "a",
    "a<tab>",
    "e",
    "e<c-u><c-n>",
    "e<c-u>a",
    "y",
    "y<c-n>",
    "m<tab>",
    "|",
    "J",
    "p<tab>",
    "i",
    "C",
    "R",
    "+",
    "-",
    "s",
    "x",
    "r",
    ":",
    ":log <tab>",
    ":task done <tab>",
    ":entry list<enter><enter>",
    "?",
    "/",
    "/<tab>",
    "f<tab>",
    "f<up>",
    "F",
    "u",
    "<c-r>",
    "c",
    "o",
];

fn walk(select: &str, others: &[&[&str]]) {
    let lines = [WORLD, MORE, &["filter save closed client:acme #hall", "filter save zetas client:zeta"]].concat();
    for view in ["1", "2w", "3zZZ", "4", "4w", "5"] {
        let mut desk = Desk::with(&lines, Config::default());
        desk.press(select);
        for pane in 0..4 {
            for opener in OPENERS {
                go(&mut desk, &format!("{view}{}", "<tab>".repeat(pane)));
                go(&mut desk, opener);
                look(&mut desk, others, &format!("{view}, pane {pane}, {opener}"));
                go(&mut desk, "<esc><esc><esc>");
                look(&mut desk, others, &format!("{view}, pane {pane}, {opener}, and back"));
            }
        }
    }
}

/// Presses keys without looking in between.
fn go(desk: &mut Desk, keys: &str) {
    for key in keys_of(keys) {
        desk.ui.press(key);
    }
}

fn look(desk: &mut Desk, others: &[&[&str]], at: &str) {
    let picture = desk.picture();
    let title = desk.ui.title();
    for other in others.iter().copied().flatten() {
        assert!(!picture.contains(other), "{at}: {other} in\n{picture}");
        assert!(!title.contains(other), "{at}: {other} in {title}");
    }
}

#[test]
fn only_acme_is_seen() {
    walk("Szeta research<enter>3*", &[ZETA, KATO, NOBODY]);
}

#[test]
fn only_zeta_is_seen() {
    walk("Sacme secret plan<enter>3j*", &[ACME, KATO, NOBODY, &["secret"]]);
}

#[test]
fn what_comes_by_itself_names_nobody_else() {
    // A meeting of another client's draws near, and the timer is asked about.
    let mut desk = Desk::new();
    desk.press("<tab>*");
    desk.wait(46 * 60);
    look(&mut desk, &[ZETA, KATO, NOBODY], "after a reminder");
    let mut desk = Desk::new();
    desk.press("Szeta research<enter><tab>*");
    desk.sleep(18 * 3600);
    assert!(desk.picture().contains("╭─ Is the timer still right?"));
    look(&mut desk, &[ZETA, KATO, NOBODY], "when the timer is asked about");
    for key in ["k", "s", "g", "o", "e"] {
        let mut desk = Desk::new();
        desk.press("Szeta research<enter><tab>*");
        desk.sleep(18 * 3600);
        desk.press(key);
        look(&mut desk, &[ZETA, KATO, NOBODY], &format!("answered {key}"));
    }
}

#[test]
fn a_refusal_names_nobody_else() {
    let mut desk = Desk::new();
    desk.press("<s-tab>*5akato<c-s>");
    let picture = desk.picture();
    assert!(picture.contains("! '•••' is ••• already"), "{picture}");
}
