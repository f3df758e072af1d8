//! By which name a row is known again.

use std::collections::HashMap;
use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::formats::sources::Identity;

/// The longest name of another program that is kept as it is, in bytes.
const LONGEST: usize = 200;

/// The rows of a file that were named, of each name how many.
///
/// A number of 64 bits stands for a name: a million of them fit in some tens of megabytes. Two names that had the same one would
/// only be told apart by a number that is the same in every file with both.
#[derive(Default)]
pub struct Named {
    seen: HashMap<u64, u32>,
}

/// The name of a row.
pub struct Name {
    /// `SOURCE:` and what is its own.
    pub external: String,
    /// How many rows of the file had it so far, this one included.
    pub number: u32,
    /// The name of the row before of those that are alike, if it is not the first.
    pub before: Option<String>,
}

impl Named {
    /// Forgets the rows of the file before.
    pub fn begin(&mut self) {
        self.seen.clear();
    }

    /// Names a row of a source that began at a moment, in seconds of UTC, or on a day, at the midnight with which it begins there.
    pub fn name(&mut self, word: &str, at: i64, identity: &Identity) -> Name {
        match identity {
            Identity::Own(own) if own.len() <= LONGEST => {
                let external = format!("{word}:{own}");
                let number = self.count(first_bits(&Sha256::digest(external.as_bytes())));
                Name { external, number, before: None }
            }
            Identity::Own(own) => self.name_alike(word, 0, own),
            Identity::Alike(text) => self.name_alike(word, at, text),
        }
    }

    fn name_alike(&mut self, word: &str, at: i64, text: &str) -> Name {
        let of = |number: u32| {
            let mut sum = Sha256::new();
            sum.update(at.to_string());
            sum.update(b"\n");
            sum.update(text);
            if number > 1 {
                sum.update(b"\n");
                sum.update(number.to_string());
            }
            sum.finalize()
        };
        let first = of(1);
        let number = self.count(first_bits(&first));
        let external = |sum: &[u8]| {
            // Its moment comes first: rows stand by time in most files, and their names then side by side in the index.
            let mut name = String::with_capacity(word.len() + 35);
            let _ = write!(name, "{word}:{:010x}", at.max(0));
            for byte in sum.iter().take(12) {
                let _ = write!(name, "{byte:02x}");
            }
            name
        };
        match number {
            1 => Name { external: external(&first), number, before: None },
            n => Name { external: external(&of(n)), number, before: Some(external(&of(n - 1))) },
        }
    }

    fn count(&mut self, key: u64) -> u32 {
        let number = self.seen.entry(key).or_default();
        *number = number.saturating_add(1);
        *number
    }
}

/// The first 64 bits of a sum.
fn first_bits(sum: &[u8]) -> u64 {
    sum.iter().take(8).fold(0, |bits, byte| bits << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_alike_are_numbered_and_files_begin_anew() {
        let alike = |text: &str| Identity::Alike(text.to_owned());
        let mut named = Named::default();
        let first = named.name("x", 60, &alike("a"));
        let second = named.name("x", 60, &alike("a"));
        assert_eq!((first.number, second.number), (1, 2));
        assert_eq!(second.before, Some(first.external.clone()));
        assert_ne!(first.external, named.name("x", 61, &alike("a")).external);
        assert_ne!(first.external, named.name("x", 60, &alike("b")).external);
        named.begin();
        assert_eq!(named.name("x", 60, &alike("a")).external, first.external);
        assert_eq!(named.name("x", 60, &Identity::Own("7".to_owned())).external, "x:7");
    }
}
