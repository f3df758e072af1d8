//! Meetings day by day: of the weeks to come, and of a client.

use super::hours::change_of_clocks;
use super::schedule::{COLUMNS, day, details, item, rows, too_large};
use crate::app::board::Needs;
use crate::domain::time::plus_days;
use crate::records::calendar::actions::EVENT;
use crate::records::kind::Kind;
use crate::tui::columns::{Column, column};
use crate::tui::list::{ListItem, ListRow};
use crate::tui::pane::{Pane, PaneCx};
use crate::tui::theme::Tone;

/// The meetings of the weeks to come, day by day.
pub struct AgendaPane;

/// Days that the agenda reaches ahead.
const AGENDA_DAYS: usize = 28;

/// The same columns in a pane as wide as the screen: a title needs no more.
const WIDE: &[Column] =
    &[column(5).right(), column(6).gap(0).rank(3), column(10).rank(1), column(72).grows(), column(11).rank(2)];

impl Pane for AgendaPane {
    fn needs(&self) -> Needs {
        Needs { days: AGENDA_DAYS, ..Needs::NOTHING }
    }

    fn kind(&self) -> &'static Kind {
        &EVENT
    }

    fn title(&self, _: &PaneCx<'_>) -> String {
        "Agenda".to_owned()
    }

    fn subtitle(&self, cx: &PaneCx<'_>) -> String {
        let last = plus_days(cx.board.day, i64::try_from(cx.board.days.len()).unwrap_or(0) - 1);
        format!("{} to {}", day(cx.board.day), day(last))
    }

    fn columns(&self) -> &'static [Column] {
        WIDE
    }

    fn items(&self, cx: &PaneCx<'_>) -> (Vec<ListItem>, usize) {
        let mut items = Vec::new();
        for n in 0..cx.board.days.len() {
            let date = plus_days(cx.board.day, i64::try_from(n).unwrap_or(0));
            let found: Vec<ListItem> = rows(cx, n, WIDE).into_iter().map(|(item, _)| item).collect();
            if found.is_empty() {
                continue;
            }
            let today = if date == cx.context.today() { "today, " } else { "" };
            let clocks = change_of_clocks(cx.context.zone(), date).map(|c| format!("  {c}")).unwrap_or_default();
            items.push(ListItem::Rule(format!("{today}{}{clocks}", day(date)), Tone::Dim));
            items.extend(found);
        }
        items.extend(too_large(cx, 0));
        (items, 0)
    }

    fn nothing(&self) -> &'static str {
        "no meetings in these weeks"
    }

    fn details(&self, cx: &PaneCx<'_>, row: &ListRow) -> Vec<(&'static str, String)> {
        details(cx, row)
    }
}

/// A client's meetings to come.
pub struct UpcomingPane;

impl Pane for UpcomingPane {
    fn needs(&self) -> Needs {
        Needs { page: true, ..Needs::NOTHING }
    }

    fn kind(&self) -> &'static Kind {
        &EVENT
    }

    fn title(&self, _: &PaneCx<'_>) -> String {
        "Coming".to_owned()
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn items(&self, cx: &PaneCx<'_>) -> (Vec<ListItem>, usize) {
        let mut items = Vec::new();
        let mut last = None;
        for (at, meeting) in cx.board.days.iter().flat_map(|d| &d.rows).enumerate() {
            let date = meeting.at.all_day.map_or_else(|| cx.context.zone().date(meeting.at.start), |(first, _)| first);
            let Some(item) = item(cx, meeting, 0, at, COLUMNS) else { continue };
            if last.replace(date) != Some(date) {
                items.push(ListItem::Rule(day(date), Tone::Dim));
            }
            items.push(item);
        }
        (items, 0)
    }

    fn nothing(&self) -> &'static str {
        "no meetings to come"
    }

    fn details(&self, cx: &PaneCx<'_>, row: &ListRow) -> Vec<(&'static str, String)> {
        details(cx, row)
    }
}
