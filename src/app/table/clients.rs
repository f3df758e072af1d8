//! Clients, services and rates.

use crate::app::client_list as lists;
use crate::command::action::{ACTION, Action, Effect, Group, Tells};
use crate::command::field::{Shape, clearable, field, flag};
use crate::command::input::{
    CurrencyCode, Least, NearDay, OfficeHours, PastDay, Percent, Price, RoundingRule, Text, Title, ZoneName,
};
use crate::command::list::listed;
use crate::records::clients::{explain as of_client, rates, services, words, write as clients};
use crate::records::names::{ClientName, EntryId, NewCode, RateId, ServiceName};
use crate::records::time::show;

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
            clearable::<RoundingRule>("rounding", Shape::Option, "how time is rounded").explained(of_client::rounding),
            clearable::<Least>("minimum", Shape::Option, "the least time billed for an entry")
                .explained(of_client::minimum),
            field::<Percent>("rush-percent", Shape::Option, "what rush work costs, in percent of the rate")
                .explained(of_client::rush_percent),
            clearable::<OfficeHours>("hours", Shape::Option, "office hours"),
            field::<Text>("email", Shape::Option, "the address for invoices"),
            field::<Text>("domain", Shape::Many, "an e-mail domain whose meetings are this client's"),
            field::<Text>("alias", Shape::Many, "another name to type"),
            field::<Text>("note", Shape::Option, "what else is to be known").long(),
        ],
        effect: Effect::Write(clients::add),
        form: true,
        again: Some(words::client_again),
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
                .explained(of_client::rounding),
            clearable::<Least>("minimum", Shape::Option, "the least time billed for an entry, or none")
                .explained(of_client::minimum),
            field::<Percent>("rush-percent", Shape::Option, "what rush work costs, in percent of the rate")
                .explained(of_client::rush_percent),
            clearable::<OfficeHours>("hours", Shape::Option, "office hours, or none"),
            field::<Text>("email", Shape::Option, "the address for invoices, or none"),
            listed::<Text>("domain", "the e-mail domains from now on; + adds one, - takes one away"),
            listed::<Text>("alias", "the other names from now on; + adds one, - takes one away"),
            field::<Text>("note", Shape::Option, "what else is to be known, or none").long(),
        ],
        effect: Effect::Write(clients::edit),
        form: true,
        tells: Tells::Moved,
        present: Some(words::of_client),
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
        effect: Effect::Write(services::add_service),
        form: true,
        again: Some(words::service_again),
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
        effect: Effect::Write(services::edit_service),
        form: true,
        tells: Tells::Moved,
        present: Some(words::of_service),
        ..ACTION
    },
    Action {
        name: "service archive",
        keys: &[],
        group: Group::Clients,
        help: "Take a service out of every list, or bring it back",
        fields: &[field::<ServiceName>("service", Shape::Required, "the service"), flag("undo", "bring it back")],
        effect: Effect::Write(services::archive_service),
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
        effect: Effect::Write(rates::set_rate),
        form: true,
        tells: Tells::Moved,
        again: Some(words::rate_again),
        present: Some(words::of_rate),
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
        effect: Effect::Read(show::why),
        ..ACTION
    },
    Action {
        name: "rate rm",
        keys: &[],
        group: Group::Clients,
        help: "Delete a rate",
        fields: &[field::<RateId>("id", Shape::Required, "the rate")],
        effect: Effect::Write(rates::remove_rate),
        tells: Tells::Moved,
        removes: true,
        ..ACTION
    },
];
