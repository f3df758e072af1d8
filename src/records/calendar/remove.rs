//! Events are deleted and restored: one alone, one occurrence, that and all that follow, or all.

use crate::command::call::Args;
use crate::command::report::Done;
use crate::domain::event::{Event, Moment, titled};
use crate::domain::recur::deleted;
use crate::domain::series::{SeriesDraft, anchor, before};
use crate::domain::zone::Zone;
use crate::error::{Error, Result};
use crate::records::calendar::moments::moment_text;
use crate::records::calendar::save::{Kept, Part, keep};
use crate::records::calendar::target::{Reach, Target, stretch};
use crate::records::names::EventId;
use crate::store::{EventRow, Tx};

fn as_before(_: Part, old: Option<i64>) -> Option<i64> {
    old
}

/// Deletes an event, or of a series one occurrence, that and all that follow, or all.
pub fn remove(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let row = args.need::<EventId>("id")?.0;
    let home = args.context.zone();
    let target = Target::of(args, row)?;
    let (title, id) = (target.row.name().to_owned(), target.row.id);
    let master = target.rows.master.as_ref();
    let (Some(draft), at) = (&target.draft, &target.at) else {
        tx.delete::<EventRow>(id)?;
        return Ok(Done::new(format!("deleted {title}"), id));
    };
    match (target.reach, at) {
        (Reach::Once | Reach::This, Some(at)) => {
            let title = titled(&target.present(home)?.0.title).to_owned();
            let mut draft = draft.clone();
            take_away(&mut draft, at, home);
            keep(tx, &target.rows, Kept { draft, was: master, client: &as_before })?;
            Ok(Done::new(format!("deleted {title} on {} only", moment_text(at, home, args.context.today())), id))
        }
        (Reach::Following, Some(at)) => {
            keep(tx, &target.rows, Kept { draft: before(draft, at, home), was: master, client: &as_before })?;
            Ok(Done::new(format!("deleted {title} from {} on", moment_text(at, home, args.context.today())), id))
        }
        _ => {
            for row in target.rows.overrides.iter().chain(master) {
                tx.delete::<EventRow>(row.id)?;
            }
            Ok(Done::new(format!("deleted {title}"), id))
        }
    }
}

/// An occurrence is taken away by an EXDATE of its series, and its override goes with it.
fn take_away(draft: &mut SeriesDraft, at: &Moment, home: &Zone) {
    let is_it = |event: &Event| event.recurrence.as_ref().is_some_and(|r| r.at.instant(home) == at.instant(home));
    if let Some(n) = draft.overrides.iter().position(|own| is_it(&own.event)) {
        if draft.overrides[n].event.recurrence.as_ref().is_some_and(|r| r.following) {
            anchor(draft, n, at.instant(home) + 1, home);
        } else {
            draft.overrides.remove(n);
        }
    }
    draft.master.repeat.except.push(at.clone());
}

/// Brings a deleted occurrence back, or has a changed one be what its series says.
pub fn restore(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let row = args.need::<EventId>("id")?.0;
    let home = args.context.zone();
    let rows = tx.series_of(row.calendar, &row.uid)?;
    let (Some(mut draft), Some(master)) = (SeriesDraft::of(&rows.series()?), rows.master.as_ref()) else {
        return Err(Error::problem(format!("'{}' is alone: its series is in no calendar", row.name())));
    };
    let text = match args.text("occurrence") {
        Some(text) => text,
        None if !row.recurrence_id.is_empty() => row.recurrence_id.clone(),
        None => return Err(Error::at("occurrence", "is missing: 'event show' lists what was deleted or changed")),
    };
    let (from, to) = stretch(&args.context, !draft.master.start.is_date(), &text)?;
    let gone = deleted(&draft.master, home).into_iter().filter(|(_, at)| (from..to).contains(at));
    let mut found: Vec<(Moment, Option<usize>)> = gone.map(|(name, _)| (name, None)).collect();
    for (n, own) in draft.overrides.iter().enumerate() {
        let Some(r) = &own.event.recurrence else { continue };
        let at = r.at.instant(home);
        let stands = own.event.start.instant(home);
        if ((from..to).contains(&at) || (from..to).contains(&stands))
            && !found.iter().any(|(name, _)| name.instant(home) == at)
        {
            found.push((r.at.clone(), Some(n)));
        }
    }
    let (at, own) = match found.as_slice() {
        [one] => one.clone(),
        [] => {
            let what = format!("'{text}' was neither deleted nor changed: 'event show' lists what was");
            return Err(Error::at("occurrence", what));
        }
        many => return Err(Error::at("occurrence", format!("'{text}' fits {} of them: add the time", many.len()))),
    };
    let title = titled(&master.title).to_owned();
    let said = match own {
        Some(n) => {
            if draft.overrides[n].event.recurrence.as_ref().is_some_and(|r| r.following) {
                anchor(&mut draft, n, at.instant(home) + 1, home);
            } else {
                draft.overrides.remove(n);
            }
            format!("restored {title} on {}: it is what the series says", moment_text(&at, home, args.context.today()))
        }
        None => {
            bring_back(&mut draft.master, &at, home);
            format!("restored {title} on {}", moment_text(&at, home, args.context.today()))
        }
    };
    keep(tx, &rows, Kept { draft, was: Some(master), client: &as_before })?;
    Ok(Done::new(said, master.id))
}

/// Takes the EXDATE of an occurrence away; where that is a date, what else it takes away is named by its time.
fn bring_back(master: &mut Event, at: &Moment, home: &Zone) {
    let before = deleted(master, home);
    let timed = !master.is_all_day();
    let names = |except: &Moment| match except {
        Moment::Date(date) if timed => *date == at.date(),
        other if timed => other.instant(home) == at.instant(home),
        other => other.date() == at.date(),
    };
    master.repeat.except.retain(|except| !names(except));
    let after = deleted(master, home);
    let lost = before
        .into_iter()
        .filter(|(name, start)| *start != at.instant(home) && !after.iter().any(|(other, _)| other == name));
    master.repeat.except.extend(lost.map(|(name, _)| name));
}
