//! The command line: the action table read by clap, and answers as text or JSON.

pub mod begin;
pub mod paint;

use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::Stdio;

use chrono::NaiveDate;

use crate::app::backups::{self, KEEP};
use crate::app::run::run_closed;
use crate::app::syntax;
use crate::command::action::{Action, Effect, Group};
use crate::command::call::{Args, Call};
use crate::command::env::Env;
use crate::command::input::Hint;
use crate::command::report::{Report, Retracted};
use crate::domain::text::{clean, clean_line, cut, escaped_json, sentence};
use crate::error::{Doing, Error, Result};
use crate::records::calendar::subscribe::sync;
use crate::store::Store;

/// What the words of the command line ask for.
pub struct Asked {
    /// The command; none opens the screen.
    pub call: Option<Call>,
    /// Whether the answer is JSON.
    pub json: bool,
    /// Whether the screen opens on the demonstration's data.
    pub demo: bool,
    /// `--db`.
    pub db: Option<String>,
    /// `--config`.
    pub config: Option<String>,
    /// `--now`.
    pub now: Option<String>,
    /// The words that a shell wants completed, behind the program's name.
    pub complete: Option<Vec<String>>,
    /// The day whose backup another vadash wants made.
    pub keep: Option<NaiveDate>,
}

/// Reads the command line; clap's own answer (help, version, wrong usage) is the error.
pub fn read(words: &[String]) -> std::result::Result<Asked, Box<clap::Error>> {
    if command_word(words) == Some("complete") {
        return Ok(completing(words));
    }
    if command_word(words) == Some(KEEP)
        && let Some(day) = words.last().and_then(|day| day.parse().ok())
    {
        return Ok(Asked { keep: Some(day), ..with_options(words) });
    }
    // Only the commands of one family are built: the others cost time and say nothing here.
    let first = command_word(words);
    let tree = match first {
        Some(word) => syntax::tree_for(word),
        None => syntax::tree(),
    };
    let matches = tree.try_get_matches_from(words)?;
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    Ok(Asked {
        call: syntax::call_of(&matches),
        json: matches.get_flag("json"),
        demo: matches.get_flag("demo"),
        db: text("db"),
        config: text("config"),
        now: text("now"),
        complete: None,
        keep: None,
    })
}

/// `complete -- WORDS…`, which completion scripts call: the options among the words hold for it, too.
fn completing(words: &[String]) -> Asked {
    let at = words.iter().position(|word| word == "complete").unwrap_or_default();
    let own: Vec<String> = words.iter().skip(at + 1).skip_while(|word| *word == "--").cloned().collect();
    // What is being completed is no value yet.
    let known = [words.get(1..at).unwrap_or_default(), own.split_last().map_or(&[], |(_, known)| known)].concat();
    Asked { complete: Some(own), ..with_options(&known) }
}

/// Nothing but what the options among some words say that clap has not read.
fn with_options(words: &[String]) -> Asked {
    let value = |name: &str| words.get(words.iter().rposition(|word| word == name)? + 1).cloned();
    Asked {
        call: None,
        json: false,
        demo: false,
        db: value("--db"),
        config: value("--config"),
        now: value("--now"),
        complete: None,
        keep: None,
    }
}

/// Prints what may stand in the place of the last word: each with a note behind a tab.
pub fn complete(words: &[String], store: &Store, env: &Env) {
    let words: Vec<&str> = words.iter().map(|word| word.trim_start_matches(['"', '\''])).collect();
    let found = crate::app::complete::shell(&words, &env.context(store));
    let line = |hint: &Hint| format!("{}\t{}\n", clean(&hint.text), cut(&clean_line(&hint.note), 120));
    // What a shell would take for two words is left to whoever types it.
    let one_word = |hint: &&Hint| !hint.text.contains(char::is_whitespace);
    let text: String = found.iter().filter(one_word).map(line).collect();
    let _ = io::stdout().lock().write_all(text.as_bytes());
}

/// The first word that is neither an option nor an option's value.
fn command_word(words: &[String]) -> Option<&str> {
    let mut words = words.iter().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--db" | "--config" | "--now" => {
                words.next();
            }
            "--help" | "-h" => return None,
            option if option.starts_with('-') => {}
            command => return Some(command),
        }
    }
    None
}

/// Runs a command and prints its answer on standard output.
pub fn answer(call: &Call, json: bool, store: &Store, env: &Env) -> Result<()> {
    if !call.action.fills
        && !matches!(call.action.effect, Effect::Alone(_) | Effect::Closed(_))
        && matches!(call.action.group, Group::Planning | Group::Data)
        || call.action.reads_calendars
    {
        for note in sync(store, env)? {
            self::note(&note);
        }
    }
    // Nobody waited for the backup, and so it may be that nobody heard. A shell's prompt asks too often to be told.
    let in_a_prompt = call.action.polled && !io::stdout().is_terminal();
    let of_records = matches!(call.action.effect, Effect::Read(_)) || call.action.changes();
    if of_records
        && store.is_file()
        && !in_a_prompt
        && let Some(wrong) = backups::failed(env)
    {
        note(&wrong);
    }
    if reads_schedule(call.action) {
        store.ready_schedule(env.now())?;
    }
    if matches!(call.action.effect, Effect::Read(_)) {
        store.read_once()?;
    }
    if print_rows(call, json, store, env)? {
        let _ = store.note_alive(env.now());
        return Ok(());
    }
    let report = run_closed(call, store, env)?;
    if call.action.is_sign_of_life() {
        // What was asked for is done, whether or not this can be written.
        let _ = store.note_alive(env.now());
    }
    // Only what is kept is told: told before, an answer could be of what was never kept. So it is taken back where it
    // cannot be told.
    print(report.as_ref(), json).map_err(|error| match report.take_back(store, env) {
        Ok(Retracted::Nothing) => error,
        Ok(Retracted::Back) => Error::problem(format!("{error}; so the change was taken back")),
        Ok(Retracted::Stands) => {
            Error::problem(format!("{error}; the change stands, since another one has followed it"))
        }
        Err(other) => Error::problem(format!("{error}; the change stands, since it could not be taken back ({other})")),
    })?;
    if call.action.changes() {
        // What was asked for is done and told; a backup that fails is no failure of it.
        if let Some(wrong) = backups::leave(store, env, Stdio::inherit()) {
            note(&wrong);
        }
    }
    Ok(())
}

/// Makes the backup that another vadash wants made, and says on standard error what is wrong with it.
pub fn keep_backup(day: NaiveDate, env: &Env) {
    if let Some(wrong) = backups::keep(day, env) {
        note(&wrong);
    }
}

/// Says something that is no answer on standard error.
fn note(what: &str) {
    // Whoever has closed it does not listen any more, and has lost nothing: it is said again the next time.
    let _ = writeln!(io::stderr(), "note: {}", sentence(&clean(what)));
}

/// Whether an action shows meetings, so that their window is worth filling first.
fn reads_schedule(action: &Action) -> bool {
    let shows = matches!(action.group, Group::Planning | Group::Clients) || action.reads_calendars;
    matches!(action.effect, Effect::Read(_)) && shows
}

/// Prints an answer while it is read, if it can be; whether it was.
fn print_rows(call: &Call, json: bool, store: &Store, env: &Env) -> Result<bool> {
    let Some(prints) = call.action.prints else { return Ok(false) };
    let mut out = Printed { out: BufWriter::new(io::stdout().lock()), json, gone: false };
    let args = Args { call, context: env.context(store) };
    let done = store.snapshot(|| prints(&args, json, &mut out)).and_then(|done| {
        out.flush().doing("writing the answer")?;
        Ok(done)
    });
    // Whoever reads has had enough: `| head` is no error.
    if out.gone { Ok(true) } else { done }
}

/// Standard output for what is written whole lines at a time.
struct Printed<W: Write> {
    out: W,
    json: bool,
    /// Whether nobody reads any more.
    gone: bool,
}

impl<W: Write> Printed<W> {
    fn heard(&mut self, done: io::Result<()>) -> io::Result<()> {
        self.gone |= done.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::BrokenPipe);
        done
    }
}

impl<W: Write> Write for Printed<W> {
    fn write(&mut self, lines: &[u8]) -> io::Result<usize> {
        let done = match std::str::from_utf8(lines) {
            Ok(text) if !self.json => self.out.write_all(paint::lines(text.to_owned()).as_bytes()),
            _ => self.out.write_all(lines),
        };
        self.heard(done).map(|()| lines.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let done = self.out.flush();
        self.heard(done)
    }
}

fn print(report: &dyn Report, json: bool) -> Result<()> {
    let text = if json {
        let text = serde_json::to_string(&report.json()).doing("writing JSON")?;
        format!("{}\n", escaped_json(&text))
    } else {
        paint::answer(report)
    };
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        // Whoever reads has had enough: `| head` is no error.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.doing("writing the answer"),
    }
}
