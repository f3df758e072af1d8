//! Tasks of other programs become tasks.

use super::merge;
use super::names::Whose;
use super::sink::{Heard, Intake};
use super::unknown::Called;
use crate::domain::recur::with_part;
use crate::domain::task::State;
use crate::domain::text::{clean_line, nfc};
use crate::domain::time::Instant;
use crate::domain::zone::Zone;
use crate::error::Result;
use crate::formats::sources::{Due, Item};
use crate::records::tasks::write::blank;
use crate::store::Task;

impl Intake<'_> {
    /// Takes a task in.
    pub(super) fn item(&mut self, item: &Item) -> Heard {
        self.tally.tasks += 1;
        let name = self.named.name(self.word, 0, &item.identity);
        let otherwise = self.ask.client.as_ref().map(|client| client.id);
        let found = self.names.find(&item.client, otherwise);
        let mut more = found.rest;
        let client = match (found.whose, found.called) {
            (Some(Whose::Skip), _) => {
                self.tally.skipped_clients += 1;
                return Ok(Ok(()));
            }
            (Some(Whose::Client(id)), _) => Some(id),
            (None, Called::Name(called)) if self.ask.create_clients => Some(self.create(&called, self.ask.currency)?),
            (None, Called::Name(called) | Called::Words(called)) => {
                *self.tally.tags_of_tasks.entry(called.clone()).or_default() += 1;
                more.insert(0, called);
                None
            }
            (None, Called::Nobody) => None,
        };
        let title = nfc(clean_line(&item.title).trim()).into_owned();
        if title.is_empty() {
            return Ok(Err("the task has no title".to_owned()));
        }
        let words = more.iter().chain(&item.tags).map(String::as_str);
        let (tags, _) = self.kinds.join(words, None);
        if self.ask.dry_run {
            self.kinds.count(None, &tags);
        }
        let closed = item.state.is_closed();
        let (due_date, due_at) = match item.due {
            Some(Due::Day(day)) => (Some(day), None),
            Some(Due::At(at)) => (None, Some(at)),
            None => (None, None),
        };
        let task = Task {
            title,
            client,
            due_date,
            due_at,
            due_zone: due_at.map(|_| self.ask.home.name().to_owned()),
            wait_until: item.wait_until,
            priority: item.priority.clamp(0, 3),
            estimate: item.estimate.filter(|minutes| *minutes > 0),
            note: nfc(item.note.trim()).into_owned(),
            tags,
            repeat: item.repeat.as_deref().map(|rule| match item.repeat_until {
                Some(last) => with_part(rule, "UNTIL", Some(&last.format("%Y%m%d").to_string())),
                None => rule.to_owned(),
            }),
            repeat_from: item.repeat.is_some().then(|| if item.repeat_from_done { "done" } else { "due" }.to_owned()),
            // Waiting is kept as open.
            state: if closed { item.state } else { State::Open },
            created_at: item.created.map_or(self.tx.now, |at| moment(at, &self.ask.home)),
            closed_at: closed.then(|| item.closed.map_or(self.tx.now, |at| moment(at, &self.ask.home))),
            external_id: Some(name.external.clone()),
            ..blank(self.tx)
        };
        match self.tx.task_by_external(&name.external)? {
            Some(old) => self.known_task(&old, task, item)?,
            None => self.new_task(&task)?,
        }
        Ok(Ok(()))
    }

    fn new_task(&mut self, task: &Task) -> Result<()> {
        let [_, gone] = &self.gone;
        if task.external_id.as_ref().is_some_and(|name| gone.contains(name)) {
            self.tally.unchanged += 1;
            self.tally.deleted += 1;
            return Ok(());
        }
        self.beside(|tx| tx.insert(task))?;
        self.tally.added += 1;
        Ok(())
    }

    /// Brings a task up to date: what was changed here and not there stays.
    fn known_task(&mut self, old: &Task, task: Task, item: &Item) -> Result<()> {
        let base = match &old.taken {
            Some(image) => self.tx.of_image::<Task>(image)?,
            None => old.clone(),
        };
        let same_day = task.state == base.state && item.closed.is_none();
        let file = Task {
            id: old.id,
            service: base.service,
            rush: base.rush,
            checklist: base.checklist.clone(),
            follows: base.follows,
            created_at: if item.created.is_some() { task.created_at } else { base.created_at },
            closed_at: if same_day { base.closed_at } else { task.closed_at },
            due_zone: if task.due_at == base.due_at { base.due_zone.clone() } else { task.due_zone.clone() },
            ..task
        };
        let merged = merge::task(old, &base, &file);
        self.tally.unchanged += i64::from(!merged.changes);
        if !merged.news {
            return Ok(());
        }
        let merged_is_file = Task { taken: None, ..merged.record.clone() } == Task { taken: None, ..file.clone() };
        let taken = if merged_is_file { None } else { Some(self.tx.image_of(&Task { taken: None, ..file })?) };
        let new = Task { taken, ..merged.record };
        if new != *old {
            self.beside(|tx| tx.update_taken(&new))?;
        }
        if merged.changes {
            self.tally.updated += 1;
            if !merged.replaced.is_empty() {
                let (what, place, line) = (merged.replaced.join(", "), &self.place, item.line);
                let note =
                    format!("{place}:{line}: task {} was changed here, too: {what} is now as in the file", old.id);
                self.tally.note(&note);
            }
        }
        Ok(())
    }
}

/// The moment that a day begins with, or the moment itself.
fn moment(due: Due, home: &Zone) -> Instant {
    match due {
        Due::Day(day) => home.start_of(day),
        Due::At(at) => at,
    }
}
