//! Laws of the input grammar: no text makes it panic, and what it prints it reads back.

use chrono::NaiveDate;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use vadash::command::grammar::event_line::{EventLine, When};
use vadash::command::grammar::lead::{read_leads, write_leads};
use vadash::command::grammar::line::KnownNames;
use vadash::command::grammar::repeat::{TaskRepeat, read_interval, read_rule, write_rule};
use vadash::command::grammar::span::{TypedWork, read_span, read_work, write_range};
use vadash::command::grammar::task_line::{Due, Priority, TaskLine, is_tag};
use vadash::command::grammar::{Now, Toward, clock, date, duration, hours, normal, words};
use vadash::domain::time::{Instant, plus_days};
use vadash::domain::zone::Zone;

struct Office;

impl KnownNames for Office {
    fn client(&self, word: &str) -> Option<String> {
        ["acme", "globex"].contains(&word).then(|| word.to_owned())
    }

    fn service(&self, word: &str) -> Option<String> {
        ["email", "research"].contains(&word).then(|| word.to_owned())
    }

    fn nearly(&self, _: &str) -> Option<String> {
        None
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

/// Words that mean nothing else.
const PLAIN: &[&str] =
    &["with", "Bo", "Q1", "2026", "1:1", "Room", "101", "3rd", "floor", "July", "news", "draft", "v1.2"];

/// What looks like a day, a time, a length, a range or a mark; some of it is none.
const SHAPES: &[&str] = &[
    "today",
    "yesterday",
    "tomorrow",
    "mon",
    "Friday",
    "next mon",
    "+3d",
    "22.6.",
    "31.6.",
    "22.6.26",
    "22.06.2026",
    "22 June",
    "June 22",
    "30 February",
    "2026-06-22",
    "2026-02-30",
    "20-07-2026",
    "06-22",
    "eow",
    "eom",
    "930-1030",
    "9:30",
    "25:00",
    "9:75",
    "9:30pm",
    "3pm",
    "14h",
    "14 Uhr",
    "noon",
    "-20m",
    "22:30-0:15",
    "9-10:30",
    "25:00-26:00",
    "1h30",
    "1h30m",
    "90m",
    "1.5h",
    "1,5h",
    "45 min",
    "2 hours",
    "!hihg",
    "!x",
    "~2h",
    "~2x",
    "due:fri",
    "duw:fri",
    "every:month",
    "evry:month",
    "wait:mon",
    "in 3 days",
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
    (instant(), zone()).prop_map(|(at, zone)| Now::new(at, zone))
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
        repeat in proptest::option::of((rule(), any::<bool>()).prop_map(|(rule, after_done)| TaskRepeat { rule, after_done })),
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
        when in proptest::option::of(prop_oneof![
            (instant(), 1_i64..300_000).prop_map(|(start, long)| When::Timed { start, end: start + long }),
            (instant(), 1_i64..600).prop_map(|(start, long)| When::Timed { start, end: start + long * 60 }),
            (day(), 1_i64..9).prop_map(|(from, days)| When::AllDay { from, to: plus_days(from, days) }),
        ]),
        location in proptest::option::of(title()),
        repeat in proptest::option::of(rule()),
        remind in proptest::option::of(vec((0_i64..100_000).prop_map(|minutes| minutes * 60), 0..3)),
    ) -> EventLine {
        let remind = remind.map(|leads: Vec<i64>| read_leads(&write_leads(&leads)).unwrap_or_default());
        // Without a day or a time, one that repeats on weekdays is on the first of them.
        let repeat = repeat.filter(|_| when.is_some());
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
        for toward in [Toward::Past, Toward::Future, Toward::Near, Toward::Done] {
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
        let now = Now::new(start + long, zone);
        let written = write_range(start, start + long, &now.zone);
        prop_assert_eq!(read_work(&written, &now, None).ok(), Some(TypedWork::Range(start, start + long)), "{}", written);
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
    fn what_looks_like_a_day_or_a_time_is_understood_or_refused(
        before in vec(select(PLAIN), 0..3),
        looks in select(SHAPES),
        behind in vec(select(PLAIN), 0..3),
        day in select(&["", "fri 15:00", "24.7.", "2026-07-24 9-10"][..]),
        now in now(),
    ) {
        let words: Vec<&str> = [&["acme", "call"][..], &before, &[looks], &behind].concat();
        let title = |title: &str| {
            // A bare part of it, such as the month of `22 June`, may stand in a title by itself.
            !format!(" {title} ").contains(&format!(" {looks} "))
        };
        for line in [words.join(" "), format!("{} {day}", words.join(" ")), format!("{day} {}", words.join(" "))] {
            if let Ok(event) = EventLine::read(&line, &now, &Office) {
                prop_assert!(title(&event.title), "{line}: {event:?}");
            }
        }
        for line in [words.join(" "), format!("{} due:fri", words.join(" "))] {
            if let Ok(task) = TaskLine::read(&line, &now, &Office) {
                prop_assert!(title(&task.title), "{line}: {task:?}");
            }
        }
    }

    #[test]
    fn what_is_quoted_is_text(looks in select(SHAPES), now in now()) {
        let line = format!("acme call \"{looks}\" with Bo");
        let wanted = format!("call {looks} with Bo");
        prop_assert_eq!(TaskLine::read(&line, &now, &Office).map(|t| t.title).map_err(|e| e.to_string()), Ok(wanted.clone()));
        let line = format!("{line} 2026-07-24 15:00");
        prop_assert_eq!(EventLine::read(&line, &now, &Office).map(|e| e.title).map_err(|e| e.to_string()), Ok(wanted));
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
