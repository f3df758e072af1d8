//! Everything out as JSON and into an empty database: nothing is lost, and every figure is the same.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod support;

use rusqlite::Connection;
use serde_json::Value;
use support::Home;

/// A home with records of many kinds, money among them.
fn full() -> Home {
    let home = Home::with_clients();
    home.write(
        "team.ics",
        "BEGIN:VCALENDAR\r\nX-WR-CALNAME:Team\r\nBEGIN:VEVENT\r\nUID:u1\r\nDTSTART;TZID=Europe/Berlin:20260623T100000\r\n\
         DTEND;TZID=Europe/Berlin:20260623T110000\r\nSUMMARY:Weekly \u{1b}[31m\r\nRRULE:FREQ=WEEKLY\r\nX-MINE:kept\r\nEND:VEVENT\r\n\
         END:VCALENDAR\r\n",
    );
    home.write(
        "may.csv",
        "client,date,minutes,external_id,note\nacme,2026-05-05,50,x1,first\nzeta,2026-05-06,90,x2,ü\n",
    );
    for line in [
        "rate set 70 --client acme --service research --from 2026-06-01",
        "agreement add acme retainer --hours 20 --fee 800 --start 2026-04-01 --rollover bank --cap 50% --life 2 --overage-rate 50",
        "agreement change 1 --from 2026-06-01 --hours 10 --fee 450",
        "agreement adjust 1 1h --reason 'sorry for May' --gift",
        "agreement add acme block --hours 2 --price 80 --start 2026-06-01 --last-day 2026-12-31 --services email",
        "import csv may.csv",
        "import ics team.ics",
        "log acme 22h --on 2026-05-20 launch",
        "log acme 9-12 --on 2026-06-04 --rush --tag web research",
        "log zeta 20m --gift sorry",
        "entry rm 4",
        "entry edit 1 --note changed",
        "log zeta 40m --on 2026-06-03 'elsewhere'",
        "entry edit 6 --billed-elsewhere 2026-117",
        "task add acme newsletter due:fri 17:00 ~2h '!high' '#web' every:month",
        "task add 'zeta call due:tomorrow wait:+1d'",
        "log acme 30m --task 1",
        "task done 1",
        "event add acme review tomorrow 15-16 @Zoom remind:5m",
        "event edit 1 --scope this --occurrence 2026-06-30 --start '2026-06-30 12:00'",
        "business set --name 'Desk & Co' --country DE --regime vat --vat-id DE123456788 --street 'Main Street 1' --postcode 12345 \
         --city Ort --tax-number 12/345/67890",
        "client edit acme --city Ort --country DE --terms 30d",
        "charge add acme Translation --price 0.085 --qty 1250 --unit word --kind unit --on 2026-05-01",
        "invoice issue acme --through 2026-05-31 --discount 5%",
        "payment add 2026-0001 50",
        "log acme 40m --on 2026-05-21 late",
        "off add 2026-12-24 --why holiday",
        "filter save pressing due:week",
        "start zeta 'still running' --at 13:30",
    ] {
        home.ok(line);
    }
    home
}

/// The rows of every table that holds records.
fn records(home: &Home) -> Vec<(&'static str, Vec<String>)> {
    let conn = Connection::open(home.db()).unwrap();
    let rows = |table: &str| {
        let mut rows = conn.prepare(&format!("SELECT * FROM {table} ORDER BY id")).unwrap();
        let width = rows.column_count();
        let row = |r: &rusqlite::Row<'_>| {
            Ok((0..width).map(|n| format!("{:?}", r.get_ref(n).unwrap())).collect::<Vec<_>>().join("|"))
        };
        rows.query_map([], row).unwrap().map(Result::unwrap).collect()
    };
    vadash::store::RECORDS.iter().map(|kind| (kind.table, rows(kind.table))).collect()
}

#[test]
fn nothing_is_lost() {
    let (home, other) = (full(), Home::new());
    let text = home.ok("export json");
    let all: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(all["vadash"], 1);
    assert!(!text.contains('\u{1b}'), "nothing steers a terminal");
    other.write("all.json", text.clone());
    let said = other.ok("import json all.json");
    assert!(said.contains("records, 8 of them entries"), "{said}");
    assert_eq!(records(&other), records(&home));
    assert_eq!(other.ok("export json"), text);
    for question in [
        "--json retainers",
        "--json unbilled",
        "--json report time --from 2026-04-01 --to 2026-06-30",
        "--json report money --from 2026-04-01 --to 2026-06-30",
        "--json invoice list",
        "--json agenda --from 2026-06-01 --to 2026-07-31",
        "--json task list",
        "--json entry list",
        "--json client list",
        "--json agreement show 1",
        "export csv",
        "export ics",
    ] {
        assert_eq!(other.ok(question), home.ok(question), "{question}");
    }
    assert!(other.ok("db check").starts_with("all is well"), "{}", other.ok("db check"));
    // One step, which goes and comes.
    other.ok("undo");
    assert!(records(&other).iter().all(|(_, rows)| rows.is_empty()), "{:?}", records(&other));
    assert!(other.ok("db check").starts_with("all is well"));
    other.ok("redo");
    assert_eq!(records(&other), records(&home));
    assert_eq!(other.ok("--json unbilled"), home.ok("--json unbilled"));
    assert!(other.ok("db check").starts_with("all is well"));
}

#[test]
fn what_cannot_be_read_changes_nothing() {
    let home = full();
    let text = home.ok("export json");
    let refused = |wrong: String, says: &str| {
        let other = Home::new();
        other.write("all.json", wrong);
        let said = other.refused("import json all.json");
        assert!(said.contains(says), "{said}");
        assert!(said.contains("nothing was imported"), "{said}");
        assert!(records(&other).iter().all(|(_, rows)| rows.is_empty()));
    };
    refused(text.replacen("\"schema\":", "\"schema\":9", 1), "of a newer vadash");
    refused(text.replacen("\"client\":[", "\"widget\":[", 1), "'widget' is no kind of record");
    refused(text.replacen("\"code\":\"acme\"", "\"kode\":\"acme\"", 1), "client 1: 'kode' is none of its columns");
    refused(text.replacen("\"code\":\"acme\"", "\"code\":1.5", 1), "client 1: 'code' is neither text");
    refused(text.replacen("\"currency\":\"EUR\"", "\"currency\":\"euros\"", 1), "client 1: ");
    refused(text[..text.len() / 2].to_owned(), "it cannot be read");
    refused("{\"vadash\":1}".to_owned(), "it holds no records");
    refused("[]".to_owned(), "it cannot be read");
    let unknown = text.lines().map(|line| {
        if line.contains("\"note\":\"launch\"") {
            line.replacen("\"client\":1", "\"client\":77", 1)
        } else {
            line.to_owned()
        }
    });
    refused(unknown.collect::<Vec<_>>().join("\n"), "it names a client that is not there");
    // What is there already is not mixed with it.
    let said = home.refused("import json all.json");
    assert!(said.contains("opening") || said.contains("has records already"), "{said}");
    home.write("all.json", text);
    assert!(home.refused("import json all.json").contains("this database has records already"));
}
