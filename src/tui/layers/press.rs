//! Keys and pasted text for the topmost layer, and what follows from them.

use crossterm::event::{KeyCode, KeyEvent};

use super::{Layer, LayerOutcome, Layers};
use crate::command::action::{Effect, Screen};
use crate::command::input::Input;
use crate::records::names::ClientName;
use crate::tui::dialog::{Dialog, DialogOutcome, Then};
use crate::tui::form::{Form, FormOutcome, MORE};
use crate::tui::keys::{Keys, Stroke};
use crate::tui::pager::Pager;
use crate::tui::palette::{Palette, PaletteOutcome};
use crate::tui::pending::Pending;
use crate::tui::prompt::{Prompt, PromptOutcome, Purpose, day_to_show};
use crate::tui::session::Session;
use crate::tui::themes::{Themes, ThemesOutcome};

impl Layers {
    /// Takes a key for the topmost; none where nothing is open. `private` is whether others' data must not be named.
    pub fn press(&mut self, key: KeyEvent, private: bool, keys: &mut Keys, session: &Session) -> Option<LayerOutcome> {
        Some(match self.open.pop()? {
            Layer::Prompt(mut prompt) => {
                let outcome = prompt.press(key, &session.context(), private);
                if outcome != PromptOutcome::Enter {
                    // Whoever types on does not want the old text done.
                    self.pending = None;
                }
                self.after_prompt(prompt, outcome, private, session)
            }
            Layer::Palette(mut palette) => {
                let outcome = palette.press(key);
                self.after_palette(palette, outcome)
            }
            Layer::Form(mut form) => {
                let outcome = form.press(key, &session.context());
                self.pending = None;
                self.after_form(form, outcome, private, session)
            }
            Layer::Dialog(dialog) => self.press_dialog(dialog, key),
            Layer::Themes(themes) => self.press_themes(themes, key),
            Layer::Pager(pager) => self.press_pager(pager, key, keys, session),
        })
    }

    /// Takes pasted text for the topmost; none where it takes none.
    pub fn paste(&mut self, text: &str, private: bool, session: &Session) -> Option<LayerOutcome> {
        Some(match self.open.pop()? {
            Layer::Prompt(mut prompt) => {
                self.pending = None;
                let outcome = prompt.paste(text);
                self.after_prompt(prompt, outcome, private, session)
            }
            Layer::Palette(mut palette) => {
                let outcome = palette.paste(text);
                self.after_palette(palette, outcome)
            }
            Layer::Form(mut form) => {
                self.pending = None;
                let outcome = form.paste(text, &session.context());
                self.after_form(form, outcome, private, session)
            }
            other => {
                self.push(other);
                return None;
            }
        })
    }

    fn after_prompt(
        &mut self,
        mut prompt: Box<Prompt>,
        outcome: PromptOutcome,
        private: bool,
        session: &Session,
    ) -> LayerOutcome {
        let filters = matches!(prompt.purpose, Purpose::Filter);
        match outcome {
            PromptOutcome::Changed => {
                prompt.listen(session.store(), session.env());
                let text = prompt.line.text().trim().to_owned();
                self.push(Layer::Prompt(prompt));
                self.foresee(private, session);
                if filters { LayerOutcome::Filter(text) } else { LayerOutcome::Stay }
            }
            PromptOutcome::Stay => {
                self.push(Layer::Prompt(prompt));
                LayerOutcome::Stay
            }
            PromptOutcome::Enter => self.enter(prompt, session),
            PromptOutcome::Leave => {
                if prompt.changed() {
                    session.remember(prompt.purpose.name(), prompt.line.text().trim());
                }
                if filters { LayerOutcome::Filter(String::new()) } else { LayerOutcome::Stay }
            }
        }
    }

    /// `Enter` at a prompt.
    fn enter(&mut self, mut prompt: Box<Prompt>, session: &Session) -> LayerOutcome {
        let typed = prompt.line.text().trim().to_owned();
        let read = match prompt.purpose {
            Purpose::Filter => return LayerOutcome::Stay,
            Purpose::Client if typed.is_empty() => return LayerOutcome::Only(None),
            Purpose::Client => ClientName::read(&typed, &session.context()).map(|client| {
                session.remember("filter-client", &client.0.code);
                LayerOutcome::Only(Some(client.0.code))
            }),
            Purpose::Day { back } => day_to_show(&typed, back, &session.context()).map(|day| {
                session.remember("go-to", &typed);
                LayerOutcome::GoTo(day)
            }),
            Purpose::Call(_) => {
                let calls = prompt.calls();
                self.push(Layer::Prompt(prompt));
                return match calls {
                    Ok(calls) => LayerOutcome::Do(Pending { calls, typed: Some(typed), tries: 0, sure: false }),
                    Err(error) => LayerOutcome::Refuse(error),
                };
            }
        };
        read.unwrap_or_else(|error| {
            prompt.refused = Some(error.to_string());
            self.push(Layer::Prompt(prompt));
            LayerOutcome::Stay
        })
    }

    fn after_palette(&mut self, palette: Box<Palette>, outcome: PaletteOutcome) -> LayerOutcome {
        match outcome {
            PaletteOutcome::Stay => {
                self.push(Layer::Palette(palette));
                LayerOutcome::Stay
            }
            PaletteOutcome::Leave => LayerOutcome::Stay,
            PaletteOutcome::Run(action) => LayerOutcome::Run(action),
            PaletteOutcome::Prompt(action, words) => LayerOutcome::Type(action, words),
        }
    }

    fn after_form(&mut self, form: Box<Form>, outcome: FormOutcome, private: bool, session: &Session) -> LayerOutcome {
        if outcome == FormOutcome::Leave {
            return LayerOutcome::Stay;
        }
        let calls = (outcome == FormOutcome::Save).then(|| form.calls());
        if let Some(Ok([])) = calls.as_ref().map(|calls| calls.as_deref()) {
            return LayerOutcome::Note("nothing is changed".to_owned());
        }
        if let (Some(Ok(_)), Some(kind)) = (&calls, form.uses_more()) {
            session.remember(MORE, kind);
        }
        self.push(Layer::Form(form));
        match (outcome, calls) {
            (_, Some(Ok(calls))) => {
                LayerOutcome::Do(Pending { calls, typed: Some(String::new()), tries: 0, sure: false })
            }
            (_, Some(Err(error))) => LayerOutcome::Refuse(error),
            (FormOutcome::Edit(text), _) => LayerOutcome::Edit(text),
            (FormOutcome::Changed, _) => {
                self.foresee(private, session);
                LayerOutcome::Stay
            }
            _ => LayerOutcome::Stay,
        }
    }

    fn press_dialog(&mut self, mut dialog: Dialog, key: KeyEvent) -> LayerOutcome {
        match dialog.press(key) {
            DialogOutcome::Stay => {
                self.ask(dialog);
                LayerOutcome::Stay
            }
            DialogOutcome::Answered(Then::Back) => LayerOutcome::Stay,
            DialogOutcome::Answered(Then::Do(pending)) => LayerOutcome::Do(pending),
            DialogOutcome::Answered(Then::Open(offer)) => LayerOutcome::Follow(vec![offer]),
            DialogOutcome::Answered(Then::Follow(offers)) => LayerOutcome::Follow(offers),
            DialogOutcome::Answered(Then::Filter(text)) => LayerOutcome::Filter(text),
            DialogOutcome::Answered(Then::Link(url)) => LayerOutcome::Link(url),
        }
    }

    fn press_themes(&mut self, mut themes: Themes, key: KeyEvent) -> LayerOutcome {
        match themes.press(key) {
            ThemesOutcome::Leave(before) => LayerOutcome::Theme(before),
            ThemesOutcome::Choose(name) => LayerOutcome::KeepTheme(name),
            ThemesOutcome::Try => {
                let tried = Box::new(themes.tried().clone());
                self.push(Layer::Themes(themes));
                LayerOutcome::Theme(tried)
            }
        }
    }

    fn press_pager(&mut self, mut pager: Pager, key: KeyEvent, keys: &mut Keys, session: &Session) -> LayerOutcome {
        let page = isize::try_from(pager.page / 2).unwrap_or(1).max(1);
        let side = match key.code {
            KeyCode::Left => Some(pager.left.saturating_sub(8)),
            KeyCode::Right => Some(pager.left + 8),
            _ => None,
        };
        if let Some(left) = side {
            pager.left = left;
            self.show(pager);
            return LayerOutcome::Stay;
        }
        let what = match keys.press(key) {
            Stroke::Whole(action) => action.effect,
            Stroke::Lost(note) => {
                self.show(pager);
                return LayerOutcome::Note(note);
            }
            Stroke::Begun | Stroke::Nothing => {
                self.show(pager);
                return LayerOutcome::Stay;
            }
        };
        let mut outcome = LayerOutcome::Stay;
        match what {
            Effect::Screen(Screen::Down) => pager.step(1),
            Effect::Screen(Screen::Up) => pager.step(-1),
            Effect::Screen(Screen::HalfDown) => pager.step(page),
            Effect::Screen(Screen::HalfUp) => pager.step(-page),
            Effect::Screen(Screen::Top) => pager.top = 0,
            Effect::Screen(Screen::Bottom) => pager.top = pager.last,
            Effect::Screen(Screen::Look) => return pager.client.map_or(LayerOutcome::Stay, LayerOutcome::Client),
            Effect::Screen(Screen::Days(by)) if pager.turns.is_some() => {
                return self.turn_pager(pager, by.signum(), session);
            }
            Effect::Screen(Screen::Copy) => outcome = LayerOutcome::Copy(pager.text()),
            Effect::Screen(Screen::Back | Screen::Quit | Screen::Help) => return LayerOutcome::Stay,
            _ => {}
        }
        self.show(pager);
        outcome
    }

    /// Asks for the cycle before or after the one that a box is about.
    fn turn_pager(&mut self, pager: Pager, by: i64, session: &Session) -> LayerOutcome {
        let turns = pager.turns.as_ref().and_then(|call| Some(call.action.turns?(call, by, &session.context())));
        let outcome = match turns {
            None => return LayerOutcome::Stay,
            Some(Ok(Some(call))) => return LayerOutcome::Do(Pending::of(vec![call])),
            Some(Ok(None)) => LayerOutcome::Note("that is the present cycle: the next one has not begun".to_owned()),
            Some(Err(error)) => LayerOutcome::Refuse(error),
        };
        self.show(pager);
        outcome
    }
}
