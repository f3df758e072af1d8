//! What a form shows is what is kept: each word reads, all of them together change nothing, and a copy is equal.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/bench.rs"]
mod bench;
mod support;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use bench::call;
use vadash::app::run::run;
use vadash::app::table;
use vadash::command::action::{Action, Effect};
use vadash::command::call::Call;
use vadash::command::env::Env;
use vadash::command::field::Shape;
use vadash::command::form::{again, present};
use vadash::domain::time::Instant;
use vadash::store::{self, Agreement, Client, Store};

struct Bench {
    store: Store,
    env: Env,
    clock: Arc<AtomicI64>,
}

impl Bench {
    fn new() -> Self {
        let (store, env, clock) = bench::in_memory(support::NOON);
        Self { store, env, clock }
    }

    fn at(&self, instant: &str) {
        self.clock.store(Instant::from_rfc3339(instant).unwrap().0, Ordering::Relaxed);
    }

    fn run(&self, call: &Call) -> Result<i64, String> {
        let report = run(call, &self.store, &self.env).map_err(|e| e.to_string())?;
        Ok(report.json()["id"].as_i64().unwrap_or_default())
    }

    fn ok(&self, line: &str) -> i64 {
        self.run(&call(line)).unwrap_or_else(|e| panic!("{line}: {e}"))
    }

    fn refused(&self, line: &str) -> String {
        self.run(&call(line)).unwrap_err()
    }

    /// Every row that is a record, by table.
    fn records(&self) -> BTreeMap<String, Vec<String>> {
        let mut all = self.store.dump().unwrap();
        all.retain(|table, _| store::RECORDS.iter().any(|kind| kind.table == table));
        all
    }

    /// One row of a table as JSON, without its number.
    fn row(&self, table: &str, id: i64) -> serde_json::Value {
        let rows = self.store.dump().unwrap().remove(table).unwrap();
        let rows = rows.iter().map(|r| serde_json::from_str::<serde_json::Value>(r).unwrap());
        let mut row = rows.into_iter().find(|r| r["id"] == id).unwrap_or_else(|| panic!("no {table} {id}"));
        row.as_object_mut().unwrap().remove("id");
        row
    }

    /// Something of everything, the awkward ones too.
    fn furnished() -> Self {
        let b = Self::new();
        for line in [
            "client add acme --name 'Acme GmbH' --rate 45 --domain acme.example --domain acme.test --alias a --email x@y.z",
            "client add zeta --name 'Zeta Ltd' --currency GBP --zone Europe/London --rate 38.50 --rounding 15:up:day --minimum 5 --rush-percent 200 --hours 'mon-fri 9-17' --note 'one\ntwo'",
            "client add yen --currency JPY --rate 4500",
            "service add email --name E-Mail",
            "service add research --name Research --rate 60.25",
            "rate set 70 --client acme --service research --from 2026-06-01",
            "rate set 40",
            "agreement add acme retainer --hours 20 --fee 800 --start 2026-04-01 --rollover bank --cap 10h30 --life 2 --overage-rate 50 --services email,research",
            "agreement change 1 --from 2026-06-01 --hours 10:30 --fee 450",
            "agreement add yen retainer --hours 7.5 --fee 90000 --start 2026-06-10 --anchor 2026-05-31 --every 2weeks --first prorated --counts all --order soonest --rush-burns minutes --rounding 6:nearest:entry",
            "agreement add zeta block --hours 2 --price 80.50 --start 2026-06-01 --last-day 2026-12-31 --services email",
            "agreement add zeta retainer --hours 5 --start 2026-12-01",
            "log acme 9-12 --on 2026-06-04 --rush --tag web --tag july 'research on prices' --service research",
            "log acme 1:30:15 'no clock' --gift",
            "log acme 30h --on yesterday --force --no-bill",
            "log yen 25m --bill-as 0 --on 2026-03-29",
            "log zeta '2026-03-28 23:30-4:00'",
            "log zeta '2025-10-26 02:30+02:00 - 2025-10-26 02:15+01:00'",
            "entry edit 1 --rate 80",
            "task add acme newsletter due:fri 17:00 ~2h '!high' '#web' '#july' every:month service:email",
            "task add 'zeta call due:2026-10-25 wait:+1d every!:2weeks'",
            "task add --title 'due:fri is in the title' --client yen --due '2026-10-25 02:30+01:00' --rush yes --note 'one\n\ntwo' --checklist '- a\n[x] b' --every 'FREQ=MONTHLY;BYMONTHDAY=-1'",
            "task add plain",
            "log acme 30m --task 1",
            "event add acme review tomorrow 15-16 @Zoom remind:0",
            "event add --title Holiday --start 2026-07-06 --end 2026-07-10 --note 'far\naway'",
            "event add --title weekly --start '2026-06-23 09:00' --end '2026-06-23 09:45' --zone America/New_York --repeat mon,tue --remind 1h30 --url https://x.test/y --client zeta --location 'Room 5'",
            "event add --title daily --start '2026-06-23 09:00' --repeat day",
            "event edit 4 --scope this --occurrence 2026-06-25 --start '2026-06-25 11:00'",
            "business set --name 'Desk & Co' --street 'Main Street 1' --postcode 12345 --city Springfield --country US \
             --regime none --iban 'DE02 1203 0000 0000 2020 51' --cash-rounding CHF=0.05 --currency USD",
            "client edit zeta --street 'High Street 1' --postcode 'SW1A 1AA' --city London --country GB --vat-id GB123456789 \
             --terms '30d 2%/10d' --tax zero --prices gross --buyer-ref 04011000-12345-03",
            "charge add acme Newsletter --price 250",
            "charge add zeta Translation, part 2 --price 0.085 --qty 37.5 --unit word --kind unit --on 2026-06-01 --tax zero --discount 5%",
            "charge add yen Hosting --price 1500 --every month --until 31.12. --discount 100",
            "invoice draft acme --through 21.6.2026 --group entry --discount 5% --only time,charges --note 'For June'",
            "start zeta running --at 13:30",
        ] {
            b.ok(line);
        }
        b
    }
}

fn action(name: &str) -> &'static Action {
    table::find(name).unwrap()
}

/// Every record that has a form: the action, its id or code, an occurrence.
const RECORDS: &[(&str, &[&str])] = &[
    ("entry edit", &["1", "2", "3", "4", "5", "6", "7", "8"]),
    ("task edit", &["1", "2", "3", "4"]),
    ("client edit", &["acme", "zeta", "yen"]),
    ("service edit", &["email", "research"]),
    ("agreement change", &["1", "2", "4"]),
    ("event edit", &["1", "2", "3", "4", "5", "3@2026-06-30", "4@2026-06-24", "4@2026-06-25"]),
    ("business set", &["1"]),
    ("rate set", &["1", "2", "3", "4", "5", "6"]),
    ("charge edit", &["1", "2", "3"]),
    ("invoice draft", &["1"]),
];

/// A form that is missing here would be tried by nobody.
#[test]
fn every_form_of_a_record_is_tried() {
    for action in vadash::app::table::all().filter(|action| action.present.is_some()) {
        assert!(RECORDS.iter().any(|(name, _)| *name == action.name), "{} is not tried", action.name);
    }
}

fn presented(b: &Bench, name: &str, id: &str) -> Call {
    let (id, which) = id.split_once('@').map_or((id, None), |(id, which)| (id, Some(which)));
    let call = Call::new(action(name));
    let call = if let Some(which) = which { call.with("occurrence", which) } else { call };
    present(&call, id, &b.env.context(&b.store)).unwrap_or_else(|e| panic!("{name} {id}: {e}"))
}

fn assert_reads(b: &Bench, call: &Call) {
    for (name, words) in &call.words.0 {
        let field = call.action.fields.iter().find(|f| f.name == *name).unwrap_or_else(|| panic!("{call}: {name}"));
        let texts = if field.shape == Shape::Many { words.clone() } else { vec![words.join(" ")] };
        for text in texts {
            (field.check)(&text, &b.env.context(&b.store)).unwrap_or_else(|e| panic!("{call}: {name}: {e}"));
        }
    }
}

/// Whatever day it is when the form opens and when it is saved.
#[test]
fn what_a_form_shows_reads_and_changes_nothing() {
    let b = Bench::furnished();
    let before = b.records();
    for now in ["2026-06-22T14:00:00+02:00", "2026-10-25T00:30:00Z", "2027-02-28T23:30:00Z", "2031-01-01T00:00:00Z"] {
        for (name, ids) in RECORDS {
            for id in *ids {
                b.at(support::NOON);
                let call = presented(&b, name, id);
                b.at(now);
                if *name != "agreement change" {
                    assert_eq!(presented(&b, name, id).to_string(), call.to_string(), "at {now}");
                }
                assert_reads(&b, &call);
                b.run(&call).unwrap_or_else(|e| panic!("at {now}: {call}: {e}"));
                assert_eq!(b.records(), before, "at {now}: {call}");
            }
        }
    }
}

/// Each field alone, as a form sends what changed.
#[test]
fn one_word_of_a_form_changes_nothing_either() {
    let b = Bench::furnished();
    let before = b.records();
    for (name, ids) in RECORDS.iter().filter(|(name, _)| *name != "rate set") {
        for id in *ids {
            let whole = presented(&b, name, id);
            let keep = |field: &str| ["id", "client", "service", "from", "occurrence", "scope"].contains(&field);
            for (field, words) in &whole.words.0 {
                let mut call = Call::new(whole.action);
                let places = whole.action.fields.iter().filter(|f| f.shape == Shape::Required || keep(f.name));
                for place in places.filter(|p| p.shape != Shape::Option || ["occurrence", "scope"].contains(&p.name)) {
                    call.words.0.extend(whole.words.iter().find(|(n, _)| *n == place.name).cloned());
                }
                if !call.words.iter().any(|(n, _)| n == field) {
                    call.words.0.push((field, words.clone()));
                }
                match b.run(&call) {
                    Err(e) if e.starts_with("say what changes") => {}
                    // An end alone means nothing for an entry without clock times, and so on.
                    done => drop(done.unwrap_or_else(|e| panic!("{call}: {e}"))),
                }
                assert_eq!(b.records(), before, "{call}");
            }
        }
    }
}

/// A field that is emptied: nothing, where that can be, else one sentence at the field and no change.
#[test]
fn a_field_that_is_emptied() {
    for (name, ids) in RECORDS.iter().filter(|(name, _)| *name != "rate set") {
        for field in action(name).fields {
            if matches!(field.shape, Shape::Required | Shape::Flag | Shape::Needed)
                || ["occurrence", "scope", "overlap", "zone"].contains(&field.name)
            {
                continue;
            }
            let b = Bench::furnished();
            let whole = presented(&b, name, ids[0]);
            let mut call = Call::new(whole.action);
            let places = whole.action.fields.iter().filter(|f| matches!(f.shape, Shape::Required | Shape::Needed));
            for place in places {
                call.words.0.extend(whole.words.iter().find(|(n, _)| *n == place.name).cloned());
            }
            let call = call.with(field.name, "");
            let before = b.records();
            let reads = (field.check)("", &b.env.context(&b.store));
            match b.run(&call) {
                Ok(_) => {
                    assert!(reads.is_ok(), "{call}: the form would not send it: {reads:?}");
                    let id = if call.text("id").is_some() { ids[0] } else { whole.words.0[0].1[0].as_str() };
                    let now = presented(&b, name, id).text(field.name).unwrap_or_default();
                    assert!(["", "none", "0.00"].contains(&now.as_str()), "{call}: {now}");
                }
                Err(said) => {
                    assert!(reads.is_err(), "{call}: {said}");
                    assert!(said.starts_with(&format!("{}: is empty", field.name)), "{call}: {said}");
                    assert_eq!(b.records(), before);
                }
            }
        }
    }
}

#[test]
fn a_copy_is_equal() {
    let b = Bench::furnished();
    b.ok("stop");
    for (name, edit, table, ids) in [
        ("log", "", "entry", &["1", "2", "3", "4", "5", "6", "7"][..]),
        ("task add", "", "task", &["1", "2", "3", "4"]),
        ("event add", "", "event", &["1", "2", "3", "4"]),
        ("client add", "", "client", &["acme", "zeta", "yen"]),
        ("service add", "", "service", &["email", "research"]),
        ("agreement add", "", "agreement", &["2", "3", "4"]),
        ("rate set", "", "rate", &["2", "3"]),
    ] {
        assert!(matches!(action(name).effect, Effect::Write(_)), "{edit}");
        for id in ids {
            let mut copy = again(action(name), id, "", &b.env.context(&b.store)).unwrap();
            assert_reads(&b, &copy);
            if name == "client add" || name == "service add" {
                copy = copy.with("code", format!("{id}-2"));
                // A name to type can be one client's only.
                copy.words.0.retain(|(n, _)| *n != "alias");
            }
            if name == "agreement add" {
                // Two of a kind at once would contradict each other: the copy is another client's.
                let whose: Agreement = b.store.get(id.parse().unwrap()).unwrap();
                let whose: Client = b.store.get(whose.client).unwrap();
                b.ok(&format!("client add fresh-{id} --currency {}", whose.currency));
                copy.words.0.retain(|(n, _)| *n != "client");
                copy = copy.with("client", format!("fresh-{id}"));
            }
            let new = b.run(&copy).unwrap_or_else(|e| panic!("{copy}: {e}"));
            let old = match name {
                "client add" => b.store.client_by_code(id).unwrap().unwrap().id,
                "service add" => b.store.service_by_code(id).unwrap().unwrap().id,
                _ => id.parse().unwrap(),
            };
            let (mut one, mut two) = (b.row(table, old), b.row(table, new));
            for row in [&mut one, &mut two] {
                // What only one can have, and what a copy has of its own.
                for own in [
                    if name == "agreement add" { "client" } else { "code" },
                    "aliases",
                    "uid",
                    "component",
                    "created_at",
                    "started_at",
                    "ended_at",
                    "date",
                    "zone",
                    "rate",
                    "details",
                ] {
                    if own == "zone" && name != "log" || own == "details" && !id.starts_with('4') {
                        continue;
                    }
                    row.as_object_mut().unwrap().remove(own);
                }
            }
            assert_eq!(one, two, "{copy}");
        }
    }
}

#[test]
fn what_cannot_be_shown_says_why() {
    let b = Bench::furnished();
    let context = b.env.context(&b.store);
    for (name, id) in [("agreement change", "3"), ("entry edit", "99"), ("client edit", "nobody"), ("stop", "1")] {
        assert!(present(&Call::new(action(name)), id, &context).is_err(), "{name} {id}");
    }
    assert_eq!(
        again(action("log"), "8", "", &context).unwrap_err().to_string(),
        "that timer still runs: stop it first"
    );
    assert_eq!(b.refused("task add"), "title: is missing: say what is to be done");
}
