//! The desktop's notification server, over the session bus.
//!
//! It may never answer: a server that hangs, a bus whose socket nobody reads. It is therefore asked from a thread that
//! nobody waits for, and as long as one of these hangs no other is started.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::time::Duration;

use notify_rust::Notification;

use super::notice::{Button, JOIN, NoticeText};
use super::threads::spawn;

/// How long the server may take before it counts as silent.
const PATIENCE: Duration = Duration::from_secs(3);

/// How many reminders may wait for one of their buttons; each holds a thread and a connection.
const WAITING: usize = 8;

type ServerAnswer = Result<String, String>;

/// The server as it was when it was last told something.
#[derive(Default)]
pub(super) struct Desktop {
    hanging: Option<Receiver<ServerAnswer>>,
    waiting: Arc<AtomicUsize>,
}

impl Desktop {
    /// Tells, and says what was told to whom. `chosen` hears of a button later, or never.
    pub fn tell(
        &mut self,
        words: &NoticeText,
        buttons: &[Button],
        chosen: impl FnOnce(&str) + Send + 'static,
    ) -> Result<String, String> {
        let hangs = |rx: &Receiver<ServerAnswer>| matches!(rx.try_recv(), Err(TryRecvError::Empty));
        if self.hanging.as_ref().is_some_and(hangs) {
            return Err("still no answer".to_owned());
        }
        self.hanging = None;
        let (tx, rx) = mpsc::channel();
        let (words, buttons, waiting) = (words.clone(), buttons.to_vec(), Arc::clone(&self.waiting));
        spawn(move || ask(&words, &buttons, &tx, &waiting, chosen))?;
        match rx.recv_timeout(PATIENCE) {
            Ok(answer) => answer,
            Err(RecvTimeoutError::Timeout) => {
                self.hanging = Some(rx);
                Err(format!("no answer within {} s", PATIENCE.as_secs()))
            }
            Err(RecvTimeoutError::Disconnected) => Err("the connection was broken off".to_owned()),
        }
    }
}

/// Tells, answers, and waits for a button as long as the notification is there.
fn ask(
    words: &NoticeText,
    buttons: &[Button],
    tx: &Sender<ServerAnswer>,
    waiting: &AtomicUsize,
    chosen: impl FnOnce(&str),
) {
    let told = server::abilities().and_then(|abilities| {
        let buttons = if abilities.buttons && waiting.load(Ordering::Relaxed) < WAITING { buttons } else { &[] };
        let shown = server::show(&notification(words, buttons, &abilities), words.urgency)?;
        Ok((shown, abilities.name, buttons))
    });
    let (shown, name, buttons) = match told {
        Ok(told) => told,
        Err(why) => {
            // Whoever asked has given up waiting if this finds nobody.
            let _ = tx.send(Err(why));
            return;
        }
    };
    let offered = if buttons.is_empty() { String::new() } else { format!(", with {} buttons", buttons.len()) };
    let _ = tx.send(Ok(format!("told the notification server{name}{offered}")));
    if !buttons.is_empty() {
        waiting.fetch_add(1, Ordering::Relaxed);
        server::wait(shown, |key| chosen(if key == DEFAULT { JOIN } else { key }));
        waiting.fetch_sub(1, Ordering::Relaxed);
    }
}

fn notification(words: &NoticeText, buttons: &[Button], abilities: &server::Abilities) -> Notification {
    let body = if abilities.markup { escaped(&words.body) } else { words.body.clone() };
    let mut notification = Notification::new();
    notification.appname("vadash").summary(&words.title).body(&body).icon("x-office-calendar");
    // A click on the notification itself goes to the meeting; where there is none to go to, it closes it.
    if let Some(join) = buttons.iter().find(|button| button.key == JOIN) {
        notification.action(DEFAULT, &join.label);
    }
    for button in buttons {
        notification.action(&button.key, &button.label);
    }
    notification
}

/// The action of a click on the notification itself (Desktop Notifications Specification, `Notify`).
const DEFAULT: &str = "default";

/// Text as a server shows it that reads markup.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// What notify-rust can do where D-Bus is.
#[cfg(not(target_os = "macos"))]
mod server {
    use notify_rust::{Notification, NotificationHandle, get_capabilities};

    use crate::notify::notice::Urgency;

    /// What the server can do.
    pub struct Abilities {
        pub markup: bool,
        pub buttons: bool,
        pub name: &'static str,
    }

    pub fn abilities() -> Result<Abilities, String> {
        let list = get_capabilities().map_err(|e| in_words(&e.to_string()))?;
        let has = |name: &str| list.iter().any(|c| c == name);
        let (markup, buttons) = (has("body-markup"), has("actions"));
        let name = match (markup, buttons) {
            (true, true) => " (it reads markup and shows buttons)",
            (true, false) => " (it reads markup)",
            (false, true) => " (it shows buttons)",
            (false, false) => "",
        };
        Ok(Abilities { markup, buttons, name })
    }

    pub fn show(notification: &Notification, urgency: Urgency) -> Result<NotificationHandle, String> {
        let mut notification = notification.clone();
        notification.urgency(match urgency {
            Urgency::Low => notify_rust::Urgency::Low,
            Urgency::Normal => notify_rust::Urgency::Normal,
            Urgency::Critical => notify_rust::Urgency::Critical,
        });
        notification.show().map_err(|e| in_words(&e.to_string()))
    }

    /// D-Bus's own names of errors are left out; what they mean is said.
    pub(super) fn in_words(error: &str) -> String {
        match error.strip_prefix("org.freedesktop.DBus.Error.").and_then(|e| e.split_once(": ")) {
            Some(("ServiceUnknown" | "NameHasNoOwner", _)) => "no notification server runs".to_owned(),
            Some((_, what)) => what.to_owned(),
            None => error.to_owned(),
        }
    }

    pub fn wait(shown: NotificationHandle, chosen: impl FnOnce(&str)) {
        shown.wait_for_action(|key| {
            // What notify-rust calls a notification that went away by itself.
            if key != "__closed" {
                chosen(key);
            }
        });
    }
}

/// What notify-rust can do on macOS: no markup, no buttons, no urgency.
#[cfg(target_os = "macos")]
mod server {
    use notify_rust::{Notification, NotificationHandle};

    use crate::notify::notice::Urgency;

    /// What the server can do.
    pub struct Abilities {
        pub markup: bool,
        pub buttons: bool,
        pub name: &'static str,
    }

    pub fn abilities() -> Result<Abilities, String> {
        Ok(Abilities { markup: false, buttons: false, name: "" })
    }

    pub fn show(notification: &Notification, _: Urgency) -> Result<NotificationHandle, String> {
        notification.show().map_err(|e| e.to_string())
    }

    pub fn wait(_: NotificationHandle, _: impl FnOnce(&str)) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notify::Notice;

    #[test]
    fn text_is_escaped_where_markup_is_read() {
        let words = Notice::new("<b>", "a & <img src=\"x\">").words(false);
        let seen = |markup| {
            let n = notification(&words, &[], &server::Abilities { markup, buttons: false, name: "" });
            (n.summary, n.body)
        };
        assert_eq!(seen(true), ("<b>".to_owned(), "a &amp; &lt;img src=\"x\"&gt;".to_owned()));
        assert_eq!(seen(false), ("<b>".to_owned(), "a & <img src=\"x\">".to_owned()));
    }

    #[cfg(not(target_os = "macos"))]
    #[test]
    fn errors_are_said_in_words() {
        let unknown = "org.freedesktop.DBus.Error.ServiceUnknown: The name was not provided by any .service files";
        assert_eq!(server::in_words(unknown), "no notification server runs");
        assert_eq!(server::in_words("org.freedesktop.DBus.Error.Failed: no room"), "no room");
        assert_eq!(server::in_words("Failed to connect"), "Failed to connect");
    }

    #[test]
    fn one_that_hangs_is_asked_once() {
        let (tx, rx) = mpsc::channel();
        let mut desktop = Desktop { hanging: Some(rx), ..Desktop::default() };
        let words = Notice::new("a", "b").words(false);
        assert_eq!(desktop.tell(&words, &[], |_| {}), Err("still no answer".to_owned()));
        drop(tx);
    }
}
