//! What others have written since it was last looked, so that a screen reads again only where it shows some of that.
//!
//! A step says by its images which rows it has changed. Whatever is written otherwise (a step taken back, a calendar's file
//! taken in, figures made anew, a reminder told) is counted in `unjournalled`: of that nothing is known but that there was
//! some. So is nothing known of what another program has written, which neither of the two tells of.

use super::journal::RowChange;
use super::reads::Reads;
use super::tx::Tx;
use crate::error::Result;

/// So many changes are worth looking at one by one; of more it costs less to read again.
const MANY: usize = 1_000;

/// How far the history of a file had come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The newest step: its number, and its name, for another one may get the number.
    step: Option<(i64, Vec<u8>)>,
    /// How often something was written that is no step; unknown in a file of an older version.
    others: Option<i64>,
}

impl Reads {
    /// How far the history has come.
    pub fn point(&self) -> Result<Point> {
        let doing = "reading the history";
        let newest = "SELECT id, uid FROM op ORDER BY id DESC LIMIT 1";
        let step = self.maybe(doing, newest, (), |r| Ok((r.get(0)?, r.get(1)?)))?;
        let others = self.maybe(doing, "SELECT times FROM unjournalled", (), |r| r.get(0))?;
        Ok(Point { step, others })
    }

    /// Whether what was written since a point matters: a changed row for which `matters` says so, or what no step tells of.
    /// How far the history has come with it.
    pub fn news_since(&self, point: &Point, matters: impl Fn(&RowChange) -> Result<bool>) -> Result<(Point, bool)> {
        self.snapshot(|| {
            let now = self.point()?;
            let known = now != *point && point.others.is_some() && point.others == now.others;
            let found = !known || !self.goes_on_from(point)? || self.any_since(point.number(), matters)?;
            Ok((now, found))
        })
    }

    /// Whether the history is still that of a point.
    fn goes_on_from(&self, point: &Point) -> Result<bool> {
        let sql = "SELECT uid FROM op WHERE id = ?1";
        let uid: Option<Vec<u8>> = self.maybe("reading the history", sql, [point.number()], |r| r.get(0))?;
        Ok(uid.as_ref() == point.step.as_ref().map(|(_, uid)| uid))
    }

    /// Whether one of the rows that steps after this one have changed matters.
    fn any_since(&self, step: i64, matters: impl Fn(&RowChange) -> Result<bool>) -> Result<bool> {
        let (mut found, mut seen) = (Ok(false), 0);
        self.each_change("c.op > ?1", [step], |change| {
            seen += 1;
            // Of many rows that were added at once there is no image.
            let known = |change: &RowChange| seen <= MANY && (change.before.is_some() || change.after.is_some());
            found = change.and_then(|change| Ok(!known(&change) || matters(&change)?));
            matches!(found, Ok(false))
        })?;
        found
    }
}

impl Point {
    /// The number of the newest step, 0 before the first.
    fn number(&self) -> i64 {
        self.step.as_ref().map_or(0, |(id, _)| *id)
    }
}

impl Tx<'_> {
    /// Counts a write that no step tells of.
    pub(super) fn count_unjournalled(&self) -> Result<()> {
        self.run("noting a change", "UPDATE unjournalled SET times = times + 1", ()).map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::domain::rounding::Rounding;
    use crate::domain::time::Instant;
    use crate::domain::zone::Zone;
    use crate::store::{Author, Filter, Store, StoreSettings};

    fn filter(name: &str) -> Filter {
        Filter { id: 0, name: name.to_owned(), text: "due:week".to_owned() }
    }

    fn add(store: &Store, name: &str) -> i64 {
        let work = |tx: &Tx<'_>| tx.insert(&filter(name)).map(|_| "saved".to_owned());
        store.write(Instant(0), "", work).unwrap();
        store.newest_step().unwrap()
    }

    fn store() -> Store {
        let (zone, rounding) = (Zone::utc(), Rounding::default());
        Store::in_memory(StoreSettings {
            zone,
            rounding,
            emails: Vec::new(),
            meeting_hosts: Vec::new(),
            author: Author::numbering(),
        })
        .unwrap()
    }

    #[test]
    fn steps_say_what_they_changed_and_nothing_else_does() {
        let store = store();
        let rows = |point: &mut Point| {
            let rows = RefCell::new(Vec::new());
            let note = |change: &RowChange| {
                rows.borrow_mut().push((change.record.clone(), change.row));
                Ok(false)
            };
            let (now, matters) = store.news_since(point, note).unwrap();
            *point = now;
            (!matters).then(|| rows.into_inner())
        };
        let mut point = store.point().unwrap();
        assert_eq!(rows(&mut point), None, "whoever asks has seen that something was written");
        add(&store, "one");
        add(&store, "two");
        assert_eq!(rows(&mut point), Some(vec![("filter".to_owned(), 1), ("filter".to_owned(), 2)]));
        store.undo(Instant(0)).unwrap();
        assert_eq!(rows(&mut point), None, "a step taken back");
        store.redo(Instant(0)).unwrap();
        assert_eq!(rows(&mut point), None, "a step done again");
        store.aside("remembering", |tx| tx.remember("log", "x")).unwrap();
        add(&store, "three");
        assert_eq!(rows(&mut point), None, "a step, and something beside it");
        store
            .write(Instant(0), "", |tx| tx.update(&Filter { id: 1, ..filter("one") }).map(|()| String::new()))
            .unwrap();
        assert_eq!(rows(&mut point), None, "what changed nothing is no step");
        for n in 0..=MANY {
            add(&store, &format!("many {n}"));
        }
        assert_eq!(rows(&mut point), None, "too many to look at");
        let bulk = |tx: &Tx<'_>| {
            let mut bulk = tx.bulk::<Filter>()?;
            bulk.add(&filter("bulk"))?;
            bulk.end().map(|()| "imported".to_owned())
        };
        store.write(Instant(0), "", bulk).unwrap();
        assert_eq!(rows(&mut point), None, "rows without images");
    }

    #[test]
    fn another_history_is_not_taken_for_this_one() {
        let store = store();
        add(&store, "one");
        let point = store.point().unwrap();
        // What an older copy of the file that was put in its place would look like.
        store.batch("putting another in its place", "UPDATE op SET uid = randomblob(16)").unwrap();
        add(&store, "two");
        assert!(store.news_since(&point, |_| Ok(false)).unwrap().1);
    }
}
