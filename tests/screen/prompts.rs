//! Typing: live echo, completion, history, mistakes.

use insta::assert_snapshot;

use crate::desk::{Desk, keys_of};

#[test]
fn logging_says_what_it_understood_and_then_what_it_did() {
    let mut desk = Desk::new();
    assert_snapshot!("log opened", desk.press("<tab>l"));
    assert_snapshot!("log typed", desk.press("1h30 newsletter draft"));
    assert_snapshot!("log done", desk.press("<enter>"));
    assert_eq!(desk.footer(), "logged 1:30 for Acme GmbH: newsletter draft; u undoes");
    desk.press("u");
    assert_eq!(desk.footer(), "undone: logged 1:30 for Acme GmbH: newsletter draft");
    desk.press("<c-r>");
    assert_eq!(desk.footer(), "redone: logged 1:30 for Acme GmbH: newsletter draft");
}

#[test]
fn a_meeting_that_is_over_can_be_logged_as_it_was() {
    let mut desk = Desk::new();
    desk.press("gjl");
    assert!(desk.footer().starts_with("Tab takes acme 09:00-09:45 'weekly call' --on 2026-06-22"), "{}", desk.footer());
    desk.press("<tab>");
    assert!(desk.picture().contains("(0:45 h) · weekly call"));
    desk.press("<enter>");
    assert_eq!(desk.footer(), "logged 0:45 for Acme GmbH, 09:00–09:45: weekly call; u undoes");
    desk.press("gjl");
    desk.press("30m");
    assert!(desk.picture().contains("overlaps entry 7"), "{}", desk.picture());
}

#[test]
fn what_is_missing_is_said_calmly_and_a_mistake_when_it_counts() {
    let mut desk = Desk::new();
    assert_snapshot!("mistake while typing", desk.press("<tab>lninety"));
    assert_snapshot!("mistake after enter", desk.press("<enter>"));
    desk.press("<c-u>acme 90m<enter>");
    assert_eq!(desk.footer(), "logged 1:30 for Acme GmbH: send July newsletter draft; u undoes", "of the task");
}

#[test]
fn tasks_and_events_are_added_in_a_line() {
    let mut desk = Desk::new();
    assert_snapshot!("task add", desk.press("<tab>azeta send invoice due:fri 17:00 ~30m !high #billing"));
    desk.press("<enter>");
    assert!(desk.footer().contains("send invoice"), "{}", desk.footer());
    assert_snapshot!("event add", desk.press("<s-tab>azeta review tomorrow 15:00-15:45 @Zoom"));
    desk.press("<enter>]");
    assert!(desk.line("review").contains("15:00-15:45 zeta"), "{}", desk.line("review"));
}

#[test]
fn a_meeting_at_the_time_of_another_is_told_before_it_is_saved() {
    let mut desk = Desk::new();
    desk.press("aacme review 15:30-16:00");
    let met = "» overlaps 'kickoff with a title that is too long for its column' 15:00-15:45 (zeta)";
    assert!(desk.line("» ").starts_with(met), "{}", desk.picture());
    desk.press("<enter>");
    assert!(
        desk.footer().starts_with("added review (Acme GmbH): Mon 22 Jun 15:30–16:00; u undoes  overlaps"),
        "{}",
        desk.footer()
    );
    desk.press("ujjj*");
    desk.press("aacme review 9:15-9:30 every:mon");
    assert!(!desk.picture().contains("weekly call"), "{}", desk.picture());
    desk.press("<esc><esc>*");
    // In the form, too, where the rule is said in words.
    desk.press("gjea");
    let form = desk.press("<tab><c-u>14:30<tab><tab><tab><c-u>2weeks");
    assert_snapshot!("the form of a series", form);
}

#[test]
fn tab_completes_what_is_common_and_then_goes_through_the_rest() {
    let mut desk = Desk::new();
    desk.press(":start ");
    assert_snapshot!("completion", desk.press("<tab><tab>"));
    desk.press("<tab>");
    assert!(desk.line("› ").contains("› kato"));
    desk.press("<s-tab>");
    assert!(desk.line("› ").contains("› acme"));
    desk.press("<c-u>ka<tab>");
    assert!(desk.line("› ").ends_with("› kato"));
    desk.press("note --se<tab>em<tab>");
    assert!(desk.line("› ").ends_with("› kato note --service email"), "{}", desk.line("› "));
    desk.press("--overlap c<tab>");
    assert!(desk.line("› ").ends_with("--overlap cut"));
}

#[test]
fn tags_of_tasks_are_completed() {
    let mut desk = Desk::new();
    desk.press("<tab>aacme write #n<tab>");
    assert!(desk.line("› ").ends_with("#newsletter"), "{}", desk.line("› "));
}

#[test]
fn what_was_typed_comes_back() {
    let mut desk = Desk::new();
    desk.press("<tab>l20m one<enter>l30m two<enter>l<up>");
    assert!(desk.line("› ").ends_with("acme 30m two"));
    desk.press("<up>");
    assert!(desk.line("› ").ends_with("acme 20m one"));
    desk.press("<down><down>");
    assert!(desk.line("› ").ends_with("acme"));
}

#[test]
fn esc_asks_once_before_it_throws_text_away() {
    let mut desk = Desk::new();
    desk.press("<tab>l<esc>");
    assert!(!desk.picture().contains("› "), "nothing was typed");
    desk.press("l45m half a th<esc>");
    assert_eq!(desk.footer(), "Esc again to discard; ↑ brings it back later");
    desk.press("ought<esc><esc>");
    assert!(!desk.picture().contains("› "));
    desk.press("l<up>");
    assert!(desk.line("› ").ends_with("acme 45m half a thought"));
}

#[test]
fn pasted_lines_are_one_line() {
    let mut desk = Desk::new();
    desk.press("<tab>l");
    desk.ui.paste("45m first\nsecond\r\n");
    assert!(desk.line("› ").ends_with("acme 45m first second"));
    desk.press("<esc><esc>");
    desk.ui.paste("45m");
    assert!(desk.footer().starts_with("nothing takes text here"));
}

#[test]
fn an_action_typed_in_the_palette_becomes_its_prompt() {
    let mut desk = Desk::new();
    desk.press(":log acme 1h30 by the palette");
    assert!(desk.picture().contains("── log  client span [note …]"));
    desk.press("<enter>");
    assert_eq!(desk.footer(), "logged 1:30 for Acme GmbH: by the palette; u undoes");
    assert_snapshot!("report", desk.press(":entry list --client zeta<enter>"));
    desk.press("q");
    assert!(!desk.picture().contains("╭─ entry list"));
}

#[test]
fn keys_palette_and_commands_do_the_same() {
    let by_key = Desk::new().press("<s-tab>l25m same<enter>q");
    let by_palette = Desk::new().press("<s-tab>:log acme 25m same<enter>q");
    assert_eq!(by_key, by_palette);
}

#[test]
fn long_text_is_seen_around_the_cursor() {
    let mut desk = Desk::new().sized(40, 12);
    desk.press("<tab>l45m ");
    for key in keys_of(&"wörter und 漢字 ".repeat(9)) {
        desk.ui.press(key);
    }
    assert_snapshot!("long line", desk.picture());
}

#[test]
fn standard_input_is_no_file_here() {
    let mut desk = Desk::new();
    desk.press(":import ics -<enter>");
    assert!(desk.picture().contains("! file: the screen has no standard input: name a file"));
}
