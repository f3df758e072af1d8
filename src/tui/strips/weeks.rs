//! The last weeks: a shade for each day, and beside them the hours of this week by client.

use chrono::Datelike;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::weeks::{WEEKS, WorkOfWeeks};
use crate::domain::chart::{bar, shades, spark};
use crate::domain::text::{pad, pad_left};
use crate::domain::time::{hours_minutes, plus_days};
use crate::tui::pane::PaneCx;
use crate::tui::print::{put, short};
use crate::tui::theme::{Theme, Tone};

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
/// Columns of the names of the days.
const NAMES: usize = 5;
/// The fewest columns in which this week's hours can be read.
const LEAST: usize = 36;
/// Weeks of a client's course, and columns of its bar from which on it has twice as many.
const COURSE: usize = 12;
const WIDE: usize = 70;

/// Draws the weeks; what their frame says.
pub fn draw(cx: &PaneCx<'_>, area: Rect, theme: &Theme, buffer: &mut Buffer) -> (String, String) {
    let Some(weeks) = &cx.board.weeks else { return Default::default() };
    let seen = |c: &&WorkOfWeeks| cx.only.is_none_or(|only| only == c.client) && !cx.hides(Some(&c.client));
    let clients: Vec<&WorkOfWeeks> = weeks.clients.iter().filter(seen).collect();
    let mut days = vec![0; WEEKS * 7];
    for client in &clients {
        days.iter_mut().zip(&client.days).for_each(|(sum, seconds)| *sum += seconds);
    }
    let room = usize::from(area.width).saturating_sub(2);
    let cell = if room >= 180 { 3 } else { 2 };
    // As many weeks as leave this week its room.
    let shown = WEEKS.min(room.saturating_sub(NAMES + LEAST + 3) / cell).max(8);
    let map = Rect { x: area.x + 1, width: short(NAMES + shown * cell), ..area };
    let first = plus_days(weeks.first, i64::try_from((WEEKS - shown) * 7).unwrap_or(0));
    heat(&days[(WEEKS - shown) * 7..], first, cell, cx, map, theme, buffer);
    let beside = Rect { x: map.right() + 3, width: area.right().saturating_sub(map.right() + 4), ..area };
    this_week(cx, &clients, beside, theme, buffer);
    let this_week: i64 = days.iter().skip((WEEKS - 1) * 7).sum();
    let monday = plus_days(weeks.first, i64::try_from((WEEKS - 1) * 7).unwrap_or(0));
    let goal = cx.board.capacity.seconds(monday, plus_days(monday, 6)) / 60;
    let of = if goal > 0 { format!(" of {}", hours_minutes(goal)) } else { String::new() };
    let all: i64 = days.iter().sum();
    (format!("{WEEKS} weeks {}", hours_minutes(all / 60)), format!("this week {}{of}", hours_minutes(this_week / 60)))
}

/// A shade a day, a column a week, with the months over them.
fn heat(
    days: &[i64],
    first: chrono::NaiveDate,
    cell: usize,
    cx: &PaneCx<'_>,
    map: Rect,
    theme: &Theme,
    buffer: &mut Buffer,
) {
    let mut head = " ".repeat(NAMES);
    let mut last = 0;
    for week in 0..days.len() / 7 {
        let monday = plus_days(first, i64::try_from(week * 7).unwrap_or(0));
        let at = NAMES + week * cell;
        if monday.month() != last && monday.day() <= 7 && head.chars().count() <= at {
            head = pad(&head, at) + &monday.format("%b ").to_string();
        }
        last = monday.month();
    }
    put(buffer, map.x, map.y, usize::from(map.width), &head, theme.style(Tone::Dim));
    let signs = shades(days);
    let today = cx.context.today();
    for (n, name) in DAYS.iter().enumerate() {
        let y = map.y + 1 + short(n);
        put(buffer, map.x, y, NAMES, name, theme.style(Tone::Dim));
        for (week, sign) in signs.iter().skip(n).step_by(7).enumerate() {
            let date = plus_days(first, i64::try_from(week * 7 + n).unwrap_or(0));
            if date > today {
                continue;
            }
            let tone = if date == today {
                Tone::Strong
            } else if *sign == '·' {
                Tone::Dim
            } else {
                Tone::Accent
            };
            let text = sign.to_string().repeat(if *sign == '·' { 1 } else { cell - 1 });
            put(buffer, map.x + short(NAMES + week * cell), y, cell, &text, theme.style(tone));
        }
    }
}

/// A bar for each client's hours of this week, and its course.
fn this_week(cx: &PaneCx<'_>, clients: &[&WorkOfWeeks], area: Rect, theme: &Theme, buffer: &mut Buffer) {
    let lines = usize::from(area.height);
    let most = clients.iter().map(|c| c.this_week()).max().unwrap_or(0);
    let code = clients.iter().map(|c| c.client.chars().count()).max().unwrap_or(0).min(10);
    let room = usize::from(area.width);
    let Some(wide) = room.checked_sub(code + 1 + 7 + 2 + COURSE + 1).filter(|wide| *wide >= 6) else { return };
    let (wide, course) = if wide >= WIDE { (wide - COURSE, COURSE * 2) } else { (wide, COURSE) };
    let heading = pad_left(&format!("last {course} weeks"), code + 1 + wide + 7 + 2 + course);
    put(buffer, area.x, area.y, room, &heading, theme.style(Tone::Dim));
    for (n, client) in clients.iter().take(lines.saturating_sub(1)).enumerate() {
        let y = area.y + 1 + short(n);
        let tone = cx.client(&client.client);
        let seconds = client.this_week();
        put(buffer, area.x, y, code, &client.client, theme.style(tone));
        put(buffer, area.x + short(code + 1), y, wide, &bar(seconds, most, wide), theme.style(tone));
        let hours = if seconds > 0 { hours_minutes(seconds / 60) } else { String::new() };
        let at = area.x + short(code + 1 + wide);
        put(buffer, at, y, 7, &pad_left(&hours, 7), theme.style(Tone::Plain));
        put(buffer, at + 9, y, course, &spark(&client.last(course)), theme.style(tone));
    }
}
