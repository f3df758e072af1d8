//! Entries of many days in one list: a client's last ones, and those behind a row of a report.

use chrono::{Datelike, NaiveDate};

use super::entries::{details, history, item};
use crate::app::board::Needs;
use crate::command::call::Call;
use crate::command::grammar::duration::write_duration;
use crate::records::kind::Kind;
use crate::records::time::actions::ENTRY;
use crate::tui::columns::{Column, cell, column};
use crate::tui::list::{ListItem, ListRow, ListView};
use crate::tui::pane::{Pane, PaneCx};
use crate::tui::theme::Tone;

/// A client's last entries.
pub struct RecentEntriesPane;

/// The entries behind a row of a report.
pub struct BehindPane;

const BEHIND: &[Column] = &[
    column(11),
    column(11).rank(3),
    column(10).rank(1),
    column(usize::MAX).grows(),
    column(12).rank(6).gap(2),
    column(6).right().gap(2),
    column(6).right().rank(2),
    column(16).right().rank(4),
];

impl Pane for BehindPane {
    fn needs(&self) -> Needs {
        Needs::NOTHING
    }

    fn kind(&self) -> &'static Kind {
        &ENTRY
    }

    fn title(&self, _: &PaneCx<'_>) -> String {
        "Entries".to_owned()
    }

    fn subtitle(&self, cx: &PaneCx<'_>) -> String {
        let Some(behind) = &cx.board.behind else { return String::new() };
        let worked: i64 = behind.rows.iter().map(|row| row.seconds).sum();
        let older =
            if behind.older > 0 { format!("  {} older ones are not shown", behind.older) } else { String::new() };
        if cx.privacy.is_on() {
            older
        } else {
            format!("{}  {} worked{older}", behind.of.words(), write_duration(worked / 60 * 60))
        }
    }

    fn columns(&self) -> &'static [Column] {
        BEHIND
    }

    fn items(&self, cx: &PaneCx<'_>) -> (Vec<ListItem>, usize) {
        let day = |date: NaiveDate| {
            let year = if date.year() == cx.context.today().year() { "" } else { " %Y" };
            date.format(&format!("%-d %b{year}")).to_string()
        };
        let mut items = Vec::new();
        for entry in cx.board.behind.iter().flat_map(|behind| &behind.rows) {
            let Some(ListItem::Row(mut row)) = item(cx, entry, 0, None) else { continue };
            // The day in place of the overlap.
            row.cells.swap(0, 1);
            row.cells[0] = cell(day(entry.line.entry.date), Tone::Dim);
            items.push(ListItem::Row(row));
        }
        (items, 0)
    }

    fn nothing(&self) -> &'static str {
        "no entry is behind these figures"
    }

    fn details(&self, cx: &PaneCx<'_>, row: &ListRow) -> Vec<(&'static str, String)> {
        details(cx, row)
    }

    fn report(&self, row: &ListRow) -> Option<Call> {
        history(row)
    }
}

const DATED: &[Column] = &[
    column(6),
    column(11).rank(3),
    column(usize::MAX).grows(),
    column(12).rank(6).gap(2),
    column(6).right().gap(2),
    column(6).right().rank(2),
    column(16).right().rank(4),
];

impl Pane for RecentEntriesPane {
    fn needs(&self) -> Needs {
        Needs { page: true, ..Needs::NOTHING }
    }

    fn kind(&self) -> &'static Kind {
        &ENTRY
    }

    fn title(&self, _: &PaneCx<'_>) -> String {
        "Recent".to_owned()
    }

    fn count(&self, _: &PaneCx<'_>, _: &ListView) -> Option<usize> {
        None
    }

    fn columns(&self) -> &'static [Column] {
        DATED
    }

    fn items(&self, cx: &PaneCx<'_>) -> (Vec<ListItem>, usize) {
        let mut items = Vec::new();
        for entry in cx.board.page.iter().flat_map(|page| &page.entries) {
            let Some(ListItem::Row(mut row)) = item(cx, entry, 0, None) else { continue };
            // The day in place of the overlap, and no client: it is everywhere the same.
            let mut cells = std::mem::take(&mut row.cells);
            cells.swap(0, 1);
            cells[0] = cell(entry.line.entry.date.format("%-d %b").to_string(), Tone::Dim);
            cells.remove(2);
            row.cells = cells;
            items.push(ListItem::Row(row));
        }
        (items, 0)
    }

    fn nothing(&self) -> &'static str {
        "nothing is logged yet"
    }

    fn details(&self, cx: &PaneCx<'_>, row: &ListRow) -> Vec<(&'static str, String)> {
        details(cx, row)
    }

    fn report(&self, row: &ListRow) -> Option<Call> {
        history(row)
    }
}
