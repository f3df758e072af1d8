//! The hours of the last weeks: each client's, day by day.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::command::context::Context;
use crate::domain::time::plus_days;
use crate::error::Result;
use crate::records::directory::Directory;

/// Weeks that are looked back on, this one among them.
pub const WEEKS: usize = 26;

/// The read model of the last weeks.
#[derive(Clone, Debug)]
pub struct Weeks {
    /// The Monday of the first of them.
    pub first: NaiveDate,
    /// Clients with work in these weeks, those first that had the most this week, then before.
    pub clients: Vec<WorkOfWeeks>,
}

/// A client's weeks.
#[derive(Clone, Debug)]
pub struct WorkOfWeeks {
    /// The client's code.
    pub client: String,
    /// Seconds of each day, from the first Monday through the Sunday of this week.
    pub days: Vec<i64>,
}

impl WorkOfWeeks {
    /// Seconds of each of the last so many weeks, this one last.
    pub fn last(&self, weeks: usize) -> Vec<i64> {
        self.days.chunks(7).map(|week| week.iter().sum()).skip(WEEKS.saturating_sub(weeks)).collect()
    }

    /// Seconds of this week.
    pub fn this_week(&self) -> i64 {
        self.days.iter().skip((WEEKS - 1) * 7).sum()
    }
}

impl Weeks {
    /// The weeks up to that of today; the timer counts up to now.
    pub fn of(context: &Context<'_>) -> Result<Self> {
        let today = context.today();
        let monday = plus_days(today, -i64::from(today.weekday().num_days_from_monday()));
        let long = i64::try_from(WEEKS * 7).unwrap_or(0);
        let first = plus_days(monday, 7 - long);
        let mut worked = context.db.client_days(first, plus_days(first, long - 1))?;
        if let Some(timer) = context.db.running()? {
            let seconds = timer.started_at.map_or(0, |at| (context.now - at).max(0));
            worked.push((timer.date, timer.client, seconds));
        }
        let mut clients: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
        for (date, client, seconds) in worked {
            let day = usize::try_from((date - first).num_days()).ok().filter(|day| *day < WEEKS * 7);
            if let Some(day) = day {
                clients.entry(client).or_insert_with(|| vec![0; WEEKS * 7])[day] += seconds;
            }
        }
        let directory = Directory::of(context.db)?;
        let mut clients: Vec<WorkOfWeeks> = clients
            .into_iter()
            .filter_map(|(id, days)| Some(WorkOfWeeks { client: directory.client(id)?.code.clone(), days }))
            .collect();
        clients.sort_by_cached_key(|c| {
            std::cmp::Reverse((c.this_week(), c.days.iter().sum::<i64>(), std::cmp::Reverse(c.client.clone())))
        });
        Ok(Self { first, clients })
    }

    /// The weeks of a client, if there were any.
    pub fn client(&self, code: &str) -> Option<&WorkOfWeeks> {
        self.clients.iter().find(|c| c.client == code)
    }
}
