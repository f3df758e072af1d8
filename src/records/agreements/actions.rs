//! Retainers and blocks of hours: what is done with them.

use crate::command::action::{ACTION, Action, Effect, Group, Tells};
use crate::command::field::{Shape, clearable, field, flag};
use crate::command::input::{
    AgreementKind, Count, CountRule, CurrencyAmount, Cycle, Day, DrawOrder, FirstRule, Hours, Minutes, NearDay,
    PastDay, Price, RolloverCap, RolloverMode, RoundingRule, RushRule, Text, TierBasisWord, TierList, TierModeWord,
    Title,
};
use crate::records::agreements::commission::{self, ClosingId};
use crate::records::agreements::{end, explain, list as deals, pause, retainers, words as agreed, write as agreements};
use crate::records::kind::{Add, Edit, Kind, Restorable, Section, Word, for_client, text_of};
use crate::records::names::{AgreementId, ClientName, Services};
use crate::store::{Agreement, Closing, Record};

/// Retainers and blocks.
pub const SECTION: Section = Section {
    kinds: &[&AGREEMENT],
    restorable: &[
        Restorable {
            record: Agreement::TABLE,
            name: None,
            called: |db, image| for_client(db, image, text_of(image, "kind")),
        },
        Restorable { record: Closing::TABLE, name: None, called: |_, image| text_of(image, "note") },
    ],
    actions: ACTIONS,
    families: &[
        ("agreement", "Retainers, blocks of hours and commission"),
        ("closing", "Deals that were closed, for which a commission is paid"),
    ],
};

/// A client's retainer or block.
pub const AGREEMENT: Kind = Kind {
    name: "agreement",
    record: "agreement",
    noun: "an agreement",
    word: Word::Id,
    worked_by: None,
    add: Add::FormFor("agreement add", &[("kind", "retainer")]),
    edit: Edit::Change("agreement change"),
    remove: Ok("agreement rm"),
    copy: Some("agreement add"),
    shift: None,
    footer: &[
        ("add", "add"),
        ("log-time", "log"),
        ("timer", "timer"),
        ("look", "details"),
        ("edit", "change"),
        ("delete", "delete"),
    ],
};

const ACTIONS: &[Action] = &[
    Action {
        name: "agreement add",
        keys: &[],
        group: Group::Clients,
        help: "Add a retainer (hours per cycle), a block of hours, or a commission",
        fields: &[
            field::<ClientName>("client", Shape::Required, "with whom"),
            field::<AgreementKind>("kind", Shape::Required, "what kind"),
            field::<Hours>("hours", Shape::Option, "hours a cycle, or in the block").explained(explain::hours).usual(),
            clearable::<Price>("fee", Shape::Option, "a retainer's fee a cycle")
                .explained(explain::fee)
                .only_if("kind", "retainer")
                .usual(),
            clearable::<Price>("price", Shape::Option, "a block's price")
                .explained(explain::price)
                .only_if("kind", "block")
                .usual(),
            field::<NearDay>("start", Shape::Option, "the first day")
                .otherwise("today")
                .explained(explain::start)
                .offering(explain::starts)
                .usual(),
            clearable::<NearDay>("anchor", Shape::Option, "the day from which cycles are counted")
                .otherwise("its first day")
                .only_if("kind", "retainer"),
            field::<Cycle>("every", Shape::Option, "a cycle's length")
                .otherwise("month")
                .explained(explain::every)
                .only_if("kind", "retainer"),
            field::<RolloverMode>("rollover", Shape::Option, "what becomes of unused hours")
                .otherwise("expire")
                .explained(explain::rollover)
                .only_if("kind", "retainer")
                .usual(),
            clearable::<RolloverCap>("cap", Shape::Option, "the most that is rolled over")
                .explained(explain::cap)
                .only_if("kind", "retainer"),
            clearable::<Count>("life", Shape::Option, "cycles that rolled-over hours live")
                .explained(explain::life)
                .only_if("kind", "retainer"),
            field::<DrawOrder>("order", Shape::Option, "what is drawn first")
                .otherwise("rollover_first")
                .explained(explain::order)
                .only_if("kind", "retainer"),
            clearable::<Price>("overage-rate", Shape::Option, "what an hour beyond the allowance costs")
                .explained(explain::overage_rate)
                .only_if("kind", "retainer"),
            field::<CountRule>("counts", Shape::Option, "which work counts")
                .otherwise("billable")
                .explained(explain::counts)
                .only_if("kind", "retainer"),
            clearable::<Services>("services", Shape::Option, "the services it covers")
                .otherwise("all")
                .explained(explain::services),
            field::<FirstRule>("first", Shape::Option, "how a partial first cycle is granted")
                .otherwise("full")
                .explained(explain::first)
                .only_if("kind", "retainer"),
            field::<RushRule>("rush-burns", Shape::Option, "what rush multiplies")
                .otherwise("money")
                .explained(explain::rush_burns)
                .only_if("kind", "retainer"),
            clearable::<RoundingRule>("rounding", Shape::Option, "how its time is rounded")
                .explained(explain::rounding)
                .only_if("kind", "retainer"),
            clearable::<Day>("last-day", Shape::Option, "a block's last usable day").only_if("kind", "block"),
            field::<TierList>("tiers", Shape::Option, "from how many closings, or which value, it pays how much")
                .only_if("kind", "commission")
                .usual(),
            field::<TierBasisWord>("of", Shape::Option, "what the tiers go by")
                .otherwise("count")
                .only_if("kind", "commission"),
            field::<TierModeWord>("mode", Shape::Option, "each tier for its own part, or the one reached for all")
                .otherwise("marginal")
                .only_if("kind", "commission"),
            clearable::<CurrencyAmount>("min", Shape::Option, "what a cycle pays at least")
                .only_if("kind", "commission"),
            clearable::<CurrencyAmount>("max", Shape::Option, "what a cycle pays at most")
                .only_if("kind", "commission"),
        ],
        effect: Effect::Write(agreements::add),
        form: true,
        again: Some(agreed::agreement_again),
        examples: &[
            "agreement add acme retainer --hours 20 --fee 800 --start 2026-07-01",
            "agreement add acme retainer --hours 20 --fee 800 --rollover next_cycle --cap 50% --overage-rate 50",
            "agreement add globex block --hours 10 --price 400 --last-day 2026-12-31",
            "agreement add initech commission --tiers 0:150,5:200",
        ],
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
            field::<Hours>("hours", Shape::Option, "hours a cycle").explained(explain::hours).usual(),
            clearable::<Price>("fee", Shape::Option, "the fee a cycle").explained(explain::fee).usual(),
            field::<RolloverMode>("rollover", Shape::Option, "what becomes of unused hours")
                .explained(explain::rollover)
                .usual(),
            clearable::<RolloverCap>("cap", Shape::Option, "the most that is rolled over, or none")
                .explained(explain::cap),
            clearable::<Count>("life", Shape::Option, "cycles that rolled-over hours live, or none")
                .explained(explain::life),
            field::<DrawOrder>("order", Shape::Option, "what is drawn first")
                .explained(explain::order)
                .mostly("rollover_first"),
            clearable::<Price>("overage-rate", Shape::Option, "what an hour beyond the allowance costs, or none")
                .explained(explain::overage_rate),
            field::<CountRule>("counts", Shape::Option, "which work counts")
                .explained(explain::counts)
                .mostly("billable"),
            clearable::<Services>("services", Shape::Option, "the services it covers, or none for all")
                .explained(explain::services),
            field::<RushRule>("rush-burns", Shape::Option, "what rush multiplies")
                .explained(explain::rush_burns)
                .mostly("money"),
            clearable::<RoundingRule>("rounding", Shape::Option, "how its time is rounded, or none")
                .explained(explain::rounding),
        ],
        effect: Effect::Write(agreements::change),
        form: true,
        tells: Tells::Moved,
        present: Some(agreed::of_agreement),
        examples: &["agreement change 1 --from 1.8. --hours 25 --fee 1000"],
        ..ACTION
    },
    Action {
        name: "agreement adjust",
        keys: &[],
        group: Group::Clients,
        help: "Add or subtract hours by hand",
        fields: &[
            field::<AgreementId>("id", Shape::Required, "the agreement"),
            field::<Minutes>("duration", Shape::Required, "how much; -1h takes an hour away").signed(),
            field::<Text>("reason", Shape::Needed, "why"),
            field::<Day>("on", Shape::Option, "the day, if not today").otherwise("today"),
            flag("gift", "a gift: shown as such"),
        ],
        effect: Effect::Write(agreements::adjust),
        form: true,
        tells: Tells::Moved,
        examples: &[
            "agreement adjust 1 2h --reason 'made good' --gift",
            "agreement adjust 1 -1h --reason 'counted twice'",
        ],
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
        effect: Effect::Write(pause::pause),
        tells: Tells::Moved,
        examples: &["agreement pause 1 --from 1.8.", "agreement pause 1 --from 1.8. --until 1.10."],
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
            flag("prorate", "shorten a retainer's last fee by the days that are left out"),
            flag("refund", "give back what is left of a block"),
        ],
        effect: Effect::Write(end::end),
        tells: Tells::Moved,
        examples: &["agreement end 1 --on 2026-12-31", "agreement end 2 --on 2026-09-30 --refund"],
        ..ACTION
    },
    Action {
        name: "agreement list",
        keys: &[],
        group: Group::Clients,
        help: "List agreements",
        fields: &[
            field::<ClientName>("client", Shape::Option, "of one client"),
            field::<PastDay>("at", Shape::Option, "with the terms of a day, if not of today").otherwise("now"),
        ],
        effect: Effect::Read(deals::list),
        once: &["agreement"],
        examples: &["agreement list", "agreement list --client acme --at 2026-06-30"],
        ..ACTION
    },
    Action {
        name: "agreement show",
        keys: &[],
        group: Group::Clients,
        help: "Show an agreement with its cycles and draws",
        fields: &[
            field::<AgreementId>("id", Shape::Required, "the agreement"),
            field::<PastDay>("at", Shape::Option, "as it stood on a day").otherwise("now"),
        ],
        effect: Effect::Read(deals::show),
        examples: &["agreement show 1", "agreement show 1 --at 2026-06-30"],
        ..ACTION
    },
    Action {
        name: "agreement rm",
        keys: &[],
        group: Group::Clients,
        help: "Delete an agreement",
        fields: &[field::<AgreementId>("id", Shape::Required, "the agreement")],
        effect: Effect::Write(end::remove),
        tells: Tells::Moved,
        removes: true,
        examples: &["agreement rm 1"],
        ..ACTION
    },
    Action {
        name: "closing add",
        keys: &[],
        group: Group::Clients,
        help: "Record a closed deal that earns a commission",
        fields: &[
            field::<ClientName>("client", Shape::Required, "for whom"),
            field::<Title>("note", Shape::Words, "what was closed"),
            field::<Day>("on", Shape::Option, "the day, if not today").otherwise("today"),
            clearable::<CurrencyAmount>("value", Shape::Option, "what it is worth"),
        ],
        effect: Effect::Write(commission::add_closing),
        once: &["commission"],
        examples: &["closing add initech 'House in Elm Street' --value 240000 --on 20.11."],
        ..ACTION
    },
    Action {
        name: "closing edit",
        keys: &[],
        group: Group::Clients,
        help: "Change a closing",
        fields: &[
            field::<ClosingId>("id", Shape::Required, "the closing"),
            field::<Title>("note", Shape::Option, "what was closed"),
            field::<Day>("on", Shape::Option, "the day"),
            clearable::<CurrencyAmount>("value", Shape::Option, "what it is worth"),
        ],
        effect: Effect::Write(commission::edit_closing),
        examples: &["closing edit 3 --value 250000"],
        ..ACTION
    },
    Action {
        name: "closing list",
        keys: &[],
        group: Group::Clients,
        help: "List closings",
        fields: &[field::<ClientName>("client", Shape::Option, "of one client")],
        effect: Effect::Read(commission::list_closings),
        once: &["closing"],
        examples: &["closing list --client initech"],
        ..ACTION
    },
    Action {
        name: "closing rm",
        keys: &[],
        group: Group::Clients,
        help: "Delete a closing that fell through",
        fields: &[field::<ClosingId>("id", Shape::Required, "the closing")],
        effect: Effect::Write(commission::remove_closing),
        removes: true,
        examples: &["closing rm 3"],
        ..ACTION
    },
    Action {
        name: "retainers",
        keys: &[],
        group: Group::Clients,
        help: "Hours left per retainer and block, the tightest first",
        fields: &[
            field::<PastDay>("at", Shape::Option, "as it stood on a day").otherwise("now"),
            field::<ClientName>("client", Shape::Option, "of one client"),
        ],
        effect: Effect::Read(retainers::report),
        once: &["agreement"],
        examples: &["retainers", "retainers --client acme --at 2026-06-30"],
        ..ACTION
    },
];
