//! Clients, services and rates: what is done with them.

use crate::command::action::{ACTION, Action, Effect, Group, Tells};
use crate::command::field::{Shape, clearable, field, flag};
use crate::command::input::{
    ClientColour, Country, CurrencyCode, FeeWhen, InvoiceForm, Least, LineGrouping, MailAddress, NearDay, OfficeHours,
    PastDay, PayWithin, Percent, Price, PriceBasisWord, Reference, RoundingRule, TaxCode, Text, Title, VatId, YesNo,
    ZoneName,
};
use crate::command::list::listed;
use crate::records::clients::rates::RateId;
use crate::records::clients::{explain as of_client, list as lists, rates, services, words, write as clients};
use crate::records::kind::{Add, Edit, Kind, ONLY_SHOWN, Restorable, Section, Word, text_of};
use crate::records::names::{ClientName, NewCode, ServiceName};
use crate::store::{Client, Rate, Record, Service};

/// Clients, services and rates.
pub const SECTION: Section = Section {
    kinds: &[&CLIENT, &FACT, &SERVICE, &RATE],
    restorable: &[
        Restorable { record: Client::TABLE, name: Some("code"), called: |_, image| text_of(image, "name") },
        Restorable { record: Service::TABLE, name: Some("code"), called: |_, image| text_of(image, "name") },
        Restorable { record: Rate::TABLE, name: None, called: words::rate_called },
    ],
    actions: ACTIONS,
    families: &[
        ("client", "Clients"),
        ("service", "Services: kinds of work with their own rate"),
        ("rate", "Rates per hour"),
    ],
};

/// A client.
pub const CLIENT: Kind = Kind {
    name: "client",
    record: "client",
    noun: "a client",
    word: Word::Client,
    worked_by: None,
    add: Add::Form("client add"),
    edit: Edit::Change("client edit"),
    remove: Ok("client archive"),
    copy: Some("client add"),
    shift: None,
    footer: &[
        ("look", "open"),
        ("add", "add"),
        ("edit", "edit"),
        ("log-time", "log"),
        ("timer", "timer"),
        ("delete", "archive"),
    ],
};

/// Something that is only shown: a cycle gone by, a client's address.
pub const FACT: Kind = Kind {
    name: "fact",
    noun: "only shown here",
    remove: Err(ONLY_SHOWN),
    copy: None,
    footer: &[("look", "details"), ("copy", "copy"), ("edit", "edit")],
    ..CLIENT
};

/// A kind of work.
pub const SERVICE: Kind = Kind {
    name: "service",
    record: "service",
    noun: "a service",
    word: Word::Service,
    worked_by: None,
    add: Add::Form("service add"),
    edit: Edit::Change("service edit"),
    remove: Ok("service archive"),
    copy: Some("service add"),
    shift: None,
    footer: OF_TARIFFS,
};

/// A rate per hour.
pub const RATE: Kind = Kind {
    name: "rate",
    record: "rate",
    noun: "a rate",
    word: Word::Id,
    worked_by: None,
    add: Add::FormFor("rate set", &[]),
    edit: Edit::Anew("rate set"),
    remove: Ok("rate rm"),
    copy: Some("rate set"),
    shift: None,
    footer: OF_TARIFFS,
};

const OF_TARIFFS: &[(&str, &str)] = &[("add", "add"), ("edit", "edit"), ("delete", "delete"), ("look", "details")];

const ACTIONS: &[Action] = &[
    Action {
        name: "client add",
        keys: &[],
        group: Group::Clients,
        help: "Add a client",
        fields: &[
            field::<NewCode>("code", Shape::Required, "the short name that is typed everywhere").usual(),
            field::<Title>("name", Shape::Option, "the name as the client writes it").otherwise("the code").usual(),
            clearable::<ZoneName>("zone", Shape::Option, "the client's time zone").otherwise("your own").usual(),
            field::<CurrencyCode>("currency", Shape::Option, "what the client pays in")
                .otherwise("the configured one")
                .usual(),
            field::<Price>("rate", Shape::Option, "rate per hour").usual(),
            clearable::<RoundingRule>("rounding", Shape::Option, "how time is rounded")
                .otherwise("the configured one")
                .explained(of_client::rounding),
            clearable::<Least>("minimum", Shape::Option, "the least time billed for an entry")
                .explained(of_client::minimum),
            field::<Percent>("rush-percent", Shape::Option, "what rush work costs, in percent of the rate")
                .otherwise("150")
                .explained(of_client::rush_percent),
            clearable::<OfficeHours>("hours", Shape::Option, "office hours"),
            field::<Text>("email", Shape::Option, "the address for invoices"),
            field::<Text>("domain", Shape::Many, "an e-mail domain whose meetings are this client's"),
            field::<Text>("alias", Shape::Many, "another name to type"),
            field::<Text>("note", Shape::Option, "a note").long(),
        ],
        effect: Effect::Write(clients::add),
        form: true,
        again: Some(words::client_again),
        examples: &[
            "client add acme --name 'Acme GmbH' --rate 45",
            "client add globex --name Globex --currency USD --zone America/New_York --hours 'mon-fri 9-17'",
            "client add initech --name Initech --rounding 15:up:entry --domain initech.example",
        ],
        ..ACTION
    },
    Action {
        name: "client edit",
        keys: &[],
        group: Group::Clients,
        help: "Change a client",
        fields: &[
            field::<ClientName>("client", Shape::Required, "the client"),
            field::<NewCode>("code", Shape::Option, "a new code").usual(),
            field::<Title>("name", Shape::Option, "the name as the client writes it").usual(),
            clearable::<ZoneName>("zone", Shape::Option, "the client's time zone, or none").usual(),
            field::<CurrencyCode>("currency", Shape::Option, "what the client pays in").usual(),
            field::<Price>("rate", Shape::Option, "rate per hour from today on").usual(),
            clearable::<RoundingRule>("rounding", Shape::Option, "how time is rounded, or none")
                .explained(of_client::rounding),
            clearable::<Least>("minimum", Shape::Option, "the least time billed for an entry, or none")
                .explained(of_client::minimum),
            field::<Percent>("rush-percent", Shape::Option, "what rush work costs, in percent of the rate")
                .explained(of_client::rush_percent)
                .mostly("150"),
            clearable::<OfficeHours>("hours", Shape::Option, "office hours, or none"),
            clearable::<ClientColour>(
                "colour",
                Shape::Option,
                "its colour on the screen, or none for the one of its number",
            )
            .explained(of_client::colour),
            field::<Text>("email", Shape::Option, "the address for invoices, or none"),
            listed::<Text>("domain", "the e-mail domains from now on; + adds one, - takes one away"),
            listed::<Text>("alias", "the other names from now on; + adds one, - takes one away"),
            listed::<Text>("import-name", "its names in imported files; + adds one, - takes one away"),
            clearable::<Reference>("legal-name", Shape::Option, "the name on papers, or none").otherwise("the name"),
            clearable::<Reference>("contact", Shape::Option, "who papers are for, or none"),
            clearable::<Reference>("street", Shape::Option, "street and number, or none"),
            clearable::<Reference>("street2", Shape::Option, "a second line of the address, or none"),
            clearable::<Reference>("postcode", Shape::Option, "postcode, or none"),
            clearable::<Reference>("city", Shape::Option, "town, or none"),
            clearable::<Reference>("region", Shape::Option, "state or province, or none"),
            clearable::<Country>("country", Shape::Option, "the country's code of two letters, or none"),
            clearable::<VatId>("vat-id", Shape::Option, "its VAT id, or none"),
            clearable::<Reference>("registration", Shape::Option, "where it is registered, or none"),
            clearable::<Reference>(
                "buyer-ref",
                Shape::Option,
                "the reference it asks for, such as a Leitweg-ID, or none",
            ),
            clearable::<Reference>("po", Shape::Option, "the number of its order, or none"),
            clearable::<Reference>("contract-ref", Shape::Option, "the number of its contract, or none"),
            clearable::<MailAddress>("bill-email", Shape::Option, "the address papers go to, or none")
                .otherwise("its e-mail address"),
            clearable::<Reference>("e-address", Shape::Option, "its address for e-invoices, scheme:id, or none"),
            clearable::<PayWithin>("terms", Shape::Option, "terms of payment").otherwise("14d"),
            clearable::<TaxCode>("tax", Shape::Option, "its tax code, or none to find it by who and where"),
            field::<PriceBasisWord>("prices", Shape::Option, "whether its prices have tax in them").otherwise("net"),
            clearable::<Reference>("language", Shape::Option, "the language of its papers, or none")
                .otherwise("the configured one"),
            field::<LineGrouping>("group", Shape::Option, "how its time is grouped into lines").otherwise("service"),
            field::<FeeWhen>("fee-when", Shape::Option, "when a retainer's fee is due").otherwise("advance"),
            field::<InvoiceForm>("invoice-format", Shape::Option, "the form of its invoices").otherwise("auto"),
            field::<YesNo>("annex", Shape::Option, "whether the time behind a document goes with it").otherwise("no"),
            clearable::<Reference>("platform", Shape::Option, "the gig platform that bills it, or none"),
            clearable::<PastDay>(
                "billed-through",
                Shape::Option,
                "the last day of what was billed before vadash did, or none",
            ),
            field::<Text>("note", Shape::Option, "a note, or none").long(),
        ],
        effect: Effect::Write(clients::edit),
        form: true,
        tells: Tells::Moved,
        present: Some(words::of_client),
        examples: &[
            "client edit acme --rate 50",
            "client edit acme --zone Europe/Lisbon --email invoices@acme.example",
            "client edit acme --colour teal",
            "client edit acme --street 'Main Street 1' --postcode 12345 --city Springfield --country US --terms 30d",
        ],
        ..ACTION
    },
    Action {
        name: "client archive",
        keys: &[],
        group: Group::Clients,
        help: "Archive a client, or bring it back",
        fields: &[field::<ClientName>("client", Shape::Required, "the client"), flag("undo", "bring it back")],
        effect: Effect::Write(clients::archive),
        examples: &["client archive acme", "client archive acme --undo"],
        ..ACTION
    },
    Action {
        name: "service add",
        keys: &[],
        group: Group::Clients,
        help: "Add a service",
        fields: &[
            field::<NewCode>("code", Shape::Required, "the short name that is typed"),
            field::<Title>("name", Shape::Option, "the name on a statement").otherwise("the code"),
            field::<Price>("rate", Shape::Option, "rate per hour"),
            clearable::<TaxCode>("tax", Shape::Option, "its tax code").otherwise("the client's"),
        ],
        effect: Effect::Write(services::add_service),
        form: true,
        again: Some(words::service_again),
        examples: &["service add email --name 'E-mail'", "service add research --name Research --rate 60"],
        ..ACTION
    },
    Action {
        name: "service list",
        keys: &[],
        group: Group::Clients,
        help: "List services",
        fields: &[flag("all", "archived ones too")],
        effect: Effect::Read(lists::services),
        once: &["service"],
        examples: &["service list", "service list --all"],
        ..ACTION
    },
    Action {
        name: "service edit",
        keys: &[],
        group: Group::Clients,
        help: "Change a service",
        fields: &[
            field::<ServiceName>("service", Shape::Required, "the service"),
            field::<NewCode>("code", Shape::Option, "a new code"),
            field::<Title>("name", Shape::Option, "the name on a statement"),
            field::<Price>("rate", Shape::Option, "rate per hour from today on"),
            clearable::<TaxCode>("tax", Shape::Option, "its tax code, or none for the client's"),
        ],
        effect: Effect::Write(services::edit_service),
        form: true,
        tells: Tells::Moved,
        present: Some(words::of_service),
        examples: &["service edit research --rate 65"],
        ..ACTION
    },
    Action {
        name: "service archive",
        keys: &[],
        group: Group::Clients,
        help: "Archive a service, or bring it back",
        fields: &[field::<ServiceName>("service", Shape::Required, "the service"), flag("undo", "bring it back")],
        effect: Effect::Write(services::archive_service),
        examples: &["service archive research", "service archive research --undo"],
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
        examples: &[
            "rate set 45 --client acme",
            "rate set 60 --client acme --service research --from 1.7.",
            "rate set 40",
        ],
        ..ACTION
    },
    Action {
        name: "rate list",
        keys: &[],
        group: Group::Clients,
        help: "List rates",
        fields: &[],
        effect: Effect::Read(lists::rates),
        once: &["rate"],
        examples: &["rate list"],
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
        examples: &["rate rm 3"],
        ..ACTION
    },
];
