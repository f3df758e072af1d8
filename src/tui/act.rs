//! What keys and commands do.

use chrono::{Datelike, NaiveDate};

use super::help;
use super::list::List;
use super::look::{Look, Text};
use super::palette::Palette;
use super::prompt::{Prompt, Purpose, day_to_show};
use super::ui::{Flow, Layer, Message, Pending, Ui};
use super::view::{From, Place, SCHEDULE_DAY};
use crate::app::board::Tasks;
use crate::app::kinds::CLIENT;
use crate::app::offer::{Fill, Offer, Subject, at_once};
use crate::app::run::run;
use crate::command::action::{Action, Effect, Screen};
use crate::command::call::Call;
use crate::command::field::Shape;
use crate::command::input::Input;
use crate::domain::time::plus_days;
use crate::records::names::ClientName;

impl Ui {
    /// The row under the cursor, as far as it may be seen.
    pub(super) fn subject(&self) -> Option<Subject> {
        self.here().list().selected().and_then(|row| row.subject.clone())
    }

    /// Does what an action's key asks for.
    pub(super) fn act(&mut self, action: &'static Action) -> Flow {
        if !matches!(action.effect, Effect::Screen(Screen::Shift { .. })) {
            self.moving = None;
        }
        match action.effect {
            Effect::Screen(what) => self.act_screen(what),
            // Of a series it is known what there is to choose from.
            _ if action.offers => {
                self.offer_restore(action);
                Flow::Stay
            }
            // A key asks for the action as it is; what it must be told is asked for.
            _ if action.fields.iter().any(|f| matches!(f.shape, Shape::Required | Shape::Words | Shape::Needed)) => {
                self.choose(action)
            }
            _ => {
                let call = at_once(action, self.subject().as_ref());
                self.attempt(Pending::of(vec![call]));
                Flow::Stay
            }
        }
    }

    /// An action chosen by name: with fields it is asked for them.
    pub(super) fn choose(&mut self, action: &'static Action) -> Flow {
        if action.fields.is_empty() {
            return self.act(action);
        }
        let call = Call::new(action);
        let offer = if action.form { Offer::Form(call, Fill::Nothing) } else { Offer::Prompt(call, String::new()) };
        self.follow_offer(vec![offer], &[]);
        Flow::Stay
    }

    fn act_screen(&mut self, what: Screen) -> Flow {
        if let Some(day) = self.day_of(what) {
            self.go_to(day);
            return Flow::Stay;
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
            Screen::FilterClient => {
                let text = self.only.clone().unwrap_or_default();
                self.open(Purpose::Client, Vec::new(), &text);
            }
            Screen::GoTo => {
                let back = self.here().view.want.sheet > 0;
                self.open(Purpose::Day { back }, Vec::new(), "");
            }
            Screen::Palette => {
                let palette = Palette::new(self.fitting());
                self.layers.push(Layer::Palette(Box::new(palette)));
            }
            Screen::Help => {
                let here = self.here();
                let pane = here.pane().title(&self.see(here.focus));
                let place = format!("{}, {pane}", here.view.name);
                let look = help::help(&self.keymap, &place, here.pane().kind());
                self.layers.push(Layer::Look(look));
            }
            Screen::Today | Screen::Days(_) if !has_days => {
                let (schedule, time) = (self.keymap.first("schedule"), self.keymap.first("time"));
                let text = format!("this view shows no days: {schedule} has the schedule, {time} the timesheet");
                self.message = Some(Message::Note(text));
            }
            Screen::Today => self.show_day(0),
            Screen::Days(by) => self.show_day(by),
            Screen::Mark | Screen::MarkAll if list.selected().is_none() => {
                self.message = Some(Message::Note("there is no row here to mark".to_owned()));
            }
            Screen::Mark => list.mark(),
            Screen::MarkAll => list.mark_all(),
            Screen::Join => self.join(),
            Screen::Together => {
                let here = self.here_mut();
                here.together = !here.together;
                let text = if here.together { "what touches a moved end moves along" } else { "neighbours stay" };
                self.message = Some(Message::Note(text.to_owned()));
            }
            Screen::Regroup | Screen::More if self.here().view.want.tasks != Tasks::All => {
                let key = self.keymap.first("tasks");
                self.message = Some(Message::Note(format!("only the list of all tasks does that: {key} shows it")));
            }
            Screen::Regroup => {
                let here = self.here_mut();
                here.group = here.group.next();
                self.arrange();
            }
            Screen::More => {
                let here = self.here_mut();
                here.more = (here.more + 1) % 3;
                self.arrange();
            }
            Screen::Span => self.turn_span(),
            Screen::Saved => self.offer_filters(),
            Screen::Snooze => self.ask_about_reminder(),
            Screen::Open => return self.open_link(),
            Screen::Copy => return self.copy_row(),
            Screen::Privacy => self.hide(),
            Screen::Lock => self.lock(),
            Screen::Back => self.back(),
            Screen::Quit => return Flow::Quit,
            Screen::Suspend => return Flow::Suspend,
            Screen::Redraw => return Flow::Redraw,
            _ => self.act_row(what),
        }
        Flow::Stay
    }

    /// Opens a prompt, with the draft that was kept for it if there is one.
    pub(super) fn open(&mut self, purpose: Purpose, fixed: Vec<Call>, words: &str) {
        let name = purpose.name();
        let mut history =
            if self.privacy.is_on() { Vec::new() } else { self.desk.store().typed(name).unwrap_or_default() };
        history.reverse();
        let mut prompt = Prompt::new(purpose, fixed, words, history);
        prompt.private = self.privacy.is_on();
        if let Some(text) = self.draft(name) {
            prompt.line.set(&text);
        }
        prompt.listen(self.desk.store(), self.desk.world());
        self.layers.push(Layer::Prompt(Box::new(prompt)));
    }

    /// The draft kept under a name, which is then forgotten: it is back on the screen.
    pub(super) fn draft(&mut self, name: &str) -> Option<String> {
        let at = self.drafts.iter().position(|(prompt, _)| prompt == name)?;
        let (_, text) = self.drafts.remove(at);
        self.message = Some(Message::Note("your draft is back".to_owned()));
        // If the database is busy it is offered again, which does no harm.
        let _ = self.desk.store().aside("forgetting a draft", |tx| tx.keep_draft(name, ""));
        Some(text)
    }

    /// `Enter` at a prompt.
    pub(super) fn enter(&mut self, mut prompt: Box<Prompt>) -> Flow {
        let typed = prompt.line.text().trim().to_owned();
        match prompt.purpose {
            Purpose::Filter => {}
            Purpose::Client if typed.is_empty() => self.filter_client(None),
            Purpose::Client => match ClientName::read(&typed, &self.desk.context()) {
                Ok(client) => {
                    self.remember("filter-client", &client.0.code);
                    self.filter_client(Some(client.0.code));
                }
                Err(error) => {
                    prompt.refused = Some(error.to_string());
                    self.layers.push(Layer::Prompt(prompt));
                }
            },
            Purpose::Day { back } => match day_to_show(&typed, back, &self.desk.context()) {
                Ok(day) => {
                    self.remember("go-to", &typed);
                    self.go_to(day);
                }
                Err(error) => {
                    prompt.refused = Some(error.to_string());
                    self.layers.push(Layer::Prompt(prompt));
                }
            },
            Purpose::Call(_) => {
                let calls = prompt.calls();
                self.layers.push(Layer::Prompt(prompt));
                match calls {
                    Ok(calls) => self.attempt(Pending { calls, typed: Some(typed), tries: 0 }),
                    Err(error) => self.refuse(&error),
                }
            }
        }
        Flow::Stay
    }

    fn filter_client(&mut self, client: Option<String>) {
        self.only = client;
        self.arrange();
    }

    /// The day that a key goes to here, where days are what the cursor goes through.
    fn day_of(&self, what: Screen) -> Option<NaiveDate> {
        let meant = self.here().date(self.desk.today());
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
    fn go_to(&mut self, day: NaiveDate) {
        if !self.here().has_days() {
            self.go_view(2);
        }
        let today = self.desk.today();
        self.here_mut().go_to(day, today);
        self.show_days(today);
    }

    /// Shows the days that are meant now; where they were read already, nothing is read again.
    fn show_days(&mut self, today: NaiveDate) {
        let here = self.here();
        let known =
            here.view.from != From::Day && here.view.want.sheet == 0 && here.first(today) == self.desk.board().day;
        if known {
            self.arrange();
        } else {
            self.read();
        }
    }

    /// In a month, the day that the cursor was put on is meant from now on.
    pub(super) fn mean_day(&mut self) {
        if let (true, Some(row)) = (self.here().is_month(), self.here().list().selected()) {
            let day = plus_days(self.desk.board().day, i64::try_from(row.at).unwrap_or(0));
            self.go_to(day);
        }
    }

    fn look(&mut self) {
        if self.here().is_month() {
            let day = self.here().day;
            let mut place = Place::new(&SCHEDULE_DAY);
            place.day = day;
            self.stacks[self.front].push(place);
            self.read();
            return;
        }
        let Some(row) = self.here().list().selected().cloned() else {
            self.message = Some(Message::Note("there is no row here to look at".to_owned()));
            return;
        };
        let Some(subject) = &row.subject else {
            self.message = Some(Message::Wrong("client data is hidden".to_owned()));
            return;
        };
        if *subject.kind == CLIENT && self.here().client != Some(subject.id) {
            self.go_client(subject.id);
            return;
        }
        let pane = self.here().pane();
        let mut lines = Look::fields(pane.details(&self.see(self.here().focus), &row));
        let more = pane.report(&row).filter(|_| !self.privacy.is_on());
        if let Some(report) = more.and_then(|call| run(&call, self.desk.store(), self.desk.world()).ok()) {
            lines.push(Text::Table(String::new()));
            lines.extend(report.text().lines().map(|l| Text::Table(l.to_owned())));
        }
        let code = subject.client.as_deref().filter(|_| !self.privacy.is_on());
        let client = code.and_then(|code| self.desk.store().client_by_code(code).ok().flatten()).map(|c| c.id);
        let title = subject.title.clone();
        // From a client's own page there is nowhere further to go.
        let client = client.filter(|id| self.here().client != Some(*id));
        self.layers.push(Layer::Look(Look { client, ..Look::new(title, lines) }));
    }

    /// Goes into the page of a client; `back` returns to where one was.
    pub(super) fn go_client(&mut self, id: i64) {
        self.stacks[self.front].push(Place::client(id));
        self.read();
    }

    /// Goes so many days on or back, or to today.
    pub(super) fn show_day(&mut self, by: i64) {
        let today = self.desk.today();
        self.here_mut().go_days(by, today);
        self.show_days(today);
    }

    fn turn_span(&mut self) {
        let today = self.desk.today();
        if self.here_mut().turn_span(today) {
            self.read();
        } else {
            self.message = Some(Message::Note("this view has neither days nor weeks".to_owned()));
        }
    }

    /// Brings a view to the front as it was left; once more, its beginning.
    fn go_view(&mut self, number: u8) {
        let Some(to) = self.stacks.iter().position(|stack| stack[0].view.number == number) else { return };
        if to == self.front {
            self.stacks[to].truncate(1);
        }
        let today = self.desk.today();
        if to != self.front && self.stacks[to][0].lists.iter().all(List::is_new) {
            self.stacks[to][0].begin(today);
        }
        self.front = to;
        self.read();
    }

    /// Gives the keys to the next pane in the order in which they are read, or to the one before.
    fn next_pane(&mut self, by: isize) {
        let here = self.here();
        let tabs: Vec<usize> = (0..here.view.panes.len()).collect();
        let order = self.layout().filter(|layout| layout.tabs.is_none()).map_or(tabs, |layout| layout.order());
        let at = order.iter().position(|n| *n == here.focus).unwrap_or(0);
        let count = isize::try_from(order.len()).unwrap_or(1).max(1);
        if count == 1 {
            self.message = Some(Message::Note("this view has only one pane".to_owned()));
            return;
        }
        let to = (isize::try_from(at).unwrap_or(0) + by).rem_euclid(count);
        if let Some(pane) = order.get(to.unsigned_abs()) {
            self.here_mut().focus = *pane;
        }
    }

    /// Gives the keys to the pane that lies to the right or to the left; where panes are tabs, to the tab there.
    fn pane_beside(&mut self, by: i32) {
        let layout = self.layout().filter(|layout| layout.tabs.is_none());
        let Some(layout) = layout.filter(|_| self.here().view.panes.len() > 1) else {
            return self.next_pane(if by < 0 { -1 } else { 1 });
        };
        match layout.beside(self.here().focus, by) {
            Some(pane) => self.here_mut().focus = pane,
            None => {
                let key = self.keymap.first("next-pane");
                self.message = Some(Message::Note(format!("no pane lies beside this one: {key} goes to the next")));
            }
        }
    }

    /// Puts away a reminder that stands, drops the focused list's filter, else goes back to where one came from, else drops the filter by client.
    fn back(&mut self) {
        if self.reminded.put_away() {
            return;
        }
        if !self.here().filters[self.here().focus].is_empty() {
            self.here_mut().filter_mut().clear();
        } else if self.stacks[self.front].len() > 1 {
            self.stacks[self.front].pop();
            self.read();
            return;
        } else {
            self.only = None;
        }
        self.arrange();
    }
}
