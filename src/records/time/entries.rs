//! Entries: edited, split, joined, moved, deleted.

use crate::command::call::Args;
use crate::command::form::{changes, present};
use crate::command::input::{Count, Lasts, Least, OverlapRule, PastTime, Price, Text, WorkDay, YesNo};
use crate::command::list::read_tag;
use crate::command::report::Done;
use crate::domain::money::{Currency, decimal};
use crate::domain::time::hours_minutes;
use crate::error::{Error, Result};
use crate::records::clients::live::check_open;
use crate::records::names::{ClientName, EntryId, ServiceName, TaskId};
use crate::records::time::overlap::Cuts;
use crate::records::time::said::{Said, behind, late};
use crate::records::time::timer::{billable_minutes, check};
use crate::store::{Client, Entry, Service, Tx};

/// What a client pays in.
fn currency_of(client: &Client) -> Currency {
    client.currency
}

fn one(tx: &Tx<'_>, args: &Args<'_>) -> Result<(Entry, Client)> {
    let entry = args.need::<EntryId>("id")?.0;
    let client = tx.get(entry.client)?;
    Ok((entry, client))
}

/// Changes an entry's fields; editing one end never moves the other.
pub fn edit(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let (mut entry, mut client) = one(tx, args)?;
    let was = present(args.call, &entry.id.to_string(), &args.context)?;
    let when = |e: &Entry| (e.date, e.started_at, e.ended_at, e.seconds);
    let old = entry.clone();
    if let Some(other) = args.get::<ClientName>("client")?.filter(|other| other.0.id != client.id) {
        client = other.0;
        check_open(&client, args.flag("force"))?;
        hand_over(&mut entry, &client);
    }
    if let Some(service) = args.or_none::<ServiceName>("service")? {
        entry.service = service.map(|s| s.0.id);
    }
    if let Some(task) = args.or_none::<TaskId>("task")? {
        entry.task = task.map(|t| t.0.id);
    }
    if let Some(note) = args.get::<Text>("note")? {
        note.put(&mut entry.note);
    }
    if let Some(tags) = args.list("tag", &entry.tags, read_tag)? {
        entry.tags = tags;
    }
    edit_times(tx, args, &mut entry)?;
    for (name, slot) in [("rush", &mut entry.rush), ("billable", &mut entry.billable), ("gift", &mut entry.gift)] {
        if let Some(yes) = args.get::<YesNo>(name)? {
            *slot = yes.0 == "yes";
        }
    }
    if let Some(minutes) = args.or_none::<Least>("bill-as")? {
        entry.bill_as = minutes.map(|m| billable_minutes(m.0)).transpose()?;
    }
    if let Some(price) = args.or_none::<Price>("rate")? {
        let currency = currency_of(&client);
        entry.rate = price.map(|p| p.minor(currency)).transpose().map_err(|e| e.in_field("rate"))?;
    }
    if let Some(number) = args.get::<Text>("billed-elsewhere")? {
        entry.elsewhere = elsewhere(tx, &entry, number.0.trim())?;
    }
    let mut cuts = Cuts::default();
    // What was confirmed once, an overlap or a long entry, is not asked again for another reason.
    if when(&entry) != when(&old) {
        if args.flag("together") {
            crate::records::time::shift::along(tx, &old, &entry)?;
        }
        cuts = check(tx, &entry, args.get::<OverlapRule>("overlap")?, args.flag("force"))?;
    }
    tx.update(&entry)?;
    let is = present(args.call, &entry.id.to_string(), &args.context)?;
    let more = changes(&was, &is, &["id", "client", "note", "start", "end", "duration", "date"]);
    let more = if more.is_empty() { String::new() } else { format!("; {}", more.join("; ")) };
    let told = Said::of(tx).entry(&entry, &client);
    let mut done = Done::new(format!("changed entry {}: {told}{more}{cuts}", entry.id), entry.id);
    if old.elsewhere.is_some() && entry.elsewhere.is_none() {
        done.notes.extend(late(tx, &entry)?);
    }
    Ok(done)
}

/// That an entry was billed by another program, or that it was not.
fn elsewhere(tx: &Tx<'_>, entry: &Entry, number: &str) -> Result<Option<String>> {
    let number = match number {
        "no" | "none" | "" => return Ok(None),
        "yes" => "",
        number => number,
    };
    if entry.seconds.is_none() {
        return Err(Error::at("billed-elsewhere", "the timer still runs: stop it first"));
    }
    if let Some(on) = tx.invoiced(entry.id)? {
        let on = on.number.map_or_else(|| "settled".to_owned(), |number| format!("on {number}"));
        return Err(Error::at("billed-elsewhere", format!("entry {} is {on}", entry.id)));
    }
    Ok(Some(number.to_owned()))
}

fn edit_times(tx: &Tx<'_>, args: &Args<'_>, entry: &mut Entry) -> Result<()> {
    let zone = &tx.setting().zone;
    let (start, end) = (args.get::<PastTime>("start")?, args.get::<PastTime>("end")?);
    let (lasts, date) = (args.get::<Lasts>("duration")?, args.get::<WorkDay>("date")?);
    if entry.started_at.is_none() && (start.is_some() != end.is_some()) {
        return Err(Error::problem("this entry has no clock times: give both --start and --end"));
    }
    if let Some(date) = date {
        if entry.started_at.is_some() {
            return Err(Error::at("date", "follows from the start: give --start and --end with their dates"));
        }
        entry.date = date.0;
    }
    // A start that stands keeps the day and the zone it was made in.
    if let Some(start) = start.filter(|s| Some(s.0) != entry.started_at) {
        if start.0 > tx.now {
            return Err(Error::at("start", "is in the future"));
        }
        entry.started_at = Some(start.0);
        entry.date = zone.date(start.0);
        entry.zone = zone.name().to_owned();
    }
    if let Some(end) = &end {
        entry.ended_at = Some(end.0);
    }
    if let Some(lasts) = lasts {
        if entry.started_at.is_some() && end.is_some() {
            return Err(Error::at("duration", "follows from the start and the end"));
        }
        if entry.started_at.is_some() && entry.seconds.is_none() {
            return Err(Error::at("duration", "the timer still runs: stop it first"));
        }
        entry.seconds = Some(lasts.0);
        entry.ended_at = entry.started_at.map(|s| s + lasts.0);
    }
    if let (Some(from), Some(to)) = (entry.started_at, entry.ended_at) {
        entry.seconds = Some(to - from);
        let said = Said::of(tx);
        if to <= from && end.is_some() {
            return Err(Error::at("end", format!("{} is not after the start, {}", said.on_day(to), said.on_day(from))));
        }
        if to <= from {
            return Err(Error::at(
                "start",
                format!("{} is not before the end, {}", said.on_day(from), said.on_day(to)),
            ));
        }
    }
    Ok(())
}

/// Splits an entry at a time into two that touch.
pub fn split(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let (entry, client) = one(tx, args)?;
    let (Some(start), Some(end)) = (entry.started_at, entry.ended_at) else {
        let what = match entry.seconds {
            Some(_) => format!("entry {} has no clock times to split at: change its duration instead", entry.id),
            None => "the timer still runs: stop it first, or switch it with --at".to_owned(),
        };
        return Err(Error::problem(what));
    };
    let at = args.need::<PastTime>("at")?.0;
    if at <= start || at >= end {
        let said = Said::of(tx);
        return Err(Error::at("at", format!("is not between {} and {}", said.on_day(start), said.on_day(end))));
    }
    let mut parts = crate::records::time::parts::parts(tx, &entry, &[(start, at), (at, end)]);
    crate::records::time::parts::keep(tx, &mut parts)?;
    let said = Said::of(tx);
    let part = |e: &Entry| {
        let typed = e.bill_as.map(|m| format!(", to bill as {}", hours_minutes(m))).unwrap_or_default();
        format!("{} ({}{typed})", e.id, said.when(e))
    };
    let into = parts.iter().map(part).collect::<Vec<_>>().join(" and ");
    let by_rounding = crate::records::time::parts::difference(tx, std::slice::from_ref(&entry), &parts)?;
    let id = parts.last().map_or(entry.id, |e| e.id);
    let said = format!("split entry {} for {} into {into}{}{by_rounding}", entry.id, client.name, behind(&entry.note));
    Ok(Done::new(said, id))
}

/// What two entries must have in common to be joined, and do not: what was said of one alone would be lost or doubled.
///
/// Minutes typed to be billed are added up, but not where only one has them.
fn differences(tx: &Tx<'_>, one: &Entry, other: &Entry) -> Result<Vec<String>> {
    let none = || "none".to_owned();
    let number = |n: Option<i64>| n.map_or_else(none, |n| n.to_string());
    let yes = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
    let service = |e: &Entry| {
        let service = e.service.map(|s| tx.get::<Service>(s)).transpose()?;
        Ok::<_, Error>(service.map_or_else(none, |s| s.code))
    };
    let tags = |e: &Entry| {
        let mut tags: Vec<&str> = e.tags.split_whitespace().collect();
        tags.sort_unstable();
        if tags.is_empty() { none() } else { tags.join(" ") }
    };
    let client: Client = tx.get(one.client)?;
    let rate = |e: &Entry| e.rate.map_or_else(none, |r| decimal(r, currency_of(&client).decimals()));
    let elsewhere = |e: &Entry| match e.elsewhere.as_deref() {
        None => none(),
        Some("") => "yes".to_owned(),
        Some(number) => number.to_owned(),
    };
    let billed = |e: &Entry| e.bill_as.map_or_else(none, hours_minutes);
    let pairs = [
        ("service", service(one)?, service(other)?),
        ("task", number(one.task), number(other.task)),
        ("event", number(one.event), number(other.event)),
        ("tags", tags(one), tags(other)),
        ("rush", yes(one.rush), yes(other.rush)),
        ("billable", yes(one.billable), yes(other.billable)),
        ("gift", yes(one.gift), yes(other.gift)),
        ("rate", rate(one), rate(other)),
        ("bill-as", billed(one), billed(other)),
        ("billed elsewhere", elsewhere(one), elsewhere(other)),
    ];
    let both = one.bill_as.is_some() && other.bill_as.is_some();
    let unlike = pairs.into_iter().filter(|(name, a, b)| a != b && !(both && *name == "bill-as"));
    Ok(unlike.map(|(name, a, b)| format!("{name} ({a} and {b})")).collect())
}

/// Joins an entry with another of the same client into one.
pub fn join(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let (entry, client) = one(tx, args)?;
    let other = args.need::<EntryId>("with")?.0;
    if other.id == entry.id {
        return Err(Error::at("with", "is the same entry"));
    }
    if other.client != entry.client {
        return Err(Error::at("with", format!("entry {} is another client's", other.id)));
    }
    let (Some(mine), Some(theirs)) = (entry.seconds, other.seconds) else {
        return Err(Error::problem("a running timer cannot be joined: stop it first"));
    };
    let unlike = differences(tx, &entry, &other)?;
    if !unlike.is_empty() {
        let (one, two) = (entry.id, other.id);
        let what = unlike.join(", ");
        return Err(Error::at(
            "with",
            format!("entries {one} and {two} differ in {what}: make them alike with 'entry edit' first"),
        ));
    }
    let mut joined = entry.clone();
    let (first, last) = if (entry.date, entry.started_at) <= (other.date, other.started_at) {
        (&entry, &other)
    } else {
        (&other, &entry)
    };
    if !other.note.is_empty() && other.note != entry.note {
        joined.note = if entry.note.is_empty() { other.note.clone() } else { format!("{}; {}", first.note, last.note) };
    }
    if first.ended_at.is_some() && first.ended_at == last.started_at {
        joined.started_at = first.started_at;
        joined.ended_at = last.ended_at;
    } else if entry.started_at.is_none() && other.started_at.is_none() && entry.date == other.date {
        joined.started_at = None;
    } else {
        return Err(Error::problem(
            "only entries that touch, or durations of the same day, can be joined without losing or inventing time",
        ));
    }
    joined.seconds = Some(mine + theirs);
    joined.date = first.date;
    joined.zone.clone_from(&first.zone);
    joined.bill_as = entry.bill_as.zip(other.bill_as).map(|(a, b)| a + b);
    tx.delete::<Entry>(other.id)?;
    tx.update(&joined)?;
    let by_rounding =
        crate::records::time::parts::difference(tx, &[entry.clone(), other.clone()], std::slice::from_ref(&joined))?;
    let told = Said::of(tx).entry(&joined, &client);
    Ok(Done::new(format!("joined entries {} and {}: {told}{by_rounding}", entry.id, other.id), entry.id))
}

/// Makes an entry another client's: its task was the old client's, and its own rate was agreed with that one, in that
/// one's currency.
fn hand_over(entry: &mut Entry, to: &Client) {
    entry.client = to.id;
    entry.task = None;
    entry.rate = None;
}

/// Gives an entry to another client.
pub fn move_to(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let (mut entry, from) = one(tx, args)?;
    let to = args.need::<ClientName>("client")?.0;
    if to.id == from.id {
        return Err(Error::at("client", format!("entry {} is {}'s already", entry.id, to.name)));
    }
    check_open(&to, args.flag("force"))?;
    hand_over(&mut entry, &to);
    tx.update(&entry)?;
    let told = Said::of(tx).entry(&entry, &to);
    Ok(Done::new(format!("moved entry {} from {} to {}: {told}", entry.id, from.name, to.name), entry.id))
}

/// Logs the same again, today or on another day.
pub fn repeat(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let (entry, client) = one(tx, args)?;
    if entry.seconds.is_none() {
        return Err(Error::problem("that timer still runs"));
    }
    check_open(&client, args.flag("force"))?;
    let date = args.get::<WorkDay>("on")?.map_or_else(|| tx.setting().zone.date(tx.now), |d| d.0);
    let copy = Entry {
        id: 0,
        date,
        started_at: None,
        ended_at: None,
        external_id: None,
        elsewhere: None,
        taken: None,
        event: None,
        ..entry
    };
    check(tx, &copy, None, args.flag("force"))?;
    let id = tx.insert(&copy)?;
    let mut done = Done::new(format!("logged again {}", Said::of(tx).entry(&copy, &client)), id);
    done.notes.extend(late(tx, &copy)?);
    Ok(done)
}

/// Deletes an entry.
pub fn remove(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let (entry, client) = one(tx, args)?;
    tx.delete::<Entry>(entry.id)?;
    Ok(Done::new(format!("deleted entry {}: {}", entry.id, Said::of(tx).entry(&entry, &client)), entry.id))
}

/// How many entries a list shows, if that was limited.
pub fn limit(args: &Args<'_>) -> Result<Option<usize>> {
    Ok(args.get::<Count>("limit")?.and_then(|n| usize::try_from(n.0).ok()))
}
