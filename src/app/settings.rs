//! The program itself: configuration, completions, the manual page.

use serde_json::{Value, json};

use super::call::Args;
use super::input::Shell;
use super::report::{Plain, Report};
use super::run::World;
use super::{docs, table};
use crate::domain::spelling::nearest;
use crate::error::{Error, Result};

/// Where the configuration is.
pub fn config_path(world: &World, _: &Args<'_>) -> Result<Box<dyn Report>> {
    Ok(Box::new(Plain(format!("{}\n", world.config_path.display()))))
}

/// What is wrong with the configuration; an error if anything is.
pub fn config_check(world: &World, _: &Args<'_>) -> Result<Box<dyn Report>> {
    let named = world.config.keys.keys().filter(|name| table::find(name).is_none());
    let unknown =
        named.map(|name| format!("keys: there is no action '{name}'{}", nearest(name, table::all().map(|a| a.name))));
    let problems: Vec<String> = world.config_problems.iter().cloned().chain(unknown).collect();
    if problems.is_empty() {
        return Ok(Box::new(Plain("the configuration is sound\n".to_owned())));
    }
    Err(Error::problem(format!("{}: {}", world.config_path.display(), problems.join("; "))))
}

/// The settings in force.
struct InForce(Vec<(String, Value)>);

impl Report for InForce {
    fn json(&self) -> Value {
        Value::Object(self.0.iter().cloned().collect())
    }

    fn text(&self) -> String {
        self.0.iter().map(|(name, value)| format!("{name} = {value}\n")).collect()
    }
}

/// The settings in force, defaults included.
pub fn config_show(world: &World, args: &Args<'_>) -> Result<Box<dyn Report>> {
    let c = &world.config;
    let settings = [
        ("zone", json!(args.context.zone().name())),
        ("currency", json!(c.currency)),
        ("rounding", json!(c.rounding)),
        ("seconds", json!(c.seconds)),
        ("theme", json!(c.theme)),
        ("mouse", json!(c.mouse)),
        ("retainers.alerts", json!(c.retainers.alerts)),
        ("reminders.lead", json!(c.reminders.lead)),
        ("reminders.channel", json!(c.reminders.channel)),
        ("keys", json!(c.keys)),
    ];
    Ok(Box::new(InForce(settings.into_iter().map(|(n, v)| (n.to_owned(), v)).collect())))
}

/// A shell's completion script.
pub fn completions(_: &World, args: &Args<'_>) -> Result<Box<dyn Report>> {
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
pub fn man(_: &World, _: &Args<'_>) -> Result<Box<dyn Report>> {
    Ok(Box::new(Plain(docs::manual()?)))
}

/// Tells of nothing in particular, to see where it appears.
pub fn notify_test(world: &World, args: &Args<'_>) -> Result<Box<dyn Report>> {
    let title = args.text("title").unwrap_or_else(|| "vadash".to_owned());
    let body = args.text("body").unwrap_or_else(|| "a test: reminders appear like this".to_owned());
    let told = crate::notify::tell_now(&world.config.reminders.channel, &world.terminal, &title, &body);
    match told {
        Ok(said) => Ok(Box::new(Plain(format!("{said}\n")))),
        Err(why) => Err(Error::problem(why)),
    }
}
