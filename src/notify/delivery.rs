//! Trying one channel after the other, and what came of it.

use super::desktop::Desktop;
use super::detect::{Outside, ask_tmux, way};
use super::notice::{Notice, NoticeText};
use super::plan::{Channel, ChannelPlan, Settings, plan};
use super::sequence::sequence;
use super::terminal::Terminal;
use super::{command, terminal};

/// An attempt to tell on one channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// Which.
    pub channel: Channel,
    /// Whether it told.
    pub ok: bool,
    /// What it did, or why it could not, in a sentence.
    pub said: String,
}

/// The delivery of a reminder outside the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The channels that were to be tried, and why these.
    pub plan: ChannelPlan,
    /// Those that were, in turn; only the last can have told.
    pub steps: Vec<Attempt>,
}

impl Delivery {
    /// Returns the channel that has told; none if reminders are off or nothing worked.
    pub fn by(&self) -> Option<Channel> {
        self.steps.iter().find(|s| s.ok).map(|s| s.channel)
    }

    /// Says what went wrong, in one line, though another channel may have told.
    pub fn trouble(&self) -> Option<String> {
        let failed: Vec<String> =
            self.steps.iter().filter(|s| !s.ok).map(|s| format!("{}: {}", s.channel.name(), s.said)).collect();
        if failed.is_empty() {
            return None;
        }
        let instead = match self.by() {
            Some(channel) => format!("the {} is told", channel.name()),
            None => "reminders are told on the screen only".to_owned(),
        };
        Some(format!("{}; {instead}", failed.join("; ")))
    }
}

/// Tells now and waits for it, no channel longer than it deserves. The terminal is written to only where it is ours.
pub fn tell(settings: &Settings, terminal: &Terminal, notice: &Notice) -> Delivery {
    let write = |sequence: &str| terminal::write(sequence);
    Teller { settings, terminal, write }.tell(notice, &mut Desktop::default(), |_| {})
}

/// What is told with: `write` brings bytes to the terminal, and says to which.
pub(super) struct Teller<'a, W> {
    pub settings: &'a Settings,
    pub terminal: &'a Terminal,
    pub write: W,
}

impl<W: Fn(&str) -> Result<String, String>> Teller<'_, W> {
    /// Tries the channels in turn until one has told.
    pub fn tell(&self, notice: &Notice, desktop: &mut Desktop, chosen: impl FnOnce(&str) + Send + 'static) -> Delivery {
        let mut outside = (self.terminal.tmux && self.settings.asks()).then(|| ask_tmux(&self.terminal.pane));
        let ssh = outside.as_ref().and_then(|o| o.as_ref().ok()).map(|o| o.ssh);
        let plan = plan(self.settings, self.terminal, ssh);
        let words = notice.words(self.settings.private);
        let mut chosen = Some(chosen);
        let mut steps = Vec::new();
        for channel in &plan.channels {
            let said = match channel {
                Channel::Command => match &self.settings.distrusted {
                    Some(why) => Err(why.clone()),
                    None => command::tell(&self.settings.command, &words),
                },
                Channel::Terminal => {
                    if self.terminal.tmux && outside.is_none() {
                        outside = Some(ask_tmux(&self.terminal.pane));
                    }
                    self.tell_terminal(&words, outside.as_ref())
                }
                Channel::Desktop => match chosen.take() {
                    Some(chosen) => desktop.tell(&words, &notice.buttons, chosen),
                    None => desktop.tell(&words, &[], |_| {}),
                },
            };
            let (ok, said) = match said {
                Ok(said) => (true, said),
                Err(why) => (false, why),
            };
            steps.push(Attempt { channel: *channel, ok, said });
            if ok {
                break;
            }
        }
        Delivery { plan, steps }
    }

    fn tell_terminal(&self, words: &NoticeText, outside: Option<&Result<Outside, String>>) -> Result<String, String> {
        let way = way(self.settings, self.terminal, outside);
        let to = (self.write)(&sequence(&way, words))?;
        let wrapped = if way.wrapped { ", wrapped for tmux," } else { "" };
        Ok(format!("wrote {}{wrapped} to {to} ({})", way.form.name(), way.why))
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    fn told(channel: &str, command: &[&str], private: bool) -> (Delivery, String) {
        let command = command.iter().map(|w| (*w).to_owned()).collect();
        let settings = Settings { channel: channel.to_owned(), command, private, ..Settings::default() };
        let terminal = Terminal { term: "foot".to_owned(), ssh: true, ..Terminal::default() };
        let seen = RefCell::new(String::new());
        let write = |sequence: &str| {
            seen.borrow_mut().push_str(sequence);
            Ok("the terminal".to_owned())
        };
        let mut notice = Notice::new("Kickoff", "15:00");
        notice.private = "meeting in 10 min".to_owned();
        let told =
            Teller { settings: &settings, terminal: &terminal, write }.tell(&notice, &mut Desktop::default(), |_| {});
        let seen = seen.borrow().clone();
        (told, seen)
    }

    #[test]
    fn a_command_that_fails_leaves_it_to_the_next() {
        let (told, seen) = told("command", &["false"], false);
        assert_eq!(told.by(), Some(Channel::Terminal));
        assert_eq!(seen, "\x1b]777;notify;Kickoff;15:00\x1b\\\x07");
        assert_eq!(told.trouble().unwrap(), "command: false ended with exit status: 1; the terminal is told");
    }

    #[test]
    fn a_command_that_tells_is_enough() {
        let (told, seen) = told("command", &["test", "{title}", "=", "Kickoff"], false);
        assert_eq!((told.by(), told.trouble(), seen.as_str()), (Some(Channel::Command), None, ""));
    }

    #[test]
    fn private_is_private_on_every_channel() {
        let (_, seen) = told("auto", &[], true);
        assert_eq!(seen, "\x1b]777;notify;meeting in 10 min;\x1b\\\x07");
        let (told, _) = told("command", &["test", "{title}{body}{client}", "=", "meeting in 10 min"], true);
        assert_eq!(told.by(), Some(Channel::Command));
    }

    #[test]
    fn off_is_off() {
        let (told, seen) = told("off", &[], false);
        assert_eq!((told.by(), told.trouble(), seen.as_str()), (None, None, ""));
    }
}
