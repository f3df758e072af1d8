//! Entries stretched and moved by the mouse on the line of a day.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use super::bar::{BarScale, piece_at};
use super::grab::Grab;
use super::panes::entries::day_of;
use super::pending::Pending;
use super::ui::Ui;
use crate::app::offer::{Offer, offer};
use crate::command::action::Screen;
use crate::domain::time::Instant;
use crate::records::time::actions::ENTRY;
use crate::records::time::timesheet::bar;

impl Ui {
    /// Takes the mouse where it holds, takes or lets go of a piece of work; whether it did.
    pub(super) fn drag(&mut self, event: MouseEvent) -> bool {
        match event.kind {
            MouseEventKind::Down(MouseButton::Left) => {
                let grab = self.grab_at(Position::new(event.column, event.row));
                let id = grab.as_ref().map(|grab| grab.subject.id);
                self.drawn.hold(grab);
                let Some(id) = id else { return false };
                self.hush();
                let here = self.here_mut();
                let entries = here.view.panes.iter().position(|pane| *pane.kind() == ENTRY);
                here.focus = entries.unwrap_or(here.focus);
                let list = here.list_mut();
                if let Some(at) = list.items.iter().position(|i| i.row().is_some_and(|r| r.key.id == id)) {
                    list.go(at);
                }
                true
            }
            MouseEventKind::Drag(MouseButton::Left) => {
                let Some(mut grab) = self.drawn.let_go() else { return false };
                grab.pull(event.column, self.drawn.bar().map_or(0, |area| area.x));
                self.note(self.pulled(&grab));
                self.drawn.hold(Some(grab));
                true
            }
            MouseEventKind::Up(MouseButton::Left) => {
                let Some(grab) = self.drawn.let_go() else { return false };
                self.let_go(&grab);
                true
            }
            _ => false,
        }
    }

    fn grab_at(&self, at: Position) -> Option<Grab> {
        let area = self.drawn.bar().filter(|area| area.contains(at))?;
        // The line of work is in the pane of entries, whichever of the view's that is.
        let cx = self.pane_cx(0);
        let day = day_of(&cx)?;
        let bar = bar(day, cx.context.zone());
        let scale = BarScale::of(&bar, usize::from(area.width));
        let column = usize::from(at.x - area.x);
        let piece = piece_at(&bar, scale, usize::from(at.y - area.y), column)?;
        let row = day.items.get(piece.item?)?.row()?;
        let (from, to) = (row.line.entry.started_at?, row.line.entry.ended_at?);
        if cx.hides(Some(&row.client)) {
            return None;
        }
        let (first, last) = (scale.column(piece.from), scale.column(piece.to).max(scale.column(piece.from) + 1) - 1);
        // The outer thirds are the ends; of a short piece, its end.
        let third = (last - first) / 3;
        let (start, end) = match column {
            c if last - first < 2 || c + third >= last && c > first + third => (false, true),
            c if c <= first + third => (true, false),
            _ => (true, true),
        };
        let subject = self
            .here()
            .lists
            .iter()
            .flat_map(|list| &list.items)
            .filter_map(|i| i.row()?.subject.clone())
            .find(|s| s.id == row.line.entry.id && *s.kind == ENTRY)?;
        Some(Grab { subject, from, to, start, end, column: at.x, scale, minutes: 0 })
    }

    /// Where what is held would begin and end.
    fn pulled(&self, grab: &Grab) -> String {
        let zone = self.session.zone();
        let clock = |at: Instant, moved: bool| {
            let at = at + if moved { grab.minutes * 60 } else { 0 };
            zone.local(at).format("%H:%M").to_string()
        };
        format!("{}-{}", clock(grab.from, grab.start), clock(grab.to, grab.end))
    }

    fn let_go(&mut self, grab: &Grab) {
        if grab.minutes == 0 {
            self.hush();
            return;
        }
        let by = |held: bool| if held { grab.minutes } else { 0 };
        let together = self.here().options.together;
        let what = Screen::Shift { start: by(grab.start), end: by(grab.end), together };
        match offer(what, grab.subject.kind, Some(&grab.subject), false) {
            Ok(Offer::Run(call)) => self.attempt(Pending::of(vec![call])),
            Ok(_) => {}
            Err(error) => self.wrong(error.to_string()),
        }
    }
}
