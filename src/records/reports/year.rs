//! `report year`: every day of a year as a shade, the longest run of days worked, and the best weekday.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};
use serde_json::json;

use crate::command::call::Args;
use crate::domain::chart::shades;
use crate::domain::period::PeriodLength;
use crate::domain::time::{hours_minutes, plus_days};
use crate::error::Result;
use crate::records::reports::asked::Asked;
use crate::records::reports::figures::{FigureRow, Figures};

const WEEKDAYS: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// The report.
pub fn report(args: &Args<'_>) -> Result<Figures> {
    let asked = Asked::of(args, PeriodLength::Year)?;
    Asked::refuse(args, &["client", "by", "compare"], "is none of the year's: it shows the days of everybody")?;
    let worked: BTreeMap<NaiveDate, i64> =
        args.context.db.day_totals(asked.period.from, asked.through)?.into_iter().collect();
    let mut figures = Figures::of(&asked, asked.title("year", args.context.today()), vec!["date", ">worked"]);
    for (day, seconds) in &worked {
        figures.rows.push(FigureRow {
            cells: vec![day.to_string(), hours_minutes(seconds / 60)],
            bar: None,
            json: json!({ "date": day.to_string(), "seconds": seconds }),
        });
    }
    let seconds: i64 = worked.values().sum();
    let (run, ended) = longest_run(&worked);
    let best = best_weekday(&worked, &asked);
    figures.totals.push(FigureRow {
        cells: vec!["total".to_owned(), hours_minutes(seconds / 60)],
        bar: None,
        json: json!({
            "seconds": seconds, "days": worked.len(), "longest_run": run,
            "best_weekday": best.map(|(day, _)| day.to_string()),
        }),
    });
    if let (Some(ended), Some((best, mean))) = (ended, best) {
        figures.notes.push(format!(
            "{} in {} days; longest run {run} days, to {}; best weekday {best}, {} on average",
            hours_minutes(seconds / 60),
            worked.len(),
            ended.format("%-d %b"),
            hours_minutes(mean / 60)
        ));
    }
    figures.picture = Some(picture(&asked, &worked));
    Ok(figures)
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

/// A line for each weekday, a column for each week; days that have not come are blank.
fn picture(asked: &Asked, worked: &BTreeMap<NaiveDate, i64>) -> String {
    let period = &asked.period;
    let first = plus_days(period.from, -i64::from(period.from.weekday().num_days_from_monday()));
    let days: Vec<NaiveDate> = first.iter_days().take_while(|day| *day <= period.to).collect();
    let values: Vec<i64> = days.iter().map(|day| worked.get(day).copied().unwrap_or(0)).collect();
    let shades = shades(&values);
    let mut months = String::from("    ");
    let mut lines: Vec<String> = WEEKDAYS.iter().map(|day| format!("{day} ")).collect();
    for (week, days) in days.chunks(7).enumerate() {
        // A month's name stands over the week in which it begins.
        let begins = days.iter().find(|day| day.day() == 1 && **day >= period.from);
        let column = 4 + week * 2;
        if let Some(day) = begins.filter(|_| months.chars().count() <= column) {
            months.push_str(&" ".repeat(column - months.chars().count()));
            months.push_str(&day.format("%b").to_string());
        }
        for (line, at) in lines.iter_mut().zip(0..7) {
            let shade = days
                .get(at)
                .filter(|day| **day >= period.from && **day <= asked.through)
                .and_then(|_| shades.get(week * 7 + at));
            line.push(' ');
            line.push(shade.copied().unwrap_or(' '));
        }
    }
    let mut text = format!("{}\n", months.trim_end());
    for line in lines {
        text.push_str(&format!("{}\n", line.trim_end()));
    }
    text
}
