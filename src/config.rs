//! The configuration file. None is needed; every setting has a default.

use serde::Deserialize;

use crate::domain::money::Currency;
use crate::domain::rounding::Rounding;
use crate::domain::spelling::nearest;
use crate::domain::zone::Zone;

/// Everything that can be set.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Config {
    /// The home zone; the system's if empty.
    pub zone: String,
    /// The currency of new clients.
    pub currency: String,
    /// The rounding rule where neither agreement nor client has one.
    pub rounding: String,
    /// Whether the screen counts a running timer's seconds.
    pub seconds: bool,
    /// The colours.
    pub theme: String,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// Retainers.
    pub retainers: Retainers,
    /// Reminders.
    pub reminders: Reminders,
    /// The timer.
    pub timer: Timer,
    /// Keys by action, beside or instead of the defaults.
    pub keys: std::collections::BTreeMap<String, Vec<String>>,
}

/// Settings of retainers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Retainers {
    /// Percent of a cycle's hours at which there is an alert.
    pub alerts: Vec<i64>,
}

/// Settings of reminders.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Reminders {
    /// Minutes before a meeting, where it has no reminders of its own.
    pub lead: Vec<i64>,
    /// Where they are told: `auto`, `desktop`, `terminal` or `off`.
    pub channel: String,
}

/// Settings of the timer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Timer {
    /// Hours after which a timer that runs may have been forgotten; 0 for never.
    pub limit: i64,
    /// Minutes without a sign of life after which it may have been; 0 for never.
    pub away: i64,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            zone: String::new(),
            currency: "EUR".to_owned(),
            rounding: "0:up:entry".to_owned(),
            seconds: false,
            theme: "auto".to_owned(),
            mouse: true,
            retainers: Retainers::default(),
            reminders: Reminders::default(),
            timer: Timer::default(),
            keys: std::collections::BTreeMap::new(),
        }
    }
}

impl Default for Retainers {
    fn default() -> Self {
        Self { alerts: vec![50, 75, 90, 100] }
    }
}

impl Default for Reminders {
    fn default() -> Self {
        Self { lead: vec![10], channel: "auto".to_owned() }
    }
}

impl Default for Timer {
    fn default() -> Self {
        Self { limit: 10, away: 240 }
    }
}

/// A setting as the example file shows it: the table it stands in, its name, its default in TOML, and what it does.
pub struct Setting {
    /// The table, `""` for the top of the file.
    pub table: &'static str,
    /// The name.
    pub name: &'static str,
    /// The default, in TOML.
    pub default: &'static str,
    /// What it does.
    pub help: &'static str,
}

const fn setting(table: &'static str, name: &'static str, default: &'static str, help: &'static str) -> Setting {
    Setting { table, name, default, help }
}

/// Every setting but the keys, in the order of the example file.
pub const SETTINGS: &[Setting] = &[
    setting(
        "",
        "zone",
        "\"\"",
        "Your time zone by its IANA name, such as \"Europe/Berlin\"; empty: the system's. Days and months are counted in it.",
    ),
    setting("", "currency", "\"EUR\"", "The currency of new clients, by its ISO 4217 code."),
    setting(
        "",
        "rounding",
        "\"0:up:entry\"",
        "How time is rounded for billing where neither agreement nor client says: minutes (0 exact, 1, 5, 6, 10, 12, 15, 20, 30, 60), then up, nearest or down, then entry or day.",
    ),
    setting("", "seconds", "false", "Whether a running timer is redrawn every second instead of every minute."),
    setting("", "theme", "\"auto\"", "Colours: auto, dark, light or mono. NO_COLOR always wins."),
    setting("", "mouse", "true", "Whether clicks and the wheel are used; hold Shift to select text in the terminal."),
    setting("retainers", "alerts", "[50, 75, 90, 100]", "Percent of a cycle's hours at which an alert is shown."),
    setting(
        "reminders",
        "lead",
        "[10]",
        "Minutes before a meeting at which you are reminded, where the meeting has no reminders of its own; [] for none.",
    ),
    setting(
        "reminders",
        "channel",
        "\"auto\"",
        "Where reminders are told: auto, desktop, terminal or off. The header shows them in any case; auto never uses the desktop of a machine you reach over SSH.",
    ),
    setting("timer", "limit", "10", "Hours after which you are asked whether the timer was forgotten; 0 for never."),
    setting(
        "timer",
        "away",
        "240",
        "Minutes without a key or a command, or asleep, after which you are asked whether it was; 0 for never.",
    ),
];

/// The words that a setting may be.
const CHOICES: &[(&str, &[&str])] =
    &[("theme", &["auto", "dark", "light", "mono"]), ("channel", &["auto", "desktop", "terminal", "off"])];

impl Config {
    /// Reads the file's text. What is wrong is listed, each with its line; the defaults hold in its place.
    pub fn read(text: &str) -> (Self, Vec<String>) {
        let mut unknown = Vec::new();
        let read = toml::Deserializer::parse(text)
            .and_then(|source| serde_ignored::deserialize::<_, _, Self>(source, |path| unknown.push(path.to_string())));
        let mut problems = Vec::new();
        let config = match read {
            Ok(config) => config,
            Err(error) => {
                let line = error.span().map_or(1, |span| line_of(text, span.start));
                let what = error.message().lines().next().unwrap_or_default();
                return (Self::default(), vec![format!("line {line}: {what}; the defaults hold until it is mended")]);
            }
        };
        for path in unknown {
            let name = path.rsplit('.').next().unwrap_or(&path);
            let line = line_starting(text, name);
            let known = SETTINGS.iter().map(|s| s.name).chain(["keys", "retainers", "reminders", "timer"]);
            problems.push(format!("line {line}: there is no setting '{path}'{}", nearest(name, known)));
        }
        config.check(text, &mut problems)
    }

    /// Puts defaults in the place of values that mean nothing.
    fn check(mut self, text: &str, problems: &mut Vec<String>) -> (Self, Vec<String>) {
        let usual = Self::default();
        let mut wrong =
            |name: &str, what: String| problems.push(format!("line {}: {name}: {what}", line_starting(text, name)));
        if !self.zone.is_empty() && Zone::get(&self.zone).is_none() {
            wrong("zone", format!("'{}' is no time zone: write its IANA name, such as Europe/Berlin", self.zone));
            self.zone = usual.zone;
        }
        if Currency::get(&self.currency).is_none() {
            wrong("currency", format!("'{}' is no ISO 4217 currency", self.currency));
            self.currency = usual.currency;
        }
        if let Err(error) = self.rounding.parse::<Rounding>() {
            wrong("rounding", error.to_string());
            self.rounding = usual.rounding;
        }
        for (name, value, usual) in
            [("theme", &mut self.theme, usual.theme), ("channel", &mut self.reminders.channel, usual.reminders.channel)]
        {
            let words = CHOICES.iter().find(|(n, _)| *n == name).map_or(&[][..], |(_, words)| words);
            if !words.contains(&value.as_str()) {
                wrong(name, format!("'{value}' is not one of {}", words.join(", ")));
                *value = usual;
            }
        }
        if self.retainers.alerts.iter().any(|a| !(1..=1000).contains(a)) {
            wrong("alerts", "each is a percentage from 1 to 1000".to_owned());
            self.retainers.alerts = usual.retainers.alerts;
        }
        if self.reminders.lead.iter().any(|m| !(0..=40_320).contains(m)) {
            wrong("lead", "each is a number of minutes from 0 to four weeks (40320)".to_owned());
            self.reminders.lead = usual.reminders.lead;
        }
        if !(0..=1000).contains(&self.timer.limit) {
            wrong("limit", "is a number of hours from 0 to 1000".to_owned());
            self.timer.limit = usual.timer.limit;
        }
        if !(0..=10_080).contains(&self.timer.away) {
            wrong("away", "is a number of minutes from 0 to a week (10080)".to_owned());
            self.timer.away = usual.timer.away;
        }
        let problems = std::mem::take(problems);
        (self, problems)
    }

    /// The rounding rule.
    pub fn rounding(&self) -> Rounding {
        self.rounding.parse().unwrap_or_default()
    }
}

fn line_of(text: &str, at: usize) -> usize {
    text.get(..at).map_or(1, |before| before.matches('\n').count() + 1)
}

/// The line on which a setting's name stands first.
fn line_starting(text: &str, name: &str) -> usize {
    let is = |line: &str| line.trim_start().trim_start_matches('[').trim_start_matches('"').starts_with(name);
    text.lines().position(is).map_or(1, |n| n + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_file_is_the_default() {
        assert_eq!(Config::read(""), (Config::default(), Vec::new()));
    }

    #[test]
    fn every_mistake_is_told_with_its_line_and_the_rest_holds() {
        let (config, problems) =
            Config::read("curency = 'EUR'\nzone = 'Mars/Base'\n\n[reminders]\nlead = [5]\nchanel = 'off'\n");
        assert_eq!(config.reminders.lead, [5]);
        assert_eq!(config.zone, "");
        assert_eq!(problems.len(), 3, "{problems:?}");
        assert!(
            problems[0].starts_with("line 1: there is no setting 'curency': did you mean currency?"),
            "{problems:?}"
        );
        assert!(problems.iter().any(|p| p.starts_with("line 6:")), "{problems:?}");
        assert!(problems.iter().any(|p| p.starts_with("line 2: zone:")), "{problems:?}");
    }

    #[test]
    fn broken_toml_leaves_the_defaults() {
        let (config, problems) = Config::read("zone = \"Europe/Berlin\"\ncurrency = \n");
        assert_eq!(config, Config::default());
        assert!(problems[0].starts_with("line 2:"), "{problems:?}");
    }

    #[test]
    fn the_defaults_shown_are_the_defaults() {
        let mut text = String::new();
        let mut table = "";
        for setting in SETTINGS {
            if setting.table != table {
                table = setting.table;
                text.push_str(&format!("[{table}]\n"));
            }
            text.push_str(&format!("{} = {}\n", setting.name, setting.default));
        }
        assert_eq!(Config::read(&text), (Config::default(), Vec::new()));
    }
}
