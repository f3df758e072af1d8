//! The mouse: clicks and the wheel.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use super::drawn::Spot;
use super::loop_command::LoopCommand;
use super::ui::Ui;

impl Ui {
    /// Takes a click, the wheel, or a pull at a piece of work.
    pub fn mouse(&mut self, event: MouseEvent) -> LoopCommand {
        self.catch_up();
        if self.touch() {
            return LoopCommand::Stay;
        }
        self.keys.drop_begun();
        if self.layers.is_empty() && self.drag(event) {
            return LoopCommand::Stay;
        }
        let by = match event.kind {
            MouseEventKind::ScrollDown => 3,
            MouseEventKind::ScrollUp => -3,
            MouseEventKind::Down(MouseButton::Left) => 0,
            _ => return LoopCommand::Stay,
        };
        if let Some(pager) = self.layers.pager_mut() {
            pager.step(by);
        } else if self.layers.is_empty() {
            self.point(Position::new(event.column, event.row), by);
        }
        LoopCommand::Stay
    }

    /// Selects the row at a position, or moves through the list there.
    fn point(&mut self, at: Position, by: isize) {
        let Some(hit) = self.drawn.hit(at) else { return };
        self.hush();
        self.here_mut().focus = hit.pane;
        if by != 0 && self.here().is_month() {
            self.show_day(if by < 0 { -7 } else { 7 });
            return;
        }
        let list = self.here_mut().list_mut();
        if by == 0 {
            let item = match hit.at {
                Spot::Line(line) => Some(list.item_at(line)),
                Spot::Item(item) => item,
            };
            if let Some(item) = item.filter(|n| list.items.get(*n).is_some_and(|i| i.row().is_some())) {
                list.go(item);
                self.mean_day();
            }
        } else {
            list.step(by);
        }
        self.look_at_paper();
    }
}
