//! What of the screen may be seen: by someone who looks at the shared screen, and by whoever passes by.

use super::lock::LockScreen;
use super::privacy::Privacy;
use crate::domain::time::Instant;

/// Privacy and the screen lock: what hides the screen, or some of it.
pub struct Curtain {
    privacy: Privacy,
    /// Locks the screen: hides everything.
    lock: Option<LockScreen>,
    /// When somebody last touched a key or the mouse.
    touched: Instant,
}

impl Curtain {
    /// Nothing is hidden, and somebody is there.
    pub fn new(now: Instant) -> Self {
        Self { privacy: Privacy::Off, lock: None, touched: now }
    }

    /// Whose text may be seen.
    pub fn privacy(&self) -> &Privacy {
        &self.privacy
    }

    /// Whether a client's text must not leave the screen.
    pub fn keeps(&self, client: Option<&str>) -> bool {
        self.is_locked() || self.privacy.hides(client)
    }

    /// Hides every client but one, or shows all again.
    pub fn turn(&mut self, but: Option<String>) {
        self.privacy = match (self.privacy.is_on(), but) {
            (true, _) => Privacy::Off,
            (false, Some(client)) => Privacy::AllBut(client),
            (false, None) => Privacy::All,
        };
    }

    /// Whether everything is hidden.
    pub fn is_locked(&self) -> bool {
        self.lock.is_some()
    }

    /// Hides everything.
    pub fn close(&mut self) {
        self.lock = Some(LockScreen::new());
    }

    /// Unlocks the screen.
    pub fn open(&mut self, now: Instant) {
        self.lock = None;
        self.touched = now;
    }

    /// The locked screen.
    pub fn lock(&self) -> Option<&LockScreen> {
        self.lock.as_ref()
    }

    /// The locked screen, to type at.
    pub fn lock_mut(&mut self) -> Option<&mut LockScreen> {
        self.lock.as_mut()
    }

    /// Notes that somebody is there.
    pub fn touch(&mut self, now: Instant) {
        self.touched = now;
    }

    /// When it has been left alone for so many minutes, if it is not locked already.
    pub fn closes_at(&self, minutes: i64) -> Option<Instant> {
        (minutes > 0 && !self.is_locked()).then(|| self.touched + minutes * 60)
    }
}
