use crate::app::table;
use crate::config::Config;
use crate::domain::rounding::Rounding;
use crate::domain::time::Instant;
use crate::domain::zone::Zone;
use crate::records::agreements::explain::*;
use crate::store::{Author, Client, Rate, Store, StoreSettings};

/// A store with one client at 45 EUR an hour.
fn store() -> Store {
    let setting = StoreSettings {
        zone: Zone::get("Europe/Berlin").unwrap(),
        rounding: Rounding::default(),
        emails: Vec::new(),
        meeting_hosts: Vec::new(),
        author: Author::numbering(),
    };
    let store = Store::in_memory(setting).unwrap();
    store
        .write(Instant(0), "", |tx| {
            let client = Client {
                id: 0,
                code: "acme".to_owned(),
                name: "Acme".to_owned(),
                zone: None,
                currency: crate::domain::money::Currency::EUR,
                rounding: None,
                minimum: None,
                rush_percent: 150,
                hours: None,
                email: String::new(),
                domains: String::new(),
                aliases: String::new(),
                note: String::new(),
                archived_at: None,
                colour: None,
            };
            let client = tx.insert(&client)?;
            tx.insert(&Rate {
                id: 0,
                client: Some(client),
                service: None,
                valid_from: "1970-01-01".parse().unwrap(),
                milli: 45_000,
                currency: None,
            })?;
            Ok(String::new())
        })
        .unwrap();
    store
}

fn context<'a>(store: &'a Store, config: &'a Config) -> Context<'a> {
    let now = Instant::from_rfc3339("2026-06-22T14:00:00+02:00").unwrap();
    Context::new(now, config, store.setting(), store, &|_| {})
}

/// Every field's sentence for a value, in a call of an action with these words.
fn said(action: &str, words: &[(&'static str, &str)], field: &str, value: &str) -> String {
    let (store, config) = (store(), Config::default());
    let action = table::find(action).unwrap();
    let call = words.iter().fold(Call::new(action), |call, (name, word)| call.with(name, *word));
    let explain = action.field(field).and_then(|f| f.explain).unwrap();
    explain(value, &call, &context(&store, &config))
}

#[test]
fn a_start_says_the_first_cycle_and_what_follows() {
    let start = |words: &[(&'static str, &str)], value: &str| said("agreement add", words, "start", value);
    let with = |every| [("client", "acme"), ("kind", "retainer"), ("every", every)];
    assert_eq!(start(&with("month"), "2026-06-01"), "1–30 Jun, then each month");
    assert_eq!(start(&with("month"), "today"), "22 Jun – 21 Jul, then each month");
    assert_eq!(start(&with("2weeks"), ""), "22 Jun – 5 Jul, then every 2 weeks");
    assert_eq!(start(&with("month"), "someday"), "");
    assert_eq!(start(&[("client", "acme"), ("kind", "block")], "today"), "");
}

#[test]
fn a_retainer_begins_with_the_month_or_today_and_nothing_else_is_proposed() {
    let (store, config) = (store(), Config::default());
    let context = context(&store, &config);
    let starts = |kind| starts(&Call::new(table::find("agreement add").unwrap()).with("kind", kind), &context);
    assert_eq!(starts("retainer"), ["2026-06-01", "today"]);
    assert!(starts("block").is_empty());
}

const DEAL: &[(&str, &str)] =
    &[("client", "acme"), ("kind", "retainer"), ("hours", "20"), ("fee", "800"), ("start", "2026-07-01")];

#[test]
fn each_choice_has_a_sentence_with_the_clients_own_numbers() {
    for (field, value, sentence) in [
        (
            "rollover",
            "expire",
            "What is left of Acme's 20:00 in July is lost after 31 July; time over it is billed at 45.00 EUR/h.",
        ),
        (
            "rollover",
            "next_cycle",
            "What is left of Acme's 20:00 in July can be used until 31 August and no longer; time over it is billed at 45.00 EUR/h.",
        ),
        (
            "rollover",
            "bank",
            "What is left of Acme's 20:00 in July is kept for good; time over it is billed at 45.00 EUR/h.",
        ),
        (
            "rollover",
            "running",
            "What is left of Acme's 20:00 in July is kept for good; time over it is not billed but taken from the 20:00 of August.",
        ),
        (
            "rollover",
            "deduct_overruns",
            "What is left of Acme's 20:00 in July is lost after 31 July; time over it is not billed but taken from the 20:00 of August.",
        ),
        ("order", "base_first", "First the 20:00 of August are used, and hours rolled over only when those are gone."),
        (
            "order",
            "soonest",
            "Whatever is lost soonest is used first; the 20:00 of August count as lost after 31 August.",
        ),
        ("counts", "billable", "Only billable work for Acme uses the 20:00."),
        (
            "rush-burns",
            "money",
            "An hour of rush work uses 1:00 of the 20:00; beyond them it costs 67.50 EUR instead of 45.00 EUR.",
        ),
        (
            "rush-burns",
            "minutes",
            "An hour of rush work uses 1:30 of the 20:00; the rate of 45.00 EUR/h stays as it is.",
        ),
        ("every", "2weeks", "Acme has 20:00 every 2weeks: from 1 July, then from 15 July."),
        ("hours", "10", "Acme has 10:00 every month for 800.00 EUR, which is 80.00 EUR an hour."),
        ("fee", "900", "Acme has 20:00 every month for 900.00 EUR, which is 45.00 EUR an hour."),
        ("rounding", "15", "7 minutes are billed as 15; at 45.00 EUR/h that is 11.25 EUR."),
        (
            "rounding",
            "15:up:day",
            "7 and 4 minutes of one kind on a day are together billed as 15; at 45.00 EUR/h that is 11.25 EUR.",
        ),
        ("services", "none", "All work for Acme uses the 20:00."),
        (
            "overage-rate",
            "50",
            "An hour over the 20:00 costs 50.00 EUR instead of 45.00 EUR; ten hours over, 500.00 EUR.",
        ),
        ("cap", "50%", "With rollover expire nothing is kept, so that a cap changes nothing."),
    ] {
        assert_eq!(said("agreement add", DEAL, field, value), sentence, "{field} {value}");
    }
    let bank = [DEAL, &[("rollover", "bank"), ("life", "2"), ("cap", "50%")]].concat();
    for (field, value, sentence) in [
        (
            "rollover",
            "bank",
            "What is left of Acme's 20:00 in July is kept until 30 September, at most 10:00 in all; time over it is billed at 45.00 EUR/h.",
        ),
        ("cap", "25%", "Acme never has more than 5:00 rolled over; what is beyond that is lost."),
        ("life", "1", "What is left of 20:00 in July can be used until 31 August."),
    ] {
        assert_eq!(said("agreement add", &bank, field, value), sentence, "{field} {value}");
    }
    let late = [DEAL, &[("anchor", "2026-06-16")]].concat();
    assert_eq!(
        said("agreement add", &late, "first", "prorated"),
        "The first cycle has 15 of 30 days, until 15 July, and 10:00 for 400.00 EUR of 20:00."
    );
    assert_eq!(
        said("client add", &[("rate", "45")], "rush-percent", "150"),
        "Rush work costs 67.50 EUR instead of 45.00 EUR/h."
    );
}

/// Whatever is known or not, each choice of each field has a sentence of its own, and nothing fails.
#[test]
fn every_choice_has_its_own_sentence() {
    let words: [&[(&str, &str)]; 5] =
        [&[], DEAL, &[("client", "nobody"), ("hours", "x")], &[("id", "7")], &[("client", "acme"), ("kind", "block")]];
    for action in ["agreement add", "agreement change", "client add", "client edit"] {
        for field in table::find(action).unwrap().fields.iter().filter(|f| f.explain.is_some()) {
            for words in words {
                let mut all: Vec<String> = field.choices.iter().map(|c| said(action, words, field.name, c)).collect();
                assert!(all.iter().all(|s| s.ends_with('.')), "{action} {}: {all:?}", field.name);
                all.sort();
                all.dedup();
                assert_eq!(all.len(), field.choices.len(), "{action} {}", field.name);
                for odd in ["", "none", "nonsense", "99999999999999999999", "9999-12-31", "-5", "1000000"] {
                    said(action, words, field.name, odd);
                }
            }
        }
    }
}
