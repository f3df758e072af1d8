//! The loop: it sleeps on one channel, and draws when something changed.

use std::process::Stdio;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};

use super::clip;
use super::lent::{Edited, Inbox, edit};
use super::loop_command::LoopCommand;
use super::message::Message;
use super::terminal::{Options, TerminalScreen};
use super::threads::{self, InputGate, Msg};
use super::ui::Ui;
use crate::app::backups::{self, Daily};
use crate::command::env::{Env, Terminal};
use crate::error::Result;
use crate::notify::{BELL, Notifier, NotifierEvent};
use crate::store::Store;

/// Opens the screen and returns when it is left. `exit` ends the process where a signal asks for it.
pub fn run(store: Store, env: Env, exit: fn(i32) -> !) -> Result<()> {
    let (tx, rx) = channel();
    let mut inbox = Inbox::new(tx.clone(), rx);
    let mouse = env.config.mouse;
    let (telling, terminal) = (env.telling(), env.terminal.clone());
    let path = store.path().map(std::path::Path::to_owned);
    env.keys.hush();
    let mut ui = Ui::new(store, env)?;
    threads::watch_signals(&tx, exit)?;
    let mut screen = TerminalScreen::enter(Options { mouse })?;
    screen.draw(|frame| ui.draw(frame))?;

    let input = threads::watch_input(&tx)?;
    threads::watch_hangup(&tx, exit)?;
    if let Some(path) = &path {
        threads::watch_files(path, &tx)?;
    }
    threads::watch_folders(ui.calendar_folders(), &tx)?;
    let told = tx.clone();
    let mut notifier = Notifier::on_screen(telling, terminal.clone(), move |outcome| {
        // Without a loop there is nobody to tell.
        let _ = told.send(Msg::Told(outcome));
    });
    ui.settle();
    // What was changed between the first read and the watch.
    ui.follow();
    ui.read_calendars();
    tell(&mut ui, &mut notifier, &screen)?;
    screen.title(&ui.title());
    screen.draw(|frame| ui.draw(frame))?;
    let mut backup = None;

    loop {
        back_up(&ui, &mut backup, &tx)?;
        let msg = match inbox.recv_timeout(ui.idle()) {
            Ok(msg) => Some(msg),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        };
        let mut draw = match msg {
            None => {
                ui.wake() && {
                    tell(&mut ui, &mut notifier, &screen)?;
                    true
                }
            }
            Some(msg) => match take(msg, &mut ui, &mut screen, &input, &terminal, &mut inbox)? {
                LoopStep::Draw => true,
                LoopStep::Wait => false,
                LoopStep::Leave => {
                    back_up_behind(&ui);
                    return Ok(());
                }
                LoopStep::Exit(code) => end(ui, &mut screen, exit, code),
            },
        };
        // All that has come meanwhile is one picture.
        while let Some(msg) = inbox.try_recv() {
            match take(msg, &mut ui, &mut screen, &input, &terminal, &mut inbox)? {
                LoopStep::Draw => draw = true,
                LoopStep::Wait => {}
                LoopStep::Leave => {
                    back_up_behind(&ui);
                    return Ok(());
                }
                LoopStep::Exit(code) => end(ui, &mut screen, exit, code),
            }
        }
        if tell(&mut ui, &mut notifier, &screen)? || draw {
            screen.title(&ui.title());
            screen.draw(|frame| ui.draw(frame))?;
        }
    }
}

/// Has a backup made that is due, by a process that outlives this one.
fn back_up_behind(ui: &Ui) {
    // Whoever leaves is not held up by it; the next command and the next screen say that there is none.
    let _ = backups::leave(ui.session.store(), ui.session.env(), Stdio::null());
}

/// Ends the process where a signal asks for it: what is typed is kept, the database closed, the terminal restored.
fn end(mut ui: Ui, screen: &mut TerminalScreen, exit: fn(i32) -> !, code: i32) -> ! {
    // There is nobody left to tell if this fails.
    let _ = ui.keep_draft();
    back_up_behind(&ui);
    drop(ui);
    screen.leave();
    exit(code)
}

/// What the loop does next.
enum LoopStep {
    Draw,
    Wait,
    Leave,
    Exit(i32),
}

fn take(
    msg: Msg,
    ui: &mut Ui,
    screen: &mut TerminalScreen,
    input: &InputGate,
    terminal: &Terminal,
    inbox: &mut Inbox,
) -> Result<LoopStep> {
    let command = match msg {
        Msg::Key(key) => ui.press(key),
        Msg::Mouse(event) => ui.mouse(event),
        Msg::Paste(text) => ui.paste(&text),
        Msg::Resize => return Ok(LoopStep::Draw),
        Msg::Continued => {
            screen.resume()?;
            ui.read_calendars();
            ui.reload();
            return Ok(LoopStep::Draw);
        }
        Msg::Changed => {
            return Ok(if ui.follow() { LoopStep::Draw } else { LoopStep::Wait });
        }
        Msg::Calendars => {
            return Ok(if ui.read_calendars() { LoopStep::Draw } else { LoopStep::Wait });
        }
        Msg::NotBackedUp(why) => {
            ui.say(Message::Note(why));
            return Ok(LoopStep::Draw);
        }
        Msg::Told(NotifierEvent::Write(sequence)) => {
            screen.send(&sequence)?;
            return Ok(LoopStep::Wait);
        }
        Msg::Told(NotifierEvent::Told(told)) => {
            return Ok(if ui.heard(&told) { LoopStep::Draw } else { LoopStep::Wait });
        }
        Msg::Told(NotifierEvent::Chosen { key, notice }) => ui.chosen(&key, &notice),
        Msg::Signal(signal) => return Ok(LoopStep::Exit(128 + signal)),
        Msg::Gone => return Ok(LoopStep::Exit(1)),
        // That of an editor that is not waited for any more.
        Msg::Edited(_) => return Ok(LoopStep::Wait),
    };
    match command {
        LoopCommand::Stay => {}
        LoopCommand::Quit => return Ok(LoopStep::Leave),
        LoopCommand::Redraw => screen.resume()?,
        LoopCommand::Suspend => {
            let held = input.pause();
            screen.suspend()?;
            drop(held);
            ui.reload();
        }
        LoopCommand::Edit(text) => {
            let held = input.pause();
            let done = screen.lend_or_not(|| {
                let done = edit(&text, ui, &terminal.editor, inbox);
                let back = !matches!(done, Edited::End(_));
                (done, back)
            })?;
            drop(held);
            match done {
                Edited::End(code) => return Ok(LoopStep::Exit(code)),
                Edited::Text(text, sheet) => {
                    ui.reload();
                    ui.edited(text);
                    drop(sheet);
                }
            }
        }
        LoopCommand::Unlock => {
            let held = input.pause();
            let secret = screen.lend(|| ui.secret())?;
            drop(held);
            ui.unlock(secret);
        }
        LoopCommand::Send(sequence) => screen.send(&sequence)?,
        LoopCommand::Open { what, said } => match clip::open(&what) {
            Ok(()) => ui.say(Message::Done(said)),
            Err(_) => {
                if let LoopCommand::Send(sequence) = ui.copy(&what, "the link") {
                    screen.send(&sequence)?;
                }
            }
        },
    }
    Ok(LoopStep::Draw)
}

/// Has the backup of each day made beside everything else; `begun` is the one that was begun last.
fn back_up(ui: &Ui, begun: &mut Option<Daily>, tx: &Sender<Msg>) -> Result<()> {
    let daily = Daily::of(ui.session.store(), ui.session.env());
    if daily == *begun {
        return Ok(());
    }
    begun.clone_from(&daily);
    let Some(daily) = daily else { return Ok(()) };
    threads::spawn("backup", tx, move |tx| {
        let said = match daily.make() {
            Ok(None) => return,
            Ok(Some(wrong)) => wrong,
            Err(error) => format!("no backup was made today: {error}"),
        };
        // Without a loop there is nobody to tell.
        let _ = tx.send(Msg::NotBackedUp(said));
    })
}

/// Hands over what is due; whether anything was.
fn tell<F>(ui: &mut Ui, notifier: &mut Notifier<F>, screen: &TerminalScreen) -> Result<bool>
where
    F: Fn(NotifierEvent) + Clone + Send + 'static,
{
    let due = ui.reminders();
    let any = !due.is_empty();
    for notice in due {
        if let Err(why) = notifier.tell(notice) {
            ui.troubled(why);
            screen.send(BELL)?;
        }
    }
    Ok(any)
}
