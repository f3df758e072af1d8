//! The place one is at in a view: its cursors, its filters and the days it shows.

use chrono::{Datelike, NaiveDate};

use super::list::ListView;
use super::options::ViewOptions;
use super::pane::Pane;
use super::view::{FirstDay, View};
use super::views::{BEHIND, CLIENT};
use crate::app::board::Board;
use crate::app::paper::PaperOf;
use crate::command::context::Context;
use crate::domain::time::plus_days;
use crate::error::Result;
use crate::records::reports::behind::Behind;

/// A place: a view with its cursors, its filters and the days it shows.
pub struct Place {
    /// The view.
    pub view: &'static View,
    /// The client whose page it is.
    pub client: Option<i64>,
    /// The pane that has the keys.
    pub focus: usize,
    /// The pane whose row is the document that is looked at.
    pub looked: usize,
    /// The document that is looked at.
    pub paper: Option<PaperOf>,
    /// The row of a report whose entries are looked at.
    pub behind: Option<Behind>,
    /// The rows of each pane.
    pub lists: Vec<ListView>,
    /// The filter of each pane.
    pub filters: Vec<String>,
    /// What is shown of it.
    pub options: ViewOptions,
}

impl Place {
    /// Begins a view.
    pub fn new(view: &'static View) -> Self {
        let count = view.panes.len();
        Self {
            view,
            client: None,
            focus: 0,
            looked: 0,
            paper: None,
            behind: None,
            lists: std::iter::repeat_with(ListView::default).take(count).collect(),
            filters: vec![String::new(); count],
            options: ViewOptions::default(),
        }
    }

    /// The day shown, or the first.
    pub fn first(&self, today: NaiveDate) -> NaiveDate {
        let monday = |day: NaiveDate| plus_days(day, -i64::from(day.weekday().num_days_from_monday()));
        let day = self.date(today);
        match self.view.from {
            FirstDay::Day => day,
            FirstDay::Week => monday(day),
            FirstDay::Month => monday(day.with_day(1).unwrap_or(day)),
        }
    }

    /// The day that is meant, the same as the first or one of the week.
    pub fn date(&self, today: NaiveDate) -> NaiveDate {
        self.options.date(today)
    }

    /// The day that what is added to the schedule is for, where it is another than today.
    pub fn adds_on(&self, today: NaiveDate) -> Option<NaiveDate> {
        let nth = |n: usize| plus_days(self.first(today), i64::try_from(n).unwrap_or(0));
        let day = match self.view.needs().days {
            0 => return None,
            _ if self.by_day() => nth(self.focus),
            // In a list of many days it is the one that the cursor is in.
            days if days > 2 && self.view.from == FirstDay::Day => nth(self.list().selected()?.key.part.into()),
            _ => self.date(today),
        };
        (day != today).then_some(day)
    }

    /// Whether it shows days or weeks.
    pub fn has_days(&self) -> bool {
        self.view.needs().days > 0 || self.view.needs().sheet > 0
    }

    /// Whether it is a month whose days the cursor goes through.
    pub fn is_month(&self) -> bool {
        self.view.from == FirstDay::Month && self.focus == 0
    }

    /// Shows the next of the stretches of days that the view knows, a day instead of a week; whether it knows any.
    pub fn turn_span(&mut self, today: NaiveDate) -> bool {
        let Some(other) = self.view.other else { return false };
        let options = ViewOptions { day: self.options.day, together: self.options.together, ..ViewOptions::default() };
        *self = Self { options, ..Self::new(other) };
        self.begin(today);
        true
    }

    /// Whether each day has a pane of its own.
    pub fn by_day(&self) -> bool {
        self.view.from == FirstDay::Week && self.view.panes.len() == 7
    }

    /// Puts the cursor where one begins: on the day that is meant.
    pub fn begin(&mut self, today: NaiveDate) {
        if self.by_day() {
            self.focus = usize::try_from(self.date(today).weekday().num_days_from_monday()).unwrap_or(0);
        }
    }

    /// Goes so many days on or back, or to today.
    pub fn go_days(&mut self, by: i64, today: NaiveDate) {
        self.go_to(if by == 0 { today } else { plus_days(self.date(today), by) }, today);
    }

    /// Goes to a day.
    pub fn go_to(&mut self, day: NaiveDate, today: NaiveDate) {
        let week = self.first(today);
        self.options.day = (day != today).then_some(day);
        self.begin(today);
        if self.first(today) != week || !self.by_day() {
            self.lists.iter_mut().for_each(ListView::forget);
        }
    }

    /// Reads the board for what it shows; a report is read of the client alone that every list is filtered by.
    pub fn read(&self, context: &Context<'_>, only: Option<&str>) -> Result<Board> {
        let mut needs = self.view.needs();
        if needs.report.is_some() {
            needs.report = Some((self.options.report, only.map(str::to_owned)));
        }
        needs.behind.clone_from(&self.behind);
        Board::of(context, self.first(context.today()), &needs, self.client)
    }

    /// Whether it shows a report.
    pub fn is_report(&self) -> bool {
        self.view.needs().report.is_some()
    }

    /// Makes the place of the entries behind a row of a report.
    pub fn behind(behind: Behind) -> Self {
        Self { behind: Some(behind), ..Self::new(&BEHIND) }
    }

    /// Makes the place of a client's page.
    pub fn client(id: i64) -> Self {
        Self { client: Some(id), ..Self::new(&CLIENT) }
    }

    /// The pane that has the keys.
    pub fn pane(&self) -> &'static dyn Pane {
        self.view.panes[self.focus]
    }

    /// The list that has the keys.
    pub fn list(&self) -> &ListView {
        &self.lists[self.focus]
    }

    /// The list that has the keys, to move in.
    pub fn list_mut(&mut self) -> &mut ListView {
        &mut self.lists[self.focus]
    }

    /// The filter of the list that has the keys.
    pub fn filter_mut(&mut self) -> &mut String {
        &mut self.filters[self.focus]
    }
}
