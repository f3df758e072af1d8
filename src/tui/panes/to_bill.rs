//! Clients to be billed: what they owe that is on no document, what of, and through which day it would be billed.

use std::collections::BTreeMap;

use super::unbilled;
use crate::app::board::{ListSource, Needs};
use crate::app::offer::Subject;
use crate::app::table;
use crate::command::call::Call;
use crate::command::filter::Facts;
use crate::domain::money::Currency;
use crate::domain::text::wrap;
use crate::domain::time::hours_minutes;
use crate::records::billing::actions::DUE;
use crate::records::billing::due::{DueClient, ToBill};
use crate::records::kind::Kind;
use crate::records::money;
use crate::tui::columns::{Cells, Column, cell, column};
use crate::tui::list::{ListItem, ListRow, RowKey};
use crate::tui::pane::{Pane, PaneCx};
use crate::tui::theme::Tone;

/// The pane.
pub struct ToBillPane;

const COLUMNS: &[Column] = &[
    column(10),
    column(14).right(),
    column(3),
    // What of has the hours in it.
    column(7).right().rank(4),
    column(60).grows().least(30).gap(2),
    column(11).right().rank(1).gap(2),
    column(6).right().rank(2),
    column(6).rank(3),
];

/// The clients that may be seen.
fn seen<'a>(cx: &'a PaneCx<'_>) -> impl Iterator<Item = (usize, &'a DueClient)> {
    let clients = cx.board.list::<ToBill>().map_or(&[][..], |list| list.clients.as_slice());
    clients.iter().enumerate().filter(|(_, due)| !cx.hides(Some(&due.row.client)))
}

impl Pane for ToBillPane {
    fn needs(&self) -> Needs {
        Needs { lists: vec![ListSource::of::<ToBill>()], ..Needs::NOTHING }
    }

    fn kind(&self) -> &'static Kind {
        &DUE
    }

    fn title(&self, _: &PaneCx<'_>) -> String {
        "To bill".to_owned()
    }

    fn top(&self, cx: &PaneCx<'_>, wide: usize) -> Vec<Cells> {
        let lacking = cx.board.list::<ToBill>().map_or(&[][..], |list| list.lacking.as_slice());
        if lacking.is_empty() || cx.board.empty {
            return Vec::new();
        }
        let fields = lacking.join(", ").replace("tax-number", "tax number or VAT id");
        let text = format!("! before the first invoice, say who bills: {fields}");
        wrap(&text, wide.max(1)).into_iter().map(|line| vec![cell(line, Tone::Warn)]).collect()
    }

    fn head(&self, _: &PaneCx<'_>) -> Option<Cells> {
        let names = ["", "total", "", "hours", "what", "through", "age", ""];
        Some(names.into_iter().map(|name| cell(name, Tone::Dim)).collect())
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn items(&self, cx: &PaneCx<'_>) -> (Vec<ListItem>, usize) {
        (seen(cx).filter_map(|(at, due)| item(cx, due, at)).collect(), 0)
    }

    fn foot(&self, cx: &PaneCx<'_>) -> Vec<Cells> {
        let mut sums: BTreeMap<Currency, (i64, i64)> = BTreeMap::new();
        for (_, due) in seen(cx).filter(|(_, due)| cx.only.is_none_or(|only| only == due.row.client)) {
            let row = &due.row;
            let (amount, minutes) = sums.entry(row.currency).or_default();
            (*amount, *minutes) = (*amount + row.total(), *minutes + row.minutes);
        }
        let line = |(n, (currency, (amount, minutes))): (usize, (&Currency, &(i64, i64)))| {
            vec![
                cell(if n == 0 { "total" } else { "" }, Tone::Strong),
                cell(money::text(Some(*amount), *currency), Tone::Strong),
                cell(currency.to_string(), Tone::Dim),
                cell(if *minutes == 0 { String::new() } else { hours_minutes(*minutes) }, Tone::Plain),
            ]
        };
        sums.iter().enumerate().map(line).collect()
    }

    fn further_lines(&self) -> bool {
        true
    }

    fn nothing(&self) -> &'static str {
        "everything is billed"
    }

    fn details(&self, cx: &PaneCx<'_>, row: &ListRow) -> Vec<(&'static str, String)> {
        let due = cx.board.list::<ToBill>().and_then(|list| list.clients.get(row.at));
        let Some(due) = due else { return Vec::new() };
        let mut lines = unbilled::details(&due.row);
        lines.push(("through", due.through.format("%a %-d %b %Y").to_string()));
        lines.push(("draft", due.draft.map(|id| format!("d{id}")).unwrap_or_default()));
        lines
    }

    fn report(&self, row: &ListRow) -> Option<Call> {
        let client = row.subject.as_ref()?.client.clone()?;
        let call = Call::new(table::find("entry list")?).with("client", client);
        Some(call.with("state", "open").with("limit", "50"))
    }
}

fn item(cx: &PaneCx<'_>, due: &DueClient, at: usize) -> Option<ListItem> {
    let open = &due.row;
    let today = cx.context.today();
    let age = match open.age(today) {
        Some(0) => "today".to_owned(),
        Some(days) => format!("{days} d"),
        None => String::new(),
    };
    let row = ListRow {
        key: RowKey { id: open.id, ..RowKey::default() },
        subject: Some(Subject {
            kind: &DUE,
            id: open.id,
            client: Some(open.client.clone()),
            title: open.name.clone(),
            runs: cx.board.status.running.as_ref().is_some_and(|running| running.client_id == open.id),
            ..Subject::default()
        }),
        at,
        cells: vec![
            cell(&open.client, cx.client(&open.client)),
            cell(money::text(Some(open.total()), open.currency), Tone::Strong),
            cell(open.currency.to_string(), Tone::Dim),
            cell(if open.minutes == 0 { String::new() } else { hours_minutes(open.minutes) }, Tone::Plain),
            cell(&due.what, if open.unpriced > 0 { Tone::Warn } else { Tone::Plain }),
            cell(super::open::day(due.through, today), Tone::Dim),
            cell(age, Tone::Dim),
            cell(due.draft.map(|id| format!("d{id}")).unwrap_or_default(), Tone::Accent),
        ],
        off: false,
    };
    cx.admit(Some(&open.client), row, 0, 0, Facts::default())
}
