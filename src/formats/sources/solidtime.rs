//! solidtime: its detailed report as a table, and its export of everything, an archive of tables.

mod export;

use super::row::{Input, Sample, Sink, Source, SourceAsk};
use super::sheet::{self, Column, Form, Heads};
use crate::error::Result;

/// solidtime.
pub(super) const SOURCE: Source = Source { word: "solidtime", program: "solidtime", is, read };

const FORM: Form = Form {
    what: "a detailed report of solidtime",
    columns: &[
        (Column::Note, &["description"]),
        (Column::Task, &["task"]),
        (Column::Project, &["project"]),
        (Column::Client, &["client"]),
        (Column::Person, &["user"]),
        (Column::Start, &["start"]),
        (Column::End, &["end"]),
        (Column::Length, &["duration"]),
        (Column::Hours, &["duration (decimal)"]),
        (Column::Billable, &["billable"]),
        (Column::Tags, &["tags"]),
    ],
    ignored: &[],
    project_is_kind: false,
    currency: None,
    time_is: &[],
};

pub(super) fn is(sample: &Sample<'_>) -> bool {
    let heads = Heads::of(sample);
    let report = heads.has(&["start"])
        && heads.has(&["end"])
        && heads.has(&["duration (decimal)"])
        && heads.has(&["description"]);
    report || export::is(sample.bytes)
}

fn read(input: &Input, ask: &SourceAsk, sink: &mut dyn Sink) -> Result<()> {
    let mut room = [0; 4];
    if sheet::beginning(input, &mut room)?.starts_with(export::MARK) {
        return export::read(input, ask, sink);
    }
    sheet::read(input, &FORM, ask, sink)
}

#[cfg(test)]
mod tests;
