//! What a pane is, and what panes are made from.

use chrono::Datelike;
use ratatui::layout::Rect;

use super::columns::{Cells, Column, cell as made};
use super::list::{ListItem, ListRow, ListView};
use super::options::ViewOptions;
use super::picture::Picture;
use super::privacy::{HIDDEN, Privacy};
use super::theme::Tone;
use crate::app::board::{Board, Needs};
use crate::command::call::Call;
use crate::command::context::Context;
use crate::command::filter::{Facts, Filter};
use crate::error::Result;
use crate::records::agreements::burndown::BurnDown;
use crate::records::calendar::agenda::Row as Meeting;
use crate::records::kind::Kind;

/// A pane: what it shows of the read model; it remembers nothing.
pub trait Pane: Sync {
    /// What has to be read for it: nobody else says so, and what it leaves out is not there.
    fn needs(&self) -> Needs;
    /// What its rows are.
    fn kind(&self) -> &'static Kind;
    /// The other kinds that rows of it may be of.
    fn others(&self) -> &'static [&'static Kind] {
        &[]
    }
    /// Its title.
    fn title(&self, cx: &PaneCx<'_>) -> String;
    /// What is counted of its rows in the title; none where their number says nothing.
    fn count(&self, _see: &PaneCx<'_>, list: &ListView) -> Option<usize> {
        Some(list.items.iter().filter_map(ListItem::row).count()).filter(|n| *n > 0)
    }
    /// The sum that matters, beside the count.
    fn sum(&self, _see: &PaneCx<'_>) -> String {
        String::new()
    }
    /// More of the title, such as the day.
    fn subtitle(&self, _see: &PaneCx<'_>) -> String {
        String::new()
    }
    /// Lines above its rows, which do not move with them: each a run of texts.
    fn top(&self, _see: &PaneCx<'_>, _wide: usize) -> Vec<Cells> {
        Vec::new()
    }
    /// A heading over its columns.
    fn head(&self, _see: &PaneCx<'_>) -> Option<Cells> {
        None
    }
    /// Its columns.
    fn columns(&self) -> &'static [Column];
    /// Its rows, and the one the cursor begins at.
    fn items(&self, cx: &PaneCx<'_>) -> (Vec<ListItem>, usize);
    /// Sums under the rows, in the same columns.
    fn foot(&self, _see: &PaneCx<'_>) -> Vec<Cells> {
        Vec::new()
    }
    /// What it shows of the rows of its list in a room of some size, if it has more to show than line after line.
    fn picture(&self, _see: &PaneCx<'_>, _list: &ListView, _area: Rect, _focused: bool) -> Option<Picture> {
        None
    }
    /// Whether what found no room in a row may stand in further lines under it.
    fn further_lines(&self) -> bool {
        false
    }
    /// What it says when it has no rows.
    fn nothing(&self) -> &'static str;
    /// Everything about a row: a label and its text.
    fn details(&self, cx: &PaneCx<'_>, row: &ListRow) -> Vec<(&'static str, String)>;
    /// How the hours of a row go down over their cycle.
    fn burn_down(&self, _see: &PaneCx<'_>, _row: &ListRow) -> Result<Option<BurnDown>> {
        Ok(None)
    }
    /// The report that says still more of a row.
    fn report(&self, _row: &ListRow) -> Option<Call> {
        None
    }
}

/// The context that a pane is made from.
pub struct PaneCx<'a> {
    /// The read model.
    pub board: &'a Board,
    /// What is shown of it.
    pub options: &'a ViewOptions,
    /// The present moment, the home zone and the records.
    pub context: Context<'a>,
    /// Whether the screen follows the clock by the minute, so that a time may be shown.
    pub live: bool,
    /// Only this client's rows.
    pub only: Option<&'a str>,
    /// Whose text may be seen.
    pub privacy: &'a Privacy,
    /// Only rows that it admits.
    pub filter: Filter,
}

impl PaneCx<'_> {
    /// Says the day as of which hours and money stand, where that is not the present one.
    pub fn other_day(&self) -> String {
        let as_of = self.board.unbilled.as_of;
        match self.context.today() {
            today if today == as_of => String::new(),
            today if today.year() == as_of.year() => as_of.format("as of %a %-d %b").to_string(),
            _ => as_of.format("as of %a %-d %b %Y").to_string(),
        }
    }

    /// The tone of a client.
    pub fn client(&self, code: &str) -> Tone {
        Tone::client(self.board, code)
    }

    /// Whether a client's text is hidden.
    pub fn hides(&self, client: Option<&str>) -> bool {
        self.privacy.hides(client)
    }

    /// The client as whose a meeting is shown: of several, the one whose rows or text alone may be seen.
    pub fn whose<'m>(&self, meeting: &'m Meeting) -> Option<&'m str> {
        meeting.seen_as(self.only.or(self.privacy.shown()))
    }

    /// The codes of a meeting's clients that may be seen, for a list.
    pub fn codes(&self, meeting: &Meeting) -> String {
        if self.privacy.is_on() {
            return self.whose(meeting).unwrap_or_default().to_owned();
        }
        meeting.clients().collect::<Vec<_>>().join(", ")
    }

    /// Admits a row as it may be seen: left out by a filter, or with its text hidden but for the first `open`
    /// cells; the cell `dots` shows that there is something.
    pub fn admit(
        &self,
        client: Option<&str>,
        mut row: ListRow,
        open: usize,
        dots: usize,
        facts: Facts<'_>,
    ) -> Option<ListItem> {
        if self.only.is_some() && self.only != client {
            return None;
        }
        let hidden = self.hides(client);
        if hidden {
            row.subject = None;
            for (n, cell) in row.cells.iter_mut().enumerate().skip(open) {
                let text = if n == dots { HIDDEN } else { "" };
                *cell = made(text, Tone::Dim);
            }
        }
        if !self.filter.is_empty() {
            let text = row.cells.iter().map(|c| c.text.as_str()).collect::<Vec<_>>().join(" ");
            // What is hidden is not told by a filter either.
            let facts = if hidden { Facts::default() } else { Facts { client, ..facts } };
            if !self.filter.admits(&Facts { text: &text, today: self.context.today(), ..facts }) {
                return None;
            }
        }
        Some(ListItem::Row(Box::new(row)))
    }
}
