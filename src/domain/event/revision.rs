//! Versions of one event, of which the newest counts (RFC 5546 2.1.5).

use chrono::NaiveDateTime;

use crate::domain::time::Instant;

/// Which version of something a component is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Revision {
    /// SEQUENCE, if it has one.
    pub sequence: Option<i64>,
    /// DTSTAMP, if it has one.
    pub stamp: Option<Instant>,
}

impl Revision {
    /// The version that a component is: its lines unfolded, without those of components inside.
    pub fn of(component: &str) -> Self {
        let (mut found, mut depth) = (Self::default(), 0_usize);
        for line in component.lines() {
            let Some((head, value)) = line.split_once(':') else { continue };
            let name = head.split(';').next().unwrap_or(head);
            let is = |wanted: &str| name.eq_ignore_ascii_case(wanted);
            depth += usize::from(is("BEGIN"));
            if depth == 1 && is("SEQUENCE") {
                found.sequence = value.trim().parse().ok();
            } else if depth == 1 && is("DTSTAMP") {
                let utc = value.trim().trim_end_matches(['Z', 'z']);
                found.stamp = NaiveDateTime::parse_from_str(utc, "%Y%m%dT%H%M%S").ok().map(Instant::from_utc);
            }
            depth = depth.saturating_sub(usize::from(is("END")));
        }
        found
    }

    /// Whether another is newer: by SEQUENCE, then by DTSTAMP where both have one.
    pub fn is_older_than(self, other: Self) -> bool {
        let (own, others) = (self.sequence.unwrap_or(0), other.sequence.unwrap_or(0));
        own < others || own == others && self.stamp.zip(other.stamp).is_some_and(|(own, others)| own < others)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_higher_sequence_counts_and_then_the_later_stamp() {
        let version = |sequence, stamp: &str| {
            Revision::of(&format!(
                "BEGIN:VEVENT\nDTSTAMP:{stamp}\nBEGIN:VALARM\nSEQUENCE:9\nEND:VALARM\nSEQUENCE:{sequence}\nEND:VEVENT\n"
            ))
        };
        let (old, later) = (version(1, "20260601T090000Z"), version(1, "20260602T090000Z"));
        assert_eq!(old.sequence, Some(1));
        assert!(old.is_older_than(later) && !later.is_older_than(old) && !old.is_older_than(old));
        assert!(later.is_older_than(version(2, "20260501T090000Z")));
        // Without a stamp nothing is older than its like.
        assert!(!old.is_older_than(version(1, "soon")) && !version(1, "").is_older_than(old));
    }
}
