//! Calls done from the screen: at once, when it is their turn, or after a question; and what is said of them.

use super::clock::TRIES;
use super::dialog::{Choice, Dialog, Then};
use super::message::Message;
use super::overlap::{TAKEN, overlapped};
use super::pager::Pager;
use super::pending::Pending;
use super::privacy::without_names;
use super::ui::Ui;
use crate::app::backups::advice;
use crate::app::offer::{Offer, action};
use crate::app::run::run_all;
use crate::app::write::rehearse;
use crate::command::action::Effect;
use crate::command::call::Call;
use crate::command::report::Report;
use crate::error::{Error, Result};
use crate::records::time::timer::STOP_AT;
use crate::store::{is_busy, is_damaged};

/// The most lines that are told beside what was done; more have a box of their own.
const BESIDE: usize = 2;

/// The title of the box that tells of a damaged file.
const DAMAGED: &str = "The database is damaged";

impl Ui {
    /// Says at the open prompt, else in the footer, why something could not be done.
    pub(super) fn refuse(&mut self, error: &Error) {
        if is_damaged(error) {
            return self.failed(error);
        }
        let list = match error {
            // What stands in it are names, too.
            Error::Listed { what, lines } if !self.is_private() => Some((what.clone(), lines.join("\n"))),
            _ => None,
        };
        let error = &self.veiled(error);
        if !self.layers.refuse(error) {
            self.wrong(error.to_string());
        }
        if let Some((what, lines)) = list {
            self.layers.show(Pager::report(what, &lines));
        }
    }

    /// Says why the data could not be read. Where the file is damaged, a box says what helps; one is enough.
    pub(super) fn failed(&mut self, error: &Error) {
        self.wrong(error.to_string());
        if is_damaged(error) && !self.layers.shows(DAMAGED) {
            let fields =
                vec![("found", error.to_string()), ("to do", format!("quit first; {}", advice(self.session.env())))];
            self.layers.show(Pager::new(DAMAGED, Pager::fields(fields)));
        }
    }

    /// A problem without the names of those who are hidden.
    fn veiled(&self, error: &Error) -> Error {
        let (field, what) = match error {
            Error::Problem { field, what } => (*field, what.clone()),
            Error::Listed { what, .. } => ("", what.clone()),
            Error::Fault { .. } => return Error::problem(error.to_string()),
        };
        let clients = if self.is_private() { self.session.store().clients().unwrap_or_default() } else { Vec::new() };
        let hidden = clients.iter().filter(|client| self.hides(Some(&client.code)));
        Error::at(field, without_names(what, hidden))
    }

    /// Does calls, or waits for their turn while another process writes.
    pub(super) fn attempt(&mut self, pending: Pending) {
        let Some(call) = pending.calls.first().cloned() else { return };
        if pending.typed.is_some() {
            match self.layers.compare(&self.session) {
                Ok(true) => {}
                Ok(false) => return self.hush(),
                Err(error) if is_busy(&error) => {}
                Err(error) => return self.refuse(&error),
            }
        }
        if let Some(question) = self.other_undo(&pending) {
            return self.layers.ask(question);
        }
        match self.planned(&pending) {
            Ok(None) => {}
            Ok(Some(question)) => {
                self.hush();
                return self.layers.ask(question);
            }
            Err(error) if is_busy(&error) => {}
            Err(error) => {
                self.hush();
                return self.refuse(&error);
            }
        }
        match self.may(&call).and_then(|()| run_all(&pending.calls, self.session.store(), self.session.env())) {
            Ok(report) => {
                if let Some(typed) = &pending.typed {
                    self.layers.close_typed();
                    if !typed.is_empty() {
                        self.session.remember(call.action.name, typed);
                    }
                }
                let text = report.text();
                if !matches!(call.action.effect, Effect::Read(_)) {
                    if pending.calls.len() > 1 {
                        self.here_mut().list_mut().unmark();
                    }
                    self.stay_on(&pending.calls, report.as_ref());
                    self.show_paper(&pending.calls, report.as_ref());
                    self.reload();
                }
                self.tell(&call, &text, report.is_step());
                self.next_step();
            }
            Err(error) if is_busy(&error) && pending.tries < TRIES => {
                let note = "another program is writing to the database: trying again".to_owned();
                self.note(note);
                self.layers.wait(Pending { tries: pending.tries + 1, ..pending });
            }
            Err(Error::Problem { field: "overlap", what }) => {
                self.hush();
                let what = if self.is_private() { TAKEN } else { &what };
                self.layers.ask(overlap(&pending, what));
            }
            Err(Error::Problem { field: Error::CONFIRM, what }) if may_insist(&pending) => {
                let error = self.veiled(&Error::confirm(what));
                self.hush();
                self.layers.ask(unlikely(&pending, &error.to_string()));
            }
            Err(error) => {
                self.hush();
                self.refuse(&error);
            }
        }
    }

    /// Whether to undo something else than what was done last, where that stands: nobody expects an older step to go.
    fn other_undo(&self, pending: &Pending) -> Option<Dialog> {
        let [call] = pending.calls.as_slice() else { return None };
        if pending.sure || !call.action.undoes || !call.words.is_empty() {
            return None;
        }
        // What keeps it from being known is said where it is done.
        let step = self.session.store().next_to_undo(self.session.env().now()).ok().flatten()?;
        let why = step.passed.first()?;
        let what = if self.is_private() {
            "What was done last stands.".to_owned()
        } else {
            format!("{}. What can be undone before it: {}", capital(why), step.label)
        };
        let again = Then::Do(Pending { sure: true, ..pending.clone() });
        let answer = |key, label: &str, then| Choice { key, label: label.to_owned(), then };
        let answers = vec![answer('y', "undo that instead", again), answer('b', "back", Then::Back)];
        Some(Dialog::new("Undo something else?", what, answers))
    }

    /// What a call would do that can show it first, and whether to do that.
    fn planned(&self, pending: &Pending) -> Result<Option<Dialog>> {
        let [call] = pending.calls.as_slice() else { return Ok(None) };
        if pending.sure || call.is_rehearsal() || call.action.field(Call::DRY_RUN).is_none() {
            return Ok(None);
        }
        self.may(call)?;
        let plan = [call.clone().with(Call::DRY_RUN, "")];
        let plan = rehearse(&plan, self.session.store(), self.session.env())?.pop().unwrap_or_default();
        let (text, blocked) = (plan.text(), plan.blocked);
        let hidden = "What it would bring is hidden.".to_owned();
        let text = if self.is_private() { hidden } else { text };
        let sure = Then::Do(Pending { sure: true, ..pending.clone() });
        let answer = |key, label: &str, then| Choice { key, label: label.to_owned(), then };
        let title = if blocked { "This cannot be imported yet" } else { "Import this?" };
        let yes = (!blocked).then(|| answer('y', "import it", sure));
        let answers = yes.into_iter().chain([answer('b', "back", Then::Back)]);
        Ok(Some(Dialog::new(title, text.trim_end(), answers.collect())))
    }

    /// Whether the screen may do a call at all.
    fn may(&self, call: &Call) -> Result<()> {
        if self.is_private() && matches!(call.action.effect, Effect::Read(_)) {
            let key = self.key("privacy");
            return Err(Error::problem(format!("client data is hidden: {key} shows it again")));
        }
        let file = |(name, words): &(&str, Vec<String>)| *name == "file" && words.iter().any(|w| w == "-");
        if call.words.iter().any(file) {
            return Err(Error::at("file", "the screen has no standard input: name a file"));
        }
        Ok(())
    }

    /// Shows what a call answered, and where it made a `step`, that it can be taken back: a line in the footer, or more in a box.
    fn tell(&mut self, call: &Call, text: &str, step: bool) {
        let mut lines = text.lines();
        let first = lines.next().unwrap_or_default().to_owned();
        let more = lines.next().is_some();
        match call.action.effect {
            Effect::Read(_) if first.is_empty() => self.note("nothing to show"),
            Effect::Write(_) => {
                let private = self.is_private();
                let said = if private { "done".to_owned() } else { first };
                let undo = self.key("undo");
                // A line or two of what follows from it have room beside it.
                let notes: Vec<&str> = text.lines().skip(1).filter(|_| !private).collect();
                let beside = if notes.len() <= BESIDE { notes.join("  ") } else { String::new() };
                let undoes = if step { format!("; {undo} undoes") } else { String::new() };
                let said = format!("{said}{undoes}  {beside}");
                self.say(Message::Done(said.trim_end().to_owned()));
                if notes.len() > BESIDE {
                    self.layers.show(Pager::report(call.to_string(), text));
                }
            }
            Effect::Whole(_) | Effect::History(_) if !more => {
                let said = if self.is_private() { "done".to_owned() } else { first };
                self.say(Message::Done(said));
            }
            _ => {
                let pager = self.report(call, text);
                self.layers.show(pager);
            }
        }
    }

    /// A box with what a call answered; a statement's turns to the cycles beside it.
    fn report(&self, call: &Call, text: &str) -> Pager {
        if call.action.turns.is_none() {
            return Pager::report(call.to_string(), text);
        }
        let (back, on) = (self.key("day-back"), self.key("day-on"));
        let title = format!("{call}   {back} {on} turns to other cycles");
        Pager { turns: Some(call.clone()), ..Pager::report(title, text) }
    }
}

/// Whether calls can be asked for once more.
fn may_insist(pending: &Pending) -> bool {
    let can = |call: &Call| call.action.field(Error::CONFIRM).is_some();
    pending.calls.iter().all(|call| can(call) && call.get(Error::CONFIRM).is_empty())
}

/// Whether to do what is unlikely to be meant. Where a timer that was forgotten would end by it, when it ended can be said
/// instead.
fn unlikely(pending: &Pending, what: &str) -> Dialog {
    let calls = pending.calls.iter().map(|call| call.clone().with(Error::CONFIRM, "")).collect();
    let insist = Then::Do(Pending { calls, ..pending.clone() });
    let answer = |key, label: &str, then| Choice { key, label: label.to_owned(), then };
    let mut answers = vec![answer('y', "do it all the same", insist)];
    let stop = action("stop").ok().filter(|_| what.contains(STOP_AT));
    answers.extend(stop.map(|stop| {
        let prompt = Offer::Prompt(Call::new(stop), "--at ".to_owned());
        answer('a', "say when the timer ended", Then::Open(prompt))
    }));
    answers.push(answer('b', "back", Then::Back));
    let told = what.find("; type another time").map_or(what, |at| &what[..at]);
    let told = [": say when", ": add --force", ": bring it back"]
        .iter()
        .find_map(|hint| told.find(hint))
        .map_or(told, |at| &told[..at]);
    let begun = ["the ", "from "].iter().any(|word| told.starts_with(word));
    let sentence = if begun { capital(told) } else { told.to_owned() };
    Dialog::new("Is that right?", format!("{sentence}."), answers)
}

/// The text with a capital at its beginning.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
}

/// What to do about time that is already logged.
fn overlap(pending: &Pending, what: &str) -> Dialog {
    let with = |word: &str| {
        let calls = pending.calls.iter().map(|call| call.clone().with("overlap", word)).collect();
        Then::Do(Pending { calls, ..pending.clone() })
    };
    let answer = |key, label: &str, then| Choice { key, label: label.to_owned(), then };
    Dialog::new(
        "That time is logged already",
        sentence(what),
        vec![
            answer('c', "cut the other one", with("cut")),
            answer('k', "keep both", with("keep")),
            answer('b', "back", Then::Back),
        ],
    )
}

/// The question's sentence: what the time overlaps, or only that it does.
fn sentence(what: &str) -> String {
    match what {
        TAKEN => "There is other time in it.".to_owned(),
        told => format!("It overlaps {}.", overlapped(told)),
    }
}
