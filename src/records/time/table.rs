//! Entries taken in from a table.

use std::collections::HashMap;
use std::io::Read;

use chrono::NaiveDate;

use crate::command::call::Args;
use crate::command::grammar::clock::{read_clock, read_time};
use crate::command::grammar::date::read_date;
use crate::command::grammar::duration::read_duration;
use crate::command::grammar::{Now, Toward};
use crate::command::report::Done;
use crate::domain::time::Instant;
use crate::domain::zone::Zone;
use crate::error::{Error, Result};
use crate::formats::csv as table;
use crate::formats::csv::{Bad, EntryRecord, own_number};
use crate::records::import::{Counts, FileName, called};
use crate::store::{Alike, Bearers, Bulk, Client, Entry, Tx};

/// What people write in tables, read as what they type: but for what means another day on another day.
pub struct Plainly(pub Now);

impl Plainly {
    /// Reads as of today and as of another day; what differs depends on the day.
    fn twice<T: PartialEq>(
        &self,
        zone: &Zone,
        read: impl Fn(&Now) -> Result<T>,
    ) -> std::result::Result<Option<T>, String> {
        // Neither the same day of a month or a year, nor the same weekday.
        const ELSEWHEN: i64 = 1003 * 86_400;
        let now = |at| Now::new(at, zone.clone());
        let [today, then] =
            [self.0.at, self.0.at + ELSEWHEN].map(|at| read(&now(at)).map_err(|error| error.to_string()));
        let today = today?;
        Ok(then.ok().filter(|then| *then == today))
    }
}

impl table::WordReader for Plainly {
    fn day(&self, text: &str) -> std::result::Result<NaiveDate, String> {
        let plain = || format!("'{text}' is no date: write 2026-06-22 or 22.6.2026");
        let day = self.twice(&self.0.zone, |now| read_date(text, now, Toward::Past)).map_err(|_| plain())?;
        day.ok_or_else(|| format!("'{text}' says no year: write 2026-06-22 or 22.6.2026"))
    }

    fn length(&self, text: &str) -> std::result::Result<i64, String> {
        read_duration(text).map_err(|error| error.to_string())
    }

    fn moment(&self, text: &str, zone: &Zone, day: Option<NaiveDate>) -> std::result::Result<Instant, String> {
        let plain = || format!("'{text}' is no time: write 2026-06-22T09:00:00Z or 2026-06-22 09:00");
        if let Ok(clock) = read_clock(text) {
            let day =
                day.ok_or_else(|| format!("'{text}' is on no day: write 2026-06-22 09:00, or a date beside it"))?;
            return clock.on(day, zone).map_err(|error| error.to_string());
        }
        self.twice(zone, |now| read_time(text, now, Toward::Past)).map_err(|_| plain())?.ok_or_else(plain)
    }

    fn is_clock(&self, text: &str) -> bool {
        read_clock(text).is_ok()
    }
}

/// Rows on their way in.
struct Intake<'a> {
    tx: &'a Tx<'a>,
    bulk: Bulk<'a, Entry>,
    /// Entries that rows without an id may be equal to; nothing where all are taken.
    alike: Option<Alike>,
    /// Entries that had the numbers of others before.
    bearers: Bearers,
    /// Clients that take no time.
    archived: HashMap<i64, String>,
    silent: table::MissingColumns,
    mark: String,
    today: NaiveDate,
    force: bool,
    counts: Counts,
}

impl Intake<'_> {
    /// Takes a row in, or says why not.
    fn take(&mut self, row: EntryRecord) -> Result<std::result::Result<(), String>> {
        let EntryRecord { mut entry, .. } = row;
        if let Some(own) = entry.external_id.as_deref().and_then(|id| own_number(&self.mark, id)) {
            (entry.id, entry.external_id) = (own, None);
        }
        let Some(old) = self.bulk.known(&entry)? else {
            let named = entry.id != 0 || entry.external_id.is_some();
            if let Some(alike) = self.alike.as_mut().filter(|_| !named)
                && alike.take(self.tx, &entry)?
            {
                self.counts.already = self.counts.already.map(|n| n + 1);
                return Ok(Ok(()));
            }
            return Ok(match self.objection(None, &entry) {
                Some(what) => Err(what),
                None => {
                    self.bulk.add_as(&entry)?;
                    self.counts.added += 1;
                    Ok(())
                }
            });
        };
        let external = if entry.id == 0 { entry.external_id.take() } else { old.external_id.clone() };
        let mut new = Entry { id: old.id, task: old.task, event: old.event, external_id: external, ..entry };
        self.silent.carry(&old, &mut new);
        if new == old {
            self.counts.unchanged += 1;
            return Ok(Ok(()));
        }
        if old.external_id.is_none() && self.bearers.had_others(self.tx, &old)? {
            return Ok(Err(format!(
                "the number {} was another entry's when this was written: leave its external_id out",
                old.id
            )));
        }
        if let Some(what) = self.objection(Some(&old), &new) {
            return Ok(Err(what));
        }
        self.bulk.update(&new)?;
        self.counts.updated += 1;
        Ok(Ok(()))
    }

    /// Why an entry is not taken as it is, if it was not so already.
    fn objection(&self, old: Option<&Entry>, new: &Entry) -> Option<String> {
        if new.ended_at.is_some_and(|end| end > self.tx.now && old.is_none_or(|old| old.ended_at != new.ended_at)) {
            return Some("it ends in the future".to_owned());
        }
        if new.date > self.today && old.is_none_or(|old| old.date != new.date) {
            return Some(format!("{} is in the future", new.date));
        }
        if self.force {
            return None;
        }
        if new.seconds > Some(86_400) && old.is_none_or(|old| old.seconds != new.seconds) {
            return Some("it is longer than 24 h (--force takes it)".to_owned());
        }
        let archived = self.archived.get(&new.client).filter(|_| old.is_none_or(|old| old.client != new.client));
        archived.map(|name| format!("{name} is archived and takes no time (--force takes it)"))
    }
}

/// Takes entries in from a table; a row whose `external_id` is known updates that entry, and one without that is like an
/// entry that was there before is left out.
pub fn import_csv(tx: &Tx<'_>, args: &Args<'_>, from: impl Read) -> Result<Done> {
    let file = args.need::<FileName>("file")?.0;
    let skip_bad = args.flag("skip-bad");
    let place = file.display().to_string();
    let zone = tx.setting().zone.clone();
    let words = Plainly(Now::new(tx.now, zone.clone()));
    let today = zone.date(tx.now);
    let clients = tx.clients()?;
    let is_archived = |c: &&Client| c.archived_at.is_some();
    let archived = clients.iter().filter(is_archived).map(|c| (c.id, c.name.clone())).collect();
    let names = table::TableContext {
        clients: clients.into_iter().map(|c| (c.code, (c.id, c.currency))).collect(),
        services: tx.services()?.into_iter().map(|s| (s.code, s.id)).collect(),
        zone,
        words: &words,
        long: args.flag("force"),
    };
    let header = |bad: Bad| Error::problem(format!("{place}:{}: {}", bad.line.max(1), bad.what));
    let mut rows = table::read_entries(from, &names).map_err(header)?;
    let bulk = tx.bulk::<Entry>()?;
    let mut intake = Intake {
        tx,
        alike: (!args.flag("again")).then(|| Alike::before(&bulk)),
        bearers: Bearers::default(),
        bulk,
        archived,
        silent: rows.silent(),
        mark: tx.mark()?,
        today,
        force: args.flag("force"),
        counts: Counts { already: Some(0), ..Counts::default() },
    };
    let (mut first, mut last) = (None, None);
    let mut done = 0_u64;
    for row in &mut rows {
        done += 1;
        if done.is_multiple_of(10_000) {
            (args.context.tell)(&format!("{done} rows"));
        }
        let taken = match row {
            Ok(row) => {
                // Entries without clock times lie nowhere on the clock, and so neither first nor last.
                let (line, start) = (row.line, row.entry.started_at);
                let taken = intake.take(row)?;
                if taken.is_ok() {
                    first = [first, start].into_iter().flatten().min();
                    last = last.max(start);
                }
                taken.map_err(|what| Bad { line, what, last: false })
            }
            Err(bad) => Err(bad),
        };
        match taken {
            Ok(()) => {}
            Err(Bad { line, what, last: false }) if skip_bad => {
                intake.counts.skipped += 1;
                intake.counts.problem(&format!("{place}:{line}: {what}"));
            }
            Err(Bad { line, what, last }) => {
                let hint = if last { "" } else { " (--skip-bad leaves such rows out)" };
                return Err(Error::problem(format!("{place}:{line}: {what}; nothing was imported{hint}")));
            }
        }
    }
    let Intake { bulk, mut counts, .. } = intake;
    bulk.end()?;
    if done >= 10_000 {
        (args.context.tell)("adding up");
    }
    if let (Some(first), Some(last)) = (first, last) {
        counts.overlapping = tx.count_overlapping(first, last)?;
    }
    Ok(counts.done(&format!("imported {}", called(&file))))
}
