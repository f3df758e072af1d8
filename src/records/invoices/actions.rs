//! Documents: what is done with them.

use crate::command::action::{ACTION, Action, Effect, Group};
use crate::command::field::{Shape, clearable, field, flag};
use crate::command::input::{
    Count, CurrencyAmount, DeliveryWay, DiscountWord, DocumentState, ItemKinds, LineGrouping, PastDay, Pattern,
    Reference, SeriesName, Text, TextName, Title,
};
use crate::records::clients::actions::CLIENT;
use crate::records::invoices::names::{ClientOrDraft, DocumentName, DraftName, PaperName};
use crate::records::invoices::{correct, deliver, drafts, issue, list, numbering};
use crate::records::kind::{Add, Edit, Kind, ONLY_SHOWN, Section, Word};
use crate::records::names::ClientName;
use crate::store::{DocumentRow, InvoiceDraft, Record};

/// Documents.
pub const SECTION: Section = Section {
    kinds: &[&DOCUMENT, &DRAFT, &OWING],
    restorable: &[],
    actions: ACTIONS,
    families: &[
        ("invoice", "Invoices: drafts, issuing, correcting"),
        ("invoice line", "Lines of drafts"),
        ("numbering", "How numbers of documents are given"),
    ],
};

/// An issued document that is open.
pub const DOCUMENT: Kind = Kind {
    name: "invoice",
    record: DocumentRow::WHAT,
    noun: "a document",
    word: Word::Number,
    worked_by: None,
    add: Add::FormFor("charge add", &[]),
    edit: Edit::Never("{} is issued and stays as it is: 'invoice credit' or 'invoice void' corrects it"),
    remove: Err("{} is issued: 'invoice void {} --reason …' voids it"),
    copy: None,
    shift: None,
    footer: &[
        ("pay", "payment"),
        ("send", "send"),
        ("open", "PDF"),
        ("look", "details"),
        ("copy", "copy number"),
        ("bill", "bill"),
        ("add", "charge"),
    ],
};

/// A document that is not issued yet.
pub const DRAFT: Kind = Kind {
    name: "draft",
    record: InvoiceDraft::WHAT,
    noun: "a draft",
    word: Word::Draft,
    edit: Edit::Change("invoice draft"),
    remove: Ok("invoice rm"),
    footer: &[
        ("bill", "issue"),
        ("edit", "edit"),
        ("regroup", "group"),
        ("open", "PDF"),
        ("add", "charge"),
        ("look", "details"),
        ("delete", "delete"),
    ],
    ..DOCUMENT
};

/// What a client owes, by age.
pub const OWING: Kind = Kind {
    name: "owing",
    noun: "a client's open documents",
    remove: Err(ONLY_SHOWN),
    copy: None,
    footer: &[("pay", "payment"), ("look", "account"), ("edit", "client")],
    ..CLIENT
};

const ACTIONS: &[Action] = &[
    Action {
        name: "invoice draft",
        keys: &[],
        group: Group::Billing,
        help: "Look at what a client would be billed, and keep what is said of it",
        fields: &[
            field::<ClientOrDraft>("client", Shape::Required, "the client, or a draft"),
            field::<PastDay>("through", Shape::Option, "the last day whose time it takes")
                .otherwise("the last closed cycle or month"),
            field::<PastDay>("date", Shape::Option, "its date").otherwise("today"),
            field::<LineGrouping>("group", Shape::Option, "how time is grouped into lines")
                .otherwise("as the client wants it"),
            clearable::<DiscountWord>("discount", Shape::Option, "what is taken off all of it"),
            clearable::<ItemKinds>("only", Shape::Option, "what it takes alone"),
            clearable::<Text>("note", Shape::Option, "a note on it").long(),
        ],
        effect: Effect::Write(drafts::draft),
        form: true,
        present: Some(drafts::of_draft),
        makes_paper: true,
        examples: &["invoice draft acme", "invoice draft acme --through 31.7. --discount 5%"],
        ..ACTION
    },
    Action {
        name: "invoice line edit",
        keys: &[],
        group: Group::Billing,
        help: "Change the text of a draft's line",
        fields: &[
            field::<DraftName>("draft", Shape::Required, "the draft"),
            field::<Count>("line", Shape::Required, "the line"),
            field::<Title>("text", Shape::Words, "what it says"),
        ],
        effect: Effect::Write(drafts::edit_line),
        examples: &["invoice line edit d3 2 Research for the fair"],
        ..ACTION
    },
    Action {
        name: "invoice line rm",
        keys: &[],
        group: Group::Billing,
        help: "Leave a line of a draft for another document",
        fields: &[
            field::<DraftName>("draft", Shape::Required, "the draft"),
            field::<Count>("line", Shape::Required, "the line"),
        ],
        effect: Effect::Write(drafts::remove_line),
        examples: &["invoice line rm d3 2"],
        ..ACTION
    },
    Action {
        name: "invoice rm",
        keys: &[],
        group: Group::Billing,
        help: "Delete a draft",
        fields: &[field::<DraftName>("draft", Shape::Required, "the draft")],
        effect: Effect::Write(drafts::remove),
        removes: true,
        examples: &["invoice rm d3"],
        ..ACTION
    },
    Action {
        name: "invoice issue",
        keys: &[],
        group: Group::Billing,
        help: "Issue an invoice: it gets its number and never changes again",
        fields: &[
            field::<ClientOrDraft>("client", Shape::Required, "the client, or a draft"),
            field::<PastDay>("through", Shape::Option, "the last day whose time it takes")
                .otherwise("the last closed cycle or month")
                .usual(),
            field::<PastDay>("date", Shape::Option, "its date").otherwise("today").usual(),
            field::<LineGrouping>("group", Shape::Option, "how time is grouped into lines")
                .otherwise("as the client wants it"),
            clearable::<DiscountWord>("discount", Shape::Option, "what is taken off all of it").usual(),
            clearable::<ItemKinds>("only", Shape::Option, "what it takes alone"),
            clearable::<Text>("note", Shape::Option, "a note on it").long(),
            flag("no-credit", "leave the client's credit alone"),
            flag("backdate", "with an earlier date than the last number has"),
            flag("as-credit", "as a credit note, where less than nothing is due"),
            flag("without-unpriced", "leave time without a rate open"),
        ],
        effect: Effect::Write(issue::issue),
        numbers: true,
        form: true,
        makes_paper: true,
        examples: &["invoice issue acme", "invoice issue acme --through 31.7.", "invoice issue d3"],
        ..ACTION
    },
    Action {
        name: "invoice run",
        keys: &[],
        group: Group::Billing,
        help: "Make a draft for every client with something due, or issue them all",
        fields: &[
            field::<PastDay>("through", Shape::Option, "the last day whose time they take")
                .otherwise("the last closed cycle or month of each"),
            flag("issue", "issue them"),
        ],
        effect: Effect::Write(drafts::run),
        numbers: true,
        once: &["client"],
        examples: &["invoice run", "invoice run --through 31.7. --issue"],
        ..ACTION
    },
    Action {
        name: "invoice deposit",
        keys: &[],
        group: Group::Billing,
        help: "Issue a deposit invoice; once paid, it is deducted from what follows",
        fields: &[
            field::<ClientName>("client", Shape::Required, "the client"),
            field::<CurrencyAmount>("amount", Shape::Required, "how much, without tax unless prices have it in them"),
            field::<Title>("text", Shape::Words, "for what"),
            field::<PastDay>("date", Shape::Option, "its date").otherwise("today"),
            clearable::<Text>("note", Shape::Option, "a note on it").long(),
            flag("backdate", "with an earlier date than the last number has"),
        ],
        effect: Effect::Write(drafts::deposit),
        numbers: true,
        makes_paper: true,
        examples: &["invoice deposit acme 600 Deposit for the website"],
        ..ACTION
    },
    Action {
        name: "invoice list",
        keys: &[],
        group: Group::Billing,
        help: "List documents, drafts first",
        fields: &[
            field::<ClientName>("client", Shape::Option, "of one client"),
            field::<DocumentState>("state", Shape::Option, "of one state"),
            field::<Count>("year", Shape::Option, "of one year"),
            field::<Count>("limit", Shape::Option, "the newest so many").otherwise("100, or all of a state or year"),
        ],
        effect: Effect::Read(list::list),
        once: &["document", "draft"],
        examples: &["invoice list", "invoice list --client acme --state open", "invoice list --year 2026"],
        ..ACTION
    },
    Action {
        name: "invoice sent",
        keys: &[],
        group: Group::Billing,
        help: "Mark a document as sent",
        fields: &[
            field::<DocumentName>("number", Shape::Required, "the document"),
            field::<PastDay>("on", Shape::Option, "the day").otherwise("today"),
            field::<DeliveryWay>("how", Shape::Option, "how").otherwise("mail"),
            field::<Reference>("to", Shape::Option, "to whom"),
        ],
        effect: Effect::Write(deliver::sent),
        examples: &["invoice sent 2026-0007", "invoice sent 7 --on yesterday --how post"],
        ..ACTION
    },
    Action {
        name: "invoice void",
        keys: &[],
        group: Group::Billing,
        help: "Void an issued document with a credit note; its time can be billed again",
        fields: &[
            field::<DocumentName>("number", Shape::Required, "the document"),
            field::<Title>("reason", Shape::Needed, "why"),
        ],
        effect: Effect::Write(correct::void),
        numbers: true,
        form: true,
        examples: &["invoice void 2026-0007 --reason 'wrong rate'"],
        ..ACTION
    },
    Action {
        name: "invoice credit",
        keys: &[],
        group: Group::Billing,
        help: "Credit part of a line with a credit note",
        fields: &[
            field::<DocumentName>("number", Shape::Required, "the document"),
            field::<Count>("line", Shape::Needed, "the line"),
            field::<CurrencyAmount>("amount", Shape::Option, "how much of it, as it is priced")
                .otherwise("all that is left"),
            field::<Text>("qty", Shape::Option, "how much time of it, or how many"),
            field::<Title>("reason", Shape::Needed, "why"),
            flag("reopen", "the time of a line that is credited as a whole can be billed again"),
        ],
        effect: Effect::Write(correct::credit),
        numbers: true,
        form: true,
        examples: &[
            "invoice credit 2026-0007 --line 2 --amount 20 --reason 'too much'",
            "invoice credit 7 --line 2 --qty 0:30 --reason 'counted twice'",
        ],
        ..ACTION
    },
    Action {
        name: "invoice writeoff",
        keys: &[],
        group: Group::Billing,
        help: "Write off what is open of a document",
        fields: &[
            field::<DocumentName>("number", Shape::Required, "the document"),
            field::<CurrencyAmount>("amount", Shape::Option, "how much").otherwise("all that is open"),
            field::<Title>("reason", Shape::Needed, "why"),
        ],
        effect: Effect::Write(correct::write_off),
        form: true,
        examples: &["invoice writeoff 2026-0007 --reason insolvent"],
        ..ACTION
    },
    Action {
        name: "ageing",
        keys: &[],
        group: Group::Billing,
        help: "What clients owe, by how long it has been due",
        fields: &[field::<PastDay>("at", Shape::Option, "as it stood on a day").otherwise("now")],
        effect: Effect::Read(list::ageing),
        once: &["document", "draft"],
        examples: &["ageing", "ageing --at 2026-06-30"],
        ..ACTION
    },
    Action {
        name: "tax why",
        keys: &[],
        group: Group::Billing,
        help: "Explain how the lines of a document are taxed",
        fields: &[
            field::<PaperName>("number", Shape::Required, "the document or draft"),
            field::<Count>("line", Shape::Optional, "one line of it"),
        ],
        effect: Effect::Read(drafts::tax_why),
        once: &["document", "draft"],
        examples: &["tax why d3", "tax why 2026-0007 1"],
        ..ACTION
    },
    Action {
        name: "numbering set",
        keys: &[],
        group: Group::Billing,
        help: "Set how documents are numbered",
        fields: &[
            field::<SeriesName>("series", Shape::Required, "which documents"),
            field::<Pattern>("pattern", Shape::Option, "what they look like"),
            field::<Count>("next", Shape::Option, "the running number of the next one, upward only"),
            field::<Text>("reason", Shape::Option, "why"),
        ],
        effect: Effect::Write(numbering::set),
        once: &["document", "draft"],
        examples: &[
            "numbering set invoice --next 41 --reason 'forty were made elsewhere this year'",
            "numbering set credit --pattern '{year}-{seq:4}'",
        ],
        ..ACTION
    },
    Action {
        name: "numbering list",
        keys: &[],
        group: Group::Billing,
        help: "Show how documents are numbered",
        fields: &[],
        effect: Effect::Read(numbering::list),
        once: &["document", "draft"],
        examples: &["numbering list"],
        ..ACTION
    },
    Action {
        name: "business text",
        keys: &[],
        group: Group::Billing,
        help: "Set the texts on documents",
        fields: &[
            field::<TextName>("name", Shape::Required, "where"),
            clearable::<Title>(
                "text",
                Shape::Words,
                "the text, or none; {number}, {total}, {due}, {client}, {period} and {open} stand for what they name",
            ),
            field::<Text>("language", Shape::Option, "for papers in one language").otherwise("all"),
        ],
        effect: Effect::Write(numbering::text),
        once: &["document", "draft"],
        examples: &[
            "business text closing Thank you for working with me.",
            "business text closing --language de Vielen Dank.",
        ],
        ..ACTION
    },
    Action {
        name: "business texts",
        keys: &[],
        group: Group::Billing,
        help: "List the texts on documents",
        fields: &[],
        effect: Effect::Read(numbering::texts),
        once: &["document", "draft"],
        examples: &["business texts"],
        ..ACTION
    },
];
