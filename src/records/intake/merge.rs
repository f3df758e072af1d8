//! What is kept of a record that was changed here, and of what has changed in the file since.

use crate::store::{Entry, Task};

/// A field, or several that only make sense together.
struct Part<R> {
    name: &'static str,
    same: fn(&R, &R) -> bool,
    take: fn(&mut R, &R),
}

macro_rules! part {
    ($name:literal $($field:ident),+) => {
        Part {
            name: $name,
            same: |a, b| true $(&& a.$field == b.$field)+,
            take: |to, from| { $(to.$field.clone_from(&from.$field);)+ },
        }
    };
}

/// What an import may change of an entry.
const OF_ENTRY: &[Part<Entry>] = &[
    part!("client" client),
    part!("service" service),
    part!("note" note),
    part!("tags" tags),
    part!("time" date, started_at, ended_at, seconds, zone),
    part!("rush" rush),
    part!("billable" billable),
    part!("rate" rate),
    part!("billed elsewhere" elsewhere),
];

/// What an import may change of a task.
const OF_TASK: &[Part<Task>] = &[
    part!("title" title),
    part!("client" client),
    part!("note" note),
    part!("tags" tags),
    part!("due day" due_date, due_at, due_zone),
    part!("waiting" wait_until),
    part!("priority" priority),
    part!("estimate" estimate),
    part!("repeat" repeat, repeat_from),
    part!("state" state, closed_at),
];

/// What becomes of a record.
pub struct Merged<R> {
    /// As it is to be.
    pub record: R,
    /// Whether that is another than it is.
    pub changes: bool,
    /// What was changed on both sides, and is now as the file says.
    pub replaced: Vec<&'static str>,
    /// Whether the file says something else than last time.
    pub news: bool,
}

/// An entry as it is here, as it was last taken in, and as the file has it.
pub fn entry(here: &Entry, base: &Entry, file: &Entry) -> Merged<Entry> {
    merged(OF_ENTRY, here, base, file)
}

/// A task, the same way.
pub fn task(here: &Task, base: &Task, file: &Task) -> Merged<Task> {
    merged(OF_TASK, here, base, file)
}

fn merged<R: Clone>(parts: &[Part<R>], here: &R, base: &R, file: &R) -> Merged<R> {
    let mut found = Merged { record: here.clone(), changes: false, replaced: Vec::new(), news: false };
    for part in parts {
        if (part.same)(base, file) {
            continue;
        }
        found.news = true;
        if (part.same)(here, file) {
            continue;
        }
        (part.take)(&mut found.record, file);
        found.changes = true;
        if !(part.same)(here, base) {
            found.replaced.push(part.name);
        }
    }
    found
}
