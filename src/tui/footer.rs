//! The last line: the keys that work here, or what was said last.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::widgets::{Clear, Widget};

use super::overlays::prompt_height;
use super::print::{lines_of, put};
use super::theme::Tone;
use super::ui::Ui;
use crate::app::offer::Subject;
use crate::app::table;
use crate::domain::text::width;
use crate::records::kind::Word;
use crate::records::time::actions::ENTRY;

const EVERYWHERE: &[(&str, &str)] =
    &[("undo", "undo"), ("resume", "resume"), ("filter", "filter"), ("filter-client", "client"), ("next-pane", "pane")];

/// Always there, at the right end.
const ALWAYS: &[(&str, &str)] = &[("palette", "commands"), ("help", "help"), ("quit", "quit")];

/// What was said last, in as many lines as it takes but no more than leave a pane to be seen.
fn said(ui: &Ui, area: Rect) -> Option<(Vec<String>, Tone)> {
    let message = ui.said()?;
    let (text, tone) = message.shown();
    let wide = usize::from(area.width).saturating_sub(2);
    let most = (usize::from(area.bottom()) / 5).max(2);
    Some((lines_of(&text, wide, most), tone))
}

/// Draws the footer: what was said last, else the keys that work here; how many lines it takes. An open prompt stands in
/// its place.
pub fn draw(ui: &Ui, screen: Rect, area: Rect, buffer: &mut Buffer) -> u16 {
    if let Some(prompt) = ui.layers.prompt() {
        return prompt_height(prompt, ui.said(), screen);
    }
    let wide = usize::from(area.width).saturating_sub(2);
    if let Some((lines, tone)) = said(ui, area) {
        let high = u16::try_from(lines.len()).unwrap_or(1);
        let room = Rect { y: area.bottom().saturating_sub(high), height: high, ..area };
        Clear.render(room, buffer);
        buffer.set_style(room, ui.theme.style(Tone::Plain));
        for (line, y) in lines.iter().zip(room.y..) {
            put(buffer, area.x + 1, y, wide, line, ui.theme.style(tone));
        }
        return high;
    }
    if let Some(text) = ui.layers.hints(&ui.key("copy")) {
        put(buffer, area.x + 1, area.y, wide, whole_hints(&text, wide), ui.theme.style(Tone::Dim));
        return 1;
    }
    draw_keys(ui, wide, area, buffer);
    1
}

/// Draws the keys that work here.
fn draw_keys(ui: &Ui, wide: usize, area: Rect, buffer: &mut Buffer) {
    let row = ui.subject();
    let hint = |(action, label): &(&str, &str)| {
        let (action, label) = on_row(action, label, row.as_ref(), ui)?;
        table::find(action).filter(|action| action.is_of_use(&ui.session.board().there))?;
        let key = ui.bound_key(action)?;
        Some((key, label.to_owned()))
    };
    let measure = |(key, label): &(String, String)| width(key) + 1 + width(label) + 2;
    let always: Vec<_> = ALWAYS.iter().filter_map(hint).collect();
    let fixed: usize = always.iter().map(measure).sum();
    let mut shown: Vec<(String, String)> = Vec::new();
    let mut used = fixed;
    let pane = ui.here().pane();
    let kind = row.as_ref().map(|row| row.kind).filter(|kind| pane.others().contains(kind)).unwrap_or(pane.kind());
    let here = kind.footer.iter().chain(EVERYWHERE);
    // Before there is a client, one is added and nothing else.
    let here = here.filter(|(action, _)| !ui.session.board().empty || *action == "add");
    for one in here.filter_map(hint) {
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

/// A hint as it holds for the row under the cursor, if it does.
fn on_row<'a>(action: &'a str, label: &'a str, row: Option<&Subject>, ui: &Ui) -> Option<(&'a str, &'a str)> {
    let entry = row.is_some_and(|r| *r.kind == ENTRY && !r.runs);
    match (action, row) {
        ("next-pane", _) if ui.here().view.panes.len() < 2 => None,
        ("resume", _) if ui.session.runs() && !entry => Some((action, "work before")),
        ("timer", Some(row)) if row.runs => Some((action, "stop")),
        ("tick", Some(row)) if row.closed => Some((action, "reopen")),
        ("open", Some(row)) if row.url.is_empty() && !matches!(row.kind.word, Word::Number | Word::Draft) => None,
        ("timer", None) => Some(("start-for", "timer")),
        (_, None) if !WITHOUT_ROW.contains(&action) && !EVERYWHERE.iter().chain(ALWAYS).any(|(a, _)| *a == action) => {
            None
        }
        _ => Some((action, label)),
    }
}

/// What can be done in a pane without a row.
pub const WITHOUT_ROW: &[&str] = &["add", "start-for", "log-time", "today", "day-back", "day-on"];

/// As many of the hints, which stand three columns apart, as are read whole.
fn whole_hints(text: &str, wide: usize) -> &str {
    let ends = text.match_indices("   ").map(|(at, _)| at).chain([text.len()]);
    let last = ends.filter(|end| width(&text[..*end]) <= wide).last();
    last.map_or(text, |end| &text[..end])
}
