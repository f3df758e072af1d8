//! Time not billed yet, per client, with totals per currency.

use std::collections::BTreeMap;

use crate::app::board::Needs;
use crate::app::offer::Subject;
use crate::app::table;
use crate::command::call::Call;
use crate::command::filter::Facts;
use crate::domain::chart::spark;
use crate::domain::money::Currency;
use crate::domain::time::hours_minutes;
use crate::records::billing::actions::UNBILLED;
use crate::records::billing::unbilled::Row as Open;
use crate::records::kind::Kind;
use crate::records::money;
use crate::tui::columns::{Cells, Column, cell, column};
use crate::tui::list::{ListItem, ListRow, RowKey};
use crate::tui::pane::{Pane, PaneCx};
use crate::tui::theme::Tone;

/// The pane.
pub struct UnbilledPane;

const COLUMNS: &[Column] = &[
    column(10),
    column(7).right(),
    column(16).right(),
    column(3),
    column(6).right().rank(1),
    column(12).aside(4).inline(),
    column(40).aside(3),
];

/// Weeks of a client's course.
const COURSE: usize = 12;

impl Pane for UnbilledPane {
    fn needs(&self) -> Needs {
        Needs { unbilled: true, weeks: true, ..Needs::NOTHING }
    }

    fn kind(&self) -> &'static Kind {
        &UNBILLED
    }

    fn title(&self, _: &PaneCx<'_>) -> String {
        "Unbilled".to_owned()
    }

    fn subtitle(&self, cx: &PaneCx<'_>) -> String {
        cx.other_day()
    }

    fn sum(&self, cx: &PaneCx<'_>) -> String {
        let seen = cx.board.unbilled.rows.iter().filter(|r| cx.only.is_none_or(|only| only == r.client));
        let minutes: i64 = seen.filter(|r| !cx.hides(Some(&r.client))).map(|r| r.minutes).sum();
        if minutes > 0 { hours_minutes(minutes) } else { String::new() }
    }

    fn head(&self, _: &PaneCx<'_>) -> Option<Cells> {
        let words = ["", "hours", "amount", "", "oldest", "12 weeks", ""];
        Some(words.into_iter().map(|word| cell(word, Tone::Dim)).collect())
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn items(&self, cx: &PaneCx<'_>) -> (Vec<ListItem>, usize) {
        let rows = cx.board.unbilled.rows.iter().enumerate();
        (rows.filter_map(|(at, open)| item(cx, open, at)).collect(), 0)
    }

    fn foot(&self, cx: &PaneCx<'_>) -> Vec<Cells> {
        let mut sums: BTreeMap<Currency, (i64, i64)> = BTreeMap::new();
        let rows = cx.board.unbilled.rows.iter().filter(|r| cx.only.is_none_or(|only| only == r.client));
        for row in rows.filter(|r| owes(r) && !cx.hides(Some(&r.client))) {
            let (minutes, amount) = sums.entry(row.currency).or_default();
            (*minutes, *amount) = (*minutes + row.minutes, *amount + row.total());
        }
        let line = |(n, (currency, (minutes, amount))): (usize, (&Currency, &(i64, i64)))| {
            vec![
                cell(if n == 0 { "total" } else { "" }, Tone::Strong),
                cell(unless_zero(*minutes, ""), Tone::Plain),
                cell(money::grouped(*amount, *currency), Tone::Strong),
                cell(currency.to_string(), Tone::Dim),
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
        cx.board.unbilled.rows.get(row.at).map(details).unwrap_or_default()
    }

    fn report(&self, row: &ListRow) -> Option<Call> {
        let client = row.subject.as_ref()?.client.clone()?;
        let call = Call::new(table::find("entry list")?).with("client", client);
        Some(call.with("state", "open").with("limit", "50"))
    }
}

/// All that a client owes: a label and its text.
pub fn details(open: &Open) -> Vec<(&'static str, String)> {
    let mut lines = vec![
        ("client", open.name.clone()),
        ("hours", hours_minutes(open.minutes)),
        ("amount", format!("{} {}", money::grouped(open.total(), open.currency), open.currency)),
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
    for item in &open.items {
        lines.push(("", format!("{}: {}", item.text, money::text(item.amount, open.currency))));
    }
    lines
}

fn unless_zero(minutes: i64, word: &str) -> String {
    if minutes == 0 { String::new() } else { format!("{} {word}", hours_minutes(minutes)).trim_end().to_owned() }
}

/// The client's hours of the last weeks.
fn course(cx: &PaneCx<'_>, code: &str) -> String {
    let weeks = cx.board.weeks.as_ref().and_then(|weeks| weeks.client(code));
    weeks.map(|weeks| spark(&weeks.last(COURSE)).trim_end().to_owned()).unwrap_or_default()
}

/// Whether a row comes to an amount.
fn owes(open: &Open) -> bool {
    open.minutes > open.unpriced || !open.items.is_empty()
}

fn item(cx: &PaneCx<'_>, open: &Open, at: usize) -> Option<ListItem> {
    let priced = owes(open);
    let age = match open.age(cx.board.unbilled.as_of) {
        Some(0) => "today".to_owned(),
        Some(days) => format!("{days} d"),
        None => String::new(),
    };
    let beside = open.beside_time().join(" + ");
    let mut note = vec![unless_zero(open.unpriced, "no rate"), beside, unless_zero(open.covered, "covered")];
    note.retain(|text| !text.is_empty());
    let row = ListRow {
        key: RowKey { id: open.id, ..RowKey::default() },
        subject: Some(Subject {
            kind: &UNBILLED,
            id: open.id,
            client: Some(open.client.clone()),
            title: open.name.clone(),
            runs: cx.board.status.running.as_ref().is_some_and(|r| r.client_id == open.id),
            ..Subject::default()
        }),
        at,
        cells: vec![
            cell(&open.client, cx.client(&open.client)),
            cell(unless_zero(open.minutes, ""), Tone::Plain),
            cell(if priced { money::grouped(open.total(), open.currency) } else { String::new() }, Tone::Plain),
            cell(if priced { open.currency.to_string() } else { String::new() }, Tone::Dim),
            cell(age, Tone::Dim),
            cell(course(cx, &open.client), cx.client(&open.client)),
            cell(note.join(", "), if open.unpriced > 0 { Tone::Warn } else { Tone::Dim }),
        ],
        off: false,
    };
    cx.admit(Some(&open.client), row, 0, 0, Facts::default())
}
