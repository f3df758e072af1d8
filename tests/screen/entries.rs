//! Entries stretched, moved, split, joined and given away: with keys, and with the mouse on the day's line.

use crossterm::event::{MouseButton, MouseEventKind};
use vadash::config::Config;

use crate::desk::Desk;

/// Three that touch, one after a gap, and one of another client's.
const DAY: &[&str] = &[
    "client add acme --name 'Acme GmbH' --rate 45",
    "client add zeta --name 'Zeta Ltd' --rate 50",
    "log acme 8:00-9:00 one",
    "log acme 9:00-10:00 two",
    "log acme 10:00-11:00 three",
    "log zeta 12:00-13:00 four",
    "log acme 30m five",
    "task add acme a task",
];

fn day() -> Desk {
    let mut desk = Desk::with(DAY, Config::default());
    desk.press("4");
    desk
}

/// The times of the entries, by their notes.
fn times(desk: &mut Desk) -> String {
    let picture = desk.picture();
    let rows: Vec<&str> = picture.lines().filter(|l| l.starts_with(['│', '▌'])).collect();
    let time = |note: &str| {
        let line = rows.iter().find(|l| l.contains(&format!(" {note} ")))?;
        Some(line.trim_start_matches(['│', '▌', '●', ' ']).split(' ').next().unwrap_or_default().to_owned())
    };
    ["one", "two", "three", "four"].into_iter().filter_map(time).collect::<Vec<_>>().join(" ")
}

const START: &str = "08:00-09:00 09:00-10:00 10:00-11:00 12:00-13:00";

#[test]
fn an_end_moves_alone_and_its_neighbour_stays() {
    let mut desk = day();
    desk.press("j-");
    assert_eq!(times(&mut desk), "08:00-09:00 09:00-09:55 10:00-11:00 12:00-13:00");
    desk.press(")");
    assert_eq!(times(&mut desk), "08:00-09:00 09:05-09:55 10:00-11:00 12:00-13:00");
    desk.press("+(");
    assert_eq!(times(&mut desk), START);
    desk.press("uuuu");
    assert_eq!(times(&mut desk), START, "each key was a step");
    assert!(desk.press("uu").contains("undone"), "{}", desk.footer());
}

#[test]
fn a_whole_entry_moves() {
    let mut desk = day();
    desk.press("jjj>>");
    assert_eq!(times(&mut desk), "08:00-09:00 09:00-10:00 10:00-11:00 12:10-13:10");
    desk.press("<<<");
    assert_eq!(times(&mut desk), "08:00-09:00 09:00-10:00 10:00-11:00 11:55-12:55");
}

#[test]
fn what_touches_moves_along_after_that_was_chosen() {
    let mut desk = day();
    desk.press("=");
    assert_eq!(desk.footer(), "what touches a moved end moves along");
    assert!(desk.picture().contains("neighbours move along"), "it is told as long as it holds");
    desk.press("j-");
    assert_eq!(times(&mut desk), "08:00-09:00 09:00-09:55 09:55-11:00 12:00-13:00");
    desk.press("+(");
    assert_eq!(times(&mut desk), "08:00-08:55 08:55-10:00 10:00-11:00 12:00-13:00");
    desk.press(">");
    assert_eq!(times(&mut desk), "08:00-09:00 09:00-10:05 10:05-11:00 12:00-13:00");
    desk.press("=u");
    assert_eq!(times(&mut desk), "08:00-08:55 08:55-10:00 10:00-11:00 12:00-13:00", "the neighbours with it");
    desk.press("-");
    assert_eq!(times(&mut desk), "08:00-08:55 08:55-09:55 10:00-11:00 12:00-13:00");
}

#[test]
fn an_end_that_runs_into_another_entry_is_asked_about() {
    for (answer, after) in [
        ("c", "08:00-09:05 09:05-10:00 10:00-11:00 12:00-13:00"),
        ("k", "08:00-09:05 09:00-10:00 10:00-11:00 12:00-13:00"),
        ("b", START),
        ("<esc>", START),
    ] {
        let mut desk = day();
        assert!(desk.press("+").contains("╭─ That time is logged already"), "{}", desk.picture());
        desk.press(answer);
        assert_eq!(times(&mut desk), after, "{answer}");
    }
    let mut desk = day();
    assert!(desk.press("+k").contains("!0:05"), "it is seen that they overlap\n{}", desk.picture());
}

#[test]
fn splitting_and_joining() {
    let mut desk = day();
    assert!(desk.press("j|").contains("--at "), "{}", desk.picture());
    desk.press("9:20<enter>");
    let picture = desk.picture();
    assert!(picture.contains("09:00-09:20") && picture.contains("09:20-10:00"), "{picture}");
    desk.press("J");
    assert_eq!(times(&mut desk), START, "joined with the next\n{}", desk.picture());
    desk.press("|10:30<enter>");
    assert!(desk.picture().contains("! "), "not in the entry\n{}", desk.picture());
    desk.press("<esc><esc>jjJ");
    assert!(desk.footer().starts_with("! select an entry that another of its client follows"), "{}", desk.footer());
    // Two that are marked.
    desk.press("gvvJ");
    assert!(desk.picture().contains("08:00-10:00"), "{}", desk.picture());
    assert!(!desk.picture().contains('●'), "nothing is marked any more");
    desk.press("u");
    assert_eq!(times(&mut desk), START);
}

#[test]
fn repeating_and_giving_away() {
    let mut desk = day();
    desk.press("R");
    assert_eq!(desk.picture().matches(" one ").count(), 2, "{}", desk.picture());
    assert!(desk.footer().ends_with("u undoes"));
    desk.press("umzeta<enter>");
    assert!(desk.line(" one ").contains("zeta"), "{}", desk.picture());
    desk.press("u");
    assert!(desk.line(" one ").contains("acme"));
}

#[test]
fn time_that_is_logged_already_is_told_while_typing_and_asked_about_once() {
    for (answer, two, typed) in [
        ("c", "10:30-11:00", true),
        ("k", "10:00-11:00", true),
        ("b", "10:00-11:00", false),
        ("<esc>", "10:00-11:00", false),
    ] {
        let mut desk = day();
        let picture = desk.press("l<c-u>zeta 9:30-10:30 over");
        assert!(picture.contains("· ! "), "it is told as it is typed\n{picture}");
        let picture = desk.press("<enter>");
        assert!(picture.contains("╭─ That time is logged already") && picture.contains("keep both"), "{picture}");
        desk.press(answer);
        if typed {
            assert!(desk.footer().starts_with("logged 1:00 for Zeta Ltd, 09:30–10:30: over"), "{}", desk.footer());
        } else {
            assert!(desk.line("› ").ends_with("zeta 9:30-10:30 over"), "the text is still there\n{}", desk.picture());
            desk.press("<esc><esc>");
        }
        assert!(desk.line(" three ").contains(two), "{answer}\n{}", desk.picture());
        desk.press("u");
        if typed {
            assert_eq!(times(&mut desk), START, "{answer}: one step");
        }
    }
}

#[test]
fn a_form_asks_about_time_that_is_logged_already_too() {
    for (answer, after) in [
        ("c", "08:00-09:00 09:00-10:30 10:30-11:00 12:00-13:00"),
        ("k", "08:00-09:00 09:00-10:30 10:00-11:00 12:00-13:00"),
        ("b", START),
    ] {
        let mut desk = day();
        desk.press("je");
        for _ in 0..20 {
            if desk.line("›").contains("› end") {
                break;
            }
            desk.press("<tab>");
        }
        let picture = desk.press("<c-u>10:30<c-s>");
        assert!(picture.contains("╭─ That time is logged already"), "{picture}");
        desk.press(answer);
        if answer == "b" {
            assert!(desk.line("› end").contains("10:30"), "the form is still there\n{}", desk.picture());
            desk.press("<esc><esc>");
        }
        assert!(!desk.picture().contains("╭─ entry edit"), "{}", desk.picture());
        assert_eq!(times(&mut desk), after, "{answer}");
    }
}

/// Where an entry is drawn on the day's line: its row, and its first and last column.
fn piece(desk: &mut Desk, n: usize) -> (u16, u16, u16) {
    let picture = desk.picture();
    let (y, line) = picture.lines().enumerate().find(|(_, l)| l.contains('┣')).unwrap();
    let at = |c: char| line.chars().enumerate().filter(move |(_, found)| *found == c).map(|(x, _)| x).nth(n).unwrap();
    let short = |n: usize| u16::try_from(n).unwrap();
    (short(y), short(at('┣')), short(at('┫')))
}

fn drag(desk: &mut Desk, row: u16, from: u16, to: u16) -> String {
    desk.mouse(MouseEventKind::Down(MouseButton::Left), from, row);
    let pulled = desk.mouse(MouseEventKind::Drag(MouseButton::Left), to, row);
    desk.mouse(MouseEventKind::Up(MouseButton::Left), to, row);
    pulled
}

#[test]
fn the_mouse_pulls_ends_and_moves_the_whole() {
    let mut desk = day();
    let (row, first, last) = piece(&mut desk, 3);
    let pulled = drag(&mut desk, row, last, last + 8);
    assert!(pulled.lines().rev().nth(1).unwrap().contains("12:00-14:00"), "it is told while it is pulled\n{pulled}");
    assert_eq!(times(&mut desk), "08:00-09:00 09:00-10:00 10:00-11:00 12:00-14:00");
    desk.press("u");
    drag(&mut desk, row, first, first - 4);
    assert_eq!(times(&mut desk), "08:00-09:00 09:00-10:00 10:00-11:00 11:30-13:00");
    desk.press("u");
    drag(&mut desk, row, first.midpoint(last), first.midpoint(last) + 8);
    assert_eq!(times(&mut desk), "08:00-09:00 09:00-10:00 10:00-11:00 13:00-14:00");
    desk.press("u");
    assert_eq!(times(&mut desk), START);
    // Let go where it was taken, it only selects.
    drag(&mut desk, row, first, first);
    assert_eq!(times(&mut desk), START);
    assert!(desk.press("<enter>").contains("╭─ four"), "{}", desk.picture());
}

#[test]
fn the_mouse_asks_and_takes_neighbours_along_as_keys_do() {
    let mut desk = day();
    let (row, _, last) = piece(&mut desk, 1);
    drag(&mut desk, row, last, last + 4);
    assert!(desk.picture().contains("╭─ That time is logged already"), "{}", desk.picture());
    desk.press("c");
    assert_eq!(times(&mut desk), "08:00-09:00 09:00-10:30 10:30-11:00 12:00-13:00");
    desk.press("u=");
    let (row, _, last) = piece(&mut desk, 1);
    drag(&mut desk, row, last, last - 4);
    assert_eq!(times(&mut desk), "08:00-09:00 09:00-09:30 09:30-11:00 12:00-13:00");
}

#[test]
fn marked_rows_are_done_deleted_moved_and_edited_in_one_step() {
    let mut desk = day();
    assert_eq!(desk.press("vv").matches('●').count(), 2);
    desk.press("mzeta<enter>");
    assert!(desk.line(" one ").contains("zeta") && desk.line(" two ").contains("zeta"), "{}", desk.picture());
    assert!(!desk.picture().contains('●'), "the marks are gone");
    desk.press("u");
    assert!(desk.line(" one ").contains("acme") && desk.line(" two ").contains("acme"), "{}", desk.picture());
    desk.press("gvvD");
    assert_eq!(times(&mut desk), "10:00-11:00 12:00-13:00");
    desk.press("u");
    assert_eq!(times(&mut desk), START);
    desk.press("V");
    assert_eq!(desk.picture().matches('●').count(), 5);
    desk.press("V");
    assert_eq!(desk.picture().matches('●').count(), 0, "again marks none");
    desk.press("gvve");
    assert!(desk.picture().contains("╭─ entry edit: 2 rows"), "{}", desk.picture());
    desk.press("<tab><tab>same for both<c-s>");
    assert_eq!(desk.picture().matches(" acme same for both").count(), 2, "{}", desk.picture());
    desk.press("u");
    assert_eq!(times(&mut desk), START);
    desk.press("gvv>");
    assert_eq!(
        desk.picture().matches("logged already").count(),
        1,
        "the second runs into the third\n{}",
        desk.picture()
    );
    let mut desk = Desk::new();
    desk.press("3vvv<space>");
    for title in ["newsletter draft", "printer", "展示会"] {
        assert!(!desk.line(title).starts_with(['│', '▌']), "{title}: {}", desk.picture());
    }
    desk.press("u");
    assert!(desk.picture().contains("newsletter draft") && desk.picture().contains("展示会"), "{}", desk.picture());
}

#[test]
fn what_marked_entries_use_up_together_is_told() {
    let mut desk = Desk::with(
        &[DAY, &["client add kato --rate 50", "agreement add kato retainer --hours 2 --fee 80 --start 2026-06-01"]]
            .concat(),
        Config::default(),
    );
    desk.press("4");
    desk.press("vjv");
    desk.press("mkato<enter>");
    let said = desk.footer();
    assert!(said.contains("and 1 more") && said.contains("! kato has used 100 % of its hours"), "{said}");
}
