//! What of the screen others get to see, and what leaves it: privacy, links, the clipboard.

use super::clip;
use super::list::ListRow;
use super::loop_command::LoopCommand;
use super::marks::without;
use super::message::Message;
use super::privacy::Privacy;
use super::ui::Ui;
use crate::app::offer::Subject;
use crate::domain::event::check_link;
use crate::domain::link::unwrapped;
use crate::domain::text::clean_line;
use crate::records::kind::Word;

impl Ui {
    /// Hides every client but the selected row's, or shows all again.
    pub(super) fn hide(&mut self) {
        self.curtain.turn(self.subject().and_then(|s| s.client));
        let key = self.key("privacy");
        match self.curtain.privacy() {
            Privacy::AllBut(client) => self.note(format!("only {client} is shown; {key} shows everyone again")),
            Privacy::All => self.note(format!("all clients are hidden; {key} shows them again")),
            Privacy::Off => self.hush(),
        }
        if self.here().is_report() { self.read() } else { self.arrange() }
    }

    /// Whether a client's text must not leave the screen.
    pub(super) fn keeps(&self, client: Option<&str>) -> bool {
        self.curtain.keeps(client)
    }

    /// What the window is called: for whom the timer runs, if that may be seen.
    pub fn title(&self) -> String {
        match &self.session.board().status.running {
            _ if self.is_locked() => "vadash".to_owned(),
            Some(r) if !self.hides(Some(&r.client)) => format!("{} · vadash", r.client),
            Some(_) => "timer · vadash".to_owned(),
            None => "vadash".to_owned(),
        }
    }

    /// Opens the row's link; over SSH, where that would open on the server, it is copied.
    pub(super) fn open_link(&mut self) -> LoopCommand {
        let url = self.subject().map(|s| s.url).unwrap_or_default();
        if url.is_empty() {
            self.wrong("the row has no link");
            return LoopCommand::Stay;
        }
        self.follow_link(&url)
    }

    /// Opens a link here, or copies it for the terminal's own machine.
    pub(super) fn follow_link(&mut self, url: &str) -> LoopCommand {
        let url = unwrapped(url);
        match check_link(&url) {
            Err(what) => {
                self.wrong(what);
                LoopCommand::Stay
            }
            Ok(()) if self.session.env().terminal.ssh => self.copy(&url, "the link"),
            Ok(()) => LoopCommand::Open { what: url, said: "opened the link".to_owned() },
        }
    }

    /// Copies the marked rows as text, else the one under the cursor.
    pub(super) fn copy_row(&mut self) -> LoopCommand {
        if self.here().is_report() {
            return self.copy_report();
        }
        let rows = self.here().list().chosen();
        let text = rows.iter().map(|row| line_of(row)).collect::<Vec<_>>().join("\n");
        match rows.len() {
            0 => {
                self.wrong("select a row to copy it");
                LoopCommand::Stay
            }
            1 => {
                // What is told of a document is its number.
                let numbered = rows[0].subject.as_ref().filter(|subject| subject.kind.word == Word::Number);
                match numbered.map(Subject::word) {
                    Some(number) => self.copy(&number, &number),
                    None => self.copy(&text, "the row"),
                }
            }
            n => self.copy(&text, &format!("{n} rows")),
        }
    }

    /// Hands text to the terminal's clipboard.
    pub(super) fn copy(&mut self, text: &str, what: &str) -> LoopCommand {
        self.say(Message::Done(format!("copied {what}, if the terminal allows it")));
        let lines: Vec<_> = text.lines().map(clean_line).collect();
        LoopCommand::Send(clip::sequence(&lines.join("\n"), self.session.env().terminal.tmux))
    }
}

/// A row as plain text.
fn line_of(row: &ListRow) -> String {
    let mut line = String::new();
    for text in row.cells.iter().map(|cell| without(&cell.text)).filter(|text| !text.is_empty()) {
        let joined = line.is_empty() || text.starts_with([' ', '-']);
        line.push_str(if joined { "" } else { " " });
        line.push_str(text);
    }
    line
}
