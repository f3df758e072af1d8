//! A real notification server: what it is told, what is chosen at it, and what it costs when it hangs.

use std::path::Path;

use crate::bus::{Bus, executable};
use crate::outer::{self, BODY, TITLE, home_with_meeting};
use crate::support::{Home, VADASH};
use crate::{search_path, until};

#[test]
fn the_server_is_told_title_text_and_urgency() {
    let Some(bus) = Bus::with_dunst() else { return };
    let home = home_with_meeting();
    let outer = outer::screen(&home, &[("TERM", "foot"), ("DBUS_SESSION_BUS_ADDRESS", &bus.address)]);
    until("the reminder", || (!bus.recorded().is_empty()).then_some(()));
    assert_eq!(bus.recorded(), [format!("NORMAL|{TITLE}")]);
    assert_eq!(bus.history(), [(TITLE.to_owned(), BODY.to_owned())]);
    outer.shows(&format!("» {TITLE}: {BODY}"));
    assert_eq!(outer.bells(), 0, "the desktop is told, and the terminal is not");
    outer.type_keys("q");
    assert!(outer.ends().success());
}

#[test]
fn what_is_about_to_begin_is_critical() {
    let Some(bus) = Bus::with_dunst() else { return };
    let home = Home::with_clients();
    home.ok("event add acme kickoff 14:01-15:00");
    let outer = outer::screen(&home, &[("DBUS_SESSION_BUS_ADDRESS", &bus.address)]);
    until("the reminder", || (!bus.recorded().is_empty()).then_some(()));
    assert_eq!(bus.recorded(), ["CRITICAL|kickoff (acme)"]);
    outer.type_keys("q");
    assert!(outer.ends().success());
}

#[test]
fn text_is_text_where_markup_is_read() {
    let Some(bus) = Bus::with_dunst() else { return };
    let home = Home::new();
    let line =
        format!("DBUS_SESSION_BUS_ADDRESS='{}' vadash notify test --title '<b>x' --body 'a & <i>b</i>'", bus.address);
    let answer = home.sh(&line);
    let told = "desktop: told the notification server (it reads markup and shows buttons)";
    assert_eq!(answer.out, format!("there is a session bus, so the desktop is told\n{told}\n"), "{answer:?}");
    assert_eq!(bus.history(), [("<b>x".to_owned(), "a &amp; &lt;i&gt;b&lt;/i&gt;".to_owned())]);
}

#[test]
fn joining_from_the_notification_opens_the_link() {
    let Some(bus) = Bus::with_dunst() else { return };
    let home = home_with_meeting();
    let browser = home.write("bin/xdg-open", "#!/bin/sh\necho \"$1\" > \"$HOME/opened\"\n");
    executable(&browser);
    let path = format!("{}:{}", home.file("bin").display(), search_path());
    let outer = outer::screen(&home, &[("PATH", &path), ("DBUS_SESSION_BUS_ADDRESS", &bus.address)]);
    until("the reminder", || (!bus.recorded().is_empty()).then_some(()));
    // The first choices may come before the notifier listens for any.
    let opened = until("the link", || {
        bus.ask("dunstctl", &["action", "0"]);
        std::fs::read_to_string(home.file("opened")).ok().filter(|o| o.ends_with('\n'))
    });
    assert_eq!(opened, "https://meet.example/kickoff\n");
    outer.shows("opened the link");
    outer.type_keys("q");
    assert!(outer.ends().success());
}

#[test]
fn a_server_that_hangs_costs_a_line_and_quitting_does_not_wait_for_it() {
    let Some(bus) = Bus::with_dunst() else { return };
    bus.dunst.signal("STOP");
    let home = home_with_meeting();
    let environment = [("TERM", "foot"), ("DBUS_SESSION_BUS_ADDRESS", bus.address.as_str())];
    let outer = outer::screen(&home, &environment);
    // Keys are answered while it hangs.
    outer.type_keys("?");
    outer.shows("Keys");
    outer.type_keys("q");
    outer.gets(&format!("\x1b]777;notify;{TITLE};{BODY}\x1b\\\x07"));
    outer.shows("desktop: no answer within 3 s; the terminal is told");
    outer.type_keys("q");
    assert!(outer.ends().success());

    // Left while it is still waited for.
    home.ok("event add acme another 14:10-15:00");
    let outer = outer::screen(&home, &environment);
    outer.shows("» another");
    outer.type_keys("q");
    let ended = outer.ends();
    assert!(ended.success());

    let answer = home.sh(&format!("DBUS_SESSION_BUS_ADDRESS='{}' vadash notify test", bus.address));
    assert_eq!(answer.code, 1);
    assert!(answer.err.contains("desktop: no answer within 3 s; terminal: "), "{answer:?}");
    bus.dunst.signal("CONT");
}

#[test]
fn a_bus_without_a_server_leaves_it_to_the_terminal() {
    let Some(mut bus) = Bus::with_dunst() else { return };
    bus.dunst.0.kill().unwrap();
    bus.dunst.0.wait().unwrap();
    let home = Home::new();
    let environment = [("TERM", "foot"), ("DBUS_SESSION_BUS_ADDRESS", bus.address.as_str())];
    let outer = outer::run(Path::new(VADASH), &["notify", "test"], &home, &environment, "");
    outer.gets("\x1b]777;notify;vadash;a test: reminders appear like this\x1b\\\x07");
    // Nothing can be started on this bus that would show anything: why that is, differs from system to system.
    outer.gets("\r\ndesktop: ");
    assert!(outer.ends().success());
}
