//! What a phone reads: a QR code as modules.

use qrcode::{EcLevel, QrCode, Version};

use crate::error::{Error, Result};

/// The highest version, and so the most modules, that a payment's code may have (EPC069-12).
const HIGHEST: i16 = 13;
/// The white around a code, in modules (ISO/IEC 18004).
pub const QUIET: usize = 4;

/// A QR code.
pub struct Code {
    side: usize,
    dark: Vec<bool>,
}

impl Code {
    /// The code that holds a text, at level M.
    ///
    /// What needs more than version 13 is refused: banks' programs need not read it.
    pub fn of(text: &str) -> Result<Self> {
        let too_long = || Error::problem(format!("the QR code would hold {} bytes, which is too much", text.len()));
        let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| too_long())?;
        match code.version() {
            Version::Normal(version) if version <= HIGHEST => Ok(Self {
                side: code.width(),
                dark: code.to_colors().iter().map(|it| *it == qrcode::Color::Dark).collect(),
            }),
            _ => Err(too_long()),
        }
    }

    /// How many modules it has on a side, without the white around it.
    pub fn side(&self) -> usize {
        self.side
    }

    /// The dark parts of its rows: row, first module and how many, the white around it counted.
    pub fn bars(&self) -> Vec<(usize, usize, usize)> {
        let mut bars: Vec<(usize, usize, usize)> = Vec::new();
        for (row, modules) in self.dark.chunks(self.side).enumerate() {
            let mut after_dark = false;
            for (at, dark) in modules.iter().enumerate() {
                match bars.last_mut() {
                    Some(bar) if *dark && after_dark => bar.2 += 1,
                    _ if *dark => bars.push((row + QUIET, at + QUIET, 1)),
                    _ => {}
                }
                after_dark = *dark;
            }
        }
        bars
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_payment_fits() {
        let longest = format!(
            "BCD\n002\n1\nSCT\nGENODEF1ABC\n{}\n{}\nEUR999999999.99\n\n\n{}\n",
            "ä".repeat(70),
            "D".repeat(34),
            "ü".repeat(35)
        );
        let code = Code::of(&longest).unwrap();
        assert!(code.side() <= 17 + 4 * 13, "{}", code.side());
        assert!(Code::of(&"x".repeat(332)).is_err());
        assert!(Code::of(&"x".repeat(5000)).is_err());
    }

    #[test]
    fn bars_are_its_dark_modules() {
        let code = Code::of("BCD").unwrap();
        assert_eq!(code.side(), 21);
        assert_eq!(code.bars().iter().map(|bar| bar.2).sum::<usize>(), code.dark.iter().filter(|it| **it).count());
        // The finder pattern's first row.
        assert_eq!(code.bars()[0], (QUIET, QUIET, 7));
    }
}
