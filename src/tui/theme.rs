//! Colours by the part they play, as the terminal can show them.

use ratatui::style::{Color, Modifier, Style};

use crate::app::board::Board;
use crate::command::env::Terminal;
use crate::config::style::{Colour, Style as Written};
use crate::config::{Sheet, TONES};
use crate::domain::chart::Ink;
use crate::domain::hue::ClientHue;

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
    /// A client, by the colour that it has.
    Client(ClientHue),
    /// A bar that says how something stands: in the ground of it, where it has one.
    Bar(Standing),
}

/// How something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Well.
    Good,
    /// It needs attention soon.
    Warn,
    /// It needs attention now.
    Bad,
}

impl Tone {
    /// Finds the tone of a client in what was read.
    pub fn client(board: &Board, code: &str) -> Self {
        board.colours.get(code).map_or(Self::Plain, Self::Client)
    }

    /// The tone of a bar of it.
    pub fn bar(self) -> Self {
        match self {
            Self::Good => Self::Bar(Standing::Good),
            Self::Warn => Self::Bar(Standing::Warn),
            Self::Bad => Self::Bar(Standing::Bad),
            other => other,
        }
    }

    /// The tone of a piece of a chart.
    pub fn ink(ink: Ink) -> Self {
        match ink {
            Ink::Axis => Self::Plain,
            Ink::Value => Self::Good,
            Ink::Line => Self::Accent,
            Ink::Below => Self::Bad,
            Ink::Mark => Self::Strong,
        }
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
            Self::Client(_) | Self::Bar(_) => return None,
        };
        TONES.iter().position(|tone| *tone == name)
    }
}

/// Styles for every tone.
#[derive(Clone, Debug)]
struct Palette {
    tones: [Style; TONES.len()],
    clients: Vec<Style>,
}

/// Everything that is drawn looks by this.
#[derive(Clone, Debug)]
pub struct Theme {
    palette: Palette,
    /// What a row under the cursor has for each tone; none where one style is laid over all of it.
    row: Option<Palette>,
    selected: Style,
    ascii: bool,
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

/// Whether the terminal's background is dark, as far as it is known.
fn is_dark(terminal: &Terminal) -> Option<bool> {
    // The console of Linux is black.
    let console = (terminal.term == "linux").then_some(true);
    let behind = terminal.ground.rsplit(';').next().and_then(|n| n.parse().ok());
    behind.filter(|n: &u8| *n < 16).map(|n| matches!(n, 0..=6 | 8)).or(console)
}

impl Palette {
    fn of(sheet: &Sheet, depth: Depth) -> Self {
        let mono = Sheet::built_in("mono").unwrap_or_default();
        let tone = |at: usize| match sheet.tone(at) {
            // What only its colour set apart is set apart by weight.
            style if depth == Depth::None && style.colourless() == Written::default() => shown(mono.tone(at), depth),
            style => shown(style, depth),
        };
        let clients = sheet.clients.iter().filter(|_| depth != Depth::None).map(|style| shown(*style, depth));
        Self { tones: std::array::from_fn(tone), clients: clients.collect() }
    }

    fn style(&self, tone: Tone) -> Style {
        match (tone, self.clients.len()) {
            (Tone::Client(_), 0) => self.style(Tone::Plain),
            (Tone::Client(ClientHue { hue, lined }), many) => {
                let style = self.clients[hue.at() % many];
                if lined { style.add_modifier(Modifier::UNDERLINED) } else { style }
            }
            (Tone::Bar(standing), _) => {
                let style = self.style(match standing {
                    Standing::Good => Tone::Good,
                    Standing::Warn => Tone::Warn,
                    Standing::Bad => Tone::Bad,
                });
                style.bg.map_or(style, |ground| Style::new().fg(ground))
            }
            _ => tone.place().map_or_else(Style::new, |at| self.tones[at]),
        }
    }
}

impl Theme {
    /// A theme as a terminal can show it.
    pub fn of(sheet: &Sheet, terminal: &Terminal) -> Self {
        let depth = Depth::of(terminal);
        let sheet = sheet.clone().on(is_dark(terminal), depth == Depth::Sixteen);
        let palette = Palette::of(&sheet, depth);
        let at = TONES.iter().position(|t| *t == "selected").unwrap_or_default();
        let (written, other) = (sheet.tone(at), sheet.row());
        let soft = !written.reverse && (written.front.is_none() || other.is_some());
        let (row, selected) = match depth {
            // Those of another theme only have to be near: shorter to send.
            Depth::Many | Depth::True if soft => {
                let row = other.map_or_else(|| palette.clone(), |other| Palette::of(&other, Depth::Many));
                (Some(row), palette.tones[at])
            }
            // Sixteen colours have none that is soft.
            Depth::Sixteen if soft => (None, Style::new().add_modifier(Modifier::REVERSED)),
            _ => (None, palette.tones[at]),
        };
        Self { palette, row, selected, ascii: sheet.ascii || terminal.ascii }
    }

    /// How a tone looks.
    pub fn style(&self, tone: Tone) -> Style {
        self.palette.style(tone)
    }

    /// How a block filled with a tone looks.
    pub fn filled(&self, tone: Tone) -> Style {
        self.style(tone).add_modifier(Modifier::REVERSED)
    }

    /// How a tone looks under the cursor: it keeps its colour where the background there is soft.
    pub fn chosen(&self, tone: Tone) -> Style {
        let Some(row) = &self.row else { return self.selected };
        let style = row.style(tone);
        // A background is kept that says something.
        let back = style.bg.filter(|back| row.style(Tone::Plain).bg != Some(*back));
        let bg = back.or(self.selected.bg);
        Style { bg, ..self.selected.patch(style) }
    }

    /// What is chosen, as one text: a row of a menu, a tab.
    pub fn selected(&self) -> Style {
        self.chosen(Tone::Plain)
    }

    /// Whether signs of ASCII alone are drawn.
    pub fn is_ascii(&self) -> bool {
        self.ascii
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
    use crate::config::theme_names;

    fn on(theme: &str, term: &str, true_color: bool) -> Theme {
        let terminal = Terminal { term: term.to_owned(), true_color, ..Terminal::default() };
        Theme::of(&Sheet::built_in(theme).unwrap(), &terminal)
    }

    fn client(rank: i64) -> Tone {
        Tone::Client(ClientHue::of_rank(rank))
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
        for name in theme_names() {
            let sheet = Sheet::built_in(name).unwrap();
            for theme in [Theme::of(&sheet, &no_color), on(name, "dumb", true)] {
                for style in ALL.iter().chain([&client(1)]).map(|t| theme.style(*t)) {
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
    fn clients_side_by_side_look_different() {
        for theme in ["auto", "gruvbox", "light"].map(|name| on(name, "xterm-256color", false)) {
            let looks: Vec<Style> = (1..=24).map(|rank| theme.style(client(rank))).collect();
            for (n, look) in looks.iter().enumerate() {
                assert!(!looks[..n].contains(look), "{n}: {look:?}");
            }
        }
    }

    #[test]
    fn auto_is_what_the_terminal_is_known_to_be() {
        let sheet = Sheet::built_in("auto").unwrap();
        let [dark, light] = ["dark", "light"].map(|name| on(name, "xterm-256color", false));
        let on = |term: &str, ground: &str| {
            let terminal = Terminal { term: term.to_owned(), ground: ground.to_owned(), ..Terminal::default() };
            Theme::of(&sheet, &terminal)
        };
        for (ground, other) in [("15;0", &dark), ("15;default;0", &dark), ("0;15", &light), ("0;7", &light)] {
            assert_eq!(on("xterm-256color", ground).style(Tone::Warn), other.style(Tone::Warn), "{ground}");
        }
        for unknown in ["", "0;default", "0;231", "x"] {
            assert_eq!(on("xterm-256color", unknown).style(Tone::Warn).fg, Some(Color::Indexed(130)), "{unknown}");
        }
        // Yellow on white cannot be read: it has a background of its own.
        for ground in ["", "0;15"] {
            let warn = on("xterm", ground).style(Tone::Warn);
            assert_eq!((warn.fg, warn.bg), (Some(Color::Black), Some(Color::Yellow)), "{ground}");
        }
        assert_eq!(on("linux", "").style(Tone::Warn).fg, Some(Color::LightYellow));
    }

    #[test]
    fn a_row_under_the_cursor_keeps_its_colours_where_there_are_enough() {
        for name in ["auto", "dark", "light", "gruvbox", "catppuccin-latte"] {
            let theme = on(name, "xterm-256color", true);
            let [plain, warn, bad, one] =
                [Tone::Plain, Tone::Warn, Tone::Bad, client(1)].map(|tone| theme.chosen(tone));
            assert!(plain.bg.is_some() && plain.bg != theme.style(Tone::Plain).bg, "{name}");
            assert!([warn, bad, one].iter().all(|style| style.bg == plain.bg && style.fg != plain.fg), "{name}");
            assert!(warn.fg != bad.fg && bad.fg != one.fg, "{name}");
        }
        for theme in [on("mono", "xterm", true), on("auto", "xterm", false), on("nord", "xterm", false)] {
            assert_eq!(theme.chosen(client(1)), Style::new().add_modifier(Modifier::REVERSED));
        }
    }

    #[test]
    fn ascii_is_for_those_who_have_no_more() {
        let poor = Terminal { ascii: true, term: "xterm".to_owned(), ..Terminal::default() };
        assert!(Theme::of(&Sheet::default(), &poor).is_ascii());
        assert!(on("mono-ascii", "xterm", false).is_ascii() && !on("mono", "xterm", false).is_ascii());
        assert_eq!(on("mono-ascii", "xterm", false).style(Tone::Bad), on("mono", "xterm", false).style(Tone::Bad));
    }
}
