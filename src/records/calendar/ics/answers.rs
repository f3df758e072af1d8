//! Answers to invitations, and what else calendars tell each other about one.

use crate::domain::event::{Event, Moment, ParticipationStatus, Revision};
use crate::error::Result;
use crate::records::calendar::ics::intake::Taken;
use crate::records::calendar::ics::invite::{Item, Post, nowhere};
use crate::records::calendar::ics::merge::{called, said};
use crate::store::{EventRow, ImportOutcome, SeriesRows};

impl Post<'_> {
    /// What a guest answers: nothing but that guest's answer changes.
    pub(super) fn reply(&self, item: &Item, series: &SeriesRows) -> Result<Taken> {
        let rows = match self.meant(item, series) {
            rows if rows.is_empty() => self.apart(item, series)?.into_iter().collect(),
            rows => rows.into_iter().map(|row| row.event().map(|event| (row, event))).collect::<Result<Vec<_>>>()?,
        };
        let Some((first, _)) = rows.first() else { return Ok(nowhere(item, series)) };
        let known = self.intake.tx.revision(first)?;
        let known = Revision { stamp: None, ..known };
        // An answer is stamped by whoever gives it, and counts for the revision that it is to.
        if item.marks.sequence.is_some() && item.revision().is_older_than(known) {
            let (comes, known) = (item.marks.sequence.unwrap_or(0), known.sequence.unwrap_or(0));
            let why = format!("an answer to what is older than what is known (revision {comes} < {known})");
            return Ok(Taken::unchanged(Some(why)));
        }
        let (mut changed, mut uninvited) = (Vec::new(), Vec::new());
        for (row, mut event) in rows {
            let before = event.attendees.clone();
            for answer in &item.attendees {
                let of = event.attendees.iter_mut().find(|a| a.email.eq_ignore_ascii_case(&answer.email));
                let Some(of) = of else {
                    uninvited.push(format!("{} {}, and was not invited", called(answer), said(answer.answer)));
                    continue;
                };
                if of.answer != answer.answer {
                    of.answer = answer.answer;
                    let name = if of.name.is_empty() { called(answer) } else { called(of) };
                    changed.push(format!("{name} {}", said(answer.answer)));
                }
            }
            if event.attendees == before {
                continue;
            }
            if row.id == 0 {
                let event = self.intake.composed(row.calendar, event, self.intake.tx.now)?;
                self.intake.tx.insert(&EventRow::of(event, row.calendar, row.client)?)?;
            } else {
                self.intake.write(&row, event, self.intake.tx.now)?;
            }
        }
        let once = |mut all: Vec<String>| {
            all.dedup();
            (!all.is_empty()).then(|| all.join(", "))
        };
        uninvited.sort();
        Ok(match (once(changed), once(uninvited)) {
            (None, uninvited) => Taken::unchanged(uninvited),
            (why, notes) => Taken { outcome: ImportOutcome::Updated, why, notes: notes.into_iter().collect() },
        })
    }

    /// What is proposed in the place of what is.
    pub(super) fn counter(&self, item: &Item, series: &SeriesRows) -> Result<Taken> {
        let row = self.meant(item, series).into_iter().next();
        let present = match row {
            Some(row) => Some((row.event()?, row)),
            None => self.apart(item, series)?.map(|(row, event)| (event, row)),
        };
        let who = item.attendees.iter().find(|a| a.answer != ParticipationStatus::NeedsAction);
        let who = who.or(item.attendees.first()).map_or("a guest", called);
        let Some((present, row)) = present else { return Ok(nowhere(item, series)) };
        let id = if row.id == 0 { series.master.as_ref().map_or(0, |master| master.id) } else { row.id };
        let Some(event) = &item.event else {
            return Ok(Taken::noted(format!("{who} proposes another time for event {id}, and does not say which")));
        };
        let home = self.context.zone();
        let typed = |moment: &Moment| {
            let local = home.local(moment.instant(home));
            if moment.is_date() { moment.to_string() } else { local.format("'%Y-%m-%d %H:%M'").to_string() }
        };
        let mut edit = format!("event edit {id}");
        if let Some(recurrence) = item.recurrence.as_ref().filter(|_| row.id == 0) {
            edit.push_str(&format!(" --occurrence {} --scope this", typed(&recurrence.at)));
        }
        let lasts = |event: &Event| event.end.instant(home) - event.start.instant(home);
        edit.push_str(&format!(" --start {}", typed(&event.start)));
        if lasts(event) != lasts(&present) && !event.is_all_day() {
            edit.push_str(&format!(" --end {}", typed(&event.end)));
        }
        let (then, now) = (self.when(event), self.when(&present));
        Ok(Taken::noted(format!("{who} proposes {then} instead of {now}: {edit}")))
    }
}

impl Item {
    /// What calendars tell each other, and what nobody here has to do anything about.
    pub(super) fn between(&self, series: &SeriesRows) -> String {
        let title = series.rows().next().map_or_else(|| self.uid.clone(), |row| format!("'{}'", row.name()));
        let who = self.attendees.first().map_or("a guest", called);
        match self.method() {
            "REFRESH" => format!("{who} asks for the newest version of {title}: nothing is changed"),
            "DECLINECOUNTER" => format!("the other time that was proposed for {title} is declined: nothing is changed"),
            method => format!("METHOD:{method} is not understood: {title} stays as it is"),
        }
    }
}
