//! `report time`: worked, billed, covered, over and unpaid hours by whatever is asked.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};

use crate::command::call::Args;
use crate::command::input::ReportBy;
use crate::domain::money::{Currency, decimal, parts};
use crate::domain::period::PeriodLength;
use crate::domain::time::hours_minutes;
use crate::error::Result;
use crate::records::directory::Directory;
use crate::records::reports::asked::Asked;
use crate::records::reports::figures::{Courses, FigureRow, Figures};
use crate::records::reports::revenue::{currency_of, money, running, value};
use crate::store::{SecondsBy, WorkDetail, WorkSum};

/// Periods that the course shows, this one the last.
const COURSE: usize = 12;

/// Hours that have something in common.
#[derive(Clone, Debug, Default)]
struct Hours {
    worked: i64,
    unpaid: i64,
    billed: i64,
    covered: i64,
    over: i64,
    amounts: BTreeMap<Currency, i64>,
    /// What the rows weigh where the amounts of all are shared out among them.
    weights: BTreeMap<Currency, i64>,
    /// Whether a timer runs among them.
    runs: bool,
}

impl Hours {
    fn add(&mut self, sum: &WorkSum, currency: Currency) {
        self.worked += sum.worked;
        self.unpaid += sum.unpaid;
        self.billed += sum.billed;
        self.covered += sum.covered;
        self.over += sum.open;
        for (sums, more) in [(&mut self.amounts, value(sum)), (&mut self.weights, sum.worth)] {
            if more != 0 {
                *sums.entry(currency).or_default() += more;
            }
        }
    }

    fn row(&self, name: &str, by: &str, compared: Option<i64>) -> FigureRow {
        let live = if self.runs { "~" } else { "" };
        let hours = |minutes: i64| if minutes == 0 { String::new() } else { hours_minutes(minutes) };
        let mut cells = vec![
            name.to_owned(),
            format!("{live}{}", hours_minutes(self.worked / 60)),
            hours(self.billed),
            hours(self.covered),
            hours(self.over),
            hours(self.unpaid / 60),
            self.amounts.iter().map(|(currency, minor)| money(*minor, *currency)).collect::<Vec<_>>().join(", "),
        ];
        cells.extend(compared.map(|before| change(self.worked / 60 - before / 60)));
        let amounts: Vec<Value> = self
            .amounts
            .iter()
            .map(|(currency, minor)| json!({ "currency": currency.code(), "amount": decimal(*minor, currency.decimals()) }))
            .collect();
        let mut json = json!({
            "seconds": self.worked,
            "billed_minutes": self.billed,
            "covered_minutes": self.covered,
            "overage_minutes": self.over,
            "unpaid_seconds": self.unpaid,
            "amounts": amounts,
            "running": self.runs,
        });
        if !by.is_empty() {
            json[by] = json!(name);
        }
        if let Some(before) = compared {
            json["before"] = json!({ "seconds": before });
        }
        FigureRow { cells, bar: (!by.is_empty()).then(|| (String::new(), self.worked)), json }
    }
}

/// Shares the amounts of all out among rows that are of no price, so that by whatever is told they come to the same.
fn share(rows: &mut BTreeMap<String, Hours>, all: &Hours) {
    for (currency, whole) in &all.amounts {
        let weights: Vec<i64> = rows.values().map(|row| row.weights.get(currency).copied().unwrap_or(0)).collect();
        if weights.iter().all(|weight| *weight == 0) {
            continue;
        }
        for (row, part) in rows.values_mut().zip(parts(*whole, &weights)) {
            if part != 0 {
                row.amounts.insert(*currency, part);
            }
        }
    }
}

/// `+1:30`, `-0:15`, or nothing.
fn change(minutes: i64) -> String {
    match minutes {
        0 => String::new(),
        more @ 1.. => format!("+{}", hours_minutes(more)),
        less => format!("-{}", hours_minutes(-less)),
    }
}

/// What work is told under.
pub fn label(sum: &WorkSum, by: &str, directory: &Directory) -> String {
    match by {
        "service" => directory.service(sum.service).unwrap_or("none").to_owned(),
        "month" => sum.day.format("%Y-%m").to_string(),
        "week" => {
            let week = sum.day.iso_week();
            format!("{}-W{:02}", week.year(), week.week())
        }
        "tag" if sum.tags.trim().is_empty() => "none".to_owned(),
        "tag" => sum.tags.trim().to_owned(),
        _ => directory.code(sum.client).to_owned(),
    }
}

/// By what its seconds alone are summed up, where that is kept.
pub fn summed(by: &str) -> Option<SecondsBy> {
    match by {
        "client" => Some(SecondsBy::Client),
        "service" => Some(SecondsBy::Service),
        _ => None,
    }
}

/// What a sum is told under, as [`label`] has it.
pub fn summed_label(key: i64, by: SecondsBy, directory: &Directory) -> String {
    match by {
        SecondsBy::Client => directory.code(key).to_owned(),
        SecondsBy::Service => directory.service(Some(key)).unwrap_or("none").to_owned(),
    }
}

/// The report.
pub fn report(args: &Args<'_>) -> Result<Figures> {
    let asked = Asked::of(args, PeriodLength::Month)?;
    let (context, by) = (&args.context, args.get::<ReportBy>("by")?.map_or("client", |by| by.0));
    let directory = Directory::of(context.db)?;
    let detail = match by {
        "week" => WorkDetail::Weeks,
        "tag" => WorkDetail::Tags,
        "month" => WorkDetail::Months,
        _ => WorkDetail::Whole,
    };
    let (from, to, client) = (asked.period.from, asked.through, asked.client_id());
    let (mut rows, mut all) = (BTreeMap::<String, Hours>::new(), Hours::default());
    let live = running(context, from, to, client)?;
    let whole = context.db.work(from, to, client, WorkDetail::Whole)?;
    let parts = (detail != WorkDetail::Whole).then(|| context.db.work(from, to, client, detail)).transpose()?;
    for sum in parts.as_ref().unwrap_or(&whole).iter().chain(&live) {
        let currency = currency_of(&directory, sum.client)?;
        rows.entry(label(sum, by, &directory)).or_default().add(sum, currency);
    }
    for sum in whole.iter().chain(&live) {
        all.add(sum, currency_of(&directory, sum.client)?);
    }
    share(&mut rows, &all);
    if let Some(sum) = &live {
        rows.entry(label(sum, by, &directory)).or_default().runs = true;
        all.runs = true;
    }
    let seconds = |from: NaiveDate, to: NaiveDate| -> Result<BTreeMap<String, i64>> {
        let mut found = BTreeMap::new();
        if let Some(by) = summed(by) {
            for (key, (worked, _)) in context.db.seconds((from, to), client, by)? {
                *found.entry(summed_label(key, by, &directory)).or_default() += worked;
            }
            return Ok(found);
        }
        for sum in context.db.work(from, to, client, detail)? {
            *found.entry(label(&sum, by, &directory)).or_default() += sum.worked;
        }
        Ok(found)
    };
    let before = asked.compared.as_ref().map(|(days, _)| seconds(days.from, days.to)).transpose()?;
    let courses = match asked.period.length {
        Some(_) if matches!(by, "client" | "service") => Some(courses(&asked, &seconds)?),
        _ => None,
    };
    let mut head = vec![by, ">worked", ">rounded", ">covered", ">to pay", ">unpaid", ">amount"];
    head.extend(before.as_ref().map(|_| ">change"));
    let mut figures = Figures::of(&asked, asked.title("time", context.today()), head);
    let mut order: Vec<(&String, &Hours)> = rows.iter().collect();
    if !matches!(by, "week" | "month") {
        order.sort_by_key(|(_, hours)| std::cmp::Reverse(hours.worked));
    }
    let was = |name: &str| before.as_ref().map(|before| before.get(name).copied().unwrap_or(0));
    for (name, hours) in &order {
        figures.rows.push(hours.row(name, by, was(name)));
    }
    if !figures.rows.is_empty() {
        let before = before.as_ref().map(|before| before.values().sum());
        figures.totals.push(all.row("total", "", before));
    }
    figures.courses = courses.map(|courses| Courses {
        name: match asked.period.length {
            Some(PeriodLength::Year) => "12 years",
            Some(PeriodLength::Quarter) => "12 quarters",
            _ => "12 months",
        },
        rows: order
            .iter()
            .map(|(name, _)| courses.iter().map(|course| course.get(*name).copied().unwrap_or(0)).collect())
            .collect(),
        total: courses.iter().map(|one| one.values().sum()).collect(),
    });
    Ok(figures)
}

/// The seconds of the last periods, the oldest first.
fn courses(
    asked: &Asked,
    seconds: &impl Fn(NaiveDate, NaiveDate) -> Result<BTreeMap<String, i64>>,
) -> Result<Vec<BTreeMap<String, i64>>> {
    let mut period = asked.period;
    let mut found = vec![seconds(period.from, asked.through)?];
    for _ in 1..COURSE {
        period = period.before();
        found.push(seconds(period.from, period.to)?);
    }
    found.reverse();
    Ok(found)
}
