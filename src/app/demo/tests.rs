use std::collections::BTreeSet;

use super::*;
use crate::domain::document::issued::DocumentKind;
use crate::domain::zone::Zone;
use crate::records::invoices::show::Standing;
use crate::store::{Author, EntryFilter};

fn at(zone: &str, now: &str) -> Store {
    let zone = Zone::get(zone).unwrap();
    let mut store = Store::in_memory(StoreSettings {
        zone,
        rounding: Config::default().rounding(),
        emails: Vec::new(),
        meeting_hosts: Vec::new(),
        author: Author::numbering(),
    })
    .unwrap();
    if let Err(error) = fill(&mut store, Instant::from_rfc3339(now).unwrap()) {
        panic!("{now}: {error}");
    }
    store
}

/// A working day, a Sunday, New Year, both changes of the clocks (the hour that is not and the one that is
/// twice), the end of a leap February, and just after midnight.
const MOMENTS: [(&str, &str); 9] = [
    ("Europe/Berlin", "2026-06-22T10:35:00+02:00"),
    ("Europe/Berlin", "2026-06-21T18:00:00+02:00"),
    ("Europe/Berlin", "2027-01-01T00:10:00+01:00"),
    ("Europe/Berlin", "2026-03-29T03:10:00+02:00"),
    ("Europe/Berlin", "2026-10-25T02:30:00+01:00"),
    ("America/New_York", "2026-11-01T01:40:00-05:00"),
    ("America/Los_Angeles", "2028-02-29T23:58:00-08:00"),
    ("Asia/Ho_Chi_Minh", "2026-07-31T08:31:00+07:00"),
    ("UTC", "2030-08-01T12:00:00Z"),
];

#[test]
fn the_world_stands_at_any_moment_and_adds_up() {
    for (zone, now) in MOMENTS {
        let store = at(zone, now);
        let moment = Instant::from_rfc3339(now).unwrap();
        assert_eq!(store.audit().unwrap(), [], "{now}");
        assert_eq!(store.clients().unwrap().len(), 8, "{now}");
        let entries = store.entries(&EntryFilter::default()).unwrap();
        assert!((250..500).contains(&entries.len()), "{now}: {} entries", entries.len());
        let running = store.running().unwrap();
        assert!(running.is_some(), "{now}");
        let late = |e: &Entry| e.ended_at.is_some_and(|end| end > moment);
        assert!(!entries.iter().any(|l| late(&l.entry)), "{now}: work from the future");
    }
}

/// The first, the middle and the ends of months, short ones and the turn of a year among them.
const DAYS: [&str; 10] = [
    "2026-01-01",
    "2026-03-01",
    "2026-05-31",
    "2026-07-31",
    "2026-11-15",
    "2026-12-31",
    "2027-02-28",
    "2027-03-15",
    "2028-02-29",
    "2028-03-31",
];

#[test]
fn documents_stand_in_every_state_on_any_day() {
    for day in DAYS {
        let store = at("Europe/Berlin", &format!("{day}T10:35:00Z"));
        assert_eq!(store.audit().unwrap(), [], "{day}");
        let today: NaiveDate = day.parse().unwrap();
        let documents = store.newest_documents(None, 100).unwrap().0;
        let mut seen = BTreeSet::new();
        for row in &documents {
            let standing = Standing::of(&store, row, today).unwrap();
            seen.insert(match row.kind {
                DocumentKind::Credit if row.whole => "a void's credit note",
                DocumentKind::Credit => "a part's credit note",
                DocumentKind::Deposit => "deposit",
                _ => standing.state,
            });
            seen.extend((1..=30).contains(&standing.days_overdue).then_some("overdue"));
            seen.extend((standing.days_overdue > 30).then_some("overdue for long"));
        }
        let late = store.entries(&EntryFilter::default()).unwrap();
        seen.extend(late.iter().any(|line| line.counts_on.is_some()).then_some("late"));
        seen.extend((!store.invoice_drafts(None).unwrap().is_empty()).then_some("draft"));
        seen.extend((!store.credit_balances().unwrap().is_empty()).then_some("credit"));
        let all = [
            "a part's credit note",
            "a void's credit note",
            "credit",
            "credited",
            "deposit",
            "draft",
            "issued",
            "late",
            "overdue",
            "overdue for long",
            "paid",
            "part_paid",
            "sent",
            "written_off",
        ];
        assert_eq!(Vec::from_iter(seen), all, "{day}");
        let mut numbers: Vec<_> = documents.iter().map(|row| (&row.place, row.sequence, row.date)).collect();
        numbers.sort();
        assert!(numbers.windows(2).all(|two| two[0].0 != two[1].0 || two[0].2 <= two[1].2), "{day}: {numbers:?}");
    }
}

#[test]
fn work_never_overlaps() {
    for (zone, now) in MOMENTS {
        let lines = at(zone, now).entries(&EntryFilter::default()).unwrap();
        let span = |e: &Entry| Some((e.started_at?, e.ended_at.unwrap_or(Instant(i64::MAX))));
        let mut spans: Vec<_> = lines.iter().filter_map(|l| span(&l.entry)).collect();
        spans.sort_unstable();
        assert!(spans.windows(2).all(|two| two[0].1 <= two[1].0), "{now}");
    }
}

#[test]
fn the_same_moment_makes_the_same_world() {
    let (zone, now) = MOMENTS[0];
    let picture = |store: Store| {
        let entries: Vec<Entry> =
            store.entries(&EntryFilter::default()).unwrap().into_iter().map(|l| l.entry).collect();
        (entries, store.open_tasks().unwrap(), store.open_lines().unwrap())
    };
    assert!(picture(at(zone, now)) == picture(at(zone, now)));
}

#[test]
fn the_last_steps_can_be_undone_one_by_one() {
    let (zone, now) = MOMENTS[0];
    let store = at(zone, now);
    let step = store.undo(Instant::from_rfc3339(now).unwrap()).unwrap();
    assert!(step.label.starts_with("started Bramblewick Toy Repair"), "{}", step.label);
    assert!(store.running().unwrap().is_none());
}
