//! `event show`: one event whole.

use serde_json::{Value, json};

use crate::command::call::Args;
use crate::command::context::Context;
use crate::command::report::{Columns, Report, line_width, wrapped};
use crate::domain::clock;
use crate::domain::event::{Event, Moment};
use crate::domain::text::{clean_line, cut};
use crate::domain::time::{Instant, day_text, plus_days};
use crate::domain::zone::Zone;
use crate::error::Result;
use crate::records::calendar::event::{Exception, of_series, repeats};
use crate::records::directory::Directory;
use crate::records::leads::Leads;
use crate::records::names::EventId;
use crate::store::EventRow;

/// Columns of the names in front, and of a text that is wrapped at most.
const NAMES: usize = 11;
const SHORT: usize = 1_000;

/// Everyone who takes part, each once: whoever invites is often among those invited.
pub fn people(event: &Event) -> Vec<String> {
    let mut people: Vec<String> = Vec::new();
    for email in event.organizer.iter().chain(event.attendees.iter().map(|a| &a.email)) {
        if !email.is_empty() && !people.iter().any(|known| known.eq_ignore_ascii_case(email)) {
            people.push(email.clone());
        }
    }
    people
}

/// When something takes place by the clocks of a zone: `Fri 10 Jul 09:00-10:00`, `Fri 10 Jul 22:00 to Sat 11 Jul 02:00`.
pub fn span(start: Instant, end: Instant, zone: &Zone, context: &Context<'_>) -> String {
    let today = context.today();
    let (from, to) = (zone.date(start), zone.date(end));
    if from == to {
        return format!("{} {}", day_text(from, today), clock::span(zone, start, Some(end)));
    }
    let at = |day, at| format!("{} {}", day_text(day, today), clock::told(zone, at));
    format!("{} to {}", at(from, start), at(to, end))
}

/// The same for whole days, `end` exclusive.
pub fn days(first: chrono::NaiveDate, end: chrono::NaiveDate, context: &Context<'_>) -> String {
    let (today, last) = (context.today(), plus_days(end, -1));
    if last <= first {
        return format!("{}, all day", day_text(first, today));
    }
    format!("{} to {}", day_text(first, today), day_text(last, today))
}

/// When it takes place on other clocks that matter: the client's, and those that it is written in.
pub fn elsewhere(at: (Instant, Instant), zones: &[Zone], context: &Context<'_>) -> Vec<String> {
    let (start, end) = at;
    let mut told = vec![context.zone().offset(start)];
    let mut lines = Vec::new();
    for zone in zones {
        if !told.contains(&zone.offset(start)) {
            told.push(zone.offset(start));
            lines.push(format!("{} {zone}", span(start, end, zone, context)));
        }
    }
    lines
}

/// One event whole.
struct Whole {
    row: EventRow,
    client: Option<String>,
    calendar: String,
    when: String,
    there: Vec<String>,
    description: String,
    rules: Vec<String>,
    words: Option<String>,
    exceptions: Vec<Exception>,
    people: Vec<String>,
    reminders: Leads,
}

/// `event show`.
pub fn show(args: &Args<'_>) -> Result<Box<dyn Report>> {
    let row = args.need::<EventId>("id")?.0;
    let (context, db, home) = (&args.context, args.context.db, args.context.zone());
    let event = row.event()?;
    let calendar = db.calendars()?.into_iter().find(|c| c.id == row.calendar);
    let owner = row.client.or(calendar.as_ref().and_then(|c| c.client));
    let directory = Directory::of(db)?;
    let series = db.series_of(row.calendar, &row.uid)?.series()?;
    let words = event.is_recurring().then(|| repeats(&event, &series.overrides, home, context.now));
    let exceptions = if row.recurrence_id.is_empty() { of_series(&series, home) } else { Vec::new() };
    let theirs = owner.and_then(|id| directory.client(id)).and_then(|c| c.zone.as_deref()).and_then(Zone::get);
    let written = [&event.start, &event.end].into_iter().filter(|moment| !moment.is_date());
    let written = written.filter(|m| matches!(m, Moment::Local { zone: Some(_), .. })).map(|m| m.zone(home));
    let zones: Vec<Zone> = theirs.into_iter().chain(written).collect();
    let at = (event.start.instant(home), event.end.instant(home));
    let (when, there) = if event.is_all_day() {
        (days(event.start.date(), event.end.date(), context), Vec::new())
    } else {
        (span(at.0, at.1, home, context), elsewhere(at, &zones, context))
    };
    Ok(Box::new(Whole {
        client: owner.map(|c| directory.code(c).to_owned()),
        calendar: calendar.map(|c| c.name).unwrap_or_default(),
        when,
        there,
        words,
        exceptions,
        people: people(&event),
        reminders: Leads::of(&event, row.is_on(&context.setting.emails), context),
        description: event.description,
        rules: event.repeat.rules,
        row,
    }))
}

impl Report for Whole {
    fn json(&self) -> Value {
        let named = |deleted: bool| -> Vec<&str> {
            self.exceptions.iter().filter(|e| e.deleted == deleted).map(|e| e.occurrence.as_str()).collect()
        };
        json!({
            "id": self.row.id,
            "title": self.row.title,
            "start": self.row.starts,
            "end": self.row.ends,
            "client": self.client,
            "calendar": self.calendar,
            "location": self.row.location,
            "url": (!self.row.url.is_empty()).then_some(&self.row.url),
            "status": self.row.status,
            "repeat": self.rules,
            "repeat_words": self.words,
            "deleted": named(true),
            "changed": named(false),
            "description": self.description,
            "people": self.people,
            "reminders": self.reminders.json,
            "reminders_usual": self.reminders.usual,
            "uid": self.row.uid,
        })
    }

    fn text(&self) -> String {
        let mut columns = Columns::new(&["event", "~"]);
        // Whoever invites fills no screen.
        let short = |text: &str| cut(&clean_line(text), SHORT).into_owned();
        let people = short(&self.people.join(", "));
        let note = wrapped(self.description.trim_end(), line_width().saturating_sub(NAMES).max(20));
        let id = self.row.id.to_string();
        let line = |name: &'static str, text: &str| vec![(name, text.to_owned())];
        let lines = |name: &'static str, texts: &mut dyn Iterator<Item = &str>| {
            texts.enumerate().map(|(n, text)| (if n == 0 { name } else { "" }, text.to_owned())).collect::<Vec<_>>()
        };
        let all = [
            line("id", &id),
            line("title", &short(self.row.name())),
            line("when", &self.when),
            lines("there", &mut self.there.iter().map(String::as_str)),
            line("client", self.client.as_deref().unwrap_or_default()),
            line("calendar", &short(&self.calendar)),
            line("where", &short(&self.row.location)),
            line("link", &self.row.url),
            line("status", self.row.status.as_str()),
            line("repeats", self.words.as_deref().unwrap_or_default()),
            lines("but", &mut self.exceptions.iter().map(|one| one.text.as_str())),
            line("reminders", &self.reminders.words),
            line("people", &people),
            lines("note", &mut note.iter().map(String::as_str)),
        ];
        for (name, text) in all.concat().into_iter().filter(|(name, text)| name.is_empty() || !text.is_empty()) {
            columns.row([name, text.as_str()]);
        }
        columns.text()
    }
}
