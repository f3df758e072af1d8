//! What a real tmux keeps of the screen: the window's title, the clipboard, and what can be scrolled back to.

use vadash::domain::text::{clean_line, is_trick};

use crate::support::{Home, NOON, VADASH};
use crate::tmux::Tmux;
use crate::until_said;

/// What a terminal, or who looks at it, may fall for.
const TRICKS: &str = "\u{1b}]0;owned\u{7}\u{1b}]52;c;b3duZWQ=\u{1b}\\\u{9b}2J\u{1b}[?1049l\u{1b}Pq\u{1b}\\\u{202e}evil\u{2066}\u{200b}\u{feff}\u{ad}\u{7f}";

/// Two clients with something of each in every list, and the second's timer running.
fn furnished(tricks: &str) -> Home {
    let home = Home::with_clients();
    let add = |title: &str, client: &str, from: &str, to: &str| {
        let title = format!("{title}{tricks}");
        let (from, to) = (format!("2026-06-22T{from}"), format!("2026-06-22T{to}"));
        let words = [
            "event",
            "add",
            "--title",
            &title,
            "--location",
            &title,
            "--client",
            client,
            "--start",
            &from,
            "--end",
            &to,
        ];
        assert_eq!(home.run(&words).code, 0);
    };
    add("mooring", "acme", "16:00", "17:00");
    add("zirconia", "zeta", "17:00", "18:00");
    for (client, text) in [("acme", "mast"), ("zeta", "zircon")] {
        let text = format!("{text}{tricks}");
        assert_eq!(home.run(&["task", "add", "--title", &text, "--client", client, "--due", "2026-06-22"]).code, 0);
        assert_eq!(home.run(&["log", client, "1h", &text]).code, 0);
    }
    assert_eq!(home.run(&["start", "zeta", &format!("zirconium{tricks}")]).code, 0);
    home
}

/// The program, begun in the shell of the first window.
fn begin(home: &Home) -> Option<Tmux> {
    let tmux = Tmux::start(home, "on")?;
    tmux.ask(&["set-option", "-g", "set-clipboard", "on"]);
    tmux.ask(&["set-option", "-g", "history-limit", "5000"]);
    tmux.outer.type_keys(&format!("{VADASH} --now {NOON}\r"));
    shows(&tmux, "Schedule");
    Some(tmux)
}

fn window(tmux: &Tmux) -> String {
    tmux.ask(&["capture-pane", "-p", "-t", ":0"])
}

fn shows(tmux: &Tmux, text: &str) {
    until_said(text, || window(tmux).contains(text).then_some(()), || window(tmux));
}

fn title(tmux: &Tmux) -> String {
    tmux.ask(&["display-message", "-p", "-t", ":0", "#{pane_title}|#{window_name}"]).trim_end().to_owned()
}

/// What the clipboard comes to hold.
fn copied(tmux: &Tmux) -> String {
    tmux.ask(&["delete-buffer"]);
    tmux.outer.type_keys("c");
    until_said("a copy", || Some(tmux.ask(&["show-buffer"])).filter(|held| !held.is_empty()), || window(tmux))
}

/// Leaves the screen; all that can be scrolled back to, and all else that is kept.
fn left(tmux: &Tmux) -> String {
    tmux.outer.type_keys("q");
    let shell = || tmux.ask(&["display-message", "-p", "-t", ":0", "#{alternate_on} #{pane_current_command}"]);
    until_said("the shell", || (shell().trim() == "0 sh").then_some(()), || shell() + &window(tmux));
    let title = title(tmux);
    format!("{}\n{title}", tmux.ask(&["capture-pane", "-p", "-J", "-S", "-", "-t", ":0"]))
}

#[test]
fn tricks_reach_neither_title_nor_clipboard() {
    let home = furnished(TRICKS);
    let Some(tmux) = begin(&home) else { return };
    shows(&tmux, "zirconium");
    let said = || title(&tmux);
    until_said("the title", || said().starts_with("zeta · vadash|").then_some(()), said);
    assert!(!said().contains(is_trick), "{:?}", said());
    let held = copied(&tmux);
    let kept = home.json("agenda")[0]["title"].as_str().unwrap().to_owned();
    assert!(kept.contains(is_trick), "{kept:?}");
    assert_eq!(held, format!("16:00-17:00 acme {}", clean_line(&kept)));
    let left = left(&tmux);
    for text in ["mooring", "zircon", "mast", "Acme", "Zeta"] {
        assert!(!left.contains(text), "{text} can be scrolled back to:\n{left}");
    }
    assert!(!left.contains("zeta"), "the title stays:\n{left}");
}

#[test]
fn privacy_holds_for_all_that_tmux_keeps() {
    let home = furnished("");
    let Some(tmux) = begin(&home) else { return };
    shows(&tmux, "mooring");
    let said = || title(&tmux);
    until_said("the title", || said().starts_with("zeta · vadash").then_some(()), said);
    // The first row is acme's.
    tmux.outer.type_keys("*");
    shows(&tmux, "only acme is shown");
    until_said("the title", || said().starts_with("timer · vadash").then_some(()), said);
    let hidden = |text: &str, at: &str| {
        for other in ["zeta", "Zeta", "zircon"] {
            assert!(!text.contains(other), "{at}: {other} in\n{text}");
        }
    };
    for (key, head) in [("2", " 2 Schedule"), ("3", " 3 Tasks"), ("4", " 4 "), ("5", " 5 "), ("1", " Mon 22 Jun")] {
        tmux.outer.type_keys(key);
        until_said(head, || window(&tmux).starts_with(head).then_some(()), || window(&tmux));
        hidden(&window(&tmux), key);
        hidden(&said(), key);
    }
    // Both meetings.
    tmux.outer.type_keys("vv");
    hidden(&copied(&tmux), "the clipboard");
    let left = left(&tmux);
    hidden(&left, "what is left");
    assert!(!left.contains("mooring"), "{left}");
}
