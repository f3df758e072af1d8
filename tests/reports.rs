//! Reports: what they say of worked examples, and what holds of them whatever was worked.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/bench.rs"]
mod bench;
#[path = "support/mod.rs"]
mod support;

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::bench::Bench;
use crate::support::Home;

/// July of a retainer of 20 hours at 800.00: 23:30 worked, 1:30 of it unpaid and 2:00 over at 50.00.
fn july() -> Home {
    let home = Home::new();
    home.at("2026-07-01 09:00");
    for line in [
        "client add acme --name 'Acme GmbH' --rate 45",
        "client add zeta --name 'Zeta Ltd' --currency GBP --rate 60",
        "service add email --rate 40",
        "agreement add acme retainer --hours 20 --fee 800 --start 2026-06-01 --overage-rate 50",
    ] {
        home.ok(line);
    }
    home.at("2026-07-31 18:00");
    for line in [
        "log acme 10h words --on 2026-06-10",
        "log acme 12h words --on 2026-07-06 --tag book",
        "log acme 10h mails --on 2026-07-07 --service email",
        "log acme 1h30 'a present' --gift --on 2026-07-08",
        "log zeta 1h --on 2026-07-08",
        "log zeta 2h letters --on 2026-07-31 --no-bill",
    ] {
        home.ok(line);
    }
    home.at("2026-08-03 09:00");
    home
}

#[test]
fn an_hour_is_worth_what_came_in_by_all_hours() {
    let home = july();
    let rate = home.json("report rate --from 2026-07-01 --period month --compare before");
    assert_eq!(rate["period"], json!({ "from": "2026-07-01", "to": "2026-07-31", "complete": true }));
    assert_eq!(
        rate["rows"][0],
        json!({
            "client": "acme", "currency": "EUR", "revenue": "900.00", "seconds": 84_600, "unpaid_seconds": 5_400,
            "effective": "38.30", "agreed": "40.00", "before": { "effective": "80.00" },
        })
    );
    assert_eq!((&rate["rows"][1]["effective"], &rate["rows"][1]["agreed"]), (&json!("20.00"), &json!("60.00")));
    assert_eq!(rate["totals"].as_array().unwrap().len(), 2, "currencies are never added");
    let said = home.ok("report rate --from 2026-07-01 --period month --compare before");
    assert!(said.starts_with("rate  July 2026  against June 2026\n"), "{said}");
    assert!(said.contains("38.30 EUR/h") && said.contains("▼ -41.70 (80.00)") && said.contains("█"), "{said}");
}

#[test]
fn hours_are_told_by_what_is_asked() {
    let home = july();
    let of = |by: &str| home.json(&format!("report time --period month --from 2026-07-09 --by {by}"));
    let acme = &of("client")["rows"][0];
    assert_eq!(
        *acme,
        json!({
            "client": "acme", "seconds": 84_600, "billed_minutes": 1410, "covered_minutes": 1200, "overage_minutes": 120,
            "unpaid_seconds": 5_400, "amounts": [{ "currency": "EUR", "amount": "100.00" }], "running": false,
        })
    );
    let names = |by: &str| {
        let rows = of(by)["rows"].as_array().unwrap().clone();
        rows.iter().map(|row| row[by].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names("service"), ["none", "email"]);
    assert_eq!(names("tag"), ["none", "book"]);
    assert_eq!(names("week"), ["2026-W28", "2026-W31"]);
    assert_eq!(names("month"), ["2026-07"]);
    let csv = home.ok("report time --period month --from 2026-07-09 --format csv");
    assert!(
        csv.starts_with(
            "client,worked,billed,covered,over,unpaid,amount,12 months\nacme,23:30,23:30,20:00,2:00,1:30,100.00 EUR,"
        ),
        "{csv}"
    );
    let markdown = home.ok("report time --from 2026-07-01 --to 2026-07-08 --format markdown");
    assert!(markdown.starts_with("## time  1 Jul to 8 Jul 2026\n\n| client | worked |"), "{markdown}");
}

#[test]
fn a_timer_that_runs_counts_and_a_period_that_is_not_over_says_so() {
    let home = july();
    home.ok("start zeta --at -30m");
    let said = home.ok("report time --compare before");
    assert!(said.starts_with("time  August 2026 to 3 Aug  against July 2026 to 1 Jul\n"), "{said}");
    assert!(said.contains("~0:30"), "{said}");
    let time = home.json("report time");
    assert_eq!((&time["period"]["complete"], &time["rows"][0]["running"]), (&json!(false), &json!(true)));
}

#[test]
fn a_year_is_a_picture_of_its_days() {
    let home = july();
    let year = home.json("report year");
    let totals = json!([{ "seconds": 131_400, "days": 5, "longest_run": 3, "best_weekday": "Wed" }]);
    assert_eq!((&year["totals"], &year["rows"][1]), (&totals, &json!({ "date": "2026-07-06", "seconds": 43_200 })));
    let said = home.ok("report year");
    assert!(said.contains("36:30 in 5 days; longest run 3 days, to 8 Jul; best weekday Wed"), "{said}");
    assert_eq!(said.lines().filter(|line| line.starts_with("Mon ")).count(), 1, "{said}");
}

#[test]
fn the_largest_client_is_named() {
    let home = july();
    let said = home.ok("report clients --period quarter --from 2026-07-01");
    assert!(said.contains("new") && !said.contains("% of what came in"), "two currencies have no whole: {said}");
    let said = home.ok("report clients --client acme --period month --from 2026-07-01");
    assert!(said.contains("acme is 100 % of what came in"), "{said}");
}

#[test]
fn what_makes_no_sense_is_refused() {
    let home = july();
    for (line, why) in [
        ("report money", "'money' is not one of time, rate, clients, year"),
        ("report time --by place", "'place' is not one of client, service, tag, week, month"),
        ("report time --period month --to 2026-07-31", "period: has its own last day: leave --to away"),
        ("report time --from 2026-07-31 --to 2026-07-01", "before"),
        ("report time --period month --from 2026-09-01", "2026-09-01 has not come yet"),
        ("report year --client acme", "client: is none of the year's"),
    ] {
        let refused = home.refused(line);
        assert!(refused.contains(why), "{line}: {refused}");
    }
}

fn sum(rows: &Value, name: &str) -> i64 {
    rows.as_array().unwrap().iter().map(|row| row[name].as_i64().unwrap()).sum()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// By whatever it is told, all of it is the same; a year is its months, and any days of it add up.
    #[test]
    fn time_by_any_two_has_one_total(
        deeds in vec((0..3_usize, 1..600_i64, 0..200_i64, 0..8_usize), 1..40),
        cut in 1..199_i64,
    ) {
        let bench = Bench::at("2026-07-31T12:00:00Z");
        for line in [
            "client add a --rate 45", "client add b --rate 60.50 --rounding 15:up:day", "client add c --currency GBP",
            "service add email --rate 70", "agreement add b retainer --hours 5 --fee 99.99 --start 2026-02-03",
        ] {
            bench.text(line);
        }
        let first = chrono::NaiveDate::from_ymd_opt(2026, 1, 10).unwrap();
        let day = |n: i64| first + chrono::Days::new(u64::try_from(n).unwrap());
        for (client, minutes, at, how) in &deeds {
            let how = ["", " --service email", " --rush", " --gift", " --no-bill", " --tag x", " --bill-as 5m", " --service email --tag 'y'"][*how];
            bench.text(&format!("log {} {minutes}m --on {}{how}", ["a", "b", "c"][*client], day(*at)));
        }
        if deeds.len() > 3 {
            bench.text("entry rm 2");
            bench.text("undo");
            bench.text("entry edit 1 --duration 7m");
        }
        let all = |line: &str| {
            let found = bench.json(line);
            let names = ["seconds", "billed_minutes", "covered_minutes", "overage_minutes", "unpaid_seconds"];
            names.map(|name| (sum(&found["rows"], name), found["totals"].get(0).map_or(0, |total| total[name].as_i64().unwrap())))
        };
        let whole = all("report time --from 2026-01-01 --to 2026-07-31");
        for by in ["client", "service", "tag", "week", "month"] {
            let found = all(&format!("report time --from 2026-01-01 --to 2026-07-31 --by {by}"));
            prop_assert_eq!(found, whole, "{}", by);
            prop_assert!(found.iter().all(|(rows, total)| rows == total), "{}", by);
            let amounts = |by: &str| bench.json(&format!("report time --from 2026-01-01 --to 2026-07-31 --by {by}"))["totals"][0]["amounts"].clone();
            prop_assert_eq!(amounts(by), amounts("client"), "{}", by);
        }
        let cut = day(cut);
        let left = all(&format!("report time --from 2026-01-01 --to {cut}"));
        let right = all(&format!("report time --from {} --to 2026-07-31", cut.succ_opt().unwrap()));
        for n in 0..5 {
            prop_assert_eq!(left[n].0 + right[n].0, whole[n].0);
        }
        let year = bench.json("report year");
        prop_assert_eq!(sum(&year["rows"], "seconds"), whole[0].0);
        let rate = bench.json("report rate --from 2026-01-01 --to 2026-07-31");
        prop_assert_eq!(sum(&rate["rows"], "seconds"), whole[0].0);
    }
}
