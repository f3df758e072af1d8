//! Laws of the input grammar: no text makes it panic, and what it prints it reads back.

use chrono::NaiveDate;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use vadash::app::grammar::event_line::{EventLine, When};
use vadash::app::grammar::line::Names;
use vadash::app::grammar::repeat::{Repeat, read_interval, read_rule, write_rule};
use vadash::app::grammar::span::{Work, read_span, read_work, write_range};
use vadash::app::grammar::task_line::{Due, Priority, TaskLine, is_tag};
use vadash::app::grammar::{Now, Toward, clock, date, duration, hours, normal, words};
use vadash::domain::time::{Instant, plus_days};
use vadash::domain::zone::Zone;

struct Office;

impl Names for Office {
    fn client(&self, word: &str) -> Option<String> {
        ["acme", "globex"].contains(&word).then(|| word.to_owned())
    }

    fn service(&self, word: &str) -> Option<String> {
        ["email", "research"].contains(&word).then(|| word.to_owned())
    }
}

/// Words that mean something, or nearly.
const TRICKY: &[&str] = &[
    "acme",
    "globex",
    "due:fri",
    "due:",
    "Due:2026-10-25",
    "wait:mon",
    "every:month",
    "every!:2weeks",
    "every:",
    "service:email",
    "client:acme",
    "remind:15m",
    "~2h",
    "~",
    "!high",
    "!rush",
    "!",
    "#tag",
    "#1",
    "@Zoom",
    "@",
    "@fri",
    r"\acme",
    r"\",
    r"\\x",
    "fri",
    "tomorrow",
    "22.6.",
    "06-22",
    "10-12",
    "mon-wed",
    "22.6.-26.6.",
    "2026-10-25",
    "2:30",
    "02:30+01:00",
    "15:00",
    "15:00-15:45",
    "9",
    "9-10",
    "3pm",
    "3",
    "pm",
    "45m",
    "45",
    "min",
    "-",
    "–",
    "to",
    "9-now",
    "https://x.example/a:b",
    "don't",
    "naïve",
    "Nguyễn",
    "日本",
    "e\u{301}",
];

fn word() -> impl Strategy<Value = String> {
    prop_oneof![3 => select(TRICKY).prop_map(str::to_owned), 1 => "\\S{1,6}"].prop_map(|word| normal(&word))
}

/// A title as a line keeps it: at least one word, one space between them.
fn title() -> impl Strategy<Value = String> {
    vec(word(), 1..6).prop_map(|words| words.join(" ")).prop_filter("has words", |title| {
        title.split_whitespace().next().is_some() && title.split_whitespace().collect::<Vec<_>>().join(" ") == *title
    })
}

/// Any text at all, text that is nearly right, and words in any order.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,30}",
        any::<String>(),
        "[-+0-9:.,hmapzdwT /;–]{0,14}",
        "(mon|fri|today|2026-06-22|22.6.|\\+3d) [0-9:.apm-]{0,12}",
        "[0-9]{1,40}[hmdw:.-]{0,2}[0-9]{0,40}",
        vec(word(), 0..10).prop_map(|words| words.join(" ")),
    ]
}

const ZONES: &[&str] = &[
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "America/St_Johns",
    "America/Santiago",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Africa/Cairo",
];

fn zone() -> impl Strategy<Value = Zone> {
    select(ZONES).prop_map(|name| Zone::get(name).unwrap_or_else(Zone::utc))
}

/// When clocks change in Berlin, New York, Santiago, Lord Howe and Cairo.
fn change() -> impl Strategy<Value = Instant> {
    let changes = [
        "2026-03-29T01:00:00Z",
        "2026-10-25T01:00:00Z",
        "2026-03-08T07:00:00Z",
        "2026-11-01T06:00:00Z",
        "2026-04-05T03:00:00Z",
        "2026-09-06T04:00:00Z",
        "2026-04-04T15:00:00Z",
        "2026-04-23T22:00:00Z",
        "2026-10-29T21:00:00Z",
    ];
    select(changes.map(|text| Instant::from_rfc3339(text).unwrap_or_default()).to_vec())
}

/// An instant from 1971 to 2200, often near a change of the clocks.
fn instant() -> impl Strategy<Value = Instant> {
    prop_oneof![
        (31_536_000_i64..7_258_118_400).prop_map(Instant),
        (change(), -7_200_i64..7_200).prop_map(|(change, off)| change + off),
        (change(), -120_i64..120).prop_map(|(change, off)| change + off * 60),
    ]
}

fn now() -> impl Strategy<Value = Now> {
    (instant(), zone()).prop_map(|(at, zone)| Now { at, zone })
}

fn day() -> impl Strategy<Value = NaiveDate> {
    (0_i64..401_000).prop_map(|days| plus_days(NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or_default(), days))
}

fn rule() -> impl Strategy<Value = String> {
    select(
        &[
            "FREQ=DAILY",
            "FREQ=MONTHLY;INTERVAL=3",
            "FREQ=WEEKLY;BYDAY=MO,TH",
            "FREQ=MONTHLY;BYDAY=-1FR;COUNT=5",
            "FREQ=WEEKLY;BYDAY=FR,MO",
        ][..],
    )
    .prop_map(str::to_owned)
}

fn client() -> impl Strategy<Value = Option<String>> {
    proptest::option::of(select(&["acme", "globex"][..]).prop_map(str::to_owned))
}

prop_compose! {
    fn task()(
        client in client(),
        service in proptest::option::of(Just("email".to_owned())),
        title in title(),
        due in proptest::option::of(prop_oneof![day().prop_map(Due::Date), instant().prop_map(Due::At)]),
        wait_until in proptest::option::of(day()),
        priority in select(&[Priority::None, Priority::Low, Priority::Normal, Priority::High][..]),
        rush in any::<bool>(),
        estimate in proptest::option::of(1_i64..36_000_000),
        tags in vec("[a-z][a-z0-9/_-]{0,5}", 0..3),
        repeat in proptest::option::of((rule(), any::<bool>()).prop_map(|(rule, after_done)| Repeat { rule, after_done })),
    ) -> TaskLine {
        let mut tags = tags;
        tags.dedup();
        if tags.first() == tags.last() {
            tags.truncate(1);
        }
        TaskLine { client, service, title, due, wait_until, priority, rush, estimate, tags, repeat }
    }
}

prop_compose! {
    fn event()(
        client in client(),
        title in title(),
        when in prop_oneof![
            (instant(), 1_i64..300_000).prop_map(|(start, long)| When::Timed { start, end: start + long }),
            (instant(), 1_i64..600).prop_map(|(start, long)| When::Timed { start, end: start + long * 60 }),
            (day(), 1_i64..9).prop_map(|(from, days)| When::AllDay { from, to: plus_days(from, days) }),
        ],
        location in proptest::option::of(title()),
        repeat in proptest::option::of(rule()),
        remind in proptest::option::of(prop_oneof![Just(0), 1_i64..100_000]),
    ) -> EventLine {
        EventLine { client, title, when, location, repeat, remind }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_it_panic(text in text(), now in now(), on in proptest::option::of(day())) {
        let _ = duration::read_duration(&text);
        let _ = duration::read_hours(&text);
        let _ = hours::read_hours(&text);
        let _ = words::split(&text);
        let _ = read_rule(&text);
        let _ = read_interval(&text);
        let _ = clock::read_clock(&text);
        let _ = read_work(&text, &now, on);
        let _ = is_tag(&text);
        for toward in [Toward::Past, Toward::Future] {
            let _ = date::read_date(&text, &now, toward);
            let _ = date::read_days(&text, &now, toward);
            let _ = clock::read_time(&text, &now, toward);
            if let Ok(span) = read_span(&text, &now, toward) {
                let _ = span.on(span.day.unwrap_or(now.today()), &now);
            }
        }
        let _ = TaskLine::read(&text, &now, &Office);
        let _ = EventLine::read(&text, &now, &Office);
    }

    #[test]
    fn a_refusal_is_one_line(text in text(), now in now()) {
        for said in [
            duration::read_duration(&text).map(drop),
            date::read_date(&text, &now, Toward::Past).map(drop),
            clock::read_time(&text, &now, Toward::Past).map(drop),
            read_work(&text, &now, None).map(drop),
            TaskLine::read(&text, &now, &Office).map(drop),
            EventLine::read(&text, &now, &Office).map(drop),
        ] {
            let said = said.err().map(|error| error.to_string()).unwrap_or_default();
            prop_assert!(!said.contains(char::is_control) && said.chars().count() < 180, "{said:?}");
        }
    }

    #[test]
    fn durations_read_back(seconds in 1_i64..=36_000_000) {
        prop_assert_eq!(duration::read_duration(&duration::write_duration(seconds)).ok(), Some(seconds));
    }

    #[test]
    fn dates_read_back(day in day(), days in 0_i64..50, now in now()) {
        prop_assert_eq!(date::read_date(&date::write_date(day), &now, Toward::Past).ok(), Some(day));
        let last = plus_days(day, days);
        prop_assert_eq!(date::read_days(&date::write_days(day, last), &now, Toward::Future).ok(), Some((day, last)));
    }

    #[test]
    fn instants_read_back(at in instant(), now in now()) {
        let written = clock::write_time(at, &now.zone);
        prop_assert_eq!(clock::read_time(&written, &now, Toward::Past).ok(), Some(at), "{}", written);
        let machine = now.zone.rfc3339(at);
        prop_assert_eq!(clock::read_time(&machine, &now, Toward::Past).ok(), Some(at), "{}", machine);
    }

    #[test]
    fn ranges_read_back(start in instant(), long in prop_oneof![1_i64..300_000, (1_i64..2_000).prop_map(|m| m * 60)], zone in zone()) {
        let now = Now { at: start + long, zone };
        let written = write_range(start, start + long, &now.zone);
        prop_assert_eq!(read_work(&written, &now, None).ok(), Some(Work::Range(start, start + long)), "{}", written);
    }

    #[test]
    fn office_hours_read_back(
        groups in vec(("(mon|tue|sat)(-(wed|fri|sun))?(,thu)?", vec(0_u32..48, 1..3), 1_u32..24), 1..4)
    ) {
        let groups = groups.iter().map(|(days, opens, long)| {
            let clock = |half: u32| format!("{}:{:02}", half / 2, half % 2 * 30);
            let slots = opens.iter().map(|half| format!("{}-{}", clock(*half), clock((half + long).min(48))));
            format!("{days} {}", slots.collect::<Vec<_>>().join(","))
        });
        if let Ok(hours) = hours::read_hours(&groups.collect::<Vec<_>>().join("; ")) {
            prop_assert_eq!(hours::read_hours(&hours.to_string()).ok(), Some(hours));
        }
    }

    #[test]
    fn words_read_back(list in vec(prop_oneof![any::<String>(), word(), "[a-z'\"\\\\ ]{0,8}"], 0..6)) {
        prop_assert_eq!(words::split(&words::join(&list)).ok(), Some(list));
    }

    #[test]
    fn rules_read_back(rule in rule()) {
        prop_assert_eq!(read_rule(&write_rule(&rule)).ok(), Some(rule));
    }

    #[test]
    fn tasks_read_back(task in task(), now in now()) {
        let line = task.to_line(&now, &Office);
        prop_assert_eq!(TaskLine::read(&line, &now, &Office).ok(), Some(task), "{}", line);
    }

    #[test]
    fn events_read_back(event in event(), now in now()) {
        let line = event.to_line(&now, &Office);
        prop_assert_eq!(EventLine::read(&line, &now, &Office).ok(), Some(event), "{}", line);
    }

    #[test]
    fn what_was_typed_prints_and_reads_back(text in text(), now in now()) {
        if let Ok(task) = TaskLine::read(&text, &now, &Office) {
            prop_assert_eq!(TaskLine::read(&task.to_line(&now, &Office), &now, &Office).ok(), Some(task));
        }
        if let Ok(event) = EventLine::read(&text, &now, &Office) {
            prop_assert_eq!(EventLine::read(&event.to_line(&now, &Office), &now, &Office).ok(), Some(event));
        }
    }
}
