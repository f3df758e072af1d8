use super::*;
use crate::domain::agreement::Rollover;
use crate::domain::agreement::tests::{day, retainer};

fn client() -> Client {
    let rate =
        Rate { id: 9, client: None, service: None, valid_from: day("1970-01-01"), currency: None, milli: 45_000 };
    Client {
        id: 1,
        currency: Currency::EUR,
        rounding: "15".parse().unwrap(),
        rush_percent: 150,
        rates: vec![rate],
        book: Book::default(),
    }
}

fn with_retainer(change: impl FnOnce(&mut Terms)) -> Client {
    let mut r = retainer(3, "2026-01-01", 60);
    change(&mut r.versions[0]);
    Client { book: Book { retainers: vec![r], blocks: vec![] }, ..client() }
}

fn raw(id: i64, minutes: i64) -> Raw {
    Raw {
        id,
        date: day("2026-01-10"),
        start: Some(Instant(id * 3600)),
        seconds: minutes * 60,
        service: None,
        tags: String::new(),
        rush: false,
        billable: true,
        gift: false,
        elsewhere: false,
        bill_as: None,
        rate_override: None,
        late: None,
        frozen: None,
    }
}

fn bill(client: &Client, day: &[Raw]) -> Vec<Bill> {
    bill_day(client, &mut State::new(), day, &mut Vec::new())
}

fn one(client: &Client, raw: Raw) -> Bill {
    bill(client, &[raw]).remove(0)
}

#[test]
fn hourly_work_is_open() {
    let b = one(&client(), raw(1, 20));
    assert_eq!((b.billed, b.counted, b.covered, b.open), (30, 30, 0, 30));
    assert_eq!((b.rate, b.rate_row, b.agreement), (Some(4500), Some(9), None));
}

#[test]
fn work_without_a_rate_is_unpriced_and_not_free() {
    let b = one(&Client { rates: vec![], ..client() }, raw(1, 15));
    assert_eq!((b.open, b.rate), (15, None));
}

#[test]
fn a_retainer_covers_and_the_rest_is_open_at_its_rate() {
    let b = one(&with_retainer(|t| t.overage_rate = Some(5000)), raw(1, 90));
    assert_eq!((b.covered, b.open, b.carried, b.rate, b.rate_row, b.agreement), (60, 30, 0, Some(5000), None, Some(3)));
    let own_rate = one(&with_retainer(|_| ()), raw(1, 90));
    assert_eq!((own_rate.rate, own_rate.rate_row), (Some(4500), Some(9)));
    let typed = one(&with_retainer(|t| t.overage_rate = Some(5000)), Raw { rate_override: Some(100), ..raw(1, 90) });
    assert_eq!(typed.rate, Some(100));
}

#[test]
fn overage_that_the_next_allowance_pays_is_not_open() {
    for mode in [Rollover::Running, Rollover::DeductOverruns] {
        let b = one(&with_retainer(|t| t.rollover = mode), raw(1, 90));
        assert_eq!((b.covered, b.open, b.carried), (60, 0, 30));
    }
}

#[test]
fn a_rush_burns_money_or_minutes_but_not_both() {
    let rush = || Raw { rush: true, ..raw(1, 60) };
    let money = one(&with_retainer(|t| t.overage_rate = Some(5000)), rush());
    assert_eq!((money.billed, money.counted, money.open, money.rate), (60, 60, 0, Some(7500)));
    let minutes = one(&with_retainer(|t| t.rush_burns = RushBurns::Minutes), rush());
    assert_eq!((minutes.billed, minutes.counted, minutes.open, minutes.rate), (60, 90, 30, Some(4500)));
    assert_eq!(one(&client(), rush()).rate, Some(6750));
}

#[test]
fn a_gift_is_shown_and_uses_nothing() {
    for client in [client(), with_retainer(|t| t.counts = Counts::All)] {
        let b = one(&client, Raw { gift: true, ..raw(1, 20) });
        assert_eq!((b.billed, b.counted, b.open), (30, 0, 0));
        assert_eq!(b.draws, []);
    }
}

#[test]
fn work_not_billable_uses_minutes_only_where_all_counts() {
    let unpaid = || Raw { billable: false, ..raw(1, 90) };
    let b = one(&with_retainer(|_| ()), unpaid());
    assert_eq!((b.billed, b.counted, b.open), (90, 0, 0));
    let client = with_retainer(|t| t.counts = Counts::All);
    let mut state = State::new();
    let b = bill_day(&client, &mut state, &[unpaid()], &mut Vec::new()).remove(0);
    assert_eq!((b.counted, b.covered, b.open, b.waived), (90, 60, 0, 30));
    let cycle = state.open_cycle(&client.book, 3).unwrap();
    assert_eq!((cycle.overage, cycle.overage_amount, cycle.unpriced), (30, 0, 0));
}

#[test]
fn a_day_is_rounded_by_what_is_billed_as_one() {
    let by_day = Client { rounding: "15:up:day".parse().unwrap(), ..client() };
    let entries = [raw(4, 31), raw(1, 5), raw(3, 4), raw(2, 7)];
    let billed: Vec<_> = bill(&by_day, &entries).iter().map(|b| (b.entry, b.billed)).collect();
    assert_eq!(billed, [(1, 5), (2, 7), (3, 4), (4, 44)]);
    let apart = [
        raw(1, 5),
        Raw { service: Some(2), ..raw(2, 5) },
        Raw { rush: true, ..raw(3, 5) },
        Raw { rate_override: Some(1), ..raw(4, 5) },
        Raw { gift: true, ..raw(5, 5) },
        Raw { bill_as: Some(7), ..raw(6, 5) },
    ];
    let billed: Vec<_> = bill(&by_day, &apart).iter().map(|b| b.billed).collect();
    assert_eq!(billed, [15, 15, 15, 15, 15, 7]);
}

#[test]
fn the_agreement_rounds_first() {
    let client = with_retainer(|t| t.rounding = Some("6".parse().unwrap()));
    assert_eq!(one(&client, raw(1, 7)).billed, 12);
}

#[test]
fn entries_without_a_start_are_drawn_first() {
    let drawn = bill(&with_retainer(|_| ()), &[raw(1, 60), Raw { start: None, ..raw(2, 60) }]);
    assert_eq!(drawn.iter().map(|b| (b.entry, b.open)).collect::<Vec<_>>(), [(2, 0), (1, 60)]);
}

#[test]
fn what_is_billed_stands() {
    let client = with_retainer(|_| ());
    let frozen = one(&client, raw(1, 90)).freeze(true);
    // An earlier entry comes later: it finds nothing left, and what was billed is untouched.
    let late = Raw { start: Some(Instant(0)), ..raw(2, 60) };
    let billed = Raw { frozen: Some(frozen.clone()), ..raw(1, 10) };
    let mut state = State::new();
    let bills = bill_day(&client, &mut state, &[late, billed], &mut Vec::new());
    assert_eq!(bills[1].draws, frozen.draws);
    assert!(bills[1].settled);
    assert_eq!((bills[1].billed, bills[1].covered, bills[1].open), (90, 60, 30));
}

#[test]
fn what_is_billed_is_rounded_with_nothing_else() {
    let by_day = Client { rounding: "15:up:day".parse().unwrap(), ..client() };
    let frozen = one(&by_day, raw(1, 5)).freeze(true);
    let both = bill(&by_day, &[Raw { frozen: Some(frozen), ..raw(1, 5) }, raw(2, 5)]);
    assert_eq!(both.iter().map(|b| b.billed).collect::<Vec<_>>(), [15, 15]);
}

#[test]
fn work_of_a_past_day_is_billed_by_what_is_open() {
    let mut client = with_retainer(|t| (t.rollover, t.overage_rate) = (Rollover::Running, Some(5000)));
    client.book.retainers[0].ends_on = Some(day("2026-01-20"));
    let mut state = State::new();
    state.advance(&client.book, day("2026-02-01"), &mut Vec::new());
    let b = bill_day(&client, &mut state, &[raw(1, 15)], &mut Vec::new()).remove(0);
    assert_eq!((b.agreement, b.open, b.carried, b.rate), (None, 15, 0, Some(4500)));
}

#[test]
fn why_is_the_price_that_is_billed() {
    let client = with_retainer(|t| t.overage_rate = Some(5000));
    let rush = Raw { rush: true, ..raw(1, 60) };
    let why = price(&client, &rush).unwrap().why(Currency::EUR, "acme", None);
    assert_eq!(why, "75.00/h = 50.00/h (overage rate of agreement 3) × 150 % rush");
}

#[test]
fn what_is_late_counts_on_another_day_and_before_that_days_own() {
    let client = with_retainer(|_| ());
    let late = Raw { late: Some(day("2026-02-01")), start: Some(Instant(9_000_000)), ..raw(1, 90) };
    let own = Raw { date: day("2026-02-01"), ..raw(2, 15) };
    let bills = bill_day(&client, &mut State::new(), &[own, late], &mut Vec::new());
    assert_eq!(
        bills.iter().map(|b| (b.entry, b.date, b.covered, b.open)).collect::<Vec<_>>(),
        [(1, day("2026-01-10"), 60, 30), (2, day("2026-02-01"), 0, 15),]
    );
    assert_eq!(bills[0].draws[0].origin, Some(crate::domain::ledger::Origin::Cycle(day("2026-02-01"))));
}

#[test]
fn what_was_drawn_and_not_charged_is_open_at_what_it_is_worth_now() {
    let client = with_retainer(|_| ());
    let drawn = one(&client, raw(1, 90)).freeze(false);
    let dearer = Client { rates: vec![crate::domain::rates::Rate { milli: 60_000, ..client.rates[0] }], ..client };
    let again = one(&dearer, Raw { frozen: Some(drawn.clone()), ..raw(1, 90) });
    assert_eq!((again.covered, again.open, again.rate, again.settled), (60, 30, Some(6000), false));
    let charged = Raw { frozen: Some(FrozenWork { charged: true, ..drawn }), ..raw(1, 90) };
    assert_eq!(one(&dearer, charged).rate, Some(4500));
}
