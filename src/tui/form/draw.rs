//! A form as it is drawn: a field a line, and under the one that has the keys all there is to say of it.

use chrono::Datelike;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::picker::{Picker, SHOWN, weeks};
use super::{Form, FormRow};
use crate::command::context::Context;
use crate::command::field::Shape;
use crate::domain::text::{cut, pad, width, wrap};
use crate::tui::frame::{draw_title, frame_of, middle};
use crate::tui::print::{put, short};
use crate::tui::theme::{Theme, Tone};

/// The most lines of a long text that are shown.
const TALL: usize = 6;

/// How many of them where another field has the keys.
const BRIEF: usize = 2;

/// A piece of a line: its column, its text, and how it looks; no tone is the row under the cursor.
struct FormText(usize, String, Option<Tone>);

/// What is drawn, line by line.
#[derive(Default)]
struct FormLines {
    lines: Vec<Vec<FormText>>,
    /// The line and column of the cursor.
    cursor: (usize, usize),
    /// The lines of the field that has the keys.
    focus: (usize, usize),
    /// Where what is said of the whole form begins: it is seen whichever field has the keys.
    foot: usize,
}

impl FormLines {
    fn line(&mut self, pieces: Vec<FormText>) {
        self.lines.push(pieces);
    }

    /// Text under a field, in as many lines as it takes but no more than `most`.
    fn text(&mut self, indent: usize, text: &str, tone: Tone, wide: usize, most: usize) {
        let wide = wide.saturating_sub(indent).max(8);
        let mut lines = wrap(text, wide);
        if lines.len() > most {
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                *last = format!("{}…", cut(last, wide - 1).trim_end_matches('…'));
            }
        }
        for line in lines {
            self.line(vec![FormText(indent, line, Some(tone))]);
        }
    }
}

/// Draws a form in the middle of a room; returns where the cursor is.
pub fn draw(form: &mut Form, context: &Context<'_>, room: Rect, theme: &Theme, buffer: &mut Buffer) -> Position {
    let wide = usize::from(room.width).min(84).saturating_sub(4);
    let sheet = sheet(form, context, wide);
    let places = form.places();
    // Room for what is said of a field, so that the box stays as the cursor goes from one to the next.
    let area = middle(room, wide + 4, (sheet.lines.len() + 2).max(places.len() + 8), buffer);
    let inner = frame_of(area, true, theme, buffer);
    let (fields, foot) = sheet.lines.split_at(sheet.foot);
    let high = usize::from(inner.height).max(1);
    let foot = &foot[..foot.len().min(high / 2)];
    let page = high - foot.len();
    // What belongs to the field with the keys is seen, its first lines before its last.
    form.top = form.top.min(fields.len().saturating_sub(page));
    form.top = form.top.max(sheet.focus.1.saturating_sub(page)).min(sheet.focus.0);
    let before = places.iter().filter(|n| **n <= form.at).count();
    let seen = format!("{before}/{}", places.len());
    draw_title(&[(form.title(), Tone::Strong), (form.action.help.to_owned(), Tone::Dim)], &seen, area, theme, buffer);
    let x = inner.x + 1;
    for (line, y) in fields.iter().skip(form.top).take(page).chain(foot).zip(inner.y..inner.bottom()) {
        for FormText(at, text, tone) in line {
            let style = tone.map_or_else(|| theme.selected(), |t| theme.style(t));
            put(buffer, x + short(*at), y, wide.saturating_sub(*at), text, style);
        }
    }
    let line = sheet.cursor.0.saturating_sub(form.top).min(page - 1);
    Position::new(x + short(sheet.cursor.1.min(wide.saturating_sub(1))), inner.y + short(line))
}

fn sheet(form: &Form, context: &Context<'_>, wide: usize) -> FormLines {
    let label = form.rows.iter().map(|r| width(r.field.name)).max().unwrap_or(0).min(14) + 2;
    let mut sheet = FormLines::default();
    let whole = form.whole();
    for (n, row) in form.places().into_iter().map(|n| (n, &form.rows[n])) {
        let start = sheet.lines.len();
        let focused = n == form.at;
        let name = pad(row.field.name, label - 2);
        let mark = if focused { "›" } else { " " };
        let label_tone = if focused { Tone::Accent } else { Tone::Dim };
        let room = wide.saturating_sub(label + 2);
        let label_pieces = || vec![FormText(0, format!("{mark} {name}"), Some(label_tone))];
        if row.field.long {
            let (mut lines, cursor) = row.line.view_lines(room);
            if !focused {
                lines = brief(row.line.text(), room);
            }
            let first = if focused { (cursor.0 + 1).saturating_sub(TALL) } else { 0 };
            let most = if focused { TALL } else { BRIEF };
            if focused {
                sheet.cursor = (start + cursor.0 - first, label + 2 + cursor.1);
            }
            for (k, text) in lines.into_iter().skip(first).take(most).enumerate() {
                let mut pieces = if k == 0 { label_pieces() } else { Vec::new() };
                pieces.push(FormText(label + 2, text, Some(Tone::Plain)));
                sheet.line(pieces);
            }
        } else {
            let (text, column) = row.line.view(room);
            // Without the cursor it is its beginning that says what it is.
            let text = if focused { text } else { cut(row.line.text(), room).into() };
            if focused {
                sheet.cursor = (start, label + 2 + column);
            }
            let mut pieces = label_pieces();
            let used = label + 2 + width(&text).max(if focused { 20.min(room) } else { 0 }) + 2;
            pieces.push(FormText(label + 2, text, Some(Tone::Plain)));
            let echo = echo(row, focused);
            // Where the line has no room for it, it stands under the field that has the keys.
            let beside = echo.as_ref().filter(|echo| used + if focused { width(echo) } else { 8 } < wide);
            if let Some(echo) = beside {
                pieces.push(FormText(used, cut(echo, wide - used).into(), Some(Tone::Good)));
            }
            sheet.line(pieces);
            if let (None, Some(echo), true) = (beside, &echo, focused) {
                sheet.text(label + 2, echo, Tone::Good, wide, 3);
            }
        }
        // What is half typed is not wrong while something fits it.
        let begun = row.choices().iter().any(|word| word.starts_with(row.line.text().trim()));
        let half = focused && row.refused.is_none() && (begun || matches!(form.picker, Some(Picker::Values(..))));
        if !half {
            errors(&mut sheet, row, focused, label, wide);
        }
        if focused {
            about(&mut sheet, form, row, context, &whole, label, wide);
            sheet.focus = (start, sheet.lines.len());
        }
    }
    let folded = form.folded();
    if !folded.is_empty() {
        let name = FormText(2, "more …".to_owned(), Some(Tone::Dim));
        let names = cut(&folded.join(", "), wide.saturating_sub(label + 2)).into();
        sheet.line(vec![name, FormText(label + 2, names, Some(Tone::Dim))]);
    }
    sheet.foot = sheet.lines.len();
    for line in &form.foreseen {
        sheet.text(0, &format!("» {line}"), Tone::Warn, wide, 3);
    }
    if let Some(error) = &form.refused {
        sheet.text(0, &format!("! {error}"), Tone::Bad, wide, 4);
    }
    sheet
}

/// The first lines of a text, with a sign where there is more of it.
fn brief(text: &str, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = text.split('\n').take(BRIEF).map(|line| cut(line, room).into()).collect();
    if let (true, Some(last)) = (text.split('\n').count() > BRIEF, lines.last_mut()) {
        *last = format!("{}…", cut(last, room.saturating_sub(1)).trim_end_matches('…'));
    }
    lines
}

/// What was understood, where that is not what was typed.
fn echo(row: &FormRow, focused: bool) -> Option<String> {
    let said = row.heard.as_ref().ok().filter(|s| !s.is_empty())?;
    let same = said.as_str() == row.line.text().trim();
    (!same && (focused || !row.field.long)).then(|| format!("= {said}"))
}

/// What is wrong with a field, under it.
fn errors(sheet: &mut FormLines, row: &FormRow, focused: bool, label: usize, wide: usize) {
    let wrong = match (&row.refused, &row.heard) {
        (Some(what), _) => Some(what.clone()),
        (None, Err(what)) if !what.is_empty() => Some(what.clone()),
        _ => None,
    };
    if let Some(what) = wrong {
        sheet.text(label + 2, &format!("! {what}"), Tone::Bad, wide, if focused { 4 } else { 1 });
    }
}

/// The words that a field can be, or is worth being: one beside the other, or each with the sentence that says what it means.
fn offer(sheet: &mut FormLines, row: &FormRow, explain: &dyn Fn(&str) -> Option<String>, indent: usize, wide: usize) {
    let typed = row.line.text().trim();
    let tone = |word: &str| (word != typed).then_some(Tone::Dim);
    let mut at = indent;
    let mut pieces = Vec::new();
    for word in row.words_to_choose() {
        if let Some(text) = explain(word) {
            sheet.line(vec![FormText(indent, format!("{word} "), (word != typed).then_some(Tone::Strong))]);
            sheet.text(indent + 2, &text, if word == typed { Tone::Good } else { Tone::Dim }, wide, 4);
            continue;
        }
        if at + width(word) > wide {
            sheet.line(std::mem::take(&mut pieces));
            at = indent;
        }
        pieces.push(FormText(at, word.to_owned(), tone(word)));
        at += width(word) + 2;
    }
    if !pieces.is_empty() {
        sheet.line(pieces);
    }
}

/// What a field is for, what its value means, and what it can be.
fn about(
    sheet: &mut FormLines,
    form: &Form,
    row: &FormRow,
    context: &Context<'_>,
    whole: &crate::command::call::Call,
    label: usize,
    wide: usize,
) {
    let typed = row.line.text().trim();
    let indent = label + 2;
    let choices = row.choices();
    if form.picker.is_none() {
        offer(sheet, row, &|word| row.field.explain.map(|explain| explain(word, whole, context)), indent, wide);
    }
    let explained = row
        .field
        .explain
        .filter(|_| choices.is_empty() && !row.is_offered())
        .map(|explain| explain(typed, whole, context));
    if let Some(text) = explained.filter(|t| !t.is_empty()) {
        sheet.text(indent, &text, Tone::Good, wide, 5);
    }
    let like = match row.field.shape {
        Shape::Flag => "",
        _ if choices.is_empty() && !matches!(row.field.like, "text" | "word") => row.field.like,
        _ => "",
    };
    let help = if like.is_empty() { row.field.help.to_owned() } else { format!("{}: {like}", row.field.help) };
    sheet.text(indent, &help, Tone::Dim, wide, 2);
    match &form.picker {
        None => {}
        Some(Picker::Values(hints, picked)) => {
            let first = picked.map_or(0, |n| (n + 1).saturating_sub(SHOWN));
            for (n, hint) in hints.iter().enumerate().skip(first).take(SHOWN) {
                let text = pad(&format!(" {}  {}", hint.text, hint.note), wide.saturating_sub(indent));
                sheet.line(vec![FormText(indent, text, if *picked == Some(n) { None } else { Some(Tone::Plain) })]);
            }
            if hints.len() > SHOWN {
                sheet.line(vec![FormText(indent, format!(" {} fit", hints.len()), Some(Tone::Dim))]);
            }
        }
        Some(Picker::Month(day)) => {
            sheet.line(vec![FormText(indent, day.format("%B %Y").to_string(), Some(Tone::Strong))]);
            sheet.line(vec![FormText(indent, "Mo Tu We Th Fr Sa Su".to_owned(), Some(Tone::Dim))]);
            for week in weeks(*day) {
                let cell = |(n, date): (usize, Option<chrono::NaiveDate>)| {
                    let date = date?;
                    let today = date == context.today();
                    let tone = if today { Tone::Accent } else { Tone::Plain };
                    Some(FormText(indent + n * 3, format!("{:>2}", date.day()), (date != *day).then_some(tone)))
                };
                sheet.line(week.into_iter().enumerate().filter_map(cell).collect());
            }
        }
    }
}
