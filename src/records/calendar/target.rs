//! Which occurrences a change is meant for: an event that happens once, one of a series, that and all that follow, or all.

use crate::command::call::Args;
use crate::command::context::Context;
use crate::command::input::{Input, NearDay, Scope, Time};
use crate::domain::event::{Event, Moment, Series, Which};
use crate::domain::recur::{coming, expand};
use crate::domain::series;
use crate::domain::series::{SeriesDraft, set_apart};
use crate::domain::time::{Instant, plus_days};
use crate::domain::zone::Zone;
use crate::error::{Error, Result};
use crate::store::{EventRow, SeriesRows};

/// How far a change reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The event alone: it happens once, or its series is not here.
    Once,
    /// One occurrence.
    This,
    /// One occurrence and all that follow.
    Following,
    /// Every occurrence.
    All,
}

/// Who an event is to be with from now on.
pub struct With(pub Option<i64>);

/// What a call means of an event.
pub struct Target {
    /// The row that was named.
    pub row: EventRow,
    /// The rows of its series.
    pub rows: SeriesRows,
    /// The series; none for an event alone.
    pub draft: Option<SeriesDraft>,
    /// The occurrence that was named.
    pub at: Option<Moment>,
    /// How far it reaches.
    pub reach: Reach,
}

impl Target {
    /// What `--occurrence` and `--scope` of a call mean of an event.
    ///
    /// Of a series it must be said which occurrences are meant: nothing is guessed of it.
    pub fn of(args: &Args<'_>, row: EventRow) -> Result<Self> {
        let scope = args.get::<Scope>("scope")?.map(|s| s.0);
        let target = Self::new(&args.context, row, args.text("occurrence").as_deref(), scope)?;
        if scope.is_none() && target.draft.is_some() {
            return Err(Error::at(
                "scope",
                "is missing, and this is a series: --occurrence DAY with --scope this or following, or --scope all",
            ));
        }
        Ok(target)
    }

    /// What an occurrence and a scope mean of an event.
    pub fn new(context: &Context<'_>, row: EventRow, occurrence: Option<&str>, scope: Option<&str>) -> Result<Self> {
        let rows = context.db.series_of(row.calendar, &row.uid)?;
        let series = rows.series()?;
        let recurs = rows.master.as_ref().is_some_and(|m| m.recurs) || !series.overrides.is_empty();
        let Some(draft) = SeriesDraft::of(&series).filter(|_| recurs) else {
            if occurrence.is_some() && row.recurrence_id.is_empty() {
                return Err(Error::at("occurrence", "does not repeat: leave it out"));
            }
            if matches!(scope, Some("following" | "all")) && !row.recurrence_id.is_empty() {
                return Err(Error::at("scope", "is 'this' here: the series it belongs to is in no calendar"));
            }
            return Ok(Self { row, rows, draft: None, at: None, reach: Reach::Once });
        };
        let at = match occurrence {
            Some(text) => Some(named(context, &series, text)?),
            None if row.recurrence_id.is_empty() => None,
            None => Some(row.recurrence_id.parse().map_err(|_| Error::problem("that occurrence is unreadable"))?),
        };
        let reach = match (scope, &at) {
            (Some("all"), _) | (None, None) => Reach::All,
            (Some(_), None) => {
                return Err(Error::at("occurrence", "is missing: say which one, by its start"));
            }
            (Some("following"), Some(at)) if series::is_first(&draft, at, context.zone()) => Reach::All,
            (Some("following"), _) => Reach::Following,
            (_, Some(_)) => Reach::This,
        };
        Ok(Self { row, rows, draft: Some(draft), at, reach })
    }

    /// The event as it stands where the change takes hold of it, and the row it is made from.
    pub fn present(&self, home: &Zone) -> Result<(Event, EventRow, Which)> {
        let master = || self.rows.master.clone().unwrap_or_else(|| self.row.clone());
        match (&self.draft, &self.at) {
            (Some(draft), Some(at)) => {
                let (which, event) = set_apart(draft, at, home);
                let row = match which {
                    Which::Master => master(),
                    Which::Override(n) => self.rows.overrides.get(n).cloned().unwrap_or_else(master),
                };
                Ok((event, row, which))
            }
            (Some(draft), None) => Ok((draft.master.clone(), master(), Which::Master)),
            (None, _) => Ok((self.row.event()?, self.row.clone(), Which::Master)),
        }
    }

    /// The rows of an event alone.
    pub(super) fn alone(&self) -> SeriesRows {
        SeriesRows { master: Some(self.row.clone()), overrides: Vec::new() }
    }

    /// The rules of the series; none of an event alone.
    pub(super) fn rules(&self) -> &[String] {
        self.draft.as_ref().map_or(&[], |draft| &draft.master.repeat.rules)
    }
}

/// The stretch of time that a word names an occurrence by: an instant, or a day.
pub(crate) fn stretch(context: &Context<'_>, timed: bool, text: &str) -> Result<(Instant, Instant)> {
    let home = context.zone();
    if let Some(at) = Instant::from_rfc3339(text.trim()) {
        return Ok((at, at + 1));
    }
    if let Some(moment) = text.trim().parse::<Moment>().ok().filter(|moment| !(timed && moment.is_date())) {
        let at = moment.instant(home);
        return Ok((at, at + 1));
    }
    // A day names what begins on it, at whatever time.
    if let Ok(day) = NearDay::read(text, context) {
        return Ok((home.start_of(day.0), home.start_of(plus_days(day.0, 1))));
    }
    let at = Time::read(text, context).map_err(|e| e.in_field("occurrence"))?.0;
    Ok((at, at + 1))
}

/// The occurrence that a word names, as its series writes it: by where it stands, or by where its series has it.
fn named(context: &Context<'_>, series: &Series, text: &str) -> Result<Moment> {
    let home = context.zone();
    let timed = series.master.as_ref().is_some_and(|m| !m.start.is_date());
    let (from, to) = stretch(context, timed, text)?;
    let exact = text.trim().parse::<Moment>().is_ok_and(|m| !m.is_date() || !timed);
    let shown = expand(series, home, from, to).occurrences;
    let shown = shown.into_iter().filter(|o| o.start >= from && o.start < to).filter_map(|o| o.recurrence_id);
    let mut found: Vec<Moment> = shown.collect();
    let ids = by_id(series, home, from, to);
    if found.is_empty() || exact && !ids.is_empty() {
        found = ids;
    }
    match found.as_slice() {
        [one] => Ok(one.clone()),
        [] => Err(Error::at("occurrence", format!("'{text}' is none of its occurrences: 'agenda' shows them"))),
        _ => Err(Error::at("occurrence", format!("'{text}' fits {} of them: add the time", found.len()))),
    }
}

/// The occurrences that a series has in a range, wherever they were moved.
pub(super) fn by_id(series: &Series, home: &Zone, from: Instant, to: Instant) -> Vec<Moment> {
    let Some(master) = &series.master else { return Vec::new() };
    let mut whole = master.clone();
    let except = std::mem::take(&mut whole.repeat.except);
    let gone = crate::domain::recur::deleted(
        &Event {
            repeat: crate::domain::event::RecurrenceProperties { except, ..whole.repeat.clone() },
            ..whole.clone()
        },
        home,
    );
    let given = coming(&whole, home, from, 100).into_iter().filter(|(_, at)| *at < to);
    let mut found: Vec<Moment> =
        given.filter(|(_, at)| !gone.iter().any(|(_, gone)| gone == at)).map(|(name, _)| name).collect();
    let own = series.overrides.iter().filter_map(|event| event.recurrence.as_ref()).map(|r| &r.at);
    for at in own.filter(|at| (from..to).contains(&at.instant(home))) {
        if !found.iter().any(|known| known.instant(home) == at.instant(home)) {
            found.push(at.clone());
        }
    }
    found
}

/// An event as it stands where a change takes hold of it, with its client: what a form begins with.
pub fn occurrence(
    context: &Context<'_>,
    row: &EventRow,
    at: Option<&str>,
    scope: Option<&str>,
) -> Result<(Event, Option<i64>)> {
    let target = Target::new(context, row.clone(), at, scope)?;
    let (mut event, from, _) = target.present(context.zone())?;
    if matches!(target.reach, Reach::Following | Reach::All) {
        event.repeat.rules = target.rules().to_vec();
    }
    Ok((event, from.client))
}
