//! Whatever is changed or deleted of a series, every occurrence that is not meant stays what it was, those that are
//! meant come to be what was asked, and undo brings all of it back.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/bench.rs"]
mod bench;

use bench::Bench;
use chrono::{NaiveDateTime, TimeDelta};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use vadash::domain::event::{Duration, Event, Extra, Moment, Recurrence, RecurrenceProperties, Series, Status, Which};
use vadash::domain::recur::{coming, expand};
use vadash::domain::series::begin;
use vadash::domain::time::Instant;
use vadash::domain::zone::Zone;
use vadash::error::Error;
use vadash::store::{Calendar, EventRow};

const DAY: i64 = 86_400;

/// Every kind of rule that people make, and some they do not.
const RULES: &[&str] = &[
    "FREQ=DAILY",
    "FREQ=DAILY;INTERVAL=3",
    "FREQ=DAILY;COUNT=12",
    "FREQ=DAILY;BYHOUR=9,15",
    "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR",
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;INTERVAL=2",
    "FREQ=WEEKLY;BYDAY=TU",
    "FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=20",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TU;WKST=SU;COUNT=15",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20261218T235959Z",
    "FREQ=WEEKLY;UNTIL=20261030",
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;BYMONTHDAY=15",
    "FREQ=MONTHLY;BYMONTHDAY=1,15;COUNT=9",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;BYDAY=2TU",
    "FREQ=MONTHLY;BYDAY=-1FR;COUNT=10",
    "FREQ=MONTHLY;BYDAY=WE;BYSETPOS=1",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=MONTHLY;BYDAY=TU",
    "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=31",
    "FREQ=YEARLY",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "FREQ=HOURLY;INTERVAL=7;COUNT=40",
    "FREQ=DAILY;X-WHAT=EVER;COUNT=8",
];

/// What is done to an occurrence of a series.
#[derive(Clone, Debug)]
enum Do {
    Remove,
    Title,
    /// Minutes of the start and of the end.
    Shift(i64, i64),
}

#[derive(Clone, Debug)]
struct Case {
    zone: Option<&'static str>,
    start: NaiveDateTime,
    all_day: bool,
    minutes: i64,
    length: Option<Duration>,
    rules: Vec<&'static str>,
    dates: Vec<(i64, bool)>,
    except: Vec<usize>,
    own: Vec<(usize, i64, bool, bool)>,
    at: usize,
    what: Do,
    scope: &'static str,
}

fn cases() -> impl Strategy<Value = Case> {
    let zone = select(vec![
        Some("Europe/Berlin"),
        Some("America/New_York"),
        Some("Australia/Lord_Howe"),
        Some("UTC"),
        Some("Asia/Kolkata"),
        None,
    ]);
    let clock = select(vec![(9, 0), (15, 30), (2, 30), (1, 45), (23, 30), (0, 0)]);
    let start = (0..330_i64, clock).prop_map(|(day, (hour, minute))| {
        let first = chrono::NaiveDate::from_ymd_opt(2026, 1, 10).unwrap().and_hms_opt(hour, minute, 0).unwrap();
        first + TimeDelta::days(day)
    });
    let length =
        option::weighted(0.2, select(vec![Duration { days: 0, seconds: 5400 }, Duration { days: 1, seconds: 0 }]));
    let rules = prop_oneof![
        8 => select(RULES).prop_map(|rule| vec![rule]),
        1 => Just(Vec::new()),
        1 => (select(RULES), select(RULES)).prop_map(|(a, b)| vec![a, b]),
    ];
    let what = prop_oneof![
        2 => Just(Do::Remove),
        2 => Just(Do::Title),
        4 => select(vec![15, -15, 60, -60, 180, 1440, -1440, 4320, 1500]).prop_map(|by| Do::Shift(by, by)),
        1 => select(vec![15_i64, 60]).prop_map(|by| Do::Shift(0, by)),
        1 => select(vec![-15_i64, -60]).prop_map(|by| Do::Shift(by, 0)),
    ];
    (
        (zone, start, prop::bool::weighted(0.15), select(vec![15_i64, 45, 60, 1500]), length, rules),
        (
            vec((1..200_i64, any::<bool>()), 0..3),
            vec(0..12_usize, 0..3),
            vec((0..12_usize, select(vec![0_i64, 0, 60, -90, 2880]), any::<bool>(), prop::bool::weighted(0.15)), 0..4),
            0..14_usize,
            what,
            select(vec!["this", "following", "all"]),
        ),
    )
        .prop_map(|((zone, start, all_day, minutes, length, rules), (dates, except, own, at, what, scope))| Case {
            zone,
            start,
            all_day,
            // An event has an end or a length; where it is told by both, they are the same.
            minutes: length.map_or(minutes, |length: Duration| length.days * 1440 + length.seconds / 60),
            length,
            rules,
            dates,
            except,
            own,
            at,
            what,
            scope,
        })
}

/// An occurrence as it is seen.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Seen {
    start: Instant,
    end: Instant,
    all_day: bool,
    title: String,
    location: String,
    status: String,
}

/// One with the place it has in its series, and what it is made from.
#[derive(Clone, Debug)]
struct Placed {
    seen: Seen,
    id: Instant,
    /// The wall clock that it stands at, as written.
    stands: NaiveDateTime,
    own: Option<usize>,
    following: bool,
    /// Whether it stands elsewhere than its series has it.
    moved: bool,
}

fn home() -> Zone {
    Zone::get("Europe/Berlin").unwrap()
}

fn range() -> (Instant, Instant) {
    let from = Instant::from_rfc3339("2025-12-01T00:00:00Z").unwrap();
    (from, from + 900 * DAY)
}

fn placed(series: &Series) -> Vec<Placed> {
    let (from, to) = range();
    let found = expand(series, &home(), from, to).occurrences;
    found
        .into_iter()
        .map(|o| {
            let event = series.event(o.which).unwrap();
            let id = o.recurrence_id.clone().unwrap_or_else(|| event.start.clone());
            let own = match o.which {
                Which::Master => None,
                Which::Override(n) => Some(n),
            };
            let at = id.instant(&home());
            let stands = match &event.recurrence {
                Some(r) if r.following => id.wall() + (event.start.wall() - r.at.wall()),
                Some(_) => event.start.wall(),
                None => id.wall(),
            };
            Placed {
                id: at,
                stands,
                own,
                following: event.recurrence.as_ref().is_some_and(|r| r.following),
                moved: stands != id.wall(),
                seen: Seen {
                    start: o.start,
                    end: o.end,
                    all_day: o.all_day.is_some(),
                    title: o.title,
                    location: event.location.clone(),
                    status: o.status.as_str().to_owned(),
                },
            }
        })
        .collect()
}

/// The series that a case describes; none if it would be none.
fn series(case: &Case) -> Option<Series> {
    let moment = |wall: NaiveDateTime| {
        if case.all_day {
            Moment::Date(wall.date())
        } else {
            Moment::Local { at: wall, zone: case.zone.map(str::to_owned) }
        }
    };
    let start = moment(case.start);
    let zone = start.zone(&home());
    let end = if case.all_day {
        moment(case.start + TimeDelta::days(1 + case.minutes / 1440))
    } else {
        start.moved_to(zone.local(start.instant(&home()) + case.minutes * 60))
    };
    let mut master = Event {
        uid: "series@test".to_owned(),
        recurrence: None,
        sequence: 0,
        title: "Board".to_owned(),
        start,
        end,
        duration: case.length.filter(|_| !case.all_day),
        repeat: RecurrenceProperties {
            rules: case.rules.iter().map(|r| (*r).to_owned()).collect(),
            ..RecurrenceProperties::default()
        },
        status: Status::Confirmed,
        transparent: false,
        location: "Room".to_owned(),
        url: None,
        description: String::new(),
        organizer: None,
        attendees: Vec::new(),
        alarms: None,
        component: String::new(),
    };
    begin(&mut master, &home());
    for (days, plain) in &case.dates {
        let start = master
            .start
            .moved_to(master.start.wall() + TimeDelta::days(*days) + TimeDelta::minutes(if *plain { 0 } else { 30 }));
        master.repeat.dates.push(Extra { start, end: None });
    }
    let names: Vec<(Moment, Instant)> = coming(&master, &home(), Instant(0), 14);
    for n in &case.except {
        master.repeat.except.extend(names.get(*n).map(|(name, _)| name.clone()));
    }
    let mut overrides: Vec<Event> = Vec::new();
    for (n, by, title, following) in &case.own {
        let Some((name, at)) = names.get(*n) else { continue };
        if overrides.iter().any(|e| e.recurrence.as_ref().unwrap().at.instant(&home()) == *at) {
            continue;
        }
        let by = if case.all_day { by / 1440 * 1440 } else { *by };
        let start = name.moved_to(name.wall() + TimeDelta::minutes(by));
        let length = (master.end.wall() - master.start.wall()).num_minutes();
        let end = start.moved_to(start.wall() + TimeDelta::minutes(length));
        let title = if *title { format!("own {n}") } else { master.title.clone() };
        overrides.push(Event {
            recurrence: Some(Recurrence { at: name.clone(), following: *following }),
            repeat: RecurrenceProperties::default(),
            title,
            start,
            end,
            ..master.clone()
        });
    }
    let series = Series { master: Some(master), overrides };
    (names.len() > 1).then_some(series)
}

/// Every occurrence that is kept, of whatever series.
fn seen(bench: &Bench) -> Vec<Seen> {
    let all = bench.store.all_series().unwrap().into_iter().map(|rows| rows.series().unwrap());
    let mut seen: Vec<Seen> = all.flat_map(|series| placed(&series).into_iter().map(|p| p.seen)).collect();
    seen.sort();
    seen
}

fn content(bench: &Bench) -> impl PartialEq + std::fmt::Debug {
    let mut all = bench.store.dump().unwrap();
    all.retain(|table, _| !matches!(table.as_str(), "op" | "change" | "horizon" | "unjournalled"));
    all
}

/// What the occurrences are to be, and whether each start is known: nth weekdays wander by a few days.
fn expected(case: &Case, series: &Series, before: &[Placed], held: &Placed) -> (Vec<Seen>, bool) {
    let master = series.master.as_ref().unwrap();
    let whole = case.scope == "all" || case.scope == "following" && !before.iter().any(|p| p.id < held.id);
    let reach = |p: &Placed| p.id == held.id || whole || case.scope == "following" && p.id > held.id;
    // What an occurrence has of its own it keeps, but for the one that was taken hold of and what is made from the same.
    let mine = |p: &Placed| p.id == held.id || held.following && p.own == held.own;
    let zone = master.start.zone(&home());
    let at = |wall: NaiveDateTime| Moment::Local { at: wall, zone: Some(zone.name().to_owned()) }.instant(&home());
    let wall = |p: &Placed| p.stands;
    let seldom = case.rules.iter().any(|r| r.contains("MONTHLY") || r.contains("YEARLY"));
    let (mut sure, mut list) = (true, Vec::new());
    for p in before {
        let mut seen = p.seen.clone();
        match case.what {
            _ if !reach(p) => {}
            Do::Remove => continue,
            Do::Title if mine(p) || seen.title == master.title => seen.title = "Changed".to_owned(),
            Do::Title => {}
            Do::Shift(start, end) => {
                let lasts = seen.end - seen.start;
                let by = TimeDelta::minutes(start);
                if mine(p) || p.following || !p.moved {
                    seen.start = at(wall(p) + by);
                    sure &= !seldom || (wall(p) + by).date() == wall(p).date();
                }
                let held_end = master.end.zone(&home()).local(held.seen.end) + TimeDelta::minutes(end);
                let new = at(held_end) - at(wall(held) + by);
                seen.end = seen.start + if start == end { lasts } else { new };
            }
        }
        list.push(seen);
    }
    list.sort();
    (list, sure)
}

fn hold(case: &Case) -> Result<(), TestCaseError> {
    let Some(series) = series(case) else { return Ok(()) };
    let before = placed(&series);
    let Some(held) = before.get(case.at).cloned() else { return Ok(()) };
    if before.iter().filter(|p| p.id == held.id).count() > 1 {
        return Ok(());
    }
    let bench = Bench::at("2026-06-22T12:00:00Z");
    bench
        .store
        .write(bench.env.now(), "a series", |tx| {
            let calendar = tx.insert(&Calendar { id: 0, name: "test".to_owned(), client: None })?;
            for event in series.master.iter().chain(&series.overrides) {
                tx.insert(&EventRow::of(event.clone(), calendar, None)?)?;
            }
            Ok(String::new())
        })
        .unwrap();
    prop_assert_eq!(&seen(&bench), &{
        let mut all: Vec<Seen> = before.iter().map(|p| p.seen.clone()).collect();
        all.sort();
        all
    });
    let was = content(&bench);
    let occurrence = {
        let utc = held.id.utc();
        Moment::utc(utc).to_string()
    };
    let occurrence = if case.all_day { home().date(held.id).to_string() } else { occurrence };
    let line = match case.what {
        Do::Remove => format!("event rm 1 --occurrence {occurrence} --scope {}", case.scope),
        Do::Title => format!("event edit 1 --occurrence {occurrence} --scope {} --title Changed", case.scope),
        Do::Shift(start, end) => {
            let (start, end) = (
                if start == 0 { String::new() } else { format!(" --start={start}m") },
                if end == 0 { String::new() } else { format!(" --end={end}m") },
            );
            format!("event shift 1 --occurrence {occurrence} --scope {}{start}{end}", case.scope)
        }
    };
    match bench.tries(&line) {
        Ok(_) => {}
        Err(Error::Problem { what, .. }) => {
            let told = ["cannot be", "whole days", "too many", "leaves nothing"];
            prop_assert!(told.iter().any(|t| what.contains(t)), "{line}: {what}");
            let was: Vec<Seen> = {
                let mut all: Vec<Seen> = before.iter().map(|p| p.seen.clone()).collect();
                all.sort();
                all
            };
            prop_assert_eq!(seen(&bench), was);
            return Ok(());
        }
        Err(fault) => panic!("{line}: {fault}"),
    }
    let after = seen(&bench);
    let (wanted, sure) = expected(case, &series, &before, &held);
    let (from, to) = range();
    // What comes into the range or leaves it at its ends is no matter.
    let inside = |s: &&Seen| s.start > from + 60 * DAY && s.start < to - 60 * DAY;
    let short = |all: &[Seen]| -> Vec<Seen> { all.iter().filter(inside).cloned().collect() };
    let (after, wanted) = (short(&after), short(&wanted));
    let rules: Vec<String> = bench
        .store
        .all_series()
        .unwrap()
        .iter()
        .filter_map(|s| s.master.clone())
        .map(|m| format!("{} {}", m.starts, m.details))
        .collect();
    if sure {
        if case.length.is_some_and(|l| l.days > 0) {
            let plain = |all: &[Seen]| all.iter().map(|s| (s.start, s.title.clone())).collect::<Vec<_>>();
            prop_assert_eq!(plain(&after), plain(&wanted), "{} {:?}", line, rules);
        } else if after != wanted {
            let (got, not): (Vec<_>, Vec<_>) = (
                after.iter().filter(|s| !wanted.contains(s)).take(4).collect(),
                wanted.iter().filter(|s| !after.contains(s)).take(4).collect(),
            );
            prop_assert!(false, "{line} {rules:?}\n  got {got:?}\n  not {not:?}");
        }
    } else {
        // What is not meant is exactly what it was.
        for p in &before {
            let meant = match case.scope {
                "this" => p.id == held.id,
                "following" => p.id >= held.id,
                _ => true,
            };
            if !meant && inside(&&p.seen) {
                prop_assert!(after.contains(&p.seen), "{} damaged {:?} {:?}", line, p.seen, rules);
            }
        }
        prop_assert_eq!(after.len(), wanted.len(), "{} {:?}", line, rules);
    }
    bench.text("undo");
    prop_assert_eq!(content(&bench), was, "undone {}", line);
    Ok(())
}

/// Clocks go forward over the start that a replacement of all that follows begins with: what follows keeps its time.
#[test]
fn what_follows_from_an_hour_that_is_passed_over_keeps_its_time() {
    let start = chrono::NaiveDate::from_ymd_opt(2026, 1, 20).unwrap().and_hms_opt(2, 30, 0).unwrap();
    let case = Case {
        zone: Some("America/New_York"),
        start,
        all_day: false,
        minutes: 15,
        length: None,
        rules: vec!["FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU"],
        dates: Vec::new(),
        except: Vec::new(),
        // The seventh is on 8 March, when it is 3:00 after 1:59.
        own: vec![(6, 0, false, true)],
        at: 0,
        what: Do::Shift(0, 15),
        scope: "following",
    };
    for what in [Do::Shift(0, 15), Do::Shift(60, 60), Do::Title, Do::Remove] {
        for (at, scope) in
            [(0, "following"), (0, "all"), (2, "following"), (6, "this"), (6, "following"), (8, "following")]
        {
            hold(&Case { what: what.clone(), at, scope, ..case.clone() }).unwrap();
        }
    }
    let after = placed(&series(&case).unwrap());
    let home = Zone::get("America/New_York").unwrap();
    let clocks: Vec<String> =
        after.iter().map(|p| home.local(p.seen.start).format("%m-%d %H:%M").to_string()).collect();
    assert_eq!(clocks[5..9], ["03-02 02:30", "03-08 03:30", "03-16 02:30", "03-22 02:30"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn what_is_not_meant_stays_what_it_was(case in cases()) {
        hold(&case)?;
    }
}
