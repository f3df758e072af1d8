//! One entry becomes several, or several one: what was typed by hand is neither lost nor doubled.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::billing::{Raw, day_lines};
use crate::domain::money::{Money, worth};
use crate::domain::rounding::share;
use crate::domain::time::{Instant, hours_minutes};
use crate::error::Result;
use crate::store::{Entry, Tx};

/// An entry in parts, from when to when each.
///
/// Minutes typed to be billed are shared out by length; all else that was said of it holds for each. The first part is
/// the entry itself. A start that stands keeps the day and the zone it was made in.
pub fn parts(tx: &Tx<'_>, whole: &Entry, stretches: &[(Instant, Instant)]) -> Vec<Entry> {
    let zone = &tx.setting().zone;
    let lengths: Vec<i64> = stretches.iter().map(|(from, to)| *to - *from).collect();
    let shares = whole.bill_as.map(|minutes| share(minutes, &lengths));
    let part = |(at, (from, to)): (usize, &(Instant, Instant))| {
        let mut part = Entry {
            started_at: Some(*from),
            ended_at: Some(*to),
            seconds: Some(*to - *from),
            bill_as: shares.as_ref().and_then(|s| s.get(at)).copied(),
            ..whole.clone()
        };
        if whole.started_at != Some(*from) {
            part.date = zone.date(*from);
            zone.name().clone_into(&mut part.zone);
        }
        if at > 0 {
            part.id = 0;
            (part.external_id, part.taken) = (None, None);
        }
        part
    };
    stretches.iter().enumerate().map(part).collect()
}

/// Writes the parts of an entry in its place; each has its number from then on.
pub fn keep(tx: &Tx<'_>, parts: &mut [Entry]) -> Result<()> {
    for part in parts {
        if part.id == 0 {
            part.id = tx.insert(part)?;
        } else {
            tx.update(part)?;
        }
    }
    Ok(())
}

/// What finished entries of a client bill more or less than those they replace: `; bills 0:30 more by rounding`, or
/// nothing.
///
/// Neither need be there yet, nor be gone. It is what rounding each by itself does, or other rates on other days.
pub fn difference(tx: &Tx<'_>, before: &[Entry], after: &[Entry]) -> Result<String> {
    let Some(client) = before.first().map(|e| e.client) else { return Ok(String::new()) };
    let known = tx.billing_client(client, tx.setting())?;
    let both = || before.iter().chain(after);
    let dates: BTreeSet<_> = both().map(|e| e.date).collect();
    let of = |entries: &[Entry]| {
        let mut lines = BTreeMap::new();
        for date in &dates {
            let mut day: Vec<Raw> = tx.raws_of(client, *date)?;
            day.retain(|raw| !both().any(|e| e.id == raw.id));
            day.extend(entries.iter().filter(|e| e.date == *date).map(Entry::raw));
            for (line, minutes) in day_lines(&known, &day) {
                *lines.entry(line).or_insert(0) += minutes;
            }
        }
        let minutes: i64 = lines.values().sum();
        let amount: i64 = lines.iter().map(|((_, rate, _), m)| worth(*m, rate.unwrap_or_default())).sum();
        Ok::<_, crate::error::Error>((minutes, amount))
    };
    let ((minutes, amount), (now, comes)) = (of(before)?, of(after)?);
    let way = |by: i64| if by < 0 { "less" } else { "more" };
    Ok(if now != minutes {
        let by = now - minutes;
        format!("; bills {} {} by rounding", hours_minutes(by.abs()), way(by))
    } else if comes != amount {
        let by = comes - amount;
        let money = Money::new(by.abs(), known.currency);
        format!("; comes to {money} {} at the rates of its days", way(by))
    } else {
        String::new()
    })
}
