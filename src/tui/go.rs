//! Going about: to days, into places and back out of them, from pane to pane.

use chrono::{Datelike, NaiveDate};

use super::place::Place;
use super::prompt::Purpose;
use super::ui::Ui;
use super::view::FirstDay;
use crate::app::figures::Turn;
use crate::command::action::Screen;
use crate::domain::time::plus_days;

impl Ui {
    /// The day that a key goes to here, where days are what the cursor goes through.
    pub(super) fn day_of(&self, what: Screen) -> Option<NaiveDate> {
        let meant = self.here().date(self.session.today());
        let (month, by_day) = (self.here().is_month(), self.here().by_day());
        match what {
            Screen::Left if month || by_day => Some(-1),
            Screen::Right if month || by_day => Some(1),
            Screen::Up if month => Some(-7),
            Screen::Down if month => Some(7),
            Screen::HalfUp if month => Some(-28),
            Screen::HalfDown if month => Some(28),
            Screen::Top if month => Some(1 - i64::from(meant.day())),
            Screen::Bottom if month => Some(i64::from(meant.num_days_in_month()) - i64::from(meant.day())),
            _ => None,
        }
        .map(|days| plus_days(meant, days))
    }

    /// Goes to a day, in views that show days; else to that day's meetings.
    pub(super) fn go_to(&mut self, day: NaiveDate) {
        if self.here().is_report() {
            return self.turn_report(Turn::Day(Some(day)));
        }
        if !self.here().has_days() {
            self.go_view(2);
        }
        let today = self.session.today();
        self.here_mut().go_to(day, today);
        self.show_days(today);
    }

    /// Shows the days that are meant now; where they were read already, nothing is read again, and where one stays in a month,
    /// its days stay as they are.
    fn show_days(&mut self, today: NaiveDate) {
        let here = self.here();
        let (from, first) = (here.view.from, here.first(today));
        let known = from != FirstDay::Day && here.view.needs().sheet == 0 && first == self.session.board().day;
        if !known {
            self.read();
            return;
        }
        let meant = (here.date(today) - first).num_days();
        match usize::try_from(meant) {
            Ok(day) if from == FirstDay::Month && !here.lists[0].items.is_empty() => {
                self.here_mut().lists[0].go(day);
                self.arrange_from(1);
            }
            _ => self.arrange(),
        }
    }

    /// In a month, the day that the cursor was put on is meant from now on.
    pub(super) fn mean_day(&mut self) {
        if let (true, Some(row)) = (self.here().is_month(), self.here().list().selected()) {
            let day = plus_days(self.session.board().day, i64::try_from(row.at).unwrap_or(0));
            self.go_to(day);
        }
    }

    /// Goes into the page of a client; `back` returns to where one was.
    pub(super) fn go_client(&mut self, id: i64) {
        self.enter(Place::client(id));
    }

    /// Asks by which client every list is to be filtered.
    pub(super) fn ask_client(&mut self) {
        let text = self.navigation.only().unwrap_or_default().to_owned();
        self.open(Purpose::Client, Vec::new(), &text);
    }

    /// Goes into a place; `back` returns to where one was.
    pub(super) fn enter(&mut self, place: Place) {
        self.navigation.enter(place);
        self.read();
    }

    /// Goes so many days on or back, or to today.
    pub(super) fn show_day(&mut self, by: i64) {
        let today = self.session.today();
        self.here_mut().go_days(by, today);
        self.show_days(today);
    }

    pub(super) fn turn_span(&mut self) {
        let today = self.session.today();
        if self.here_mut().turn_span(today) {
            self.read();
        } else {
            self.note("this view has neither days nor weeks");
        }
    }

    /// Brings a view to the front as it was left; once more, its beginning.
    pub(super) fn go_view(&mut self, number: u8) {
        if self.navigation.bring(number, self.session.today()) {
            self.read();
        }
    }

    /// Gives the keys to the next pane in the order in which they are read, or to the one before.
    pub(super) fn next_pane(&mut self, by: isize) {
        let here = self.here();
        let tabs: Vec<usize> = (0..here.view.panes.len()).collect();
        let order = self.layout().filter(|layout| layout.tabs.is_none()).map_or(tabs, |layout| layout.order());
        let at = order.iter().position(|n| *n == here.focus).unwrap_or(0);
        let count = isize::try_from(order.len()).unwrap_or(1).max(1);
        if count == 1 {
            self.note("this view has only one pane");
            return;
        }
        let to = (isize::try_from(at).unwrap_or(0) + by).rem_euclid(count);
        if let Some(pane) = order.get(to.unsigned_abs()) {
            self.here_mut().focus = *pane;
        }
    }

    /// Gives the keys to the pane that lies to the right or to the left; where panes are tabs, to the tab there.
    pub(super) fn pane_beside(&mut self, by: i32) {
        let layout = self.layout().filter(|layout| layout.tabs.is_none());
        let Some(layout) = layout.filter(|_| self.here().view.panes.len() > 1) else {
            return self.next_pane(if by < 0 { -1 } else { 1 });
        };
        match layout.beside(self.here().focus, by) {
            Some(pane) => self.here_mut().focus = pane,
            None => {
                let key = self.key("next-pane");
                self.note(format!("no pane lies beside this one: {key} goes to the next"));
            }
        }
    }

    /// Puts away a reminder that stands, drops the focused list's filter, else goes back to where one came from, else drops the filter by client.
    pub(super) fn back(&mut self) {
        if self.reminded.put_away() {
            return;
        }
        if !self.here().filters[self.here().focus].is_empty() {
            self.here_mut().filter_mut().clear();
        } else if self.navigation.leave() {
            self.read();
            return;
        } else {
            return self.show_only(None);
        }
        self.arrange();
    }

    /// Filters every list by a client, or by none; a report is read anew of it.
    pub(super) fn show_only(&mut self, client: Option<String>) {
        self.navigation.show_only(client);
        if self.here().is_report() { self.read() } else { self.arrange() }
    }
}
