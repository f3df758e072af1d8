use super::Page;
use crate::app::demo;
use crate::app::people::{Hourly, Left, Owed, People, Person, RateLine, Rates, Services, There};
use crate::app::testing::{Desk, day};
use crate::domain::ledger::Cycle;
use crate::domain::task::State;
use crate::domain::time::{Instant, plus_days};
use crate::records::kind::Listing;

fn person<'a>(people: &'a People, code: &str) -> &'a Person {
    people.rows.iter().find(|p| p.client == code).unwrap()
}

/// The demonstration's world on a Monday morning.
fn env() -> Desk {
    let mut desk = Desk::at("2026-06-22T10:35:00+02:00");
    demo::fill(&mut desk.store, desk.now).unwrap();
    desk
}

#[test]
fn a_client_at_a_glance() {
    let mut desk = Desk::monday();
    desk.types("agreement add acme retainer --hours 10 --fee 400 --start 2026-06-01");
    desk.types("log acme 2h --on 2026-06-15");
    desk.types("log zeta 1h --on 2026-06-10");
    desk.types("task add acme write");
    desk.types("task add acme later wait:2026-07-01");
    desk.types("event add tomorrow 15-16 call --client zeta");
    let people = People::of(&desk.context(), false).unwrap();
    let acme = person(&people, "acme");
    assert_eq!(acme.left, Some(Left { left: 480, capacity: 600, ..Left::default() }));
    // The fee of its retainer is due, and no time of it.
    let fee = Owed { amount: 40_000, ..Owed::default() };
    assert_eq!((acme.owed, acme.tasks, acme.last_entry), (fee, 1, Some(day("2026-06-15"))));
    assert_eq!((acme.there.is_none(), acme.office.is_none(), acme.meeting), (true, true, None));
    let zeta = person(&people, "zeta");
    assert_eq!(zeta.owed, Owed { minutes: 60, amount: 3850, unpriced: 0 });
    assert_eq!(zeta.there.as_ref().map(There::difference).as_deref(), Some("-1:00"));
    assert_eq!(zeta.office.as_ref().map(|o| o.open), Some(true));
    assert_eq!(zeta.meeting, Instant::from_rfc3339("2026-06-23T15:00:00+02:00"));
    assert_eq!(zeta.rate.as_ref().map(Hourly::per_hour).as_deref(), Some("38.50/h"));
    assert!(zeta.rate.as_ref().is_some_and(|r| r.own));
}

#[test]
fn archived_ones_are_asked_for() {
    let mut desk = Desk::monday();
    desk.types("client archive acme");
    let of = |archived| People::of(&desk.context(), archived).unwrap();
    assert_eq!((of(false).rows.len(), of(false).hidden), (1, 1));
    let all = of(true);
    assert_eq!(
        all.rows.iter().map(|p| (p.client.as_str(), p.archived)).collect::<Vec<_>>(),
        [("zeta", false), ("acme", true)]
    );
}

#[test]
fn rates_say_which_hold() {
    let mut desk = Desk::monday();
    desk.types("rate set 50 --client acme --from 2026-07-01");
    desk.types("rate set 70 --client acme --service email --from 2026-01-01");
    desk.types("rate set 30 --from 2026-01-01");
    let holds = |lines: Vec<RateLine>| {
        let told = |l: RateLine| {
            let name = |n: Option<String>| n.unwrap_or_else(|| "any".to_owned());
            l.holds.then(|| format!("{} {} {}", name(l.client.clone()), name(l.service.clone()), l.per_hour()))
        };
        lines.into_iter().filter_map(told).collect::<Vec<_>>()
    };
    let all = holds(Rates::read(&desk.context()).unwrap().rows);
    assert_eq!(
        all,
        ["any any 30.00/h", "any email 60.00/h", "acme any 45.00/h", "acme email 70.00/h", "zeta any 38.50/h"]
    );
    let page = Page::of(&desk.context(), person(&People::of(&desk.context(), false).unwrap(), "acme").id).unwrap();
    assert_eq!(holds(page.rates), ["acme any 45.00/h", "acme email 70.00/h"]);
    let services = Services::read(&desk.context()).unwrap();
    let em = &services.rows[0];
    assert_eq!((em.rates.as_slice(), em.lately), (["60.00 EUR/h".to_owned()].as_slice(), 0));
}

#[test]
fn services_count_what_was_done_lately() {
    let mut desk = Desk::monday();
    for (on, length) in [("2026-06-22", "1h"), ("2026-05-24", "30m"), ("2026-05-23", "4h")] {
        desk.types(&format!("log acme {length} --service email --on {on}"));
    }
    assert_eq!(Services::read(&desk.context()).unwrap().rows[0].lately, 5400);
}

#[test]
fn a_page_tells_what_is_known_and_agreed() {
    let mut desk = Desk::monday();
    desk.types("agreement add zeta retainer --hours 10 --fee 400 --start 2026-01-01 --rollover bank --cap 5h --life 2");
    desk.types("agreement add zeta block --hours 5 --price 200 --start 2026-06-01 --services email");
    desk.types("log zeta 1h --service email --on 2026-06-10");
    let zeta = person(&People::of(&desk.context(), false).unwrap(), "zeta").id;
    let page = Page::of(&desk.context(), zeta).unwrap();
    let facts: Vec<String> = page.facts.iter().map(|(label, value)| format!("{label}: {value}")).collect();
    assert_eq!(
        facts,
        [
            "zone: Europe/London (-1:00)",
            "hours: mon-fri 9-17",
            "currency: GBP",
            &format!("rounding: {} (as yours)", desk.store.setting().rounding),
            "rush: 150 %",
        ]
    );
    let words: Vec<&str> = page.agreements.iter().map(|a| a.words.as_str()).collect();
    assert_eq!(
        words,
        [
            "10:00 h every month for 400.00 GBP; unused hours are kept for 2 cycles, at most 5h",
            "5:00 h for 200.00 GBP; only email"
        ]
    );
    assert_eq!(page.agreements[1].used, Some((0, 300)));
    assert_eq!(page.cycles.len(), 6);
    assert_eq!((page.cycles[0].start, page.cycles[0].used), (day("2026-06-01"), 60));
    assert_eq!((page.entries.len(), page.retainers.len()), (1, 2));
}

/// What `agreement show` tells of a client's cycles.
fn whole(desk: &Desk, client: i64) -> Vec<Cycle> {
    let today = desk.context().today();
    let (position, mut cycles, _) = desk.store.whole_ledger(client, today, desk.store.setting()).unwrap();
    let book = &position.book;
    cycles.extend(book.retainers.iter().filter_map(|r| position.state.open_cycle(book, r.id)));
    cycles.sort_by_key(|c| (std::cmp::Reverse(c.start), c.retainer));
    cycles
}

#[test]
fn cycles_are_those_of_the_whole_ledger() {
    let desk = env();
    for client in desk.store.clients().unwrap() {
        let all = whole(&desk, client.id);
        assert_eq!(Page::of(&desk.context(), client.id).unwrap().cycles, all, "{}", client.code);
        for count in 1..4 {
            let last =
                desk.store.recent_cycles(client.id, desk.context().today(), count, desk.store.setting()).unwrap();
            assert!(last.iter().all(|c| all.contains(c)), "{} {count}", client.code);
            let retainers = desk.store.book(client.id).unwrap().retainers.len();
            assert!(last.len() <= retainers * usize::try_from(count).unwrap());
        }
    }
}

#[test]
fn the_cycles_of_years_begin_at_a_checkpoint() {
    let mut desk = Desk::monday();
    desk.types("agreement add acme retainer --hours 10 --fee 400 --start 2022-01-15 --rollover bank --life 3");
    let old = desk.types("agreement add acme retainer --hours 5 --fee 200 --start 2022-01-01 --services email");
    for week in 0..220 {
        let on = plus_days(day("2022-02-01"), week * 7);
        desk.types(&format!(
            "log acme {}m --on {on} {}",
            50 + week % 9 * 20,
            if week % 3 == 0 { "--service email" } else { "" }
        ));
    }
    desk.types(&format!("agreement end {old} --on 2023-05-20"));
    let acme = desk.store.client_by_code("acme").unwrap().unwrap().id;
    let mut all = whole(&desk, acme);
    for retainer in desk.store.book(acme).unwrap().retainers {
        let mut seen = 0;
        all.retain(|c| {
            seen += i64::from(c.retainer == retainer.id);
            c.retainer != retainer.id || seen <= 12
        });
    }
    assert_eq!(desk.store.recent_cycles(acme, day("2026-06-22"), 12, desk.store.setting()).unwrap(), all);
    assert_eq!(all.len(), 24);
}

#[test]
fn glance_and_page_agree() {
    let desk = env();
    let people = People::of(&desk.context(), true).unwrap();
    assert_eq!(people.rows.len(), 8);
    for person in &people.rows {
        let page = Page::of(&desk.context(), person.id).unwrap();
        let open = page.tasks.iter().filter(|t| t.state == State::Open).count();
        assert_eq!(person.tasks, i64::try_from(open).unwrap(), "{}", person.client);
        assert_eq!(person.last_entry, page.entries.first().map(|e| e.line.entry.date), "{}", person.client);
        let owed = page.unbilled.map_or_else(Owed::default, |r| Owed {
            minutes: r.minutes,
            amount: r.total(),
            unpriced: r.unpriced,
        });
        assert_eq!(person.owed, owed, "{}", person.client);
        let timed = page.meetings.iter().filter(|m| m.at.all_day.is_none() && !m.off && m.at.start > desk.now);
        assert_eq!(person.meeting, timed.map(|m| m.at.start).next(), "{}", person.client);
        assert_eq!(person.left.is_some(), !page.retainers.is_empty(), "{}", person.client);
    }
}
