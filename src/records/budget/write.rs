//! Budgets: set, listed, deleted.

use serde_json::{Value, json};

use crate::command::call::Args;
use crate::command::input::BudgetLine;
use crate::command::report::{Columns, Done, Report};
use crate::domain::money::decimal;
use crate::error::Result;
use crate::records::budget::words::{BudgetAmount, BudgetMonth, BudgetYear, amount_words};
use crate::records::business::set::home_currency;
use crate::records::names::numbered;
use crate::store::{Budget, Tx};

numbered! {
    /// A budget by its number.
    BudgetId(Budget) "budget number" |row| row.to_string(), |_, _| Vec::new();
}

/// `budget set`.
pub fn set(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let year = args.need::<BudgetYear>("year")?.0;
    let line = args.need::<BudgetLine>("line")?.0;
    let amount = args.need::<BudgetAmount>("amount")?.0;
    let month = args.get::<BudgetMonth>("month")?.map(|month| month.0);
    let currency = if line == "revenue" { Some(home_currency(&args.context)?) } else { None };
    let old = tx.budgets(Some(year))?.into_iter().find(|row| row.line == line && row.month == month);
    let mut row =
        Budget { id: old.as_ref().map_or(0, |old| old.id), year, month, line: line.to_owned(), amount, currency };
    if old.as_ref() == Some(&row) {
        return Ok(Done::unchanged(&format!("budget {}", row.id), row.id));
    }
    if row.id == 0 {
        row.id = tx.insert(&row)?;
    } else {
        tx.update(&row)?;
    }
    Ok(Done::new(row.to_string(), row.id))
}

/// `budget rm`.
pub fn remove(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let budget = args.need::<BudgetId>("id")?.0;
    tx.delete::<Budget>(budget.id)?;
    Ok(Done::new(format!("deleted budget {}: {budget}", budget.id), budget.id))
}

struct Budgets(Vec<Budget>);

impl Report for Budgets {
    fn json(&self) -> Value {
        let one = |row: &Budget| {
            json!({
                "id": row.id,
                "year": row.year,
                "month": row.month,
                "line": row.line,
                "amount": match (row.line.as_str(), row.currency) {
                    ("hours", _) => json!(row.amount * 60),
                    (_, Some(currency)) => json!(decimal(row.amount, currency.decimals())),
                    _ => json!(row.amount),
                },
                "currency": row.currency,
            })
        };
        Value::Array(self.0.iter().map(one).collect())
    }

    fn text(&self) -> String {
        let mut columns = Columns::new(&[">id", ">year", "month", "what", ">amount"]);
        for row in &self.0 {
            let month = row.month.map(|month| month.to_string()).unwrap_or_default();
            columns.row(vec![row.id.to_string(), row.year.to_string(), month, row.line.clone(), amount_words(row)]);
        }
        columns.text_or("no budgets: 'budget set 2026 revenue 30000' says what you aim at")
    }
}

/// `budget list`.
pub fn list(args: &Args<'_>) -> Result<Box<dyn Report>> {
    let year = args.get::<BudgetYear>("year")?.map(|year| year.0);
    Ok(Box::new(Budgets(args.context.db.budgets(year)?)))
}
