//! Keys and pasted text for the topmost layer, and what follows from them.

use crossterm::event::{KeyCode, KeyEvent};

use super::{Layer, Layers, Outcome, Pending};
use crate::command::action::{Effect, Screen};
use crate::command::input::Input;
use crate::records::names::ClientName;
use crate::tui::ask::{self, Ask, Then};
use crate::tui::desk::Desk;
use crate::tui::form::{self, Form};
use crate::tui::keys::{Keys, Stroke};
use crate::tui::look::Look;
use crate::tui::palette::{self, Palette};
use crate::tui::prompt::{self, Prompt, Purpose, day_to_show};

impl Layers {
    /// Takes a key for the topmost; none where nothing is open. `private` is whether others' data must not be named.
    pub fn press(&mut self, key: KeyEvent, private: bool, keys: &mut Keys, desk: &Desk) -> Option<Outcome> {
        Some(match self.open.pop()? {
            Layer::Prompt(mut prompt) => {
                let turn = prompt.press(key, &desk.context(), private);
                if turn != prompt::Turn::Enter {
                    // Whoever types on does not want the old text done.
                    self.pending = None;
                }
                self.turn_prompt(prompt, turn, private, desk)
            }
            Layer::Palette(mut palette) => {
                let turn = palette.press(key);
                self.turn_palette(palette, turn)
            }
            Layer::Form(mut form) => {
                let turn = form.press(key, &desk.context());
                self.pending = None;
                self.turn_form(form, turn, private, desk)
            }
            Layer::Ask(ask) => self.press_ask(ask, key),
            Layer::Look(look) => self.press_look(look, key, keys, desk),
        })
    }

    /// Takes pasted text for the topmost; none where it takes none.
    pub fn paste(&mut self, text: &str, private: bool, desk: &Desk) -> Option<Outcome> {
        Some(match self.open.pop()? {
            Layer::Prompt(mut prompt) => {
                self.pending = None;
                let turn = prompt.paste(text);
                self.turn_prompt(prompt, turn, private, desk)
            }
            Layer::Palette(mut palette) => {
                let turn = palette.paste(text);
                self.turn_palette(palette, turn)
            }
            Layer::Form(mut form) => {
                self.pending = None;
                let turn = form.paste(text, &desk.context());
                self.turn_form(form, turn, private, desk)
            }
            other => {
                self.push(other);
                return None;
            }
        })
    }

    fn turn_prompt(&mut self, mut prompt: Box<Prompt>, turn: prompt::Turn, private: bool, desk: &Desk) -> Outcome {
        let filters = matches!(prompt.purpose, Purpose::Filter);
        match turn {
            prompt::Turn::Changed => {
                prompt.listen(desk.store(), desk.env());
                let text = prompt.line.text().trim().to_owned();
                self.push(Layer::Prompt(prompt));
                self.foresee(private, desk);
                if filters { Outcome::Filter(text) } else { Outcome::Stay }
            }
            prompt::Turn::Stay => {
                self.push(Layer::Prompt(prompt));
                Outcome::Stay
            }
            prompt::Turn::Enter => self.enter(prompt, desk),
            prompt::Turn::Leave => {
                if prompt.changed() {
                    desk.remember(prompt.purpose.name(), prompt.line.text().trim());
                }
                if filters { Outcome::Filter(String::new()) } else { Outcome::Stay }
            }
        }
    }

    /// `Enter` at a prompt.
    fn enter(&mut self, mut prompt: Box<Prompt>, desk: &Desk) -> Outcome {
        let typed = prompt.line.text().trim().to_owned();
        let read = match prompt.purpose {
            Purpose::Filter => return Outcome::Stay,
            Purpose::Client if typed.is_empty() => return Outcome::Only(None),
            Purpose::Client => ClientName::read(&typed, &desk.context()).map(|client| {
                desk.remember("filter-client", &client.0.code);
                Outcome::Only(Some(client.0.code))
            }),
            Purpose::Day { back } => day_to_show(&typed, back, &desk.context()).map(|day| {
                desk.remember("go-to", &typed);
                Outcome::GoTo(day)
            }),
            Purpose::Call(_) => {
                let calls = prompt.calls();
                self.push(Layer::Prompt(prompt));
                return match calls {
                    Ok(calls) => Outcome::Do(Pending { calls, typed: Some(typed), tries: 0 }),
                    Err(error) => Outcome::Refuse(error),
                };
            }
        };
        read.unwrap_or_else(|error| {
            prompt.refused = Some(error.to_string());
            self.push(Layer::Prompt(prompt));
            Outcome::Stay
        })
    }

    fn turn_palette(&mut self, palette: Box<Palette>, turn: palette::Turn) -> Outcome {
        match turn {
            palette::Turn::Stay => {
                self.push(Layer::Palette(palette));
                Outcome::Stay
            }
            palette::Turn::Leave => Outcome::Stay,
            palette::Turn::Run(action) => Outcome::Run(action),
            palette::Turn::Prompt(action, words) => Outcome::Type(action, words),
        }
    }

    fn turn_form(&mut self, form: Box<Form>, turn: form::Turn, private: bool, desk: &Desk) -> Outcome {
        if turn == form::Turn::Leave {
            return Outcome::Stay;
        }
        let calls = (turn == form::Turn::Save).then(|| form.calls());
        if let Some(Ok([])) = calls.as_ref().map(|calls| calls.as_deref()) {
            return Outcome::Note("nothing is changed".to_owned());
        }
        self.push(Layer::Form(form));
        match (turn, calls) {
            (_, Some(Ok(calls))) => Outcome::Do(Pending { calls, typed: Some(String::new()), tries: 0 }),
            (_, Some(Err(error))) => Outcome::Refuse(error),
            (form::Turn::Edit(text), _) => Outcome::Edit(text),
            (form::Turn::Changed, _) => {
                self.foresee(private, desk);
                Outcome::Stay
            }
            _ => Outcome::Stay,
        }
    }

    fn press_ask(&mut self, mut ask: Ask, key: KeyEvent) -> Outcome {
        match ask.press(key) {
            ask::Turn::Stay => {
                self.ask(ask);
                Outcome::Stay
            }
            ask::Turn::Answered(Then::Back) => Outcome::Stay,
            ask::Turn::Answered(Then::Do(pending)) => Outcome::Do(pending),
            ask::Turn::Answered(Then::Open(offer)) => Outcome::Follow(vec![offer]),
            ask::Turn::Answered(Then::Follow(offers)) => Outcome::Follow(offers),
            ask::Turn::Answered(Then::Filter(text)) => Outcome::Filter(text),
            ask::Turn::Answered(Then::Link(url)) => Outcome::Link(url),
        }
    }

    fn press_look(&mut self, mut look: Look, key: KeyEvent, keys: &mut Keys, desk: &Desk) -> Outcome {
        let page = isize::try_from(look.page / 2).unwrap_or(1).max(1);
        let side = match key.code {
            KeyCode::Left => Some(look.left.saturating_sub(8)),
            KeyCode::Right => Some(look.left + 8),
            _ => None,
        };
        if let Some(left) = side {
            look.left = left;
            self.show(look);
            return Outcome::Stay;
        }
        let what = match keys.press(key) {
            Stroke::Whole(action) => action.effect,
            Stroke::Lost(note) => {
                self.show(look);
                return Outcome::Note(note);
            }
            Stroke::Begun | Stroke::Nothing => {
                self.show(look);
                return Outcome::Stay;
            }
        };
        let mut outcome = Outcome::Stay;
        match what {
            Effect::Screen(Screen::Down) => look.step(1),
            Effect::Screen(Screen::Up) => look.step(-1),
            Effect::Screen(Screen::HalfDown) => look.step(page),
            Effect::Screen(Screen::HalfUp) => look.step(-page),
            Effect::Screen(Screen::Top) => look.top = 0,
            Effect::Screen(Screen::Bottom) => look.top = look.last,
            Effect::Screen(Screen::Look) => return look.client.map_or(Outcome::Stay, Outcome::Client),
            Effect::Screen(Screen::Days(by)) if look.turns.is_some() => return self.turn_look(look, by.signum(), desk),
            Effect::Screen(Screen::Copy) => outcome = Outcome::Copy(look.text()),
            Effect::Screen(Screen::Back | Screen::Quit | Screen::Help) => return Outcome::Stay,
            _ => {}
        }
        self.show(look);
        outcome
    }

    /// Asks for the cycle before or after the one that a box is about.
    fn turn_look(&mut self, look: Look, by: i64, desk: &Desk) -> Outcome {
        let turns = look.turns.as_ref().and_then(|call| Some(call.action.turns?(call, by, &desk.context())));
        let outcome = match turns {
            None => return Outcome::Stay,
            Some(Ok(Some(call))) => return Outcome::Do(Pending::of(vec![call])),
            Some(Ok(None)) => Outcome::Note("that is the present cycle: the next one has not begun".to_owned()),
            Some(Err(error)) => Outcome::Refuse(error),
        };
        self.show(look);
        outcome
    }
}
