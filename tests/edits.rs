//! Laws of corrections: an edit that says a clock time alone never changes the day of what it corrects.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/bench.rs"]
mod bench;

use bench::call;
use chrono::NaiveDate;
use proptest::prelude::*;
use vadash::app::run::run;
use vadash::domain::time::{Instant, plus_days};
use vadash::domain::zone::Zone;
use vadash::store::{Entry, EventRow, Task};

const ZONE: &str = "Europe/Berlin";

/// A year around now, without the days on which clocks change.
fn day() -> impl Strategy<Value = NaiveDate> {
    (-180_i64..180)
        .prop_map(|days| plus_days(NaiveDate::from_ymd_opt(2026, 7, 15).unwrap(), days))
        .prop_filter("no change of clocks", |day| !["2026-03-29", "2026-10-25"].contains(&day.to_string().as_str()))
}

fn clock() -> impl Strategy<Value = String> {
    (0_u32..24, 0_u32..60, 0_u32..4).prop_map(|(hour, minute, how)| match how {
        0 => format!("{hour}:{minute:02}"),
        1 => format!("{hour}"),
        2 => format!("{hour}{minute:02}"),
        _ => format!("{}:{minute:02}{}", (hour + 11) % 12 + 1, if hour < 12 { "am" } else { "pm" }),
    })
}

fn date(at: Option<Instant>) -> Option<NaiveDate> {
    at.map(|at| Zone::get(ZONE).unwrap().date(at))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_bare_clock_never_changes_the_day(day in day(), hour in 0_u32..20, long in 10_u32..200, clock in clock()) {
        let (store, env, _) = bench::in_memory("2027-01-20T12:00:00+01:00");
        let does = |line: &str| run(&call(line), &store, &env);
        does("client add acme --name Acme").unwrap();
        let end = format!("{:02}:{:02}", hour + long / 60, long % 60);
        does(&format!("event add --title one --start '{day} {hour:02}:00' --end '{day} {end}'")).unwrap();
        does(&format!("event add --title all --start '{day} {hour:02}:00' --end '{day} {end}' --repeat week")).unwrap();
        does(&format!("task add --title call --due '{day} {hour:02}:00'")).unwrap();
        let logged = does(&format!("log acme '{day} {hour:02}:00-{end}'")).is_ok();

        for line in [
            format!("event edit 1 --start {clock}"),
            format!("event edit 2 --scope all --start {clock}"),
            format!("task edit 1 --due {clock}"),
        ] {
            does(&line).unwrap();
        }
        let one = |id: i64| store.get::<EventRow>(id).unwrap().event().unwrap().start.date();
        prop_assert_eq!((one(1), one(2)), (day, day), "{}", clock);
        prop_assert_eq!(date(store.get::<Task>(1).unwrap().due_at), Some(day));

        // An end before the start is the next day's, and a whole night at most.
        if does(&format!("event edit 1 --end {clock}")).is_ok() {
            let event = store.get::<EventRow>(1).unwrap().event().unwrap();
            prop_assert!(event.start.date() == day && (event.end.wall() - event.start.wall()).num_hours() <= 24);
        }
        if logged {
            let start = does(&format!("entry edit 1 --start {clock} --overlap keep"));
            let entry: Entry = store.get(1).unwrap();
            prop_assert_eq!(entry.date, day, "{}: {:?}", clock, start.err().map(|e| e.to_string()));
            let _ = does(&format!("entry edit 1 --end {clock} --overlap keep"));
            let entry: Entry = store.get(1).unwrap();
            prop_assert_eq!(date(entry.started_at), Some(day));
            prop_assert!(entry.seconds.unwrap() <= 24 * 3600);
        }
    }
}
