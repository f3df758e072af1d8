//! Every action by its name, or by what it is called elsewhere: type some of it, and `Enter`.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::line_editor::{EditOutcome, LineEditor, leaves};
use crate::app::brought::{BROUGHT, elsewhere, fits};
use crate::app::table;
use crate::command::action::{Action, Group};
use crate::command::filter::fold;

/// The command palette, as a layer.
pub struct Palette {
    /// What is typed.
    pub line: LineEditor,
    /// The actions that fit, the best first.
    pub found: Vec<&'static Action>,
    /// Which of them is selected.
    pub at: usize,
    /// How many of them stand first because they fit the row and the view.
    pub first: usize,
    /// What is said of something that is not done here.
    pub says: Option<&'static str>,
    /// The actions that fit the row and the view, the most useful first.
    here: Vec<&'static Action>,
    /// The kinds of records that there are: what is done to others is found by name alone.
    there: Vec<&'static str>,
    matcher: Matcher,
}

/// What a key did to a palette.
pub enum PaletteOutcome {
    /// Nothing that matters.
    Stay,
    /// Closed.
    Leave,
    /// This action was chosen.
    Run(&'static Action),
    /// An action's name was typed with a space behind it: what follows are its words.
    Prompt(&'static Action, String),
}

impl Palette {
    /// Makes a palette that begins with the actions that fit here.
    pub fn new(here: Vec<&'static Action>, there: Vec<&'static str>) -> Self {
        let mut palette = Self {
            line: LineEditor::default(),
            found: Vec::new(),
            at: 0,
            first: 0,
            says: None,
            here,
            there,
            matcher: Matcher::new(Config::DEFAULT),
        };
        palette.find();
        palette
    }

    /// Takes a key.
    pub fn press(&mut self, key: KeyEvent) -> PaletteOutcome {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let last = self.found.len().saturating_sub(1);
        match key.code {
            _ if leaves(key) => return PaletteOutcome::Leave,
            KeyCode::Backspace if self.line.text().is_empty() => return PaletteOutcome::Leave,
            KeyCode::Enter => return self.found.get(self.at).map_or(PaletteOutcome::Stay, |a| PaletteOutcome::Run(a)),
            KeyCode::Down | KeyCode::Tab => self.at = if self.at >= last { 0 } else { self.at + 1 },
            KeyCode::Up | KeyCode::BackTab => self.at = if self.at == 0 { last } else { self.at - 1 },
            KeyCode::Char('n') if control => self.at = if self.at >= last { 0 } else { self.at + 1 },
            KeyCode::Char('p') if control => self.at = if self.at == 0 { last } else { self.at - 1 },
            KeyCode::PageDown => self.at = (self.at + 10).min(last),
            KeyCode::PageUp => self.at = self.at.saturating_sub(10),
            _ => {
                if self.line.press(key) == EditOutcome::Changed {
                    return self.typed();
                }
            }
        }
        PaletteOutcome::Stay
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) -> PaletteOutcome {
        self.line.paste(text);
        self.typed()
    }

    fn typed(&mut self) -> PaletteOutcome {
        if let Some((action, words)) = named(self.line.text()) {
            return PaletteOutcome::Prompt(action, words.to_owned());
        }
        self.find();
        PaletteOutcome::Stay
    }

    fn find(&mut self) {
        self.at = 0;
        let typed = self.line.text().trim();
        let is_here = |action: &Action| self.here.iter().any(|a| a.name == action.name);
        let other = elsewhere(typed);
        self.says = other.map(|other| other.says);
        self.first = if typed.is_empty() { self.here.len() } else { 0 };
        if typed.is_empty() {
            self.found = self.here.clone();
            let rest = table::all().filter(|action| !is_here(action) && action.is_of_use(&self.there));
            // Moving is done by keys, and named last.
            let (moves, does): (Vec<_>, Vec<_>) = rest.partition(|action| action.group == Group::Moving);
            self.found.extend(does.into_iter().chain(moves));
            return;
        }
        let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
        let wanted = fold(typed);
        let mut buffer = Vec::new();
        let mut score = |text: &str| pattern.score(Utf32Str::new(text, &mut buffer), &mut self.matcher).unwrap_or(0);
        let mut scored: Vec<(u32, &'static Action)> = table::all()
            .map(|action| {
                // Of the kind of the row, its last word says it all.
                let verb = is_here(action) && action.name.split(' ').next_back() == Some(wanted.as_str());
                let own = match () {
                    () if action.name == wanted => EXACT + 1_000,
                    () if verb => EXACT + 500,
                    () if action.name.starts_with(&wanted) => 1_000,
                    () => 0,
                };
                let words = BROUGHT.iter().filter(|row| row.action == action.name).flat_map(|row| row.words);
                let brought = match words.filter_map(|word| fits(typed, word)).max() {
                    Some(3) => EXACT,
                    Some(2) => 1_000,
                    Some(_) => 700,
                    None => 0,
                };
                let instead = other.and_then(|o| o.instead.iter().rev().position(|name| *name == action.name));
                let instead = instead.and_then(|n| u32::try_from(n).ok()).map_or(0, |n| EXACT * 2 + n);
                let name = score(action.name) * 4;
                // What it does counts where its names say nothing.
                let help = u32::from(fold(action.help).contains(&wanted));
                let best = (own + name).max(brought).max(help);
                // Of what fits as well, what fits here comes first.
                let best = if best > 1 && is_here(action) { best + 50 } else { best };
                (best.max(instead), action)
            })
            .filter(|(score, _)| *score > 0)
            .collect();
        scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        self.found = scored.into_iter().map(|(_, action)| action).collect();
    }
}

/// What counts as much as a name itself.
const EXACT: u32 = 10_000;

/// The action that a line begins with, by its own name or by two words that mean it elsewhere, and the words behind it.
fn named(line: &str) -> Option<(&'static Action, &str)> {
    let line = line.trim_start();
    let own = table::commands().map(|action| (action.name, action));
    let words = BROUGHT.iter().flat_map(|row| row.words.iter().map(|word| (*word, row.action)));
    let brought = words.filter(|(word, _)| word.contains(' ') && !is_begun(word));
    let brought = brought.filter_map(|(word, name)| Some((word, table::commands().find(|a| a.name == name)?)));
    let names = own.chain(brought).filter(|(_, action)| !action.fields.is_empty());
    let found = names.filter(|(name, _)| line.strip_prefix(name).is_some_and(|rest| rest.starts_with(' ')));
    let (name, action) = found.max_by_key(|(name, _)| name.len())?;
    // What may still become a longer command is left open: `import c` of `import csv`.
    let longer = |other: &str| other.strip_prefix(name).is_some_and(|rest| rest.starts_with(' '));
    if table::commands().any(|other| longer(other.name) && other.name.starts_with(line.trim_end())) {
        return None;
    }
    Some((action, line[name.len()..].trim_start()))
}

/// Whether a longer one begins with these words: then a space behind them is no end.
fn is_begun(word: &str) -> bool {
    let longer = |other: &str| other.strip_prefix(word).is_some_and(|rest| rest.starts_with(' '));
    BROUGHT.iter().flat_map(|row| row.words).any(|other| longer(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(typed: &str) -> &'static str {
        let mut palette = Palette::new(Vec::new(), Vec::new());
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
    fn every_word_that_people_bring_finds_its_action() {
        for row in BROUGHT {
            for word in row.words {
                assert_eq!(best(word), row.action, "{word}");
            }
        }
        for (typed, name) in [("new cli", "client add"), ("hours add", "log"), ("Add Hours", "log")] {
            assert_eq!(best(typed), name, "{typed}");
        }
    }

    #[test]
    fn an_actions_own_name_is_found_before_all_others() {
        for action in table::all() {
            assert_eq!(best(action.name), action.name);
        }
    }

    #[test]
    fn what_is_not_done_here_is_said() {
        for other in crate::app::brought::ELSEWHERE {
            for word in other.words {
                let mut palette = Palette::new(Vec::new(), Vec::new());
                palette.paste(word);
                assert_eq!(palette.says, Some(other.says), "{word}");
                assert_eq!(palette.found.first().map(|a| a.name), other.instead.first().copied(), "{word}");
            }
        }
        let mut palette = Palette::new(Vec::new(), Vec::new());
        palette.paste("log");
        assert_eq!(palette.says, None);
    }

    #[test]
    fn what_fits_here_comes_first() {
        let here = vec![table::find("tick").unwrap(), table::find("task done").unwrap()];
        let mut palette = Palette::new(here, Vec::new());
        assert_eq!(palette.found[0].name, "tick");
        assert_eq!(palette.first, 2);
        // What is done to what nobody has yet is found by its name alone.
        assert!(palette.found.iter().all(|action| action.name != "ageing"));
        palette.paste("done");
        assert_eq!(palette.found[0].name, "task done");
        palette.line.set("");
        palette.paste("ageing");
        assert_eq!(palette.found[0].name, "ageing");
    }

    #[test]
    fn a_name_and_a_space_make_a_prompt() {
        let Some((action, words)) = named("new client acme") else { panic!() };
        assert_eq!((action.name, words), ("client add", "acme"));
        assert!(named("add hours").is_none());
        assert!(named("add hours to").is_none(), "'add hours to retainer' may follow");
        let Some((action, words)) = named("client add acme --name 'A B'") else { panic!() };
        assert_eq!((action.name, words), ("client add", "acme --name 'A B'"));
        assert!(named("client").is_none());
        assert!(named("logbook ").is_none());
    }
}
