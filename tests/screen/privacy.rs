//! With one client shown, nothing of anyone else is on the screen, wherever one goes.

use proptest::collection::vec;
use proptest::prelude::*;
use vadash::config::Config;

use crate::desk::{Desk, MORE, WORLD, keys_of};

/// What is known of each client: codes, names, titles, notes, tags.
const ACME: &[&str] =
    &["acme", "Acme", "newsletter", "weekly call", "Zoom", "inbox", "layout", "present", "mailing", "hall"];
const ZETA: &[&str] = &["zeta", "Zeta", "printer", "kickoff", "Room", "research", "proofs", "bills@", "call notes"];
const KATO: &[&str] = &["kato", "加藤", "週次", "展示会", "spring fair", "thank-you", "Tokyo"];
const NOBODY: &[&str] = &["tidy", "quarter closes"];

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
    "fz",
    "Sk",
    "w",
    "%",
    "Z",
    "[",
    "F",
    "u",
    "<c-r>",
    "c",
    "o",
];

fn walk(select: &str, others: &[&[&str]]) {
    let lines = [WORLD, MORE, &["filter save closed client:acme #hall", "filter save zetas client:zeta"]].concat();
    for view in ["1", "2w", "3zZZ", "4", "4w", "5", "7", "7ww%", "7www"] {
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

/// The busy world with other texts for what is not acme's, in the same places: what a stranger's texts are made of.
fn world_with(texts: &[String]) -> Vec<String> {
    let mut left = texts.iter().cycle();
    // In single quotes a line takes everything but a quote; a word that means something would change more than text.
    let mut text = || format!("x{}", left.next().unwrap().replace(['\'', '\\'], "’"));
    vec![
        "client add acme --name 'Acme GmbH' --rate 45".into(),
        format!("client add zeta --name '{}' --rate 38.50 --note '{}'", text(), text()),
        format!("client add zulu --name '{}' --alias 'zz{}'", text(), text().len()),
        "agreement add acme retainer --hours 20 --fee 800 --start 2026-06-01".into(),
        "agreement add zeta block --hours 10 --price 400 --start 2026-06-01 --last-day 2026-06-30".into(),
        format!("agreement adjust 2 1h --reason '{}'", text()),
        "log acme 9-12:30 'newsletter draft' --on 2026-06-15".into(),
        format!("log zeta 9h30 '{}' --on 2026-06-17", text()),
        format!("log zulu 2h '{}' --on 2026-06-19", text()),
        "log acme 8:00-8:45 mail".into(),
        format!("log zeta 10:00-11:00 '{}'", text()),
        "task add acme send July newsletter draft due:2026-06-19 ~2h".into(),
        format!("task add --client zeta --title '{}' --due 2026-06-23", text()),
        format!("task edit 2 --note '{}'", text()),
        format!("task add --title '{}'", text()),
        "event add acme weekly call 2026-06-22 9:00-9:45 @Zoom every:week".into(),
        format!(
            "event add --title '{}' --location '{}' --note '{}' --client zeta --start '2026-06-22 14:30' --end '2026-06-22 15:00'",
            text(),
            text(),
            text()
        ),
        format!("event add --title '{}' --start '2026-06-22 14:50' --end '2026-06-22 15:30'", text()),
        "filter save mine 'client:acme'".into(),
        format!("start zeta '{}'", text()),
    ]
}

/// What is drawn and said with acme alone shown, wherever one goes.
fn tour(texts: &[String]) -> Vec<String> {
    let lines = world_with(texts);
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let mut seen = Vec::new();
    for view in ["1", "2w", "3zZZ", "4", "4w", "5"] {
        let mut desk = Desk::with(&lines, Config::default());
        desk.press("3*");
        for opener in OPENERS {
            for keys in [view, opener, "<esc><esc><esc>"] {
                go(&mut desk, keys);
                seen.push(format!("{view}, {opener}, {keys}: {}\n{}", desk.ui.title(), desk.picture()));
            }
        }
        desk.wait(46 * 60);
        seen.push(format!("{view}, later: {}\n{}", desk.ui.title(), desk.picture()));
    }
    seen
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the others' texts are, what is seen is the same to the last cell, colour and letter of the title.
    #[test]
    fn others_texts_make_no_difference(texts in vec("[a-z]{1,4}( [a-zA-Z日é#@!~:-]{1,20}){0,6}", 5..20)) {
        let plain: Vec<String> = vec!["one".into(), "other".into()];
        // Without it there is a difference to be seen.
        let open = |texts: &[String]| {
            let lines = world_with(texts);
            Desk::with(&lines.iter().map(String::as_str).collect::<Vec<_>>(), Config::default()).picture()
        };
        prop_assert_ne!(open(&plain), open(&texts));
        for (one, other) in tour(&plain).into_iter().zip(tour(&texts)) {
            prop_assert_eq!(one, other);
        }
    }
}
