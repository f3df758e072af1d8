//! Locks the screen and opens it again.

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::lock::LockOutcome;
use super::loop_command::LoopCommand;
use super::ui::Ui;
use crate::domain::secret::Secret;
use crate::domain::time::Instant;
use crate::error::{Error, Result};

impl Ui {
    /// Hides everything until the passphrase is typed; refused where there is none.
    pub(super) fn lock(&mut self) {
        if !self.session.store().is_encrypted() {
            let what = "there is no passphrase to lock with: the database is not encrypted (vadash db encrypt)";
            self.wrong(what.to_owned());
            return;
        }
        self.drop_all_begun();
        self.curtain.close();
    }

    /// Whether everything is hidden.
    pub(super) fn is_locked(&self) -> bool {
        self.curtain.is_locked()
    }

    /// When the screen locks itself, if nobody touches it.
    pub(super) fn locks_at(&self) -> Option<Instant> {
        let minutes = self.session.config().database.lock_after;
        self.curtain.closes_at(minutes).filter(|_| self.session.store().is_encrypted())
    }

    /// Locks the screen where it was left alone for long enough; whether it is locked.
    pub(super) fn lock_if_alone(&mut self) -> bool {
        if self.locks_at().is_some_and(|at| at <= self.session.env().now()) {
            self.lock();
        }
        self.curtain.is_locked()
    }

    /// Notes that somebody is there, who finds it locked if nobody was for long enough; whether it is.
    pub(super) fn touch(&mut self) -> bool {
        let locked = self.lock_if_alone();
        self.curtain.touch(self.session.env().now());
        locked
    }

    /// Takes a key for the locked screen; none if it is not locked. The key that finds it locked just now is lost.
    pub(super) fn press_lock(&mut self, key: KeyEvent) -> Option<LoopCommand> {
        let was_locked = self.curtain.is_locked();
        if !self.touch() {
            return None;
        }
        let asks = self.session.env().secrets.is_set();
        match self.curtain.lock_mut().filter(|_| was_locked)?.press(key, asks) {
            LockOutcome::Stay => {}
            LockOutcome::Ask(command) => return Some(command),
            LockOutcome::Try(secret) => self.unlock(secret),
        }
        Some(LoopCommand::Stay)
    }

    /// Takes pasted text for the locked screen; whether it is locked.
    pub(super) fn paste_lock(&mut self, text: &str) -> bool {
        let locked = self.touch();
        if let Some(lock) = self.curtain.lock_mut() {
            lock.add(text.lines().next().unwrap_or_default());
        }
        locked
    }

    /// Shows everything again if this is the secret that the database was opened with.
    pub fn unlock(&mut self, secret: Result<Secret>) {
        let opens = secret.map(|secret| self.session.store().opens_with(&secret));
        let says = match opens {
            Ok(true) => {
                self.curtain.open(self.session.env().now());
                self.reload();
                return;
            }
            Ok(false) => "that was not the passphrase".to_owned(),
            Err(error) => error.to_string(),
        };
        self.say_locked(says);
    }

    /// What the program or file that is set gives; it may ask at the terminal, which must be lent to it.
    pub fn secret(&self) -> Result<Secret> {
        self.session.env().secrets.given()?.ok_or_else(|| Error::problem("no key command and no key file is set"))
    }

    /// Says something on the locked screen.
    pub(super) fn say_locked(&mut self, says: String) {
        if let Some(lock) = self.curtain.lock_mut() {
            lock.say(says);
        }
    }

    /// Draws the locked screen, if it is locked; where the cursor stands.
    pub(super) fn draw_lock(&self, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let lock = self.curtain.lock()?;
        let hint = if self.session.env().secrets.is_set() {
            format!("Enter asks {} for it", self.session.env().secrets.name())
        } else {
            "Enter opens, Ctrl-c leaves".to_owned()
        };
        Some(lock.draw(hint, &self.theme, area, buffer))
    }
}
