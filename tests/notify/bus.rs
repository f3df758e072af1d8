//! A session bus of one's own with a notification server on it.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};

use tempfile::TempDir;

use crate::{Beside, find, here, until};

/// What is needed for it.
const PARTS: &[&str] = &["dbus-run-session", "dbus-send", "Xvfb", "dunst", "dunstctl", "busctl"];

/// A bus with dunst on it, without a screen that anybody sees.
pub struct Bus {
    /// Its address.
    pub address: String,
    /// The server.
    pub dunst: Beside,
    folder: TempDir,
    _display: Beside,
    session: Child,
    /// The bus ends when this is closed.
    open: Option<ChildStdin>,
}

impl Bus {
    /// A bus, or nothing where its parts are not installed.
    pub fn with_dunst() -> Option<Self> {
        if !here(PARTS) {
            return None;
        }
        let folder = TempDir::new().unwrap();
        let script = "echo \"$DBUS_SESSION_BUS_ADDRESS\"; exec cat >/dev/null";
        let mut session = Command::new("dbus-run-session")
            .args(["--", "sh", "-c", script])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let open = session.stdin.take();
        let mut address = String::new();
        BufReader::new(session.stdout.take().unwrap()).read_line(&mut address).unwrap();
        let number = folder.path().join("display");
        let script = "exec \"$0\" -displayfd 3 -screen 0 640x480x24 -nolisten tcp 3>display";
        let xvfb = find("Xvfb").unwrap();
        let display = Beside::start(Command::new("sh").args(["-c", script]).arg(xvfb).current_dir(folder.path()));
        let number = until("a display", || read(&number).filter(|n| n.ends_with('\n')));
        // History tells title and text, but not how urgent; a script hears all of it.
        let record = folder.path().join("record");
        std::fs::write(&record, "#!/bin/sh\necho \"$DUNST_URGENCY|$DUNST_SUMMARY\" >> \"$HOME/told\"\n").unwrap();
        executable(&record);
        let rules = format!(
            "[global]\nmarkup = full\nhistory_length = 20\nidle_threshold = 0\nicon_path = \"\"\n\
             [all]\nsummary = \"*\"\nscript = {}\n",
            record.display()
        );
        let settings = folder.path().join("dunstrc");
        std::fs::write(&settings, rules).unwrap();
        let dunst = Beside::start(
            Command::new("dunst")
                .arg("-conf")
                .arg(&settings)
                .env("DBUS_SESSION_BUS_ADDRESS", address.trim())
                .env("DISPLAY", format!(":{}", number.trim()))
                .env("HOME", folder.path())
                .env_remove("WAYLAND_DISPLAY"),
        );
        let address = address.trim().to_owned();
        let bus = Self { address, dunst, folder, _display: display, session, open };
        until("the notification server", || bus.has_server().then_some(()));
        Some(bus)
    }

    fn has_server(&self) -> bool {
        let owner = ["--session", "--print-reply", "--dest=org.freedesktop.DBus", "/"];
        let method = ["org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.Notifications"];
        self.ask("dbus-send", &[&owner[..], &method[..]].concat()).contains("true")
    }

    /// What a program says on this bus.
    pub fn ask(&self, program: &str, arguments: &[&str]) -> String {
        let mut command = Command::new(program);
        command.args(arguments).env("DBUS_SESSION_BUS_ADDRESS", &self.address).stderr(Stdio::null());
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    }

    /// Title and text of what was told and closed, the newest first.
    pub fn history(&self) -> Vec<(String, String)> {
        self.ask("dunstctl", &["close-all"]);
        let history: serde_json::Value = serde_json::from_str(&self.ask("dunstctl", &["history"])).unwrap();
        let text = |n: &serde_json::Value, name: &str| n[name]["data"].as_str().unwrap().to_owned();
        let list = history["data"][0].as_array().unwrap();
        list.iter().map(|n| (text(n, "summary"), text(n, "body"))).collect()
    }

    /// Lines of urgency and title, as they came.
    pub fn recorded(&self) -> Vec<String> {
        read(&self.folder.path().join("told")).unwrap_or_default().lines().map(str::to_owned).collect()
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        self.open = None;
        // It ends when its standard input does; one that does not is no reason for a test to fail.
        let _ = self.session.kill();
        let _ = self.session.wait();
    }
}

fn read(path: &Path) -> Option<String> {
    std::fs::read_to_string(path).ok()
}

/// Makes a script one that can be run.
pub fn executable(path: &PathBuf) {
    use std::os::unix::fs::PermissionsExt as _;
    File::open(path).unwrap().set_permissions(std::fs::Permissions::from_mode(0o755)).unwrap();
}
