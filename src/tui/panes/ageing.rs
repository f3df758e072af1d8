//! What clients owe, by how long it has been due, with totals per currency.

use std::collections::BTreeMap;

use crate::app::board::{ListSource, Needs};
use crate::app::offer::Subject;
use crate::app::table;
use crate::command::call::Call;
use crate::command::filter::Facts;
use crate::domain::money::{Currency, decimal};
use crate::records::invoices::actions::OWING;
use crate::records::invoices::list::{AgedSums, Ageing};
use crate::records::kind::Kind;
use crate::records::money;
use crate::tui::columns::{Cells, Column, cell, column};
use crate::tui::list::{ListItem, ListRow, RowKey};
use crate::tui::pane::{Pane, PaneCx};
use crate::tui::theme::Tone;

/// The pane.
pub struct AgeingPane;

const COLUMNS: &[Column] = &[
    column(10),
    column(14).right(),
    column(3),
    column(14).right().rank(1).gap(2),
    column(14).right().rank(7).gap(2),
    column(14).right().rank(6).gap(2),
    column(14).right().rank(5).gap(2),
    column(14).right().rank(4).gap(2),
    column(14).right().rank(3).gap(2),
    column(14).right().rank(2).gap(2),
];

/// The clients that may be seen.
fn seen<'a>(cx: &'a PaneCx<'_>) -> impl Iterator<Item = (usize, &'a (String, Currency, AgedSums))> {
    let rows = cx.board.list::<Ageing>().map_or(&[][..], |ageing| ageing.clients.as_slice());
    let rows = rows.iter().enumerate().filter(|(_, (client, ..))| !cx.hides(Some(client)));
    rows.filter(|(_, (client, ..))| cx.only.is_none_or(|only| only == client))
}

/// The amounts of a row behind its sum: what is overdue, then by age, then what is the client's credit.
fn parts(sums: &AgedSums) -> impl Iterator<Item = i64> {
    let late = sums.buckets.iter().skip(1).sum();
    std::iter::once(late).chain(sums.buckets).chain([sums.credit])
}

fn cells(name: crate::tui::columns::Cell, currency: Currency, sums: &AgedSums, tone: Tone) -> Cells {
    let amount = |minor: i64| if minor == 0 { String::new() } else { money::text(Some(minor), currency) };
    let mut cells =
        vec![name, cell(money::text(Some(sums.open()), currency), Tone::Strong), cell(currency.to_string(), Tone::Dim)];
    // The longer it is due, the more it is marked.
    let tones = [Tone::Bad, tone, tone, Tone::Warn, Tone::Bad, Tone::Bad, Tone::Good];
    cells.extend(parts(sums).zip(tones).map(|(minor, tone)| cell(amount(minor), tone)));
    cells
}

impl Pane for AgeingPane {
    fn needs(&self) -> Needs {
        Needs { lists: vec![ListSource::of::<Ageing>()], ..Needs::NOTHING }
    }

    fn kind(&self) -> &'static Kind {
        &OWING
    }

    fn title(&self, _: &PaneCx<'_>) -> String {
        "Ageing".to_owned()
    }

    fn head(&self, cx: &PaneCx<'_>) -> Option<Cells> {
        // Where nobody owes anything of an age, it has no column.
        let any = |n: usize| seen(cx).any(|(_, (.., sums))| parts(sums).nth(n).is_some_and(|minor| minor != 0));
        let ages = ["overdue", "not due", "1–30 d", "31–60 d", "61–90 d", "over 90 d", "credit"];
        let names = ["", "open", ""].into_iter().map(|name| cell(name, Tone::Dim));
        let ages = ages.into_iter().enumerate().map(|(n, name)| cell(if any(n) { name } else { "" }, Tone::Dim));
        Some(names.chain(ages).collect())
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn items(&self, cx: &PaneCx<'_>) -> (Vec<ListItem>, usize) {
        let row = |(at, (client, currency, sums)): (usize, &(String, Currency, AgedSums))| {
            let row = ListRow {
                key: RowKey { occurrence: format!("{client} {currency}"), ..RowKey::default() },
                subject: Some(Subject {
                    kind: &OWING,
                    client: Some(client.clone()),
                    title: client.clone(),
                    owes: if sums.open() > 0 { decimal(sums.open(), currency.decimals()) } else { String::new() },
                    ..Subject::default()
                }),
                at,
                cells: cells(cell(client, cx.client(client)), *currency, sums, Tone::Plain),
                off: false,
            };
            cx.admit(Some(client), row, 0, 0, Facts::default())
        };
        (seen(cx).filter_map(row).collect(), 0)
    }

    fn foot(&self, cx: &PaneCx<'_>) -> Vec<Cells> {
        let mut sums: BTreeMap<Currency, AgedSums> = BTreeMap::new();
        for (_, (_, currency, more)) in seen(cx) {
            sums.entry(*currency).or_default().add(more);
        }
        let name = |n: usize| cell(if n == 0 { "total" } else { "" }, Tone::Strong);
        sums.iter().enumerate().map(|(n, (currency, all))| cells(name(n), *currency, all, Tone::Plain)).collect()
    }

    fn further_lines(&self) -> bool {
        true
    }

    fn nothing(&self) -> &'static str {
        "nobody owes anything"
    }

    fn details(&self, cx: &PaneCx<'_>, row: &ListRow) -> Vec<(&'static str, String)> {
        let ageing = cx.board.list::<Ageing>().and_then(|ageing| ageing.clients.get(row.at));
        let Some((client, currency, sums)) = ageing else { return Vec::new() };
        let amount = |minor: i64| if minor == 0 { String::new() } else { money::text(Some(minor), *currency) };
        let names = ["not due", "1–30 days", "31–60 days", "61–90 days", "over 90", "credit"];
        let mut lines = vec![("client", client.clone()), ("open", format!("{} {currency}", amount(sums.open())))];
        lines.extend(names.into_iter().zip(parts(sums)).map(|(name, minor)| (name, amount(minor))));
        lines
    }

    fn report(&self, row: &ListRow) -> Option<Call> {
        let client = row.subject.as_ref()?.client.clone()?;
        Some(Call::new(table::find("account")?).with("client", client))
    }
}
