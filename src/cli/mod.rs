//! The command line: the action table read by clap, and answers as text or JSON.

use std::io::{self, Write};

use crate::app::action::{Action, Effect, Group};
use crate::app::backups::Daily;
use crate::app::call::Call;
use crate::app::forgotten::is_sign_of_life;
use crate::app::report::{Report, Taken};
use crate::app::run::{World, run_closed};
use crate::app::subscribe::sync;
use crate::app::syntax;
use crate::domain::text::{clean, escaped_json};
use crate::error::{Doing, Error, Result};
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
}

/// Reads the command line; clap's own answer (help, version, wrong usage) is the error.
pub fn read(words: &[String]) -> std::result::Result<Asked, Box<clap::Error>> {
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
    })
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
pub fn answer(call: &Call, json: bool, store: &Store, world: &World) -> Result<()> {
    if !matches!(call.action.effect, Effect::Alone(_) | Effect::Closed(_))
        && matches!(call.action.group, Group::Planning | Group::Data)
        || call.action.name == "status"
    {
        for note in sync(store, world)? {
            // Whoever does not listen any more has lost nothing: it is said again the next time.
            let _ = writeln!(io::stderr(), "note: {}", clean(&note));
        }
    }
    if reads_schedule(call.action) {
        store.ready_schedule(world.now())?;
    }
    if matches!(call.action.effect, Effect::Read(_)) {
        store.read_once()?;
    }
    let report = run_closed(call, store, world)?;
    if is_sign_of_life(call.action) {
        // What was asked for is done, whether or not this can be written.
        let _ = store.note_alive(world.now());
    }
    // Only what is kept is told: told before, an answer could be of what was never kept. So it is taken back where it
    // cannot be told.
    print(report.as_ref(), json).map_err(|error| match report.take_back(store, world) {
        Ok(Taken::Nothing) => error,
        Ok(Taken::Back) => Error::problem(format!("{error}; so the change was taken back")),
        Ok(Taken::Stands) => Error::problem(format!("{error}; the change stands, since another one has followed it")),
        Err(other) => Error::problem(format!("{error}; the change stands, since it could not be taken back ({other})")),
    })?;
    if writes(call.action) {
        // What was asked for is done and told; a backup that fails is no failure of it.
        if let Some(Err(error)) = Daily::of(store, world).map(|daily| daily.make()) {
            let _ = writeln!(io::stderr(), "note: no backup was made today: {}", clean(&error.to_string()));
        }
    }
    Ok(())
}

/// Whether an action changes records, so that the day is worth a backup.
fn writes(action: &Action) -> bool {
    matches!(action.effect, Effect::Write(_)) || matches!(action.name, "undo" | "redo")
}

/// Whether an action shows meetings, so that their window is worth filling first.
fn reads_schedule(action: &Action) -> bool {
    let shows = matches!(action.group, Group::Planning | Group::Clients) || action.name == "status";
    matches!(action.effect, Effect::Read(_)) && shows
}

fn print(report: &dyn Report, json: bool) -> Result<()> {
    let text = if json {
        let text = serde_json::to_string(&report.json()).doing("writing JSON")?;
        format!("{}\n", escaped_json(&text))
    } else {
        report.text()
    };
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        // Whoever reads has had enough: `| head` is no error.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.doing("writing the answer"),
    }
}

/// The one line that an error is told by.
pub fn error_line(error: &Error) -> String {
    format!("error: {}\n", clean(&error.to_string().replace('\n', " ")))
}

/// clap's own answer (help, version, wrong usage) as it may be shown: it repeats what was typed.
pub fn usage_text(answer: &clap::Error) -> String {
    answer.render().to_string().lines().map(|line| format!("{}\n", clean(line))).collect()
}
