//! Does what keys and commands ask for.

use super::help;
use super::layers::Layer;
use super::loop_command::LoopCommand;
use super::pager::{Pager, PagerLine};
use super::palette::Palette;
use super::pending::Pending;
use super::place::Place;
use super::prompt::Purpose;
use super::ui::Ui;
use super::views::SCHEDULE_DAY;
use crate::app::board::TaskScope;
use crate::app::offer::{Fill, Offer, at_once};
use crate::app::run::run;
use crate::command::action::{Action, Effect, Screen};
use crate::command::call::Call;
use crate::command::field::Shape;
use crate::records::clients::actions::CLIENT;
use crate::records::reports::actions::FIGURE;

impl Ui {
    /// Does what an action's key asks for.
    pub(super) fn act(&mut self, action: &'static Action) -> LoopCommand {
        if !matches!(action.effect, Effect::Screen(Screen::Shift { .. })) {
            self.keys.moved(None);
        }
        match action.effect {
            Effect::Screen(what) => self.act_screen(what),
            // Of a series it is known what there is to choose from.
            _ if action.offers => {
                self.offer_restore(action);
                LoopCommand::Stay
            }
            // A key asks for the action as it is; what it must be told is asked for.
            _ if action.form
                || action.fields.iter().any(|f| matches!(f.shape, Shape::Required | Shape::Words | Shape::Needed)) =>
            {
                self.choose(action)
            }
            _ => {
                let call = at_once(action, self.subject().as_ref());
                self.attempt(Pending::of(vec![call]));
                LoopCommand::Stay
            }
        }
    }

    /// An action chosen by name: with fields it is asked for them.
    pub(super) fn choose(&mut self, action: &'static Action) -> LoopCommand {
        if action.fields.is_empty() {
            return self.act(action);
        }
        let call = Call::new(action);
        // What there is but one of is shown as it is.
        let sole = action.present.is_some() && action.first().is_none();
        let fill = if sole { Fill::Present { id: String::new() } } else { Fill::Nothing };
        let offer = if action.form { Offer::Form(call, fill) } else { Offer::Prompt(call, String::new()) };
        self.follow_offer(vec![offer], &[]);
        LoopCommand::Stay
    }

    fn act_screen(&mut self, what: Screen) -> LoopCommand {
        if let Some(day) = self.day_of(what) {
            self.go_to(day);
            return LoopCommand::Stay;
        }
        if let Some(turn) = self.turn_of(what) {
            self.turn_report(turn);
            return LoopCommand::Stay;
        }
        let has_days = self.here().has_days();
        let list = self.here_mut().list_mut();
        match what {
            Screen::Down => list.step(1),
            Screen::Up => list.step(-1),
            Screen::Top => list.go(0),
            Screen::Bottom => list.go(usize::MAX),
            Screen::HalfDown => list.step(list.half()),
            Screen::HalfUp => list.step(-list.half()),
            Screen::NextPane => self.next_pane(1),
            Screen::PreviousPane => self.next_pane(-1),
            Screen::Right => self.pane_beside(1),
            Screen::Left => self.pane_beside(-1),
            Screen::View(number) => self.go_view(number),
            Screen::Look => self.look(),
            Screen::Filter => {
                let text = self.here().filters[self.here().focus].clone();
                self.open(Purpose::Filter, Vec::new(), &text);
            }
            Screen::FilterClient => self.ask_client(),
            Screen::GoTo => {
                let back = self.here().view.needs().sheet > 0;
                self.open(Purpose::Day { back }, Vec::new(), "");
            }
            Screen::Palette => {
                let palette = Palette::new(self.fitting(), self.session.board().there.clone());
                self.layers.push(Layer::Palette(Box::new(palette)));
            }
            Screen::Help => self.show_help(),
            Screen::Compare => {
                let key = self.key("reports");
                self.note(format!("only a report is compared: {key} shows them"));
            }
            Screen::Today | Screen::Days(_) if !has_days => {
                let (schedule, time) = (self.key("schedule"), self.key("time"));
                let text = format!("this view shows no days: {schedule} has the schedule, {time} the timesheet");
                self.note(text);
            }
            Screen::Today => self.show_day(0),
            Screen::Days(by) => self.show_day(by),
            Screen::Mark | Screen::MarkAll if list.selected().is_none() => {
                self.note("there is no row here to mark");
            }
            Screen::Mark => list.mark(),
            Screen::MarkAll => list.mark_all(),
            Screen::Join => self.join(),
            Screen::Together => {
                let here = &mut self.here_mut().options;
                here.together = !here.together;
                let text = if here.together { "what touches a moved end moves along" } else { "neighbours stay" };
                self.note(text);
            }
            Screen::Regroup if self.here().view.needs().paper => self.regroup_draft(),
            Screen::Bill => self.bill(),
            Screen::SendPaper => self.ask_to_send(),
            Screen::Regroup | Screen::More if self.here().view.needs().tasks != TaskScope::All => {
                let key = self.key("tasks");
                self.note(format!("only the list of all tasks does that: {key} shows it"));
            }
            Screen::Regroup => {
                let here = &mut self.here_mut().options;
                here.group = here.group.next();
                self.arrange();
            }
            Screen::More => {
                let here = &mut self.here_mut().options;
                here.more = (here.more + 1) % 3;
                self.arrange();
            }
            Screen::Span => self.turn_span(),
            Screen::Saved => self.offer_filters(),
            Screen::Snooze => self.ask_about_reminder(),
            Screen::Open => {
                return match self.paper_row() {
                    Some(row) => self.open_paper(&row),
                    None => self.open_link(),
                };
            }
            Screen::Copy => return self.copy_row(),
            Screen::Privacy => self.hide(),
            Screen::Lock => self.lock(),
            Screen::Theme => self.offer_themes(),
            Screen::Back => self.back(),
            Screen::Quit => return LoopCommand::Quit,
            Screen::Suspend => return LoopCommand::Suspend,
            Screen::Redraw => return LoopCommand::Redraw,
            _ => self.act_row(what),
        }
        LoopCommand::Stay
    }

    /// Shows the keys that work here.
    fn show_help(&mut self) {
        let here = self.here();
        let pane = here.pane().title(&self.pane_cx(here.focus));
        let place = format!("{}, {pane}", here.view.name);
        let there = &self.session.board().there;
        let pager = help::help(self.keys.map(), &place, here.pane().kind(), there);
        self.layers.show(pager);
    }

    fn look(&mut self) {
        if self.here().is_month() {
            let day = self.here().options.day;
            let mut place = Place::new(&SCHEDULE_DAY);
            place.options.day = day;
            return self.enter(place);
        }
        if let Some(step) = self.first_step() {
            return self.take_step(step);
        }
        let Some(row) = self.here().list().selected().cloned() else {
            self.note("there is no row here to look at");
            return;
        };
        let Some(subject) = &row.subject else {
            self.wrong("client data is hidden");
            return;
        };
        if *subject.kind == CLIENT && self.here().client != Some(subject.id) {
            self.go_client(subject.id);
            return;
        }
        if *subject.kind == FIGURE {
            return self.look_behind(&row);
        }
        let pane = self.here().pane();
        let cx = self.pane_cx(self.here().focus);
        let mut lines = Pager::fields(pane.details(&cx, &row));
        match pane.burn_down(&cx, &row) {
            Ok(Some(chart)) => lines.extend([PagerLine::Table(String::new()), PagerLine::Chart(Box::new(chart))]),
            Ok(None) => {}
            Err(error) => return self.failed(&error),
        }
        let more = pane.report(&row).filter(|_| !self.is_private());
        if let Some(report) = more.and_then(|call| run(&call, self.session.store(), self.session.env()).ok()) {
            lines.push(PagerLine::Table(String::new()));
            lines.extend(report.text().lines().map(|l| PagerLine::Table(l.to_owned())));
        }
        let code = subject.client.as_deref().filter(|_| !self.is_private());
        let client = code.and_then(|code| self.session.store().client_by_code(code).ok().flatten()).map(|c| c.id);
        let title = subject.title.clone();
        // From a client's own page there is nowhere further to go.
        let client = client.filter(|id| self.here().client != Some(*id));
        self.layers.show(Pager { client, ..Pager::new(title, lines) });
    }
}
