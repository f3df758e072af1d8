//! Calendars and their events.

use serde::{Deserialize, Serialize};

use super::reads::Reads;
use super::record::{Origin, OriginName, Record, parse_column, record};
use crate::domain::event::{
    Alarm, Attendee, Duration, Event, Moment, Recurrence, RecurrenceProperties, Series, Status, titled,
};
use crate::domain::time::{Instant, iso, plus_days};
use crate::domain::zone::Zone;
use crate::error::{Doing, Result};

record! {
    /// A calendar: where events come from, and whose they are.
    Calendar "calendar" "calendar" "calendars" {
        /// Its name.
        name: String,
        /// The client all its events are for.
        client: Option<i64>,
    }
}

record! {
    /// A VTIMEZONE that a calendar brought along, kept for export.
    TimezoneRow "timezone" "time zone" "time zones of calendars" {
        /// The calendar.
        calendar: i64,
        /// The name its events use.
        tzid: String,
        /// The component as it came.
        component: String,
    }
}

record! {
    /// One VEVENT: a single event, the master of a series, or an override of some of its occurrences.
    EventRow "event" "event" "events" EVENT_ORIGIN {
        /// The calendar.
        calendar: i64,
        /// The client, set by hand or found by e-mail domain.
        client: Option<i64>,
        /// UID.
        uid: String,
        /// The occurrence it overrides; empty for a master.
        recurrence_id: String,
        /// SUMMARY.
        title: String,
        /// The start, in the notation of [`Moment`].
        starts: String,
        /// The end, likewise.
        ends: String,
        /// Whether it is a master that repeats.
        recurs: bool,
        /// `confirmed`, `tentative` or `cancelled`.
        status: Status,
        /// LOCATION.
        location: String,
        /// Where to meet online.
        url: String,
        /// Everything else that is modelled, as JSON.
        details: String,
        /// The VEVENT it came from.
        component: Option<String>,
        /// What it was when it was last taken in, as JSON: kept when it is first changed here.
        taken: Option<String>,
    }
}

/// How an event is known again.
const EVENT_ORIGIN: Origin<EventRow> = Origin {
    name: |row| {
        let (calendar, name, recurrence_id) = (Some(row.calendar), row.uid.clone(), row.recurrence_id.clone());
        row.component.is_some().then_some(OriginName { calendar, name, recurrence_id })
    },
    taken: |row| row.taken.as_deref(),
    remember: |row, taken| row.taken = taken,
    same: |old, new| {
        // The component follows from the rest, and no file says whose an event is.
        let (component, taken) = (old.component.clone(), old.taken.clone());
        *old == EventRow { component, taken, client: old.client, ..new.clone() }
    },
};

/// The columns of [`EventRow`] but for the component, which is as long as the rest and which no list shows.
macro_rules! slim {
    () => {
        "e.id AS id, e.calendar, e.client, e.uid, e.recurrence_id, e.title, e.starts, e.ends, e.recurs, e.status, e.location, \
         e.url, e.details, NULL AS component, NULL AS taken"
    };
}
pub(super) use slim;

/// What of an event no query asks for.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Details {
    #[serde(skip_serializing_if = "is_zero")]
    sequence: i64,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    following: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    duration: Option<Duration>,
    #[serde(skip_serializing_if = "is_once")]
    repeat: RecurrenceProperties,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    transparent: bool,
    #[serde(skip_serializing_if = "String::is_empty")]
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    organizer: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attendees: Vec<Attendee>,
    #[serde(skip_serializing_if = "Option::is_none")]
    alarms: Option<Vec<Alarm>>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands the field over by reference")]
fn is_zero(n: &i64) -> bool {
    *n == 0
}

fn is_once(repeat: &RecurrenceProperties) -> bool {
    *repeat == RecurrenceProperties::default()
}

impl EventRow {
    /// The row for an event of a calendar.
    pub fn of(event: Event, calendar: i64, client: Option<i64>) -> Result<Self> {
        let details = Details {
            sequence: event.sequence,
            following: event.recurrence.as_ref().is_some_and(|r| r.following),
            duration: event.duration,
            transparent: event.transparent,
            organizer: event.organizer,
            attendees: event.attendees,
            alarms: event.alarms,
            description: event.description,
            repeat: event.repeat,
        };
        Ok(Self {
            id: 0,
            calendar,
            client,
            uid: event.uid,
            recurrence_id: event.recurrence.map(|r| r.at.to_string()).unwrap_or_default(),
            title: event.title,
            starts: event.start.to_string(),
            ends: event.end.to_string(),
            recurs: !details.repeat.is_empty(),
            status: event.status,
            location: event.location,
            url: event.url.unwrap_or_default(),
            details: serde_json::to_string(&details).doing("keeping an event")?,
            component: (!event.component.is_empty()).then_some(event.component),
            taken: None,
        })
    }

    /// Returns the title, or what stands for a missing one.
    pub fn name(&self) -> &str {
        titled(&self.title)
    }

    /// The event of the row.
    pub fn event(&self) -> Result<Event> {
        let doing = "reading an event";
        let details: Details = serde_json::from_str(&self.details).doing(doing)?;
        let recurrence = match self.recurrence_id.as_str() {
            "" => None,
            at => Some(Recurrence { at: parse_column(doing, at)?, following: details.following }),
        };
        Ok(Event {
            uid: self.uid.clone(),
            recurrence,
            sequence: details.sequence,
            title: self.title.clone(),
            start: parse_column(doing, &self.starts)?,
            end: parse_column(doing, &self.ends)?,
            duration: details.duration,
            repeat: details.repeat,
            status: self.status,
            transparent: details.transparent,
            location: self.location.clone(),
            url: (!self.url.is_empty()).then(|| self.url.clone()),
            description: details.description,
            organizer: details.organizer,
            attendees: details.attendees,
            alarms: details.alarms,
            component: self.component.clone().unwrap_or_default(),
        })
    }

    /// The start as it was written.
    pub fn start(&self) -> Result<Moment> {
        parse_column("reading an event", &self.starts)
    }
}

/// A series as it is kept: the rows beside the events made from them.
#[derive(Clone, Debug, Default)]
pub struct SeriesRows {
    /// The master's row.
    pub master: Option<EventRow>,
    /// The overrides' rows, in the order of [`Series::overrides`].
    pub overrides: Vec<EventRow>,
}

impl SeriesRows {
    /// Returns its rows, the master first.
    pub fn rows(&self) -> impl Iterator<Item = &EventRow> {
        self.master.iter().chain(&self.overrides)
    }

    fn add(&mut self, row: EventRow) {
        if row.recurrence_id.is_empty() { self.master = Some(row) } else { self.overrides.push(row) }
    }

    /// Returns the series for expansion.
    pub fn series(&self) -> Result<Series> {
        Ok(Series {
            master: self.master.as_ref().map(EventRow::event).transpose()?,
            overrides: self.overrides.iter().map(EventRow::event).collect::<Result<_>>()?,
        })
    }
}

impl Reads {
    /// Every calendar by name.
    pub fn calendars(&self) -> Result<Vec<Calendar>> {
        self.all("reading calendars", "SELECT * FROM calendar ORDER BY name", (), Calendar::from_row)
    }

    /// The calendar with exactly this name.
    pub fn calendar_by_name(&self, name: &str) -> Result<Option<Calendar>> {
        self.maybe("reading a calendar", "SELECT * FROM calendar WHERE name = ?1", [name], Calendar::from_row)
    }

    /// The events of a calendar, or of all, as added.
    pub fn events(&self, calendar: Option<i64>) -> Result<Vec<EventRow>> {
        let sql = "SELECT * FROM event WHERE ?1 IS NULL OR calendar = ?1 ORDER BY id";
        self.all("reading events", sql, [calendar], EventRow::from_row)
    }

    /// The event of a calendar with this UID that overrides this occurrence (empty: the master).
    pub fn event_by_uid(&self, calendar: i64, uid: &str, recurrence_id: &str) -> Result<Option<EventRow>> {
        let sql = "SELECT * FROM event WHERE calendar = ?1 AND uid = ?2 AND recurrence_id = ?3";
        self.maybe("reading an event", sql, (calendar, uid, recurrence_id), EventRow::from_row)
    }

    /// Every row of the series that an event belongs to.
    pub fn series_of(&self, calendar: i64, uid: &str) -> Result<SeriesRows> {
        let sql = "SELECT * FROM event WHERE calendar = ?1 AND uid = ?2 ORDER BY id";
        let mut series = SeriesRows::default();
        for row in self.all("reading a series", sql, (calendar, uid), EventRow::from_row)? {
            series.add(row);
        }
        Ok(series)
    }

    /// The events that no client is set for, neither by themselves nor by their calendar, and in which one of these
    /// pieces of addresses may occur.
    pub fn unowned_events(&self, pieces: &[String]) -> Result<Vec<EventRow>> {
        let sql = "SELECT e.* FROM event e JOIN calendar c ON c.id = e.calendar WHERE e.client IS NULL AND c.client IS NULL \
                   AND EXISTS (SELECT 1 FROM json_each(?1) AS piece WHERE instr(lower(e.details), piece.value)) ORDER BY e.id";
        let doing = "reading events";
        // Only ASCII is made small here: an address with other letters is found by its '@', and then looked at.
        let pieces: Vec<&str> = pieces.iter().map(|p| if p.is_ascii() { p.as_str() } else { "@" }).collect();
        self.all(doing, sql, [serde_json::to_string(&pieces).doing(doing)?], EventRow::from_row)
    }

    /// Hands over, without components, every series that may have occurrences in `[from, to)`: what repeats, and what
    /// happens once not more than two days before or after, wherever its times are told.
    pub(super) fn each_series_within(
        &self,
        from: Instant,
        to: Instant,
        on: impl FnMut(SeriesRows) -> Result<()>,
    ) -> Result<()> {
        let day = |at: Instant, days: i64| iso(plus_days(Zone::utc().date(at), days));
        let (first, last) = (day(from, -2), day(to, 2));
        let within = "id IN (\
             SELECT id FROM event WHERE recurs = 0 AND recurrence_id = '' AND substr(starts, 1, 10) BETWEEN ?2 AND ?3 \
             UNION ALL SELECT id FROM event WHERE recurs = 0 AND recurrence_id = '' \
             AND substr(ends, 1, 10) > substr(starts, 1, 10) AND substr(ends, 1, 10) >= ?2 AND substr(starts, 1, 10) <= ?3 \
             UNION ALL SELECT id FROM event WHERE recurs = 1 OR recurrence_id <> '')";
        self.series_where(slim!(), within, &[first, last], on)
    }

    /// Hands over series one after the other, those of calendars with few events first: what is short of room then is the
    /// calendar that wants most of it.
    fn series_where<const N: usize>(
        &self,
        columns: &str,
        condition: &str,
        days: &[String; N],
        mut on: impl FnMut(SeriesRows) -> Result<()>,
    ) -> Result<()> {
        let doing = "reading events";
        let sql = "SELECT id FROM calendar ORDER BY (SELECT count(*) FROM event WHERE calendar = calendar.id), id";
        let sorted = format!("SELECT {columns} FROM event e WHERE calendar = ?1 AND {condition} ORDER BY uid, id");
        for calendar in self.all(doing, sql, (), |r| r.get::<_, i64>(0))? {
            let (mut series, mut done) = (SeriesRows::default(), Ok(()));
            let params =
                std::iter::once(rusqlite::types::Value::from(calendar)).chain(days.iter().cloned().map(Into::into));
            self.each(doing, &sorted, rusqlite::params_from_iter(params), EventRow::from_row, |row| {
                if series.rows().next().is_some_and(|first| first.uid != row.uid) {
                    done = on(std::mem::take(&mut series));
                }
                series.add(row);
                done.is_ok()
            })?;
            done?;
            if series.rows().next().is_some() {
                on(series)?;
            }
        }
        Ok(())
    }

    /// Returns every series at once.
    pub fn all_series(&self) -> Result<Vec<SeriesRows>> {
        let mut all = Vec::new();
        self.series_where("e.*", "1", &[], |rows| {
            all.push(rows);
            Ok(())
        })?;
        Ok(all)
    }

    /// The VTIMEZONEs of a calendar.
    pub fn timezones(&self, calendar: i64) -> Result<Vec<TimezoneRow>> {
        let sql = "SELECT * FROM timezone WHERE calendar = ?1 ORDER BY tzid";
        self.all("reading time zones", sql, [calendar], TimezoneRow::from_row)
    }
}
