//! The notifier of a running screen: a thread of its own with a queue, never waited for.

use std::sync::mpsc::{self, Receiver, Sender};

use super::desktop::Desktop;
use super::told::Teller;
use super::{Notice, Settings, Terminal, Told, plan, spawn};

/// What the notifier has to say to whoever owns it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// These bytes are to be written to the terminal, between two frames.
    Write(String),
    /// What became of a reminder.
    Told(Told),
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
    queue: Option<Sender<Notice>>,
    done: F,
}

impl<F: Fn(Outcome) + Clone + Send + 'static> Notifier<F> {
    /// A notifier that hands over what is to be done, and what became of each reminder.
    pub fn new(settings: Settings, terminal: Terminal, done: F) -> Self {
        Self { settings, terminal, queue: None, done }
    }

    /// Hands a reminder over; returns at once.
    pub fn tell(&mut self, notice: Notice) -> Result<(), String> {
        if plan(&self.settings, &self.terminal).channels.is_empty() {
            return Ok(());
        }
        let queue = match self.queue.take() {
            Some(queue) => queue,
            None => {
                let (tx, rx) = mpsc::channel();
                let (settings, terminal, done) = (self.settings.clone(), self.terminal.clone(), self.done.clone());
                spawn(move || serve(&rx, &settings, &terminal, &done))?;
                tx
            }
        };
        // One that has ended is started anew with the next reminder.
        queue.send(notice).map_err(|_| "the notifier has ended".to_owned())?;
        self.queue = Some(queue);
        Ok(())
    }
}

/// Works a queue of reminders off, one at a time; ends when nobody can add to it any more.
fn serve<F: Fn(Outcome) + Clone + Send + 'static>(
    queue: &Receiver<Notice>,
    settings: &Settings,
    terminal: &Terminal,
    done: &F,
) {
    let mut desktop = Desktop::default();
    let write = |sequence: &str| {
        done(Outcome::Write(sequence.to_owned()));
        Ok("the terminal".to_owned())
    };
    let teller = Teller { settings, terminal, write };
    while let Ok(notice) = queue.recv() {
        let (chosen, about) = (done.clone(), Box::new(notice.clone()));
        let told = teller.tell(&notice, &mut desktop, move |key| {
            chosen(Outcome::Chosen { key: key.to_owned(), notice: about });
        });
        done(Outcome::Told(told));
    }
}
