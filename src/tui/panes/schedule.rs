//! Meetings: a day in order, a line at now, and the next day under it.

use chrono::{NaiveDate, Timelike};

use crate::app::board::Needs;
use crate::app::offer::Subject;
use crate::command::context::Context;
use crate::command::filter::Facts;
use crate::domain::event::{Event, Moment};
use crate::domain::time::{Instant, plus_days};
use crate::domain::zone::Zone;
use crate::error::Result;
use crate::records::calendar::actions::EVENT;
use crate::records::calendar::agenda::Row as Meeting;
use crate::records::calendar::event;
use crate::records::kind::Kind;
use crate::records::leads::Leads;
use crate::tui::columns::{Column, cell, column};
use crate::tui::list::{ListItem, ListRow, ListView, RowKey};
use crate::tui::marks::{LINK, REPEATS, marked};
use crate::tui::pane::{Pane, PaneCx};
use crate::tui::theme::Tone;

/// The pane.
pub struct SchedulePane;

pub(super) const COLUMNS: &[Column] = &[
    column(5).right(),
    column(6).gap(0).aside(8),
    column(10).rank(1),
    column(usize::MAX).grows(),
    column(11).aside(9),
];

/// Days of the dashboard: the one that is shown, and what comes after it.
const DAYS: usize = 4;

/// The columns of a narrow list.
pub(super) const NARROW: &[Column] = &[column(5).right(), column(10).rank(1), column(usize::MAX).grows()];

impl Pane for SchedulePane {
    fn needs(&self) -> Needs {
        Needs { days: DAYS, ..Needs::NOTHING }
    }

    fn kind(&self) -> &'static Kind {
        &EVENT
    }

    fn title(&self, _: &PaneCx<'_>) -> String {
        "Schedule".to_owned()
    }

    fn subtitle(&self, cx: &PaneCx<'_>) -> String {
        if cx.board.day == cx.context.today() { String::new() } else { day(cx.board.day) }
    }

    fn count(&self, _: &PaneCx<'_>, list: &ListView) -> Option<usize> {
        let today = list.items.iter().filter_map(ListItem::row).filter(|row| row.key.part == 0);
        Some(today.count()).filter(|n| *n > 0)
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn items(&self, cx: &PaneCx<'_>) -> (Vec<ListItem>, usize) {
        let today = cx.board.day == cx.context.today();
        let (mut items, start) = of_day(cx, 0, COLUMNS);
        for n in 1..cx.board.days.len() {
            let after = rows(cx, n, COLUMNS);
            if after.is_empty() {
                continue;
            }
            let date = plus_days(cx.board.day, i64::try_from(n).unwrap_or(0));
            let text = if today && n == 1 { format!("tomorrow, {}", day(date)) } else { day(date) };
            items.push(ListItem::Rule(text, Tone::Dim));
            items.extend(after.into_iter().map(|(item, _)| item));
        }
        items.extend(too_large(cx, 0));
        (items, start)
    }

    fn nothing(&self) -> &'static str {
        "no meetings"
    }

    fn details(&self, cx: &PaneCx<'_>, row: &ListRow) -> Vec<(&'static str, String)> {
        details(cx, row)
    }
}

/// The rows of a day, each with its meeting.
pub(super) fn rows<'a>(cx: &'a PaneCx<'_>, n: usize, columns: &[Column]) -> Vec<(ListItem, &'a Meeting)> {
    let Some(agenda) = cx.board.days.get(n) else { return Vec::new() };
    let part = u8::try_from(n).unwrap_or(0);
    let row = |(at, meeting)| Some((item(cx, meeting, part, at, columns)?, meeting));
    in_order(&agenda.rows).filter_map(row).collect()
}

/// The first rows of a day in narrow columns, and how many it has.
pub(super) fn first_of_day(cx: &PaneCx<'_>, n: usize, most: usize) -> (Vec<ListItem>, usize) {
    let Some(agenda) = cx.board.days.get(n) else { return (Vec::new(), 0) };
    let (mut items, mut more) = (Vec::new(), 0);
    for (at, meeting) in in_order(&agenda.rows) {
        // Without a filter nothing has to be put into words to be counted.
        if items.len() >= most && cx.filter.is_empty() {
            more += usize::from(cx.only.is_none() || cx.only == cx.whose(meeting));
        } else {
            items.extend(item(cx, meeting, 0, at, NARROW));
        }
    }
    let all = items.len() + more;
    (items, all)
}

/// The rows of a day with a line at now, and where the cursor begins.
pub(super) fn of_day(cx: &PaneCx<'_>, n: usize, columns: &[Column]) -> (Vec<ListItem>, usize) {
    let now = cx.context.now;
    let date = plus_days(cx.board.day, i64::try_from(n).unwrap_or(0));
    let today = date == cx.context.today();
    let mut items = Vec::new();
    // Where the line at now goes: above the first meeting still to come.
    let mut line = None;
    let mut next = None;
    for (item, meeting) in rows(cx, n, columns) {
        let to_come = meeting.at.all_day.is_none() && meeting.at.start > now;
        if today && to_come && line.is_none() {
            line = Some(items.len());
        }
        if today && to_come && !meeting.off && next.is_none() {
            next = Some(meeting.at.start);
        }
        items.push(item);
    }
    let wide = columns.len() == COLUMNS.len();
    if items.is_empty() && cx.filter.is_empty() && wide {
        items.push(ListItem::Rule(format!("nothing on {}", day(date)), Tone::Dim));
    } else if today && !items.is_empty() {
        let clock = if cx.live { clock(&cx.context, now) } else { "now".to_owned() };
        let text = match next {
            Some(start) if wide => format!("{clock} ── next {}", countdown(start - now)),
            Some(start) => format!("{clock}, next {}", countdown(start - now)),
            None => clock,
        };
        items.insert(line.unwrap_or(items.len()), ListItem::Rule(text, Tone::Accent));
    }
    (items, line.map_or(0, |at| at + 1))
}

/// Says that series were too large to show whole.
pub(super) fn too_large(cx: &PaneCx<'_>, n: usize) -> Option<ListItem> {
    let unexpanded = cx.board.days.get(n)?.unexpanded.len();
    let text = format!("{unexpanded} series too large to show");
    (unexpanded > 0 && !cx.privacy.is_on()).then_some(ListItem::Rule(text, Tone::Warn))
}

pub(super) fn details(cx: &PaneCx<'_>, row: &ListRow) -> Vec<(&'static str, String)> {
    let Some(meeting) = meeting(cx, row) else { return Vec::new() };
    let home = cx.context.zone();
    let (start, end) = (meeting.at.start, meeting.at.end);
    let mut lines = vec![("what", meeting.at.event.name().to_owned())];
    match meeting.at.all_day {
        Some((first, end)) => lines.push(("when", event::days(first, end, &cx.context))),
        None => {
            lines.push(("when", event::span(start, end, home, &cx.context)));
            let kept = [&meeting.at.event.starts, &meeting.at.event.ends].map(|kept| kept.parse::<Moment>());
            let kept = kept.into_iter().flatten().map(|moment| moment.zone(home));
            let zones: Vec<Zone> = meeting.zone.iter().cloned().chain(kept).collect();
            let there = event::elsewhere((start, end), &zones, &cx.context);
            lines.extend(there.into_iter().map(|text| ("there", text)));
        }
    }
    lines.push(("client", cx.codes(meeting)));
    lines.push(("where", meeting.at.event.location.clone()));
    lines.push(("link", meeting.at.event.url.clone()));
    lines.push(("status", meeting.status().to_owned()));
    lines.push(("calendar", meeting.at.calendar.clone()));
    if let Ok(event) = meeting.at.event.event() {
        lines.push(("reminders", Leads::of(&event, !meeting.off, &cx.context).words));
        lines.push(("people", event::people(&event).join(", ")));
        let repeats = repeats(cx, meeting).unwrap_or_else(|error| Some(error.to_string()));
        lines.push(("repeats", repeats.unwrap_or_default()));
        lines.push(("note", event.description));
    }
    lines
}

/// How a meeting's series repeats, in words with the next days; an occurrence that was changed is one of it, too.
fn repeats(cx: &PaneCx<'_>, meeting: &Meeting) -> Result<Option<String>> {
    let row = &meeting.at.event;
    let series = cx.context.db.series_of(row.calendar, &row.uid)?.series()?;
    let master = series.master.filter(Event::is_recurring);
    Ok(master.map(|master| event::repeats(&master, &series.overrides, cx.context.zone(), cx.context.now)))
}

/// All-day ones first, the others by start, each with its number.
fn in_order(rows: &[Meeting]) -> impl Iterator<Item = (usize, &Meeting)> {
    let timed = rows.iter().enumerate().filter(|(_, m)| m.at.all_day.is_none());
    rows.iter().enumerate().filter(|(_, m)| m.at.all_day.is_some()).chain(timed)
}

fn meeting<'a>(cx: &'a PaneCx<'_>, row: &ListRow) -> Option<&'a Meeting> {
    cx.board.days.get(usize::from(row.key.part))?.rows.get(row.at)
}

pub(super) fn item(cx: &PaneCx<'_>, meeting: &Meeting, part: u8, at: usize, columns: &[Column]) -> Option<ListItem> {
    let home = cx.context.zone();
    let event = &meeting.at.event;
    let code = cx.whose(meeting);
    let codes = cx.codes(meeting);
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
    let title = match meeting.status() {
        gone @ ("cancelled" | "declined") => format!("({gone}) {}", event.name()),
        "tentative" => format!("{} ?", event.name()),
        _ => event.name().to_owned(),
    };
    let again = event.recurs || !event.recurrence_id.is_empty();
    let title = marked(&title, &[(again, &REPEATS), (!event.url.is_empty(), &LINK)]);
    let now = meeting.is_now(cx.context.now) && !meeting.off;
    let over = meeting.at.all_day.is_none() && meeting.at.end <= cx.context.now;
    let (time, text) = match (now, over) {
        (true, _) => (Tone::Accent, Tone::Strong),
        (false, true) => (Tone::Dim, Tone::Dim),
        _ => (Tone::Plain, Tone::Plain),
    };
    let client = if over { Tone::Dim } else { code.map_or(Tone::Plain, |code| cx.client(code)) };
    let row = ListRow {
        key: RowKey { id: event.id, occurrence: meeting.at.recurrence_id.clone(), part },
        subject: Some(subject(cx, meeting)),
        at,
        cells: if columns.len() == NARROW.len() {
            vec![cell(start, time), cell(codes, client), cell(title, text)]
        } else {
            vec![cell(start, time), cell(end, time), cell(codes, client), cell(title, text), cell(there, Tone::Dim)]
        },
        off: meeting.off,
    };
    let open = if columns.len() == NARROW.len() { 1 } else { 2 };
    cx.admit(code, row, open, open + 1, Facts::default())
}

fn subject(cx: &PaneCx<'_>, meeting: &Meeting) -> Subject {
    let event = &meeting.at.event;
    let home = cx.context.zone();
    let one = meeting.also.is_empty() || cx.only.is_some() || cx.privacy.is_on();
    let short = meeting.at.all_day.is_none() && meeting.at.end - meeting.at.start < 86_400;
    let over = meeting.at.end <= cx.context.now && !meeting.off;
    let running = cx.board.status.running.as_ref();
    let same_note =
        |r: &crate::app::status::Running| meeting.clients().any(|code| code == r.client) && r.note == event.title;
    // Of a series, the timer is for the occurrence of its day.
    let its_day = |r: &crate::app::status::Running| {
        let day = home.date(r.start);
        event.recurrence_id.is_empty() && meeting.at.recurrence_id.is_empty()
            || (home.date(meeting.at.start)..=home.date(meeting.at.end)).contains(&day)
    };
    Subject {
        kind: &EVENT,
        id: event.id,
        // Of a meeting with several, only one of whom is seen, it is that one's.
        client: cx.whose(meeting).filter(|_| one).map(str::to_owned),
        clients: if one { Vec::new() } else { meeting.clients().map(str::to_owned).collect() },
        title: event.title.clone(),
        occurrence: meeting.at.recurrence_id.clone(),
        runs: running.is_some_and(|r| its_day(r) && (r.event == Some(event.id) || same_note(r))),
        span: (short && over).then(|| (span(cx, meeting), home.date(meeting.at.start).to_string())),
        url: event.url.clone(),
        ..Subject::default()
    }
}

fn span(cx: &PaneCx<'_>, meeting: &Meeting) -> String {
    let home = cx.context.zone();
    let (from, to) = (home.local(meeting.at.start), home.local(meeting.at.end));
    format!("{}-{}", from.format("%H:%M"), to.format("%H:%M"))
}

/// A day of the schedule, as its headings say it.
pub fn day(date: NaiveDate) -> String {
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
