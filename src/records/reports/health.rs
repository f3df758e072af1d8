//! `report health`: a line for each client: hours left, pace, what nobody pays, what is overdue, and what an hour brings in.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use crate::command::call::Args;
use crate::domain::money::decimal;
use crate::domain::period::PeriodLength;
use crate::domain::time::hours_minutes;
use crate::error::Result;
use crate::records::agreements::retainers::{Retainers, Row};
use crate::records::directory::Directory;
use crate::records::reports::asked::Asked;
use crate::records::reports::figures::{FigureRow, Figures};
use crate::records::reports::revenue::{Agreed, Counted, Revenue, currency_of, money, revenues};

/// A share of unpaid hours from which on a client is said to have many, in percent.
const MANY: i64 = 20;

/// Hours left of a client's retainers and blocks, and the pace of the tightest that has one.
fn left(rows: &[&Row]) -> (Option<i64>, Option<i64>, i64) {
    let left = rows.iter().filter(|row| !row.paused).map(|row| row.left_live());
    let left = left.reduce(|a, b| a + b);
    let pace = rows.iter().find_map(|row| row.pace.map(|pace| pace.minutes));
    (left, pace, rows.iter().map(|row| row.over_live()).sum())
}

/// The report.
pub fn report(args: &Args<'_>) -> Result<Figures> {
    Asked::refuse(args, &["by", "compare"], "does not apply to health: it has a line for each client")?;
    let asked = Asked::of(args, PeriodLength::Month)?;
    let (context, directory) = (&args.context, Directory::of(args.context.db)?);
    let (client, today) = (asked.client_id(), context.today());
    let brought = revenues(context, (asked.period.from, asked.through), client, Counted::Spread)?;
    let hours = Agreed::of(context.db)?;
    let retainers = Retainers::of(context, today, client)?.rows;
    let mut overdue: BTreeMap<i64, i64> = BTreeMap::new();
    for open in context.db.receivables(client)?.into_iter().filter(|open| open.due < today) {
        *overdue.entry(open.client).or_default() += open.open;
    }
    let told: BTreeSet<i64> = brought
        .iter()
        .filter(|(_, revenue)| revenue.seconds > 0 || revenue.amount != 0)
        .map(|(id, _)| *id)
        .chain(retainers.iter().map(|row| row.client_id))
        .chain(overdue.keys().copied())
        .collect();
    let head = vec!["client", ">worked", ">left", ">pace", ">unpaid", ">overdue", ">effective", ">agreed", ""];
    let mut figures = Figures::of(&asked, asked.title("health", today), head);
    let mut order: Vec<i64> = told.into_iter().collect();
    order.sort_by_key(|id| directory.code(*id).to_owned());
    let none = Revenue::default();
    for id in order {
        let currency = currency_of(&directory, id)?;
        let revenue = brought.get(&id).unwrap_or(&none);
        let rows: Vec<&Row> = retainers.iter().filter(|row| row.client_id == id).collect();
        let (left, pace, over) = left(&rows);
        let unpaid = (revenue.seconds > 0).then(|| (revenue.unpaid * 100 + revenue.seconds / 2) / revenue.seconds);
        let (effective, agreed) = (revenue.effective(), hours.rate(id, currency, asked.through));
        let late = overdue.get(&id).copied().unwrap_or(0);
        let amount = |minor: i64| decimal(minor, currency.decimals());
        let code = directory.code(id);
        let mut signs = Vec::new();
        if late > 0 {
            signs.push("overdue".to_owned());
        }
        if over > 0 {
            signs.push(format!("{} over", hours_minutes(over)));
        }
        if unpaid.is_some_and(|unpaid| unpaid >= MANY) {
            signs.push("much unpaid".to_owned());
        }
        // A block was paid when it was bought, whenever it is used.
        let prepaid = rows.iter().any(|row| row.block);
        if !prepaid && effective.zip(agreed).is_some_and(|(effective, agreed)| effective < agreed) {
            signs.push("below the agreed rate".to_owned());
        }
        let hours = |minutes: Option<i64>| minutes.map(hours_minutes).unwrap_or_default();
        let more = |minutes: i64| format!("{}{}", if minutes < 0 { "" } else { "+" }, hours_minutes(minutes));
        figures.rows.push(FigureRow {
            cells: vec![
                code.to_owned(),
                hours_minutes(revenue.seconds / 60),
                hours(left),
                pace.map(more).unwrap_or_default(),
                unpaid.map(|unpaid| format!("{unpaid} %")).unwrap_or_default(),
                if late == 0 { String::new() } else { money(late, currency) },
                effective.map(|effective| format!("{} {currency}/h", amount(effective))).unwrap_or_default(),
                agreed.map(amount).unwrap_or_default(),
                signs.join(", "),
            ],
            bar: None,
            json: json!({
                "client": code, "currency": currency.code(), "seconds": revenue.seconds, "left_minutes": left,
                "overage_minutes": over, "pace_minutes": pace, "unpaid_seconds": revenue.unpaid, "unpaid_percent": unpaid,
                "overdue": amount(late), "effective": effective.map(amount), "agreed": agreed.map(amount), "signs": signs,
            }),
        });
    }
    figures.none = "there is no client to tell of";
    Ok(figures)
}
