//! How papers look: the one design, and what of it can be chosen.

use std::path::PathBuf;

/// The size of a sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sheet {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8.5 × 11 inches.
    Letter,
}

impl Sheet {
    /// Width and height in points, of which 72 are an inch.
    pub fn points(self) -> (f32, f32) {
        match self {
            Self::A4 => (595.276, 841.89),
            Self::Letter => (612.0, 792.0),
        }
    }

    /// Its name, as style sheets and the configuration write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::A4 => "A4",
            Self::Letter => "letter",
        }
    }
}

/// A colour, as red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Default for Colour {
    /// A blue that is as dark as ink.
    fn default() -> Self {
        Self(0x1f, 0x4e, 0x79)
    }
}

impl Colour {
    /// A colour as it is written: `#1f4e79`.
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix('#').filter(|it| it.len() == 6 && it.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        digits.bytes().all(|it| it.is_ascii_hexdigit()).then_some(())?;
        Some(Self(part(0)?, part(2)?, part(4)?))
    }

    /// As style sheets write it.
    pub fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    /// The same colour, darkened until letters of it can be read on white (WCAG 2.2: a contrast of 4.5).
    #[must_use]
    pub fn ink(self) -> Self {
        let mut it = self;
        while it.contrast() < 4.5 {
            let darker = |part: u8| u8::try_from(u16::from(part) * 9 / 10).unwrap_or(0);
            it = Self(darker(it.0), darker(it.1), darker(it.2));
        }
        it
    }

    /// Its contrast against white, from 1 to 21.
    fn contrast(self) -> f32 {
        let light = |part: u8| {
            let part = f32::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        1.05 / (0.2126 * light(self.0) + 0.7152 * light(self.1) + 0.0722 * light(self.2) + 0.05)
    }
}

/// How papers look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The sheets that they are printed on.
    pub size: Sheet,
    /// What is set off is set off by this colour.
    pub accent: Colour,
    /// Neither colour nor rules.
    pub plain: bool,
    /// Font files (TrueType, OpenType, collections) in which letters are looked for that the built-in font lacks.
    pub fonts: Vec<PathBuf>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_and_written() {
        assert_eq!(Colour::from_hex(" #1F4e79 "), Some(Colour::default()));
        for wrong in ["1f4e79", "#1f4e7", "#1f4e7g", "#+1-2+3", "#é4e79", ""] {
            assert_eq!(Colour::from_hex(wrong), None, "{wrong}");
        }
        assert_eq!(Colour::default().hex(), "#1f4e79");
    }

    #[test]
    fn letters_of_a_light_colour_can_be_read() {
        assert_eq!(Colour::default().ink(), Colour::default());
        assert!(Colour(255, 220, 0).ink().contrast() >= 4.5);
        assert!(Colour(255, 255, 255).ink().contrast() >= 4.5);
    }
}
