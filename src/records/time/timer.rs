//! The timer, and logging time.

use chrono::NaiveDate;

use crate::command::call::Args;
use crate::command::grammar::clock::NIGHT;
use crate::command::grammar::duration::write_duration;
use crate::command::grammar::span::TypedWork;
use crate::command::input::{Least, Note, OverlapRule, PastTime, Tag, WorkDay, Worked};
use crate::command::report::Done;
use crate::domain::time::Instant;
use crate::error::{Error, Result};
use crate::records::clients::live::check_open;
use crate::records::names::{ClientName, EntryId, EventId, ServiceName, TaskId};
use crate::records::time::meeting::once;
use crate::records::time::overlap::{Cuts, clear_way};
use crate::records::time::said::{Said, behind, late};
use crate::store::{Client, Entry, Tx};

/// The longest entry that needs no `--force`, in seconds.
const LONGEST: i64 = 24 * 3600;

/// How one says when a timer ended that was forgotten.
pub const STOP_AT: &str = "'stop --at TIME'";

/// An entry for a client with nothing said of it yet.
fn blank(tx: &Tx<'_>, client: i64, date: NaiveDate) -> Entry {
    Entry {
        id: 0,
        client,
        service: None,
        task: None,
        event: None,
        note: String::new(),
        tags: String::new(),
        date,
        started_at: None,
        ended_at: None,
        seconds: None,
        zone: tx.setting().zone.name().to_owned(),
        rush: false,
        billable: true,
        gift: false,
        bill_as: None,
        rate: None,
        external_id: None,
        elsewhere: None,
        taken: None,
    }
}

/// Starts the timer for a client; one that runs is stopped at the same instant.
pub fn start(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let client = args.need::<ClientName>("client")?.0;
    check_open(&client, args.flag("force"))?;
    let at = args.get::<PastTime>("at")?.map_or(tx.now, |t| t.0);
    let mut entry = blank(tx, client.id, tx.setting().zone.date(at));
    entry.started_at = Some(at);
    entry.note = args.get::<Note>("note")?.map(|t| t.0).unwrap_or_default();
    entry.tags = join_tags(&args.many::<Tag>("tag")?);
    entry.rush = args.flag("rush");
    if let Some(task) = args.get::<TaskId>("task")?.map(|t| t.0) {
        if task.client.is_some_and(|c| c != client.id) {
            return Err(Error::at("task", format!("task {} is another client's", task.id)));
        }
        entry.service = task.service;
        entry.rush |= task.rush;
        if entry.note.is_empty() {
            entry.note.clone_from(&task.title);
        }
        entry.task = Some(task.id);
    }
    if let Some(service) = args.get::<ServiceName>("service")? {
        entry.service = Some(service.0.id);
    }
    let overlap = args.get::<OverlapRule>("overlap")?;
    if let Some(event) = args.get::<EventId>("event")?.map(|e| e.0) {
        entry.event = Some(event.id);
        if entry.note.is_empty() {
            entry.note.clone_from(&event.title);
        }
        once(tx, &entry, &event, overlap.as_ref())?;
    }
    begin(tx, entry, &client, overlap, args.flag("force"))
}

/// Makes `entry` the running timer from its start on; `long` keeps one that ran for more than a day.
fn begin(tx: &Tx<'_>, mut entry: Entry, client: &Client, overlap: Option<OverlapRule>, long: bool) -> Result<Done> {
    let at = entry.started_at.unwrap_or(tx.now);
    if at > tx.now {
        return Err(Error::at("at", "is in the future"));
    }
    let mut said = String::new();
    if let Some(old) = tx.running()? {
        let other: Client = tx.get(old.client)?;
        match old.started_at.map(|s| at - s) {
            Some(ran) if ran > 0 => {
                let done = finish(tx, old, &other, at, long)?;
                said = format!("{}, ", stopped(tx, &done, &other));
            }
            Some(0) => {
                tx.delete::<Entry>(old.id)?;
                said = format!("replaced the timer for {}, ", other.name);
            }
            _ => {
                return Err(Error::at(
                    "at",
                    format!("the timer for {} started later than that: stop or cancel it first", other.name),
                ));
            }
        }
    }
    clear_way(tx, at, tx.now, 0, overlap)?;
    entry.started_at = Some(at);
    let id = tx.insert(&entry)?;
    let since = Said::of(tx).moment(at);
    let mut done = Done::new(format!("{said}started {} at {since}{}", client.name, behind(&entry.note)), id);
    done.more.push(("client", client.code.clone().into()));
    Ok(done)
}

/// Stops the timer.
pub fn stop(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let running = tx.running()?.ok_or_else(|| Error::problem("no timer runs"))?;
    let client: Client = tx.get(running.client)?;
    let at = args.get::<PastTime>("at")?.map_or(tx.now, |t| t.0);
    if at > tx.now {
        return Err(Error::at("at", "is in the future"));
    }
    let started = running.started_at.unwrap_or(at);
    if at < started {
        let zone = &tx.setting().zone;
        return Err(Error::at("at", format!("is before the start, {}", zone.local(started).format("%Y-%m-%d %H:%M"))));
    }
    let old = running.clone();
    let mut done = if at == started {
        tx.delete::<Entry>(running.id)?;
        Done::new(format!("dropped the timer for {}: it had run no time", client.name), running.id)
    } else {
        let entry = finish(tx, running, &client, at, args.flag("force"))?;
        let mut done = Done::new(format!("{}{}", stopped(tx, &entry, &client), behind(&old.note)), old.id);
        done.more.push(("seconds", entry.seconds.into()));
        done
    };
    if let Some(other) = args.get::<ClientName>("gap")?.map(|c| c.0) {
        fill_gap(tx, args, &other, at, &mut done)?;
    }
    if args.flag("again") {
        let id = tx.insert(&anew(tx, old))?;
        done.said = format!("{}; started {} again", done.said, client.name);
        done.more.push(("started", id.into()));
    }
    Ok(done)
}

/// Logs the time since a timer was stopped for somebody else.
fn fill_gap(tx: &Tx<'_>, args: &Args<'_>, other: &Client, at: Instant, done: &mut Done) -> Result<()> {
    if at >= tx.now {
        return Err(Error::at("gap", "there is none: say with --at when the timer should have been stopped"));
    }
    check_open(other, args.flag("force"))?;
    let mut gap = blank(tx, other.id, tx.setting().zone.date(at));
    gap.started_at = Some(at);
    gap.ended_at = Some(tx.now);
    gap.seconds = Some(tx.now - at);
    let (id, _) = add(tx, &gap, None, args.flag("force"))?;
    done.said = format!("{}; logged {}", done.said, Said::of(tx).new_entry(&gap, other));
    done.more.push(("gap", id.into()));
    Ok(())
}

/// A timer from now on for what an entry was about.
fn anew(tx: &Tx<'_>, old: Entry) -> Entry {
    Entry {
        started_at: Some(tx.now),
        service: old.service,
        task: old.task,
        note: old.note,
        tags: old.tags,
        rush: old.rush,
        billable: old.billable,
        gift: old.gift,
        ..blank(tx, old.client, tx.setting().zone.date(tx.now))
    }
}

/// Ends a running entry; returns it as it is then.
fn finish(tx: &Tx<'_>, mut entry: Entry, client: &Client, at: Instant, long: bool) -> Result<Entry> {
    let ran = at - entry.started_at.unwrap_or(at);
    if ran > LONGEST && !long {
        return Err(Error::confirm(format!(
            "the timer for {} has run for {}, which is more than 24 h: say when it ended with {STOP_AT}, \
             or keep all of it with --force",
            client.name,
            in_words(ran)
        )));
    }
    entry.ended_at = Some(at);
    entry.seconds = Some(ran);
    tx.update(&entry)?;
    Ok(entry)
}

/// `stopped Acme after 0:30 (09:30–10:00)`.
fn stopped(tx: &Tx<'_>, entry: &Entry, client: &Client) -> String {
    let (from, to) = (entry.started_at.unwrap_or(tx.now), entry.ended_at.unwrap_or(tx.now));
    format!("stopped {} after {} ({})", client.name, write_duration(to - from), Said::of(tx).dated_span(from, to))
}

/// A long time, so that nobody takes it for one of day: `48 h`, `30 h 15 min`.
fn in_words(seconds: i64) -> String {
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    if minutes == 0 { format!("{hours} h") } else { format!("{hours} h {minutes} min") }
}

fn check_length(seconds: i64, long: bool) -> Result<()> {
    if seconds <= 0 {
        return Err(Error::at("end", "is not after the start"));
    }
    if seconds > LONGEST && !long {
        return Err(Error::confirm(format!("{} is more than 24 h: add --force if that is so", in_words(seconds))));
    }
    Ok(())
}

/// Starts again what an entry was about; if none is named the last one, and while a timer runs the work before it.
pub fn resume(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let running = tx.running()?;
    let old = match (args.get::<EntryId>("id")?, &running) {
        (Some(entry), _) => entry.0,
        (None, Some(running)) => tx.last_other(running)?.ok_or_else(|| {
            Error::problem("there is no other work to go back to: 'switch CLIENT' starts some, 'stop' stops the timer")
        })?,
        (None, None) => tx.last_entry()?.ok_or_else(|| Error::problem("there is no entry to resume"))?,
    };
    if old.seconds.is_none() {
        return Err(Error::problem("that timer still runs"));
    }
    if running.is_some_and(|r| about(&r) == about(&old)) {
        return Err(Error::problem("the timer runs for that already"));
    }
    let client: Client = tx.get(old.client)?;
    let force = args.flag("force");
    check_open(&client, force)?;
    begin(tx, anew(tx, old), &client, None, force)
}

/// What an entry is about: with another of these it is other work.
fn about(entry: &Entry) -> (i64, Option<i64>, Option<i64>, &str, &str) {
    (entry.client, entry.service, entry.task, &entry.note, &entry.tags)
}

/// Drops the running timer as if it had never been started.
pub fn cancel(tx: &Tx<'_>, _: &Args<'_>) -> Result<Done> {
    let running = tx.running()?.ok_or_else(|| Error::problem("no timer runs"))?;
    let client: Client = tx.get(running.client)?;
    tx.delete::<Entry>(running.id)?;
    let ran = (tx.now - running.started_at.unwrap_or(tx.now)).max(0) / 60 * 60;
    let since = Said::of(tx).moment(running.started_at.unwrap_or(tx.now));
    let said =
        format!("cancelled the timer for {}, which had run for {} since {since}", client.name, write_duration(ran));
    Ok(Done::new(format!("{said}{}", behind(&running.note)), running.id))
}

/// Logs time that was worked.
pub fn log(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let client = args.need::<ClientName>("client")?.0;
    check_open(&client, args.flag("force"))?;
    let day = args.get::<WorkDay>("on")?.map(|d| d.0);
    let work = args.need::<Worked>("span")?.0;
    let today = tx.setting().zone.date(tx.now);
    let mut entry = blank(tx, client.id, day.unwrap_or(today));
    match work {
        TypedWork::Duration(seconds) => entry.seconds = Some(seconds),
        TypedWork::Range(start, end) => {
            entry.date = tx.setting().zone.date(start);
            entry.started_at = Some(start);
            entry.ended_at = Some(end);
            entry.seconds = Some(end - start);
        }
    }
    entry.note = args.get::<Note>("note")?.map(|t| t.0).unwrap_or_default();
    entry.tags = join_tags(&args.many::<Tag>("tag")?);
    entry.service = args.get::<ServiceName>("service")?.map(|s| s.0.id);
    entry.rush = args.flag("rush");
    entry.gift = args.flag("gift");
    entry.billable = !args.flag("no-bill");
    entry.bill_as = args.get::<Least>("bill-as")?.map(|m| billable_minutes(m.0)).transpose()?;
    if let Some(task) = args.get::<TaskId>("task")?.map(|t| t.0) {
        if task.client.is_some_and(|c| c != client.id) {
            return Err(Error::at("task", format!("task {} is another client's", task.id)));
        }
        entry.task = Some(task.id);
        entry.service = entry.service.or(task.service);
        entry.rush |= task.rush;
        if args.text("note").is_none() {
            entry.note = task.title;
        }
    }
    let overlap = args.get::<OverlapRule>("overlap")?;
    if let Some(event) = args.get::<EventId>("event")?.map(|e| e.0) {
        entry.event = Some(event.id);
        if args.text("note").is_none() && entry.task.is_none() {
            entry.note.clone_from(&event.title);
        }
        once(tx, &entry, &event, overlap.as_ref())?;
    }
    let seconds = entry.seconds.unwrap_or_default();
    let (id, cuts) = add(tx, &entry, overlap, args.flag("force"))?;
    let mut done =
        Done::new(format!("logged {}{}{cuts}", Said::of(tx).new_entry(&entry, &client), behind(&entry.note)), id);
    done.more.push(("seconds", seconds.into()));
    done.more.push(("client", client.code.into()));
    done.notes.extend(late(tx, &entry)?);
    Ok(done)
}

/// Minutes typed to be billed instead of what rounding gives.
pub fn billable_minutes(minutes: i64) -> Result<i64> {
    if minutes < 0 { Err(Error::at("bill-as", "must not be negative")) } else { Ok(minutes) }
}

/// Adds a finished entry after the checks that every entry must pass.
pub fn add(tx: &Tx<'_>, entry: &Entry, overlap: Option<OverlapRule>, long: bool) -> Result<(i64, Cuts)> {
    let cuts = check(tx, entry, overlap, long)?;
    Ok((tx.insert(entry)?, cuts))
}

/// Refuses what no finished entry may be, and makes room for it where that was asked for.
pub fn check(tx: &Tx<'_>, entry: &Entry, overlap: Option<OverlapRule>, long: bool) -> Result<Cuts> {
    if entry.date > tx.setting().zone.date(tx.now) {
        return Err(Error::problem(format!("{} is in the future", entry.date)));
    }
    let Some(seconds) = entry.seconds else {
        return clear_way(tx, entry.started_at.unwrap_or(tx.now), tx.now, entry.id, overlap);
    };
    check_length(seconds, long)?;
    if let (Some(start), Some(end)) = (entry.started_at, entry.ended_at) {
        if start > tx.now || end > tx.now {
            return Err(Error::problem(
                "that ends in the future: log time when it has been worked, or start the timer",
            ));
        }
        let zone = &tx.setting().zone;
        if end - start > NIGHT && zone.date(start) != zone.date(end) && !long {
            let said = Said::of(tx);
            return Err(Error::confirm(format!(
                "{} to {} is {}, more than 12 h over midnight: add --force if that is so",
                said.on_day(start),
                said.on_day(end),
                in_words(end - start)
            )));
        }
        return clear_way(tx, start, end, entry.id, overlap);
    }
    Ok(Cuts::default())
}

/// Tags as they are kept: each once, by spaces.
pub fn join_tags(tags: &[Tag]) -> String {
    let mut words: Vec<&str> = Vec::new();
    for tag in tags {
        if !words.contains(&tag.0.as_str()) {
            words.push(&tag.0);
        }
    }
    words.join(" ")
}
