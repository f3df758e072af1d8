//! Clients, services, rates and agreements.

use crate::app::client_list as lists;
use crate::command::action::{ACTION, Action, Effect, Group, Tells};
use crate::command::field::{Shape, clearable, field, flag};
use crate::command::input::{
    AgreementKind, Count, CountRule, CurrencyCode, Cycle, CycleOf, Day, DrawOrder, FirstRule, Hours, Least, Minutes,
    NearDay, OfficeHours, PastDay, Percent, Price, RolloverCap, RolloverMode, RoundingRule, RushRule, StatementFormat,
    Text, Title, ZoneName,
};
use crate::command::list::listed;
use crate::records::agreements::write as agreements;
use crate::records::agreements::{list as deals, retainers};
use crate::records::billing::{statement, unbilled};
use crate::records::clients::write as clients;
use crate::records::names::{AgreementId, ClientName, EntryId, NewCode, RateId, ServiceName, Services};
use crate::records::time::list as entries;

pub(super) const ACTIONS: &[Action] = &[
    Action {
        name: "client add",
        keys: &[],
        group: Group::Clients,
        help: "Add a client",
        fields: &[
            field::<NewCode>("code", Shape::Required, "the short name that is typed everywhere"),
            field::<Title>("name", Shape::Option, "the name as the client writes it"),
            clearable::<ZoneName>("zone", Shape::Option, "the client's time zone"),
            field::<CurrencyCode>("currency", Shape::Option, "what the client pays in"),
            field::<Price>("rate", Shape::Option, "rate per hour"),
            clearable::<RoundingRule>("rounding", Shape::Option, "how time is rounded")
                .explained(crate::records::clients::explain::rounding),
            clearable::<Least>("minimum", Shape::Option, "the least time billed for an entry")
                .explained(crate::records::clients::explain::minimum),
            field::<Percent>("rush-percent", Shape::Option, "what rush work costs, in percent of the rate")
                .explained(crate::records::clients::explain::rush_percent),
            clearable::<OfficeHours>("hours", Shape::Option, "office hours"),
            field::<Text>("email", Shape::Option, "the address for invoices"),
            field::<Text>("domain", Shape::Many, "an e-mail domain whose meetings are this client's"),
            field::<Text>("alias", Shape::Many, "another name to type"),
            field::<Text>("note", Shape::Option, "what else is to be known").long(),
        ],
        effect: Effect::Write(clients::add),
        form: true,
        again: Some(crate::records::clients::words::client_again),
        ..ACTION
    },
    Action {
        name: "client list",
        keys: &[],
        group: Group::Clients,
        help: "List clients",
        fields: &[flag("all", "archived ones too")],
        effect: Effect::Read(lists::clients),
        ..ACTION
    },
    Action {
        name: "client show",
        keys: &[],
        group: Group::Clients,
        help: "One client whole",
        fields: &[field::<ClientName>("client", Shape::Required, "the client")],
        effect: Effect::Read(lists::client_whole),
        ..ACTION
    },
    Action {
        name: "client edit",
        keys: &[],
        group: Group::Clients,
        help: "Change a client",
        fields: &[
            field::<ClientName>("client", Shape::Required, "the client"),
            field::<NewCode>("code", Shape::Option, "another short name"),
            field::<Title>("name", Shape::Option, "the name as the client writes it"),
            clearable::<ZoneName>("zone", Shape::Option, "the client's time zone, or none"),
            field::<CurrencyCode>("currency", Shape::Option, "what the client pays in"),
            field::<Price>("rate", Shape::Option, "rate per hour from today on"),
            clearable::<RoundingRule>("rounding", Shape::Option, "how time is rounded, or none")
                .explained(crate::records::clients::explain::rounding),
            clearable::<Least>("minimum", Shape::Option, "the least time billed for an entry, or none")
                .explained(crate::records::clients::explain::minimum),
            field::<Percent>("rush-percent", Shape::Option, "what rush work costs, in percent of the rate")
                .explained(crate::records::clients::explain::rush_percent),
            clearable::<OfficeHours>("hours", Shape::Option, "office hours, or none"),
            field::<Text>("email", Shape::Option, "the address for invoices, or none"),
            listed::<Text>("domain", "the e-mail domains from now on; + adds one, - takes one away"),
            listed::<Text>("alias", "the other names from now on; + adds one, - takes one away"),
            field::<Text>("note", Shape::Option, "what else is to be known, or none").long(),
        ],
        effect: Effect::Write(clients::edit),
        form: true,
        tells: Tells::Moved,
        present: Some(crate::records::clients::words::of_client),
        ..ACTION
    },
    Action {
        name: "client archive",
        keys: &[],
        group: Group::Clients,
        help: "Take a client out of every list, or bring it back",
        fields: &[field::<ClientName>("client", Shape::Required, "the client"), flag("undo", "bring it back")],
        effect: Effect::Write(clients::archive),
        ..ACTION
    },
    Action {
        name: "service add",
        keys: &[],
        group: Group::Clients,
        help: "Add a service",
        fields: &[
            field::<NewCode>("code", Shape::Required, "the short name that is typed"),
            field::<Title>("name", Shape::Option, "the name on a statement"),
            field::<Price>("rate", Shape::Option, "rate per hour"),
        ],
        effect: Effect::Write(clients::add_service),
        form: true,
        again: Some(crate::records::clients::words::service_again),
        ..ACTION
    },
    Action {
        name: "service list",
        keys: &[],
        group: Group::Clients,
        help: "List services",
        fields: &[flag("all", "archived ones too")],
        effect: Effect::Read(lists::services),
        ..ACTION
    },
    Action {
        name: "service edit",
        keys: &[],
        group: Group::Clients,
        help: "Change a service",
        fields: &[
            field::<ServiceName>("service", Shape::Required, "the service"),
            field::<NewCode>("code", Shape::Option, "another short name"),
            field::<Title>("name", Shape::Option, "the name on a statement"),
            field::<Price>("rate", Shape::Option, "rate per hour from today on"),
        ],
        effect: Effect::Write(clients::edit_service),
        form: true,
        tells: Tells::Moved,
        present: Some(crate::records::clients::words::of_service),
        ..ACTION
    },
    Action {
        name: "service archive",
        keys: &[],
        group: Group::Clients,
        help: "Take a service out of every list, or bring it back",
        fields: &[field::<ServiceName>("service", Shape::Required, "the service"), flag("undo", "bring it back")],
        effect: Effect::Write(clients::archive_service),
        ..ACTION
    },
    Action {
        name: "rate set",
        keys: &[],
        group: Group::Clients,
        help: "Set what an hour costs, for a client, a service, both, or everything else",
        fields: &[
            field::<Price>("amount", Shape::Required, "per hour"),
            field::<ClientName>("client", Shape::Option, "for a client"),
            field::<ServiceName>("service", Shape::Option, "for a service"),
            field::<NearDay>("from", Shape::Option, "the first day; the first rate of its kind holds always"),
            field::<CurrencyCode>("currency", Shape::Option, "of a rate for any client: what those it is for pay in"),
        ],
        effect: Effect::Write(clients::set_rate),
        form: true,
        tells: Tells::Moved,
        again: Some(crate::records::clients::words::rate_again),
        present: Some(crate::records::clients::words::of_rate),
        ..ACTION
    },
    Action {
        name: "rate list",
        keys: &[],
        group: Group::Clients,
        help: "List rates",
        fields: &[],
        effect: Effect::Read(lists::rates),
        ..ACTION
    },
    Action {
        name: "rate why",
        keys: &[],
        group: Group::Clients,
        help: "Which rate an entry has, and why",
        fields: &[
            field::<EntryId>("id", Shape::Required, "the entry"),
            field::<PastDay>("at", Shape::Option, "as if it had been worked on a day"),
        ],
        effect: Effect::Read(entries::why),
        ..ACTION
    },
    Action {
        name: "rate rm",
        keys: &[],
        group: Group::Clients,
        help: "Delete a rate",
        fields: &[field::<RateId>("id", Shape::Required, "the rate")],
        effect: Effect::Write(clients::remove_rate),
        tells: Tells::Moved,
        removes: true,
        ..ACTION
    },
    Action {
        name: "agreement add",
        keys: &[],
        group: Group::Clients,
        help: "Add a retainer (hours per cycle) or a block of hours",
        fields: &[
            field::<ClientName>("client", Shape::Required, "with whom"),
            field::<AgreementKind>("kind", Shape::Required, "what kind"),
            field::<Hours>("hours", Shape::Needed, "hours a cycle, or in the block")
                .explained(crate::records::agreements::explain::hours),
            clearable::<Price>("fee", Shape::Option, "a retainer's fee a cycle")
                .explained(crate::records::agreements::explain::fee)
                .only_if("kind", "retainer"),
            clearable::<Price>("price", Shape::Option, "a block's price")
                .explained(crate::records::agreements::explain::price)
                .only_if("kind", "block"),
            field::<NearDay>("start", Shape::Option, "the first day"),
            clearable::<NearDay>("anchor", Shape::Option, "the day from which cycles are counted")
                .only_if("kind", "retainer"),
            field::<Cycle>("every", Shape::Option, "a cycle's length")
                .explained(crate::records::agreements::explain::every)
                .only_if("kind", "retainer"),
            field::<RolloverMode>("rollover", Shape::Option, "what becomes of unused hours")
                .explained(crate::records::agreements::explain::rollover)
                .only_if("kind", "retainer"),
            clearable::<RolloverCap>("cap", Shape::Option, "the most that is rolled over")
                .explained(crate::records::agreements::explain::cap)
                .only_if("kind", "retainer"),
            clearable::<Count>("life", Shape::Option, "cycles that rolled-over hours live")
                .explained(crate::records::agreements::explain::life)
                .only_if("kind", "retainer"),
            field::<DrawOrder>("order", Shape::Option, "what is drawn first")
                .explained(crate::records::agreements::explain::order)
                .only_if("kind", "retainer"),
            clearable::<Price>("overage-rate", Shape::Option, "what an hour beyond the allowance costs")
                .explained(crate::records::agreements::explain::overage_rate)
                .only_if("kind", "retainer"),
            field::<CountRule>("counts", Shape::Option, "which work counts")
                .explained(crate::records::agreements::explain::counts)
                .only_if("kind", "retainer"),
            clearable::<Services>("services", Shape::Option, "the services it covers")
                .explained(crate::records::agreements::explain::services),
            field::<FirstRule>("first", Shape::Option, "how a partial first cycle is granted")
                .explained(crate::records::agreements::explain::first)
                .only_if("kind", "retainer"),
            field::<RushRule>("rush-burns", Shape::Option, "what rush multiplies")
                .explained(crate::records::agreements::explain::rush_burns)
                .only_if("kind", "retainer"),
            clearable::<RoundingRule>("rounding", Shape::Option, "how its time is rounded")
                .explained(crate::records::agreements::explain::rounding)
                .only_if("kind", "retainer"),
            clearable::<Day>("last-day", Shape::Option, "a block's last usable day").only_if("kind", "block"),
        ],
        effect: Effect::Write(agreements::add),
        form: true,
        again: Some(crate::records::agreements::words::agreement_again),
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
            field::<Hours>("hours", Shape::Option, "hours a cycle")
                .explained(crate::records::agreements::explain::hours),
            clearable::<Price>("fee", Shape::Option, "the fee a cycle")
                .explained(crate::records::agreements::explain::fee),
            field::<RolloverMode>("rollover", Shape::Option, "what becomes of unused hours")
                .explained(crate::records::agreements::explain::rollover),
            clearable::<RolloverCap>("cap", Shape::Option, "the most that is rolled over, or none")
                .explained(crate::records::agreements::explain::cap),
            clearable::<Count>("life", Shape::Option, "cycles that rolled-over hours live, or none")
                .explained(crate::records::agreements::explain::life),
            field::<DrawOrder>("order", Shape::Option, "what is drawn first")
                .explained(crate::records::agreements::explain::order),
            clearable::<Price>("overage-rate", Shape::Option, "what an hour beyond the allowance costs, or none")
                .explained(crate::records::agreements::explain::overage_rate),
            field::<CountRule>("counts", Shape::Option, "which work counts")
                .explained(crate::records::agreements::explain::counts),
            clearable::<Services>("services", Shape::Option, "the services it covers, or none for all")
                .explained(crate::records::agreements::explain::services),
            field::<RushRule>("rush-burns", Shape::Option, "what rush multiplies")
                .explained(crate::records::agreements::explain::rush_burns),
            clearable::<RoundingRule>("rounding", Shape::Option, "how its time is rounded, or none")
                .explained(crate::records::agreements::explain::rounding),
        ],
        effect: Effect::Write(agreements::change),
        form: true,
        tells: Tells::Moved,
        present: Some(crate::records::agreements::words::of_agreement),
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
