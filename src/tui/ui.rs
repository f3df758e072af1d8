//! What the screen is at: keys in, pictures out, and nothing that names a terminal.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::curtain::Curtain;
use super::drawn::Drawn;
use super::keymap::Keymap;
use super::keys::{Keys, Stroke};
use super::layers::draw::Brush;
use super::layers::{LayerOutcome, Layers};
use super::loop_command::LoopCommand;
use super::message::Message;
use super::navigation::Navigation;
use super::pane::PaneCx;
use super::place::Place;
use super::prompt::Purpose;
use super::reminded::Reminded;
use super::session::Session;
use super::theme::Theme;
use super::watch::Watch;
use crate::app::first_day::FirstDay;
use crate::app::offer::Subject;
use crate::command::action::{Effect, Screen};
use crate::command::call::Call;
use crate::command::env::Env;
use crate::command::filter::Filter;
use crate::error::Result;
use crate::store::Store;

/// The screen: its parts, each with a file of its own that keeps what it remembers to itself.
pub struct Ui {
    pub(super) session: Session,
    pub(super) navigation: Navigation,
    pub(super) layers: Layers,
    pub(super) keys: Keys,
    pub(super) curtain: Curtain,
    pub(super) drawn: Drawn,
    pub(super) watch: Watch,
    pub(super) reminded: Reminded,
    pub(super) theme: Theme,
    /// The theme that was chosen in this session.
    pub(super) shown_theme: Option<&'static str>,
    /// The step of the first day that is taken.
    pub(super) guided: Option<FirstDay>,
    /// What was said last, in the footer.
    said: Option<Message>,
}

impl Ui {
    /// The dashboard over a store, read once.
    pub fn new(store: Store, env: Env) -> Result<Self> {
        let keys = Keys::new(Keymap::of(&env.config));
        let theme = Theme::of(&env.config.sheet(), &env.terminal);
        let navigation = Navigation::new();
        let session = Session::new(store, env, navigation.here())?;
        let now = session.now();
        let mut ui = Self {
            session,
            navigation,
            layers: Layers::default(),
            keys,
            curtain: Curtain::new(now),
            drawn: Drawn::default(),
            watch: Watch::new(now),
            reminded: Reminded::new(),
            theme,
            shown_theme: None,
            guided: None,
            said: None,
        };
        ui.arrange();
        Ok(ui)
    }

    /// Reads the data again; the cursor stays on its record and typed text as it is.
    pub fn reload(&mut self) {
        let of = self.told_of().map(str::to_owned);
        let read = self.session.read_anew(self.navigation.here(), of.as_deref());
        if self.was_read(read) {
            self.reminded.look_anew();
        }
        self.watch.look_anew();
    }

    /// Reads what is shown where one is now. No reminder is new because one looks elsewhere.
    pub(super) fn read(&mut self) {
        let of = self.told_of().map(str::to_owned);
        let read = self.session.read(self.navigation.here(), of.as_deref());
        self.was_read(read);
    }

    /// Shows what was read, or says why it could not be; whether it was.
    fn was_read(&mut self, read: Result<()>) -> bool {
        match read {
            Ok(()) => {
                self.arrange();
                self.layers.listen(&self.session);
                true
            }
            Err(error) => {
                self.failed(&error);
                false
            }
        }
    }

    /// Makes the lists anew from the read model.
    pub(super) fn arrange(&mut self) {
        self.arrange_from(0);
    }

    /// Makes the lists anew of a pane and those behind it.
    pub(super) fn arrange_from(&mut self, first: usize) {
        // What is looked at is a row of another pane, which has to be there first.
        let panes = self.here().view.panes;
        let (paper, rows): (Vec<usize>, Vec<usize>) = (first..panes.len()).partition(|n| panes[*n].needs().paper);
        for n in rows {
            self.arrange_pane(n);
        }
        self.look_at_paper();
        for n in paper {
            self.arrange_pane(n);
        }
        self.plan();
    }

    /// Makes the list of a pane anew.
    pub(super) fn arrange_pane(&mut self, n: usize) {
        let pane = self.here().view.panes[n];
        let cx = self.pane_cx(n);
        let (items, start) = pane.items(&cx);
        let around = (pane.head(&cx), pane.foot(&cx));
        self.here_mut().lists[n].set(items, around, pane.columns(), start);
    }

    /// Works out when the picture alters by itself next, or a reminder is due.
    pub(super) fn plan(&mut self) {
        let now = self.session.now();
        let mut moments = self.session.moments();
        moments.extend(self.reminded.moments(now));
        self.watch.plan(moments, now);
    }

    /// Where one is.
    pub(super) fn here(&self) -> &Place {
        self.navigation.here()
    }

    /// Where one is, to move about.
    pub(super) fn here_mut(&mut self) -> &mut Place {
        self.navigation.here_mut()
    }

    /// The client that every list is filtered by.
    pub(super) fn only(&self) -> Option<&str> {
        self.navigation.only()
    }

    /// The row under the cursor, as far as it may be seen.
    pub(super) fn subject(&self) -> Option<Subject> {
        self.here().list().selected().and_then(|row| row.subject.clone())
    }

    /// What a pane is made from.
    pub(super) fn pane_cx(&self, pane: usize) -> PaneCx<'_> {
        PaneCx {
            board: self.session.board(),
            context: self.session.context(),
            live: self.session.ticks(),
            only: self.only(),
            privacy: self.curtain.privacy(),
            options: &self.here().options,
            filter: Filter::read(&self.here().filters[pane]).unwrap_or_default(),
        }
    }

    /// Whether anything is hidden.
    pub(super) fn is_private(&self) -> bool {
        self.curtain.privacy().is_on()
    }

    /// Whether a client's text is hidden.
    pub(super) fn hides(&self, client: Option<&str>) -> bool {
        self.curtain.privacy().hides(client)
    }

    /// The first key of an action, if it has one.
    pub(super) fn bound_key(&self, action: &str) -> Option<String> {
        self.keys.map().names(action).into_iter().next()
    }

    /// The first key of an action; the palette's line for it where it has none.
    pub(super) fn key(&self, action: &str) -> String {
        self.keys.map().first(action)
    }

    /// Draws what lies over the panes; where the cursor stands.
    pub(super) fn draw_layers(&mut self, screen: Rect, middle: Rect, buffer: &mut Buffer) -> Option<Position> {
        let (session, keymap, theme) = (&self.session, self.keys.map(), &self.theme);
        let brush = Brush { session, keymap, theme, said: self.said.as_ref() };
        self.layers.draw(&brush, screen, middle, buffer)
    }

    /// Takes a key.
    pub fn press(&mut self, key: KeyEvent) -> LoopCommand {
        self.catch_up();
        if let Some(command) = self.press_lock(key) {
            return command;
        }
        // Whoever comes back is asked first; the key was only meant to see what is there.
        let asked = self.ask_about_timer();
        self.note_alive();
        if asked {
            return LoopCommand::Stay;
        }
        // These two work whatever is open.
        if key.modifiers.contains(KeyModifiers::CONTROL) {
            match self.keys.map().action(key).map(|a| a.effect) {
                Some(Effect::Screen(Screen::Suspend)) => return LoopCommand::Suspend,
                Some(Effect::Screen(Screen::Redraw)) => return LoopCommand::Redraw,
                _ => {}
            }
        }
        let before = self.said.take();
        let private = self.is_private();
        let command = match self.layers.press(key, private, &mut self.keys, &self.session) {
            Some(outcome) => self.carry_out(outcome),
            None => self.press_pane(key, before.as_ref()),
        };
        self.leave_steps();
        command
    }

    /// Takes a key where nothing is open.
    fn press_pane(&mut self, key: KeyEvent, before: Option<&Message>) -> LoopCommand {
        let leaves = key == KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL);
        match self.keys.press(key) {
            Stroke::Whole(action) => {
                let command = self.act(action);
                self.look_at_paper();
                return command;
            }
            Stroke::Begun => {}
            Stroke::Lost(_) | Stroke::Nothing if leaves => return LoopCommand::Quit,
            Stroke::Lost(note) => self.note(note),
            Stroke::Nothing => self.explain(key, before),
        }
        LoopCommand::Stay
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) -> LoopCommand {
        self.catch_up();
        if self.paste_lock(text) {
            return LoopCommand::Stay;
        }
        self.keys.drop_begun();
        let private = self.is_private();
        match self.layers.paste(text, private, &self.session) {
            Some(outcome) => self.carry_out(outcome),
            None => {
                self.note("nothing takes text here: open a prompt first");
                LoopCommand::Stay
            }
        }
    }

    /// Does what follows from a key or a text that a layer took.
    fn carry_out(&mut self, outcome: LayerOutcome) -> LoopCommand {
        match outcome {
            LayerOutcome::Stay => {}
            LayerOutcome::Filter(text) => {
                *self.here_mut().filter_mut() = text;
                self.arrange();
            }
            LayerOutcome::Only(client) => {
                self.show_only(client);
            }
            LayerOutcome::GoTo(day) => self.go_to(day),
            LayerOutcome::Client(id) => self.go_client(id),
            LayerOutcome::Do(pending) => self.attempt(pending),
            LayerOutcome::Follow(offers) => self.follow_offer(offers, &[]),
            LayerOutcome::Type(action, words) => self.open(Purpose::Call(action), vec![Call::new(action)], &words),
            LayerOutcome::Run(action) => return self.run_chosen(action),
            LayerOutcome::Edit(text) => return LoopCommand::Edit(text),
            LayerOutcome::Link(url) => return self.follow_link(&url),
            LayerOutcome::Copy(text) => return self.copy(&text, "the text"),
            LayerOutcome::Theme(theme) => self.theme = *theme,
            LayerOutcome::KeepTheme(name) => self.keep_theme(name),
            LayerOutcome::Note(text) => self.note(text),
            LayerOutcome::Refuse(error) => self.refuse(&error),
        }
        LoopCommand::Stay
    }

    /// Drops what was begun with keys and the mouse, and what was said.
    pub(super) fn drop_all_begun(&mut self) {
        self.keys.drop_begun();
        self.drawn.hold(None);
        self.hush();
    }

    /// Says something in the footer.
    pub fn say(&mut self, message: Message) {
        self.said = Some(message);
    }

    /// Says what is worth knowing.
    pub(super) fn note(&mut self, text: impl Into<String>) {
        self.say(Message::Note(text.into()));
    }

    /// Says what went wrong.
    pub(super) fn wrong(&mut self, text: impl Into<String>) {
        self.say(Message::Wrong(text.into()));
    }

    /// Says nothing any more.
    pub(super) fn hush(&mut self) {
        self.said = None;
    }

    /// What was said last.
    pub(super) fn said(&self) -> Option<&Message> {
        self.said.as_ref()
    }
}
