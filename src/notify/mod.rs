//! How a reminder is told outside the screen. Which are due is settled in `app::reminders`.
//!
//! Nothing here is waited for longer than it deserves: a bus that is silent, a program that does not end and a tmux that
//! does not answer cost a thread of their own and one line, and the next channel is tried.

mod command;
mod desktop;
mod detect;
mod notice;
mod notifier;
mod plan;
mod process;
mod sequence;
mod terminal;
mod told;

pub use command::{PLACES, check as check_command};
pub use detect::TRACES;
pub use notice::{Button, JOIN, Notice, Urgency};
pub use notifier::{Notifier, Outcome};
pub use plan::{Channel, Plan, Settings};
pub use terminal::Terminal;
pub use told::{Step, Told, tell};

/// What every terminal understands, and what flags a window of tmux.
pub const BELL: &str = "\x07";

/// How the threads are named that nobody waits for: a panic in one of them is no reason to end the program.
pub const THREAD: &str = "notify";

/// Starts a thread that nobody waits for.
fn spawn(work: impl FnOnce() + Send + 'static) -> Result<(), String> {
    let thread = std::thread::Builder::new().name(THREAD.to_owned()).spawn(work);
    thread.map(|_| ()).map_err(|e| format!("starting the notifier: {e}"))
}
