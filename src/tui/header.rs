//! The lines above the panes.

use chrono::Datelike;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::columns::{Cell, bar_cell, cell};
use super::gauge::Gauge;
use super::panes::schedule::countdown;
use super::print::{put, put_all};
use super::privacy::HIDDEN;
use super::theme::{Theme, Tone};
use super::ui::Ui;
use crate::domain::text::{cut, width};

/// Draws the header: one line, or two.
pub fn draw(ui: &Ui, area: Rect, buffer: &mut Buffer) {
    let top = Rect { height: 1, ..area };
    let below = Rect { y: area.y + 1, height: area.height.saturating_sub(1).min(1), ..area };
    let mut said = flags(ui);
    if area.width < LONG && area.height < 2 {
        let mut left = clock(ui, true);
        left.extend(timer(ui, true, area.width));
        said.extend(alerts(ui, true));
        spread(&left, &said, area, &ui.theme, buffer);
        return;
    }
    let mut left = clock(ui, area.width < 72);
    let view = ui.here().view;
    if view.number > 1 {
        left.insert(0, cell(format!("{} {}", view.number, view.name), Tone::Accent));
    }
    if area.width >= LONG {
        left.extend(timer(ui, false, area.width));
        left.extend(goal(ui));
        spread(&left, &next(ui), top, &ui.theme, buffer);
        said.extend(all_alerts(ui, usize::from(area.width).saturating_sub(measure(&said) + 4)));
        spread(&said, &[], below, &ui.theme, buffer);
        return;
    }
    left.push(cell(format!("{} today", clock_text(today(ui), false)), Tone::Plain));
    // The zone is what is missed least where the left side gets no more than its share.
    if measure(&left) + 4 > usize::from(area.width) * 3 / 5 {
        left.retain(|c| c.text != ui.session.zone().name());
    }
    spread(&left, &next(ui), top, &ui.theme, buffer);
    // The beginning of a sentence says less than how many there are.
    let told = alerts(ui, false);
    said.extend(if measure(&told) * 2 > usize::from(area.width) && area.width < 72 { count(ui) } else { told });
    spread(&timer(ui, false, area.width), &said, below, &ui.theme, buffer);
}

/// Whether there is anything to be said in a line of its own.
pub fn has_alerts(ui: &Ui) -> bool {
    !flags(ui).is_empty() || !alerts(ui, true).is_empty()
}

/// What was worked today, of the hours that one means to work.
fn goal(ui: &Ui) -> Vec<Cell> {
    let (capacity, day) = (&ui.session.board().capacity, ui.session.today());
    let (worked, goal) = (today(ui), capacity.on(day));
    let mut cells = vec![cell(format!("today {}", clock_text(worked, false)), Tone::Plain)];
    if goal > 0 {
        let tone = if worked >= goal { Tone::Good } else { Tone::Accent };
        cells.push(bar_cell(Gauge { used: worked.min(goal), of: goal, tone, ..Gauge::default() }));
        cells.push(cell(format!("of {}", clock_text(goal, false)), Tone::Dim));
    } else if capacity.is_off(day) {
        cells.push(cell("day off", Tone::Dim));
    }
    cells
}

/// Seconds worked today, the timer's up to this moment.
fn today(ui: &Ui) -> i64 {
    let status = &ui.session.board().status;
    let since = if status.running.is_some() { (ui.session.now() - status.now).max(0) } else { 0 };
    status.today_seconds + since
}

fn clock_text(seconds: i64, with_seconds: bool) -> String {
    if with_seconds {
        format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
    } else {
        format!("{}:{:02}", seconds / 3600, seconds / 60 % 60)
    }
}

/// Date, time and zone. The time is that of the last key where nothing moves the clock on, and says so.
fn clock(ui: &Ui, short: bool) -> Vec<Cell> {
    let zone = ui.session.zone();
    let local = zone.local(ui.session.now());
    let date = if short {
        local.format("%a %-d %b").to_string()
    } else {
        format!("{} {}", local.format("%a %-d %b"), local.year())
    };
    let time = local.format("%H:%M");
    let time = if ui.session.ticks() {
        cell(time.to_string(), Tone::Strong)
    } else {
        cell(format!("as of {time}"), Tone::Dim)
    };
    let mut cells = vec![cell(date, Tone::Strong), time];
    if !short {
        cells.push(cell(zone.name(), Tone::Dim));
    }
    cells
}

fn timer(ui: &Ui, short: bool, wide: u16) -> Vec<Cell> {
    let Some(r) = &ui.session.board().status.running else {
        if short {
            return Vec::new();
        }
        let (timer, anyone) = (ui.key("timer"), ui.key("start-for"));
        let text = match () {
            // Without a client there is nobody to start it for.
            () if ui.session.board().empty => "no timer runs".to_owned(),
            () if wide < 72 => format!("no timer runs: {anyone} starts it"),
            () => format!("no timer runs: {timer} starts it for the selected row, {anyone} for anyone"),
        };
        return vec![cell(text, Tone::Dim)];
    };
    let elapsed = clock_text(r.seconds(ui.session.now()), ui.session.config().seconds);
    let mut cells = vec![cell(format!("▶ {elapsed}"), Tone::Accent)];
    if ui.hides(Some(&r.client)) {
        cells.push(cell(HIDDEN, Tone::Dim));
        return cells;
    }
    cells.push(cell(&r.client, Tone::client(ui.session.board(), &r.client)));
    if !r.note.is_empty() {
        cells.push(cell(&r.note, Tone::Plain));
    }
    if !short {
        let zone = ui.session.zone();
        let far = zone.date(r.start) != zone.date(ui.session.now());
        let since = zone.local(r.start).format(if far { "since %a %H:%M" } else { "since %H:%M" });
        cells.push(cell(since.to_string(), Tone::Dim));
    }
    cells
}

fn next(ui: &Ui) -> Vec<Cell> {
    let Some(m) = &ui.session.board().status.next else { return Vec::new() };
    let zone = ui.session.zone();
    let start = zone.local(m.at.start);
    let same_day = zone.date(m.at.start) == zone.date(ui.session.now());
    let at = start.format(if same_day { "next %H:%M" } else { "next %a %H:%M" }).to_string();
    let mut cells = vec![cell(at, Tone::Plain)];
    if same_day {
        let seconds = m.at.start - ui.session.now();
        let tone = if seconds <= 15 * 60 { Tone::Warn } else { Tone::Dim };
        cells.push(cell(countdown(seconds), tone));
    }
    if ui.hides(m.client.as_deref()) {
        cells.push(cell(HIDDEN, Tone::Dim));
        return cells;
    }
    if let Some(client) = &m.client {
        cells.push(cell(client, Tone::client(ui.session.board(), client)));
    }
    cells.push(cell(cut(m.at.event.name(), 36), Tone::Plain));
    cells
}

fn flags(ui: &Ui) -> Vec<Cell> {
    let mut cells = Vec::new();
    if ui.session.store().read_only() {
        cells.push(cell("read-only", Tone::Warn));
    }
    if ui.is_private() {
        cells.push(cell("private", Tone::Warn));
    }
    if let Some(client) = ui.only().filter(|client| !ui.hides(Some(client))) {
        cells.push(cell(format!("only {client}"), Tone::Accent));
    }
    cells
}

/// What needs attention, each in words, with its tone.
fn warnings(ui: &Ui) -> Vec<(String, Tone)> {
    let mut texts: Vec<(String, Tone)> =
        ui.session.env().config_problems.iter().map(|p| (format!("config: {p}"), Tone::Bad)).collect();
    texts.extend(ui.session.env().no_backup.iter().map(|what| (what.clone(), Tone::Warn)));
    texts.extend(ui.reminded.trouble().map(|t| (t.to_owned(), Tone::Warn)));
    let seen = ui.session.board().status.alerts.iter().filter(|a| !ui.hides(Some(&a.client)));
    texts.extend(seen.map(|a| (a.text.clone(), Tone::Warn)));
    texts
}

/// As many alerts as find room, and how many do not.
fn all_alerts(ui: &Ui, room: usize) -> Vec<Cell> {
    let texts = warnings(ui);
    let mut cells: Vec<Cell> = texts.iter().map(|(text, tone)| cell(format!("! {text}"), *tone)).collect();
    while cells.len() > 1 && measure(&cells) + if cells.len() < texts.len() { 6 } else { 0 } > room {
        cells.pop();
    }
    if cells.len() < texts.len() {
        cells.push(cell(format!("+{} more", texts.len() - cells.len()), Tone::Dim));
    }
    cells
}

fn alerts(ui: &Ui, short: bool) -> Vec<Cell> {
    match warnings(ui).as_slice() {
        [] => Vec::new(),
        all if short => vec![cell(format!("! {}", all.len()), all[0].1)],
        [(text, tone)] => vec![cell(format!("! {text}"), *tone)],
        [(text, tone), rest @ ..] => {
            vec![cell(format!("! {text}"), *tone), cell(format!("+{} more", rest.len()), Tone::Dim)]
        }
    }
}

/// How many alerts there are.
fn count(ui: &Ui) -> Vec<Cell> {
    let mut cells = alerts(ui, true);
    for cell in &mut cells {
        cell.text.push_str(if cell.text == "! 1" { " alert" } else { " alerts" });
    }
    cells
}

/// From so many columns on, all that is no alert stands in one line.
const LONG: u16 = 150;
/// Columns of a bar.
const BAR: usize = 14;

/// Columns of a cell.
fn wide_of(cell: &Cell) -> usize {
    if cell.gauge.is_some() { BAR } else { width(&cell.text) }
}

/// Columns of cells with their gaps.
fn measure(cells: &[Cell]) -> usize {
    cells.iter().map(|c| wide_of(c) + 2).sum::<usize>().saturating_sub(2)
}

/// The fewest columns in which the beginning of a text says something.
const LEAST: usize = 8;

/// Whether a text is no use without its end: a time, a sum, a date.
fn is_short(cell: &Cell) -> bool {
    cell.gauge.is_some() || width(&cell.text) < LEAST + LEAST
}

/// The columns that cells take in a room, those that find none left out.
fn fitting(cells: &[Cell], room: usize) -> usize {
    let mut used = 0;
    for cell in cells {
        let wide = wide_of(cell);
        let left = room.saturating_sub(used);
        if wide > left {
            return if left < LEAST || is_short(cell) { used.saturating_sub(2) } else { room };
        }
        used += wide + 2;
    }
    used.saturating_sub(2)
}

/// Cells from the left, others to the right; what finds no room is cut, the right side last.
fn spread(left: &[Cell], right: &[Cell], area: Rect, theme: &Theme, buffer: &mut Buffer) {
    let all = usize::from(area.width).saturating_sub(2);
    let wanted = measure(right);
    let share = wanted.min(all.saturating_sub(measure(left) + 2).max(all * 2 / 5));
    // What the left side cannot use for whole texts is the right side's.
    let used = fitting(left, all.saturating_sub(if share > 0 { share + 2 } else { 0 }));
    let room = wanted.min(all.saturating_sub(used + 2));
    let place = |cells: &[Cell], start: usize, room: usize, buffer: &mut Buffer| {
        let mut used = 0;
        for c in cells {
            let fits = room.saturating_sub(used);
            if fits < wide_of(c) && (fits < LEAST || is_short(c)) {
                break;
            }
            let text = cut(&c.text, fits);
            let x = area.x.saturating_add(u16::try_from(1 + start + used).unwrap_or(u16::MAX));
            if let Some(gauge) = c.gauge {
                put_all(buffer, x, area.y, BAR, gauge.pieces(BAR).into_iter(), |tone| theme.style(tone));
                used += BAR + 2;
                continue;
            }
            put(buffer, x, area.y, fits, &text, theme.style(c.tone));
            used += width(&text) + 2;
        }
    };
    let gap = if right.is_empty() { 0 } else { room + 2 };
    place(left, 0, all.saturating_sub(gap), buffer);
    place(right, all - room, room, buffer);
}
