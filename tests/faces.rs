//! One call, whichever face it comes from: shell line, prompt line, palette line and undo label are the same words.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use vadash::app::{syntax, table};
use vadash::cli;
use vadash::command::action::Action;
use vadash::command::call::Call;
use vadash::command::field::Shape;
use vadash::command::grammar::words;

/// What a call is made of.
fn parts(call: &Call) -> (&'static str, Vec<(&'static str, Vec<String>)>) {
    (call.action.name, call.words.iter().cloned().collect())
}

/// The line read as a shell would hand it over.
fn by_shell(line: &str) -> Option<Call> {
    let line: Vec<String> = std::iter::once("vadash".to_owned()).chain(words::split(line).unwrap()).collect();
    cli::read(&line).ok()?.call
}

/// The line behind the action's name, read as a prompt does.
fn by_prompt(action: &'static Action, tail: &str) -> Option<Call> {
    syntax::read(action, &words::split(tail).unwrap()).ok()
}

/// Any word that can be typed, the awkward ones more often.
fn word() -> impl Strategy<Value = String> {
    let awkward = [
        "-",
        "--",
        "-x",
        "--rush",
        "--json",
        "--help",
        "-20m",
        "=1+1",
        "",
        " ",
        "two words",
        "it's",
        "say \"hi\"",
        "a\\b",
        "#tag",
        "!high",
        "$HOME",
        "`id`",
        "a;b",
        "*",
        "~2h",
        "9-10:30",
        "due:fri",
        "日本",
        "né",
        "don't",
        "'",
        "\u{1b}[31m",
        "a\nb",
        "help",
        "-h",
        "--note=x",
        "\u{a0}",
    ];
    prop_oneof![2 => select(awkward.to_vec()).prop_map(str::to_owned), 1 => "[a-z0-9 '\"\\\\=-]{0,12}", 1 => "\\PC{0,8}"]
}

/// The name of any command.
fn command() -> impl Strategy<Value = &'static str> {
    select(table::commands().map(|a| a.name).collect::<Vec<_>>())
}

/// Any call of any command: required fields are there, others as it falls.
fn any_call() -> impl Strategy<Value = Call> {
    command().prop_flat_map(|name| {
        let action = table::find(name).unwrap();
        let given: Vec<_> = action
            .fields
            .iter()
            .map(|field| {
                let (least, most) = match field.shape {
                    Shape::Required | Shape::Needed => (1, 1),
                    Shape::Optional | Shape::Option | Shape::Flag => (0, 1),
                    Shape::Words => (1, 4),
                    Shape::Rest => (0, 4),
                    Shape::Many => (0, 3),
                };
                vec(word(), least..=most).prop_map(move |words| match field.shape {
                    Shape::Flag => (field.name, words.iter().map(|_| String::new()).collect()),
                    _ => (field.name, words),
                })
            })
            .collect();
        given.prop_map(move |words| {
            let mut call = Call::new(action);
            call.words = words.into_iter().filter(|(_, words): &(_, Vec<String>)| !words.is_empty()).collect();
            call
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    /// The line a call prints is read back as the same call, by the shell and by the prompt.
    #[test]
    fn a_calls_line_is_the_call(call in any_call()) {
        let line = call.to_string();
        let (shell, prompt) = (by_shell(&line), by_prompt(call.action, &call.tail()));
        prop_assert_eq!(shell.as_ref().map(parts), Some(parts(&call)), "shell: {}", line);
        prop_assert_eq!(prompt.as_ref().map(parts), Some(parts(&call)), "prompt: {}", line);
        // And once more printed, it is the same line.
        prop_assert_eq!(shell.unwrap().to_string(), line);
    }

    /// Whatever is typed behind a command's name, shell and prompt understand the same or both nothing.
    #[test]
    fn shell_and_prompt_agree(name in command(), typed in vec(word(), 0..7)) {
        let action = table::find(name).unwrap();
        // What belongs to the program as a whole is not typed at a prompt.
        let ours = ["--json", "--help", "-h"];
        let typed: Vec<String> = typed.into_iter().filter(|w| !ours.contains(&w.as_str())).collect();
        let line: Vec<String> = std::iter::once("vadash").chain(action.name.split(' ')).map(str::to_owned).chain(typed.iter().cloned()).collect();
        let shell = cli::read(&line).ok().and_then(|asked| asked.call);
        let prompt = syntax::read(action, &typed).ok();
        prop_assert_eq!(shell.as_ref().map(parts), prompt.as_ref().map(parts), "{:?}", line);
    }
}

#[test]
fn a_line_as_it_is_typed() {
    for (line, printed) in [
        ("log acme 1h30 July newsletter --on fri --tag web", "log acme 1h30 July newsletter --on fri --tag web"),
        (
            "log acme 1h30 --tag web --tag july 'July newsletter'",
            "log acme 1h30 'July newsletter' --tag web --tag july",
        ),
        ("stop --at -20m", "stop --at=-20m"),
        ("agreement adjust 1 -45m --reason late", "agreement adjust --reason late -- 1 -45m"),
        ("import csv -", "import csv -"),
        ("task add acme send draft due:fri ~2h '!high'", "task add acme send draft due:fri '~2h' '!high'"),
    ] {
        let call = by_shell(line).unwrap_or_else(|| panic!("{line}"));
        assert_eq!(call.to_string(), printed);
        assert_eq!(parts(&by_shell(printed).unwrap()), parts(&call), "{line}");
    }
}
