//! Clockify: its detailed report.

use super::row::{Input, Sample, Sink, Source, SourceAsk};
use super::sheet::{self, Column, Form, Heads};
use crate::error::Result;

/// Clockify.
pub(super) const SOURCE: Source = Source { word: "clockify", program: "Clockify", is, read };

const FORM: Form = Form {
    what: "a detailed report of Clockify",
    columns: &[
        (Column::Project, &["project"]),
        (Column::Client, &["client"]),
        (Column::Note, &["description"]),
        // Workspaces rename it.
        (Column::Task, &["task", "activity"]),
        (Column::Person, &["user"]),
        (Column::Mail, &["email"]),
        (Column::Tags, &["tags"]),
        (Column::Billable, &["billable"]),
        (Column::Billed, &["invoiced"]),
        (Column::Document, &["invoice id"]),
        (Column::Day, &["start date"]),
        (Column::Start, &["start time"]),
        (Column::EndDay, &["end date"]),
        (Column::End, &["end time"]),
        (Column::Length, &["duration (h)"]),
        (Column::Hours, &["duration (decimal)"]),
        (Column::Rate, &["billable rate ("]),
        (Column::Currency, &["currency"]),
    ],
    ignored: &[
        "group",
        "type",
        "billable amount (",
        "cost rate (",
        "cost amount (",
        "profit (",
        "billable rate",
        "billable amount",
        "date of creation",
    ],
    project_is_kind: false,
    currency: None,
    time_is: &[],
};

pub(super) fn is(sample: &Sample<'_>) -> bool {
    let heads = Heads::of(sample);
    heads.has(&["start date"]) && heads.has(&["start time"]) && heads.begins("duration (")
}

fn read(input: &Input, ask: &SourceAsk, sink: &mut dyn Sink) -> Result<()> {
    sheet::read(input, &FORM, ask, sink)
}
