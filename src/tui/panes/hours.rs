//! A day by the clock: meetings as blocks as long as they last, side by side where they overlap.
//!
//! The hours stand at the left of the first day, those of a second zone at the right of the last, so that days beside each
//! other have them at the same lines; what was worked is a thin bar at the right edge of a day. Wall clocks are drawn: on a day on which the clocks change, a meeting stands where its hour
//! is written, and the title says what the clocks do.

mod lanes;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use ratatui::layout::Rect;

use self::lanes::lanes;
use crate::command::grammar::hours::{WeeklyHours, read_hours};
use crate::domain::text::{pad, width};
use crate::domain::time::plus_days;
use crate::domain::zone::Zone;
use crate::records::calendar::agenda::Row as Meeting;
use crate::records::time::timesheet::bar;
use crate::tui::list::{ListRow, ListView};
use crate::tui::pane::PaneCx;
use crate::tui::picture::{Emphasis, Picture};
use crate::tui::print::short;
use crate::tui::theme::Tone;

/// The hours shown where nothing says more, in minutes of the day.
const USUAL: (i64, i64) = (8 * 60, 18 * 60);
/// The hours that come before the night's, in minutes of the day.
const DAY: (i64, i64) = (6 * 60, 22 * 60);
/// The minutes that a line may stand for; where more would be needed, a list says more.
const STEPS: [i64; 5] = [10, 15, 20, 30, 60];
/// The narrowest pane in which blocks can be read, and the narrowest in which a line may stand for an hour.
const NARROW: (u16, u16) = (16, 30);
/// The narrowest block.
const SLIM: u16 = 7;
/// The most lines for what lasts all day.
const ALL_DAY: usize = 3;
/// Columns of the hours.
const GUTTER: u16 = 3;

/// Which minutes of the day are seen, and in how many lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct TimelineScale {
    first: i64,
    step: i64,
    lines: usize,
}

impl TimelineScale {
    /// The closest look at these minutes that so many lines allow.
    fn of((first, last): (i64, i64), lines: usize, most: i64) -> Option<Self> {
        let needed = |step: i64| usize::try_from((last - first + step - 1) / step).unwrap_or(usize::MAX);
        let step = STEPS.into_iter().find(|step| *step <= most && needed(*step) <= lines)?;
        Some(Self { first, step, lines: needed(step) })
    }

    /// The minute of the day that a line begins with.
    fn minute(self, line: usize) -> i64 {
        self.first + i64::try_from(line).unwrap_or(0) * self.step
    }

    /// The lines of a stretch of the day: one at least, and none beyond what is seen.
    ///
    /// Both ends go to the nearest line, so that what follows one another is not drawn as if it overlapped.
    fn lines(self, from: i64, to: i64) -> (usize, usize) {
        let line = |minute: i64| (minute - self.first + (self.step - 1) / 2).max(0) / self.step;
        let line = |minute: i64| usize::try_from(line(minute)).unwrap_or(0);
        let from = line(from).min(self.lines - 1);
        (from, line(to).clamp(from + 1, self.lines))
    }
}

/// A day as it is drawn.
pub struct DayTimeline<'a> {
    cx: &'a PaneCx<'a>,
    /// Which of the days shown.
    n: usize,
    date: NaiveDate,
}

impl<'a> DayTimeline<'a> {
    /// A day, counted from the first one shown.
    pub fn new(cx: &'a PaneCx<'a>, n: usize) -> Self {
        Self { cx, n, date: plus_days(cx.board.day, i64::try_from(n).unwrap_or(0)) }
    }

    /// The picture of the day's rows in the room `area` inside its frame; none if a list says more there.
    pub fn picture(&self, list: &ListView, area: Rect, focused: bool) -> Option<Picture> {
        if area.width < NARROW.0 {
            return None;
        }
        let hours = read_hours(&self.cx.context.config.schedule.hours).unwrap_or_default();
        let all_day = self.cx.board.days.iter().map(|d| d.rows.iter().filter(|m| m.at.all_day.is_some()).count());
        let above = all_day.max().unwrap_or(0).min(ALL_DAY);
        let room = usize::from(area.height).checked_sub(above)?;
        let scale = self.scale(&hours, room, area.width >= NARROW.1)?;
        let top = area.y + short(above);
        let mut picture = Picture::default();
        self.draw_clock(scale, area, top, &hours, &mut picture);
        let mark = self.draw_now(scale, area, top, &mut picture);
        let rows = list.items.iter().enumerate().filter_map(|(n, item)| Some((n, item.row()?)));
        let (days, blocks): (Vec<_>, Vec<_>) = rows
            .filter_map(|(n, row)| Some((n, row, self.meeting(row)?)))
            .partition(|(_, _, m)| m.at.all_day.is_some());
        let chosen = list.selected().filter(|_| focused).map(|row| &row.key);
        let spare = days.len().saturating_sub(above);
        // Where not all fit, the one under the cursor is among those that are seen.
        let hidden =
            days.iter().position(|(_, row, _)| Some(&row.key) == chosen).map_or(0, |at| (at + 1).saturating_sub(above));
        for (line, (item, row, _)) in days.into_iter().skip(hidden).take(above).enumerate() {
            let y = area.y + short(line);
            let more = if line + 1 == above && spare > 0 { format!(" +{spare}") } else { String::new() };
            let emphasis = emphasis(row, chosen == Some(&row.key));
            picture.put_as(area.x, y, area.width, format!("{}{more}", whole(row)), tone(row), emphasis);
            picture.spot(Rect { y, height: 1, ..area }, item);
        }
        let spans: Vec<(usize, usize)> = blocks.iter().map(|(_, _, m)| self.lines(scale, m)).collect();
        let (left, wide) = self.inner(area);
        let wide = wide - 1;
        self.draw_work(scale, Rect { x: left + wide, y: top, width: 1, ..area }, &mut picture);
        for ((item, row, meeting), ((from, to), lane)) in blocks.iter().zip(spans.iter().zip(lanes(&spans))) {
            let most = (wide / SLIM).max(1);
            let count = short(lane.of).min(most);
            let chosen = chosen == Some(&row.key);
            // What finds no lane lies behind the last one, unless the cursor is on it.
            let at = short(lane.number).min(count - 1);
            if short(lane.number) >= count && !chosen {
                continue;
            }
            let (start, end) = (at * wide / count, (at + 1) * wide / count);
            let place = Rect { x: left + start, y: top + short(*from), width: end - start, height: short(to - from) };
            picture.spot(place, *item);
            self.draw_block(row, meeting, place, chosen, &mut picture);
        }
        if let Some(y) = mark {
            picture.put(left, y, 1, "▶", Tone::Accent);
        }
        Some(picture)
    }

    fn meeting(&self, row: &ListRow) -> Option<&'a Meeting> {
        let part = usize::from(row.key.part);
        (part == self.n).then(|| self.cx.board.days.get(part)?.rows.get(row.at))?
    }

    /// The minutes of the day to show, the same for all days: the working hours, and what lies outside them as far as
    /// there is room. What remains outside stands at the edge, where its time says so.
    fn scale(&self, hours: &WeeklyHours, lines: usize, wide: bool) -> Option<TimelineScale> {
        let week = std::iter::successors(Some(chrono::Weekday::Mon), |day| Some(day.succ())).take(7);
        let slots: Vec<_> = week.flat_map(|day| hours.slots(day)).collect();
        let opens = slots.iter().map(|s| minutes(s.opens)).min().unwrap_or(USUAL.0);
        let closes = slots.iter().map(|s| s.closes.map_or(1440, minutes)).max().unwrap_or(USUAL.1);
        let timed = |n: usize| {
            let rows = self.cx.board.days[n].rows.iter().filter(|m| m.at.all_day.is_none());
            rows.map(move |m| DayTimeline::new(self.cx, n).minutes(m))
        };
        let all: Vec<(i64, i64)> = (0..self.cx.board.days.len()).flat_map(timed).collect();
        let span = |(earliest, latest): (i64, i64)| {
            let first = all.iter().map(|(from, _)| (*from).max(earliest)).min().unwrap_or(opens).min(opens) / 60 * 60;
            let last = all.iter().map(|(_, to)| (*to).min(latest)).max().unwrap_or(closes).max(closes);
            (first, ((last + 59) / 60 * 60).clamp(first + 60, 1440))
        };
        let whole = TimelineScale::of(span((0, 1440)), lines, if wide { 60 } else { 30 });
        whole.or_else(|| [DAY, (opens, closes)].into_iter().find_map(|most| TimelineScale::of(span(most), lines, 30)))
    }

    /// From which to which minute of this day a meeting lasts.
    fn minutes(&self, meeting: &Meeting) -> (i64, i64) {
        let home = self.cx.context.zone();
        let minute = |at: NaiveDateTime| (at - self.date.and_time(NaiveTime::MIN)).num_minutes().clamp(0, 1440);
        let from = minute(home.local(meeting.at.start)).min(1439);
        (from, minute(home.local(meeting.at.end)).max(from))
    }

    fn lines(&self, scale: TimelineScale, meeting: &Meeting) -> (usize, usize) {
        let (from, to) = self.minutes(meeting);
        scale.lines(from, to)
    }

    /// The second zone, beside the last day: the one that is set, else that of the client everything is filtered by.
    fn second(&self) -> Option<Zone> {
        if self.n + 1 != self.cx.board.days.len() {
            return None;
        }
        let (cx, home) = (self.cx, self.cx.context.zone());
        let set = Zone::get(&cx.context.config.schedule.second_zone);
        let of_client = || {
            let client = cx.only?;
            let row = cx.board.days.iter().flat_map(|d| &d.rows).find(|m| m.clients().any(|code| code == client))?;
            row.zone.clone()
        };
        let noon = home.read(self.date.and_time(NaiveTime::from_hms_opt(12, 0, 0)?)).compatible();
        set.or_else(of_client).filter(|zone| zone.offset(noon) != home.offset(noon))
    }

    /// The hours in the frame, and dots where nobody works.
    fn draw_clock(&self, scale: TimelineScale, area: Rect, top: u16, hours: &WeeklyHours, picture: &mut Picture) {
        let home = self.cx.context.zone();
        let second = self.second();
        let (left, room) = self.inner(area);
        let dots = "·   ".repeat(usize::from(room - 1) / 4);
        if let Some(zone) = &second {
            let noon =
                home.read(self.date.and_time(NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default())).compatible();
            let name = zone.abbreviation(noon);
            let wide = short(width(&name));
            picture.put((area.right() + 1).saturating_sub(wide), top - 1, wide, name, Tone::Dim);
        }
        for line in 0..scale.lines {
            let (minute, y) = (scale.minute(line), top + short(line));
            let Some(time) = time(minute) else { continue };
            if !hours.is_open(self.date.weekday(), time) {
                picture.put(left + 1, y, room - 1, dots.clone(), Tone::Dim);
            }
            if time.minute() == 0 && self.n == 0 {
                picture.put(area.x, y, 2, format!("{:02}", time.hour()), Tone::Dim);
            }
            if let Some(zone) = &second {
                let there = zone.local(home.read(self.date.and_time(time)).compatible());
                if i64::from(there.minute()) < scale.step {
                    picture.put(area.right() - 2, y, 2, format!("{:02}", there.hour()), Tone::Dim);
                }
            }
        }
    }

    /// The room between the hours: where it begins, and how wide it is.
    fn inner(&self, area: Rect) -> (u16, u16) {
        let before = if self.n == 0 { GUTTER } else { 0 };
        let behind = if self.second().is_some() { GUTTER } else { 0 };
        (area.x + before, area.width - before - behind)
    }

    /// What was worked, a thin bar in the colour of whose it is.
    fn draw_work(&self, scale: TimelineScale, edge: Rect, picture: &mut Picture) {
        let Some(day) = self.cx.board.sheet.as_ref().and_then(|sheet| sheet.days.get(self.n)) else { return };
        for piece in bar(day, self.cx.context.zone()).pieces {
            let row = piece.item.and_then(|item| day.items.get(item)).and_then(|slot| slot.row());
            let client = row.map(|row| row.client.as_str());
            if self.cx.only.is_some() && self.cx.only != client {
                continue;
            }
            let seen = client.filter(|client| !self.cx.hides(Some(client)));
            let (from, to) = scale.lines(piece.from / 60, piece.to / 60);
            for line in from..to {
                picture.put(edge.x, edge.y + short(line), 1, "▐", seen.map_or(Tone::Dim, |code| self.cx.client(code)));
            }
        }
    }

    /// A line where the day has got to, and when it will be elsewhere; which line of the screen that is.
    fn draw_now(&self, scale: TimelineScale, area: Rect, top: u16, picture: &mut Picture) -> Option<u16> {
        let now = self.cx.context.zone().local(self.cx.context.now);
        if now.date() != self.date {
            return None;
        }
        let minute = i64::from(now.hour() * 60 + now.minute());
        let line = (minute - scale.first).div_euclid(scale.step);
        let begins = scale.first + (line + 1).max(0) * scale.step;
        let seconds = (begins - minute) * 60 - i64::from(now.second());
        picture.alters = (begins < 1440).then(|| self.cx.context.now + seconds);
        let line = usize::try_from(line).ok().filter(|line| *line < scale.lines)?;
        let clock = if self.cx.live { now.format(" %H:%M ").to_string() } else { String::new() };
        let (left, room) = self.inner(area);
        let room = usize::from(room) - 1;
        let begun = format!("▶{clock}");
        let text = format!("{begun}{}", "─".repeat(room.saturating_sub(width(&begun))));
        let y = top + short(line);
        picture.put(left, y, short(room), text, Tone::Accent);
        Some(y)
    }

    /// A meeting: what it is, from when on, and where, as far as there is room.
    fn draw_block(&self, row: &ListRow, meeting: &Meeting, place: Rect, chosen: bool, picture: &mut Picture) {
        let hidden = row.subject.is_none();
        let cell = |n: usize| row.cells.get(n).map_or("", |c| c.text.as_str());
        let (clock, code, title) = (cell(0), cell(1), cell(2));
        let name = if code.is_empty() { title.to_owned() } else { format!("{code} {title}") };
        let mut lines = Vec::new();
        if place.width >= 22 || place.height == 1 && place.width >= 16 {
            lines.push(format!("{clock} {name}"));
        } else {
            lines.push(name);
            lines.push(clock.to_owned());
        }
        if !hidden {
            let home = self.cx.context.zone();
            let there = meeting.zone.as_ref().map(|zone| {
                let at = zone.local(meeting.at.start);
                format!("{} {}", at.format("%H:%M"), zone.abbreviation(meeting.at.start))
            });
            let until = home.local(meeting.at.end).format("-%H:%M").to_string();
            let more = [Some(until), there, Some(meeting.at.event.location.clone())];
            let more: Vec<String> = more.into_iter().flatten().filter(|t| !t.is_empty()).collect();
            lines.push(more.join("  "));
        }
        let over = meeting.at.end <= self.cx.context.now;
        // What is over keeps its colour, which its row in a list does not.
        let tone = if hidden || code.is_empty() { tone(row) } else { self.cx.client(code) };
        let filled = if over { Emphasis::Past } else { Emphasis::Filled };
        for line in 0..place.height {
            let y = place.y + line;
            let text = lines.get(usize::from(line)).map_or("", String::as_str);
            let shown = format!(" {text}");
            let emphasis = match emphasis(row, chosen) {
                Emphasis::Usual => filled,
                other => other,
            };
            picture.put_as(place.x, y, place.width, pad(&shown, usize::from(place.width)), tone, emphasis);
        }
    }
}

/// What a row of the whole day shows.
fn whole(row: &ListRow) -> String {
    let cells = row.cells.iter().skip(1).map(|c| c.text.as_str()).filter(|t| !t.trim().is_empty());
    format!("▌{}", cells.collect::<Vec<_>>().join(" "))
}

fn tone(row: &ListRow) -> Tone {
    row.cells.get(1).map_or(Tone::Plain, |c| if c.text.is_empty() { Tone::Plain } else { c.tone })
}

fn emphasis(row: &ListRow, chosen: bool) -> Emphasis {
    match (chosen, row.off) {
        (true, _) => Emphasis::Chosen,
        (false, true) => Emphasis::Off,
        _ => Emphasis::Usual,
    }
}

fn minutes(time: NaiveTime) -> i64 {
    i64::from(time.hour() * 60 + time.minute())
}

fn time(minute: i64) -> Option<NaiveTime> {
    let minute = u32::try_from(minute).ok()?;
    NaiveTime::from_hms_opt(minute / 60, minute % 60, 0)
}

/// What the clocks do on a day, if anything: `clocks +1h`.
pub fn change_of_clocks(zone: &Zone, date: NaiveDate) -> Option<String> {
    let (before, after) = (zone.offset(zone.start_of(date)), zone.offset(zone.start_of(plus_days(date, 1))));
    let by = (after - before) / 60;
    let sign = if by < 0 { '-' } else { '+' };
    let text = match (by.abs() / 60, by.abs() % 60) {
        (0, minutes) => format!("{minutes}m"),
        (hours, 0) => format!("{hours}h"),
        (hours, minutes) => format!("{hours}h{minutes:02}"),
    };
    (by != 0).then(|| format!("clocks {sign}{text}"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_stretch_has_a_line(first in 0_i64..12, hours in 1_i64..12, lines in 2_usize..60, from in 0_i64..1439, long in 0_i64..300) {
            let (first, last) = (first * 60, (first + hours) * 60);
            if let Some(scale) = TimelineScale::of((first, last), lines, 60) {
                prop_assert!(scale.lines <= lines && scale.minute(scale.lines) >= last);
                let (a, b) = scale.lines(from, (from + long).min(1440));
                prop_assert!(a < b && b <= scale.lines);
            }
        }
    }
}
