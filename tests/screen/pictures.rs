//! What the screen looks like, at the sizes people have.

use insta::assert_snapshot;
use vadash::config::Config;
use vadash::tui::LoopCommand;

use crate::desk::{Desk, WORLD, keyed};

#[test]
fn the_dashboard_at_each_size() {
    for (width, height) in [(200, 50), (140, 40), (100, 30), (80, 24), (45, 20), (40, 10), (39, 9)] {
        assert_snapshot!(format!("dashboard {width}x{height}"), Desk::new().sized(width, height).picture());
    }
}

#[test]
fn each_pane_alone() {
    let mut desk = Desk::new().sized(60, 20);
    assert_snapshot!("alone schedule", desk.picture());
    assert_snapshot!("alone tasks", desk.press("<tab>"));
    assert_snapshot!("alone retainers", desk.press("<tab>"));
    assert_snapshot!("alone unbilled", desk.press("<right>"));
    assert_eq!(desk.press("<tab>"), Desk::new().sized(60, 20).picture());
}

#[test]
fn an_empty_home_says_what_to_do_first() {
    assert_snapshot!("empty 100x30", Desk::empty().picture());
    assert_snapshot!("empty 40x10", Desk::empty().sized(40, 10).picture());
    let mut desk = Desk::empty();
    assert_snapshot!("empty add", desk.press("a"));
    desk.press("acme<tab>Acme GmbH<c-s>");
    assert!(!desk.picture().contains("Welcome"));
}

#[test]
fn a_running_timer_is_in_the_header_and_on_its_retainer() {
    let mut desk = Desk::new();
    desk.press("Sacme newsletter<enter>");
    assert_snapshot!("timer", desk.wait(40 * 60));
}

#[test]
fn the_palette_finds_actions_and_shows_their_keys() {
    assert_snapshot!("palette", Desk::new().press(":"));
    assert_snapshot!("palette found", Desk::new().press(":impics"));
    assert_snapshot!("palette small", Desk::new().sized(40, 10).press(":task"));
}

#[test]
fn the_help_is_made_from_the_keys_in_force() {
    assert_snapshot!("help", Desk::new().sized(100, 50).press("?"));
    assert_snapshot!("help below", Desk::new().press("?G"));
    let mut desk = Desk::with(WORLD, keyed("default", "quit", &["Q", "f10"])).sized(100, 50);
    desk.press("?G");
    assert!(desk.line("Quit; a running").starts_with("│   Q  F10   "), "{}", desk.picture());
}

#[test]
fn keys_that_may_follow_are_shown_until_one_does() {
    let mut desk = Desk::with(WORLD, keyed("vim", "log-time", &["space l", "space L"])).sized(100, 20);
    assert_snapshot!("which", desk.press("<tab>jg"));
    desk.press("g");
    assert!(desk.footer().contains("quit"), "{}", desk.picture());
    assert!(desk.press("gq").contains("gq does nothing"));
    assert!(desk.press("g<esc>").contains("g dropped"));
    // What is read over the panes is moved in with the same keys.
    assert!(desk.press("?G").contains("Quit; a running"));
    assert!(!desk.press("gg").contains("Quit; a running"));
    desk.press("<esc>ZZ");
    assert_eq!(desk.flow, LoopCommand::Quit);
}

#[test]
fn a_theme_may_bring_its_own_background() {
    let config = Config { theme: "high-contrast".to_owned(), ..Config::default() };
    assert_snapshot!("high contrast", Desk::with(WORLD, config).picture());
}

#[test]
fn mistakes_in_the_configured_keys_are_told_in_the_header() {
    let mut desk = Desk::with(WORLD, keyed("default", "lgo", &["l"])).sized(200, 50);
    assert!(desk.picture().contains("! config: line 1: keys: there is no action 'lgo': did you mean log?"));
}

#[test]
fn without_colour_everything_is_still_told() {
    let config = Config { theme: "mono".to_owned(), ..Config::default() };
    let picture = Desk::with(WORLD, config).picture();
    let coloured = Desk::new().picture();
    let text = |picture: &str| picture.lines().take(30).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(text(&picture), text(&coloured));
    assert_snapshot!("mono", picture);
}

#[test]
fn text_from_outside_cannot_steer_the_terminal() {
    let lines = [
        "client add acme --name 'Acme'",
        "task add acme \u{1b}[31mred\u{202e}\u{200b} \u{1f468}\u{200d}\u{1f469} flag \u{1f1e9}\u{1f1ea} a\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
        "event add acme \u{9b}2Jbell\u{7} 15:00-16:00",
    ];
    let mut desk = Desk::with(&lines, Config::default());
    let opened =
        ["", "<enter>", "<esc><tab><enter>", "<esc>e", "<esc>2", "w", "3<enter>", "<esc>e", "<esc>4", "5<enter>"];
    for keys in opened {
        let picture = desk.press(keys);
        assert!(!picture.contains(['\u{1b}', '\u{202e}', '\u{200b}', '\u{9b}', '\u{7}']), "{picture}");
    }
}

#[test]
fn a_retainer_shows_how_its_hours_go_down() {
    for (width, height) in [(100, 30), (45, 20)] {
        let mut desk = Desk::full().sized(width, height);
        let block = desk.press("<tab><tab><enter>");
        assert!(block.contains("what    block") && !block.contains("hours left"), "{block}");
        assert_snapshot!(format!("burn-down {width}x{height}"), desk.press("<esc><down><enter>"));
    }
    // A cycle that is over shows how it went.
    let mut desk = Desk::full();
    let picture = desk.press("5<down><enter><right><down><enter>");
    assert!(picture.contains("31 May: 7:30 left"), "{picture}");
}
