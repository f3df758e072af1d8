//! Years, months and amounts of budgets as they are typed and told.

use std::fmt;

use crate::command::context::Context;
use crate::command::input::{AmountOf, Count, CurrencyAmount, Hours, Input};
use crate::domain::time::hours_minutes;
use crate::error::{Error, Result};
use crate::records::business::set::home_currency;
use crate::store::Budget;

/// A year.
pub struct BudgetYear(pub i64);

impl Input for BudgetYear {
    const LIKE: &'static str = "2026";

    fn read(text: &str, _: &Context<'_>) -> Result<Self> {
        let year = text.trim().parse::<i64>().ok().filter(|year| (1900..=2199).contains(year));
        year.map(Self).ok_or_else(|| Error::problem(format!("'{text}' is no year: type 2026")))
    }

    fn echo(&self, _: &Context<'_>) -> String {
        self.0.to_string()
    }
}

/// The names of months, as they are told.
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A month of a year, from 1.
pub struct BudgetMonth(pub i64);

impl Input for BudgetMonth {
    const LIKE: &'static str = "7 | july";

    fn read(text: &str, _: &Context<'_>) -> Result<Self> {
        let typed = text.trim();
        let named = || typed.parse::<chrono::Month>().ok().map(|month| i64::from(month.number_from_month()));
        let number = typed.parse::<i64>().ok().filter(|month| (1..=12).contains(month));
        number.or_else(named).map(Self).ok_or_else(|| Error::problem(format!("'{text}' is no month: type 7 or july")))
    }

    fn echo(&self, _: &Context<'_>) -> String {
        month_name(self.0).to_owned()
    }
}

/// `Jul` of 7.
fn month_name(month: i64) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or("?")
}

/// An amount of the budget that the word in front of it names: money, hours, a number or percents.
pub struct BudgetAmount(pub i64);

impl Input for BudgetAmount {
    const LIKE: &'static str = "30000 | 1200h | 4 | 65%";

    fn read(text: &str, context: &Context<'_>) -> Result<Self> {
        let line = context.given.and_then(|given| given.text("line")).unwrap_or_default();
        match line.trim().to_lowercase().as_str() {
            "hours" => Hours::read(text, context).map(|hours| Self(hours.0)),
            "clients" => Count::read(text, context).map(|count| Self(count.0)),
            "use" => percent(text).map(Self),
            _ => CurrencyAmount::read(text, context)?.minor(home_currency(context)?).map(Self),
        }
    }

    fn echo(&self, context: &Context<'_>) -> String {
        let line = context.given.and_then(|given| given.text("line")).unwrap_or_default();
        match (line.trim().to_lowercase().as_str(), home_currency(context)) {
            ("hours", _) => format!("{} h", hours_minutes(self.0)),
            ("use", _) => format!("{} %", self.0),
            ("revenue", Ok(home)) => AmountOf(self.0, home).to_string(),
            _ => self.0.to_string(),
        }
    }
}

/// Percents of the hours that can be worked.
fn percent(text: &str) -> Result<i64> {
    let number = text.trim().trim_end_matches('%').trim_end().parse::<i64>().ok();
    let wrong = || Error::problem(format!("'{text}' is no share of the hours that can be worked: type 65%"));
    number.filter(|percent| (1..=100).contains(percent)).ok_or_else(wrong)
}

/// `30000.00 EUR`, `1200:00 h`, `4`, `65 %`.
pub fn amount_words(budget: &Budget) -> String {
    match (budget.line.as_str(), budget.currency) {
        ("hours", _) => format!("{} h", hours_minutes(budget.amount)),
        ("use", _) => format!("{} %", budget.amount),
        (_, Some(currency)) => AmountOf(budget.amount, currency).to_string(),
        _ => budget.amount.to_string(),
    }
}

impl fmt::Display for Budget {
    /// `revenue of Jul 2026: 2500.00 EUR`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let month = self.month.map(|month| format!("{} ", month_name(month))).unwrap_or_default();
        write!(f, "{} of {month}{}: {}", self.line, self.year, amount_words(self))
    }
}
