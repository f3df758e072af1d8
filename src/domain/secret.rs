//! What opens an encrypted database: a passphrase, or a key as 64 hexadecimal digits; and how it is encrypted.

use std::fmt;

use zeroize::Zeroizing;

use crate::domain::words::words;
use crate::error::{Error, Result};

words! {
    /// How each page of a file is encrypted; under either, none can be changed unnoticed.
    #[derive(Default)]
    Cipher {
        /// ChaCha20 with Poly1305, as SQLite3 Multiple Ciphers has it: the quicker one, and what new files get.
        /// <https://utelle.github.io/SQLite3MultipleCiphers/docs/ciphers/cipher_chacha20/>
        #[default]
        ChaCha20 = "chacha20",
        /// AES-256 in CBC mode with HMAC-SHA512, as SQLCipher 4 has it unless told otherwise, which other programs open.
        /// <https://www.zetetic.net/sqlcipher/design/>
        SqlCipher = "sqlcipher",
    }
}

/// A passphrase or key, wiped from memory when it is dropped and never shown.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// What was typed, or what a program wrote: the line's end does not belong to it. Nothing is no secret.
    pub fn new(mut text: String) -> Result<Self> {
        text.truncate(text.trim_end_matches(['\n', '\r']).len());
        let text = Zeroizing::new(text);
        if text.is_empty() {
            return Err(Error::problem("the passphrase is empty"));
        }
        Ok(Self(text))
    }

    /// The text itself, for whoever makes a key of it.
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// What a secret is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// To open a file that is encrypted, after so many secrets that did not.
    Open {
        /// How many did not.
        failed: u32,
    },
    /// For a file that is made now; without one it is not encrypted.
    Create,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_the_line_is_no_part_of_it() {
        assert_eq!(Secret::new("a b \r\n".to_owned()).unwrap().text(), "a b ");
        assert_eq!(Secret::new("\n".to_owned()).unwrap_err().to_string(), "the passphrase is empty");
        assert_eq!(format!("{:?}", Secret::new("hidden".to_owned()).unwrap()), "Secret(…)");
    }
}
