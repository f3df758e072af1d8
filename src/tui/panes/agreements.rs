//! What was agreed with a client: agreements with their cycles.

use crate::app::board::Needs;
use crate::app::client_page::Agreed;
use crate::app::offer::Subject;
use crate::app::table;
use crate::command::call::Call;
use crate::command::filter::Facts;
use crate::domain::ledger::Cycle;
use crate::domain::time::{hours_minutes, plus_days};
use crate::error::Result;
use crate::records::agreements::actions::AGREEMENT;
use crate::records::agreements::burndown::BurnDown;
use crate::records::clients::actions::FACT;
use crate::records::kind::Kind;
use crate::tui::columns::{Cells, Column, cell, column};
use crate::tui::list::{ListItem, ListRow, RowKey};
use crate::tui::pane::{Pane, PaneCx};
use crate::tui::theme::Tone;

/// A client's agreements, also those that ended.
pub struct AgreementsPane;

/// The cycles of one client's retainers.
pub struct CyclesPane;

const LINE: &[Column] = &[column(10), column(usize::MAX).grows().gap(2)];

fn subject(cx: &PaneCx<'_>, id: i64, client: &str, name: &str) -> Subject {
    Subject {
        kind: &AGREEMENT,
        id,
        client: Some(client.to_owned()),
        title: name.to_owned(),
        runs: cx.board.status.running.as_ref().is_some_and(|r| r.client == client),
        ..Subject::default()
    }
}

/// The report with an agreement's cycles and draws.
fn whole(row: &ListRow) -> Option<Call> {
    Some(Call::new(table::find("agreement show")?).with("id", row.key.id.to_string()))
}

impl Pane for AgreementsPane {
    fn needs(&self) -> Needs {
        Needs { page: true, ..Needs::NOTHING }
    }

    fn kind(&self) -> &'static Kind {
        &AGREEMENT
    }

    fn title(&self, _: &PaneCx<'_>) -> String {
        "Agreements".to_owned()
    }

    fn columns(&self) -> &'static [Column] {
        LINE
    }

    fn items(&self, cx: &PaneCx<'_>) -> (Vec<ListItem>, usize) {
        let Some(page) = &cx.board.page else { return (Vec::new(), 0) };
        let code = &page.client.code;
        let row = |(at, agreed): (usize, &Agreed)| {
            let kind = if agreed.block { "block" } else { "retainer" };
            let row = ListRow {
                key: RowKey { id: agreed.id, ..RowKey::default() },
                subject: Some(subject(cx, agreed.id, code, &page.client.name)),
                at,
                cells: vec![
                    cell(kind, if agreed.holds { Tone::Strong } else { Tone::Dim }),
                    cell(terms(agreed), if agreed.holds { Tone::Plain } else { Tone::Dim }),
                ],
                off: false,
            };
            cx.admit(Some(code), row, 0, 1, Facts::default())
        };
        (page.agreements.iter().enumerate().filter_map(row).collect(), 0)
    }

    fn nothing(&self) -> &'static str {
        "hourly: no retainer and no block"
    }

    fn details(&self, cx: &PaneCx<'_>, row: &ListRow) -> Vec<(&'static str, String)> {
        let agreed = cx.board.page.as_ref().and_then(|page| page.agreements.get(row.at));
        let Some(agreed) = agreed else { return Vec::new() };
        let mut lines = vec![("terms", terms(agreed))];
        lines.extend(agreed.versions.iter().map(|(from, words)| ("version", format!("from {from}: {words}"))));
        for (date, minutes, reason) in &agreed.adjustments {
            lines.push(("adjusted", format!("{date}: {} {reason}", hours_minutes(*minutes))));
        }
        lines
    }

    fn burn_down(&self, cx: &PaneCx<'_>, row: &ListRow) -> Result<Option<BurnDown>> {
        let Some(page) = &cx.board.page else { return Ok(None) };
        BurnDown::of(&cx.context, page.client.id, row.key.id, cx.context.today())
    }

    fn report(&self, row: &ListRow) -> Option<Call> {
        whole(row)
    }
}

fn terms(agreed: &Agreed) -> String {
    let until = agreed.until.map(|day| format!(" until {}", day.format("%-d %b %Y"))).unwrap_or_default();
    let used = agreed.used.map(|(used, left)| format!(", {} used, {} left", hours_minutes(used), hours_minutes(left)));
    format!("{}, from {}{until}{}", agreed.words, agreed.from.format("%-d %b %Y"), used.unwrap_or_default())
}

const CYCLES: &[Column] = &[
    column(13),
    column(7).right(),
    column(7).right().rank(3),
    column(7).right(),
    column(7).right().rank(1),
    column(7).right().rank(2),
    column(7).right().rank(4),
];

impl Pane for CyclesPane {
    fn needs(&self) -> Needs {
        Needs { page: true, ..Needs::NOTHING }
    }

    fn kind(&self) -> &'static Kind {
        &FACT
    }

    fn title(&self, _: &PaneCx<'_>) -> String {
        "Cycles".to_owned()
    }

    fn columns(&self) -> &'static [Column] {
        CYCLES
    }

    fn head(&self, _: &PaneCx<'_>) -> Option<Cells> {
        let names = ["", "granted", "rolled", "used", "over", "lost", "kept"];
        Some(names.into_iter().map(|name| cell(name, Tone::Dim)).collect())
    }

    fn items(&self, cx: &PaneCx<'_>) -> (Vec<ListItem>, usize) {
        let Some(page) = &cx.board.page else { return (Vec::new(), 0) };
        let code = &page.client.code;
        let row = |(at, cycle): (usize, &Cycle)| {
            let open = cycle.forfeited.is_none();
            let some = |n: i64| if n == 0 { String::new() } else { hours_minutes(n) };
            let tone = if open { Tone::Strong } else { Tone::Plain };
            let row = ListRow {
                key: RowKey { id: cycle.retainer, occurrence: cycle.start.to_string(), ..RowKey::default() },
                subject: Some(Subject {
                    kind: &FACT,
                    id: page.client.id,
                    client: Some(code.clone()),
                    title: span(cycle),
                    // A day of it, for what is asked about the cycle.
                    occurrence: plus_days(cycle.end, -1).min(cx.context.today()).to_string(),
                    ..Subject::default()
                }),
                at,
                cells: vec![
                    cell(span(cycle), tone),
                    cell(if paused(cx, cycle) { "paused".to_owned() } else { hours_minutes(cycle.granted) }, tone),
                    cell(some(cycle.rolled_in), tone),
                    cell(hours_minutes(cycle.used), tone),
                    cell(some(cycle.overage), if cycle.overage > 0 { Tone::Warn } else { tone }),
                    cell(some(cycle.forfeited.unwrap_or(0)), Tone::Dim),
                    cell(some(cycle.rolled_out.unwrap_or(0)), Tone::Dim),
                ],
                off: false,
            };
            cx.admit(Some(code), row, 0, 0, Facts::default())
        };
        (page.cycles.iter().enumerate().filter_map(row).collect(), 0)
    }

    fn nothing(&self) -> &'static str {
        "no retainer has begun"
    }

    fn details(&self, cx: &PaneCx<'_>, row: &ListRow) -> Vec<(&'static str, String)> {
        let Some(page) = &cx.board.page else { return Vec::new() };
        let Some(cycle) = page.cycles.get(row.at) else { return Vec::new() };
        let closed = |n: Option<i64>| n.filter(|n| *n > 0).map(hours_minutes).unwrap_or_default();
        let some = |n: i64| if n == 0 { String::new() } else { hours_minutes(n) };
        let last = plus_days(cycle.end, -1);
        vec![
            ("days", format!("{} to {}", cycle.start.format("%a %-d %b %Y"), last.format("%a %-d %b %Y"))),
            ("granted", if paused(cx, cycle) { "paused".to_owned() } else { hours_minutes(cycle.granted) }),
            ("rolled in", some(cycle.rolled_in)),
            ("used", hours_minutes(cycle.used)),
            ("from blocks", some(cycle.from_blocks)),
            ("over", some(cycle.overage)),
            ("left", if cycle.forfeited.is_none() { hours_minutes(cycle.left) } else { String::new() }),
            ("lost", closed(cycle.forfeited)),
            ("rolled on", closed(cycle.rolled_out)),
            ("deducted", closed(cycle.deficit_out)),
        ]
    }

    fn burn_down(&self, cx: &PaneCx<'_>, row: &ListRow) -> Result<Option<BurnDown>> {
        let Some(page) = &cx.board.page else { return Ok(None) };
        let Some(cycle) = page.cycles.get(row.at) else { return Ok(None) };
        let last = plus_days(cycle.end, -1).min(cx.context.today());
        BurnDown::of(&cx.context, page.client.id, cycle.retainer, last)
    }
}

/// Whether the retainer rested in a cycle.
fn paused(cx: &PaneCx<'_>, cycle: &Cycle) -> bool {
    cx.board.page.as_ref().is_some_and(|page| page.paused.contains(&(cycle.retainer, cycle.start)))
}

/// `1 Jun-30 Jun`, with the year where it is an older one's.
fn span(cycle: &Cycle) -> String {
    let last = plus_days(cycle.end, -1);
    format!("{}-{}", cycle.start.format("%-d %b"), last.format("%-d %b"))
}
