//! Retainers and blocks, and what is to be billed of them.

use crate::command::action::{ACTION, Action, Effect, Group, Tells};
use crate::command::field::{Shape, clearable, field, flag};
use crate::command::input::{
    AgreementKind, Count, CountRule, Cycle, CycleOf, Day, DrawOrder, FirstRule, Hours, Minutes, NearDay, PastDay,
    Price, RolloverCap, RolloverMode, RoundingRule, RushRule, StatementFormat, Text,
};
use crate::records::agreements::{explain, words as agreed, write as agreements};
use crate::records::agreements::{list as deals, retainers};
use crate::records::billing::{statement, unbilled};
use crate::records::names::{AgreementId, ClientName, Services};

pub(super) const ACTIONS: &[Action] = &[
    Action {
        name: "agreement add",
        keys: &[],
        group: Group::Clients,
        help: "Add a retainer (hours per cycle) or a block of hours",
        fields: &[
            field::<ClientName>("client", Shape::Required, "with whom"),
            field::<AgreementKind>("kind", Shape::Required, "what kind"),
            field::<Hours>("hours", Shape::Needed, "hours a cycle, or in the block").explained(explain::hours),
            clearable::<Price>("fee", Shape::Option, "a retainer's fee a cycle")
                .explained(explain::fee)
                .only_if("kind", "retainer"),
            clearable::<Price>("price", Shape::Option, "a block's price")
                .explained(explain::price)
                .only_if("kind", "block"),
            field::<NearDay>("start", Shape::Option, "the first day"),
            clearable::<NearDay>("anchor", Shape::Option, "the day from which cycles are counted")
                .only_if("kind", "retainer"),
            field::<Cycle>("every", Shape::Option, "a cycle's length")
                .explained(explain::every)
                .only_if("kind", "retainer"),
            field::<RolloverMode>("rollover", Shape::Option, "what becomes of unused hours")
                .explained(explain::rollover)
                .only_if("kind", "retainer"),
            clearable::<RolloverCap>("cap", Shape::Option, "the most that is rolled over")
                .explained(explain::cap)
                .only_if("kind", "retainer"),
            clearable::<Count>("life", Shape::Option, "cycles that rolled-over hours live")
                .explained(explain::life)
                .only_if("kind", "retainer"),
            field::<DrawOrder>("order", Shape::Option, "what is drawn first")
                .explained(explain::order)
                .only_if("kind", "retainer"),
            clearable::<Price>("overage-rate", Shape::Option, "what an hour beyond the allowance costs")
                .explained(explain::overage_rate)
                .only_if("kind", "retainer"),
            field::<CountRule>("counts", Shape::Option, "which work counts")
                .explained(explain::counts)
                .only_if("kind", "retainer"),
            clearable::<Services>("services", Shape::Option, "the services it covers").explained(explain::services),
            field::<FirstRule>("first", Shape::Option, "how a partial first cycle is granted")
                .explained(explain::first)
                .only_if("kind", "retainer"),
            field::<RushRule>("rush-burns", Shape::Option, "what rush multiplies")
                .explained(explain::rush_burns)
                .only_if("kind", "retainer"),
            clearable::<RoundingRule>("rounding", Shape::Option, "how its time is rounded")
                .explained(explain::rounding)
                .only_if("kind", "retainer"),
            clearable::<Day>("last-day", Shape::Option, "a block's last usable day").only_if("kind", "block"),
        ],
        effect: Effect::Write(agreements::add),
        form: true,
        again: Some(agreed::agreement_again),
        ..ACTION
    },
    Action {
        name: "agreement change",
        keys: &[],
        group: Group::Clients,
        help: "Change a retainer's terms from a cycle start on",
        fields: &[
            field::<AgreementId>("id", Shape::Required, "the retainer"),
            field::<NearDay>("from", Shape::Needed, "the first day of a cycle"),
            field::<Hours>("hours", Shape::Option, "hours a cycle").explained(explain::hours),
            clearable::<Price>("fee", Shape::Option, "the fee a cycle").explained(explain::fee),
            field::<RolloverMode>("rollover", Shape::Option, "what becomes of unused hours")
                .explained(explain::rollover),
            clearable::<RolloverCap>("cap", Shape::Option, "the most that is rolled over, or none")
                .explained(explain::cap),
            clearable::<Count>("life", Shape::Option, "cycles that rolled-over hours live, or none")
                .explained(explain::life),
            field::<DrawOrder>("order", Shape::Option, "what is drawn first").explained(explain::order),
            clearable::<Price>("overage-rate", Shape::Option, "what an hour beyond the allowance costs, or none")
                .explained(explain::overage_rate),
            field::<CountRule>("counts", Shape::Option, "which work counts").explained(explain::counts),
            clearable::<Services>("services", Shape::Option, "the services it covers, or none for all")
                .explained(explain::services),
            field::<RushRule>("rush-burns", Shape::Option, "what rush multiplies").explained(explain::rush_burns),
            clearable::<RoundingRule>("rounding", Shape::Option, "how its time is rounded, or none")
                .explained(explain::rounding),
        ],
        effect: Effect::Write(agreements::change),
        form: true,
        tells: Tells::Moved,
        present: Some(agreed::of_agreement),
        ..ACTION
    },
    Action {
        name: "agreement adjust",
        keys: &[],
        group: Group::Clients,
        help: "Add or take hours by hand",
        fields: &[
            field::<AgreementId>("id", Shape::Required, "the agreement"),
            field::<Minutes>("duration", Shape::Required, "how much; -1h takes an hour away").signed(),
            field::<Text>("reason", Shape::Needed, "why"),
            field::<Day>("on", Shape::Option, "the day, if not today"),
            flag("gift", "a present: told as such"),
        ],
        effect: Effect::Write(agreements::adjust),
        form: true,
        tells: Tells::Moved,
        ..ACTION
    },
    Action {
        name: "agreement pause",
        keys: &[],
        group: Group::Clients,
        help: "Pause a retainer: no hours and no fee from a cycle start on",
        fields: &[
            field::<AgreementId>("id", Shape::Required, "the retainer"),
            field::<NearDay>("from", Shape::Needed, "the first day of a cycle"),
            clearable::<NearDay>("until", Shape::Option, "the first day of the cycle in which it goes on"),
        ],
        effect: Effect::Write(agreements::pause),
        tells: Tells::Moved,
        ..ACTION
    },
    Action {
        name: "agreement end",
        keys: &[],
        group: Group::Clients,
        help: "End an agreement after a day",
        fields: &[
            field::<AgreementId>("id", Shape::Required, "the agreement"),
            field::<Day>("on", Shape::Needed, "its last day"),
        ],
        effect: Effect::Write(agreements::end),
        tells: Tells::Moved,
        ..ACTION
    },
    Action {
        name: "agreement list",
        keys: &[],
        group: Group::Clients,
        help: "List agreements",
        fields: &[
            field::<ClientName>("client", Shape::Option, "of one client"),
            field::<PastDay>("at", Shape::Option, "with the terms of a day, if not of today"),
        ],
        effect: Effect::Read(deals::list),
        ..ACTION
    },
    Action {
        name: "agreement show",
        keys: &[],
        group: Group::Clients,
        help: "An agreement with its cycles and draws",
        fields: &[
            field::<AgreementId>("id", Shape::Required, "the agreement"),
            field::<PastDay>("at", Shape::Option, "as it stood on a day"),
        ],
        effect: Effect::Read(deals::show),
        ..ACTION
    },
    Action {
        name: "agreement rm",
        keys: &[],
        group: Group::Clients,
        help: "Delete an agreement",
        fields: &[field::<AgreementId>("id", Shape::Required, "the agreement")],
        effect: Effect::Write(agreements::remove),
        tells: Tells::Moved,
        removes: true,
        ..ACTION
    },
    Action {
        name: "retainers",
        keys: &[],
        group: Group::Clients,
        help: "Hours left per retainer and block, the tightest first",
        fields: &[
            field::<PastDay>("at", Shape::Option, "as it stood on a day"),
            field::<ClientName>("client", Shape::Option, "of one client"),
        ],
        effect: Effect::Read(retainers::report),
        ..ACTION
    },
    Action {
        name: "unbilled",
        keys: &[],
        group: Group::Clients,
        help: "Time not billed yet, per client and currency",
        fields: &[
            field::<PastDay>("at", Shape::Option, "as it stood on a day"),
            field::<ClientName>("client", Shape::Option, "of one client"),
        ],
        effect: Effect::Read(unbilled::report),
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
            ),
            field::<PastDay>("at", Shape::Option, "as it stood on a day"),
            field::<StatementFormat>("format", Shape::Option, "what it is written as"),
        ],
        effect: Effect::Read(statement::report),
        turns: Some(statement::turned),
        ..ACTION
    },
];
