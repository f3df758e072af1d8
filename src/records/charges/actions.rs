//! Charges: what is done with them.

use crate::command::action::{ACTION, Action, Effect, Group};
use crate::command::field::{Shape, clearable, field, flag};
use crate::command::input::{
    ChargeKind, Cycle, Day, DiscountWord, EachPrice, HowMany, NearDay, Reference, TaxCode, Title,
};
use crate::records::charges::list;
use crate::records::charges::write::{self, ChargeId};
use crate::records::kind::{Restorable, Section, for_client, text_of};
use crate::records::names::ClientName;
use crate::store::{Charge, Record};

/// Charges.
pub const SECTION: Section = Section {
    kinds: &[],
    restorable: &[Restorable {
        record: Charge::TABLE,
        name: None,
        called: |db, image| for_client(db, image, text_of(image, "text")),
    }],
    actions: ACTIONS,
    families: &[("charge", "Priced things that are no time: fixed fees, milestones, words, trips")],
};

const ACTIONS: &[Action] = &[
    Action {
        name: "charge add",
        keys: &[],
        group: Group::Billing,
        help: "Add a charge: a priced item that is not time",
        fields: &[
            field::<ClientName>("client", Shape::Required, "for whom"),
            field::<Title>("text", Shape::Words, "what it is, as the client reads it"),
            field::<EachPrice>("price", Shape::Needed, "what one of it costs").usual(),
            field::<HowMany>("qty", Shape::Option, "how many").otherwise("1").usual(),
            field::<Reference>("unit", Shape::Option, "what one of it is: piece, word, page, km").otherwise("piece"),
            field::<NearDay>("on", Shape::Option, "the day it counts on").otherwise("today").usual(),
            field::<ChargeKind>("kind", Shape::Option, "what kind of line it makes").otherwise("fixed"),
            clearable::<TaxCode>("tax", Shape::Option, "its tax code").otherwise("the client's"),
            clearable::<DiscountWord>("discount", Shape::Option, "what is taken off it"),
            flag("wait", "it is not to be billed yet: a milestone"),
            clearable::<Cycle>("every", Shape::Option, "how often it comes again"),
            clearable::<Day>("until", Shape::Option, "the last day on which it comes again"),
        ],
        effect: Effect::Write(write::add),
        form: true,
        examples: &[
            "charge add acme Newsletter set-up --price 250",
            "charge add acme Translation --price 0.085 --qty 1250 --unit word --kind unit",
            "charge add acme Website, part 2 --price 600 --kind milestone --wait",
            "charge add acme Hosting --price 15 --every month",
        ],
        ..ACTION
    },
    Action {
        name: "charge edit",
        keys: &[],
        group: Group::Billing,
        help: "Change a charge that is on no document",
        fields: &[
            field::<ChargeId>("id", Shape::Required, "the charge"),
            field::<Title>("text", Shape::Option, "what it is, as the client reads it").usual(),
            field::<EachPrice>("price", Shape::Option, "what one of it costs").usual(),
            field::<HowMany>("qty", Shape::Option, "how many").usual(),
            field::<Reference>("unit", Shape::Option, "what one of it is").mostly("piece"),
            field::<NearDay>("on", Shape::Option, "the day it counts on").usual(),
            field::<ChargeKind>("kind", Shape::Option, "what kind of line it makes").mostly("fixed"),
            clearable::<TaxCode>("tax", Shape::Option, "its tax code, or none"),
            clearable::<DiscountWord>("discount", Shape::Option, "what is taken off it, or none"),
            clearable::<Cycle>("every", Shape::Option, "how often it comes again, or none"),
            clearable::<Day>("until", Shape::Option, "the last day on which it comes again, or none"),
        ],
        effect: Effect::Write(write::edit),
        form: true,
        present: Some(list::of_charge),
        examples: &["charge edit 5 --price 280", "charge edit 6 --until 31.12."],
        ..ACTION
    },
    Action {
        name: "charge ready",
        keys: &[],
        group: Group::Billing,
        help: "Mark a charge as ready to bill",
        fields: &[field::<ChargeId>("id", Shape::Required, "the charge"), flag("wait", "it is not to be billed yet")],
        effect: Effect::Write(write::ready),
        examples: &["charge ready 5", "charge ready 5 --wait"],
        ..ACTION
    },
    Action {
        name: "charge list",
        keys: &[],
        group: Group::Billing,
        help: "List charges that are on no document",
        fields: &[field::<ClientName>("client", Shape::Option, "of one client"), flag("all", "billed ones too")],
        effect: Effect::Read(list::list),
        once: &["charge"],
        examples: &["charge list", "charge list --client acme --all"],
        ..ACTION
    },
    Action {
        name: "charge rm",
        keys: &[],
        group: Group::Billing,
        help: "Delete a charge that is on no document",
        fields: &[field::<ChargeId>("id", Shape::Required, "the charge")],
        effect: Effect::Write(write::remove),
        removes: true,
        examples: &["charge rm 5"],
        ..ACTION
    },
];
