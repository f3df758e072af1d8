//! Which reminders are due: a pure function of the schedule, what was told, and the present moment.

use std::collections::HashSet;

use crate::app::views::agenda::Row;
use crate::domain::event::Trigger;
use crate::domain::time::Instant;
use crate::store::Fired;

/// A reminder to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// What identifies it: it is claimed before it is told, and told once.
    pub key: Fired,
    /// When it falls due.
    pub at: Instant,
    /// When the meeting ends: after that it is not told any more.
    pub until: Instant,
    /// The meeting.
    pub title: String,
    /// The client's code.
    pub client: Option<String>,
}

/// Every reminder of the meetings given. A meeting's own reminders count, else the usual leads (minutes), never both.
fn reminders<'a>(meetings: &'a [Row], leads: &'a [i64]) -> impl Iterator<Item = Reminder> + 'a {
    let wanted = meetings.iter().filter(|m| !m.off && m.at.all_day.is_none());
    wanted.flat_map(move |m| {
        let own = m.at.event.event().ok().and_then(|e| e.alarms);
        let leads: Vec<i64> = match own {
            Some(alarms) => alarms
                .iter()
                .flat_map(|a| match a.trigger {
                    Trigger::BeforeStart(_) | Trigger::BeforeEnd(_) | Trigger::At(_) => {
                        a.instants(m.at.start, m.at.end).map(|at| m.at.start - at).collect::<Vec<_>>()
                    }
                })
                .collect(),
            None => leads.iter().map(|minutes| minutes * 60).collect(),
        };
        leads.into_iter().map(move |lead| Reminder {
            key: Fired { kind: "event".to_owned(), subject: m.at.event.id, occurrence: m.at.start, lead },
            at: m.at.start - lead,
            until: m.at.end.max(m.at.start + 60),
            title: m.at.event.title.clone(),
            client: m.client.clone(),
        })
    })
}

/// The reminders that are due and were not told. Of several of one meeting only the last is told, and those before it
/// count as told with it: after a pause nobody wants the same meeting three times.
pub fn due(meetings: &[Row], leads: &[i64], fired: &[Fired], now: Instant) -> Vec<Reminder> {
    let told: HashSet<&Fired> = fired.iter().collect();
    let mut found: Vec<Reminder> =
        reminders(meetings, leads).filter(|r| r.at <= now && now < r.until && !told.contains(&r.key)).collect();
    found.sort_by_key(|r| (r.key.occurrence, r.key.subject, r.at));
    found
}

/// When the next reminder falls due.
pub fn next_due(meetings: &[Row], leads: &[i64], now: Instant) -> Option<Instant> {
    reminders(meetings, leads).map(|r| r.at).filter(|at| *at > now).min()
}
