//! `report rate`: what an hour of each client really brings in, beside what was agreed.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::command::call::Args;
use crate::domain::money::{Currency, decimal, half_up};
use crate::domain::period::PeriodLength;
use crate::domain::time::hours_minutes;
use crate::error::Result;
use crate::records::directory::Directory;
use crate::records::reports::asked::Asked;
use crate::records::reports::figures::{FigureRow, Figures};
use crate::records::reports::home::{Home, measured};
use crate::records::reports::revenue::{Agreed, Counted, Revenue, currency_of, revenues};

/// What there is to know of a client or of a currency's total.
struct RateRow<'a> {
    name: &'a str,
    currency: Currency,
    revenue: &'a Revenue,
    agreed: Option<i64>,
    /// Whether it is compared, and with what; nothing where there was no work.
    compared: bool,
    before: Option<i64>,
    /// Whether it is one of those that fell most, where more did.
    marked: bool,
    /// What an hour is worth at home, where any is in another currency.
    at_home: Option<(Currency, Option<i64>)>,
}

impl RateRow<'_> {
    fn row(&self, total: bool) -> FigureRow {
        let Self { currency, revenue, .. } = *self;
        let amount = |minor: i64| decimal(minor, currency.decimals());
        let effective = revenue.effective();
        let hours = |seconds: i64| if seconds == 0 { String::new() } else { hours_minutes(seconds / 60) };
        let shown = |minor: Option<i64>| minor.map_or_else(|| "–".to_owned(), amount);
        let mut cells = vec![self.name.to_owned(), format!("{} {currency}/h", shown(effective))];
        cells.extend(self.at_home.map(|(home, minor)| match minor {
            Some(minor) => format!("{} {home}/h", decimal(minor, home.decimals())),
            None => "–".to_owned(),
        }));
        cells.push(if total { String::new() } else { shown(self.agreed) });
        if self.compared {
            cells.push(match (effective, self.before) {
                (Some(now), Some(was)) => {
                    let mark = ["▼", "=", "▲"][usize::from(now >= was) + usize::from(now > was)];
                    let mark = if self.marked { "▼▼" } else { mark };
                    format!("{mark} {}{} ({})", if now > was { "+" } else { "" }, amount(now - was), amount(was))
                }
                _ => "–".to_owned(),
            });
        }
        cells.extend([hours_minutes(revenue.seconds / 60), hours(revenue.unpaid), amount(revenue.amount)]);
        let mut json = json!({
            "currency": currency.code(),
            "revenue": amount(revenue.amount),
            "seconds": revenue.seconds,
            "unpaid_seconds": revenue.unpaid,
            "effective": effective.map(amount),
            "home": self.at_home.map(|(home, minor)| {
                json!({ "currency": home.code(), "effective": minor.map(|minor| decimal(minor, home.decimals())) })
            }),
        });
        if !total {
            json["client"] = json!(self.name);
            json["agreed"] = json!(self.agreed.map(amount));
            json["before"] = if self.compared { json!({ "effective": self.before.map(amount) }) } else { Value::Null };
        }
        let bar = effective.filter(|_| !total).map(|effective| measured(self.at_home, effective, currency));
        FigureRow { cells, bar, json }
    }
}

/// How many are told of those that fell.
const FALLEN: usize = 5;

/// The clients whose hour is worth less, those first that fell most, and by how many millionths of what it was worth: so
/// those of other currencies compare.
fn fallen(rates: impl Iterator<Item = (i64, Option<i64>, Option<i64>)>) -> Vec<(i64, i64)> {
    let fall = |(client, now, was): (i64, Option<i64>, Option<i64>)| {
        let (now, was) = (now?, was.filter(|was| *was > 0)?);
        (now < was).then(|| (client, half_up(i128::from(was - now) * 1_000_000, i128::from(was))))
    };
    let mut found: Vec<_> = rates.filter_map(fall).collect();
    found.sort_by_key(|(client, millionths)| (std::cmp::Reverse(*millionths), *client));
    found
}

/// The report.
pub fn report(args: &Args<'_>) -> Result<Figures> {
    Asked::by_client(args, "rate")?;
    let asked = Asked::of(args, PeriodLength::Month)?;
    let (context, directory) = (&args.context, Directory::of(args.context.db)?);
    let client = asked.client_id();
    let counted = if args.flag("spread") { Counted::Spread } else { Counted::Hours };
    let now = revenues(context, (asked.period.from, asked.through), client, counted)?;
    let before = asked
        .compared
        .as_ref()
        .map(|(days, _)| revenues(context, (days.from, days.to), client, counted))
        .transpose()?;
    let compared = before.is_some();
    let (home, hours) = (Home::of(context)?, Agreed::of(context.db)?);
    let mut foreign = false;
    for id in now.keys() {
        foreign |= currency_of(&directory, *id)? != home.currency;
    }
    let at_home = |revenue: &Revenue, currency: Currency| {
        let worth = |effective: i64| home.worth(effective, currency, asked.through);
        foreign.then(|| (home.currency, revenue.effective().and_then(worth)))
    };
    let mut head = vec!["client", ">effective"];
    head.extend(foreign.then_some(">≈ at home"));
    head.push(">agreed");
    head.extend(before.as_ref().map(|_| "change"));
    head.extend([">worked", ">unpaid", ">revenue"]);
    let mut figures = Figures::of(&asked, asked.title("rate", context.today()), head);
    let mut order: Vec<(Currency, i64, &Revenue)> = Vec::new();
    for (id, revenue) in now.iter().filter(|(_, revenue)| revenue.seconds > 0 || revenue.amount != 0) {
        order.push((currency_of(&directory, *id)?, *id, revenue));
    }
    order.sort_by_key(|(currency, id, revenue)| (*currency, std::cmp::Reverse(revenue.effective()), *id));
    let was_of = |id: i64| before.as_ref().and_then(|before| before.get(&id)).and_then(Revenue::effective);
    let fell = fallen(order.iter().map(|(_, id, revenue)| (*id, revenue.effective(), was_of(*id))));
    let (most, more) = (&fell[..fell.len().min(FALLEN)], fell.len() > FALLEN);
    let (mut totals, mut unpriced) = (BTreeMap::<Currency, Revenue>::new(), 0);
    for (currency, id, revenue) in order {
        let was = was_of(id);
        let agreed = hours.rate(id, currency, asked.through);
        let row = RateRow {
            name: directory.code(id),
            currency,
            revenue,
            agreed,
            compared,
            before: was,
            marked: more && most.iter().any(|(client, _)| *client == id),
            at_home: at_home(revenue, currency),
        };
        figures.rows.push(row.row(false));
        let total = totals.entry(currency).or_default();
        total.amount += revenue.amount;
        total.seconds += revenue.seconds;
        total.unpaid += revenue.unpaid;
        unpriced += revenue.unpriced;
    }
    let mut were: BTreeMap<Currency, Revenue> = BTreeMap::new();
    for (id, revenue) in before.iter().flatten() {
        let total = were.entry(currency_of(&directory, *id)?).or_default();
        total.amount += revenue.amount;
        total.seconds += revenue.seconds;
    }
    for (currency, revenue) in &totals {
        let was = were.get(currency).and_then(Revenue::effective);
        let row = RateRow {
            name: "total",
            currency: *currency,
            revenue,
            agreed: None,
            compared,
            before: was,
            marked: false,
            at_home: at_home(revenue, *currency),
        };
        figures.totals.push(row.row(true));
    }
    if !most.is_empty() {
        let told = |(client, millionths): &(i64, i64)| {
            format!("{} -{} %", directory.code(*client), decimal(half_up(i128::from(*millionths), 1000), 1))
        };
        let mark = if more { "▼▼ " } else { "" };
        let told: Vec<String> = most.iter().map(told).collect();
        figures.notes.push(format!("{mark}fell most: {}", told.join(", ")));
    }
    figures.notes.extend(home.missing());
    if unpriced > 0 {
        figures.notes.push(format!("{} h without a rate bring in nothing here", hours_minutes(unpriced)));
    }
    Ok(figures)
}
