//! What an import of another program's time and tasks is told.

use std::path::Path;

use chrono::NaiveDate;

use super::fold::folded;
use crate::bounds;
use crate::command::call::Args;
use crate::command::context::Context;
use crate::command::grammar::range::Direction;
use crate::command::input::{Input, Tag, Text, ZoneName};
use crate::command::ranges;
use crate::domain::money::Currency;
use crate::domain::zone::Zone;
use crate::error::{Error, Result};
use crate::formats::sources::{ColumnAs, DateOrder, Field as Sent, SourceAsk};
use crate::records::import::FileName;
use crate::records::names::{ClientName, NewCode};
use crate::store::Client;

/// Whose a name is: `NAME=CODE`, or `NAME=skip`.
pub struct NameIs {
    /// The name in the file.
    pub name: String,
    /// The client's code; nothing leaves its rows out.
    pub code: Option<String>,
}

impl Input for NameIs {
    const LIKE: &'static str = "NAME=CODE | NAME=skip";

    fn read(text: &str, context: &Context<'_>) -> Result<Self> {
        let (name, code) = text.rsplit_once('=').map(|(name, code)| (name.trim(), code.trim())).unwrap_or_default();
        if name.is_empty() || code.is_empty() {
            return Err(Error::problem(format!(
                "'{text}' says nobody's name: write NAME=CODE or NAME=skip, in quotes where there are blanks"
            )));
        }
        let name = name.to_owned();
        if code == "skip" {
            return Ok(Self { name, code: None });
        }
        // One that is not there yet can be made.
        if context.has("create-clients") && NewCode::read(code, context).is_ok() {
            return Ok(Self { name, code: Some(code.to_owned()) });
        }
        Ok(Self { name, code: Some(ClientName::read(code, context)?.0.code) })
    }

    fn echo(&self, _: &Context<'_>) -> String {
        format!("{} is {}", self.name, self.code.as_deref().unwrap_or("left out"))
    }
}

/// What a column is: `FIELD=COLUMN`.
pub struct ColumnIs(pub ColumnAs);

/// What a column may be sent to, by word.
const FIELDS: &[(&str, Sent)] = &[
    ("client", Sent::Client),
    ("service", Sent::Service),
    ("note", Sent::Note),
    ("tags", Sent::Tags),
    ("task", Sent::Task),
    ("billable", Sent::Billable),
    ("start", Sent::Start),
    ("end", Sent::End),
    ("date", Sent::Date),
    ("duration", Sent::Duration),
    ("external_id", Sent::ExternalId),
    ("none", Sent::Nothing),
];

impl Input for ColumnIs {
    const LIKE: &'static str = "FIELD=COLUMN";

    fn read(text: &str, _: &Context<'_>) -> Result<Self> {
        let (word, column) =
            text.split_once('=').map(|(word, column)| (word.trim(), column.trim())).unwrap_or_default();
        let known = FIELDS.iter().find(|(name, _)| name.eq_ignore_ascii_case(word));
        match known {
            Some((_, field)) if !column.is_empty() => Ok(Self(ColumnAs { field: *field, column: column.to_owned() })),
            _ => {
                let words: Vec<&str> = FIELDS.iter().map(|(word, _)| *word).collect();
                let what = format!("'{text}' sends no column: write FIELD=COLUMN; fields are {}", words.join(", "));
                Err(Error::problem(what))
            }
        }
    }

    fn echo(&self, _: &Context<'_>) -> String {
        let word = FIELDS.iter().find(|(_, field)| *field == self.0.field).map_or("none", |(word, _)| *word);
        format!("{} is the {word}", self.0.column)
    }
}

/// The order of dates written with `/`.
pub struct DatesAre(pub DateOrder);

impl Input for DatesAre {
    const LIKE: &'static str = "dmy | mdy";
    const CHOICES: &'static [&'static str] = &["dmy", "mdy"];

    fn read(text: &str, _: &Context<'_>) -> Result<Self> {
        match text.trim().to_lowercase().as_str() {
            "dmy" => Ok(Self(DateOrder::DayFirst)),
            "mdy" => Ok(Self(DateOrder::MonthFirst)),
            _ => Err(Error::problem(format!("'{text}' is neither dmy (31/12/2026) nor mdy (12/31/2026)"))),
        }
    }

    fn echo(&self, _: &Context<'_>) -> String {
        if self.0 == DateOrder::DayFirst { "31/12/2026".to_owned() } else { "12/31/2026".to_owned() }
    }
}

/// The fields of an action that takes in other programs' files: its own, and what each such import may be told.
macro_rules! intake_fields {
    ($($own:expr),* $(,)?) => {
        &[
            $($own,)*
            field::<$crate::records::intake::ask::NameIs>("map", Shape::Many, "whose a name is").usual(),
            field::<$crate::records::import::FileName>("map-file", Shape::Option, "a file of such lines, NAME = CODE"),
            flag("create-clients", "add a client for each unknown name").usual(),
            flag("create-services", "add a service for each unknown one, instead of a tag"),
            field::<$crate::records::names::ClientName>("client", Shape::Option, "whose the rows without a client are")
                .usual(),
            field::<$crate::records::intake::ask::ColumnIs>("as", Shape::Many, "what a column is"),
            field::<$crate::command::input::Text>(
                "user",
                Shape::Option,
                "whose time is taken, of a file of several people: a name, an address, or all",
            ),
            field::<$crate::command::input::ZoneName>("zone", Shape::Option, "the zone of times without an offset")
                .otherwise("the home zone"),
            field::<$crate::records::intake::ask::DatesAre>("dates", Shape::Option, "how dates like 3/4/2026 are read"),
            field::<$crate::command::input::PastFrom>("from", Shape::Option, "the first day").otherwise("the first row"),
            field::<$crate::command::input::PastTo>("to", Shape::Option, "the last day").otherwise("the last row"),
            field::<$crate::command::input::Tag>("rush-tag", Shape::Option, "the tag that makes work rush work"),
            flag("rates", "keep each row's rate, where it is in the client's currency"),
            flag("skip-bad", "leave bad rows out and list them"),
            flag("again", "add rows even where there is such an entry"),
            flag("dry-run", "show the whole plan and write nothing"),
            flag("force", "take entries of more than 24 h, and time for archived clients, too"),
        ]
    };
}
pub(crate) use intake_fields;

/// The fields that no table of our own needs: with one of them, `import csv` reads a table as one of another program.
pub const OTHERS: &[&str] = &[
    "map",
    "map-file",
    "create-clients",
    "create-services",
    "client",
    "as",
    "user",
    "zone",
    "dates",
    "from",
    "to",
    "rush-tag",
    "rates",
];

/// What an import is told.
#[expect(clippy::struct_excessive_bools, reason = "each is an option by itself")]
pub struct Ask {
    /// Whose names are.
    pub map: Vec<NameIs>,
    /// Whether unknown names become clients.
    pub create_clients: bool,
    /// Whether unknown kinds of work become services.
    pub create_services: bool,
    /// Whose rows without a client are.
    pub client: Option<Client>,
    /// Whose time is taken; everybody's if it is `all`.
    pub user: Option<String>,
    /// The first day and the day after the last.
    pub days: (Option<NaiveDate>, Option<NaiveDate>),
    /// The tag that makes work rush work, folded.
    pub rush_tag: Option<String>,
    /// Whether rows keep their rates.
    pub rates: bool,
    /// Whether bad rows are left out.
    pub skip_bad: bool,
    /// Whether rows like entries that are here are taken.
    pub again: bool,
    /// Whether nothing is kept.
    pub dry_run: bool,
    /// Whether what is unlikely is taken.
    pub force: bool,
    /// The currency of clients that are made, where the file has none.
    pub currency: Currency,
    /// The home zone.
    pub home: Zone,
    /// What readers are told.
    pub reader: SourceAsk,
}

impl Ask {
    /// Reads it.
    pub fn of(args: &Args<'_>) -> Result<Self> {
        let (context, home) = (&args.context, args.context.zone().clone());
        let mut map = args.many::<NameIs>("map")?;
        if let Some(FileName(path)) = args.get::<FileName>("map-file")? {
            map.extend(map_file(&path, &args.context_of("map-file"))?);
        }
        let asked = ranges::asked(args, Direction::Back)?;
        Ok(Self {
            map,
            create_clients: args.flag("create-clients"),
            create_services: args.flag("create-services"),
            client: args.get::<ClientName>("client")?.map(|client| client.0),
            user: args.get::<Text>("user")?.map(|user| user.0),
            days: (asked.first(&home), asked.beyond(&home)),
            rush_tag: args.get::<Tag>("rush-tag")?.map(|tag| folded(&tag.0)),
            rates: args.flag("rates"),
            skip_bad: args.flag("skip-bad"),
            again: args.flag("again"),
            dry_run: args.call.is_rehearsal(),
            force: args.flag("force"),
            currency: context.config.currency,
            reader: SourceAsk {
                zone: args.get::<ZoneName>("zone")?.map_or_else(|| home.clone(), |zone| zone.0),
                now: context.now,
                dates: args.get::<DatesAre>("dates")?.map(|dates| dates.0),
                columns: args.many::<ColumnIs>("as")?.into_iter().map(|column| column.0).collect(),
            },
            home,
        })
    }
}

/// The names of a file: a line each, `NAME = CODE`; empty lines and those that begin with `#` say nothing.
fn map_file(path: &Path, context: &Context<'_>) -> Result<Vec<NameIs>> {
    let text = bounds::text(path, bounds::WRITTEN)
        .map_err(|error| Error::at("map-file", format!("{}: {error}", path.display())))?;
    let lines = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty() && !line.trim().starts_with('#'));
    let read = |(line, n): (&str, u64)| {
        NameIs::read(line, context).map_err(|error| Error::at("map-file", format!("{}:{n}: {error}", path.display())))
    };
    lines.map(read).collect()
}
