//! A reminder put off: told once more, so many minutes from now or when it begins.

use crate::app::call::Args;
use crate::app::input::{EventId, Later, TaskId, Time};
use crate::app::report::{Done, Report};
use crate::app::run::World;
use crate::domain::due::Key;
use crate::domain::time::Instant;
use crate::error::{Error, Result};
use crate::store::{EventRow, Store, Task};

/// `snooze`: of a meeting or a task that is named, else of what was told last. It changes no record and is no undo step.
pub fn snooze(store: &Store, world: &World, args: &Args<'_>) -> Result<Box<dyn Report>> {
    let now = world.now();
    let key = match (args.get::<EventId>("event")?, args.get::<TaskId>("task")?) {
        (Some(event), _) => {
            let start = args.need::<Time>("at")?.0;
            Key { kind: "event".to_owned(), subject: event.0.id, occurrence: start, lead: 0 }
        }
        (None, Some(task)) => {
            let due = task.0.due_at.ok_or_else(|| Error::at("task", "is due at no time of the day"))?;
            Key { kind: "task".to_owned(), subject: task.0.id, occurrence: due, lead: 0 }
        }
        (None, None) => store
            .last_told(now)?
            .ok_or_else(|| Error::problem("nothing was told that could be put off: name an event or a task"))?,
    };
    let again = match args.need::<Later>("for")? {
        Later::Minutes(minutes) => now + minutes * 60,
        Later::Start => key.occurrence,
    };
    if again <= now {
        return Err(Error::at("for", "has begun already: say how many minutes, such as 5m"));
    }
    let title = match key.kind.as_str() {
        "event" => store.get::<EventRow>(key.subject)?.title,
        _ => store.get::<Task>(key.subject)?.title,
    };
    let more = Key { kind: format!("{}+", key.kind), lead: key.occurrence - again, ..key };
    store.aside("putting a reminder off", |tx| tx.claim(&more, now).map(|_| ()))?;
    Ok(Box::new(Done::new(format!("you are reminded of {title} again at {}", at(again, store)), more.subject)))
}

fn at(again: Instant, store: &Store) -> String {
    crate::domain::time::clock(store.setting().zone.local(again).time())
}
