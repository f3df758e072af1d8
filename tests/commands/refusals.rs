//! What is refused, and what never happens.

use std::process::Stdio;

use crate::session;
use crate::support::{Answer, Home, VADASH};

#[test]
fn wrong_usage() {
    session!(
        Home::with_clients(),
        "wrong-usage",
        "vadash nonsense
        vadash client frobnicate
        vadash log
        vadash log acme 1h --gfit
        vadash stop now
        vadash agreement add acme retainer"
    );
}

#[test]
fn times_that_cannot_be() {
    session!(
        Home::with_clients(),
        "times-refused",
        "vadash log acme 45
        vadash log acme 0m
        vadash log acme soon
        vadash log acme 17-18
        vadash log acme 10-10
        vadash log acme 1h --on tomorrow
        vadash log acme 1h --on 31.2.
        vadash log acme 25h
        vadash log acme 25h --force
        vadash log acme 1h --bill-as -5m
        vadash log acme 1h --tag 'two words'
        vadash start acme --at 15:00
        vadash start acme --at -10m
        vadash stop --at -10m
        vadash start acme
        vadash stop --at 13:00
        vadash entry edit 1 --start tomorrow 9:00
        vadash entry edit 1 --end 25:00
        vadash entry show 99
        vadash entry show abc"
    );
}

#[test]
fn a_bad_instant_for_now() {
    let answer = Answer::of(&std::process::Command::new(VADASH).args(["--now", "noon", "status"]).output().unwrap());
    assert_eq!((answer.code, answer.out.as_str()), (1, ""));
    assert_eq!(answer.err, "error: --now: 'noon' is no instant: write 2026-06-22T09:00:00+02:00\n");
}

/// Whatever is refused leaves every row of every table as it was.
#[test]
fn nothing_half_done_remains() {
    let home = Home::with_clients();
    home.write(
        "bad.csv",
        "client,start,end\nacme,2026-06-01 09:00,2026-06-01 10:00\nnobody,2026-06-01 09:00,2026-06-01 10:00\n",
    );
    home.write(
        "good.ics",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20260622T100000Z\nSUMMARY:x\nEND:VEVENT\nEND:VCALENDAR\n",
    );
    home.ok("log acme 9-12 research");
    home.ok("agreement add acme retainer --hours 10 --start 2026-06-01");
    home.ok("task add call due:fri");
    let before = home.dump();
    for line in [
        "client add zeta2 --name Z --alias acme",
        "client add x --rate 45.555",
        "client edit acme --name New --currency USD",
        "rate set 45.555 --client acme",
        "agreement add acme retainer --hours 5 --services none-such",
        "agreement change 1 --from 2026-06-15 --hours 5",
        "agreement adjust 1 -99h --reason x --on 2026-01-01",
        "start acme --at 10:00",
        "log zeta 10-11",
        "log zeta 11-13 --task 99",
        "entry edit 1 --note new --start 13:00",
        "entry split 1 --at 13:00",
        "entry join 1 1",
        "task edit 1 --title new --due someday",
        "event add x --start '2026-07-01 10:00' --repeat FREQ=SECONDLY",
        "import csv bad.csv",
        "import ics good.ics bad.csv",
    ] {
        home.refused(line);
        assert_eq!(home.dump(), before, "vadash {line}");
    }
    // What needs no change is no step, either.
    home.ok("task edit 1 --title call");
    home.ok("client edit acme --rush-percent 150");
    assert_eq!(home.dump(), before);
}

/// Each contradiction in an agreement has a sentence at the field that would mend it, and changes nothing.
#[test]
fn agreements_that_cannot_be_are_refused_at_their_field() {
    let home = Home::with_clients();
    home.ok("agreement add acme retainer --hours 10 --start 2026-06-01 --services email");
    home.ok("agreement add acme block --hours 10 --start 2026-06-01");
    home.ok("agreement add zeta retainer --hours 1 --start 2026-06-01");
    home.ok("client add nihon --name Nihon --currency JPY --rate 3000");
    home.ok("log zeta 1h");
    let before = home.dump();
    for (line, sentence) in [
        (
            "agreement change 1 --from 2026-07-15 --hours 5",
            "from: new terms begin with a cycle, and 2026-07-15 begins none: the next does on 2026-08-01",
        ),
        (
            "agreement change 1 --from 2026-07-01 --cap=-5h",
            "cap: '-5h' is no cap: give a duration like 10h, or a share like 50%",
        ),
        (
            "agreement change 1 --from 2026-07-01 --cap=-50%",
            "cap: '-50%' is no cap: give a duration like 10h, or a share like 50%",
        ),
        (
            "agreement add acme retainer --hours 5 --start 2026-07-01 --services email,research",
            "services: agreement 1 is for one of these services at the same time",
        ),
        (
            "agreement add zeta retainer --hours 5 --start 2026-07-01",
            "services: agreement 3 is for all services at the same time: say which services this one is for, or end that one",
        ),
        ("client edit nihon --currency EUR", "currency: Nihon has rates in JPY: delete them first, with 'rate rm'"),
        (
            "client edit acme --currency USD",
            "currency: Acme GmbH has unbilled time or agreements in EUR: amounts would change their meaning",
        ),
        (
            "client edit zeta --currency USD",
            "currency: Zeta Ltd has unbilled time or agreements in GBP: amounts would change their meaning",
        ),
        (
            "agreement pause 1 --from 2026-07-15",
            "from: a pause lasts whole cycles, and 2026-07-15 begins none: the next does on 2026-08-01",
        ),
        (
            "agreement pause 1 --from 2026-06-01",
            "from: the first cycle cannot be paused: the next begins on 2026-07-01",
        ),
        (
            "agreement pause 1 --from 2026-08-01 --until 2026-07-01",
            "until: is not after the pause begins, on 2026-08-01",
        ),
        ("agreement end 1 --on 2026-05-31", "on: is before the agreement begins, on 2026-06-01"),
    ] {
        assert_eq!(home.refused(line), sentence, "vadash {line}");
        assert_eq!(home.dump(), before, "vadash {line}");
    }
}

/// An error is told in one line, whether or not JSON was asked for.
#[test]
fn errors_are_one_line_with_json_too() {
    let home = Home::with_clients();
    for line in ["--json log nobody 1h", "--json entry show 99", "--json import csv nowhere.csv", "--json stop"] {
        home.refused(line);
    }
    home.ok("task add 'two\nlines'");
    home.refused("start zeta --task 'two\nlines'");
    home.refused("log 'two\nlines' 1h");
}

/// What would steer or deceive a terminal, in one word.
const HOSTILE: &str = "x\u{1b}[31m\u{1b}]0;title\u{7}\u{9b}2J\u{7f}\u{202e}\u{2066}\u{200b}\u{2028}\u{e0041}\r\u{8}y";

/// Controls, bidi controls, invisible characters: nothing of the kind may reach a terminal or a pipe.
fn tricks(text: &str) -> Vec<char> {
    let trick = |c: &char| {
        c.is_control() && *c != '\n'
            || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
            || matches!(c, '\u{e0000}'..='\u{e007f}')
    };
    text.chars().filter(trick).collect()
}

#[test]
fn no_output_steers_a_terminal_whatever_a_title_holds() {
    let home = Home::with_clients();
    home.write(
        "hostile.ics",
        format!(
            "BEGIN:VCALENDAR\r\nX-WR-CALNAME:{0}\r\nBEGIN:VEVENT\r\nUID:{0}\r\nDTSTART:20260622T150000Z\r\nSUMMARY:{0}\r\n\
             LOCATION:{0}\r\nDESCRIPTION:{0}\r\nORGANIZER:mailto:{0}@acme.example\r\nURL:https://{0}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
            HOSTILE.replace('\r', "")
        ),
    );
    home.write("hostile.csv", format!("client,start,end,note\nacme,{HOSTILE},x,y\n"));
    home.write(HOSTILE, format!("{HOSTILE},client\n"));
    home.write("hostile.toml", format!("\"{}\" = 1\ncurrency = '{}'\n", "x\\u001b", "\\u001b"));
    let mut seen = 0;
    let mut look = |words: &[&str]| {
        for json in [&[][..], &["--json"]] {
            let answer = home.run(&[json, words].concat());
            for text in [&answer.out, &answer.err] {
                assert_eq!(tricks(text), [], "{words:?}: {text:?}");
            }
            seen += answer.out.len() + answer.err.len();
        }
    };
    for words in [
        &[
            "client", "add", "evil", "--name", HOSTILE, "--email", HOSTILE, "--note", HOSTILE, "--alias", "a\u{1b}b",
            "--domain", HOSTILE,
        ][..],
        &["client", "add", HOSTILE],
        &["service", "add", "bad", "--name", HOSTILE],
        &["log", "evil", "1h", HOSTILE, "--tag", "t\u{1b}[m"],
        &["log", "evil", HOSTILE],
        &["log", HOSTILE, "1h"],
        &["start", "evil", HOSTILE, "--service", "bad"],
        &["task", "add", HOSTILE],
        &["task", "add", "x", HOSTILE, "due:fri"],
        &["task", "edit", "1", "--note", HOSTILE],
        &["event", "add", "tomorrow", "9-10", HOSTILE],
        &["agreement", "add", "evil", "retainer", "--hours", "1", "--start", "2026-06-01"],
        &["agreement", "adjust", "1", "1h", "--reason", HOSTILE],
        &["import", "ics", "hostile.ics"],
        &["import", "csv", "hostile.csv"],
        &["import", "csv", "hostile.csv", "--skip-bad"],
        &["import", "csv", HOSTILE],
        &["entry", "list"],
        &["entry", "show", "1"],
        &["entry", "edit", "1", "--note", HOSTILE, "--tag", HOSTILE],
        &["client", "list"],
        &["client", "show", "evil"],
        &["service", "list"],
        &["rate", "list"],
        &["rate", "why", "1"],
        &["agreement", "list"],
        &["agreement", "show", "1"],
        &["retainers"],
        &["unbilled"],
        &["status"],
        &["status", "--format", "{name} {note} \u{1b}"],
        &["task", "list"],
        &["task", "show", "1"],
        &["event", "show", "1"],
        &["agenda"],
        &["history"],
        &["export", "csv"],
        &["undo"],
        &["redo"],
        &["--config", "hostile.toml", "config", "check"],
        &["--config", "hostile.toml", "config", "show"],
        &["--db", HOSTILE, "status"],
        &[HOSTILE],
        &["log", "evil", "1h", "--\u{1b}[31m"],
        &["entry", HOSTILE],
    ] {
        look(words);
    }
    assert!(seen > 10_000, "there was something to look at");
}

/// `vadash … | head`: whoever reads has had enough, and that is no error.
#[test]
fn a_closed_pipe_is_no_error() {
    let home = Home::with_clients();
    home.ok("log acme 1h");
    for words in [&["entry", "list"][..], &["--json", "entry", "list"], &["man"], &["--help"], &["export", "csv"]] {
        let mut child = home.vadash(words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let answer = Answer::of(&child.wait_with_output().unwrap());
        assert_eq!((answer.code, answer.err.as_str()), (0, ""), "{words:?}");
    }
}
