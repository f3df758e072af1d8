//! What keys and commands do.

use super::clock::TRIES;
use super::help;
use super::look::{Look, Text};
use super::prompt::{Prompt, Purpose};
use super::ui::{Flow, Layer, Message, Pending, Ui};
use crate::app::action::{Action, Effect, Screen, Shape};
use crate::app::call::Call;
use crate::app::input::{ClientName, Input};
use crate::app::offer::{Offer, Subject, log_meeting, offer};
use crate::app::run::run;
use crate::error::{Error, Result};
use crate::store::is_busy;

impl Ui {
    /// The row under the cursor, as far as it may be seen.
    pub(super) fn subject(&self) -> Option<Subject> {
        self.here().list().selected().and_then(|row| row.subject.clone())
    }

    /// Does what an action's key asks for.
    pub(super) fn act(&mut self, action: &'static Action) -> Flow {
        match action.effect {
            Effect::Screen(what) => self.act_screen(what),
            // A key asks for the action as it is; what it must be told is asked for.
            _ if action.fields.iter().any(|f| matches!(f.shape, Shape::Required | Shape::Words | Shape::Needed)) => {
                self.open(Purpose::Call(action), "");
                Flow::Stay
            }
            _ => {
                self.attempt(Pending { call: Call::new(action), typed: None, tries: 0 });
                Flow::Stay
            }
        }
    }

    /// An action chosen by name: with fields it is asked for them.
    pub(super) fn choose(&mut self, action: &'static Action) -> Flow {
        if action.fields.is_empty() {
            return self.act(action);
        }
        self.open(Purpose::Call(action), "");
        Flow::Stay
    }

    fn act_screen(&mut self, what: Screen) -> Flow {
        let here = self.here_mut();
        let panes = here.view.panes.len();
        let list = here.list_mut();
        match what {
            Screen::Down => list.step(1),
            Screen::Up => list.step(-1),
            Screen::Top => list.go(0),
            Screen::Bottom => list.go(usize::MAX),
            Screen::HalfDown => list.step(list.half()),
            Screen::HalfUp => list.step(-list.half()),
            Screen::NextPane => here.focus = (here.focus + 1) % panes,
            Screen::PreviousPane => here.focus = (here.focus + panes - 1) % panes,
            Screen::View(number) => self.go_view(number),
            Screen::Look => self.look(),
            Screen::Filter => {
                let text = self.here().filters[self.here().focus].clone();
                self.open(Purpose::Filter, &text);
            }
            Screen::FilterClient => {
                let text = self.only.clone().unwrap_or_default();
                self.open(Purpose::Client, &text);
            }
            Screen::Palette => self.layers.push(Layer::Palette(Box::default())),
            Screen::Help => self.layers.push(Layer::Look(help::help(&self.keymap))),
            Screen::Today => self.show_day(0),
            Screen::Days(by) => self.show_day(by),
            Screen::Open => return self.open_link(),
            Screen::Copy => return self.copy_row(),
            Screen::Privacy => self.hide(),
            Screen::Back => self.back(),
            Screen::Quit => return Flow::Quit,
            Screen::Suspend => return Flow::Suspend,
            Screen::Redraw => return Flow::Redraw,
            _ => self.act_row(what),
        }
        Flow::Stay
    }

    fn act_row(&mut self, what: Screen) {
        let pane = self.here().pane();
        let mut subject = self.subject();
        if let (Screen::Duplicate, Some(row)) = (what, self.here().list().selected()) {
            let words = pane.words(&self.see(self.here().focus), row);
            if let Some(subject) = &mut subject {
                subject.words = words;
            }
        }
        match offer(what, pane.kind(), subject.as_ref(), self.board.empty) {
            Ok(Offer::Run(call)) => self.attempt(Pending { call, typed: None, tries: 0 }),
            Ok(Offer::Prompt(action, words)) => {
                self.open(Purpose::Call(action), &words);
                if let (Screen::Log, Some(Layer::Prompt(prompt))) = (what, self.layers.last_mut()) {
                    prompt.ready = subject.as_ref().and_then(log_meeting);
                }
            }
            Err(error) => self.message = Some(Message::Wrong(error.to_string())),
        }
    }

    /// Opens a prompt, with the draft that was kept for it if there is one.
    pub(super) fn open(&mut self, purpose: Purpose, words: &str) {
        let name = purpose.name();
        let mut history = if self.privacy.is_on() { Vec::new() } else { self.store.typed(name).unwrap_or_default() };
        history.reverse();
        let draft = self.drafts.iter().position(|(prompt, _)| prompt == name).map(|n| self.drafts.remove(n).1);
        let mut prompt = Prompt::new(purpose, words, history);
        if let Some(text) = draft {
            prompt.line.set(&text);
            self.message = Some(Message::Note("your draft is back".to_owned()));
            // Forgotten now that it is here; if the database is busy it is offered again, which does no harm.
            let _ = self.store.aside("forgetting a draft", |tx| tx.keep_draft(name, ""));
        }
        prompt.listen(&self.world.context(&self.store));
        self.layers.push(Layer::Prompt(Box::new(prompt)));
    }

    /// `Enter` at a prompt.
    pub(super) fn enter(&mut self, mut prompt: Box<Prompt>) -> Flow {
        let typed = prompt.line.text().trim().to_owned();
        match prompt.purpose {
            Purpose::Filter => {}
            Purpose::Client if typed.is_empty() => self.filter_client(None),
            Purpose::Client => match ClientName::read(&typed, &self.world.context(&self.store)) {
                Ok(client) => {
                    self.remember("filter-client", &client.0.code);
                    self.filter_client(Some(client.0.code));
                }
                Err(error) => {
                    prompt.refused = Some(error.to_string());
                    self.layers.push(Layer::Prompt(prompt));
                }
            },
            Purpose::Call(action) => {
                let call = prompt.call(action);
                self.layers.push(Layer::Prompt(prompt));
                match call {
                    Ok(call) => self.attempt(Pending { call, typed: Some(typed), tries: 0 }),
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

    /// Says at the open prompt, else in the footer, why something could not be done.
    fn refuse(&mut self, error: &Error) {
        match self.layers.last_mut() {
            Some(Layer::Prompt(prompt)) => prompt.refused = Some(error.to_string()),
            _ => self.message = Some(Message::Wrong(error.to_string())),
        }
    }

    /// Does a call, or waits for its turn while another process writes.
    pub(super) fn attempt(&mut self, pending: Pending) {
        match self.may(&pending.call).and_then(|()| run(&pending.call, &self.store, &self.world)) {
            Ok(report) => {
                if let Some(typed) = &pending.typed {
                    if matches!(self.layers.last(), Some(Layer::Prompt(_))) {
                        self.layers.pop();
                    }
                    if !typed.is_empty() {
                        self.remember(pending.call.action.name, typed);
                    }
                }
                let text = report.text();
                if !matches!(pending.call.action.effect, Effect::Read(_)) {
                    self.reload();
                }
                self.tell(&pending.call, &text);
            }
            Err(error) if is_busy(&error) && pending.tries < TRIES => {
                let note = "another program is writing to the database: trying again".to_owned();
                self.message = Some(Message::Note(note));
                self.pending = Some(Pending { tries: pending.tries + 1, ..pending });
            }
            Err(error) => {
                self.message = None;
                self.refuse(&error);
            }
        }
    }

    /// Whether the screen may do a call at all.
    fn may(&self, call: &Call) -> Result<()> {
        if self.privacy.is_on() && matches!(call.action.effect, Effect::Read(_)) {
            let key = self.keymap.first("privacy");
            return Err(Error::problem(format!("client data is hidden: {key} shows it again")));
        }
        let file = |(name, words): &(&str, Vec<String>)| *name == "file" && words.iter().any(|w| w == "-");
        if call.words.iter().any(file) {
            return Err(Error::at("file", "the screen has no standard input: name a file"));
        }
        Ok(())
    }

    /// Shows what a call answered: a line in the footer, or more in a box.
    fn tell(&mut self, call: &Call, text: &str) {
        let mut lines = text.lines();
        let first = lines.next().unwrap_or_default().to_owned();
        let more = lines.next().is_some();
        match call.action.effect {
            Effect::Read(_) if first.is_empty() => self.message = Some(Message::Note("nothing to show".to_owned())),
            Effect::Write(_) => {
                let said = if self.privacy.is_on() { "done".to_owned() } else { first };
                let undo = self.keymap.first("undo");
                self.message = Some(Message::Done(format!("{said}; {undo} undoes")));
                if more && !self.privacy.is_on() {
                    self.layers.push(Layer::Look(Look::report(call.to_string(), text)));
                }
            }
            Effect::Whole(_) if !more => {
                let said = if self.privacy.is_on() { "done".to_owned() } else { first };
                self.message = Some(Message::Done(said));
            }
            _ => self.layers.push(Layer::Look(Look::report(call.to_string(), text))),
        }
    }

    /// Keeps a line for the history of its prompt.
    pub(super) fn remember(&mut self, prompt: &str, text: &str) {
        // A history that misses a line because the database is busy is no reason to say anything.
        let _ = self.store.aside("remembering what was typed", |tx| tx.remember(prompt, text));
    }

    fn look(&mut self) {
        let Some(row) = self.here().list().selected().cloned() else { return };
        if row.subject.is_none() {
            self.message = Some(Message::Wrong("client data is hidden".to_owned()));
            return;
        }
        let pane = self.here().pane();
        let mut lines = Look::fields(pane.details(&self.see(self.here().focus), &row));
        let more = pane.report(&row).filter(|_| !self.privacy.is_on());
        if let Some(report) = more.and_then(|call| run(&call, &self.store, &self.world).ok()) {
            lines.push(Text::Table(String::new()));
            lines.extend(report.text().lines().map(|l| Text::Table(l.to_owned())));
        }
        let title = row.subject.map(|s| s.title).unwrap_or_default();
        self.layers.push(Layer::Look(Look::new(title, lines)));
    }

    fn show_day(&mut self, by: i64) {
        let today = self.store.setting().zone.date(self.now);
        self.here_mut().go_days(by, today);
        self.reload();
    }

    /// Brings a view to the front as it was left; once more, its beginning.
    fn go_view(&mut self, number: u8) {
        let Some(to) = self.stacks.iter().position(|stack| stack[0].view.number == number) else { return };
        if to == self.front {
            self.stacks[to].truncate(1);
        }
        self.front = to;
        self.reload();
    }

    /// Drops the focused list's filter, else goes back to where one came from, else drops the filter by client.
    fn back(&mut self) {
        if !self.here().filters[self.here().focus].is_empty() {
            self.here_mut().filter_mut().clear();
        } else if self.stacks[self.front].len() > 1 {
            self.stacks[self.front].pop();
            self.reload();
            return;
        } else {
            self.only = None;
        }
        self.arrange();
    }
}
