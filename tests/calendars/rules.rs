//! Rules against another program's.

use proptest::prelude::*;
use vadash::domain::event::Series;
use vadash::domain::recur::expand;
use vadash::domain::time::Instant;
use vadash::domain::zone::Zone;

use super::event;

proptest! {
    /// The `rrule` crate walks from the start, one period at a time; the rules it cannot do right are left out.
    #[test]
    fn any_rule_gives_what_the_rrule_crate_gives(rule in any_rule(), minutes in 0_i64..2_000_000, later in 0_i64..1_000) {
        let start = Instant(946_684_800 + minutes * 60);
        let stamp = start.utc().format("%Y%m%dT%H%M%SZ");
        let (from, to) = (start + later * 86_400, start + (later + 400) * 86_400);
        let oracle: rrule::RRuleSet = format!("DTSTART:{stamp}\nRRULE:{rule}").parse().unwrap();
        let expected: Vec<Instant> = oracle.limit().into_iter().map(|at| Instant(at.timestamp()))
            .take_while(|at| *at < to).filter(|at| *at >= from).take(200).collect();
        let series = Series { master: Some(event(&format!("DTSTART:{stamp}\nRRULE:{rule}"))), overrides: Vec::new() };
        let found: Vec<Instant> = expand(&series, &Zone::utc(), from, to).occurrences.iter().map(|one| one.start).take(200).collect();
        prop_assert_eq!(found, expected);
    }
}

fn any_rule() -> impl Strategy<Value = String> {
    let some = |part: &'static str, values: &'static [&'static str]| {
        prop::option::weighted(0.35, prop::sample::select(values))
            .prop_map(move |value| value.map(|value| format!(";{part}={value}")).unwrap_or_default())
    };
    let frequency = prop_oneof![
        (
            Just("YEARLY"),
            some("BYDAY", &["MO", "TU,SU", "20MO", "-1FR,1SA", "53SU"]),
            some("BYMONTHDAY", &["1", "-1", "29,30", "13"])
        ),
        (
            Just("MONTHLY"),
            some("BYDAY", &["MO", "2TU", "-1FR,1MO", "MO,TU,WE,TH,FR"]),
            some("BYMONTHDAY", &["1", "-1,15", "31", "13"])
        ),
        (Just("WEEKLY"), some("BYDAY", &["MO", "TU,SU", "MO,WE,FR", "SA"]), Just(String::new())),
        (Just("DAILY"), some("BYDAY", &["MO", "TU,SU"]), some("BYMONTHDAY", &["1", "-1,15", "31"])),
    ];
    let limits =
        (some("BYMONTH", &["1", "2,3", "6,12"]), some("BYHOUR", &["9", "8,17"]), some("BYMINUTE", &["30", "0,15"]));
    let rest = (
        some("INTERVAL", &["2", "3", "5", "12"]),
        some("WKST", &["SU", "WE"]),
        some("COUNT", &["1", "4", "60"]),
        some("UNTIL", &["20050101T000000Z", "20061231T235959Z"]),
        some("BYSETPOS", &["1", "-1", "2,-2"]),
    );
    (frequency, limits, rest).prop_map(
        |((frequency, days, month_days), (months, hours, minutes), (interval, wkst, count, until, positions))| {
            // Its first week begins at the start, so that positions in it are counted from there; without another part they mean nothing.
            let parts = [days, month_days, months, hours, minutes].concat();
            let positions = if frequency == "WEEKLY" || parts.is_empty() { String::new() } else { positions };
            let until = if count.is_empty() { until } else { String::new() };
            format!("FREQ={frequency}{interval}{parts}{positions}{wkst}{count}{until}")
        },
    )
}
