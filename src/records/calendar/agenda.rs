//! The schedule: occurrences by start.

use std::rc::Rc;

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::command::call::Args;
use crate::command::context::Context;
use crate::command::grammar::range::{Direction, Range};
use crate::command::ranges;
use crate::command::report::{Columns, Report, cut_line, sentence_line};
use crate::domain::clock;
use crate::domain::event::{Moment, Status, titled};
use crate::domain::text::clean_line;
use crate::domain::time::{Instant, plus_days};
use crate::domain::zone::Zone;
use crate::error::Result;
use crate::records::directory::Directory;
use crate::records::names::ClientName;
use crate::store::{OccurrenceRow, StoreSettings};

/// A day, in seconds: what is longer has a line of its own for its end.
const DAY: i64 = 86_400;
/// Days that one occurrence has a line for at most.
const MOST: usize = 1_000;
/// Series that are named where they cannot be shown to the end.
const NAMED: usize = 20;

/// An occurrence with what a list shows of it.
#[derive(Clone, Debug)]
pub struct Row {
    /// The occurrence and its event.
    pub at: Rc<OccurrenceRow>,
    /// The client's code.
    pub client: Option<String>,
    /// The codes of the other clients it is with, where several calendars hold it.
    pub also: Vec<String>,
    /// The client's zone, where it differs from the home zone.
    pub zone: Option<Zone>,
    /// Whether the user declined, or it was called off: it takes no time and makes no noise.
    pub off: bool,
}

impl Row {
    /// An occurrence for the clients it is with, seen from home.
    pub fn of(at: OccurrenceRow, directory: &Directory, setting: &StoreSettings) -> Self {
        let mut clients = at.clients().filter_map(|id| directory.client(id));
        let owner = clients.next();
        let also = clients.map(|client| client.code.clone()).collect();
        let zone = owner.and_then(|c| c.zone.as_deref()).and_then(Zone::get);
        Self {
            client: owner.map(|c| c.code.clone()),
            also,
            zone: zone.filter(|z| z.offset(at.start) != setting.zone.offset(at.start)),
            off: !at.event.is_on(&setting.emails),
            at: Rc::new(at),
        }
    }

    /// The codes of the clients it is with.
    pub fn clients(&self) -> impl Iterator<Item = &str> {
        self.client.iter().chain(&self.also).map(String::as_str)
    }

    /// The client that it is seen as a meeting with: the one who is looked for, if it is one of its own.
    pub fn seen_as(&self, wanted: Option<&str>) -> Option<&str> {
        self.clients().find(|client| Some(*client) == wanted).or(self.client.as_deref())
    }

    /// Whether it is going on.
    pub fn is_now(&self, now: Instant) -> bool {
        self.at.all_day.is_none() && self.at.start <= now && now < self.at.end
    }

    /// Whether the user declined it, and it takes place without them.
    fn declined(&self) -> bool {
        self.off && self.at.event.status != Status::Cancelled
    }

    /// `confirmed`, `tentative` or `cancelled`, or that the user declined.
    pub fn status(&self) -> &str {
        if self.declined() { "declined" } else { self.at.event.status.as_str() }
    }

    /// When it takes place on one of its days: `15:00-16:00`, `from 15:00`, `all day`, `until 11:00`.
    fn time_on(&self, day: NaiveDate, home: &Zone) -> String {
        let (start, end) = (self.at.start, self.at.end);
        let last = home.date(end.max(start + 1) - 1);
        match (home.date(start) == day, last == day) {
            _ if self.at.all_day.is_some() => "all day".to_owned(),
            (true, false) if end - start > DAY => format!("from {}", clock::told(home, start)),
            (true, _) => clock::span(home, start, Some(end)),
            (false, true) if home.start_of(plus_days(day, 1)) > end => format!("until {}", clock::told(home, end)),
            _ => "all day".to_owned(),
        }
    }

    fn json(&self, home: &Zone) -> Value {
        let e = &self.at.event;
        let time = |at: Instant| Value::String(home.rfc3339(at));
        let (start, end) = match self.at.all_day {
            Some((first, last)) => (first.to_string().into(), last.to_string().into()),
            None => (time(self.at.start), time(self.at.end)),
        };
        let instance: Option<Moment> = self.at.recurrence_id.parse().ok();
        let instance = instance.map(|m| if m.is_date() { m.to_string() } else { home.rfc3339(m.instant(home)) });
        json!({
            "id": e.id,
            "title": e.title,
            "start": start,
            "end": end,
            "all_day": self.at.all_day.is_some(),
            "client": self.client,
            "clients": self.clients().collect::<Vec<_>>(),
            "calendar": self.at.calendar,
            "location": e.location,
            "url": (!e.url.is_empty()).then_some(&e.url),
            "status": e.status,
            "declined": self.declined(),
            "recurrence_id": instance,
            "uid": e.uid,
        })
    }
}

/// A stretch of the schedule.
pub struct Agenda {
    /// The occurrences by start, all-day ones first within a day.
    pub rows: Vec<Row>,
    /// Series that could not be shown to the end, and why.
    pub unexpanded: Vec<String>,
    zone: Zone,
    /// The first and the last day that were asked for.
    range: Option<(NaiveDate, NaiveDate)>,
    /// What is said where nothing is there.
    none: String,
}

impl Agenda {
    /// The days that an occurrence takes place on, of those that were asked for.
    fn days_of(&self, row: &Row) -> impl Iterator<Item = NaiveDate> + use<> {
        let (first, last) = match row.at.all_day {
            Some((first, end)) => (first, plus_days(end, -1)),
            None => (self.zone.date(row.at.start), self.zone.date(row.at.end.max(row.at.start + 1) - 1)),
        };
        let (from, to) = self.range.unwrap_or((first, last));
        let (from, to) = (first.max(from), last.max(first).min(to.max(first)));
        std::iter::successors(Some(from), |day| Some(plus_days(*day, 1))).take_while(move |day| *day <= to).take(MOST)
    }

    /// Occurrences that were read elsewhere.
    pub fn from_rows(rows: Vec<Row>, home: &Zone) -> Self {
        Self { rows, unexpanded: Vec::new(), zone: home.clone(), range: None, none: String::new() }
    }

    /// The occurrences that overlap `[from, to)` in local days.
    pub fn of(context: &Context<'_>, from: NaiveDate, to: NaiveDate, client: Option<i64>) -> Result<Self> {
        let home = context.zone();
        Self::between(context, home.start_of(from), home.start_of(to), client)
    }

    /// The occurrences that overlap `[start, end)`.
    fn between(context: &Context<'_>, start: Instant, end: Instant, client: Option<i64>) -> Result<Self> {
        let home = context.zone();
        let (mut found, unexpanded) = context.db.occurrences(start, end, context.setting)?;
        found.retain(|at| client.is_none_or(|client| at.clients().any(|own| own == client)));
        let unexpanded = unexpanded.into_iter().filter(|u| client.is_none() || u.client == client);
        let unexpanded = unexpanded.map(|u| format!("{}: {}", titled(&u.title), u.why)).collect();
        let range = Some((home.date(start), home.date(end - 1)));
        Ok(Self { rows: rows(context, found)?, unexpanded, zone: home.clone(), range, none: String::new() })
    }

    /// Those that begin in `[from, to)` in local days and have reminders of their own.
    pub fn with_alarms(context: &Context<'_>, from: NaiveDate, to: NaiveDate) -> Result<Self> {
        let home = context.zone();
        let found = context.db.with_alarms(home.start_of(from), home.start_of(to), context.setting)?;
        Ok(Self::from_rows(rows(context, found)?, home))
    }

    /// So many days one by one, read at once; what could not be shown to the end is told on the first.
    pub fn days(context: &Context<'_>, from: NaiveDate, count: usize) -> Result<Vec<Self>> {
        let home = context.zone();
        let dates: Vec<NaiveDate> = std::iter::successors(Some(from), |d| Some(plus_days(*d, 1))).take(count).collect();
        let Some(last) = dates.last() else { return Ok(Vec::new()) };
        let all = Self::of(context, from, plus_days(*last, 1), None)?;
        let mut unexpanded = Some(all.unexpanded);
        let day = |date: &NaiveDate| {
            let (start, end) = (home.start_of(*date), home.start_of(plus_days(*date, 1)));
            let on = |row: &&Row| row.at.start < end && (row.at.end > start || row.at.start >= start);
            let rows = all.rows.iter().filter(on).cloned().collect();
            Self { unexpanded: unexpanded.take().unwrap_or_default(), ..Self::from_rows(rows, home) }
        };
        Ok(dates.iter().map(day).collect())
    }
}

/// Occurrences for the clients they are with.
fn rows(context: &Context<'_>, found: Vec<OccurrenceRow>) -> Result<Vec<Row>> {
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let directory = Directory::of(context.db)?;
    Ok(found.into_iter().map(|at| Row::of(at, &directory, context.setting)).collect())
}

impl Report for Agenda {
    fn json(&self) -> Value {
        Value::Array(self.rows.iter().map(|r| r.json(&self.zone)).collect())
    }

    fn text(&self) -> String {
        let mut columns = Columns::new(&["day", "time", "client", "what", "where", ">id"]);
        let mut lines: Vec<(NaiveDate, String, &Row)> = Vec::new();
        for row in &self.rows {
            lines.extend(self.days_of(row).map(|day| (day, row.time_on(day, &self.zone), row)));
        }
        // What began earlier stands before what begins on the day, as on the screen.
        lines.sort_by_key(|(day, ..)| *day);
        for (day, time, row) in lines {
            let name = row.at.event.name();
            let title = if row.off { format!("({}) {name}", row.status()) } else { name.to_owned() };
            columns.row(vec![
                day.format("%a %Y-%m-%d").to_string(),
                time,
                row.clients().collect::<Vec<_>>().join(", "),
                title,
                row.at.event.location.clone(),
                row.at.event.id.to_string(),
            ]);
        }
        let mut text = columns.text();
        if self.rows.is_empty() && !self.none.is_empty() {
            text = sentence_line(&self.none);
        }
        text.push_str(&missing(&self.unexpanded, "not shown to the end"));
        text
    }
}

/// The series that could not be worked out, a line each; of many the first, and how many more there are.
pub fn missing(series: &[String], what: &str) -> String {
    let mut text: String =
        series.iter().take(NAMED).map(|line| cut_line(&format!("{what}: {}", clean_line(line)))).collect();
    if let Some(more @ 1..) = series.len().checked_sub(NAMED) {
        text.push_str(&format!("{what}: {more} more series\n"));
    }
    text
}

/// `agenda`.
pub fn report(args: &Args<'_>) -> Result<Box<dyn Report>> {
    let (asked, context) = (ranges::week(args, Direction::Near)?, &args.context);
    let client = args.get::<ClientName>("client")?.map(|c| c.0);
    let (start, end) = bounds(&asked, context);
    let mut found = Agenda::between(context, start, end, client.as_ref().map(|c| c.id))?;
    let with = client.map(|c| format!(" with {}", c.name)).unwrap_or_default();
    found.none = format!("no events{with} {}", asked.words(&context.moment()));
    Ok(Box::new(found))
}

/// The instants a range begins at and ends before; today's where it is open.
pub fn bounds(asked: &Range, context: &Context<'_>) -> (Instant, Instant) {
    let (zone, today) = (context.zone(), context.today());
    let whole = Range::days(today, today);
    let (start, end) = (asked.start(zone).or(whole.start(zone)), asked.end(zone).or(whole.end(zone)));
    (start.unwrap_or(context.now), end.unwrap_or(context.now))
}
