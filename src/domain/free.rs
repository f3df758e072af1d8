//! Stretches of time: where several are open at once, and what remains beside those that are taken.

use super::time::Instant;

/// A stretch of time, its end not included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Interval {
    /// When it begins.
    pub start: Instant,
    /// When it ends.
    pub end: Instant,
}

impl Interval {
    /// How long it is, in seconds.
    pub fn seconds(self) -> i64 {
        self.end - self.start
    }

    fn and(self, other: Self) -> Option<Self> {
        let both = Self { start: self.start.max(other.start), end: self.end.min(other.end) };
        (both.start < both.end).then_some(both)
    }
}

/// The same time in order, stretches that touch or overlap made one.
pub fn united(mut spans: Vec<Interval>) -> Vec<Interval> {
    spans.retain(|span| span.start < span.end);
    spans.sort_unstable();
    let mut found: Vec<Interval> = Vec::new();
    for span in spans {
        match found.last_mut().filter(|last| span.start <= last.end) {
            Some(last) => last.end = last.end.max(span.end),
            None => found.push(span),
        }
    }
    found
}

/// The time that lies in both; each in order and without overlaps.
pub fn within(spans: &[Interval], others: &[Interval]) -> Vec<Interval> {
    let (mut found, mut first) = (Vec::new(), 0);
    for span in spans {
        first += others[first..].iter().take_while(|other| other.end <= span.start).count();
        found.extend(others[first..].iter().take_while(|other| other.start < span.end).filter_map(|o| span.and(*o)));
    }
    found
}

/// The time of `these` that lies in none of `taken`; each in order and without overlaps.
pub fn without(these: &[Interval], taken: &[Interval]) -> Vec<Interval> {
    let (mut found, mut first) = (Vec::new(), 0);
    for span in these {
        first += taken[first..].iter().take_while(|other| other.end <= span.start).count();
        let mut start = span.start;
        for other in taken[first..].iter().take_while(|other| other.start < span.end) {
            found.extend(Some(Interval { start, end: other.start }).filter(|free| free.start < free.end));
            start = start.max(other.end);
        }
        found.extend(Some(Interval { start, end: span.end }).filter(|free| free.start < free.end));
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn spans(list: &[(i64, i64)]) -> Vec<Interval> {
        united(list.iter().map(|(start, end)| Interval { start: Instant(*start), end: Instant(*end) }).collect())
    }

    fn holds(spans: &[Interval], at: i64) -> bool {
        spans.iter().any(|span| span.start <= Instant(at) && Instant(at) < span.end)
    }

    proptest! {
        #[test]
        fn every_moment_is_where_it_belongs(
            a in prop::collection::vec((0_i64..60, 0_i64..60), 0..8),
            b in prop::collection::vec((0_i64..60, 0_i64..60), 0..8),
        ) {
            let (these, taken) = (spans(&a), spans(&b));
            let (both, rest) = (within(&these, &taken), without(&these, &taken));
            for at in 0..60 {
                let (one, other) = (holds(&these, at), holds(&taken, at));
                prop_assert_eq!(one, a.iter().any(|(start, end)| *start <= at && at < *end));
                prop_assert_eq!(holds(&both, at), one && other);
                prop_assert_eq!(holds(&rest, at), one && !other);
            }
            for list in [these, both, rest] {
                prop_assert!(list.iter().all(|span| span.start < span.end));
                prop_assert!(list.windows(2).all(|pair| pair[0].end <= pair[1].start));
            }
        }
    }
}
