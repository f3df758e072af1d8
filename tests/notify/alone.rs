//! What needs no other program than a shell's own.

use std::path::Path;

use crate::outer::{self, BODY, TITLE, home_with_meeting};
use crate::support::{Home, VADASH};
use crate::{Beside, until};

#[test]
fn nothing_is_written_where_no_terminal_is() {
    let home = Home::new();
    let no_terminal = "there is no terminal: neither standard output nor standard error is one of ours";
    let said = home.refused("notify test --channel terminal");
    assert_eq!(said, format!("nothing was told; the channel is set to terminal; terminal: {no_terminal}"));
    let said = home.refused("notify test");
    assert!(said.starts_with("nothing was told; there is no session bus, so the terminal is told"), "{said}");
    assert_eq!(home.ok("notify test --channel off"), "reminders are off (reminders.channel)\n");
}

#[test]
fn a_terminal_is_told_though_the_answer_goes_elsewhere() {
    let home = Home::new();
    let script = format!("{VADASH} --json notify test --title 'a;b' --body c >answer; {VADASH} notify test >x 2>y");
    let shell = Path::new("/bin/sh");
    let outer = outer::run(shell, &["-c", &script], &home, &[("TERM", "foot")], "");
    outer.gets("\x1b]777;notify;a,b;c\x1b\\\x07");
    until("the second answer", || std::fs::read(home.file("y")).ok().filter(|y| !y.is_empty()));
    assert_eq!(outer.bells(), 1, "the second has no terminal: {:?}", outer.bytes());
    let answer: serde_json::Value = serde_json::from_slice(&std::fs::read(home.file("answer")).unwrap()).unwrap();
    assert_eq!((&answer["told_by"], &answer["term"]), (&"terminal".into(), &"foot".into()), "{answer}");
    assert_eq!(answer["channels"], serde_json::json!(["terminal"]));
    let said = answer["steps"][0]["said"].as_str().unwrap();
    assert!(said.starts_with("wrote OSC 777 and a bell to /dev/") && said.ends_with("(TERM=foot)"), "{said}");
}

#[test]
fn a_command_gets_arguments_and_no_shell() {
    let home = Home::new();
    let script = home.write("tell", "#!/bin/sh\nfor a in \"$@\"; do printf '[%s]' \"$a\"; done >> told\n");
    let command = format!("command = ['sh', '{}', '{{kind}}', '{{title}}: {{body}}', '{{title}}']\n", script.display());
    home.write(".config/vadash/config.toml", format!("[reminders]\nchannel = 'command'\n{command}"));
    let said = home.ok("notify test --title='-x $(id) {body}' --body \"$(printf 'a\\033]0;b')\"");
    assert_eq!(said, "the channel is set to command\ncommand: sh was run\n");
    let told = std::fs::read_to_string(home.file("told")).unwrap();
    assert_eq!(told, "[test][ -x $(id) {body}: a\u{fffd}]0;b][ -x $(id) {body}]");

    std::fs::remove_file(home.file("told")).unwrap();
    home.write(".config/vadash/config.toml", format!("[reminders]\nchannel = 'command'\nprivate = true\n{command}"));
    home.ok("notify test --title secret --body secret");
    assert_eq!(std::fs::read_to_string(home.file("told")).unwrap(), "[test][a test: ][a test]");
}

#[test]
fn mistakes_in_the_command_are_told_with_their_line() {
    let home = Home::new();
    let check = |text: &str| {
        home.write("config.toml", text);
        home.refused("--config config.toml config check")
    };
    let said = check("[reminders]\nchannel = 'command'\n");
    assert!(said.starts_with("config.toml: line 2: channel: the command is not set: write command = ["), "{said}");
    let said = check("[reminders]\ncommand = ['notify-send', '{titel}']\n");
    assert!(said.starts_with("config.toml: line 2: command: '{titel}' is not one of {title}"), "{said}");
    assert!(said.ends_with(": did you mean title?"), "{said}");
    let said = check("[reminders]\nchannel = 'comand'\n");
    assert!(said.ends_with(": did you mean command?"), "{said}");
}

#[test]
fn a_command_that_fails_leaves_it_to_the_terminal_and_says_so() {
    let home = home_with_meeting();
    let settings = "[reminders]\nchannel = 'command'\ncommand = ['no-such-program', '{title}']\n";
    home.write(".config/vadash/config.toml", settings);
    let outer = outer::screen(&home, &[("TERM", "foot")]);
    outer.gets(&format!("\x1b]777;notify;{TITLE};{BODY}\x1b\\\x07"));
    outer.shows("command: no-such-program is not there; the terminal is told");
    outer.shows(&format!("» {TITLE}: {BODY}"));
    outer.type_keys("q");
    assert!(outer.ends().success());
}

#[test]
fn without_a_bus_the_terminal_is_told_and_nothing_is_amiss() {
    let home = home_with_meeting();
    let outer = outer::screen(&home, &[("TERM", "xterm-kitty")]);
    outer.gets(&format!(":d=0:p=title;{TITLE}\x1b\\\x1b]99;i="));
    outer.gets(&format!(":d=1:p=body;{BODY}\x1b\\\x07"));
    outer.shows(&format!("» {TITLE}: {BODY}"));
    assert!(!outer.picture().contains("desktop:"), "{}", outer.picture());
    outer.type_keys("q");
    assert!(outer.ends().success());
}

#[test]
fn a_private_reminder_names_nobody() {
    let home = home_with_meeting();
    home.write(".config/vadash/config.toml", "[reminders]\nprivate = true\nsequence = 'osc777'\n");
    let outer = outer::screen(&home, &[]);
    outer.gets("\x1b]777;notify;meeting in 10 min;\x1b\\\x07");
    outer.shows(&format!("» {TITLE}: {BODY}"));
    outer.type_keys("q");
    assert!(outer.ends().success());
}

#[test]
fn a_stale_bus_costs_a_line() {
    let home = home_with_meeting();
    let stale = format!("unix:path={}", home.file("bus").display());
    let outer = outer::screen(&home, &[("TERM", "foot"), ("DBUS_SESSION_BUS_ADDRESS", &stale)]);
    outer.gets(&format!("\x1b]777;notify;{TITLE};{BODY}\x1b\\\x07"));
    outer.shows("desktop: Failed to connect");
    outer.type_keys("q");
    assert!(outer.ends().success());
}

#[test]
fn over_ssh_the_bus_is_left_alone() {
    let home = home_with_meeting();
    // A socket that takes every connection and never answers would be found out by the line in the header.
    let _listener = std::os::unix::net::UnixListener::bind(home.file("bus")).unwrap();
    let bus = format!("unix:path={}", home.file("bus").display());
    let environment = [("TERM", "foot"), ("SSH_CONNECTION", "::1 1 ::1 22"), ("DBUS_SESSION_BUS_ADDRESS", &bus)];
    let outer = outer::screen(&home, &environment);
    outer.gets(&format!("\x1b]777;notify;{TITLE};{BODY}\x1b\\\x07"));
    assert!(!outer.picture().contains("desktop:"), "{}", outer.picture());
    outer.type_keys("q");
    assert!(outer.ends().success());
}

#[test]
fn a_bus_that_is_silent_costs_a_line_and_quitting_does_not_wait_for_it() {
    let home = home_with_meeting();
    let _listener = std::os::unix::net::UnixListener::bind(home.file("bus")).unwrap();
    let bus = format!("unix:path={}", home.file("bus").display());
    let environment = [("TERM", "foot"), ("DBUS_SESSION_BUS_ADDRESS", bus.as_str())];
    let outer = outer::screen(&home, &environment);
    outer.gets(&format!("\x1b]777;notify;{TITLE};{BODY}\x1b\\\x07"));
    outer.shows("desktop: no answer within 3 s; the terminal is told");
    outer.type_keys("q");
    assert!(outer.ends().success(), "the thread that waits for the bus holds nobody up");
}

/// A screen and a service side by side: between them each reminder is told once, at the start and when one is added.
#[test]
fn a_screen_and_a_service_tell_once() {
    let home = home_with_meeting();
    let script = home.write("tell", "#!/bin/sh\necho \"$1\" >> told\n");
    let command = format!("[reminders]\nchannel = 'command'\ncommand = ['sh', '{}', '{{title}}']\n", script.display());
    home.write(".config/vadash/config.toml", command);
    let mut service = home.vadash(&["remind"]);
    let service = Beside::start(service.stdout(std::process::Stdio::null()));
    let outer = outer::screen(&home, &[("TERM", "foot")]);
    let told = || std::fs::read_to_string(home.file("told")).unwrap_or_default();
    until("the first", || told().contains(TITLE).then_some(()));
    home.ok("event add acme another 14:05-15:00");
    until("the second", || told().contains("another").then_some(()));
    outer.shows("another");
    // Both have looked again by now, or are about to: none of it is told a second time.
    std::thread::sleep(std::time::Duration::from_secs(2));
    assert_eq!(told().lines().count(), 2, "{:?}", told());
    assert_eq!(home.ok("remind --once --stream"), "");
    outer.type_keys("q");
    assert!(outer.ends().success());
    drop(service);
}
