//! Undo takes back exactly what was done, and redo does exactly that again: for any history.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/bench.rs"]
mod bench;
mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use bench::call;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use support::Home;
use vadash::app::run::run;
use vadash::command::env::Env;
use vadash::domain::time::Instant;
use vadash::domain::zone::Zone;
use vadash::error::Error;
use vadash::store::Store;

/// A database in memory, and a clock that is moved by hand.
struct Bench {
    store: Store,
    env: Env,
    clock: Arc<AtomicI64>,
}

/// Tables that an undo need not leave as they were before.
const REMEMBERED: [&str; 9] =
    ["op", "change", "checkpoint", "ledger_head", "horizon", "fired", "tally", "unjournalled", "packed"];

/// Everything kept, but for the steps themselves and for states whose place depends on the way taken to them.
type Content = BTreeMap<String, Vec<String>>;

impl Bench {
    fn new() -> Self {
        let (store, env, clock) = bench::in_memory(support::NOON);
        Self { store, env, clock }
    }

    /// Does what a line says; the sentence if it is refused.
    fn type_line(&self, line: &str) -> Result<(), String> {
        self.clock.fetch_add(7 * 60, Ordering::Relaxed);
        match run(&call(line), &self.store, &self.env) {
            Ok(_) => Ok(()),
            Err(Error::Problem { what, .. }) => Err(what),
            Err(fault) => panic!("{line}: {fault}"),
        }
    }

    /// The records and what follows from them, without what is only remembered: the steps, and what was told.
    fn content(&self) -> Content {
        let mut all = self.store.dump().unwrap();
        all.retain(|table, _| !REMEMBERED.contains(&table.as_str()));
        all
    }

    /// The number of the newest step.
    fn newest(&self) -> Option<i64> {
        self.store.steps(1).unwrap().first().map(|s| s.id)
    }

    /// What is kept up to date with each change is what a computation from nothing gives, and what the history says.
    fn assert_derived(&self, after: &str) {
        assert_eq!(self.store.audit().unwrap(), [], "after {after}");
    }
}

/// The kinds of records that can be brought back, as the command has them.
fn restorable() -> Vec<&'static str> {
    let restore = vadash::app::table::find("restore").unwrap();
    restore.first().unwrap().choices.to_vec()
}

fn client() -> impl Strategy<Value = &'static str> {
    select(vec!["a", "a", "a", "b", "b", "c"])
}

fn day() -> impl Strategy<Value = &'static str> {
    let days = [
        "2026-04-27",
        "2026-05-01",
        "2026-05-04",
        "2026-05-05",
        "2026-05-06",
        "2026-05-20",
        "2026-05-31",
        "2026-06-01",
        "2026-06-02",
        "2026-06-03",
        "2026-06-15",
        "2026-06-20",
        "2026-06-21",
    ];
    select(days.to_vec())
}

/// A number like those that lists show, of a record of a table: `entry:3` stands for one that there is.
fn id(table: &'static str) -> impl Strategy<Value = String> {
    (0..8_usize).prop_map(move |n| format!("{table}:{n}"))
}

/// The table that a word like `entry:3` names.
fn table_of(word: &str) -> &str {
    word.split(':').next().unwrap_or_default()
}

/// A line with its `entry:3` as the number of an entry, and so on; with `MIDDLE` as a time within that entry.
fn resolved(line: &str, content: &Content) -> String {
    let mut middle = "9:00".to_owned();
    let resolve = |word: &str| {
        let found = word.split_once(':').and_then(|(table, n)| Some((content.get(table)?, n.parse::<usize>().ok()?)));
        let Some((rows, n)) = found else { return word.to_owned() };
        let rows: Vec<serde_json::Value> = rows.iter().map(|r| serde_json::from_str(r).unwrap()).collect();
        let Some(row) = rows.get(n % rows.len().max(1)) else { return "1".to_owned() };
        match table_of(word) {
            "document" => return row["number"].as_str().unwrap().to_owned(),
            "invoice_draft" => return format!("d{}", row["id"]),
            _ => {}
        }
        if let (Some(start), Some(seconds)) = (row["started_at"].as_i64(), row["seconds"].as_i64()) {
            let local = Zone::get("Europe/Berlin").unwrap().local(Instant(start + seconds / 2));
            middle = local.format("'%Y-%m-%d %H:%M'").to_string();
        }
        row["id"].to_string()
    };
    let line = line.split(' ').map(resolve).collect::<Vec<_>>().join(" ");
    line.replace("MIDDLE", &middle)
}

/// Options of a line, each of them there or not.
fn options(all: Vec<(&'static str, &'static [&'static str])>) -> impl Strategy<Value = String> {
    let one = |(name, values): (&'static str, &'static [&'static str])| {
        option::weighted(0.3, select(values)).prop_map(move |v| v.map(|v| format!(" --{name} {v}")).unwrap_or_default())
    };
    all.into_iter().map(one).collect::<Vec<_>>().prop_map(|parts| parts.concat())
}

/// A flag that is there or not.
fn flag(name: &'static str) -> impl Strategy<Value = &'static str> {
    select(vec!["", "", "", name])
}

/// Days on which a month begins, and so most cycles.
fn first() -> impl Strategy<Value = &'static str> {
    select(vec!["2026-04-01", "2026-05-01", "2026-06-01"])
}

fn people() -> impl Strategy<Value = String> {
    let facts = || {
        options(vec![
            ("rate", &["30", "45.50"]),
            ("rounding", &["0:up:entry", "15:up:entry", "15:up:day", "none"]),
            ("minimum", &["5", "none"]),
            ("rush-percent", &["100", "200"]),
            ("name", &["Ada", "'Bée & Söhne'"]),
        ])
    };
    let changed = (facts(), options(vec![("colour", &["pink", "3", "none"])]));
    prop_oneof![
        2 => (client(), facts()).prop_map(|(c, o)| format!("client add {c}{o}").replace(" none", " 0:up:entry").replace("minimum 0:up:entry", "minimum 5")),
        3 => (client(), changed).prop_map(|(c, (o, colour))| format!("client edit {c}{o}{colour}")),
        1 => (client(), flag(" --undo")).prop_map(|(c, u)| format!("client archive {c}{u}")),
        1 => (select(vec!["email", "web"]), options(vec![("rate", &["50", "60"])])).prop_map(|(s, o)| format!("service add {s}{o}")),
        1 => (select(vec!["email", "web"]), flag(" --undo")).prop_map(|(s, u)| format!("service archive {s}{u}")),
        1 => options(vec![("rate", &["55"]), ("name", &["E-Mail"])]).prop_map(|o| format!("service edit email{o}")),
        2 => (20..70_i64, options(vec![("client", &["a", "b"]), ("service", &["email"]), ("from", &["2026-05-20", "2026-06-10"])]))
            .prop_map(|(n, o)| format!("rate set {n}{o}")),
        1 => id("rate").prop_map(|id| format!("rate rm {id}")),
    ]
}

fn money() -> impl Strategy<Value = String> {
    let business = options(vec![
        ("name", &["Desk", "'Desk & Co'"]),
        ("country", &["DE", "AT", "US"]),
        ("regime", &["vat", "small"]),
        ("vat-id", &["DE123456788", "none"]),
        ("cash-rounding", &["CHF=0.05", "CHF=0"]),
        ("from", &["2026-05-20", "2026-06-10"]),
    ]);
    let billing = options(vec![
        ("street", &["Here", "none"]),
        ("country", &["FR", "none"]),
        ("terms", &["30d", "none"]),
        ("tax", &["std", "zero", "none"]),
        ("prices", &["net", "gross"]),
    ]);
    let from = || options(vec![("from", &["2026-05-20", "2026-06-10"])]);
    prop_oneof![
        2 => business.prop_map(|o| format!("business set{o}")),
        2 => (client(), billing).prop_map(|(c, o)| format!("client edit {c}{o}")),
        2 => (select(vec!["std", "qc"]), select(vec!["19", "16", "5,9.975"]), from())
            .prop_map(|(code, p, o)| format!("tax set {code} {p}{o}")),
        1 => id("tax").prop_map(|id| format!("tax rm {id}")),
        1 => (select(vec!["0.9", "1.25"]), from()).prop_map(|(rate, o)| format!("fx set USD {rate}{o}")),
        1 => (select(vec!["9.12", "11.27"]), from()).prop_map(|(rate, o)| format!("dunning rate {rate}{o}")),
        1 => id("fx").prop_map(|id| format!("fx rm {id}")),
        1 => (select(vec!["2026-06-24", "2026-07-01 2026-07-10", "2026-07-10"]), options(vec![("why", &["holiday"])]))
            .prop_map(|(days, o)| format!("off add {days}{o}")),
        1 => id("off").prop_map(|id| format!("off rm {id}")),
        1 => (select(vec!["revenue 30000", "hours 20", "clients 2"]), options(vec![("month", &["july", "6"])]))
            .prop_map(|(what, o)| format!("budget set 2026 {what}{o}")),
        1 => id("budget").prop_map(|id| format!("budget rm {id}")),
    ]
}

/// Money that is asked for and that comes in. Nothing here leaves the house, so that all of it can be taken back in turn.
fn bills() -> impl Strategy<Value = String> {
    let amount = || select(vec!["5", "12.50", "100", "900"]);
    let charge = || {
        options(vec![
            ("qty", &["2", "37.5"]),
            ("kind", &["unit", "milestone"]),
            ("on", &["2026-05-20", "2026-06-10"]),
            ("discount", &["10%", "1"]),
            ("tax", &["zero"]),
        ])
    };
    let wishes = || {
        options(vec![
            ("through", &["2026-04-30", "2026-05-31", "2026-06-10", "2026-06-21"]),
            ("group", &["entry", "day", "task", "none"]),
            ("discount", &["5%", "10", "none"]),
            ("only", &["fees", "charges,time", "none"]),
            ("note", &["Thanks"]),
        ])
    };
    prop_oneof![
        3 => (client(), amount(), charge(), options(vec![("every", &["month"]), ("until", &["2026-07-31"])]), flag(" --wait"))
            .prop_map(|(c, p, o, e, w)| format!("charge add {c} thing --price {p}{o}{e}{w}")),
        1 => (id("charge"), options(vec![("price", &["7.1234"]), ("every", &["month", "none"]), ("text", &["new"])]))
            .prop_map(|(id, o)| format!("charge edit {id}{o}")),
        1 => (id("charge"), flag(" --wait")).prop_map(|(id, w)| format!("charge ready {id}{w}")),
        1 => id("charge").prop_map(|id| format!("charge rm {id}")),
        1 => (client(), options(vec![("of", &["value"]), ("mode", &["whole"]), ("min", &["100"])]))
            .prop_map(|(c, o)| format!("agreement add {c} commission --tiers 0:1,2:2 --start 2026-05-01{o}")),
        2 => (client(), day(), options(vec![("value", &["1000", "250"])])).prop_map(|(c, d, o)| format!("closing add {c} deal --on {d}{o}")),
        1 => (id("closing"), options(vec![("note", &["sold"]), ("value", &["500", "none"])])).prop_map(|(id, o)| format!("closing edit {id}{o}")),
        1 => id("closing").prop_map(|id| format!("closing rm {id}")),
        2 => (client(), wishes()).prop_map(|(c, o)| format!("invoice draft {c}{o}")),
        1 => (id("invoice_draft"), 1..4_u8).prop_map(|(id, n)| format!("invoice line edit {id} {n} new")),
        1 => (id("invoice_draft"), 1..4_u8).prop_map(|(id, n)| format!("invoice line rm {id} {n}")),
        1 => id("invoice_draft").prop_map(|id| format!("invoice rm {id}")),
        4 => (client(), wishes(), flag(" --without-unpriced"), flag(" --no-credit"), flag(" --as-credit"))
            .prop_map(|(c, o, u, n, a)| format!("invoice issue {c}{o}{u}{n}{a}")),
        1 => id("invoice_draft").prop_map(|id| format!("invoice issue {id}")),
        1 => flag(" --issue").prop_map(|i| format!("invoice run{i}")),
        1 => (client(), amount()).prop_map(|(c, n)| format!("invoice deposit {c} {n} ahead")),
        2 => id("document").prop_map(|id| format!("invoice void {id} --reason wrong")),
        2 => (id("document"), 1..3_u8, options(vec![("amount", &["1", "5"]), ("qty", &["0:10"])]), flag(" --reopen"))
            .prop_map(|(id, n, o, r)| format!("invoice credit {id} --line {n} --reason less{o}{r}")),
        1 => (id("document"), options(vec![("amount", &["1", "5"])])).prop_map(|(id, o)| format!("invoice writeoff {id} --reason lost{o}")),
        2 => (id("document"), amount(), options(vec![("fee", &["1"])])).prop_map(|(id, n, o)| format!("payment add {id} {n}{o}")),
        2 => (client(), amount()).prop_map(|(c, n)| format!("payment add {c} {n}")),
        1 => (id("payment"), id("document")).prop_map(|(p, d)| format!("payment apply {p} {d}")),
        1 => (id("payment"), select(vec!["", " 2"])).prop_map(|(p, n)| format!("payment refund {p}{n}")),
        1 => (id("payment"), options(vec![("amount", &["900"]), ("fee", &["none", "2"]), ("ref", &["x"])]))
            .prop_map(|(p, o)| format!("payment edit {p}{o}")),
        1 => id("payment").prop_map(|p| format!("payment rm {p}")),
        1 => (select(vec!["invoice", "credit"]), 1..30_u8).prop_map(|(s, n)| format!("numbering set {s} --next {n}")),
        1 => select(vec!["business text closing Thanks", "business text closing none", "business text intro Hello --language de"])
            .prop_map(str::to_owned),
        1 => (client(), select(vec!["2026-04-30", "2026-05-05", "none"])).prop_map(|(c, d)| format!("client edit {c} --billed-through {d}")),
        1 => (id("agreement"), first(), select(vec![" --prorate", " --refund"])).prop_map(|(id, d, f)| format!("agreement end {id} --on {d}{f}")),
    ]
}

fn deals() -> impl Strategy<Value = String> {
    let terms = || {
        options(vec![
            ("rollover", &["expire", "next_cycle", "bank", "running", "deduct_overruns"]),
            ("cap", &["3h", "50%"]),
            ("life", &["1", "2"]),
            ("order", &["base_first", "soonest"]),
            ("overage-rate", &["50", "none"]),
            ("counts", &["all"]),
            ("services", &["email"]),
            ("rush-burns", &["minutes"]),
            ("rounding", &["30:up:entry", "none"]),
        ])
    };
    prop_oneof![
        3 => (client(), 1..12_i64, first(), terms(), options(vec![("every", &["week", "2weeks"])]), flag(" --first prorated"))
            .prop_map(|(c, h, d, t, e, f)| format!("agreement add {c} retainer --hours {h} --start {d}{t}{e}{f}")),
        2 => (client(), 1..12_i64, day(), options(vec![("services", &["email"]), ("last-day", &["2026-06-15"])]))
            .prop_map(|(c, h, d, o)| format!("agreement add {c} block --hours {h} --price 100 --start {d}{o}")),
        2 => (id("agreement"), first(), 1..12_i64, terms()).prop_map(|(id, d, h, t)| format!("agreement change {id} --from {d} --hours {h}{t}")),
        2 => (id("agreement"), -90..90_i64, day(), flag(" --gift"))
            .prop_map(|(id, n, d, g)| format!("agreement adjust --reason because --on {d}{g} -- {id} {n}m")),
        1 => (id("agreement"), day()).prop_map(|(id, d)| format!("agreement end {id} --on {d}")),
        1 => (id("agreement"), first(), option::of(first())).prop_map(|(id, from, until)| {
            format!("agreement pause {id} --from {from}{}", until.map(|d| format!(" --until {d}")).unwrap_or_default())
        }),
        1 => id("agreement").prop_map(|id| format!("agreement rm {id}")),
    ]
}

fn hours() -> impl Strategy<Value = String> {
    let span = prop_oneof![
        (1..500_i64).prop_map(|n| format!("{n}m")),
        (0..20_u32, 1..4_u32, 0..59_u32)
            .prop_map(|(from, long, min)| format!("{from}:{min:02}-{}:{min:02}", from + long)),
    ];
    let kind = || (flag(" --rush"), flag(" --gift"), flag(" --no-bill")).prop_map(|(a, b, c)| format!("{a}{b}{c}"));
    let more = || {
        options(vec![
            ("service", &["email", "web"]),
            ("bill-as", &["30m"]),
            ("overlap", &["cut", "keep"]),
            ("task", &["task:0", "task:1"]),
        ])
    };
    prop_oneof![
        8 => (client(), span, day(), kind(), more()).prop_map(|(c, s, d, k, m)| format!("log {c} {s} --on {d}{k}{m}")),
        2 => (select(vec!["start", "switch"]), client(), 0..60_i64, options(vec![("task", &["task:0", "task:1"]), ("overlap", &["cut", "keep"])]))
            .prop_map(|(what, c, n, o)| format!("{what} {c} note --at -{}m{o}", n + 1)),
        3 => select(vec!["stop", "stop", "cancel", "resume", "stop --at -3m", "stop --at -3m --again", "stop --at -3m --gap b --again"])
            .prop_map(str::to_owned),
        3 => (id("entry"), -90..90_i64, -90..90_i64, flag(" --together"), options(vec![("overlap", &["cut", "keep"])]))
            .prop_map(|(id, s, e, t, o)| format!("entry shift {id} --start={s}m --end={e}m{t}{o}")),
        4 => (id("entry"), options(vec![
            ("client", &["a", "b"]), ("service", &["email", "none"]), ("note", &["new"]), ("duration", &["25m", "3h"]), ("date", &["2026-05-05"]),
            ("rush", &["yes"]), ("billable", &["no"]), ("gift", &["yes"]), ("bill-as", &["1h", "none"]), ("rate", &["80", "none"]), ("overlap", &["cut"]),
        ])).prop_map(|(id, o)| format!("entry edit {id}{o}")),
        2 => id("entry").prop_map(|id| format!("entry split {id} --at MIDDLE")),
        2 => (0..8_usize, 1..3_usize).prop_map(|(n, m)| format!("entry join entry:{n} entry:{}", n + m)),
        1 => (id("entry"), client()).prop_map(|(id, c)| format!("entry move {id} {c}")),
        1 => (id("entry"), day()).prop_map(|(id, d)| format!("entry repeat {id} --on {d}")),
        2 => id("entry").prop_map(|id| format!("entry rm {id}")),
    ]
}

const SCOPES: &[&str] = &["this", "following", "all"];

fn plans() -> impl Strategy<Value = String> {
    let task = select(vec![
        "a call due:2026-06-20 ~30m !high",
        "b report due:2026-06-30 17:00 every:month",
        "tidy up every:week",
        "water plants every!:3days",
        "wait wait:+5d #later",
    ]);
    let event = select(vec![
        "a review tomorrow 9-10",
        "standup tomorrow 9:00-9:15 every:weekday",
        "holiday 6.7.-10.7.",
        "b lunch fri 12-13 @Café",
    ]);
    prop_oneof![
        3 => task.prop_map(|t| format!("task add '{t}'")),
        2 => (id("task"), options(vec![("title", &["new"]), ("client", &["a", "none"]), ("due", &["none", "2026-07-01"]), ("priority", &["low"]), ("every", &["week"])]))
            .prop_map(|(id, o)| format!("task edit {id}{o}")),
        1 => (id("task"), select(vec!["one", "'[x] one'"])).prop_map(|(id, l)| format!("task edit {id} --checklist {l}")),
        1 => id("task").prop_map(|id| format!("task check {id}")),
        1 => select(vec!["filter save x y", "filter save x z", "filter rm x"]).prop_map(str::to_owned),
        3 => (select(vec!["task done", "task drop", "task reopen", "task rm"]), id("task")).prop_map(|(what, id)| format!("{what} {id}")),
        3 => event.prop_map(|e| format!("event add '{e}'")),
        2 => (id("event"), options(vec![("title", &["new"]), ("start", &["'2026-06-24 11:00'"]), ("location", &["here"]), ("client", &["a", "none"]), ("occurrence", &["2026-06-25"]), ("scope", SCOPES)]))
            .prop_map(|(id, o)| format!("event edit {id}{o}")),
        2 => (id("event"), -45..45_i64, options(vec![("occurrence", &["2026-06-24", "2026-06-25"]), ("scope", SCOPES)]))
            .prop_map(|(id, n, o)| format!("event shift {id} --start={n}m --end={n}m{o}")),
        1 => (id("event"), select(vec!["2026-06-24", "2026-06-25", "2026-06-26"]))
            .prop_map(|(id, day)| format!("event restore {id} --occurrence {day}")),
        2 => (select(restorable()), 1..9_i64)
            .prop_map(|(kind, n)| format!("restore {kind} {n}")),
        2 => (id("event"), select(vec!["", " --scope all", " --occurrence 2026-06-25", " --occurrence 2026-06-26 --scope this"])).prop_map(|(id, s)| format!("event rm {id}{s}")),
    ]
}

/// Imports of the files that [`files`] writes.
fn imports() -> impl Strategy<Value = String> {
    select(vec![
        "import csv ONE",
        "import csv TWO",
        "import csv TWO --skip-bad",
        "import ics CAL",
        "import ics CAL2",
        "import ics CAL --client b",
        "import ics CAL CAL2",
        "import ics CAL --mirror --force",
        "import ics TODO --tasks",
        "import ics SENT",
        "import ics OFF",
        "import invoices OPEN",
        "import timeclock CLOCK --create-clients",
        "import timeclock CLOCK --map acme=a --map berg=b",
        "import timeclock CLOCK2 --map acme=a --map berg=b",
        "import todotxt TASKS --map acme=a",
    ])
    .prop_map(str::to_owned)
}

/// Tables and calendars that share some of their numbers, so that one brings the other up to date.
fn files(folder: &Path) {
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
    write(
        "ONE",
        "client,date,minutes,external_id,note\na,2026-05-05,50,x1,first\nb,2026-05-06,90,x2,\na,2026-06-06,95,x3,third\n",
    );
    write(
        "TWO",
        "client,start,end,external_id\na,2026-05-05 09:00,2026-05-05 10:30,x1\nb,2026-05-07 09:00,2026-05-07 09:20,\nc,2026-05-08 09:00,2026-05-08 10:00,x4\n",
    );
    let clock = "i 2026/05/11 09:00 acme:email  first\no 2026/05/11 10:00\n";
    write("CLOCK", &format!("{clock}i 2026/05/11 11:00 berg\no 2026/05/11 11:20\n"));
    write("CLOCK2", &format!("{clock}i 2026/05/11 11:00 berg\no 2026/05/11 11:40\n"));
    write("TASKS", "(A) call +acme @phone\nx 2026-05-11 letter +acme rec:1w\n");
    let calendar = |times: &str| {
        format!(
            "BEGIN:VCALENDAR\r\nX-WR-CALNAME:Team\r\nBEGIN:VEVENT\r\nUID:u1\r\n{times}\r\nSUMMARY:Weekly\r\nRRULE:FREQ=WEEKLY\r\nEND:VEVENT\r\n\
             BEGIN:VEVENT\r\nUID:u1\r\nRECURRENCE-ID:20260630T080000Z\r\nDTSTART:20260630T100000Z\r\nDTEND:20260630T110000Z\r\nSUMMARY:Moved\r\nEND:VEVENT\r\n\
             END:VCALENDAR\r\n"
        )
    };
    write("OPEN", "number,client,date,total,tax,open\nX-1,a,2026-04-30,119,19,50\nX-2,b,2026-05-02,10,,\n");
    write("CAL", &calendar("DTSTART:20260623T080000Z\r\nDTEND:20260623T090000Z"));
    write("CAL2", &calendar("DTSTART:20260623T083000Z\r\nDTEND:20260623T090000Z"));
    let sent = |method: &str, more: &str| {
        let event = format!("BEGIN:VEVENT\r\nUID:u1\r\n{more}END:VEVENT\r\n");
        format!("BEGIN:VCALENDAR\r\nMETHOD:{method}\r\n{event}END:VCALENDAR\r\n")
    };
    write(
        "SENT",
        &sent("REQUEST", "SEQUENCE:3\r\nDTSTART:20260624T080000Z\r\nSUMMARY:Weekly\r\nRRULE:FREQ=WEEKLY\r\n"),
    );
    write("OFF", &sent("CANCEL", "RECURRENCE-ID:20260701T080000Z\r\n"));
    write("TODO", "BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nUID:t1\r\nSUMMARY:Report\r\nEND:VTODO\r\nEND:VCALENDAR\r\n");
}

/// What is done next.
#[derive(Clone, Debug)]
enum Next {
    Line(String),
    Undo(usize),
    Redo(usize),
}

fn next() -> impl Strategy<Value = Next> {
    prop_oneof![
        3 => people().prop_map(Next::Line),
        4 => deals().prop_map(Next::Line),
        1 => money().prop_map(Next::Line),
        4 => bills().prop_map(Next::Line),
        8 => hours().prop_map(Next::Line),
        5 => plans().prop_map(Next::Line),
        2 => imports().prop_map(Next::Line),
        5 => (1..6_usize).prop_map(Next::Undo),
        3 => (1..6_usize).prop_map(Next::Redo),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, max_shrink_iters: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_history_any_number_of_steps_back_and_forth(history in vec(next(), 15..50)) {
        let folder = tempfile::tempdir().unwrap();
        files(folder.path());
        let bench = Bench::new();
        for line in [
            "business set --name Desk --street 'Main Street 1' --postcode 1 --city Town --country DE --regime vat --vat-id DE123456788",
            "client add a --rate 45", "client add b --rate 60 --rounding 15:up:day",
            "client edit a --street Here --postcode 1 --city Town --country DE", "client edit b --street Here --postcode 1 --city Town --country FR", "service add email --rate 50", "log a 3h --on 2026-05-04",
            "log a 30m --on 2026-05-04", "log a 9-11 --on 2026-05-05", "log b 11-12 --on 2026-05-05", "task add a call due:fri every:week", "event add standup tomorrow 9-10 every:weekday", "agreement add b retainer --hours 4 --start 2026-05-01",
        ] {
            bench.type_line(line).unwrap();
        }
        // What was there after each step, and how many of the steps are done now.
        let (mut states, mut done) = (vec![bench.content()], 0);
        for next in history {
            match &next {
                Next::Line(line) => {
                    let line = ["ONE", "TWO", "CAL2", "CAL", "OPEN", "TODO", "SENT", "OFF", "CLOCK2", "CLOCK", "TASKS"].iter().fold(line.clone(), |l, name| {
                        let file = folder.path().join(name).display().to_string();
                        if l.ends_with(name) || l.contains(&format!("{name} ")) { l.replacen(name, &file, 1) } else { l }
                    });
                    let line = resolved(&line, &states[done]);
                    let newest = bench.newest();
                    let answer = bench.type_line(&line);
                    if answer.is_ok() && bench.newest() != newest {
                        states.truncate(done + 1);
                        states.push(bench.content());
                        done += 1;
                    } else {
                        // Refused, or nothing to change: not a trace of it.
                        prop_assert_eq!(&bench.content(), &states[done], "{}: {:?}", line, answer);
                    }
                }
                Next::Undo(count) => {
                    for _ in 0..*count {
                        if done == 0 {
                            break;
                        }
                        bench.type_line("undo").unwrap();
                        done -= 1;
                        prop_assert_eq!(&bench.content(), &states[done], "undone {}", done);
                    }
                }
                Next::Redo(count) => {
                    for _ in 0..*count {
                        let answer = bench.type_line("redo");
                        prop_assert_eq!(answer.is_ok(), done + 1 < states.len());
                        done += usize::from(answer.is_ok());
                        prop_assert_eq!(&bench.content(), &states[done], "redone {}", done);
                    }
                }
            }
            bench.assert_derived(&format!("{next:?}"));
        }
        // All the way back, all the way forth.
        while done > 0 {
            bench.type_line("undo").unwrap();
            done -= 1;
            prop_assert_eq!(&bench.content(), &states[done]);
        }
        for state in &states[1..] {
            bench.type_line("redo").unwrap();
            prop_assert_eq!(&bench.content(), state);
        }
        bench.assert_derived("everything");
        prop_assert_eq!(bench.store.audit().unwrap(), []);
    }
}

#[test]
fn a_thousand_steps_back_and_forth() {
    let bench = Bench::new();
    bench.type_line("client add a --rate 45").unwrap();
    bench.type_line("agreement add a retainer --hours 20 --start 2026-01-01 --rollover bank").unwrap();
    let before = bench.content();
    for n in 0..1_000 {
        bench.type_line(&format!("log a {}m --on 2026-0{}-{:02}", n % 50 + 1, n % 5 + 1, n % 28 + 1)).unwrap();
    }
    let after = bench.content();
    bench.type_line("undo 1000").unwrap();
    assert_eq!(bench.content(), before);
    bench.type_line("redo 1000").unwrap();
    assert_eq!(bench.content(), after);
    bench.assert_derived("a thousand steps");
}

/// Files hold the history: every command is a process of its own.
#[test]
fn across_processes() {
    let home = Home::with_clients();
    let content = || {
        let mut all = home.dump();
        all.retain(|table, _| !REMEMBERED.contains(&table.as_str()));
        all
    };
    let mut states = vec![content()];
    let lines = [
        "log acme 9-12",
        "log zeta 10-11 --overlap cut",
        "task add 'call due:fri every:week'",
        "task done 1",
        "event add lunch tomorrow 12-13",
        "client edit acme --rate 50",
    ];
    for line in lines {
        home.ok(line);
        states.push(content());
    }
    for state in states.iter().rev().skip(1) {
        home.ok("undo");
        assert_eq!(content(), *state);
    }
    for state in &states[1..] {
        home.ok("redo");
        assert_eq!(content(), *state);
    }
    assert!(home.ok("db check").starts_with("all is well"));
}

/// What has left stands: undo passes over it, takes the step below that has nothing to do with it, and redo brings that back.
#[test]
fn what_has_left_stands() {
    let bench = Bench::new();
    for line in [
        "business set --name Desk --street 'Main Street 1' --postcode 1 --city Town --country US --regime none",
        "client add a --rate 45",
        "client edit a --street Here --postcode 1 --city Town --country US",
        "log a 1h --on 2026-05-05",
        "task add call",
        "invoice issue a",
        "invoice sent 2026-0001",
    ] {
        bench.type_line(line).unwrap();
    }
    let sent = bench.content();
    // That it was sent is a note, which can be wrong; as long as it is there, the invoice stands.
    bench.type_line("undo").unwrap();
    bench.type_line("redo").unwrap();
    assert_eq!(bench.content(), sent);
    bench.type_line("task add write").unwrap();
    bench.type_line("undo").unwrap();
    assert_eq!(bench.content(), sent);
    assert!(bench.type_line("entry rm 1").unwrap_err().contains("2026-0001"));
    bench.assert_derived("what stands");
}

/// A large import is one step, kept as the range of its rows until it is taken back.
#[test]
fn a_bulk_import_is_one_step_without_an_image_of_each_row() {
    let home = Home::with_clients();
    let rows: String =
        (0..5_000).map(|n| format!("acme,2026-0{}-{:02},{},n{n}\n", n % 5 + 1, n % 28 + 1, n % 90 + 1)).collect();
    home.write("many.csv", format!("client,date,minutes,external_id\n{rows}"));
    let counts = || {
        let dump = home.dump();
        ["op", "change", "entry"].map(|table| dump[table].len())
    };
    let before = counts();
    home.ok("import csv many.csv");
    assert_eq!(counts(), [before[0] + 1, before[1] + 1, before[2] + 5_000]);
    let imported = home.dump();
    home.ok("undo");
    // What the rows were is kept in little room, and not an image of each.
    assert_eq!(counts(), [before[0] + 1, before[1] + 1, 0]);
    let packed: usize = home.dump()["packed"].iter().map(String::len).sum();
    let rows: usize = imported["entry"].iter().map(String::len).sum();
    assert!(packed * 4 < rows, "{packed} of {rows}");
    assert!(home.ok("db check").starts_with("all is well"));
    home.ok("redo");
    assert!(home.dump()["packed"].is_empty());
    assert_eq!((&home.dump()["entry"], &home.dump()["entry_amount"]), (&imported["entry"], &imported["entry_amount"]));

    // A second import that changes a few of them keeps images of those few.
    home.write(
        "few.csv",
        "client,date,minutes,external_id\nacme,2026-01-01,7,n3\nacme,2026-01-01,8,n4\nacme,2026-01-01,9,new\n",
    );
    let changes = counts()[1];
    home.ok("import csv few.csv");
    assert_eq!(counts()[1], changes + 3);
    home.ok("undo 2");
    assert_eq!(counts()[2], 0);
    home.ok("redo 2");
    assert_eq!(counts()[2], 5_001);
    assert!(home.ok("db check").starts_with("all is well"));
}

/// What is put away of an import that was taken back is whole, or the check says so and the step cannot be done again.
#[test]
fn rows_that_are_put_away_are_checked() {
    let spoil = [
        "UPDATE packed SET rows = substr(rows, 1, length(rows) - 1)",
        "UPDATE packed SET rows = CAST(replace(CAST(rows AS TEXT), 'first', 'worst') AS BLOB)",
        "UPDATE packed SET last = last - 1",
        "UPDATE packed SET columns = replace(columns, 'note', 'tags')",
        "UPDATE packed SET record = 'nothing'",
        "DELETE FROM packed",
    ];
    for sql in spoil {
        let home = Home::with_clients();
        home.write("two.csv", "client,date,minutes,note\nacme,2026-01-01,7,first\nacme,2026-01-02,8,second\n");
        home.ok("import csv two.csv");
        home.ok("undo");
        let kept = home.dump()["entry"].clone();
        let db = rusqlite::Connection::open(home.db()).unwrap();
        assert_eq!(db.execute(sql, ()).unwrap(), 1, "{sql}");
        drop(db);
        let said = home.refused("db check");
        assert!(said.contains("a step of the history cannot be read"), "{sql}: {said}");
        // Some of it may be whole enough to be put back; never anything else than what it was.
        assert!(home.refused("redo").contains("cannot be read"), "{sql}");
        assert_eq!(home.dump()["entry"], kept, "{sql}");
        home.ok("db check --repair --from history");
        assert!(home.ok("db check").starts_with("all is well"), "{sql}");
        assert!(home.refused("redo").contains("there is nothing to redo"), "{sql}");
    }
}

/// A number that is given again has the history of its new bearer, whether that came alone or with many others.
#[test]
fn the_history_of_a_row_that_came_with_others_is_its_own() {
    let home = Home::with_clients();
    home.ok("log acme 1h --on 2026-06-19 old");
    home.ok("log acme 1h --on 2026-06-19 older");
    // What an undo takes back leaves its number to the next one.
    home.ok("undo 2");
    home.at("2026-06-30 12:00");
    home.write("two.csv", "client,date,minutes\nacme,2026-01-01,7\nacme,2026-01-01,8\n");
    home.ok("import csv two.csv");
    for id in [1, 2] {
        let shown = home.json(&format!("entry show {id}"));
        let history = shown["history"].as_array().unwrap();
        assert_eq!((history.len(), &history[0]["field"]), (1, &"added".into()), "{shown}");
        assert!(history[0]["at"].as_str().unwrap().starts_with("2026-06-30"), "{shown}");
    }
}

/// An event that one file of an import adds and another brings up to date is added once, and taken back as one.
#[test]
fn files_of_one_import_may_share_an_event() {
    let home = Home::with_clients();
    let write = |name: &str, title: &str| {
        let event = format!("UID:u1\r\nDTSTART:20260701T100000Z\r\nDTEND:20260701T110000Z\r\nSUMMARY:{title}");
        home.write(name, format!("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"));
    };
    write("one.ics", "One");
    write("two.ics", "Two");
    let kept = || {
        let dump = home.dump();
        ["calendar", "event", "occurrence"].map(|table| dump[table].clone())
    };
    let before = kept();
    home.ok("import ics one.ics two.ics --calendar Team");
    let after = kept();
    assert_eq!(after[1].len(), 1);
    home.ok("undo");
    assert_eq!(kept(), before);
    home.ok("redo");
    assert_eq!(kept(), after);
}

/// Everything of another database is one step, too: `tests/everything.rs` says what all is in it.
#[test]
fn everything_that_comes_in_is_taken_back() {
    let (home, other) = (Home::with_clients(), Home::new());
    home.ok("log acme 1h");
    other.write("all.json", home.ok("export json"));
    let kept = || {
        let dump = other.dump();
        ["client", "entry", "entry_amount", "unbilled"].map(|table| dump[table].clone())
    };
    other.ok("import json all.json");
    let after = kept();
    assert_eq!(after[1].len(), 1);
    other.ok("undo");
    assert!(kept().iter().all(Vec::is_empty));
    other.ok("redo");
    assert_eq!(kept(), after);
}

/// Whatever changes records is done and taken back above.
#[test]
fn every_action_that_changes_records_is_among_them() {
    use vadash::app::table;
    use vadash::command::action::Effect;
    let here = include_str!("undo.rs");
    let writes = table::commands().filter(|action| matches!(action.effect, Effect::Write(_)));
    let missing: Vec<&str> = writes.map(|action| action.name).filter(|name| !here.contains(name)).collect();
    assert!(missing.is_empty(), "{missing:?} change records, and nothing here takes them back");
}

/// The name of a step is no other's, and stays; where it was made is what the configuration calls the machine, or its system.
#[test]
fn a_step_says_where_it_was_made() {
    let home = Home::new();
    home.ok("client add acme");
    home.write(".config/vadash/config.toml", "machine = 'laptop'\n");
    home.ok("log acme 1h");
    home.ok("log acme 2h");
    let steps = || {
        let conn = rusqlite::Connection::open(home.db()).unwrap();
        let mut steps = conn.prepare("SELECT uid, by, machine FROM op ORDER BY id").unwrap();
        let read = |r: &rusqlite::Row<'_>| Ok((r.get(0)?, r.get(1)?, r.get(2)?));
        steps.query_map([], read).unwrap().collect::<Result<Vec<(Vec<u8>, String, String)>, _>>().unwrap()
    };
    let made = steps();
    let host = rustix::system::uname().nodename().to_string_lossy().into_owned();
    assert_eq!(made.iter().map(|step| step.2.as_str()).collect::<Vec<_>>(), [host.as_str(), "laptop", "laptop"]);
    assert!(made.iter().all(|(uid, by, _)| uid.len() == 16 && by == "me"), "{made:?}");
    assert!(made[0].0 != made[1].0 && made[1].0 != made[2].0 && made[0].0 != made[2].0, "{made:?}");
    home.ok("undo");
    home.ok("redo");
    assert_eq!(steps(), made);
}
