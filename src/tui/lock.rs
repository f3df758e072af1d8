//! The locked screen: nothing of any record is shown until the passphrase of the database is typed.
//!
//! It is a curtain against whoever passes by, not a second encryption: the database stays open behind it, the timer
//! runs on and meetings are announced, without saying which.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use zeroize::Zeroizing;

use super::loop_command::LoopCommand;
use super::print::put;
use super::theme::{Theme, Tone};
use crate::domain::secret::Secret;
use crate::domain::text::{cut, width, wrap};
use crate::error::Result;

/// The longest passphrase that can be typed: room is made at once, because a text that grows leaves copies behind.
const ROOM: usize = 1024;

/// The lock screen, which takes the passphrase.
pub struct LockScreen {
    typed: Zeroizing<String>,
    /// What went wrong, or what was announced meanwhile.
    says: String,
}

impl LockScreen {
    /// Begins with nothing typed.
    pub fn new() -> Self {
        Self { typed: Zeroizing::new(String::with_capacity(ROOM)), says: String::new() }
    }

    /// Types text.
    pub fn add(&mut self, text: &str) {
        for c in text.chars().filter(|c| !c.is_control()) {
            if self.typed.len() + c.len_utf8() <= ROOM {
                self.typed.push(c);
            }
        }
    }

    /// Says something on it.
    pub fn say(&mut self, says: String) {
        self.says = says;
    }

    /// Draws it, with a hint on what opens it; where the cursor stands.
    pub fn draw(&self, hint: String, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Position {
        let wide = usize::from(area.width.saturating_sub(4)).min(60);
        let dots = "•".repeat(self.typed.chars().count().min(wide.saturating_sub(14)));
        let typed = format!("passphrase: {dots}");
        let mut lines = vec![("vadash is locked".to_owned(), Tone::Strong), (String::new(), Tone::Plain)];
        lines.push((typed.clone(), Tone::Plain));
        lines.push((hint, Tone::Dim));
        lines.extend(wrap(&self.says, wide).into_iter().map(|line| (line, Tone::Warn)));
        let high = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let x = area.x + (area.width - u16::try_from(wide).unwrap_or(area.width).min(area.width)) / 2;
        let y = area.y + area.height.saturating_sub(high) / 3;
        for ((text, tone), y) in lines.iter().zip(y..area.bottom()) {
            put(buffer, x, y, wide, &cut(text, wide), theme.style(*tone));
        }
        let column = x + u16::try_from(width(&typed)).unwrap_or(0);
        Position::new(column.min(area.right().saturating_sub(1)), (y + 2).min(area.bottom().saturating_sub(1)))
    }

    /// Takes a key; `asks` is whether a program or file can give the passphrase.
    pub fn press(&mut self, key: KeyEvent, asks: bool) -> LockOutcome {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Char('c') if control => return LockOutcome::Ask(LoopCommand::Quit),
            KeyCode::Char('l') if control => return LockOutcome::Ask(LoopCommand::Redraw),
            KeyCode::Char('u') if control => self.typed.clear(),
            KeyCode::Esc => self.typed.clear(),
            KeyCode::Backspace => drop(self.typed.pop()),
            KeyCode::Char(c) if !control => self.add(c.encode_utf8(&mut [0; 4])),
            KeyCode::Enter if self.typed.is_empty() && asks => return LockOutcome::Ask(LoopCommand::Unlock),
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
pub enum LockOutcome {
    /// It is still locked.
    Stay,
    /// The loop is to do this.
    Ask(LoopCommand),
    /// This was typed as the passphrase.
    Try(Result<Secret>),
}
