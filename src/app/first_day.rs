//! The first day at a new desk: which of its steps is missing next, read from what is there, and what each of them opens.

use crate::app::offer::{Offer, Subject, action, offer};
use crate::command::action::Screen;
use crate::command::call::Call;
use crate::error::Result;
use crate::records::agreements::actions::AGREEMENT;
use crate::records::clients::actions::{CLIENT, RATE};

/// A step of the first day, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstDay {
    /// A client.
    Client,
    /// What is agreed with the client.
    Agreement,
    /// Time that was worked.
    Hour,
    /// A meeting.
    Meeting,
}

/// What a step can be done by: a key, its words, and what it opens.
pub type Way = (char, &'static str, Offer);

impl FirstDay {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Client, Self::Agreement, Self::Hour, Self::Meeting];

    /// Which of them it is, from 1.
    pub fn number(self) -> usize {
        Self::ALL.iter().take_while(|step| **step != self).count() + 1
    }

    /// Whether it is done, by the kinds of records that there are.
    pub fn is_done(self, there: &[&str]) -> bool {
        let kinds: &[&str] = match self {
            Self::Client => &["client"],
            Self::Agreement => &["agreement", "rate"],
            Self::Hour => &["entry"],
            Self::Meeting => &["event"],
        };
        kinds.iter().any(|kind| there.contains(kind))
    }

    /// The first that is not done.
    pub fn next(there: &[&str]) -> Option<Self> {
        Self::ALL.into_iter().find(|step| !step.is_done(there))
    }

    /// The first behind this one that is not done.
    pub fn after(self, there: &[&str]) -> Option<Self> {
        // An hourly rate is set with the client; whether there is a retainer as well is asked all the same.
        let is_asked = |step: &Self| !step.is_done(there) || *step == Self::Agreement && !there.contains(&"agreement");
        Self::ALL.into_iter().skip(self.number()).find(is_asked)
    }

    /// What its key does, where it is told in a line.
    pub fn does(self) -> &'static str {
        match self {
            Self::Client => "adds your first client",
            Self::Agreement => "sets what a client pays: hours a month, or each hour",
            Self::Hour => "logs the first time that you worked",
            Self::Meeting => "adds the first meeting",
        }
    }

    /// What is asked before it.
    pub fn question(self) -> &'static str {
        match self {
            Self::Client => "Who is your first client?",
            Self::Agreement => "What does the client pay for?",
            Self::Hour => "Log the first time that you worked?",
            Self::Meeting => "Put the first meeting into the schedule?",
        }
    }

    /// What it can be done by, for a client where there is but one.
    pub fn ways(self, client: Option<&str>) -> Result<Vec<Way>> {
        let row = client.map(|code| Subject { kind: &CLIENT, client: Some(code.to_owned()), ..Subject::default() });
        let add = |kind| offer(Screen::Add, kind, row.as_ref(), false);
        Ok(match self {
            Self::Client => vec![('c', "add a client", add(&CLIENT)?)],
            Self::Agreement => vec![
                ('r', "some hours each month: a retainer", add(&AGREEMENT)?),
                ('h', "each hour: a rate", add(&RATE)?),
            ],
            Self::Hour => vec![('l', "log time", offer(Screen::Log, &CLIENT, row.as_ref(), false)?)],
            Self::Meeting => {
                let words = client.map(|code| format!("{code} ")).unwrap_or_default();
                vec![('m', "add a meeting", Offer::Prompt(Call::new(action("event add")?), words))]
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::FirstDay::{self, Agreement, Client, Hour, Meeting};

    #[test]
    fn what_is_missing_comes_next() {
        let next = |there: &[&str]| FirstDay::next(there);
        assert_eq!(next(&[]), Some(Client));
        assert_eq!(next(&["client"]), Some(Agreement));
        assert_eq!([&["client", "rate"], &["client", "agreement"]].map(|there| next(there)), [Some(Hour); 2]);
        assert_eq!(next(&["client", "rate", "entry"]), Some(Meeting));
        assert_eq!(next(&["client", "rate", "entry", "event"]), None);
        // What was passed over is not asked again on the way.
        assert_eq!(Agreement.after(&["client", "entry"]), Some(Meeting));
        assert_eq!((Hour.after(&["event"]), Meeting.after(&[])), (None, None));
    }

    #[test]
    fn each_step_opens_what_its_key_does() {
        for step in FirstDay::ALL {
            let ways = step.ways(Some("acme")).unwrap();
            assert_eq!(ways.len(), if step == Agreement { 2 } else { 1 });
        }
    }
}
