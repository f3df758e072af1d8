//! What keys do to rows: the one under the cursor, or those that are marked.

use chrono::NaiveDate;

use super::pending::Pending;
use super::prompt::Purpose;
use super::ui::Ui;
use crate::app::offer::{Fill, Offer, Subject, action, log_span, offer};
use crate::command::action::Screen;
use crate::command::call::Call;
use crate::command::grammar::date::write_date;
use crate::error::Error;
use crate::records::billing::actions::UNBILLED;
use crate::records::calendar::actions::EVENT;
use crate::records::time::actions::ENTRY;

/// A meeting that is added begins with the day that is looked at.
fn on_day(mut offers: Vec<Offer>, day: Option<NaiveDate>) -> Vec<Offer> {
    for offer in &mut offers {
        if let (Some(day), Offer::Prompt(_, words)) = (day, offer) {
            *words = format!("{} {words}", write_date(day));
        }
    }
    offers
}

impl Ui {
    /// Joins the entry under the cursor with the next one of its client, or two that are marked.
    pub(super) fn join(&mut self) {
        let list = self.here().list();
        let marked = list.marked();
        let pair = match marked.as_slice() {
            [first, second] => Some((first.clone(), second.clone())),
            [] => list.selected().and_then(|r| r.subject.clone()).and_then(|row| {
                let next = list.after().find(|s| *s.kind == ENTRY && s.client == row.client)?.clone();
                Some((row, next))
            }),
            _ => None,
        };
        match pair.filter(|(a, b)| *a.kind == ENTRY && *b.kind == ENTRY) {
            None => {
                let what = "select an entry that another of its client follows, or mark two";
                self.wrong(what.to_owned());
            }
            Some((row, next)) => match action("entry join") {
                Ok(join) => {
                    let call = Call::new(join).with("id", row.id.to_string()).with("with", next.id.to_string());
                    self.attempt(Pending::of(vec![call]));
                    self.here_mut().list_mut().unmark();
                }
                Err(error) => self.wrong(error.to_string()),
            },
        }
    }

    /// Does what a key means for the marked rows, else for the row under the cursor.
    pub(super) fn act_row(&mut self, what: Screen) {
        let what = match what {
            Screen::Shift { start, end, .. } => Screen::Shift { start, end, together: self.here().options.together },
            other => other,
        };
        if self.session.board().empty && matches!(what, Screen::Log | Screen::Timer | Screen::StartFor) {
            let key = self.key("add");
            self.note(format!("there is no client yet: {key} adds the first"));
            return;
        }
        let pane = self.here().pane().kind();
        let mut subjects = self.here().list().marked();
        if subjects.is_empty() {
            subjects.extend(self.subject());
        }
        let for_client = matches!(what, Screen::Log | Screen::Timer | Screen::Add);
        if let (true, true, Some(client)) = (subjects.is_empty(), for_client, &self.session.board().sole) {
            subjects.push(Subject { kind: &UNBILLED, client: Some(client.clone()), ..Subject::default() });
        }
        let empty = self.session.board().empty;
        let offers = match subjects.as_slice() {
            [] => offer(what, pane, None, empty).map(|o| vec![o]),
            all => all.iter().map(|s| offer(what, pane, Some(s), empty)).collect(),
        };
        let today = self.session.today();
        match offers
            .map(|offers| on_day(offers, self.here().adds_on(today).filter(|_| what == Screen::Add && *pane == EVENT)))
        {
            Ok(offers) => match self.again(what, &offers, &subjects) {
                Some(offer) => self.follow_offer(vec![offer], &subjects),
                None => self.follow_offer(offers, &subjects),
            },
            Err(error) => self.wrong(error.to_string()),
        }
    }

    /// Runs what was offered for some rows, or opens the prompt or form for all of them.
    pub(super) fn follow_offer(&mut self, offers: Vec<Offer>, subjects: &[Subject]) {
        if offers.iter().any(|offer| matches!(offer, Offer::Which(..))) {
            self.ask_which(&offers);
            return;
        }
        let single = offers.len() == 1;
        let fixed: Vec<Call> = offers
            .iter()
            .filter_map(|offer| match offer {
                Offer::Run(call) | Offer::Prompt(call, _) | Offer::Form(call, _) => Some(call.clone()),
                Offer::Which(..) => None,
            })
            .collect();
        let Some(first) = offers.into_iter().next() else { return };
        let same = fixed.iter().all(|c| std::ptr::eq(c.action, fixed[0].action));
        let told = fixed.iter().all(|c| !c.words.is_empty());
        match first {
            Offer::Run(_) => self.attempt(Pending::of(self.once_each(fixed))),
            Offer::Which(..) => {}
            _ if !(single || same && told) => {
                self.wrong("that is done for one row at a time");
            }
            Offer::Prompt(call, words) => {
                self.open(Purpose::Call(call.action), fixed, &words);
                if let (true, Some(prompt)) = (words.starts_with(' '), self.layers.prompt_mut()) {
                    prompt.line.go_to_start();
                }
                if let (true, [one], Some(prompt)) = (call.action.logs, subjects, self.layers.prompt_mut()) {
                    prompt.ready = log_span(one);
                }
            }
            Offer::Form(call, fill) => self.open_form(&call, fixed, &fill),
        }
    }
    /// Opens a prompt, with the draft that was kept for it if there is one.
    pub(super) fn open(&mut self, purpose: Purpose, fixed: Vec<Call>, words: &str) {
        if self.layers.open_prompt(purpose, fixed, words, self.is_private(), &self.session) {
            self.draft_is_back();
        }
    }

    /// Opens a form for calls that are told the same.
    fn open_form(&mut self, call: &Call, fixed: Vec<Call>, fill: &Fill) {
        match self.layers.open_form(call, fixed, fill, self.is_private(), &self.session) {
            Ok(true) => self.draft_is_back(),
            Ok(false) => {}
            // Nothing was typed yet that a field's name would help with.
            Err(Error::Problem { what, .. }) => self.wrong(what),
            Err(error) => self.wrong(error.to_string()),
        }
    }

    fn draft_is_back(&mut self) {
        self.note("your draft is back");
    }
}
