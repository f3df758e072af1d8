//! The timer and entries: what is done with them.

use crate::command::action::{ACTION, Action, Effect, Group, Tells};
use crate::command::field::{Field, Shape, clearable, field, flag};
use crate::command::input::{
    Count, EntryState, Grouping, Lasts, Least, Minutes, Note, OverlapRule, PastFrom, PastRange, PastTime, PastTo,
    Price, Tag, Text, WorkDay, Worked, YesNo,
};
use crate::command::list::listed;
use crate::records::kind::{Add, Edit, Kind, Restorable, Section, Shift, Word};
use crate::records::names::{ClientName, EntryId, EventId, ServiceName, TaskId};
use crate::records::time::{entries, list as lists, relative, shift, show, timer as time, words};
use crate::store::{Entry, Record};

/// The timer and entries.
pub const SECTION: Section = Section {
    kinds: &[&ENTRY],
    restorable: &[Restorable { record: Entry::TABLE, name: None, called: words::entry_called }],
    actions: ACTIONS,
    families: &[("entry", "Entries: pieces of time worked")],
};

/// A piece of time worked.
pub const ENTRY: Kind = Kind {
    name: "entry",
    record: "entry",
    noun: "an entry",
    word: Word::Id,
    worked_by: None,
    add: Add::PromptFor("log"),
    edit: Edit::Change("entry edit"),
    remove: Ok("entry rm"),
    copy: Some("log"),
    shift: Some(Shift { action: "entry shift", steps: 1 }),
    footer: &[
        ("add", "log"),
        ("edit", "edit"),
        ("shorter", "end"),
        ("longer", "end"),
        ("earlier", "start"),
        ("later", "start"),
        ("split", "split"),
        ("join", "join"),
        ("move", "move"),
        ("repeat", "repeat"),
        ("timer", "resume"),
        ("resume", "resume"),
        ("delete", "delete"),
    ],
};

/// What a timer is told when it starts, be it the first or the next.
const STARTING: &[Field] = &[
    field::<ClientName>("client", Shape::Required, "for whom"),
    field::<Note>("note", Shape::Rest, "what you do").quoting(),
    field::<ServiceName>("service", Shape::Option, "the kind of work"),
    field::<TaskId>("task", Shape::Option, "the task it is for"),
    field::<EventId>("event", Shape::Option, "the meeting it is"),
    field::<PastTime>("at", Shape::Option, "when it began, if not now").otherwise("now"),
    flag("rush", "rush work"),
    field::<Tag>("tag", Shape::Many, "a tag"),
    field::<OverlapRule>("overlap", Shape::Option, "what to do about time already logged"),
    flag("force", "even if a timer of more than 24 h ends by it, or for an archived client"),
];

const ACTIONS: &[Action] = &[
    Action {
        name: "start",
        keys: &[],
        group: Group::Time,
        help: "Start the timer for a client; one that runs is stopped at the same instant",
        fields: STARTING,
        effect: Effect::Write(time::start),
        examples: &["start acme", "start acme 'July newsletter' --service email --tag draft", "start acme --at 9:15"],
        ..ACTION
    },
    Action {
        name: "stop",
        keys: &["x"],
        group: Group::Time,
        help: "Stop the timer",
        fields: &[
            field::<PastTime>("at", Shape::Option, "when it ended, if not now")
                .otherwise("now")
                .beside(relative::timer),
            flag("again", "and start the same again from now"),
            field::<ClientName>("gap", Shape::Option, "for whom the time since then was"),
            flag("force", "even if that is more than 24 h, or for an archived client"),
        ],
        effect: Effect::Write(time::stop),
        once: &["entry"],
        examples: &["stop", "stop --at 17:30", "stop --at 12:00 --gap globex"],
        ..ACTION
    },
    Action {
        name: "switch",
        keys: &[],
        group: Group::Time,
        help: "Stop the timer and start it for another client at the same instant",
        fields: STARTING,
        effect: Effect::Write(time::start),
        once: &["entry"],
        examples: &["switch globex 'call with Ana'", "switch globex --at -10m"],
        ..ACTION
    },
    Action {
        name: "resume",
        keys: &["r"],
        group: Group::Time,
        help: "Start the timer again for the last work, or what an entry was about; while one runs, go back to the work before",
        fields: &[
            field::<EntryId>("id", Shape::Optional, "the entry").otherwise("what was worked on last"),
            flag("force", "even if a timer of more than 24 h ends by it, or for an archived client"),
        ],
        effect: Effect::Write(time::resume),
        once: &["entry"],
        examples: &["resume", "resume 42"],
        ..ACTION
    },
    Action {
        name: "cancel",
        keys: &["X"],
        group: Group::Time,
        help: "Discard the running timer as if it had never been started",
        fields: &[],
        effect: Effect::Write(time::cancel),
        once: &["entry"],
        examples: &["cancel"],
        ..ACTION
    },
    Action {
        name: "log",
        keys: &[],
        group: Group::Time,
        help: "Log time for a client",
        fields: &[
            field::<ClientName>("client", Shape::Required, "for whom"),
            field::<Worked>("span", Shape::Required, "how long, or from when to when").beside(relative::logged),
            field::<Note>("note", Shape::Rest, "what you did").quoting().usual(),
            field::<WorkDay>("on", Shape::Option, "the day, if not today").otherwise("today").usual(),
            field::<ServiceName>("service", Shape::Option, "the kind of work").usual(),
            field::<TaskId>("task", Shape::Option, "the task it was for"),
            field::<EventId>("event", Shape::Option, "the meeting it was"),
            flag("rush", "rush work"),
            flag("gift", "shown to the client, charged nothing"),
            flag("no-bill", "not billable"),
            field::<Least>("bill-as", Shape::Option, "minutes to bill, instead of rounding"),
            field::<Tag>("tag", Shape::Many, "a tag"),
            field::<OverlapRule>("overlap", Shape::Option, "what to do about time already logged"),
            flag("force", "even if it is more than 24 h, or for an archived client"),
        ],
        effect: Effect::Write(time::log),
        tells: Tells::BackDated,
        again: Some(words::entry_again),
        logs: true,
        examples: &[
            "log acme 1h30 'inbox'",
            "log acme 9-10:30 'weekly call' --on yesterday",
            "log acme 45m --task 12 --rush",
        ],
        ..ACTION
    },
    Action {
        name: "entry list",
        keys: &[],
        group: Group::Time,
        help: "List entries by date and start, and what they come to",
        fields: &[
            field::<PastRange>("days", Shape::Rest, "which days").otherwise("all"),
            field::<PastFrom>("from", Shape::Option, "the first day").otherwise("the first entry"),
            field::<PastTo>("to", Shape::Option, "the last day").otherwise("the last entry"),
            field::<ClientName>("client", Shape::Option, "of one client"),
            field::<EntryState>("state", Shape::Option, "of one state").otherwise("any"),
            field::<Text>("text", Shape::Option, "with all these words in note, tags, client, service or task"),
            field::<Grouping>("by", Shape::Option, "added up by client, service, day or task"),
            field::<Count>("limit", Shape::Option, "only the last so many"),
        ],
        effect: Effect::Read(lists::list),
        prints: Some(lists::print),
        once: &["entry"],
        examples: &[
            "entry list today",
            "entry list last month --client acme --by service",
            "entry list --from 1.6. --to 15.6. --text 'newsletter'",
        ],
        ..ACTION
    },
    Action {
        name: "entry show",
        keys: &[],
        group: Group::Time,
        help: "Show an entry with its history",
        fields: &[field::<EntryId>("id", Shape::Required, "the entry")],
        effect: Effect::Read(show::show),
        examples: &["entry show 42", "entry show 42 --json"],
        ..ACTION
    },
    Action {
        name: "entry edit",
        keys: &[],
        group: Group::Time,
        help: "Change an entry; editing one end never moves the other",
        fields: &[
            field::<EntryId>("id", Shape::Required, "the entry"),
            field::<ClientName>("client", Shape::Option, "for whom").usual(),
            clearable::<ServiceName>("service", Shape::Option, "the kind of work, or none").usual(),
            clearable::<TaskId>("task", Shape::Option, "the task, or none"),
            field::<Text>("note", Shape::Option, "what you did").usual(),
            listed::<Tag>("tag", "its tags from now on; + adds one, - takes one away"),
            field::<PastTime>("start", Shape::Option, "when it began").beside(relative::entry_start).usual(),
            field::<PastTime>("end", Shape::Option, "when it ended").beside(relative::entry_end).usual(),
            field::<Lasts>("duration", Shape::Option, "how long it was").usual(),
            field::<WorkDay>("date", Shape::Option, "the day, of an entry without clock times").usual(),
            field::<YesNo>("rush", Shape::Option, "rush work").mostly("no"),
            field::<YesNo>("billable", Shape::Option, "billable").mostly("yes"),
            field::<YesNo>("gift", Shape::Option, "shown to the client, charged nothing").mostly("no"),
            clearable::<Least>("bill-as", Shape::Option, "minutes to bill instead of rounding, or none"),
            clearable::<Price>("rate", Shape::Option, "rate per hour for this entry alone, or none"),
            field::<Text>(
                "billed-elsewhere",
                Shape::Option,
                "another program's document that it is on; yes if it has no number, no if it is on none",
            ),
            flag("together", "a neighbour that touches an end which moves goes along"),
            field::<OverlapRule>("overlap", Shape::Option, "what to do about time already logged"),
            flag("force", "even if it is more than 24 h, or for an archived client"),
        ],
        effect: Effect::Write(entries::edit),
        form: true,
        tells: Tells::WhileTyped,
        present: Some(words::of_entry),
        examples: &[
            "entry edit 42 --end 17:15",
            "entry edit 42 --note 'inbox and calendar' --service email",
            "entry edit 42 --tag none",
        ],
        ..ACTION
    },
    Action {
        name: "entry shift",
        keys: &[],
        group: Group::Time,
        help: "Move an entry's start or end by an amount",
        fields: &[
            field::<EntryId>("id", Shape::Required, "the entry"),
            field::<Minutes>("start", Shape::Option, "how far; -15m is earlier").signed(),
            field::<Minutes>("end", Shape::Option, "how far; without clock times, how much longer").signed(),
            flag("together", "a neighbour that touches an end goes along"),
            field::<OverlapRule>("overlap", Shape::Option, "what to do about time already logged"),
            flag("force", "even if it is more than 24 h"),
        ],
        effect: Effect::Write(shift::shift),
        shifts: true,
        examples: &["entry shift 42 --start -15m", "entry shift 42 --end 30m --together"],
        ..ACTION
    },
    Action {
        name: "entry split",
        keys: &[],
        group: Group::Time,
        help: "Split an entry at a time into two that touch",
        fields: &[
            field::<EntryId>("id", Shape::Required, "the entry"),
            field::<PastTime>("at", Shape::Needed, "where").beside(relative::within_entry),
        ],
        effect: Effect::Write(entries::split),
        examples: &["entry split 42 --at 11:00"],
        ..ACTION
    },
    Action {
        name: "entry join",
        keys: &[],
        group: Group::Time,
        help: "Join two entries of a client that touch, or two durations of a day",
        fields: &[
            field::<EntryId>("id", Shape::Required, "the entry that stays"),
            field::<EntryId>("with", Shape::Required, "the entry that goes into it"),
        ],
        effect: Effect::Write(entries::join),
        examples: &["entry join 42 43"],
        ..ACTION
    },
    Action {
        name: "entry move",
        keys: &[],
        group: Group::Time,
        help: "Move an entry to another client",
        fields: &[
            field::<EntryId>("id", Shape::Required, "the entry"),
            field::<ClientName>("client", Shape::Required, "to whom"),
            flag("force", "even to an archived client"),
        ],
        effect: Effect::Write(entries::move_to),
        examples: &["entry move 42 globex"],
        ..ACTION
    },
    Action {
        name: "entry repeat",
        keys: &[],
        group: Group::Time,
        help: "Log the same again",
        fields: &[
            field::<EntryId>("id", Shape::Required, "the entry"),
            field::<WorkDay>("on", Shape::Option, "the day, if not today").otherwise("today"),
            flag("force", "even if it is more than 24 h, or for an archived client"),
        ],
        effect: Effect::Write(entries::repeat),
        examples: &["entry repeat 42", "entry repeat 42 --on yesterday"],
        ..ACTION
    },
    Action {
        name: "entry rm",
        keys: &[],
        group: Group::Time,
        help: "Delete an entry",
        fields: &[field::<EntryId>("id", Shape::Required, "the entry")],
        effect: Effect::Write(entries::remove),
        removes: true,
        examples: &["entry rm 42"],
        ..ACTION
    },
];
