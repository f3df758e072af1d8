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
const MANY: i64 = 64;

/// How far the history of a file had come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The newest step: its number, and its name, for another one may get the number.
    step: Option<(i64, Vec<u8>)>,
    /// How often something was written that is no step; unknown in a file of an older version.
    others: Option<i64>,
}

/// What was written since a point.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// Nothing but these rows of records, and what is derived from them.
    Rows(Vec<RowChange>),
    /// It may be anything.
    Anything,
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

    /// What was written since a point by whoever has written, and how far the history has come with it.
    pub fn news_since(&self, point: &Point) -> Result<(Point, News)> {
        self.snapshot(|| {
            let now = self.point()?;
            let rows = if now == *point { None } else { self.rows_since(point, &now)? };
            Ok((now, rows.map_or(News::Anything, News::Rows)))
        })
    }

    /// The rows that steps have changed, if nothing else was written and there are few.
    fn rows_since(&self, point: &Point, now: &Point) -> Result<Option<Vec<RowChange>>> {
        let doing = "reading the history";
        let first = point.step.as_ref().map_or(0, |(id, _)| *id);
        let uid: Option<Vec<u8>> = self.maybe(doing, "SELECT uid FROM op WHERE id = ?1", [first], |r| r.get(0))?;
        if point.others.is_none()
            || now.others != point.others
            || uid != point.step.as_ref().map(|(_, uid)| uid.clone())
        {
            return Ok(None);
        }
        // Of many rows that were added at once there is no image.
        let sql = "SELECT count(*) > ?2 OR coalesce(max(last), 0) > 0 FROM (SELECT last FROM change WHERE op > ?1 LIMIT ?2 + 1)";
        if self.one(doing, sql, (first, MANY), |r| r.get(0))? {
            return Ok(None);
        }
        self.changes_where("c.op > ?1", [first]).map(Some)
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
        Store::in_memory(StoreSettings { zone, rounding, emails: Vec::new(), author: Author::numbering() }).unwrap()
    }

    #[test]
    fn steps_say_what_they_changed_and_nothing_else_does() {
        let store = store();
        let rows = |point: &mut Point| {
            let (now, news) = store.news_since(point).unwrap();
            *point = now;
            match news {
                News::Rows(rows) => Some(rows.iter().map(|r| (r.record.clone(), r.row)).collect::<Vec<_>>()),
                News::Anything => None,
            }
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
        assert_eq!(store.news_since(&point).unwrap().1, News::Anything);
    }
}
