//! What the environment says of the terminal, and writing to it where it is ours.

use rustix::fd::BorrowedFd;
use rustix::io::Errno;
use rustix::termios::{isatty, tcgetsid, ttyname};

/// What the environment says of the terminal and the desktop.
#[expect(clippy::struct_excessive_bools, reason = "each is one independent fact of the environment")]
#[derive(Clone, Debug, Default)]
pub struct Terminal {
    /// `TERM`.
    pub term: String,
    /// `TERM_PROGRAM`, or `LC_TERMINAL`, which SSH passes on.
    pub program: String,
    /// Those of `TRACES` that are set.
    pub traces: Vec<&'static str>,
    /// Whether `COLORTERM` promises true colour.
    pub true_color: bool,
    /// Whether `NO_COLOR` asks for none.
    pub no_color: bool,
    /// The colours of text and background, where the terminal says them: `COLORFGBG`, such as `15;0`.
    pub ground: String,
    /// Whether the locale is one that has ASCII alone, or none that shows our signs.
    pub ascii: bool,
    /// Whether this is an SSH session.
    pub ssh: bool,
    /// Whether this is inside tmux.
    pub tmux: bool,
    /// The pane of tmux that this is in, `TMUX_PANE`.
    pub pane: String,
    /// The session bus over which a desktop is told; empty if there is none.
    pub bus: String,
    /// The user's editor with its arguments, `VISUAL` or `EDITOR`.
    pub editor: String,
    /// The user's own folder in memory, `XDG_RUNTIME_DIR`, if there is one.
    pub runtime: Option<std::path::PathBuf>,
    /// Whether standard output is a terminal.
    pub stdout: bool,
    /// Whether standard error is a terminal.
    pub stderr: bool,
}

/// Writes to the controlling terminal if standard output or error is that, and says which it is.
///
/// Never to a pipe or a file, and never to a terminal of somebody else that output was sent to.
pub(super) fn write(sequence: &str) -> Result<String, String> {
    let ours = |fd: &BorrowedFd<'_>| isatty(fd) && tcgetsid(fd).is_ok();
    let Some(fd) = [rustix::stdio::stdout(), rustix::stdio::stderr()].into_iter().find(ours) else {
        return Err("there is no terminal: neither standard output nor standard error is one of ours".to_owned());
    };
    let mut bytes = sequence.as_bytes();
    while !bytes.is_empty() {
        match rustix::io::write(fd, bytes) {
            Ok(written) => bytes = &bytes[written..],
            Err(Errno::INTR) => {}
            Err(error) => return Err(format!("writing to the terminal: {error}")),
        }
    }
    let name = ttyname(fd, Vec::new()).ok().and_then(|name| name.into_string().ok());
    Ok(name.unwrap_or_else(|| "the terminal".to_owned()))
}
