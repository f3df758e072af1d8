//! An event is changed as far as it is meant: alone, one occurrence, that and all that follow, or all of a series.

use chrono::NaiveDate;

use crate::command::call::Args;
use crate::command::report::Done;
use crate::domain::event::{Event, Moment, Series, Which, titled};
use crate::domain::series;
use crate::domain::series::{LostExceptions, Own, SeriesChange, SeriesDraft, anchor, set_apart};
use crate::domain::zone::Zone;
use crate::error::{Error, Result};
use crate::records::calendar::clash::notes;
use crate::records::calendar::moments::{check_rule, moment_text, span_text};
use crate::records::calendar::save::{Kept, Part, keep, new_uid, part};
use crate::records::calendar::target::{Reach, Target, With};
use crate::records::series::whole_last_day;
use crate::store::{EventRow, Tx};

/// A change of an event, before it is known how far it reaches.
struct EventChange<'a> {
    target: &'a Target,
    tx: &'a Tx<'a>,
    args: &'a Args<'a>,
    /// The event as it stands, the row it is made from, and which of the series it is.
    old: Event,
    from: EventRow,
    which: Which,
    /// The event as it is to be.
    new: Event,
    /// The occurrence that was named, else the start.
    when: Moment,
    /// Other rules, if they are to be.
    rules: Option<Vec<String>>,
    /// Whether a start was typed, which all that it reaches are to have.
    typed: bool,
    /// Who it is to be with from now on, if that is to change.
    client: Option<&'a With>,
}

/// What came of a change.
struct Changed {
    /// The row to be named.
    id: i64,
    said: String,
    /// The occurrence that was named, where it is now.
    at: Moment,
    /// What it meets at its new time.
    notes: Vec<String>,
}

/// Changes what is meant; whether a start was `typed`, which all that it reaches are to have.
pub fn change(
    target: &Target,
    tx: &Tx<'_>,
    args: &Args<'_>,
    change: impl Fn(&mut Event) -> Result<()>,
    client: Option<&With>,
    rules: Option<Vec<String>>,
    typed: bool,
) -> Result<Done> {
    let home = args.context.zone();
    let (old, from, which) = target.present(home)?;
    let mut new = old.clone();
    change(&mut new)?;
    let rules = rules.filter(|rules| !same_rules(rules, target.rules()));
    let rules = rules.map(|all| all.into_iter().map(|rule| whole_last_day(rule, &new, home)).collect::<Vec<_>>());
    if rules.is_some() && target.reach == Reach::This {
        let what = "belongs to the series: change that as a whole, with --scope following or all";
        return Err(Error::at("repeat", what));
    }
    let when = target.at.clone().unwrap_or_else(|| old.start.clone());
    let change = EventChange { target, tx, args, old, from, which, new, when, rules, typed, client };
    let changed = change.apply()?;
    let mut done = Done::new(changed.said, changed.id);
    done.more.extend(target.at.as_ref().map(|_| ("occurrence", changed.at.to_string().into())));
    Ok(Done { notes: changed.notes, ..done })
}

impl EventChange<'_> {
    fn apply(self) -> Result<Changed> {
        if self.new == self.old && self.rules.is_none() && self.whom(self.from.client) == self.from.client {
            let said = self.said(&self.new);
            return Ok(Changed { id: self.from.id, said, at: self.when, notes: Vec::new() });
        }
        match (&self.target.draft, self.target.reach) {
            (None, _) => self.alone(),
            (Some(draft), Reach::Once | Reach::This) => self.this(draft),
            (Some(draft), Reach::All) => self.all(draft),
            (Some(draft), Reach::Following) => self.following(draft),
        }
    }

    fn home(&self) -> &Zone {
        self.args.context.zone()
    }

    fn today(&self) -> NaiveDate {
        self.args.context.today()
    }

    /// Who an event is to be with that was with `old`.
    fn whom(&self, old: Option<i64>) -> Option<i64> {
        self.client.map_or(old, |with| with.0)
    }

    /// Who an occurrence is with is what its series says, unless it says something else.
    fn whose(&self, part: Part, old: Option<i64>) -> Option<i64> {
        let owner = self.target.rows.master.as_ref().and_then(|m| m.client);
        let takes = part == Part::Master || self.held().map(Part::Own) == Some(part) || old == owner;
        if takes { self.whom(old) } else { old }
    }

    /// The override that is changed, if it is one.
    fn held(&self) -> Option<usize> {
        match self.which {
            Which::Override(n) => Some(n),
            Which::Master => None,
        }
    }

    /// What it meets, if it takes place at another time.
    fn meets(&self, series: &Series, one: Option<&Event>) -> Result<Vec<String>> {
        let moved = is_moved(&self.old, &self.new) || self.rules.is_some();
        if moved { notes(&self.args.context, series, one) } else { Ok(Vec::new()) }
    }

    /// Changes an event that happens once, or makes a series of it.
    fn alone(self) -> Result<Changed> {
        let mut event = self.new.clone();
        if let Some(rules) = &self.rules {
            event.repeat.rules.clone_from(rules);
            series::begin(&mut event, self.home());
        }
        check_rule(&event, self.home())?;
        let said = self.said(&event);
        let notes = self.meets(&Series { master: Some(event.clone()), overrides: Vec::new() }, None)?;
        let draft = SeriesDraft { master: event, overrides: Vec::new() };
        let row = &self.target.row;
        let kept = Kept { draft, was: Some(row), client: &|_, old| self.whom(old) };
        keep(self.tx, &self.target.alone(), kept)?;
        Ok(Changed { id: row.id, said, at: self.when, notes })
    }

    /// Changes one occurrence of a series.
    fn this(self, draft: &SeriesDraft) -> Result<Changed> {
        let rows = &self.target.rows;
        let said = self.said(&self.new);
        let notes = self.meets(&Series::default(), Some(&self.new))?;
        let (draft, n) = own(draft, &self.when, self.new.clone(), self.home());
        let with = self.whom(self.from.client);
        let only = n.map_or(Part::New, Part::Own);
        let whose = |part: Part, old: Option<i64>| if part == only { with } else { old };
        let ids = keep(self.tx, rows, Kept { draft, was: rows.master.as_ref(), client: &whose })?;
        let id = n.and_then(|n| rows.overrides.get(n)).map_or(ids.last, |row| row.id);
        Ok(Changed { id, said, at: self.when, notes })
    }

    /// Changes all of a series.
    fn all(self, draft: &SeriesDraft) -> Result<Changed> {
        let master = self.target.rows.master.as_ref();
        let (made, at, gone) = self.series(draft, self.which, &self.old, &self.new)?;
        let said = match &self.target.at {
            // Where one was pointed at, its time says more than that of the first of all.
            Some(_) => {
                let title = titled(&made.master.title);
                format!("changed all of {title}: {}", span_text(&self.new, self.home(), self.today(), None))
            }
            None => self.said(&made.master),
        };
        let said = format!("{said}{}", lost(gone));
        let notes = self.meets(&made.series(), None)?;
        let whose = |part, old| self.whose(part, old);
        keep(self.tx, &self.target.rows, Kept { draft: made, was: master, client: &whose })?;
        let id = self.held().map_or_else(|| master.map_or(self.from.id, |m| m.id), |_| self.from.id);
        Ok(Changed { id, said, at, notes })
    }

    /// Changes an occurrence and all that follow: the series is parted there.
    fn following(self, draft: &SeriesDraft) -> Result<Changed> {
        let uid = new_uid(self.tx, self.target.row.calendar, &self.new.title)?;
        let home = self.home();
        let later = series::after(draft, &self.when, &uid, home).map_err(|what| Error::at("scope", what))?;
        let (which, old) = set_apart(&later, &self.when, home);
        let new = Event { uid: old.uid.clone(), ..self.new.clone() };
        let (made, at, gone) = self.series(&later, which, &old, &new)?;
        let said = format!("{}{}", self.said(&new), lost(gone));
        // The first part of what was one series is no other meeting.
        let mut own = made.series();
        own.master.iter_mut().for_each(|master| master.uid.clone_from(&self.target.row.uid));
        let notes = self.meets(&own, None)?;
        let earlier = series::before(draft, &self.when, home);
        let whose = |part, old| self.whose(part, old);
        let kept = Kept { draft: made, was: None, client: &whose };
        let ids = part(self.tx, &self.target.rows, &earlier, kept)?;
        Ok(Changed { id: self.held().map_or(ids.master, |_| self.from.id), said, at, notes })
    }

    /// What became of an event, in words: where it was moved, its new time, too.
    fn said(&self, event: &Event) -> String {
        let (home, today, when) = (self.home(), self.today(), &self.when);
        let (title, on) = (titled(&event.title), moment_text(when, home, today));
        let now = || span_text(event, home, today, Some(when));
        match (self.target.reach, is_moved(&self.old, event)) {
            (Reach::Once | Reach::All, _) => format!("changed {title}: {}", span_text(event, home, today, None)),
            (Reach::This, false) => format!("changed {title} on {on} only"),
            (Reach::This, true) => format!("moved {title} of {on} only: now {}", now()),
            (Reach::Following, false) => format!("changed {title} from {on} on"),
            (Reach::Following, true) => format!("moved {title} from {on} on: now {}", now()),
        }
    }

    /// A series changed as one of its occurrences is.
    fn series(
        &self,
        draft: &SeriesDraft,
        which: Which,
        old: &Event,
        new: &Event,
    ) -> Result<(SeriesDraft, Moment, LostExceptions)> {
        let rules = self.rules.clone();
        let change = SeriesChange { which, at: &self.when, old, new, rules, typed: self.typed };
        let made = series::change(draft, &change, self.home()).map_err(|what| Error::at("start", what))?;
        if self.rules.is_some() {
            check_rule(&made.draft.master, self.home())?;
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
