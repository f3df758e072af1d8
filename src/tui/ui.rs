//! What the screen is at: keys in, pictures out, and nothing that names a terminal.

use std::collections::HashSet;
use std::time::Duration;

use chrono::NaiveDate;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

use super::keymap::Keymap;
use super::list::List;
use super::look::Look;
use super::palette::{self, Palette};
use super::panes::{PANES, Privacy, See};
use super::prompt::{self, Prompt, Purpose};
use super::theme::Theme;
use crate::app::call::Call;
use crate::app::reminders;
use crate::app::run::World;
use crate::app::views::agenda::Row as Meeting;
use crate::app::views::dashboard::Dashboard;
use crate::domain::time::{Instant, plus_days};
use crate::error::Result;
use crate::store::{Fired, Store};

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
    /// A meeting that is near.
    Remind(String),
}

/// What lies over the panes; the topmost has the keys.
pub enum Layer {
    /// A line being typed.
    Prompt(Box<Prompt>),
    /// Every action by name.
    Palette(Box<Palette>),
    /// Text to read.
    Look(Look),
}

/// A change that waits until another process lets go of the database.
pub(super) struct Pending {
    pub(super) call: Call,
    pub(super) typed: Option<String>,
    pub(super) tries: u32,
}

/// How often a waiting change is tried again, and how many times: some 15 seconds with the store's own patience.
pub(super) const AGAIN: Duration = Duration::from_millis(250);
pub(super) const TRIES: u32 = 33;

/// The screen.
pub struct Ui {
    pub(super) store: Store,
    pub(super) world: World,
    pub(super) keymap: Keymap,
    pub(super) theme: Theme,
    pub(super) now: Instant,
    /// The day the schedule shows; none is today, whatever day that gets to be.
    pub(super) day: Option<NaiveDate>,
    pub(super) board: Dashboard,
    pub(super) lists: [List; 4],
    pub(super) filters: [String; 4],
    pub(super) focus: usize,
    pub(super) only: Option<String>,
    pub(super) privacy: Privacy,
    pub(super) layers: Vec<Layer>,
    pub(super) message: Option<Message>,
    pub(super) problems: Vec<String>,
    pub(super) drafts: Vec<(String, String)>,
    pub(super) pending: Option<Pending>,
    pub(super) meetings: Vec<Meeting>,
    pub(super) told: HashSet<Fired>,
    /// Where each pane's rows were drawn last.
    pub(super) drawn: Vec<(usize, Rect)>,
    version: i64,
}

impl Ui {
    /// The dashboard over a store, read once.
    pub fn new(store: Store, world: World) -> Result<Self> {
        let (keymap, key_problems) = Keymap::of(&world.config.keys);
        let theme = Theme::of(&world.config.theme, &world.terminal);
        let problems = world.config_problems.iter().cloned().chain(key_problems).collect();
        // Read before the data: a change between the two is then seen as one.
        let version = store.version()?;
        let context = world.context(&store);
        let (now, board) = (context.now, Dashboard::of(&context, context.today())?);
        let mut ui = Self {
            keymap,
            theme,
            now,
            day: None,
            board,
            lists: Default::default(),
            filters: Default::default(),
            focus: 0,
            only: None,
            privacy: Privacy::Off,
            layers: Vec::new(),
            message: None,
            problems,
            drafts: Vec::new(),
            pending: None,
            meetings: Vec::new(),
            told: HashSet::new(),
            drawn: Vec::new(),
            version,
            store,
            world,
        };
        ui.arrange();
        Ok(ui)
    }

    /// Reads the data again; the cursor stays on its record and typed text as it is.
    pub fn reload(&mut self) {
        self.now = self.world.now();
        let context = self.world.context(&self.store);
        let read = Dashboard::of(&context, self.day.unwrap_or_else(|| context.today()));
        match read {
            Ok(board) => {
                self.board = board;
                self.arrange();
                self.listen();
            }
            Err(error) => self.message = Some(Message::Wrong(error.to_string())),
        }
    }

    /// Reads the data again if another process has changed it; whether it had.
    pub fn follow(&mut self) -> bool {
        match self.store.version() {
            Ok(version) if version == self.version => false,
            Ok(version) => {
                self.version = version;
                self.reload();
                true
            }
            Err(error) => {
                self.message = Some(Message::Wrong(error.to_string()));
                true
            }
        }
    }

    /// Makes the lists anew from the read model.
    pub(super) fn arrange(&mut self) {
        for (n, pane) in PANES.iter().enumerate() {
            let see = self.see(n);
            let ((items, start), foot) = (pane.items(&see), pane.foot(&see));
            self.lists[n].set(items, foot, pane.columns(), start);
        }
    }

    /// What a pane is made from.
    pub(super) fn see(&self, pane: usize) -> See<'_> {
        See {
            board: &self.board,
            context: self.world.context(&self.store),
            live: self.ticks(),
            only: self.only.as_deref(),
            privacy: &self.privacy,
            filter: &self.filters[pane],
        }
    }

    /// Has the open prompt say anew what it understands.
    pub(super) fn listen(&mut self) {
        let context = self.world.context(&self.store);
        if let Some(Layer::Prompt(prompt)) = self.layers.last_mut() {
            prompt.listen(&context);
        }
    }

    /// Whether the picture changes by the minute: a timer runs, or the next meeting is within the hour.
    ///
    /// Without either there is no clock on the screen that would have to be right, and nothing is drawn.
    pub(super) fn ticks(&self) -> bool {
        let near = |m: &Meeting| (1..=59 * 60).contains(&(m.at.start - self.now));
        self.board.status.running.is_some() || self.board.status.next.as_ref().is_some_and(near)
    }

    /// When the picture alters by itself next, or a reminder is due.
    pub fn next_wake(&self) -> Instant {
        let now = self.now;
        let zone = &self.store.setting().zone;
        let midnight = zone.start_of(plus_days(zone.date(now), 1));
        let mut at = vec![midnight];
        if self.ticks() {
            let second = self.world.config.seconds && self.board.status.running.is_some();
            at.push(if second { now + 1 } else { Instant(now.0 - now.0.rem_euclid(60) + 60) });
        }
        if let Some(next) = &self.board.status.next {
            let hours = ((next.at.start - now + 59) / 60 / 60).max(1);
            at.push(next.at.start - (hours * 60 - 1) * 60);
            at.push(next.at.start);
        }
        let day = self.board.schedule.rows.iter().filter(|m| m.at.all_day.is_none());
        at.extend(day.flat_map(|m| [m.at.start, m.at.end]));
        at.extend(self.board.tasks.iter().filter_map(|t| t.task.due_at));
        at.extend(reminders::next_due(&self.meetings, &self.world.config.reminders.lead, now));
        at.into_iter().filter(|at| *at > now).min().unwrap_or(now + 86_400)
    }

    /// How long nothing needs doing, as the clock stands; never more than a minute, because a
    /// machine that sleeps does not count the time.
    pub fn idle(&self) -> Duration {
        if self.pending.is_some() {
            return AGAIN;
        }
        let seconds = (self.next_wake() - self.world.now()).clamp(0, 60);
        Duration::from_secs(u64::try_from(seconds).unwrap_or(0))
    }

    /// Does what has come due: tries a waiting change again, and follows the clock. Whether anything may look different.
    pub fn wake(&mut self) -> bool {
        let waited = self.pending.is_some();
        if let Some(pending) = self.pending.take() {
            self.attempt(pending);
        }
        let now = self.world.now();
        let due = now >= self.next_wake() || now < self.now;
        if due && now.0.div_euclid(60) == self.now.0.div_euclid(60) && self.world.config.seconds {
            // Only the seconds of the timer: nothing to read.
            self.now = now;
        } else if due {
            self.reload();
        }
        due || waited
    }

    /// Takes a key.
    pub fn press(&mut self, key: KeyEvent) -> Flow {
        self.now = self.world.now();
        self.message = None;
        match self.layers.pop() {
            None => match self.keymap.action(key) {
                Some(action) => self.act(action),
                None if key.code == KeyCode::Char('c') && key.modifiers.contains(KeyModifiers::CONTROL) => Flow::Quit,
                None => Flow::Stay,
            },
            Some(Layer::Prompt(prompt)) => self.press_prompt(prompt, key),
            Some(Layer::Palette(mut palette)) => {
                let turn = palette.press(key);
                self.turn_palette(palette, turn)
            }
            Some(Layer::Look(look)) => self.press_look(look, key),
        }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) -> Flow {
        self.now = self.world.now();
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
            other => {
                self.layers.extend(other);
                self.message = Some(Message::Note("nothing takes text here: open a prompt first".to_owned()));
                Flow::Stay
            }
        }
    }

    /// Takes a click or the wheel.
    pub fn mouse(&mut self, event: MouseEvent) -> Flow {
        self.now = self.world.now();
        let by = match event.kind {
            MouseEventKind::ScrollDown => 3,
            MouseEventKind::ScrollUp => -3,
            MouseEventKind::Down(MouseButton::Left) => 0,
            _ => return Flow::Stay,
        };
        match self.layers.last_mut() {
            Some(Layer::Look(look)) => look.step(by),
            Some(_) => {}
            None => {
                let at = Position::new(event.column, event.row);
                let Some((pane, area)) = self.drawn.iter().find(|(_, a)| a.contains(at)).copied() else {
                    return Flow::Stay;
                };
                self.message = None;
                self.focus = pane;
                if by == 0 {
                    let item = self.lists[pane].item_at(usize::from(at.y - area.y));
                    if self.lists[pane].items.get(item).is_some_and(|i| i.row().is_some()) {
                        self.lists[pane].go(item);
                    }
                } else {
                    self.lists[pane].step(by);
                }
            }
        }
        Flow::Stay
    }

    /// Says something in the footer.
    pub fn say(&mut self, message: Message) {
        self.message = Some(message);
    }

    fn press_prompt(&mut self, mut prompt: Box<Prompt>, key: KeyEvent) -> Flow {
        let context = self.world.context(&self.store);
        let turn = prompt.press(key, &context, self.privacy.is_on());
        if turn != prompt::Turn::Enter {
            // Whoever types on does not want the old text done.
            self.pending = None;
        }
        self.turn_prompt(prompt, turn)
    }

    fn turn_prompt(&mut self, mut prompt: Box<Prompt>, turn: prompt::Turn) -> Flow {
        match turn {
            prompt::Turn::Changed => {
                prompt.listen(&self.world.context(&self.store));
                if matches!(prompt.purpose, Purpose::Filter) {
                    prompt.line.text().trim().clone_into(&mut self.filters[self.focus]);
                    self.arrange();
                }
                self.layers.push(Layer::Prompt(prompt));
            }
            prompt::Turn::Stay => self.layers.push(Layer::Prompt(prompt)),
            prompt::Turn::Enter => return self.enter(prompt),
            prompt::Turn::Leave => {
                if prompt.changed() {
                    self.remember(prompt.purpose.name(), prompt.line.text().trim());
                }
                if matches!(prompt.purpose, Purpose::Filter) {
                    self.filters[self.focus].clear();
                    self.arrange();
                }
            }
        }
        Flow::Stay
    }

    fn turn_palette(&mut self, palette: Box<Palette>, turn: palette::Turn) -> Flow {
        match turn {
            palette::Turn::Stay => self.layers.push(Layer::Palette(palette)),
            palette::Turn::Leave => {}
            palette::Turn::Run(action) => return self.choose(action),
            palette::Turn::Prompt(action, words) => self.open(Purpose::Call(action), &words),
        }
        Flow::Stay
    }

    fn press_look(&mut self, mut look: Look, key: KeyEvent) -> Flow {
        use crate::app::action::{Effect, Screen};
        let page = isize::try_from(look.page / 2).unwrap_or(1).max(1);
        let side = match key.code {
            KeyCode::Left => Some(look.left.saturating_sub(8)),
            KeyCode::Right => Some(look.left + 8),
            _ => None,
        };
        if let Some(left) = side {
            look.left = left;
            self.layers.push(Layer::Look(look));
            return Flow::Stay;
        }
        let effect = self.keymap.action(key).map(|a| a.effect);
        let Some(Effect::Screen(what)) = effect else {
            self.layers.push(Layer::Look(look));
            return Flow::Stay;
        };
        match what {
            Screen::Down => look.step(1),
            Screen::Up => look.step(-1),
            Screen::HalfDown => look.step(page),
            Screen::HalfUp => look.step(-page),
            Screen::Top => look.top = 0,
            Screen::Bottom => look.top = look.last,
            Screen::Back | Screen::Quit | Screen::Look | Screen::Help => return Flow::Stay,
            Screen::Suspend => {
                self.layers.push(Layer::Look(look));
                return Flow::Suspend;
            }
            Screen::Redraw => {
                self.layers.push(Layer::Look(look));
                return Flow::Redraw;
            }
            _ => {}
        }
        self.layers.push(Layer::Look(look));
        Flow::Stay
    }
}
