//! What is given out for one client holds nothing of another's, whatever there is.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/bench.rs"]
mod bench;

use bench::Bench;
use chrono::{Days, NaiveDate};
use proptest::collection::vec;
use proptest::prelude::*;

/// Stands in every text that is not the client's, and in no other.
const MARK: &str = "zqx";

/// What is asked of one client.
const ASKED: &[&str] = &[
    "statement acme",
    "statement acme --format markdown",
    "statement acme --format csv",
    "statement acme --cycle 2026-05-10 --at 2026-06-20",
    "export csv --client acme",
    "export ics --client acme",
    "entry list --client acme --from 2026-01-01 --to 2026-12-30",
    "unbilled --client acme",
    "retainers --client acme",
    "agreement list --client acme",
    "agenda --client acme --from 2026-05-01 --to 2026-08-31",
    "task list --client acme",
    "client show acme",
    "free --with acme",
    "charge list --client acme --all",
    "closing list --client acme",
    "invoice list --client acme",
    "invoice show d1",
    "invoice show 2026-0001",
    "payment list --client acme",
    "account acme",
    "report time --client acme --period year",
    "report time --client acme --period year --by tag --compare year",
    "report rate --client acme --period year --format csv",
    "report time --client acme --by tag",
    "report use --client acme",
    "report rate --client acme --period year --compare before",
    "report money --client acme --period year",
    "report money --client acme --by service",
    "report clients --client acme --period year",
    "report health --client acme",
    "report load --client acme",
    "report forecast --client acme",
];

/// Of those, what says nothing but of that client: the same to the letter where there is nobody else.
const ALONE: &[&str] = &[
    "report time --client acme --period year",
    "report rate --client acme --period year",
    "statement acme",
    "statement acme --format csv",
    "unbilled --client acme",
    "retainers --client acme",
    "account acme",
    "invoice show 2026-0001",
    "invoice show d1",
    "payment list --client acme",
    "report time --client acme --period year",
    "report use --client acme",
    "report rate --client acme --period year --compare before",
    "report money --client acme --period year",
    "report clients --client acme --period year",
    "report health --client acme",
    "report forecast --client acme",
];

/// Something that is kept: what kind, for whom (0 is acme, the last nobody), on which day, at which hour.
type Thing = (u8, usize, u64, u32, String);

const WHO: [&str; 4] = ["acme", "zqxeta", "zqxulu", ""];

fn begin(others: bool) -> Bench {
    let bench = Bench::at("2026-06-22T12:00:00Z");
    let mut lines = vec![
        "business set --name Desk --street 'Main Street 1' --postcode 1 --city Town --country US --regime none"
            .to_owned(),
        "client add acme --name 'Acme GmbH' --rate 45".to_owned(),
        "agreement add acme retainer --hours 20 --fee 800 --start 2026-05-01".to_owned(),
    ];
    if others {
        lines.extend([
            format!("client add zqxeta --name '{MARK} Ltd' --rate 38.50 --note '{MARK}' --email a@{MARK}.example --alias {MARK}a --domain {MARK}.example"),
            format!("client add zqxulu --name '{MARK} & Co' --currency GBP --rate 20"),
            "agreement add zqxeta block --hours 10 --price 400 --start 2026-05-01 --last-day 2026-07-30".to_owned(),
            "agreement add zqxulu retainer --hours 5 --fee 200 --start 2026-05-01".to_owned(),
        ]);
    }
    for line in &lines {
        bench.text(line);
    }
    money(&bench, "acme", "Acme work");
    if others {
        money(&bench, "zqxeta", MARK);
        money(&bench, "zqxulu", MARK);
    }
    if others {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("team.ics");
        let event = |uid: u8, rule: &str| {
            format!(
                "BEGIN:VEVENT\nUID:{MARK}{uid}\nDTSTART:20260622T130000Z\nSUMMARY:{MARK}\nORGANIZER;CN={MARK}:mailto:o@{MARK}.example\nATTENDEE;CN={MARK}:mailto:a@{MARK}.example\n{rule}END:VEVENT\n"
            )
        };
        let events = event(1, "") + &event(2, "RRULE:FREQ=DAILY\n") + &event(3, "RRULE:FREQ=SECONDLY\n");
        let calendar = format!("BEGIN:VCALENDAR\nVERSION:2.0\nX-WR-CALNAME:{MARK} team\n{events}END:VCALENDAR\n");
        std::fs::write(&file, calendar).unwrap();
        bench.text(&format!("import ics {} --client zqxeta", file.display()));
    }
    bench
}

/// A document of every kind, a draft and money of a client, with a text in each.
fn money(bench: &Bench, client: &str, text: &str) {
    for line in [
        format!(
            "client edit {client} --street '{text}' --postcode 1 --city '{text}' --country US --buyer-ref '{text}'"
        ),
        format!("charge add {client} '{text}' --price 10 --on 2026-06-01"),
        format!("agreement add {client} commission --tiers 0:5 --start 2026-06-01"),
        format!("closing add {client} '{text}' --on 2026-06-20"),
        format!("invoice issue {client} --only charges --note '{text}'"),
        format!("invoice deposit {client} 20 '{text}'"),
        format!("payment add {client} 15 --ref '{text}' --method '{text}'"),
        format!("charge add {client} '{text}' --price 7 --on 2026-06-02"),
        format!("invoice draft {client} --only charges --note '{text}'"),
    ] {
        bench.text(&line);
    }
    let last = bench.json(&format!("invoice list --client {client} --state part_paid"))[0]["number"].clone();
    let last = last.as_str().unwrap();
    bench.text(&format!("invoice credit {last} --line 1 --amount 1 --reason '{text}'"));
    bench.text(&format!("invoice sent {last} --to '{text}'"));
}

fn keep(bench: &Bench, thing: &Thing) {
    let (kind, who, day, hour, text) = thing;
    let who = WHO[*who];
    let text = if who == "acme" { text.clone() } else { format!("{MARK} {text}") };
    let date = NaiveDate::from_ymd_opt(2026, 5, 1).unwrap() + Days::new(*day);
    let (day, later) = (date.to_string(), (date + Days::new(7)).to_string());
    let client = if who.is_empty() { String::new() } else { format!("--client {who}") };
    // What belongs to nobody may be an event or a task.
    let kind = if who.is_empty() { 2 + kind % 4 } else { *kind };
    let word = if who == "acme" { "plain" } else { MARK };
    match kind {
        0 | 1 if day.as_str() < "2026-06-22" => {
            let more = if kind == 0 { "--rush" } else { "" };
            bench
                .text(&format!("log {who} {hour}:00-{hour}:50 '{text}' --on {day} --tag {word} {more} --overlap keep"));
        }
        0 | 1 => {
            let agreement = 1 + WHO.iter().position(|w| *w == who).unwrap();
            bench.text(&format!("agreement adjust {agreement} 1h --reason '{text}'"));
        }
        2 => {
            let line = format!(
                "task add --title '{text}' {client} --due {day} --note '{text}' --tag {word} --checklist '{text}'"
            );
            bench.text(&line);
        }
        3 => event(bench, &text, &client, &day, *hour, word, ""),
        4 => event(bench, &text, &client, &day, *hour, word, "--repeat weekly"),
        _ => {
            // A series with one occurrence that is with somebody else.
            let (own, others) =
                if who == "acme" { ("--client acme", "--client zqxeta") } else { ("--client zqxulu", "--client acme") };
            let (title, other) = if who == "acme" {
                ("ours".to_owned(), format!("{MARK} once"))
            } else {
                (format!("{MARK} always"), "ours once".to_owned())
            };
            let line = format!(
                "event add --title '{title}' {own} --start '{day}T{hour:02}:00' --end '{day}T{hour:02}:30' --repeat 'FREQ=WEEKLY'"
            );
            let id = bench.json(&line)["id"].as_i64().unwrap();
            bench.text(&format!("event edit {id} --occurrence '{later}T{hour:02}:00' --scope this --title '{other}' --note '{other}' --location '{other}' {others}"));
        }
    }
}

fn event(bench: &Bench, text: &str, client: &str, day: &str, hour: u32, word: &str, more: &str) {
    bench.text(&format!(
        "event add --title '{text}' --location '{text}' --note '{text}' --url https://meet.example/{word} {client} --start '{day}T{hour:02}:00' --end '{day}T{hour:02}:45' {more}"
    ));
}

fn things() -> impl Strategy<Value = Vec<Thing>> {
    vec((0..6_u8, 0..4_usize, 0..100_u64, 7..20_u32, "[a-wy]{1,6}( [a-wyé@#:!-]{1,8}){0,2}"), 1..20)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_of_another_client_is_given_out(things in things()) {
        let bench = begin(true);
        for thing in &things {
            keep(&bench, thing);
        }
        for line in ASKED {
            let (text, json) = (bench.text(line), bench.json(line).to_string());
            prop_assert!(!text.contains(MARK), "{line}\n{text}");
            prop_assert!(!json.contains(MARK), "{line}\n{json}");
        }
    }

    #[test]
    fn what_others_have_changes_no_figure(things in things()) {
        let (with, alone) = (begin(true), begin(false));
        for thing in &things {
            keep(&with, thing);
            // An occurrence of its own needs the other client.
            if thing.1 == 0 && thing.0 < 5 {
                keep(&alone, thing);
            }
        }
        for line in ALONE {
            prop_assert_eq!(with.text(line), alone.text(line), "{}", line);
        }
    }
}

/// That there is something to be found: asked of all, each of these says it.
#[test]
fn asked_of_everybody_the_marks_are_there() {
    let bench = begin(true);
    for kind in 0..6 {
        for who in 0..4 {
            keep(&bench, &(kind, who, 20 + u64::from(kind), 9, "text".to_owned()));
        }
    }
    for line in [
        "export csv",
        "export ics",
        "entry list --from 2026-01-01",
        "unbilled",
        "retainers",
        "agreement list",
        "agenda --from 2026-05-01 --to 2026-08-31",
        "task list",
        "statement zqxeta",
        "client show zqxeta",
        "charge list",
        "closing list",
        "invoice list",
        "invoice show d2",
        "payment list",
        "account zqxeta",
        "ageing",
        "report time --period year",
        "report time --period year --by tag",
        "report rate --period year",
        "report money --period year",
        "report clients --period year",
        "report health",
    ] {
        assert!(bench.text(line).contains(MARK), "{line}\n{}", bench.text(line));
    }
    for line in ASKED {
        assert!(!bench.text(line).contains(MARK) && !bench.text(line).is_empty(), "{line}");
    }
}

/// Whatever can be asked of one client is asked above.
#[test]
fn every_action_that_shows_one_client_is_among_them() {
    use vadash::app::table;
    use vadash::command::action::Effect;
    let of_a_client = table::commands().filter(|action| matches!(action.effect, Effect::Read(_)));
    let of_a_client = of_a_client.filter(|action| action.fields.iter().any(|field| field.names == Some("client")));
    let missing: Vec<&str> = of_a_client
        .map(|action| action.name)
        .filter(|name| !ASKED.iter().any(|line| line.split(" --").next().unwrap().starts_with(name)))
        .collect();
    assert!(missing.is_empty(), "{missing:?} can be asked of one client, and nothing here looks at what they say");
}
