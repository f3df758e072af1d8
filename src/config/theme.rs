//! Themes: a style for each part that text may play. They are data: the built-in ones, too, are files.

use super::style::Style;
use super::value::{Problem, TomlEntry, Value, parse, text};
use crate::domain::spelling::nearest;

/// The parts that text may play, by their names in a theme's file. [`Sheet::tone`] counts in this order.
pub const TONES: [&str; 9] = ["plain", "strong", "dim", "accent", "warn", "bad", "good", "mark", "selected"];

const BUILT_IN: [(&str, &str); 5] = [
    ("auto", include_str!("../../assets/themes/auto.toml")),
    ("dark", include_str!("../../assets/themes/dark.toml")),
    ("light", include_str!("../../assets/themes/light.toml")),
    ("high-contrast", include_str!("../../assets/themes/high-contrast.toml")),
    ("mono", include_str!("../../assets/themes/mono.toml")),
];

/// Returns the names of the built-in themes.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    BUILT_IN.iter().map(|(name, _)| *name)
}

/// A style for each part that text may play.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    tones: [Style; TONES.len()],
    /// The styles that clients share out among them; empty: as running text.
    pub clients: Vec<Style>,
}

/// A theme as far as it could be read, and what could not.
pub struct Theming {
    /// The theme.
    pub sheet: Sheet,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

impl Default for Sheet {
    /// The theme where none is named.
    fn default() -> Self {
        Self::built_in("auto").unwrap_or_else(Self::blank)
    }
}

impl Sheet {
    fn blank() -> Self {
        Self { tones: [Style::default(); TONES.len()], clients: Vec::new() }
    }

    /// Returns a built-in theme.
    pub fn built_in(name: &str) -> Option<Self> {
        let (_, text) = BUILT_IN.iter().find(|(n, _)| *n == name)?;
        Some(Self::over(Self::blank(), text).sheet)
    }

    /// Reads a theme's file; what it does not name is as in its base, or else as in `auto`.
    pub fn read(text: &str) -> Theming {
        Self::over(Self::default(), text)
    }

    /// How a part looks, by its place in [`TONES`].
    pub fn tone(&self, at: usize) -> Style {
        self.tones.get(at).copied().unwrap_or_default()
    }

    fn over(start: Self, from: &str) -> Theming {
        let (entries, mut problems) = parse(from);
        let mut sheet = start;
        // The base comes first wherever it is written.
        for TomlEntry { line, value, .. } in entries.iter().filter(|e| e.name == "base") {
            match text(value).map(|name| Self::built_in(&name).ok_or(name)) {
                Ok(Ok(base)) => sheet = base,
                Ok(Err(name)) => {
                    let known: Vec<&str> = names().collect();
                    let what = format!("base: '{name}' is not one of {}", known.join(", "));
                    problems.push(Problem::at(*line, what));
                }
                Err(what) => problems.push(Problem::at(*line, format!("base: {what}"))),
            }
        }
        let read = |value: &Value| text(value).and_then(|text| Style::read(&text));
        for TomlEntry { line, name, value, .. } in &entries {
            let mut told = |line: usize, what: String| problems.push(Problem::at(line, format!("{name}: {what}")));
            if name == "clients" {
                let Value::List(list) = value else {
                    told(*line, format!("{value} is no list: write it like [\"cyan\", \"#d787af\"]"));
                    continue;
                };
                let read = |(line, value): &(usize, Value)| read(value).map_err(|what| told(*line, what)).ok();
                sheet.clients = list.iter().filter_map(read).collect();
            } else if let Some(at) = TONES.iter().position(|t| t == name) {
                match read(value) {
                    Ok(style) => sheet.tones[at] = style,
                    Err(what) => told(*line, what),
                }
            } else if name != "base" {
                let hint = nearest(name, TONES.into_iter().chain(["clients", "base"]));
                problems.push(Problem::at(*line, format!("a theme has no '{name}'{hint}")));
            }
        }
        problems.sort();
        Theming { sheet, problems }
    }
}

#[cfg(test)]
mod tests;
