//! The program itself: configuration, completions, the manual page.

use std::path::Path;

use serde_json::{Value, json};

use super::docs;
use super::keys::{Bindings, Sequence};
use super::papers::make::mistaken_words;
use crate::command::call::Args;
use crate::command::env::Env;
use crate::command::grammar::hours::{read_hours, read_quiet, read_time_of_day};
use crate::command::input::Shell;
use crate::command::report::{Plain, Report};
use crate::config::{Config, Problem, ReminderSettings, ScheduleSettings, line_of};
use crate::domain::text::{clean, escaped_json};
use crate::error::{Error, Result};
use crate::guard;
use crate::notify::check_command;
use crate::records::calendar::subscribe;

/// Reads the configuration with everything that is wrong with it: settings, keys, and the theme's own file.
pub fn read(text: &str, theme_file: &dyn Fn(&str) -> Option<String>) -> (Config, Vec<String>) {
    let (mut config, mut problems) = Config::read(text, theme_file);
    // What the grammar of typed times reads is no matter of the file's own reader.
    let mut mend = |table, name, place: &mut String, usual: String, read: Result<()>| {
        if let Err(error) = read {
            problems.push(Problem::at(line_of(text, table, name), format!("{name}: {error}")));
            *place = usual;
        }
    };
    let hours = read_hours(&config.schedule.hours).map(|_| ());
    mend("schedule", "hours", &mut config.schedule.hours, ScheduleSettings::default().hours, hours);
    let reminders = &mut config.reminders;
    let (all_day, quiet) = (read_time_of_day(&reminders.all_day).map(|_| ()), read_quiet(&reminders.quiet).map(|_| ()));
    mend("reminders", "all_day", &mut reminders.all_day, String::new(), all_day);
    mend("reminders", "quiet", &mut reminders.quiet, String::new(), quiet);
    problems.extend(reminders_of(text, &mut config.reminders));
    // The keys of the table and of the presets are right: tests hold that, and no start has to.
    if !config.keys.is_empty() {
        problems.extend(Bindings::of(&config).1);
    }
    problems.sort();
    (config, problems.iter().map(ToString::to_string).collect())
}

/// What is wrong with the command that tells reminders.
fn reminders_of(text: &str, reminders: &mut ReminderSettings) -> Option<Problem> {
    let at = |name: &str, what: String| Some(Problem::at(line_of(text, "reminders", name), format!("{name}: {what}")));
    if let Err(what) = check_command(&reminders.command) {
        reminders.command.clear();
        return at("command", what);
    }
    if reminders.channel == "command" && reminders.command.is_empty() {
        reminders.channel = ReminderSettings::default().channel;
        let example = "command = [\"notify-send\", \"{title}\", \"{body}\"]";
        return at("channel", format!("the command is not set: write {example} below it"));
    }
    None
}

/// Why what the configuration names is not run, where others could have written it; this is kept in it.
pub fn distrust(config: &mut Config, path: &Path) -> Option<String> {
    let error = config.names_programs().then(|| guard::refuse_file(path).err()).flatten()?;
    config.distrusted = Some(format!("{error}; until then no program and no key that the configuration names is used"));
    config.distrusted.clone()
}

/// The first mistake in the configuration, and how many more there are.
pub fn warning(path: &Path, problems: &[String]) -> Option<String> {
    let first = problems.first()?;
    let more = match problems.len() - 1 {
        0 => String::new(),
        n => format!(" ({n} more: 'vadash config check')"),
    };
    Some(format!("{}: {first}{more}", path.display()))
}

/// Where the configuration is.
pub fn config_path(env: &Env, _: &Args<'_>) -> Result<Box<dyn Report>> {
    if env.config_path.as_os_str().is_empty() {
        return Err(Error::problem("there is no folder for a configuration: set HOME, or name one with --config"));
    }
    Ok(Box::new(Plain(format!("{}\n", clean(&env.config_path.display().to_string())))))
}

/// What is wrong with the configuration; an error if anything is.
pub fn config_check(env: &Env, args: &Args<'_>) -> Result<Box<dyn Report>> {
    let mut problems = env.config_problems.clone();
    problems.extend(subscribe::unknown_clients(env, &args.context));
    problems.extend(mistaken_words(env)?);
    if problems.is_empty() {
        return Ok(Box::new(Plain("the configuration is sound\n".to_owned())));
    }
    Err(Error::problem(format!("{}: {}", env.config_path.display(), problems.join("; "))))
}

/// The settings in force.
struct InForce {
    settings: Vec<(String, Value)>,
    keys: Vec<(String, Vec<String>)>,
}

impl Report for InForce {
    fn json(&self) -> Value {
        let keys = self.keys.iter().map(|(action, keys)| (action.clone(), json!(keys)));
        let keys = ("keys".to_owned(), Value::Object(keys.collect()));
        Value::Object(self.settings.iter().cloned().chain([keys]).collect())
    }

    fn text(&self) -> String {
        let settings = self
            .settings
            .iter()
            .map(|(name, value)| format!("{name} = {}\n", clean(&escaped_json(&value.to_string()))));
        let keys = self.keys.iter().map(|(action, keys)| {
            let name = if action.contains(' ') { format!("\"{action}\"") } else { action.clone() };
            format!("keys.{name} = {}\n", json!(keys))
        });
        settings.chain(keys).collect()
    }
}

/// The settings in force, defaults included.
pub fn config_show(env: &Env, args: &Args<'_>) -> Result<Box<dyn Report>> {
    let c = &env.config;
    let settings = [
        ("zone", json!(args.context.zone().name())),
        ("currency", json!(c.currency)),
        ("rounding", json!(c.rounding)),
        ("charts", json!(if c.ascii { "ascii" } else { "auto" })),
        ("clock", json!(c.clock)),
        ("seconds", json!(c.seconds)),
        ("theme", json!(c.theme)),
        ("preset", json!(c.preset)),
        ("mouse", json!(c.mouse)),
        ("machine", json!(c.machine)),
        ("schedule.hours", json!(c.schedule.hours)),
        ("schedule.second_zone", json!(c.schedule.second_zone)),
        ("schedule.emails", json!(c.schedule.emails)),
        ("schedule.meeting_hosts", json!(c.schedule.meeting_hosts)),
        ("retainers.alerts", json!(c.retainers.alerts)),
        ("reminders.lead", json!(c.reminders.lead)),
        ("reminders.all_day", json!(c.reminders.all_day)),
        ("reminders.tasks", json!(c.reminders.tasks)),
        ("reminders.hours", json!(c.reminders.hours)),
        ("reminders.expiry", json!(c.reminders.expiry)),
        ("reminders.timer", json!(c.reminders.timer)),
        ("reminders.idle", json!(c.reminders.idle)),
        ("reminders.quiet", json!(c.reminders.quiet)),
        ("reminders.channel", json!(c.reminders.channel)),
        ("reminders.command", json!(c.reminders.command)),
        ("reminders.private", json!(c.reminders.private)),
        ("reminders.sequence", json!(c.reminders.sequence)),
        ("timer.limit", json!(c.timer.limit)),
        ("timer.away", json!(c.timer.away)),
    ];
    let bound = Bindings::of(c).0;
    let calendars = c
        .calendars
        .iter()
        .map(|s| json!({ "name": s.name, "path": s.path, "client": s.client, "readonly": s.readonly }));
    let calendars = ("calendar".to_owned(), Value::Array(calendars.collect()));
    let keys = bound.all().filter(|(action, keys)| !keys.is_empty() || !action.keys.is_empty());
    let keys = keys.map(|(action, keys)| (action.name.to_owned(), keys.iter().map(Sequence::written).collect()));
    let settings = settings.into_iter().map(|(n, v)| (n.to_owned(), v));
    let settings = settings.chain((!c.calendars.is_empty()).then_some(calendars)).collect();
    Ok(Box::new(InForce { settings, keys: keys.collect() }))
}

/// A shell's completion script.
pub fn completions(_: &Env, args: &Args<'_>) -> Result<Box<dyn Report>> {
    use clap_complete::Shell as For;
    let shell = match args.need::<Shell>("shell")?.0 {
        "bash" => For::Bash,
        "elvish" => For::Elvish,
        "fish" => For::Fish,
        "powershell" => For::PowerShell,
        _ => For::Zsh,
    };
    Ok(Box::new(Plain(docs::completions(shell)?)))
}

/// The manual page, in roff.
pub fn man(_: &Env, _: &Args<'_>) -> Result<Box<dyn Report>> {
    Ok(Box::new(Plain(docs::manual()?)))
}
