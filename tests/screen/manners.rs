//! How the screen behaves to those who come from other programs: keys that do nothing, panes in the order of reading,
//! the palette's words, reminders and messages that leave the footer's keys where they are.

use vadash::app::brought::BROUGHT;
use vadash::app::table;
use vadash::domain::text::width;

use crate::desk::{Desk, WORLD, keyed};

/// The word of the pane that has the keys: its title stands where `Tab` put it.
fn focused(desk: &mut Desk) -> String {
    let help = desk.press("?");
    let here = help.lines().find(|l| l.contains("Here: ")).unwrap().to_owned();
    desk.press("<esc>");
    let (_, name) = here.split_once("Here: ").unwrap();
    name.split('│').next().unwrap().trim().to_owned()
}

/// The panes that keys go through, by their names.
fn walk(desk: &mut Desk, key: &str, steps: usize) -> Vec<String> {
    let mut seen = vec![focused(desk)];
    for _ in 0..steps {
        desk.press(key);
        seen.push(focused(desk));
    }
    seen.iter().map(|name| name.rsplit(", ").next().unwrap().to_owned()).collect()
}

#[test]
fn a_key_that_does_nothing_says_once_what_would() {
    let mut desk = Desk::new();
    desk.press("d");
    assert_eq!(desk.footer(), "d does nothing here; D deletes the row, Space marks the task done, or not done");
    desk.press("d");
    assert!(desk.footer().starts_with("d does nothing here; D deletes"), "it stays while one presses on");
    desk.press("j");
    desk.press("d");
    assert!(desk.footer().starts_with("a add"), "once: {}", desk.footer());
    for (key, said) in [
        ("h", "h does nothing here; ←: pane to the left"),
        ("E", "select an issued document to send it: I issues a draft"),
        ("Q", "Q does nothing here; q quits"),
        ("P", "P does nothing here; x stops the timer"),
        ("K", "K does nothing here; k: previous row"),
        ("8", "there is no view 8: 1 to 7 are Dashboard, Schedule, Tasks, Time, Clients, Invoices and Reports"),
        ("<c-s>", "Ctrl-s saves a form; here every change is saved at once"),
        ("^", "^ does nothing here; ? shows the keys that do"),
    ] {
        desk.press(key);
        assert_eq!(desk.footer(), said);
    }
    let mut desk = Desk::with(WORLD, keyed("vim", "lock", &["f12"]));
    desk.press("x");
    assert!(!desk.footer().contains("does nothing"), "x stops the timer there, too: {}", desk.footer());
    desk.press("D");
    assert_eq!(desk.footer(), "D does nothing here; dd deletes the row", "with the keys that are in force");
}

#[test]
fn a_key_with_nothing_to_do_here_says_why() {
    let mut desk = Desk::new();
    for (keys, said) in [
        ("3<tab>", "this view has only one pane"),
        ("]", "this view shows no days: 2 has the schedule, 4 the timesheet"),
        ("t", "this view shows no days: 2 has the schedule, 4 the timesheet"),
        ("1z", "only the list of all tasks does that: 3 shows it"),
        ("i", "! that is for an agreement; this row is a meeting"),
        ("|", "! that is for an entry; this row is a meeting"),
        ("<space>", "! only a task can be done: select one"),
        ("5w", "this view has neither days nor weeks"),
    ] {
        desk.press(keys);
        assert_eq!(desk.footer(), said, "{keys}");
    }
    let mut desk = Desk::empty();
    desk.press("3<enter>");
    assert_eq!(desk.footer(), "there is no row here to look at");
    desk.press("v");
    assert_eq!(desk.footer(), "there is no row here to mark");
}

#[test]
fn tab_goes_through_panes_as_they_are_read() {
    let clients = ["Clients", "Rates", "Retainers", "Services", "Clients"];
    for (wide, high) in [(160, 45), (100, 30)] {
        let mut desk = Desk::full().sized(wide, high);
        desk.press("5");
        assert_eq!(walk(&mut desk, "<tab>", 4), clients, "{wide}×{high}");
        let mut back = walk(&mut desk, "<s-tab>", 4);
        back.reverse();
        assert_eq!(back, clients, "{wide}×{high}");
        desk.press("1");
        let dashboard = ["Schedule", "Tasks", "Retainers", "Unbilled", "Schedule"];
        assert_eq!(walk(&mut desk, "<tab>", 4), dashboard, "{wide}×{high}");
    }
    let mut small = Desk::full().sized(45, 20);
    small.press("5");
    assert_eq!(walk(&mut small, "<tab>", 4), clients, "as the tabs stand");
}

#[test]
fn arrows_go_where_they_point() {
    let mut desk = Desk::full();
    assert_eq!(walk(&mut desk, "<right>", 2), ["Schedule", "Tasks", "Schedule"]);
    desk.press("<tab><tab>");
    assert_eq!(walk(&mut desk, "<right>", 1), ["Retainers", "Unbilled"]);
    assert_eq!(walk(&mut desk, "<left>", 1), ["Unbilled", "Retainers"]);
    desk.press("4<right>");
    assert_eq!(desk.footer(), "no pane lies beside this one: Tab goes to the next");
}

#[test]
fn the_palette_begins_with_what_fits_here() {
    let mut desk = Desk::new();
    desk.press("<tab>");
    let palette = desk.press(":");
    insta::assert_snapshot!("the palette on a task", palette);
    desk.press("done<enter>");
    assert!(desk.footer().starts_with("done: send July newsletter draft"), "one Enter: {}", desk.footer());
    desk.press("u:retainers<enter>");
    assert!(desk.picture().contains("╭─ retainers ─"), "{}", desk.picture());
    let mut small = Desk::new().sized(45, 20);
    insta::assert_snapshot!("the palette on a small screen", small.press("<tab>:"));
}

#[test]
fn the_palette_knows_the_words_people_bring() {
    let mut desk = Desk::new();
    desk.press(":new client<enter>");
    assert!(desk.picture().contains("╭─ client add "), "{}", desk.picture());
    desk.press("<esc>:add hours<enter>");
    assert!(desk.picture().contains("── log "), "{}", desk.picture());
    desk.press("<esc>:new client berg");
    assert!(desk.line("› ").ends_with("berg"), "the words behind it go on: {}", desk.picture());
    desk.press("<esc><esc>:settings");
    assert!(desk.picture().contains("config show"), "{}", desk.picture());
    desk.press("<c-u>pause<enter>");
    assert!(desk.footer().contains("no timer runs"), "{}", desk.footer());
    for row in BROUGHT {
        // Each word is tried where words are found; here the screen shows what is found for one of each.
        for word in row.words.iter().take(1) {
            let picture = desk.press(&format!(":{word}"));
            let first = picture.lines().skip_while(|l| !l.contains("› ")).nth(1).unwrap_or_default().to_owned();
            let (_, first) = first.split_once("│ ").unwrap_or_default();
            assert!(first.starts_with(&format!("{} ", row.action)), "{word}: {first}");
            desk.press("<esc>");
        }
    }
}

#[test]
fn what_is_not_there_is_said_in_the_palette() {
    let mut desk = Desk::new();
    let picture = desk.press(":quote");
    assert!(picture.contains("vadash writes no quotes yet; a draft shows what a client would be billed"), "{picture}");
    assert!(picture.contains("invoice draft") && picture.contains("unbilled"), "{picture}");
    let picture = desk.press("<c-u>vim keys");
    assert!(picture.contains("keys are settings: write preset = \"vim\""), "{picture}");
    let picture = desk.press("<c-u>xyzzy");
    assert!(picture.contains("nothing is called 'xyzzy'"), "{picture}");
    assert!(table::find("quote").is_none(), "when it is one, its words belong to it");
}

#[test]
fn a_reminder_leaves_the_keys_in_the_footer() {
    for (wide, high) in [(160, 45), (100, 30), (80, 24), (45, 20), (40, 10)] {
        let mut desk = Desk::new().sized(wide, high);
        desk.ui.reminders();
        desk.wait(45 * 60);
        assert_eq!(desk.ui.reminders().len(), 1);
        let picture = desk.picture();
        let lines: Vec<&str> = picture.lines().collect();
        let (line, footer) = (lines[usize::from(high) - 2], lines[usize::from(high) - 1]);
        assert!(line.starts_with(" » kickoff") && line.contains(": 15:00, in 10 min"), "{wide}×{high}\n{picture}");
        assert!(footer.starts_with(" a add") && footer.ends_with("q quit"), "{wide}×{high}\n{picture}");
        assert!(lines[..usize::from(high)].iter().all(|l| width(l) <= usize::from(wide)), "{picture}");
        // It goes on saying when, over what is typed as well, and until it is put away.
        desk.wait(4 * 60);
        desk.press("l1h");
        assert!(desk.line("» kickoff").contains("15:00, in 6 min"), "{}", desk.picture());
        assert!(desk.picture().contains("› "), "{}", desk.picture());
        desk.press("<esc><esc><esc>");
        assert!(!desk.picture().contains("» kickoff"), "{}", desk.picture());
    }
}

#[test]
fn a_reminder_goes_when_it_is_over() {
    let mut desk = Desk::new();
    desk.ui.reminders();
    desk.wait(45 * 60);
    desk.ui.reminders();
    assert!(desk.wait(14 * 60).contains("» kickoff"));
    assert!(!desk.wait(2 * 60).contains("» kickoff"), "five minutes into the meeting");
}

#[test]
fn a_long_message_is_read_whole() {
    let mut desk = Desk::new().sized(45, 20);
    desk.press("<tab><tab>Sacme a note that is a good deal longer than one line of such a screen<enter>");
    desk.wait(60);
    let picture = desk.press("x");
    let told: Vec<&str> = picture.lines().skip_while(|l| !l.starts_with(" stopped")).collect();
    assert_eq!(told.len(), 4, "three lines, and the styles\n{picture}");
    let whole = desk.footer();
    assert!(whole.ends_with("longer than one line of such a screen; u undoes"), "{whole}");
}

#[test]
fn every_word_that_is_not_understood_is_told() {
    for (wide, high) in [(100, 30), (45, 20)] {
        let mut desk = Desk::new().sized(wide, high);
        let picture = desk.press(":log acme 25:00-26:00 note --on 31.6. --service nosuch");
        let told: Vec<&str> = picture.lines().skip_while(|l| !l.starts_with(" › ")).skip(1).map(str::trim).collect();
        let told = told.join(" ");
        assert!(told.contains("25:00-26:00") && told.contains("31.6."), "{wide}×{high}: {told}\n{picture}");
        assert!(wide < 100 || told.contains("nosuch"), "{told}\n{picture}");
    }
}

#[test]
fn r_resumes_the_entry_of_the_row() {
    let mut desk = Desk::full();
    desk.press("4gjr");
    let runs = desk.line("▶ 0:00");
    desk.press("gr");
    assert_ne!(desk.line("▶ 0:00"), runs, "another row, other work: {}", desk.picture());
    let footer = desk.press("gj").lines().rev().nth(1).unwrap().to_owned();
    assert!(desk.picture().contains("▶ ") && footer.contains("a log"), "{footer}");
}
