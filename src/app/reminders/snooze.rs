//! A reminder put off: told once more, so many minutes from now or when it begins.

use crate::command::call::Args;
use crate::command::env::Env;
use crate::command::input::{Input, Later, Time};
use crate::command::report::{Done, Report};
use crate::domain::reminder::ReminderKey;
use crate::domain::time::{Instant, clock};
use crate::error::{Error, Result};
use crate::notify::Notice;
use crate::records::names::{EventId, TaskId};
use crate::store::{EventRow, Store, Task};

/// `snooze`: of a meeting or a task that is named, else of what was told last. It changes no record and is no undo step.
pub fn snooze(store: &Store, env: &Env, args: &Args<'_>) -> Result<Box<dyn Report>> {
    let now = env.now();
    let key = match (args.get::<EventId>("event")?, args.get::<TaskId>("task")?) {
        (Some(event), _) => {
            let start = args.need::<Time>("at")?.0;
            ReminderKey { kind: "event".to_owned(), subject: event.0.id, occurrence: start, lead: 0 }
        }
        (None, Some(task)) => {
            let due = task.0.due_at.ok_or_else(|| Error::at("task", "is due at no time of the day"))?;
            ReminderKey { kind: "task".to_owned(), subject: task.0.id, occurrence: due, lead: 0 }
        }
        (None, None) => store
            .last_told(now)?
            .ok_or_else(|| Error::problem("there was no reminder to snooze: name an event or a task"))?,
    };
    let later = args.need::<Later>("for")?;
    let said = put_off(&key, &later, store, now)?;
    Ok(Box::new(Done::new(said, key.subject)))
}

/// What was chosen at a reminder that was told: so many minutes, or until it begins.
pub fn chosen(again: &str, notice: &Notice, store: &Store, env: &Env) -> Result<String> {
    let words: Vec<&str> = notice.about.split(' ').collect();
    let number = |n: usize| words.get(n).and_then(|word| word.parse::<i64>().ok());
    let key = words.first().zip(number(1)).zip(number(2)).map(|((kind, subject), at)| ReminderKey {
        kind: (*kind).to_owned(),
        subject,
        occurrence: Instant(at),
        lead: 0,
    });
    let key = key.ok_or_else(|| Error::problem("that reminder cannot be snoozed"))?;
    put_off(&key, &Later::read(again, &env.context(store))?, store, env.now())
}

/// Has a reminder told again, and says when.
fn put_off(key: &ReminderKey, later: &Later, store: &Store, now: Instant) -> Result<String> {
    let again = match later {
        Later::Minutes(minutes) => now + minutes * 60,
        Later::Start => key.occurrence,
    };
    if again <= now {
        return Err(Error::at("for", "has begun already: say how many minutes, such as 5m"));
    }
    let title = match key.kind.as_str() {
        "event" => store.get::<EventRow>(key.subject)?.name().to_owned(),
        _ => store.get::<Task>(key.subject)?.title,
    };
    let more = ReminderKey { kind: format!("{}+", key.kind), lead: key.occurrence - again, ..key.clone() };
    store.aside("putting a reminder off", |tx| tx.claim(&more, now).map(|_| ()))?;
    let at = clock(store.setting().zone.local(again).time());
    Ok(format!("you are reminded of {title} again at {at}"))
}
