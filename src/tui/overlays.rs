//! What lies over the panes: the prompt, the palette, and boxes to read.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::{Clear, Widget};

use super::dialog::Dialog;
use super::frame::{draw_title, frame_of, middle};
use super::keymap::Keymap;
use super::message::Message;
use super::pager::{DrawnLine, Pager};
use super::palette::Palette;
use super::print::{lines_of, put, put_all, short};
use super::prompt::{Prompt, Purpose};
use super::theme::{Theme, Tone};
use crate::domain::chart::Glyphs;
use crate::domain::text::{cut, pad, screen, width, wrap};

/// Draws the prompt over the last lines: what it is, the line, what is understood, its keys.
pub fn draw_prompt(
    prompt: &Prompt,
    message: Option<&Message>,
    area: Rect,
    theme: &Theme,
    buffer: &mut Buffer,
) -> Position {
    let hints = u16::from(!prompt.hints.is_empty());
    let high = prompt_height(prompt, message, area);
    let (echo, below) = prompt_lines(prompt, message, area);
    let area = Rect { y: area.bottom() - high, height: high, ..area };
    let wide = usize::from(area.width).saturating_sub(2);
    Clear.render(area, buffer);
    buffer.set_style(area, theme.style(Tone::Plain));
    let (x, mut y) = (area.x + 1, area.y);
    let name = match prompt.purpose {
        Purpose::Call(action) => action.name,
        Purpose::Filter => "filter",
        Purpose::Client => "client",
        Purpose::Day { .. } => "go-to",
    };
    let line = "─".repeat(usize::from(area.width));
    put(buffer, area.x, y, usize::from(area.width), &line, theme.style(Tone::Accent));
    let usage = prompt.purpose.usage();
    let name = format!("{name} {}", prompt.before()).trim_end().to_owned();
    let mut title = vec![(name, Tone::Strong), (usage, Tone::Accent)];
    title.push((prompt.purpose.help().to_owned(), Tone::Dim));
    title.retain(|(text, _)| !text.is_empty());
    draw_title(&title, "", Rect { x: area.x, y, width: area.width, height: 1 }, theme, buffer);
    y += 1;
    put(buffer, x, y, wide, "›", theme.style(Tone::Accent));
    let (text, column) = prompt.line.view(wide.saturating_sub(3));
    put(buffer, x + 2, y, wide.saturating_sub(2), &text, theme.style(Tone::Plain));
    let cursor = Position::new(x + 2 + short(column), y);
    y += 1;
    if hints > 0 {
        draw_hints(prompt, Rect { x, y, width: short(wide), height: 1 }, theme, buffer);
        y += 1;
    }
    for (indent, (lines, tone)) in [(2, echo), (0, below)] {
        for line in lines {
            if y < area.bottom() {
                put(buffer, x + indent, y, wide.saturating_sub(usize::from(indent)), &line, theme.style(tone));
            }
            y += 1;
        }
    }
    cursor
}

/// Lines with the tone that all of them have.
type Toned = (Vec<String>, Tone);

/// What a prompt understood, and below it its keys or what is to be said, in as many lines as that takes.
fn prompt_lines(prompt: &Prompt, message: Option<&Message>, area: Rect) -> (Toned, Toned) {
    let (echo, tone) = match (&prompt.refused, &prompt.echo) {
        (Some(error), _) => (format!("! {error}"), Tone::Bad),
        (None, (said, true)) => (said.clone(), Tone::Good),
        (None, (missing, false)) => (missing.clone(), Tone::Dim),
    };
    let (below, other) = match message {
        _ if prompt.asked => ("Esc again to discard; ↑ brings it back later".to_owned(), Tone::Warn),
        Some(message) => message.shown(),
        None if !prompt.foreseen.is_empty() => (format!("» {}", prompt.foreseen.join("; ")), Tone::Warn),
        None if prompt.ready().is_some() => (format!("Tab takes {}", prompt.ready().unwrap_or_default()), Tone::Dim),
        None if matches!(prompt.purpose, Purpose::Filter) => ("Enter keep   Esc clear".to_owned(), Tone::Dim),
        None if area.width < 54 => ("Enter do it  Tab complete  Esc leave".to_owned(), Tone::Dim),
        None => ("Enter do it   Tab complete   ↑ history   Esc leave".to_owned(), Tone::Dim),
    };
    let wide = usize::from(area.width).saturating_sub(2);
    let most = usize::from(area.height / 6).clamp(1, 4);
    ((lines_of(&echo, wide.saturating_sub(2), most), tone), (lines_of(&below, wide, most.min(2)), other))
}

/// How many lines a prompt takes at the foot of a screen.
pub fn prompt_height(prompt: &Prompt, message: Option<&Message>, area: Rect) -> u16 {
    let (echo, below) = prompt_lines(prompt, message, area);
    (2 + u16::from(!prompt.hints.is_empty()) + short(echo.0.len() + below.0.len())).min(area.height)
}

/// What `Tab` offers, in one line that follows the one picked.
fn draw_hints(prompt: &Prompt, area: Rect, theme: &Theme, buffer: &mut Buffer) {
    let wide = usize::from(area.width).saturating_sub(2);
    let text = |n: usize| {
        let hint = &prompt.hints[n];
        if hint.note.is_empty() { hint.text.clone() } else { format!("{} {}", hint.text, cut(&hint.note, 24)) }
    };
    // Back from the picked one as far as fits, so that it is seen with what is before it.
    let picked = prompt.picked.unwrap_or(0);
    let (mut first, mut used) = (picked, width(&text(picked)) + 3);
    while first > 0 && used + width(&text(first - 1)) + 3 <= wide * 2 / 3 {
        first -= 1;
        used += width(&text(first)) + 3;
    }
    let mut at = 2;
    for n in first..prompt.hints.len() {
        let text = text(n);
        let room = wide.saturating_sub(at);
        if room < 2 {
            break;
        }
        let style = if prompt.picked == Some(n) { theme.selected() } else { theme.style(Tone::Plain) };
        put(buffer, area.x + short(at), area.y, room, &text, style);
        at += width(&text) + 3;
    }
}

/// Draws a question with its answers.
pub fn draw_dialog(dialog: &Dialog, room: Rect, theme: &Theme, buffer: &mut Buffer) {
    let wide = usize::from(room.width).min(72).saturating_sub(4);
    let text = if dialog.text.is_empty() { Vec::new() } else { wrap(&dialog.text, wide) };
    let gap = usize::from(!text.is_empty());
    let area = middle(room, wide + 4, text.len() + gap + dialog.choices.len() + 2, buffer);
    let inner = frame_of(area, true, theme, buffer);
    draw_title(&[(dialog.title.clone(), Tone::Strong)], "", area, theme, buffer);
    let x = inner.x + 1;
    // Where there is no room for all, the answers are what must be seen.
    let room = usize::from(inner.height).saturating_sub(dialog.choices.len() + gap);
    let mut y = inner.y;
    for line in text.iter().take(room) {
        put(buffer, x, y, wide, line, theme.style(Tone::Plain));
        y += 1;
    }
    y = (y + short(gap)).min(inner.bottom().saturating_sub(short(dialog.choices.len())));
    for (n, choice) in dialog.choices.iter().enumerate() {
        let line = pad(&format!(" {}  {}", choice.key, choice.label), wide);
        let style = if n == dialog.at { theme.selected() } else { theme.style(Tone::Plain) };
        if y < inner.bottom() {
            put(buffer, x, y, wide, &line, style);
        }
        y += 1;
    }
}

/// Draws the palette.
pub fn draw_palette(
    palette: &mut Palette,
    keymap: &Keymap,
    room: Rect,
    theme: &Theme,
    buffer: &mut Buffer,
) -> Position {
    let area = middle(room, 100, 24.max(usize::from(room.height) * 2 / 3), buffer);
    let inner = frame_of(area, true, theme, buffer);
    let count = format!("{}", palette.found.len());
    draw_title(&[("Commands".to_owned(), Tone::Strong)], &count, area, theme, buffer);
    let wide = usize::from(inner.width).saturating_sub(2);
    let x = inner.x + 1;
    put(buffer, x, inner.y, wide, "›", theme.style(Tone::Accent));
    let (text, column) = palette.line.view(wide.saturating_sub(3));
    put(buffer, x + 2, inner.y, wide.saturating_sub(2), &text, theme.style(Tone::Plain));
    let (lines, at) = palette_lines(palette, wide);
    // Where there is little room one key is enough.
    let tight = wide < 60;
    let key =
        |action: &str| keymap.names(action).into_iter().take(if tight { 1 } else { 9 }).collect::<Vec<_>>().join(" ");
    let names = palette.found.iter().map(|a| width(a.name)).max().unwrap_or(0).min(wide / 2).max(16);
    let keys = palette.found.iter().map(|a| width(&key(a.name))).max().unwrap_or(0);
    let keys = if tight { keys.min(9) } else { keys.clamp(8, 16) };
    // What the selected one does is read whole, under all of them.
    let chosen = palette.found.get(palette.at).map_or("", |action| action.help);
    let whole = wide.saturating_sub(names + keys + 4) < width(chosen);
    let below = if whole { lines_of(chosen, wide, 3) } else { Vec::new() };
    let page = usize::from(inner.height.saturating_sub(1)).saturating_sub(below.len()).max(1);
    // The heading over the first row is seen with it.
    let first = if at < page { 0 } else { at + 1 - page };
    for (line, y) in
        below.iter().zip(inner.bottom().saturating_sub(short(below.len())).max(inner.y + 2)..inner.bottom())
    {
        put(buffer, x, y, wide, line, theme.style(Tone::Good));
    }
    for (line, y) in lines.into_iter().skip(first).take(page).zip(inner.y + 1..) {
        let n = match line {
            PaletteLine::Row(n) => n,
            PaletteLine::Text(text, tone) => {
                put(buffer, x, y, wide, &text, theme.style(tone));
                continue;
            }
        };
        let Some(action) = palette.found.get(n) else { continue };
        let (name, keys_text) = (pad(action.name, names), pad(&key(action.name), keys));
        if n == palette.at {
            let line = pad(&format!("{name}  {keys_text}  {}", action.help), wide);
            put(buffer, x, y, wide, &line, theme.selected());
            continue;
        }
        put(buffer, x, y, wide, &name, theme.style(Tone::Plain));
        put(buffer, x + short(names + 2), y, wide.saturating_sub(names + 2), &keys_text, theme.style(Tone::Accent));
        let at = names + keys + 4;
        put(buffer, x + short(at), y, wide.saturating_sub(at), action.help, theme.style(Tone::Dim));
    }
    Position::new(x + 2 + short(column), inner.y)
}

/// A line of the palette.
enum PaletteLine {
    /// The action of this number.
    Row(usize),
    /// Something said between them.
    Text(String, Tone),
}

/// The lines of the palette, and which of them is selected.
fn palette_lines(palette: &Palette, wide: usize) -> (Vec<PaletteLine>, usize) {
    let mut lines = Vec::new();
    let text = |text: &str, tone| PaletteLine::Text(text.to_owned(), tone);
    if let Some(says) = palette.says {
        lines.extend(lines_of(says, wide, 3).into_iter().map(|line| PaletteLine::Text(line, Tone::Warn)));
    }
    if palette.found.is_empty() {
        let typed = palette.line.text().trim();
        let none = format!("nothing is called '{typed}': try another word for it");
        lines.extend(lines_of(&none, wide, 3).into_iter().map(|line| PaletteLine::Text(line, Tone::Dim)));
    }
    let mut at = 0;
    for n in 0..palette.found.len() {
        if palette.first > 0 && n == 0 {
            lines.push(text("Here", Tone::Strong));
        } else if palette.first > 0 && n == palette.first {
            lines.push(text("Everywhere", Tone::Strong));
        }
        if n == palette.at {
            at = lines.len();
        }
        lines.push(PaletteLine::Row(n));
    }
    (lines, at)
}

/// Draws a box to read.
pub fn draw_pager(pager: &mut Pager, room: Rect, theme: &Theme, buffer: &mut Buffer) {
    let most = usize::from(room.width).saturating_sub(4).max(1);
    let columns = pager.wish().clamp(36, 100.max(most * 3 / 4)).min(most);
    let lines = pager.shown(columns, if theme.is_ascii() { Glyphs::Ascii } else { Glyphs::Blocks });
    let area = middle(room, columns + 4, lines.len() + 2, buffer);
    let inner = frame_of(area, true, theme, buffer);
    pager.page = usize::from(inner.height).max(1);
    pager.last = lines.len().saturating_sub(pager.page);
    pager.top = pager.top.min(pager.last);
    let longest = lines.iter().map(|l| if let DrawnLine::Table(text) = l { width(text) } else { 0 }).max().unwrap_or(0);
    let wide = usize::from(inner.width).saturating_sub(2);
    pager.left = pager.left.min(longest.saturating_sub(wide));
    let seen = if pager.last == 0 {
        String::new()
    } else {
        format!("{}-{}/{}", pager.top + 1, pager.top + pager.page, lines.len())
    };
    draw_title(&[(pager.title.clone(), Tone::Strong)], &seen, area, theme, buffer);
    let x = inner.x + 1;
    for (n, line) in lines.iter().skip(pager.top).take(pager.page).enumerate() {
        let y = inner.y + short(n);
        match line {
            DrawnLine::Head(text) => put(buffer, x, y, wide, text, theme.style(Tone::Strong)),
            DrawnLine::Table(text) => put(buffer, x, y, wide, &from(text, pager.left), theme.style(Tone::Plain)),
            DrawnLine::Chart(pieces) => {
                let pieces = pieces.iter().map(|(text, ink)| (text.clone(), Tone::ink(*ink)));
                put_all(buffer, x, y, wide, pieces, |tone| theme.style(tone));
            }
            DrawnLine::Field(label, text) => {
                put(buffer, x, y, wide, label, theme.style(Tone::Accent));
                let at = width(label);
                put(buffer, x + short(at), y, wide.saturating_sub(at), text, theme.style(Tone::Plain));
            }
        }
    }
}

/// A line without its first columns.
fn from(text: &str, columns: usize) -> String {
    let shown = screen(text);
    let mut skipped = 0;
    let mut rest = shown.char_indices();
    while skipped < columns {
        let Some((at, c)) = rest.next() else { return String::new() };
        skipped += width(&shown[at..at + c.len_utf8()]);
    }
    rest.as_str().to_owned()
}
