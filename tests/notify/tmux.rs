//! tmux on a socket of its own, in a terminal that says that it is foot.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::outer::{self, BODY, TITLE, home_with_meeting};
use crate::support::{Home, NOON, VADASH};
use crate::terminal::Terminal;
use crate::{find, here, until, until_said};

/// A server with one client, which shows a shell that waits.
pub struct Tmux {
    pub outer: Terminal,
    socket: PathBuf,
}

impl Tmux {
    pub fn start(home: &Home, passthrough: &str) -> Option<Self> {
        if !here(&["tmux"]) {
            return None;
        }
        let settings = home.write("tmux.conf", format!("set -g allow-passthrough {passthrough}\nset -g status off\n"));
        let socket = home.file("tmux");
        let (at, conf) = (socket.display().to_string(), settings.display().to_string());
        let arguments = ["-S", &at, "-f", &conf, "new-session", "sh"];
        // A desktop that would be told, were nobody attached from elsewhere.
        let bus = format!("unix:path={}", home.file("bus").display());
        let environment = [("SHELL", "/bin/sh"), ("PS1", "$ "), ("DBUS_SESSION_BUS_ADDRESS", &bus)];
        let outer = outer::run(&find("tmux").unwrap(), &arguments, home, &environment, "foot(1.13.1)");
        let tmux = Self { outer, socket };
        tmux.knows("foot(");
        Some(tmux)
    }

    /// Waits until it has asked the terminal for its name, and heard it.
    fn knows(&self, name: &str) {
        let asked = || self.ask(&["list-clients", "-F", "#{client_termtype}"]);
        until_said(name, || asked().starts_with(name).then_some(()), asked);
    }

    /// Leaves, and comes back over SSH at a terminal of this name.
    fn come_back_over_ssh(&mut self, home: &Home, name: &str) {
        self.ask(&["detach-client"]);
        let at = self.socket.display().to_string();
        let environment = [("SHELL", "/bin/sh"), ("SSH_CONNECTION", "::1 1 ::1 22")];
        self.outer = outer::run(&find("tmux").unwrap(), &["-S", &at, "attach"], home, &environment, name);
        self.knows(name);
    }

    pub fn ask(&self, arguments: &[&str]) -> String {
        let mut command = Command::new("tmux");
        command.arg("-S").arg(&self.socket).args(arguments).env_remove("TMUX").stderr(Stdio::null());
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    }

    /// Runs a line in a new window, seen or not.
    fn open(&self, line: &str, seen: bool) {
        let (hidden, shown) = (["new-window", "-d", line], ["new-window", line]);
        self.ask(if seen { &shown } else { &hidden });
    }

    /// Runs the screen in one.
    fn open_screen(&self, seen: bool) {
        self.open(&format!("{VADASH} --now {NOON}"), seen);
    }

    /// What the second window shows.
    fn window(&self) -> String {
        self.ask(&["capture-pane", "-p", "-t", ":1"])
    }

    /// Whether the second window is flagged by a bell.
    fn flagged(&self) -> bool {
        self.ask(&["list-windows", "-F", "#{window_index} #{window_bell_flag}"]).contains("1 1")
    }

    fn shows(&self, text: &str) {
        until_said(text, || self.window().contains(text).then_some(()), || self.window());
    }
}

impl Drop for Tmux {
    fn drop(&mut self) {
        self.ask(&["kill-server"]);
    }
}

fn notification() -> String {
    format!("\x1b]777;notify;{TITLE};{BODY}\x1b\\")
}

#[test]
fn what_tmux_may_pass_on_reaches_the_terminal() {
    let home = home_with_meeting();
    let Some(tmux) = Tmux::start(&home, "on") else { return };
    tmux.open_screen(true);
    tmux.outer.gets(&notification());
    until("the bell", || (tmux.outer.bells() > 0).then_some(()));
    tmux.shows(&format!("» {TITLE}: {BODY}"));
    assert!(!tmux.window().contains("terminal:"), "nothing is amiss:\n{}", tmux.window());
}

#[test]
fn what_tmux_may_not_pass_on_is_rung() {
    let home = home_with_meeting();
    let Some(tmux) = Tmux::start(&home, "off") else { return };
    tmux.open_screen(true);
    tmux.shows(&format!("» {TITLE}: {BODY}"));
    until("the bell", || (tmux.outer.bells() > 0).then_some(()));
    assert!(!tmux.outer.has("\x1b]777"), "{:?}", tmux.outer.bytes());
    assert!(!tmux.window().contains("notify;"), "it is not shown as text either:\n{}", tmux.window());
}

#[test]
fn a_hidden_window_is_flagged() {
    for passthrough in ["on", "off"] {
        let home = home_with_meeting();
        let Some(tmux) = Tmux::start(&home, passthrough) else { return };
        tmux.open_screen(false);
        until("the flag", || tmux.flagged().then_some(()));
        tmux.shows(&format!("» {TITLE}: {BODY}"));
        assert!(!tmux.outer.has("\x1b]777"), "from a hidden window: {:?}", tmux.outer.bytes());
    }
}

#[test]
fn the_test_says_what_tmux_says() {
    for (passthrough, seen, says) in [
        ("on", true, "wrote OSC 777 and a bell, wrapped for tmux, to /dev/"),
        ("on", false, "this window is hidden, from which it passes the bell alone"),
        ("off", true, "tmux passes nothing else on (set -g allow-passthrough on)"),
    ] {
        let home = Home::new();
        let Some(tmux) = Tmux::start(&home, passthrough) else { return };
        let line = format!("{VADASH} notify test --title a --body b; exec cat");
        tmux.open(&line, seen);
        // Lines are broken where the window ends.
        let said = || tmux.ask(&["capture-pane", "-p", "-J", "-t", ":1"]);
        until_said(says, || said().contains(says).then_some(()), said);
        let has = || tmux.outer.has("\x1b]777;notify;a;b\x1b\\");
        if passthrough == "on" && seen {
            // It may be on its way yet.
            until("the sequence", || has().then_some(()));
        } else {
            assert!(!has());
        }
    }
}

#[test]
fn whoever_comes_back_over_ssh_is_told_there() {
    let home = Home::new();
    let Some(mut tmux) = Tmux::start(&home, "on") else { return };
    let said = || tmux.ask(&["capture-pane", "-p", "-J", "-t", ":0"]);
    let test = format!("{VADASH} notify test --title a --body b\r");
    tmux.outer.type_keys(&test);
    until_said("there is a session bus", || said().contains("there is a session bus").then_some(()), said);

    // The same shell, in whose environment nothing has changed.
    tmux.come_back_over_ssh(&home, "kitty(0.35.2)");
    tmux.outer.type_keys(&format!("clear; {test}"));
    let said = || tmux.ask(&["capture-pane", "-p", "-J", "-t", ":0"]);
    until_said("over SSH", || said().contains("tmux is attached over SSH").then_some(()), said);
    tmux.outer.gets(":d=0:p=title;a\x1b\\");
    assert!(!said().contains("desktop: "), "{}", said());
}
