//! What entries come to together: below a list, and by client, service, day or task.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Value, json};

use crate::command::context::Context;
use crate::command::grammar::duration::write_duration;
use crate::command::report::{Columns, Report};
use crate::domain::money::Currency;
use crate::domain::text::clean_line;
use crate::domain::time::hours_minutes;
use crate::error::Result;
use crate::records::directory::Directory;
use crate::records::money;
use crate::records::time::list::{Entries, Row};

/// What some entries come to together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sum {
    seconds: i64,
    live: bool,
    billed: i64,
    covered: i64,
    overage: i64,
    unpriced: i64,
    amounts: BTreeMap<Currency, i64>,
}

impl Sum {
    /// Of all these rows.
    pub(crate) fn of(rows: &[Row]) -> Self {
        let mut sum = Self::default();
        for row in rows {
            sum.add(row);
        }
        sum
    }

    /// Adds a row.
    pub(crate) fn add(&mut self, row: &Row) {
        self.seconds += row.seconds;
        self.live |= row.line.entry.seconds.is_none();
        let Some(bill) = row.line.bill else { return };
        self.billed += bill.billed;
        self.covered += bill.covered;
        self.overage += bill.open + bill.carried;
        match row.amount() {
            Some(amount) if bill.open > 0 => *self.amounts.entry(row.currency).or_default() += amount,
            Some(_) => {}
            None => self.unpriced += bill.open,
        }
    }

    fn worked(&self) -> String {
        format!("{}{}", if self.live { "~" } else { "" }, write_duration(self.seconds / 60 * 60))
    }

    fn money(&self) -> impl Iterator<Item = String> {
        self.amounts.iter().map(|(currency, sum)| format!("{} {currency}", money::text(Some(*sum), *currency)))
    }

    /// A line with the hours, one for each currency, and one for what has no rate.
    pub(crate) fn text(&self) -> String {
        let covered =
            if self.covered > 0 { format!(", {} of it covered", hours_minutes(self.covered)) } else { String::new() };
        let mut text = format!("total {} worked, {} rounded{covered}\n", self.worked(), hours_minutes(self.billed));
        self.money().for_each(|amount| text.push_str(&format!("total {amount}\n")));
        if self.unpriced > 0 {
            text.push_str(&format!("total {} without a rate\n", hours_minutes(self.unpriced)));
        }
        text
    }

    fn json(&self) -> Value {
        let amount = |(currency, sum): (&Currency, &i64)| json!({ "currency": currency.code(), "amount": money::amount(Some(*sum), *currency) });
        json!({
            "seconds": self.seconds,
            "billed_minutes": self.billed,
            "covered_minutes": self.covered,
            "overage_minutes": self.overage,
            "unpriced_minutes": self.unpriced,
            "amounts": self.amounts.iter().map(amount).collect::<Vec<_>>(),
        })
    }
}

/// What rows are put together by: texts in order of the alphabet, numbers by size, and what has none last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Word(String),
    Number(i64),
    None,
}

/// Entries added up.
pub(crate) struct Sums {
    by: &'static str,
    groups: Vec<(Key, String, Sum)>,
    whole: Sum,
    none: String,
}

impl Sums {
    /// The rows of a list, by `client`, `service`, `day` or `task`.
    pub(crate) fn of(found: &Entries, by: &'static str, context: &Context<'_>) -> Result<Self> {
        let mut sums: BTreeMap<Key, Sum> = BTreeMap::new();
        for row in &found.rows {
            let entry = &row.line.entry;
            let key = match by {
                "client" => Key::Word(row.client.clone()),
                "service" => row.service.clone().map_or(Key::None, Key::Word),
                "task" => entry.task.map_or(Key::None, Key::Number),
                _ => Key::Word(entry.date.to_string()),
            };
            sums.entry(key).or_default().add(row);
        }
        let titles = if by == "task" { context.db.task_titles()? } else { HashMap::new() };
        let directory = Directory::of(context.db)?;
        let names: BTreeMap<&str, &str> = match by {
            "client" => directory.clients().map(|c| (c.code.as_str(), c.name.as_str())).collect(),
            "service" => directory.services().map(|s| (s.code.as_str(), s.name.as_str())).collect(),
            _ => BTreeMap::new(),
        };
        let name = |key: &Key| match key {
            Key::Word(word) => names.get(word.as_str()).map_or_else(String::new, |name| (*name).to_owned()),
            Key::Number(id) => titles.get(id).cloned().unwrap_or_default(),
            Key::None => String::new(),
        };
        let groups = sums.into_iter().map(|(key, sum)| (key.clone(), name(&key), sum)).collect();
        Ok(Self { by, groups, whole: Sum::of(&found.rows), none: found.none.clone() })
    }
}

impl Report for Sums {
    fn json(&self) -> Value {
        let group = |(key, name, sum): &(Key, String, Sum)| {
            let mut value = json!({ "by": match key {
                Key::Word(word) => Value::from(word.as_str()),
                Key::Number(number) => Value::from(*number),
                Key::None => Value::Null,
            } });
            if let (Value::Object(all), Value::Object(rest)) = (&mut value, sum.json()) {
                all.extend(rest);
                if self.by != "day" {
                    all.insert("name".to_owned(), Some(name.as_str()).filter(|n| !n.is_empty()).into());
                }
            }
            value
        };
        Value::Array(self.groups.iter().map(group).collect())
    }

    fn text(&self) -> String {
        if self.groups.is_empty() {
            return format!("{}\n", clean_line(&self.none));
        }
        let head = if self.by == "day" { "" } else { "name" };
        let mut columns = Columns::new(&[self.by, head, ">worked", ">rounded", ">covered", ">no rate", ">amount"]);
        let or_blank = |minutes: i64| if minutes == 0 { String::new() } else { hours_minutes(minutes) };
        for (key, name, sum) in &self.groups {
            let (key, name) = match key {
                Key::Word(day) if self.by == "day" => {
                    let date: Option<chrono::NaiveDate> = day.parse().ok();
                    (day.clone(), date.map(|d| d.format("%a").to_string()).unwrap_or_default())
                }
                Key::Word(word) => (word.clone(), name.clone()),
                Key::Number(number) => (number.to_string(), name.clone()),
                Key::None => ("none".to_owned(), String::new()),
            };
            let amount = sum.money().collect::<Vec<_>>().join(", ");
            let (covered, unpriced) = (or_blank(sum.covered), or_blank(sum.unpriced));
            columns.row([key, name, sum.worked(), hours_minutes(sum.billed), covered, unpriced, amount]);
        }
        columns.text() + &self.whole.text()
    }
}
