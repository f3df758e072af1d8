//! What backups are called.

use chrono::NaiveDate;

/// What the name of one ends with that was not sound when it was made.
pub(super) const UNSOUND: &str = "-unsound";

/// Numbers beyond it are nobody's: one more must be one, too.
const MOST: u64 = 1_000_000_000;

/// What the name of a file in the folder says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// Its number; 0 for one of an older version.
    pub(super) number: u64,
    /// What it was made for.
    pub(super) kind: BackupKind,
}

/// What a backup was made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BackupKind {
    /// Made by itself on a day; the newest step in it, where its name says so; whether it was sound.
    Daily { day: NaiveDate, step: Option<i64>, sound: bool },
    /// Made by hand on a day; whether it was sound.
    ByHand { day: NaiveDate, sound: bool },
    /// Made before a migration.
    Before,
}

impl Name {
    /// `vadash-0007-2026-06-22-s1234.db` (and `-unsound`), `vadash-0007-2026-06-22-140000.db`, `vadash-0007-before-v4.db`; of
    /// older versions the same without a number (and `-2`), and a day alone.
    pub(super) fn read(name: &str, stem: &str) -> Option<Self> {
        let what = name.strip_prefix(stem)?.strip_prefix('-')?.strip_suffix(".db")?;
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let (number, what) = match what.split_once('-') {
            // A day begins with its year, and goes on with a month.
            Some((number, rest)) if digits(number) && (rest.starts_with("before-v") || is_dated(rest)) => {
                (number.parse().ok().filter(|number| (1..MOST).contains(number))?, rest)
            }
            _ => (0, what),
        };
        if let Some(version) = what.strip_prefix("before-v") {
            return version.split('-').all(digits).then_some(Self { number, kind: BackupKind::Before });
        }
        let (day, rest) = what.split_at_checked(10).filter(|_| is_dated(what))?;
        let day = day.parse().ok()?;
        let kind = match rest.strip_prefix('-') {
            None if rest.is_empty() => BackupKind::Daily { day, step: None, sound: true },
            None => return None,
            Some(rest) => match rest.strip_prefix('s') {
                Some(end) => {
                    let (number, sound) = end.strip_suffix(UNSOUND).map_or((end, true), |number| (number, false));
                    BackupKind::Daily { day, step: Some(number.parse().ok().filter(|_| digits(number))?), sound }
                }
                None => {
                    let (time, sound) = rest.strip_suffix(UNSOUND).map_or((rest, true), |time| (time, false));
                    Some(BackupKind::ByHand { day, sound }).filter(|_| time.len() == 6 && digits(time))?
                }
            },
        };
        Some(Self { number, kind })
    }
}

/// Whether a text begins with a day as names have it.
fn is_dated(text: &str) -> bool {
    text.get(..10).is_some_and(|day| day.parse().is_ok_and(|read: NaiveDate| read.to_string() == day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_that_vadash_gives_are_its_own() {
        let day: NaiveDate = "2026-06-22".parse().unwrap();
        let daily = |step, sound| BackupKind::Daily { day, step, sound };
        for (name, read) in [
            ("vadash-0007-2026-06-22-s12.db", Some(Name { number: 7, kind: daily(Some(12), true) })),
            ("vadash-12345-2026-06-22-s0-unsound.db", Some(Name { number: 12345, kind: daily(Some(0), false) })),
            (
                "vadash-0007-2026-06-22-140000.db",
                Some(Name { number: 7, kind: BackupKind::ByHand { day, sound: true } }),
            ),
            (
                "vadash-0007-2026-06-22-140000-unsound.db",
                Some(Name { number: 7, kind: BackupKind::ByHand { day, sound: false } }),
            ),
            ("vadash-0007-before-v4.db", Some(Name { number: 7, kind: BackupKind::Before })),
            ("vadash-2026-06-22.db", Some(Name { number: 0, kind: daily(None, true) })),
            ("vadash-2026-06-22-140000.db", Some(Name { number: 0, kind: BackupKind::ByHand { day, sound: true } })),
            ("vadash-before-v4.db", Some(Name { number: 0, kind: BackupKind::Before })),
            ("vadash-before-v4-2.db", Some(Name { number: 0, kind: BackupKind::Before })),
            ("vadash-0000-2026-06-22-s12.db", None),
            ("vadash-18446744073709551615-2026-06-22-s1.db", None),
            ("vadash-0007-2026-06-22-s.db", None),
            ("vadash-0007-2026-06-22-s-1.db", None),
            ("vadash-0007-2026-06-22-s1x.db", None),
            ("vadash-007x-2026-06-22-s1.db", None),
            ("vadash-2026-06-22.db.part", None),
            ("vadash-2026-06-22.db-wal", None),
            ("vadash-2026-06-31.db", None),
            ("vadash-2026-6-22.db", None),
            ("vadash-2026-06-22 (copy).db", None),
            ("vadash-2026-06-22-14000x.db", None),
            ("vadash-2026-06-22-.db", None),
            ("vadash-2026-06-2ä.db", None),
            ("vadash-before-v.db", None),
            ("vadash-before-xmas.db", None),
            ("vadash.db", None),
            ("other-2026-06-22.db", None),
            ("vadash-other-2026-06-22.db", None),
        ] {
            assert_eq!(Name::read(name, "vadash"), read, "{name}");
        }
    }
}
