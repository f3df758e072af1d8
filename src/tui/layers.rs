//! Keys for what lies over the panes: prompts, forms, questions, the palette, boxes to read.

use crossterm::event::{KeyCode, KeyEvent};

use super::ask::{self, Ask, Then};
use super::form::{self, Form};
use super::look::Look;
use super::palette::{self, Palette};
use super::prompt::{self, Prompt, Purpose};
use super::ui::{Flow, Layer, Message, Pending, Ui};
use crate::app::offer::Fill;
use crate::command::action::{Effect, Screen};
use crate::command::call::Call;
use crate::command::form::{again, present};
use crate::error::{Error, Result};

impl Ui {
    pub(super) fn press_prompt(&mut self, mut prompt: Box<Prompt>, key: KeyEvent) -> Flow {
        let context = self.desk.context();
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
                prompt.listen(self.desk.store(), self.desk.world());
                if matches!(prompt.purpose, Purpose::Filter) {
                    prompt.line.text().trim().clone_into(self.here_mut().filter_mut());
                    self.arrange();
                }
                self.layers.push(Layer::Prompt(prompt));
                self.foresee();
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
            palette::Turn::Run(action) => return self.run_chosen(action),
            palette::Turn::Prompt(action, words) => self.open(Purpose::Call(action), vec![Call::new(action)], &words),
        }
        Flow::Stay
    }

    /// Opens a form for calls that are told the same; with the record's values in it, or those of a draft.
    pub(super) fn open_form(&mut self, call: &Call, fixed: Vec<Call>, fill: &Fill) {
        let context = self.desk.context();
        let action = call.action;
        let filled = match fill {
            Fill::Nothing => Ok(call.clone()),
            Fill::Again { id, occurrence } => again(action, id, occurrence, &context),
            Fill::Present { id } => present(call, id, &context),
        };
        let filled = match filled {
            Ok(filled) => filled,
            Err(error) => {
                // Nothing was typed yet that a field's name would help with.
                let text = if let Error::Problem { what, .. } = error { what } else { error.to_string() };
                self.message = Some(Message::Wrong(text));
                return;
            }
        };
        // What names no record makes a new one, such as a rate from a day on.
        let changes = matches!(fill, Fill::Present { .. }) && action.first().is_some_and(|field| field.names.is_some());
        // Of several records only what is typed is changed: they may differ in everything.
        let filled = if fixed.len() > 1 { call.clone() } else { filled };
        let one = fixed.len() == 1;
        let mut form = Form::new(action, fixed, &filled, changes, &context);
        if let (Fill::Present { id }, true, true) = (fill, changes, one) {
            form.note_record(call, id);
        }
        form.private = self.privacy.is_on();
        if *fill != Fill::Nothing {
            form.go(0);
        }
        if let Some(draft) = self.draft(&form.name()) {
            form.restore(&draft, &self.desk.context());
        }
        self.layers.push(Layer::Form(Box::new(form)));
    }

    pub(super) fn press_form(&mut self, mut form: Box<Form>, key: KeyEvent) -> Flow {
        let turn = form.press(key, &self.desk.context());
        self.pending = None;
        self.turn_form(form, turn)
    }

    pub(super) fn turn_form(&mut self, form: Box<Form>, turn: form::Turn) -> Flow {
        let calls = match turn {
            form::Turn::Leave => return Flow::Stay,
            form::Turn::Stay => {
                self.layers.push(Layer::Form(form));
                return Flow::Stay;
            }
            form::Turn::Changed => {
                self.layers.push(Layer::Form(form));
                self.foresee();
                return Flow::Stay;
            }
            form::Turn::Edit(text) => {
                self.layers.push(Layer::Form(form));
                return Flow::Edit(text);
            }
            form::Turn::Save => form.calls(),
        };
        match calls {
            Ok(calls) if calls.is_empty() => {
                self.message = Some(Message::Note("nothing is changed".to_owned()));
            }
            Ok(calls) => {
                self.layers.push(Layer::Form(form));
                self.attempt(Pending { calls, typed: Some(String::new()), tries: 0 });
            }
            Err(error) => {
                self.layers.push(Layer::Form(form));
                self.refuse(&error);
            }
        }
        Flow::Stay
    }

    /// Takes the text that the user's editor gave back.
    pub fn edited(&mut self, text: Result<String>) {
        match (self.layers.last_mut(), text) {
            (Some(Layer::Form(form)), Ok(text)) => form.set(&text, &self.desk.context()),
            (_, Err(error)) => self.message = Some(Message::Wrong(error.to_string())),
            _ => {}
        }
    }

    pub(super) fn press_ask(&mut self, mut ask: Ask, key: KeyEvent) -> Flow {
        match ask.press(key) {
            ask::Turn::Stay => self.layers.push(Layer::Ask(ask)),
            ask::Turn::Answered(Then::Back) => {}
            ask::Turn::Answered(Then::Do(pending)) => self.attempt(pending),
            ask::Turn::Answered(Then::Open(offer)) => self.follow_offer(vec![offer], &[]),
            ask::Turn::Answered(Then::Follow(offers)) => self.follow_offer(offers, &[]),
            ask::Turn::Answered(Then::Filter(text)) => {
                *self.here_mut().filter_mut() = text;
                self.arrange();
            }
            ask::Turn::Answered(Then::Link(url)) => return self.follow_link(&url),
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
        let effect = self.completed(key).map(|a| a.effect);
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
            Screen::Look => {
                if let Some(client) = look.client {
                    self.go_client(client);
                }
                return Flow::Stay;
            }
            Screen::Days(by) if look.turns.is_some() => {
                if let Some(call) = look.turns.clone() {
                    self.turn_look(look, &call, by.signum());
                }
                return Flow::Stay;
            }
            Screen::Copy => {
                let text = look.text();
                self.layers.push(Layer::Look(look));
                return self.copy(&text, "the text");
            }
            Screen::Back | Screen::Quit | Screen::Help => return Flow::Stay,
            _ => {}
        }
        self.layers.push(Layer::Look(look));
        Flow::Stay
    }
}
