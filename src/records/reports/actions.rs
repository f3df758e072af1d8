//! Reports: what is asked of them.

use crate::command::action::{ACTION, Action, Effect, Group};
use crate::command::call::Args;
use crate::command::field::{Shape, field, flag};
use crate::command::input::{
    BasisWord, CompareWord, PastFrom, PastTo, PeriodWord, ReportBy, ReportFormat, ReportName, YearOf,
};
use crate::command::report::Report;
use crate::error::{Error, Result};
use crate::records::clients::actions::CLIENT;
use crate::records::kind::{Add, Edit, Kind, Section};
use crate::records::names::ClientName;
use crate::records::reports::figures::Figures;
use crate::records::reports::{clients, forecast, health, load, money, plan, rate, time, used, year};

/// Reports.
pub const SECTION: Section = Section { kinds: &[&FIGURE], restorable: &[], actions: ACTIONS, families: &[] };

/// A row of a report.
pub const FIGURE: Kind = Kind {
    name: "figure",
    noun: "figures of a report",
    add: Add::PromptFor("log"),
    edit: Edit::Never("figures come from entries: Enter shows them"),
    remove: Err("figures come from entries: Enter shows them"),
    copy: None,
    footer: &[
        ("span", "next report"),
        ("look", "entries"),
        ("day-back", "period"),
        ("day-on", "period"),
        ("compare", "compare"),
        ("more", "length"),
        ("regroup", "by"),
        ("copy", "copy Markdown"),
    ],
    ..CLIENT
};

const ACTIONS: &[Action] = &[Action {
    name: "report",
    keys: &[],
    group: Group::Clients,
    help: "Figures of a month or any other days: hours, use, what an hour is worth, clients, the year",
    fields: &[
        field::<ReportName>("name", Shape::Required, "which"),
        field::<PeriodWord>(
            "period",
            Shape::Option,
            "the month, quarter, year, or cycle of a client, of --from, else of today",
        )
        .otherwise("month"),
        field::<PastFrom>("from", Shape::Option, "the first day").otherwise("the period's"),
        field::<PastTo>("to", Shape::Option, "the last").otherwise("the period's"),
        field::<ReportBy>("by", Shape::Option, "what it is told by").otherwise("the report's own"),
        field::<ClientName>("client", Shape::Option, "of one client"),
        field::<CompareWord>("compare", Shape::Option, "with the period before, or with that of a year before"),
        field::<BasisWord>("basis", Shape::Option, "money by the day of the work, of the invoice or of the payment")
            .otherwise("work"),
        field::<YearOf>("of", Shape::Option, "what the year's days are told by").otherwise("hours"),
        flag("spread", "spread fees over the minutes drawn from them, in the rate"),
        field::<ReportFormat>("format", Shape::Option, "what it is written as").otherwise("text"),
    ],
    effect: Effect::Read(report),
    examples: &[
        "report time",
        "report rate --period quarter --compare before",
        "report money --period year --by month --format svg",
    ],
    ..ACTION
}];

fn report(args: &Args<'_>) -> Result<Box<dyn Report>> {
    Ok(Box::new(figures(args)?))
}

/// The figures of a report.
pub fn figures(args: &Args<'_>) -> Result<Figures> {
    let name = args.need::<ReportName>("name")?.0;
    if args.flag("spread") && name != "rate" {
        return Err(Error::at("spread", "is the rate's alone"));
    }
    for (field, of) in [("basis", "money"), ("of", "year")] {
        if args.text(field).is_some() && name != of {
            return Err(Error::at(field, format!("is of '{of}' alone")));
        }
    }
    let mut figures = match name {
        "time" => time::report(args),
        "use" => used::report(args),
        "rate" => rate::report(args),
        "money" => money::report(args),
        "clients" => clients::report(args),
        "health" => health::report(args),
        "plan" => plan::report(args),
        "forecast" => forecast::report(args),
        "load" => load::report(args),
        _ => year::report(args),
    }?;
    figures.clients = args.context.db.clients()?.into_iter().map(|client| (client.code, client.id)).collect();
    Ok(figures)
}
