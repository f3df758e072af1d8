//! `report plan`: what was aimed at beside what came, and what is needed a month to reach it.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};

use crate::command::call::Args;
use crate::domain::money::{Currency, decimal};
use crate::domain::period::{Period, PeriodLength};
use crate::domain::time::{hours_minutes, plus_days};
use crate::error::{Error, Result};
use crate::records::directory::Directory;
use crate::records::reports::asked::Asked;
use crate::records::reports::earned::earned_months;
use crate::records::reports::figures::{FigureRow, Figures};
use crate::records::reports::home::{Home, rate_day};
use crate::records::reports::revenue::running;
use crate::store::{Budget, WorkDetail};

/// Months of a year.
const YEAR: i64 = 12;

/// What is aimed at in a month: its own budget, or its part of what the year has beside those of single months.
fn of_month(budgets: &[&Budget], month: i64) -> i64 {
    if let Some(own) = budgets.iter().find(|budget| budget.month == Some(month)) {
        return own.amount;
    }
    let Some(year) = budgets.iter().find(|budget| budget.month.is_none()) else { return 0 };
    let said = |month: i64| budgets.iter().any(|budget| budget.month == Some(month));
    let alone: i64 = budgets.iter().filter(|budget| budget.month.is_some()).map(|budget| budget.amount).sum();
    let rest = (year.amount - alone).max(0);
    let (months, before) =
        ((1..=YEAR).filter(|month| !said(*month)).count(), (1..month).filter(|month| !said(*month)).count());
    let (months, before) = (i64::try_from(months).unwrap_or(1).max(1), i64::try_from(before).unwrap_or(0));
    rest * (before + 1) / months - rest * before / months
}

/// The months of a period, which must be whole, as years and months.
fn months(period: &Period) -> Result<Vec<(i64, i64)>> {
    if period.from.day() != 1 || plus_days(period.to, 1).day() != 1 {
        return Err(Error::at("from", "a plan is of whole months: leave --from and --to away, or say --period"));
    }
    let first = i64::from(period.from.year()) * YEAR + i64::from(period.from.month0());
    let last = i64::from(period.to.year()) * YEAR + i64::from(period.to.month0());
    Ok((first..=last).map(|n| (n.div_euclid(YEAR), n.rem_euclid(YEAR) + 1)).collect())
}

/// A line of the plan.
struct Line<'a> {
    name: &'a str,
    budget: i64,
    came: i64,
    /// What is needed a month; none where all of it has come or no month is left.
    needed: Option<i64>,
    currency: Option<Currency>,
}

impl Line<'_> {
    fn text(&self, amount: i64) -> String {
        match (self.name, self.currency) {
            ("hours", _) => hours_minutes(amount),
            (_, Some(currency)) => decimal(amount, currency.decimals()),
            _ => amount.to_string(),
        }
    }

    fn value(&self, amount: i64) -> Value {
        match (self.name, self.currency) {
            ("hours", _) => json!(amount * 60),
            (_, Some(currency)) => json!(decimal(amount, currency.decimals())),
            _ => json!(amount),
        }
    }

    fn row(&self) -> FigureRow {
        let difference = self.came - self.budget;
        let name = self.currency.map_or(self.name.to_owned(), |currency| format!("{} {currency}", self.name));
        let percent = (self.budget > 0).then(|| (self.came.max(0) * 100 + self.budget / 2) / self.budget);
        let cells = vec![
            name,
            self.text(self.budget),
            self.text(self.came),
            percent.map(|percent| format!("{percent} %")).unwrap_or_default(),
            format!("{}{}", if difference > 0 { "+" } else { "" }, self.text(difference)),
            self.needed.map(|needed| self.text(needed)).unwrap_or_default(),
        ];
        let json = json!({
            "line": self.name,
            "currency": self.currency,
            "budget": self.value(self.budget),
            "came": self.value(self.came),
            "percent": percent,
            "difference": self.value(difference),
            "needed_per_month": self.needed.map(|needed| self.value(needed)),
        });
        FigureRow { cells, bar: percent.map(|percent| (String::new(), percent)), json }
    }
}

/// The report.
pub fn report(args: &Args<'_>) -> Result<Figures> {
    Asked::refuse(args, &["by", "compare", "client"], "does not apply to the plan: it has a line for each budget")?;
    let asked = Asked::of(args, PeriodLength::Year)?;
    let (context, today) = (&args.context, args.context.today());
    let months = months(&asked.period)?;
    let mut budgets: BTreeMap<i64, Vec<Budget>> = BTreeMap::new();
    for (year, _) in &months {
        if !budgets.contains_key(year) {
            budgets.insert(*year, context.db.budgets(Some(*year))?);
        }
    }
    let home = Home::of(context)?;
    let head = vec!["line", ">budget", ">came", ">share", ">difference", ">needed a month"];
    let mut figures = Figures::of(&asked, asked.title("plan", today), head);
    for name in ["revenue", "hours", "clients"] {
        let of_line =
            |year: i64| budgets.get(&year).into_iter().flatten().filter(|row| row.line == name).collect::<Vec<_>>();
        let found: Vec<&Budget> = months.iter().flat_map(|(year, _)| of_line(*year)).collect();
        if found.is_empty() {
            continue;
        }
        let currency = found.iter().find_map(|budget| budget.currency);
        if let Some(other) = found.iter().find(|budget| budget.currency.is_some_and(|of| of != home.currency)) {
            let at = other.id;
            return Err(Error::problem(format!("budget {at} is not in {}: 'budget set' says it anew", home.currency)));
        }
        // What came counts in the months that have a budget, and in no others.
        let aimed: BTreeMap<(i64, i64), i64> = months
            .iter()
            .map(|(year, month)| ((*year, *month), of_month(&of_line(*year), *month)))
            .filter(|(_, amount)| *amount > 0)
            .collect();
        let budget: i64 = aimed.values().sum();
        let left = aimed.keys().filter(|(year, month)| last_of(*year, *month) > today).count();
        let left = i64::try_from(left).unwrap_or(0);
        let within = |day: NaiveDate| aimed.contains_key(&(i64::from(day.year()), i64::from(day.month())));
        let came = match name {
            "revenue" => revenue(&asked, args, &home, &within)?,
            "hours" => hours(&asked, args, &within)?,
            _ => new_clients(&asked, args, &within)?,
        };
        let missing = budget - came;
        let needed = (missing > 0 && left > 0).then(|| (missing + left - 1) / left);
        figures.rows.push(Line { name, budget, came, needed, currency }.row());
    }
    figures.notes.extend(home.missing());
    figures.full = 100;
    figures.none = "no budget of these days: 'budget set 2026 revenue 30000' says what you aim at";
    Ok(figures)
}

/// Whether a day is in a month that has a budget.
type Within<'a> = dyn Fn(NaiveDate) -> bool + 'a;

/// The last day of a month.
fn last_of(year: i64, month: i64) -> NaiveDate {
    let (year, month) = (i32::try_from(year).unwrap_or(i32::MAX), u32::try_from(month).unwrap_or(1));
    NaiveDate::from_ymd_opt(year, month, 1)
        .map_or(NaiveDate::MAX, |first| Period::around(PeriodLength::Month, first).to)
}

/// What came in, in the home currency.
fn revenue(asked: &Asked, args: &Args<'_>, home: &Home, within: &Within<'_>) -> Result<i64> {
    let (from, to) = (asked.period.from, asked.through);
    let work = |detail: WorkDetail| args.context.db.work(from, to, None, detail);
    let (lines, months) = (work(WorkDetail::Whole)?, work(WorkDetail::Months)?);
    let earned = earned_months(&args.context, (from, to), None, (&lines, &months))?;
    let parts = earned.iter().filter(|part| within(part.day));
    Ok(parts.filter_map(|part| home.worth(part.amount, part.currency, rate_day(part.day, asked.through))).sum())
}

/// Minutes worked.
fn hours(asked: &Asked, args: &Args<'_>, within: &Within<'_>) -> Result<i64> {
    let (context, from, to) = (&args.context, asked.period.from, asked.through);
    let work = context.db.work(from, to, None, WorkDetail::Months)?;
    let live = running(context, from, to, None)?;
    let counted = work.iter().chain(&live).filter(|sum| within(sum.day));
    Ok(counted.map(|sum| sum.worked).sum::<i64>() / 60)
}

/// Clients whose first work was in these days.
fn new_clients(asked: &Asked, args: &Args<'_>, within: &Within<'_>) -> Result<i64> {
    let mut count = 0;
    for client in Directory::of(args.context.db)?.clients() {
        let first = args.context.db.first_worked(client.id)?;
        count += i64::from(first.is_some_and(|day| day >= asked.period.from && day <= asked.through && within(day)));
    }
    Ok(count)
}
