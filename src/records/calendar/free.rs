//! When there is time for a meeting: inside the user's working hours and the client's, around what is in the schedule.

use chrono::{Datelike, NaiveDate, NaiveTime};
use serde_json::{Value, json};

use crate::command::call::Args;
use crate::command::context::Context;
use crate::command::grammar::hours::{WeeklyHours, read_hours};
use crate::command::grammar::range::{Direction, Edge, Range};
use crate::command::input::Minutes;
use crate::command::ranges;
use crate::command::report::{Report, sentence_line};
use crate::domain::event::titled;
use crate::domain::free::{Interval, united, within, without};
use crate::domain::time::{Instant, day_text, plus_days};
use crate::domain::zone::Zone;
use crate::error::{Error, Result};
use crate::records::calendar::agenda::{bounds, missing};
use crate::records::names::ClientName;
use crate::records::off::capacity::Capacity;
use crate::store::Client;

/// What is looked for where nothing is said, in minutes.
const LEAST: i64 = 30;
/// The most days that are looked at.
const MOST: i64 = 366;
/// Free time begins on a quarter of an hour, as people offer it.
const STEP: i64 = 15 * 60;

/// Free time.
pub struct Free {
    /// The stretches in order, each as long as asked for at least.
    pub spans: Vec<Interval>,
    home: Zone,
    /// The client's zone, where its clocks differ from those at home.
    there: Option<Zone>,
    /// The hours of the client, where they are only assumed.
    assumed: Option<String>,
    /// Series that could not be looked at to the end.
    unexpanded: Vec<String>,
    /// What was looked for, where nothing is free.
    asked: String,
}

impl Free {
    /// The free time of `least` seconds or more in a range of days, for a meeting with a client or anyone.
    pub fn of(context: &Context<'_>, asked: &Range, least: i64, with: Option<&Client>) -> Result<Self> {
        let home = context.zone().clone();
        let today = context.today();
        let (from, to) = (asked.first(&home).unwrap_or(today), asked.beyond(&home).unwrap_or(plus_days(today, 1)));
        let capacity = Capacity::of(context, from, to)?;
        let mut open =
            windows(&read_hours(&context.config.schedule.hours)?, &home, (from, to), |day| !capacity.is_off(day));
        let zone = with.and_then(|c| c.zone.as_deref()).and_then(Zone::get);
        let mut assumed = None;
        if let Some(client) = with {
            let hours = client.hours.as_deref().unwrap_or(&context.config.schedule.client_hours);
            let clock = zone.as_ref().unwrap_or(&home);
            let text = || format!("{} has no office hours: {hours} {clock} is assumed", client.name);
            assumed = client.hours.is_none().then(text);
            // A day may begin earlier or later there.
            let (yesterday, after) = (plus_days(from, -1), plus_days(to, 1));
            open = within(
                &open,
                &windows(&read_hours(hours)?, zone.as_ref().unwrap_or(&home), (yesterday, after), |_| true),
            );
        }
        let (start, end) = bounds(asked, context);
        let (found, unexpanded) = context.db.occurrences(start, end, context.setting)?;
        let (before, after) = (Instant(i64::MIN / 4), Instant(i64::MAX / 4));
        let mut taken =
            vec![Interval { start: before, end: context.now.max(start) }, Interval { start: end, end: after }];
        for at in found.iter().filter(|at| at.event.is_on(&context.setting.emails)) {
            if !at.event.event()?.transparent {
                taken.push(Interval { start: at.start, end: at.end });
            }
        }
        let spans = without(&open, &united(taken)).into_iter().map(|span| on_the_quarter(span, &home));
        let there = zone.filter(|zone| spans_differ(&open, zone, &home));
        Ok(Self {
            spans: spans.filter(|span| span.seconds() >= least).collect(),
            home,
            there,
            assumed,
            unexpanded: match (unexpanded.len(), with) {
                // What is worked out for a client names nobody else's meetings.
                (many @ 1.., Some(_)) => vec![format!("{many} series (agenda says which and why)")],
                _ => unexpanded.into_iter().map(|u| format!("{}: {}", titled(&u.title), u.why)).collect(),
            },
            asked: asked.words(&context.moment()),
        })
    }

    /// `Tue 23 Jun 15:00–15:45 your time (09:00–09:45 New York)`: to be read by the client, the user's time behind it.
    fn line(&self, span: Interval) -> String {
        let clocks = |zone: &Zone| {
            let (from, to) = (zone.local(span.start), zone.local(span.end));
            let to = if from.date() == to.date() { to.format("%H:%M") } else { to.format("%a %-d %b %H:%M") };
            (from.date(), format!("{}–{to}", from.format("%H:%M")))
        };
        let day = |date: NaiveDate| date.format("%a %-d %b").to_string();
        let (date, here) = clocks(&self.home);
        let Some(there) = &self.there else { return format!("{} {here}", day(date)) };
        let (their_date, theirs) = clocks(there);
        let here = if date == their_date { here } else { format!("{} {here}", day(date)) };
        format!("{} {theirs} your time ({here} {})", day(their_date), city(&self.home))
    }
}

/// `New York` of `America/New_York`.
pub fn city(zone: &Zone) -> String {
    match zone.name().strip_prefix("posix:") {
        // Rules of the environment have no city, but most begin with a short name.
        Some(rules) => match rules.split(|c: char| !c.is_ascii_alphabetic()).next() {
            Some("") | None => "home".to_owned(),
            Some(name) => name.to_owned(),
        },
        None => zone.name().rsplit('/').next().unwrap_or_default().replace('_', " "),
    }
}

fn spans_differ(open: &[Interval], zone: &Zone, home: &Zone) -> bool {
    open.iter().any(|span| zone.offset(span.start) != home.offset(span.start))
}

/// The open hours of those days of `[from, to)` in a zone that are worked on, in order.
fn windows(
    hours: &WeeklyHours,
    zone: &Zone,
    (from, to): (NaiveDate, NaiveDate),
    worked: impl Fn(NaiveDate) -> bool,
) -> Vec<Interval> {
    let days = std::iter::successors(Some(from), |day| Some(plus_days(*day, 1))).take_while(|day| *day < to);
    let days = days.filter(|day| worked(*day));
    let at = |day: NaiveDate, time: NaiveTime| zone.read(day.and_time(time)).compatible();
    let open = days.flat_map(|day| {
        let slots = hours.slots(day.weekday()).iter();
        slots.map(move |slot| Interval {
            start: at(day, slot.opens),
            end: slot.closes.map_or_else(|| zone.start_of(plus_days(day, 1)), |closes| at(day, closes)),
        })
    });
    united(open.collect())
}

/// The same stretch begun on the next quarter of an hour by the clock at home.
fn on_the_quarter(span: Interval, home: &Zone) -> Interval {
    let local = span.start.0 + i64::from(home.offset(span.start));
    Interval { start: span.start + (STEP - local.rem_euclid(STEP)) % STEP, ..span }
}

impl Report for Free {
    fn json(&self) -> Value {
        let row = |span: &Interval| {
            let there = |at: Instant| self.there.as_ref().map(|zone| zone.rfc3339(at));
            json!({
                "start": self.home.rfc3339(span.start),
                "end": self.home.rfc3339(span.end),
                "minutes": span.seconds() / 60,
                "with_start": there(span.start),
                "with_end": there(span.end),
                "text": self.line(*span),
            })
        };
        Value::Array(self.spans.iter().map(row).collect())
    }

    fn text(&self) -> String {
        let mut text: String = self.spans.iter().map(|span| format!("{}\n", self.line(*span))).collect();
        if self.spans.is_empty() {
            text.push_str(&format!("no time is free {}\n", self.asked));
        }
        text.extend(self.assumed.iter().map(|assumed| sentence_line(assumed)));
        text.push_str(&missing(&self.unexpanded, "not looked at to the end"));
        text
    }
}

/// `free`.
pub fn report(args: &Args<'_>) -> Result<Box<dyn Report>> {
    let asked = ranges::asked(args, Direction::Ahead)?;
    let (context, today) = (&args.context, args.context.today());
    if let (None, Some(Edge::Day(to))) = (asked.from, asked.to)
        && to < today
    {
        return Err(Error::at("to", format!("{} is over: free time is looked for from today on", day_text(to, today))));
    }
    let asked = ranges::week(args, Direction::Ahead)?;
    let days =
        asked.first(context.zone()).zip(asked.beyond(context.zone())).map_or(0, |(from, to)| (to - from).num_days());
    if days > MOST {
        return Err(Error::at("to", "is more than a year away: look at fewer days"));
    }
    let least = args.get::<Minutes>("for")?.map_or(LEAST, |m| m.0);
    let with = args.get::<ClientName>("with")?.map(|c| c.0);
    Ok(Box::new(Free::of(context, &asked, least * 60, with.as_ref())?))
}
