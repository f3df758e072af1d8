//! Which occurrences a change is meant for: an event that happens once, one of a series, that and all that follow, or all.

use chrono::NaiveDate;

use crate::command::call::Args;
use crate::command::context::Context;
use crate::command::input::{Input, NearDay, Scope, Time};
use crate::command::report::Done;
use crate::domain::event::{Event, Moment, Series, Which, titled};
use crate::domain::recur::{coming, expand};
use crate::domain::series;
use crate::domain::series::{LostExceptions, Own, SeriesChange, SeriesDraft, anchor, set_apart};
use crate::domain::time::{Instant, plus_days};
use crate::domain::zone::Zone;
use crate::error::{Error, Result};
use crate::records::calendar::moments::check_rule;
use crate::records::calendar::moments::moment_text;
use crate::records::calendar::moments::span_text;
use crate::records::calendar::save::new_uid;
use crate::records::calendar::save::{Kept, Part, keep, part};
use crate::records::series::whole_last_day;
use crate::store::{EventRow, SeriesRows, Tx};

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

    /// Changes what is meant; whether a start was `typed`, which all that it reaches are to have.
    pub fn change(
        self,
        tx: &Tx<'_>,
        args: &Args<'_>,
        change: impl Fn(&mut Event) -> Result<()>,
        client: Option<&With>,
        rules: Option<Vec<String>>,
        typed: bool,
    ) -> Result<Done> {
        let home = args.context.zone();
        let (old, from, which) = self.present(home)?;
        let client = |old: Option<i64>| client.map_or(old, |with| with.0);
        let mut new = old.clone();
        change(&mut new)?;
        let rules = rules.filter(|rules| !same_rules(rules, self.rules()));
        let rules = rules.map(|all| all.into_iter().map(|rule| whole_last_day(rule, &new, home)).collect::<Vec<_>>());
        if rules.is_some() && self.reach == Reach::This {
            let what = "belongs to the series: change that as a whole, with --scope following or all";
            return Err(Error::at("repeat", what));
        }
        let done = |said: String, id, at: Option<&Moment>| {
            let mut done = Done::new(said, id);
            done.more.extend(at.map(|at| ("occurrence", at.to_string().into())));
            done
        };
        let today = args.context.today();
        let said = |event: &Event, when: &Moment| self.said(&old, event, when, home, today);
        let when = self.at.clone().unwrap_or_else(|| old.start.clone());
        if new == old && rules.is_none() && client(from.client) == from.client {
            return Ok(done(said(&new, &when), from.id, self.at.as_ref()));
        }
        let moved = is_moved(&old, &new) || rules.is_some();
        let look = |series: Series, one: Option<&Event>| {
            if moved { crate::records::calendar::clash::notes(&args.context, &series, one) } else { Ok(Vec::new()) }
        };
        let Some(draft) = &self.draft else {
            let mut event = new;
            if let Some(rules) = rules {
                event.repeat.rules = rules;
                series::begin(&mut event, home);
            }
            check_rule(&event, home)?;
            let text = said(&event, &when);
            let notes = look(Series { master: Some(event.clone()), overrides: Vec::new() }, None)?;
            keep(
                tx,
                &self.alone(),
                Kept {
                    draft: SeriesDraft { master: event, overrides: Vec::new() },
                    was: Some(&self.row),
                    client: &|_, old| client(old),
                },
            )?;
            return Ok(Done { notes, ..done(text, self.row.id, None) });
        };
        let held = match which {
            Which::Override(n) => Some(n),
            Which::Master => None,
        };
        let owner = self.rows.master.as_ref().and_then(|m| m.client);
        // Who an occurrence is with is what its series says, unless it says something else.
        let whose = |part: Part, old: Option<i64>| {
            let takes = part == Part::Master || held.map(Part::Own) == Some(part) || old == owner;
            if takes { client(old) } else { old }
        };
        let master = self.rows.master.as_ref();
        let (id, text, at, notes) = match self.reach {
            Reach::Once | Reach::This => {
                let text = said(&new, &when);
                let notes = look(Series::default(), Some(&new))?;
                let (draft, n) = own(draft, &when, new, home);
                let with = client(from.client);
                let only = n.map_or(Part::New, Part::Own);
                let whose = |part: Part, old: Option<i64>| if part == only { with } else { old };
                let ids = keep(tx, &self.rows, Kept { draft, was: master, client: &whose })?;
                (n.and_then(|n| self.rows.overrides.get(n)).map_or(ids.last, |row| row.id), text, when.clone(), notes)
            }
            Reach::All => {
                let made =
                    Self::series(draft, &SeriesChange { which, at: &when, old: &old, new: &new, rules, typed }, home)?;
                let text = match &self.at {
                    // Where one was pointed at, its time says more than that of the first of all.
                    Some(_) => {
                        let title = titled(&made.0.master.title);
                        format!("changed all of {title}: {}", span_text(&new, home, today, None))
                    }
                    None => said(&made.0.master, &when),
                };
                let text = format!("{text}{}", lost(made.2));
                let notes = look(made.0.series(), None)?;
                keep(tx, &self.rows, Kept { draft: made.0, was: master, client: &whose })?;
                (held.map_or_else(|| master.map_or(from.id, |m| m.id), |_| from.id), text, made.1, notes)
            }
            Reach::Following => {
                let uid = new_uid(tx, self.row.calendar, &new.title)?;
                let later = series::after(draft, &when, &uid, home).map_err(|what| Error::at("scope", what))?;
                let (which, old) = set_apart(&later, &when, home);
                let new = Event { uid: old.uid.clone(), ..new };
                let made =
                    Self::series(&later, &SeriesChange { which, at: &when, old: &old, new: &new, rules, typed }, home)?;
                let text = format!("{}{}", said(&new, &when), lost(made.2));
                // The first part of what was one series is no other meeting.
                let mut own = made.0.series();
                own.master.iter_mut().for_each(|master| master.uid.clone_from(&self.row.uid));
                let notes = look(own, None)?;
                let earlier = series::before(draft, &when, home);
                let ids = part(tx, &self.rows, &earlier, Kept { draft: made.0, was: None, client: &whose })?;
                (held.map_or(ids.master, |_| from.id), text, made.1, notes)
            }
        };
        Ok(Done { notes, ..done(text, id, self.at.as_ref().map(|_| &at)) })
    }

    /// What became of an event, in words: where it was moved, its new time, too.
    fn said(&self, old: &Event, event: &Event, when: &Moment, home: &Zone, today: NaiveDate) -> String {
        let (title, on) = (titled(&event.title), moment_text(when, home, today));
        let now = || span_text(event, home, today, Some(when));
        match (self.reach, is_moved(old, event)) {
            (Reach::Once | Reach::All, _) => format!("changed {title}: {}", span_text(event, home, today, None)),
            (Reach::This, false) => format!("changed {title} on {on} only"),
            (Reach::This, true) => format!("moved {title} of {on} only: now {}", now()),
            (Reach::Following, false) => format!("changed {title} from {on} on"),
            (Reach::Following, true) => format!("moved {title} from {on} on: now {}", now()),
        }
    }

    /// The rows of an event alone.
    fn alone(&self) -> SeriesRows {
        SeriesRows { master: Some(self.row.clone()), overrides: Vec::new() }
    }

    fn rules(&self) -> &[String] {
        self.draft.as_ref().map_or(&[], |draft| &draft.master.repeat.rules)
    }

    /// A series changed as one of its occurrences is.
    fn series(
        draft: &SeriesDraft,
        change: &SeriesChange<'_>,
        home: &Zone,
    ) -> Result<(SeriesDraft, Moment, LostExceptions)> {
        let typed = change.rules.is_some();
        let made = series::change(draft, change, home).map_err(|what| Error::at("start", what))?;
        if typed {
            check_rule(&made.draft.master, home)?;
        }
        Ok((made.draft, made.at, made.gone))
    }
}

/// Whether an event takes place at another time than before.
fn is_moved(old: &Event, new: &Event) -> bool {
    (&new.start, &new.end, new.duration) != (&old.start, &old.end, old.duration)
}

/// Whether rules that were typed are those there are.
fn same_rules(typed: &[String], kept: &[String]) -> bool {
    typed.len() == kept.len() && typed.iter().zip(kept).all(|(a, b)| a.eq_ignore_ascii_case(b))
}

/// What a series lost by another rule, for the end of a sentence.
fn lost(gone: LostExceptions) -> String {
    let many = |n: usize, what: &str| match n {
        0 => None,
        1 => Some(format!("1 {what} occurrence")),
        n => Some(format!("{n} {what} occurrences")),
    };
    let parts: Vec<String> =
        [many(gone.changed, "changed"), many(gone.deleted, "deleted")].into_iter().flatten().collect();
    match parts.len() {
        0 => String::new(),
        _ => format!("; {} no longer fit and went", parts.join(" and ")),
    }
}

/// A series in which an occurrence has an event of its own, and which of its overrides that is, if it was there.
fn own(draft: &SeriesDraft, at: &Moment, event: Event, home: &Zone) -> (SeriesDraft, Option<usize>) {
    let mut draft = draft.clone();
    let is_it = |own: &Own| own.event.recurrence.as_ref().is_some_and(|r| r.at == *at);
    match draft.overrides.iter().position(is_it) {
        Some(n) if draft.overrides[n].event.recurrence.as_ref().is_some_and(|r| r.following) => {
            // What follows goes on as it was, from the next one.
            anchor(&mut draft, n, at.instant(home) + 1, home);
            draft.overrides.push(Own { was: None, event });
            (draft, None)
        }
        Some(n) => {
            draft.overrides[n].event = event;
            let was = draft.overrides[n].was;
            (draft, was)
        }
        None => {
            draft.overrides.push(Own { was: None, event });
            (draft, None)
        }
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
fn by_id(series: &Series, home: &Zone, from: Instant, to: Instant) -> Vec<Moment> {
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
