//! Any table: columns by their headings, and by what `--as` says that they are.

use super::row::{Input, Sample, Sink, Source, SourceAsk};
use super::sheet::{self, Column, Form, Heads};
use super::{clockify, harvest, kimai, solidtime, toggl};
use crate::error::Result;

/// A table of no program that is known.
pub(super) const SOURCE: Source = Source { word: "csv", program: "a table", is, read };

const FORM: Form = Form {
    what: "a table of time",
    columns: &[
        (Column::Client, &["client", "customer", "kunde", "kundin", "auftraggeber"]),
        (Column::Project, &["project", "projekt"]),
        (Column::Service, &["service", "leistung"]),
        (Column::Task, &["task", "activity", "aufgabe", "tätigkeit"]),
        (Column::Note, &["note", "notes", "description", "notiz", "notizen", "beschreibung"]),
        (Column::Tags, &["tags", "schlagworte"]),
        (Column::Billable, &["billable", "billable?", "abrechenbar", "abrechenbar?"]),
        (Column::Day, &["date", "day", "start date", "datum", "tag", "startdatum"]),
        (Column::Start, &["start", "start time", "from", "begin", "von", "beginn", "startzeit"]),
        (Column::EndDay, &["end date", "enddatum"]),
        (Column::End, &["end", "end time", "to", "bis", "ende", "endzeit"]),
        (
            Column::Length,
            &[
                "duration",
                "hours",
                "minutes",
                "seconds",
                "duration (h)",
                "duration (min)",
                "dauer",
                "dauer (min)",
                "stunden",
                "minuten",
                "sekunden",
            ],
        ),
        (Column::Hours, &["duration (decimal)"]),
        (Column::Person, &["user", "benutzer"]),
        (Column::Mail, &["email", "e-mail"]),
        (Column::First, &["first name", "vorname"]),
        (Column::Last, &["last name", "nachname"]),
        (Column::Currency, &["currency", "währung"]),
        (Column::Id, &["external_id"]),
    ],
    ignored: &[],
    project_is_kind: false,
    currency: None,
    time_is: &[],
};

pub(super) fn is(sample: &Sample<'_>) -> bool {
    let others = [toggl::is, clockify::is, harvest::is, kimai::is, solidtime::is];
    Heads::of(sample).fits(&FORM) && !others.iter().any(|is| is(sample))
}

fn read(input: &Input, ask: &SourceAsk, sink: &mut dyn Sink) -> Result<()> {
    sheet::read(input, &FORM, ask, sink)
}
