//! What the screen asks of the loop around it.

/// What the loop is to do after a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoopCommand {
    /// Go on.
    Stay,
    /// Leave.
    Quit,
    /// Give the terminal to the shell for a while.
    Suspend,
    /// Draw everything anew.
    Redraw,
    /// Send this sequence to the terminal.
    Send(String),
    /// Open a link or a file, and say that it was.
    Open {
        /// Which.
        what: String,
        /// What is said then.
        said: String,
    },
    /// Have this text edited in the user's editor, and give it to `Ui::edited`.
    Edit(String),
    /// Have the program or file that is set give the passphrase, and give it to `Ui::unlock`.
    Unlock,
}
