//! Hours left, the tightest client first.

use chrono::Datelike;

use crate::app::board::Needs;
use crate::app::offer::Subject;
use crate::app::table;
use crate::command::call::Call;
use crate::command::filter::Facts;
use crate::domain::time::hours_minutes;
use crate::error::Result;
use crate::records::agreements::actions::AGREEMENT;
use crate::records::agreements::burndown::BurnDown;
use crate::records::agreements::retainers::Row as Left;
use crate::records::kind::Kind;
use crate::tui::columns::{Cells, Column, bar_cell, cell, column};
use crate::tui::gauge::Gauge;
use crate::tui::list::{ListItem, ListRow, RowKey};
use crate::tui::pane::{Pane, PaneCx};
use crate::tui::theme::Tone;

/// The pane.
pub struct RetainersPane;

const COLUMNS: &[Column] = &[
    column(10),
    column(24).grows().least(6),
    column(12).right(),
    column(7).right().rank(2),
    column(14).rank(1),
    column(7).right().aside(4),
    column(12).aside(3),
    column(14).aside(6),
    column(13).aside(5),
];

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

    fn head(&self, _: &PaneCx<'_>) -> Option<Cells> {
        let words = ["", "used", "left", "of", "resets", "pace", "", "", ""];
        Some(words.into_iter().map(|word| cell(word, Tone::Dim)).collect())
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
        let of = format!("{} of {}", live(left, left.used_live()), hours_minutes(left.capacity()));
        let used = match left.rolled_words().filter(|_| !left.paused) {
            _ if left.paused => live(left, left.used_live()),
            Some(rolled) => format!("{of} {rolled}"),
            None => of,
        };
        let percent = percent(left).filter(|_| left.alert.is_some()).map(|percent| format!(" ({percent} %)"));
        let percent = percent.unwrap_or_default();
        let expires = left.expires.iter().map(|(on, m)| format!("{} on {}", hours_minutes(*m), on.format("%-d %b %Y")));
        let cycle = [left.until(), left.workdays().unwrap_or_default()].join(" ").trim().to_owned();
        let pace = [left.pace_words(), left.empty_words()].into_iter().flatten().collect::<Vec<_>>().join(", ");
        vec![
            ("client", left.name.clone()),
            ("what", format!("{kind} {}", left.agreement)),
            ("used", used + &percent),
            ("left", if left.paused { String::new() } else { live(left, left.left_live()) }),
            ("cycle", cycle),
            ("pace", pace.trim_start_matches("pace ").to_owned()),
            (
                "blocks",
                if left.from_blocks > 0 && !left.block { hours_minutes(left.from_blocks) } else { String::new() },
            ),
            ("over", if left.over_live() > 0 { hours_minutes(left.over_live()) } else { String::new() }),
            ("paused", if left.paused { "yes: nothing is granted in this cycle".to_owned() } else { String::new() }),
            ("expires", expires.collect::<Vec<_>>().join(", ")),
        ]
    }

    fn burn_down(&self, cx: &PaneCx<'_>, row: &ListRow) -> Result<Option<BurnDown>> {
        let Some(left) = cx.board.retainers.rows.get(row.at) else { return Ok(None) };
        BurnDown::of(&cx.context, left.client_id, left.agreement, cx.board.unbilled.as_of)
    }

    fn report(&self, row: &ListRow) -> Option<Call> {
        table::find("agreement show").map(|a| Call::new(a).with("id", row.key.id.to_string()))
    }
}

/// Minutes as they are said of a retainer that a timer runs on, or not.
fn live(left: &Left, minutes: i64) -> String {
    format!("{}{}", if left.running > 0 { "~" } else { "" }, hours_minutes(minutes))
}

/// What is used, in percent; none of nothing.
fn percent(left: &Left) -> Option<i64> {
    (left.used_live() * 100).checked_div(left.capacity())
}

/// What is used as a bar.
fn gauge(left: &Left, tone: Tone) -> Gauge {
    let running = left.used_live() - left.used;
    let over = left.over_live();
    // What blocks cover is not over; what nothing covers is.
    let used = left.capacity() - left.left_live();
    Gauge {
        used: if over > 0 { left.capacity() + over } else { (used - running).max(0) },
        running: if over > 0 { 0 } else { running },
        of: left.capacity(),
        pace: left.elapsed.map(|percent| percent * left.capacity() / 100),
        tone,
    }
}

fn item(cx: &PaneCx<'_>, left: &Left, at: usize) -> Option<ListItem> {
    let over = left.over_live() > 0;
    let tone = match left.alert {
        _ if left.paused => Tone::Dim,
        _ if over => Tone::Bad,
        Some(percent) if percent >= 100 => Tone::Bad,
        Some(percent) if percent >= 75 => Tone::Warn,
        _ => Tone::Good,
    };
    let resets = match left.until() {
        _ if left.block && left.end.is_none() => "block".to_owned(),
        until => {
            // The heading says that it resets, and the year where it is another one.
            let year = format!(" {}", cx.context.today().year());
            until.strip_prefix("resets ").unwrap_or(&until).trim_end_matches(&year).to_owned()
        }
    };
    let number = match (left.paused, over) {
        (true, _) => cell("paused", Tone::Dim),
        (_, true) => cell(format!("over {}", live(left, left.over_live())), Tone::Bad),
        _ => cell(live(left, left.left_live()), if left.alert.is_some() { tone } else { Tone::Strong }),
    };
    let blank = |text: String| if left.paused { String::new() } else { text };
    let pace = left.pace_words().unwrap_or_default();
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
            bar_cell(gauge(left, tone)),
            number,
            cell(blank(hours_minutes(left.capacity())), Tone::Dim),
            cell(resets, Tone::Dim),
            cell(pace.trim_start_matches("pace "), Tone::Dim),
            cell(left.empty_words().unwrap_or_default(), Tone::Warn),
            cell(left.rolled_words().filter(|_| !left.paused).unwrap_or_default(), Tone::Dim),
            cell(left.workdays().unwrap_or_default(), Tone::Dim),
        ],
        off: false,
    };
    cx.admit(Some(&left.client), row, 0, 0, Facts::default())
}
