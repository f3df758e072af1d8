//! A day as a band: its hours across, meetings above work, in the colours of their clients.

use chrono::{NaiveDateTime, NaiveTime, Timelike};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::domain::free::{Interval, united, without};
use crate::domain::text::{cut, pad, width};
use crate::domain::time::{Instant, hours_minutes};
use crate::records::calendar::agenda::Row as Meeting;
use crate::records::time::timesheet::bar;
use crate::tui::bar::hour_step;
use crate::tui::pane::PaneCx;
use crate::tui::panes::schedule::day;
use crate::tui::print::put;
use crate::tui::theme::{Theme, Tone};

/// The hours shown at least, in minutes of the day.
const USUAL: (i64, i64) = (8 * 60, 18 * 60);
/// Columns of the names of the lanes.
const NAMES: u16 = 7;

/// Something on a lane: from one minute of the day to another.
struct Span {
    from: i64,
    to: i64,
    /// Whose it is, as far as it may be seen.
    client: Option<String>,
    title: String,
    /// Whether it is over.
    past: bool,
    runs: bool,
}

/// Minutes of the day across so many columns.
#[derive(Clone, Copy)]
struct DayScale {
    first: i64,
    last: i64,
    wide: u16,
}

impl DayScale {
    fn column(self, minute: i64) -> u16 {
        let wide = i64::from(self.wide);
        let at = (minute.clamp(self.first, self.last) - self.first) * wide / (self.last - self.first).max(1);
        u16::try_from(at).unwrap_or(0)
    }
}

/// Draws the band; what its frame says.
pub fn draw(cx: &PaneCx<'_>, area: Rect, theme: &Theme, buffer: &mut Buffer) -> (String, String) {
    let date = cx.board.day;
    let (meetings, work) = (meetings(cx), work(cx));
    let open = cx.board.capacity.stretches(date);
    let all = || meetings.iter().chain(&work);
    let (opens, closes) = open.first().zip(open.last()).map_or(USUAL, |(first, last)| (first.0, last.1));
    let first = all().map(|s| s.from).fold(opens, i64::min) / 60 * 60;
    let last = (all().map(|s| s.to).fold(closes, i64::max) + 59) / 60 * 60;
    let lanes = Rect { x: area.x + NAMES, width: area.width.saturating_sub(NAMES + 1), ..area };
    let scale = DayScale { first, last: last.max(first + 60), wide: lanes.width };
    ruler(scale, lanes, theme, buffer);
    let high = (area.height.saturating_sub(1) / 2).max(1);
    for (line, name, spans) in [(1, "meet", &meetings), (1 + high, "work", &work)] {
        let lane = Rect { y: area.y + line, height: high, ..lanes };
        put(buffer, area.x + 1, lane.y, usize::from(NAMES), name, theme.style(Tone::Dim));
        for span in spans {
            block(cx, span, scale, lane, theme, buffer);
        }
    }
    let now = cx.context.zone().local(cx.context.now);
    let minute = i64::from(now.hour() * 60 + now.minute());
    let today = now.date() == date;
    if today && (scale.first..scale.last).contains(&minute) {
        put(buffer, lanes.x + scale.column(minute), area.y, 1, "▼", theme.style(Tone::Accent));
    }
    let to_come = if today { minute } else { 0 };
    let free = free(open.iter().map(|(from, to)| (*from.max(&to_come), *to)), busy(cx).into_iter());
    let seconds: i64 = cx.board.sheet.as_ref().and_then(|s| s.days.first()).map_or(0, |day| day.sums.raw_seconds);
    let free =
        if cx.board.capacity.is_off(date) { "day off".to_owned() } else { format!("free {}", hours_minutes(free)) };
    let sums = format!("worked {} · {free}", hours_minutes(seconds / 60));
    (if today { "Today".to_owned() } else { day(date) }, if cx.privacy.is_on() { String::new() } else { sums })
}

/// The full hours, as many as can be read, and their quarters between them.
fn ruler(scale: DayScale, lanes: Rect, theme: &Theme, buffer: &mut Buffer) {
    let hours = (scale.last - scale.first) / 60;
    let step = hour_step(usize::from(scale.wide), hours);
    let quarters = if i64::from(scale.wide) >= hours * 10 { scale.first..scale.last } else { 0..0 };
    for minute in quarters.step_by(15) {
        put(buffer, lanes.x + scale.column(minute), lanes.y, 1, "·", theme.style(Tone::Dim));
    }
    let mut hour = scale.first / 60;
    while hour * 60 < scale.last {
        let x = lanes.x + scale.column(hour * 60);
        put(
            buffer,
            x,
            lanes.y,
            usize::from(lanes.right().saturating_sub(x)).min(2),
            &format!("{hour:02}"),
            theme.style(Tone::Dim),
        );
        hour += step;
    }
}

fn block(cx: &PaneCx<'_>, span: &Span, scale: DayScale, lane: Rect, theme: &Theme, buffer: &mut Buffer) {
    let from = scale.column(span.from).min(lane.width.saturating_sub(1));
    let wide = scale.column(span.to).max(from + 1) - from;
    let room = usize::from(wide);
    let tone = span.client.as_deref().map_or(Tone::Plain, |code| cx.client(code));
    let mut style = theme.filled(tone);
    if span.past {
        style = style.add_modifier(Modifier::DIM);
    }
    let code = span.client.clone().unwrap_or_default();
    let whole = format!("{code} {}", span.title).trim().to_owned();
    let lines = if lane.height > 1 {
        [code, span.title.clone(), format!("{}–{}", clock(span.from), clock(span.to))]
    } else {
        [if width(&whole) + 2 <= room { whole } else { code }, String::new(), String::new()]
    };
    for ((line, text), sign) in (lane.y..lane.bottom()).zip(lines).zip([if span.runs { "▶" } else { "▏" }, "▏", "▏"])
    {
        let text = if room < 4 { String::new() } else { cut(&text, room - 1).into() };
        put(buffer, lane.x + from, line, room, &pad(&format!("{sign}{text}"), room), style);
    }
}

/// A minute of the day as a clock says it.
fn clock(minute: i64) -> String {
    format!("{:02}:{:02}", minute / 60 % 24, minute % 60)
}

/// Minutes of the stretches that lie in none of those that are busy.
fn free(open: impl Iterator<Item = (i64, i64)>, busy: impl Iterator<Item = (i64, i64)>) -> i64 {
    let span = |(from, to): (i64, i64)| Interval { start: Instant(from * 60), end: Instant(to * 60) };
    let (open, busy) = (united(open.map(span).collect()), united(busy.map(span).collect()));
    without(&open, &busy).into_iter().map(Interval::seconds).sum::<i64>() / 60
}

/// The day's meetings that have a time and take place.
fn timed<'a>(cx: &'a PaneCx<'_>) -> impl Iterator<Item = &'a Meeting> {
    let rows = cx.board.days.first().map_or(&[][..], |day| &day.rows);
    rows.iter().filter(|m| m.at.all_day.is_none() && !m.off)
}

/// The minutes of the day that a meeting takes, one at least.
fn minutes(cx: &PaneCx<'_>, meeting: &Meeting) -> (i64, i64) {
    let home = cx.context.zone();
    let minute = |at: NaiveDateTime| (at - cx.board.day.and_time(NaiveTime::MIN)).num_minutes().clamp(0, 1440);
    let (from, to) = (minute(home.local(meeting.at.start)), minute(home.local(meeting.at.end)));
    (from, to.max(from + 1))
}

/// What all meetings take, whoever's are shown.
fn busy(cx: &PaneCx<'_>) -> Vec<(i64, i64)> {
    timed(cx).map(|m| minutes(cx, m)).collect()
}

fn meetings(cx: &PaneCx<'_>) -> Vec<Span> {
    let seen = timed(cx).filter(|m| cx.only.is_none() || cx.only == cx.whose(m));
    seen.map(|m| {
        let client = cx.whose(m);
        let hidden = cx.hides(client);
        let (from, to) = minutes(cx, m);
        Span {
            from,
            to,
            client: client.filter(|_| !hidden).map(str::to_owned),
            title: if hidden { String::new() } else { m.at.event.name().to_owned() },
            past: m.at.end <= cx.context.now,
            runs: false,
        }
    })
    .collect()
}

fn work(cx: &PaneCx<'_>) -> Vec<Span> {
    let Some(day) = cx.board.sheet.as_ref().and_then(|sheet| sheet.days.first()) else { return Vec::new() };
    let pieces = bar(day, cx.context.zone()).pieces;
    let row = |item: Option<usize>| item.and_then(|item| day.items.get(item)).and_then(|slot| slot.row());
    let spans = pieces.into_iter().map(|piece| {
        let row = row(piece.item);
        let client = row.map(|row| row.client.clone());
        let hidden = cx.hides(client.as_deref());
        let note = row.map(|row| row.line.entry.note.clone()).unwrap_or_default();
        let span = Span {
            from: piece.from / 60,
            to: (piece.to / 60).max(piece.from / 60 + 1),
            title: if hidden { String::new() } else { note },
            past: false,
            runs: cx.board.status.running.as_ref().is_some_and(|r| r.id == piece.id),
            client: client.clone().filter(|_| !hidden),
        };
        (client, span)
    });
    spans.filter(|(client, _)| cx.only.is_none() || cx.only == client.as_deref()).map(|(_, span)| span).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_lie_where_they_are() {
        let scale = DayScale { first: 480, last: 1080, wide: 100 };
        assert_eq!(free([(480, 720), (780, 1020)].into_iter(), [(0, 490), (700, 800), (700, 710)].into_iter()), 430);
        assert_eq!(free([(600, 540)].into_iter(), std::iter::empty()), 0, "what is over already");
        assert_eq!([480, 540, 1080, 100, 1400].map(|minute| scale.column(minute)), [0, 10, 100, 0, 100]);
    }
}
