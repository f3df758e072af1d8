//! Drafts and what is open, the drafts first and then what is due first.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::app::board::{ListSource, Needs};
use crate::app::offer::Subject;
use crate::app::table;
use crate::command::call::Call;
use crate::command::filter::Facts;
use crate::domain::document::issued::DocumentKind;
use crate::domain::money::{Currency, decimal};
use crate::records::invoices::actions::{DOCUMENT, DRAFT};
use crate::records::invoices::open::{OpenPaper, OpenPapers};
use crate::records::kind::Kind;
use crate::records::money;
use crate::tui::columns::{Cells, Column, cell, column};
use crate::tui::list::{ListItem, ListRow, RowKey};
use crate::tui::pane::{Pane, PaneCx};
use crate::tui::theme::Tone;

/// The pane.
pub struct OpenPane;

const COLUMNS: &[Column] = &[
    column(1),
    column(14),
    column(10),
    column(11).right().rank(5),
    column(11).right().rank(1),
    column(14).right().rank(4),
    column(14).right(),
    column(3),
    column(16).rank(3),
    column(6).right().rank(2),
];

/// A day, with its year where that is another than this one.
pub fn day(day: NaiveDate, today: NaiveDate) -> String {
    day.format(if day.year() == today.year() { "%-d %b" } else { "%-d %b %Y" }).to_string()
}

/// What may be seen of what is open.
fn seen<'a>(cx: &'a PaneCx<'_>) -> impl Iterator<Item = (usize, &'a OpenPaper)> {
    let rows = cx.board.list::<OpenPapers>().map_or(&[][..], |list| list.rows.as_slice());
    rows.iter().enumerate().filter(|(_, paper)| !cx.hides(Some(&paper.listed.client)))
}

impl Pane for OpenPane {
    fn needs(&self) -> Needs {
        Needs { lists: vec![ListSource::of::<OpenPapers>()], ..Needs::NOTHING }
    }

    fn kind(&self) -> &'static Kind {
        &DOCUMENT
    }

    fn others(&self) -> &'static [&'static Kind] {
        &[&DRAFT]
    }

    fn title(&self, _: &PaneCx<'_>) -> String {
        "Open".to_owned()
    }

    fn subtitle(&self, cx: &PaneCx<'_>) -> String {
        match seen(cx).filter(|(_, paper)| paper.listed.days_overdue > 0).count() {
            0 => String::new(),
            late => format!("{late} overdue"),
        }
    }

    fn head(&self, _: &PaneCx<'_>) -> Option<Cells> {
        let names = ["", "number", "client", "date", "due", "total", "open", "", "state", "late"];
        Some(names.into_iter().map(|name| cell(name, Tone::Dim)).collect())
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn items(&self, cx: &PaneCx<'_>) -> (Vec<ListItem>, usize) {
        (seen(cx).filter_map(|(at, paper)| item(cx, paper, at)).collect(), 0)
    }

    fn foot(&self, cx: &PaneCx<'_>) -> Vec<Cells> {
        let mut sums: BTreeMap<(bool, Currency), i64> = BTreeMap::new();
        for (_, paper) in seen(cx).filter(|(_, paper)| cx.only.is_none_or(|only| only == paper.listed.client)) {
            *sums.entry((!paper.is_draft(), paper.listed.currency)).or_default() += owed(paper);
        }
        let mut last = None;
        let mut lines: Vec<Cells> = Vec::new();
        for ((issued, currency), sum) in sums.into_iter().filter(|(_, sum)| *sum != 0) {
            let name = if issued { "open" } else { "drafts" };
            let tone = if issued { Tone::Strong } else { Tone::Dim };
            let mut cells: Cells = vec![cell("", Tone::Plain); 8];
            cells[1] = cell(if last.replace(issued) == Some(issued) { "" } else { name }, tone);
            cells[6] = cell(money::text(Some(sum), currency), tone);
            cells[7] = cell(currency.to_string(), Tone::Dim);
            lines.push(cells);
        }
        let more = cx.board.list::<OpenPapers>().map_or(0, |list| list.more);
        if more > 0 {
            lines.push(vec![cell("", Tone::Plain), cell(format!("and {more} more"), Tone::Dim)]);
        }
        lines
    }

    fn further_lines(&self) -> bool {
        true
    }

    fn nothing(&self) -> &'static str {
        "nothing is open"
    }

    fn details(&self, cx: &PaneCx<'_>, row: &ListRow) -> Vec<(&'static str, String)> {
        let paper = cx.board.list::<OpenPapers>().and_then(|list| list.rows.get(row.at));
        paper.and_then(|paper| paper.problem.clone()).map(|problem| vec![("missing", problem)]).unwrap_or_default()
    }

    fn report(&self, row: &ListRow) -> Option<Call> {
        let subject = row.subject.as_ref()?;
        Some(Call::new(table::find("invoice show")?).with("number", subject.word()))
    }
}

/// What is open of a document; what a draft would ask for.
fn owed(paper: &OpenPaper) -> i64 {
    if paper.is_draft() { paper.listed.total } else { paper.listed.open }
}

/// A credit note is what the client gets.
fn total(paper: &OpenPaper) -> i64 {
    if paper.listed.kind == DocumentKind::Credit { -paper.listed.total } else { paper.listed.total }
}

fn item(cx: &PaneCx<'_>, paper: &OpenPaper, at: usize) -> Option<ListItem> {
    let (listed, today) = (&paper.listed, cx.context.today());
    let (draft, late) = (paper.is_draft(), listed.days_overdue > 0);
    let state = if paper.problem.is_some() { "cannot be issued".to_owned() } else { listed.state.replace('_', " ") };
    let tone = match (draft, late) {
        (true, _) => Tone::Accent,
        (_, true) => Tone::Bad,
        _ => Tone::Plain,
    };
    let amount =
        |minor: i64, shown: bool| if shown { money::text(Some(minor), listed.currency) } else { String::new() };
    let row = ListRow {
        key: RowKey { id: paper.id, occurrence: listed.number.clone(), ..RowKey::default() },
        subject: Some(Subject {
            kind: if draft { &DRAFT } else { &DOCUMENT },
            id: paper.id,
            client: Some(listed.client.clone()),
            title: listed.number.clone(),
            owes: if draft || listed.open == 0 {
                String::new()
            } else {
                decimal(listed.open, listed.currency.decimals())
            },
            ..Subject::default()
        }),
        at,
        cells: vec![
            cell(if late || paper.problem.is_some() { "!" } else { "" }, Tone::Bad),
            cell(&listed.number, tone),
            cell(&listed.client, cx.client(&listed.client)),
            cell(day(listed.date, today), Tone::Dim),
            cell(listed.due.map(|due| day(due, today)).unwrap_or_default(), if late { Tone::Bad } else { Tone::Plain }),
            cell(amount(total(paper), paper.problem.is_none()), Tone::Dim),
            cell(
                amount(owed(paper), paper.problem.is_none() && owed(paper) != 0),
                if draft { Tone::Dim } else { Tone::Strong },
            ),
            cell(listed.currency.to_string(), Tone::Dim),
            cell(state, if paper.problem.is_some() { Tone::Warn } else { tone }),
            cell(if late { format!("{} d", listed.days_overdue) } else { String::new() }, Tone::Bad),
        ],
        off: false,
    };
    cx.admit(Some(&listed.client), row, 0, 0, Facts::default())
}
