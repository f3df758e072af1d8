//! Papers from the screen: opened, and sent after saying to whom.

use std::fs;
use std::os::unix::fs::DirBuilderExt;
use std::path::PathBuf;

use super::dialog::{Choice, Dialog, Then};
use super::loop_command::LoopCommand;
use super::pending::Pending;
use super::ui::Ui;
use crate::app::offer::{Offer, Subject, action};
use crate::app::papers::send::address_of;
use crate::app::run::run;
use crate::command::call::Call;
use crate::error::{Doing, Error, Result};
use crate::records::invoices::actions::{DOCUMENT, DRAFT};
use crate::store::DocumentRow;

impl Ui {
    /// The document or draft under the cursor, if the row stands for one.
    pub(super) fn paper_row(&self) -> Option<Subject> {
        self.subject().filter(|row| *row.kind == DOCUMENT || *row.kind == DRAFT)
    }

    /// Where papers are written that the screen opens or hands on: a folder beside the database, one for each.
    fn paper_folder(&self) -> Result<PathBuf> {
        let database = &self.session.env().db_path;
        let name = database.file_stem().unwrap_or_default().to_string_lossy();
        let folder = database.with_file_name(format!("{name}-papers"));
        // What stands on papers is between her and a client.
        let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(&folder);
        made.doing(&format!("making {}", folder.display()))?;
        Ok(folder)
    }

    /// Writes the PDF of the row and opens it, or copies its path for the terminal's own machine.
    pub(super) fn open_paper(&mut self, row: &Subject) -> LoopCommand {
        match self.write_pdf(row) {
            Ok(path) if self.session.env().terminal.ssh => self.copy(&path, "the PDF's path"),
            Ok(path) => {
                let stands =
                    if *row.kind == DOCUMENT { format!(", and {} stands now", row.title) } else { String::new() };
                LoopCommand::Open { what: path, said: format!("opened the PDF{stands}") }
            }
            Err(error) => {
                self.refuse(&error);
                LoopCommand::Stay
            }
        }
    }

    fn write_pdf(&mut self, row: &Subject) -> Result<String> {
        let folder = self.paper_folder()?.display().to_string();
        let call = Call::new(action("invoice pdf")?).with("number", row.word()).with("out", folder).with("force", "");
        let report = run(&call, self.session.store(), self.session.env())?;
        self.reload();
        let path = report.json()["file"].as_str().map(str::to_owned);
        path.ok_or_else(|| Error::problem("the PDF was not written"))
    }

    /// Asks whether the document under the cursor is sent, and says to whom.
    pub(super) fn ask_to_send(&mut self) {
        let Some(row) = self.paper_row().filter(|row| *row.kind == DOCUMENT) else {
            let key = self.key("bill");
            return self.note(format!("select an issued document to send it: {key} issues a draft"));
        };
        if let Err(error) = self.sending(&row) {
            self.refuse(&error);
        }
    }

    fn sending(&mut self, row: &Subject) -> Result<()> {
        let store = self.session.store();
        let to = address_of(store, &store.get::<DocumentRow>(row.id)?)?;
        let number = row.word();
        let call = Call::new(action("invoice send")?).with("number", &number);
        if to.is_empty() {
            self.follow_offer(vec![Offer::Prompt(call, "--to ".to_owned())], &[]);
            return Ok(());
        }
        let (call, how) = match self.session.config().mail.send.first() {
            Some(program) => (call, format!("by {program}")),
            None => {
                let folder = self.paper_folder()?;
                let how = format!("as a file in {} that mail programs open", folder.display());
                (call.with("eml", "").with("out", folder.display().to_string()), how)
            }
        };
        let answer = |key, label: &str, then| Choice { key, label: label.to_owned(), then };
        let answers = vec![answer('y', "send", Then::Do(Pending::of(vec![call]))), answer('b', "back", Then::Back)];
        self.layers.ask(Dialog::new("Send the document?", format!("{number} goes to {to}, {how}."), answers));
        Ok(())
    }
}
