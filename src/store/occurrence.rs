//! Occurrences within a window around now, kept so that a day is read and not computed.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use rusqlite::Row;

use super::event::SeriesRows;
use super::{EventRow, Reads, Record, Setting, Store, Tx};
use crate::domain::event::{Answer, Attendee, Occurrence, Which};
use crate::domain::recur::{Budget, Expansion, expand_within, is_dense};
use crate::domain::time::Instant;
use crate::error::Result;

const DAY: i64 = 86_400;
/// Series that are put off because they want more than a little room; of those beyond, what a little gives is shown.
const LATER: usize = 200;
/// Occurrences kept of a series that gives too many.
const REFUSED: usize = 1_000;
/// How far back and ahead of the present the window reaches when it is made.
const BEHIND: i64 = 60 * DAY;
const AHEAD: i64 = 420 * DAY;
/// How much of it must lie ahead before it is made anew.
const ENOUGH: i64 = 60 * DAY;

/// One occurrence with the row of the event it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OccurrenceRow {
    /// The event.
    pub event: EventRow,
    /// The client: the event's own, else its calendar's.
    pub client: Option<i64>,
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
    /// Whether it says itself when one is to be reminded, if only never: seen without reading all of it.
    pub fn has_alarms(&self) -> bool {
        self.details.contains("\"alarms\"")
    }

    /// Whether it takes place with the user there: neither called off nor declined under one of these addresses.
    pub fn is_on(&self, own: &[String]) -> bool {
        // Most events were declined by nobody: that is seen without reading who was invited.
        if self.status == "cancelled" || own.is_empty() || !self.details.contains("\"declined\"") {
            return self.status != "cancelled";
        }
        let declined =
            |by: &Attendee| by.answer == Answer::Declined && own.iter().any(|o| o.eq_ignore_ascii_case(&by.email));
        self.event().map_or(true, |event| !event.attendees.iter().any(declined))
    }
}

fn row(r: &Row<'_>) -> rusqlite::Result<OccurrenceRow> {
    let first: Option<NaiveDate> = r.get("first_day")?;
    let last: Option<NaiveDate> = r.get("last_day")?;
    let event = EventRow::from_row(r)?;
    let owner: Option<i64> = r.get("calendar_client")?;
    Ok(OccurrenceRow {
        client: event.client.or(owner),
        event,
        calendar: r.get("calendar_name")?,
        start: r.get("starts_at")?,
        end: r.get("ends_at")?,
        all_day: first.zip(last),
        recurrence_id: r.get("instance")?,
    })
}

const OCCURRENCE: &str = "SELECT e.*, o.starts_at, o.ends_at, o.first_day, o.last_day, o.recurrence_id AS instance, \
                          c.name AS calendar_name, c.client AS calendar_client \
                          FROM occurrence o JOIN event e ON e.id = o.event JOIN calendar c ON c.id = e.calendar";

impl Reads {
    /// The occurrences that overlap `[from, to)`, by start, and what could not be expanded.
    ///
    /// Within the window they are read; outside they are worked out from the rules.
    pub fn occurrences(
        &self,
        from: Instant,
        to: Instant,
        setting: &Setting,
    ) -> Result<(Vec<OccurrenceRow>, Vec<Unexpanded>)> {
        if self.is_kept(from, to, setting)? {
            let doing = "reading the schedule";
            // With the plus, what lasts over days is looked for by its own index, and not among all that began before.
            let sql = format!(
                "{OCCURRENCE} WHERE o.starts_at > ?1 - 86400 AND o.starts_at < ?2 AND (o.ends_at > ?1 OR o.starts_at >= ?1) \
                 UNION ALL {OCCURRENCE} WHERE o.ends_at - o.starts_at > 86400 AND o.ends_at > ?1 AND +o.starts_at <= ?1 - 86400 \
                 ORDER BY starts_at, ends_at, id"
            );
            let found = self.all(doing, &sql, (from, to), row)?;
            let sql = "SELECT title, why, (SELECT coalesce(e.client, c.client) FROM event e JOIN calendar c ON c.id = e.calendar \
                       WHERE e.calendar = u.calendar AND e.uid = u.uid ORDER BY e.recurrence_id LIMIT 1) \
                       FROM unexpanded u ORDER BY title, uid";
            let missing = |r: &Row<'_>| Ok(Unexpanded { title: r.get(0)?, why: r.get(1)?, client: r.get(2)? });
            let missing = self.all(doing, sql, (), missing)?;
            return Ok((found, missing));
        }
        self.expand_all(from, to, setting)
    }

    /// The occurrences that begin in `[from, to)` and have reminders of their own.
    pub fn with_alarms(&self, from: Instant, to: Instant, setting: &Setting) -> Result<Vec<OccurrenceRow>> {
        if self.is_kept(from, to, setting)? {
            let sql =
                format!("{OCCURRENCE} WHERE o.starts_at >= ?1 AND o.starts_at < ?2 AND instr(e.details, '\"alarms\"')");
            return self.all("reading the schedule", &sql, (from, to), row);
        }
        let mut found = self.expand_all(from, to, setting)?.0;
        found.retain(|at| at.start >= from && at.event.has_alarms());
        Ok(found)
    }

    /// The next meeting that begins in `(from, to)`, neither all day nor called off or declined.
    pub fn next_meeting(&self, from: Instant, to: Instant, setting: &Setting) -> Result<Option<OccurrenceRow>> {
        let mut found = None;
        self.each_meeting(from, to, setting, |at| {
            found = Some(at);
            false
        })?;
        Ok(found)
    }

    /// The start of each client's next meeting in `(from, to)`, neither all day nor called off or declined.
    pub fn next_meetings(&self, from: Instant, to: Instant, setting: &Setting) -> Result<HashMap<i64, Instant>> {
        let mut first = HashMap::new();
        if setting.emails.is_empty() && self.is_kept(from, to, setting)? {
            let sql = "SELECT coalesce(e.client, c.client) AS whose, min(o.starts_at) \
                       FROM occurrence o JOIN event e ON e.id = o.event JOIN calendar c ON c.id = e.calendar \
                       WHERE o.starts_at > ?1 AND o.starts_at < ?2 AND o.first_day IS NULL AND e.status <> 'cancelled' \
                       AND whose IS NOT NULL GROUP BY whose";
            let found: Vec<(i64, Instant)> =
                self.all("reading the schedule", sql, (from, to), |r| Ok((r.get(0)?, r.get(1)?)))?;
            first.extend(found);
            return Ok(first);
        }
        self.each_meeting(from, to, setting, |at| {
            at.client.map(|client| first.entry(client).or_insert(at.start));
            true
        })?;
        Ok(first)
    }

    /// The meetings that begin in `(from, to)` by start, neither all day nor called off or declined, as long as `on`
    /// says that it wants more.
    fn each_meeting(
        &self,
        from: Instant,
        to: Instant,
        setting: &Setting,
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
        self.each("reading the schedule", &sql, (from, to), row, |at| !holds(&at) || on(at))
    }

    /// Whether the window holds everything between two moments.
    fn is_kept(&self, from: Instant, to: Instant, setting: &Setting) -> Result<bool> {
        Ok(self.horizon(setting)?.is_some_and(|(start, end)| start <= from && to <= end))
    }

    /// The next occurrences with a client that end after `from`, as far as the window reaches; else of `ENOUGH` time.
    pub fn upcoming(&self, client: i64, from: Instant, limit: usize, setting: &Setting) -> Result<Vec<OccurrenceRow>> {
        if self.horizon(setting)?.is_some_and(|(start, end)| start <= from && from < end) {
            let sql = format!(
                "{OCCURRENCE} WHERE o.starts_at > ?1 - 86400 AND o.ends_at > ?1 AND coalesce(e.client, c.client) = ?2 \
                 ORDER BY o.starts_at, o.ends_at, e.id LIMIT ?3"
            );
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            return self.all("reading the schedule", &sql, (from, client, limit), row);
        }
        let mut found = self.expand_all(from, from + ENOUGH, setting)?.0;
        found.retain(|o| o.client == Some(client) && o.end > from);
        found.truncate(limit);
        Ok(found)
    }

    fn expand_all(
        &self,
        from: Instant,
        to: Instant,
        setting: &Setting,
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
        self.each_series(|rows| filling.take(rows, &mut on))?;
        filling.end(on)?;
        found.sort_by_key(|o| (o.start, o.end, o.event.id));
        Ok((found, unexpanded))
    }

    /// The window, if there is one for the home zone.
    fn horizon(&self, setting: &Setting) -> Result<Option<(Instant, Instant)>> {
        let sql = "SELECT starts_at, ends_at FROM horizon WHERE zone = ?1";
        self.maybe("reading the schedule", sql, [setting.zone.name()], |r| Ok((r.get(0)?, r.get(1)?)))
    }

    /// Whether the window should be made anew because it ends too soon after `now`, or is of another home zone.
    pub fn horizon_is_near(&self, now: Instant, setting: &Setting) -> Result<bool> {
        let any =
            self.one("reading the schedule", "SELECT EXISTS (SELECT 1 FROM event)", (), |r| r.get::<_, bool>(0))?;
        Ok(any && self.horizon(setting)?.is_none_or(|(start, end)| now + ENOUGH > end || now - DAY < start))
    }
}

/// Many series worked out within a budget that they share: first those that say what they have with a little work, so
/// that no calendar made to do harm takes the room of the others; then those that want more, each with an even share of
/// what is left.
struct Filling<'a> {
    setting: &'a Setting,
    from: Instant,
    to: Instant,
    budget: Budget,
    later: Vec<SeriesRows>,
}

impl<'a> Filling<'a> {
    fn new(setting: &'a Setting, from: Instant, to: Instant) -> Self {
        Self { setting, from, to, budget: Budget::roomy(), later: Vec::new() }
    }

    /// Hands what a series gives to `on`, or puts it off.
    fn take(&mut self, rows: SeriesRows, on: impl FnOnce(&SeriesRows, Expansion) -> Result<()>) -> Result<()> {
        let series = rows.series()?;
        let (dense, room) = (is_dense(&series), self.later.len() < LATER);
        if dense && room {
            self.later.push(rows);
            return Ok(());
        }
        let portion = if dense { self.budget.share(usize::MAX) } else { self.budget.portion() };
        let mut left = portion;
        let expansion = expand_within(&series, &self.setting.zone, self.from, self.to, &mut left);
        if expansion.refused.is_some() && room && !self.budget.is_used_up() {
            self.budget.pay_steps(portion, left);
            self.later.push(rows);
            return Ok(());
        }
        self.budget.pay(portion, left);
        on(&rows, expansion)
    }

    /// Hands to `on` what those give that were put off.
    fn end(self, mut on: impl FnMut(&SeriesRows, Expansion) -> Result<()>) -> Result<()> {
        let (mut rest, many) = (self.budget.rest(), self.later.len());
        for (n, rows) in self.later.into_iter().enumerate() {
            let share = rest.share(many - n);
            let mut left = share;
            let expansion = expand_within(&rows.series()?, &self.setting.zone, self.from, self.to, &mut left);
            rest.pay(share, left);
            on(&rows, expansion)?;
        }
        Ok(())
    }
}

fn event_of<'a>(rows: &'a SeriesRows, occurrence: &Occurrence) -> Option<&'a EventRow> {
    match occurrence.which {
        Which::Master => rows.master.as_ref(),
        Which::Override(index) => rows.overrides.get(index),
    }
}

impl Store {
    /// Sees to it, before the schedule is read, that its window reaches far enough ahead.
    ///
    /// Who only reads waits for nobody: while another program writes, or where nothing can be written, what is asked
    /// for is worked out instead, at a price but all the same.
    pub fn ready_schedule(&self, now: Instant) -> Result<()> {
        if self.read_only || !self.horizon_is_near(now, &self.setting)? {
            return Ok(());
        }
        let _ = self.at_once(|| self.aside("filling the schedule", |tx| tx.renew_horizon(now)));
        Ok(())
    }
}

impl Tx<'_> {
    /// Makes the window anew around the present and fills it.
    pub fn renew_horizon(&self, now: Instant) -> Result<()> {
        let doing = "filling the schedule";
        self.be_roomy()?;
        self.batch(doing, "DELETE FROM occurrence; DELETE FROM horizon; DELETE FROM unexpanded;")?;
        let (start, end) = (now - BEHIND, now + AHEAD);
        let sql = "INSERT INTO horizon(starts_at, ends_at, zone) VALUES (?1, ?2, ?3)";
        self.run(doing, sql, (start, end, self.setting().zone.name()))?;
        let mut filling = Filling::new(self.setting(), start, end);
        self.each_series(|rows| filling.take(rows, |rows, expansion| self.fill(rows, expansion)))?;
        filling.end(|rows, expansion| self.fill(rows, expansion))
    }

    fn fill(&self, rows: &SeriesRows, expansion: Expansion) -> Result<()> {
        let sql = "INSERT INTO occurrence(event, starts_at, ends_at, first_day, last_day, recurrence_id) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING";
        let mut most = usize::MAX;
        if let (Some(why), Some(row)) = (&expansion.refused, rows.rows().next()) {
            let sql = "INSERT INTO unexpanded(calendar, uid, title, why, cut) VALUES (?1, ?2, ?3, ?4, ?5) \
                       ON CONFLICT DO NOTHING";
            self.run("filling the schedule", sql, (row.calendar, &row.uid, &row.title, why, expansion.cut))?;
            // A meeting every second is no meeting: enough of them to see that.
            most = REFUSED;
        }
        for occurrence in expansion.occurrences.into_iter().take(most) {
            let Some(event) = event_of(rows, &occurrence) else { continue };
            let (first, last) = occurrence.all_day.unzip();
            let instance = occurrence.recurrence_id.map(|m| m.to_string()).unwrap_or_default();
            self.run("filling the schedule", sql, (event.id, occurrence.start, occurrence.end, first, last, instance))?;
        }
        Ok(())
    }

    /// Works the occurrences of the series that a step touched out again; how many more cannot be shown to the end.
    pub(super) fn settle_occurrences(&self, op: i64) -> Result<i64> {
        type Place = (Option<i64>, Option<String>);
        let doing = "filling the schedule";
        let sql = "SELECT row, before ->> 'calendar', before ->> 'uid', after ->> 'calendar', after ->> 'uid' \
                   FROM change WHERE op = ?1 AND record = 'event' ORDER BY id";
        let (mut rows, mut series) = (Vec::new(), BTreeSet::new());
        let read = |r: &Row<'_>| Ok((r.get(0)?, (r.get(1)?, r.get(2)?), (r.get(3)?, r.get(4)?)));
        self.each(doing, sql, [op], read, |(row, before, after): (i64, Place, Place)| {
            rows.push(row);
            series.extend([before, after].into_iter().filter_map(|(calendar, uid)| calendar.zip(uid)));
            true
        })?;
        series.extend(self.series_added(op)?);
        for row in rows {
            self.run(doing, "DELETE FROM occurrence WHERE event = ?1", [row])?;
        }
        // A rule that is passed over was said when it was read.
        let sql = "SELECT count(*) FROM unexpanded WHERE cut";
        let missing = || self.one(doing, sql, (), |r| r.get::<_, i64>(0));
        let before = missing()?;
        self.settle_series(&series)?;
        Ok((missing()? - before).max(0))
    }

    /// Works the occurrences of some series out again; those of rows that are gone are gone already.
    fn fill_again(&self, series: &BTreeSet<(i64, String)>, start: Instant, end: Instant) -> Result<()> {
        let doing = "filling the schedule";
        let mut filling = Filling::new(self.setting(), start, end);
        for (calendar, uid) in series {
            self.run(doing, "DELETE FROM unexpanded WHERE calendar = ?1 AND uid = ?2", (calendar, uid))?;
            let rows = self.series_of(*calendar, uid)?;
            for row in rows.rows() {
                self.run(doing, "DELETE FROM occurrence WHERE event = ?1", [row.id])?;
            }
            filling.take(rows, |rows, expansion| self.fill(rows, expansion))?;
        }
        filling.end(|rows, expansion| self.fill(rows, expansion))
    }

    /// Works the occurrences of changed series out again, or all of them where the window soon ends.
    pub(super) fn settle_series(&self, series: &BTreeSet<(i64, String)>) -> Result<()> {
        match self.horizon(self.setting())? {
            _ if series.is_empty() => Ok(()),
            Some((start, end)) if !self.horizon_is_near(self.now, self.setting())? => {
                self.fill_again(series, start, end)
            }
            _ => self.renew_horizon(self.now),
        }
    }
}
