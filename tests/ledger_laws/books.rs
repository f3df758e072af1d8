//! Any book of agreements, and any history of work.

use chrono::NaiveDate;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use vadash::domain::agreement::{
    Adjustment, Block, Book, Cap, Counts, CycleLength, FirstCycle, Order, Retainer, Rollover, RushBurns, Terms,
};
use vadash::domain::ledger::LedgerWork;
use vadash::domain::time::plus_days;

pub const DAYS: i64 = 400;

pub fn day(offset: i64) -> NaiveDate {
    plus_days(NaiveDate::from_ymd_opt(2026, 1, 1).unwrap(), offset)
}

pub fn parsed<T: std::str::FromStr<Err: std::fmt::Debug> + std::fmt::Debug + Clone>(
    words: &'static [&'static str],
) -> impl Strategy<Value = T> {
    select(words).prop_map(|w| w.parse().unwrap())
}

pub fn cap() -> impl Strategy<Value = Cap> {
    prop_oneof![(0..2000_i64).prop_map(Cap::Minutes), (0..150_i64).prop_map(Cap::Percent)]
}

pub fn terms(services: Option<Vec<i64>>) -> impl Strategy<Value = Terms> {
    let size = (0..1500_i64, option::of(cap()), option::of(1..4_u32), option::of(Just(5000)));
    let kind = (parsed::<Rollover>(Rollover::WORDS), parsed::<Order>(Order::WORDS));
    let how = (parsed::<Counts>(Counts::WORDS), parsed::<RushBurns>(RushBurns::WORDS));
    (size, kind, how).prop_map(move |(size, kind, how)| Terms {
        from: day(0),
        minutes: size.0,
        fee: 0,
        overage_rate: size.3,
        rollover: kind.0,
        cap: size.1,
        life: size.2,
        order: kind.1,
        counts: how.0,
        services: services.clone(),
        rush_burns: how.1,
        rounding: None,
    })
}

pub fn retainer(id: i64, services: Option<Vec<i64>>) -> impl Strategy<Value = Retainer> {
    let when = (0..60_i64, 0..40_i64, option::of(90..DAYS));
    let every = parsed::<CycleLength>(&["week", "2weeks", "month", "2months"]);
    let first = parsed::<FirstCycle>(FirstCycle::WORDS);
    let versions = (terms(services.clone()), vec((1..5_i64, terms(services)), 0..3));
    let adjustments = vec((0..90_i64, -600..600_i64, any::<bool>()), 0..4);
    (when, every, first, versions, adjustments).prop_map(move |(when, every, first_cycle, versions, adjustments)| {
        let mut r = Retainer {
            id,
            starts_on: day(when.0),
            anchor: day(when.0 - when.1),
            every,
            first_cycle,
            ends_on: when.2.map(|n| day(when.0 + n)),
            versions: vec![versions.0],
            adjustments: vec![],
        };
        r.versions[0].from = r.starts_on;
        let mut cycle = r.first_index();
        for (later, terms) in versions.1 {
            cycle += later;
            r.versions.push(Terms { from: r.start_of(cycle), ..terms });
        }
        let adjust = |(offset, minutes, gift)| Adjustment {
            on: plus_days(r.starts_on, offset),
            minutes,
            reason: "goodwill".into(),
            gift: gift && minutes > 0,
        };
        r.adjustments = adjustments.into_iter().map(adjust).collect();
        r
    })
}

pub fn block(id: i64) -> impl Strategy<Value = Block> {
    (0..900_i64, 0..200_i64, option::of(0..200_i64), any::<bool>()).prop_map(move |(minutes, from, lasts, named)| {
        Block {
            id,
            minutes,
            price: 0,
            bought_on: day(from),
            last_day: lasts.map(|n| day(from + n)),
            services: named.then(|| vec![7]),
            adjustments: vec![],
        }
    })
}

prop_compose! {
    pub fn book()(
        all in retainer(1, None),
        named in option::of(retainer(2, Some(vec![7]))),
        blocks in (option::of(block(1)), option::of(block(2))),
    ) -> Book {
        let book = Book {
            retainers: std::iter::once(all).chain(named).collect(),
            blocks: blocks.0.into_iter().chain(blocks.1).collect(),
        };
        book.check().unwrap();
        book
    }
}

pub fn works() -> impl Strategy<Value = Vec<LedgerWork>> {
    let one = (0..DAYS, 0..900_i64, select(vec![None, Some(7), Some(8)]), option::of(4000..4003_i64), any::<bool>());
    vec(one, 0..60).prop_map(|mut all| {
        all.sort_by_key(|w| w.0);
        let work = |(entry, (offset, minutes, service, rate, rush))| LedgerWork {
            entry,
            date: day(offset),
            minutes,
            service,
            rate,
            rush,
            frozen: None,
        };
        (1..).zip(all).map(work).collect()
    })
}
