use super::*;

fn read(text: &str) -> (Config, Vec<String>) {
    let (config, problems) = Config::read(text, &|_| None);
    (config, problems.iter().map(Problem::to_string).collect())
}

#[test]
fn an_empty_file_is_the_default() {
    assert_eq!(read(""), (Config::default(), Vec::new()));
}

#[test]
fn a_machine_has_a_short_name_on_one_line() {
    assert_eq!(read("machine = 'laptop'").0.machine, "laptop");
    for name in ["x".repeat(65), "two\\nlines".to_owned()] {
        let (config, problems) = read(&format!("machine = \"{name}\""));
        assert_eq!(problems, ["line 1: machine: write a name of at most 64 characters, on one line"]);
        assert_eq!(config, Config::default());
    }
}

#[test]
fn every_mistake_is_told_with_its_line_and_the_rest_holds() {
    let (config, problems) = read(
        "curency = 'EUR'\nzone = 'Mars/Base'\nseconds = 'yes'\nmouse = false\nlead = [3]\npreset = 'vmi'\n\n\
         [reminders]\nlead = [5]\nchanel = 'off'\n[retainers]\nalerts = [0x32, 5000]\n[keys]\nquit = 'Q'\nlog = [7, 'l']\n",
    );
    assert_eq!(config.reminders.lead, [5]);
    assert!(!config.mouse && !config.seconds);
    assert_eq!((config.zone.as_str(), config.preset.as_str()), ("", "default"));
    assert_eq!(config.retainers, RetainerSettings::default());
    let change = |action: &str, line, key: &str| ActionKeys {
        action: action.to_owned(),
        line,
        keys: vec![(line, key.to_owned())],
    };
    assert_eq!(config.keys, [change("quit", 14, "Q"), change("log", 15, "l")]);
    assert_eq!(
        problems,
        [
            "line 1: there is no setting 'curency': did you mean currency?",
            "line 2: zone: 'Mars/Base' is no time zone: write its IANA name, such as Europe/Berlin",
            "line 3: seconds: 'yes' is neither true nor false: write one of these, without quotes",
            "line 5: there is no setting 'lead': it belongs under [reminders]",
            "line 6: preset: 'vmi' is not one of default, vim, taskwarrior, calcurse: did you mean vim?",
            "line 10: there is no setting 'reminders.chanel': did you mean channel?",
            "line 12: alerts: 5000: each is a percentage from 1 to 1000",
            "line 15: keys: log: 7 is no key: write keys in quotes, [\"x\", \"ctrl-d\"]",
        ]
    );
}

#[test]
fn lines_that_are_no_toml_cost_only_themselves() {
    let (config, problems) =
        read("zone = \"Europe/Berlin\"\ncurrency = \nseconds true\nmouse = fals\n[reminders]\nlead = [7]\n");
    assert_eq!(config.zone, "Europe/Berlin");
    assert_eq!(config.reminders.lead, [7]);
    assert_eq!((config.currency.code(), config.mouse), ("EUR", true));
    let lines: Vec<&str> = problems.iter().filter_map(|p| p.split(':').next()).collect();
    assert_eq!(lines, ["line 2", "line 3", "line 4"], "{problems:?}");
}

#[test]
fn what_has_no_end_takes_nothing_with_it() {
    let (config, problems) =
        read("seconds = true\n[keys]\nlog = ['a', 'b'\nquit = ['Q']\nhelp = ['h',\n 'H' 'k',\n 'f1']\n");
    assert!(config.seconds);
    let keys: Vec<(&str, usize)> = config.keys.iter().map(|c| (c.action.as_str(), c.keys.len())).collect();
    assert_eq!(keys, [("quit", 1), ("help", 2)]);
    let lines: Vec<&str> = problems.iter().filter_map(|p| p.split(':').next()).collect();
    assert_eq!(lines, ["line 3", "line 6"], "{problems:?}");
}

#[test]
fn a_file_that_is_something_else_is_told_in_a_few_lines() {
    let (config, problems) = read(&"?!\u{7} [[[ \"\n".repeat(3000));
    assert_eq!(config, Config::default());
    assert!((1..=21).contains(&problems.len()), "{}", problems.len());
}

#[test]
fn a_table_is_no_value_and_a_value_no_table() {
    let (config, problems) = read("keys = 1\nreminders = 'off'\n[zone]\n");
    assert_eq!(config, Config::default());
    assert_eq!(
        problems,
        [
            "line 1: keys: is a table: write [keys] on a line of its own",
            "line 2: reminders: is a table: write [reminders] on a line of its own",
            "line 3: zone: a table is no text: write it in quotes",
        ]
    );
}

#[test]
fn a_theme_is_built_in_or_a_file_and_its_mistakes_are_told_with_it() {
    let file = |name: &str| (name == "mine").then(|| "base = 'dark'\nwarn = 'bolt'\ngood = '46'\n".to_owned());
    let (config, problems) = Config::read("seconds = 3\ntheme = 'mine'\n", &file);
    let problems: Vec<String> = problems.iter().map(Problem::to_string).collect();
    assert!(problems[0].starts_with("line 1: seconds: 3"), "{problems:?}");
    assert!(problems[1].starts_with("themes/mine.toml line 2: warn: 'bolt' is no style"), "{problems:?}");
    let dark = Sheet::built_in("dark").unwrap();
    assert_eq!(config.sheet().tone(4), dark.tone(4));
    assert_ne!(config.sheet().tone(6), dark.tone(6));

    let (config, problems) = read("\ntheme = 'drak'\n");
    assert_eq!(
        (config.theme.as_str(), problems.as_slice()),
        ("auto", &["line 2: theme: there is no theme 'drak': did you mean dark?".to_owned()][..])
    );
    let asked = |name: &str| -> Option<String> { panic!("{name} is no name of a file") };
    assert_eq!(Config::read("theme = '../secret'", &asked).1.len(), 1);
}

#[test]
fn the_defaults_shown_are_the_defaults() {
    let mut text = String::new();
    let mut table = "";
    for setting in SETTINGS {
        if setting.table != table {
            table = setting.table;
            text.push_str(&format!("[{table}]\n"));
        }
        text.push_str(&format!("{} = {}\n", setting.name, setting.default));
    }
    assert_eq!(read(&text), (Config::default(), Vec::new()));
}

#[test]
fn the_timer_is_set_by_hours_and_minutes() {
    let (config, problems) = read("[timer]\nlimit = 0\naway = 20000\n");
    assert_eq!((config.timer.limit, config.timer.away), (0, 240));
    assert_eq!(problems, ["line 3: away: 20000: a number of minutes from 0 to a week (10080)"]);
}
