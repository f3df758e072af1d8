//! What a program's table looks like.

use crate::domain::money::Currency;
use crate::formats::sources::row::Field;

/// What a column of a table says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::formats::sources) enum Column {
    /// Whose work it is.
    Client,
    /// What the work belongs to there.
    Project,
    /// The kind of work.
    Service,
    /// The task, which is the kind of work where no other column is.
    Task,
    /// What was done.
    Note,
    /// Tags.
    Tags,
    /// Whether it can be charged.
    Billable,
    /// Whether it was billed there.
    Billed,
    /// The number of the document by which it was.
    Document,
    /// The day.
    Day,
    /// When it began: a clock time, or a day with one.
    Start,
    /// The day it ended on.
    EndDay,
    /// When it ended.
    End,
    /// How long it took.
    Length,
    /// How long it took in decimal hours, which is believed only where there is nothing else.
    Hours,
    /// Who worked, by name.
    Person,
    /// Who worked, by e-mail address.
    Mail,
    /// Who worked, by first name.
    First,
    /// Who worked, by last name.
    Last,
    /// The rate.
    Rate,
    /// The currency.
    Currency,
    /// What kind of row it is.
    Kind,
    /// The name that it has there.
    Id,
}

impl Column {
    /// How many there are.
    pub(in crate::formats::sources) const COUNT: usize = Self::Id as usize + 1;

    /// The column that a field is read from; none for what is not read.
    pub(super) fn of(field: Field) -> Option<Self> {
        Some(match field {
            Field::Client => Self::Client,
            Field::Service => Self::Service,
            Field::Note => Self::Note,
            Field::Tags => Self::Tags,
            Field::Task => Self::Task,
            Field::Billable => Self::Billable,
            Field::Start => Self::Start,
            Field::End => Self::End,
            Field::Date => Self::Day,
            Field::Duration => Self::Length,
            Field::ExternalId => Self::Id,
            Field::Nothing => return None,
        })
    }

    /// By what word a column is meant, whatever language its heading is in.
    pub(super) fn by_word(word: &str) -> Option<Self> {
        Some(match word {
            "client" | "customer" => Self::Client,
            "project" => Self::Project,
            "service" => Self::Service,
            "task" | "activity" => Self::Task,
            "note" | "notes" | "description" => Self::Note,
            "tags" => Self::Tags,
            "billable" => Self::Billable,
            "date" => Self::Day,
            "start" => Self::Start,
            "end" => Self::End,
            "duration" => Self::Length,
            "external_id" => Self::Id,
            _ => return None,
        })
    }
}

/// Headings of one column, in small letters.
pub(in crate::formats::sources) type Headings = (Column, &'static [&'static str]);

/// A program's table.
pub(in crate::formats::sources) struct Form {
    /// What such a table is, `a detailed report of Toggl`.
    pub what: &'static str,
    /// The columns that are taken. A heading that ends in ` (` stands for every one that begins so.
    pub columns: &'static [Headings],
    /// Headings that are known and not taken. One that ends in ` (` stands for every one that begins so.
    pub ignored: &'static [&'static str],
    /// Whether a project may be a kind of work; else it is a tag.
    pub project_is_kind: bool,
    /// The currency of rates, where something else than the table says it.
    pub currency: Option<Currency>,
    /// What the column of kinds says of rows that are time; nothing where all are.
    pub time_is: &'static [&'static str],
}

impl Form {
    /// The column that has this heading.
    pub(super) fn column(&self, heading: &str) -> Option<Column> {
        let of = |names: &[&str]| names.iter().any(|name| is(name, heading));
        self.columns.iter().find(|(_, names)| of(names)).map(|(column, _)| *column)
    }

    /// Whether a heading is known.
    pub(in crate::formats::sources) fn knows(&self, heading: &str) -> bool {
        self.column(heading).is_some() || self.ignored.iter().any(|name| is(name, heading))
    }
}

/// Whether a heading is this one, or begins with it.
fn is(name: &str, heading: &str) -> bool {
    heading == name || name.ends_with(" (") && heading.starts_with(name)
}
