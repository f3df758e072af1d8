//! How a reminder is told outside the screen. Which are due is settled in `app::reminders`.
//!
//! Nothing here is waited for longer than it deserves: a bus that is silent, a program that does not end and a tmux that
//! does not answer cost a thread of their own and one line, and the next channel is tried.

mod command;
mod delivery;
mod desktop;
mod detect;
mod notice;
mod notifier;
mod plan;
mod process;
mod sequence;
mod terminal;
mod threads;

pub use command::{PLACES, check as check_command};
pub use delivery::{Attempt, Delivery, tell};
pub use detect::TRACES;
pub use notice::{Button, JOIN, Notice, Urgency};
pub use notifier::{Notifier, NotifierEvent};
pub use plan::{Channel, ChannelPlan, Settings};
pub use sequence::BELL;
pub use terminal::Terminal;
pub use threads::THREAD;
