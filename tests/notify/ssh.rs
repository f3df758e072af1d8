//! An SSH server on loopback with keys of its own: the terminal of whoever connects is told.

use std::io::Write as _;
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::outer::{self, BODY, TITLE, home_with_meeting};
use crate::support::{NOON, VADASH};
use crate::{Beside, find, here, until};

struct Server {
    folder: TempDir,
    port: u16,
    _sshd: Beside,
}

impl Server {
    fn start() -> Option<Self> {
        if !here(&["sshd", "ssh", "ssh-keygen"]) {
            return None;
        }
        let folder = TempDir::new().unwrap();
        for key in ["host", "user"] {
            let mut keygen = Command::new("ssh-keygen");
            keygen.args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(folder.path().join(key));
            assert!(keygen.stdin(Stdio::null()).status().unwrap().success());
        }
        let at = folder.path().display();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let settings = format!(
            "ListenAddress 127.0.0.1\nPort {port}\nHostKey {at}/host\nAuthorizedKeysFile {at}/user.pub\nPidFile none\n\
             StrictModes no\nUsePAM no\nPasswordAuthentication no\nPermitRootLogin prohibit-password\nPrintMotd no\n"
        );
        std::fs::write(folder.path().join("sshd_config"), settings).unwrap();
        if will_not_start(&folder) {
            return None;
        }
        let mut sshd = Command::new(find("sshd").unwrap());
        sshd.args(["-D", "-f"]).arg(folder.path().join("sshd_config"));
        let sshd = Beside::start(&mut sshd);
        until("the SSH server", || TcpStream::connect(("127.0.0.1", port)).ok());
        Some(Self { folder, port, _sshd: sshd })
    }

    /// What connects to it, with a line for its shell.
    fn arguments(&self, line: &str) -> Vec<String> {
        let at = self.folder.path().display();
        let options = [
            format!("UserKnownHostsFile={at}/known"),
            "StrictHostKeyChecking=no".to_owned(),
            "IdentitiesOnly=yes".to_owned(),
            "BatchMode=yes".to_owned(),
            "LogLevel=ERROR".to_owned(),
        ];
        let mut all = vec!["-tt".to_owned(), "-F".to_owned(), "none".to_owned()];
        all.extend(["-i".to_owned(), format!("{at}/user"), "-p".to_owned(), self.port.to_string()]);
        all.extend(options.iter().flat_map(|o| ["-o".to_owned(), o.clone()]));
        all.extend(["127.0.0.1".to_owned(), line.to_owned()]);
        all
    }
}

/// Whether the server will not start here; says why.
fn will_not_start(folder: &TempDir) -> bool {
    if is_root() {
        // The folder in which it works without rights; where the system does not start it, nobody has made it.
        let _ = std::fs::create_dir("/run/sshd");
    }
    let mut test = Command::new(find("sshd").unwrap());
    let output = test.args(["-t", "-f"]).arg(folder.path().join("sshd_config")).output().unwrap();
    if output.status.success() {
        return false;
    }
    let why = String::from_utf8_lossy(&output.stderr).into_owned();
    let _ = writeln!(std::io::stderr(), "skipped: the SSH server does not start: {}", why.trim());
    true
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output().unwrap();
    id.stdout == b"0\n"
}

#[test]
fn the_terminal_at_the_other_end_is_told() {
    let Some(server) = Server::start() else { return };
    let home = home_with_meeting();
    // A desktop of the server's own would be told, were it not for SSH.
    let bus = format!("DBUS_SESSION_BUS_ADDRESS=unix:path={}", home.file("bus").display());
    let line = format!("env HOME={} TZ=Europe/Berlin {bus} {VADASH} --now {NOON}", home.path().display());
    let arguments = server.arguments(&line);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let ssh = find("ssh").unwrap();
    let outer = outer::run(&ssh, &arguments, &home, &[("TERM", "foot")], "");
    outer.gets(&format!("\x1b]777;notify;{TITLE};{BODY}\x1b\\\x07"));
    outer.shows(&format!("» {TITLE}: {BODY}"));
    assert!(!outer.picture().contains("desktop:"), "{}", outer.picture());
    outer.type_keys("q");
    assert!(outer.ends().success());

    // A terminal that nobody knows is rung.
    home.ok("event add acme another 14:10-15:00");
    let outer = outer::run(&ssh, &arguments, &home, &[("TERM", "xterm-256color")], "");
    outer.shows("» another (acme)");
    until("the bell", || (outer.bells() == 1).then_some(()));
    assert!(!outer.has("\x1b]777"), "{:?}", outer.bytes());
    outer.type_keys("q");
    assert!(outer.ends().success());

    let line = format!("env HOME={} {VADASH} notify test", home.path().display());
    let arguments = server.arguments(&line);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outer = outer::run(&ssh, &arguments, &home, &[("TERM", "foot")], "");
    outer.gets("\x1b]777;notify;vadash;");
    outer.gets("this is an SSH session, so the terminal is told and not the server's desktop");
    outer.gets("terminal: wrote OSC 777 and a bell to /dev/");
    assert!(outer.ends().success());
}

#[test]
fn a_stream_from_home_is_told_at_the_desk() {
    let Some(server) = Server::start() else { return };
    let home = home_with_meeting();
    home.write(
        "desk.toml",
        "[reminders]\nchannel = 'command'\ncommand = ['sh', '-c', 'echo \"$0: $1\" > told', '{title}', '{body}']\n",
    );
    let there = format!("HOME='{}' TZ=Europe/Berlin '{VADASH}' --now {NOON} remind --stream", home.path().display());
    // A pipe and no terminal, as a script has it.
    let arguments: Vec<String> = server.arguments(&there).into_iter().skip_while(|word| word == "-tt").collect();
    let mut ssh = Command::new("ssh");
    let mut ssh = ssh.args(&arguments).stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
    let mut here = home.vadash(&["--db", "/nowhere/here.db", "--config", "desk.toml", "remind", "--from", "-"]);
    let mut here = here.stdin(ssh.stdout.take().unwrap()).spawn().unwrap();
    let told = until("the reminder", || std::fs::read_to_string(home.file("told")).ok().filter(|t| t.ends_with('\n')));
    assert_eq!(told, format!("{TITLE}: {BODY}\n"));
    // The connection ends: so does what read from it, and after it what wrote at home.
    ssh.kill().unwrap();
    ssh.wait().unwrap();
    assert!(here.wait().unwrap().success());
    assert_eq!(home.ok("remind --once --stream"), "", "told once");
}
