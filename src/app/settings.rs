//! The program itself: configuration, completions, the manual page.

use serde_json::{Value, json};

use super::call::Args;
use super::input::Shell;
use super::report::{Plain, Report};
use super::run::World;
use super::syntax;
use crate::error::{Doing, Error, Result};
use crate::store::Store;

/// Where the configuration is.
pub fn config_path(_: &Store, world: &World, _: &Args<'_>) -> Result<Box<dyn Report>> {
    Ok(Box::new(Plain(format!("{}\n", world.config_path.display()))))
}

/// What is wrong with the configuration; an error if anything is.
pub fn config_check(_: &Store, world: &World, _: &Args<'_>) -> Result<Box<dyn Report>> {
    if world.config_problems.is_empty() {
        return Ok(Box::new(Plain("the configuration is sound\n".to_owned())));
    }
    Err(Error::problem(format!("{}: {}", world.config_path.display(), world.config_problems.join("; "))))
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
pub fn config_show(store: &Store, world: &World, _: &Args<'_>) -> Result<Box<dyn Report>> {
    let c = &world.config;
    let settings = [
        ("zone", json!(store.setting().zone.name())),
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
pub fn completions(args: &Args<'_>) -> Result<Box<dyn Report>> {
    use clap_complete::Shell as For;
    let shell = match args.need::<Shell>("shell")?.0 {
        "bash" => For::Bash,
        "elvish" => For::Elvish,
        "fish" => For::Fish,
        "powershell" => For::PowerShell,
        _ => For::Zsh,
    };
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut syntax::tree(), "vadash", &mut script);
    Ok(Box::new(Plain(String::from_utf8(script).doing("writing completions")?)))
}

/// The manual page, in roff.
pub fn man(_: &Args<'_>) -> Result<Box<dyn Report>> {
    let mut page = Vec::new();
    let manual = clap_mangen::Man::new(syntax::tree());
    manual.render(&mut page).doing("writing the manual page")?;
    let mut text = String::from_utf8(page).doing("writing the manual page")?;
    for action in super::table::commands() {
        let mut section = Vec::new();
        let command =
            syntax::command(action).bin_name(format!("vadash {}", action.name)).name(format!("vadash {}", action.name));
        let manual = clap_mangen::Man::new(command);
        let written =
            manual.render_name_section(&mut section).and_then(|()| manual.render_synopsis_section(&mut section));
        written.and_then(|()| manual.render_options_section(&mut section)).doing("writing the manual page")?;
        let section = String::from_utf8(section).doing("writing the manual page")?;
        text.push_str(
            &section
                .replace(".SH NAME\n", &format!(".SH \"{}\"\n", action.name.to_uppercase()))
                .replace(".SH SYNOPSIS", ".PP")
                .replace(".SH OPTIONS", ".PP"),
        );
    }
    Ok(Box::new(Plain(text)))
}

/// Tells of nothing in particular, to see where it appears.
pub fn notify_test(_: &Store, world: &World, args: &Args<'_>) -> Result<Box<dyn Report>> {
    let title = args.text("title").unwrap_or_else(|| "vadash".to_owned());
    let body = args.text("body").unwrap_or_else(|| "a test: reminders appear like this".to_owned());
    let told = crate::notify::tell_now(&world.config.reminders.channel, &world.terminal, &title, &body);
    match told {
        Ok(said) => Ok(Box::new(Plain(format!("{said}\n")))),
        Err(why) => Err(Error::problem(why)),
    }
}
