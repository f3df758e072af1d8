//! Keys for what lies over the panes: the prompt, the palette, a box to read.

use crossterm::event::{KeyCode, KeyEvent};

use super::look::Look;
use super::palette::{self, Palette};
use super::prompt::{self, Prompt, Purpose};
use super::ui::{Flow, Layer, Ui};
use crate::app::action::{Effect, Screen};

impl Ui {
    pub(super) fn press_prompt(&mut self, mut prompt: Box<Prompt>, key: KeyEvent) -> Flow {
        let context = self.world.context(&self.store);
        let turn = prompt.press(key, &context, self.privacy.is_on());
        if turn != prompt::Turn::Enter {
            // Whoever types on does not want the old text done.
            self.pending = None;
        }
        self.turn_prompt(prompt, turn)
    }

    pub(super) fn turn_prompt(&mut self, mut prompt: Box<Prompt>, turn: prompt::Turn) -> Flow {
        match turn {
            prompt::Turn::Changed => {
                prompt.listen(&self.world.context(&self.store));
                if matches!(prompt.purpose, Purpose::Filter) {
                    prompt.line.text().trim().clone_into(self.here_mut().filter_mut());
                    self.arrange();
                }
                self.layers.push(Layer::Prompt(prompt));
            }
            prompt::Turn::Stay => self.layers.push(Layer::Prompt(prompt)),
            prompt::Turn::Enter => return self.enter(prompt),
            prompt::Turn::Leave => {
                if prompt.changed() {
                    self.remember(prompt.purpose.name(), prompt.line.text().trim());
                }
                if matches!(prompt.purpose, Purpose::Filter) {
                    self.here_mut().filter_mut().clear();
                    self.arrange();
                }
            }
        }
        Flow::Stay
    }

    pub(super) fn turn_palette(&mut self, palette: Box<Palette>, turn: palette::Turn) -> Flow {
        match turn {
            palette::Turn::Stay => self.layers.push(Layer::Palette(palette)),
            palette::Turn::Leave => {}
            palette::Turn::Run(action) => return self.choose(action),
            palette::Turn::Prompt(action, words) => self.open(Purpose::Call(action), &words),
        }
        Flow::Stay
    }

    pub(super) fn press_look(&mut self, mut look: Look, key: KeyEvent) -> Flow {
        let page = isize::try_from(look.page / 2).unwrap_or(1).max(1);
        let side = match key.code {
            KeyCode::Left => Some(look.left.saturating_sub(8)),
            KeyCode::Right => Some(look.left + 8),
            _ => None,
        };
        if let Some(left) = side {
            look.left = left;
            self.layers.push(Layer::Look(look));
            return Flow::Stay;
        }
        let effect = self.keymap.action(key).map(|a| a.effect);
        let Some(Effect::Screen(what)) = effect else {
            self.layers.push(Layer::Look(look));
            return Flow::Stay;
        };
        match what {
            Screen::Down => look.step(1),
            Screen::Up => look.step(-1),
            Screen::HalfDown => look.step(page),
            Screen::HalfUp => look.step(-page),
            Screen::Top => look.top = 0,
            Screen::Bottom => look.top = look.last,
            Screen::Back | Screen::Quit | Screen::Look | Screen::Help => return Flow::Stay,
            _ => {}
        }
        self.layers.push(Layer::Look(look));
        Flow::Stay
    }
}
