//! How a piece of text may look, as it is written in a theme: `bold #5fd7ff`, `cyan`, `reverse`, `black on yellow`.

/// A colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// One of the terminal's own sixteen, which its owner chose: 0 to 7, and 8 to 15 brighter.
    Own(u8),
    /// One of the 256 that look the same on most terminals.
    Indexed(u8),
    /// Red, green and blue.
    Rgb(u8, u8, u8),
}

/// Colours and weight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a word of its own in a theme")]
pub struct Style {
    /// The colour of the text.
    pub front: Option<Colour>,
    /// The colour behind it.
    pub back: Option<Colour>,
    /// Heavier.
    pub bold: bool,
    /// Fainter.
    pub dim: bool,
    /// Slanted.
    pub italic: bool,
    /// With a line under it.
    pub underline: bool,
    /// Text and what is behind it with their colours exchanged.
    pub reverse: bool,
}

const OWN: [&str; 8] = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];

impl Colour {
    /// Reads `cyan`, `bright-cyan`, `245` or `#5fd7ff`.
    pub fn read(word: &str) -> Option<Self> {
        if let Some(hex) = word.strip_prefix('#') {
            let whole = u32::from_str_radix(hex, 16).ok().filter(|_| hex.len() == 6 && !hex.starts_with('+'))?;
            let [_, r, g, b] = whole.to_be_bytes();
            return Some(Self::Rgb(r, g, b));
        }
        if word == "gray" || word == "grey" {
            return Some(Self::Own(8));
        }
        let own = |name: &str| OWN.iter().position(|o| *o == name).and_then(|n| u8::try_from(n).ok());
        match word.strip_prefix("bright-") {
            Some(name) => own(name).map(|n| Self::Own(n + 8)),
            None => own(word).map(Self::Own).or_else(|| {
                let number = word.bytes().all(|b| b.is_ascii_digit());
                word.parse().ok().filter(|_| number).map(Self::Indexed)
            }),
        }
    }

    /// Red, green and blue; of the terminal's own colours, those of xterm.
    pub fn rgb(self) -> (u8, u8, u8) {
        match self {
            Self::Rgb(r, g, b) => (r, g, b),
            Self::Own(n) | Self::Indexed(n) if n < 16 => SIXTEEN[usize::from(n)],
            Self::Own(n) | Self::Indexed(n) if n >= 232 => {
                let level = 8 + 10 * (n - 232);
                (level, level, level)
            }
            Self::Own(n) | Self::Indexed(n) => {
                let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
                let n = n - 16;
                (level(n / 36), level(n / 6 % 6), level(n % 6))
            }
        }
    }

    /// The nearest of the 256.
    #[must_use]
    pub fn of_256(self) -> Self {
        match self {
            Self::Rgb(..) => nearest(self.rgb(), (16..=255).map(Self::Indexed)),
            other => other,
        }
    }

    /// The nearest of the terminal's own sixteen. What is coloured stays coloured: a pale blue is no grey.
    #[must_use]
    pub fn of_16(self) -> Self {
        if let Self::Own(_) = self {
            return self;
        }
        let (r, g, b) = self.rgb();
        let coloured = r.max(g).max(b) - r.min(g).min(b) >= 48;
        let is_grey = |n: u8| matches!(n, 0 | 7 | 8 | 15);
        nearest((r, g, b), (0..16).filter(|n| is_grey(*n) != coloured).map(Self::Own))
    }
}

/// The sixteen of xterm.
const SIXTEEN: [(u8, u8, u8); 16] = [
    (0, 0, 0),
    (205, 0, 0),
    (0, 205, 0),
    (205, 205, 0),
    (0, 0, 238),
    (205, 0, 205),
    (0, 205, 205),
    (229, 229, 229),
    (127, 127, 127),
    (255, 0, 0),
    (0, 255, 0),
    (255, 255, 0),
    (92, 92, 255),
    (255, 0, 255),
    (0, 255, 255),
    (255, 255, 255),
];

fn nearest((r, g, b): (u8, u8, u8), of: impl Iterator<Item = Colour>) -> Colour {
    let far = |colour: &Colour| {
        let (r2, g2, b2) = colour.rgb();
        let square = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
        // The eye sees green best and blue least.
        2 * square(r, r2) + 4 * square(g, g2) + 3 * square(b, b2)
    };
    of.min_by_key(far).unwrap_or(Colour::Own(7))
}

impl Style {
    /// Reads a style, or says which word of it is none.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut style = Self::default();
        let mut words = text.split_whitespace();
        while let Some(word) = words.next() {
            match word {
                "bold" => style.bold = true,
                "dim" => style.dim = true,
                "italic" => style.italic = true,
                "underline" => style.underline = true,
                "reverse" => style.reverse = true,
                "on" => {
                    let behind = words.next().ok_or("a colour is missing behind 'on'")?;
                    style.back = Some(colour(behind)?);
                }
                _ if style.front.is_some() => return Err(format!("'{word}' is a second colour, or none")),
                _ => style.front = Some(colour(word)?),
            }
        }
        Ok(style)
    }

    /// The same without any colour.
    #[must_use]
    pub fn colourless(self) -> Self {
        Self { front: None, back: None, ..self }
    }

    /// The same with each colour changed.
    #[must_use]
    pub fn map(self, change: impl Fn(Colour) -> Colour) -> Self {
        Self { front: self.front.map(&change), back: self.back.map(&change), ..self }
    }
}

fn colour(word: &str) -> Result<Colour, String> {
    Colour::read(word).ok_or_else(|| {
        format!(
            "'{word}' is no style: write bold, dim, italic, underline or reverse, \
             a colour like cyan, bright-red, 245 or #5fd7ff, and 'on' before the colour behind it"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_read_word_by_word() {
        let style = Style::read("bold #5fd7ff on 234 underline").unwrap();
        assert_eq!(style.front, Some(Colour::Rgb(0x5f, 0xd7, 0xff)));
        assert_eq!(style.back, Some(Colour::Indexed(234)));
        assert!(style.bold && style.underline && !style.dim);
        assert_eq!(Style::read("bright-cyan").unwrap().front, Some(Colour::Own(14)));
        assert_eq!(Style::read(""), Ok(Style::default()));
        for wrong in ["bolt", "256", "#12345", "#+12345", "+5", "on", "red blue", "bright-pink"] {
            assert!(Style::read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_colour_is_rounded_to_the_nearest_there_is() {
        assert_eq!(Colour::Rgb(0x5f, 0xd7, 0xff).of_256(), Colour::Indexed(81));
        assert_eq!(Colour::Rgb(0x8a, 0x8a, 0x8a).of_256(), Colour::Indexed(245));
        assert_eq!(Colour::Indexed(245).of_16(), Colour::Own(8));
        assert_eq!(Colour::Indexed(34).of_16(), Colour::Own(2));
        assert_eq!(Colour::Own(6).of_16(), Colour::Own(6));
        for n in 16..=255 {
            let (r, g, b) = Colour::Indexed(n).rgb();
            let back = Colour::Rgb(r, g, b).of_256();
            assert_eq!(back.rgb(), (r, g, b), "{n}");
        }
    }
}
