//! Which version of something a component is (RFC 5546 2.1.5), and names for what has none.

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
    /// Whether another is newer: by SEQUENCE, then by DTSTAMP where both have one.
    pub fn is_older_than(self, other: Self) -> bool {
        let (own, others) = (self.sequence.unwrap_or(0), other.sequence.unwrap_or(0));
        own < others || own == others && self.stamp.zip(other.stamp).is_some_and(|(own, others)| own < others)
    }
}

/// FNV-1a, 64 bits: a name for a text that is the same on every machine.
pub fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
