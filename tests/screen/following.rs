//! What other processes write is read again where it shows, and only there.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use rusqlite::Connection;
use tempfile::TempDir;
use vadash::command::env::Env;
use vadash::config::Config;
use vadash::domain::time::Instant;
use vadash::records::calendar::subscribe::sync;
use vadash::store::{Access, Keyring, Store};

use crate::desk::{Desk, MORE, NOW, WORLD, env, setting, type_lines};

/// A screen, and another process beside it.
struct Beside {
    desk: Desk,
    other: Store,
    env: Env,
    folder: TempDir,
}

impl Beside {
    fn new(keys: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = database(folder.path());
        let mut desk = Desk::on(&path, &[WORLD, MORE].concat());
        desk.press(keys);
        desk.ui.reminders();
        let other = Store::open(&path, Access::Command, setting(), &Keyring::empty()).unwrap();
        let now = Arc::new(AtomicI64::new(Instant::from_rfc3339(NOW).unwrap().0));
        let file = cal(folder.path());
        fs::write(&file, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n").unwrap();
        let text = format!("[[calendar]]\nname = \"team\"\npath = '{}'", file.display());
        let (config, problems) = Config::read(&text, &|_| None);
        assert!(problems.is_empty());
        let env = Env { db_path: path, ..env(&now, config) };
        let mut beside = Self { desk, other, env, folder };
        beside.sync();
        beside.looks("an empty calendar");
        beside
    }

    fn type_line(&mut self, line: &str) {
        type_lines(&mut self.other, &self.env, &[line]);
    }

    fn sync(&mut self) {
        assert_eq!(sync(&self.other, &self.env).unwrap(), Vec::<String>::new());
    }

    /// Whether the screen reads again for a line of another process.
    fn follows(&mut self, line: &str) -> bool {
        self.type_line(line);
        self.looks(line)
    }

    /// Whether the screen reads again. If it does not, nothing that it shows or will tell is otherwise than if it did.
    fn looks(&mut self, after: &str) -> bool {
        let followed = self.desk.ui.follow();
        assert!(!self.desk.ui.follow(), "after {after}: once is enough");
        self.desk.ui.reminders();
        let seen = (self.desk.picture(), self.desk.ui.next_wake());
        self.desk.ui.reload();
        self.desk.ui.reminders();
        assert_eq!(seen, (self.desk.picture(), self.desk.ui.next_wake()), "after {after}");
        followed
    }
}

fn database(folder: &Path) -> PathBuf {
    folder.join("va.db")
}

fn cal(folder: &Path) -> PathBuf {
    folder.join("team.ics")
}

#[test]
fn what_a_view_does_not_show_is_not_read_for_it() {
    let mut tasks = Beside::new("3");
    assert!(!tasks.follows("event add acme spring fair 2026-11-02 10-11"), "a meeting in months");
    assert!(!tasks.follows("event add acme looked back 2026-03-02 10-11"), "one of months ago");
    assert!(!tasks.follows("filter save pressing due:week"));
    assert!(tasks.follows("task edit 1 --title 'send August newsletter'"), "what the list shows");
    assert!(tasks.follows("task add acme a new one"));
    assert!(tasks.follows("event add acme soon tomorrow 10-11"), "the header and reminders know of it");
    assert!(tasks.follows("event add acme often 2026-11-02 10-11 every:week"));
    assert!(tasks.follows("log acme 10m"), "hours stand in the header");
    assert!(tasks.follows("client edit acme --name 'Acme AG'"));

    let mut schedule = Beside::new("2");
    assert!(!schedule.follows("task add acme tidy up"), "a list that is not here");
    assert!(schedule.follows("task add acme in time due:'2026-06-22 16:00'"), "it will be told of");
    assert!(schedule.follows("task edit 1 --due '2026-06-22 16:00'"));
    assert!(schedule.follows("task edit 1 --due 2026-06-23"), "it will not be told of any more");
    schedule.desk.press("3");
    assert!(schedule.desk.picture().contains("tidy up"), "what was passed over is read where it shows");
}

#[test]
fn a_meeting_is_read_where_its_day_is_shown() {
    let mut desk = Beside::new("2");
    assert!(!desk.follows("event add acme far 2026-11-02 10-11"));
    for _ in 0..19 {
        desk.desk.press("}");
    }
    assert!(desk.desk.picture().contains("far"), "{}", desk.desk.picture());
    assert!(desk.follows("event add acme farther 2026-11-03 10-11"));
    assert!(!desk.follows("event add acme farthest 2026-12-03 10-11"));
}

#[test]
fn what_no_step_tells_of_is_read_wherever_one_is() {
    let mut desk = Beside::new("3");
    assert!(!desk.follows("event add acme far 2026-11-02 10-11"));
    assert!(desk.follows("undo"), "a step taken back");
    assert!(desk.follows("redo"), "and done again");
    let event =
        "BEGIN:VEVENT\r\nUID:u1\r\nDTSTART:20261103T100000\r\nDTEND:20261103T110000\r\nSUMMARY:Fair\r\nEND:VEVENT\r\n";
    fs::write(cal(desk.folder.path()), format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{event}END:VCALENDAR\r\n")).unwrap();
    desk.sync();
    assert!(desk.looks("a calendar that follows its file"));
    let table = desk.folder.path().join("tasks.csv");
    fs::write(&table, "client,date,minutes,note\nacme,2026-05-05,50,first\n").unwrap();
    assert!(desk.follows(&format!("import csv '{}'", table.display())));
    let raw = Connection::open(database(desk.folder.path())).unwrap();
    raw.execute_batch("UPDATE event SET title = 'by another program' WHERE id = 1").unwrap();
    assert!(desk.looks("what another program has written"));
    assert!(desk.follows("db check --repair --from record"));
    raw.execute_batch("UPDATE unbilled SET open = open + 5").unwrap();
    assert!(desk.looks("figures that another program has written"));
    assert!(desk.follows("db check --repair"), "figures made anew");
}

/// The file is another one all of a sudden: SQLite's own backup writes into it.
#[test]
fn an_older_state_of_the_file_is_read() {
    let mut desk = Beside::new("3");
    let copy = desk.folder.path().join("copy.db");
    desk.other.backup(&copy).unwrap();
    assert!(!desk.follows("event add acme far 2026-11-02 10-11"));
    let from = Connection::open(&copy).unwrap();
    let mut to = Connection::open(database(desk.folder.path())).unwrap();
    rusqlite::backup::Backup::new(&from, &mut to).unwrap().step(-1).unwrap();
    assert!(desk.looks("an older state"));
}

/// Whatever others do, and wherever one is, the picture is that of what is kept.
#[test]
fn no_view_shows_what_was() {
    let lines = [
        "task add acme one more due:2026-06-23 ~1h",
        "task edit 2 --note 'ask for the invoice' --title 'call the printer again'",
        "task done 2",
        "task add zeta at a time due:'2026-06-23 10:00'",
        "event add zeta far 2026-10-05 10-11",
        "event add zeta near 2026-06-24 10-11",
        "event add kato fair 2026-07-09 9-10 remind:2d",
        "event edit 5 --start '2026-10-06 12:00' --end '2026-10-06 13:00'",
        "event rm 5",
        "log zeta 45m --on 2026-06-18",
        "entry edit 2 --note other",
        "start kato a timer",
        "stop",
        "rate set 55 --client acme --from 2026-06-01",
        "agreement adjust 1 2h --reason sorry",
        "client edit kato --zone Europe/Paris",
        "service add travel --name Travel",
        "filter save late overdue",
        "undo",
        "undo",
        "redo",
    ];
    let mut read = 0;
    for view in ["", "2", "2w", "2ww", "2www", "3", "4", "4w", "5", "5<enter>", "3l30m half ty"] {
        let mut beside = Beside::new(view);
        read += lines.iter().filter(|line| beside.follows(line)).count();
    }
    assert!(read < 11 * lines.len(), "{read}: something is passed over");
}
