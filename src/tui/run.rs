//! The loop: it sleeps on one channel, and draws when something changed.

use std::sync::mpsc::{RecvTimeoutError, channel};

use super::clip;
use super::remind::Telling;
use super::terminal::{Options, Screen};
use super::threads::{self, Input, Msg};
use super::ui::{Flow, Message, Ui};
use crate::app::run::World;
use crate::error::{Error, Result};
use crate::notify::{Channel, Notifier, Outcome, channel as channel_of, terminal_sequence};
use crate::store::Store;

/// Opens the screen and returns when it is left. `exit` ends the process where a signal asks for it.
pub fn run(store: Store, world: World, exit: fn(i32) -> !) -> Result<()> {
    if !world.terminal.stdout {
        return Err(Error::problem("the screen needs a terminal; commands work without one (vadash status)"));
    }
    let (tx, rx) = channel();
    let mouse = world.config.mouse;
    let telling = channel_of(&world.config.reminders.channel, &world.terminal);
    let terminal = world.terminal.clone();
    let path = store.path().map(std::path::Path::to_owned);
    let mut ui = Ui::new(store, world)?;
    threads::watch_signals(&tx, exit)?;
    let mut screen = Screen::enter(Options { mouse })?;
    screen.draw(|frame| ui.draw(frame))?;

    let input = threads::watch_input(&tx)?;
    threads::watch_hangup(&tx, exit)?;
    if let Some(path) = &path {
        threads::watch_files(path, &tx)?;
    }
    let told = tx.clone();
    let notifier = Notifier::new(move |outcome| {
        let _ = told.send(Msg::Told(outcome));
    });
    let mut teller = Teller { channel: telling, terminal, notifier };
    ui.settle();
    // What was changed between the first read and the watch.
    ui.follow();
    teller.tell(ui.reminders(), &screen);
    screen.title(&ui.title());
    screen.draw(|frame| ui.draw(frame))?;

    loop {
        let msg = match rx.recv_timeout(ui.idle()) {
            Ok(msg) => Some(msg),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        };
        let mut draw = match msg {
            None => {
                ui.wake() && {
                    teller.tell(ui.reminders(), &screen);
                    true
                }
            }
            Some(msg) => match take(msg, &mut ui, &mut screen, &input, &mut teller)? {
                Next::Draw => true,
                Next::Wait => false,
                Next::Leave => return Ok(()),
                Next::Exit(code) => end(ui, &mut screen, exit, code),
            },
        };
        // All that has come meanwhile is one picture.
        while let Ok(msg) = rx.try_recv() {
            match take(msg, &mut ui, &mut screen, &input, &mut teller)? {
                Next::Draw => draw = true,
                Next::Wait => {}
                Next::Leave => return Ok(()),
                Next::Exit(code) => end(ui, &mut screen, exit, code),
            }
        }
        let told = ui.reminders();
        if draw || !told.is_empty() {
            teller.tell(told, &screen);
            screen.title(&ui.title());
            screen.draw(|frame| ui.draw(frame))?;
        }
    }
}

/// Ends the process where a signal asks for it: what is typed is kept, the database closed, the terminal restored.
fn end(mut ui: Ui, screen: &mut Screen, exit: fn(i32) -> !, code: i32) -> ! {
    ui.keep_draft();
    drop(ui);
    screen.leave();
    exit(code)
}

/// What the loop does next.
enum Next {
    Draw,
    Wait,
    Leave,
    Exit(i32),
}

fn take(
    msg: Msg,
    ui: &mut Ui,
    screen: &mut Screen,
    input: &Input,
    teller: &mut Teller<impl Fn(Outcome) + Clone + Send + 'static>,
) -> Result<Next> {
    let flow = match msg {
        Msg::Key(key) => ui.press(key),
        Msg::Mouse(event) => ui.mouse(event),
        Msg::Paste(text) => ui.paste(&text),
        Msg::Resize => return Ok(Next::Draw),
        Msg::Continued => {
            screen.resume()?;
            ui.reload();
            return Ok(Next::Draw);
        }
        Msg::Changed => {
            return Ok(if ui.follow() { Next::Draw } else { Next::Wait });
        }
        Msg::Told(outcome) => {
            teller.answer(outcome, screen);
            return Ok(Next::Wait);
        }
        Msg::Signal(signal) => return Ok(Next::Exit(128 + signal)),
        Msg::Gone => return Ok(Next::Exit(1)),
    };
    match flow {
        Flow::Stay => {}
        Flow::Quit => return Ok(Next::Leave),
        Flow::Redraw => screen.resume()?,
        Flow::Suspend => {
            let held = input.pause();
            screen.suspend()?;
            drop(held);
            ui.reload();
        }
        Flow::Edit(text) => {
            let held = input.pause();
            let edited = screen.lend(|| clip::edit(&text, &teller.terminal.editor, &teller.terminal.scratch))?;
            drop(held);
            ui.reload();
            ui.edited(edited);
        }
        Flow::Send(sequence) => screen.send(&sequence)?,
        Flow::Open(url) => match clip::open(&url) {
            Ok(()) => ui.say(Message::Done("opened the link".to_owned())),
            Err(_) => {
                if let Flow::Send(sequence) = ui.copy(&url, "the link") {
                    screen.send(&sequence)?;
                }
            }
        },
    }
    Ok(Next::Draw)
}

/// Where reminders go besides the screen.
struct Teller<F> {
    channel: Channel,
    terminal: crate::app::run::Terminal,
    notifier: Notifier<F>,
}

impl<F: Fn(Outcome) + Clone + Send + 'static> Teller<F> {
    fn tell(&mut self, tellings: Vec<Telling>, screen: &Screen) {
        for Telling { title, body } in tellings {
            match self.channel {
                Channel::Off => {}
                Channel::Terminal => self.bell(&title, &body, screen),
                Channel::Desktop => {
                    if self.notifier.tell(&title, &body).is_err() {
                        self.bell(&title, &body, screen);
                    }
                }
            }
        }
    }

    /// A desktop that could not be told: the terminal is.
    fn answer(&self, outcome: Outcome, screen: &Screen) {
        if let Outcome::Failed { title, body, .. } = outcome {
            self.bell(&title, &body, screen);
        }
    }

    fn bell(&self, title: &str, body: &str, screen: &Screen) {
        // A terminal that cannot be told is found out by the next frame.
        let _ = screen.send(&terminal_sequence(&self.terminal, title, body));
    }
}
