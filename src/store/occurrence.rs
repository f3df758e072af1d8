//! Occurrences: read where the window around now holds them, else worked out.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::Row;

use super::event::{EventRow, SeriesRows, slim};
use super::horizon::{ENOUGH, Filling, event_of};
use super::reads::Reads;
use super::record::Record;
use super::setting::StoreSettings;
use super::shared::{Showing, Shown};
use crate::domain::event::{Attendee, ParticipationStatus, Status};
use crate::domain::recur::Expansion;
use crate::domain::time::Instant;
use crate::error::Result;

/// One occurrence with the row of the event it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OccurrenceRow {
    /// The event.
    pub event: EventRow,
    /// The client: the event's own, else its calendar's.
    pub client: Option<i64>,
    /// The other clients it is with, where several calendars hold it.
    pub also: Vec<i64>,
    /// The calendar's name.
    pub calendar: String,
    /// When it starts.
    pub start: Instant,
    /// When it ends.
    pub end: Instant,
    /// The first day and the day after the last, if it lasts all day.
    pub all_day: Option<(NaiveDate, NaiveDate)>,
    /// What names it within its series; empty for an event that happens once.
    pub recurrence_id: String,
}

impl OccurrenceRow {
    /// The clients it is with.
    pub fn clients(&self) -> impl Iterator<Item = i64> {
        self.client.into_iter().chain(self.also.iter().copied())
    }

    /// The occurrence as it is shown, if it is.
    fn shown(mut self, by: &mut Shown<'_>) -> Result<Option<Self>> {
        match by.showing(&self.event, &self.recurrence_id)? {
            Showing::AsItIs => {}
            Showing::Not => return Ok(None),
            Showing::With(clients) => {
                let mut clients = clients.into_iter();
                self.client = clients.next();
                self.also = clients.collect();
            }
        }
        Ok(Some(self))
    }
}

/// A series that could not be expanded to the end of the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unexpanded {
    /// The title of the series.
    pub title: String,
    /// Why.
    pub why: String,
    /// The client it is with.
    pub client: Option<i64>,
}

impl EventRow {
    /// Returns whether the event has alarms of its own, if only none at all: seen without reading all of it.
    pub fn has_alarms(&self) -> bool {
        self.details.contains("\"alarms\"")
    }

    /// Returns whether it takes up time: neither cancelled nor declined under one of these addresses.
    pub fn is_on(&self, own: &[String]) -> bool {
        // Most events were declined by nobody: that is seen without reading who was invited.
        if self.status == Status::Cancelled || own.is_empty() || !self.details.contains("\"declined\"") {
            return self.status != Status::Cancelled;
        }
        let declined = |by: &Attendee| {
            by.answer == ParticipationStatus::Declined && own.iter().any(|o| o.eq_ignore_ascii_case(&by.email))
        };
        self.event().map_or(true, |event| !event.attendees.iter().any(declined))
    }
}

fn row(r: &Row<'_>) -> rusqlite::Result<OccurrenceRow> {
    let event = EventRow::from_row(r)?;
    // By place: to look names up in each row would cost more than reading it.
    let at = |n: usize| 1 + EventRow::COLUMNS.len() + n;
    let owner: Option<i64> = r.get(at(6))?;
    let (first, last): (Option<NaiveDate>, Option<NaiveDate>) = (r.get(at(2))?, r.get(at(3))?);
    Ok(OccurrenceRow {
        client: event.client.or(owner),
        also: Vec::new(),
        event,
        start: r.get(at(0))?,
        end: r.get(at(1))?,
        all_day: first.zip(last),
        recurrence_id: r.get(at(4))?,
        calendar: r.get(at(5))?,
    })
}

/// Occurrences with the rows of their events.
const OCCURRENCE: &str = concat!(
    "SELECT ",
    slim!(),
    ", o.starts_at, o.ends_at, o.first_day, o.last_day, o.recurrence_id AS instance, \
     c.name AS calendar_name, c.client AS calendar_client \
     FROM occurrence o JOIN event e ON e.id = o.event JOIN calendar c ON c.id = e.calendar"
);

/// The statement that reads what overlaps `[?1, ?2)`. With the plus, what lasts over days is looked for by its own index, and
/// not among all that began before.
fn overlapping(select: &str) -> String {
    format!(
        "{select} WHERE o.starts_at > ?1 - 86400 AND o.starts_at < ?2 AND (o.ends_at > ?1 OR o.starts_at >= ?1) \
         UNION ALL {select} WHERE o.ends_at - o.starts_at > 86400 AND o.ends_at > ?1 AND +o.starts_at <= ?1 - 86400"
    )
}

impl Reads {
    /// The occurrences that overlap `[from, to)`, by start, and what could not be expanded. What several calendars hold is
    /// one meeting, in its newest version.
    ///
    /// Within the window they are read; outside they are worked out from the rules.
    pub fn occurrences(
        &self,
        from: Instant,
        to: Instant,
        setting: &StoreSettings,
    ) -> Result<(Vec<OccurrenceRow>, Vec<Unexpanded>)> {
        if self.is_kept(from, to, setting)? {
            let doing = "reading the schedule";
            let mut found = self.all(doing, &overlapping(OCCURRENCE), (from, to), row)?;
            found.sort_by_key(|o| (o.start, o.end, o.event.id));
            let sql = "SELECT title, why, (SELECT coalesce(e.client, c.client) FROM event e JOIN calendar c ON c.id = e.calendar \
                       WHERE e.calendar = u.calendar AND e.uid = u.uid ORDER BY e.recurrence_id LIMIT 1) \
                       FROM unexpanded u ORDER BY title, uid";
            let missing = |r: &Row<'_>| Ok(Unexpanded { title: r.get(0)?, why: r.get(1)?, client: r.get(2)? });
            let missing = self.all(doing, sql, (), missing)?;
            return Ok((self.shown(setting, found)?, missing));
        }
        self.expand_all(from, to, setting)
    }

    /// The occurrences with a time of the day that overlap one of some spans, by start.
    pub fn meetings_in(&self, spans: &[(Instant, Instant)], setting: &StoreSettings) -> Result<Vec<OccurrenceRow>> {
        let (from, to) = (spans.iter().map(|span| span.0).min(), spans.iter().map(|span| span.1).max());
        let Some((from, to)) = from.zip(to) else { return Ok(Vec::new()) };
        let meets = |start: Instant, end: Instant| spans.iter().any(|span| span.0 < end && start < span.1);
        if !self.is_kept(from, to, setting)? {
            let mut found = self.expand_all(from, to, setting)?.0;
            found.retain(|at| at.all_day.is_none() && meets(at.start, at.end));
            return Ok(found);
        }
        let doing = "reading the schedule";
        // Which they are is read first: of weeks of meetings few are in the way.
        let narrow = "SELECT o.starts_at, o.ends_at, o.event, o.recurrence_id, o.first_day IS NULL FROM occurrence o";
        let read = |r: &Row<'_>| Ok(((r.get(0)?, r.get(1)?), (r.get::<_, i64>(2)?, r.get::<_, String>(3)?), r.get(4)?));
        let mut places = Vec::new();
        self.each(doing, &overlapping(narrow), (from, to), read, |((start, end), of, timed)| {
            places.extend((timed && meets(start, end)).then_some((start, end, of)));
            true
        })?;
        places.sort();
        let all = places.into_iter().map(|(start, _, (event, instance))| self.occurrence_at(start, event, &instance));
        self.shown(setting, all.collect::<Result<_>>()?)
    }

    /// The occurrence of an event at a start, which is known to be kept.
    fn occurrence_at(&self, start: Instant, event: i64, instance: &str) -> Result<OccurrenceRow> {
        let sql = format!("{OCCURRENCE} WHERE o.starts_at = ?1 AND o.event = ?2 AND o.recurrence_id = ?3");
        self.one("reading the schedule", &sql, (start, event, instance), row)
    }

    /// Whether there are series of which something is missing, because there is not room for all.
    pub fn has_unexpanded(&self) -> Result<bool> {
        self.one("reading the schedule", "SELECT EXISTS (SELECT 1 FROM unexpanded)", (), |r| r.get(0))
    }

    /// The occurrences that begin in `[from, to)` and have reminders of their own.
    pub fn with_alarms(&self, from: Instant, to: Instant, setting: &StoreSettings) -> Result<Vec<OccurrenceRow>> {
        if self.is_kept(from, to, setting)? {
            let sql = format!("{OCCURRENCE} WHERE o.starts_at >= ?1 AND o.starts_at < ?2 AND o.alarmed");
            return self.shown(setting, self.all("reading the schedule", &sql, (from, to), row)?);
        }
        let mut found = self.expand_all(from, to, setting)?.0;
        found.retain(|at| at.start >= from && at.event.has_alarms());
        Ok(found)
    }

    /// The next meeting that begins in `(from, to)`, neither all day nor called off or declined.
    pub fn next_meeting(&self, from: Instant, to: Instant, setting: &StoreSettings) -> Result<Option<OccurrenceRow>> {
        let mut found = None;
        self.each_meeting(from, to, setting, |at| {
            found = Some(at);
            false
        })?;
        Ok(found)
    }

    /// The start of each client's next meeting in `(from, to)`, neither all day nor called off or declined.
    pub fn next_meetings(&self, from: Instant, to: Instant, setting: &StoreSettings) -> Result<HashMap<i64, Instant>> {
        if setting.emails.is_empty()
            && self.is_kept(from, to, setting)?
            && let Some(first) = self.next_of_each(from, to, setting)?
        {
            return Ok(first);
        }
        let mut first = HashMap::new();
        self.each_meeting(from, to, setting, |at| {
            for client in at.clients() {
                first.entry(client).or_insert(at.start);
            }
            true
        })?;
        Ok(first)
    }

    /// The same by one statement; nothing where one of them stands in several calendars, and another version may count.
    fn next_of_each(
        &self,
        from: Instant,
        to: Instant,
        setting: &StoreSettings,
    ) -> Result<Option<HashMap<i64, Instant>>> {
        // Beside the least of a group stand the other columns of its row.
        let sql = "SELECT coalesce(e.client, c.client) AS whose, min(o.starts_at), e.uid, e.calendar \
                   FROM occurrence o JOIN event e ON e.id = o.event JOIN calendar c ON c.id = e.calendar \
                   WHERE o.starts_at > ?1 AND o.starts_at < ?2 AND o.first_day IS NULL AND e.status <> 'cancelled' \
                   AND whose IS NOT NULL GROUP BY whose";
        let read = |r: &Row<'_>| Ok((r.get(0)?, r.get(1)?, r.get::<_, String>(2)?, r.get(3)?));
        let mut shown = Shown::new(self, setting)?;
        let mut first = HashMap::new();
        for (client, start, uid, calendar) in self.all("reading the schedule", sql, (from, to), read)? {
            if shown.is_shared(&uid, calendar)? {
                return Ok(None);
            }
            first.insert(client, start);
        }
        Ok(Some(first))
    }

    /// The meetings that begin in `(from, to)` by start, neither all day nor called off or declined, as long as `on`
    /// says that it wants more.
    fn each_meeting(
        &self,
        from: Instant,
        to: Instant,
        setting: &StoreSettings,
        mut on: impl FnMut(OccurrenceRow) -> bool,
    ) -> Result<()> {
        let holds = |at: &OccurrenceRow| at.all_day.is_none() && at.start > from && at.event.is_on(&setting.emails);
        if !self.is_kept(from, to, setting)? {
            self.expand_all(from, to, setting)?.0.into_iter().filter(holds).all(on);
            return Ok(());
        }
        let sql = format!(
            "{OCCURRENCE} WHERE o.starts_at > ?1 AND o.starts_at < ?2 AND o.first_day IS NULL \
             ORDER BY o.starts_at, o.ends_at, e.id"
        );
        let (mut shown, mut done) = (Shown::new(self, setting)?, Ok(()));
        self.each("reading the schedule", &sql, (from, to), row, |at| {
            match if holds(&at) { at.shown(&mut shown) } else { Ok(None) } {
                Ok(at) => at.is_none_or(&mut on),
                Err(error) => {
                    done = Err(error);
                    false
                }
            }
        })?;
        done
    }

    /// Of occurrences that were read, those that are shown.
    fn shown(&self, setting: &StoreSettings, all: Vec<OccurrenceRow>) -> Result<Vec<OccurrenceRow>> {
        let mut by = Shown::new(self, setting)?;
        all.into_iter().filter_map(|at| at.shown(&mut by).transpose()).collect()
    }

    /// Whether the window holds everything between two moments.
    fn is_kept(&self, from: Instant, to: Instant, setting: &StoreSettings) -> Result<bool> {
        Ok(self.horizon(setting)?.is_some_and(|(start, end)| start <= from && to <= end))
    }

    /// The next occurrences with a client that end after `from`, as far as the window reaches; else of `ENOUGH` time.
    pub fn upcoming(
        &self,
        client: i64,
        from: Instant,
        limit: usize,
        setting: &StoreSettings,
    ) -> Result<Vec<OccurrenceRow>> {
        if self.horizon(setting)?.is_some_and(|(start, end)| start <= from && from < end) {
            // From its events to their dates: who has few meetings would be looked for among everybody's.
            let place = "SELECT o.starts_at, o.ends_at, o.event, o.recurrence_id FROM";
            let dates = "CROSS JOIN occurrence o ON o.event = e.id";
            let to_come = "o.starts_at > ?1 - 86400 AND o.ends_at > ?1";
            let sql = format!(
                "{place} event e {dates} WHERE e.client = ?2 AND {to_come} \
                 UNION ALL {place} calendar c CROSS JOIN event e ON e.calendar = c.id {dates} \
                 WHERE c.client = ?2 AND e.client IS NULL AND {to_come} ORDER BY 1, 2, 3 LIMIT ?3"
            );
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            let read = |r: &Row<'_>| Ok((r.get(0)?, r.get(2)?, r.get::<_, String>(3)?));
            let places = self.all("reading the schedule", &sql, (from, client, limit), read)?;
            let found = places.into_iter().map(|(start, event, of)| self.occurrence_at(start, event, &of));
            let found: Vec<OccurrenceRow> = found.collect::<Result<_>>()?;
            let mut shown = Shown::new(self, setting)?;
            let mut shared = false;
            for at in &found {
                shared = shared || shown.is_shared(&at.event.uid, at.event.calendar)?;
            }
            if !shared {
                return Ok(found);
            }
        }
        let within = self.horizon(setting)?.filter(|(start, end)| *start <= from && from < *end);
        let end = within.map_or(from + ENOUGH, |(_, end)| end);
        let mut found = self.occurrences(from, end, setting)?.0;
        found.retain(|o| o.clients().any(|own| own == client) && o.end > from);
        found.truncate(limit);
        Ok(found)
    }

    fn expand_all(
        &self,
        from: Instant,
        to: Instant,
        setting: &StoreSettings,
    ) -> Result<(Vec<OccurrenceRow>, Vec<Unexpanded>)> {
        let calendars: HashMap<i64, (String, Option<i64>)> =
            self.calendars()?.into_iter().map(|c| (c.id, (c.name, c.client))).collect();
        let (mut found, mut unexpanded) = (Vec::new(), Vec::new());
        let mut on = |rows: &SeriesRows, expansion: Expansion| {
            for occurrence in expansion.occurrences {
                let Some(event) = event_of(rows, &occurrence) else { continue };
                let (calendar, owner) = calendars.get(&event.calendar).cloned().unwrap_or_default();
                found.push(OccurrenceRow {
                    client: event.client.or(owner),
                    also: Vec::new(),
                    calendar,
                    start: occurrence.start,
                    end: occurrence.end,
                    all_day: occurrence.all_day,
                    recurrence_id: occurrence.recurrence_id.map(|m| m.to_string()).unwrap_or_default(),
                    event: event.clone(),
                });
            }
            if let (Some(why), Some(row)) = (expansion.refused, rows.rows().next()) {
                let owner = calendars.get(&row.calendar).and_then(|(_, owner)| *owner);
                unexpanded.push(Unexpanded { title: row.title.clone(), why, client: row.client.or(owner) });
            }
            Ok(())
        };
        let mut filling = Filling::new(setting, from, to);
        self.each_series_within(from, to, |rows| filling.take(rows, &mut on))?;
        filling.end(on)?;
        found.sort_by_key(|o| (o.start, o.end, o.event.id));
        Ok((self.shown(setting, found)?, unexpanded))
    }
}
