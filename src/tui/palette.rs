//! Every action by name: type some of it, and `Enter`.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::line::{Line, Outcome, leaves};
use crate::app::action::Action;
use crate::app::filter::fold;
use crate::app::table;

/// An open palette.
pub struct Palette {
    /// What is typed.
    pub line: Line,
    /// The actions that fit, the best first.
    pub found: Vec<&'static Action>,
    /// Which of them is selected.
    pub at: usize,
    matcher: Matcher,
}

/// What a key did to a palette.
pub enum Turn {
    /// Nothing that matters.
    Stay,
    /// Closed.
    Leave,
    /// This action was chosen.
    Run(&'static Action),
    /// An action's name was typed with a space behind it: what follows are its words.
    Prompt(&'static Action, String),
}

impl Default for Palette {
    fn default() -> Self {
        let mut palette =
            Self { line: Line::default(), found: Vec::new(), at: 0, matcher: Matcher::new(Config::DEFAULT) };
        palette.find();
        palette
    }
}

impl Palette {
    /// Takes a key.
    pub fn press(&mut self, key: KeyEvent) -> Turn {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let last = self.found.len().saturating_sub(1);
        match key.code {
            _ if leaves(key) => return Turn::Leave,
            KeyCode::Backspace if self.line.text().is_empty() => return Turn::Leave,
            KeyCode::Enter => return self.found.get(self.at).map_or(Turn::Stay, |a| Turn::Run(a)),
            KeyCode::Down | KeyCode::Tab => self.at = if self.at >= last { 0 } else { self.at + 1 },
            KeyCode::Up | KeyCode::BackTab => self.at = if self.at == 0 { last } else { self.at - 1 },
            KeyCode::Char('n') if control => self.at = if self.at >= last { 0 } else { self.at + 1 },
            KeyCode::Char('p') if control => self.at = if self.at == 0 { last } else { self.at - 1 },
            KeyCode::PageDown => self.at = (self.at + 10).min(last),
            KeyCode::PageUp => self.at = self.at.saturating_sub(10),
            _ => {
                if self.line.press(key) == Outcome::Changed {
                    return self.typed();
                }
            }
        }
        Turn::Stay
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) -> Turn {
        self.line.paste(text);
        self.typed()
    }

    fn typed(&mut self) -> Turn {
        if let Some((action, words)) = named(self.line.text()) {
            return Turn::Prompt(action, words.to_owned());
        }
        self.find();
        Turn::Stay
    }

    fn find(&mut self) {
        self.at = 0;
        let typed = self.line.text().trim();
        let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
        let wanted = fold(typed);
        let mut buffer = Vec::new();
        let mut score = |text: &str| pattern.score(Utf32Str::new(text, &mut buffer), &mut self.matcher).unwrap_or(0);
        let mut scored: Vec<(u32, &'static Action)> = table::all()
            .map(|action| {
                let exact = if action.name == typed { 10_000 } else { 0 };
                let begins = if action.name.starts_with(typed) { 1_000 } else { 0 };
                let name = score(action.name);
                // What it does counts where its name says nothing.
                let score =
                    if name > 0 { name * 4 + exact + begins } else { u32::from(fold(action.help).contains(&wanted)) };
                (score, action)
            })
            .filter(|(score, _)| *score > 0 || typed.is_empty())
            .collect();
        scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        self.found = scored.into_iter().map(|(_, action)| action).collect();
    }
}

/// The action that a line begins with, and the words behind it.
fn named(line: &str) -> Option<(&'static Action, &str)> {
    let line = line.trim_start();
    let names = table::commands().filter(|a| !a.fields.is_empty());
    let found = names.filter(|a| line.strip_prefix(a.name).is_some_and(|rest| rest.starts_with(' ')));
    let action = found.max_by_key(|a| a.name.len())?;
    Some((action, line[action.name.len()..].trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(typed: &str) -> &'static str {
        let mut palette = Palette::default();
        palette.paste(typed);
        palette.found.first().map_or("", |a| a.name)
    }

    #[test]
    fn actions_are_found_by_pieces_of_their_names() {
        for (typed, name) in [
            ("log", "log"),
            ("clad", "client add"),
            ("impics", "import ics"),
            ("retainers", "retainers"),
            ("undo", "undo"),
        ] {
            assert_eq!(best(typed), name, "{typed}");
        }
    }

    #[test]
    fn a_name_and_a_space_make_a_prompt() {
        let Some((action, words)) = named("client add acme --name 'A B'") else { panic!() };
        assert_eq!((action.name, words), ("client add", "acme --name 'A B'"));
        assert!(named("client").is_none());
        assert!(named("logbook ").is_none());
    }
}
