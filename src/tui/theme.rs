//! Colours by the part they play, as the terminal can show them.

use ratatui::style::{Color, Modifier, Style};

use crate::command::env::Terminal;
use crate::config::style::{Colour, Style as Written};
use crate::config::{Sheet, TONES};

/// The part a piece of text plays. Nothing is told by it alone: a word or sign says the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Running text.
    #[default]
    Plain,
    /// What matters most: titles, totals.
    Strong,
    /// What matters least.
    Dim,
    /// The focused pane, what runs.
    Accent,
    /// Needs attention soon.
    Warn,
    /// Needs attention now.
    Bad,
    /// All is well.
    Good,
    /// A row that is marked together with others.
    Mark,
    /// A client, by a number made from its code.
    Client(u8),
}

impl Tone {
    /// Chooses the tone of a client: the same code has the same colour everywhere, for ever.
    pub fn client(code: &str) -> Self {
        // FNV-1a: small, and the same on every machine and in every version.
        let hash = code.bytes().fold(0x811c_9dc5_u32, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193));
        Self::Client((hash >> 24 ^ hash >> 11).to_le_bytes()[0])
    }

    /// Its place in a theme; a client's style has none of its own.
    fn place(self) -> Option<usize> {
        let name = match self {
            Self::Plain => "plain",
            Self::Strong => "strong",
            Self::Dim => "dim",
            Self::Accent => "accent",
            Self::Warn => "warn",
            Self::Bad => "bad",
            Self::Good => "good",
            Self::Mark => "mark",
            Self::Client(_) => return None,
        };
        TONES.iter().position(|tone| *tone == name)
    }
}

/// Styles for every tone.
#[derive(Clone, Debug)]
pub struct Theme {
    tones: [Style; TONES.len()],
    clients: Vec<Style>,
    selected: Style,
}

/// How many colours a terminal has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Depth {
    None,
    Sixteen,
    Many,
    True,
}

impl Depth {
    fn of(terminal: &Terminal) -> Self {
        let term = terminal.term.as_str();
        if terminal.no_color || term == "dumb" {
            return Self::None;
        }
        if terminal.true_color || term.ends_with("-direct") {
            return Self::True;
        }
        if term.contains("256") { Self::Many } else { Self::Sixteen }
    }
}

impl Theme {
    /// A theme as a terminal can show it.
    pub fn of(sheet: &Sheet, terminal: &Terminal) -> Self {
        let depth = Depth::of(terminal);
        let mono = Sheet::built_in("mono").unwrap_or_default();
        let tone = |at: usize| match sheet.tone(at) {
            // What only its colour set apart is set apart by weight.
            style if depth == Depth::None && style.colourless() == Written::default() => shown(mono.tone(at), depth),
            style => shown(style, depth),
        };
        let tones = std::array::from_fn(tone);
        let mut clients: Vec<Style> = sheet.clients.iter().map(|style| shown(*style, depth)).collect();
        if depth == Depth::None {
            clients.clear();
        }
        let selected = TONES.iter().position(|t| *t == "selected").map_or_else(Style::new, |at| tones[at]);
        Self { tones, clients, selected }
    }

    /// How a tone looks.
    pub fn style(&self, tone: Tone) -> Style {
        match (tone, self.clients.len()) {
            (Tone::Client(_), 0) => self.style(Tone::Plain),
            (Tone::Client(n), many) => self.clients[usize::from(n) % many],
            _ => tone.place().map_or_else(Style::new, |at| self.tones[at]),
        }
    }

    /// How a block filled with a tone looks.
    pub fn filled(&self, tone: Tone) -> Style {
        self.style(tone).add_modifier(Modifier::REVERSED)
    }

    /// The row under the cursor: one style from end to end, which is cheap to draw and seen without colour.
    pub fn selected(&self) -> Style {
        self.selected
    }
}

/// A style in the terminal's terms.
fn shown(style: Written, depth: Depth) -> Style {
    let style = match depth {
        Depth::None => style.colourless(),
        Depth::Sixteen => style.map(Colour::of_16),
        Depth::Many => style.map(Colour::of_256),
        Depth::True => style,
    };
    let held = [
        (style.bold, Modifier::BOLD),
        (style.dim, Modifier::DIM),
        (style.italic, Modifier::ITALIC),
        (style.underline, Modifier::UNDERLINED),
        (style.reverse, Modifier::REVERSED),
    ];
    let weight: Modifier = held.into_iter().filter(|(is, _)| *is).map(|(_, modifier)| modifier).collect();
    let (fg, bg) = (style.front.map(colour), style.back.map(colour));
    Style { fg, bg, ..Style::new().add_modifier(weight) }
}

fn colour(of: Colour) -> Color {
    const OWN: [Color; 16] = [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
        Color::White,
    ];
    match of {
        Colour::Own(n) => OWN[usize::from(n % 16)],
        Colour::Indexed(n) => Color::Indexed(n),
        Colour::Rgb(r, g, b) => Color::Rgb(r, g, b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(theme: &str, term: &str, true_color: bool) -> Theme {
        let terminal = Terminal { term: term.to_owned(), true_color, ..Terminal::default() };
        Theme::of(&Sheet::built_in(theme).unwrap(), &terminal)
    }

    const ALL: [Tone; 8] =
        [Tone::Plain, Tone::Strong, Tone::Dim, Tone::Accent, Tone::Warn, Tone::Bad, Tone::Good, Tone::Mark];

    #[test]
    fn every_tone_has_its_place() {
        let places: Vec<Option<usize>> = ALL.iter().map(|t| t.place()).collect();
        assert_eq!(places, (0..8).map(Some).collect::<Vec<_>>());
        assert_eq!(TONES[8], "selected");
    }

    #[test]
    fn without_colour_there_is_none() {
        let no_color = Terminal { no_color: true, term: "xterm-256color".to_owned(), ..Terminal::default() };
        for name in ["auto", "dark", "light", "high-contrast", "mono"] {
            let sheet = Sheet::built_in(name).unwrap();
            for theme in [Theme::of(&sheet, &no_color), on(name, "dumb", true)] {
                for style in ALL.iter().chain([&Tone::client("acme")]).map(|t| theme.style(*t)) {
                    assert_eq!((style.fg, style.bg), (None, None), "{name}");
                }
                for seen in [theme.style(Tone::Bad), theme.style(Tone::Warn), theme.style(Tone::Mark), theme.selected()]
                {
                    assert_ne!(seen, Style::new(), "{name}");
                }
            }
        }
    }

    #[test]
    fn a_colour_is_shown_as_the_terminal_can() {
        let accent = |term, many| on("dark", term, many).style(Tone::Accent).fg;
        assert_eq!(accent("xterm", true), Some(Color::Rgb(0x5f, 0xd7, 0xff)));
        assert_eq!(accent("xterm-direct", false), Some(Color::Rgb(0x5f, 0xd7, 0xff)));
        assert_eq!(accent("xterm-256color", false), Some(Color::Indexed(81)));
        assert_eq!(accent("linux", false), Some(Color::LightCyan));
    }

    #[test]
    fn a_client_keeps_its_colour() {
        assert_eq!(Tone::client("acme"), Tone::client("acme"));
        let codes = ["acme", "zeta", "nova", "kato", "lumen", "orbit", "pixel", "quill"];
        let theme = on("auto", "xterm-256color", false);
        let mut colours: Vec<_> = codes.iter().map(|c| format!("{:?}", theme.style(Tone::client(c)).fg)).collect();
        colours.sort();
        colours.dedup();
        assert!(colours.len() > 4, "{colours:?}");
    }
}
