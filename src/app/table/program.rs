//! Data in and out, undo, and the program itself.

use crate::app::past::{self, GoneId, KindName};
use crate::app::{backups, database as data, encryption, everything, filters, reminders, settings, sheets, telling};
use crate::command::action::{ACTION, Action, Effect, Group};
use crate::command::field::{Shape, field, flag};
use crate::command::input::{
    ChannelName, CipherName, Count, EntryState, Later, PastFrom, PastTo, RightSide, Shell, TableWord, Text, Time, Title,
};
use crate::records::calendar::{called::CalendarName, export};
use crate::records::import::FileName;
use crate::records::kind::Section;
use crate::records::names::{ClientName, EventId, TaskId};

/// The program's own.
pub(super) const SECTION: Section = Section {
    kinds: &[],
    restorable: &[],
    actions: ACTIONS,
    families: &[
        ("filter", "Filters saved by a name"),
        ("export", "Give data out"),
        ("db", "The database"),
        ("config", "The configuration"),
        ("notify", "Notifications"),
    ],
};

const ACTIONS: &[Action] = &[
    Action {
        name: "undo",
        keys: &["u"],
        group: Group::Data,
        help: "Undo the newest step, or an old one alone",
        fields: &[
            field::<Count>("count", Shape::Optional, "how many steps").otherwise("1"),
            field::<Count>("step", Shape::Option, "this one alone, by its number in the history"),
        ],
        effect: Effect::History(data::undo),
        undoes: true,
        examples: &["undo", "undo 3"],
        ..ACTION
    },
    Action {
        name: "redo",
        keys: &["ctrl-r"],
        group: Group::Data,
        help: "Redo what was undone",
        fields: &[field::<Count>("count", Shape::Optional, "how many steps").otherwise("1")],
        effect: Effect::History(data::redo),
        examples: &["redo", "redo 3"],
        ..ACTION
    },
    Action {
        name: "restore",
        keys: &["U"],
        group: Group::Data,
        help: "Restore what was deleted: a record, or one of a series",
        fields: &[
            field::<KindName>("kind", Shape::Required, "what it is"),
            field::<GoneId>("id", Shape::Required, "the number it had"),
        ],
        effect: Effect::Write(past::restore),
        offers: true,
        examples: &["restore task 12", "restore entry 42"],
        ..ACTION
    },
    Action {
        name: "history",
        keys: &[],
        group: Group::Data,
        help: "The history of changes, newest first",
        fields: &[field::<Count>("limit", Shape::Option, "how many").otherwise("20")],
        effect: Effect::Read(data::history),
        examples: &["history", "history --limit 100"],
        ..ACTION
    },
    Action {
        name: "filter save",
        keys: &[],
        group: Group::Data,
        help: "Save a filter under a name",
        fields: &[
            field::<Title>("name", Shape::Required, "its name"),
            field::<Text>("text", Shape::Words, "what to look for"),
        ],
        effect: Effect::Write(filters::save),
        examples: &["filter save drafts '#draft -waiting'"],
        ..ACTION
    },
    Action {
        name: "filter rm",
        keys: &[],
        group: Group::Data,
        help: "Delete a saved filter",
        fields: &[field::<Title>("name", Shape::Required, "its name")],
        effect: Effect::Write(filters::remove),
        removes: true,
        examples: &["filter rm drafts"],
        ..ACTION
    },
    Action {
        name: "filter list",
        keys: &[],
        group: Group::Data,
        help: "List the saved filters",
        fields: &[],
        effect: Effect::Read(filters::list),
        examples: &["filter list"],
        ..ACTION
    },
    Action {
        name: "export json",
        keys: &[],
        group: Group::Data,
        help: "Export every record as JSON, unencrypted; import json reads it back. Papers kept as files are in db backup alone",
        fields: &[],
        effect: Effect::Read(everything::export),
        prints: Some(everything::print),
        examples: &["export json > all.json"],
        ..ACTION
    },
    Action {
        name: "export csv",
        keys: &[],
        group: Group::Data,
        help: "Export entries as a table that import csv reads back, or tasks, or clients",
        fields: &[
            field::<TableWord>("what", Shape::Optional, "entries, tasks or clients").otherwise("entries"),
            field::<PastFrom>("from", Shape::Option, "the first day").otherwise("the first entry"),
            field::<PastTo>("to", Shape::Option, "the last day").otherwise("the last entry"),
            field::<ClientName>("client", Shape::Option, "of one client"),
            field::<EntryState>("state", Shape::Option, "of one state").otherwise("any"),
        ],
        effect: Effect::Read(sheets::export),
        examples: &[
            "export csv > all.csv",
            "export csv tasks > tasks.csv",
            "export csv --from june --to june --client acme > june.csv",
        ],
        ..ACTION
    },
    Action {
        name: "export ics",
        keys: &[],
        group: Group::Data,
        help: "Export events as a calendar that other programs, and import ics, read",
        fields: &[
            field::<CalendarName>("calendar", Shape::Option, "of one calendar"),
            field::<ClientName>("client", Shape::Option, "of one client, and nothing of any other"),
        ],
        effect: Effect::Read(export::export_ics),
        examples: &["export ics > all.ics", "export ics --client acme > acme.ics"],
        ..ACTION
    },
    Action {
        name: "db encrypt",
        keys: &[],
        group: Group::Data,
        help: "Encrypt the database and its backups with a passphrase",
        fields: &[
            field::<FileName>("key-file", Shape::Option, "a file that holds it, instead of asking"),
            field::<CipherName>(
                "cipher",
                Shape::Option,
                "sqlcipher for a file that other programs open (default: chacha20)",
            ),
        ],
        effect: Effect::Closed(encryption::db_encrypt),
        examples: &["db encrypt", "db encrypt --key-file ~/.vadash-key"],
        ..ACTION
    },
    Action {
        name: "db decrypt",
        keys: &[],
        group: Group::Data,
        help: "Decrypt the database and its backups",
        fields: &[],
        effect: Effect::Closed(encryption::db_decrypt),
        examples: &["db decrypt"],
        ..ACTION
    },
    Action {
        name: "db rekey",
        keys: &[],
        group: Group::Data,
        help: "Change the passphrase of the database and its backups",
        fields: &[
            field::<FileName>("key-file", Shape::Option, "a file that holds the new one, instead of asking"),
            field::<CipherName>("cipher", Shape::Option, "another one from now on"),
        ],
        effect: Effect::Closed(encryption::db_rekey),
        examples: &["db rekey", "db rekey --key-file ~/.vadash-key"],
        ..ACTION
    },
    Action {
        name: "db path",
        keys: &[],
        group: Group::Data,
        help: "Where the database is",
        fields: &[],
        effect: Effect::Alone(data::db_path),
        examples: &["db path"],
        ..ACTION
    },
    Action {
        name: "db check",
        keys: &[],
        group: Group::Data,
        help: "Check the file, the records against their history, the kept figures, and the newest backup",
        fields: &[
            flag("repair", "make anew what is made from the records: indexes and kept figures"),
            field::<RightSide>(
                "from",
                Shape::Option,
                "where a record and its history contradict each other, which is right",
            ),
        ],
        effect: Effect::Whole(data::db_check),
        examples: &["db check", "db check --repair"],
        ..ACTION
    },
    Action {
        name: "db backup",
        keys: &[],
        group: Group::Data,
        help: "Back up the database, complete and checked",
        fields: &[field::<FileName>("file", Shape::Optional, "where to, instead of the folder of backups")
            .otherwise("the folder of backups")],
        effect: Effect::Whole(backups::db_backup),
        examples: &["db backup", "db backup ~/vadash-copy.db"],
        ..ACTION
    },
    Action {
        name: "db backups",
        keys: &[],
        group: Group::Data,
        help: "The backups there are, and whether they are good",
        fields: &[],
        effect: Effect::Alone(backups::db_backups),
        examples: &["db backups"],
        ..ACTION
    },
    Action {
        name: "db restore",
        keys: &[],
        group: Group::Data,
        help: "Restore the database from a backup, and keep what it replaces",
        fields: &[
            field::<FileName>("file", Shape::Optional, "the backup, instead of the newest good one")
                .otherwise("the newest good one"),
            flag("force", "put it back although what it holds is not sound"),
        ],
        effect: Effect::Closed(backups::db_restore),
        examples: &["db restore", "db restore ~/vadash-copy.db"],
        ..ACTION
    },
    Action {
        name: "db compact",
        keys: &[],
        group: Group::Data,
        help: "Compact the database: give back the space that it no longer needs",
        fields: &[],
        effect: Effect::Closed(backups::db_compact),
        examples: &["db compact"],
        ..ACTION
    },
    Action {
        name: "config path",
        keys: &[],
        group: Group::Program,
        help: "Where the configuration is",
        fields: &[],
        effect: Effect::Alone(settings::config_path),
        examples: &["config path"],
        ..ACTION
    },
    Action {
        name: "config check",
        keys: &[],
        group: Group::Program,
        help: "Every mistake in the configuration",
        fields: &[],
        effect: Effect::Alone(settings::config_check),
        checks_settings: true,
        examples: &["config check"],
        ..ACTION
    },
    Action {
        name: "config show",
        keys: &[],
        group: Group::Program,
        help: "The settings in force",
        fields: &[],
        effect: Effect::Alone(settings::config_show),
        examples: &["config show", "config show --json"],
        ..ACTION
    },
    Action {
        name: "remind",
        keys: &[],
        group: Group::Program,
        help: "Show reminders without a screen, until it is ended: as a service, or for another machine",
        fields: &[
            flag("once", "tell what is due now, and end"),
            flag("stream", "write each as a line of JSON instead"),
            field::<FileName>("from", Shape::Option, "tell what such a stream says").otherwise("this database"),
            flag("install", "write the service for systemd, and say how to start it"),
        ],
        effect: Effect::Remind,
        examples: &["remind", "remind --once --stream", "remind --install"],
        ..ACTION
    },
    Action {
        name: "snooze",
        keys: &[],
        group: Group::Planning,
        help: "Snooze a reminder: the last one, or that of a meeting or a task",
        fields: &[
            field::<Later>("for", Shape::Required, "how long, or until it begins"),
            field::<EventId>("event", Shape::Option, "the meeting"),
            field::<Time>("at", Shape::Option, "when that meeting starts"),
            field::<TaskId>("task", Shape::Option, "the task"),
        ],
        effect: Effect::Whole(reminders::snooze),
        examples: &["snooze 10m", "snooze 1h --task 12"],
        ..ACTION
    },
    Action {
        name: "notify test",
        keys: &[],
        group: Group::Program,
        help: "Show a test reminder, and say what was tried and why",
        fields: &[
            field::<ChannelName>("channel", Shape::Option, "where to, instead of the one that is set")
                .otherwise("the configured one"),
            field::<Text>("title", Shape::Option, "its title"),
            field::<Text>("body", Shape::Option, "its text"),
        ],
        effect: Effect::Alone(telling::notify_test),
        examples: &["notify test", "notify test --channel desktop --title 'Call with Acme'"],
        ..ACTION
    },
    Action {
        name: "completions",
        keys: &[],
        group: Group::Program,
        help: "A shell's completion script",
        fields: &[field::<Shell>("shell", Shape::Required, "the shell")],
        effect: Effect::Alone(settings::completions),
        examples: &[
            "completions bash > ~/.local/share/bash-completion/completions/vadash",
            "completions zsh > ~/.zfunc/_vadash",
            "completions fish > ~/.config/fish/completions/vadash.fish",
        ],
        ..ACTION
    },
    Action {
        name: "man",
        keys: &[],
        group: Group::Program,
        help: "The manual page",
        fields: &[],
        effect: Effect::Alone(settings::man),
        examples: &["man | man -l -", "man > ~/.local/share/man/man1/vadash.1"],
        ..ACTION
    },
];
