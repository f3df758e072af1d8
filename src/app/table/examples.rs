//! Examples of every command, and what holds where an option is not given: for its help and the manual page.

/// How a command is typed, behind `vadash`.
pub fn of(action: &str) -> &'static [&'static str] {
    EXAMPLES.iter().find(|(name, _)| *name == action).map_or(&[], |(_, lines)| lines)
}

/// What holds where a field of a command is not given.
pub fn default_of(action: &str, field: &str) -> Option<&'static str> {
    DEFAULTS.iter().find(|(names, of, _)| *of == field && names.contains(&action)).map(|(_, _, words)| *words)
}

const EXAMPLES: &[(&str, &[&str])] = &[
    ("start", &["start acme", "start acme 'July newsletter' --service email --tag draft", "start acme --at 9:15"]),
    ("stop", &["stop", "stop --at 17:30", "stop --at 12:00 --gap globex"]),
    ("keep", &["keep"]),
    ("switch", &["switch globex 'call with Ana'", "switch globex --at -10m"]),
    ("resume", &["resume", "resume 42"]),
    ("cancel", &["cancel"]),
    (
        "log",
        &["log acme 1h30 'inbox'", "log acme 9-10:30 'weekly call' --on yesterday", "log acme 45m --task 12 --rush"],
    ),
    ("status", &["status", "status --format '{client} {elapsed} {left}'", "status --waybar"]),
    (
        "entry list",
        &[
            "entry list today",
            "entry list last month --client acme --by service",
            "entry list --from 1.6. --to 15.6. --text 'newsletter'",
        ],
    ),
    ("entry show", &["entry show 42", "entry show 42 --json"]),
    (
        "entry edit",
        &[
            "entry edit 42 --end 17:15",
            "entry edit 42 --note 'inbox and calendar' --service email",
            "entry edit 42 --tag none",
        ],
    ),
    ("entry shift", &["entry shift 42 --start -15m", "entry shift 42 --end 30m --together"]),
    ("entry split", &["entry split 42 --at 11:00"]),
    ("entry join", &["entry join 42 43"]),
    ("entry move", &["entry move 42 globex"]),
    ("entry repeat", &["entry repeat 42", "entry repeat 42 --on yesterday"]),
    ("entry rm", &["entry rm 42"]),
    (
        "client add",
        &[
            "client add acme --name 'Acme GmbH' --rate 45",
            "client add globex --name Globex --currency USD --zone America/New_York --hours 'mon-fri 9-17'",
            "client add initech --name Initech --rounding 15:up:entry --domain initech.example",
        ],
    ),
    ("client list", &["client list", "client list --all --json"]),
    ("client show", &["client show acme"]),
    (
        "client edit",
        &["client edit acme --rate 50", "client edit acme --zone Europe/Lisbon --email invoices@acme.example"],
    ),
    ("client archive", &["client archive acme", "client archive acme --undo"]),
    ("service add", &["service add email --name 'E-mail'", "service add research --name Research --rate 60"]),
    ("service list", &["service list", "service list --all"]),
    ("service edit", &["service edit research --rate 65"]),
    ("service archive", &["service archive research", "service archive research --undo"]),
    (
        "rate set",
        &["rate set 45 --client acme", "rate set 60 --client acme --service research --from 1.7.", "rate set 40"],
    ),
    ("rate list", &["rate list"]),
    ("rate why", &["rate why 42", "rate why 42 --at 2026-06-30"]),
    ("rate rm", &["rate rm 3"]),
    (
        "agreement add",
        &[
            "agreement add acme retainer --hours 20 --fee 800 --start 2026-07-01",
            "agreement add acme retainer --hours 20 --fee 800 --rollover next_cycle --cap 50% --overage-rate 50",
            "agreement add globex block --hours 10 --price 400 --last-day 2026-12-31",
        ],
    ),
    ("agreement change", &["agreement change 1 --from 1.8. --hours 25 --fee 1000"]),
    (
        "agreement adjust",
        &["agreement adjust 1 2h --reason 'made good' --gift", "agreement adjust 1 -1h --reason 'counted twice'"],
    ),
    ("agreement pause", &["agreement pause 1 --from 1.8.", "agreement pause 1 --from 1.8. --until 1.10."]),
    ("agreement end", &["agreement end 1 --on 2026-12-31"]),
    ("agreement list", &["agreement list", "agreement list --client acme --at 2026-06-30"]),
    ("agreement show", &["agreement show 1", "agreement show 1 --at 2026-06-30"]),
    ("agreement rm", &["agreement rm 1"]),
    ("retainers", &["retainers", "retainers --client acme --at 2026-06-30"]),
    ("unbilled", &["unbilled", "unbilled --client acme", "unbilled --at 2026-06-30 --json"]),
    ("statement", &["statement acme", "statement acme --cycle 2026-06-01 --format markdown"]),
    (
        "task add",
        &[
            "task add 'acme send July newsletter due:fri 17:00 ~2h !high #newsletter'",
            "task add 'acme report due:1.8. every:month'",
            "task add --title 'File receipts' --client acme --due tomorrow",
        ],
    ),
    ("task list", &["task list", "task list --client acme --state all"]),
    ("task show", &["task show 12"]),
    ("task why", &["task why 12"]),
    ("task edit", &["task edit 12 --due mon --priority high", "task edit 12 --due none"]),
    ("task check", &["task check 12", "task check 12 3"]),
    ("task done", &["task done 12"]),
    ("task drop", &["task drop 12"]),
    ("task reopen", &["task reopen 12"]),
    ("task rm", &["task rm 12"]),
    (
        "event add",
        &[
            "event add 'acme kickoff call tomorrow 15:00-15:45 @Zoom'",
            "event add 'acme weekly mon 9:00-9:30 every:week remind:15m'",
            "event add --title Retreat --start 2026-07-20 --end 2026-07-23",
        ],
    ),
    ("event show", &["event show 7"]),
    (
        "event edit",
        &[
            "event edit 7 --start 16:00",
            "event edit 7 --occurrence 2026-07-20 --scope this --start 10:00",
            "event edit 7 --scope all --location Zoom",
        ],
    ),
    ("event rm", &["event rm 7", "event rm 7 --occurrence 2026-07-20 --scope following"]),
    ("event shift", &["event shift 7 --start 30m --end 30m", "event shift 7 --end -15m"]),
    ("event restore", &["event restore 7 --occurrence 2026-07-20"]),
    ("agenda", &["agenda tomorrow", "agenda 1.6. 8.6. --client acme", "agenda --from mon --to fri"]),
    ("free", &["free next week --with acme --for 1h", "free --from tomorrow --to fri", "free fri"]),
    ("snooze", &["snooze 10m", "snooze 1h --task 12"]),
    ("undo", &["undo", "undo 3"]),
    ("redo", &["redo", "redo 3"]),
    ("restore", &["restore task 12", "restore entry 42"]),
    ("history", &["history", "history --limit 100"]),
    ("filter save", &["filter save drafts '#draft -waiting'"]),
    ("filter rm", &["filter rm drafts"]),
    ("filter list", &["filter list"]),
    ("import ics", &["import ics acme.ics --client acme", "import ics ~/calendars/*.ics"]),
    ("import csv", &["import csv hours.csv", "import csv hours.csv --skip-bad"]),
    ("export csv", &["export csv > all.csv", "export csv --from june --to june --client acme > june.csv"]),
    ("export ics", &["export ics > all.ics", "export ics --client acme > acme.ics"]),
    ("db path", &["db path"]),
    ("db check", &["db check", "db check --repair"]),
    ("db backup", &["db backup", "db backup ~/vadash-copy.db"]),
    ("db backups", &["db backups"]),
    ("db restore", &["db restore", "db restore ~/vadash-copy.db"]),
    ("db encrypt", &["db encrypt", "db encrypt --key-file ~/.vadash-key"]),
    ("db decrypt", &["db decrypt"]),
    ("db rekey", &["db rekey", "db rekey --key-file ~/.vadash-key"]),
    ("config path", &["config path"]),
    ("config check", &["config check"]),
    ("config show", &["config show", "config show --json"]),
    ("remind", &["remind", "remind --once --stream", "remind --install"]),
    ("notify test", &["notify test", "notify test --channel desktop --title 'Call with Acme'"]),
    (
        "completions",
        &[
            "completions bash > ~/.local/share/bash-completion/completions/vadash",
            "completions zsh > ~/.zfunc/_vadash",
            "completions fish > ~/.config/fish/completions/vadash.fish",
        ],
    ),
    ("man", &["man | man -l -", "man > ~/.local/share/man/man1/vadash.1"]),
];

const DEFAULTS: &[(&[&str], &str, &str)] = &[
    (&["start", "switch", "stop"], "at", "now"),
    (&["log", "entry repeat", "agreement adjust"], "on", "today"),
    (&["resume"], "id", "what was worked on last"),
    (&["entry list", "export csv"], "from", "the first entry"),
    (&["entry list", "export csv"], "to", "the last entry"),
    (&["entry list"], "days", "all"),
    (&["entry list", "export csv"], "state", "any"),
    (&["agenda", "free"], "days", "a week from today"),
    (&["agenda", "free"], "from", "today"),
    (&["agenda", "free"], "to", "a week from the first"),
    (&["free"], "for", "30m"),
    (&["task list"], "state", "open"),
    (&["history"], "limit", "20"),
    (&["undo", "redo"], "count", "1"),
    (&["client add", "service add"], "name", "the code"),
    (&["client add"], "currency", "the configured one"),
    (&["client add"], "zone", "your own"),
    (&["client add"], "rounding", "the configured one"),
    (&["client add"], "rush-percent", "150"),
    (&["agreement add"], "start", "today"),
    (&["agreement add"], "anchor", "its first day"),
    (&["agreement add"], "every", "month"),
    (&["agreement add"], "rollover", "expire"),
    (&["agreement add"], "order", "rollover_first"),
    (&["agreement add"], "counts", "billable"),
    (&["agreement add"], "services", "all"),
    (&["agreement add"], "first", "full"),
    (&["agreement add"], "rush-burns", "money"),
    (&["retainers", "unbilled", "agreement list", "agreement show", "statement"], "at", "now"),
    (&["statement"], "cycle", "the present one"),
    (&["statement"], "format", "text"),
    (&["event add", "event edit"], "zone", "your own"),
    (&["event add"], "end", "an hour after the start"),
    (&["event add"], "remind", "as configured"),
    (&["event edit", "event rm", "event shift"], "scope", "asked for where it matters"),
    (&["task check"], "n", "the next open one"),
    (&["db backup"], "file", "the folder of backups"),
    (&["db restore"], "file", "the newest good one"),
    (&["notify test"], "channel", "the configured one"),
    (&["import ics"], "calendar", "its own name"),
    (&["remind"], "from", "this database"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{syntax, table};
    use crate::command::grammar::words;

    #[test]
    fn every_command_has_examples_that_are_understood() {
        for action in table::commands() {
            let lines = of(action.name);
            assert!(!lines.is_empty(), "{} has no example", action.name);
            for line in lines {
                let typed = line.split([">", "|"].map(|c| c.chars().next().unwrap())).next().unwrap();
                let words = std::iter::once("vadash".to_owned()).chain(words::split(typed).unwrap());
                let matches = syntax::tree().try_get_matches_from(words);
                let call = syntax::call_of(&matches.unwrap_or_else(|e| panic!("{line}\n{e}"))).unwrap();
                assert_eq!(call.action.name, action.name, "{line}");
            }
        }
    }

    #[test]
    fn every_default_is_of_a_field() {
        for (names, field, _) in DEFAULTS {
            for name in *names {
                let action = table::find(name).unwrap_or_else(|| panic!("{name}"));
                assert!(action.fields.iter().any(|f| f.name == *field), "{name} has no {field}");
            }
        }
    }
}
