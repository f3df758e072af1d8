//! Colours by the part they play, for dark and light backgrounds, and without any colour.

use ratatui::style::{Color, Modifier, Style};

use crate::app::run::Terminal;

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
    /// A client, by a number made from its code.
    Client(u8),
}

impl Tone {
    /// The tone of a client: the same code has the same colour everywhere, for ever.
    pub fn client(code: &str) -> Self {
        // FNV-1a: small, and the same on every machine and in every version.
        let hash = code.bytes().fold(0x811c_9dc5_u32, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193));
        Self::Client((hash >> 24 ^ hash >> 11).to_le_bytes()[0])
    }
}

/// Styles for every tone.
#[derive(Clone, Debug)]
pub struct Theme {
    kind: Kind,
    clients: Vec<Color>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Colours of the terminal's own palette, which its owner chose for its background.
    Auto,
    Dark,
    Light,
    Mono,
}

/// Of the 256 colours, those of middle brightness: readable on black and on white.
const MIDDLE: [u8; 12] = [31, 34, 67, 97, 100, 130, 133, 137, 166, 169, 173, 37];
const BRIGHT: [u8; 12] = [75, 78, 110, 141, 143, 179, 176, 180, 209, 211, 216, 80];
const DEEP: [u8; 12] = [25, 28, 60, 91, 58, 94, 90, 95, 124, 126, 130, 23];

impl Theme {
    /// The theme of a setting (`auto`, `dark`, `light`, `mono`) on a terminal.
    pub fn of(setting: &str, terminal: &Terminal) -> Self {
        let kind = match setting {
            _ if terminal.no_color || terminal.term == "dumb" => Kind::Mono,
            "mono" => Kind::Mono,
            "dark" => Kind::Dark,
            "light" => Kind::Light,
            _ => Kind::Auto,
        };
        let many = terminal.true_color || terminal.term.contains("256") || terminal.term.contains("direct");
        let clients = match kind {
            Kind::Mono => Vec::new(),
            _ if !many => vec![Color::Cyan, Color::Green, Color::Magenta, Color::Yellow, Color::Blue],
            Kind::Auto => MIDDLE.map(Color::Indexed).to_vec(),
            Kind::Dark => BRIGHT.map(Color::Indexed).to_vec(),
            Kind::Light => DEEP.map(Color::Indexed).to_vec(),
        };
        Self { kind, clients }
    }

    /// How a tone looks.
    pub fn style(&self, tone: Tone) -> Style {
        let plain = Style::new();
        let coloured = |auto, dark, light| {
            plain.fg(match self.kind {
                Kind::Dark => dark,
                Kind::Light => light,
                Kind::Auto | Kind::Mono => auto,
            })
        };
        match (tone, self.kind) {
            (Tone::Plain, _) | (Tone::Good | Tone::Client(_), Kind::Mono) => plain,
            (Tone::Strong, _) | (Tone::Accent | Tone::Bad, Kind::Mono) => plain.add_modifier(Modifier::BOLD),
            (Tone::Dim, Kind::Dark) => plain.fg(Color::Indexed(245)),
            (Tone::Dim, Kind::Light) => plain.fg(Color::Indexed(242)),
            (Tone::Dim, _) => plain.add_modifier(Modifier::DIM),
            (Tone::Warn, Kind::Mono) => plain.add_modifier(Modifier::UNDERLINED),
            (Tone::Accent, _) => coloured(Color::Cyan, Color::LightCyan, Color::Blue),
            (Tone::Warn, _) => coloured(Color::Yellow, Color::LightYellow, Color::Indexed(130)),
            (Tone::Bad, _) => coloured(Color::Red, Color::LightRed, Color::Red),
            (Tone::Good, _) => coloured(Color::Green, Color::LightGreen, Color::Indexed(28)),
            (Tone::Client(n), _) => match self.clients.get(usize::from(n) % self.clients.len().max(1)) {
                Some(colour) => plain.fg(*colour),
                None => plain,
            },
        }
    }

    /// The row under the cursor: one style from end to end, which is cheap to draw and seen without colour.
    pub fn selected() -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colour_there_is_none() {
        let terminal = Terminal { no_color: true, term: "xterm-256color".to_owned(), ..Terminal::default() };
        let theme = Theme::of("dark", &terminal);
        for tone in [Tone::Plain, Tone::Accent, Tone::Warn, Tone::Bad, Tone::Good, Tone::client("acme")] {
            assert_eq!(theme.style(tone).fg, None, "{tone:?}");
        }
    }

    #[test]
    fn a_client_keeps_its_colour() {
        assert_eq!(Tone::client("acme"), Tone::client("acme"));
        let codes = ["acme", "zeta", "nova", "kato", "lumen", "orbit", "pixel", "quill"];
        let theme = Theme::of("auto", &Terminal { term: "xterm-256color".to_owned(), ..Terminal::default() });
        let mut colours: Vec<_> = codes.iter().map(|c| format!("{:?}", theme.style(Tone::client(c)).fg)).collect();
        colours.sort();
        colours.dedup();
        assert!(colours.len() > 4, "{colours:?}");
    }
}
