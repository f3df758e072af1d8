//! The locked screen: nothing of any record is shown until the passphrase of the database is typed.
//!
//! It is a curtain against whoever passes by, not a second encryption: the database stays open behind it, the timer
//! runs on and meetings are announced, without saying which.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use zeroize::Zeroizing;

use super::print::put;
use super::theme::Tone;
use super::ui::{Flow, Ui};
use crate::domain::secret::Secret;
use crate::domain::text::{cut, width, wrap};
use crate::domain::time::Instant;
use crate::error::{Error, Result};

/// The longest passphrase that can be typed: room is made at once, because a text that grows leaves copies behind.
const ROOM: usize = 1024;

/// A locked screen.
pub struct Lock {
    typed: Zeroizing<String>,
    /// What went wrong, or what was announced meanwhile.
    says: String,
}

impl Lock {
    /// Nothing is typed yet.
    pub fn new() -> Self {
        Self { typed: Zeroizing::new(String::with_capacity(ROOM)), says: String::new() }
    }

    fn add(&mut self, text: &str) {
        for c in text.chars().filter(|c| !c.is_control()) {
            if self.typed.len() + c.len_utf8() <= ROOM {
                self.typed.push(c);
            }
        }
    }

    /// Takes a key; `asks` is whether a program or file can give the passphrase.
    fn press(&mut self, key: KeyEvent, asks: bool) -> LockOutcome {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Char('c') if control => return LockOutcome::Flow(Flow::Quit),
            KeyCode::Char('l') if control => return LockOutcome::Flow(Flow::Redraw),
            KeyCode::Char('u') if control => self.typed.clear(),
            KeyCode::Esc => self.typed.clear(),
            KeyCode::Backspace => drop(self.typed.pop()),
            KeyCode::Char(c) if !control => self.add(c.encode_utf8(&mut [0; 4])),
            KeyCode::Enter if self.typed.is_empty() && asks => return LockOutcome::Flow(Flow::Unlock),
            KeyCode::Enter => {
                let typed = std::mem::replace(&mut self.typed, Zeroizing::new(String::with_capacity(ROOM)));
                return LockOutcome::Try(Secret::new(typed.to_string()));
            }
            _ => {}
        }
        LockOutcome::Stay
    }
}

/// What a key did to a locked screen.
enum LockOutcome {
    /// It is still locked.
    Stay,
    /// The loop is to do this.
    Flow(Flow),
    /// This was typed as the passphrase.
    Try(Result<Secret>),
}

impl Ui {
    /// Hides everything until the passphrase is typed; refused where there is none.
    pub(super) fn lock(&mut self) {
        if !self.desk.store().is_encrypted() {
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
        let minutes = self.desk.config().database.lock_after;
        self.curtain.closes_at(minutes).filter(|_| self.desk.store().is_encrypted())
    }

    /// Locks the screen where it was left alone for long enough; whether it is locked.
    pub(super) fn lock_if_alone(&mut self) -> bool {
        if self.locks_at().is_some_and(|at| at <= self.desk.env().now()) {
            self.lock();
        }
        self.curtain.is_locked()
    }

    /// Notes that somebody is there, who finds it locked if nobody was for long enough; whether it is.
    pub(super) fn touch(&mut self) -> bool {
        let locked = self.lock_if_alone();
        self.curtain.touch(self.desk.env().now());
        locked
    }

    /// Takes a key for the locked screen; none if it is not locked. The key that finds it locked just now is lost.
    pub(super) fn press_lock(&mut self, key: KeyEvent) -> Option<Flow> {
        let was_locked = self.curtain.is_locked();
        if !self.touch() {
            return None;
        }
        let asks = self.desk.env().secrets.is_set();
        match self.curtain.lock_mut().filter(|_| was_locked)?.press(key, asks) {
            LockOutcome::Stay => {}
            LockOutcome::Flow(flow) => return Some(flow),
            LockOutcome::Try(secret) => self.unlock(secret),
        }
        Some(Flow::Stay)
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
        let opens = secret.map(|secret| self.desk.store().opens_with(&secret));
        let says = match opens {
            Ok(true) => {
                self.curtain.open(self.desk.env().now());
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
        self.desk.env().secrets.given()?.ok_or_else(|| Error::problem("no key command and no key file is set"))
    }

    /// Says something on the locked screen.
    pub(super) fn say_locked(&mut self, says: String) {
        if let Some(lock) = self.curtain.lock_mut() {
            lock.says = says;
        }
    }

    /// Draws the locked screen, if it is locked; where the cursor stands.
    pub(super) fn draw_lock(&self, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let lock = self.curtain.lock()?;
        let wide = usize::from(area.width.saturating_sub(4)).min(60);
        let dots = "•".repeat(lock.typed.chars().count().min(wide.saturating_sub(14)));
        let typed = format!("passphrase: {dots}");
        let hint = if self.desk.env().secrets.is_set() {
            format!("Enter asks {} for it", self.desk.env().secrets.name())
        } else {
            "Enter opens, Ctrl-c leaves".to_owned()
        };
        let mut lines = vec![("vadash is locked".to_owned(), Tone::Strong), (String::new(), Tone::Plain)];
        lines.push((typed.clone(), Tone::Plain));
        lines.push((hint, Tone::Dim));
        lines.extend(wrap(&lock.says, wide).into_iter().map(|line| (line, Tone::Warn)));
        let high = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let x = area.x + (area.width - u16::try_from(wide).unwrap_or(area.width).min(area.width)) / 2;
        let y = area.y + area.height.saturating_sub(high) / 3;
        for ((text, tone), y) in lines.iter().zip(y..area.bottom()) {
            put(buffer, x, y, wide, &cut(text, wide), self.theme.style(*tone));
        }
        let column = x + u16::try_from(width(&typed)).unwrap_or(0);
        Some(Position::new(column.min(area.right().saturating_sub(1)), (y + 2).min(area.bottom().saturating_sub(1))))
    }
}
