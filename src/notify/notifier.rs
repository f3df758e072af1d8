//! The notifier of a program that goes on: a thread of its own with a queue, never waited for.

use std::sync::mpsc::{self, Receiver, Sender};

use super::delivery::{Delivery, Teller};
use super::desktop::Desktop;
use super::notice::Notice;
use super::plan::Settings;
use super::terminal::{self, Terminal};
use super::threads::spawn;

/// What the notifier has to say to whoever owns it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotifierEvent {
    /// These bytes are to be written to the terminal, between two frames. Only a screen is asked to.
    Write(String),
    /// What became of a reminder.
    Told(Delivery),
    /// A button was chosen.
    Chosen {
        /// The button's.
        key: String,
        /// The reminder it stands on.
        notice: Box<Notice>,
    },
}

/// Tells reminders one after the other, in a thread that is started with the first.
pub struct Notifier<F> {
    settings: Settings,
    terminal: Terminal,
    screen: bool,
    queue: Option<Sender<Notice>>,
    done: F,
}

impl<F: Fn(NotifierEvent) + Clone + Send + 'static> Notifier<F> {
    /// The notifier of a screen, which hands over what is to be written, and what became of each reminder.
    pub fn on_screen(settings: Settings, terminal: Terminal, done: F) -> Self {
        Self { settings, terminal, screen: true, queue: None, done }
    }

    /// The notifier of a program without a screen: it writes by itself, if there is a terminal of its own.
    pub fn alone(settings: Settings, terminal: Terminal, done: F) -> Self {
        Self { settings, terminal, screen: false, queue: None, done }
    }

    /// Hands a reminder over; returns at once.
    pub fn tell(&mut self, notice: Notice) -> Result<(), String> {
        if self.settings.is_off() {
            return Ok(());
        }
        // One that has ended, by a mistake in a library, is started anew.
        let unsent = match self.queue.take() {
            Some(queue) => match queue.send(notice) {
                Ok(()) => {
                    self.queue = Some(queue);
                    return Ok(());
                }
                Err(refused) => refused.0,
            },
            None => notice,
        };
        let (tx, rx) = mpsc::channel();
        let (settings, terminal, done) = (self.settings.clone(), self.terminal.clone(), self.done.clone());
        let screen = self.screen;
        spawn(move || serve(&rx, &settings, &terminal, screen, &done))?;
        tx.send(unsent).map_err(|_| "the notifier has ended".to_owned())?;
        self.queue = Some(tx);
        Ok(())
    }
}

/// Works a queue of reminders off, one at a time; ends when nobody can add to it any more.
fn serve<F: Fn(NotifierEvent) + Clone + Send + 'static>(
    queue: &Receiver<Notice>,
    settings: &Settings,
    terminal: &Terminal,
    screen: bool,
    done: &F,
) {
    let mut desktop = Desktop::default();
    let write = |sequence: &str| {
        if !screen {
            return terminal::write(sequence);
        }
        done(NotifierEvent::Write(sequence.to_owned()));
        Ok("the terminal".to_owned())
    };
    let teller = Teller { settings, terminal, write };
    while let Ok(notice) = queue.recv() {
        let (chosen, about) = (done.clone(), Box::new(notice.clone()));
        let told = teller.tell(&notice, &mut desktop, move |key| {
            chosen(NotifierEvent::Chosen { key: key.to_owned(), notice: about });
        });
        done(NotifierEvent::Told(told));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a notifier says of two reminders, to its end.
    fn said(screen: bool, channel: &str, program: &str) -> Vec<NotifierEvent> {
        let (tx, rx) = mpsc::channel();
        let hear = move |outcome| tx.send(outcome).unwrap();
        let settings =
            Settings { channel: channel.to_owned(), command: vec![program.to_owned()], ..Settings::default() };
        let terminal = Terminal { term: "foot".to_owned(), ssh: true, ..Terminal::default() };
        let notifier = if screen { Notifier::on_screen } else { Notifier::alone };
        let mut notifier = notifier(settings, terminal, hear);
        for title in ["a", "b"] {
            notifier.tell(Notice::new(title, "")).unwrap();
        }
        // With nobody left to add to the queue it is worked off, and the thread ends.
        drop(notifier);
        rx.iter().collect()
    }

    #[test]
    fn a_screen_is_given_the_bytes_in_turn() {
        let said = said(true, "command", "false");
        let write = |title: &str| NotifierEvent::Write(format!("\x1b]777;notify;{title};\x1b\\\x07"));
        assert_eq!((said.len(), &said[0], &said[2]), (4, &write("a"), &write("b")));
        let NotifierEvent::Told(told) = &said[3] else { panic!("{said:?}") };
        assert_eq!(told.trouble().unwrap(), "command: false ended with exit status: 1; the terminal is told");
    }

    #[test]
    fn without_a_screen_nobody_is_asked_to_write() {
        let said = said(false, "command", "true");
        assert!(said.iter().all(|o| matches!(o, NotifierEvent::Told(_))) && said.len() == 2, "{said:?}");
    }

    #[test]
    fn what_is_off_starts_nothing() {
        assert_eq!(said(true, "off", "true"), []);
    }
}
