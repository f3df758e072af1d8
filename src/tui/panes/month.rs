//! Six weeks, a cell a day; beside them the meetings of the day that is meant.

use chrono::{Datelike, NaiveDate};
use ratatui::layout::Rect;

use super::schedule::{self, of_day};
use crate::app::board::Needs;
use crate::domain::text::width;
use crate::domain::time::plus_days;
use crate::records::calendar::actions::EVENT;
use crate::records::kind::Kind;
use crate::tui::columns::{Column, cell, column};
use crate::tui::list::{ListItem, ListRow, ListView, RowKey};
use crate::tui::pane::{Pane, PaneCx};
use crate::tui::picture::{Emphasis, Picture};
use crate::tui::theme::Tone;

/// Weeks that are shown: as many as the longest month touches.
const WEEKS: u16 = 6;

/// The narrowest cell in which a meeting can be read.
const NARROW: u16 = 9;

const COLUMNS: &[Column] = &[column(10), column(3).right(), column(usize::MAX).grows()];

/// The month, a row a day.
pub struct MonthPane;

/// The meetings of the day that is meant.
pub struct ChosenDayPane;

/// The date of a row of the month.
fn date(cx: &PaneCx<'_>, row: &ListRow) -> NaiveDate {
    plus_days(cx.board.day, i64::try_from(row.at).unwrap_or(0))
}

/// Meetings of a day that are put into words: more than the highest screen has room for.
const MOST: usize = 24;

/// What is on a day, as far as it may be seen: a tone and a text for each meeting; and how many there are.
fn entries(cx: &PaneCx<'_>, n: usize) -> (Vec<(Tone, String)>, usize) {
    let (items, all) = schedule::first_of_day(cx, n, MOST);
    let rows = items.iter().filter_map(ListItem::row).map(|row| {
        let text = |n: usize| row.cells.get(n).map_or("", |c| c.text.as_str());
        let words = [text(0).trim(), text(1), text(2)].into_iter().filter(|t| !t.is_empty());
        let tone = if row.off { Tone::Dim } else { row.cells.get(1).map_or(Tone::Plain, |c| c.tone) };
        (tone, words.collect::<Vec<_>>().join(" "))
    });
    (rows.collect(), all)
}

impl Pane for MonthPane {
    fn needs(&self) -> Needs {
        Needs { days: usize::from(WEEKS) * 7, ..Needs::NOTHING }
    }

    fn kind(&self) -> &'static Kind {
        &EVENT
    }

    fn title(&self, cx: &PaneCx<'_>) -> String {
        cx.options.date(cx.context.today()).format("%B %Y").to_string()
    }

    fn count(&self, _: &PaneCx<'_>, _: &ListView) -> Option<usize> {
        None
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn items(&self, cx: &PaneCx<'_>) -> (Vec<ListItem>, usize) {
        let meant = cx.options.date(cx.context.today());
        let day = |n: usize| {
            let (found, all) = entries(cx, n);
            let date = plus_days(cx.board.day, i64::try_from(n).unwrap_or(0));
            let tone = if date.month() == meant.month() { Tone::Plain } else { Tone::Dim };
            let count = if all == 0 { String::new() } else { all.to_string() };
            let texts: Vec<&str> = found.iter().map(|(_, text)| text.as_str()).collect();
            let mut cells = vec![
                cell(date.format("%a %-d %b").to_string(), tone),
                cell(count, Tone::Strong),
                cell(texts.join(", "), tone),
            ];
            // Beyond the columns, each meeting by itself: for the picture.
            cells.extend(found.into_iter().map(|(tone, text)| cell(text, tone)));
            let row = ListRow {
                key: RowKey { id: i64::from(date.num_days_from_ce()), ..RowKey::default() },
                subject: None,
                at: n,
                cells,
                off: false,
            };
            ListItem::Row(Box::new(row))
        };
        let start = usize::try_from((meant - cx.board.day).num_days()).unwrap_or(0);
        ((0..cx.board.days.len()).map(day).collect(), start)
    }

    fn nothing(&self) -> &'static str {
        "no days"
    }

    fn details(&self, _: &PaneCx<'_>, _: &ListRow) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    fn picture(&self, cx: &PaneCx<'_>, list: &ListView, area: Rect, focused: bool) -> Option<Picture> {
        if area.height <= WEEKS || area.width < 7 * 5 {
            return None;
        }
        let high = (area.height - 1) / WEEKS;
        let border = |n: u16| area.x + n * area.width / 7;
        let mut picture = Picture::default();
        for n in 0..7 {
            let name = plus_days(cx.board.day, i64::from(n)).format("%a").to_string();
            picture.put(border(n), area.y, 4, name, Tone::Dim);
        }
        for n in 1..7 {
            for y in area.y..area.y + 1 + WEEKS * high {
                picture.put(border(n) - 1, y, 1, "│", Tone::Dim);
            }
        }
        let (today, meant) = (cx.context.today(), cx.options.date(cx.context.today()));
        for (item, row) in list.items.iter().enumerate().filter_map(|(n, item)| Some((n, item.row()?))) {
            let (n, date) = (u16::try_from(row.at).unwrap_or(0), date(cx, row));
            let (x, y) = (border(n % 7), area.y + 1 + n / 7 * high);
            let place = Rect { x, y, width: border(n % 7 + 1) - x - 1, height: high };
            picture.spot(place, item);
            let tone = match date {
                d if d == today => Tone::Accent,
                d if d.month() != meant.month() => Tone::Dim,
                _ => Tone::Strong,
            };
            let found = row.cells.get(COLUMNS.len()..).unwrap_or_default();
            let lines = if place.width < NARROW { 0 } else { usize::from(high - 1) };
            let sign = if date == today { "•" } else { "" };
            let all = row.cells.get(1).and_then(|count| count.text.parse().ok()).unwrap_or(0);
            let count = match (all, usize::saturating_sub(all, lines.min(found.len()))) {
                (_, 0) => String::new(),
                (all, _) if lines == 0 => format!(" ·{all}"),
                (_, more) => format!(" +{more}"),
            };
            let word = if date.day() == 1 { date.format("%-d %b").to_string() } else { date.day().to_string() };
            let emphasis = if date == meant && focused { Emphasis::Chosen } else { Emphasis::Usual };
            let day = date.day();
            // Where there is no room, the month's name goes first.
            let texts = [
                format!("{sign}{word}{count}"),
                format!("{sign}{day}{count}"),
                format!("{sign}{day}{}", count.replace(" ·", "·")),
                format!("{sign}{day}"),
            ];
            let wide = usize::from(place.width);
            let text = texts.iter().find(|text| width(text) <= wide).unwrap_or(&texts[3]);
            picture.put_as(x, y, place.width, text.clone(), tone, emphasis);
            for (line, meeting) in (y + 1..).zip(found.iter().take(lines)) {
                let tone = if date.month() == meant.month() { meeting.tone } else { Tone::Dim };
                picture.put(x, line, place.width, meeting.text.as_str(), tone);
            }
        }
        Some(picture)
    }
}

impl Pane for ChosenDayPane {
    fn needs(&self) -> Needs {
        Needs { days: usize::from(WEEKS) * 7, ..Needs::NOTHING }
    }

    fn kind(&self) -> &'static Kind {
        &EVENT
    }

    fn title(&self, cx: &PaneCx<'_>) -> String {
        cx.options.date(cx.context.today()).format("%a %-d %b").to_string()
    }

    fn columns(&self) -> &'static [Column] {
        schedule::NARROW
    }

    fn items(&self, cx: &PaneCx<'_>) -> (Vec<ListItem>, usize) {
        let meant = cx.options.date(cx.context.today());
        let n = usize::try_from((meant - cx.board.day).num_days()).unwrap_or(0);
        of_day(cx, n, schedule::NARROW)
    }

    fn further_lines(&self) -> bool {
        true
    }

    fn nothing(&self) -> &'static str {
        "free"
    }

    fn details(&self, cx: &PaneCx<'_>, row: &ListRow) -> Vec<(&'static str, String)> {
        schedule::details(cx, row)
    }
}
