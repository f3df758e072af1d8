//! The program: the one place that reads the clock, the environment, the arguments and the configuration file.

#[path = "main/outside.rs"]
mod outside;

use std::io::{IsTerminal, Read, Write, stderr, stdin, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use signal_hook::consts::SIGXFSZ;
use vadash::app::{backups, settings};
use vadash::bounds;
use vadash::cli;
use vadash::cli::begin::{begin, begun, is_absent, is_missing, no_database, refuse_without_folder};
use vadash::cli::paint::{BOLD, PLAIN, Paint};
use vadash::command::action::Effect;
use vadash::command::call::Call;
use vadash::command::env::Env;
use vadash::command::grammar::words;
use vadash::command::report;
use vadash::config::{Config, Folders};
use vadash::domain::secret::Secret;
#[cfg(debug_assertions)]
use vadash::domain::time::Instant;
use vadash::domain::zone::{Zone, set_source};
use vadash::error::{Doing, Error, Result};
use vadash::guard;
use vadash::records::calendar::subscribe;
use vadash::remind;
use vadash::secret::SecretSource;
use vadash::store::{Access, Author, Keyring, Store, StoreSettings};
use vadash::tui;

use outside::{
    args, clock, env, environment, is_colourful, newer_zones, path, system_home, system_now, system_zone, terminal,
};

fn main() -> ExitCode {
    set_source(system_zone, newer_zones);
    guard::set_path(environment("PATH").as_deref());
    let words = match args() {
        Ok(words) => words,
        Err(error) => return failed(&error),
    };
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
        Err(error) => failed(&error),
    }
}

fn failed(error: &Error) -> ExitCode {
    // Where nobody can be told, the code tells.
    let _ = stderr().write_all(on_stderr().error(error).as_bytes());
    ExitCode::FAILURE
}

fn work(asked: cli::Asked) -> Result<()> {
    // Where a file may grow no further, a write then fails as on a full disk, and the program goes on.
    signal_hook::flag::register(SIGXFSZ, Arc::default()).doing("listening to signals")?;
    let folders = Folders::of(path);
    let config_path = asked.config.as_ref().map(PathBuf::from).or_else(|| path("VADASH_CONFIG"));
    let named = config_path.is_some();
    // Without a folder there are the defaults.
    let config_path = config_path.or_else(|| folders.configuration()).unwrap_or_default();
    let alone = asked.call.as_ref().is_some_and(|call| matches!(call.action.effect, Effect::Alone(_)));
    if named && !alone && is_missing(&config_path) {
        let what = "--config or VADASH_CONFIG names it, and nothing was done";
        return Err(Error::problem(format!("there is no configuration at {}: {what}", config_path.display())));
    }
    let (mut config, mut config_problems) = read_config(&config_path, named);
    if let Some(why) = settings::distrust(&mut config, &config_path) {
        config_problems.insert(0, why);
    }
    config.ascii |= outside::is_plain_terminal();
    let warned = settings::warning(&config_path, &config_problems);
    config.resolve_paths(folders.home.as_deref(), config_path.parent().unwrap_or(Path::new(".")));
    config_problems.extend(subscribe::missing(&config));
    let (zone, zone_problem) = match Zone::get(&config.zone) {
        Some(zone) if !config.zone.is_empty() => (zone, None),
        _ => system_home(),
    };
    match &asked.call {
        // It says all that is wrong itself.
        Some(call) if call.action.checks_settings => {}
        Some(_) => warned.iter().chain(&zone_problem).for_each(|what| warn(what)),
        None => config_problems.extend(zone_problem),
    }
    let (db_path, new) = find_database(&asked, &folders)?;
    // Whoever presses Tab is asked nothing.
    let secrets = match (&asked.complete, asked.keep) {
        (None, None) => secret_source(&config, asked.call.as_ref())?,
        _ => SecretSource::default(),
    };
    let keys = if asked.keep.is_some() { handed_keys()? } else { keyring(&secrets) };
    let author = Author { machine: machine(&config), draw };
    let setting = StoreSettings {
        zone,
        rounding: config.rounding(),
        emails: config.schedule.emails.clone(),
        meeting_hosts: config.schedule.meeting_hosts.clone(),
        author,
    };
    let env = Env {
        now: clock(asked.now.as_deref())?,
        config,
        config_path,
        config_problems,
        no_backup: None,
        db_path,
        keys: Arc::new(keys),
        keeper: if asked.now.is_none() { Some(this_program()?) } else { None },
        secrets,
        tell: Box::new(progress),
        terminal: terminal(),
    };
    #[cfg(debug_assertions)]
    let env = Env { now: stumbling(env.now), ..env };
    let folder = env.db_path.parent().map(|folder| Path::new(".").join(folder));
    tui::terminal::install_panic_hook(move |info| tui::crash::report(folder.as_deref(), system_now(), info));
    if let Some(day) = asked.keep {
        // Whoever types on comes first.
        let _ = rustix::process::nice(10);
        cli::keep_backup(day, &env);
        return Ok(());
    }
    if let Some(words) = asked.complete {
        let there = env.db_path.exists().then(|| Store::open(&env.db_path, Access::Screen, setting.clone(), &env.keys));
        // Without records there are still the commands.
        let store = there.and_then(Result::ok).map_or_else(|| Store::in_memory(setting), Ok)?;
        cli::complete(&words, &store, &env);
        return Ok(());
    }
    if let Some(columns) = tui::terminal::columns() {
        report::set_terminal(columns);
    }
    if on_stdout().0 && asked.call.is_some() {
        report::set_headings(BOLD, PLAIN);
    }
    match asked.call {
        Some(call) if asked.demo => show(&call, asked.json, env, setting),
        Some(call) if matches!(call.action.effect, Effect::Remind) => told(&call, new, setting, &env, &folders),
        Some(call) => {
            let done =
                open_for(&call, new, setting, &env).and_then(|store| cli::answer(&call, asked.json, &store, &env));
            done.map_err(|error| backups::advise(error, &env))
        }
        None => {
            let mut env = env;
            if new && !asked.demo {
                refuse_without_folder(&env)?;
                env.config_problems.push(begun(&env));
            }
            open_screen(env, setting, asked.demo)
        }
    }
}

/// Where the database is, and whether it is one that was named and is not there. Nowhere for what needs none.
fn find_database(asked: &cli::Asked, folders: &Folders) -> Result<(PathBuf, bool)> {
    let named = asked.db.as_ref().map(PathBuf::from).or_else(|| path("VADASH_DB"));
    let new = named.as_deref().is_some_and(is_missing);
    let needed = match &asked.call {
        _ if asked.demo => false,
        Some(call) => !matches!(call.action.effect, Effect::Alone(_) | Effect::Remind),
        None => asked.complete.is_none(),
    };
    match named.or_else(|| folders.database()) {
        None if needed => Err(Env::nowhere()),
        found => Ok((found.unwrap_or_default(), new)),
    }
}

/// The database that a command works on.
fn open_for(call: &Call, new: bool, setting: StoreSettings, env: &Env) -> Result<Store> {
    if matches!(call.action.effect, Effect::Alone(_) | Effect::Closed(_)) {
        return Store::in_memory(setting);
    }
    backups::refuse_lost(env)?;
    // What only shows what would be done makes no database.
    if call.is_rehearsal() && is_missing(&env.db_path) {
        return Store::in_memory(setting);
    }
    if new { begin(call, setting, env) } else { Store::open(&env.db_path, Access::Command, setting, &env.keys) }
}

/// Tells of what is due without a screen.
fn told(call: &Call, new: bool, setting: StoreSettings, env: &Env, folders: &Folders) -> Result<()> {
    let open = || {
        if env.db_path.as_os_str().is_empty() {
            Err(Env::nowhere())
        } else if new {
            Err(no_database(env))
        } else {
            backups::refuse_lost(env)?;
            Store::open(&env.db_path, Access::Command, setting, &env.keys)
        }
    };
    let usual = folders.database().unwrap_or_default();
    let database = (env.db_path != usual).then(|| env.db_path.clone());
    let machine = remind::Machine { program: this_program()?, config: folders.config.clone(), database };
    remind::run(call, open, env, &machine).map_err(|error| backups::advise(error, env))
}

/// Does a command on the demonstration's data.
fn show(call: &Call, json: bool, mut env: Env, setting: StoreSettings) -> Result<()> {
    may_be_shown(call)?;
    let store = demonstration(&mut env, setting)?;
    cli::answer(call, json, &store, &env)
}

/// Refuses a command that is about a file of its own, of which the demonstration has none.
fn may_be_shown(call: &Call) -> Result<()> {
    match call.action.effect {
        Effect::Read(_) | Effect::Write(_) | Effect::History(_) | Effect::Alone(_) => Ok(()),
        _ => {
            Err(Error::at("demo", format!("has no file that '{}' could work on: leave --demo away", call.action.name)))
        }
    }
}

/// The demonstration's data, in memory, apart from all that is the user's own.
fn demonstration(env: &mut Env, setting: StoreSettings) -> Result<Store> {
    // The user's calendars are neither shown among made-up ones nor written to.
    env.config.calendars.clear();
    // Nor does the desktop hear of made-up meetings, and what somebody's hours came to is no news there.
    env.config.reminders.channel = "off".to_owned();
    (env.config.reminders.hours, env.config.reminders.expiry) = (false, Vec::new());
    env.db_path = std::env::temp_dir().join("vadash-demo.db");
    let mut store = Store::in_memory(setting)?;
    vadash::app::demo::fill(&mut store, env.now())?;
    Ok(store)
}

fn open_screen(mut env: Env, setting: StoreSettings, demo: bool) -> Result<()> {
    tui::terminal::refuse_poor(&env.terminal)?;
    // Progress on standard error would be written across the picture.
    env.tell = Box::new(|_| {});
    let store = if demo {
        demonstration(&mut env, setting)?
    } else {
        backups::refuse_lost(&env)?;
        Store::open(&env.db_path, Access::Screen, setting, &env.keys).map_err(|e| backups::advise(e, &env))?
    };
    if !demo && env.secrets.is_set() && !store.is_encrypted() {
        env.config_problems.push("a key is set, but the database is not encrypted: 'vadash db encrypt'".to_owned());
    }
    if !demo {
        env.no_backup = backups::failed(&env);
    }
    tui::run(store, env, exit)
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
fn keyring(secrets: &SecretSource) -> Keyring {
    let secrets = secrets.clone();
    Keyring::new(move |wanted| secrets.secret(wanted))
}

/// The key that the vadash which started this one hands over, if the database is encrypted.
fn handed_keys() -> Result<Keyring> {
    const DIGITS: u64 = 64;
    let mut digits = String::with_capacity(64);
    stdin().take(DIGITS).read_to_string(&mut digits).doing("reading the key")?;
    let secret = if digits.is_empty() { None } else { Some(Secret::new(digits)?) };
    Ok(Keyring::new(move |_| Ok(secret.clone())))
}

/// Where the secret of an encrypted database comes from.
fn secret_source(config: &Config, call: Option<&Call>) -> Result<SecretSource> {
    let (command, distrusted) = match env("VADASH_KEY_COMMAND") {
        Some(line) => (words::split(&line).map_err(|e| Error::problem(format!("VADASH_KEY_COMMAND: {e}")))?, None),
        None => (config.database.key_command.clone(), config.distrusted.clone()),
    };
    let file = Some(&config.database.key_file).filter(|path| !path.is_empty()).map(PathBuf::from);
    // A shell's prompt must not wait for a passphrase.
    let in_a_prompt = call.is_some_and(|call| call.action.polled) && !stdout().is_terminal();
    let keyboard = (stdin().is_terminal() || stderr().is_terminal()) && !in_a_prompt;
    Ok(SecretSource { command, file, distrusted, keyboard })
}

/// Returns a clock that panics once there is the file that `VADASH_PANIC` names: to see what a bug would do.
#[cfg(debug_assertions)]
fn stumbling(clock: Box<dyn Fn() -> Instant + Send + Sync>) -> Box<dyn Fn() -> Instant + Send + Sync> {
    let Some(file) = env("VADASH_PANIC") else { return clock };
    Box::new(move || {
        assert!(!Path::new(&file).exists(), "asked to by VADASH_PANIC");
        clock()
    })
}

/// What this machine is called.
fn machine(config: &Config) -> String {
    let host = || rustix::system::uname().nodename().to_string_lossy().into_owned();
    if config.machine.is_empty() { host() } else { config.machine.clone() }
}

/// Draws random bytes for the names of steps.
fn draw() -> Result<[u8; 16]> {
    guard::random().doing("drawing a random number")
}

fn this_program() -> Result<PathBuf> {
    std::env::current_exe().doing("finding this program")
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
