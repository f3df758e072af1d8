//! The first day, step by step: offered where nothing is there yet, and left with `Esc` at any point.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::dialog::{Choice, Dialog, Then};
use super::print::put;
use super::theme::Tone;
use super::ui::Ui;
use crate::app::first_day::{FirstDay, Way};
use crate::error::Result;
use crate::records::calendar::actions::EVENT;

impl Ui {
    /// The step that the key of details does here: the next one where nothing is there yet; later, where the schedule has no
    /// row, what the first day still lacks.
    pub(super) fn first_step(&self) -> Option<FirstDay> {
        let there = &self.session.board().there;
        if self.is_new() {
            return FirstDay::next(there);
        }
        let here = self.here();
        let schedule = self.navigation.is_first() && *here.pane().kind() == EVENT;
        let free = here.list().selected().is_none() && here.filters[here.focus].is_empty() && self.only().is_none();
        // That nothing is agreed may well be meant.
        let lacking = [FirstDay::Hour, FirstDay::Meeting].into_iter().find(|step| !step.is_done(there));
        lacking.filter(|_| schedule && free)
    }

    /// Says in a schedule without a row which step is missing.
    pub(super) fn draw_first_step(&self, rows: Rect, buffer: &mut Buffer) {
        let lines = u16::try_from(self.here().list().items.len()).unwrap_or(u16::MAX).saturating_add(1);
        let (Some(step), true) = (self.first_step(), lines < rows.height) else { return };
        let text = format!("{}  {}", self.key("look"), step.does());
        put(buffer, rows.x, rows.y + lines, usize::from(rows.width), &text, self.theme.style(Tone::Dim));
    }

    /// Begins with a step, or goes on with it.
    pub(super) fn take_step(&mut self, step: FirstDay) {
        match self.ways(step) {
            Ok(mut ways) if ways.len() == 1 => {
                self.guided = Some(step);
                let offer = ways.remove(0).2;
                self.follow_offer(vec![offer], &[]);
            }
            Ok(ways) => self.propose(step, ways),
            Err(error) => self.refuse(&error),
        }
    }

    /// After a step that was saved, offers the next one that is missing; after the last there is nothing to say.
    pub(super) fn next_step(&mut self) {
        let Some(done) = self.guided.take().filter(|_| !self.is_private()) else { return };
        let Some(next) = done.after(&self.session.board().there) else { return };
        match self.ways(next) {
            Ok(ways) => self.propose(next, ways),
            Err(error) => self.refuse(&error),
        }
    }

    /// Forgets that steps were taken once nothing of them is open.
    pub(super) fn leave_steps(&mut self) {
        if self.layers.is_empty() && !self.layers.is_waiting() {
            self.guided = None;
        }
    }

    fn ways(&self, step: FirstDay) -> Result<Vec<Way>> {
        step.ways(self.session.board().sole.as_deref())
    }

    fn propose(&mut self, step: FirstDay, ways: Vec<Way>) {
        self.guided = Some(step);
        let follow =
            |(key, label, offer): Way| Choice { key, label: label.to_owned(), then: Then::Follow(vec![offer]) };
        let mut answers: Vec<Choice> = ways.into_iter().map(follow).collect();
        let skipped = step.after(&self.session.board().there).and_then(|next| self.ways(next).ok());
        answers.extend(skipped.and_then(|mut ways| ways.pop()).map(|(key, label, offer)| Choice {
            key,
            label: format!("not yet: {label}"),
            then: Then::Follow(vec![offer]),
        }));
        answers.push(Choice { key: 'b', label: "leave it".to_owned(), then: Then::Back });
        let title = format!("First day: {} of {}", step.number(), FirstDay::ALL.len());
        self.layers.ask(Dialog::new(title, step.question(), answers));
    }
}
