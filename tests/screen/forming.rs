//! Working in a form: keys, saving, leaving, copies, several records at once, text from the editor.

use vadash::config::Config;
use vadash::tui::LoopCommand;

use crate::desk::{Desk, WORLD};

#[test]
fn tab_goes_round_and_enter_on_the_last_field_saves() {
    let mut desk = Desk::new();
    desk.press("5<s-tab>a");
    assert!(desk.line("›").contains("› code"));
    desk.press("<tab>");
    assert!(desk.line("›").contains("› name"));
    desk.press("<s-tab><s-tab>");
    assert!(desk.line("›").contains("› tax"), "back from the first is the last");
    desk.press("<tab>");
    assert!(desk.line("›").contains("› code"), "on from the last is the first");
    desk.press("web<enter>Web pages<enter>55<enter><enter>");
    assert!(desk.footer().ends_with("u undoes") && desk.footer().contains("Web pages"), "{}", desk.footer());
    assert!(desk.line("Web pages").contains("55.00 EUR/h"), "{}", desk.picture());
    desk.press("u");
    assert!(!desk.line("Web pages").starts_with(['│', '▌']), "one step\n{}", desk.picture());
}

#[test]
fn ctrl_s_saves_from_any_field() {
    let mut desk = Desk::new();
    desk.press("5anova<tab>Nova Inc<c-s>");
    assert!(desk.line("nova ").contains("Nova Inc"), "{}", desk.picture());
}

#[test]
fn esc_asks_once_where_something_was_typed() {
    let mut desk = Desk::new();
    desk.press("5e<esc>");
    assert!(!desk.picture().contains("╭─ client edit"), "nothing was typed");
    desk.press("e<tab>x<esc>");
    assert!(desk.picture().contains("╭─ client edit"));
    assert!(desk.footer().starts_with("Esc again discards"), "{}", desk.footer());
    desk.press("y");
    assert!(desk.footer().starts_with("Ctrl-s save"), "typing on takes the question back");
    desk.press("<esc><esc>");
    assert!(!desk.picture().contains("╭─ client edit") && !desk.picture().contains("Acme GmbHx"));
    desk.press("u");
    assert!(!desk.footer().contains("changed"), "nothing was changed: {}", desk.footer());
}

#[test]
fn a_form_in_which_nothing_is_changed_says_so() {
    for keys in ["5e", "5<tab><tab>je", "5<s-tab>e", "4e", "3e", "e"] {
        let mut desk = Desk::new();
        desk.press(keys);
        assert!(desk.picture().contains(" edit ") || desk.picture().contains(" change "), "{}", desk.picture());
        desk.press("<c-s>");
        assert_eq!(desk.footer(), "nothing is changed", "{keys}");
        // The newest step is still the world's last line.
        desk.press("u");
        assert!(desk.footer().contains("quarter closes"), "{keys}: {}", desk.footer());
    }
}

#[test]
fn only_what_is_changed_is_sent() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("va.db");
    let mut desk = Desk::on(&path, WORLD);
    desk.press("3e<c-u>send the August newsletter");
    // Meanwhile another process moves its due day: that stays.
    let mut other = Desk::on(&path, &[]);
    other.press("3p2026-07-10<enter>");
    desk.ui.follow();
    desk.press("<c-s>");
    let line = desk.line("August newsletter");
    assert!(line.contains("10 Jul") && line.contains("~2:00"), "{line}\n{}", desk.picture());
}

#[test]
fn a_field_that_others_changed_meanwhile_is_not_saved_over_without_a_word() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("va.db");
    let mut desk = Desk::on(&path, WORLD);
    desk.press("3e<c-u>mine");
    let mut other = Desk::on(&path, &[]);
    other.press("3e<c-u>theirs<tab><tab><c-u>2026-07-10<c-s>");
    desk.ui.follow();
    let picture = desk.press("<c-s>");
    assert!(picture.contains("'theirs': save again to put yours in its place"), "{picture}");
    assert!(picture.contains("mine") && picture.contains("╭─ task edit"), "what was typed stays\n{picture}");
    assert!(picture.contains("2026-07-10"), "what nobody typed here is as it is now\n{picture}");
    // Saved once more, it is meant.
    desk.press("<c-s>");
    let line = desk.line("mine");
    assert!(line.contains("10 Jul"), "{line}\n{}", desk.picture());
    desk.press("u");
    assert!(desk.picture().contains("theirs"), "{}", desk.picture());
}

#[test]
fn a_record_that_was_deleted_meanwhile_is_told_and_what_was_typed_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("va.db");
    let mut desk = Desk::on(&path, WORLD);
    desk.press("3e<c-u>mine");
    let mut other = Desk::on(&path, &[]);
    other.press("3D");
    desk.ui.follow();
    let picture = desk.press("<c-s>");
    assert!(picture.contains("any more: it was changed or deleted meanwhile") && picture.contains("mine"), "{picture}");
    other.press("u");
    desk.ui.follow();
    desk.press("<c-s>");
    assert!(desk.line("mine").contains("~2:00"), "{}", desk.picture());
}

#[test]
fn a_mistake_that_only_saving_finds_stands_at_its_field_until_it_is_typed_anew() {
    let mut desk = Desk::new();
    desk.press("5aacme<tab>Another<tab><tab><tab><c-s>");
    assert!(desk.line("›").contains("› code"), "the keys are where the mistake is");
    assert!(desk.picture().contains("! 'acme' is Acme GmbH already"));
    desk.press("2");
    assert!(!desk.picture().contains("is Acme GmbH already"));
    desk.press("<c-s>");
    assert!(desk.line("acme2").contains("Another"), "what was typed elsewhere stayed\n{}", desk.picture());
}

#[test]
fn a_copy_of_every_kind_of_row_is_saved_as_another() {
    for (keys, typed, shows, times) in [
        ("5y", "copy<c-s>", "copy", 1),
        ("5<s-tab>y", "mail2<tab>Letters<c-s>", "Letters", 1),
        ("5<tab>y", "<c-u>46<tab><tab><tab><c-u>2026-07-01<c-s>", "46.00/h", 1),
        ("5<tab><tab>jy", "<c-u>kato<c-s>", "kato █", 1),
        ("4y", "<c-s>", "mail", 2),
        ("3y", "<c-s>", "send July newsletter draft", 2),
        ("Gy", "<c-s>", "週次ミーティング", 2),
        ("<s-tab>y", "copy<c-s>", "", 0),
    ] {
        let mut desk = Desk::new();
        let opened = desk.press(keys);
        assert!(opened.contains("Ctrl-s save"), "{keys}: no form\n{opened}");
        let picture = desk.press(typed);
        assert!(desk.footer().contains("u undoes"), "{keys}: {}\n{picture}", desk.footer());
        let panes = picture.rsplit_once('\n').unwrap().0.rsplit_once('\n').unwrap().0;
        assert!(panes.matches(shows).count() >= times, "{keys}: {shows} not {times} times\n{picture}");
    }
}

#[test]
fn several_marked_rows_are_edited_at_once_and_undone_at_once() {
    let mut desk = Desk::new();
    desk.press("3vve");
    assert!(desk.picture().contains("╭─ task edit: 2 rows"), "{}", desk.picture());
    assert!(!desk.line("title").contains("newsletter"), "they may differ in everything");
    desk.press("<tab><tab>2026-07-20<c-s>");
    let rows =
        |desk: &mut Desk| desk.picture().lines().filter(|l| l.starts_with(['│', '▌']) && l.contains("20 Jul")).count();
    assert_eq!(rows(&mut desk), 2, "{}", desk.picture());
    desk.press("u");
    assert_eq!(rows(&mut desk), 0, "one step\n{}", desk.picture());
}

#[test]
fn long_text_goes_to_the_editor_and_comes_back() {
    let mut desk = Desk::new();
    desk.press("5e<pagedown><tab><pagedown>first<c-j>second<c-e>");
    assert_eq!(desk.flow, LoopCommand::Edit("first\nsecond".to_owned()));
    desk.ui.edited(Ok("first\nbetween\nsecond\n".to_owned()));
    assert!(desk.picture().contains("between"), "{}", desk.picture());
    desk.press("<c-s>");
    desk.press("e<s-tab><c-e>");
    assert_eq!(desk.flow, LoopCommand::Edit("first\nbetween\nsecond".to_owned()), "and is kept");
    // Elsewhere the key goes to the end of the line.
    desk.press("<esc><esc>e<tab><c-e>");
    assert_eq!(desk.flow, LoopCommand::Stay);
}

#[test]
fn a_form_half_filled_in_survives_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("va.db");
    let mut desk = Desk::on(&path, WORLD);
    desk.press("5anova<tab>'Nova & Co'<pagedown><tab><pagedown>a note<c-j>of two lines");
    desk.ui.keep_draft().unwrap();
    drop(desk);
    let mut desk = Desk::on(&path, &[]);
    desk.ui.settle();
    assert!(desk.footer().starts_with("a draft is kept: "), "{}", desk.footer());
    let picture = desk.press("5a");
    for text in ["nova", "'Nova & Co'", "a note", "of two lines"] {
        assert!(picture.contains(text), "{text} is not in\n{picture}");
    }
    desk.press("<c-s>");
    assert!(desk.line("nova ").contains("Nova & Co"), "{}", desk.picture());
}

#[test]
fn a_choice_is_gone_through_with_space_and_arrows() {
    let mut desk = Desk::with(WORLD, Config::default());
    desk.press("3e<tab><tab><tab><tab><tab>");
    let value = |desk: &mut Desk| desk.line("› priority").split_whitespace().nth(3).unwrap_or_default().to_owned();
    let first = value(&mut desk);
    let mut seen = vec![first.clone()];
    for _ in 0..8 {
        desk.press(" ");
        seen.push(value(&mut desk));
    }
    assert!(seen[1..].contains(&first), "it goes round: {seen:?}");
    let there = value(&mut desk);
    desk.press("<right><left>");
    assert_eq!(value(&mut desk), there);
}
