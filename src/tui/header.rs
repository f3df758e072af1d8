//! The lines above and below the panes.

use chrono::Datelike;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::columns::{Cell, cell};
use super::panes::{HIDDEN, countdown};
use super::put::put;
use super::theme::{Theme, Tone};
use super::ui::{Layer, Message, Ui};
use crate::app::offer::Kind;
use crate::domain::text::{cut, width};

/// Draws the header: one line, or two.
pub fn draw(ui: &Ui, area: Rect, buffer: &mut Buffer) {
    if area.height < 2 {
        let mut left = clock(ui, true);
        left.extend(timer(ui, true));
        let mut right = flags(ui);
        right.extend(alerts(ui, true));
        spread(&left, &right, area, &ui.theme, buffer);
        return;
    }
    let top = Rect { height: 1, ..area };
    let mut left = clock(ui, area.width < 72);
    let view = ui.here().view;
    if view.number > 1 {
        left.insert(0, cell(format!("{} {}", view.number, view.name), Tone::Accent));
    }
    left.push(cell(format!("{} today", clock_text(today(ui), false)), Tone::Plain));
    // The zone is what is missed least where the left side gets no more than its share.
    if measure(&left) + 4 > usize::from(area.width) * 3 / 5 {
        left.retain(|c| c.text != ui.store.setting().zone.name());
    }
    spread(&left, &next(ui), top, &ui.theme, buffer);
    let mut right = flags(ui);
    right.extend(alerts(ui, false));
    let below = Rect { y: area.y + 1, height: 1, ..area };
    spread(&timer(ui, false), &right, below, &ui.theme, buffer);
}

/// Seconds worked today, the timer's up to this moment.
fn today(ui: &Ui) -> i64 {
    let status = &ui.board.status;
    let since = if status.running.is_some() { (ui.now - status.now).max(0) } else { 0 };
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
    let zone = &ui.store.setting().zone;
    let local = zone.local(ui.now);
    let date = if short {
        local.format("%a %-d %b").to_string()
    } else {
        format!("{} {}", local.format("%a %-d %b"), local.year())
    };
    let time = local.format("%H:%M");
    let time = if ui.ticks() { cell(time.to_string(), Tone::Strong) } else { cell(format!("as of {time}"), Tone::Dim) };
    let mut cells = vec![cell(date, Tone::Strong), time];
    if !short {
        cells.push(cell(zone.name(), Tone::Dim));
    }
    cells
}

fn timer(ui: &Ui, short: bool) -> Vec<Cell> {
    let Some(r) = &ui.board.status.running else {
        if short {
            return Vec::new();
        }
        let (timer, anyone) = (ui.keymap.first("timer"), ui.keymap.first("start-for"));
        let text = format!("no timer runs: {timer} starts it for the selected row, {anyone} for anyone");
        return vec![cell(text, Tone::Dim)];
    };
    let elapsed = clock_text(r.seconds(ui.now), ui.world.config.seconds);
    let mut cells = vec![cell(format!("▶ {elapsed}"), Tone::Accent)];
    if ui.privacy.hides(Some(&r.client)) {
        cells.push(cell(HIDDEN, Tone::Dim));
        return cells;
    }
    cells.push(cell(&r.client, Tone::client(&r.client)));
    if !r.note.is_empty() {
        cells.push(cell(&r.note, Tone::Plain));
    }
    if !short {
        let zone = &ui.store.setting().zone;
        let far = zone.date(r.start) != zone.date(ui.now);
        let since = zone.local(r.start).format(if far { "since %a %H:%M" } else { "since %H:%M" });
        cells.push(cell(since.to_string(), Tone::Dim));
    }
    cells
}

fn next(ui: &Ui) -> Vec<Cell> {
    let Some(m) = &ui.board.status.next else { return Vec::new() };
    let zone = &ui.store.setting().zone;
    let start = zone.local(m.at.start);
    let same_day = zone.date(m.at.start) == zone.date(ui.now);
    let at = start.format(if same_day { "next %H:%M" } else { "next %a %H:%M" }).to_string();
    let mut cells = vec![cell(at, Tone::Plain)];
    if same_day {
        let seconds = m.at.start - ui.now;
        let tone = if seconds <= 15 * 60 { Tone::Warn } else { Tone::Dim };
        cells.push(cell(countdown(seconds), tone));
    }
    if ui.privacy.hides(m.client.as_deref()) {
        cells.push(cell(HIDDEN, Tone::Dim));
        return cells;
    }
    if let Some(client) = &m.client {
        cells.push(cell(client, Tone::client(client)));
    }
    cells.push(cell(cut(m.at.event.name(), 36), Tone::Plain));
    cells
}

fn flags(ui: &Ui) -> Vec<Cell> {
    let mut cells = Vec::new();
    if ui.store.read_only() {
        cells.push(cell("read-only", Tone::Warn));
    }
    if ui.privacy.is_on() {
        cells.push(cell("private", Tone::Warn));
    }
    if let Some(client) = ui.only.as_ref().filter(|client| !ui.privacy.hides(Some(client))) {
        cells.push(cell(format!("only {client}"), Tone::Accent));
    }
    cells
}

fn alerts(ui: &Ui, short: bool) -> Vec<Cell> {
    let mut texts: Vec<(String, Tone)> = ui.problems.iter().map(|p| (format!("config: {p}"), Tone::Bad)).collect();
    texts.extend(ui.trouble.iter().map(|t| (t.clone(), Tone::Warn)));
    let seen = ui.board.status.alerts.iter().filter(|a| !ui.privacy.hides(Some(&a.client)));
    texts.extend(seen.map(|a| (a.text.clone(), Tone::Warn)));
    match texts.as_slice() {
        [] => Vec::new(),
        all if short => vec![cell(format!("! {}", all.len()), all[0].1)],
        [(text, tone)] => vec![cell(format!("! {text}"), *tone)],
        [(text, tone), rest @ ..] => {
            vec![cell(format!("! {text}"), *tone), cell(format!("+{} more", rest.len()), Tone::Dim)]
        }
    }
}

/// Columns of cells with their gaps.
fn measure(cells: &[Cell]) -> usize {
    cells.iter().map(|c| width(&c.text) + 2).sum::<usize>().saturating_sub(2)
}

/// Cells from the left, others to the right; what finds no room is cut, the right side last.
fn spread(left: &[Cell], right: &[Cell], area: Rect, theme: &Theme, buffer: &mut Buffer) {
    let all = usize::from(area.width).saturating_sub(2);
    let wanted = measure(right);
    let room = wanted.min(all.saturating_sub(measure(left) + 2).max(all * 2 / 5));
    let place = |cells: &[Cell], start: usize, room: usize, buffer: &mut Buffer| {
        let mut used = 0;
        for c in cells {
            let fits = room.saturating_sub(used);
            if fits < 3 && fits < width(&c.text) {
                break;
            }
            let text = cut(&c.text, fits);
            let x = area.x.saturating_add(u16::try_from(1 + start + used).unwrap_or(u16::MAX));
            put(buffer, x, area.y, fits, &text, theme.style(c.tone));
            used += width(&text) + 2;
        }
    };
    let gap = if right.is_empty() { 0 } else { room + 2 };
    place(left, 0, all.saturating_sub(gap), buffer);
    place(right, all - room, room, buffer);
}

/// The keys worth showing for a pane, the most useful first.
pub fn keys(pane: Kind) -> &'static [(&'static str, &'static str)] {
    match pane {
        Kind::Event => &[
            ("add", "add"),
            ("log-time", "log"),
            ("timer", "timer"),
            ("look", "look"),
            ("open", "link"),
            ("edit", "edit"),
            ("delete", "delete"),
            ("day-back", "day"),
            ("day-on", "day"),
            ("today", "today"),
        ],
        Kind::Task => &[
            ("add", "add"),
            ("tick", "done"),
            ("timer", "timer"),
            ("log-time", "log"),
            ("look", "look"),
            ("edit", "edit"),
            ("duplicate", "copy"),
            ("delete", "delete"),
        ],
        Kind::Agreement => &[
            ("add", "add"),
            ("log-time", "log"),
            ("timer", "timer"),
            ("look", "look"),
            ("edit", "change"),
            ("delete", "delete"),
        ],
        Kind::Unbilled => &[("log-time", "log"), ("timer", "timer"), ("look", "look"), ("edit", "client")],
        Kind::Entry => &[
            ("add", "log"),
            ("edit", "edit"),
            ("shorter", "end"),
            ("longer", "end"),
            ("earlier", "start"),
            ("later", "start"),
            ("split", "split"),
            ("join", "join"),
            ("move", "move"),
            ("repeat", "repeat"),
            ("timer", "resume"),
            ("delete", "delete"),
        ],
        Kind::Client => &[
            ("look", "open"),
            ("add", "add"),
            ("edit", "edit"),
            ("log-time", "log"),
            ("timer", "timer"),
            ("delete", "archive"),
        ],
        Kind::Service | Kind::Rate => &[("add", "add"), ("edit", "edit"), ("delete", "delete"), ("look", "look")],
        Kind::Fact => &[("look", "look"), ("copy", "copy"), ("edit", "edit")],
    }
}

const EVERYWHERE: &[(&str, &str)] =
    &[("undo", "undo"), ("filter", "filter"), ("filter-client", "client"), ("next-pane", "pane")];

/// Always there, at the right end.
const ALWAYS: &[(&str, &str)] = &[("palette", "commands"), ("help", "help"), ("quit", "quit")];

/// Draws the footer: what was said last, else the keys that work here.
pub fn draw_footer(ui: &Ui, area: Rect, buffer: &mut Buffer) {
    let wide = usize::from(area.width).saturating_sub(2);
    if let Some(message) = ui.message.as_ref().filter(|_| !matches!(ui.layers.last(), Some(Layer::Prompt(_)))) {
        let (text, tone) = message_text(message);
        put(buffer, area.x + 1, area.y, wide, &text, ui.theme.style(tone));
        return;
    }
    if let Some(layer) = ui.layers.last() {
        let copy = ui.keymap.first("copy");
        let text = match layer {
            Layer::Look(look) if look.client.is_some() => {
                format!("Enter the client's page   {copy} copy   ↑ ↓ move   ← → sideways   Esc close")
            }
            Layer::Look(_) => format!("{copy} copy   ↑ ↓ move   ← → sideways   Esc close"),
            Layer::Palette(_) => "Enter choose   ↑ ↓ move   Esc close".to_owned(),
            Layer::Form(form) => form.keys().to_owned(),
            Layer::Ask(_) => "the letter, or ↑ ↓ and Enter   Esc back".to_owned(),
            Layer::Prompt(_) => String::new(),
        };
        put(buffer, area.x + 1, area.y, wide, &text, ui.theme.style(Tone::Dim));
        return;
    }
    let hint = |(action, label): &(&str, &str)| {
        let key = ui.keymap.names(action).into_iter().next()?;
        Some((key, (*label).to_owned()))
    };
    let measure = |(key, label): &(String, String)| width(key) + 1 + width(label) + 2;
    let always: Vec<_> = ALWAYS.iter().filter_map(hint).collect();
    let fixed: usize = always.iter().map(measure).sum();
    let mut shown: Vec<(String, String)> = Vec::new();
    let mut used = fixed;
    for one in keys(ui.here().pane().kind()).iter().chain(EVERYWHERE).filter_map(hint) {
        // Two keys for one thing stand together: `[ ] day`.
        if let Some(last) = shown.last_mut().filter(|l| l.1 == one.1) {
            used += width(&one.0) + 1;
            last.0 = format!("{} {}", last.0, one.0);
            continue;
        }
        if used + measure(&one) > wide {
            break;
        }
        used += measure(&one);
        shown.push(one);
    }
    let mut x = area.x + 1;
    let bold = ui.theme.style(Tone::Plain).add_modifier(Modifier::BOLD);
    let mut write = |key: &str, label: &str, x: u16| {
        let room = usize::from(area.right().saturating_sub(x));
        put(buffer, x, area.y, room, key, bold);
        let behind = x.saturating_add(u16::try_from(width(key) + 1).unwrap_or(u16::MAX));
        let room = usize::from(area.right().saturating_sub(behind));
        put(buffer, behind, area.y, room, label, ui.theme.style(Tone::Dim));
        behind.saturating_add(u16::try_from(width(label) + 2).unwrap_or(u16::MAX))
    };
    for (key, label) in &shown {
        x = write(key, label, x);
    }
    let mut x = area.right().saturating_sub(u16::try_from(fixed).unwrap_or(0)).max(x);
    for (key, label) in &always {
        x = write(key, label, x);
    }
}

/// A message as it is shown; what went wrong begins with a sign and not only with a colour.
pub fn message_text(message: &Message) -> (String, Tone) {
    match message {
        Message::Done(text) => (text.clone(), Tone::Good),
        Message::Note(text) => (text.clone(), Tone::Plain),
        Message::Wrong(text) => (format!("! {text}"), Tone::Bad),
        Message::Remind(text) => (format!("» {text}"), Tone::Warn),
    }
}
