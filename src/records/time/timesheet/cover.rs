//! Which time is taken, and which of it twice.

use chrono::NaiveDate;

use crate::domain::time::Instant;

/// Work of an earlier day that reaches into this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// The entry.
    pub id: i64,
    /// The client's id.
    pub client: i64,
    /// When it began.
    pub from: Instant,
    /// When it ended, or now.
    pub to: Instant,
}

/// The spans of entries and how deep they lie over each other.
pub(crate) struct Cover {
    /// With the date each entry belongs to, by start.
    spans: Vec<(Carried, NaiveDate)>,
    /// From each instant on: seconds shared by two or more before it, and whether it is shared from there.
    shared: Vec<(Instant, i64, bool)>,
}

impl Cover {
    pub(crate) fn of(spans: Vec<(Carried, NaiveDate)>) -> Self {
        let mut edges: Vec<(Instant, i64)> = spans.iter().flat_map(|(s, _)| [(s.from, 1), (s.to, -1)]).collect();
        edges.sort_unstable();
        let mut shared: Vec<(Instant, i64, bool)> = Vec::new();
        let mut depth = 0;
        for (at, step) in edges {
            depth += step;
            match shared.last_mut() {
                Some(last) if last.0 == at => last.2 = depth > 1,
                Some(&mut (since, sum, twice)) => {
                    shared.push((at, sum + if twice { at - since } else { 0 }, depth > 1));
                }
                None => shared.push((at, 0, depth > 1)),
            }
        }
        Self { spans, shared }
    }

    /// Seconds of an entry's span at which there is another.
    pub(crate) fn shared(&self, from: Instant, to: Instant) -> i64 {
        let before = |at: Instant| {
            let begun = self.shared.partition_point(|(since, _, _)| *since <= at);
            begun.checked_sub(1).map_or(0, |n| {
                let (since, sum, twice) = self.shared[n];
                sum + if twice { at - since } else { 0 }
            })
        };
        before(to) - before(from)
    }

    /// Entries of earlier days that reach into `[start, end)`.
    pub(crate) fn carried(&self, date: NaiveDate, start: Instant, end: Instant) -> impl Iterator<Item = &Carried> {
        let reaches = move |s: &&(Carried, NaiveDate)| s.1 < date && s.0.to > start && s.0.from < end;
        self.spans.iter().filter(reaches).map(|(carried, _)| carried)
    }
}
