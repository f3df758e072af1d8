//! Data of other programs in.

use crate::app::{everything, intake};
use crate::command::action::{ACTION, Action, Effect, Group};
use crate::command::field::{Shape, field, flag};
use crate::records::calendar::ics;
use crate::records::import::FileName;
use crate::records::intake::intake_fields;
use crate::records::invoices::brought;
use crate::records::kind::Section;

/// What takes files in.
pub(super) const SECTION: Section =
    Section { kinds: &[], restorable: &[], actions: ACTIONS, families: &[("import", "Take data in")] };

const ACTIONS: &[Action] = &[
    Action {
        name: "import",
        keys: &[],
        group: Group::Data,
        help: "Import time and tasks of another program; the same again updates and never duplicates",
        fields: intake_fields![field::<FileName>(
            "file",
            Shape::Words,
            "files, and which program they are of before them"
        )],
        effect: Effect::Write(intake::import),
        form: true,
        verbatim: true,
        examples: &[
            "import toggl.csv --dry-run",
            "import toggl toggl.csv --map 'Acme GmbH=acme'",
            "import timewarrior export.json --create-clients",
        ],
        ..ACTION
    },
    Action {
        name: "import ics",
        keys: &[],
        group: Group::Data,
        help: "Import calendars; the same file again updates and never duplicates",
        fields: ics::FIELDS,
        effect: Effect::Write(ics::import_ics),
        verbatim: true,
        examples: &[
            "import ics acme.ics --client acme",
            "import ics invite.ics",
            "import ics team.ics --mirror",
            "import ics holidays.ics --holidays",
        ],
        ..ACTION
    },
    Action {
        name: "import csv",
        keys: &[],
        group: Group::Data,
        help: "Import entries from a table; known external_ids are updated",
        fields: intake_fields![field::<FileName>("file", Shape::Required, "a table with a header line")],
        effect: Effect::Write(intake::import_csv),
        examples: &[
            "import csv hours.csv",
            "import csv hours.csv --skip-bad",
            "import csv other.csv --as client=Customer",
        ],
        ..ACTION
    },
    Action {
        name: "import invoices",
        keys: &[],
        group: Group::Data,
        help: "Import open invoices from another program",
        fields: &[field::<FileName>(
            "file",
            Shape::Required,
            "a table with the columns number, client, date, due, total, tax, open",
        )],
        effect: Effect::Write(brought::import),
        examples: &["import invoices open.csv"],
        ..ACTION
    },
    Action {
        name: "import json",
        keys: &[],
        group: Group::Data,
        help: "Import everything that export json wrote, into an empty database",
        fields: &[field::<FileName>("file", Shape::Required, "a file of export json")],
        effect: Effect::Write(everything::import),
        fills: true,
        examples: &["import json all.json"],
        ..ACTION
    },
];
