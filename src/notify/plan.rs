//! Which channels are tried, in which order, and why.

use super::terminal::Terminal;

/// Where a reminder is told besides the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// The desktop's notification server, over D-Bus.
    Desktop,
    /// The terminal itself: a notification sequence where it knows one, and the bell.
    Terminal,
    /// A program of the user's.
    Command,
}

impl Channel {
    /// Its name in the settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Desktop => "desktop",
            Self::Terminal => "terminal",
            Self::Command => "command",
        }
    }
}

/// What the user has set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// `auto`, `desktop`, `terminal`, `command` or `off`.
    pub channel: String,
    /// The program of the channel `command` and its arguments, with placeholders.
    pub command: Vec<String>,
    /// Why that program is not run, if it is not.
    pub distrusted: Option<String>,
    /// Whether titles and clients are kept from every channel.
    pub private: bool,
    /// What the terminal is told with: `auto`, `osc99`, `osc777`, `osc9` or `bell`.
    pub sequence: String,
}

impl Settings {
    /// Whether nothing is told outside the screen.
    pub fn is_off(&self) -> bool {
        self.channel == "off"
    }

    /// Whether it matters where somebody sits.
    pub(super) fn asks(&self) -> bool {
        !matches!(self.channel.as_str(), "off" | "desktop")
    }
}

impl Default for Settings {
    fn default() -> Self {
        let auto = || "auto".to_owned();
        Self { channel: auto(), command: Vec::new(), distrusted: None, private: false, sequence: auto() }
    }
}

/// Channels in the order in which they are tried, until one has told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChannelPlan {
    /// The channels; none if reminders are off.
    pub channels: Vec<Channel>,
    /// Why these.
    pub why: String,
}

/// Chooses the channels for a setting. Over SSH the server's own desktop is nobody's, so it is told only where it is
/// asked for.
///
/// Inside tmux, `outside` says whether whoever is attached now came over SSH: the environment here is of whoever began it.
pub(super) fn plan(settings: &Settings, terminal: &Terminal, outside: Option<bool>) -> ChannelPlan {
    use Channel::{Command, Desktop, Terminal};
    let (auto, because) = if outside == Some(true) {
        (vec![Terminal], "tmux is attached over SSH, so the terminal is told and not the server's desktop")
    } else if outside.is_none() && terminal.ssh {
        (vec![Terminal], "this is an SSH session, so the terminal is told and not the server's desktop")
    } else if terminal.bus.is_empty() {
        (vec![Terminal], "there is no session bus, so the terminal is told")
    } else {
        (vec![Desktop, Terminal], "there is a session bus, so the desktop is told")
    };
    let set = || format!("the channel is set to {}", settings.channel);
    let (channels, why) = match settings.channel.as_str() {
        "off" => (Vec::new(), "reminders are off (reminders.channel)".to_owned()),
        "desktop" => (vec![Desktop, Terminal], set()),
        "terminal" => (vec![Terminal], set()),
        "command" => ([vec![Command], auto].concat(), set()),
        _ => (auto, because.to_owned()),
    };
    ChannelPlan { channels, why }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_desktop_is_told_where_somebody_sits_at_it() {
        let within = |channel: &str, ssh, bus: &str, outside| {
            let settings = Settings { channel: channel.to_owned(), ..Settings::default() };
            let terminal = Terminal { ssh, bus: bus.to_owned(), ..Terminal::default() };
            plan(&settings, &terminal, outside).channels.iter().map(|c| c.name()).collect::<Vec<_>>().join(" ")
        };
        let at = |channel: &str, ssh, bus: &str| within(channel, ssh, bus, None);
        assert_eq!(at("auto", false, "unix:path=/b"), "desktop terminal");
        assert_eq!(at("auto", true, "unix:path=/b"), "terminal");
        assert_eq!(at("auto", false, ""), "terminal");
        assert_eq!(at("desktop", true, ""), "desktop terminal");
        assert_eq!(at("terminal", false, "unix:path=/b"), "terminal");
        assert_eq!(at("command", false, "unix:path=/b"), "command desktop terminal");
        assert_eq!(at("command", true, "unix:path=/b"), "command terminal");
        assert_eq!(at("off", false, "unix:path=/b"), "");
        assert_eq!(within("auto", false, "unix:path=/b", Some(true)), "terminal", "begun here, attached from afar");
        assert_eq!(within("auto", true, "unix:path=/b", Some(false)), "desktop terminal", "and the other way round");
    }
}
