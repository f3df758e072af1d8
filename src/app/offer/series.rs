//! What keys do to meetings: of a series it is asked which occurrences are meant.

use super::{Fill, Offer, Subject, action};
use crate::command::call::Call;
use crate::domain::event::titled;
use crate::error::Result;

/// A meeting moves three times as far as an entry: meetings begin at quarters of an hour.
const STEP: i64 = 3;

/// What is done to a meeting; where it is one of a series, once it is said how far that is to reach.
fn of_series(row: &Subject, ask: &str, name: &str, make: impl Fn(Call) -> Offer) -> Result<Offer> {
    let call = Call::new(action(name)?).with("id", row.id.to_string());
    if row.occurrence.is_empty() {
        return Ok(make(call));
    }
    let scoped = |scope: &str| make(call.clone().with("occurrence", &row.occurrence).with("scope", scope));
    let answers = vec![
        ('t', "this one", scoped("this")),
        ('f', "this and all that follow", scoped("following")),
        ('a', "all of them", scoped("all")),
    ];
    Ok(Offer::Which(format!("{ask} '{}', which repeats:", titled(&row.title)), answers))
}

/// A meeting is deleted.
pub(crate) fn remove_event(row: &Subject) -> Result<Offer> {
    of_series(row, "Delete", "event rm", Offer::Run)
}

/// A meeting is changed in a form.
pub(crate) fn edit_event(row: &Subject) -> Result<Offer> {
    of_series(row, "Change", "event edit", |call| Offer::Form(call, Fill::Present { id: row.id.to_string() }))
}

/// The ends of a meeting are moved.
pub(crate) fn shift_event(row: &Subject, start: i64, end: i64) -> Result<Offer> {
    of_series(row, "Move", "event shift", |call| {
        let ends = [("start", start), ("end", end)].into_iter().filter(|(_, minutes)| *minutes != 0);
        Offer::Run(ends.fold(call, |call, (name, minutes)| call.with(name, format!("{}m", minutes * STEP))))
    })
}
