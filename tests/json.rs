//! `--json` is a contract with scripts: which fields there are, in which notation, and that they say the truth.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod support;

use chrono::{DateTime, NaiveDate};
use serde_json::{Value, json};
use support::Home;

/// Whether a value is written as one of the kinds, `text|null`.
fn is(value: &Value, kinds: &str) -> bool {
    let decimal = |s: &str| {
        let (whole, part) = s.strip_prefix('-').unwrap_or(s).split_once('.').unwrap_or((s, "0"));
        [whole, part].iter().all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()))
    };
    kinds.split('|').any(|kind| match (kind, value) {
        ("null", Value::Null)
        | ("bool", Value::Bool(_))
        | ("text", Value::String(_))
        | ("list", Value::Array(_))
        | ("object", Value::Object(_)) => true,
        ("integer", Value::Number(n)) => n.is_i64(),
        ("money", Value::String(s)) => decimal(s),
        // RFC 3339 with its offset.
        ("instant", Value::String(s)) => DateTime::parse_from_rfc3339(s).is_ok(),
        ("date", Value::String(s)) => s.len() == 10 && s.parse::<NaiveDate>().is_ok(),
        ("texts", Value::Array(all)) => all.iter().all(Value::is_string),
        _ => false,
    })
}

/// Insists that an object has the fields of the contract, then those added since, and no others.
#[track_caller]
fn has(value: &Value, contract: &[(&str, &str)], added: &[(&str, &str)]) {
    let object = value.as_object().unwrap_or_else(|| panic!("no object: {value}"));
    for (name, kinds) in contract.iter().chain(added) {
        let field = object.get(*name).unwrap_or_else(|| panic!("no {name} in {value}"));
        assert!(is(field, kinds), "{name} is no {kinds}: {field}");
    }
    let known = |name: &&String| contract.iter().chain(added).any(|(n, _)| n == name);
    assert_eq!(object.keys().find(|name| !known(name)), None, "a field that is not written down here");
}

#[track_caller]
fn each_has(list: &Value, contract: &[(&str, &str)], added: &[(&str, &str)]) {
    let list = list.as_array().unwrap_or_else(|| panic!("no list: {list}"));
    assert!(!list.is_empty(), "nothing to look at");
    for one in list {
        has(one, contract, added);
    }
}

const ENTRY: &[(&str, &str)] = &[
    ("id", "integer"),
    ("client", "text"),
    ("service", "text|null"),
    ("task", "integer|null"),
    ("event", "integer|null"),
    ("note", "text"),
    ("tags", "texts"),
    ("date", "date"),
    ("start", "instant|null"),
    ("end", "instant|null"),
    ("seconds", "integer"),
    ("billable", "bool"),
    ("gift", "bool"),
    ("rush", "bool"),
    ("billed_minutes", "integer|null"),
    ("covered_minutes", "integer|null"),
    ("overage_minutes", "integer|null"),
    ("rate", "money|null"),
    ("rate_source", "text|null"),
    ("currency", "text"),
    ("amount", "money|null"),
    ("state", "text"),
];
const EXTERNAL: (&str, &str) = ("external_id", "text|null");
const BILLED: [(&str, &str); 3] = [("invoice", "text|null"), ("elsewhere", "text|null"), ("counts_on", "date")];

#[test]
fn entries() {
    let home = Home::with_clients();
    home.ok("client add pro --name 'Pro Bono'");
    home.ok("log acme 9-10:30 newsletter --service research --tag web --tag july --rush");
    home.ok("log acme 20m --gift");
    home.ok("log pro 1h");
    home.ok("start zeta call --at 13:45");
    let list = home.json("entry list");
    each_has(&list, ENTRY, &[&[EXTERNAL][..], &BILLED].concat());
    let by_id = |id: i64| list.as_array().unwrap().iter().find(|e| e["id"] == id).unwrap();
    let first = by_id(1);
    assert_eq!(first["tags"], json!(["web", "july"]));
    assert_eq!(
        (&first["start"], &first["end"]),
        (&json!("2026-06-22T09:00:00+02:00"), &json!("2026-06-22T10:30:00+02:00"))
    );
    assert_eq!(
        (&first["rate"], &first["amount"], &first["currency"]),
        (&json!("90.00"), &json!("135.00"), &json!("EUR"))
    );
    assert_eq!(first["rate_source"], "90.00/h = 60.00/h (service research) × 150 % rush");
    // A gift is worth nothing; what has no rate is not worth 0.
    assert_eq!((&by_id(2)["amount"], &by_id(2)["overage_minutes"]), (&json!("0.00"), &json!(0)));
    assert_eq!((&by_id(3)["rate"], &by_id(3)["amount"]), (&Value::Null, &Value::Null));
    // What runs has no end and comes to nothing yet.
    let running = by_id(4);
    assert_eq!(
        (&running["state"], &running["end"], &running["billed_minutes"]),
        (&json!("running"), &Value::Null, &Value::Null)
    );
    assert!(running["seconds"].as_i64().unwrap() >= 900);
    // `--to` is the last day.
    assert_eq!(home.json("entry list --to 2026-06-21"), json!([]));
    assert_eq!(home.json("entry list --from 2026-06-22 --to 2026-06-22 --client acme").as_array().unwrap().len(), 2);
    assert_eq!(home.json("entry list --state running").as_array().unwrap().len(), 1);
    assert_eq!(home.json("entry list --state invoiced"), json!([]));
}

#[test]
fn an_entry_with_its_history() {
    let home = Home::with_clients();
    home.ok("log acme 9-10");
    home.ok("entry edit 1 --end 10:30 --service email --rush yes --rate 80");
    let entry = home.json("entry show 1");
    has(&entry, ENTRY, &[&[EXTERNAL, ("history", "list")][..], &BILLED].concat());
    let change: &[(&str, &str)] =
        &[("at", "instant"), ("field", "text"), ("old", "text|bool|integer|null"), ("new", "text|bool|integer|null")];
    each_has(&entry["history"], change, &[]);
    let of = |field: &str| entry["history"].as_array().unwrap().iter().find(|c| c["field"] == field).unwrap().clone();
    assert_eq!(of("end")["new"], "2026-06-22T10:30:00+02:00");
    assert_eq!((&of("service")["old"], &of("service")["new"]), (&Value::Null, &json!("email")));
    assert_eq!(of("rush")["new"], true);
    assert_eq!(of("rate")["new"], "80.00");
    assert_eq!(of("seconds")["old"], 3600);
}

/// What is cut out of an entry leaves the day it was made on, and the minutes that were typed to be billed.
#[test]
fn an_entry_that_makes_room() {
    let home = Home::with_clients();
    home.ok("log acme 7-8 --bill-as 50m");
    let said = home.json("log zeta 7:20-7:40 --overlap cut");
    assert!(said.to_string().contains("; cut entry 1 (Acme GmbH) into 1 ("), "{said}");
    let billed = home.json("entry list --client acme");
    let billed: Vec<_> = billed.as_array().unwrap().iter().map(|e| e["billed_minutes"].as_i64().unwrap()).collect();
    assert_eq!(billed, [25, 25]);

    // Half past midnight in Tokyo is the evening before in Berlin; who moves there keeps the days as they were.
    home.write(".config/vadash/config.toml", "zone = \"Asia/Tokyo\"\n");
    let made = home.json("log acme '2026-06-22 0:30-4:00'")["id"].clone();
    home.write(".config/vadash/config.toml", "zone = \"Europe/Berlin\"\n");
    home.ok("log zeta '2026-06-21 20:00-21:30' --overlap cut");
    let kept = home.json(&format!("entry show {made}"));
    assert_eq!((&kept["date"], &kept["seconds"]), (&json!("2026-06-22"), &json!(9000)));
}

/// An hourly rate of one entry was agreed with one client, in that one's currency: nobody else inherits it.
#[test]
fn another_clients_entry_has_that_clients_rate() {
    for line in ["entry edit 1 --client nihon", "entry move 1 nihon"] {
        let home = Home::with_clients();
        home.ok("client add nihon --currency JPY --rate 5000");
        home.ok("log acme 1h");
        home.ok("entry edit 1 --rate 80.50");
        home.ok(line);
        let entry = home.json("entry show 1");
        assert_eq!((&entry["rate"], &entry["currency"]), (&json!("5000"), &json!("JPY")), "{line}");
        // What it was is told in the money it was.
        let left = entry["history"].as_array().unwrap().iter().rfind(|c| c["field"] == "rate").unwrap();
        assert_eq!((&left["old"], &left["new"]), (&json!("80.50"), &Value::Null), "{line}");
        home.ok("undo");
        home.ok("entry edit 1 --client acme");
        assert_eq!(home.json("entry show 1")["rate"], "80.50", "the same client is no other");
    }
    let home = Home::with_clients();
    home.ok("client add nihon --currency JPY --rate 5000");
    home.ok("log acme 1h");
    home.ok("entry edit 1 --client nihon --rate 4000");
    assert_eq!(home.json("entry show 1")["rate"], "4000", "unless it is said in the same breath");
}

#[test]
fn status() {
    let home = Home::with_clients();
    let contract: &[(&str, &str)] = &[
        ("now", "instant"),
        ("running", "object|null"),
        ("next_event", "object|null"),
        ("today_seconds", "integer"),
        ("alerts", "list"),
    ];
    let nothing = home.json("status");
    let added = [("overdue", "list")];
    has(&nothing, contract, &added);
    assert_eq!(
        (&nothing["running"], &nothing["next_event"], &nothing["alerts"]),
        (&Value::Null, &Value::Null, &json!([]))
    );
    home.ok("agreement add acme retainer --hours 10 --start 2026-06-01");
    home.ok("log acme 8h");
    home.ok("event add acme review tomorrow 9-10");
    home.ok("start zeta call --at 13:30");
    let status = home.json("status");
    has(&status, contract, &added);
    let running =
        [("id", "integer"), ("client", "text"), ("note", "text"), ("start", "instant"), ("seconds", "integer")];
    has(&status["running"], &running, &[]);
    let next = [
        ("id", "integer"),
        ("title", "text"),
        ("client", "text|null"),
        ("start", "instant"),
        ("starts_in_seconds", "integer"),
    ];
    has(&status["next_event"], &next, &[]);
    each_has(&status["alerts"], &[("kind", "text"), ("client", "text|null"), ("text", "text")], &[]);
    let seconds = status["running"]["seconds"].as_i64().unwrap();
    assert!(seconds >= 1800);
    assert_eq!(status["today_seconds"].as_i64().unwrap(), 8 * 3600 + seconds);
    assert_eq!(status["alerts"][0]["text"], "Acme GmbH has used 75 % of its hours");
}

const RETAINER: &[(&str, &str)] = &[
    ("client", "text"),
    ("agreement", "integer"),
    ("kind", "text"),
    ("cycle_start", "date"),
    ("cycle_end", "date|null"),
    ("granted_minutes", "integer"),
    ("rolled_in_minutes", "integer"),
    ("used_minutes", "integer"),
    ("from_blocks_minutes", "integer"),
    ("overage_minutes", "integer"),
    ("left_minutes", "integer"),
    ("running_seconds", "integer"),
    ("paused", "bool"),
    ("expires", "list"),
    ("resets_on", "date|null"),
    ("workdays_left", "integer|null"),
    ("pace_minutes", "integer|null"),
    ("empty_on", "date|null"),
    ("alert", "integer|null"),
];

#[test]
fn retainers() {
    let home = Home::with_clients();
    home.ok("agreement add acme retainer --hours 20 --start 2026-05-01 --rollover next_cycle");
    home.ok("agreement add acme block --hours 5 --price 200 --start 2026-06-01 --last-day 2026-07-15");
    home.ok("agreement add zeta block --hours 5 --price 200 --start 2026-06-01");
    home.ok("log acme 15h --on 2026-05-04");
    home.ok("log acme 12h --on 2026-06-04");
    let rows = home.json("retainers");
    each_has(&rows, RETAINER, &[]);
    let row = |n: i64| rows.as_array().unwrap().iter().find(|r| r["agreement"] == n).unwrap();
    assert_eq!(
        (&row(1)["granted_minutes"], &row(1)["rolled_in_minutes"], &row(1)["used_minutes"], &row(1)["left_minutes"]),
        (&json!(1200), &json!(300), &json!(720), &json!(780))
    );
    assert_eq!((&row(1)["resets_on"], &row(1)["workdays_left"]), (&json!("2026-07-01"), &json!(6)));
    assert_eq!(row(2)["expires"], json!([{ "on": "2026-07-15", "minutes": 300 }]));
    assert_eq!(
        (&row(2)["kind"], &row(2)["cycle_end"], &row(2)["resets_on"]),
        (&json!("block"), &json!("2026-07-16"), &Value::Null)
    );
    assert_eq!((&row(3)["cycle_end"], &row(3)["expires"]), (&Value::Null, &json!([])));
    // As it stood on a day: with everything worked up to and including it, and nothing after.
    let may = home.json("retainers --at 2026-05-04 --client acme");
    assert_eq!((&may[0]["cycle_start"], &may[0]["used_minutes"]), (&json!("2026-05-01"), &json!(900)));
    let before = home.json("retainers --at 2026-05-03");
    assert_eq!((&before[0]["used_minutes"], before.as_array().unwrap().len()), (&json!(0), 1));
}

#[test]
fn agreements() {
    let home = Home::with_clients();
    home.ok("agreement add acme retainer --hours 20 --fee 800 --start 2026-05-01 --rollover bank --cap 50% --life 2 --services email");
    home.ok("agreement add acme block --hours 5 --price 200 --start 2026-06-01");
    home.ok("agreement adjust 1 -1h --reason late --on 2026-06-02");
    home.ok("log acme 21h --on 2026-05-04 --service email");
    home.ok("log acme 7h --on 2026-06-04");
    let contract =
        [("id", "integer"), ("client", "text"), ("kind", "text"), ("starts_on", "date"), ("ends_on", "date|null")];
    let more = [
        ("anchor", "date|null"),
        ("every", "text|null"),
        ("first", "text|null"),
        ("currency", "text"),
        ("minutes", "integer"),
        ("price", "money|null"),
        ("services", "texts|null"),
        ("versions", "list"),
    ];
    let list = home.json("agreement list");
    each_has(&list, &contract, &more);
    let version = [
        ("from", "date"),
        ("minutes", "integer"),
        ("fee", "money"),
        ("overage_rate", "money|null"),
        ("rollover", "text"),
        ("cap", "text|null"),
        ("life", "integer|null"),
        ("order", "text"),
        ("counts", "text"),
        ("services", "texts|null"),
        ("rush_burns", "text"),
        ("rounding", "text|null"),
    ];
    each_has(&list[0]["versions"], &version, &[]);
    assert_eq!(list[0]["versions"][0]["services"], json!(["email"]));

    let whole = home.json("agreement show 1");
    let shown = [("cycles", "list"), ("draws", "list"), ("adjustments", "list")];
    has(&whole, &contract, &[&more[..], &shown].concat());
    let cycle = [
        ("start", "date"),
        ("end", "date"),
        ("granted_minutes", "integer"),
        ("rolled_in_minutes", "integer"),
        ("used_minutes", "integer"),
        ("from_blocks_minutes", "integer"),
        ("overage_minutes", "integer"),
        ("overage_amount", "money"),
        ("forfeited_minutes", "integer|null"),
        ("rolled_out_minutes", "integer|null"),
        ("deficit_out_minutes", "integer|null"),
    ];
    each_has(
        &whole["cycles"],
        &cycle,
        &[
            ("fee", "money"),
            ("left_minutes", "integer"),
            ("unpriced_minutes", "integer"),
            ("fee_invoice", "text|null"),
            ("settled", "bool"),
        ],
    );
    each_has(
        &whole["draws"],
        &[("entry", "integer"), ("grant", "text"), ("kind", "text"), ("minutes", "integer")],
        &[],
    );
    each_has(
        &whole["adjustments"],
        &[("on", "date"), ("minutes", "integer"), ("reason", "text"), ("gift", "bool")],
        &[],
    );
    // From the first cycle to the one that holds the day asked for; what is open there is not settled yet.
    let cycles = whole["cycles"].as_array().unwrap();
    let bounds: Vec<_> = cycles.iter().map(|c| (c["start"].as_str().unwrap(), c["end"].as_str().unwrap())).collect();
    assert_eq!(bounds, [("2026-05-01", "2026-06-01"), ("2026-06-01", "2026-07-01")]);
    let settled =
        |c: &Value| ["forfeited_minutes", "rolled_out_minutes", "deficit_out_minutes"].map(|f| c[f].is_null());
    assert_eq!((settled(&cycles[0]), settled(&cycles[1])), ([false; 3], [true; 3]));
    let block = home.json("agreement show 2");
    has(&block, &contract, &[&more[..], &shown].concat());
    assert_eq!(block["draws"], json!([{ "entry": 2, "grant": "2", "kind": "block", "minutes": 300 }]));
}

#[test]
fn unbilled() {
    let home = Home::with_clients();
    home.ok("client add nihon --currency JPY --rate 5000");
    home.ok("log acme 20m --rush");
    home.ok("log acme 40m --on 2026-06-01");
    home.ok("log nihon 50m");
    let found = home.json("unbilled");
    has(&found, &[("as_of", "date"), ("clients", "list"), ("totals", "list")], &[]);
    let client = [
        ("client", "text"),
        ("currency", "text"),
        ("minutes", "integer"),
        ("amount", "money"),
        ("unpriced_minutes", "integer"),
        ("covered_minutes", "integer"),
        ("oldest", "date|null"),
        ("lines", "list"),
    ];
    each_has(&found["clients"], &client, &[("items", "list"), ("total", "money")]);
    let line = [
        ("service", "text|null"),
        ("rate", "money|null"),
        ("rush", "bool"),
        ("minutes", "integer"),
        ("amount", "money|null"),
    ];
    found["clients"].as_array().unwrap().iter().for_each(|c| each_has(&c["lines"], &line, &[]));
    // Currencies are never added, and have the decimals they have.
    assert_eq!(
        found["totals"],
        json!([
            { "currency": "EUR", "amount": "52.50", "total": "52.50" },
            { "currency": "JPY", "amount": "4167", "total": "4167" }
        ])
    );
    assert_eq!(found["clients"][0]["oldest"], "2026-06-01");
}

/// Minor units of a decimal with two places.
fn cents(value: &Value) -> i64 {
    value.as_str().unwrap().replace('.', "").parse().unwrap()
}

/// What the entries say one by one is what the lists say of them together.
#[test]
fn the_lists_agree_with_each_other() {
    let home = Home::with_clients();
    for line in [
        "agreement add acme retainer --hours 4 --start 2026-05-01 --overage-rate 50 --rollover next_cycle",
        "agreement add acme block --hours 1 --price 40 --start 2026-06-01 --services email",
        "client edit zeta --rounding 15:up:day",
        "log acme 3h10 --on 2026-05-04",
        "log acme 2h5 --on 2026-06-01 --service email",
        "log acme 2h25 --on 2026-06-02 --rush",
        "log acme 1h40 --on 2026-06-03 --service email",
        "log acme 50m --on 2026-06-04 --rush --service research",
        "log acme 20m --on 2026-06-04 --gift",
        "log acme 25m --on 2026-06-05 --no-bill",
        "log zeta 7m --on 2026-06-05",
        "log zeta 9m --on 2026-06-05",
        "log zeta 35m --on 2026-06-05 --service research",
        "log zeta 35m --on 2026-06-06 --bill-as 50m",
    ] {
        home.ok(line);
    }
    home.ok("entry edit 5 --rate 72.15");
    let entries = home.json("entry list");
    for e in entries.as_array().unwrap().iter().filter(|e| !e["rate"].is_null()) {
        let source = e["rate_source"].as_str().unwrap();
        assert!(source.starts_with(&format!("{}/h", e["rate"].as_str().unwrap())), "{e}");
        // An amount is the printed minutes at the printed rate, half up.
        let owed = if e["gift"] == true || e["billable"] == false { 0 } else { e["overage_minutes"].as_i64().unwrap() };
        assert_eq!(cents(&e["amount"]), (owed * cents(&e["rate"]) * 2 + 60) / 120, "{e}");
    }
    let unbilled = home.json("unbilled");
    for c in unbilled["clients"].as_array().unwrap() {
        let sum = |field: &str| {
            let mine =
                entries.as_array().unwrap().iter().filter(|e| e["client"] == c["client"] && e["billable"] == true);
            mine.map(|e| e[field].as_i64().unwrap()).sum::<i64>()
        };
        assert_eq!(
            (sum("overage_minutes"), sum("covered_minutes")),
            (c["minutes"].as_i64().unwrap(), c["covered_minutes"].as_i64().unwrap())
        );
        let lines = c["lines"].as_array().unwrap();
        assert_eq!(lines.iter().map(|l| l["minutes"].as_i64().unwrap()).sum::<i64>(), c["minutes"], "{c}");
        assert_eq!(lines.iter().map(|l| cents(&l["amount"])).sum::<i64>(), cents(&c["amount"]), "{c}");
        for l in lines {
            assert_eq!(cents(&l["amount"]), (l["minutes"].as_i64().unwrap() * cents(&l["rate"]) * 2 + 60) / 120, "{l}");
        }
        let total = unbilled["totals"].as_array().unwrap().iter().find(|t| t["currency"] == c["currency"]).unwrap();
        assert_eq!(total["amount"], c["amount"], "one client a currency here");
    }
    // A retainer's cycles hold what its entries used, and its draws are all of that.
    let agreement = home.json("agreement show 1");
    let used: i64 = agreement["cycles"].as_array().unwrap().iter().map(|c| c["used_minutes"].as_i64().unwrap()).sum();
    let drawn: i64 = agreement["draws"].as_array().unwrap().iter().map(|d| d["minutes"].as_i64().unwrap()).sum();
    let acme = entries.as_array().unwrap().iter().filter(|e| e["client"] == "acme" && e["billable"] == true);
    let counted: i64 =
        acme.map(|e| e["covered_minutes"].as_i64().unwrap() + e["overage_minutes"].as_i64().unwrap()).sum();
    assert_eq!((used, drawn), (counted, counted));
}

#[test]
fn the_schedule() {
    let home = Home::with_clients();
    home.ok("event add acme review tomorrow 9-10 @Zoom every:day");
    home.ok("event add holiday 24.6.");
    home.ok("event add --title night --start '2026-06-23 23:00' --end '2026-06-24 01:00'");
    let home_ics = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:z\nDTSTART:20260624T000000\nDTEND:20260624T000000\nSUMMARY:midnight\n\
                    STATUS:CANCELLED\nEND:VEVENT\nEND:VCALENDAR\n";
    home.write("z.ics", home_ics);
    home.ok("import ics z.ics");
    let contract = [
        ("id", "integer"),
        ("title", "text"),
        ("start", "instant|date"),
        ("end", "instant|date"),
        ("all_day", "bool"),
        ("client", "text|null"),
        ("calendar", "text"),
        ("location", "text"),
        ("url", "text|null"),
        ("status", "text"),
        ("recurrence_id", "text|null"),
        ("declined", "bool"),
    ];
    let day = home.json("agenda --from 2026-06-24 --to 2026-06-24");
    each_has(&day, &contract, &[("uid", "text"), ("clients", "texts")]);
    let seen: Vec<_> =
        day.as_array().unwrap().iter().map(|o| (o["title"].as_str().unwrap(), o["start"].as_str().unwrap())).collect();
    // What overlaps the day, by start; without a length, what begins in it.
    assert_eq!(
        seen,
        [
            ("night", "2026-06-23T23:00:00+02:00"),
            ("midnight", "2026-06-24T00:00:00+02:00"),
            ("holiday", "2026-06-24"),
            ("review", "2026-06-24T09:00:00+02:00"),
        ]
    );
    let holiday = day.as_array().unwrap().iter().find(|o| o["title"] == "holiday").unwrap();
    assert_eq!((&holiday["all_day"], &holiday["end"]), (&json!(true), &json!("2026-06-25")));
    let review = day.as_array().unwrap().iter().find(|o| o["title"] == "review").unwrap();
    assert_eq!(review["recurrence_id"], review["start"]);
    assert!(day.as_array().unwrap().iter().any(|o| o["status"] == "cancelled"));
    let event = home.json("event show 1");
    let whole = [
        ("id", "integer"),
        ("title", "text"),
        ("start", "text"),
        ("end", "text"),
        ("client", "text|null"),
        ("calendar", "text"),
        ("location", "text"),
        ("url", "text|null"),
        ("status", "text"),
        ("repeat", "texts"),
        ("repeat_words", "text|null"),
        ("deleted", "texts"),
        ("changed", "texts"),
        ("description", "text"),
        ("people", "texts"),
        ("reminders", "list"),
        ("reminders_usual", "bool"),
        ("uid", "text"),
    ];
    has(&event, &whole, &[]);
}

#[test]
fn tasks() {
    let home = Home::with_clients();
    home.ok("task add acme newsletter due:fri 17:00 ~2h '!high' '#web' every:month service:email");
    home.ok("task add call due:tomorrow");
    home.ok("task add later wait:+9d");
    let contract = [
        ("id", "integer"),
        ("title", "text"),
        ("client", "text|null"),
        ("service", "text|null"),
        ("state", "text"),
        ("due", "instant|date|null"),
        ("wait_until", "date|null"),
        ("priority", "text"),
        ("rush", "bool"),
        ("estimate_minutes", "integer|null"),
        ("logged_seconds", "integer"),
        ("tags", "texts"),
        ("urgency", "integer"),
    ];
    let more = [("note", "text"), ("repeat", "text|null")];
    let list = home.json("task list --state all");
    each_has(&list, &contract, &more);
    let order: Vec<_> = list.as_array().unwrap().iter().map(|t| t["urgency"].as_i64().unwrap()).collect();
    assert!(order.is_sorted_by(|a, b| a >= b), "in queue order: {order:?}");
    assert_eq!((&list[0]["due"], &list[1]["due"]), (&json!("2026-06-26T17:00:00+02:00"), &json!("2026-06-23")));
    home.ok("task edit 1 --checklist 'draft'");
    has(&home.json("task check 1"), &[("said", "text"), ("id", "integer")], &[("n", "integer"), ("done", "bool")]);
    let whole = home.json("task show 1");
    has(
        &whole,
        &contract,
        &[&more[..], &[("why", "list"), ("checklist", "texts"), ("checklist_items", "list")]].concat(),
    );
    each_has(&whole["checklist_items"], &[("text", "text"), ("done", "bool")], &[]);
    each_has(&whole["why"], &[("points", "integer"), ("why", "text")], &[]);
}

#[test]
fn filters() {
    let home = Home::new();
    home.ok("filter save late overdue");
    each_has(&home.json("filter list"), &[("id", "integer"), ("name", "text"), ("text", "text")], &[]);
}

#[test]
fn what_a_change_says() {
    let home = Home::new();
    let said = [("said", "text"), ("id", "integer|null")];
    has(&home.json("client add acme --rate 45"), &said, &[("code", "text")]);
    has(&home.json("service add email"), &said, &[("code", "text")]);
    has(&home.json("rate set 50 --client acme"), &said, &[]);
    has(&home.json("start acme --at 13:00"), &said, &[("client", "text")]);
    has(&home.json("stop"), &said, &[("seconds", "integer")]);
    has(&home.json("log acme 1h"), &said, &[("seconds", "integer"), ("client", "text")]);
    has(&home.json("task add call"), &said, &[]);
    has(&home.json("event add lunch tomorrow 12-13"), &said, &[]);
    home.write("t.csv", "client,date,minutes\nacme,2026-06-01,30\n");
    let counts = ["added", "updated", "unchanged", "overlapping", "skipped"].map(|name| (name, "integer"));
    has(
        &home.json("import csv t.csv"),
        &said,
        &[&counts[..], &[("problems", "texts"), ("already_here", "integer")]].concat(),
    );
    has(&home.json("undo 2"), &[("said", "text"), ("steps", "list")], &[]);
    let redone = home.json("redo");
    each_has(&redone["steps"], &[("step", "integer"), ("label", "text"), ("command", "text")], &[]);
    let step = [("step", "integer"), ("at", "instant"), ("label", "text"), ("command", "text"), ("undone", "bool")];
    each_has(&home.json("history"), &step, &[]);
    let check =
        [("ok", "bool"), ("problems", "texts"), ("entries", "integer"), ("backups", "texts"), ("repaired", "bool")];
    has(&home.json("db check"), &check, &[("taken", "text|null"), ("files", "object|null")]);
    home.ok("db backup");
    let backup =
        [("file", "text"), ("date", "date"), ("bytes", "integer"), ("good", "bool"), ("entries", "integer|null")];
    let more = [("changed", "instant|null"), ("problem", "text|null"), ("ahead", "bool")];
    each_has(&home.json("db backups"), &[&backup[..], &more].concat(), &[]);
    let restored = [("said", "text"), ("from", "text"), ("entries", "integer"), ("changed", "instant|null")];
    let more = [("encrypted", "bool"), ("kept", "text|null"), ("passed_over", "texts"), ("files", "object")];
    has(&home.json("db restore"), &restored, &more);
    assert!(home.json("db path").is_string());
    each_has(
        &home.json("client list"),
        &[("code", "text"), ("name", "text"), ("currency", "text"), ("archived", "bool")],
        &[
            ("id", "integer"),
            ("zone", "text|null"),
            ("rounding", "text|null"),
            ("minimum_minutes", "integer|null"),
            ("rush_percent", "integer"),
            ("hours", "text|null"),
            ("email", "text"),
            ("domains", "texts"),
            ("aliases", "texts"),
            ("note", "text"),
            ("colour", "text|null"),
            ("rate", "money|null"),
            ("left_minutes", "integer|null"),
            ("unbilled_minutes", "integer"),
            ("unbilled_amount", "money"),
            ("unpriced_minutes", "integer"),
        ],
    );
    each_has(
        &home.json("rate list"),
        &[("id", "integer"), ("amount", "money"), ("from", "date")],
        &[("client", "text|null"), ("service", "text|null"), ("currency", "text|null")],
    );
}

/// A step's command does the same again: it is what one would type.
#[test]
fn a_step_names_the_line_that_does_the_same() {
    let home = Home::with_clients();
    home.ok("log acme 1h 'it is -20 % off' --tag web --on yesterday");
    let step = &home.json("history --limit 1")[0];
    assert_eq!(step["command"], "log acme 1h 'it is -20 % off' --on yesterday --tag web");
    home.ok(step["command"].as_str().unwrap());
    let list = home.json("entry list");
    assert_eq!((&list[0]["note"], &list[1]["note"]), (&json!("it is -20 % off"), &json!("it is -20 % off")));
}

#[test]
fn what_is_shown_of_one_thing() {
    let home = Home::with_clients();
    home.ok("agreement add acme retainer --hours 20 --fee 800 --start 2026-06-01");
    home.ok("rate set 70 --client acme --service research");
    home.ok("log acme 9-10:30 news --service research");
    home.ok("task add 'acme call due:today !high'");
    let whole = home.json("client show acme");
    assert_eq!((&whole["code"], &whole["left_minutes"]), (&json!("acme"), &json!(1_110)));
    let rate = [("id", "integer"), ("amount", "money"), ("from", "date"), ("client", "text|null")];
    each_has(&whole["rates"], &rate, &[("service", "text|null"), ("currency", "text|null")]);
    let known = ["legal_name", "contact", "street", "street2", "postcode", "city", "region", "country", "vat_id"];
    let more = ["registration", "buyer_ref", "po", "contract_ref", "email", "e_address", "terms", "tax"];
    let known: Vec<(&str, &str)> = known.into_iter().chain(more).map(|name| (name, "text|null")).collect();
    let bills =
        [("prices", "text"), ("group", "text"), ("fee_when", "text"), ("invoice_format", "text"), ("annex", "bool")];
    let more = [("language", "text|null"), ("platform", "text|null"), ("billed_through", "date|null")];
    has(&whole["billing"], &bills, &[&known[..], &more].concat());
    let service = [("id", "integer"), ("code", "text"), ("name", "text"), ("archived", "bool")];
    each_has(&home.json("service list"), &service, &[("rate", "money|null"), ("currency", "text|null")]);
    let why = [("id", "integer"), ("client", "text"), ("date", "date"), ("rate", "money|null")];
    has(&home.json("rate why 1"), &why, &[("rate_source", "text|null"), ("currency", "text")]);
    each_has(&home.json("task why 1")["why"], &[("points", "integer"), ("why", "text")], &[]);
    let free = [("start", "instant"), ("end", "instant"), ("minutes", "integer"), ("text", "text")];
    each_has(&home.json("free --with acme"), &free, &[("with_start", "text|null"), ("with_end", "text|null")]);
    assert!(home.json("export csv").as_str().unwrap().starts_with("client,start,end,"));
    assert!(home.json("export ics").as_str().unwrap().starts_with("BEGIN:VCALENDAR\r\n"));
}

#[test]
fn who_bills_and_by_what() {
    let home = Home::with_clients();
    assert!(home.json("business show").is_null());
    home.ok("business set --name 'Desk & Co' --country DE --regime small");
    let business = home.json("business show");
    let texts =
        ["name", "contact", "street", "postcode", "city", "country", "regime", "vat_id", "tax_number", "iban", "bic"];
    let more = ["bank", "email", "phone", "web", "registration", "pay_link", "currency", "cash_rounding"];
    let texts: Vec<(&str, &str)> = texts.into_iter().chain(more).map(|name| (name, "text|null")).collect();
    has(&business, &[("from", "date|null"), ("later", "texts"), ("missing", "texts")], &texts);
    assert_eq!(business["missing"], json!(["street", "postcode", "city", "tax-number"]));
    let tax =
        [("id", "integer|null"), ("code", "text"), ("category", "text"), ("percents", "texts"), ("from", "date|null")];
    each_has(&home.json("tax list"), &tax, &[]);
    home.ok("fx set USD 0.90 --from 2026-01-01");
    let rate = [("id", "integer"), ("currency", "text"), ("rate", "money"), ("home", "text"), ("from", "date")];
    each_has(&home.json("fx list"), &rate, &[]);
}

#[test]
fn statements() {
    let home = Home::with_clients();
    home.ok("agreement add acme retainer --hours 1 --fee 40 --start 2026-06-01");
    home.ok("log acme 9-10:30 news --service research");
    let statement = home.json("statement acme");
    let lists = ["retainers", "blocks", "lines", "services"].map(|name| (name, "list"));
    let what = [("client", "text"), ("name", "text"), ("currency", "text"), ("total", "object")];
    let days = ["start", "end", "as_of"].map(|name| (name, "date"));
    has(&statement, &[&what[..], &lists, &days].concat(), &[]);
    let minutes =
        |names: &[&'static str]| -> Vec<(&str, &str)> { names.iter().map(|name| (*name, "integer")).collect() };
    let sums = minutes(&[
        "minutes",
        "gift_minutes",
        "counted_minutes",
        "covered_minutes",
        "charged_minutes",
        "unpriced_minutes",
    ]);
    let money = [("amount", "money|null"), ("currency", "text")];
    has(&statement["total"], &sums, &money);
    each_has(&statement["services"], &sums, &[&money[..], &[("service", "text|null")]].concat());
    let line = minutes(&["entry", "minutes", "counted_minutes", "covered_minutes", "charged_minutes"]);
    let text = [("date", "date"), ("service", "text|null"), ("note", "text")];
    let marks = ["gift", "rush", "late"].map(|name| (name, "bool"));
    each_has(&statement["lines"], &line, &[&text[..], &marks].concat());
    let total = &statement["total"];
    assert_eq!((&total["covered_minutes"], &total["charged_minutes"]), (&json!(60), &json!(30)));
}

/// A home in which everything about money has happened once.
fn billed() -> Home {
    let home = Home::with_clients();
    for line in [
        "business set --name Desk --street 'Main Street 1' --postcode 50667 --city Ort --country DE --regime vat --vat-id DE123456788",
        "client edit acme --street 'Ring 1' --postcode 12345 --city Ort --country DE --terms '14d 2%/7d'",
        "client edit zeta --street 'Ring 2' --postcode 12345 --city Ort --country DE",
        "agreement add acme retainer --hours 1 --fee 40 --start 2026-05-01 --overage-rate 50",
        "agreement add zeta commission --tiers 0:150,5:200 --start 2026-05-01",
        "log acme 2h news --on 2026-05-05",
        "charge add acme Translation --price 0.085 --qty 1250 --unit word --kind unit --on 2026-06-01 --discount 10%",
        "charge add acme Hosting --price 15 --every month --until 2026-12-31 --wait",
        "closing add zeta 'House in Elm Street' --on 2026-05-20 --value 240000",
        "invoice issue acme --discount 5% --note Thanks",
        "invoice sent 1 --on 2026-06-22 --how mail --to billing@acme.example",
        "payment add 1 50 --fee 1.20 --ref 'invoice 1' --method transfer",
        "payment add acme 20 --received '22 CHF'",
        "invoice credit 1 --line 1 --amount 5 --reason 'too much'",
        "invoice deposit zeta 600 Website",
        "invoice draft zeta",
        "numbering set invoice --next 41 --reason moved",
        "business text closing --language de Vielen Dank",
    ] {
        home.ok(line);
    }
    home
}

#[test]
fn what_is_billed_beside_time() {
    let home = billed();
    let charge = [
        ("id", "integer"),
        ("client", "text"),
        ("text", "text"),
        ("kind", "text"),
        ("date", "date"),
        ("quantity", "money"),
        ("unit", "text"),
        ("price", "money"),
        ("amount", "money"),
        ("currency", "text"),
        ("ready", "bool"),
        ("tax", "text|null"),
        ("discount", "text|null"),
        ("every", "text|null"),
        ("until", "date|null"),
        ("invoice", "text|null"),
    ];
    each_has(&home.json("charge list --all"), &charge, &[]);
    assert_eq!(home.json("charge list")[0]["text"], "Hosting", "what is on a document is told when asked for");
    let closing = [("id", "integer"), ("client", "text"), ("agreement", "integer"), ("note", "text"), ("date", "date")];
    each_has(&home.json("closing list"), &closing, &[("value", "money|null"), ("currency", "text")]);
    let unbilled = home.json("unbilled");
    let client = unbilled["clients"].as_array().unwrap().iter().find(|c| c["client"] == "zeta").unwrap();
    let item = [("kind", "text"), ("text", "text"), ("due", "date"), ("amount", "money|null"), ("currency", "text")];
    each_has(&client["items"], &item, &[]);
    assert_eq!((&client["minutes"], &client["total"]), (&json!(0), &json!("150.00")));
    let entry = &home.json("entry list")[0];
    assert_eq!((&entry["state"], &entry["invoice"]), (&json!("invoiced"), &json!("2026-0001")));
    let cycles = home.json("agreement show 1")["cycles"].clone();
    assert_eq!((&cycles[0]["fee_invoice"], &cycles[0]["settled"]), (&json!("2026-0001"), &json!(true)));
    home.at("2026-07-20 12:00");
    let overdue = [("currency", "text"), ("amount", "money"), ("count", "integer")];
    each_has(&home.json("status")["overdue"], &overdue, &[]);
}

#[test]
fn documents() {
    let home = billed();
    let listed = [
        ("number", "text"),
        ("kind", "text"),
        ("client", "text"),
        ("currency", "text"),
        ("date", "date"),
        ("due", "date|null"),
        ("total", "money"),
        ("open", "money"),
        ("state", "text"),
        ("overdue", "bool"),
        ("days_overdue", "integer"),
    ];
    each_has(&home.json("invoice list"), &listed, &[]);
    let money = ["net", "tax", "gross", "rounding", "total", "prepaid"].map(|name| (name, "money"));
    let settled = ["paid", "credited", "written_off", "open"].map(|name| (name, "money|null"));
    let lists = ["lines", "discounts", "taxes", "payments", "papers"].map(|name| (name, "list"));
    let what = [
        ("number", "text|null"),
        ("kind", "text"),
        ("client", "text"),
        ("currency", "text"),
        ("state", "text"),
        ("overdue", "bool"),
        ("days_overdue", "integer"),
        ("date", "date"),
        ("due", "date|null"),
        ("through", "date|null"),
        ("corrects", "text|null"),
        ("corrected_by", "texts"),
        ("prices", "text"),
        ("sent", "object|null"),
        ("seller", "object"),
        ("buyer", "object"),
    ];
    let contract = [&what[..], &money, &settled, &lists].concat();
    let added = [("draft", "text|null"), ("terms", "text|null"), ("reason", "text|null")];
    let line = [
        ("n", "integer"),
        ("kind", "text"),
        ("text", "text"),
        ("service", "text|null"),
        ("rush", "bool"),
        ("minutes", "integer|null"),
        ("rate", "money|null"),
        ("quantity", "money|null"),
        ("unit", "text"),
        ("price", "money|null"),
        ("from", "date|null"),
        ("to", "date|null"),
        ("late", "bool"),
        ("gross", "money|null"),
        ("net", "money"),
        ("tax", "text"),
        ("category", "text"),
        ("percent", "money|texts"),
    ];
    let tax = [("tax", "text"), ("category", "text"), ("percent", "money"), ("base", "money"), ("amount", "money")];
    for (number, state) in [("1", "part_paid"), ("CN-2026-0001", "issued"), ("2026-0002", "issued"), ("d1", "draft")] {
        let shown = home.json(&format!("invoice show {number}"));
        has(&shown, &contract, &added);
        each_has(&shown["lines"], &line, &[("discount", "money|null")]);
        each_has(&shown["taxes"], &tax, &[("reason", "text|null")]);
        assert_eq!(shown["state"], state, "{number}");
    }
    let shown = home.json("invoice show 1");
    let discount = [("amount", "money"), ("category", "text"), ("percent", "money|texts")];
    each_has(&shown["discounts"], &discount, &[]);
    let payment = [("id", "integer"), ("date", "date"), ("amount", "money")];
    each_has(&shown["payments"], &payment, &[]);
    has(&shown["sent"], &[("at", "instant"), ("how", "text"), ("to", "text|null")], &[("date", "date")]);
    assert_eq!(shown["corrected_by"], json!(["CN-2026-0001"]));
    each_has(&home.json("tax why 1"), &[("n", "integer"), ("text", "text"), ("tax", "text"), ("why", "text")], &[]);
    let series = [("series", "text"), ("pattern", "text"), ("set", "list")];
    each_has(&home.json("numbering list"), &series, &[]);
    let text = [("name", "text"), ("language", "text"), ("text", "text")];
    each_has(&home.json("business texts"), &text, &[]);
}

#[test]
fn money_in() {
    let home = billed();
    let payment = [
        ("id", "integer"),
        ("client", "text"),
        ("date", "date"),
        ("amount", "money"),
        ("currency", "text"),
        ("fee", "money"),
        ("method", "text|null"),
        ("reference", "text|null"),
        ("unused", "money"),
        ("refunds", "integer|null"),
        ("received", "object|null"),
        ("documents", "list"),
    ];
    each_has(&home.json("payment list"), &payment, &[]);
    let account = home.json("account acme");
    let what = [("client", "text"), ("currency", "text"), ("from", "date|null"), ("before", "money")];
    has(&account, &what, &[("lines", "list"), ("balance", "money")]);
    let line = [("date", "date"), ("what", "text"), ("amount", "money"), ("balance", "money")];
    each_has(&account["lines"], &line, &[]);
    home.ok("dunning rate 11.27 --from 2025-07-01");
    each_has(&home.json("dunning list"), &[("id", "integer"), ("percent", "text"), ("from", "date")], &[]);
    home.at("2026-07-20 12:00");
    let ageing = home.json("ageing");
    has(&ageing, &[("as_of", "date"), ("clients", "list"), ("totals", "list")], &[]);
    let sums = ["not_due", "days_1_30", "days_31_60", "days_61_90", "days_over_90", "open", "credit"];
    let sums = sums.map(|name| (name, "money"));
    each_has(&ageing["clients"], &[&[("client", "text"), ("currency", "text")][..], &sums].concat(), &[]);
    each_has(&ageing["totals"], &[&[("currency", "text")][..], &sums].concat(), &[]);
    let acme = ageing["clients"].as_array().unwrap().iter().find(|c| c["client"] == "acme").unwrap();
    assert_eq!(acme["open"], home.json("invoice show 1")["open"]);
    assert_eq!(acme["open"], account["balance"], "what the account says is open");
}

#[test]
fn reports() {
    let home = billed();
    let period = [("from", "date"), ("to", "date"), ("complete", "bool")];
    for name in ["time", "use", "rate", "money", "clients", "health", "year"] {
        let report = home.json(&format!("report {name} --period year"));
        has(&report, &[("period", "object"), ("rows", "list"), ("totals", "list")], &[]);
        has(&report["period"], &period, &[]);
        assert!(!report["rows"].as_array().unwrap().is_empty(), "{name}");
    }
    let hours = [
        ("client", "text"),
        ("seconds", "integer"),
        ("billed_minutes", "integer"),
        ("covered_minutes", "integer"),
        ("overage_minutes", "integer"),
        ("unpaid_seconds", "integer"),
        ("amounts", "list"),
        ("running", "bool"),
    ];
    each_has(&home.json("report time --period year")["rows"], &hours, &[]);
    let rate = [
        ("client", "text"),
        ("currency", "text"),
        ("revenue", "money"),
        ("seconds", "integer"),
        ("unpaid_seconds", "integer"),
        ("effective", "money|null"),
        ("agreed", "money|null"),
        ("before", "object|null"),
        ("home", "object|null"),
    ];
    each_has(&home.json("report rate --period year")["rows"], &rate, &[]);
    each_has(&home.json("report year")["rows"], &[("date", "date"), ("seconds", "integer")], &[]);
    let of_money = [("date", "date"), ("revenue", "money"), ("currency", "text")];
    each_has(&home.json("report year --of money")["rows"], &of_money, &[]);
    let used = [
        ("tag", "text|null"),
        ("seconds", "integer"),
        ("billable_seconds", "integer"),
        ("capacity_seconds", "integer"),
        ("utilisation_percent", "integer|null"),
        ("running", "bool"),
    ];
    each_has(&home.json("report use --period year --by tag")["rows"], &used, &[]);
    let money = ["revenue", "unbilled", "invoiced", "paid", "fees", "left", "overdue"].map(|name| (name, "money"));
    let told = [
        ("client", "text"),
        ("currency", "text"),
        ("seconds", "integer"),
        ("running", "bool"),
        ("home", "object|null"),
    ];
    each_has(&home.json("report money --period year")["rows"], &[&told[..], &money].concat(), &[]);
    let health = [
        ("client", "text"),
        ("currency", "text"),
        ("seconds", "integer"),
        ("left_minutes", "integer|null"),
        ("overage_minutes", "integer"),
        ("pace_minutes", "integer|null"),
        ("unpaid_seconds", "integer"),
        ("unpaid_percent", "integer|null"),
        ("overdue", "money"),
        ("effective", "money|null"),
        ("agreed", "money|null"),
        ("signs", "texts"),
    ];
    each_has(&home.json("report health --period year")["rows"], &health, &[]);
    let load = ["seconds", "meeting_seconds", "task_seconds", "capacity_seconds", "over_seconds"];
    let load: Vec<(&str, &str)> = load.into_iter().map(|name| (name, "integer")).collect();
    each_has(&home.json("report load")["rows"], &[&[("date", "date")][..], &load].concat(), &[]);
    let forecast = ["low", "likely", "high", "fees", "invoices", "overdue", "unbilled", "usual"];
    let forecast: Vec<(&str, &str)> = forecast.into_iter().map(|name| (name, "money")).collect();
    let days = [("currency", "text"), ("from", "date"), ("to", "date"), ("home", "object|null")];
    each_has(&home.json("report forecast")["rows"], &[&days[..], &forecast].concat(), &[]);
    home.ok("budget set 2026 revenue 30000");
    home.ok("budget set 2026 hours 100 --month july");
    let budget = [("id", "integer"), ("year", "integer"), ("month", "integer|null"), ("line", "text")];
    each_has(
        &home.json("budget list"),
        &[&budget[..], &[("amount", "money|integer"), ("currency", "text|null")]].concat(),
        &[],
    );
    let plan = [
        ("line", "text"),
        ("currency", "text|null"),
        ("budget", "money|integer"),
        ("came", "money|integer"),
        ("percent", "integer|null"),
        ("difference", "money|integer"),
        ("needed_per_month", "money|integer|null"),
    ];
    each_has(&home.json("report plan --period year")["rows"], &plan, &[]);
    home.ok("off add 2026-12-24 --why holiday");
    let off = [("id", "integer"), ("from", "date"), ("to", "date"), ("why", "text"), ("seconds", "integer")];
    each_has(&home.json("off list"), &off, &[]);
}

#[test]
fn everything_is_json() {
    let home = Home::with_clients();
    home.ok("log acme 1h");
    // A record stands on each line, and all of them are one value.
    let all: Value = serde_json::from_str(&home.ok("export json")).unwrap();
    has(&all, &[("vadash", "integer"), ("schema", "integer"), ("mark", "text"), ("records", "object")], &[]);
    assert_eq!(
        (&all["records"]["client"][0]["code"], &all["records"]["entry"][0]["seconds"]),
        (&"acme".into(), &3600.into())
    );
}

/// Whatever shows something has its JSON looked at above.
#[test]
fn every_action_that_shows_something_is_among_them() {
    use vadash::app::table;
    use vadash::command::action::Effect;
    let here = include_str!("json.rs");
    let shows = table::commands().filter(|action| matches!(action.effect, Effect::Read(_)));
    let missing: Vec<&str> =
        shows.map(|action| action.name).filter(|name| !here.contains(&format!("(\"{name}"))).collect();
    assert!(missing.is_empty(), "{missing:?} have JSON that nothing here looks at");
}
