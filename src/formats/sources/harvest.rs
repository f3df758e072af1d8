//! Harvest: its detailed report, in English and in German. It has days and hours, and no clock times.

use super::row::{Input, Sample, Sink, Source, SourceAsk};
use super::sheet::{self, Column, Form, Heads};
use crate::error::Result;

/// Harvest.
pub(super) const SOURCE: Source = Source { word: "harvest", program: "Harvest", is, read };

const FORM: Form = Form {
    what: "a detailed report of Harvest",
    columns: &[
        (Column::Day, &["date", "datum"]),
        (Column::Client, &["client", "kunde"]),
        (Column::Project, &["project", "projekt"]),
        (Column::Task, &["task", "aufgabe"]),
        (Column::Note, &["notes", "notizen"]),
        // They have two decimals, and are taken as they are written.
        (Column::Length, &["hours", "stunden"]),
        (Column::Billable, &["billable?", "abrechenbar?"]),
        (Column::Billed, &["invoiced?", "in rechnung gestellt?", "abgerechnet?"]),
        (Column::First, &["first name", "vorname"]),
        (Column::Last, &["last name", "nachname"]),
        (Column::Rate, &["billable rate", "stundensatz"]),
        (Column::Currency, &["currency", "währung"]),
    ],
    ignored: &[
        "project code",
        "projektcode",
        "hours rounded",
        "stunden gerundet",
        "approved?",
        "genehmigt?",
        "employee id",
        "roles",
        "rollen",
        "employee?",
        "mitarbeiter?",
        "department",
        "abteilung",
        "billable amount",
        "cost rate",
        "cost amount",
        "external reference url",
    ],
    project_is_kind: false,
    currency: None,
    time_is: &[],
};

pub(super) fn is(sample: &Sample<'_>) -> bool {
    let heads = Heads::of(sample);
    let english = heads.has(&["date"]) && heads.has(&["hours"]) && heads.has(&["notes", "billable?", "first name"]);
    let german = heads.has(&["datum"]) && heads.has(&["stunden"]) && heads.has(&["notizen", "abrechenbar?", "vorname"]);
    (english || german) && heads.has(&["client", "kunde"])
}

fn read(input: &Input, ask: &SourceAsk, sink: &mut dyn Sink) -> Result<()> {
    sheet::read(input, &FORM, ask, sink)
}
