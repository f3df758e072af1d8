//! Meetings: a day in order, a line at now, and the next day under it.

use chrono::{NaiveDate, Timelike};

use super::{Pane, See};
use crate::app::context::Context;
use crate::app::grammar::event_line::{EventLine, When};
use crate::app::offer::{Kind, Subject};
use crate::app::tasks::Known;
use crate::app::views::agenda::Row as Meeting;
use crate::domain::time::{Instant, plus_days};
use crate::tui::columns::{Column, cell, column};
use crate::tui::list::{Item, Key, Row};
use crate::tui::theme::Tone;

/// The pane.
pub struct Schedule;

const COLUMNS: &[Column] =
    &[column(5).right(), column(6).gap(0).rank(3), column(10).rank(1), column(usize::MAX).grows(), column(11).rank(2)];

impl Pane for Schedule {
    fn kind(&self) -> Kind {
        Kind::Event
    }

    fn title(&self) -> &'static str {
        "Schedule"
    }

    fn subtitle(&self, see: &See<'_>) -> String {
        if see.board.day == see.context.today() { String::new() } else { day(see.board.day) }
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn items(&self, see: &See<'_>) -> (Vec<Item>, usize) {
        let now = see.context.now;
        let today = see.board.day == see.context.today();
        let mut items = Vec::new();
        // Where the line at now goes: above the first meeting still to come.
        let mut line = None;
        let mut next = None;
        for (at, meeting) in in_order(&see.board.schedule.rows) {
            let Some(item) = item(see, meeting, 0, at) else { continue };
            let to_come = meeting.at.all_day.is_none() && meeting.at.start > now;
            if today && to_come && line.is_none() {
                line = Some(items.len());
            }
            if today && to_come && !meeting.off && next.is_none() {
                next = Some(meeting.at.start);
            }
            items.push(item);
        }
        if items.is_empty() && see.filter.is_empty() {
            items.push(Item::Rule(format!("nothing on {}", day(see.board.day)), Tone::Dim));
        } else if today && !items.is_empty() {
            let clock = if see.live { clock(&see.context, now) } else { "now".to_owned() };
            let text = next.map_or(clock.clone(), |start| format!("{clock} ── next {}", countdown(start - now)));
            items.insert(line.unwrap_or(items.len()), Item::Rule(text, Tone::Accent));
        }
        let start = line.map_or(0, |at| at + 1);
        let after: Vec<Item> =
            in_order(&see.board.tomorrow.rows).filter_map(|(at, meeting)| item(see, meeting, 1, at)).collect();
        if !after.is_empty() {
            let date = plus_days(see.board.day, 1);
            let text = if today { format!("tomorrow, {}", day(date)) } else { day(date) };
            items.push(Item::Rule(text, Tone::Dim));
            items.extend(after);
        }
        let unexpanded = see.board.schedule.unexpanded.len();
        if unexpanded > 0 && !see.privacy.is_on() {
            items.push(Item::Rule(format!("{unexpanded} series too large to show"), Tone::Warn));
        }
        (items, start)
    }

    fn nothing(&self) -> &'static str {
        "no meetings"
    }

    fn details(&self, see: &See<'_>, row: &Row) -> Vec<(&'static str, String)> {
        let Some(meeting) = meeting(see, row) else { return Vec::new() };
        let home = see.context.zone();
        let (start, end) = (meeting.at.start, meeting.at.end);
        let mut lines = vec![("what", meeting.at.event.title.clone())];
        match meeting.at.all_day {
            Some((first, last)) if plus_days(first, 1) >= last => {
                lines.push(("when", format!("{}, all day", day(first))));
            }
            Some((first, last)) => lines.push(("when", format!("{} to {}", day(first), day(plus_days(last, -1))))),
            None => {
                lines.push(("when", format!("{} {}", day(home.date(start)), span(see, meeting))));
                if let Some(zone) = &meeting.zone {
                    let (from, to) = (zone.local(start), zone.local(end));
                    let text = format!("{}-{} {zone}", from.format("%a %-d %b %H:%M"), to.format("%H:%M"));
                    lines.push(("there", text));
                }
            }
        }
        lines.push(("client", meeting.client.clone().unwrap_or_default()));
        lines.push(("where", meeting.at.event.location.clone()));
        lines.push(("link", meeting.at.event.url.clone()));
        lines.push(("status", meeting.at.event.status.clone()));
        lines.push(("calendar", meeting.at.calendar.clone()));
        if let Ok(event) = meeting.at.event.event() {
            let people = event.organizer.into_iter().chain(event.attendees.into_iter().map(|a| a.email));
            lines.push(("people", people.collect::<Vec<_>>().join(", ")));
            lines.push(("repeats", event.repeat.rules.join("; ")));
            lines.push(("note", event.description));
        }
        lines
    }

    fn words(&self, see: &See<'_>, row: &Row) -> String {
        let Some(meeting) = meeting(see, row) else { return String::new() };
        let Ok(known) = Known::of(see.context.db) else { return String::new() };
        let when = match meeting.at.all_day {
            Some((from, to)) => When::AllDay { from, to },
            None => When::Timed { start: meeting.at.start, end: meeting.at.end },
        };
        let line = EventLine {
            client: meeting.client.clone(),
            title: meeting.at.event.title.clone(),
            when,
            location: Some(meeting.at.event.location.clone()).filter(|l| !l.is_empty()),
            repeat: None,
            remind: None,
        };
        line.to_line(&see.context.moment(), &known)
    }
}

/// All-day ones first, the others by start, each with its number.
fn in_order(rows: &[Meeting]) -> impl Iterator<Item = (usize, &Meeting)> {
    let timed = rows.iter().enumerate().filter(|(_, m)| m.at.all_day.is_none());
    rows.iter().enumerate().filter(|(_, m)| m.at.all_day.is_some()).chain(timed)
}

fn meeting<'a>(see: &'a See<'_>, row: &Row) -> Option<&'a Meeting> {
    let agenda = if row.key.part == 0 { &see.board.schedule } else { &see.board.tomorrow };
    agenda.rows.get(row.at)
}

fn item(see: &See<'_>, meeting: &Meeting, part: u8, at: usize) -> Option<Item> {
    let home = see.context.zone();
    let event = &meeting.at.event;
    let code = meeting.client.as_deref();
    let (start, end, there) = match meeting.at.all_day {
        Some(_) => ("all".to_owned(), " day".to_owned(), String::new()),
        None => {
            let there = meeting.zone.as_ref().map(|zone| {
                let at = meeting.at.start;
                format!("{} {}", zone.local(at).format("%H:%M"), zone.abbreviation(at))
            });
            let end = home.local(meeting.at.end).format("-%H:%M").to_string();
            (home.local(meeting.at.start).format("%H:%M").to_string(), end, there.unwrap_or_default())
        }
    };
    let title = match event.status.as_str() {
        "cancelled" => format!("(cancelled) {}", event.title),
        "tentative" => format!("{} ?", event.title),
        _ => event.title.clone(),
    };
    let now = meeting.is_now(see.context.now) && !meeting.off;
    let over = meeting.at.all_day.is_none() && meeting.at.end <= see.context.now;
    let (time, text) = match (now, over) {
        (true, _) => (Tone::Accent, Tone::Strong),
        (false, true) => (Tone::Dim, Tone::Dim),
        _ => (Tone::Plain, Tone::Plain),
    };
    let client = if over { Tone::Dim } else { code.map_or(Tone::Plain, Tone::client) };
    let row = Row {
        key: Key { id: event.id, occurrence: meeting.at.recurrence_id.clone(), part },
        subject: Some(subject(see, meeting)),
        at,
        cells: vec![
            cell(start, time),
            cell(end, time),
            cell(code.unwrap_or_default(), client),
            cell(title, text),
            cell(there, Tone::Dim),
        ],
        off: meeting.off,
    };
    see.admit(code, row, 2, 3)
}

fn subject(see: &See<'_>, meeting: &Meeting) -> Subject {
    let event = &meeting.at.event;
    let home = see.context.zone();
    let short = meeting.at.all_day.is_none() && meeting.at.end - meeting.at.start < 86_400;
    let over = meeting.at.end <= see.context.now && !meeting.off;
    let running = see.board.status.running.as_ref();
    let same_note = |r: &crate::app::views::dashboard::Running| {
        meeting.client.as_deref() == Some(&r.client) && r.note == event.title
    };
    Subject {
        kind: Kind::Event,
        id: event.id,
        client: meeting.client.clone(),
        title: event.title.clone(),
        occurrence: meeting.at.recurrence_id.clone(),
        runs: running.is_some_and(|r| r.event == Some(event.id) || same_note(r)),
        span: (short && over).then(|| (span(see, meeting), home.date(meeting.at.start).to_string())),
        url: event.url.clone(),
        ..Subject::default()
    }
}

fn span(see: &See<'_>, meeting: &Meeting) -> String {
    let home = see.context.zone();
    let (from, to) = (home.local(meeting.at.start), home.local(meeting.at.end));
    format!("{}-{}", from.format("%H:%M"), to.format("%H:%M"))
}

fn day(date: NaiveDate) -> String {
    date.format("%a %-d %b").to_string()
}

fn clock(context: &Context<'_>, now: Instant) -> String {
    let local = context.zone().local(now);
    format!("{:02}:{:02}", local.hour(), local.minute())
}

/// Time to a start as it is counted down: `in 25 min`, `in 3 h`. Minutes only within the hour, so that a
/// screen without a timer has nothing to redraw before that.
pub fn countdown(seconds: i64) -> String {
    match (seconds + 59) / 60 {
        ..=0 => "now".to_owned(),
        minutes @ 1..=59 => format!("in {minutes} min"),
        minutes @ 60..=2879 => format!("in {} h", minutes / 60),
        minutes => format!("in {} days", minutes / 1440),
    }
}
