//! Days by the clock where there is room, as lists where there is not: one of a week's, or one by itself.

use chrono::Datelike;
use ratatui::layout::Rect;

use super::hours::{DayTimeline, change_of_clocks};
use super::schedule::{NARROW, day, details, of_day, too_large};
use crate::app::board::Needs;
use crate::domain::time::plus_days;
use crate::records::calendar::actions::EVENT;
use crate::records::kind::Kind;
use crate::tui::columns::Column;
use crate::tui::list::{ListItem, ListRow, ListView};
use crate::tui::pane::{Pane, PaneCx};
use crate::tui::picture::Picture;

/// A day of a week, counted from the first one shown.
pub struct DayPane(pub usize);

impl Pane for DayPane {
    fn needs(&self) -> Needs {
        Needs { days: self.0 + 1, work: true, ..Needs::NOTHING }
    }

    fn kind(&self) -> &'static Kind {
        &EVENT
    }

    fn title(&self, cx: &PaneCx<'_>) -> String {
        let date = plus_days(cx.board.day, i64::try_from(self.0).unwrap_or(0));
        date.format("%a %-d").to_string()
    }

    fn count(&self, _: &PaneCx<'_>, _: &ListView) -> Option<usize> {
        None
    }

    fn subtitle(&self, cx: &PaneCx<'_>) -> String {
        let date = plus_days(cx.board.day, i64::try_from(self.0).unwrap_or(0));
        let month = self.0 == 0 || date.day() == 1;
        let month = month.then(|| date.format("%b %Y").to_string());
        let today = (date == cx.context.today()).then(|| "today".to_owned());
        let words = month.into_iter().chain(today).chain(change_of_clocks(cx.context.zone(), date));
        words.collect::<Vec<_>>().join(" ")
    }

    fn picture(&self, cx: &PaneCx<'_>, list: &ListView, area: Rect, focused: bool) -> Option<Picture> {
        DayTimeline::new(cx, self.0).picture(list, area, focused)
    }

    fn columns(&self) -> &'static [Column] {
        NARROW
    }

    fn items(&self, cx: &PaneCx<'_>) -> (Vec<ListItem>, usize) {
        let (mut items, start) = of_day(cx, self.0, NARROW);
        items.extend(too_large(cx, self.0));
        (items, start)
    }

    fn nothing(&self) -> &'static str {
        "free"
    }

    fn further_lines(&self) -> bool {
        true
    }

    fn details(&self, cx: &PaneCx<'_>, row: &ListRow) -> Vec<(&'static str, String)> {
        details(cx, row)
    }
}

/// A day by itself.
pub struct SingleDayPane;

impl Pane for SingleDayPane {
    fn needs(&self) -> Needs {
        Needs { days: 1, work: true, ..Needs::NOTHING }
    }

    fn kind(&self) -> &'static Kind {
        &EVENT
    }

    fn title(&self, _: &PaneCx<'_>) -> String {
        "Schedule".to_owned()
    }

    fn subtitle(&self, cx: &PaneCx<'_>) -> String {
        let (date, today) = (cx.board.day, cx.context.today());
        let text = if date.year() == today.year() { day(date) } else { date.format("%a %-d %b %Y").to_string() };
        let date = (date != today).then_some(text);
        let words = date.into_iter().chain(change_of_clocks(cx.context.zone(), cx.board.day));
        words.collect::<Vec<_>>().join(" ")
    }

    fn columns(&self) -> &'static [Column] {
        NARROW
    }

    fn items(&self, cx: &PaneCx<'_>) -> (Vec<ListItem>, usize) {
        let (mut items, start) = of_day(cx, 0, NARROW);
        items.extend(too_large(cx, 0));
        (items, start)
    }

    fn further_lines(&self) -> bool {
        true
    }

    fn nothing(&self) -> &'static str {
        "no meetings"
    }

    fn details(&self, cx: &PaneCx<'_>, row: &ListRow) -> Vec<(&'static str, String)> {
        details(cx, row)
    }

    fn picture(&self, cx: &PaneCx<'_>, list: &ListView, area: Rect, focused: bool) -> Option<Picture> {
        DayTimeline::new(cx, 0).picture(list, area, focused)
    }
}
