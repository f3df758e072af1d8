//! The report that is looked at: turned, gone into, copied.

use super::list::{ListRow, ListView};
use super::loop_command::LoopCommand;
use super::pager::Pager;
use super::place::Place;
use super::privacy::Privacy;
use super::ui::Ui;
use super::views::SCHEDULE_DAY;
use crate::app::figures::Turn;
use crate::command::action::Screen;
use crate::records::reports::figures::Figures;

impl Ui {
    /// The figures that are looked at, if there are any.
    fn figures(&self) -> Option<&Figures> {
        self.session.board().figures.as_ref()?.as_ref().ok()
    }

    /// The client that reports are of alone: that of the filter, else, while others are hidden, the one that is shown.
    pub(super) fn told_of(&self) -> Option<&str> {
        let shown = match self.curtain.privacy() {
            Privacy::AllBut(client) => Some(client.as_str()),
            _ => None,
        };
        self.only().or(shown)
    }

    /// What a key makes of a report, where one is looked at.
    pub(super) fn turn_of(&self, what: Screen) -> Option<Turn> {
        Some(match what {
            _ if !self.here().is_report() => return None,
            Screen::Span | Screen::NextPane | Screen::Right => Turn::Report(1),
            Screen::PreviousPane | Screen::Left => Turn::Report(-1),
            Screen::Today => Turn::Day(None),
            Screen::Days(by @ -6..=6) => Turn::Period(by),
            Screen::Days(by) => Turn::Year(by),
            Screen::More => Turn::Length,
            Screen::Regroup => Turn::By,
            Screen::Compare => Turn::Compare,
            _ => return None,
        })
    }

    /// Turns the report that is looked at, or says why it does not.
    pub(super) fn turn_report(&mut self, turn: Turn) {
        let look = self.here().options.report;
        match look.turned(turn, self.figures(), &self.session.context(), self.told_of()) {
            Ok(turned) => {
                let place = self.here_mut();
                place.options.report = turned;
                if turned.name() != look.name() {
                    place.lists.iter_mut().for_each(ListView::forget);
                }
                self.read();
            }
            Err(error) => self.refuse(&error),
        }
    }

    /// Goes to the entries behind a row; to the schedule of a day that comes.
    pub(super) fn look_behind(&mut self, row: &ListRow) {
        let found = self.figures().and_then(|figures| Some((figures, figures.rows.get(row.at)?)));
        let Some((figures, figure)) = found else { return };
        let today = self.session.today();
        match figures.behind(figure) {
            Some(behind) if figures.through > today => {
                let mut place = Place::new(&SCHEDULE_DAY);
                place.go_to(behind.from, today);
                self.enter(place);
            }
            Some(behind) => self.enter(Place::behind(behind)),
            None => {
                let fields = figures.names().into_iter().zip(figure.cells.clone()).collect();
                let pager = Pager::new(figures.title.clone(), Pager::fields(fields));
                self.layers.show(pager);
            }
        }
    }

    /// Copies the report that is looked at as Markdown.
    pub(super) fn copy_report(&mut self) -> LoopCommand {
        if self.figures().is_none_or(|figures| self.hides(figures.client.as_deref())) && self.is_private() {
            self.wrong("client data is hidden");
            return LoopCommand::Stay;
        }
        match self.figures().map(Figures::markdown) {
            Some(text) => self.copy(&text, "the report as Markdown"),
            None => {
                self.wrong("there is no report to copy");
                LoopCommand::Stay
            }
        }
    }
}
