//! What is told of a task once it was changed: what it is now.

use chrono::NaiveDate;

use crate::command::call::Args;
use crate::command::context::Context;
use crate::command::report::Done;
use crate::domain::task::State;
use crate::domain::time::day_text;
use crate::domain::zone::Zone;
use crate::error::Result;
use crate::records::tasks::often::repeats;
use crate::records::tasks::standing::day_of;
use crate::store::{Client, Task};

/// `due Fri 10 Jul 17:00`; `no due day`.
pub fn due_words(task: &Task, today: NaiveDate, home: &Zone) -> String {
    match (task.due_at.map(|at| home.local(at)), task.due_date) {
        (Some(at), _) => format!("due {} {}", day_text(at.date(), today), at.format("%H:%M")),
        (None, Some(day)) => format!("due {}", day_text(day, today)),
        (None, None) => "no due day".to_owned(),
    }
}

/// `file exhibits: due Fri 10 Jul, for Acme, every month`.
pub fn now(task: &Task, context: &Context<'_>) -> Result<String> {
    let (today, home) = (context.today(), context.zone());
    let client: Option<Client> = task.client.map(|id| context.db.get(id)).transpose()?;
    let mut parts = vec![due_words(task, today, home)];
    parts.push(client.map_or_else(|| "no client".to_owned(), |c| format!("for {}", c.name)));
    parts.extend(task.wait_until.filter(|day| *day > today).map(|day| format!("waits until {}", day_text(day, today))));
    parts.extend(repeats(task));
    Ok(format!("{}: {}", task.title, parts.join(", ")))
}

/// That a task waits for longer than it has: hidden it would be late before anyone sees it.
pub fn beyond(task: &Task, context: &Context<'_>) -> Option<String> {
    let (today, home) = (context.today(), context.zone());
    let (wait, due) = (task.wait_until?, day_of(task, home)?);
    let words = || {
        let (wait, due) = (day_text(wait, today), day_text(due, today));
        format!("waits beyond its due day: until {wait}, due {due}; it is shown once it is overdue")
    };
    (wait > due && task.state == State::Open).then(words)
}

/// What a change says, and what is odd about the task that it made.
pub fn told(said: String, task: &Task, args: &Args<'_>) -> Done {
    let notes = beyond(task, &args.context).into_iter().collect();
    Done { notes, ..Done::new(said, task.id) }
}
