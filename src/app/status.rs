//! What runs, what is next, what needs attention.

mod told;

use crate::app::forgotten::runs_too_long;
use crate::command::context::Context;
use crate::command::grammar::duration::write_duration;
use crate::command::input::AmountOf;
use crate::domain::money::Currency;
use crate::domain::time::{Instant, hours_minutes, in_days, plus_days};
use crate::domain::zone::Zone;
use crate::error::Result;
use crate::records::agreements::retainers::Retainers;
use crate::records::calendar::agenda::Row as Meeting;
use crate::records::directory::Directory;
use crate::store::Client;

pub use told::{FORMAT, status};

/// The timer that runs.
#[derive(Clone, Debug)]
pub struct Running {
    /// The entry.
    pub id: i64,
    /// The client's id.
    pub client_id: i64,
    /// The client's code.
    pub client: String,
    /// The client's name.
    pub name: String,
    /// The kind of work.
    pub service: Option<i64>,
    /// The task it is for.
    pub task: Option<i64>,
    /// The meeting it is for.
    pub event: Option<i64>,
    /// What is being done.
    pub note: String,
    /// Since when.
    pub start: Instant,
}

impl Running {
    /// Seconds it has run.
    pub fn seconds(&self, now: Instant) -> i64 {
        (now - self.start).max(0)
    }
}

/// Something that needs attention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// `timer`, `overdue`, `retainer` or `expiry`.
    pub kind: &'static str,
    /// The client's code; empty if it is about several.
    pub client: String,
    /// In words.
    pub text: String,
}

/// What the header shows and `status` tells.
pub struct Status {
    /// The present moment.
    pub now: Instant,
    /// The home zone.
    pub zone: Zone,
    /// The timer.
    pub running: Option<Running>,
    /// The next meeting within a week.
    pub next: Option<Meeting>,
    /// Seconds worked today, the timer's included.
    pub today_seconds: i64,
    /// What needs attention.
    pub alerts: Vec<Alert>,
    /// What clients have not paid in time, by currency: how much, and on how many documents.
    pub overdue: Vec<(Currency, i64, i64)>,
}

/// Days before an expiry from which on it is shown.
const EXPIRY: i64 = 14;

impl Status {
    /// As of now.
    pub fn of(context: &Context<'_>, retainers: &Retainers) -> Result<Self> {
        let now = context.now;
        let today = context.today();
        let running = match context.db.running()? {
            Some(entry) => {
                let client: Client = context.db.get(entry.client)?;
                Some(Running {
                    id: entry.id,
                    client_id: entry.client,
                    client: client.code,
                    name: client.name,
                    service: entry.service,
                    task: entry.task,
                    event: entry.event,
                    note: entry.note,
                    start: entry.started_at.unwrap_or(now),
                })
            }
            None => None,
        };
        let live = running.as_ref().filter(|r| context.zone().date(r.start) == today).map_or(0, |r| r.seconds(now));
        let week = context.zone().start_of(plus_days(today, 7));
        let next = match context.db.next_meeting(now, week, context.setting)? {
            Some(at) => Some(Meeting::of(at, &Directory::of(context.db)?, context.setting)),
            None => None,
        };
        let overdue = context.db.overdue(today)?;
        let unpaid = overdue.iter().map(|(currency, amount, count)| Alert {
            kind: "overdue",
            client: String::new(),
            text: format!("{count} overdue, {}", AmountOf(*amount, *currency)),
        });
        let told = timer_alert(context, running.as_ref())?.into_iter().chain(unpaid.collect::<Vec<_>>());
        let told = told.chain(alerts(context, retainers)).collect();
        Ok(Self {
            now,
            zone: context.zone().clone(),
            running,
            next,
            today_seconds: context.db.seconds_on(today)? + live,
            alerts: told,
            overdue,
        })
    }
}

/// What a retainer's use and the lots about to expire have to say.
fn alerts(context: &Context<'_>, retainers: &Retainers) -> Vec<Alert> {
    let today = context.today();
    let mut found = Vec::new();
    for row in &retainers.rows {
        if let Some(percent) = row.alert {
            let text = format!("{} has used {percent} % of its hours", row.name);
            found.push(Alert { kind: "retainer", client: row.client.clone(), text });
        }
        for (on, minutes) in &row.expires {
            let days = (*on - today).num_days();
            if (0..=EXPIRY).contains(&days) {
                let left = in_days(days);
                let text =
                    format!("{}: {} h expire {left}, {}", row.name, hours_minutes(*minutes), on.format("%-d %b"));
                found.push(Alert { kind: "expiry", client: row.client.clone(), text });
            }
        }
    }
    found
}

/// The timer, if it runs longer than anyone works.
fn timer_alert(context: &Context<'_>, running: Option<&Running>) -> Result<Option<Alert>> {
    let Some(running) = running else { return Ok(None) };
    if !runs_too_long(context, running.id, running.start)? {
        return Ok(None);
    }
    let ran = write_duration(running.seconds(context.now) / 60 * 60);
    let text = format!("the timer for {} has run {ran}: forgotten?", running.name);
    Ok(Some(Alert { kind: "timer", client: running.client.clone(), text }))
}
