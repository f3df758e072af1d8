//! Reports: what they say of worked examples, and what holds of them whatever was worked.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/bench.rs"]
mod bench;
#[path = "support/mod.rs"]
mod support;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

use vadash::app::figures::BehindEntries;
use vadash::command::call::Args;
use vadash::domain::document::issued::{DocumentKind, LineKind};
use vadash::records::reports::actions::figures;
use vadash::store::LineRow;

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
            "home": { "currency": "EUR", "effective": "38.30" },
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
            "client,currency,seconds,billed_minutes,covered_minutes,overage_minutes,unpaid_seconds,amount,running\n\
             acme,EUR,84600,1410,1200,120,5400,100.00,false\n"
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
        ("report people", "'people' is not one of time, use, rate, money, clients, health, plan, load, forecast, year"),
        ("report time --by place", "'place' is not one of client, service, tag, week, month"),
        ("report time --period month --to 2026-07-31", "period: has its own last day: leave --to away"),
        ("report time --from 2026-07-31 --to 2026-07-01", "before"),
        ("report time --period month --from 2026-09-01", "2026-09-01 has not come yet"),
        ("report year --client acme", "client: does not apply to the year"),
        ("report money --by tag", "by: 'tag' does not apply to money: it is told by client, service or month"),
        ("report money --by service --basis paid", "by: what was paid is of no service: it is told by client or month"),
        ("report rate --by tag", "by: 'tag' does not apply to rate: it has a line for each client"),
        ("report clients --by month", "by: 'month' does not apply to clients: it has a line for each client"),
        ("report load --from 2026-08-01", "from: does not apply to load: it shows the next 14 days"),
        ("report forecast --compare year", "compare: does not apply to the forecast: it shows the next three months"),
        ("report plan --from 2026-07-05", "from: a plan is of whole months"),
        ("report health --by service", "by: does not apply to health"),
        ("report rate --period cycle", "period: a cycle is of a client: say --client, too"),
        ("report rate --period cycle --client zeta", "period: zeta has no retainer on 2026-08-03, and so no cycle"),
        ("report time --spread", "spread: is the rate's alone"),
        ("report rate --basis paid", "basis: is of 'money' alone"),
        ("report time --of money", "of: is of 'year' alone"),
        ("off add 'since 1.9.'", "days: needs a first and a last day"),
        ("off add someday", "days: 'someday' is no day and no range of days"),
        ("off rm 9", "id: there is no day off 9"),
        ("budget set 26 revenue 5", "year: '26' is no year: type 2026"),
        ("budget set 2026 fun 5", "line: 'fun' is not one of revenue, hours, clients"),
        ("budget set 2026 clients 1.5", "amount: "),
        ("budget set 2026 revenue 5.555", "amount: 5.555 does not fit EUR"),
        ("budget set 2026 hours 5 --month 13", "month: '13' is no month: type 7 or july"),
    ] {
        let refused = home.refused(line);
        assert!(refused.contains(why), "{line}: {refused}");
    }
}

/// July 2026 has 23 workdays; 6 h a day, two days off: 126:00 can be worked.
#[test]
fn use_is_what_is_billable_of_what_can_be_worked() {
    let home = Home::new();
    home.write(".config/vadash/config.toml", "[schedule]\nhours = \"mon-fri 9-12,13-16\"\n");
    home.at("2026-07-31 18:00");
    home.ok("client add acme --rate 45");
    home.ok("off add 13.7. 14.7. --why holiday");
    for n in [1, 2, 3, 6, 7, 8, 9, 10] {
        home.ok(&format!("log acme 10h words --on 2026-07-{n:02}"));
    }
    home.ok("log acme 1h54 words --on 2026-07-15");
    home.ok("log acme 9h30 books --on 2026-07-16 --no-bill --tag admin");
    home.ok("log acme 1h30 present --on 2026-07-17 --gift");
    let used = home.json("report use");
    let all = &used["totals"][0];
    assert_eq!((&all["capacity_seconds"], &all["billable_seconds"]), (&json!(126 * 3600), &json!(81 * 3600 + 54 * 60)));
    assert_eq!((&all["utilisation_percent"], &all["seconds"]), (&json!(65), &json!(92 * 3600 + 54 * 60)));
    let rows = used["rows"].as_array().unwrap();
    let told: Vec<_> = rows.iter().map(|row| (row["tag"].clone(), row["seconds"].as_i64().unwrap() / 60)).collect();
    assert_eq!(told, [(Value::Null, 81 * 60 + 54), (json!("admin"), 570), (json!("none"), 90)]);
    let said = home.ok("report use");
    assert!(said.contains("capacity 126:00 h: 23 workdays, 2 of them off; 33:06 h (26 %) are free"), "{said}");
    let weeks = home.json("report use --by week");
    assert_eq!(sum(&weeks["rows"], "capacity_seconds"), 126 * 3600);
    home.ok("off rm 1");
    assert_eq!(home.json("report use")["totals"][0]["capacity_seconds"], json!(138 * 3600));
    home.ok("undo");
    assert_eq!(home.json("off list")[0]["seconds"], json!(12 * 3600));
    assert_eq!(
        home.refused("off add 14.7."),
        "days: Tue 14 Jul is off already: off 1, 2026-07-13 to 2026-07-14 (holiday)"
    );
}

#[test]
fn use_is_measured_by_what_is_aimed_at() {
    let home = july();
    home.ok("budget set 2026 use 70%");
    let of = |days: &str| home.json(&format!("report use {days}"))["totals"][0]["target_percent"].clone();
    assert_eq!(of("--period month --from 2026-07-01"), json!(70));
    home.ok("budget set 2026 use 50% --month july");
    assert_eq!(of("--period month --from 2026-07-01"), json!(50));
    // By the hours of each month: 184 of June and July alike are 22 and 23 workdays.
    assert_eq!(of("--from 2026-06-01 --to 2026-07-31"), json!(60));
    assert_eq!(of("--from 2025-06-01 --to 2025-07-31"), Value::Null);
    let said = home.ok("report use --period month --from 2026-07-01");
    assert!(said.contains("aimed at 50 %: ") && said.contains(" points less"), "{said}");
    assert!(home.ok("budget list").contains("50 %"));
    for (bad, why) in [("use 0", "no share"), ("use 101%", "no share"), ("use much", "no share")] {
        assert!(home.refused(&format!("budget set 2026 {bad}")).contains(why), "{bad}");
    }
}

#[test]
fn holidays_of_a_calendar_are_days_off() {
    let home = july();
    home.write(
        "holidays.ics",
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n\
         BEGIN:VEVENT\r\nUID:a\r\nDTSTART;VALUE=DATE:20251003\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:Unity\r\nEND:VEVENT\r\n\
         BEGIN:VEVENT\r\nUID:b\r\nDTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261227\r\nSUMMARY:Christmas\r\nEND:VEVENT\r\n\
         BEGIN:VEVENT\r\nUID:c\r\nDTSTART:20261231T170000Z\r\nDTEND:20261231T230000Z\r\nSUMMARY:fireworks\r\nEND:VEVENT\r\n\
         BEGIN:VEVENT\r\nUID:d\r\nDTSTART;VALUE=DATE:20270101\r\nSTATUS:CANCELLED\r\nSUMMARY:no\r\nEND:VEVENT\r\n\
         END:VCALENDAR\r\n",
    );
    home.ok("off add 2026-12-25 --why mine");
    let said = home.ok("import ics holidays.ics --holidays");
    assert!(said.starts_with("days off from holidays: added 6, already off 0"), "{said}");
    assert!(said.contains("1 event with clock times is no day off"), "{said}");
    let off = home.json("off list");
    let days: Vec<&str> = off.as_array().unwrap().iter().map(|row| row["from"].as_str().unwrap()).collect();
    let all = ["2025-10-03", "2026-10-03", "2026-12-24", "2026-12-25", "2026-12-26", "2027-10-03", "2028-10-03"];
    assert_eq!(days, all, "what repeats, for a year back and three ahead; Christmas around what was off");
    assert!(home.ok("import ics holidays.ics --holidays").contains("added 0, already off 5"));
    assert_eq!(home.json("agenda --from 2026-12-24 --to 2026-12-26"), json!([]), "they are no meetings");
    home.ok("undo");
    assert_eq!(home.json("off list").as_array().unwrap().len(), 1, "one step");
    assert!(home.refused("import ics holidays.ics --holidays --client acme").contains("nothing to do with holidays"));
}

#[test]
fn money_is_what_is_invoiced_and_what_is_not() {
    let home = july();
    home.ok("business set --name D --street S --postcode 1 --city T --country US --regime none");
    home.ok("charge add acme Setup --price 250 --on 2026-07-10");
    let july = "report money --period month --from 2026-07-01";
    let acme = |line: &str| home.json(line)["rows"][0].clone();
    assert_eq!((&acme(july)["revenue"], &acme(july)["unbilled"]), (&json!("1150.00"), &json!("1150.00")));
    home.ok("invoice issue acme");
    home.ok("payment add 1 500 --fee 12.50");
    let now = acme(july);
    assert_eq!(
        (&now["revenue"], &now["unbilled"], &now["invoiced"]),
        (&json!("1150.00"), &json!("0.00"), &json!("0.00"))
    );
    let august = acme("report money");
    let of = ["revenue", "invoiced", "paid", "fees", "left"].map(|name| august[name].clone());
    assert_eq!(of, ["800.00", "2750.00", "500.00", "12.50", "487.50"].map(|amount| json!(amount)));
    assert_eq!(acme("report money --basis invoiced")["revenue"], json!("2750.00"));
    assert_eq!(acme("report money --basis paid")["revenue"], json!("500.00"));
    home.at("2026-09-01 09:00");
    assert_eq!(acme("report money --period month --from 2026-08-01")["overdue"], json!("2250.00"));
    let services = home.json(&format!("{july} --by service"));
    let named: Vec<&Value> = services["rows"].as_array().unwrap().iter().map(|row| &row["service"]).collect();
    assert_eq!(named[..3], [&json!("fee"), &json!("fixed"), &json!("email")]);
}

#[test]
fn the_days_that_do_not_fit_are_said() {
    let home = july();
    home.ok("task add acme 'letter due:2026-08-05 ~30h'");
    home.ok("task add 'no day ~2h'");
    home.ok("event add call today 10-12");
    home.ok("off add 4.8.");
    let load = home.json("report load");
    let days = load["rows"].as_array().unwrap();
    assert_eq!(days.len(), 14);
    let of = |n: usize| {
        ["meeting_seconds", "task_seconds", "capacity_seconds"].map(|name| days[n][name].as_i64().unwrap() / 60)
    };
    assert_eq!((of(0), of(1), of(2)), ([120, 900, 480], [0, 0, 0], [0, 900, 480]));
    let said = home.ok("report load");
    assert!(said.contains("does not fit: Mon 3 Aug (9:00 h too much), Wed 5 Aug (7:00 h too much)\n"), "{said}");
    assert!(said.contains("2:00 h are due on no day, and in none of these: no day"), "{said}");
    assert_eq!(home.json("report load --client zeta")["totals"][0]["seconds"], json!(0));
}

#[test]
fn what_is_aimed_at_stands_beside_what_came() {
    let home = july();
    home.ok("budget set 2026 revenue 12000");
    home.ok("budget set 2026 revenue 2000 --month july");
    home.ok("budget set 2026 hours 50 --month july");
    let plan = home.json("report plan --period month --from 2026-07-01");
    let revenue = &plan["rows"][0];
    assert_eq!((&revenue["budget"], &revenue["came"]), (&json!("2000.00"), &json!("900.00")));
    assert_eq!((&revenue["difference"], &revenue["needed_per_month"]), (&json!("-1100.00"), &Value::Null));
    assert_eq!((&plan["rows"][1]["budget"], &plan["rows"][1]["came"]), (&json!(180_000), &json!(95_400)));
    let said = home.ok("report plan");
    assert!(said.contains("no rate of GBP in EUR: 'fx set GBP RATE --from DATE' says it"), "{said}");
    home.ok("fx set GBP 1.20 --from 2026-01-01");
    let year = &home.json("report plan")["rows"][0];
    // 800.00 of June, 900.00 of July, 800.00 of August, and 60.00 GBP at 1.20.
    assert_eq!((&year["budget"], &year["came"]), (&json!("12000.00"), &json!("2572.00")));
    assert_eq!(year["needed_per_month"], json!("1885.60"));
}

#[test]
fn what_may_come_is_reckoned_from_what_is_agreed_and_open() {
    let home = july();
    home.ok("business set --name D --street S --postcode 1 --city T --country US --regime none");
    home.ok("invoice issue acme --through 2026-07-31 --only fees");
    let months = home.json("report forecast --client acme");
    let of = |n: usize| ["low", "likely", "high"].map(|name| months["rows"][n][name].as_str().unwrap().to_owned());
    // Three fees are on an invoice that is due in August, a hundred of July is unbilled and usual.
    assert_eq!(of(0), ["3200.00", "3300.00", "3333.33"]);
    assert_eq!(of(1), ["800.00", "800.00", "833.33"]);
}

#[test]
fn the_five_that_fell_most_are_marked_and_named() {
    let home = Home::new();
    for n in 1..=7 {
        let currency = if n == 7 { "JPY" } else { "EUR" };
        home.ok(&format!("client add c{n} --rate 100 --currency {currency}"));
        home.ok(&format!("log c{n} 10h --on 2026-04-10"));
        // One hour of ten, two, three, … is for nothing; the last client's hours are all paid.
        let unpaid = if n == 6 { 0 } else { n };
        home.ok(&format!("log c{n} {}h --on 2026-05-08", 10 - unpaid));
        if unpaid > 0 {
            home.ok(&format!("log c{n} {unpaid}h --on 2026-05-08 --no-bill"));
        }
    }
    let line = "report rate --from 2026-05-01 --period month --compare before";
    let said = home.ok(line);
    assert!(said.contains("▼▼ fell most: c7 -70.0 %, c5 -50.0 %, c4 -40.0 %, c3 -30.0 %, c2 -20.0 %\n"), "{said}");
    let row = |code: &str| said.lines().find(|line| line.starts_with(code)).unwrap().to_owned();
    assert!(row("c2").contains("▼▼ -20.00 (100.00)") && row("c1").contains(" ▼ -10.00 (100.00)"), "{said}");
    assert!(row("c6").contains("= 0.00 (100.00)") && !row("total").contains("▼▼"), "{said}");
    // Of few nothing but the sentence is said, and nothing where none is compared.
    let said = home.ok(&format!("{line} --client c1"));
    assert!(said.contains("\nfell most: c1 -10.0 %\n") && !said.contains("▼▼"), "{said}");
    assert!(!home.ok("report rate --from 2026-05-01 --period month").contains("fell most"));
}

#[test]
fn other_currencies_have_a_column_at_home_and_a_missing_rate_is_named() {
    let home = july();
    let july = "report money --period month --from 2026-07-01";
    let said = home.ok(july);
    assert!(
        said.contains("≈ at home") && said.contains("no rate of GBP in EUR: 'fx set GBP RATE --from DATE'"),
        "{said}"
    );
    assert_eq!(home.json(july)["rows"][1]["home"], json!({ "currency": "EUR", "revenue": null }));
    home.ok("fx set GBP 1.20 --from 2026-01-01");
    home.ok("fx set GBP 1.30 --from 2026-08-01");
    let row = &home.json(july)["rows"][1];
    assert_eq!((&row["revenue"], &row["home"]["revenue"]), (&json!("60.00"), &json!("72.00")));
    let rate = &home.json("report rate --period month --from 2026-07-01")["rows"][1];
    assert_eq!((&rate["effective"], &rate["home"]["effective"]), (&json!("20.00"), &json!("24.00")));
    assert_eq!(home.json("report clients --client acme")["rows"][0]["home"], Value::Null, "all of it is at home");
}

#[test]
fn a_fee_can_be_spread_over_what_is_drawn_and_a_cycle_be_asked_for() {
    let home = july();
    let revenue = |line: &str| home.json(line)["rows"][0]["revenue"].clone();
    // 12:00 of the 20:00 that were drawn in July are of the 6th.
    assert_eq!(revenue("report rate --client acme --from 2026-07-06 --to 2026-07-06 --spread"), json!("480.00"));
    assert_eq!(revenue("report rate --client acme --from 2026-07-02 --to 2026-07-31 --spread"), json!("900.00"));
    let cycle = home.json("report rate --client acme --period cycle --from 2026-07-20 --compare before");
    assert_eq!((&cycle["period"]["from"], &cycle["period"]["to"]), (&json!("2026-07-01"), &json!("2026-07-31")));
    assert_eq!(cycle["rows"][0]["before"]["effective"], json!("80.00"));
}

#[test]
fn a_year_of_money_is_in_the_home_currency() {
    let home = july();
    home.ok("fx set GBP 1.20 --from 2026-01-01");
    let year = home.json("report year --of money");
    assert_eq!(year["totals"][0]["revenue"], json!("2572.00"));
    assert_eq!(year["rows"][0], json!({ "date": "2026-06-01", "revenue": "800.00", "currency": "EUR" }));
}

/// A picture is one file that says all by itself, whatever a name holds.
#[test]
fn a_picture_is_one_file() {
    let home = july();
    home.ok("log zeta 1h x --on 2026-07-01 --tag '<b>&\"'");
    for line in ["time --by tag", "money --by month", "rate", "use", "health", "year", "year --of money", "time"] {
        let svg = home.ok(&format!("report {line} --period year --format svg"));
        assert!(
            svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\"") && svg.ends_with("</svg>\n"),
            "{line}: {svg}"
        );
        assert!(
            svg.contains("<title>") && !svg.contains("<script") && !svg.contains("href") && !svg.contains("<b>"),
            "{line}"
        );
        let (open, closed) = (svg.matches("<title>").count(), svg.matches("</title>").count());
        assert_eq!(open, closed, "{line}");
    }
    assert!(home.ok("report time --by tag --period year --format svg").contains("&lt;b&gt;&amp;&quot;"));
    home.ok("report load --format svg");
}

#[test]
fn charts_can_be_in_ascii() {
    let home = july();
    home.write(".config/vadash/config.toml", "charts = \"ascii\"\n");
    for line in ["time", "money", "year"] {
        let said = home.ok(&format!("report {line} --period year"));
        assert!(said.chars().all(|c| c.is_ascii() || "≈–".contains(c)), "{line}: {said}");
        assert!(line == "year" || said.contains("####"), "{line}: {said}");
    }
}

fn sum(rows: &Value, name: &str) -> i64 {
    rows.as_array().unwrap().iter().map(|row| row[name].as_i64().unwrap()).sum()
}

/// What is kept by year, month, week, day and tags is what the entries of the days add up to, and amounts of rows are those of
/// all of them to the cent.
fn each_row_is_its_entries(bench: &Bench, by: &str, (from, to): (NaiveDate, NaiveDate)) -> Result<(), TestCaseError> {
    let number = |row: &Value, name: &str| row[name].as_i64().unwrap();
    let mut wanted: BTreeMap<String, [i64; 5]> = BTreeMap::new();
    for entry in bench.json(&format!("entry list --from {from} --to {to}")).as_array().unwrap() {
        let date: NaiveDate = entry["date"].as_str().unwrap().parse().unwrap();
        let tags: Vec<&str> = entry["tags"].as_array().unwrap().iter().map(|tag| tag.as_str().unwrap()).collect();
        let name = match by {
            "tag" => Some(tags.join(" ")).filter(|tags| !tags.is_empty()),
            "week" => Some(date.format("%G-W%V").to_string()),
            "month" => Some(date.format("%Y-%m").to_string()),
            _ => entry[by].as_str().map(str::to_owned),
        };
        let seconds = number(entry, "seconds");
        let unpaid = if entry["gift"] == true || entry["billable"] == false { seconds } else { 0 };
        let minutes = ["billed_minutes", "covered_minutes", "overage_minutes"].map(|name| number(entry, name));
        let sums = wanted.entry(name.unwrap_or("none".to_owned())).or_default();
        for (sum, more) in sums.iter_mut().zip([seconds, unpaid].into_iter().chain(minutes)) {
            *sum += more;
        }
    }
    let told = bench.json(&format!("report time --from {from} --to {to} --by {by}"));
    let names = ["seconds", "unpaid_seconds", "billed_minutes", "covered_minutes", "overage_minutes"];
    let rows = told["rows"].as_array().unwrap();
    let found: BTreeMap<String, [i64; 5]> =
        rows.iter().map(|row| (row[by].as_str().unwrap().to_owned(), names.map(|name| number(row, name)))).collect();
    prop_assert_eq!(found, wanted, "{} {} {}", by, from, to);
    let amounts = |rows: &Value| {
        let mut sums: BTreeMap<String, i64> = BTreeMap::new();
        for amount in rows.as_array().unwrap().iter().flat_map(|row| row["amounts"].as_array().unwrap()) {
            let minor: i64 = amount["amount"].as_str().unwrap().replace('.', "").parse().unwrap();
            *sums.entry(amount["currency"].to_string()).or_default() += minor;
        }
        sums
    };
    prop_assert_eq!(amounts(&told["rows"]), amounts(&told["totals"]), "{} {} {}", by, from, to);
    Ok(())
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
        let first = NaiveDate::from_ymd_opt(2026, 1, 10).unwrap();
        let day = |n: i64| first + chrono::TimeDelta::days(n);
        for (client, minutes, at, how) in &deeds {
            let how = ["", " --service email", " --rush", " --gift", " --no-bill", " --tag x", " --bill-as 5m", " --service email --tag 'y'"][*how];
            bench.text(&format!("log {} {minutes}m --on {}{how}", ["a", "b", "c"][*client], day(*at)));
        }
        if deeds.len() > 3 {
            bench.text("entry rm 2");
            bench.text("undo");
            bench.text("entry edit 1 --duration 7m");
            bench.text("entry edit 3 --tag z");
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
        for by in ["client", "service", "tag", "week", "month"] {
            for days in ["--from 2026-01-01 --to 2026-07-31".to_owned(), format!("--from 2026-01-01 --to {}", day(cut))] {
                let (used, time) = (
                    bench.json(&format!("report use {days} --by {by}")),
                    bench.json(&format!("report time {days} --by {by}")),
                );
                prop_assert_eq!(sum(&used["rows"], "seconds"), sum(&time["rows"], "seconds"), "{} {}", by, days);
                let billable = sum(&time["rows"], "seconds") - sum(&time["rows"], "unpaid_seconds");
                prop_assert_eq!(sum(&used["rows"], "billable_seconds"), billable, "{} {}", by, days);
            }
        }
        // Behind each row are the entries that it is told of, and no others.
        for by in ["client", "service", "tag", "week", "month"] {
            for name in ["time", "use"] {
                let call = bench::call(&format!("report {name} --from 2026-01-01 --to 2026-07-31 --by {by}"));
                let context = bench.env.context(&bench.store);
                let told = figures(&Args { call: &call, context }).unwrap();
                for row in &told.rows {
                    let behind = told.behind(row).unwrap();
                    let found = BehindEntries::read(&context, &behind).unwrap();
                    let seconds: i64 = found.rows.iter().map(|row| row.seconds).sum();
                    prop_assert_eq!(json!(seconds), row.json["seconds"].clone(), "{} by {}: {:?}", name, by, behind);
                }
            }
        }
        let cut = day(cut);
        let left = all(&format!("report time --from 2026-01-01 --to {cut}"));
        let right = all(&format!("report time --from {} --to 2026-07-31", cut.succ_opt().unwrap()));
        for n in 0..5 {
            prop_assert_eq!(left[n].0 + right[n].0, whole[n].0);
        }
        for (from, to) in [(day(-9), "2026-07-31".parse().unwrap()), (day(-9), cut), (cut, "2026-07-31".parse().unwrap())] {
            for by in ["client", "service", "tag", "week", "month"] {
                each_row_is_its_entries(&bench, by, (from, to))?;
            }
        }
        prop_assert!(bench.text("db check").starts_with("all is well"));
        let year = bench.json("report year");
        prop_assert_eq!(sum(&year["rows"], "seconds"), whole[0].0);
        let rate = bench.json("report rate --from 2026-01-01 --to 2026-07-31");
        prop_assert_eq!(sum(&rate["rows"], "seconds"), whole[0].0);
    }

    /// Money of all days is what documents say without tax, deposits aside, and what is unbilled; by whatever it is told.
    #[test]
    fn money_is_invoices_and_unbilled(
        deeds in vec((0..3_usize, 1..600_i64, 0..200_i64, 0..10_usize), 1..30),
    ) {
        let bench = Bench::at("2026-07-31T12:00:00Z");
        for line in [
            "business set --name D --street S --postcode 1 --city T --country DE --regime vat --vat-id DE123456788",
            "client add a --rate 45", "client add b --rate 60.50 --rounding 15:up:day", "client add c --currency GBP --rate 33.33",
            "client edit a --street S --postcode 1 --city T --country DE", "client edit b --street S --postcode 1 --city T --country DE --prices gross",
            "client edit c --street S --postcode 1 --city T --country DE",
            "service add email --rate 70.01", "agreement add b retainer --hours 5 --fee 99.99 --start 2026-02-03",
            "agreement add a block --hours 3 --price 111.11 --start 2026-03-01",
            "agreement add c commission --tiers 0:12.34 --start 2026-01-01",
        ] {
            bench.text(line);
        }
        let first = NaiveDate::from_ymd_opt(2026, 1, 10).unwrap();
        let mut refused = 0;
        for (client, minutes, at, how) in &deeds {
            let (client, day) = (["a", "b", "c"][*client], first + chrono::Days::new(u64::try_from(*at).unwrap()));
            let line = match how {
                0 | 1 => format!("charge add {client} thing --price {minutes}.37 --on {day} --discount 3%"),
                2 => format!("invoice issue {client} --through {day} --discount 7%"),
                3 => format!("invoice issue {client}"),
                4 => format!("payment add {client} {minutes}.11"),
                5 => format!("invoice void {} --reason wrong", 1 + minutes % 4),
                6 => format!("invoice credit {} --line 1 --amount 0.77 --reason less", 1 + minutes % 4),
                7 => format!("invoice deposit {client} {minutes} ahead"),
                8 if client == "c" => format!("closing add c deal --on {day}"),
                _ => format!("log {client} {minutes}m --on {day}{}", if how % 2 == 0 { "" } else { " --service email" }),
            };
            refused += usize::from(bench.tries(&line).is_err());
        }
        prop_assume!(refused < deeds.len());
        let mut sums: BTreeMap<String, i64> = BTreeMap::new();
        let minor = |amount: &Value| amount.as_str().unwrap().replace('.', "").parse::<i64>().unwrap();
        for row in bench.store.documents(None, (None, None)).unwrap() {
            let lines = bench.store.lines_of(row.id).unwrap();
            let kind = |line: &LineRow| match line.key.strip_prefix("credit:") {
                Some(id) => bench.store.get::<LineRow>(id.parse().unwrap()).unwrap().kind,
                None => line.kind,
            };
            let deposits: i64 = lines.iter().filter(|line| kind(line) == LineKind::Deposit).map(|line| line.net).sum();
            let sign = if row.kind == DocumentKind::Credit { -1 } else { 1 };
            *sums.entry(row.currency.to_string()).or_default() += sign * (row.net - deposits);
        }
        for total in bench.json("unbilled")["totals"].as_array().unwrap() {
            *sums.entry(total["currency"].as_str().unwrap().to_owned()).or_default() += minor(&total["total"]);
        }
        sums.retain(|_, sum| *sum != 0);
        for by in ["client", "service", "month"] {
            let told = bench.json(&format!("report money --from 2026-01-01 --to 2026-07-31 --by {by}"));
            let all = |rows: &Value, name: &str| {
                let mut found: BTreeMap<String, i64> = BTreeMap::new();
                for row in rows.as_array().unwrap() {
                    *found.entry(row["currency"].as_str().unwrap().to_owned()).or_default() += minor(&row[name]);
                }
                found.retain(|_, sum| *sum != 0);
                found
            };
            prop_assert_eq!(&all(&told["rows"], "revenue"), &sums, "{}", by);
            prop_assert_eq!(&all(&told["totals"], "revenue"), &sums, "{}", by);
        }
        // A year by days is the same, but for what has no rate at home.
        let year = bench.json("report year --of money");
        prop_assert_eq!(minor(&year["totals"][0]["revenue"]), sums.get("EUR").copied().unwrap_or(0));
        // What was invoiced is what documents come to; no payment is worth more than what it paid.
        let invoiced: i64 = bench.store.documents(None, (None, None)).unwrap().iter()
            .map(|row| if row.kind == DocumentKind::Credit { -row.net } else { row.net }).sum();
        let told = bench.json("report money --period year --basis invoiced --by month");
        prop_assert_eq!(told["totals"].as_array().unwrap().iter().map(|row| minor(&row["invoiced"])).sum::<i64>(), invoiced);
    }
}
