//! The command line's manners: ranges, lists, formats, zones and settings.

use serde_json::json;

use crate::home;
use crate::support::Home;

/// A home with work on some days, for two clients.
fn worked() -> Home {
    let home = home();
    for line in [
        "client add zeta --name 'Zeta Ltd' --currency GBP",
        "service add email --name E-Mail",
        "task add 'acme Résumé letters'",
        "log acme 9-10 'Café menu' --on 2026-07-10 --service email --tag print",
        "log acme 30m letters --on 2026-07-10 --task 1",
        "log zeta 1h --on 2026-07-13",
        "log acme 2h inbox --on 2026-06-30",
    ] {
        home.ok(line);
    }
    home
}

/// The numbers of the entries that a list shows.
fn listed(home: &Home, line: &str) -> Vec<i64> {
    let rows = home.json(line);
    let mut ids: Vec<i64> = rows.as_array().unwrap().iter().map(|row| row["id"].as_i64().unwrap()).collect();
    ids.sort_unstable();
    ids
}

#[test]
fn the_last_day_of_a_range_belongs_to_it() {
    let home = worked();
    for (line, ids) in [
        ("entry list --from 2026-07-10 --to 2026-07-10", &[1, 2][..]),
        ("entry list --from 2026-06-30 --until 10.7.", &[1, 2, 4]),
        ("entry list --to 2026-07-10T00:00:00+02:00", &[4]),
        ("entry list --from 2026-07-10T09:30:00+02:00 --to 2026-07-13", &[2, 3]),
        ("entry list june", &[4]),
        ("entry list --from june --to june", &[4]),
        ("entry list last week", &[1, 2]),
        ("entry list this month", &[1, 2, 3]),
        ("entry list 'last month'", &[4]),
        ("entry list 10.7.", &[1, 2]),
        ("entry list 30.6. 10.7.", &[1, 2, 4]),
        ("entry list fri-mon", &[1, 2, 3]),
        ("entry list 2026-07 --client acme", &[1, 2]),
        ("entry list since fri", &[1, 2, 3]),
        ("entry list", &[1, 2, 3, 4]),
    ] {
        assert_eq!(listed(&home, line), ids, "{line}");
    }
    let table = home.ok("export csv --from 10.7. --to 10.7.");
    assert_eq!(table.lines().count(), 3, "{table}");
}

#[test]
fn a_range_that_is_backwards_is_said_by_every_command() {
    let home = home();
    for command in ["entry list", "agenda", "free", "export csv"] {
        for ends in ["--from 2026-07-10 --to 2026-07-01", "--from 10.7. --to 1.7."] {
            let said = home.refused(&format!("{command} {ends}"));
            assert!(said.starts_with("'to' (Wed 1 Jul) is before 'from' (Fri 10 Jul)"), "{command} {ends}: {said}");
        }
        let said = home.refused(&format!("{command} --from 2026-01-02 --to 2025-12-31"));
        assert!(said.contains("(Wed 31 Dec 2025) is before 'from' (Fri 2 Jan)"), "{command}: {said}");
    }
    assert!(home.refused("entry list foo").contains("'foo' is no day and no range of days"));
    assert!(home.refused("agenda 31.6.").contains("'31.6.' is no day and no range of days"));
    assert!(home.refused("entry list june --from 1.7.").contains("leave --from and --to away"));
    assert!(home.refused("free --to 2026-07-01").contains("Wed 1 Jul is over"));
}

#[test]
fn an_empty_list_says_what_it_looked_for() {
    let home = home();
    for (line, said) in [
        ("entry list --from 2026-07-10 --to 2026-07-10", "no entries on Fri 10 Jul"),
        ("entry list --client acme fri", "no entries for Acme on Fri 10 Jul"),
        ("entry list 10.7. today", "no entries from Fri 10 Jul to Wed 15 Jul"),
        ("entry list --state running", "no running entries"),
        ("entry list --text nothing since mon", "no entries with 'nothing' since Mon 13 Jul"),
        ("entry list june 2025 --by client", "no entries from Sun 1 Jun 2025 to Mon 30 Jun 2025"),
        ("agenda tomorrow", "no events on Thu 16 Jul"),
        ("agenda --client acme", "no events with Acme from Wed 15 Jul to Tue 21 Jul"),
        ("agenda --to fri", "no events from Wed 15 Jul to Fri 17 Jul"),
        ("agenda 1.6. 8.6.", "no events from Mon 1 Jun to Mon 8 Jun"),
        ("free sat", "no time is free on Sat 18 Jul"),
        ("task list", "no open tasks"),
        ("task list --client acme --state done", "no done tasks for Acme"),
        ("unbilled", "nothing is unbilled"),
    ] {
        assert_eq!(home.ok(line), format!("{said}\n"), "{line}");
    }
    assert_eq!(home.json("entry list today"), json!([]));
    assert_eq!(home.json("agenda tomorrow"), json!([]));
}

#[test]
fn words_are_found_in_entries_as_on_the_screen() {
    let home = worked();
    for (words, ids) in [
        ("cafe", &[1][..]),
        ("CAFÉ menu", &[1]),
        ("menu cafe", &[1]),
        ("e-mail", &[1]),
        ("#print", &[1]),
        ("resume", &[2]),
        ("zeta", &[3]),
        ("acme", &[1, 2, 4]),
        ("cafe inbox", &[]),
    ] {
        assert_eq!(listed(&home, &format!("entry list --text '{words}'")), ids, "{words}");
    }
}

#[test]
fn lists_of_entries_are_added_up() {
    let home = worked();
    let text = home.ok("entry list");
    assert!(text.ends_with("total 4:30 worked, 4:30 rounded\ntotal 210.00 EUR\ntotal 1:00 without a rate\n"), "{text}");
    let rows = home.json("entry list --by client");
    let acme = json!({
        "by": "acme", "seconds": 12_600, "billed_minutes": 210, "covered_minutes": 0, "overage_minutes": 210,
        "unpriced_minutes": 0, "amounts": [{ "currency": "EUR", "amount": "210.00" }], "name": "Acme",
    });
    assert_eq!(rows[0], acme);
    assert_eq!(
        (&rows[1]["by"], &rows[1]["unpriced_minutes"], &rows[1]["amounts"]),
        (&json!("zeta"), &json!(60), &json!([]))
    );
    let by = |what: &str| -> Vec<serde_json::Value> {
        let rows = home.json(&format!("entry list --by {what}"));
        rows.as_array().unwrap().iter().map(|row| row["by"].clone()).collect()
    };
    assert_eq!(by("service"), [json!("email"), json!(null)]);
    assert_eq!(by("day"), [json!("2026-06-30"), json!("2026-07-10"), json!("2026-07-13")]);
    assert_eq!(by("task"), [json!(1), json!(null)]);
    assert!(home.sh("vadash entry list --by week").err.contains("'week' is not one of client, service, day, task"));
}

#[test]
fn a_status_line_is_one_line_of_known_words() {
    let home = home();
    home.ok("agreement add acme retainer --hours 10 --fee 400 --start 2026-07-01");
    home.ok("service add email --name E-Mail");
    home.ok("task add 'acme late due:2026-07-14'");
    home.sh("vadash start acme $'a\\nb\\x1b[31m' --service email --at 9:30");
    let status = home.ok("status");
    assert_eq!(status.lines().count(), 1, "{status}");
    assert!(!status.contains('\u{1b}'), "{status}");
    let format = |words: &str| home.ok(&format!("status --format '{words}'"));
    assert_eq!(format("{client} {elapsed} {service} {left} {left_pct} {overdue}"), "acme 0:30 email 9:30 95 1\n");
    assert_eq!(format("{{{client}}} {{x}} }"), "{acme} {x} }\n");
    assert_eq!(format("{note}").lines().count(), 1);
    for words in ["{foo}", "{client", "{}", "{ client }", "{clients}"] {
        let said = home.refused(&format!("status --format '{words}'"));
        assert!(said.contains("{client} {name} {service} {note} {elapsed}"), "{words}: {said}");
    }
    let line = home.ok("status --waybar");
    assert_eq!(line.matches('\n').count(), 1, "{line}");
    let bar: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!(
        (&bar["text"], &bar["class"][0], &bar["percentage"]),
        (&json!("Acme 0:30"), &json!("running"), &json!(95))
    );
    assert!(bar["tooltip"].as_str().unwrap().contains("1 task is overdue"), "{bar}");
    home.ok("cancel");
    let bar = home.json("status --waybar");
    assert_eq!((&bar["text"], &bar["alt"], &bar["percentage"]), (&json!(""), &json!("idle"), &json!(null)));
}

#[test]
fn no_plain_answer_carries_a_control_character() {
    let home = home();
    let evil = "a\\nb\\tc\\x1b[2J\\u202e\\r";
    home.sh(&format!("vadash client edit acme --name $'{evil}'"));
    home.sh(&format!("vadash log acme 30m $'{evil}'"));
    home.sh(&format!("vadash task add --client acme --title $'{evil}'"));
    home.sh(&format!("vadash event add --title $'{evil}' --start tomorrow --client acme"));
    for line in [
        "entry list",
        "entry list --by client",
        "entry show 1",
        "client list",
        "client show acme",
        "task list",
        "task show 1",
        "agenda",
        "event show 1",
        "history",
        "unbilled",
        "status",
        "statement acme",
        "start acme",
        "undo",
        "task done 1",
    ] {
        let answer = home.sh(&format!("vadash {line}"));
        let bad = |c: char| c != '\n' && (c.is_control() || c == '\u{202e}');
        assert!(!answer.out.contains(bad) && !answer.err.contains(bad), "{line}: {answer:?}");
    }
    assert_eq!(home.ok("entry list today").lines().count(), 4);
}

#[test]
fn tables_say_what_stands_in_them_once() {
    let home = worked();
    home.ok("agreement add zeta retainer --hours 10 --fee 400 --start 2026-07-01");
    let clients = home.ok("client list");
    assert!(
        clients.contains("60.00/h") && clients.contains("9:00 of 10:00") && clients.contains("210.00"),
        "{clients}"
    );
    let acme = &home.json("client list")[0];
    assert_eq!(
        (&acme["rate"], &acme["left_minutes"], &acme["unbilled_amount"]),
        (&json!("60.00"), &json!(null), &json!("210.00"))
    );
    for (line, words) in
        [("retainers", &["left", "used", "pace", "resets"][..]), ("unbilled", &["hours"]), ("agenda", &["day"])]
    {
        let text = home.ok(line);
        for word in words {
            assert!(text.matches(word).count() <= 1, "{line}: {word}\n{text}");
        }
    }
}

#[test]
fn a_zone_of_the_environment_is_read_as_posix_or_said() {
    let home = home();
    let now = |tz: &str| {
        let answer = home.sh(&format!("TZ='{tz}' vadash --json status"));
        assert_eq!(answer.code, 0, "{answer:?}");
        let status: serde_json::Value = serde_json::from_str(&answer.out).unwrap();
        (status["now"].as_str().unwrap().to_owned(), answer.err)
    };
    for (tz, time) in [
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-07-15T10:00:00+02:00"),
        ("GMT+2", "2026-07-15T06:00:00-02:00"),
        ("<+0545>-5:45", "2026-07-15T13:45:00+05:45"),
        (":Asia/Manila", "2026-07-15T16:00:00+08:00"),
    ] {
        assert_eq!(now(tz), (time.to_owned(), String::new()), "{tz}");
    }
    let unknown = "warning: TZ 'Nowhere/Land' is no time zone: UTC is used\n";
    assert_eq!(now("Nowhere/Land"), ("2026-07-15T08:00:00+00:00".to_owned(), unknown.to_owned()));
    let answer = home.sh("TZ='CET-1CEST,M3.5.0,M10.5.0/3' vadash log acme 9-10");
    assert_eq!(answer.code, 0, "{answer:?}");
    assert_eq!(home.json("entry list")[0]["start"], json!("2026-07-15T09:00:00+02:00"));
}

#[test]
fn a_mistake_in_the_configuration_is_said_by_every_command() {
    let home = home();
    let commands =
        ["entry list", "log acme 30m", "status", "agenda", "undo", "db path", "config show", "remind --once"];
    for (text, problem) in [
        ("theme = 'nope'\ncurency = 'EUR'\n", "line 1: theme: "),
        ("this is no TOML at all\n", "line 1: "),
        ("zone = 'Nowhere/Land'\n", "line 1: zone: 'Nowhere/Land' is no time zone"),
        ("zone = Europe/Berlin\n", "line 1: "),
    ] {
        home.write("config.toml", text);
        for line in commands {
            let answer = home.sh(&format!("vadash --config config.toml {line}"));
            let first = answer.err.lines().next().unwrap_or_default().to_owned();
            assert!(first.starts_with("warning: config.toml: line 1: "), "{line}: {answer:?}");
            assert!(first.contains(problem), "{line}: {answer:?}");
            let refuses = text.starts_with("zone") && matches!(line, "log acme 30m" | "undo");
            assert_eq!(answer.code, i32::from(refuses), "{text} {line}: {answer:?}");
            assert_eq!(answer.err.lines().count(), 1 + usize::from(refuses), "{line}: {answer:?}");
            assert!(!refuses || answer.err.contains("error: nothing is written while the time zone is not understood"));
        }
    }
    home.write("config.toml", "zone = 'Europe/Lisbon'\n");
    assert_eq!(home.sh("TZ=Nowhere vadash --config config.toml entry list").err, "", "TZ is not asked for");
}

#[test]
fn help_has_examples_and_its_own_options_apart() {
    let home = Home::new();
    let help = home.ok("log --help");
    let (own, global) = (help.find("--bill-as").unwrap(), help.find("Global options:").unwrap());
    assert!(own < global && global < help.find("--json").unwrap(), "{help}");
    assert!(help.contains("Examples:\n  vadash log acme 1h30") && help.contains("(default: today)"), "{help}");
    assert!(!help.contains('\u{1b}'), "no colour in a pipe");
    let forced = home.sh("CLICOLOR_FORCE=1 vadash log --help; CLICOLOR_FORCE=1 vadash log");
    assert!(forced.out.contains("\u{1b}[1mExamples:") && forced.err.contains("\u{1b}[1;31merror:"), "{forced:?}");
    let none = home.sh("NO_COLOR=1 CLICOLOR_FORCE=1 vadash log --help; NO_COLOR=1 CLICOLOR_FORCE=1 vadash stop");
    assert!(!none.out.contains('\u{1b}') && !none.err.contains('\u{1b}'), "{none:?}");
    let home = worked();
    let head = |line: &str| home.sh(line).out.lines().next().unwrap().to_owned();
    assert!(head("CLICOLOR_FORCE=1 vadash entry list").starts_with("\u{1b}[1m"));
    assert!(!head("vadash entry list").contains('\u{1b}'));
    assert!(!head("CLICOLOR_FORCE=1 vadash --json entry list").contains('\u{1b}'));
}

#[test]
fn completion_knows_what_there_is() {
    let home = worked();
    let offered = |line: &str| -> Vec<String> {
        let text = home.ok(&format!("complete -- {line}"));
        text.lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect()
    };
    assert_eq!(offered("log a"), ["acme"]);
    assert_eq!(offered("log acme 1h --service ''"), ["email"]);
    assert_eq!(offered("log acme 1h --service=e"), ["--service=email"]);
    assert_eq!(offered("task done ''"), ["1"]);
    assert_eq!(offered("client edit acme --zone Europe/Lis"), ["Europe/Lisbon"]);
    assert_eq!(offered("entr"), ["entry"]);
    assert!(offered("entry ''").contains(&"list".to_owned()));
    assert_eq!(offered("entry list --by t"), ["task"]);
    assert_eq!(offered("entry list --js"), ["--json"]);
    assert_eq!(offered("import csv ''"), [":files"]);
    assert_eq!(offered("--db ''"), [":files"]);
    assert_eq!(offered("--json log z"), ["zeta"]);
    let empty = Home::new();
    assert_eq!(
        empty.ok("complete -- sta"),
        "start\tStart the timer for a client; one that runs is stopped at the same instant\nstatus\tWhat is running, the next meeting, alerts; made for a prompt or status bar\nstatement\tWhat a client reads of a cycle: hours used and left, the work, and what it comes to\n"
    );
    assert!(!empty.db().exists(), "nothing is made by asking");
    home.write("x.toml", "nonsense\n");
    assert_eq!(home.sh("vadash complete -- --config x.toml log a").err, "");
}

/// What bash itself makes of the script.
#[test]
fn bash_completes_through_the_program() {
    let home = worked();
    let script = r#"
        source <(vadash completions bash)
        try() {
            COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_TYPE=9; COMPREPLY=()
            _vadash
            printf '%s|' "${COMPREPLY[@]}"; echo
        }
        cd "$HOME" && : > table.csv
        try vadash log ac
        try vadash client edit acme --zone Europe/Lis
        try vadash log acme 1h --service = em
        try vadash task show ''
        try vadash import csv tab
        try vadash stat
    "#;
    home.write("script.bash", script);
    let answer = home.sh("bash script.bash");
    assert_eq!(answer.err, "");
    let lines: Vec<&str> = answer.out.lines().collect();
    assert_eq!(lines, ["acme|", "Europe/Lisbon|", "email|", "1|", "table.csv|", "status|statement|"]);
}
