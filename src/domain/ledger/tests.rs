use chrono::NaiveDate;

use super::*;
use crate::domain::agreement::tests::{day, retainer, terms};
use crate::domain::agreement::{Adjustment, Block, Order, Retainer, Rollover, Terms};

fn one(retainer: Retainer) -> Book {
    Book { retainers: vec![retainer], blocks: vec![] }
}

fn book(change: impl FnOnce(&mut Terms)) -> Book {
    let mut r = retainer(1, "2026-01-01", 600);
    change(&mut r.versions[0]);
    one(r)
}

fn work(entry: i64, date: &str, minutes: i64) -> LedgerWork {
    LedgerWork { entry, date: day(date), minutes, service: None, rate: Some(4500), rush: false, frozen: None }
}

fn adjusted(minutes: &[i64], gift: bool) -> Book {
    let mut r = retainer(1, "2026-01-01", 600);
    let adjust = |m: &i64| Adjustment { on: day("2026-01-20"), minutes: *m, reason: String::new(), gift };
    r.adjustments = minutes.iter().map(adjust).collect();
    one(r)
}

fn drawn(ledger: &Ledger) -> Vec<(i64, &str, i64)> {
    ledger.draws.iter().map(|d| (d.entry, d.grant.as_str(), d.minutes)).collect()
}

fn block(id: i64, minutes: i64, last_day: Option<&str>) -> Block {
    Block {
        id,
        minutes,
        price: 0,
        bought_on: day("2026-01-01"),
        last_day: last_day.map(day),
        services: None,
        adjustments: vec![],
    }
}

#[test]
fn an_adjustment_counts_from_its_cycles_start() {
    for (gift, grant) in [(false, "adjustment"), (true, "gift")] {
        let ledger = run(&adjusted(&[60], gift), &[work(1, "2026-01-10", 640)], day("2026-02-01"));
        assert_eq!(drawn(&ledger), [(1, "base", 600), (1, grant, 40)]);
        assert_eq!((ledger.cycles[0].granted, ledger.cycles[0].left, ledger.cycles[1].granted), (660, 20, 600));
    }
}

#[test]
fn taking_more_than_there_is_takes_from_the_next_allowance() {
    let ledger = run(&adjusted(&[-700, 50], false), &[], day("2026-03-01"));
    let granted: Vec<_> = ledger.cycles.iter().map(|c| (c.granted, c.deficit_out)).collect();
    assert_eq!(granted, [(0, Some(50)), (550, Some(0)), (600, None)]);
}

#[test]
fn a_deficit_larger_than_the_next_allowance_carries_on() {
    let ledger =
        run(&book(|t| t.rollover = Rollover::DeductOverruns), &[work(1, "2026-01-10", 1700)], day("2026-04-01"));
    let told: Vec<_> = ledger.cycles.iter().map(|c| (c.granted, c.overage, c.deficit_out)).collect();
    assert_eq!(told, [(600, 1100, Some(1100)), (0, 0, Some(500)), (100, 0, Some(0)), (600, 0, None)]);
}

#[test]
fn soonest_first_keeps_what_lives_longest() {
    let banked = |order| {
        book(|t| {
            (t.rollover, t.life, t.order) = (Rollover::Bank, Some(2), order);
        })
    };
    let works = [work(1, "2026-03-10", 1300)];
    // In March: January's minutes in their last cycle, the allowance, February's with a cycle to go.
    let ledger = run(&banked(Order::Soonest), &works, day("2026-03-31"));
    let from: Vec<_> = ledger.draws.iter().map(|d| (d.grant, d.origin.unwrap(), d.minutes)).collect();
    let cycle = |start| Origin::Cycle(day(start));
    assert_eq!(
        from,
        [
            (Grant::Rollover, cycle("2026-01-01"), 600),
            (Grant::Base, cycle("2026-03-01"), 600),
            (Grant::Rollover, cycle("2026-02-01"), 100),
        ]
    );
    let ledger = run(&banked(Order::BaseFirst), &works, day("2026-03-31"));
    assert_eq!(drawn(&ledger), [(1, "base", 600), (1, "rollover", 600), (1, "rollover", 100)]);
}

#[test]
fn what_is_rolled_over_says_when_it_is_lost() {
    let book = book(|t| (t.rollover, t.life) = (Rollover::Bank, Some(2)));
    let (mut state, mut closed) = (State::new(), vec![]);
    state.advance(&book, day("2026-03-10"), &mut closed);
    assert_eq!(state.expiries(&book, 1), [(day("2026-03-31"), 600), (day("2026-04-30"), 600)]);
    assert_eq!(closed.len(), 2);
}

#[test]
fn a_percentage_cuts_what_is_rolled_over() {
    let book = book(|t| (t.rollover, t.cap) = (Rollover::NextCycle, Some("50%".parse().unwrap())));
    let ledger = run(&book, &[work(1, "2026-01-10", 100)], day("2026-02-01"));
    assert_eq!((ledger.cycles[0].rolled_out, ledger.cycles[0].forfeited), (Some(300), Some(200)));
}

#[test]
fn minutes_promised_before_new_terms_keep_their_life() {
    let mut book = book(|t| t.rollover = Rollover::Bank);
    book.retainers[0].versions.push(terms("2026-02-01", 600));
    let ledger = run(&book, &[], day("2026-04-01"));
    let rolled: Vec<_> = ledger.cycles.iter().map(|c| c.rolled_in).collect();
    assert_eq!(rolled, [0, 600, 600, 600]);
}

#[test]
fn minutes_that_never_expire_are_used_and_cut_last() {
    let mut book = book(|t| t.rollover = Rollover::Bank);
    let later = Terms { rollover: Rollover::Bank, life: Some(2), ..terms("2026-02-01", 600) };
    book.retainers[0].versions.push(later);
    let ledger = run(&book, &[work(1, "2026-03-10", 700)], day("2026-03-31"));
    let from: Vec<_> = ledger.draws.iter().map(|d| (d.origin.unwrap(), d.minutes)).collect();
    let cycle = |start| Origin::Cycle(day(start));
    assert_eq!(from, [(cycle("2026-02-01"), 600), (cycle("2026-01-01"), 100)]);
    book.retainers[0].versions[1].cap = Some("10h".parse().unwrap());
    let ledger = run(&book, &[work(1, "2026-03-10", 60)], day("2026-03-31"));
    assert_eq!(ledger.draws[0].origin, Some(cycle("2026-01-01")));
}

#[test]
fn a_retainer_ends_with_its_last_day() {
    let mut book = book(|t| t.rollover = Rollover::Running);
    book.retainers[0].ends_on = Some(day("2026-02-10"));
    let works = [work(1, "2026-02-10", 1300), work(2, "2026-02-11", 30)];
    let ledger = run(&book, &works, day("2026-05-01"));
    let last = ledger.cycles.last().unwrap();
    assert_eq!((ledger.cycles.len(), last.end), (2, day("2026-02-11")));
    assert_eq!((last.rolled_in, last.overage, last.deficit_out), (600, 100, Some(100)));
    let after = ledger.draws.last().unwrap();
    assert_eq!((after.entry, after.grant, after.retainer, after.origin), (2, Grant::Overage, None, None));
}

#[test]
fn blocks_are_used_soonest_first_and_without_a_retainer() {
    let blocks = vec![block(1, 100, None), block(2, 100, Some("2026-03-31")), block(3, 100, Some("2026-02-28"))];
    let book = Book { retainers: vec![], blocks };
    let (mut state, mut closed) = (State::new(), vec![]);
    let draws = state.draw(&book, &work(1, "2026-02-28", 150), &mut closed);
    let from: Vec<_> = draws.iter().map(|d| (d.origin.unwrap(), d.minutes)).collect();
    assert_eq!(from, [(Origin::Block(3), 100), (Origin::Block(2), 50)]);
    let draws = state.draw(&book, &work(2, "2026-04-01", 150), &mut closed);
    let from: Vec<_> = draws.iter().map(|d| (d.origin, d.minutes)).collect();
    assert_eq!(from, [(Some(Origin::Block(1)), 100), (None, 50)]);
    assert_eq!((state.block_used(2), state.block_left(&book.blocks[1])), (50, 50));
}

#[test]
fn overage_is_rounded_once_for_each_line() {
    let priced = |entry, rate, rush| LedgerWork { rate, rush, ..work(entry, "2026-01-10", 1) };
    let works = [
        work(1, "2026-01-02", 600),
        priced(2, Some(2750), false),
        priced(3, Some(2750), false),
        priced(4, Some(2750), true),
        priced(5, None, false),
    ];
    let cycle = &run(&book(|_| ()), &works, day("2026-01-31")).cycles[0];
    // 2 minutes are 0.9167, one is 0.4583.
    assert_eq!((cycle.overage, cycle.unpriced, cycle.overage_amount), (4, 1, 92 + 46));
}

#[test]
fn work_of_a_past_day_is_drawn_from_what_is_open() {
    let book = book(|_| ());
    let (mut state, mut closed) = (State::new(), vec![]);
    state.advance(&book, day("2026-02-05"), &mut closed);
    let draws = state.draw(&book, &work(1, "2026-01-20", 30), &mut closed);
    assert_eq!(draws[0].origin, Some(Origin::Cycle(day("2026-02-01"))));
    assert_eq!(closed.len(), 1);
}

#[test]
fn a_kept_state_is_small_and_years_pass_quickly() {
    let book = book(|t| (t.rollover, t.life) = (Rollover::Bank, Some(4)));
    let (mut state, mut closed) = (State::new(), vec![]);
    state.advance(&book, day("2036-01-01"), &mut closed);
    assert_eq!(closed.len(), 120);
    let text = serde_json::to_string(&state).unwrap();
    assert_eq!(
        text,
        r#"{"d":"2036-01-01","r":[{"i":1,"n":120,"g":600,"b":600,"r":2400,"l":[[116,120,600],[117,121,600],[118,122,600],[119,123,600]]}]}"#
    );
}

#[test]
fn the_calendars_end_is_no_trap() {
    let book = book(|t| t.rollover = Rollover::NextCycle);
    let (mut state, mut closed) = (State::new(), vec![]);
    state.advance(&book, NaiveDate::from_ymd_opt(9999, 12, 31).unwrap(), &mut closed);
    assert_eq!(closed.len(), 12 * (9999 - 2026) + 11);
}

#[test]
fn draws_are_kept_as_they_are() {
    let draw = |origin| Draw { entry: 1, grant: Grant::Base, retainer: Some(2), origin, minutes: 3 };
    for origin in [None, Some(Origin::Block(7)), Some(Origin::Cycle(day("2026-01-01")))] {
        let text = serde_json::to_string(&draw(origin)).unwrap();
        assert_eq!(serde_json::from_str::<Draw>(&text).unwrap(), draw(origin), "{text}");
    }
}
