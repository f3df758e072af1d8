//! Days off: what is done with them.

use crate::command::action::{ACTION, Action, Effect, Group};
use crate::command::field::{Shape, field};
use crate::command::input::{NearRange, Text};
use crate::records::kind::{Restorable, Section, text_of};
use crate::records::off::write::{self, DayOffId};
use crate::store::{DayOff, Record};

/// Days off.
pub const SECTION: Section = Section {
    kinds: &[],
    restorable: &[Restorable {
        record: DayOff::TABLE,
        name: None,
        called: |_, image| format!("the day off from {}", text_of(image, "first_day")),
    }],
    actions: ACTIONS,
    families: &[("off", "Days on which you do not work")],
};

const ACTIONS: &[Action] = &[
    Action {
        name: "off add",
        keys: &[],
        group: Group::Planning,
        help: "Say on which days you do not work",
        fields: &[
            field::<NearRange>("days", Shape::Words, "the day, or the first and the last"),
            field::<Text>("why", Shape::Option, "why, such as holiday"),
        ],
        effect: Effect::Write(write::add),
        form: true,
        examples: &["off add 2026-12-24", "off add 10.8. 21.8. --why holiday"],
        ..ACTION
    },
    Action {
        name: "off list",
        keys: &[],
        group: Group::Planning,
        help: "List days off",
        fields: &[field::<NearRange>("days", Shape::Rest, "which days").otherwise("all")],
        effect: Effect::Read(write::list),
        examples: &["off list", "off list 2026"],
        ..ACTION
    },
    Action {
        name: "off rm",
        keys: &[],
        group: Group::Planning,
        help: "Delete days off: they are worked after all",
        fields: &[field::<DayOffId>("id", Shape::Required, "the days off")],
        effect: Effect::Write(write::remove),
        removes: true,
        examples: &["off rm 2"],
        ..ACTION
    },
];
