//! Themes: a style for each part that text may play. They are data: the built-in ones, too, are files.

use super::style::{Colour, Style};
use super::value::{Problem, TomlEntry, Value, parse, text};
use crate::domain::spelling::nearest;

/// The parts that text may play, by their names in a theme's file. [`Sheet::tone`] counts in this order.
pub const TONES: [&str; 9] = ["plain", "strong", "dim", "accent", "warn", "bad", "good", "mark", "selected"];

/// Themes by name and text.
macro_rules! themes {
    ($($name:literal),+) => { &[$(($name, include_str!(concat!("../../assets/themes/", $name, ".toml")))),+] };
}

const BUILT_IN: &[(&str, &str)] = themes![
    "auto",
    "dark",
    "light",
    "high-contrast",
    "mono",
    "mono-ascii",
    "gruvbox",
    "catppuccin-latte",
    "catppuccin-mocha",
    "nord",
    "tokyo-night",
    "solarized-dark",
    "solarized-light",
    "dracula"
];

/// What others become where there are sixteen colours: nobody chooses these.
const SIXTEEN: &[(&str, &str)] = themes!["sixteen", "sixteen-dark", "sixteen-light"];

/// Returns the names of the built-in themes.
pub fn theme_names() -> impl Iterator<Item = &'static str> {
    BUILT_IN.iter().map(|(name, _)| *name)
}

/// Themes that take a theme's place, by what each is for.
const PLACES: [&str; 4] = ["on-dark", "on-light", "sixteen", "row"];

/// A style for each part that text may play.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    tones: [Style; TONES.len()],
    /// The styles that clients share out among them; empty: as running text.
    pub clients: Vec<Style>,
    /// The background it is meant for, where it paints none.
    pub ground: Option<Colour>,
    /// Whether it is drawn with signs of ASCII alone.
    pub ascii: bool,
    /// The themes that take its place, in the order of [`PLACES`].
    places: [Option<&'static str>; PLACES.len()],
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
        Self {
            tones: [Style::default(); TONES.len()],
            clients: Vec::new(),
            ground: None,
            ascii: false,
            places: [None; PLACES.len()],
        }
    }

    /// Returns a built-in theme.
    pub fn built_in(name: &str) -> Option<Self> {
        let (_, text) = BUILT_IN.iter().chain(SIXTEEN).find(|(n, _)| *n == name)?;
        Some(Self::over(Self::blank(), text).sheet)
    }

    /// Returns what is shown of it on a terminal whose background is dark or light, if that is known, and which has no more
    /// than sixteen colours, or has.
    #[must_use]
    pub fn on(self, dark: Option<bool>, sixteen: bool) -> Self {
        let [on_dark, on_light, _, _] = self.places;
        let found =
            dark.and_then(|dark| if dark { on_dark } else { on_light }).and_then(Self::built_in).unwrap_or(self);
        found.places[2].filter(|_| sixteen).and_then(Self::built_in).unwrap_or(found)
    }

    /// Returns the theme whose colours the selected row has, if they are another's.
    pub fn row(&self) -> Option<Self> {
        self.places[3].and_then(Self::built_in)
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
                    let known: Vec<&str> = theme_names().collect();
                    let what = format!("base: '{name}' is not one of {}", known.join(", "));
                    problems.push(Problem::at(*line, what));
                }
                Err(what) => problems.push(Problem::at(*line, format!("base: {what}"))),
            }
        }
        let read = |value: &Value| text(value).and_then(|text| Style::read(&text));
        let is_look = |name: &str| name == "clients" || TONES.contains(&name);
        if entries.iter().any(|e| is_look(&e.name)) {
            // What it changes would be lost where another takes its place.
            sheet.places[..3].fill(None);
        }
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
            } else if let Some(at) = PLACES.iter().position(|place| place == name) {
                match text(value).map(|name| BUILT_IN.iter().chain(SIXTEEN).find(|(n, _)| *n == name)) {
                    Ok(Some((other, _))) => sheet.places[at] = Some(other),
                    Ok(None) => told(*line, format!("{value} is no theme that vadash has")),
                    Err(what) => told(*line, what),
                }
            } else if name == "ground" {
                match text(value).map(|word| Colour::read(&word)) {
                    Ok(Some(colour)) => sheet.ground = Some(colour),
                    Ok(None) => told(*line, format!("{value} is no colour: write one like black, 234 or #1c1c1c")),
                    Err(what) => told(*line, what),
                }
            } else if name == "signs" {
                match text(value).as_deref() {
                    Ok("ascii") => sheet.ascii = true,
                    Ok("all") => sheet.ascii = false,
                    _ => told(*line, format!("{value} is not one of all, ascii")),
                }
            } else if name != "base" {
                let more = ["clients", "base", "ground", "signs"].into_iter().chain(PLACES);
                let hint = nearest(name, TONES.into_iter().chain(more));
                problems.push(Problem::at(*line, format!("a theme has no '{name}'{hint}")));
            }
        }
        problems.sort();
        Theming { sheet, problems }
    }
}

#[cfg(test)]
mod tests;
