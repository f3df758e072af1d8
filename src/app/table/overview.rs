//! What is shown of several kinds of records at once.

use crate::app::{client_list as lists, forgotten, status};
use crate::command::action::{ACTION, Action, Effect, Group};
use crate::command::field::{Shape, field, flag};
use crate::command::input::{PastDay, Text};
use crate::records::kind::Section;
use crate::records::names::{ClientName, EntryId};
use crate::records::time::show;

/// Why something is as it is.
pub(super) const REASONS: Section = Section { kinds: &[], restorable: &[], actions: REASON, families: &[] };

const REASON: &[Action] = &[Action {
    name: "rate why",
    keys: &[],
    group: Group::Clients,
    help: "Show which rate an entry has, and why",
    fields: &[
        field::<EntryId>("id", Shape::Required, "the entry"),
        field::<PastDay>("at", Shape::Option, "as if it had been worked on a day"),
    ],
    effect: Effect::Read(show::why),
    examples: &["rate why 42", "rate why 42 --at 2026-06-30"],
    ..ACTION
}];

/// The timer and clients as they stand.
pub(super) const SECTION: Section = Section { kinds: &[], restorable: &[], actions: ACTIONS, families: &[] };

const ACTIONS: &[Action] = &[
    Action {
        name: "keep",
        keys: &[],
        group: Group::Time,
        help: "Confirm the running timer, so that nobody asks whether it was forgotten",
        fields: &[],
        effect: Effect::Whole(forgotten::keep),
        once: &["entry"],
        examples: &["keep"],
        ..ACTION
    },
    Action {
        name: "status",
        keys: &[],
        group: Group::Time,
        help: "What is running, the next meeting, alerts; made for a prompt or status bar",
        fields: &[
            field::<Text>("format", Shape::Option, status::FORMAT),
            flag("waybar", "a line of JSON for waybar: text, tooltip, class, percentage"),
        ],
        effect: Effect::Read(status::status),
        polled: true,
        reads_calendars: true,
        examples: &["status", "status --format '{client} {elapsed} {left}'", "status --waybar"],
        ..ACTION
    },
    Action {
        name: "client list",
        keys: &[],
        group: Group::Clients,
        help: "List clients",
        fields: &[flag("all", "archived ones too")],
        effect: Effect::Read(lists::clients),
        once: &["client"],
        examples: &["client list", "client list --all --json"],
        ..ACTION
    },
    Action {
        name: "client show",
        keys: &[],
        group: Group::Clients,
        help: "Show a client",
        fields: &[field::<ClientName>("client", Shape::Required, "the client")],
        effect: Effect::Read(lists::client_whole),
        examples: &["client show acme"],
        ..ACTION
    },
];
