use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::app::testing::{Desk, day};
use crate::records::time::timesheet::*;

fn slots(day: &Day, desk: &Desk) -> Vec<String> {
    let clock = |at: Instant| desk.store.setting().zone.local(at).format("%H:%M").to_string();
    let told = |slot: &Slot| match slot {
        Slot::Gap { from, to } => format!("gap {}-{}", clock(*from), clock(*to)),
        Slot::Entry { row, span: Some((from, to)), overlaps } => {
            let shared = if *overlaps > 0 { format!(" shared {}", overlaps / 60) } else { String::new() };
            format!("{} {}-{}{shared}", row.client, clock(*from), clock(*to))
        }
        Slot::Entry { row, .. } => format!("{} {} min", row.client, row.seconds / 60),
    };
    day.items.iter().map(told).collect()
}

fn week(desk: &Desk) -> Timesheet {
    Timesheet::of(&desk.context(), day("2026-06-15"), 8, None).unwrap()
}

#[test]
fn a_day_shows_gaps_overlaps_and_what_has_no_times() {
    let mut desk = Desk::monday();
    desk.types("log acme 30m --on 2026-06-17 no times");
    desk.types("log acme 9-10 --on 2026-06-17 one");
    desk.types("log zeta 9:45-10:30 --on 2026-06-17 --overlap keep two");
    desk.types("log acme 11:15-12 --on 2026-06-17 three");
    let day = &week(&desk).days[2];
    assert_eq!(
        slots(day, &desk),
        [
            "acme 09:00-10:00 shared 15",
            "zeta 09:45-10:30 shared 15",
            "gap 10:30-11:15",
            "acme 11:15-12:00",
            "acme 30 min"
        ]
    );
    assert_eq!((day.overlapped_seconds, day.gap_seconds), (900, 2700));
    assert_eq!(day.sums.raw_seconds, 180 * 60);
    let amounts: Vec<_> = day.sums.amounts.iter().map(|(c, minor)| (c.code(), *minor)).collect();
    assert_eq!(amounts, [("EUR", 10_125), ("GBP", 2888)]);
}

#[test]
fn gaps_of_one_client_know_the_others() {
    let mut desk = Desk::monday();
    for line in ["acme 9-10", "zeta 10-11", "acme 12-13", "zeta 14-15"] {
        desk.types(&format!("log {line} --on 2026-06-17"));
    }
    let acme = desk.store.client_by_code("acme").unwrap().unwrap().id;
    let sheet = Timesheet::of(&desk.context(), day("2026-06-17"), 1, Some(acme)).unwrap();
    assert_eq!(slots(&sheet.days[0], &desk), ["acme 09:00-10:00", "gap 11:00-12:00", "acme 12:00-13:00"]);
    assert_eq!((sheet.clients.len(), sheet.sums.raw_seconds), (1, 7200));
}

#[test]
fn work_over_midnight_belongs_to_its_start_and_covers_the_morning() {
    let mut desk = Desk::monday();
    desk.types("log acme 22:00-2:00 --on 2026-06-16 late");
    desk.types("log zeta 1:30-2:30 --on 2026-06-17 --overlap keep early");
    desk.types("log zeta 3:00-3:30 --on 2026-06-17");
    let sheet = week(&desk);
    assert_eq!(slots(&sheet.days[1], &desk), ["acme 22:00-02:00 shared 30"]);
    assert_eq!(slots(&sheet.days[2], &desk), ["zeta 01:30-02:30 shared 30", "gap 02:30-03:00", "zeta 03:00-03:30"]);
    assert_eq!((sheet.days[1].overlapped_seconds, sheet.days[2].overlapped_seconds), (0, 1800));
    let line = bar(&sheet.days[2], &desk.store.setting().zone);
    let pieces: Vec<_> = line.pieces.iter().map(|p| (p.item, p.from / 60, p.to / 60, p.lane)).collect();
    assert_eq!(pieces, [(None, 0, 120, 0), (Some(0), 90, 150, 1), (Some(2), 180, 210, 0)]);
    let evening = bar(&sheet.days[1], &desk.store.setting().zone);
    assert_eq!((evening.pieces[0].to, evening.pieces[0].goes_on), (86_400, true));
}

#[test]
fn the_timer_counts_up_to_now() {
    let mut desk = Desk::monday();
    desk.types("log acme 9-10");
    desk.types("start zeta call --at 13:00");
    let sheet = week(&desk);
    let today = &sheet.days[7];
    assert_eq!(slots(today, &desk), ["acme 09:00-10:00", "gap 10:00-13:00", "zeta 13:00-14:00"]);
    assert_eq!(today.items[2].row().unwrap().state(), "running");
    assert_eq!((today.sums.raw_seconds, today.sums.billed_minutes), (7200, 60));
}

#[test]
fn clients_stand_by_their_time_with_raw_and_billed_side_by_side() {
    let mut desk = Desk::monday();
    desk.types("client edit acme --rounding 15:up:entry");
    desk.types("log acme 50m --on 2026-06-15");
    desk.types("log zeta 1h --on 2026-06-16");
    desk.types("log acme 20m --on 2026-06-16");
    let sheet = week(&desk);
    let told: Vec<_> =
        sheet.clients.iter().map(|c| (c.client.as_str(), c.seconds[..2].to_vec(), c.billed[..2].to_vec())).collect();
    assert_eq!(told, [("acme", vec![3000, 1200], vec![60, 30]), ("zeta", vec![0, 3600], vec![0, 60])]);
    assert_eq!((sheet.sums.raw_seconds, sheet.sums.billed_minutes), (7800, 150));
}

#[test]
fn bars_are_as_long_as_the_day() {
    let desk = Desk::at("2026-12-01T12:00:00+01:00");
    let length = |date: &str| {
        let sheet = Timesheet::of(&desk.context(), day(date), 1, None).unwrap();
        bar(&sheet.days[0], &desk.store.setting().zone).seconds / 3600
    };
    assert_eq!((length("2026-03-29"), length("2026-06-01"), length("2026-10-25")), (23, 24, 25));
}

#[test]
fn on_the_day_the_clocks_change_places_count_from_midnight() {
    let mut desk = Desk::at("2026-12-01T12:00:00+01:00");
    desk.types("client add acme --name Acme --rate 45");
    desk.types("log acme 9-10 --on 2026-03-29");
    let sheet = Timesheet::of(&desk.context(), day("2026-03-29"), 1, None).unwrap();
    let line = bar(&sheet.days[0], &desk.store.setting().zone);
    assert_eq!((line.pieces[0].from, line.pieces[0].to), (8 * 3600, 9 * 3600));
}

#[test]
fn nothing_gives_empty_days() {
    let desk = Desk::monday();
    assert_eq!(week(&desk).days.len(), 8);
    assert!(Timesheet::of(&desk.context(), day("2026-06-15"), 0, None).unwrap().days.is_empty());
}

/// Entries around a change of the clocks: (minutes after the first midnight, minutes long, client, timed).
fn work() -> impl Strategy<Value = Vec<(i64, i64, bool, bool)>> {
    prop::collection::vec((0..4 * 1440_i64, 1..600_i64, any::<bool>(), prop::bool::weighted(0.9)), 0..14)
}

fn fill(desk: &mut Desk, first: NaiveDate, work: &[(i64, i64, bool, bool)]) {
    let zone = desk.store.setting().zone.clone();
    let clients = desk.store.clients().unwrap();
    let midnight = zone.start_of(first);
    desk.store
        .write(desk.now, "test", |tx| {
            for (start, minutes, other, timed) in work {
                let from = midnight + start * 60;
                tx.insert(&Entry {
                    id: 0,
                    client: clients[usize::from(*other)].id,
                    service: None,
                    task: None,
                    event: None,
                    note: String::new(),
                    tags: String::new(),
                    date: zone.date(from),
                    started_at: timed.then_some(from),
                    ended_at: timed.then_some(from + minutes * 60),
                    seconds: Some(minutes * 60),
                    zone: zone.name().to_owned(),
                    rush: false,
                    billable: true,
                    gift: false,
                    bill_as: None,
                    rate: None,
                    external_id: None,
                    elsewhere: None,
                    taken: None,
                })?;
            }
            Ok("filled".to_owned())
        })
        .unwrap();
}

/// How many entries lie on each minute.
fn painted(sheet: &Timesheet) -> BTreeMap<i64, i64> {
    let mut minutes = BTreeMap::new();
    for slot in sheet.days.iter().flat_map(|d| &d.items) {
        if let Slot::Entry { span: Some((from, to)), .. } = slot {
            for minute in from.0 / 60..to.0 / 60 {
                *minutes.entry(minute).or_insert(0) += 1;
            }
        }
    }
    minutes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn totals_are_those_of_the_list_and_days_tile(spring in any::<bool>(), work in work()) {
        let mut desk = Desk::monday();
        desk.now = Instant::from_rfc3339("2026-12-01T12:00:00+01:00").unwrap();
        let first = if spring { day("2026-03-28") } else { day("2026-10-24") };
        fill(&mut desk, first, &work);
        let context = desk.context();
        let sheet = Timesheet::of(&context, first, 6, None).unwrap();

        let mut listed = Sums::default();
        Entries::of(&EntryFilter::default(), &context).unwrap().rows.iter().for_each(|r| listed.add(r));
        prop_assert_eq!(&sheet.sums, &listed);
        let over = |of: &dyn Fn(&ClientWeek) -> i64| sheet.clients.iter().map(of).sum::<i64>();
        prop_assert_eq!(over(&|c| c.seconds.iter().sum()), listed.raw_seconds);
        prop_assert_eq!(over(&|c| c.billed.iter().sum()), listed.billed_minutes);
        prop_assert_eq!(sheet.days.iter().map(|d| d.sums.raw_seconds).sum::<i64>(), listed.raw_seconds);

        let painted = painted(&sheet);
        let twice: i64 = painted.values().map(|depth| depth - 1).sum();
        prop_assert_eq!(sheet.days.iter().map(|d| d.overlapped_seconds).sum::<i64>(), twice * 60);
        for day in &sheet.days {
            let spans = day.items.iter().filter_map(|s| match s {
                Slot::Entry { span: Some(span), overlaps, .. } => Some((*span, *overlaps)),
                _ => None,
            });
            let spans: Vec<_> = spans.collect();
            for ((from, to), overlaps) in &spans {
                let shared = painted.range(from.0 / 60..to.0 / 60).filter(|(_, depth)| **depth > 1).count();
                prop_assert_eq!(*overlaps, i64::try_from(shared).unwrap() * 60);
            }
            for slot in &day.items {
                if let Slot::Gap { from, to } = slot {
                    prop_assert!(painted.range(from.0 / 60..to.0 / 60).next().is_none(), "a gap holds work");
                }
            }
            let Some(((first, _), _)) = spans.first() else { continue };
            let carried = day.carried.iter().map(|c| c.to).max().unwrap_or(*first).max(*first);
            let last = spans.iter().map(|((_, to), _)| *to).max().unwrap_or(*first).max(carried);
            let worked: i64 = spans.iter().map(|((from, to), _)| *to - *from).sum();
            prop_assert_eq!(
                (carried - *first) + worked + day.gap_seconds - day.overlapped_seconds,
                last - *first,
                "the day is not tiled"
            );
        }
    }

    #[test]
    fn pieces_on_a_lane_lie_apart(work in work()) {
        let mut desk = Desk::monday();
        desk.now = Instant::from_rfc3339("2026-12-01T12:00:00+01:00").unwrap();
        fill(&mut desk, day("2026-10-24"), &work);
        let sheet = Timesheet::of(&desk.context(), day("2026-10-24"), 6, None).unwrap();
        for day in &sheet.days {
            let line = bar(day, &desk.store.setting().zone);
            for piece in &line.pieces {
                prop_assert!(0 <= piece.from && piece.from < piece.to && piece.to <= line.seconds && piece.lane < line.lanes);
            }
            for lane in 0..line.lanes {
                let on: Vec<_> = line.pieces.iter().filter(|p| p.lane == lane).collect();
                prop_assert!(on.windows(2).all(|two| two[0].to <= two[1].from));
            }
        }
    }
}
