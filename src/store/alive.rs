//! The last sign of life: when there was a key or a command while a timer ran.

use super::database::Store;
use super::reads::Reads;
use super::tx::Tx;
use crate::domain::time::Instant;
use crate::error::Result;

/// Seconds within which one sign of life is as good as another.
const OFTEN: i64 = 60;

/// The last sign of life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alive {
    /// When it was.
    pub at: Instant,
    /// The timer of which it was last said that it runs rightly.
    pub kept: Option<KeptTimer>,
}

/// A timer of which it was said that it runs rightly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptTimer {
    /// The entry.
    pub entry: i64,
    /// When that was said.
    pub at: Instant,
}

impl Reads {
    /// Returns the last sign of life while a timer ran.
    pub fn alive(&self) -> Result<Option<Alive>> {
        let sign = |r: &rusqlite::Row<'_>| {
            let entry: Option<i64> = r.get("entry")?;
            let kept = entry.map(|entry| Ok::<_, rusqlite::Error>(KeptTimer { entry, at: r.get("kept_at")? }));
            Ok(Alive { at: r.get("at")?, kept: kept.transpose()? })
        };
        self.maybe("reading the last sign of life", "SELECT at, entry, kept_at FROM alive", (), sign)
    }
}

impl Store {
    /// Notes a sign of life: only while a timer runs, and at most once a minute.
    pub fn note_alive(&self, now: Instant) -> Result<()> {
        if self.read_only() || self.running()?.is_none() {
            return Ok(());
        }
        // A clock that was put back is noted as well.
        if self.alive()?.is_some_and(|last| (0..OFTEN).contains(&(now - last.at))) {
            return Ok(());
        }
        self.aside("noting a sign of life", |tx| {
            let sql = "INSERT INTO alive(id, at) VALUES (1, ?1) ON CONFLICT DO UPDATE SET at = excluded.at";
            tx.run("noting a sign of life", sql, [now]).map(|_| ())
        })
    }
}

impl Tx<'_> {
    /// Remembers that a timer runs rightly; saying so is a sign of life.
    pub fn keep_timer(&self, entry: i64, now: Instant) -> Result<()> {
        let sql = "INSERT INTO alive(id, at, entry, kept_at) VALUES (1, ?1, ?2, ?1) ON CONFLICT DO UPDATE SET \
                   at = excluded.at, entry = excluded.entry, kept_at = excluded.kept_at";
        self.run("keeping the timer", sql, (now, entry)).map(|_| ())
    }
}
