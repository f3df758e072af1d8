//! A report: its figures with their bars and courses, and which reports there are.

use std::collections::BTreeMap;

use chrono::Datelike;

use crate::app::board::Needs;
use crate::app::figures::ReportLook;
use crate::app::offer::Subject;
use crate::command::filter::Facts;
use crate::domain::chart::Glyphs;
use crate::domain::text::{pad, pad_left, width, wrap};
use crate::records::kind::Kind;
use crate::records::reports::actions::FIGURE;
use crate::records::reports::figures::{DayMap, FigureRow, Figures};
use crate::tui::columns::{Cell, Cells, Column, bar_cell, cell, column};
use crate::tui::gauge::Gauge;
use crate::tui::list::{ListItem, ListRow, ListView, RowKey};
use crate::tui::pane::{Pane, PaneCx};
use crate::tui::theme::Tone;

/// The pane.
pub struct ReportPane;

/// What it is told of, its bar, its figures, of which those behind go first, and its course.
const COLUMNS: &[Column] = &[
    column(24).least(8),
    column(64).grows().least(6),
    column(FIGURE_WIDE).gap(2),
    column(FIGURE_WIDE).gap(2).rank(2),
    column(FIGURE_WIDE).gap(2).rank(3),
    column(FIGURE_WIDE).gap(2).rank(4),
    column(FIGURE_WIDE).gap(2).rank(5),
    column(FIGURE_WIDE).gap(2).rank(6),
    column(FIGURE_WIDE).gap(2).rank(7),
    column(FIGURE_WIDE).gap(2).rank(8),
    column(FIGURE_WIDE).gap(2).rank(9),
    column(FIGURE_WIDE).gap(2).rank(10),
    column(16).gap(2).rank(11).inline(),
];

/// Columns of figures that there is room for.
const FIGURES: usize = 10;

/// The widest of them.
const FIGURE_WIDE: usize = 28;

/// Columns below which parts do not stand below each other.
const NARROW: usize = 60;

/// Cells of a bar that may begin on either side of nothing.
const BAR: usize = 24;

/// The figures, where they may be seen: what is told of everybody says something of those who are hidden.
fn figures<'a>(cx: &'a PaneCx<'_>) -> Option<&'a Figures> {
    let figures = cx.board.figures.as_ref()?.as_ref().ok()?;
    Some(figures).filter(|figures| !cx.hides(figures.client.as_deref()))
}

/// What bars of each measure stand for; nothing where no row has a bar.
type Scales<'a> = BTreeMap<&'a str, (i64, i64)>;

/// The bar of a row.
fn bar(scales: &Scales<'_>, row: &FigureRow, tone: Tone) -> Cell {
    let found = row.bar.as_ref().and_then(|(of, value)| Some((scales.get(of.as_str())?, value)));
    let Some(((least, most), value)) = found else { return cell("", Tone::Plain) };
    let (least, most) = (*least, *most);
    // All begin at the same place, on the left of which is what is less than nothing.
    if scales.values().any(|(least, _)| *least < 0) {
        return cell(Glyphs::Blocks.bar_from_zero(*value, (least, most), BAR), tone);
    }
    bar_cell(Gauge { used: *value, of: most, tone, ..Gauge::default() })
}

/// How a figure is seen: what fell and what rose.
fn tone(text: &str, first: bool) -> Tone {
    match text.chars().next() {
        Some('▼') => Tone::Bad,
        Some('▲') => Tone::Good,
        _ if first => Tone::Strong,
        _ => Tone::Plain,
    }
}

/// The widths of the columns of figures, in which those that end below each other do so.
fn widths(figures: &Figures) -> Vec<usize> {
    let rows = || figures.rows.iter().chain(&figures.totals);
    let names = figures.names();
    let widest = |n: usize| {
        let cells = rows().filter_map(|row| row.cells.get(n)).flat_map(|text| parts(text)).map(width);
        cells.chain(names.get(n).map(|name| width(name))).max().unwrap_or(0)
    };
    (1..figures.head.len()).map(|n| widest(n).min(FIGURE_WIDE)).collect()
}

/// A figure in the lines that it takes: amounts in several currencies stand below each other.
fn parts(text: &str) -> Vec<&str> {
    if width(text) > FIGURE_WIDE { text.split(", ").collect() } else { vec![text] }
}

/// A line's figures in their columns, those under `>` at the right.
fn placed(figures: &Figures, widths: &[usize], texts: &[String], tone: impl Fn(&str, bool) -> Tone) -> Cells {
    let heads = figures.head.iter().skip(1);
    let one = |(n, (head, wide)): (usize, (&&str, &usize))| {
        let text = texts.get(n + 1).map_or("", String::as_str);
        let placed = if head.starts_with('>') { pad_left(text, *wide) } else { pad(text, *wide) };
        cell(placed, tone(text, n == 0))
    };
    let mut cells: Cells = heads.zip(widths).enumerate().map(one).take(FIGURES).collect();
    cells.resize(FIGURES, cell("", Tone::Plain));
    cells
}

fn line(name: Cell, bar: Cell, placed: Cells, course: Cell) -> Cells {
    [name, bar].into_iter().chain(placed).chain([course]).collect()
}

/// The course of a row, or behind the rows of the totals.
fn course(figures: &Figures, n: usize) -> String {
    figures.course(n).map(|course| Glyphs::Blocks.spark(course)).unwrap_or_default()
}

/// Days as shades; where there is little room, the part of today alone.
fn map(days: &DayMap, wide: usize) -> String {
    let text = days.text(Glyphs::Blocks, wide);
    match text.rsplit_once("\n\n") {
        Some((_, last)) if wide < NARROW => last.to_owned(),
        _ => text,
    }
}

/// Which reports there are, with the one in front marked; where there is little room, that one and how many there are.
fn tabs(front: &str, wide: usize) -> Vec<Cells> {
    let names = ReportLook::names();
    let this = cell(format!("▸{front}"), Tone::Accent);
    if wide < NARROW {
        let at = names.iter().position(|name| *name == front).map_or(0, |at| at + 1);
        return vec![vec![this, cell(format!("  {at} of {}", names.len()), Tone::Dim)]];
    }
    let tab = |name: &&'static str| if *name == front { this.clone() } else { cell(*name, Tone::Dim) };
    flow(names.iter().map(tab), wide)
}

/// Texts beside each other, in as many lines as they need.
fn flow(pieces: impl Iterator<Item = Cell>, wide: usize) -> Vec<Cells> {
    let mut lines: Vec<Cells> = vec![Vec::new()];
    let mut used = 0;
    for piece in pieces {
        let more = width(&piece.text);
        let begins = used > 0 && used + 2 + more > wide;
        if begins {
            lines.push(Vec::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            if used > 0 {
                line.push(cell("  ", Tone::Plain));
                used += 2;
            }
            used += more;
            line.push(piece);
        }
    }
    lines
}

impl Pane for ReportPane {
    fn needs(&self) -> Needs {
        Needs { report: Some((ReportLook::default(), None)), ..Needs::NOTHING }
    }

    fn kind(&self) -> &'static Kind {
        &FIGURE
    }

    fn title(&self, _: &PaneCx<'_>) -> String {
        "Report".to_owned()
    }

    fn count(&self, _: &PaneCx<'_>, _: &ListView) -> Option<usize> {
        None
    }

    fn top(&self, cx: &PaneCx<'_>, wide: usize) -> Vec<Cells> {
        let narrow = wide < NARROW;
        let mut top = tabs(cx.options.report.name(), wide);
        let space = |top: &mut Vec<Cells>| top.extend((!narrow).then(Vec::new));
        let lines = |text: &str, tone: Tone| -> Vec<Cells> {
            wrap(text, wide.max(1)).into_iter().map(|line| vec![cell(line, tone)]).collect()
        };
        space(&mut top);
        match (figures(cx), &cx.board.figures) {
            (Some(figures), _) => {
                top.extend(lines(&figures.title, Tone::Strong));
                if figures.rows.is_empty() {
                    top.extend(lines(figures.none, Tone::Plain));
                }
                if let Some(days) = figures.days.as_ref().filter(|_| !figures.rows.is_empty()) {
                    space(&mut top);
                    top.extend(map(days, wide).lines().map(|line| vec![cell(line, Tone::Accent)]));
                    space(&mut top);
                }
                top.extend(figures.notes.iter().flat_map(|note| lines(note, Tone::Plain)));
            }
            (None, Some(Err(why))) if !cx.privacy.is_on() => top.extend(lines(why, Tone::Warn)),
            _ => top.extend(lines("other clients' figures are hidden", Tone::Dim)),
        }
        space(&mut top);
        top
    }

    fn head(&self, cx: &PaneCx<'_>) -> Option<Cells> {
        let figures = figures(cx)?;
        let names: Vec<String> = figures.names().into_iter().map(str::to_owned).collect();
        let dim = |text: &str| cell(text, Tone::Dim);
        let course = figures.courses.as_ref().map_or("", |courses| courses.name);
        Some(line(
            dim(names.first()?),
            dim(""),
            placed(figures, &widths(figures), &names, |_, _| Tone::Dim),
            dim(course),
        ))
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn further_lines(&self) -> bool {
        true
    }

    fn items(&self, cx: &PaneCx<'_>) -> (Vec<ListItem>, usize) {
        let Some(figures) = figures(cx) else { return (Vec::new(), 0) };
        let widths = widths(figures);
        let scales = if figures.is_barred() { figures.scales() } else { Scales::new() };
        let item = |(at, row): (usize, &FigureRow)| {
            let client = row.json["client"].as_str().or(figures.client.as_deref());
            let name = row.cells.first().cloned().unwrap_or_default();
            let hue = client.map_or(Tone::Accent, |code| cx.client(code));
            let first = cell(&name, client.map_or(Tone::Plain, |code| cx.client(code)));
            let row = ListRow {
                key: RowKey { id: 0, occurrence: format!("{name} {at}"), ..RowKey::default() },
                subject: Some(Subject {
                    kind: &FIGURE,
                    client: client.map(str::to_owned),
                    title: name.clone(),
                    ..Subject::default()
                }),
                at,
                cells: line(
                    first,
                    bar(&scales, row, hue),
                    placed(figures, &widths, &row.cells, tone),
                    cell(course(figures, at), hue),
                ),
                off: false,
            };
            cx.admit(client, row, 0, 2, Facts::default())
        };
        let items: Vec<ListItem> = figures.rows.iter().enumerate().filter_map(item).collect();
        // Of days it is the last that one looks for.
        let start = if figures.days.is_some() { items.len().saturating_sub(1) } else { today(cx, figures) };
        (items, start)
    }

    fn foot(&self, cx: &PaneCx<'_>) -> Vec<Cells> {
        let Some(figures) = figures(cx) else { return Vec::new() };
        let widths = &widths(figures);
        let strong = |_: &str, first: bool| if first { Tone::Strong } else { Tone::Plain };
        let total = |(n, row): (usize, &FigureRow)| {
            let parts: Vec<Vec<&str>> = row.cells.iter().map(|text| parts(text)).collect();
            let lines = parts.iter().map(Vec::len).max().unwrap_or(0);
            let nth = |at: usize| -> Vec<String> {
                parts.iter().map(|texts| texts.get(at).map_or("", |text| text).to_owned()).collect()
            };
            let made = move |at: usize| {
                let (texts, whole) = (nth(at), figures.rows.len() + n);
                let course = if at == 0 { course(figures, whole) } else { String::new() };
                let name = texts.first().map_or("", String::as_str);
                let figures = placed(figures, widths, &texts, strong);
                line(cell(name, Tone::Strong), cell("", Tone::Plain), figures, cell(course, Tone::Dim))
            };
            (0..lines).map(made).collect::<Vec<_>>()
        };
        figures.totals.iter().enumerate().flat_map(total).collect()
    }

    fn nothing(&self) -> &'static str {
        "no figures"
    }

    fn details(&self, cx: &PaneCx<'_>, row: &ListRow) -> Vec<(&'static str, String)> {
        let Some(figures) = figures(cx) else { return Vec::new() };
        figures
            .rows
            .get(row.at)
            .map(|row| figures.names().into_iter().zip(row.cells.clone()).collect())
            .unwrap_or_default()
    }
}

/// The row of today's month or week, else the first.
fn today(cx: &PaneCx<'_>, figures: &Figures) -> usize {
    let today = cx.context.today();
    let week = format!("{}-W{:02}", today.iso_week().year(), today.iso_week().week());
    let month = today.format("%Y-%m").to_string();
    let is = |row: &FigureRow| row.json["month"] == month.as_str() || row.json["week"] == week.as_str();
    figures.rows.iter().position(is).unwrap_or(0)
}
