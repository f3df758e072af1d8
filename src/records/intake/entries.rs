//! Work becomes an entry: a new one, one that is known, or none.

use super::identity::Name;
use super::merge;
use super::sink::{Heard, Intake, When};
use crate::domain::money::exact_minor;
use crate::domain::text::nfc;
use crate::error::Result;
use crate::formats::sources::Work;
use crate::store::{Alike, Bulk, Entry, Service};

impl<'a> Intake<'a> {
    /// Takes in work for a client.
    pub(super) fn entry(&mut self, work: &Work, client: i64, rest: &[String], when: &When, name: &Name) -> Heard {
        self.ready()?;
        let entry = self.read_entry(work, client, rest, when, name)?;
        if self.ask.dry_run {
            self.kinds.count(entry.service, &entry.tags);
        }
        let there = match &self.bulk {
            // In a database without entries none is known but of the same import.
            Some(bulk) if name.number > 1 || !self.first_file || bulk.first() > 1 => bulk.known(&entry)?,
            _ => None,
        };
        self.tally.plan(when.date, when.seconds);
        self.tally.took(client, when.seconds);
        self.tally.elsewhere += i64::from(entry.elsewhere.is_some());
        match there {
            Some(old) => self.known_entry(&old, entry, work)?,
            None => self.new_entry(&entry, name)?,
        }
        Ok(Ok(()))
    }

    /// Begins to add entries.
    fn ready(&mut self) -> Result<()> {
        if self.bulk.is_none() {
            let bulk: Bulk<'a, Entry> = self.tx.bulk::<Entry>()?;
            self.alike = (!self.ask.again).then(|| Alike::before(&bulk));
            self.bulk = Some(bulk);
        }
        Ok(())
    }

    /// What a row says.
    fn read_entry(&mut self, work: &Work, client: i64, rest: &[String], when: &When, name: &Name) -> Result<Entry> {
        let mut kind = self.kinds.sort(work, rest);
        if let Some(make) = kind.make.take() {
            let mut service: Service = self.kinds.made(&make);
            service.id = self.beside(|tx| tx.insert(&service))?;
            self.kinds.know(&service);
            kind.service = Some(service.id);
        }
        let currency = self.names.clients.get(&client).map(|known| known.currency);
        let rate = work.rate.filter(|(_, of)| self.ask.rates && Some(*of) == currency);
        let rate = rate.and_then(|(milli, of)| exact_minor(milli, of));
        self.tally.other_rates += i64::from(self.ask.rates && work.rate.is_some() && rate.is_none());
        Ok(Entry {
            id: 0,
            client,
            service: kind.service,
            task: None,
            event: None,
            note: nfc(work.note.trim()).into_owned(),
            tags: kind.tags,
            date: when.date,
            started_at: when.start,
            ended_at: when.end,
            seconds: Some(when.seconds),
            zone: self.ask.home.name().to_owned(),
            rush: kind.rush,
            billable: work.billable.unwrap_or(true),
            gift: false,
            bill_as: None,
            rate,
            external_id: Some(name.external.clone()),
            elsewhere: work.elsewhere.clone(),
            taken: None,
        })
    }

    /// Takes in an entry that is not known by its name.
    fn new_entry(&mut self, entry: &Entry, name: &Name) -> Result<()> {
        let [gone, _] = &self.gone;
        if gone.contains(&name.external) {
            self.tally.unchanged += 1;
            self.tally.deleted += 1;
            return Ok(());
        }
        let Self { tx, bulk, alike, .. } = self;
        let Some(bulk) = bulk else { return Ok(()) };
        if let Some(alike) = alike {
            // What the row before is known as is not what this one is like.
            let known = match &name.before {
                Some(before) => tx.entry_by_external(before)?.is_some_and(|old| old.id < bulk.first()),
                None => false,
            };
            if !known && alike.take(tx, entry)? {
                self.tally.already_here += 1;
                return Ok(());
            }
        }
        bulk.add(entry)?;
        self.tally.added += 1;
        self.moved(entry);
        Ok(())
    }

    /// Brings an entry up to date that is known by its name: what was changed here and not there stays.
    fn known_entry(&mut self, old: &Entry, entry: Entry, work: &Work) -> Result<()> {
        let base = match &old.taken {
            Some(image) => self.tx.of_image::<Entry>(image)?,
            None => old.clone(),
        };
        let of = |id: i64| self.names.clients.get(&id).map(|known| known.currency);
        let keeps_rate = !self.ask.rates && of(entry.client) == of(base.client);
        let same_start = entry.started_at == base.started_at && entry.started_at.is_some();
        let file = Entry {
            id: old.id,
            task: base.task,
            event: base.event,
            gift: base.gift,
            bill_as: base.bill_as,
            rate: if keeps_rate { base.rate } else { entry.rate },
            rush: if self.ask.rush_tag.is_some() { entry.rush } else { base.rush },
            billable: work.billable.unwrap_or(base.billable),
            date: if same_start { base.date } else { entry.date },
            zone: if same_start || entry.started_at.is_none() { base.zone.clone() } else { entry.zone.clone() },
            ..entry
        };
        let merged = merge::entry(old, &base, &file);
        self.tally.unchanged += i64::from(!merged.changes);
        if !merged.news {
            return Ok(());
        }
        let place = format!("{}:{}", self.place, work.line);
        if merged.changes
            && let Some(invoiced) = self.tx.invoiced(old.id)?
        {
            let on = invoiced.number.map_or_else(|| "is billed".to_owned(), |number| format!("is on {number}"));
            self.tally.unchanged += 1;
            self.tally.note(&format!("{place}: entry {} {on}, so it stays as it is", old.id));
            return Ok(());
        }
        let merged_is_file = Entry { taken: None, ..merged.record.clone() } == Entry { taken: None, ..file.clone() };
        let taken = if merged_is_file { None } else { Some(self.tx.image_of(&Entry { taken: None, ..file })?) };
        let new = Entry { taken, ..merged.record };
        if let Some(bulk) = self.bulk.as_mut().filter(|_| new != *old) {
            bulk.update(&new)?;
        }
        if merged.changes {
            self.tally.updated += 1;
            self.moved(&new);
            if !merged.replaced.is_empty() {
                let what = merged.replaced.join(", ");
                self.tally
                    .note(&format!("{place}: entry {} was changed here, too: {what} is now as in the file", old.id));
            }
        }
        Ok(())
    }

    /// Counts an entry that is new or another than it was.
    fn moved(&mut self, entry: &Entry) {
        self.tally.between(entry.started_at);
        let seconds = entry.seconds.unwrap_or_default();
        if let Some(settled) = self.names.clients.get(&entry.client).and_then(|known| known.settled)
            && entry.date <= settled
        {
            self.tally.late(entry.client, seconds);
        }
    }
}
