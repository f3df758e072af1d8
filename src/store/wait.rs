//! Waiting for whoever else is writing.
//!
//! SQLite's own way sleeps longer each time, up to 100 ms: where many write at once, who has waited long is overtaken
//! again and again by whoever has just come. Here all try equally often.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use rusqlite::Connection;

/// The pause between two tries.
pub(super) const PAUSE: Duration = Duration::from_millis(5);

/// Whether a connection waits at all just now.
#[derive(Clone, Debug, Default)]
pub(super) struct Patience {
    none: Arc<AtomicBool>,
}

impl Patience {
    /// Lets a connection wait so long for a lock that another one has.
    pub(super) fn teach(conn: &mut Connection, wait: Duration) -> rusqlite::Result<Self> {
        let patience = Self::default();
        let none = Arc::clone(&patience.none);
        conn.busy_handler(Some(move |tries: i32| {
            let again = is_within(wait, tries.unsigned_abs()) && !none.load(Ordering::Relaxed);
            if again {
                thread::sleep(PAUSE);
            }
            again
        }))?;
        Ok(patience)
    }

    /// Does something for which nobody is waited for.
    pub(super) fn without<T>(&self, work: impl FnOnce() -> T) -> T {
        self.none.store(true, Ordering::Relaxed);
        let done = work();
        self.none.store(false, Ordering::Relaxed);
        done
    }
}

/// Whether there is time for another pause after so many.
pub(super) fn is_within(wait: Duration, pauses: u32) -> bool {
    PAUSE * pauses < wait
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_connection_waits_unless_it_is_told_not_to() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.db");
        let other = Connection::open(&path).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        let mut conn = Connection::open(&path).unwrap();
        // Whoever waited here all the same would do so for days.
        let patience = Patience::teach(&mut conn, Duration::from_secs(1_000_000)).unwrap();
        assert!(patience.without(|| conn.execute_batch("BEGIN IMMEDIATE")).is_err(), "another one writes");
        let waiting = thread::spawn(move || conn.execute_batch("BEGIN IMMEDIATE; COMMIT"));
        thread::sleep(10 * PAUSE);
        drop(other);
        waiting.join().unwrap().unwrap();
    }

    #[test]
    fn it_gives_up_when_its_time_is_over() {
        let wait = Duration::from_millis(200);
        assert_eq!((0..1_000).filter(|pauses| is_within(wait, *pauses)).count(), 40);
        assert!(!is_within(Duration::ZERO, 0));
    }
}
