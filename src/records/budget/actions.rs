//! Budgets: what is done with them.

use crate::command::action::{ACTION, Action, Effect, Group};
use crate::command::field::{Shape, field};
use crate::command::input::BudgetLine;
use crate::records::budget::words::{BudgetAmount, BudgetMonth, BudgetYear};
use crate::records::budget::write::{self, BudgetId};
use crate::records::kind::{Restorable, Section, text_of};
use crate::store::{Budget, Record};

/// Budgets.
pub const SECTION: Section = Section {
    kinds: &[],
    restorable: &[Restorable {
        record: Budget::TABLE,
        name: None,
        called: |_, image| format!("{} of {}", text_of(image, "line"), image["year"]),
    }],
    actions: ACTIONS,
    families: &[("budget", "What you aim at in a year or a month")],
};

const ACTIONS: &[Action] = &[
    Action {
        name: "budget set",
        keys: &[],
        group: Group::Clients,
        help: "Say what you aim at: revenue, hours, new clients, use of your hours",
        fields: &[
            field::<BudgetYear>("year", Shape::Required, "the year"),
            field::<BudgetLine>("line", Shape::Required, "of what"),
            field::<BudgetAmount>("amount", Shape::Required, "how much: money at home, hours, how many, or a share"),
            field::<BudgetMonth>("month", Shape::Option, "the month alone").otherwise("the whole year"),
        ],
        effect: Effect::Write(write::set),
        form: true,
        examples: &[
            "budget set 2026 revenue 30000",
            "budget set 2026 hours 110 --month july",
            "budget set 2026 use 65%",
        ],
        ..ACTION
    },
    Action {
        name: "budget list",
        keys: &[],
        group: Group::Clients,
        help: "List budgets",
        fields: &[field::<BudgetYear>("year", Shape::Optional, "of one year")],
        effect: Effect::Read(write::list),
        examples: &["budget list 2026"],
        ..ACTION
    },
    Action {
        name: "budget rm",
        keys: &[],
        group: Group::Clients,
        help: "Delete a budget",
        fields: &[field::<BudgetId>("id", Shape::Required, "the budget")],
        effect: Effect::Write(write::remove),
        removes: true,
        examples: &["budget rm 2"],
        ..ACTION
    },
];
