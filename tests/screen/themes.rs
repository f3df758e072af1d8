//! Themes tried and kept, colours of clients, and the screen in ASCII alone.

use std::fs;

use insta::assert_snapshot;
use vadash::app::demo;
use vadash::config::Config;
use vadash::domain::time::Instant;
use vadash::store::Store;

use crate::desk::{Desk, NOW, setting};

/// The number made from all colours of a picture.
fn styles(picture: &str) -> &str {
    picture.lines().last().unwrap_or_default()
}

#[test]
fn a_theme_is_seen_while_it_is_tried() {
    let mut desk = Desk::new();
    let before = desk.picture();
    let offered = desk.press(":theme<enter>");
    assert_snapshot!("themes", offered);
    let tried = desk.press("jjj");
    assert_ne!(styles(&tried), styles(&offered));
    assert_eq!(desk.press("<esc>"), before, "and is gone again");
    let chosen = desk.press(":theme<enter>G<enter>");
    assert_ne!(styles(&chosen), styles(&before));
    assert!(desk.footer().contains("theme = \"dracula\" in the configuration file keeps it"), "{chosen}");
    let reopened = desk.press(":theme<enter>");
    assert!(reopened.contains("▌dracula"), "{reopened}");
    desk.press("<esc>:theme<enter>g<enter>");
    assert!(desk.footer().contains("as it is configured"), "{}", desk.footer());
}

#[test]
fn themes_fit_the_smallest_screen() {
    let mut desk = Desk::new().sized(40, 10);
    desk.press(":theme<enter>");
    for (keys, name) in [("G", "dracula"), ("k", "solarized-light"), ("g", "auto")] {
        assert!(desk.press(keys).contains(&format!("▌{name}")), "{}", desk.picture());
    }
}

#[test]
fn a_client_keeps_its_colour_and_may_choose_another() {
    let mut desk = Desk::new();
    let before = desk.picture();
    desk.press(":client edit acme --colour teal<enter>");
    let footer = desk.footer();
    assert!(footer.contains("colour teal"), "{footer}");
    assert_ne!(styles(&desk.press("<esc>")), styles(&before));
    desk.press("u<esc>");
    assert_eq!(styles(&desk.picture()), styles(&before), "{}", desk.picture());
    desk.press(":client edit acme --colour orenge<enter>");
    assert!(desk.picture().contains("did you mean orange?"), "{}", desk.picture());
}

/// Of what is no ASCII only letters are left, and those are in somebody's text.
#[test]
fn in_ascii_all_signs_are_ascii() {
    let mut store = Store::in_memory(setting()).unwrap();
    demo::fill(&mut store, Instant::from_rfc3339(NOW).unwrap()).unwrap();
    let config = Config { theme: "mono-ascii".to_owned(), ..Config::default() };
    let mut desk = Desk::over(store, &[], config).sized(200, 50);
    let own: String =
        fs::read_dir("assets/demo").unwrap().map(|f| fs::read_to_string(f.unwrap().path()).unwrap()).collect();
    for keys in [
        "",
        "<enter>",
        "<esc>2",
        "w",
        "w",
        "3",
        "4",
        "w",
        "5",
        "6",
        "7",
        "1?",
        "<esc>:",
        "<esc>:theme<enter>",
        "<esc>e",
    ] {
        let picture = desk.press(keys);
        let signs: String = picture.chars().filter(|c| !c.is_ascii() && !own.contains(*c)).collect();
        assert_eq!(signs, "", "after {keys}: {picture}");
        assert!(!picture.contains(['…', '─', '│', '·']), "after {keys}: {picture}");
    }
    assert_snapshot!("in ascii", desk.press("<esc><esc>1"));
}
