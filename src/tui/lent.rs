//! While the user's editor has the terminal: waiting for it, and ending with its text kept.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use signal_hook::consts::SIGTERM;

use super::editor::{self, About, EditorFolder};
use super::threads::{self, Msg};
use super::ui::Ui;
use crate::error::{Error, Result};

/// How long an editor that is to end has for saving what it holds; the program has little longer itself.
const GRACE: Duration = Duration::from_millis(250);

/// The loop's queue: what is told to it, in turn; what came while an editor was waited for comes first.
pub struct Inbox {
    tx: Sender<Msg>,
    rx: Receiver<Msg>,
    later: VecDeque<Msg>,
}

impl Inbox {
    /// Of the two ends of a channel.
    pub fn new(tx: Sender<Msg>, rx: Receiver<Msg>) -> Self {
        Self { tx, rx, later: VecDeque::new() }
    }

    /// The next, waited for so long.
    pub fn recv_timeout(&mut self, limit: Duration) -> Result<Msg, RecvTimeoutError> {
        self.later.pop_front().map_or_else(|| self.rx.recv_timeout(limit), Ok)
    }

    /// The next, if there is one.
    pub fn try_recv(&mut self) -> Option<Msg> {
        self.later.pop_front().or_else(|| self.rx.try_recv().ok())
    }

    /// Waits for the editor's end, or for the program's: whether it ended well, or the code to end with.
    fn editor(&mut self) -> Result<bool, i32> {
        loop {
            match self.rx.recv() {
                Ok(Msg::Edited(well)) => return Ok(well),
                Ok(Msg::Signal(signal)) => return Err(128 + signal),
                Ok(Msg::Gone) | Err(_) => return Err(1),
                // That something was changed is news once.
                Ok(other) if self.later.contains(&other) => {}
                Ok(other) => self.later.push_back(other),
            }
        }
    }

    /// Waits a moment for an editor that was told to end.
    fn grace(&self) {
        let begun = Instant::now();
        while let Ok(msg) = self.rx.recv_timeout(GRACE.saturating_sub(begun.elapsed())) {
            if matches!(msg, Msg::Edited(_)) {
                return;
            }
        }
    }
}

/// The outcome of an edit in the user's editor.
pub enum Edited {
    /// The text, or why it is as it was; its file goes once the text is in the form.
    Text(Result<String>, Option<EditorFolder>),
    /// The program is to end with this code: the text is kept as a draft.
    End(i32),
}

/// Has a text edited by the user's own editor, and waits for it. The terminal must be lent to it.
pub fn edit(text: &str, ui: &mut Ui, editor: &str, inbox: &mut Inbox) -> Edited {
    let started = ui.sheet(text).and_then(|sheet| {
        let mut child = sheet.start(editor)?;
        let id = Pid::from_child(&child);
        threads::spawn("editor", &inbox.tx, move |tx| {
            let well = child.wait().is_ok_and(|status| status.success());
            // Without a loop there is nobody to tell.
            let _ = tx.send(Msg::Edited(well));
        })?;
        Ok((sheet, id))
    });
    let (sheet, id) = match started {
        Ok(started) => started,
        Err(error) => return Edited::Text(Err(error), None),
    };
    match inbox.editor() {
        Ok(true) => Edited::Text(sheet.saved(), Some(sheet)),
        Ok(false) => {
            Edited::Text(Err(Error::problem("the editor did not end well: the text is as it was")), Some(sheet))
        }
        Err(code) => {
            let signal = if code == 128 + SIGTERM { Signal::TERM } else { Signal::HUP };
            // One that has ended needs no telling.
            let _ = kill_process(id, signal);
            inbox.grace();
            ui.keep_edited(sheet);
            Edited::End(code)
        }
    }
}

impl Ui {
    /// Lays a text of the form in front out for the editor.
    fn sheet(&self, text: &str) -> Result<EditorFolder> {
        let (path, runtime) = (self.session.store().path(), self.session.env().terminal.runtime.as_deref());
        let whole = path.and_then(|path| path.canonicalize().ok()).unwrap_or_default();
        let about = match self.layers.form() {
            Some(form) => About { database: whole.to_string_lossy().into_owned(), ..form.about_editing() },
            None => return Err(Error::problem("there is no form to edit a text of")),
        };
        EditorFolder::lay(&editor::place(path, self.session.store().is_encrypted(), runtime)?, text, &about)
    }

    /// Takes the text that the user's editor gave back.
    pub fn edited(&mut self, text: Result<String>) {
        match text {
            Ok(text) => self.layers.edited(&text, &self.session),
            Err(error) => self.wrong(error.to_string()),
        }
    }

    /// Keeps what an editor has saved as a draft, before its file goes; where that fails, the file is left for the next start.
    fn keep_edited(&mut self, sheet: EditorFolder) {
        let text = sheet.rescued();
        let read = text.is_ok();
        self.edited(text);
        if read && self.keep_draft().is_err() {
            sheet.leave();
        }
    }

    /// Takes in what editors had when vadash was killed, as drafts.
    pub(super) fn take_in_left(&mut self) {
        let Some(path) = self.session.store().path().filter(|_| !self.session.store().read_only()).map(Path::to_owned)
        else {
            return;
        };
        for left in editor::left(&path, self.session.env().terminal.runtime.as_deref()) {
            let editor::LeftoverText { sheet, about } = left;
            // A form has one draft: this one is taken in when the other is done with.
            let taken = self.layers.drafts().iter().any(|(name, _)| *name == about.form);
            let draft = sheet.rescued().ok().filter(|_| !taken).map(|text| about.draft(&text));
            let keep = |draft: &String| {
                self.session.store().aside("keeping a draft", |tx| tx.keep_draft(&about.form, draft)).is_ok()
            };
            match draft.filter(keep) {
                Some(draft) if draft.is_empty() => {}
                Some(draft) => self.layers.found_more(about.form, draft),
                None => sheet.leave(),
            }
        }
    }
}
