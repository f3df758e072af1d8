//! Reminders without a screen: the real program, several at once, as a stream, and on another machine.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/mod.rs"]
mod support;

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use support::Home;

/// How long a test waits for what must come; nothing depends on how long it takes.
const PATIENCE: Duration = Duration::from_mins(1);

/// A desk with a meeting at 15:00 that is told at 14:50.
fn home() -> Home {
    let home = Home::with_clients();
    home.at("2026-06-22 14:00");
    home.ok("event add 'acme kickoff 15:00-15:45 @https://meet.example/kickoff'");
    home
}

/// A program that goes on, with the lines that it writes.
struct Running {
    child: Child,
    lines: Receiver<String>,
}

impl Running {
    fn start(home: &Home, words: &[&str]) -> Self {
        let mut child = home.vadash(words).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let out = child.stdout.take().unwrap();
        Self { child, lines: read(out) }
    }

    fn next(&self) -> Value {
        serde_json::from_str(&self.lines.recv_timeout(PATIENCE).unwrap()).unwrap()
    }

    /// Waits for its end, and gives the exit code.
    fn ends(&mut self) -> i32 {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code().unwrap_or(-1);
            }
            assert!(begun.elapsed() < PATIENCE, "it goes on");
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read(out: ChildStdout) -> Receiver<String> {
    let (tx, rx) = channel();
    thread::spawn(move || {
        for line in BufReader::new(out).lines().map_while(Result::ok) {
            if tx.send(line).is_err() {
                return;
            }
        }
    });
    rx
}

#[test]
fn of_eight_programs_exactly_one_tells() {
    let home = home();
    home.at("2026-06-22 14:52");
    let children: Vec<Child> = (0..8)
        .map(|_| {
            let mut command = home.vadash(&["remind", "--once", "--stream"]);
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
        })
        .collect();
    let mut lines = Vec::new();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        lines.extend(String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned));
    }
    assert_eq!(lines.len(), 1, "{lines:?}");
    let told: Value = serde_json::from_str(&lines[0]).unwrap();
    let wanted = serde_json::json!({
        "kind": "event", "id": 1, "client": "acme", "title": "kickoff", "start": "2026-06-22T15:00:00+02:00",
        "lead_minutes": 10, "text": "15:00, in 8 min", "url": "https://meet.example/kickoff",
    });
    assert_eq!(told, wanted);
    // The lead that passed with it is told as well, and so it stays.
    home.at("2026-06-22 15:30");
    assert_eq!(home.ok("remind --once --stream"), "");
}

#[test]
fn a_stream_tells_in_time_hears_of_changes_and_ends_with_its_reader() {
    let home = home();
    home.at("2026-06-22T14:49:58+02:00");
    let mut stream = Running::start(&home, &["remind", "--stream"]);
    assert_eq!(stream.next()["title"], "kickoff");
    // Another program adds what is due at once.
    home.at("2026-06-22 14:50");
    home.ok("event add 'zeta at once 14:55-15:30'");
    let told = stream.next();
    assert_eq!((&told["title"], &told["client"]), (&Value::from("at once"), &Value::from("zeta")));
    assert!(stream.child.try_wait().unwrap().is_none(), "it goes on");
    // A new start doubles nothing; nor does one beside it.
    assert_eq!(home.ok("remind --once --stream"), "");
    stream.child.kill().unwrap();
    let mut again = Running::start(&home, &["remind", "--stream"]);
    home.ok("task add zeta call due:14:58");
    assert_eq!(again.next()["kind"], "task", "the task only");

    // Whoever reads goes away: it ends, without a complaint.
    let mut child = home.vadash(&["remind", "--stream"]).stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut gone = Running { child, lines: channel().1 };
    assert_eq!(gone.ends(), 0);
    assert_eq!(again.child.try_wait().unwrap(), None);
}

#[test]
fn a_stream_is_told_at_the_desk_where_one_sits() {
    let home = home();
    home.write(
        "desk.toml",
        "[reminders]\nchannel = 'command'\ncommand = ['sh', '-c', 'echo \"$0|$1\" >> told', '{title}', '{body}']\n",
    );
    home.write(".config/vadash/config.toml", "[reminders]\ntasks = [20]\n");
    home.ok("task add 'acme send the draft due:15:05'");
    home.at("2026-06-22 14:52");
    let answer = home.sh("vadash remind --once --stream | vadash --config desk.toml remind --from -");
    assert_eq!((answer.code, answer.err.as_str()), (0, ""));
    let told = std::fs::read_to_string(home.file("told")).unwrap();
    assert_eq!(told, "send the draft (acme)|due 15:05, in 13 min\nkickoff (acme)|15:00, in 8 min\n");
    // What is no reminder is told of and passed over; no database is needed, nor made.
    home.write("stream", "{\"kind\":1}\n\n{\"kind\":\"event\",\"id\":1,\"client\":null,\"title\":\"a\\u001b[31mb\",\"start\":null,\"lead_minutes\":null,\"text\":\"now\"}\n");
    let answer = home.sh("vadash --db /nowhere/x.db --config desk.toml remind --from stream");
    assert_eq!((answer.code, answer.err.as_str()), (0, "line 1: is no reminder\n"));
    let told = std::fs::read_to_string(home.file("told")).unwrap();
    assert!(told.ends_with("a\u{fffd}[31mb|now\n"), "{told:?}");
    assert_eq!(home.refused("remind --from nowhere"), "from: nowhere: No such file or directory (os error 2)");
}

#[test]
fn a_flood_from_another_machine_is_counted() {
    let home = home();
    home.write(
        "desk.toml",
        "[reminders]\nchannel = 'command'\ncommand = ['sh', '-c', 'echo \"$0\" >> told', '{title}']\n",
    );
    let line = |title: &str| {
        format!(
            "{{\"kind\":\"event\",\"id\":1,\"client\":null,\"title\":\"{title}\",\"start\":null,\"lead_minutes\":null,\"text\":\"now\"}}\n"
        )
    };
    // What stands at the end of a line that is too long is no reminder.
    let long = " ".repeat(64 * 1024) + &line("hidden");
    let all: String = (1..=57).map(|n| line(&format!("meeting {n}"))).collect();
    home.write("stream", long + &all + &"no reminder\n".repeat(50));
    let answer = home.sh("vadash --config desk.toml remind --from stream");
    assert_eq!(answer.code, 0, "{answer:?}");
    let told = std::fs::read_to_string(home.file("told")).unwrap();
    let told: Vec<&str> = told.lines().collect();
    assert_eq!((told.len(), told[0], told[19], told[20]), (21, "meeting 1", "meeting 20", "+ 37 more"), "{told:?}");
    let err: Vec<&str> = answer.err.lines().collect();
    assert_eq!(err.len(), 21, "{err:?}");
    assert_eq!(err[0], "line 1: is longer than 64 KB, and was passed over");
    assert!(err[20].starts_with("+ 31 more lines"), "{err:?}");
}

#[test]
fn what_nobody_could_be_told_is_told_later() {
    let home = home();
    home.at("2026-06-22 14:52");
    let said = home.refused("remind --once");
    assert!(said.starts_with("a reminder could not be told: terminal: there is no terminal"), "{said}");
    assert!(home.ok("remind --once --stream").contains("kickoff"));
    // After the meeting there is nothing more to say.
    home.ok("event add 'acme over 13:00-13:30'");
    assert_eq!(home.ok("remind --once"), "");
}

#[test]
fn a_reminder_is_put_off() {
    let home = home();
    home.at("2026-06-22 14:52");
    assert_eq!(home.refused("snooze 5m"), "there was no reminder to snooze: name an event or a task");
    home.ok("remind --once --stream");
    assert_eq!(home.ok("snooze 5m"), "you are reminded of kickoff again at 14:57\n");
    assert_eq!(home.ok("remind --once --stream"), "");
    home.at("2026-06-22 14:57");
    assert!(home.ok("remind --once --stream").contains("15:00, in 3 min"));
    assert_eq!(home.ok("snooze start --event 1 --at 15:00"), "you are reminded of kickoff again at 15:00\n");
    home.at("2026-06-22T15:00:30+02:00");
    assert!(home.ok("remind --once --stream").contains("since 15:00"));
    assert_eq!(home.refused("snooze start"), "for: has begun already: say how many minutes, such as 5m");
    assert_eq!(home.refused("snooze tomorrowish"), "for: 'tomorrowish' is no duration: try 1h30, 90m, 1:30 or 1.5h");
    // It is no undo step.
    assert!(home.ok("undo").contains("kickoff"), "the meeting itself is taken back");
}

#[test]
fn the_service_is_written_once_and_nobody_elses_is_touched() {
    let home = Home::with_clients();
    let said = home.ok("remind --install");
    assert!(said.contains("systemctl --user enable --now vadash-remind") && said.contains("loginctl enable-linger"));
    let unit = home.file(".config/systemd/user/vadash-remind.service");
    let text = std::fs::read_to_string(&unit).unwrap();
    let line = text.lines().find(|line| line.starts_with("ExecStart=")).unwrap();
    assert!(line.ends_with("\" remind") && !line.contains("--db"), "{line}");
    assert_eq!(home.ok("remind --install"), said, "again, it is the same");
    std::fs::write(&unit, "[Unit]\nDescription=mine\n").unwrap();
    assert!(home.refused("remind --install").ends_with("is there already, and not ours: remove it first"));
}
