//! A week in totals: clients down, days across, worked and rounded side by side.

use crate::app::board::Needs;
use crate::app::offer::Subject;
use crate::command::filter::Facts;
use crate::command::grammar::duration::write_duration;
use crate::domain::time::{hours_minutes, plus_days};
use crate::records::clients::actions::CLIENT;
use crate::records::kind::Kind;
use crate::records::money;
use crate::records::time::timesheet::{ClientWeek, Sums};
use crate::tui::columns::{Cell, Cells, Column, cell, column};
use crate::tui::list::{ListItem, ListRow, ListView, RowKey};
use crate::tui::pane::{Pane, PaneCx};
use crate::tui::theme::Tone;

/// The pane.
pub struct WeekPane;

const DAY: Column = column(5).right().rank(2);
const COLUMNS: &[Column] = &[
    column(10),
    DAY,
    DAY,
    DAY,
    DAY,
    DAY,
    DAY,
    DAY,
    column(7).right().gap(2),
    column(7).right().rank(1),
    column(16).right().rank(3).gap(2),
];

impl Pane for WeekPane {
    fn needs(&self) -> Needs {
        Needs { sheet: 7, ..Needs::NOTHING }
    }

    fn kind(&self) -> &'static Kind {
        &CLIENT
    }

    fn title(&self, _: &PaneCx<'_>) -> String {
        "Week".to_owned()
    }

    fn subtitle(&self, cx: &PaneCx<'_>) -> String {
        let Some(sheet) = &cx.board.sheet else { return String::new() };
        let last = plus_days(sheet.first, 6);
        format!("{}-{}", sheet.first.format("%-d %b"), last.format("%-d %b"))
    }

    fn head(&self, cx: &PaneCx<'_>) -> Option<Cells> {
        let sheet = cx.board.sheet.as_ref()?;
        let chosen = cx.options.date(cx.context.today());
        let mut cells = vec![cell("", Tone::Dim)];
        for day in &sheet.days {
            let tone = if day.date == chosen { Tone::Accent } else { Tone::Dim };
            cells.push(cell(day.date.format("%a").to_string(), tone));
        }
        cells.extend(["worked", "rounded", "amount"].map(|text| cell(text, Tone::Dim)));
        Some(cells)
    }

    fn count(&self, _: &PaneCx<'_>, _: &ListView) -> Option<usize> {
        None
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn items(&self, cx: &PaneCx<'_>) -> (Vec<ListItem>, usize) {
        let rows = cx.board.sheet.iter().flat_map(|sheet| &sheet.clients).enumerate();
        (rows.filter_map(|(at, week)| item(cx, week, at)).collect(), 0)
    }

    fn foot(&self, cx: &PaneCx<'_>) -> Vec<Cells> {
        let shown = |client: &str| cx.only.is_none_or(|only| only == client) && !cx.hides(Some(client));
        let Some(sheet) = &cx.board.sheet else { return Vec::new() };
        let weeks: Vec<&ClientWeek> = sheet.clients.iter().filter(|w| shown(&w.client)).collect();
        if weeks.is_empty() {
            return Vec::new();
        }
        let mut sums = Sums::default();
        let mut seconds = vec![0; sheet.days.len()];
        for week in weeks {
            sums.raw_seconds += week.sums.raw_seconds;
            sums.billed_minutes += week.sums.billed_minutes;
            for (sum, day) in seconds.iter_mut().zip(&week.seconds) {
                *sum += day;
            }
            for (currency, amount) in &week.sums.amounts {
                match sums.amounts.iter_mut().find(|(c, _)| c == currency) {
                    Some((_, sum)) => *sum += amount,
                    None => sums.amounts.push((*currency, *amount)),
                }
            }
        }
        sums.amounts.sort_unstable();
        let mut lines = vec![cells("total", Tone::Strong, &seconds, &sums)];
        for (currency, amount) in sums.amounts.iter().skip(1) {
            let mut line: Cells = (1..COLUMNS.len()).map(|_| cell("", Tone::Dim)).collect();
            line.push(cell(format!("{} {currency}", money::text(Some(*amount), *currency)), Tone::Strong));
            lines.push(line);
        }
        lines
    }

    fn nothing(&self) -> &'static str {
        "nothing is logged in this week"
    }

    fn details(&self, cx: &PaneCx<'_>, row: &ListRow) -> Vec<(&'static str, String)> {
        let Some(sheet) = &cx.board.sheet else { return Vec::new() };
        let Some(week) = sheet.clients.get(row.at) else { return Vec::new() };
        let mut lines = vec![("client", week.name.clone())];
        for (day, (seconds, billed)) in sheet.days.iter().zip(week.seconds.iter().zip(&week.billed)) {
            if *seconds > 0 {
                let text = format!(
                    "{}: {} worked, {} rounded",
                    day.date.format("%a %-d %b"),
                    write_duration(seconds / 60 * 60),
                    hours_minutes(*billed)
                );
                lines.push(("", text));
            }
        }
        lines
    }
}

fn hours(seconds: i64) -> String {
    if seconds < 60 { String::new() } else { write_duration(seconds / 60 * 60) }
}

fn cells(name: &str, tone: Tone, seconds: &[i64], sums: &Sums) -> Cells {
    let mut cells: Vec<Cell> = vec![cell(name, tone)];
    cells.extend(seconds.iter().map(|s| cell(hours(*s), Tone::Plain)));
    cells.push(cell(hours(sums.raw_seconds), Tone::Strong));
    cells.push(cell(
        if sums.billed_minutes > 0 { hours_minutes(sums.billed_minutes) } else { String::new() },
        Tone::Plain,
    ));
    let amount = sums.amounts.first().map(|(currency, a)| format!("{} {currency}", money::text(Some(*a), *currency)));
    cells.push(cell(amount.unwrap_or_default(), Tone::Dim));
    cells
}

fn item(cx: &PaneCx<'_>, week: &ClientWeek, at: usize) -> Option<ListItem> {
    let row = ListRow {
        key: RowKey { id: week.id, ..RowKey::default() },
        subject: Some(Subject {
            kind: &CLIENT,
            id: week.id,
            client: Some(week.client.clone()),
            title: week.name.clone(),
            runs: cx.board.status.running.as_ref().is_some_and(|r| r.client_id == week.id),
            ..Subject::default()
        }),
        at,
        cells: cells(&week.client, cx.client(&week.client), &week.seconds, &week.sums),
        off: false,
    };
    cx.admit(Some(&week.client), row, 0, 0, Facts::default())
}
