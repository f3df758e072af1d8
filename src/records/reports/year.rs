//! `report year`: every day of a year as a shade, the longest run of days worked, and the best weekday.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};
use serde_json::json;

use crate::command::call::Args;
use crate::command::input::YearOf;
use crate::domain::money::decimal;
use crate::domain::period::PeriodLength;
use crate::domain::time::{hours_minutes, plus_days};
use crate::error::Result;
use crate::records::reports::asked::Asked;
use crate::records::reports::earned::earned_days;
use crate::records::reports::figures::{DayMap, FigureRow, Figures};
use crate::records::reports::home::{Home, rate_day};
use crate::records::reports::revenue::{money as told_money, running};

const WEEKDAYS: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// What a day has: seconds, or minor units of the home currency.
type Days = BTreeMap<NaiveDate, i64>;

/// The report.
pub fn report(args: &Args<'_>) -> Result<Figures> {
    let asked = Asked::of(args, PeriodLength::Year)?;
    Asked::refuse(args, &["client", "by", "compare"], "does not apply to the year: it shows the days of everybody")?;
    let home = Home::of(&args.context)?;
    let money = args.get::<YearOf>("of")?.is_some_and(|of| of.0 == "money");
    let live = if money { None } else { running(&args.context, asked.period.from, asked.through, None)? };
    let days: Days = if money {
        revenue(args, &asked, &home)?
    } else {
        let mut days: Days = args.context.db.day_totals(asked.period.from, asked.through)?.into_iter().collect();
        if let Some(sum) = &live {
            *days.entry(sum.day).or_default() += sum.worked;
        }
        days
    };
    let told = |value: i64| if money { told_money(value, home.currency) } else { hours_minutes(value / 60) };
    let title = asked.title(if money { "year of money" } else { "year" }, args.context.today());
    let mut figures = Figures::of(&asked, title, vec!["date", if money { ">revenue" } else { ">worked" }]);
    let amount = |value: i64| decimal(value, home.currency.decimals());
    for (day, value) in &days {
        let runs = if live.as_ref().is_some_and(|sum| sum.day == *day) { "~" } else { "" };
        figures.rows.push(FigureRow {
            cells: vec![day.to_string(), format!("{runs}{}", told(*value))],
            bar: None,
            json: if money {
                json!({ "date": day.to_string(), "revenue": amount(*value), "currency": home.currency.code() })
            } else {
                json!({ "date": day.to_string(), "seconds": value })
            },
        });
    }
    let whole: i64 = days.values().sum();
    let had: Days = days.iter().filter(|(_, value)| **value > 0).map(|(day, value)| (*day, *value)).collect();
    let (run, ended) = longest_run(&had);
    let best = best_weekday(&had, &asked);
    let mut total = json!({
        "days": had.len(), "longest_run": run, "best_weekday": best.map(|(day, _)| day.to_string()),
    });
    if money {
        total["revenue"] = json!(amount(whole));
        total["currency"] = json!(home.currency.code());
    } else {
        total["seconds"] = json!(whole);
    }
    figures.totals.push(FigureRow { cells: vec!["total".to_owned(), told(whole)], bar: None, json: total });
    if let (Some(ended), Some((best, mean))) = (ended, best) {
        figures.notes.push(format!(
            "{} in {}; longest run {}, to {}; best weekday {best}, {} on average",
            told(whole),
            days_text(had.len()),
            days_text(usize::try_from(run).unwrap_or(0)),
            ended.format("%-d %b"),
            told(mean)
        ));
    }
    figures.notes.extend(home.missing());
    let values = days.iter().map(|(day, value)| (*day, (*value, told(*value)))).collect();
    figures.days = Some(DayMap { period: asked.period, through: asked.through, values });
    figures.none = if money { "nothing came in" } else { figures.none };
    Ok(figures)
}

/// What the work of each day brought in, in the home currency.
fn revenue(args: &Args<'_>, asked: &Asked, home: &Home) -> Result<Days> {
    let mut days = Days::new();
    for (currency, day, amount) in earned_days(&args.context, (asked.period.from, asked.through))? {
        if let Some(worth) = home.worth(amount, currency, rate_day(day, asked.through)) {
            *days.entry(day).or_default() += worth;
        }
    }
    days.retain(|_, value| *value != 0);
    Ok(days)
}

/// `1 day`, `12 days`.
fn days_text(days: usize) -> String {
    format!("{days} day{}", if days == 1 { "" } else { "s" })
}

/// The most days in a row that had work, and the last of them.
fn longest_run(worked: &BTreeMap<NaiveDate, i64>) -> (i64, Option<NaiveDate>) {
    let (mut best, mut run, mut last) = ((0, None), 0, None);
    for day in worked.keys() {
        run = if last == Some(plus_days(*day, -1)) { run + 1 } else { 1 };
        last = Some(*day);
        if run > best.0 {
            best = (run, last);
        }
    }
    best
}

/// The weekday with the most work on average over all of them that have come, and the seconds of one.
fn best_weekday(worked: &BTreeMap<NaiveDate, i64>, asked: &Asked) -> Option<(Weekday, i64)> {
    let mean = |weekday: Weekday| {
        let sum: i64 = worked.iter().filter(|(day, _)| day.weekday() == weekday).map(|(_, seconds)| seconds).sum();
        let days = asked.period.from.iter_days().take_while(|day| *day <= asked.through);
        let count = i64::try_from(days.filter(|day| day.weekday() == weekday).count()).unwrap_or(1).max(1);
        (sum, sum / count)
    };
    let all = WEEKDAYS.into_iter().map(|weekday| (weekday, mean(weekday))).filter(|(_, (sum, _))| *sum > 0);
    all.max_by_key(|(weekday, (_, mean))| (*mean, std::cmp::Reverse(weekday.num_days_from_monday())))
        .map(|(weekday, (_, mean))| (weekday, mean))
}
