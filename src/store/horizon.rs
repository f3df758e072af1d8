//! The window of occurrences: worked out from the rules of every series, and kept as these change and time goes by.

use std::collections::BTreeSet;

use rusqlite::Row;

use super::database::Store;
use super::event::{EventRow, SeriesRows};
use super::reads::Reads;
use super::setting::StoreSettings;
use super::tx::Tx;
use crate::domain::event::{Occurrence, Which};
use crate::domain::recur::{Budget, Expansion, expand_within, is_dense};
use crate::domain::time::Instant;
use crate::domain::zone::release;
use crate::error::Result;

const DAY: i64 = 86_400;
/// Series that are put off because they want more than a little room; of those beyond, what a little gives is shown.
const LATER: usize = 200;
/// Occurrences kept of a series that gives too many.
const REFUSED: usize = 1_000;
/// How far back and ahead of the present the window reaches when it is made.
const BEHIND: i64 = 60 * DAY;
const AHEAD: i64 = 420 * DAY;
/// How long it is.
pub(super) const SPAN: i64 = BEHIND + AHEAD;
/// How much of it must lie ahead before it is made anew.
pub(super) const ENOUGH: i64 = 60 * DAY;

/// What is kept of an occurrence: another number than that of a file has its window filled anew.
const REVISION: u32 = 2;

/// By what the window is filled: this version of vadash, its rules of time zones, and what is kept.
fn rules() -> String {
    format!("{} {} {REVISION}", env!("CARGO_PKG_VERSION"), release())
}

/// Whether a window was filled by what this program would fill it by.
pub(super) fn is_of_these_rules(text: &str) -> bool {
    text == rules()
}

impl Reads {
    /// The window, if there is one for the home zone that was filled by these rules.
    pub(super) fn horizon(&self, setting: &StoreSettings) -> Result<Option<(Instant, Instant)>> {
        let doing = "reading the schedule";
        let (sql, zone) =
            ("SELECT starts_at, ends_at FROM horizon WHERE zone = ?1 AND rules = ?2", setting.zone.name());
        let read = |r: &Row<'_>| Ok((r.get(0)?, r.get(1)?));
        self.maybe(doing, sql, (zone, rules()), read)
    }

    /// Returns whether the window should be made anew because it ends too soon after `now`, or is of another home zone.
    pub fn horizon_is_near(&self, now: Instant, setting: &StoreSettings) -> Result<bool> {
        let any =
            self.one("reading the schedule", "SELECT EXISTS (SELECT 1 FROM event)", (), |r| r.get::<_, bool>(0))?;
        Ok(any && self.horizon(setting)?.is_none_or(|(start, end)| now + ENOUGH > end || now - DAY < start))
    }
}

/// Many series worked out within a budget that they share: first those that say what they have with a little work, so
/// that no calendar made to do harm takes the room of the others; then those that want more, each with an even share of
/// what is left.
pub(super) struct Filling<'a> {
    setting: &'a StoreSettings,
    from: Instant,
    to: Instant,
    budget: Budget,
    later: Vec<SeriesRows>,
}

impl<'a> Filling<'a> {
    /// Nothing yet, for this range.
    pub(super) fn new(setting: &'a StoreSettings, from: Instant, to: Instant) -> Self {
        Self { setting, from, to, budget: Budget::roomy(), later: Vec::new() }
    }

    /// Hands what a series gives to `on`, or puts it off.
    pub(super) fn take(
        &mut self,
        rows: SeriesRows,
        on: impl FnOnce(&SeriesRows, Expansion) -> Result<()>,
    ) -> Result<()> {
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
    pub(super) fn end(self, mut on: impl FnMut(&SeriesRows, Expansion) -> Result<()>) -> Result<()> {
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

/// The row of the event that an occurrence of a series comes from.
pub(super) fn event_of<'a>(rows: &'a SeriesRows, occurrence: &Occurrence) -> Option<&'a EventRow> {
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
        if self.read_only() || !self.horizon_is_near(now, self.setting())? {
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
        self.fill_window(now - BEHIND, now + AHEAD)
    }

    /// Fills a window that is empty.
    pub(super) fn fill_window(&self, start: Instant, end: Instant) -> Result<()> {
        let doing = "filling the schedule";
        let sql = "INSERT INTO horizon(id, starts_at, ends_at, zone, rules) VALUES (1, ?1, ?2, ?3, ?4)";
        self.run(doing, sql, (start, end, self.setting().zone.name(), rules()))?;
        let mut filling = Filling::new(self.setting(), start, end);
        self.each_series_within(start, end, |rows| filling.take(rows, |rows, expansion| self.fill(rows, expansion)))?;
        filling.end(|rows, expansion| self.fill(rows, expansion))
    }

    fn fill(&self, rows: &SeriesRows, expansion: Expansion) -> Result<()> {
        let sql = "INSERT INTO occurrence(event, starts_at, ends_at, first_day, last_day, recurrence_id, alarmed) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING";
        let mut most = usize::MAX;
        if let (Some(why), Some(row)) = (&expansion.refused, rows.rows().next()) {
            let sql = "INSERT INTO unexpanded(calendar, uid, title, why, cut) VALUES (?1, ?2, ?3, ?4, ?5) \
                       ON CONFLICT DO NOTHING";
            self.run("filling the schedule", sql, (row.calendar, &row.uid, &row.title, why, expansion.cut))?;
            // A meeting every second is no meeting: enough of them to see that.
            most = REFUSED;
        }
        let mut put = self.prepare("filling the schedule", sql)?;
        for occurrence in expansion.occurrences.into_iter().take(most) {
            let Some(event) = event_of(rows, &occurrence) else { continue };
            let (first, last) = occurrence.all_day.unzip();
            let instance = occurrence.recurrence_id.map(|m| m.to_string()).unwrap_or_default();
            let alarmed = event.has_alarms();
            put.run((event.id, occurrence.start, occurrence.end, first, last, instance, alarmed))?;
        }
        Ok(())
    }

    /// Works the occurrences of the series that a step touched out again; how many more cannot be shown to the end.
    pub(super) fn derive_occurrences(&self, op: i64) -> Result<i64> {
        type Place = (Option<i64>, Option<String>);
        let doing = "filling the schedule";
        let sql = "SELECT row, coalesce(last, row), before ->> 'calendar', before ->> 'uid', after ->> 'calendar', after ->> 'uid' \
                   FROM change WHERE op = ?1 AND record = 'event' ORDER BY id";
        let (mut rows, mut series) = (Vec::new(), BTreeSet::new());
        let read = |r: &Row<'_>| Ok(((r.get(0)?, r.get(1)?), (r.get(2)?, r.get(3)?), (r.get(4)?, r.get(5)?)));
        self.each(doing, sql, [op], read, |(many, before, after): ((i64, i64), Place, Place)| {
            rows.push(many);
            series.extend([before, after].into_iter().filter_map(|(calendar, uid)| calendar.zip(uid)));
            true
        })?;
        series.extend(self.series_added(op)?);
        for many in rows {
            self.run(doing, "DELETE FROM occurrence WHERE event BETWEEN ?1 AND ?2", many)?;
        }
        // A rule that is passed over was said when it was read.
        let sql = "SELECT count(*) FROM unexpanded WHERE cut";
        let missing = || self.one(doing, sql, (), |r| r.get::<_, i64>(0));
        let before = missing()?;
        self.derive_series(&series)?;
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
    pub(super) fn derive_series(&self, series: &BTreeSet<(i64, String)>) -> Result<()> {
        match self.horizon(self.setting())? {
            _ if series.is_empty() => Ok(()),
            Some((start, end)) if !self.horizon_is_near(self.now, self.setting())? => {
                self.fill_again(series, start, end)
            }
            _ => self.renew_horizon(self.now),
        }
    }
}
