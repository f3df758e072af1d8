//! The timer, and logging time.

mod overlap;

pub use self::overlap::Cuts;

use chrono::NaiveDate;

use self::overlap::clear_way;
use super::call::Args;
use super::grammar::duration::write_duration;
use super::grammar::span::Work;
use super::input::{
    ClientName, EntryId, EventId, Least, Note, OverlapRule, PastTime, ServiceName, Tag, TaskId, WorkDay, Worked,
};
use super::report::Done;
use crate::domain::time::{Instant, day_text};
use crate::error::{Error, Result};
use crate::store::{Client, Entry, Tx};

/// The longest entry that needs no `--force`, in seconds.
const LONGEST: i64 = 24 * 3600;

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
    }
}

/// Starts the timer for a client; one that runs is stopped at the same instant.
pub fn start(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let client = args.need::<ClientName>("client")?.0;
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
        super::calendar::once(tx, &entry, &event, overlap.as_ref())?;
    }
    begin(tx, entry, &client, overlap)
}

/// Makes `entry` the running timer from its start on.
fn begin(tx: &Tx<'_>, mut entry: Entry, client: &Client, overlap: Option<OverlapRule>) -> Result<Done> {
    let at = entry.started_at.unwrap_or(tx.now);
    if at > tx.now {
        return Err(Error::at("at", "is in the future"));
    }
    let mut said = String::new();
    if let Some(old) = tx.running()? {
        let other: Client = tx.get(old.client)?;
        match old.started_at.map(|s| at - s) {
            Some(ran) if ran > 0 => {
                let ran = finish(tx, old, at, true)?;
                said = format!("stopped {} at {}, ", other.name, write_duration(ran));
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
    let since = tx.setting().zone.local(at).format("%H:%M");
    let mut done = Done::new(format!("{said}started {}{} at {since}", client.name, behind(&entry.note)), id);
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
        let ran = finish(tx, running, at, args.flag("force"))?;
        let said = format!("stopped {} at {}{}", client.name, write_duration(ran), behind(&old.note));
        let mut done = Done::new(said, old.id);
        done.more.push(("seconds", ran.into()));
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
    let mut gap = blank(tx, other.id, tx.setting().zone.date(at));
    gap.started_at = Some(at);
    gap.ended_at = Some(tx.now);
    gap.seconds = Some(tx.now - at);
    let (id, _) = add(tx, &gap, None, args.flag("force"))?;
    done.said = format!("{}; logged {} for {}", done.said, write_duration(tx.now - at), other.name);
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

/// Ends a running entry; returns its seconds.
fn finish(tx: &Tx<'_>, mut entry: Entry, at: Instant, long: bool) -> Result<i64> {
    let ran = at - entry.started_at.unwrap_or(at);
    check_length(ran, long, "say when it ended with --at, or keep it with --force")?;
    entry.ended_at = Some(at);
    entry.seconds = Some(ran);
    tx.update(&entry)?;
    Ok(ran)
}

fn check_length(seconds: i64, long: bool, way_out: &str) -> Result<()> {
    if seconds <= 0 {
        return Err(Error::at("end", "is not after the start"));
    }
    if seconds > LONGEST && !long {
        return Err(Error::problem(format!("{} is more than 24 h: {way_out}", write_duration(seconds))));
    }
    Ok(())
}

/// Starts again what an entry was about, the last one if none is named.
pub fn resume(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let old = match args.get::<EntryId>("id")? {
        Some(entry) => entry.0,
        None => tx.last_entry()?.ok_or_else(|| Error::problem("there is no entry to resume"))?,
    };
    if old.seconds.is_none() {
        return Err(Error::problem("that timer still runs"));
    }
    let client: Client = tx.get(old.client)?;
    begin(tx, anew(tx, old), &client, None)
}

/// Drops the running timer as if it had never been started.
pub fn cancel(tx: &Tx<'_>, _: &Args<'_>) -> Result<Done> {
    let running = tx.running()?.ok_or_else(|| Error::problem("no timer runs"))?;
    let client: Client = tx.get(running.client)?;
    tx.delete::<Entry>(running.id)?;
    Ok(Done::new(format!("cancelled the timer for {}{}", client.name, behind(&running.note)), running.id))
}

/// Logs time that was worked.
pub fn log(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let client = args.need::<ClientName>("client")?.0;
    let day = args.get::<WorkDay>("on")?.map(|d| d.0);
    let work = args.text("span").ok_or_else(|| Error::at("span", "is missing"))?;
    let work = Worked::on(&work, &args.context_of("span")?, day).map_err(|e| e.in_field("span"))?.0;
    let today = tx.setting().zone.date(tx.now);
    let mut entry = blank(tx, client.id, day.unwrap_or(today));
    match work {
        Work::Duration(seconds) => entry.seconds = Some(seconds),
        Work::Range(start, end) => {
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
        super::calendar::once(tx, &entry, &event, overlap.as_ref())?;
    }
    let seconds = entry.seconds.unwrap_or_default();
    let (id, cuts) = add(tx, &entry, overlap, args.flag("force"))?;
    let on = if entry.date == today { String::new() } else { format!(" on {}", day_text(entry.date, today)) };
    let mut done = Done::new(
        format!("logged {} for {}{on}{}{cuts}", write_duration(seconds), client.name, behind(&entry.note)),
        id,
    );
    done.more.push(("seconds", seconds.into()));
    done.more.push(("client", client.code.into()));
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
    check_length(seconds, long, "add --force if that is so")?;
    if let (Some(start), Some(end)) = (entry.started_at, entry.ended_at) {
        if start > tx.now || end > tx.now {
            return Err(Error::problem(
                "that ends in the future: log time when it has been worked, or start the timer",
            ));
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

/// A note behind a sentence: `: note`, or nothing.
pub fn behind(note: &str) -> String {
    if note.is_empty() { String::new() } else { format!(": {note}") }
}
