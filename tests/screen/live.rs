//! Time goes by, and other processes write.

use vadash::config::Config;
use vadash::domain::time::Instant;
use vadash::notify::Urgency;
use vadash::store::{Access, Keyring, Store};

use crate::desk::{Desk, WORLD, env, setting, type_lines};

const HOUR: i64 = 3600;

#[test]
fn without_a_timer_the_screen_sleeps_until_something_alters() {
    let lines = ["client add acme --name Acme", "event add acme call 19:00-20:00"];
    let mut desk = Desk::with(&lines, Config { clock: false, ..Config::default() });
    let start = |at: &str| Instant::from_rfc3339(&format!("2026-06-22T{at}:00+02:00")).unwrap();
    // 14:05: `in 4 h` until 14:01 is left of the fourth hour.
    assert_eq!(desk.ui.next_wake(), start("15:01"));
    let before = desk.picture();
    assert_eq!(desk.wait(30 * 60).replace("as of 14:35", "as of 14:05"), before, "nothing moves on by itself");
    desk.wait(3 * HOUR);
    assert_eq!(desk.ui.next_wake(), start("18:01"));
    desk.wait(HOUR);
    // 18:35: minutes are counted within the hour.
    assert!(desk.picture().contains("in 25 min"), "{}", desk.picture());
    assert_eq!(desk.ui.next_wake(), start("18:36"));
}

#[test]
fn the_clock_goes_on_by_the_minute() {
    let mut desk = Desk::with(&["client add acme --name Acme"], Config::default());
    let before = desk.picture();
    assert!(before.starts_with(" Mon 22 Jun 2026  14:05  "), "{before}");
    assert_eq!(desk.ui.next_wake(), Instant::from_rfc3339("2026-06-22T14:06:00+02:00").unwrap());
    assert_eq!(desk.wait(60), before.replace("  14:05  ", "  14:06  "), "and nothing else does");
}

#[test]
fn with_a_timer_it_wakes_by_the_minute_or_the_second() {
    let mut desk = Desk::new();
    desk.press("Sacme<enter>");
    let next = desk.ui.next_wake();
    assert_eq!(next.0 % 60, 0);
    let config = Config { seconds: true, ..Config::default() };
    let mut desk = Desk::with(WORLD, config);
    desk.press("Sacme<enter>");
    desk.wait(61);
    assert!(desk.picture().contains("▶ 0:01:01  acme"), "{}", desk.picture());
}

#[test]
fn midnight_makes_it_another_day() {
    let mut desk = Desk::new();
    let picture = desk.wait(10 * HOUR);
    assert!(picture.contains("Tue 23 Jun") && picture.contains("週次ミーティング"), "{picture}");
}

#[test]
fn another_processs_change_is_followed_and_the_typed_text_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("va.db");
    let mut desk = Desk::on(&path, WORLD);
    desk.press("<tab>jl30m half ty");
    assert!(!desk.ui.follow(), "nothing has changed");
    let mut other = Store::open(&path, Access::Command, setting(), &Keyring::empty()).unwrap();
    let now = std::sync::Arc::new(Instant::from_rfc3339(crate::desk::NOW).unwrap().0.into());
    type_lines(&mut other, &env(&now, Config::default()), &["task add zeta from elsewhere due:2026-06-20"]);
    assert!(desk.ui.follow());
    let picture = desk.picture();
    assert!(picture.contains("from elsewhere"), "{picture}");
    assert!(desk.line("› ").ends_with("zeta 30m half ty"));
    desk.press("ped<enter>");
    assert_eq!(desk.footer(), "logged 0:30 for Zeta Ltd: half typed; u undoes");
    desk.press("l");
    assert!(desk.line("› ").ends_with("› zeta"), "the cursor is still on the printer's row");
}

#[test]
fn a_busy_database_is_tried_again_and_keys_are_answered_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("va.db");
    let mut desk = Desk::on(&path, WORLD);
    desk.press("<tab>");
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    desk.press("l30m waited for<enter>");
    assert_eq!(desk.footer(), "another program is writing to the database: trying again");
    assert!(desk.line("› ").ends_with("acme 30m waited for"), "the text stays");
    desk.wait(1);
    assert_eq!(desk.footer(), "another program is writing to the database: trying again");
    other.execute_batch("COMMIT").unwrap();
    desk.wait(1);
    assert_eq!(desk.footer(), "logged 0:30 for Acme GmbH: waited for; u undoes");
}

#[test]
fn a_file_that_is_damaged_meanwhile_is_told_of_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("va.db");
    let mut desk = Desk::on(&path, WORLD);
    let other = rusqlite::Connection::open(&path).unwrap();
    let page: i64 =
        other.query_row("SELECT rootpage FROM sqlite_schema WHERE name = 'task'", [], |r| r.get(0)).unwrap();
    other.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    let mut bytes = std::fs::read(&path).unwrap();
    let start = usize::try_from(page - 1).unwrap() * 4096;
    bytes[start..start + 4096].fill(0xA5);
    std::fs::write(&path, bytes).unwrap();
    other.execute_batch("UPDATE client SET name = 'Acme' WHERE code = 'acme'").unwrap();
    assert!(desk.ui.follow());
    let picture = desk.picture();
    assert!(picture.contains("The database is damaged"), "{picture}");
    assert!(picture.contains("the database file is damaged (database disk image is malformed)"), "{picture}");
    assert!(picture.contains("quit first; there is no good backup of it in"), "{picture}");
    assert!(!desk.ui.follow(), "nothing more has changed");
    other.execute_batch("UPDATE client SET name = 'Acme GmbH' WHERE code = 'acme'").unwrap();
    desk.ui.follow();
    desk.press("<esc>");
    assert!(!desk.picture().contains("The database is damaged"), "one box, however often it was found");
    desk.press("<tab>");
    assert!(desk.picture().contains("Tasks"), "what was read before can be looked at still");
}

#[test]
fn a_meeting_is_told_once_whatever_number_of_screens() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("va.db");
    let mut one = Desk::on(&path, WORLD);
    let mut two = Desk::on(&path, &[]);
    assert!(one.ui.reminders().is_empty());
    for desk in [&mut one, &mut two] {
        desk.wait(45 * 60);
    }
    let told = one.ui.reminders();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].title, "kickoff with a title that is too long for its column (zeta)");
    assert_eq!(told[0].body, "15:00, in 10 min");
    assert_eq!((told[0].private.as_str(), told[0].client.as_str()), ("meeting in 10 min", "zeta"));
    let buttons: Vec<&str> = told[0].buttons.iter().map(|button| button.key.as_str()).collect();
    assert_eq!(
        (told[0].urgency, buttons, told[0].link.as_str()),
        (Urgency::Normal, vec!["5m", "10m", "15m", "start"], "")
    );
    assert!(one.line("» kickoff").ends_with("~ later  Esc hide"), "{}", one.picture());
    assert!(two.ui.reminders().is_empty(), "the other screen has it");
    assert!(one.ui.reminders().is_empty(), "once");

    // Put off at the notification, it is told once more, by whichever screen is first.
    one.ui.chosen("5m", &told[0]);
    assert_eq!(one.footer(), "you are reminded of kickoff with a title that is too long for its column again at 14:55");
    for desk in [&mut one, &mut two] {
        desk.wait(5 * 60);
    }
    assert_eq!(two.ui.reminders()[0].body, "15:00, in 5 min");
    assert!(one.ui.reminders().is_empty());
    // The key asks the same, by the screen that told it last.
    let asked = two.press("~");
    assert!(asked.contains("Put the reminder off?") && asked.contains("again when it begins"), "{asked}");
    two.press("s");
    assert!(two.footer().starts_with("you are reminded of kickoff"), "{}", two.footer());
    two.wait(5 * 60);
    assert_eq!(two.ui.reminders()[0].body, "since 15:00");
}

#[test]
fn a_draft_survives_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("va.db");
    let mut desk = Desk::on(&path, WORLD);
    desk.press("<tab>l45m half a thought");
    desk.ui.keep_draft().unwrap();
    drop(desk);
    let mut desk = Desk::on(&path, &[]);
    desk.ui.settle();
    assert!(desk.footer().starts_with("a draft is kept: "), "{}", desk.footer());
    desk.press("<tab>l");
    assert!(desk.line("› ").ends_with("acme 45m half a thought"));
    assert_eq!(desk.footer(), "your draft is back");
    drop(desk);
    let mut desk = Desk::on(&path, &[]);
    desk.ui.settle();
    assert!(!desk.picture().contains("draft is kept"), "it is offered once");
}

#[test]
fn a_read_only_database_says_so() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("va.db");
    drop(Desk::on(&path, WORLD));
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o400)).unwrap();
    if rustix::fs::access(&path, rustix::fs::Access::WRITE_OK).is_ok() {
        eprintln!("skipped: root may write to anything");
        return;
    }
    let mut desk = Desk::on(&path, &[]);
    assert!(desk.picture().contains("read-only"));
    desk.press("<tab><space>");
    assert!(desk.footer().starts_with("! the database is open read-only"), "{}", desk.footer());
}
