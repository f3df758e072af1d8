//! Hours left, the tightest client first.

use crate::app::board::Needs;
use crate::app::offer::Subject;
use crate::app::table;
use crate::command::call::Call;
use crate::command::filter::Facts;
use crate::domain::time::hours_minutes;
use crate::records::agreements::actions::AGREEMENT;
use crate::records::agreements::retainers::{Row as Left, bar};
use crate::records::kind::Kind;
use crate::tui::columns::{Cell, Column, cell, column};
use crate::tui::list::{ListItem, ListRow, RowKey};
use crate::tui::pane::{Pane, PaneCx};
use crate::tui::theme::Tone;

/// The pane.
pub struct RetainersPane;

const COLUMNS: &[Column] = &[
    column(10),
    column(12).rank(2),
    column(20).right().rank(4),
    column(14).rank(9),
    column(13).right(),
    column(12).rank(1),
    column(20).rank(5),
    column(16).rank(8),
    column(12).rank(6),
    column(13).rank(7),
];

/// Cells of the bar between its brackets.
const BAR: usize = 10;

impl Pane for RetainersPane {
    fn needs(&self) -> Needs {
        // The header says how much is left, so that every view has it.
        Needs::NOTHING
    }

    fn kind(&self) -> &'static Kind {
        &AGREEMENT
    }

    fn title(&self, _: &PaneCx<'_>) -> String {
        "Retainers".to_owned()
    }

    fn subtitle(&self, cx: &PaneCx<'_>) -> String {
        cx.other_day()
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn items(&self, cx: &PaneCx<'_>) -> (Vec<ListItem>, usize) {
        let rows = cx.board.retainers.rows.iter().enumerate();
        (rows.filter_map(|(at, left)| item(cx, left, at)).collect(), 0)
    }

    fn further_lines(&self) -> bool {
        true
    }

    fn nothing(&self) -> &'static str {
        "no retainers or blocks"
    }

    fn details(&self, cx: &PaneCx<'_>, row: &ListRow) -> Vec<(&'static str, String)> {
        let Some(left) = cx.board.retainers.rows.get(row.at) else { return Vec::new() };
        let kind = if left.block { "block" } else { "retainer" };
        let text = |n: usize| row.cells.get(n).map(|c: &Cell| c.text.clone()).unwrap_or_default();
        let join = |from: usize, to: usize| {
            let texts = (from..to).map(text).filter(|t| !t.is_empty());
            texts.collect::<Vec<_>>().join(" ")
        };
        let expires = left.expires.iter().map(|(on, m)| format!("{} on {}", hours_minutes(*m), on.format("%-d %b %Y")));
        vec![
            ("client", left.name.clone()),
            ("what", format!("{kind} {}", left.agreement)),
            ("used", join(1, 4)),
            ("left", text(4).trim_start_matches("left ").to_owned()),
            ("cycle", join(6, 8)),
            ("pace", join(8, 10).trim_start_matches("pace ").to_owned()),
            (
                "blocks",
                if left.from_blocks > 0 && !left.block { hours_minutes(left.from_blocks) } else { String::new() },
            ),
            ("over", if left.over_live() > 0 { hours_minutes(left.over_live()) } else { String::new() }),
            ("paused", if left.paused { "yes: nothing is granted in this cycle".to_owned() } else { String::new() }),
            ("expires", expires.collect::<Vec<_>>().join(", ")),
        ]
    }

    fn report(&self, row: &ListRow) -> Option<Call> {
        table::find("agreement show").map(|a| Call::new(a).with("id", row.key.id.to_string()))
    }
}

fn item(cx: &PaneCx<'_>, left: &Left, at: usize) -> Option<ListItem> {
    let live = if left.running > 0 { "~" } else { "" };
    let used = left.used_live() * 100 / left.capacity().max(1);
    let (tone, alert) = match (left.over_live() > 0, left.alert) {
        _ if left.paused => (Tone::Dim, "paused".to_owned()),
        (true, _) => (Tone::Bad, format!("over {live}{}", hours_minutes(left.over_live()))),
        (_, Some(percent)) if percent >= 100 => (Tone::Bad, format!("!{used}%")),
        (_, Some(percent)) if percent >= 75 => (Tone::Warn, format!("!{used}%")),
        _ => (Tone::Good, String::new()),
    };
    let resets = if left.block && left.end.is_none() { "block".to_owned() } else { left.until() };
    let days = left.workdays().unwrap_or_default();
    let rolled = left.rolled_words().filter(|_| !left.paused).unwrap_or_default();
    let blank = |text: String| if left.paused { String::new() } else { text };
    let of = format!("{live}{} of {}", hours_minutes(left.used_live()), hours_minutes(left.capacity()));
    let row = ListRow {
        key: RowKey { id: left.agreement, ..RowKey::default() },
        subject: Some(Subject {
            kind: &AGREEMENT,
            id: left.agreement,
            client: Some(left.client.clone()),
            title: left.name.clone(),
            runs: cx.board.status.running.as_ref().is_some_and(|r| r.client_id == left.client_id),
            ..Subject::default()
        }),
        at,
        cells: vec![
            cell(&left.client, cx.client(&left.client)),
            cell(blank(format!("[{}]", bar(left, BAR))), tone),
            cell(if left.paused { format!("{live}{} used", hours_minutes(left.used_live())) } else { of }, Tone::Plain),
            cell(rolled, Tone::Plain),
            cell(blank(format!("left {live}{}", hours_minutes(left.left_live()))), Tone::Plain),
            cell(alert, tone),
            cell(resets, Tone::Dim),
            cell(days, Tone::Dim),
            cell(left.pace_words().unwrap_or_default(), Tone::Dim),
            cell(left.empty_words().unwrap_or_default(), Tone::Warn),
        ],
        off: false,
    };
    cx.admit(Some(&left.client), row, 0, 0, Facts::default())
}
