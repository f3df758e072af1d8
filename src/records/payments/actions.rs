//! Money in: what is done with it.

use crate::command::action::{ACTION, Action, Effect, Group};
use crate::command::field::{Shape, clearable, field};
use crate::command::input::{CurrencyAmount, NearDay, PastDay, Reference, TaxPercents};
use crate::records::invoices::names::DocumentName;
use crate::records::kind::{Restorable, Section, for_client, text_of};
use crate::records::names::ClientName;
use crate::records::payments::write::{self, PayTarget, PaymentId, Received};
use crate::records::payments::{dunning, list};
use crate::store::{Payment, Record};

/// Payments.
pub const SECTION: Section = Section {
    kinds: &[],
    restorable: &[Restorable {
        record: Payment::TABLE,
        name: None,
        called: |db, image| for_client(db, image, text_of(image, "date")),
    }],
    actions: ACTIONS,
    families: &[("payment", "Money from clients"), ("dunning", "What reminders of overdue documents ask for")],
};

const ACTIONS: &[Action] = &[
    Action {
        name: "payment add",
        keys: &[],
        group: Group::Billing,
        help: "Record a payment from a client: for one document, or for what is due first",
        fields: &[
            field::<PayTarget>("for", Shape::Required, "the document, or the client").usual(),
            field::<CurrencyAmount>("amount", Shape::Required, "what the client paid").usual(),
            field::<PastDay>("on", Shape::Option, "the day").otherwise("today").usual(),
            field::<CurrencyAmount>("fee", Shape::Option, "what a bank or platform kept of it"),
            field::<Reference>("ref", Shape::Option, "what it says").usual(),
            field::<Reference>("method", Shape::Option, "how it was paid"),
            field::<Received>("received", Shape::Option, "what arrived, in another currency"),
        ],
        effect: Effect::Write(write::add),
        form: true,
        examples: &[
            "payment add 2026-0007 565.25",
            "payment add 7 50 --on yesterday --fee 1.20",
            "payment add acme 900 --ref 'invoices of July'",
        ],
        ..ACTION
    },
    Action {
        name: "payment list",
        keys: &[],
        group: Group::Billing,
        help: "List payments, the newest first",
        fields: &[field::<ClientName>("client", Shape::Option, "of one client")],
        effect: Effect::Read(list::list),
        once: &["document", "draft"],
        examples: &["payment list", "payment list --client acme"],
        ..ACTION
    },
    Action {
        name: "payment apply",
        keys: &[],
        group: Group::Billing,
        help: "Pay a document out of a client's credit",
        fields: &[
            field::<PaymentId>("id", Shape::Required, "the payment"),
            field::<DocumentName>("number", Shape::Required, "the document"),
            field::<CurrencyAmount>("amount", Shape::Optional, "how much").otherwise("all that it can"),
        ],
        effect: Effect::Write(write::apply),
        examples: &["payment apply 4 2026-0009 50"],
        ..ACTION
    },
    Action {
        name: "payment refund",
        keys: &[],
        group: Group::Billing,
        help: "Record a refund to a client",
        fields: &[
            field::<PaymentId>("id", Shape::Required, "the payment"),
            field::<CurrencyAmount>("amount", Shape::Optional, "how much").otherwise("all that is not used"),
            field::<PastDay>("on", Shape::Option, "the day").otherwise("today"),
        ],
        effect: Effect::Write(write::refund),
        examples: &["payment refund 4 50"],
        ..ACTION
    },
    Action {
        name: "payment edit",
        keys: &[],
        group: Group::Billing,
        help: "Change a payment",
        fields: &[
            field::<PaymentId>("id", Shape::Required, "the payment"),
            field::<CurrencyAmount>("amount", Shape::Option, "what the client paid"),
            field::<PastDay>("on", Shape::Option, "the day"),
            clearable::<CurrencyAmount>("fee", Shape::Option, "what a bank or platform kept of it, or none"),
            clearable::<Reference>("ref", Shape::Option, "what it says, or none"),
            clearable::<Reference>("method", Shape::Option, "how it was paid, or none"),
        ],
        effect: Effect::Write(write::edit),
        examples: &["payment edit 4 --on 3.8. --fee 1.20"],
        ..ACTION
    },
    Action {
        name: "payment rm",
        keys: &[],
        group: Group::Billing,
        help: "Delete a payment: what it paid is open again",
        fields: &[field::<PaymentId>("id", Shape::Required, "the payment")],
        effect: Effect::Write(write::remove),
        removes: true,
        examples: &["payment rm 4"],
        ..ACTION
    },
    Action {
        name: "dunning rate",
        keys: &[],
        group: Group::Billing,
        help: "Set the yearly interest that payment reminders ask for",
        fields: &[
            field::<TaxPercents>("percent", Shape::Required, "percent a year"),
            field::<NearDay>("from", Shape::Option, "the first day").otherwise("today"),
        ],
        effect: Effect::Write(dunning::rate),
        once: &["document", "draft"],
        examples: &["dunning rate 11.27 --from 2025-07-01"],
        ..ACTION
    },
    Action {
        name: "dunning list",
        keys: &[],
        group: Group::Billing,
        help: "List the interest that payment reminders ask for",
        fields: &[],
        effect: Effect::Read(dunning::list),
        once: &["document", "draft"],
        examples: &["dunning list"],
        ..ACTION
    },
];
