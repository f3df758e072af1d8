//! The hues that clients are told apart by, and which of them a client has.

use std::fmt;
use std::str::FromStr;

use crate::domain::spelling::nearest;
use crate::error::{Error, Result};

/// A hue, by its place in [`Hue::WORDS`]. What late, soon and well are shown in is none of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Hue(u8);

impl Hue {
    /// Their names, in the order in which clients get them: those side by side differ most.
    pub const WORDS: &'static [&'static str] =
        &["blue", "pink", "teal", "orange", "violet", "sky", "magenta", "tan", "indigo", "steel", "mauve", "mint"];

    /// Finds a hue by its number, from 1 on.
    pub fn of_number(number: i64) -> Option<Self> {
        let at = u8::try_from(number.checked_sub(1)?).ok()?;
        Some(Self(at)).filter(|hue| hue.at() < Self::WORDS.len())
    }

    /// Returns its place in [`Hue::WORDS`].
    pub fn at(self) -> usize {
        usize::from(self.0)
    }

    /// Returns its number, from 1 on.
    pub fn number(self) -> i64 {
        i64::from(self.0) + 1
    }
}

impl fmt::Display for Hue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Self::WORDS.get(self.at()).unwrap_or(&""))
    }
}

impl FromStr for Hue {
    type Err = Error;

    fn from_str(word: &str) -> Result<Self> {
        let number = || word.parse().ok().filter(|_| word.bytes().all(|b| b.is_ascii_digit()));
        let named = Self::WORDS.iter().zip(1..).find(|(name, _)| name.eq_ignore_ascii_case(word));
        named.map(|(_, n)| n).or_else(number).and_then(Self::of_number).ok_or_else(|| {
            let hint = match nearest(word, Self::WORDS.iter().copied()) {
                none if none.is_empty() => {
                    format!(": type 1 to {}, or one of {}", Self::WORDS.len(), Self::WORDS.join(", "))
                }
                meant => meant,
            };
            Error::problem(format!("'{word}' is no colour for clients{hint}"))
        })
    }
}

/// How a client is told apart: by a hue, and where all are given, by a line under it as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClientHue {
    /// The hue.
    pub hue: Hue,
    /// Whether its text has a line under it.
    pub lined: bool,
}

impl ClientHue {
    /// Returns what a client has that chose nothing: the hue of its rank, whoever comes or goes.
    pub fn of_rank(rank: i64) -> Self {
        // A remainder of 24 is a byte.
        let at = u8::try_from((rank - 1).rem_euclid(24)).unwrap_or(0);
        Self { hue: Hue(at % 12), lined: at >= 12 }
    }

    /// Returns what a client has: the hue it chose by number, or that of its rank.
    pub fn of(chosen: Option<i64>, rank: i64) -> Self {
        chosen.and_then(Hue::of_number).map_or_else(|| Self::of_rank(rank), |hue| Self { hue, lined: false })
    }
}

impl fmt::Display for ClientHue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.hue, if self.lined { ", underlined" } else { "" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hue_is_typed_by_name_or_number() {
        for (n, name) in (1..).zip(Hue::WORDS) {
            let hue: Hue = name.parse().unwrap();
            assert_eq!((hue.number(), hue.to_string().as_str()), (n, *name));
            assert_eq!(n.to_string().parse::<Hue>().unwrap(), hue);
        }
        for wrong in ["0", "13", "+3", "red", "green", "yellow", "", "-1"] {
            assert!(wrong.parse::<Hue>().is_err(), "{wrong}");
        }
        assert!("orenge".parse::<Hue>().unwrap_err().to_string().contains("orange"));
    }

    #[test]
    fn twenty_four_ranks_look_different() {
        let mut seen = std::collections::HashSet::new();
        assert!((1..=24).all(|rank| seen.insert(ClientHue::of_rank(rank))));
        assert!((1..=12).all(|rank| !ClientHue::of_rank(rank).lined));
        assert_eq!(ClientHue::of_rank(25), ClientHue::of_rank(1));
        assert_eq!(ClientHue::of(Some(3), 1), ClientHue { hue: Hue(2), lined: false });
    }
}
