//! Papers: made, looked at, handed over.

use crate::app::papers::{account, leave, logo, remind, send};
use crate::command::action::{ACTION, Action, Effect, Group};
use crate::command::field::{Shape, field, flag};
use crate::command::input::{MailAddress, PaperFormat, PastDay, WrittenAs};
use crate::records::import::FileName;
use crate::records::invoices::names::{DocumentName, PaperName};
use crate::records::kind::Section;
use crate::records::names::ClientName;

/// Papers.
pub const SECTION: Section = Section { kinds: &[], restorable: &[], actions: ACTIONS, families: &[] };

const ACTIONS: &[Action] = &[
    Action {
        name: "business logo",
        keys: &[],
        group: Group::Billing,
        help: "Set the logo on documents",
        fields: &[field::<FileName>("file", Shape::Required, "a PNG or JPEG file of at most 1 MB, or none")],
        effect: Effect::Whole(logo::set),
        once: &["document", "draft"],
        examples: &["business logo ~/logo.png", "business logo none"],
        ..ACTION
    },
    Action {
        name: "invoice show",
        keys: &[],
        group: Group::Billing,
        help: "Show a document or a draft; as a paper in a format, it has left",
        fields: &[
            field::<PaperName>("number", Shape::Required, "its number, or the end of it"),
            field::<PaperFormat>("format", Shape::Option, "the paper itself, as this"),
        ],
        effect: Effect::Whole(leave::show),
        once: &["document", "draft"],
        examples: &["invoice show 2026-0007", "invoice show 7", "invoice show d3 --format markdown"],
        ..ACTION
    },
    Action {
        name: "invoice pdf",
        keys: &[],
        group: Group::Billing,
        help: "Write a document, or a draft marked as one, as a PDF",
        fields: &[
            field::<PaperName>("number", Shape::Required, "its number, or the end of it"),
            field::<FileName>("out", Shape::Option, "the file or folder").otherwise("the working folder"),
            flag("annex", "with the time behind it"),
            flag("force", "write over another file"),
        ],
        effect: Effect::Whole(leave::pdf),
        once: &["document", "draft"],
        examples: &["invoice pdf 2026-0007", "invoice pdf 7 --annex --out ~/invoices"],
        ..ACTION
    },
    Action {
        name: "invoice send",
        keys: &[],
        group: Group::Billing,
        help: "Send a document by your mailer, or write a mail that your mail program opens",
        fields: &[
            field::<DocumentName>("number", Shape::Required, "the document"),
            field::<MailAddress>("to", Shape::Option, "to whom").otherwise("the client's address for papers"),
            flag("annex", "with the time behind it"),
            flag("eml", "write a file that mail programs open as a draft"),
            field::<FileName>("out", Shape::Option, "where to write that").otherwise("the working folder"),
            flag("mailto", "a link that opens a mail, without the paper"),
        ],
        effect: Effect::Whole(send::send),
        examples: &["invoice send 2026-0007", "invoice send 7 --eml", "invoice send 7 --to boss@acme.example --annex"],
        ..ACTION
    },
    Action {
        name: "account",
        keys: &[],
        group: Group::Billing,
        help: "A client's documents and payments with a running balance, or that as a paper",
        fields: &[
            field::<ClientName>("client", Shape::Required, "the client"),
            field::<PastDay>("from", Shape::Option, "from a day on"),
            field::<WrittenAs>("format", Shape::Option, "a paper, as this"),
            field::<FileName>("out", Shape::Option, "the file or folder of a PDF").otherwise("the working folder"),
            flag("force", "write over another file"),
        ],
        effect: Effect::Whole(account::account),
        once: &["document", "draft"],
        examples: &["account acme", "account acme --from 1.1. --format pdf"],
        ..ACTION
    },
    Action {
        name: "invoice remind",
        keys: &[],
        group: Group::Billing,
        help: "Write the next reminder of a document that is overdue, with fee and interest as set up",
        fields: &[
            field::<DocumentName>("number", Shape::Required, "the document"),
            field::<FileName>("out", Shape::Option, "the file or folder").otherwise("the working folder"),
            flag("waive", "give up the fees and interest that reminders of it have asked for"),
            flag("force", "write over another file"),
        ],
        effect: Effect::Whole(remind::remind),
        examples: &["invoice remind 2026-0007", "invoice remind 7 --waive"],
        ..ACTION
    },
];
