//! What the screen is at: keys in, pictures out, and nothing that names a terminal.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::ask::Ask;
use super::desk::Desk;
use super::drawn::Drawn;
use super::form::Form;
use super::keymap::{Key, Keymap};
use super::lock::Lock;
use super::look::Look;
use super::palette::Palette;
use super::panes::{Privacy, See};
use super::prompt::Prompt;
use super::reminded::Reminded;
use super::series::Moving;
use super::theme::Theme;
use super::view::{Place, VIEWS};
use super::watch::Watch;
use crate::command::action::{Effect, Screen};
use crate::command::call::Call;
use crate::command::env::World;
use crate::command::filter::Filter;
use crate::domain::time::Instant;
use crate::error::Result;
use crate::store::Store;

/// What the loop is to do after a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flow {
    /// Go on.
    Stay,
    /// Leave.
    Quit,
    /// Give the terminal to the shell for a while.
    Suspend,
    /// Draw everything anew.
    Redraw,
    /// Send this sequence to the terminal.
    Send(String),
    /// Open this link.
    Open(String),
    /// Have this text edited in the user's editor, and give it to [`Ui::edited`].
    Edit(String),
    /// Have the program or file that is set give the passphrase, and give it to [`Ui::unlock`].
    Unlock,
}

/// A line that answers a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// What was done.
    Done(String),
    /// What is worth knowing.
    Note(String),
    /// What went wrong, and what to do.
    Wrong(String),
}

/// What lies over the panes; the topmost has the keys.
pub enum Layer {
    /// A line being typed.
    Prompt(Box<Prompt>),
    /// Every action by name.
    Palette(Box<Palette>),
    /// The fields of an action.
    Form(Box<Form>),
    /// A question.
    Ask(Ask),
    /// Text to read.
    Look(Look),
}

impl Layer {
    /// Whether it is one that text is typed into, for a change of records.
    pub(super) fn is_typed(&self) -> bool {
        matches!(self, Self::Prompt(_) | Self::Form(_))
    }
}

/// A change that waits until another process lets go of the database.
#[derive(Clone)]
pub struct Pending {
    /// The calls, which are done together.
    pub(super) calls: Vec<Call>,
    /// What was typed for them, where a prompt or a form waits to be closed.
    pub(super) typed: Option<String>,
    /// How often it was tried.
    pub(super) tries: u32,
}

impl Pending {
    /// Calls made by a key.
    pub(super) fn of(calls: Vec<Call>) -> Self {
        Self { calls, typed: None, tries: 0 }
    }
}

/// The screen.
pub struct Ui {
    pub(super) desk: Desk,
    pub(super) keymap: Keymap,
    pub(super) theme: Theme,
    /// For each view the places one has gone into from it, the last in front.
    pub(super) stacks: Vec<Vec<Place>>,
    /// Which view is in front.
    pub(super) front: usize,
    pub(super) only: Option<String>,
    pub(super) privacy: Privacy,
    pub(super) layers: Vec<Layer>,
    /// Hides everything.
    pub(super) lock: Option<Lock>,
    /// When somebody last touched a key or the mouse.
    pub(super) touched: Instant,
    pub(super) message: Option<Message>,
    pub(super) drafts: Vec<(String, String)>,
    pub(super) pending: Option<Pending>,
    /// The meeting that was moved by the last key.
    pub(super) moving: Option<Moving>,
    /// Keys that began a sequence.
    pub(super) pending_keys: Vec<Key>,
    pub(super) reminded: Reminded,
    /// Keys that did nothing and have said so.
    pub(super) explained: Vec<Key>,
    pub(super) drawn: Drawn,
    pub(super) watch: Watch,
}

impl Ui {
    /// The dashboard over a store, read once.
    pub fn new(store: Store, world: World) -> Result<Self> {
        let keymap = Keymap::of(&world.config);
        let theme = Theme::of(&world.config.sheet(), &world.terminal);
        let stacks: Vec<Vec<Place>> = VIEWS.iter().map(|view| vec![Place::new(view)]).collect();
        let desk = Desk::new(store, world, &stacks[0][0])?;
        let now = desk.now();
        let mut ui = Self {
            desk,
            keymap,
            theme,
            stacks,
            front: 0,
            only: None,
            privacy: Privacy::Off,
            layers: Vec::new(),
            lock: None,
            touched: now,
            message: None,
            drafts: Vec::new(),
            pending: None,
            moving: None,
            pending_keys: Vec::new(),
            reminded: Reminded::new(),
            explained: Vec::new(),
            drawn: Drawn::default(),
            watch: Watch::new(now),
        };
        ui.arrange();
        Ok(ui)
    }

    /// Reads the data again; the cursor stays on its record and typed text as it is.
    pub fn reload(&mut self) {
        if self.read() {
            self.reminded.look_anew();
        }
        self.watch.look_anew();
    }

    /// Reads what is shown where one is now; whether it could be read. No reminder is new because one looks elsewhere.
    pub(super) fn read(&mut self) -> bool {
        let stack = &self.stacks[self.front];
        match self.desk.read(&stack[stack.len() - 1]) {
            Ok(()) => {
                self.arrange();
                self.listen();
                true
            }
            Err(error) => {
                self.failed(&error);
                false
            }
        }
    }

    /// Reads the data again if another process has changed it; whether it had.
    pub fn follow(&mut self) -> bool {
        match self.desk.has_news() {
            Ok(false) => false,
            Ok(true) => {
                self.reload();
                self.drop_answered();
                true
            }
            Err(error) => {
                self.failed(&error);
                true
            }
        }
    }

    /// Makes the lists anew from the read model.
    pub(super) fn arrange(&mut self) {
        for (n, pane) in self.here().view.panes.iter().enumerate() {
            let see = self.see(n);
            let (items, start) = pane.items(&see);
            let around = (pane.head(&see), pane.foot(&see));
            self.here_mut().lists[n].set(items, around, pane.columns(), start);
        }
        self.plan();
    }

    /// Where one is.
    pub(super) fn here(&self) -> &Place {
        let stack = &self.stacks[self.front];
        &stack[stack.len() - 1]
    }

    /// Where one is, to move about.
    pub(super) fn here_mut(&mut self) -> &mut Place {
        let stack = &mut self.stacks[self.front];
        let last = stack.len() - 1;
        &mut stack[last]
    }

    /// What a pane is made from.
    pub(super) fn see(&self, pane: usize) -> See<'_> {
        See {
            board: self.desk.board(),
            context: self.desk.context(),
            live: self.desk.ticks(),
            only: self.only.as_deref(),
            privacy: &self.privacy,
            place: self.here(),
            filter: Filter::read(&self.here().filters[pane]).unwrap_or_default(),
        }
    }

    /// Has what is typed into say anew what it understands.
    pub(super) fn listen(&mut self) {
        match self.layers.last_mut() {
            Some(Layer::Prompt(prompt)) => prompt.listen(self.desk.store(), self.desk.world()),
            Some(Layer::Form(form)) => form.listen(&self.desk.context()),
            _ => {}
        }
    }

    /// Takes a key.
    pub fn press(&mut self, key: KeyEvent) -> Flow {
        self.catch_up();
        if let Some(flow) = self.press_lock(key) {
            return flow;
        }
        // Whoever comes back is asked first; the key was only meant to see what is there.
        let asked = self.ask_about_timer();
        self.note_alive();
        if asked {
            return Flow::Stay;
        }
        // These two work whatever is open.
        if key.modifiers.contains(KeyModifiers::CONTROL) {
            match self.keymap.action(key).map(|a| a.effect) {
                Some(Effect::Screen(Screen::Suspend)) => return Flow::Suspend,
                Some(Effect::Screen(Screen::Redraw)) => return Flow::Redraw,
                _ => {}
            }
        }
        let before = self.message.take();
        match self.layers.pop() {
            None => match self.completed(key) {
                Some(action) => self.act(action),
                None if key == KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL)
                    && self.pending_keys.is_empty() =>
                {
                    Flow::Quit
                }
                None => {
                    self.explain(key, before.as_ref());
                    Flow::Stay
                }
            },
            Some(Layer::Prompt(prompt)) => self.press_prompt(prompt, key),
            Some(Layer::Palette(mut palette)) => {
                let turn = palette.press(key);
                self.turn_palette(palette, turn)
            }
            Some(Layer::Look(look)) => self.press_look(look, key),
            Some(Layer::Form(form)) => self.press_form(form, key),
            Some(Layer::Ask(ask)) => self.press_ask(ask, key),
        }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) -> Flow {
        self.catch_up();
        if self.paste_lock(text) {
            return Flow::Stay;
        }
        self.pending_keys.clear();
        match self.layers.pop() {
            Some(Layer::Prompt(mut prompt)) => {
                self.pending = None;
                let turn = prompt.paste(text);
                self.turn_prompt(prompt, turn)
            }
            Some(Layer::Palette(mut palette)) => {
                let turn = palette.paste(text);
                self.turn_palette(palette, turn)
            }
            Some(Layer::Form(mut form)) => {
                self.pending = None;
                let turn = form.paste(text, &self.desk.context());
                self.turn_form(form, turn)
            }
            other => {
                self.layers.extend(other);
                self.message = Some(Message::Note("nothing takes text here: open a prompt first".to_owned()));
                Flow::Stay
            }
        }
    }

    /// Says something in the footer.
    pub fn say(&mut self, message: Message) {
        self.message = Some(message);
    }
}
