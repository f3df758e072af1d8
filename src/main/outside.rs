//! What is read of the world outside: arguments, environment, clock, terminal, and the system's time zones.

use std::ffi::OsString;
use std::io::{IsTerminal, Read, stderr, stdout};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use vadash::command::env::Terminal;
use vadash::domain::time::Instant;
use vadash::domain::zone::{Zone, bundled_release};
use vadash::error::{Error, Result};
use vadash::notify::TRACES;

/// Reads the words of the command line; one that is no text is refused, and never changed into another.
#[expect(clippy::disallowed_methods, reason = "this is where the arguments are read")]
pub fn args() -> Result<Vec<String>> {
    let read = |(at, word): (usize, OsString)| match word.into_string() {
        Err(word) if at > 0 => Err(Error::problem(format!(
            "argument {at} ('{}') is not UTF-8: write it in UTF-8; nothing was done",
            word.to_string_lossy()
        ))),
        // The program's own name is only shown.
        word => Ok(word.unwrap_or_else(|name| name.to_string_lossy().into_owned())),
    };
    std::env::args_os().enumerate().map(read).collect()
}

/// Reads a variable of the environment as it is; an empty one is none.
#[expect(clippy::disallowed_methods, reason = "this is where the environment is read")]
pub fn environment(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

/// Reads one that is a path.
pub fn path(name: &str) -> Option<PathBuf> {
    environment(name).map(PathBuf::from)
}

/// Reads one that is text.
pub fn env(name: &str) -> Option<String> {
    environment(name).map(|value| value.to_string_lossy().into_owned())
}

/// Returns the system's clock, or one that runs on from the instant asked for. In a debug build `VADASH_CLOCK` takes the place of
/// the system's: to see what another day would do.
pub fn clock(pretended: Option<&str>) -> Result<Box<dyn Fn() -> Instant + Send + Sync>> {
    let given = env("VADASH_CLOCK").filter(|_| cfg!(debug_assertions));
    let Some(text) = pretended.or(given.as_deref()) else { return Ok(Box::new(system_now)) };
    let at = Instant::from_rfc3339(text);
    let at =
        at.ok_or_else(|| Error::problem(format!("--now: '{text}' is no instant: write 2026-06-22T09:00:00+02:00")))?;
    // It starts when it is first read, so that a command sees exactly the instant asked for.
    let begun = std::sync::OnceLock::new();
    Ok(Box::new(move || {
        let begun = begun.get_or_init(std::time::Instant::now);
        at + i64::try_from(begun.elapsed().as_secs()).unwrap_or(0)
    }))
}

/// Reads the system's clock.
#[expect(clippy::disallowed_methods, reason = "this is where the clock is read")]
pub fn system_now() -> Instant {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).map(|d| d.as_secs());
    Instant(i64::try_from(since.unwrap_or(0)).unwrap_or(0))
}

/// Reads what says what the terminal is.
pub fn terminal() -> Terminal {
    let has = |name| env(name).is_some();
    Terminal {
        term: env("TERM").unwrap_or_default(),
        program: env("TERM_PROGRAM").or_else(|| env("LC_TERMINAL")).unwrap_or_default(),
        traces: TRACES.iter().copied().filter(|name| has(name)).collect(),
        true_color: env("COLORTERM").is_some_and(|c| c == "truecolor" || c == "24bit"),
        no_color: has("NO_COLOR"),
        ground: env("COLORFGBG").unwrap_or_default(),
        ascii: is_ascii(),
        ssh: has("SSH_CONNECTION") || has("SSH_TTY"),
        tmux: has("TMUX"),
        pane: env("TMUX_PANE").unwrap_or_default(),
        bus: session_bus(),
        editor: env("VISUAL").or_else(|| env("EDITOR")).unwrap_or_else(|| "vi".to_owned()),
        runtime: path("XDG_RUNTIME_DIR").filter(|path| path.is_absolute()),
        stdout: stdout().is_terminal(),
        stderr: stderr().is_terminal(),
    }
}

/// Whether the locale names an encoding that is not UTF-8; one that is not set says nothing.
fn is_ascii() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(env).unwrap_or_default().to_ascii_lowercase();
    !locale.is_empty() && !locale.contains("utf-8") && !locale.contains("utf8")
}

/// Whether the output is a terminal that is not in UTF-8.
pub fn is_plain_terminal() -> bool {
    stdout().is_terminal() && is_ascii()
}

/// The session bus by which the desktop is told, as D-Bus looks for it; on macOS none is needed.
fn session_bus() -> String {
    if cfg!(target_os = "macos") {
        return "not needed".to_owned();
    }
    let socket = || Some(path("XDG_RUNTIME_DIR")?.join("bus"));
    let found = || socket().filter(|path| path.exists()).map(|path| format!("unix:path={}", path.display()));
    env("DBUS_SESSION_BUS_ADDRESS").or_else(found).unwrap_or_default()
}

/// Whether colour is wanted on a stream: `NO_COLOR` comes first, then `CLICOLOR_FORCE`, then what the terminal can.
pub fn is_colourful(terminal: bool) -> bool {
    let forced = env("CLICOLOR_FORCE").is_some_and(|value| value != "0");
    let able = || env("TERM").is_some_and(|term| term != "dumb") && env("CLICOLOR").is_none_or(|value| value != "0");
    env("NO_COLOR").is_none() && (forced || terminal && able())
}

/// Finds the system's own zone, by `TZ` or by the link that `/etc/localtime` is.
pub fn system_home() -> (Zone, Option<String>) {
    let linked = || {
        let target = std::fs::read_link("/etc/localtime").ok()?;
        let text = target.to_string_lossy().into_owned();
        Zone::get(text.split("zoneinfo/").nth(1)?)
    };
    match env("TZ").filter(|tz| tz.trim_start_matches(':') != "/etc/localtime") {
        None => (linked().unwrap_or_else(Zone::utc), None),
        Some(tz) => match Zone::of_environment(&tz) {
            Some(zone) => (zone, None),
            None => (Zone::utc(), Some(format!("TZ '{tz}' is no time zone: UTC is used"))),
        },
    }
}

/// Where the system keeps its zones.
const ZONES: &str = "/usr/share/zoneinfo";

/// Returns the release of the system's zones, if that is newer than the one built in.
pub fn newer_zones() -> Option<&'static str> {
    static NEWER: std::sync::OnceLock<Option<String>> = std::sync::OnceLock::new();
    let read = || {
        let mut head = [0; 32];
        let read = std::fs::File::open(Path::new(ZONES).join("tzdata.zi")).and_then(|mut f| f.read(&mut head));
        let text = String::from_utf8_lossy(&head[..read.unwrap_or(0)]).into_owned();
        let release = text.strip_prefix("# version ").and_then(|t| t.split_whitespace().next().map(str::to_owned));
        release.filter(|r| r.as_str() > bundled_release())
    };
    NEWER.get_or_init(read).as_deref()
}

/// Reads a zone of the system's database, if that is newer than the one built in.
pub fn system_zone(name: &str) -> Option<Vec<u8>> {
    newer_zones().and_then(|_| std::fs::read(Path::new(ZONES).join(name)).ok())
}
