//! `report clients`: what each client brings in of the whole, who is new and who is gone.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::json;

use crate::command::call::Args;
use crate::domain::money::{Currency, decimal};
use crate::domain::period::PeriodLength;
use crate::domain::time::{hours_minutes, plus_days};
use crate::error::Result;
use crate::records::directory::Directory;
use crate::records::reports::asked::Asked;
use crate::records::reports::figures::{FigureRow, Figures};
use crate::records::reports::home::Home;
use crate::records::reports::revenue::{Counted, Revenue, currency_of, money, revenues};

/// A share from which on one client is said to be much of the whole, in percent.
const MUCH: i64 = 40;

/// The report.
pub fn report(args: &Args<'_>) -> Result<Figures> {
    Asked::by_client(args, "clients")?;
    let asked = Asked::of(args, PeriodLength::Month)?;
    let (context, directory) = (&args.context, Directory::of(args.context.db)?);
    let client = asked.client_id();
    let now = revenues(context, (asked.period.from, asked.through), client, Counted::All)?;
    let earlier = asked.compared.as_ref().map_or_else(|| asked.period.before(), |(days, _)| *days);
    let before = revenues(context, (earlier.from, earlier.to), client, Counted::All)?;
    let mut known: BTreeMap<i64, NaiveDate> = BTreeMap::new();
    for id in now.keys() {
        known.extend(context.db.first_worked(*id)?.map(|day| (*id, day)));
    }
    let home = Home::of(context)?;
    let mut foreign = false;
    for id in now.keys() {
        foreign |= currency_of(&directory, *id)? != home.currency;
    }
    let mut head = vec!["client", ">revenue"];
    head.extend(foreign.then_some(">≈ at home"));
    head.extend([">share", ">before", ">worked", ""]);
    let worth = |minor: i64, currency: Currency| foreign.then(|| home.worth(minor, currency, asked.through));
    let worth_json = |worth: Option<Option<i64>>| {
        let shown = |minor: i64| decimal(minor, home.currency.decimals());
        json!(worth.map(|minor| json!({ "currency": home.currency.code(), "revenue": minor.map(shown) })))
    };
    let worth_cell = |worth: Option<i64>| worth.map_or_else(|| "–".to_owned(), |minor| money(minor, home.currency));
    let mut figures = Figures::of(&asked, asked.title("clients", context.today()), head);
    let mut sums: BTreeMap<Currency, i64> = BTreeMap::new();
    let mut order: Vec<(Currency, i64, &Revenue)> = Vec::new();
    for (id, revenue) in now.iter().filter(|(_, revenue)| revenue.seconds > 0 || revenue.amount != 0) {
        let currency = currency_of(&directory, *id)?;
        *sums.entry(currency).or_default() += revenue.amount;
        order.push((currency, *id, revenue));
    }
    order.sort_by_key(|(currency, id, revenue)| (*currency, std::cmp::Reverse(revenue.amount), *id));
    let none = Revenue::default();
    for (currency, id, revenue) in order {
        let all = sums.get(&currency).copied().unwrap_or_default();
        let share = (all > 0).then(|| (revenue.amount * 100 + all / 2) / all);
        let was = before.get(&id).unwrap_or(&none);
        let is_new = known.get(&id).is_some_and(|day| *day >= asked.period.from);
        let amount = |minor: i64| decimal(minor, currency.decimals());
        let code = directory.code(id);
        let at_home = worth(revenue.amount, currency);
        let mut cells = vec![code.to_owned(), money(revenue.amount, currency)];
        cells.extend(at_home.map(worth_cell));
        cells.extend([
            share.map(|share| format!("{share} %")).unwrap_or_default(),
            if was.amount == 0 { String::new() } else { amount(was.amount) },
            hours_minutes(revenue.seconds / 60),
            if is_new { "new" } else { "" }.to_owned(),
        ]);
        figures.rows.push(FigureRow {
            cells,
            bar: share.map(|share| (String::new(), share)),
            json: json!({
                "client": code, "currency": currency.code(), "revenue": amount(revenue.amount), "share_percent": share,
                "seconds": revenue.seconds, "before": { "revenue": amount(was.amount) }, "new": is_new,
                "home": worth_json(at_home),
            }),
        });
        if let Some(share) = share.filter(|share| *share > MUCH && sums.len() == 1) {
            figures.notes.push(format!("{code} is {share} % of what came in"));
        }
    }
    for (currency, sum) in &sums {
        let amount = decimal(*sum, currency.decimals());
        let at_home = worth(*sum, *currency);
        figures.totals.push(FigureRow {
            cells: [vec!["total".to_owned(), money(*sum, *currency)], at_home.map(worth_cell).into_iter().collect()]
                .concat(),
            bar: None,
            json: json!({ "currency": currency.code(), "revenue": amount, "home": worth_json(at_home) }),
        });
    }
    figures.notes.extend(home.missing());
    let lost: Vec<&str> = before
        .iter()
        .filter(|(id, was)| was.seconds > 0 && now.get(*id).is_none_or(|now| now.seconds == 0 && now.amount == 0))
        .map(|(id, _)| directory.code(*id))
        .collect();
    if !lost.is_empty() && asked.complete {
        let since = plus_days(asked.period.from, -1).format("%-d %b %Y");
        figures.notes.push(format!("nothing since {since}: {}", lost.join(", ")));
    }
    Ok(figures)
}
