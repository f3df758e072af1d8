//! Telling of meetings: where reminders go. Which are due is settled in `app::reminders`.
//!
//! The desktop is told from a thread of its own that nobody waits for: a bus that is
//! absent answers at once, and one that hangs costs that thread and nothing else.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use crate::domain::text::clean_line;

/// How long the desktop may take before it counts as silent.
const PATIENCE: Duration = Duration::from_secs(3);

/// What the environment says of the terminal.
#[expect(clippy::struct_excessive_bools, reason = "each is one independent fact of the environment")]
#[derive(Clone, Debug, Default)]
pub struct Terminal {
    /// `TERM`.
    pub term: String,
    /// Whether `COLORTERM` promises true colour.
    pub true_color: bool,
    /// Whether `NO_COLOR` asks for none.
    pub no_color: bool,
    /// Whether this is an SSH session.
    pub ssh: bool,
    /// Whether this is inside tmux.
    pub tmux: bool,
    /// The user's editor with its arguments, `VISUAL` or `EDITOR`.
    pub editor: String,
    /// A folder for a text while it is edited.
    pub scratch: std::path::PathBuf,
    /// Whether standard output is a terminal.
    pub stdout: bool,
    /// Whether standard error is a terminal.
    pub stderr: bool,
}

/// Where a reminder is told besides the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// The desktop's notification server, over D-Bus.
    Desktop,
    /// The terminal itself: a notification sequence where it knows one, and the bell.
    Terminal,
    /// Nowhere.
    Off,
}

/// The channel for a setting: over SSH the server's own desktop is nobody's, so the terminal is told.
pub fn channel(setting: &str, terminal: &Terminal) -> Channel {
    match setting {
        "off" => Channel::Off,
        "desktop" => Channel::Desktop,
        "terminal" => Channel::Terminal,
        _ if terminal.ssh => Channel::Terminal,
        _ => Channel::Desktop,
    }
}

/// The bytes that make a terminal tell something: what it knows of OSC 99, 777 and 9, and always the bell.
pub fn terminal_sequence(terminal: &Terminal, title: &str, body: &str) -> String {
    let title = clean_line(title).replace(';', ",");
    let body = clean_line(body).replace(';', ",");
    let known = |names: &[&str]| names.iter().any(|n| terminal.term.starts_with(n));
    let sequence = if known(&["xterm-kitty"]) {
        format!("\x1b]99;i=vadash:d=0:p=title;{title}\x1b\\\x1b]99;i=vadash:d=1:p=body;{body}\x1b\\")
    } else if known(&["xterm-ghostty", "foot", "wezterm", "rxvt-unicode", "konsole"]) {
        format!("\x1b]777;notify;{title};{body}\x1b\\")
    } else {
        String::new()
    };
    let sequence = if terminal.tmux && !sequence.is_empty() {
        format!("\x1bPtmux;{}\x1b\\", sequence.replace('\x1b', "\x1b\x1b"))
    } else {
        sequence
    };
    format!("{sequence}\x07")
}

/// Tells the desktop; returns when it has answered, which may be never.
fn tell_desktop(title: &str, body: &str) -> Result<(), String> {
    // Some servers read the body as markup.
    let body = clean_line(body).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let mut notification = notify_rust::Notification::new();
    notification.appname("vadash").summary(&clean_line(title)).body(&body).icon("x-office-calendar");
    notification.show().map(|_| ()).map_err(|e| format!("the desktop's notification server: {e}"))
}

/// Tells the desktop and waits for its answer, but not longer than it deserves.
pub fn tell_now(setting: &str, terminal: &Terminal, title: &str, body: &str) -> Result<String, String> {
    match channel(setting, terminal) {
        Channel::Off => Ok("reminders are off (reminders.channel)".to_owned()),
        Channel::Terminal => Ok("reminders go to the terminal while the screen is open".to_owned()),
        Channel::Desktop => {
            let (tx, rx) = mpsc::channel();
            let (title, body) = (title.to_owned(), body.to_owned());
            spawn(move || {
                let _ = tx.send(tell_desktop(&title, &body));
            })?;
            match rx.recv_timeout(PATIENCE) {
                Ok(answer) => answer.map(|()| "told the desktop's notification server".to_owned()),
                Err(_) => Err("the desktop's notification server does not answer".to_owned()),
            }
        }
    }
}

fn spawn(work: impl FnOnce() + Send + 'static) -> Result<(), String> {
    thread::Builder::new()
        .name("notify".to_owned())
        .spawn(work)
        .map(|_| ())
        .map_err(|e| format!("starting the notifier: {e}"))
}

/// What became of a reminder given to the notifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was told.
    Told,
    /// It was not: why, and what would have been told.
    Failed {
        /// Why.
        why: String,
        /// The title.
        title: String,
        /// The text.
        body: String,
    },
}

/// The desktop's notifier in its own thread, started with the first reminder.
pub struct Notifier<F> {
    queue: Option<Sender<(String, String)>>,
    done: F,
}

impl<F: Fn(Outcome) + Clone + Send + 'static> Notifier<F> {
    /// A notifier that hands over what became of each reminder.
    pub fn new(done: F) -> Self {
        Self { queue: None, done }
    }

    /// Hands a reminder over; returns at once.
    pub fn tell(&mut self, title: &str, body: &str) -> Result<(), String> {
        let reminder = (title.to_owned(), body.to_owned());
        if let Some(queue) = &self.queue {
            return queue.send(reminder).map_err(|_| "the notifier has ended".to_owned());
        }
        let (tx, rx) = mpsc::channel();
        let done = self.done.clone();
        spawn(move || serve(&rx, &done))?;
        let sent = tx.send(reminder).map_err(|_| "the notifier has ended".to_owned());
        self.queue = Some(tx);
        sent
    }
}

/// Works a queue of reminders off, one at a time; ends when nobody can add to it any more.
fn serve(queue: &Receiver<(String, String)>, done: &dyn Fn(Outcome)) {
    while let Ok((title, body)) = queue.recv() {
        let (tx, rx) = mpsc::channel();
        let (say, text) = (title.clone(), body.clone());
        let outcome = match spawn(move || {
            let _ = tx.send(tell_desktop(&say, &text));
        }) {
            Err(why) => Outcome::Failed { why, title, body },
            Ok(()) => match rx.recv_timeout(PATIENCE) {
                Ok(Ok(())) => Outcome::Told,
                Ok(Err(why)) => Outcome::Failed { why, title, body },
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    Outcome::Failed { why: "the desktop's notification server does not answer".to_owned(), title, body }
                }
            },
        };
        done(outcome);
    }
}
