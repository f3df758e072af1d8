//! Other programs: the terminal's clipboard, which works over SSH too, links, and the user's editor.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::process::{Command as Process, Stdio};
use std::thread;

use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;

use crate::app::grammar::words;
use crate::bounds;
use crate::error::{Doing, Error, Result};

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
    let mut process = Process::new(opener);
    process.arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = process.spawn().doing("opening the link")?;
    // Somebody has to wait for it, or it stays as a zombie; the screen does not.
    let waiter = thread::Builder::new().name("opener".to_owned()).spawn(move || {
        let _ = child.wait();
    });
    waiter.map(|_| ()).doing("opening the link")
}

/// Folders that are kept in memory, by what `statfs` calls their file system: tmpfs and ramfs.
const IN_MEMORY: [u32; 2] = [0x0102_1994, 0x8584_58f6];

/// A folder that never reaches a disk: the one given, or that for shared memory.
pub fn in_memory(folder: &Path) -> Result<&Path> {
    let kept = |folder: &&Path| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the type is a 32-bit magic number"
        )]
        rustix::fs::statfs(*folder).is_ok_and(|stat| IN_MEMORY.contains(&(stat.f_type as u32)))
    };
    [folder, Path::new("/dev/shm")].into_iter().find(kept).ok_or_else(|| {
        Error::problem("the editor would leave the text of an encrypted database on a disk: set XDG_RUNTIME_DIR to a folder in memory")
    })
}

/// Has text edited by the user's own editor, and waits for it. The terminal must be lent to it.
///
/// The text stands in a file that nobody else can read, and is gone when the editor is.
pub fn edit(text: &str, editor: &str, folder: &Path) -> Result<String> {
    let doing = "editing the text";
    let command = words::split(editor)?;
    let [program, arguments @ ..] = command.as_slice() else {
        return Err(Error::problem("set VISUAL or EDITOR to your editor"));
    };
    let path = folder.join(format!("vadash-{}.md", std::process::id()));
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path).doing(doing)?;
    let edited = file.write_all(text.as_bytes()).doing(doing).and_then(|()| {
        let status = Process::new(program).args(arguments).arg(&path).status();
        match status {
            Ok(status) if status.success() => bounds::text(&path, bounds::WRITTEN).doing(doing),
            Ok(_) => Err(Error::problem(format!("{program} did not end well: the text is as it was"))),
            Err(error) => Err(Error::problem(format!("{program} cannot be started ({error}): set VISUAL or EDITOR"))),
        }
    });
    std::fs::remove_file(&path).doing(doing)?;
    edited
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_edited_and_nothing_stays() {
        let folder = tempfile::tempdir().unwrap();
        let script = folder.path().join("editor");
        std::fs::write(&script, "#!/bin/sh\nstat -c %a \"$2\" >> \"$2\"\necho \"$1\" >> \"$2\"\n").unwrap();
        let editor = format!("sh {} 'two words'", script.display());
        assert_eq!(edit("text\n", &editor, folder.path()).unwrap(), "text\n600\ntwo words\n");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "only the editor itself");
        assert!(edit("text", "false", folder.path()).unwrap_err().to_string().contains("did not end well"));
        assert!(edit("text", "no-such-editor", folder.path()).unwrap_err().to_string().contains("set VISUAL"));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn text_is_sent_encoded() {
        assert_eq!(sequence("acme", false), "\x1b]52;c;YWNtZQ==\x1b\\");
        assert_eq!(sequence("acme", true), "\x1b]52;c;YWNtZQ==\x1b\\\x1bPtmux;\x1b\x1b]52;c;YWNtZQ==\x1b\x1b\\\x1b\\");
    }
}
