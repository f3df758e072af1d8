//! Other programs: the terminal's clipboard, which works over SSH too, and links.

use std::process::Stdio;
use std::thread;

use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;

use crate::error::{Doing, Result};
use crate::guard;

/// What puts text on the terminal's clipboard (OSC 52).
///
/// Inside tmux it is sent twice: tmux takes the plain one if it is told to, and passes the wrapped one on if it may.
pub fn sequence(text: &str, tmux: bool) -> String {
    let mut sequence = String::new();
    // Writing to a text cannot fail.
    let _ = CopyToClipboard::to_clipboard_from(text).write_ansi(&mut sequence);
    if tmux {
        let wrapped = sequence.replace('\x1b', "\x1b\x1b");
        sequence.push_str(&format!("\x1bPtmux;{wrapped}\x1b\\"));
    }
    sequence
}

/// Opens a link with the desktop's own program, without waiting for it.
pub fn open(url: &str) -> Result<()> {
    let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let mut process = guard::command(opener).doing("opening the link")?;
    process.arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = process.spawn().doing("opening the link")?;
    // Somebody has to wait for it, or it stays as a zombie; the screen does not.
    let waiter = thread::Builder::new().name("opener".to_owned()).spawn(move || {
        let _ = child.wait();
    });
    waiter.map(|_| ()).doing("opening the link")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_sent_encoded() {
        assert_eq!(sequence("acme", false), "\x1b]52;c;YWNtZQ==\x1b\\");
        assert_eq!(sequence("acme", true), "\x1b]52;c;YWNtZQ==\x1b\\\x1bPtmux;\x1b\x1b]52;c;YWNtZQ==\x1b\x1b\\\x1b\\");
    }
}
