//! What there is to be reminded of: meetings, tasks with a time, hours used up and about to be lost, a timer that runs
//! long, and working hours in which nothing is tracked. Each kind can be set.

use chrono::{Datelike, NaiveDate, NaiveTime};

use crate::command::context::Context;
use crate::command::grammar::hours::{read_hours, read_time_of_day};
use crate::domain::pace::Used;
use crate::domain::reminder::{Reminder, ReminderKey, ReminderSubject};
use crate::domain::time::{Instant, plus_days};
use crate::error::Result;
use crate::records::agreements::retainers::{Retainers, Row as Hours};
use crate::records::calendar::agenda::{Agenda, Row as Meeting};
use crate::store::{Client, LedgerPosition};

/// Days ahead in which meetings are looked for: as far as a reminder of its own precedes one.
const AHEAD: i64 = 29;
/// Days ahead in which all of them are, whether they have reminders of their own or not, if the usual leads are no longer.
const NEAR: i64 = 3;
/// When what concerns a whole day is told, where nothing says more.
const MORNING: (u32, u32) = (9, 0);
/// How long a task that was due is worth a reminder, in seconds.
const LATE: i64 = 86_400;
/// How long a reminder after the end of a meeting is worth telling, in seconds.
const AFTER: i64 = 600;
const DAY: i64 = 86_400;

/// Days ahead for which the usual leads want meetings.
fn usual(context: &Context<'_>) -> i64 {
    context.config.reminders.lead.iter().max().map_or(0, |minutes| minutes / 1440 + 2)
}

/// Days ahead in which a meeting may be told of, where none was put off.
pub fn days_ahead(context: &Context<'_>) -> i64 {
    usual(context).max(AHEAD)
}

/// Whether something was put off of late: then its day may lie further ahead.
pub fn any_put_off(context: &Context<'_>) -> Result<bool> {
    Ok(context.db.fired_since(context.now - 7 * DAY)?.iter().any(|key| key.kind.ends_with('+')))
}

/// Everything, in no order.
pub fn gather(context: &Context<'_>) -> Result<Vec<Reminder>> {
    let mut found = Vec::new();
    let today = context.today();
    let snoozed = context.db.fired_since(context.now - 7 * DAY)?;
    let all_day = read_time_of_day(&context.config.reminders.all_day)?;
    // Everything is read after each change: of weeks ahead only what asks for it.
    let usual = usual(context);
    let put_off = snoozed.iter().filter(|key| key.kind.ends_with('+')).map(|key| context.zone().date(key.occurrence));
    let near = put_off.map(|day| plus_days(day, 1)).max().unwrap_or(today).max(plus_days(today, usual.max(NEAR)));
    let agenda = Agenda::of(context, plus_days(today, -1), near, None)?;
    let further = Agenda::with_alarms(context, near, plus_days(today, AHEAD))?;
    for meeting in agenda.rows.iter().chain(&further.rows).filter(|m| !m.off) {
        of_meeting(meeting, all_day, &snoozed, context, &mut found);
    }
    of_tasks(&snoozed, context, &mut found)?;
    of_hours(context, &mut found)?;
    of_timer(context, &mut found)?;
    of_idle(context, &mut found)?;
    Ok(found)
}

/// A meeting's own reminders count, else the usual leads, never both. What was snoozed is one lead more.
fn of_meeting(
    meeting: &Meeting,
    all_day: Option<NaiveTime>,
    fired: &[ReminderKey],
    context: &Context<'_>,
    found: &mut Vec<Reminder>,
) {
    let (start, end) = (meeting.at.start, meeting.at.end);
    let own = meeting.at.event.has_alarms().then(|| meeting.at.event.event().ok()).flatten();
    let mut leads: Vec<i64> = match (own.and_then(|event| event.alarms), meeting.at.all_day) {
        (Some(alarms), _) => alarms.iter().flat_map(|a| a.instants(start, end)).map(|at| start - at).collect(),
        (None, None) => context.config.reminders.lead.iter().map(|minutes| minutes * 60).collect(),
        (None, Some((first, _))) => {
            all_day.map(|time| start - context.zone().read(first.and_time(time)).compatible()).into_iter().collect()
        }
    };
    leads.extend(snoozes(fired, "event", meeting.at.event.id, start));
    for lead in leads {
        let at = start - lead;
        found.push(Reminder {
            key: ReminderKey { kind: "event".to_owned(), subject: meeting.at.event.id, occurrence: start, lead },
            at,
            until: if at < end { end.max(start + 60) } else { at + AFTER },
            what: if meeting.at.all_day.is_some() { ReminderSubject::Day } else { ReminderSubject::Event },
            title: meeting.at.event.name().to_owned(),
            client: meeting.client.clone(),
            url: meeting.at.event.url.clone(),
        });
    }
}

/// The leads that were asked for besides: a snooze is kept beside what was told, under its kind with a plus.
fn snoozes<'a>(
    fired: &'a [ReminderKey],
    kind: &'a str,
    subject: i64,
    occurrence: Instant,
) -> impl Iterator<Item = i64> + 'a {
    let of = move |key: &&ReminderKey| {
        key.kind.strip_suffix('+') == Some(kind) && key.subject == subject && key.occurrence == occurrence
    };
    fired.iter().filter(of).map(|key| key.lead)
}

fn of_tasks(fired: &[ReminderKey], context: &Context<'_>, found: &mut Vec<Reminder>) -> Result<()> {
    let usual = &context.config.reminders.tasks;
    for task in context.db.open_tasks_due(context.now - LATE)? {
        let Some(due) = task.due_at.filter(|due| context.now < *due + LATE) else { continue };
        let client: Option<Client> = task.client.map(|id| context.db.get(id)).transpose()?;
        let leads = usual.iter().map(|minutes| minutes * 60).chain(snoozes(fired, "task", task.id, due));
        found.extend(leads.map(|lead| Reminder {
            key: ReminderKey { kind: "task".to_owned(), subject: task.id, occurrence: due, lead },
            at: due - lead,
            until: due + LATE,
            what: ReminderSubject::Task,
            title: task.title.clone(),
            client: client.as_ref().map(|c| c.code.clone()),
            url: String::new(),
        }));
    }
    Ok(())
}

/// Hours of a cycle or a block that reached a threshold, and those that will be lost.
fn of_hours(context: &Context<'_>, found: &mut Vec<Reminder>) -> Result<()> {
    let settings = &context.config.reminders;
    if !settings.hours && settings.expiry.is_empty() {
        return Ok(());
    }
    let mut positions = None;
    for row in Retainers::of(context, context.today(), None)?.rows {
        if settings.hours && !row.paused {
            of_thresholds(&row, context, found);
        }
        for (on, minutes) in &row.expires {
            found.extend(settings.expiry.iter().map(|days| of_loss(&row, *on, *minutes, *days, context)));
        }
        // A cycle ends every month: what it takes with it is told once, and late.
        if let (Some(days), Some(end)) = (settings.expiry.iter().min(), row.end.filter(|_| !row.block)) {
            let last = plus_days(end, -1);
            if context.today() < plus_days(last, -days) {
                continue;
            }
            let all = match &mut positions {
                Some(read) => read,
                none => none.insert(context.db.positions(context.today(), context.setting)?),
            };
            let position = all.iter().find(|position| position.client == row.client_id);
            let minutes = position.map_or(0, |position| lost_with_the_cycle(&row, end, position));
            found.extend((minutes > 0).then(|| of_loss(&row, last, minutes, *days, context)));
        }
    }
    Ok(())
}

/// Hours that can be used through the day `on`, so many days before.
fn of_loss(row: &Hours, on: NaiveDate, minutes: i64, days: i64, context: &Context<'_>) -> Reminder {
    let zone = context.zone();
    let over = zone.start_of(plus_days(on, 1));
    let morning = NaiveTime::from_hms_opt(MORNING.0, MORNING.1, 0).unwrap_or_default();
    Reminder {
        key: ReminderKey { kind: "expiry".to_owned(), subject: row.agreement, occurrence: over, lead: days * DAY },
        at: zone.read(plus_days(on, -days).and_time(morning)).compatible(),
        until: over,
        what: ReminderSubject::Expiry { on, minutes },
        title: row.name.clone(),
        client: Some(row.client.clone()),
        url: String::new(),
    }
}

/// What is forfeited when the cycle closes, if nothing more is worked, besides what expires then in any case.
fn lost_with_the_cycle(row: &Hours, end: NaiveDate, position: &LedgerPosition) -> i64 {
    let closing = position.closing(row.agreement, plus_days(end, -1));
    let forfeited = closing.first().and_then(|c| c.forfeited).unwrap_or(0);
    let lots = row.expires.iter().filter(|(on, _)| plus_days(*on, 1) == end).map(|(_, minutes)| minutes);
    forfeited - lots.sum::<i64>()
}

fn of_thresholds(row: &Hours, context: &Context<'_>, found: &mut Vec<Reminder>) {
    let since = context.zone().start_of(row.start);
    let until = row.end.map_or(context.now + DAY, |end| context.zone().start_of(end));
    let used = Used { minutes: row.used, of: row.capacity() };
    found.extend(used.reached(&context.config.retainers.alerts).map(|percent| Reminder {
        key: ReminderKey::hours(row.agreement, since, percent),
        at: since,
        until,
        what: ReminderSubject::Hours { used: used.minutes, capacity: used.of },
        title: row.name.clone(),
        client: Some(row.client.clone()),
        url: String::new(),
    }));
}

/// The timer, when it has run longer than anyone works; again for as long once it was said to be right.
fn of_timer(context: &Context<'_>, found: &mut Vec<Reminder>) -> Result<()> {
    let limit = context.config.timer.limit * 3600;
    let Some(entry) = context.db.running()?.filter(|_| context.config.reminders.timer && limit > 0) else {
        return Ok(());
    };
    let start = entry.started_at.unwrap_or(context.now);
    let kept = context.db.alive()?.and_then(|sign| sign.kept).filter(|kept| kept.entry == entry.id);
    let since = kept.map_or(start, |kept| kept.at.max(start));
    let client: Client = context.db.get(entry.client)?;
    found.push(Reminder {
        key: ReminderKey { kind: "timer".to_owned(), subject: entry.id, occurrence: since, lead: -limit },
        at: since + limit,
        until: Instant(i64::MAX),
        what: ReminderSubject::Timer,
        title: client.name,
        client: Some(client.code),
        url: String::new(),
    });
    Ok(())
}

/// Working hours in which nothing was tracked for so many minutes.
fn of_idle(context: &Context<'_>, found: &mut Vec<Reminder>) -> Result<()> {
    let minutes = context.config.reminders.idle;
    if minutes == 0 || context.db.running()?.is_some() {
        return Ok(());
    }
    let hours = read_hours(&context.config.schedule.hours)?;
    let (zone, today) = (context.zone(), context.today());
    let last = context.db.last_end(context.now)?;
    let at = |time: NaiveTime| zone.read(today.and_time(time)).compatible();
    for slot in hours.slots(today.weekday()) {
        let closes = slot.closes.map_or_else(|| zone.start_of(plus_days(today, 1)), at);
        let since = last.map_or(at(slot.opens), |last| last.max(at(slot.opens)));
        let due = since + minutes * 60;
        if due < closes {
            found.push(Reminder {
                key: ReminderKey { kind: "idle".to_owned(), subject: 0, occurrence: since, lead: -minutes * 60 },
                at: due,
                until: closes,
                what: ReminderSubject::Idle,
                title: String::new(),
                client: None,
                url: String::new(),
            });
        }
    }
    Ok(())
}
