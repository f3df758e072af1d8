//! Every setting: its name, its default, what it does, and how it is read.

use super::keys::PRESETS;
use super::tables::Config;
use super::value::{Value, hosts, leads, number, numbers, text, texts, word, yes, zone_or_none};
use crate::domain::money::Currency;
use crate::domain::rounding::Rounding;

/// A setting as the example file shows it: the table it stands in, its name, its default in TOML, and what it does.
pub struct SettingSpec {
    /// The table, `""` for the top of the file.
    pub table: &'static str,
    /// The name.
    pub name: &'static str,
    /// The default, in TOML.
    pub default: &'static str,
    /// What it does.
    pub help: &'static str,
    /// Puts a value in its place, or says what would be right.
    pub(super) read: Read,
}

type Read = fn(&mut Config, &Value) -> Result<(), String>;

const fn setting(
    table: &'static str,
    name: &'static str,
    default: &'static str,
    read: Read,
    help: &'static str,
) -> SettingSpec {
    SettingSpec { table, name, default, help, read }
}

/// Every setting but the keys, in the order of the example file.
pub const SETTINGS: &[SettingSpec] = &[
    setting(
        "",
        "zone",
        "\"\"",
        |config, value| {
            let zone = text(value)?;
            zone_or_none(&zone)?;
            config.zone = zone;
            Ok(())
        },
        "Your time zone by its IANA name, such as \"Europe/Berlin\"; empty: the system's. Days and months are counted in it.",
    ),
    setting(
        "",
        "currency",
        "\"EUR\"",
        |config, value| {
            let code = text(value)?;
            let Some(currency) = Currency::get(&code) else {
                return Err(format!("'{code}' is no ISO 4217 currency: write its code, such as EUR"));
            };
            config.currency = currency;
            Ok(())
        },
        "The currency of new clients, by its ISO 4217 code.",
    ),
    setting(
        "",
        "rounding",
        "\"0:up:entry\"",
        |config, value| {
            let rounding = text(value)?;
            rounding.parse::<Rounding>().map_err(|e| e.to_string())?;
            config.rounding = rounding;
            Ok(())
        },
        "How time is rounded for billing where neither agreement nor client says: minutes (0 exact, 1, 5, 6, 10, 12, 15, 20, 30, 60), then up, nearest or down, then entry or day.",
    ),
    setting(
        "",
        "charts",
        "\"auto\"",
        |config, value| set(&mut config.ascii, word(value, &["auto", "ascii"]).map(|charts| charts == "ascii")),
        "What charts of reports are drawn with: \"auto\" is blocks, and # and digits where the terminal is not in UTF-8; \"ascii\" is always those.",
    ),
    setting(
        "",
        "seconds",
        "false",
        |config, value| set(&mut config.seconds, yes(value)),
        "Whether a running timer is redrawn every second instead of every minute.",
    ),
    setting(
        "",
        "clock",
        "true",
        |config, value| set(&mut config.clock, yes(value)),
        "Whether the header's clock goes on by the minute; without it an idle screen sends nothing, and says as of when it is.",
    ),
    setting(
        "",
        "theme",
        "\"auto\"",
        |config, value| set(&mut config.theme, text(value)),
        "Colours: auto, dark, light, high-contrast, mono, mono-ascii, gruvbox, catppuccin-latte, catppuccin-mocha, nord, tokyo-night, solarized-dark, solarized-light or dracula (:theme shows them), or the name of a file of your own, themes/NAME.toml beside this one. It may begin with base = \"dark\" and lists what differs: plain, strong, dim, accent, warn, bad, good, mark and selected, each like \"bold #5fd7ff\", \"cyan\", \"245\", \"underline\", \"reverse\", \"black on yellow\" or \"on #303030\", and clients, a list of such styles. signs = \"ascii\" draws with ASCII alone. NO_COLOR always wins.",
    ),
    setting(
        "",
        "preset",
        "\"default\"",
        |config, value| set(&mut config.preset, word(value, PRESETS)),
        "The keys you are used to: default, vim, taskwarrior (taskwarrior-tui's) or calcurse. What stands under [keys] changes them further.",
    ),
    setting(
        "",
        "mouse",
        "true",
        |config, value| set(&mut config.mouse, yes(value)),
        "Whether clicks and the wheel are used; hold Shift to select text in the terminal.",
    ),
    setting(
        "",
        "machine",
        "\"\"",
        |config, value| {
            let name = text(value)?;
            if name.chars().count() > 64 || name.contains(char::is_control) {
                return Err("write a name of at most 64 characters, on one line".to_owned());
            }
            config.machine = name;
            Ok(())
        },
        "What this machine is called in the history, which keeps where each step was made; empty: its host name.",
    ),
    setting(
        "retainers",
        "alerts",
        "[50, 75, 90, 100]",
        |config, value| {
            set(&mut config.retainers.alerts, numbers(value, 1..=1000, "each is a percentage from 1 to 1000"))
        },
        "Percent of a cycle's hours at which an alert is shown.",
    ),
    setting(
        "schedule",
        "hours",
        "\"mon-fri 9-17\"",
        |config, value| set(&mut config.schedule.hours, text(value)),
        "Your working hours, such as \"mon-thu 9-12,13-17; fri 9-13\": the schedule shows them, and free time is looked for in them.",
    ),
    setting(
        "schedule",
        "client_hours",
        "\"mon-fri 9-17\"",
        |config, value| set(&mut config.schedule.client_hours, text(value)),
        "The office hours of a client who has none set, by the client's own clock: free time with someone is looked for in them.",
    ),
    setting(
        "schedule",
        "second_zone",
        "\"\"",
        |config, value| {
            let zone = text(value)?;
            zone_or_none(&zone)?;
            config.schedule.second_zone = zone;
            Ok(())
        },
        "A second time zone to show beside your own in the schedule, by its IANA name; empty: that of the client everything is filtered by.",
    ),
    setting(
        "schedule",
        "emails",
        "[]",
        |config, value| set(&mut config.schedule.emails, texts(value)),
        "Your own e-mail addresses: meetings that you declined under one of them are dimmed, leave you free and are silent.",
    ),
    setting(
        "schedule",
        "meeting_hosts",
        "[]",
        |config, value| set(&mut config.schedule.meeting_hosts, hosts(value)),
        "Hosts whose links open meetings, such as [\"meet.example.com\"], besides the usual ones: where calendars hold several links, such a one is the meeting's.",
    ),
    setting(
        "reminders",
        "lead",
        "[10]",
        |config, value| set(&mut config.reminders.lead, leads(value)),
        "Minutes before a meeting at which you are reminded, where the meeting has no reminders of its own; [] for none.",
    ),
    setting(
        "reminders",
        "all_day",
        "\"\"",
        |config, value| set(&mut config.reminders.all_day, text(value)),
        "When you are reminded of something that lasts all day and has no reminders of its own, such as \"9:00\" on that day; empty: never.",
    ),
    setting(
        "reminders",
        "tasks",
        "[10]",
        |config, value| set(&mut config.reminders.tasks, leads(value)),
        "Minutes before a task that is due at a time; [] for none.",
    ),
    setting(
        "reminders",
        "hours",
        "true",
        |config, value| set(&mut config.reminders.hours, yes(value)),
        "Whether you are told when a client's hours reach one of the percentages of retainers.alerts.",
    ),
    setting(
        "reminders",
        "expiry",
        "[14, 3]",
        |config, value| {
            set(&mut config.reminders.expiry, numbers(value, 0..=366, "each is a number of days from 0 to 366"))
        },
        "Days before hours of a retainer or a block are lost, at nine in the morning; [] for none.",
    ),
    setting(
        "reminders",
        "timer",
        "true",
        |config, value| set(&mut config.reminders.timer, yes(value)),
        "Whether you are told of a timer that has run for timer.limit hours.",
    ),
    setting(
        "reminders",
        "idle",
        "0",
        |config, value| {
            set(&mut config.reminders.idle, number(value, 0..=1440, "a number of minutes from 0 to a day (1440)"))
        },
        "Minutes of your working hours (schedule.hours) without anything tracked after which you are told; 0 for never.",
    ),
    setting(
        "reminders",
        "quiet",
        "\"\"",
        |config, value| set(&mut config.reminders.quiet, text(value)),
        "Hours of the day in which nothing is told, such as \"22-7\"; what is still worth telling then is told when they end.",
    ),
    setting(
        "reminders",
        "channel",
        "\"auto\"",
        |config, value| {
            set(&mut config.reminders.channel, word(value, &["auto", "desktop", "terminal", "command", "off"]))
        },
        "Where reminders are told: auto, desktop, terminal, command or off. The screen shows them in any case; auto never uses the desktop of a machine you reach over SSH. One that fails leaves it to the next. `vadash notify test` says what happens.",
    ),
    setting(
        "reminders",
        "command",
        "[]",
        |config, value| set(&mut config.reminders.command, texts(value)),
        "The program of the channel command and its arguments, run without a shell and ended after 5 seconds, such as [\"notify-send\", \"{title}\", \"{body}\"]. {title}, {body}, {kind}, {client}, {start} and {urgency} stand for what is told.",
    ),
    setting(
        "reminders",
        "private",
        "false",
        |config, value| set(&mut config.reminders.private, yes(value)),
        "Whether reminders say no more than \"meeting in 10 min\" outside the screen: no title, no client.",
    ),
    setting(
        "reminders",
        "sequence",
        "\"auto\"",
        |config, value| set(&mut config.reminders.sequence, word(value, &["auto", "osc99", "osc777", "osc9", "bell"])),
        "What the terminal is told with besides the bell: osc99 (kitty), osc777 (Ghostty, WezTerm, foot, Konsole, urxvt), osc9 (iTerm2), bell for nothing else; auto goes by the terminal's name. Set it if vadash cannot know yours, as over SSH.",
    ),
    setting(
        "timer",
        "limit",
        "10",
        |config, value| set(&mut config.timer.limit, number(value, 0..=1000, "a number of hours from 0 to 1000")),
        "Hours after which you are asked whether the timer was forgotten; 0 for never.",
    ),
    setting(
        "timer",
        "away",
        "240",
        |config, value| {
            set(&mut config.timer.away, number(value, 0..=10_080, "a number of minutes from 0 to a week (10080)"))
        },
        "Minutes without a key or a command, or asleep, after which you are asked whether it was; 0 for never.",
    ),
    setting(
        "billing",
        "fee_lead",
        "0",
        |config, value| set(&mut config.billing.fee_lead, number(value, 0..=60, "a number of days from 0 to 60")),
        "Days before a cycle begins in which its fee, where it is paid in advance, is due already.",
    ),
    setting(
        "papers",
        "language",
        "\"en\"",
        |config, value| set(&mut config.papers.language, text(value)),
        "The language of papers for clients who have none set: en, de, vi, uz, or NAME of a file of your own, words/papers/NAME.ftl beside this one.",
    ),
    setting(
        "papers",
        "size",
        "\"a4\"",
        |config, value| set(&mut config.papers.size, word(value, &["a4", "letter"])),
        "The size of papers: a4 or letter.",
    ),
    setting(
        "papers",
        "accent",
        "\"#1f5f8b\"",
        |config, value| {
            let colour = text(value)?;
            let hex = colour
                .strip_prefix('#')
                .is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit()));
            if !hex {
                return Err(format!("'{colour}' is no colour: write \"#1f5f8b\""));
            }
            set(&mut config.papers.accent, Ok(colour))
        },
        "The colour of lines and headings on papers.",
    ),
    setting(
        "papers",
        "plain",
        "false",
        |config, value| set(&mut config.papers.plain, yes(value)),
        "Whether papers have neither colours nor lines.",
    ),
    setting(
        "papers",
        "fonts",
        "[]",
        |config, value| set(&mut config.papers.fonts, texts(value)),
        "Files of fonts in which letters are looked for that the built-in one lacks, such as Chinese ones.",
    ),
    setting(
        "mail",
        "send",
        "[]",
        |config, value| set(&mut config.mail.send, texts(value)),
        "The program that is given a ready message to send on its standard input, and its arguments, run without a shell, such as [\"msmtp\", \"-t\"]. None: a file is written that mail programs open as a draft.",
    ),
    setting(
        "database",
        "key_command",
        "[]",
        |config, value| set(&mut config.database.key_command, texts(value)),
        "A program that writes the passphrase of an encrypted database, or its key as 64 hexadecimal digits, as [\"pass\", \"show\", \"vadash\"]; its arguments are taken as they are. VADASH_KEY_COMMAND wins. A new database is encrypted where this or key_file is set.",
    ),
    setting(
        "database",
        "key_file",
        "\"\"",
        |config, value| set(&mut config.database.key_file, text(value)),
        "A file that holds the passphrase or the key, which only you may read; empty: you are asked.",
    ),
    setting(
        "database",
        "lock_after",
        "0",
        |config, value| {
            set(&mut config.database.lock_after, number(value, 0..=1440, "a number of minutes from 0 to a day (1440)"))
        },
        "Minutes without a key after which the screen of an encrypted database hides everything until the passphrase is typed; 0 for never.",
    ),
    setting(
        "backup",
        "daily",
        "7",
        |config, value| set(&mut config.backup.daily, number(value, 0..=1000, "a number of days from 0 to 1000")),
        "A backup is made on every day on which something is written. Of how many days it is kept; 0 here and for weekly: none is made.",
    ),
    setting(
        "backup",
        "weekly",
        "4",
        |config, value| set(&mut config.backup.weekly, number(value, 0..=1000, "a number of weeks from 0 to 1000")),
        "Of how many weeks the newest backup is kept besides.",
    ),
    setting(
        "backup",
        "folder",
        "\"\"",
        |config, value| set(&mut config.backup.folder, text(value)),
        "The folder backups are made in, one for each database; empty: backups, beside the database. A folder on another disk outlives this one.",
    ),
];

fn set<T>(place: &mut T, value: Result<T, String>) -> Result<(), String> {
    *place = value?;
    Ok(())
}
