//! Documentation made from the action table and the list of settings: nothing of it is written twice.
//!
//! `tests/generated.rs` compares the files in the project with what is made here.

use std::fmt::Write;

use clap_complete::Shell;

use super::keys::{Sequence, preset};
use super::{syntax, table};
use crate::command::action::{Action, Group};
use crate::command::field::{Field, Shape};
use crate::config::{ActionKeys, CALENDAR_NAMES, PRESETS, SETTINGS};
use crate::error::{Doing, Result};

const GROUPS: [Group; 8] = [
    Group::Moving,
    Group::Row,
    Group::Time,
    Group::Clients,
    Group::Billing,
    Group::Planning,
    Group::Data,
    Group::Program,
];

/// Completion scripts that ask the program itself: it knows clients, services, tasks and zones.
const BASH: &str = include_str!("shells/vadash.bash");
const ZSH: &str = include_str!("shells/vadash.zsh");
const FISH: &str = include_str!("shells/vadash.fish");

/// The files made as a whole, by their path in the project.
pub fn files() -> Result<Vec<(&'static str, String)>> {
    Ok(vec![
        ("config.example.toml", config_example()),
        ("assets/man/vadash.1", manual()?),
        ("assets/completions/vadash.bash", completions(Shell::Bash)?),
        ("assets/completions/_vadash", completions(Shell::Zsh)?),
        ("assets/completions/vadash.fish", completions(Shell::Fish)?),
    ])
}

/// The parts of the README that are made here, by the name between `<!-- name -->` and `<!-- /name -->`.
pub fn readme_parts() -> Vec<(&'static str, String)> {
    vec![("keys", key_table()), ("presets", preset_table()), ("commands", command_list())]
}

/// `text` with `body` between the marks of that name, or nothing where the marks are missing.
pub fn put_between(text: &str, name: &str, body: &str) -> Option<String> {
    let (open, close) = (format!("<!-- {name} -->"), format!("<!-- /{name} -->"));
    let start = text.find(&open)? + open.len();
    let end = start + text[start..].find(&close)?;
    // A table ends at an empty line.
    Some(format!("{}\n\n{}\n\n{}", &text[..start], body.trim(), &text[end..]))
}

/// A configuration file that changes nothing: every setting with its default, all commented out.
pub fn config_example() -> String {
    let mut text = "# vadash's settings, every one at its default. Take the # away from what you change.\n\
                    # It belongs at ~/.config/vadash/config.toml; `vadash config check` finds mistakes.\n"
        .to_owned();
    let mut open = "";
    for setting in SETTINGS {
        if setting.table != open {
            open = setting.table;
            let _ = write!(text, "\n[{open}]\n");
        }
        text.push('\n');
        for line in folded(setting.help, 98) {
            let _ = writeln!(text, "# {line}");
        }
        let _ = writeln!(text, "#{} = {}", setting.name, setting.default);
    }
    text.push_str(
        "\n# Calendars that are read from files, as often as they change: one [[calendar]] for each.\n# [[calendar]]\n",
    );
    for (name, value, help) in CALENDAR_NAMES {
        let setting = format!("# {name} = {value}");
        let _ = writeln!(text, "{setting:<38} # {help}");
    }
    text.push_str(
        "\n# Keys by action. An action named here has these keys and no others; [] takes all away.\n\
         # Keys that follow each other have a space between: top = [\"g g\"], log-time = [\"space l\"].\n\
         # Any command may have a key too: \"client add\" = [\"ctrl-n\"]. What stands here is of the default preset.\n\
         [keys]\n",
    );
    for group in GROUPS {
        let actions: Vec<&Action> = table::all().filter(|a| a.group == group && !a.keys.is_empty()).collect();
        if actions.is_empty() {
            continue;
        }
        let _ = write!(text, "\n# {}\n", group.title());
        for action in actions {
            let keys: Vec<String> = action.keys.iter().map(|k| quoted(k)).collect();
            let name = if action.name.contains(' ') { quoted(action.name) } else { action.name.to_owned() };
            let setting = format!("#{name} = [{}]", keys.join(", "));
            let _ = writeln!(text, "{setting:<38} # {}", action.help);
        }
    }
    text
}

/// A TOML string.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Text in lines of at most `width` characters.
fn folded(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Keys as they are shown on the screen: `Ctrl-d`, `Space`, `↑`, `gg`.
fn shown(keys: &str) -> String {
    Sequence::read(keys).map_or_else(|_| keys.to_owned(), |keys| keys.name())
}

/// The key table of the README.
pub fn key_table() -> String {
    let mut text = String::new();
    for group in GROUPS {
        let actions: Vec<&Action> = table::all().filter(|a| a.group == group && !a.keys.is_empty()).collect();
        if actions.is_empty() {
            continue;
        }
        let _ = write!(text, "\n| {} | |\n| --- | --- |\n", group.title());
        for action in actions {
            let keys: Vec<String> = action.keys.iter().map(|k| format!("`{}`", shown(k))).collect();
            let _ = writeln!(text, "| {} | {} |", keys.join(" ").replace('|', "\\|"), action.help);
        }
    }
    text
}

/// What the presets change, for the README.
pub fn preset_table() -> String {
    let presets: Vec<Vec<ActionKeys>> = PRESETS[1..].iter().map(|name| preset(name)).collect();
    let keys_of = |action: &Action, changes: &[ActionKeys]| {
        let change = changes.iter().find(|c| c.action == action.name);
        let keys: Vec<&str> = change.into_iter().flat_map(|c| c.keys.iter().map(|(_, k)| k.as_str())).collect();
        keys.iter().map(|k| format!("`{}`", shown(k))).collect::<Vec<_>>().join(" ")
    };
    let mut text = format!("| | {} |\n|{}\n", PRESETS[1..].join(" | "), " --- |".repeat(PRESETS.len()));
    for action in table::all() {
        let cells: Vec<String> = presets.iter().map(|changes| keys_of(action, changes)).collect();
        if cells.iter().any(|c| !c.is_empty()) {
            let _ = writeln!(text, "| {} | {} |", action.help, cells.join(" | "));
        }
    }
    text
}

/// The command list of the README.
pub fn command_list() -> String {
    let mut text = String::new();
    for group in GROUPS {
        let actions: Vec<&Action> = table::commands().filter(|a| a.group == group).collect();
        if actions.is_empty() {
            continue;
        }
        let _ = write!(text, "\n| {} | |\n| --- | --- |\n", group.title());
        for action in actions {
            let line = usage(action, |f| matches!(f.shape, Shape::Option | Shape::Many | Shape::Flag));
            let _ = writeln!(text, "| `{line}` | {} |", action.help.replace('|', "\\|"));
        }
    }
    text
}

/// `log CLIENT SPAN [NOTE…] [--on ON]`, without the fields that `but` names.
fn usage(action: &Action, but: impl Fn(&Field) -> bool) -> String {
    let mut words = vec![action.name.to_owned()];
    for field in action.fields.iter().filter(|f| !but(f)) {
        let name = field.name.to_uppercase();
        words.push(match field.shape {
            Shape::Required => name,
            Shape::Optional => format!("[{name}]"),
            Shape::Words => format!("{name}…"),
            Shape::Rest => format!("[{name}…]"),
            Shape::Needed => format!("--{} {name}", field.name),
            Shape::Option => format!("[--{} {name}]", field.name),
            Shape::Many => format!("[--{} {name}]…", field.name),
            Shape::Flag => format!("[--{}]", field.name),
        });
    }
    words.join(" ")
}

/// A shell's completion script.
pub fn completions(shell: Shell) -> Result<String> {
    match shell {
        Shell::Bash => return Ok(BASH.to_owned()),
        Shell::Zsh => return Ok(ZSH.to_owned()),
        Shell::Fish => return Ok(FISH.to_owned()),
        _ => {}
    }
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut syntax::tree(), "vadash", &mut script);
    String::from_utf8(script).doing("writing completions")
}

/// The manual page, in roff.
pub fn manual() -> Result<String> {
    let doing = "writing the manual page";
    let tree = syntax::tree();
    let version = format!("vadash {}", env!("CARGO_PKG_VERSION"));
    let mut text = format!(".TH VADASH 1 \"\" \"{version}\" \"\"\n");
    let _ =
        write!(text, ".SH NAME\nvadash \\- {}\n", roff(&tree.get_about().map(ToString::to_string).unwrap_or_default()));
    text.push_str(".SH SYNOPSIS\n.B vadash\n[\\fIOPTIONS\\fR] [\\fICOMMAND\\fR]\n");
    text.push_str(
        ".SH DESCRIPTION\nWithout a command, the screen is opened. Every change that it can make is also a command, \
         and both share one history of undo.\n",
    );
    let mut options = Vec::new();
    clap_mangen::Man::new(tree).render_options_section(&mut options).doing(doing)?;
    text.push_str(&String::from_utf8(options).doing(doing)?);
    text.push_str(".SH COMMANDS\n");
    for group in GROUPS {
        let mut actions = table::commands().filter(|a| a.group == group).peekable();
        if actions.peek().is_none() {
            continue;
        }
        let _ = writeln!(text, ".SS {}", roff(group.title()));
        for action in actions {
            let _ = write!(text, ".TP\n.B {}\n{}\n", roff(&usage(action, |_| false)), roff(action.help));
            if action.fields.is_empty() && action.examples.len() < 2 {
                continue;
            }
            text.push_str(".RS\n");
            for field in action.fields {
                let help = roff(&syntax::help(field));
                let _ = write!(text, ".TP\n\\fB{}\\fR\n{help}\n", roff(&place(field)));
            }
            for line in action.examples {
                let _ = write!(text, ".TP\n\\fIvadash {}\\fR\n", roff(line));
            }
            text.push_str(".RE\n");
        }
    }
    text.push_str(
        ".SH FILES\n.TP\n.I ~/.config/vadash/config.toml\nThe settings; none are needed. \\fBpreset\\fR chooses the keys of vim, taskwarrior\\-tui or calcurse.\n\
         .TP\n.I ~/.config/vadash/themes/NAME.toml\nA theme of your own, for the setting \\fBtheme = \"NAME\"\\fR.\n\
         .TP\n.I ~/.local/share/vadash/vadash.db\nThe records.\n\
         .SH ENVIRONMENT\n.TP\n.B VADASH_DB\nThe database, unless \\fB\\-\\-db\\fR names one.\n\
         .TP\n.B VADASH_CONFIG\nThe configuration, unless \\fB\\-\\-config\\fR names one.\n\
         .TP\n.B NO_COLOR\nIf set, no colours are used.\n\
         .TP\n.B CLICOLOR_FORCE\nIf set to anything but 0, commands use colours in a pipe, too.\n\
         .TP\n.B TZ\nThe time zone, unless the configuration names one.\n\
         .SH EXIT STATUS\n0 if it was done; 1 if it could not be, with one line \\fBerror: \\fR… on standard error; \
         2 if the command line was not understood.\n",
    );
    Ok(text)
}

/// A field's name as it is typed.
fn place(field: &Field) -> String {
    match field.shape {
        Shape::Required | Shape::Optional | Shape::Words | Shape::Rest => field.name.to_uppercase(),
        Shape::Flag => format!("--{}", field.name),
        Shape::Option | Shape::Needed | Shape::Many => format!("--{} {}", field.name, field.name.to_uppercase()),
    }
}

/// Text that roff prints as it stands.
fn roff(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-");
    if text.starts_with(['.', '\'']) { format!("\\&{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_put_between_its_marks_and_nowhere_else() {
        let text = "a\n<!-- keys -->\nold\n<!-- /keys -->\nb\n";
        let new = put_between(text, "keys", "new\n").unwrap();
        assert_eq!(new, "a\n<!-- keys -->\n\nnew\n\n<!-- /keys -->\nb\n");
        assert_eq!(put_between(&new, "keys", "new").unwrap(), new);
        assert_eq!(put_between(text, "commands", "x"), None);
    }

    #[test]
    fn roff_prints_text_as_it_stands() {
        assert_eq!(roff(".a -b \\c"), "\\&.a \\-b \\ec");
    }
}
