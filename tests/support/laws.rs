//! What holds of every input there is: the fuzz targets and the plain tests ask the same.

#![allow(dead_code, clippy::unwrap_used, reason = "each user takes what it needs, and a broken law is a panic")]

use chrono::NaiveDate;
use vadash::command::grammar::event_line::EventLine;
use vadash::command::grammar::line::KnownNames;
use vadash::command::grammar::repeat::{read_interval, read_rule, write_rule};
use vadash::command::grammar::span::{TypedWork, read_span, read_work, write_range};
use vadash::command::grammar::task_line::TaskLine;
use vadash::command::grammar::{Now, Toward, clock, date, duration, hours, words};
use vadash::config::Config;
use vadash::domain::event::Series;
use vadash::domain::money::Currency;
use vadash::domain::recur::expand;
use vadash::domain::rounding::Rounding;
use vadash::domain::text;
use vadash::domain::time::Instant;
use vadash::domain::zone::Zone;
use vadash::formats::csv as table;
use vadash::formats::csv::Bad;
use vadash::formats::ical::{CalendarWriter, Reader, compose, read};
use vadash::formats::sources::{Input, Row, SOURCES, Sample, Sink, SourceAsk, Time};
use vadash::formats::values as value;
use vadash::records::time::table::Plainly;
use vadash::store::{Client, Entry, Service};

/// A law over bytes.
pub type Law = fn(&[u8]);

/// Every law with the name of its fuzz target and of the folder its findings are kept in.
pub const LAWS: &[(&str, Law)] = &[
    ("ical", ical),
    ("csv", csv),
    ("line", line),
    ("time", time),
    ("config", config),
    ("text", shown),
    ("values", values),
    ("sources", sources),
];

fn now() -> Now {
    Now::new(Instant::from_rfc3339("2026-06-22T09:00:05Z").unwrap(), Zone::get("Europe/Berlin").unwrap())
}

/// A calendar is read, comes back as it was from what is written of it, and happens at a bounded cost.
pub fn ical(bytes: &[u8]) {
    let calendar = read(bytes);
    let mut out = CalendarWriter::new(Instant(0));
    out.calendar("x", calendar.timezones.clone());
    for event in &calendar.events {
        out.event(event, None);
    }
    assert_eq!(read(out.finish().as_bytes()).events, calendar.events);
    let mut reader = Reader::new(&calendar.timezones);
    for event in &calendar.events {
        compose(&mut reader, event, Instant(0));
    }
    let home = now().zone;
    for series in Series::group(calendar.events) {
        for (day, days) in [((1, 1, 1), 40), ((2026, 6, 1), 480), ((9999, 12, 1), 40)] {
            let from = home.start_of(NaiveDate::from_ymd_opt(day.0, day.1, day.2).unwrap());
            let found = expand(&series, &home, from, from + 86_400 * days).occurrences;
            assert!(found.len() <= 10_000 + series.overrides.len() + 1, "{}", found.len());
            assert!(found.iter().all(|one| one.start <= one.end && one.end >= from));
        }
    }
}

/// A table's good rows are written, read back as they were, and no cell of them is a formula.
pub fn csv(bytes: &[u8]) {
    let clients = [acme()];
    let services =
        [Service { id: 1, code: "email".into(), name: String::new(), archived_at: None, tax: String::new() }];
    let words = Plainly(now());
    let names = table::TableContext {
        clients: [("acme".to_owned(), (1, Currency::EUR))].into(),
        services: [("email".to_owned(), 1)].into(),
        zone: now().zone,
        words: &words,
        long: true,
    };
    let Ok(rows) = table::read_entries(bytes, &names) else { return };
    let entries: Vec<_> = rows.flatten().map(|row| row.entry).collect();
    let mut out = table::EntryWriter::new(&clients, &services, "0123abcd").unwrap();
    for entry in &entries {
        out.entry(entry, &names.zone).unwrap();
    }
    let written = out.finish().unwrap();
    for record in ::csv::Reader::from_reader(written.as_bytes()).records() {
        for cell in &record.unwrap() {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']), "{cell:?}");
        }
    }
    let again = table::read_entries(written.as_bytes(), &names).unwrap().map(|row| row.unwrap().entry);
    let given = entries.into_iter().map(|entry| {
        let external_id = entry.external_id.or_else(|| Some(table::own_id("0123abcd", entry.id)));
        Entry { external_id, ..entry }
    });
    assert_eq!(again.collect::<Vec<_>>(), given.collect::<Vec<_>>(), "{written}");
}

fn acme() -> Client {
    Client {
        id: 1,
        code: "acme".into(),
        name: String::new(),
        zone: None,
        currency: vadash::domain::money::Currency::EUR,
        rounding: None,
        minimum: None,
        rush_percent: 100,
        hours: None,
        email: String::new(),
        domains: String::new(),
        aliases: String::new(),
        note: String::new(),
        archived_at: None,
        colour: None,
    }
}

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

/// What was understood of a line of a task or a meeting prints as a line that means the same; a refusal is one line.
pub fn line(bytes: &[u8]) {
    let (text, now) = (String::from_utf8_lossy(bytes), now());
    match TaskLine::read(&text, &now, &Office) {
        Ok(task) => assert_eq!(TaskLine::read(&task.to_line(&now, &Office), &now, &Office).ok(), Some(task)),
        Err(said) => one_line(&said.to_string()),
    }
    match EventLine::read(&text, &now, &Office) {
        Ok(event) => assert_eq!(EventLine::read(&event.to_line(&now, &Office), &now, &Office).ok(), Some(event)),
        Err(said) => one_line(&said.to_string()),
    }
    if let Ok(list) = words::split(&text) {
        assert_eq!(words::split(&words::join(&list)).ok(), Some(list));
    }
}

fn one_line(said: &str) {
    assert!(!said.contains(char::is_control) && said.chars().count() < 240, "{said:?}");
}

/// Durations, dates, ranges, office hours and rules print and read back.
pub fn time(bytes: &[u8]) {
    let (text, now) = (String::from_utf8_lossy(bytes), now());
    let _ = (duration::read_hours(&text), read_interval(&text), clock::read_clock(&text));
    if let Ok(seconds) = duration::read_duration(&text) {
        assert_eq!(duration::read_duration(&duration::write_duration(seconds)).ok(), Some(seconds));
    }
    if let Ok(hours) = hours::read_hours(&text) {
        assert_eq!(hours::read_hours(&hours.to_string()).ok(), Some(hours));
    }
    if let Ok(rule) = read_rule(&text) {
        assert_eq!(read_rule(&write_rule(&rule)).ok(), Some(rule));
    }
    if let Ok(rounding) = text.parse::<Rounding>() {
        assert_eq!(rounding.to_string().parse::<Rounding>().ok(), Some(rounding));
    }
    for toward in [Toward::Past, Toward::Future] {
        if let Ok(day) = date::read_date(&text, &now, toward) {
            assert_eq!(date::read_date(&date::write_date(day), &now, toward).ok(), Some(day));
        }
        if let Ok((first, last)) = date::read_days(&text, &now, toward) {
            assert!(first <= last);
            assert_eq!(date::read_days(&date::write_days(first, last), &now, toward).ok(), Some((first, last)));
        }
        if let Ok(at) = clock::read_time(&text, &now, toward) {
            assert_eq!(clock::read_time(&clock::write_time(at, &now.zone), &now, toward).ok(), Some(at));
        }
        if let Ok(span) = read_span(&text, &now, toward) {
            let _ = span.on(span.day.unwrap_or(now.today()), &now);
        }
    }
    if let Ok(TypedWork::Range(start, end)) = read_work(&text, &now, None) {
        assert!(start <= end);
        let again = read_work(&write_range(start, end, &now.zone), &now, None).ok();
        assert!(start == end || again == Some(TypedWork::Range(start, end)), "{text:?}");
    }
}

/// A configuration is read or refused a line at a time, and what is said of it steers no terminal.
pub fn config(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let theme = |_: &str| Some(text.to_string());
    let (_, problems) = Config::read(&text, &theme);
    for problem in &problems {
        assert!(!text::clean(&problem.to_string()).contains(text::is_trick));
    }
}

/// Text that is shown holds nothing that steers a terminal, shown again it is the same, and it takes the room it is given.
pub fn shown(bytes: &[u8]) {
    let given = String::from_utf8_lossy(bytes);
    for clean in [text::clean, text::clean_line, text::screen] {
        let once = clean(&given);
        assert!(!once.contains(text::is_trick), "{once:?}");
        assert_eq!(clean(&once), once);
    }
    let json = serde_json::to_string(&given).unwrap();
    let escaped = text::escaped_json(&json);
    assert!(!escaped.contains(text::is_trick), "{escaped:?}");
    assert_eq!(serde_json::from_str::<String>(&escaped).unwrap(), given);
    for columns in [0, 1, 2, 3, 7, 40] {
        assert!(text::width(&text::cut(&given, columns)) <= columns, "{given:?} in {columns}");
        assert_eq!(text::width(&text::pad(&given, columns)), columns);
        assert_eq!(text::width(&text::pad_left(&given, columns)), columns);
        for line in text::wrap(&given, columns) {
            assert!(text::width(&line) <= columns && !line.contains(text::is_trick), "{line:?} in {columns}");
        }
    }
}

/// A value that was read means the same when it is written plainly, and none is out of its bounds.
pub fn values(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let orders = [None, Some(value::DateOrder::DayFirst), Some(value::DateOrder::MonthFirst)];
    for order in orders {
        match value::read_date(&text, order) {
            Ok(day) => assert_eq!(value::read_date(&day.to_string(), order), Ok(day)),
            Err(said) => one_line(&said),
        }
        match value::read_stamp(&text, order) {
            Ok(value::Stamp::At(at)) => {
                assert_eq!(value::read_stamp(&at.to_string(), order), Ok(value::Stamp::At(at)));
            }
            Ok(value::Stamp::Local(_, seconds)) => assert!(seconds <= 86_400),
            Err(said) => one_line(&said),
        }
    }
    let clock = value::read_clock(&text);
    if let Some(s) = clock {
        assert_eq!(value::read_clock(&format!("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60)), Some(s));
    }
    for bare in [value::Bare::Hours, value::Bare::Minutes, value::Bare::Seconds] {
        for comma in [false, true] {
            let style = value::LengthStyle { bare, comma };
            if let Some(s) = value::read_length(&text, style) {
                assert!((0..=36_000_000).contains(&s), "{text:?}: {s}");
                let plain = format!("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60);
                assert_eq!(value::read_length(&plain, style), Some(s), "{text:?}");
            }
        }
    }
    if let Err(said) = value::read_yes(&text) {
        one_line(&said);
    }
    assert!(!value::unguarded(&text).starts_with("'="));
    let (mut once, mut twice) = (Vec::new(), Vec::new());
    value::read_tags(&text, &mut once);
    value::read_tags(&once.join(","), &mut twice);
    assert_eq!(once, twice);
    nights(bytes);
    let encoding = value::Encoding::of(bytes).unwrap();
    let mut read = String::new();
    if std::io::Read::read_to_string(&mut value::Decoder::new(bytes, encoding), &mut read).is_ok() {
        assert!(!read.contains('\u{fffd}') || encoding != value::Encoding::Windows1252);
        // Of Windows-1252 the last bytes may be a letter's of UTF-8 that is cut.
        if encoding != value::Encoding::Windows1252 {
            assert_eq!(value::Encoding::beginning(bytes), read.as_bytes());
        }
    } else {
        assert_ne!(encoding, value::Encoding::Utf8);
    }
}

/// Whatever a row says of a day near which clocks change, its end is behind its start, and no odder than it is told.
fn nights(bytes: &[u8]) {
    let [day, start, end, more, told, ..] = *bytes else { return };
    let zone = now().zone;
    let base = NaiveDate::from_ymd_opt(2026, if day < 128 { 3 } else { 10 }, 23).unwrap();
    let day = base + chrono::TimeDelta::days(i64::from(day % 6));
    let row = value::Clocks {
        day,
        start: u32::from(start) * 337,
        end_day: (more % 4 > 0).then(|| day + chrono::TimeDelta::days(i64::from(more % 4) - 1)),
        end: u32::from(end) * 337,
        told: (told > 0).then(|| i64::from(told) * 600),
    };
    if let Ok(found) = value::stretch(&row, &zone) {
        assert!(found.start <= found.end, "{row:?}");
        let length = found.end - found.start;
        match found.odd {
            None => assert!(row.told.is_none_or(|told| (length - told).abs() <= 60), "{row:?}"),
            Some(odd) => one_line(&odd.says(&found, &zone)),
        }
    }
}

/// What rows of a source must be.
struct Held;

impl Sink for Held {
    fn row(&mut self, row: Row) -> vadash::error::Result<()> {
        if let Row::Work(work) = row {
            match work.time {
                Time::Clock { start, end } => assert!(start <= end, "{work:?}"),
                Time::Hours { seconds, .. } => assert!(seconds >= 0, "{work:?}"),
                Time::Running { .. } => {}
            }
            assert!(work.note.chars().count() <= value::LONGEST_NOTE);
        }
        Ok(())
    }

    fn bad(&mut self, bad: Bad) -> vadash::error::Result<()> {
        assert!(!bad.what.contains(char::is_control), "{bad:?}");
        Ok(())
    }

    fn note(&mut self, text: &str) {
        assert!(!text.contains(char::is_control), "{text:?}");
    }
}

/// Headings that programs write, so that what is behind them is read.
const HEADS: &[&str] = &[
    "",
    "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags\n",
    "Client,Description,Task,User,Invoiced,Invoice ID,Start Date,Start Time,End Date,End Time,Duration (h),Duration (decimal)\n",
    "Datum;Kunde;Projekt;Aufgabe;Notizen;Stunden;Abrechenbar?;Stundensatz\n",
    "Date,From,To,Duration,Currency,Customer,Project,Activity,Description,Tags,Type,exported\n",
    "Description\tTask\tProject\tClient\tUser\tStart\tEnd\tDuration\tDuration (decimal)\tBillable\tTags\n",
];

/// A file is read as each source, or refused in one line; its rows end behind their starts.
pub fn sources(bytes: &[u8]) {
    let head = bytes.first().and_then(|n| HEADS.get(usize::from(*n))).copied();
    let rest = if head.is_some() { &bytes[1..] } else { bytes };
    let text = [head.unwrap_or_default().as_bytes(), rest].concat();
    let ask = SourceAsk { zone: now().zone, now: now().at, dates: None, columns: Vec::new() };
    let sample = text.clone();
    let input = Input::Bytes(text);
    for source in SOURCES {
        let _ = (source.is)(&Sample { name: "", bytes: &sample });
        if let Err(said) = (source.read)(&input, &ask, &mut Held) {
            assert!(!said.to_string().contains(char::is_control), "{said:?}");
        }
    }
}
