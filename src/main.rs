//! The program: the one place that reads the clock, the environment, the arguments and the configuration file.

use std::io::{IsTerminal, Read, Write, stderr, stdin, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use signal_hook::consts::SIGXFSZ;
use vadash::app::action::Effect;
use vadash::app::call::Call;
use vadash::app::grammar::words;
use vadash::app::run::{Terminal, World, rehearse};
use vadash::app::{backups, report, settings, subscribe};
use vadash::bounds;
use vadash::cli;
use vadash::cli::paint::{BOLD, PLAIN, Paint};
use vadash::config::Config;
use vadash::domain::text::clean;
use vadash::domain::time::Instant;
use vadash::domain::zone::{Zone, bundled_release, set_source};
use vadash::error::{Doing, Error, Result};
use vadash::notify::TRACES;
use vadash::remind;
use vadash::secret::Source;
use vadash::store::{Access, Keyring, Setting, Store};
use vadash::tui;

fn main() -> ExitCode {
    set_source(system_zone);
    let words: Vec<String> = args();
    let asked = match cli::read(&words) {
        Ok(asked) => asked,
        Err(answer) => {
            // Help and version go to standard output; a closed pipe is no error there either.
            let _ = if answer.use_stderr() {
                stderr().write_all(on_stderr().usage(&answer).as_bytes())
            } else {
                stdout().write_all(on_stdout().usage(&answer).as_bytes())
            };
            return ExitCode::from(u8::try_from(answer.exit_code()).unwrap_or(2));
        }
    };
    match work(asked) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = stderr().write_all(on_stderr().error(&error).as_bytes());
            ExitCode::FAILURE
        }
    }
}

fn work(asked: cli::Asked) -> Result<()> {
    // Where a file may grow no further, a write then fails as on a full disk, and the program goes on.
    signal_hook::flag::register(SIGXFSZ, Arc::default()).doing("listening to signals")?;
    let folders = Folders::of_user();
    let config_path = asked.config.map(PathBuf::from).or_else(|| env("VADASH_CONFIG").map(PathBuf::from));
    let named = config_path.is_some();
    let config_path = config_path.unwrap_or_else(|| folders.config.join("vadash/config.toml"));
    let alone = asked.call.as_ref().is_some_and(|call| matches!(call.action.effect, Effect::Alone(_)));
    if named && !alone && is_missing(&config_path) {
        let what = "--config or VADASH_CONFIG names it, and nothing was done";
        return Err(Error::problem(format!("there is no configuration at {}: {what}", config_path.display())));
    }
    let (mut config, mut config_problems) = read_config(&config_path, named);
    let warned = warning(&config_path, &config_problems);
    config.settle_paths(&folders.home, config_path.parent().unwrap_or(Path::new(".")));
    config_problems.extend(subscribe::missing(&config));
    let (zone, zone_problem) = match Zone::get(&config.zone) {
        Some(zone) if !config.zone.is_empty() => (zone, None),
        _ => system_home(),
    };
    match &asked.call {
        // It says all that is wrong itself.
        Some(call) if call.action.name == "config check" => {}
        Some(_) => warned.iter().chain(&zone_problem).for_each(|what| warn(what)),
        None => config_problems.extend(zone_problem),
    }
    let db_path = asked.db.map(PathBuf::from).or_else(|| env("VADASH_DB").map(PathBuf::from));
    let new = db_path.as_deref().is_some_and(is_missing);
    let db_path = db_path.unwrap_or_else(|| folders.data.join("vadash/vadash.db"));
    // Whoever presses Tab is asked nothing.
    let secrets = match asked.complete {
        Some(_) => Source::default(),
        None => secret_source(&config, asked.call.as_ref())?,
    };
    let setting = Setting { zone, rounding: config.rounding(), emails: config.schedule.emails.clone() };
    let world = World {
        now: clock(asked.now.as_deref())?,
        config,
        config_path,
        config_problems,
        db_path,
        keys: Arc::new(keyring(&secrets)),
        secrets,
        tell: Box::new(progress),
        terminal: terminal(),
    };
    #[cfg(debug_assertions)]
    let world = World { now: stumbling(world.now), ..world };
    let folder = world.db_path.parent().unwrap_or(Path::new(".")).to_owned();
    tui::terminal::install_panic_hook(move |info| tui::crash::report(&folder, system_now(), info));
    if let Some(words) = asked.complete {
        let there =
            world.db_path.exists().then(|| Store::open(&world.db_path, Access::Screen, setting.clone(), &world.keys));
        // Without records there are still the commands.
        let store = there.and_then(Result::ok).map_or_else(|| Store::in_memory(setting), Ok)?;
        cli::complete(&words, &store, &world);
        return Ok(());
    }
    if let Some(columns) = tui::terminal::columns() {
        report::set_terminal(columns);
    }
    if on_stdout().0 && asked.call.is_some() {
        report::set_headings(BOLD, PLAIN);
    }
    match asked.call {
        Some(call) if matches!(call.action.effect, Effect::Remind) => {
            let open = || {
                if new {
                    Err(no_database(&world))
                } else {
                    Store::open(&world.db_path, Access::Command, setting, &world.keys)
                }
            };
            let database = (world.db_path != folders.data.join("vadash/vadash.db")).then(|| world.db_path.clone());
            let machine = remind::Machine { program: this_program()?, config: folders.config.clone(), database };
            remind::run(&call, open, &world, &machine).map_err(|error| backups::advise(error, &world))
        }
        Some(call) => {
            let store = match call.action.effect {
                Effect::Alone(_) | Effect::Closed(_) => Store::in_memory(setting),
                _ if new => begin(&call, setting, &world),
                _ => Store::open(&world.db_path, Access::Command, setting, &world.keys),
            };
            let done = store.and_then(|store| cli::answer(&call, asked.json, &store, &world));
            done.map_err(|error| backups::advise(error, &world))
        }
        None => {
            let mut world = world;
            if new && !asked.demo {
                refuse_without_folder(&world)?;
                world.config_problems.push(begun(&world));
            }
            open_screen(world, setting, asked.demo)
        }
    }
}

fn is_missing(path: &Path) -> bool {
    std::fs::metadata(path).is_err_and(|error| is_absent(error.kind()))
}

/// Whether an error says that there is no such file, be it because what should be its folder is none.
fn is_absent(kind: std::io::ErrorKind) -> bool {
    matches!(kind, std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory)
}

/// Begins a database where one is named that is not there: by a change that can be made in an empty one, and no other.
///
/// A name that was mistyped would else show nothing and keep what belongs elsewhere.
fn begin(call: &Call, setting: Setting, world: &World) -> Result<Store> {
    if !matches!(call.action.effect, Effect::Write(_)) {
        return Err(no_database(world));
    }
    refuse_without_folder(world)?;
    // What comes from standard input can be read once.
    if !call.words.iter().any(|(_, words)| words.iter().any(|word| word == "-")) {
        let empty = Store::in_memory(setting.clone())?;
        let done = rehearse(std::slice::from_ref(call), &empty, world);
        done.map_err(|error| {
            Error::problem(format!("there is no database at {} yet; {error}", world.db_path.display()))
        })?;
    }
    let store = Store::open(&world.db_path, Access::Command, setting, &world.keys)?;
    let _ = writeln!(stderr(), "note: {}", clean(&begun(world)));
    Ok(store)
}

fn begun(world: &World) -> String {
    format!("there was no database at {}, so this is a new one", world.db_path.display())
}

fn no_database(world: &World) -> Error {
    let what = "the first change makes one (vadash client add)";
    Error::problem(format!("there is no database at {}: {what}", world.db_path.display()))
}

fn refuse_without_folder(world: &World) -> Result<()> {
    let folder = world.db_path.parent().filter(|folder| !folder.as_os_str().is_empty() && is_missing(folder));
    folder
        .map_or(Ok(()), |folder| Err(Error::problem(format!("there is no folder {}: make it first", folder.display()))))
}

fn open_screen(mut world: World, setting: Setting, demo: bool) -> Result<()> {
    if !world.terminal.stdout {
        return Err(Error::problem("the screen needs a terminal; commands work without one (vadash status)"));
    }
    // Progress on standard error would be written across the picture.
    world.tell = Box::new(|_| {});
    let store = if demo {
        // The user's calendars are neither shown among made-up ones nor written to.
        world.config.calendars.clear();
        // Nor does the desktop hear of made-up meetings, and what somebody's hours came to is no news there.
        world.config.reminders.channel = "off".to_owned();
        (world.config.reminders.hours, world.config.reminders.expiry) = (false, Vec::new());
        world.db_path = std::env::temp_dir().join("vadash-demo.db");
        let mut store = Store::in_memory(setting)?;
        vadash::app::demo::fill(&mut store, world.now())?;
        store
    } else {
        Store::open(&world.db_path, Access::Screen, setting, &world.keys).map_err(|e| backups::advise(e, &world))?
    };
    if !demo && world.secrets.is_set() && !store.is_encrypted() {
        world.config_problems.push("a key is set, but the database is not encrypted: 'vadash db encrypt'".to_owned());
    }
    tui::run(store, world, exit)
}

#[expect(clippy::disallowed_methods, reason = "a signal's own thread ends the process, when the terminal is restored")]
fn exit(code: i32) -> ! {
    std::process::exit(code)
}

fn read_config(path: &Path, named: bool) -> (Config, Vec<String>) {
    let themes = path.parent().unwrap_or(Path::new(".")).join("themes");
    match bounds::text(path, bounds::WRITTEN) {
        Ok(text) => {
            settings::read(&text, &|name| bounds::text(&themes.join(format!("{name}.toml")), bounds::WRITTEN).ok())
        }
        Err(error) if is_absent(error.kind()) && !named => (Config::default(), Vec::new()),
        Err(error) => (Config::default(), vec![format!("{error}; the defaults hold")]),
    }
}

/// The keys, of secrets from there.
fn keyring(secrets: &Source) -> Keyring {
    let secrets = secrets.clone();
    Keyring::new(move |wanted| secrets.secret(wanted))
}

/// Where the secret of an encrypted database comes from.
fn secret_source(config: &Config, call: Option<&Call>) -> Result<Source> {
    let command = match env("VADASH_KEY_COMMAND") {
        Some(line) => words::split(&line).map_err(|e| Error::problem(format!("VADASH_KEY_COMMAND: {e}")))?,
        None => config.database.key_command.clone(),
    };
    let file = Some(&config.database.key_file).filter(|path| !path.is_empty()).map(PathBuf::from);
    // A shell's prompt that shows the status must not wait for a passphrase.
    let in_a_prompt = call.is_some_and(|call| call.action.name == "status") && !stdout().is_terminal();
    let keyboard = (stdin().is_terminal() || stderr().is_terminal()) && !in_a_prompt;
    Ok(Source { command, file, keyboard })
}

/// The system's clock, or one that runs on from the instant asked for.
fn clock(pretended: Option<&str>) -> Result<Box<dyn Fn() -> Instant + Send + Sync>> {
    let Some(text) = pretended else { return Ok(Box::new(system_now)) };
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

/// A clock that panics once there is the file that `VADASH_PANIC` names: to see what a bug would do.
#[cfg(debug_assertions)]
fn stumbling(clock: Box<dyn Fn() -> Instant + Send + Sync>) -> Box<dyn Fn() -> Instant + Send + Sync> {
    let Some(file) = env("VADASH_PANIC") else { return clock };
    Box::new(move || {
        assert!(!Path::new(&file).exists(), "asked to by VADASH_PANIC");
        clock()
    })
}

#[expect(clippy::disallowed_methods, reason = "this is where the clock is read")]
fn system_now() -> Instant {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).map(|d| d.as_secs());
    Instant(i64::try_from(since.unwrap_or(0)).unwrap_or(0))
}

fn this_program() -> Result<PathBuf> {
    std::env::current_exe().doing("finding this program")
}

#[expect(clippy::disallowed_methods, reason = "this is where the arguments are read")]
fn args() -> Vec<String> {
    std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect()
}

#[expect(clippy::disallowed_methods, reason = "this is where the environment is read")]
fn env(name: &str) -> Option<String> {
    std::env::var_os(name).map(|v| v.to_string_lossy().into_owned()).filter(|v| !v.is_empty())
}

/// The user's folders by the XDG base directory rules; below the working folder where there is no home.
struct Folders {
    home: PathBuf,
    config: PathBuf,
    data: PathBuf,
}

impl Folders {
    fn of_user() -> Self {
        let home = env("HOME").map_or_else(|| PathBuf::from("."), PathBuf::from);
        let folder = |name: &str, usual: &str| {
            // The rules say that a relative path is to be ignored.
            env(name).map(PathBuf::from).filter(|p| p.is_absolute()).unwrap_or_else(|| home.join(usual))
        };
        let (config, data) = (folder("XDG_CONFIG_HOME", ".config"), folder("XDG_DATA_HOME", ".local/share"));
        Self { home, config, data }
    }
}

fn terminal() -> Terminal {
    let has = |name| env(name).is_some();
    Terminal {
        term: env("TERM").unwrap_or_default(),
        program: env("TERM_PROGRAM").or_else(|| env("LC_TERMINAL")).unwrap_or_default(),
        traces: TRACES.iter().copied().filter(|name| has(name)).collect(),
        true_color: env("COLORTERM").is_some_and(|c| c == "truecolor" || c == "24bit"),
        no_color: has("NO_COLOR"),
        ssh: has("SSH_CONNECTION") || has("SSH_TTY"),
        tmux: has("TMUX"),
        pane: env("TMUX_PANE").unwrap_or_default(),
        bus: session_bus(),
        editor: env("VISUAL").or_else(|| env("EDITOR")).unwrap_or_else(|| "vi".to_owned()),
        scratch: env("XDG_RUNTIME_DIR").map_or_else(std::env::temp_dir, PathBuf::from),
        stdout: stdout().is_terminal(),
        stderr: stderr().is_terminal(),
    }
}

/// The session bus by which the desktop is told, as D-Bus looks for it; on macOS none is needed.
fn session_bus() -> String {
    if cfg!(target_os = "macos") {
        return "not needed".to_owned();
    }
    let socket = || Some(PathBuf::from(env("XDG_RUNTIME_DIR")?).join("bus"));
    let found = || socket().filter(|path| path.exists()).map(|path| format!("unix:path={}", path.display()));
    env("DBUS_SESSION_BUS_ADDRESS").or_else(found).unwrap_or_default()
}

/// Progress on one line of standard error, if that is a terminal.
fn progress(what: &str) {
    if stderr().is_terminal() {
        let _ = write!(stderr(), "\r\x1b[K{what}");
        if what.is_empty() || what == "adding up" {
            let _ = write!(stderr(), "\r\x1b[K");
        }
    }
}

/// The system's own zone, by `TZ` or by the link that `/etc/localtime` is.
fn system_home() -> (Zone, Option<String>) {
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

/// The first mistake in the configuration, and how many more there are.
fn warning(path: &Path, problems: &[String]) -> Option<String> {
    let first = problems.first()?;
    let more = match problems.len() - 1 {
        0 => String::new(),
        n => format!(" ({n} more: 'vadash config check')"),
    };
    Some(format!("{}: {first}{more}", path.display()))
}

fn warn(what: &str) {
    // Whoever cannot be told has asked for something else.
    let _ = stderr().write_all(on_stderr().warning(what).as_bytes());
}

fn on_stdout() -> Paint {
    Paint(is_colourful(stdout().is_terminal()))
}

fn on_stderr() -> Paint {
    Paint(is_colourful(stderr().is_terminal()))
}

/// Whether colour is wanted on a stream: `NO_COLOR` comes first, then `CLICOLOR_FORCE`, then what the terminal can.
fn is_colourful(terminal: bool) -> bool {
    let forced = env("CLICOLOR_FORCE").is_some_and(|value| value != "0");
    let able = || env("TERM").is_some_and(|term| term != "dumb") && env("CLICOLOR").is_none_or(|value| value != "0");
    env("NO_COLOR").is_none() && (forced || terminal && able())
}

/// A zone of the system's database, if that is newer than the one built in.
fn system_zone(name: &str) -> Option<Vec<u8>> {
    static NEWER: std::sync::OnceLock<bool> = std::sync::OnceLock::new();
    let folder = Path::new("/usr/share/zoneinfo");
    let newer = NEWER.get_or_init(|| {
        let mut head = [0; 32];
        let read = std::fs::File::open(folder.join("tzdata.zi")).and_then(|mut f| f.read(&mut head));
        let text = String::from_utf8_lossy(&head[..read.unwrap_or(0)]).into_owned();
        let release = text.strip_prefix("# version ").and_then(|t| t.split_whitespace().next().map(str::to_owned));
        release.is_some_and(|r| r.as_str() > bundled_release())
    });
    if *newer { std::fs::read(folder.join(name)).ok() } else { None }
}
