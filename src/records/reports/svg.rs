//! A report's figures as a picture: one SVG file that needs nothing else, without a script and without a font of its own.

use std::fmt::Write as _;

use chrono::{Datelike, NaiveDate};

use crate::domain::chart::levels;
use crate::domain::text::{clean_line, width};
use crate::domain::time::plus_days;
use crate::records::reports::figures::{DayMap, FigureRow, Figures};

/// Units that a letter takes, a line is high, the longest bar and the longest course are wide, and that lie between columns.
const LETTER: i64 = 8;
const LINE: i64 = 26;
const BAR: i64 = 280;
const COURSE: i64 = 96;
const GAP: i64 = 18;
/// A day's square, with the space beside it.
const SQUARE: i64 = 15;
/// The shades of days, of nothing to the most.
const SHADES: [&str; 5] = ["#e8eaed", "#b7d7f0", "#79b4e0", "#3a86c8", "#1b4f8a"];
/// Bars, and those of less than nothing.
const MORE: &str = "#3a86c8";
const LESS: &str = "#b3452f";

/// A text as it stands in XML: without controls, and with nothing that ends it.
fn escaped(text: &str) -> String {
    clean_line(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn wide(text: &str) -> i64 {
    i64::try_from(width(text)).unwrap_or(0) * LETTER
}

/// A part of a length.
fn part(value: i64, most: i64, length: i64) -> i64 {
    let of = i128::from(value) * i128::from(length) / i128::from(most.max(1));
    i64::try_from(of).unwrap_or(0)
}

/// The picture.
pub fn drawn(figures: &Figures) -> String {
    let mut body = String::new();
    let (mut right, mut y) = (GAP + wide(&figures.title), LINE + GAP);
    let _ = writeln!(body, "<text x=\"{GAP}\" y=\"{LINE}\" font-weight=\"bold\">{}</text>", escaped(&figures.title));
    if figures.rows.is_empty() {
        text(&mut body, GAP, y + LINE, "start", figures.none, "");
        y += LINE;
    } else if let Some(days) = &figures.days {
        let (reached, below) = squares(&mut body, days, y);
        (right, y) = (right.max(reached), below);
    } else {
        let (reached, below) = table(&mut body, figures, y);
        (right, y) = (right.max(reached), below);
    }
    for note in &figures.notes {
        y += LINE;
        text(&mut body, GAP, y, "start", note, "");
        right = right.max(GAP + wide(note));
    }
    let (wide, high) = (right + GAP, y + GAP);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}\" height=\"{high}\" viewBox=\"0 0 {wide} {high}\" \
         font-family=\"monospace\" font-size=\"13\" fill=\"#202124\">\n<title>{}</title>\n\
         <rect width=\"{wide}\" height=\"{high}\" fill=\"#ffffff\"/>\n{body}</svg>\n",
        escaped(&figures.title)
    )
}

fn text(body: &mut String, x: i64, y: i64, anchor: &str, words: &str, more: &str) {
    if !words.is_empty() {
        let _ = writeln!(body, "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\"{more}>{}</text>", escaped(words));
    }
}

/// Rows with their bars, figures and courses; how far it reaches to the right and down.
fn table(body: &mut String, figures: &Figures, top: i64) -> (i64, i64) {
    let rows: Vec<&FigureRow> = figures.rows.iter().chain(&figures.totals).collect();
    let names = figures.names();
    let columns = figures.head.len();
    let widest = |n: usize| {
        let cells = rows.iter().filter_map(|row| row.cells.get(n)).map(|cell| wide(cell)).max().unwrap_or(0);
        cells.max(names.get(n).map_or(0, |name| wide(name)))
    };
    let barred = figures.is_barred();
    let mut places = vec![GAP];
    let mut x = GAP + widest(0) + GAP;
    let bars = x;
    x += if barred { BAR + GAP } else { 0 };
    for n in 1..columns {
        // Figures end at their place, words begin there.
        let is_figure = figures.head.get(n).is_some_and(|name| name.starts_with('>'));
        places.push(if is_figure { x + widest(n) } else { x });
        x += widest(n) + GAP;
    }
    let mut y = top + LINE;
    let anchor = |n: usize| if figures.head.get(n).is_some_and(|name| name.starts_with('>')) { "end" } else { "start" };
    for (n, place) in places.iter().enumerate() {
        text(body, *place, y, anchor(n), names.get(n).unwrap_or(&""), " fill=\"#5f6368\"");
    }
    if let Some(courses) = &figures.courses {
        text(body, x, y, "start", courses.name, " fill=\"#5f6368\"");
    }
    let scales = figures.scales();
    for (n, row) in rows.iter().enumerate() {
        y += LINE;
        let bold = if n < figures.rows.len() { "" } else { " font-weight=\"bold\"" };
        for (at, (place, cell)) in places.iter().zip(&row.cells).enumerate() {
            text(body, *place, y, anchor(at), cell, bold);
        }
        if let Some((of, value)) = row.bar.as_ref().filter(|_| barred) {
            let (least, most) = scales.get(of.as_str()).copied().unwrap_or_default();
            let said: Vec<&str> = row.cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
            bar(body, (bars, y), *value, (least, most), &said.join(", "));
        }
        if let Some(course) = figures.course(n) {
            columns_of(body, (x, y), course, figures.courses.as_ref().map_or("", |courses| courses.name));
        }
    }
    let right = x + figures.courses.as_ref().map_or(0, |courses| COURSE.max(wide(courses.name)));
    (right, y)
}

/// A bar on its line, left of a zero line where it is less than nothing.
fn bar(body: &mut String, (x, y): (i64, i64), value: i64, (least, most): (i64, i64), said: &str) {
    let range = most.max(0).saturating_sub(least.min(0));
    let zero = x + part(-least.min(0), range, BAR);
    let length = part(value.abs(), range, BAR).max(i64::from(value != 0));
    let (from, fill) = if value < 0 { (zero - length, LESS) } else { (zero, MORE) };
    let top = y - 12;
    let title = escaped(said);
    let _ = writeln!(
        body,
        "<rect x=\"{from}\" y=\"{top}\" width=\"{length}\" height=\"15\" rx=\"2\" fill=\"{fill}\"><title>{title}</title></rect>"
    );
    if least < 0 {
        let (above, below) = (y - LINE + 12, y + 8);
        let _ = writeln!(body, "<path d=\"M{zero} {above}V{below}\" stroke=\"#5f6368\"/>");
    }
}

/// A course as small columns.
fn columns_of(body: &mut String, (x, y): (i64, i64), values: &[i64], name: &str) {
    let most = values.iter().copied().max().unwrap_or(0).max(1);
    let step = COURSE / i64::try_from(values.len()).unwrap_or(1).max(1);
    let _ = writeln!(body, "<g fill=\"{MORE}\"><title>{}</title>", escaped(name));
    for (n, value) in (0..).zip(values).filter(|(_, value)| **value > 0) {
        let high = part(*value, most, 18).max(1);
        let (left, top, wide) = (x + n * step, y + 4 - high, step - 2);
        let _ = writeln!(body, "<rect x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"{high}\"/>");
    }
    body.push_str("</g>\n");
}

/// A square for each day, a column for each week; how far it reaches to the right and down.
fn squares(body: &mut String, map: &DayMap, top: i64) -> (i64, i64) {
    let first = plus_days(map.period.from, -i64::from(map.period.from.weekday().num_days_from_monday()));
    let days: Vec<NaiveDate> = first.iter_days().take_while(|day| *day <= map.period.to).collect();
    let values: Vec<i64> = days.iter().map(|day| map.values.get(day).map_or(0, |(value, _)| *value)).collect();
    let left = GAP + 4 * LETTER;
    for (day, name) in (0..).zip(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]) {
        text(body, GAP, top + LINE + day * SQUARE + 11, "start", name, " font-size=\"11\" fill=\"#5f6368\"");
    }
    let mut right = left;
    for (n, (day, level)) in (0..).zip(days.iter().zip(levels(&values))) {
        let (x, y) = (left + n / 7 * SQUARE, top + LINE + n % 7 * SQUARE);
        right = x + SQUARE;
        if day.day() == 1 && *day >= map.period.from {
            text(body, x, top + LINE - 6, "start", &day.format("%b").to_string(), " font-size=\"11\" fill=\"#5f6368\"");
        }
        if *day < map.period.from || *day > map.through {
            continue;
        }
        let fill = SHADES.get(level).unwrap_or(&SHADES[0]);
        let said = map.values.get(day).map_or("nothing", |(_, words)| words.as_str());
        let size = SQUARE - 3;
        let _ = writeln!(
            body,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{size}\" height=\"{size}\" rx=\"2\" fill=\"{fill}\"><title>{day}: {}</title></rect>",
            escaped(said)
        );
    }
    (right, top + LINE + 7 * SQUARE)
}
