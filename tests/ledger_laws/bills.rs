//! What holds for every bill.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use vadash::domain::billing::{Bill, Client, FrozenWork, Raw, bill_day};
use vadash::domain::ledger::{Cycle, State};
use vadash::domain::money::Currency;
use vadash::domain::rates::Rate;
use vadash::domain::rounding::Rounding;
use vadash::domain::time::Instant;

use super::books::{DAYS, book, day};
use super::minutes;

type What = (i64, i64, Option<i64>);
type How = (bool, bool, bool, Option<i64>, Option<i64>);

fn raws() -> impl Strategy<Value = Vec<Raw>> {
    let what = (0..3_i64, 0..20_000_i64, select(vec![None, Some(7), Some(8)]));
    let how = (any::<bool>(), any::<bool>(), any::<bool>(), option::of(0..300_i64), option::of(4000..4002_i64));
    vec((what, how), 0..24).prop_map(|all| {
        let raw = |(id, (what, how)): (i64, (What, How))| Raw {
            id,
            date: day(what.0 * 40),
            start: (id % 4 != 0).then_some(Instant(id / 2 * 600)),
            seconds: what.1,
            service: what.2,
            tags: String::new(),
            rush: how.0,
            billable: how.1 || how.2,
            gift: how.1 && how.2,
            elsewhere: how.1 && !how.2 && how.0,
            bill_as: how.3,
            rate_override: how.4,
            late: None,
            frozen: None,
        };
        (1..).zip(all).map(raw).collect()
    })
}

fn bill(client: &Client, raws: &[Raw]) -> (Vec<Bill>, Vec<Cycle>) {
    let mut days: BTreeMap<NaiveDate, Vec<Raw>> = BTreeMap::new();
    for raw in raws {
        days.entry(raw.date).or_default().push(raw.clone());
    }
    let (mut state, mut closed, mut bills) = (State::new(), Vec::new(), Vec::new());
    for day in days.values() {
        bills.extend(bill_day(client, &mut state, day, &mut closed));
    }
    state.advance(&client.book, day(DAYS), &mut closed);
    (bills, closed)
}

prop_compose! {
    fn client()(book in book(), rule in select(vec!["15:up:entry", "15:up:day", "6:nearest:day", "30:down:day:15", "0"])) -> Client {
        let rate = |id, service, milli| Rate { id, client: None, service, valid_from: day(-999), currency: None, milli };
        Client {
            id: 1,
            currency: Currency::EUR,
            rounding: rule.parse::<Rounding>().unwrap(),
            rush_percent: 150,
            rates: vec![rate(1, Some(7), 40_000), rate(2, Some(8), 45_000)],
            book,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Each counted minute is covered, open, carried or waived; and only what is charged is open.
    #[test]
    fn bills_add_up(client in client(), raws in raws()) {
        let (bills, _) = bill(&client, &raws);
        prop_assert_eq!(bills.len(), raws.len());
        for b in bills {
            let raw = raws.iter().find(|r| r.id == b.entry).unwrap();
            prop_assert_eq!(b.covered + b.open + b.carried + b.waived, b.counted);
            prop_assert!([b.billed, b.counted, b.covered, b.open, b.carried, b.waived].iter().all(|m| *m >= 0));
            prop_assert_eq!(minutes(&b.draws, |_| true), b.counted);
            prop_assert!(b.open == 0 || raw.billable && !raw.gift);
            prop_assert!(b.counted == 0 || !raw.gift);
        }
    }

    /// The order in which entries were typed is of no consequence.
    #[test]
    fn typing_order_does_not_matter(client in client(), (raws, shuffled) in raws().prop_flat_map(|r| (Just(r.clone()), Just(r).prop_shuffle()))) {
        prop_assert_eq!(bill(&client, &raws), bill(&client, &shuffled));
    }

    /// Nor is it where the entries have their numbers by it, as long as they differ in date or start.
    #[test]
    fn numbers_do_not_matter(
        client in client(),
        (raws, numbers) in raws().prop_flat_map(|r| {
            let numbers: Vec<i64> = (1..).take(r.len()).collect();
            (Just(r), Just(numbers).prop_shuffle())
        }),
    ) {
        let begin = |raw: &Raw| Raw { start: Some(Instant(raw.id * 600)), ..raw.clone() };
        let raws: Vec<Raw> = raws.iter().map(begin).collect();
        let typed: Vec<Raw> = raws.iter().zip(&numbers).map(|(raw, n)| Raw { id: *n, ..raw.clone() }).collect();
        let (bills, cycles) = bill(&client, &raws);
        let (mut again, same) = bill(&client, &typed);
        prop_assert_eq!(cycles, same);
        for bill in &mut again {
            let at = numbers.iter().position(|n| *n == bill.entry).unwrap();
            bill.entry = raws[at].id;
            for draw in &mut bill.draws {
                draw.entry = bill.entry;
            }
        }
        prop_assert_eq!(bills, again);
    }

    /// What is frozen as it was billed is billed the same again.
    #[test]
    fn frozen_bills_stand(client in client(), raws in raws()) {
        let (bills, cycles) = bill(&client, &raws);
        let freeze = |raw: &Raw| {
            let was = bills.iter().find(|b| b.entry == raw.id).unwrap();
            Raw { frozen: Some(was.freeze(false)), ..raw.clone() }
        };
        let frozen: Vec<Raw> = raws.iter().map(freeze).collect();
        prop_assert_eq!(bill(&client, &frozen), (bills.clone(), cycles.clone()));
        // Charged, it is settled, and no rate is looked up for it any more.
        let charged = |raw: &Raw| Raw { frozen: raw.frozen.clone().map(|f| FrozenWork { charged: true, ..f }), ..raw.clone() };
        let charged: Vec<Raw> = frozen.iter().map(charged).collect();
        let settled = bills.into_iter().map(|bill| Bill { rate_row: None, settled: true, ..bill }).collect();
        prop_assert_eq!(bill(&client, &charged), (settled, cycles));
    }

    /// A group's minutes are its rounded sum, none of them negative.
    #[test]
    fn a_day_is_rounded_once(seconds in vec(0..20_000_i64, 0..8), rule in client().prop_map(|c| c.rounding)) {
        let minutes = rule.round_group(&seconds);
        prop_assert_eq!(minutes.len(), seconds.len());
        prop_assert_eq!(minutes.iter().sum::<i64>(), rule.round_entry(seconds.iter().sum()));
        prop_assert!(minutes.iter().all(|m| *m >= 0));
    }
}
