//! Toggl Track: its detailed report as a table, and what its programs hand out as JSON.

mod json;

use super::row::{Input, Sample, Sink, Source, SourceAsk};
use super::sheet::{self, Column, Form, Heads};
use crate::error::{Error, Result};

/// Toggl.
pub(super) const SOURCE: Source = Source { word: "toggl", program: "Toggl", is, read };

const FORM: Form = Form {
    what: "a detailed report of Toggl",
    columns: &[
        (Column::Person, &["user", "member"]),
        (Column::Mail, &["email"]),
        (Column::Client, &["client"]),
        (Column::Project, &["project"]),
        (Column::Task, &["task"]),
        (Column::Note, &["description"]),
        (Column::Billable, &["billable"]),
        (Column::Day, &["start date"]),
        (Column::Start, &["start time"]),
        (Column::EndDay, &["end date", "stop date"]),
        (Column::End, &["end time", "stop time"]),
        (Column::Length, &["duration"]),
        (Column::Tags, &["tags"]),
        (Column::Rate, &["billable rate ("]),
        (Column::Currency, &["currency"]),
    ],
    ignored: &["amount (", "amount", "billable rate", "labor cost", "labor cost (", "workspace", "group", "weekday"],
    project_is_kind: true,
    currency: None,
    time_is: &[],
};

/// Headings of reports that are sums.
const SUMS: &[&str] = &["duration", "total", "registered time", "total duration", "amount"];

pub(super) fn is(sample: &Sample<'_>) -> bool {
    let heads = Heads::of(sample);
    json::is(sample.bytes) || is_detailed(&heads) || sums(&heads).is_some()
}

fn is_detailed(heads: &Heads) -> bool {
    heads.has(&["start date"]) && heads.has(&["start time"]) && heads.has(&["duration"]) && !heads.begins("duration (")
}

/// Which report of sums it is, if it is one.
fn sums(heads: &Heads) -> Option<&'static str> {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let is_day = |heading: &str| DAYS.iter().any(|day| heading.starts_with(day)) && !heading.contains("month");
    if !heads.has(&["project", "client", "user", "member"]) || heads.has(&["start date", "start", "date"]) {
        return None;
    }
    let known = |heading: &str| SUMS.contains(&heading) || FORM.knows(heading);
    let all = heads.only(|heading| known(heading) || is_day(heading));
    let week = DAYS.iter().filter(|day| heads.begins(day)).count() >= 5;
    (all && (week || heads.has(SUMS))).then_some(if week { "weekly" } else { "summary" })
}

fn read(input: &Input, ask: &SourceAsk, sink: &mut dyn Sink) -> Result<()> {
    let mut head = vec![0; 1 << 16];
    let bytes = sheet::beginning(input, &mut head)?;
    let sample = Sample { name: "", bytes };
    if json::is(bytes) {
        return json::read(input, sink);
    }
    if let Some(report) = sums(&Heads::of(&sample)).filter(|_| ask.columns.is_empty()) {
        return Err(Error::problem(format!(
            "this is a {report} report of Toggl, which does not say when work began: export the detailed report as CSV"
        )));
    }
    sheet::read(input, &FORM, ask, sink)
}
