//! Time not billed yet, per client, with totals per currency.

use super::{HIDDEN, Pane, See};
use crate::app::call::Call;
use crate::app::offer::{Kind, Subject};
use crate::app::table;
use crate::app::views::money;
use crate::app::views::unbilled::Row as Open;
use crate::domain::time::hours_minutes;
use crate::tui::list::{Cell, Column, Item, Key, Row, cell, column};
use crate::tui::theme::Tone;

/// The pane.
pub struct Unbilled;

const COLUMNS: &[Column] = &[
    column(10),
    column(9).right(),
    column(14).right().gap(2),
    column(3),
    column(7).right().rank(2).gap(2),
    column(16).rank(1).gap(2),
    column(17).rank(3).gap(2),
];

impl Pane for Unbilled {
    fn kind(&self) -> Kind {
        Kind::Unbilled
    }

    fn title(&self) -> &'static str {
        "Unbilled"
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn items(&self, see: &See<'_>) -> (Vec<Item>, usize) {
        let rows = see.board.unbilled.rows.iter().enumerate();
        (rows.filter_map(|(at, open)| item(see, open, at)).collect(), 0)
    }

    fn foot(&self, see: &See<'_>) -> Vec<Cell> {
        let totals = see.board.unbilled.totals.iter();
        if see.private.is_some() {
            return totals.take(1).map(|_| cell(format!("total {HIDDEN}"), Tone::Dim)).collect();
        }
        let rows = || see.board.unbilled.rows.iter().filter(|r| see.only.is_none_or(|only| only == r.client));
        let sums = totals.filter_map(|(currency, _)| {
            let mine: Vec<&Open> = rows().filter(|r| r.currency == *currency && r.minutes > r.unpriced).collect();
            let sum = mine.iter().map(|r| r.amount).sum();
            (!mine.is_empty()).then(|| format!("{} {currency}", money::text(Some(sum), *currency)))
        });
        let sums: Vec<String> = sums.collect();
        if sums.is_empty() { Vec::new() } else { vec![cell(format!("total {}", sums.join("  ")), Tone::Strong)] }
    }

    fn nothing(&self) -> &'static str {
        "everything is billed"
    }

    fn details(&self, see: &See<'_>, row: &Row) -> Vec<(&'static str, String)> {
        let Some(open) = see.board.unbilled.rows.get(row.at) else { return Vec::new() };
        let mut lines = vec![
            ("client", open.name.clone()),
            ("hours", hours_minutes(open.minutes)),
            ("amount", format!("{} {}", money::text(Some(open.amount), open.currency), open.currency)),
            ("no rate", unless_zero(open.unpriced, "")),
            ("covered", unless_zero(open.covered, "")),
            ("oldest", open.oldest.map(|d| d.format("%a %-d %b %Y").to_string()).unwrap_or_default()),
        ];
        for line in &open.lines {
            let service = line.service.as_deref().unwrap_or("any service");
            let rush = if line.rush { " rush" } else { "" };
            let rate = line.rate.map_or("no rate".to_owned(), |r| format!("{}/h", money::text(Some(r), open.currency)));
            let amount = money::text(line.amount, open.currency);
            lines.push(("", format!("{} {service}{rush} at {rate}: {amount}", hours_minutes(line.minutes))));
        }
        lines
    }

    fn report(&self, row: &Row) -> Option<Call> {
        let client = row.subject.as_ref()?.client.clone()?;
        let call = Call::new(table::find("entry list")?).with("client", client);
        Some(call.with("state", "open").with("limit", "50"))
    }
}

fn unless_zero(minutes: i64, word: &str) -> String {
    if minutes == 0 { String::new() } else { format!("{} {word}", hours_minutes(minutes)).trim_end().to_owned() }
}

fn item(see: &See<'_>, open: &Open, at: usize) -> Option<Item> {
    let priced = open.minutes > open.unpriced;
    let age = match open.age(see.board.unbilled.as_of) {
        Some(0) => "today".to_owned(),
        Some(days) => format!("{days} d"),
        None => String::new(),
    };
    let row = Row {
        key: Key { id: open.id, ..Key::default() },
        subject: Some(Subject {
            kind: Kind::Unbilled,
            id: open.id,
            client: Some(open.client.clone()),
            title: open.name.clone(),
            runs: see.board.status.running.as_ref().is_some_and(|r| r.client_id == open.id),
            ..Subject::default()
        }),
        at,
        cells: vec![
            cell(&open.client, Tone::client(&open.client)),
            cell(unless_zero(open.minutes, ""), Tone::Plain),
            cell(if priced { money::text(Some(open.amount), open.currency) } else { String::new() }, Tone::Plain),
            cell(if priced { open.currency.to_string() } else { String::new() }, Tone::Dim),
            cell(age, Tone::Dim),
            cell(unless_zero(open.unpriced, "no rate"), Tone::Warn),
            cell(unless_zero(open.covered, "covered"), Tone::Dim),
        ],
        off: false,
    };
    see.admit(Some(&open.client), row, 0)
}
