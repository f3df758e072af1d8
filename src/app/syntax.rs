//! The command line's grammar, made from the action table: clap reads shell lines and prompt lines alike.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::table;
use crate::command::action::Action;
use crate::command::call::Call;
use crate::command::field::{Field, Shape};
use crate::command::grammar::words::{requoted, unmarked};
use crate::error::{Error, Result};

/// Where the options that every command has stand in its help.
const GLOBAL: &str = "Global options";

/// The clap command of one action, named by the last word of its name.
pub fn command(action: &'static Action) -> Command {
    let name = action.name.rsplit(' ').next().unwrap_or(action.name);
    let args = action.fields.iter().map(arg);
    let command = Command::new(name).about(action.help).args(args);
    command.after_help(examples(action)).disable_version_flag(true).disable_help_subcommand(true)
}

/// How an action is typed, as the end of its help.
fn examples(action: &Action) -> String {
    let lines: Vec<String> = action.examples.iter().map(|line| format!("  vadash {line}")).collect();
    if lines.is_empty() { String::new() } else { format!("Examples:\n{}", lines.join("\n")) }
}

fn arg(field: &'static Field) -> Arg {
    let arg = Arg::new(field.name).help(help(field)).allow_hyphen_values(minus(field));
    // `--until` is what many type for the end of a range.
    let arg = if field.name == "to" { arg.alias("until") } else { arg };
    // Where something is written is `-o` everywhere.
    let arg = if field.name == "out" { arg.short('o') } else { arg };
    let long = |arg: Arg| arg.long(field.name).value_name(placeholder(field));
    match field.shape {
        Shape::Required => arg.required(true).value_name(field.name.to_uppercase()),
        Shape::Optional => arg.required(false).value_name(field.name.to_uppercase()),
        Shape::Words => arg.required(true).num_args(1..).value_name(field.name.to_uppercase()),
        Shape::Rest => arg.required(false).num_args(0..).value_name(field.name.to_uppercase()),
        Shape::Option => long(arg),
        Shape::Needed => long(arg).required(true),
        Shape::Many => long(arg).action(ArgAction::Append),
        Shape::Flag => arg.long(field.name).action(ArgAction::SetTrue),
    }
}

/// Whether a value may begin with a minus sign: where the field's own sentence is to say that less than nothing will
/// not do, instead of clap taking `-5h` for an option.
fn minus(field: &Field) -> bool {
    let number = field.like == "number" || field.like.starts_with(|c: char| c.is_ascii_digit());
    (number || field.like.contains('-')) && !matches!(field.shape, Shape::Words | Shape::Rest)
}

/// What a field says, with what is typed for it in brackets, and what holds where it is not.
pub fn help(field: &Field) -> String {
    let default = field.default.map(|words| format!(" (default: {words})")).unwrap_or_default();
    match field.choices {
        [] if field.like.is_empty() || field.like == field.name || field.like == "text" => {
            format!("{}{default}", field.help)
        }
        [] => format!("{} [{}]{default}", field.help, field.like),
        words => format!("{} [{}]{default}", field.help, words.join(" | ")),
    }
}

fn placeholder(field: &Field) -> String {
    match field.choices {
        [] => field.name.to_uppercase(),
        words => words.join("|"),
    }
}

/// The whole command tree with the program's own options, for help, completions and the man page.
pub fn tree() -> Command {
    let mut root = root();
    for action in table::commands() {
        root = plant(root, action);
    }
    root
}

/// The tree with only the commands that begin with `first`: quick to build, and all that reading a line needs.
pub fn tree_for(first: &str) -> Command {
    let fits = |a: &&Action| a.name.split(' ').next() == Some(first);
    let mut found = table::commands().filter(fits).peekable();
    if found.peek().is_none() {
        return tree();
    }
    found.fold(root(), plant)
}

fn root() -> Command {
    let global = |name: &'static str, value: &'static str, help: &'static str| {
        let arg = Arg::new(name).long(name).value_name(value).help(help).global(true).display_order(900);
        arg.help_heading(GLOBAL)
    };
    Command::new("vadash")
        .about("A cockpit for virtual assistants: schedule, tasks, retainer hours and unbilled time side by side")
        .version(env!("CARGO_PKG_VERSION"))
        .after_help("'vadash COMMAND --help' has examples of each; without a command the screen opens.")
        .disable_help_flag(true)
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .help("print help")
                .action(ArgAction::Help)
                .global(true)
                .help_heading(GLOBAL)
                .display_order(901),
        )
        .arg(global("db", "PATH", "the database, instead of VADASH_DB or the user's own"))
        .arg(global("config", "PATH", "the configuration, instead of VADASH_CONFIG or the user's own"))
        .arg(global("now", "RFC3339", "pretend that it is this instant; the clock runs on from there"))
        .arg(
            Arg::new("json")
                .long("json")
                .help("print exactly one JSON value")
                .action(ArgAction::SetTrue)
                .global(true)
                .help_heading(GLOBAL)
                .display_order(900),
        )
        .arg(
            Arg::new("demo")
                .long("demo")
                .help("open the screen, or run a command, on a throw-away database full of believable data")
                .action(ArgAction::SetTrue),
        )
        .disable_help_subcommand(true)
        .subcommand_required(false)
}

fn plant(root: Command, action: &'static Action) -> Command {
    graft(root, action, 0)
}

/// Hangs a command into the tree at the words of its name from one on; those before it are the way there.
fn graft(parent: Command, action: &'static Action, from: usize) -> Command {
    let words: Vec<&'static str> = action.name.split(' ').collect();
    if from + 1 >= words.len() {
        return parent.subcommand(command(action));
    }
    let word = words[from];
    if parent.find_subcommand(word).is_some() {
        // What the command alone must be told is nothing to one below it.
        return parent.mut_subcommand(word, |inner| {
            let alone = !inner.is_subcommand_required_set();
            graft(if alone { inner.subcommand_negates_reqs(true) } else { inner }, action, from + 1)
        });
    }
    let family = Command::new(word)
        .about(table::family(&words[..=from].join(" ")).unwrap_or_default())
        .subcommand_required(true)
        .disable_help_subcommand(true);
    parent.subcommand(graft(family, action, from + 1))
}

/// The call that matches say, or `None` if no command was given.
pub fn call_of(matches: &ArgMatches) -> Option<Call> {
    let (first, mut inner) = matches.subcommand()?;
    let mut name = first.to_owned();
    while let Some((next, deeper)) = inner.subcommand() {
        name = format!("{name} {next}");
        inner = deeper;
    }
    let action = table::find(&name)?;
    Some(fill(action, inner))
}

fn fill(action: &'static Action, matches: &ArgMatches) -> Call {
    let mut words = Vec::new();
    for field in action.fields {
        if field.shape == Shape::Flag {
            if matches.get_flag(field.name) {
                words.push((field.name, vec![String::new()]));
            }
        } else if let Some(given) = matches.get_many::<String>(field.name) {
            let bare = |word: &String| if field.quotes { requoted(word) } else { unmarked(word).to_owned() };
            let given: Vec<String> = given.map(bare).collect();
            if !given.is_empty() {
                words.push((field.name, given));
            }
        }
    }
    Call { action, words: words.into_iter().collect() }
}

/// Reads the words behind an action's name, as a prompt has them.
pub fn read(action: &'static Action, words: &[String]) -> Result<Call> {
    let line = std::iter::once(action.name.to_owned()).chain(words.iter().cloned());
    match command(action).disable_help_flag(true).try_get_matches_from(line) {
        Ok(matches) => Ok(fill(action, &matches)),
        Err(error) => Err(explain(action, &error)),
    }
}

/// clap's complaint as one sentence at its field.
fn explain(action: &'static Action, error: &clap::Error) -> Error {
    let said = |kind| match error.get(kind) {
        Some(ContextValue::String(one)) => one.clone(),
        Some(ContextValue::Strings(many)) => many.join(" "),
        _ => String::new(),
    };
    match error.kind() {
        ErrorKind::MissingRequiredArgument => {
            let missing = said(ContextKind::InvalidArg);
            let names = |f: &&Field| {
                missing.contains(&format!("<{}>", f.name.to_uppercase())) || missing.contains(&format!("--{} ", f.name))
            };
            match action.fields.iter().find(names) {
                Some(field) => Error::at(field.name, format!("is missing: {}", field.like)),
                None => Error::problem(format!("missing: {missing}")),
            }
        }
        ErrorKind::UnknownArgument => {
            let hint = match said(ContextKind::SuggestedArg) {
                name if name.is_empty() => String::new(),
                name => format!(": did you mean {name}?"),
            };
            Error::problem(format!("'{}' does not belong here{hint}", said(ContextKind::InvalidArg)))
        }
        ErrorKind::InvalidValue | ErrorKind::NoEquals => {
            Error::problem(format!("{} needs a value", said(ContextKind::InvalidArg)))
        }
        ErrorKind::ArgumentConflict => Error::problem(format!("{} is there twice", said(ContextKind::InvalidArg))),
        _ => Error::problem(
            error.to_string().lines().next().unwrap_or("not understood").trim_start_matches("error: ").to_owned(),
        ),
    }
}
