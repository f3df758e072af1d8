//! What only the screen can do.

/// What only the screen can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// One row down.
    Down,
    /// One row up.
    Up,
    /// To the first row.
    Top,
    /// To the last row.
    Bottom,
    /// Half a page down.
    HalfDown,
    /// Half a page up.
    HalfUp,
    /// The next pane.
    NextPane,
    /// The pane before.
    PreviousPane,
    /// The pane or the day to the left.
    Left,
    /// The pane or the day to the right.
    Right,
    /// A day to be named.
    GoTo,
    /// A view by its number.
    View(u8),
    /// Look at the row whole.
    Look,
    /// Add to the focused pane.
    Add,
    /// Edit the row.
    Edit,
    /// Log time for the row's client.
    Log,
    /// A copy of the row to edit.
    Duplicate,
    /// Start or stop the timer for the row.
    Timer,
    /// Start the timer for anyone.
    StartFor,
    /// Task done, or not done.
    Tick,
    /// Delete the row.
    Remove,
    /// Filter the focused list.
    Filter,
    /// Filter every pane by client.
    FilterClient,
    /// Every action by name.
    Palette,
    /// Keys that work here.
    Help,
    /// Back to today.
    Today,
    /// Days on or back.
    Days(i64),
    /// When there is time for a meeting with the row's client.
    Free,
    /// Put the reminder that was told last off, or go to its meeting.
    Snooze,
    /// Hide everything until the passphrase is typed.
    Lock,
    /// Open or copy the meeting's link.
    Open,
    /// Copy the row.
    Copy,
    /// An action on the row by its name, with words to begin with where it is asked for more.
    Row(&'static str, &'static str),
    /// Move an entry's start and end by so many minutes.
    Shift {
        /// Of the start.
        start: i64,
        /// Of the end.
        end: i64,
        /// Whether an entry that touches a moved end moves along.
        together: bool,
    },
    /// Whether what touches a moved end moves along.
    Together,
    /// Join the entry with the next one.
    Join,
    /// Mark the row, or not, for the next action.
    Mark,
    /// Mark every row, or none.
    MarkAll,
    /// A day, a week, a month.
    Span,
    /// Compare the report with other days.
    Compare,
    /// Group the rows by something else.
    Regroup,
    /// Show more or fewer of the closed rows.
    More,
    /// A filter that was saved.
    Saved,
    /// Bill the row's client: a draft, which is issued by the same key.
    Bill,
    /// Note what was paid of the row.
    Pay,
    /// Send the document.
    SendPaper,
    /// Hide every other client's data, or show it again.
    Privacy,
    /// Close what is open; back.
    Back,
    /// Leave.
    Quit,
    /// Give the terminal back to the shell for now.
    Suspend,
    /// Offer themes.
    Theme,
    /// Draw everything anew.
    Redraw,
}
