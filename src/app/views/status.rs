//! What runs, what is next, what needs attention.

use serde_json::{Value, json};

use super::agenda::Row as Meeting;
use super::retainers::Retainers;
use crate::app::call::Args;
use crate::app::context::Context;
use crate::app::forgotten::runs_too_long;
use crate::app::grammar::duration::write_duration;
use crate::app::report::Report;
use crate::domain::text::clean_line;
use crate::domain::time::{Instant, hours_minutes, in_days, plus_days};
use crate::domain::zone::Zone;
use crate::error::Result;
use crate::store::Client;

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
    /// `timer`, `retainer` or `expiry`.
    pub kind: &'static str,
    /// The client's code.
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
            Some(at) => {
                let owner = at.client.map(|id| context.db.get::<Client>(id)).transpose()?;
                Some(Meeting::of(at, owner.as_ref(), context.setting))
            }
            None => None,
        };
        let told = timer_alert(context, running.as_ref())?.into_iter().chain(alerts(context, retainers)).collect();
        Ok(Self {
            now,
            zone: context.zone().clone(),
            running,
            next,
            today_seconds: context.db.seconds_on(today)? + live,
            alerts: told,
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

/// `status`, with its own format if one was given.
struct Told {
    status: Status,
    format: Option<String>,
}

/// `status`.
pub fn status(args: &Args<'_>) -> Result<Box<dyn Report>> {
    let retainers = Retainers::of(&args.context, args.context.today(), None)?;
    Ok(Box::new(Told { status: Status::of(&args.context, &retainers)?, format: args.text("format") }))
}

impl Told {
    /// The format with its `{words}` filled in; empty where nothing runs and a word of the timer is asked for.
    fn formatted(&self, format: &str) -> String {
        let s = &self.status;
        let running = s.running.as_ref();
        let elapsed = running.map(|r| write_duration(r.seconds(s.now) / 60 * 60)).unwrap_or_default();
        let words = [
            ("{client}", running.map(|r| r.client.clone()).unwrap_or_default()),
            ("{name}", running.map(|r| r.name.clone()).unwrap_or_default()),
            ("{note}", running.map(|r| r.note.clone()).unwrap_or_default()),
            ("{elapsed}", elapsed),
            ("{today}", write_duration(s.today_seconds / 60 * 60)),
            ("{next}", s.next.as_ref().map(|n| n.at.event.name().to_owned()).unwrap_or_default()),
            ("{next_in}", s.next.as_ref().map(|n| write_duration((n.at.start - s.now) / 60 * 60)).unwrap_or_default()),
            ("{alerts}", s.alerts.len().to_string()),
        ];
        let mut line = String::new();
        let mut rest = format;
        // One pass, so that a note that holds `{client}` is shown as it is.
        while let Some(at) = rest.find('{') {
            line.push_str(&rest[..at]);
            rest = &rest[at..];
            match words.iter().find(|(word, _)| rest.starts_with(word)) {
                Some((word, value)) => {
                    line.push_str(value);
                    rest = &rest[word.len()..];
                }
                None => {
                    line.push('{');
                    rest = &rest[1..];
                }
            }
        }
        line.push_str(rest);
        line
    }
}

impl Report for Told {
    fn json(&self) -> Value {
        let s = &self.status;
        let running = s.running.as_ref().map(|r| {
            json!({ "id": r.id, "client": r.client, "note": r.note, "start": s.zone.rfc3339(r.start), "seconds": r.seconds(s.now) })
        });
        let next = s.next.as_ref().map(|n| {
            json!({
                "id": n.at.event.id,
                "title": n.at.event.title,
                "client": n.client,
                "start": s.zone.rfc3339(n.at.start),
                "starts_in_seconds": n.at.start - s.now,
            })
        });
        let alert = |a: &Alert| json!({ "kind": a.kind, "client": a.client, "text": a.text });
        json!({
            "now": s.zone.rfc3339(s.now),
            "running": running,
            "next_event": next,
            "today_seconds": s.today_seconds,
            "alerts": s.alerts.iter().map(alert).collect::<Vec<_>>(),
        })
    }

    fn text(&self) -> String {
        let s = &self.status;
        if let Some(format) = &self.format {
            return format!("{}\n", clean_line(&self.formatted(format)));
        }
        let mut text = match &s.running {
            Some(r) => {
                let since = s.zone.local(r.start).format("%H:%M");
                let note = if r.note.is_empty() { String::new() } else { format!(": {}", r.note) };
                format!("{} for {} since {since}{note}\n", write_duration(r.seconds(s.now) / 60 * 60), r.name)
            }
            None => "no timer runs\n".to_owned(),
        };
        text.push_str(&format!("{} today\n", write_duration(s.today_seconds / 60 * 60)));
        if let Some(n) = &s.next {
            let at = s.zone.local(n.at.start).format("%a %H:%M");
            text.push_str(&format!(
                "next: {} {at}, in {}\n",
                n.at.event.name(),
                write_duration((n.at.start - s.now) / 60 * 60)
            ));
        }
        for alert in &s.alerts {
            text.push_str(&format!("! {}\n", alert.text));
        }
        text.lines().map(|l| format!("{}\n", clean_line(l))).collect()
    }
}
