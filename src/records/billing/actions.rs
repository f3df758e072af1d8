//! What is to be billed: what is shown of it.

use crate::command::action::{ACTION, Action, Effect, Group};
use crate::command::field::{Shape, field};
use crate::command::input::{CycleOf, PastDay, StatementFormat};
use crate::records::billing::{statement, unbilled};
use crate::records::clients::actions::CLIENT;
use crate::records::kind::{Add, Kind, Section};
use crate::records::names::ClientName;

/// Unbilled time and statements.
pub const SECTION: Section = Section { kinds: &[&UNBILLED, &DUE], restorable: &[], actions: ACTIONS, families: &[] };

/// A client's unbilled time.
pub const UNBILLED: Kind = Kind {
    name: "unbilled",
    noun: "a client's unbilled time",
    add: Add::PromptFor("log"),
    remove: Err("this is a sum of entries: Enter shows them"),
    footer: &[("log-time", "log"), ("timer", "timer"), ("look", "details"), ("edit", "client")],
    ..CLIENT
};

/// A client that is to be billed.
pub const DUE: Kind = Kind {
    name: "due",
    noun: "a client to be billed",
    add: Add::FormFor("charge add", &[]),
    remove: Err("this is a sum of what is due: Enter shows it"),
    footer: &[
        ("bill", "bill"),
        ("add", "charge"),
        ("look", "details"),
        ("log-time", "log"),
        ("pay", "payment"),
        ("edit", "client"),
    ],
    ..CLIENT
};

const ACTIONS: &[Action] = &[
    Action {
        name: "unbilled",
        keys: &[],
        group: Group::Clients,
        help: "Time not billed yet, per client and currency",
        fields: &[
            field::<PastDay>("at", Shape::Option, "as it stood on a day").otherwise("now"),
            field::<ClientName>("client", Shape::Option, "of one client"),
        ],
        effect: Effect::Read(unbilled::report),
        once: &["entry", "charge", "agreement"],
        examples: &["unbilled", "unbilled --client acme", "unbilled --at 2026-06-30 --json"],
        ..ACTION
    },
    Action {
        name: "statement",
        keys: &[],
        group: Group::Clients,
        help: "What a client reads of a cycle: hours used and left, the work, and what it comes to",
        fields: &[
            field::<ClientName>("client", Shape::Required, "for whom"),
            field::<CycleOf>(
                "cycle",
                Shape::Option,
                "the last cycle, that of a month, or of a day; else the present one",
            )
            .otherwise("the present one"),
            field::<PastDay>("at", Shape::Option, "as it stood on a day").otherwise("now"),
            field::<StatementFormat>("format", Shape::Option, "what it is written as").otherwise("text"),
        ],
        effect: Effect::Read(statement::report),
        turns: Some(statement::turned),
        examples: &["statement acme", "statement acme --cycle 2026-06-01 --format markdown"],
        ..ACTION
    },
];
