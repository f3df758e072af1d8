//! When an event starts or ends, as its calendar wrote it.

use std::fmt;
use std::str::FromStr;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::domain::time::{Instant, iso, iso_time};
use crate::domain::zone::Zone;

/// A date, or a wall-clock reading with the zone it was written in.
///
/// Its text reads back: `2026-06-22`, `2026-06-22T09:00:00`, `2026-06-22T07:00:00Z`,
/// `2026-06-22T09:00:00[Europe/Berlin]`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Moment {
    /// A whole day, the same date wherever one is.
    Date(NaiveDate),
    /// A wall-clock reading.
    Local {
        /// The reading.
        at: NaiveDateTime,
        /// A name [`Zone::get`] knows; `None` floats (RFC 5545 3.3.5, form 1): it is read in the home zone.
        zone: Option<String>,
    },
}

impl Moment {
    /// A reading in UTC.
    pub fn utc(at: NaiveDateTime) -> Self {
        Self::Local { at, zone: Some("UTC".to_owned()) }
    }

    /// A reading in a zone.
    pub fn in_zone(at: NaiveDateTime, zone: &Zone) -> Self {
        Self::Local { at, zone: Some(zone.name().to_owned()) }
    }

    /// Whether it is a whole day.
    pub fn is_date(&self) -> bool {
        matches!(self, Self::Date(_))
    }

    /// The wall clock as written; a date's is its midnight.
    pub fn wall(&self) -> NaiveDateTime {
        match self {
            Self::Date(date) => date.and_time(NaiveTime::MIN),
            Self::Local { at, .. } => *at,
        }
    }

    /// The date as written.
    pub fn date(&self) -> NaiveDate {
        self.wall().date()
    }

    /// The zone it is read in: its own, or the home zone where it has none that is known here.
    pub fn zone(&self, home: &Zone) -> Zone {
        match self {
            Self::Local { zone: Some(name), .. } => Zone::get(name).unwrap_or_else(|| home.clone()),
            _ => home.clone(),
        }
    }

    /// The instant it means: a date's is where it begins at home.
    pub fn instant(&self, home: &Zone) -> Instant {
        match self {
            Self::Date(date) => home.start_of(*date),
            Self::Local { at, .. } => self.zone(home).read(*at).compatible(),
        }
    }

    /// The same kind of moment at another wall-clock reading.
    #[must_use]
    pub fn moved_to(&self, wall: NaiveDateTime) -> Self {
        match self {
            Self::Date(_) => Self::Date(wall.date()),
            Self::Local { zone, .. } => Self::Local { at: wall, zone: zone.clone() },
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => f.write_str(&iso(*date)),
            Self::Local { at, zone } => {
                f.write_str(&iso_time(*at))?;
                match zone.as_deref() {
                    None => Ok(()),
                    Some("UTC") => f.write_str("Z"),
                    Some(name) => write!(f, "[{name}]"),
                }
            }
        }
    }
}

impl FromStr for Moment {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let unreadable = || format!("`{text}` is no date and no time");
        if let Ok(date) = text.parse() {
            return Ok(Self::Date(date));
        }
        let (clock, zone) = match text.split_once('[') {
            Some((clock, rest)) => (clock, Some(rest.strip_suffix(']').ok_or_else(unreadable)?)),
            None => text.strip_suffix('Z').map_or((text, None), |clock| (clock, Some("UTC"))),
        };
        let at = NaiveDateTime::parse_from_str(clock, "%Y-%m-%dT%H:%M:%S").map_err(|_| unreadable())?;
        Ok(Self::Local { at, zone: zone.map(str::to_owned) })
    }
}

impl TryFrom<String> for Moment {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> Self {
        moment.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_text_reads_back() {
        for text in [
            "2026-06-22",
            "2026-06-22T09:00:00",
            "2026-06-22T07:00:00Z",
            "2026-06-22T09:00:00[Europe/Berlin]",
            "1601-01-01T00:00:00[posix:<+01>-1<+02>,M3.5.0,M10.4.0/3]",
        ] {
            let moment: Moment = text.parse().unwrap();
            assert_eq!(moment.to_string(), text);
            let json = serde_json::to_string(&moment).unwrap();
            assert_eq!(serde_json::from_str::<Moment>(&json).unwrap(), moment);
        }
        for text in ["", "tomorrow", "2026-06-22T09:00:00[Europe/Berlin", "2026-02-30"] {
            assert!(text.parse::<Moment>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_floating_time_is_the_home_zones() {
        let home = Zone::get("Asia/Tashkent").unwrap();
        let instant = |text: &str| text.parse::<Moment>().unwrap().instant(&home).to_string();
        assert_eq!(instant("2026-06-22T09:00:00"), "2026-06-22T04:00:00Z");
        assert_eq!(instant("2026-06-22"), "2026-06-21T19:00:00Z");
        assert_eq!(instant("2026-12-01T09:00:00[America/Vancouver]"), "2026-12-01T16:00:00Z");
    }
}
