//! Kimai: its export as a table, in English and in German. The end has no date: past midnight, the duration tells.

use super::row::{Input, Sample, Sink, Source, SourceAsk};
use super::sheet::{self, Column, Form, Heads};
use crate::error::Result;

/// Kimai.
pub(super) const SOURCE: Source = Source { word: "kimai", program: "Kimai", is, read };

const FORM: Form = Form {
    what: "an export of Kimai",
    columns: &[
        (Column::Day, &["date", "datum"]),
        (Column::Start, &["from", "von", "begin", "beginn"]),
        (Column::End, &["to", "bis", "end", "ende"]),
        (Column::Length, &["duration", "dauer"]),
        (Column::Currency, &["currency", "währung"]),
        (Column::Rate, &["hourly price", "hourly rate", "stundenpreis", "stundensatz", "stundenlohn"]),
        // The account's name is a person's own, which the e-mail address is not everywhere.
        (Column::Person, &["name", "user", "username", "benutzer", "benutzername"]),
        (Column::Mail, &["e-mail", "email"]),
        (Column::Client, &["customer", "kunde"]),
        (Column::Project, &["project", "projekt"]),
        (Column::Task, &["activity", "tätigkeit"]),
        (Column::Note, &["description", "beschreibung"]),
        (Column::Billed, &["exported", "exportiert", "abgerechnet"]),
        (Column::Billable, &["billable", "abrechenbar"]),
        (Column::Tags, &["tags", "schlagworte", "schlagwörter"]),
        (Column::Kind, &["type", "typ"]),
    ],
    ignored: &[
        "price",
        "total price",
        "preis",
        "gesamtpreis",
        "internal price",
        "internal rate",
        "interner preis",
        "fixed price",
        "fixed rate",
        "festpreis",
        "break",
        "pause",
        "staff number",
        "personalnummer",
        "category",
        "kategorie",
        "number",
        "kundennummer",
        "customer number",
        "account",
        "vat id",
        "order number",
        "bestellnummer",
        "project number",
        "activity number",
        "id",
    ],
    project_is_kind: false,
    currency: None,
    time_is: &["timesheet"],
};

pub(super) fn is(sample: &Sample<'_>) -> bool {
    let heads = Heads::of(sample);
    let english = heads.has(&["date"]) && heads.has(&["from"]) && heads.has(&["to"]) && heads.has(&["activity"]);
    let german = heads.has(&["datum"]) && heads.has(&["von"]) && heads.has(&["bis"]) && heads.has(&["tätigkeit"]);
    english || german
}

fn read(input: &Input, ask: &SourceAsk, sink: &mut dyn Sink) -> Result<()> {
    sheet::read(input, &FORM, ask, sink)
}
