//! What holds for every book of agreements and every history of work.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod bills;
mod books;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use proptest::prelude::*;
use vadash::domain::agreement::{Book, Retainer};
use vadash::domain::ledger::{Cycle, Draw, Grant, LedgerWork, Origin, State, run};
use vadash::domain::time::plus_days;

use books::{DAYS, book, day, works};

/// What a retainer holds, by the first day of the cycle that granted it.
fn held(state: &State, book: &Book, retainer: &Retainer) -> BTreeMap<NaiveDate, i64> {
    let lots = state.lots(retainer.id);
    let mut held: BTreeMap<_, _> = lots.iter().map(|l| (retainer.start_of(l.origin), l.minutes)).collect();
    if let Some(open) = state.open_cycle(book, retainer.id) {
        held.insert(open.start, open.left - lots.iter().map(|l| l.minutes).sum::<i64>());
    }
    held
}

fn minutes(draws: &[Draw], wanted: impl Fn(&Draw) -> bool) -> i64 {
    draws.iter().filter(|d| wanted(d)).map(|d| d.minutes).sum()
}

fn pool(grant: Grant) -> bool {
    matches!(grant, Grant::Base | Grant::Rollover | Grant::Adjustment | Grant::Gift)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// What was granted is what was drawn, what is left, and what was forfeited or cut; for each lot.
    #[test]
    fn no_minute_appears_or_vanishes(book in book(), works in works()) {
        for retainer in &book.retainers {
            let mut state = State::new();
            let (mut granted, mut drawn, mut lost) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
            for today in (0..=DAYS).map(day) {
                let before = held(&state, &book, retainer);
                let mut closed = Vec::new();
                state.advance(&book, today, &mut closed);
                let after = held(&state, &book, retainer);
                let mut gone = 0;
                for (origin, minutes) in before {
                    let less = minutes - after.get(&origin).copied().unwrap_or(0);
                    prop_assert!(less >= 0, "a lot grew");
                    *lost.entry(origin).or_insert(0) += less;
                    gone += less;
                }
                let mine: Vec<&Cycle> = closed.iter().filter(|c| c.retainer == retainer.id).collect();
                prop_assert_eq!(gone, mine.iter().filter_map(|c| c.forfeited).sum::<i64>());
                if let Some(open) = state.open_cycle(&book, retainer.id) {
                    granted.entry(open.start).or_insert(open.granted);
                }
                for work in works.iter().filter(|w| w.date == today) {
                    for draw in state.draw(&book, work, &mut closed) {
                        prop_assert!(draw.minutes > 0);
                        if draw.retainer == Some(retainer.id) && pool(draw.grant) {
                            let Some(Origin::Cycle(from)) = draw.origin else { panic!("no cycle") };
                            *drawn.entry(from).or_insert(0) += draw.minutes;
                        }
                    }
                }
            }
            let left = held(&state, &book, retainer);
            prop_assert!(left.values().all(|m| *m >= 0));
            for (origin, all) in &granted {
                let of = |map: &BTreeMap<NaiveDate, i64>| map.get(origin).copied().unwrap_or(0);
                prop_assert_eq!(*all, of(&drawn) + of(&left) + of(&lost), "the lot of {}", origin);
            }
            prop_assert!(drawn.keys().chain(left.keys()).all(|o| granted.contains_key(o)));
        }
    }

    /// What was bought in a block is what was drawn from it and what is left of it, on each day.
    #[test]
    fn no_minute_of_a_block_appears_or_vanishes(book in book(), works in works()) {
        let (mut state, mut closed, mut draws) = (State::new(), Vec::new(), Vec::new());
        for today in (0..=DAYS).map(day) {
            for work in works.iter().filter(|w| w.date == today) {
                draws.extend(state.draw(&book, work, &mut closed));
            }
            for block in &book.blocks {
                let drawn = minutes(&draws, |d| d.origin == Some(Origin::Block(block.id)));
                prop_assert_eq!(block.total(), drawn + state.block_left(block));
            }
        }
    }

    /// A cycle's figures add up, alone and with the cycle after it.
    #[test]
    fn cycles_add_up(book in book(), works in works()) {
        let ledger = run(&book, &works, day(DAYS));
        for retainer in &book.retainers {
            let cycles: Vec<&Cycle> = ledger.cycles.iter().filter(|c| c.retainer == retainer.id).collect();
            let mut owed = 0;
            for (at, c) in cycles.iter().enumerate() {
                let terms = retainer.terms(c.start).unwrap();
                prop_assert_eq!(c.capacity() + c.from_blocks + c.overage, c.left + c.used);
                prop_assert!([c.granted, c.rolled_in, c.used, c.overage, c.left, c.unpriced].iter().all(|m| *m >= 0));
                prop_assert!(c.unpriced <= c.overage);
                let adjusted: i64 = retainer.adjustments.iter().filter(|a| c.start <= a.on && a.on < c.end).map(|a| a.minutes).sum();
                let balance = retainer.minutes_of(retainer.index_at(c.start)) + adjusted - owed;
                prop_assert_eq!(c.granted, balance.max(0));
                let closed = c.forfeited.zip(c.rolled_out).zip(c.deficit_out);
                let Some(((forfeited, rolled_out), deficit_out)) = closed else {
                    prop_assert_eq!(at, cycles.len() - 1, "only the last cycle is open");
                    continue;
                };
                prop_assert_eq!(c.left, forfeited + rolled_out);
                prop_assert!(forfeited >= 0 && rolled_out >= 0);
                if terms.rollover.keeps() {
                    prop_assert!(terms.cap_minutes().is_none_or(|cap| rolled_out <= cap));
                }
                let carried = if terms.rollover.deducts() { c.overage } else { 0 };
                owed = carried + (-balance).max(0);
                prop_assert_eq!(deficit_out, owed);
                if terms.rollover.deducts() {
                    prop_assert_eq!((c.overage_amount, c.unpriced), (0, 0));
                }
                if let Some(next) = cycles.get(at + 1) {
                    prop_assert_eq!((next.start, next.rolled_in), (c.end, rolled_out));
                } else {
                    prop_assert_eq!((retainer.ends_on.map(|d| plus_days(d, 1)), rolled_out), (Some(c.end), 0));
                }
            }
        }
    }

    /// Every counted minute is drawn once, and no grant is overdrawn or used outside its days.
    #[test]
    fn every_minute_is_drawn_once(book in book(), works in works()) {
        let ledger = run(&book, &works, day(DAYS));
        for work in &works {
            prop_assert_eq!(minutes(&ledger.draws, |d| d.entry == work.entry), work.minutes);
            let draws = ledger.draws.iter().filter(|d| d.entry == work.entry);
            for draw in draws {
                let routed = book.route(work.date, work.service).map(|at| book.retainers[at].id);
                prop_assert_eq!(draw.retainer, routed, "never two retainers");
                if let Some(Origin::Block(id)) = draw.origin {
                    prop_assert!(book.block(id).unwrap().usable(work.date, work.service));
                }
            }
        }
        for block in &book.blocks {
            prop_assert!(minutes(&ledger.draws, |d| d.origin == Some(Origin::Block(block.id))) <= block.total());
        }
    }

    /// Going on from a kept state is the same as starting from nothing; so is going day by day.
    #[test]
    fn a_kept_state_resumes(book in book(), works in works(), stop in 0..DAYS) {
        let whole = |until: i64| {
            let (mut state, mut closed, mut draws) = (State::new(), Vec::new(), Vec::new());
            for work in works.iter().filter(|w| w.date < day(until)) {
                draws.extend(state.draw(&book, work, &mut closed));
            }
            state.advance(&book, day(until), &mut closed);
            (state, closed, draws)
        };
        let (kept, mut closed, mut draws) = whole(stop);
        let text = serde_json::to_string(&kept).unwrap();
        let mut state: State = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(&state, &kept);
        for today in (stop..=DAYS).map(day) {
            state.advance(&book, today, &mut closed);
            for work in works.iter().filter(|w| w.date == today) {
                draws.extend(state.draw(&book, work, &mut closed));
            }
        }
        state.advance(&book, day(DAYS + 1), &mut closed);
        prop_assert_eq!((state, closed, draws), whole(DAYS + 1));
    }

    /// What comes later changes nothing before it.
    #[test]
    fn the_past_stands(book in book(), works in works(), more in works()) {
        prop_assume!(!more.is_empty());
        let from = more[0].date;
        let mut both = works.clone();
        both.extend(more.into_iter().map(|w| LedgerWork { entry: w.entry + 1000, ..w }));
        let (before, after) = (run(&book, &works, day(DAYS)), run(&book, &both, day(DAYS)));
        let early = |d: &&Draw| works.iter().any(|w| w.entry == d.entry && w.date < from);
        prop_assert_eq!(
            before.draws.iter().filter(early).collect::<Vec<_>>(),
            after.draws.iter().filter(early).collect::<Vec<_>>()
        );
        let early = |c: &&Cycle| c.end <= from;
        prop_assert_eq!(
            before.cycles.iter().filter(early).collect::<Vec<_>>(),
            after.cycles.iter().filter(early).collect::<Vec<_>>()
        );
    }

    /// Draws that are frozen as they were made change nothing.
    #[test]
    fn freezing_changes_nothing(book in book(), works in works(), until in 0..DAYS) {
        let free = run(&book, &works, day(DAYS));
        let freeze = |work: &LedgerWork| {
            let mine = || free.draws.iter().filter(|d| d.entry == work.entry).cloned().collect();
            LedgerWork { frozen: (work.date < day(until)).then(mine), ..work.clone() }
        };
        let frozen: Vec<LedgerWork> = works.iter().map(freeze).collect();
        prop_assert_eq!(run(&book, &frozen, day(DAYS)), free);
    }
}
