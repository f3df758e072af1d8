//! Billing from the screen: the document that is looked at, and the key that makes drafts and issues them.

use super::dialog::{Choice, Dialog, Then};
use super::pending::Pending;
use super::ui::Ui;
use super::views::INVOICES;
use crate::app::bill::{BillingStep, bill};
use crate::app::offer::{Fill, Offer, Subject, action};
use crate::app::paper::PaperOf;
use crate::command::call::Call;
use crate::command::report::Report;
use crate::records::invoices::actions::{DOCUMENT, DRAFT};

/// The ways in which a draft's time is grouped into lines, in a round.
const GROUPINGS: [&str; 4] = ["service", "entry", "day", "task"];

impl Ui {
    /// Reads the document that the row under the cursor stands for, where the view shows it: in the pane one is in, else in the
    /// one where one was before.
    pub(super) fn look_at_paper(&mut self) {
        let here = self.here();
        let Some(shows) = here.view.panes.iter().position(|pane| pane.needs().paper) else { return };
        let of = |pane: usize| PaperOf::row(here.lists.get(pane)?.selected()?.subject.as_ref()?);
        let looked = [here.focus, here.looked].into_iter().chain(0..here.lists.len());
        let mut looked = looked.filter(|pane| *pane != shows);
        let found = looked.find_map(|pane| of(pane).map(|of| (pane, of)));
        let wanted = found.map(|(_, of)| of);
        let known = here.paper == wanted;
        if let Some((pane, _)) = found {
            self.here_mut().looked = pane;
        }
        if known && self.session.board().paper.as_ref().map(|paper| paper.of) == wanted {
            return;
        }
        if let Err(error) = self.session.read_paper(wanted) {
            self.failed(&error);
        }
        let here = self.here_mut();
        here.paper = wanted;
        if !known {
            here.lists[shows].forget();
        }
        self.arrange_pane(shows);
    }

    /// Bills the client of the rows that are marked, else of the one under the cursor.
    pub(super) fn bill(&mut self) {
        let mut rows = self.here().list().marked();
        if rows.is_empty() {
            rows.extend(self.subject());
        }
        if let (true, Some(client)) = (rows.is_empty(), self.session.board().sole.clone()) {
            rows.push(Subject {
                kind: &crate::records::billing::actions::DUE,
                client: Some(client),
                ..Subject::default()
            });
        }
        match bill(&self.session.context(), &rows) {
            Ok(BillingStep::Business(lacking)) => self.ask_for_business(&lacking),
            Ok(BillingStep::Draft(calls)) => self.attempt(Pending::of(calls)),
            Ok(BillingStep::Later { question, call }) => {
                self.ask_yes("Nothing is due yet", question, "bill it through today", Pending::of(vec![call]));
            }
            Ok(BillingStep::Issue { question, calls }) => {
                let title = if calls.len() == 1 { "Issue the invoice?" } else { "Issue the invoices?" };
                self.ask_yes(title, question, "issue", Pending::of(calls));
            }
            Err(error) => self.refuse(&error),
        }
    }

    fn ask_yes(&mut self, title: &str, question: String, yes: &str, pending: Pending) {
        let answer = |key, label: &str, then| Choice { key, label: label.to_owned(), then };
        let answers = vec![answer('y', yes, Then::Do(pending)), answer('b', "back", Then::Back)];
        self.layers.ask(Dialog::new(title, question, answers));
    }

    /// Asks for what must be known of the business, before the first invoice.
    fn ask_for_business(&mut self, lacking: &[&str]) {
        match action("business set") {
            Ok(set) => {
                let form = Offer::Form(Call::new(set), Fill::Present { id: String::new() });
                self.follow_offer(vec![form], &[]);
                let lacking = lacking.join(", ").replace("tax-number", "tax number or VAT id");
                self.note(format!("who bills? an invoice needs {lacking}"));
            }
            Err(error) => self.refuse(&error),
        }
    }

    /// Groups the time of the draft that is looked at into other lines: by service, entry, day, task.
    pub(super) fn regroup_draft(&mut self) {
        let paper = self.session.board().paper.as_ref();
        let Some((id, grouping)) = paper.and_then(|paper| Some((paper.draft?, paper.grouping.clone()))) else {
            let key = self.key("bill");
            return self.note(format!("only the time of a draft is grouped into lines: {key} makes one"));
        };
        let at = GROUPINGS.iter().position(|known| *known == grouping);
        let next = GROUPINGS[at.map_or(0, |at| (at + 1) % GROUPINGS.len())];
        match action("invoice draft") {
            Ok(draft) => {
                let call = Call::new(draft).with("client", format!("d{id}")).with("group", next);
                self.attempt(Pending::of(vec![call]));
            }
            Err(error) => self.refuse(&error),
        }
    }

    /// Shows the document or draft that a call has made.
    pub(super) fn show_paper(&mut self, calls: &[Call], report: &dyn Report) {
        if !calls.iter().any(|call| call.action.makes_paper) {
            return;
        }
        let json = report.json();
        let made = if json.is_array() { json[0].clone() } else { json };
        let number = made["draft"].as_str().or(made["number"].as_str()).map(str::to_owned);
        let (Some(id), Some(number)) = (made["id"].as_i64(), number) else { return };
        let away = self.here().view.number != INVOICES.number;
        if away {
            self.navigation.bring(INVOICES.number, self.session.today());
        }
        let here = self.here_mut();
        let panes = here.view.panes;
        let (open, shows) = (
            panes.iter().position(|pane| *pane.kind() == DOCUMENT).unwrap_or(0),
            panes.iter().position(|pane| *pane.kind() == DRAFT).unwrap_or(0),
        );
        here.lists[open].follow(id, &number);
        // The rows of whom it was made from are looked at no longer.
        here.looked = open;
        if here.focus != open {
            here.focus = shows;
        }
    }
}
