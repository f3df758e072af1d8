//! Entries corrected, and what they come to.

#[path = "../support/bench.rs"]
mod bench;

use bench::Bench;
use proptest::prelude::*;
use proptest::sample::select;

use crate::home;
use crate::support::Home;

/// What is open in all, as a decimal.
fn unbilled(home: &Home) -> String {
    let all = home.json("unbilled");
    let amount = |client: &serde_json::Value| client["amount"].as_str().unwrap_or("-").to_owned();
    all["clients"].as_array().unwrap().iter().map(amount).collect::<Vec<_>>().join(" ")
}

#[test]
fn minutes_typed_to_be_billed_are_shared_out_and_not_lost() {
    let home = home();
    home.ok("log acme 9-12 --bill-as 60m --on yesterday");
    assert_eq!(
        home.ok("entry split 1 --at 'yesterday 10:00'"),
        "split entry 1 for Acme into 1 (1:00 on Tue 14 Jul, 09:00–10:00, to bill as 0:20) and 2 (2:00 on Tue 14 Jul, \
         10:00–12:00, to bill as 0:40)\n"
    );
    assert_eq!(unbilled(&home), "60.00");
    assert_eq!(home.ok("entry join 2 1"), "joined entries 2 and 1: 3:00 for Acme on Tue 14 Jul, 09:00–12:00\n");
    assert_eq!(unbilled(&home), "60.00");
    let cut = home.ok("log acme 10-10:30 call --gift --overlap cut --on yesterday");
    assert_eq!(
        cut.lines().next().unwrap(),
        "logged 0:30 for Acme on Tue 14 Jul, 10:00–10:30: call; cut entry 2 (Acme) into 2 (Tue 14 Jul 09:00–10:00, to bill \
         as 0:24) and 3 (Tue 14 Jul 10:30–12:00, to bill as 0:36)"
    );
    assert_eq!(unbilled(&home), "60.00");
}

#[test]
fn a_part_keeps_all_that_was_said_of_the_whole() {
    let home = home();
    home.ok("service add em --name Email --rate 30");
    home.ok("task add acme mails");
    home.ok("log acme 9-12 --service em --task 1 --rush --tag a --tag b --on yesterday");
    home.ok("entry edit 1 --rate 80 --gift yes");
    home.ok("entry split 1 --at 'yesterday 10:00'");
    let parts = home.json("entry list");
    for field in ["service", "task", "tags", "rush", "billable", "gift", "rate", "note"] {
        assert_eq!(parts[0][field], parts[1][field], "{field}");
    }
    assert_eq!(parts[1]["rate"], "120.00");
}

#[test]
fn rounding_each_part_is_told() {
    let home = home();
    home.ok("client edit acme --rounding 30:up:entry");
    home.ok("log acme 9-10 --on yesterday");
    let said = home.ok("entry split 1 --at 'yesterday 9:10'");
    assert!(said.ends_with("; bills 0:30 more by rounding\n"), "{said}");
    assert!(home.ok("entry join 1 2").ends_with("; bills 0:30 less by rounding\n"));
}

#[test]
fn what_was_said_of_one_alone_is_not_joined_away() {
    let home = home();
    home.ok("service add em --name Email --rate 30");
    home.ok("task add acme mails");
    home.ok("log acme 9-10 a --on yesterday");
    for (n, (flags, unlike)) in [
        ("--no-bill", "billable (yes and no)"),
        ("--gift", "gift (no and yes)"),
        ("--rush", "rush (no and yes)"),
        ("--service em", "service (none and em)"),
        ("--task 1", "task (none and 1)"),
        ("--tag x", "tags (none and x)"),
        ("--bill-as 30m", "bill-as (none and 0:30)"),
    ]
    .into_iter()
    .enumerate()
    {
        let id = n + 2;
        home.ok(&format!("log acme 10-11 b {flags} --on yesterday --overlap keep"));
        let before = unbilled(&home);
        let wanted = format!("with: entries 1 and {id} differ in {unlike}: make them alike with 'entry edit' first");
        assert_eq!(home.refused(&format!("entry join 1 {id}")), wanted);
        assert_eq!(unbilled(&home), before);
    }
    home.ok("log acme 1h --on 2026-07-06");
    home.ok("log acme 1h --on 2026-07-06");
    home.ok("entry edit 10 --rate 80");
    assert!(home.refused("entry join 9 10").contains("rate (none and 80.00)"));
}

#[test]
fn whatever_ends_a_timer_minds_how_long_it_ran() {
    let home = home();
    home.ok("client add bolt --name Bolt");
    home.ok("log bolt 1h before --on 2026-07-10");
    home.at("2026-07-13T09:00:00+02:00");
    home.ok("start acme");
    home.at("2026-07-15T09:00:00+02:00");
    let why = "the timer for Acme has run for 48 h, which is more than 24 h: say when it ended with 'stop --at TIME', or \
               keep all of it with --force";
    for line in ["stop", "start acme", "start bolt x", "switch bolt", "resume", "resume 1", "stop --again"] {
        assert_eq!(home.refused(line), why, "{line}");
        assert_eq!(home.json("status")["running"]["client"], "acme", "{line}");
    }
    assert_eq!(
        home.ok("switch bolt --force"),
        "stopped Acme after 48:00 (Mon 13 Jul 09:00–Wed 15 Jul 09:00), started Bolt at 09:00\n"
    );
    home.ok("undo");
    assert_eq!(home.ok("stop --at 'mon 17:30'"), "stopped Acme after 8:30 (Mon 13 Jul 09:00–17:30)\n");
    assert!(home.ok("start bolt").starts_with("started Bolt at 09:00"));
}

#[test]
fn a_rate_for_any_client_is_in_a_currency() {
    let home = home();
    home.ok("client add jp --name JP --currency JPY");
    assert_eq!(home.ok("service add em --name Email --rate 60"), "added service Email (em) at 60.00 EUR/h\n");
    home.ok("log jp 1h --service em");
    home.ok("log acme 1h --service em");
    let all = home.json("unbilled");
    let of = |code: &str| all["clients"].as_array().unwrap().iter().find(|c| c["client"] == code).unwrap().clone();
    assert_eq!((of("jp")["unpriced_minutes"].as_i64(), of("jp")["minutes"].as_i64()), (Some(60), Some(60)));
    assert_eq!(of("acme")["amount"], "60.00");
    assert!(home.ok("rate why 1").contains("has no rate"));
    let said = home.ok("rate set 8000 --service em --currency JPY");
    assert!(said.starts_with("rate 8000 JPY/h for Email for any client who pays in JPY\n"), "{said}");
    assert_eq!(home.json("entry show 1")["amount"], "8000");
    assert_eq!(home.json("entry show 2")["amount"], "60.00");
    assert_eq!(home.ok("rate why 1"), "8000/h (service em)\n");
    let rates = home.json("rate list");
    let named: Vec<(&str, &str)> = rates
        .as_array()
        .unwrap()
        .iter()
        .map(|r| (r["amount"].as_str().unwrap(), r["currency"].as_str().unwrap()))
        .collect();
    assert_eq!(named, [("60.00", "EUR"), ("60.00", "EUR"), ("8000", "JPY")]);
    assert!(home.ok("service list").contains("60.00 EUR/h, 8000 JPY/h"));
    assert_eq!(home.refused("rate set 45.5 --currency JPY"), "amount: 45.5 has more decimals than JPY has");
    assert_eq!(home.refused("service edit em --rate 33.333"), "rate: 33.333 has more decimals than EUR has");
    let other = home.refused("rate set 45 --client acme --currency USD");
    assert_eq!(other, "currency: Acme pays in EUR, so that its rates cannot be in USD");
    // The client's own is chosen where the general one is in another currency.
    home.ok("rate rm 3");
    home.ok("rate set 5000 --client jp");
    assert_eq!(home.json("entry show 1")["amount"], "5000");
    assert!(home.ok("client show jp").contains("5000 JPY/h"));
    assert!(home.ok("db check").starts_with("all is well"));
}

#[test]
fn the_configured_currency_is_that_of_rates_for_any_client() {
    let home = home();
    home.write("config.toml", "currency = \"JPY\"\n");
    assert_eq!(home.ok("--config config.toml service add em --rate 6000"), "added service em (em) at 6000 JPY/h\n");
    assert_eq!(
        home.ok("rate set 9.5 --currency BHD"),
        "rate 9.500 BHD/h for everything else of clients who pay in BHD\n"
    );
}

#[test]
fn an_archived_client_takes_no_time_unless_it_is_meant() {
    let home = home();
    home.ok("client add bolt --name Bolt");
    home.ok("log acme 9-9:30 a");
    home.ok("log bolt 8-8:30 b");
    home.ok("client archive acme");
    let before = home.dump();
    let why = "Acme is archived: bring it back with 'client archive acme --undo', or add --force";
    for line in [
        "log acme 1h",
        "start acme",
        "switch acme",
        "resume 1",
        "entry repeat 1",
        "entry move 2 acme",
        "entry edit 2 --client acme",
    ] {
        assert_eq!(home.refused(line), why, "{line}");
    }
    for line in ["task add call --client acme", "event add --title x --start 'fri 15:00' --client acme"] {
        assert_eq!(home.refused(line), "client: Acme is archived: 'client archive acme --undo' restores it", "{line}");
    }
    assert_eq!(home.dump(), before);
    home.ok("start bolt --at 9:30");
    assert_eq!(home.refused("stop --at 9:45 --gap acme"), why);
    home.ok("cancel");
    for line in ["log acme 1h --force", "entry repeat 1 --force", "entry move 2 acme --force", "start acme --force"] {
        home.ok(line);
    }
}

#[test]
fn words_with_a_meaning_are_no_names() {
    let home = home();
    for word in ["none", "all", "me", "skip"] {
        for line in [
            format!("client add {word}"),
            format!("service add {word}"),
            format!("client add x --alias {word}"),
            format!("client edit acme --alias +{word}"),
            format!("client edit acme --code {word}"),
        ] {
            let said = home.refused(&line);
            assert!(
                said.ends_with(&format!("'{word}' has a meaning of its own and can be no name: type another")),
                "{line}"
            );
        }
    }
    home.ok("client edit acme --alias none");
}

#[test]
fn a_list_of_an_edit_says_what_went() {
    let home = home();
    let edit = |words: &str| home.ok(&format!("client edit acme {words}"));
    assert_eq!(
        edit("--domain a.example --domain b.example"),
        "changed client Acme (acme): domains: a.example, b.example\n"
    );
    assert_eq!(
        edit("--domain c.example"),
        "changed client Acme (acme): domains: c.example instead of a.example, b.example\n"
    );
    assert_eq!(
        edit("--domain +d.example --domain=-c.example --domain +e.example"),
        "changed client Acme (acme): domains: d.example, e.example instead of c.example\n"
    );
    assert_eq!(
        edit("--domain +c.example"),
        "changed client Acme (acme): domains: d.example, e.example, c.example (added c.example)\n"
    );
    assert_eq!(
        edit("--domain -c.example"),
        "changed client Acme (acme): domains: d.example, e.example (took away c.example)\n"
    );
    assert_eq!(edit("--domain +d.example"), "client Acme (acme) stays as it was\n");
    assert_eq!(
        home.refused("client edit acme --domain x.example --domain +y.example"),
        "domain: 'x.example' sets the list and '+y.example' adds to it: give one or the other"
    );
    assert_eq!(
        home.refused("client edit acme --domain -x.example"),
        "domain: 'x.example' is not there to be taken away: d.example, e.example"
    );
    assert_eq!(edit("--domain none"), "changed client Acme (acme): domains: none instead of d.example, e.example\n");
    assert_eq!(edit("--alias ac --alias am"), "changed client Acme (acme): aliases: ac, am\n");
    assert_eq!(edit("--alias -ac"), "changed client Acme (acme): aliases: am (took away ac)\n");
    home.ok("log acme 30m x --tag web --tag old");
    assert_eq!(
        home.ok("entry edit 1 --tag +new --tag -old"),
        "changed entry 1: 0:30 for Acme on Wed 15 Jul: x; tags: web, new instead of web, old\n"
    );
    home.ok("task add 'acme t #a #b'");
    home.ok("task edit 1 --tag -a");
    assert_eq!(home.json("task list")[0]["tags"], serde_json::json!(["b"]));
}

#[test]
fn going_back_to_the_work_before_and_again_back() {
    let home = home();
    home.ok("client add bolt --name Bolt");
    home.at("2026-07-15T09:00:00+02:00");
    home.ok("start acme report");
    home.at("2026-07-15T09:30:00+02:00");
    assert_eq!(
        home.refused("resume"),
        "there is no other work to go back to: 'switch CLIENT' starts some, 'stop' stops the timer"
    );
    home.ok("switch bolt mails");
    home.at("2026-07-15T10:00:00+02:00");
    assert_eq!(home.ok("resume"), "stopped Bolt after 0:30 (09:30–10:00), started Acme at 10:00: report\n");
    home.at("2026-07-15T10:30:00+02:00");
    assert_eq!(home.ok("resume"), "stopped Acme after 0:30 (10:00–10:30), started Bolt at 10:30: mails\n");
    home.at("2026-07-15T11:00:00+02:00");
    home.ok("resume");
    assert_eq!(home.refused("resume 1"), "the timer runs for that already");
    assert_eq!(home.json("status")["running"]["client"], "acme");
    home.ok("undo");
    assert_eq!(home.json("status")["running"]["client"], "bolt");
    let rows = home.json("entry list");
    assert_eq!(rows.as_array().unwrap().len(), 4);
    // The same again after a pause is still the same work.
    home.ok("stop");
    home.at("2026-07-15T11:30:00+02:00");
    home.ok("resume");
    home.at("2026-07-15T11:40:00+02:00");
    assert!(home.ok("resume").contains("started Acme at 11:40: report"));
}

#[test]
fn an_answer_says_what_the_record_is_now() {
    let home = home();
    home.ok("client add bolt --name Bolt");
    assert_eq!(home.ok("log acme 9-9:30 mails"), "logged 0:30 for Acme, 09:00–09:30: mails\n");
    assert_eq!(
        home.ok("log acme 45m --on 2025-12-30").lines().next().unwrap(),
        "logged 0:45 for Acme on Tue 30 Dec 2025"
    );
    assert_eq!(
        home.ok("entry edit 1 --service none --rush yes"),
        "changed entry 1: 0:30 for Acme on Wed 15 Jul, 09:00–09:30: mails; rush yes\n"
    );
    assert_eq!(home.ok("entry shift 1 --end 15m"), "moved entry 1: 0:45 for Acme on Wed 15 Jul, 09:00–09:45: mails\n");
    assert_eq!(home.ok("entry repeat 1 --on yesterday"), "logged again 0:45 for Acme on Tue 14 Jul: mails\n");
    assert_eq!(
        home.ok("entry move 1 bolt"),
        "moved entry 1 from Acme to Bolt: 0:45 for Bolt on Wed 15 Jul, 09:00–09:45: mails\n"
    );
    assert_eq!(home.ok("entry rm 2"), "deleted entry 2: 0:45 for Acme on Tue 30 Dec 2025\n");
    home.ok("start acme x --at 9:50");
    assert_eq!(home.ok("stop"), "stopped Acme after 0:10 (09:50–10:00): x\n");
    home.ok("start acme y --at 'yesterday 20:00' --overlap keep");
    assert_eq!(home.ok("cancel"), "cancelled the timer for Acme, which had run for 14:00 since Tue 14 Jul 20:00: y\n");
    assert_eq!(
        home.ok("client edit acme --rate 70 --hours 'mon-fri 9-17'").lines().next().unwrap(),
        "changed client Acme (acme): hours mon-fri 9-17; rate 70.00 EUR/h from today"
    );
    assert!(!home.ok("entry list").contains("billed"));
}

#[test]
fn the_hour_that_comes_twice_is_told_apart() {
    let home = home();
    home.at("2026-10-25T02:30:00+02:00");
    home.ok("start acme");
    home.at("2026-10-25T02:10:00+01:00");
    assert_eq!(home.ok("stop"), "stopped Acme after 0:40 (02:30+02:00–02:10+01:00)\n");
}

/// A rule of rounding, and whether by it parts may come to something else than the whole.
fn rule() -> impl Strategy<Value = &'static str> {
    select(vec!["0:up:entry", "15:up:day", "15:nearest:day", "15:up:entry", "6:nearest:entry", "30:down:entry"])
}

/// What is open, in minutes and money.
fn open(bench: &Bench) -> (i64, i64) {
    let all = bench.json("unbilled");
    let Some(client) = all["clients"].as_array().and_then(|c| c.first().cloned()) else { return (0, 0) };
    let amount = client["amount"].as_str().unwrap_or("0.00").replace('.', "").parse().unwrap();
    (client["minutes"].as_i64().unwrap(), amount)
}

/// How many minutes more an answer says are billed by rounding.
fn told(said: &str) -> i64 {
    let Some((_, rest)) = said.split_once("; bills ") else { return 0 };
    let mut words = rest.split_whitespace();
    let (hours, minutes) = words.next().unwrap().split_once(':').unwrap();
    let minutes: i64 = hours.parse::<i64>().unwrap() * 60 + minutes.parse::<i64>().unwrap();
    if words.next() == Some("less") { -minutes } else { minutes }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    /// The money of the parts is the money of the whole, but for what rounding is said to do.
    #[test]
    fn parts_come_to_what_the_whole_came_to(
        rule in rule(),
        rate in 1_i64..9999,
        start in 0_i64..600,
        long in 2_i64..700,
        at in 1_i64..700,
        bill_as in proptest::option::of(0_i64..300),
        flags in select(vec!["", "--rush", "--service em", "--rush --service em"]),
        other in proptest::option::of(1_i64..90),
    ) {
        let bench = Bench::at("2026-07-15T22:00:00+02:00");
        bench.text(&format!("client add acme --rate {}.{:02} --rounding {rule}", rate / 100, rate % 100));
        bench.text("service add em --rate 33.35");
        let clock = |minute: i64| format!("{}:{:02}", minute / 60, minute % 60);
        let typed = bill_as.map(|m| format!(" --bill-as {m}")).unwrap_or_default();
        let (end, at) = (start + long, start + 1 + at % (long - 1));
        bench.text(&format!("log acme {}-{} --on yesterday {flags}{typed}", clock(start), clock(end)));
        if let Some(other) = other {
            bench.text(&format!("log acme {other}m --on yesterday {flags}"));
        }
        let whole = open(&bench);
        let id = bench.json("entry list").as_array().unwrap().iter().find(|e| !e["start"].is_null()).unwrap()["id"].to_string();
        let split = bench.text(&format!("entry split {id} --at 'yesterday {}'", clock(at)));
        let parts = open(&bench);
        prop_assert_eq!(parts.0 - whole.0, told(&split), "{}", split);
        if parts.0 == whole.0 {
            prop_assert_eq!(parts.1, whole.1);
        }
        if bill_as.is_some() || rule.ends_with("day") || rule.starts_with('0') {
            prop_assert_eq!(parts, whole);
        }
        let second = bench.json("entry list").as_array().unwrap().iter().map(|e| e["id"].as_i64().unwrap()).max().unwrap();
        let join = bench.text(&format!("entry join {id} {second}"));
        prop_assert_eq!(open(&bench).0 - parts.0, told(&join));
        prop_assert_eq!(open(&bench), whole);
        // A cut takes time away, but none of the minutes that were typed.
        if bill_as.is_some() {
            bench.text(&format!("log acme {}-{} --gift --overlap cut --on yesterday", clock(at), clock((at + 1).min(end))));
            if at + 1 < end || at > start {
                prop_assert_eq!(open(&bench), whole);
            }
        }
    }
}
